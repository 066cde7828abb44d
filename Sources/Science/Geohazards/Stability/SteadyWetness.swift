/// Where steady rain makes slopes fail, without cohesion: SHALSTAB (Montgomery and Dietrich 1994).
public struct SteadyWetness: Sendable, Hashable {
    /// φ, degrees.
    public var friction: Double
    /// Density of soil over density of water.
    public var density: Double

    public init(friction: Double, density: Double) {
        self.friction = friction
        self.density = density
    }

    /// What the slope needs to fail.
    public enum Answer: Sendable, Hashable {
        /// It stands even when it is full of water.
        case alwaysStable
        /// It does not even stand dry.
        case alwaysUnstable
        /// The critical ratio of steady rain to transmissivity q/T, 1/m.
        case critical(Double)
    }

    /// - Parameters:
    ///   - slope: degrees.
    ///   - contributingLength: upslope area over the width of the contour a/b, m.
    public func answer(slope: Double, contributingLength: Double) -> Answer {
        let (steepness, friction) = (tangent(slope.radians), tangent(friction.radians))
        if steepness >= friction { return .alwaysUnstable }
        if steepness <= friction * (1 - 1 / density) { return .alwaysStable }
        return .critical(sine(slope.radians) / contributingLength * density * (1 - steepness / friction))
    }

    /// Height of the water over the depth of the soil under steady rain, at most 1.
    public static func wetness(rainToTransmissivity: Double, slope: Double, contributingLength: Double) -> Double {
        min(1, max(0, rainToTransmissivity * contributingLength / sine(slope.radians)))
    }
}

/// The factor of safety of SINMAP (Pack, Tarboton and Goodwin 1998), with cohesion as a share of the weight of the soil.
public struct StabilityIndex: Sendable, Hashable {
    /// (root + soil cohesion) / (thickness × density × gravity), measured across the slope.
    public var cohesion: Double
    /// φ, degrees.
    public var friction: Double
    /// Density of water over density of soil.
    public var waterDensity: Double
    /// Recharge over transmissivity R/T, 1/m.
    public var rechargeToTransmissivity: Double

    public init(cohesion: Double, friction: Double, waterDensity: Double, rechargeToTransmissivity: Double) {
        self.cohesion = cohesion
        self.friction = friction
        self.waterDensity = waterDensity
        self.rechargeToTransmissivity = rechargeToTransmissivity
    }

    /// Relative wetness, at most 1.
    public func wetness(slope: Double, contributingLength: Double) -> Double {
        min(1, rechargeToTransmissivity * contributingLength / sine(slope.radians))
    }

    public func factorOfSafety(slope: Double, contributingLength: Double) -> Double {
        let angle = slope.radians
        let held = 1 - wetness(slope: slope, contributingLength: contributingLength) * waterDensity
        return (cohesion + cosine(angle) * held * tangent(friction.radians)) / sine(angle)
    }
}
