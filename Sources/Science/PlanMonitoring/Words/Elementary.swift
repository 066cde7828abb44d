#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

// The functions of the C library that the formulas need, in one place.

func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

func naturalLogarithm(_ value: Double) -> Double { log(value) }

func exponential(_ value: Double) -> Double { exp(value) }

/// ln(1 + x), exact for small x.
func logarithmOfOnePlus(_ value: Double) -> Double { log1p(value) }

/// ln Γ(x) for x > 0.
func logGamma(_ value: Double) -> Double { lgamma(value).0 }
