/// 改进切线角: how steep the curve of displacement has become, in units of the even stage before (Xu Qiang and others 2009).
public struct TangentAngle: Sendable, Hashable {
    /// V₀: the mean rate of the even stage, mm a day.
    public let uniformRate: Double

    /// - Returns: nil unless the rate is above 0.
    public init?(uniformRate: Double) {
        guard uniformRate > 0, uniformRate.isFinite else { return nil }
        self.uniformRate = uniformRate
    }

    /// Degrees: 45 at the even rate, towards 90 at failure.
    public func angle(rate: Double) -> Double { arcTangent(rate / uniformRate).degrees }

    /// The stages of a slope that creeps towards failure, and their levels of warning.
    public enum Stage: String, Sendable, CaseIterable, Comparable {
        case stable = "稳定"
        /// 注意级, blue.
        case uniform = "匀速变形"
        /// 警示级, yellow.
        case initialAcceleration = "初加速"
        /// 警戒级, orange.
        case middleAcceleration = "中加速"
        /// 警报级, red.
        case imminent = "临滑"

        public static func < (left: Stage, right: Stage) -> Bool { left.rank < right.rank }
        private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    /// - Parameter band: the angles that count as an even rate, degrees.
    public func stage(rate: Double, band: ClosedRange<Double> = 40...50) -> Stage {
        switch angle(rate: rate) {
        case 85...: .imminent
        case 80..<85: .middleAcceleration
        case let angle where angle > band.upperBound: .initialAcceleration
        case let angle where angle >= band.lowerBound: .uniform
        default: .stable
        }
    }

    /// The highest stage that held for so many readings one after the other; a single jump warns nobody.
    public func stage(_ rates: some Collection<Double>, persistence: Int = 3, band: ClosedRange<Double> = 40...50) -> Stage {
        let latest = rates.suffix(Swift.max(1, persistence))
        guard latest.count >= persistence else { return .stable }
        return latest.map { stage(rate: $0, band: band) }.min() ?? .stable
    }
}

/// 速率阈值: the rate above which a stable stage has ended, and the four levels above it.
public struct RateThreshold: Sendable, Hashable {
    /// max(1.5 × the mean, the mean + 2 standard deviations) of the stable stage, mm a day.
    public let base: Double

    /// - Returns: nil with fewer than two rates, or where they do not move forward.
    public init?(stable rates: [Double]) {
        guard rates.count >= 2 else { return nil }
        let mean = rates.reduce(0, +) / Double(rates.count)
        let deviation = (rates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(rates.count - 1)).squareRoot()
        base = Swift.max(1.5 * mean, mean + 2 * deviation)
        guard base > 0 else { return nil }
    }

    /// 0 below the threshold, then 1 blue (about the threshold), 2 yellow, 3 orange from five times, 4 red from ten times.
    public func level(rate: Double) -> Int {
        switch rate / base {
        case 10...: 4
        case 5..<10: 3
        case 1.1..<5: 2
        case 0.9..<1.1: 1
        default: 0
        }
    }
}
