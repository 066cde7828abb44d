/// Rain of one place, hour by hour, held against the thresholds of its zone: the four levels of 地质灾害气象风险预警.
public struct RainWarning: Sendable, Hashable {
    /// I = α·D^γ for the four levels, blue first: by usage the curves that 5, 20, 50 and 80 of 100 triggering events exceed.
    public var curves: [RainThreshold]
    /// Depths of effective rain for the four levels, blue first, mm.
    public var effectiveLimits: [Double]
    public var antecedent: AntecedentRain
    /// How many days before the last 24 hours count.
    public var days: Int

    /// - Returns: nil unless there are four curves and four limits that rise.
    public init?(curves: [RainThreshold], effectiveLimits: [Double], antecedent: AntecedentRain, days: Int) {
        guard curves.count == 4, effectiveLimits.count == 4, (0...30).contains(days), zip(effectiveLimits, effectiveLimits.dropFirst()).allSatisfy(<),
            zip(curves, curves.dropFirst()).allSatisfy({ $0.intensity(duration: 24) < $1.intensity(duration: 24) })
        else { return nil }
        (self.curves, self.effectiveLimits, self.antecedent, self.days) = (curves, effectiveLimits, antecedent, days)
    }

    /// Durations that are looked at, hours.
    public static let durations = [1, 3, 6, 12, 24, 48, 72]

    /// What the rain came to, and what it was held against.
    public struct Finding: Sendable, Hashable {
        /// 0 none, 1 blue to 4 red.
        public let level: Int
        /// By intensity and duration alone: the duration, hours, that is furthest beyond its curve, with its mean intensity, mm/h, and the curve that it
        /// reached or, below all, the first one.
        public let intensityLevel: Int
        public let duration: Int
        public let intensity: Double
        public let intensityLimit: Double
        /// By effective rain alone: of the last 24 hours, with what is left of the days before, mm; and the limit that it reached or the first one.
        public let effectiveLevel: Int
        public let lastDay: Double
        public let effective: Double
        public let effectiveLimit: Double
    }

    /// - Parameter hours: rain of the last hour, of the one before, and so on, mm. What lies further back than they reach counts as dry.
    public func judge(_ hours: [Double]) -> Finding {
        func depth(_ range: Range<Int>) -> Double { hours[min(range.lowerBound, hours.count)..<min(range.upperBound, hours.count)].reduce(0, +) }
        var best = (level: -1, share: -1.0, duration: 1, intensity: 0.0, limit: 0.0)
        for duration in Self.durations {
            let intensity = depth(0..<duration) / Double(duration)
            let limits = curves.map { $0.intensity(duration: Double(duration)) }
            let level = limits.count { intensity >= $0 }
            let limit = limits[max(0, level - 1)]
            let share = intensity / limit
            if (level, share) > (best.level, best.share) { best = (level, share, duration, intensity, limit) }
        }
        let before = (1...max(1, days)).map { depth(24 * $0..<24 * ($0 + 1)) }
        let lastDay = depth(0..<24)
        let effective = lastDay + (days == 0 ? 0 : antecedent.effective(before))
        let effectiveLevel = effectiveLimits.count { effective >= $0 }
        return Finding(
            level: max(best.level, effectiveLevel), intensityLevel: best.level, duration: best.duration, intensity: best.intensity, intensityLimit: best.limit,
            effectiveLevel: effectiveLevel, lastDay: lastDay, effective: effective, effectiveLimit: effectiveLimits[max(0, effectiveLevel - 1)])
    }

    /// The level where rain of a level falls on ground of a susceptibility, both from 1 to 4; 0 for none. The matrix in common use; a county calibrates it.
    public static func level(rain: Int, susceptibility: Int) -> Int {
        guard (1...4).contains(rain), (1...4).contains(susceptibility) else { return 0 }
        return [[0, 0, 1, 2], [0, 1, 2, 3], [1, 2, 3, 4], [2, 3, 4, 4]][susceptibility - 1][rain - 1]
    }
}
