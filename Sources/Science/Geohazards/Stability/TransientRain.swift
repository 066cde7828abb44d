/// How the pressure of water at a depth answers to rain, in time.
public enum TransientRain {
    /// Iverson's response R(t*) = √(t*/π)·e^(−1/t*) − erfc(1/√t*), 0 before the rain (Iverson 2000, equation 27).
    public static func response(_ time: Double) -> Double {
        guard time > 0 else { return 0 }
        return (time / .pi).squareRoot() * exponential(-1 / time) - complementaryErrorFunction(1 / time.squareRoot())
    }

    /// The first integral of the complementary error function: e^(−x²)/√π − x·erfc(x).
    public static func integratedComplementaryError(_ value: Double) -> Double {
        exponential(-value * value) / Double.pi.squareRoot() - value * complementaryErrorFunction(value)
    }

    /// One burst of rain on a slope (Iverson 2000).
    public struct Burst: Sendable, Hashable {
        /// Degrees.
        public var slope: Double
        /// Depth at which the pressure is asked for, m.
        public var depth: Double
        /// Depth of the water table before the rain, m.
        public var waterTable: Double
        /// Maximum hydraulic diffusivity D₀, m²/s.
        public var diffusivity: Double
        /// Rain over saturated conductivity Iz/Kz, of the burst and of the steady state before it.
        public var intensity: Double
        public var steadyIntensity: Double
        /// How long it rains, s.
        public var duration: Double

        public init(
            slope: Double, depth: Double, waterTable: Double, diffusivity: Double, intensity: Double, steadyIntensity: Double = 0, duration: Double
        ) {
            self.slope = slope
            self.depth = depth
            self.waterTable = waterTable
            self.diffusivity = diffusivity
            self.intensity = intensity
            self.steadyIntensity = steadyIntensity
            self.duration = duration
        }

        /// The pressure head over the depth, ψ/Z, so long after the rain began (seconds). Not above that of a water table at the surface, as TRIGRS
        /// takes it.
        public func pressureRatio(after time: Double) -> Double {
            let cosineSquared = cosine(slope.radians) * cosine(slope.radians)
            let beta = cosineSquared - steadyIntensity
            let pace = 4 * diffusivity * cosineSquared / (depth * depth)
            let answer = response(time * pace) - response((time - duration) * pace)
            return min(beta, beta * (1 - waterTable / depth) + intensity * answer)
        }
    }

    /// Rain that changes from hour to hour, over ground that is deep (TRIGRS; Baum, Savage and Godt 2008, equation 1).
    public struct Sequence: Sendable, Hashable {
        /// One stretch of even rain.
        public struct Stretch: Sendable, Hashable {
            /// Seconds from the beginning.
            public var begins: Double
            public var ends: Double
            /// I/K.
            public var intensity: Double
            public init(begins: Double, ends: Double, intensity: Double) {
                self.begins = begins
                self.ends = ends
                self.intensity = intensity
            }
        }

        public var depth: Double
        public var waterTable: Double
        /// β: the steady gradient of the pressure with depth.
        public var beta: Double
        /// D₁ = D₀ / cos² of the slope, m²/s.
        public var diffusivity: Double
        public var rain: [Stretch]

        public init(depth: Double, waterTable: Double, beta: Double, diffusivity: Double, rain: [Stretch]) {
            self.depth = depth
            self.waterTable = waterTable
            self.beta = beta
            self.diffusivity = diffusivity
            self.rain = rain
        }

        /// The pressure head ψ, m, at the depth, so many seconds from the beginning; not above β × the depth.
        public func pressureHead(at time: Double) -> Double {
            let steady = (depth - waterTable) * beta
            let transient = rain.reduce(0.0) { $0 + 2 * $1.intensity * (rise(since: time - $1.begins) - rise(since: time - $1.ends)) }
            return min(beta * depth, steady + transient)
        }

        private func rise(since time: Double) -> Double {
            guard time > 0 else { return 0 }
            let reach = (diffusivity * time).squareRoot()
            return reach * integratedComplementaryError(depth / (2 * reach))
        }
    }
}
