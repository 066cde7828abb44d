#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Eight neighbouring cells of a row, reckoned at once.
typealias Lanes = SIMD8<Float>

extension SIMD8<Float> {
    /// The angle of a tangent, radians, correct to two units in the last place (Cephes `atanf`, Moshier 1992).
    @inline(__always) static func arcTangent(_ value: Lanes) -> Lanes {
        let size = value.magnitude
        // Beyond tan 3π/8 the reciprocal is small, from tan π/8 on the quotient is.
        let (isLarge, isMiddle) = (size .> 2.414213562373095, size .> 0.4142135623730950)
        var reduced = size
        reduced.replace(with: (size - 1) / (size + 1), where: isMiddle)
        reduced.replace(with: -1 / size, where: isLarge)
        var base = Lanes(repeating: 0)
        base.replace(with: Lanes(repeating: .pi / 4), where: isMiddle)
        base.replace(with: Lanes(repeating: .pi / 2), where: isLarge)
        let square = reduced * reduced
        var series = square * 8.05374449538e-2 - 1.38776856032e-1
        series = series * square + 1.99777106478e-1
        series = series * square - 3.33329491539e-1
        let angle = base + (series * square * reduced + reduced)
        return angle.replacing(with: -angle, where: value .< 0)
    }

    /// The angle of a direction from −π to π, radians; 0 for no direction.
    @inline(__always) static func arcTangent(_ y: Lanes, _ x: Lanes) -> Lanes {
        var angle = arcTangent(y / x)
        let half = Lanes(repeating: .pi).replacing(with: Lanes(repeating: -.pi), where: y .< 0)
        angle.replace(with: angle + half, where: x .< 0)
        angle.replace(with: half * 0.5, where: (x .== 0) .& (y .!= 0))
        angle.replace(with: Lanes(repeating: 0), where: (x .== 0) .& (y .== 0))
        return angle
    }

    @inline(__always) var magnitude: Lanes { replacing(with: -self, where: self .< 0) }
    @inline(__always) var roots: Lanes { squareRoot() }
}

// The functions of the C library that single cells need.

func naturalLogarithm(_ value: Float) -> Float { logf(value) }
func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
func arcTangent(_ y: Double, _ x: Double) -> Double { atan2(y, x) }
func sine(_ angle: Double) -> Double { sin(angle) }
func cosine(_ angle: Double) -> Double { cos(angle) }
