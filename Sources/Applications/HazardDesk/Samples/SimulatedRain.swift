import Kernel

/// Rain of the simulated county, hour by hour: storms that pass over all of it, more and heavier from May to September, and one that rages now. From a fixed
/// seed; no station of the world.
struct SimulatedRain: Sendable {
    private let now: Instant
    /// Millimetres of each hour for a station of strength 1, the latest first.
    private let hours: [Double]

    /// Of the last days the course is fixed: two storms, the second one now.
    private static let recent = 288

    init(before now: Instant, days: Int) {
        var chance = Chance(seed: 20_260_507)
        var hours = (0..<Self.recent).map { back -> Double in
            if back < 14 { return 1.5 + Double(14 - back) * 0.35 }
            return back > 96 && back < 110 ? 2.5 : 0.05
        }
        while hours.count < days * 24 {
            let month = Int(now.adding(hours: -hours.count).day.month.suffix(2)) ?? 1
            let isFlood = (5...9).contains(month)
            guard chance.share() < (isFlood ? 0.30 : 0.12) else {
                hours += [Double](repeating: 0, count: 24)
                continue
            }
            // One in twelve storms of summer is heavy.
            let usual = isFlood ? (chance.below(12) == 0 ? 8.0 : 1.8) : 0.7
            let (mean, length) = (usual * (0.4 + 1.2 * chance.share()), 4 + chance.below(14))
            hours += (0..<24).map { hour -> Double in
                let fromEdge = Double(min(hour, length - hour)) / Double(length)
                return hour < length ? mean * (0.3 + 2.8 * fromEdge) : 0
            }
        }
        (self.now, self.hours) = (now, Array(hours.prefix(max(days * 24, Self.recent))))
    }

    /// What a station measured, the earliest first; the finer course differs from station to station.
    func values(strength: Double, _ chance: inout Chance) -> [Measurement] {
        hours.indices.reversed().map { back in
            Measurement(at: now.adding(hours: -back), (hours[back] * strength * (0.6 + chance.share() * 0.8) * 10).rounded() / 10)
        }
    }
}
