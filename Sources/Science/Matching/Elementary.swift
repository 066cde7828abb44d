#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

// The function of the C library that the formulas need.

func naturalLogarithm(_ value: Double) -> Double { log(value) }
