/// A soil layer on a long even slope, for limit equilibrium (Skempton and DeLory 1957).
public struct InfiniteSlope: Sendable, Hashable {
    /// Effective cohesion c′, kPa.
    public var cohesion: Double
    /// Effective friction angle φ′, degrees.
    public var friction: Double
    /// Unit weight of the soil γ, kN/m³, for the whole column.
    public var unitWeight: Double
    /// Depth of the slip surface, measured vertically, m.
    public var depth: Double
    /// Unit weight of water, kN/m³.
    public static let water = 9.81

    public init(cohesion: Double, friction: Double, unitWeight: Double, depth: Double) {
        self.cohesion = cohesion
        self.friction = friction
        self.unitWeight = unitWeight
        self.depth = depth
    }

    /// The factor of safety: what holds over what drives; below 1 it slides. Seepage runs along the slope.
    ///
    /// - Parameters:
    ///   - slope: degrees, above 0.
    ///   - wetness: height of the water over the depth, 0 to 1.
    /// - Returns: infinity on level ground.
    public func factorOfSafety(slope: Double, wetness: Double) -> Double {
        let angle = slope.radians
        let driving = unitWeight * depth * sine(angle) * cosine(angle)
        guard driving > 0 else { return .infinity }
        let normal = (unitWeight * depth - Self.water * wetness * depth) * cosine(angle) * cosine(angle)
        return (cohesion + normal * tangent(friction.radians)) / driving
    }

    /// The factor of safety under a pressure head ψ at the depth, m (Iverson 2000, equation 28).
    public func factorOfSafety(slope: Double, pressureHead: Double) -> Double {
        let angle = slope.radians
        let driving = unitWeight * depth * sine(angle) * cosine(angle)
        guard driving > 0 else { return .infinity }
        let tangentOfFriction = tangent(friction.radians)
        return tangentOfFriction / tangent(angle) + (cohesion - pressureHead * Self.water * tangentOfFriction) / driving
    }
}

/// 稳定性状态 by the factor of safety, as slopes are classed in Chinese practice (DZ/T 0218—2006).
public enum StabilityState: String, Sendable, CaseIterable {
    case stable = "稳定"
    case fairlyStable = "基本稳定"
    case hardlyStable = "欠稳定"
    case unstable = "不稳定"

    public init(factorOfSafety: Double) {
        self =
            switch factorOfSafety {
            case 1.15...: .stable
            case 1.05..<1.15: .fairlyStable
            case 1.0..<1.05: .hardlyStable
            default: .unstable
            }
    }
}
