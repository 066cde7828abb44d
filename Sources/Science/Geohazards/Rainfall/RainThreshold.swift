/// A curve of rain that triggers slides: I = α·D^γ, I in mm/h over a duration D in hours.
public struct RainThreshold: Sendable, Hashable {
    public var scale: Double
    public var exponent: Double
    /// The durations for which it was found, hours.
    public var durations: ClosedRange<Double>

    public init(scale: Double, exponent: Double, durations: ClosedRange<Double> = 0.1...1000) {
        self.scale = scale
        self.exponent = exponent
        self.durations = durations
    }

    /// Caine 1980, worldwide.
    public static let caine = RainThreshold(scale: 14.82, exponent: -0.39, durations: 0.167...240)
    /// Guzzetti and others 2008, worldwide.
    public static let guzzetti = RainThreshold(scale: 2.20, exponent: -0.44)
    /// Guzzetti and others 2007, central Europe.
    public static let centralEurope = RainThreshold(scale: 9.40, exponent: -0.56, durations: 0.1...4000)

    /// The intensity at which slides begin, mm/h.
    public func intensity(duration: Double) -> Double { scale * power(duration, exponent) }

    /// The depth of rain at which slides begin, mm.
    public func depth(duration: Double) -> Double { intensity(duration: duration) * duration }
}

/// Rain events that triggered slides, for a curve of one's own: the frequentist method (Brunetti and others 2010; Peruccacci and others 2012).
///
/// A straight line through log E against log D; the curve of a probability lies as many standard deviations of the residuals below it as the normal
/// distribution says.
public struct TriggeringRain: Sendable, Hashable {
    /// One event: how long it rained, hours, and how much, mm.
    public struct Event: Sendable, Hashable {
        public var duration: Double
        public var depth: Double
        public init(duration: Double, depth: Double) {
            self.duration = duration
            self.depth = depth
        }
    }

    /// γ of E = α·D^γ, and log10 α of the middle curve.
    public let exponent: Double
    public let logarithmOfScale: Double
    /// Standard deviation of the residuals of log10 E.
    public let deviation: Double

    /// - Returns: nil with fewer than three events of different durations.
    public init?(_ events: [Event]) {
        let points = events.filter { $0.duration > 0 && $0.depth > 0 }.map { (x: decimalLogarithm($0.duration), y: decimalLogarithm($0.depth)) }
        let count = Double(points.count)
        let (x, y) = (points.map(\.x).reduce(0, +) / count, points.map(\.y).reduce(0, +) / count)
        let spread = points.reduce(0) { $0 + ($1.x - x) * ($1.x - x) }
        guard points.count >= 3, spread > 1e-12 else { return nil }
        let slope = points.reduce(0) { $0 + ($1.x - x) * ($1.y - y) } / spread
        let start = y - slope * x
        exponent = slope
        logarithmOfScale = start
        deviation = (points.reduce(0) { $0 + ($1.y - start - slope * $1.x) * ($1.y - start - slope * $1.x) } / count).squareRoot()
    }

    /// The normal quantiles of the probabilities in use.
    public enum Exceedance: Double, Sendable, CaseIterable {
        case one = -2.326348, five = -1.644854, twenty = -0.841621, fifty = 0, eighty = 0.841621
    }

    /// The depth of rain of a duration below which slides follow with that probability only, mm.
    public func depth(duration: Double, _ exceedance: Exceedance) -> Double {
        power(10, logarithmOfScale + exceedance.rawValue * deviation) * power(duration, exponent)
    }
}

/// 前期有效雨量: rain of the days before, of which every day takes a part away (Crozier 1986).
public struct AntecedentRain: Sendable, Hashable {
    /// k: the share that is left after a day.
    public var retention: Double

    /// - Returns: nil unless `retention` lies between 0 and 1.
    public init?(retention: Double = 0.84) {
        guard retention > 0, retention < 1 else { return nil }
        self.retention = retention
    }

    /// Σ kⁱRᵢ, mm.
    ///
    /// - Parameter days: the rain of yesterday, of the day before, and so on, mm.
    public func effective(_ days: some Sequence<Double>) -> Double {
        var (sum, share) = (0.0, 1.0)
        for rain in days {
            share *= retention
            sum += share * rain
        }
        return sum
    }

    /// Days after which half is left.
    public var halfLife: Double { naturalLogarithm(0.5) / naturalLogarithm(retention) }
}
