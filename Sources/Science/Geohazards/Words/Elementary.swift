#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

// The functions of the C library that the formulas need, in one place. Angles are in radians.

func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
func exponential(_ value: Double) -> Double { exp(value) }
func naturalLogarithm(_ value: Double) -> Double { log(value) }
func decimalLogarithm(_ value: Double) -> Double { log10(value) }
/// ln(1 + x), exact for small x.
func logarithmOfOnePlus(_ value: Double) -> Double { log1p(value) }
func sine(_ angle: Double) -> Double { sin(angle) }
func cosine(_ angle: Double) -> Double { cos(angle) }
func tangent(_ angle: Double) -> Double { tan(angle) }
func arcTangent(_ value: Double) -> Double { atan(value) }
/// 1 − erf(x), exact where it is small.
func complementaryErrorFunction(_ value: Double) -> Double { erfc(value) }

extension Double {
    /// Degrees as radians.
    var radians: Double { self * .pi / 180 }
    /// Radians as degrees.
    var degrees: Double { self * 180 / .pi }
}
