/// A unit in a ranking.
public struct Ranked<ID: Sendable & Hashable>: Sendable, Hashable {
    public let id: ID
    public let score: Double?
    /// 1 for the best; nil without a score.
    public let rank: Int?
    /// Whether another has the same rank.
    public let isTied: Bool
}

public enum Ranking {
    /// Standard competition ranking, 1 2 2 4: equal scores share a rank and the next ranks are left out. Scores are compared as they are printed, with two
    /// decimals; equal ones keep the order in which they came, and those without a score come last. O(n log n).
    public static func competition<ID>(_ scores: [(id: ID, score: Double?)]) -> [Ranked<ID>] {
        let scored = scores.filter { $0.score?.isFinite ?? false }.map { Scored(id: $0.id, score: $0.score ?? 0) }
        // The sort is stable, but the language does not promise it.
        let order = scored.indices.sorted { left, right in
            let (first, second) = (scored[left].printed, scored[right].printed)
            return first == second ? left < right : first > second
        }
        var ranked: [Ranked<ID>] = []
        var rank = 0
        for (index, place) in order.enumerated() {
            let entry = scored[place]
            let equalsPrevious = index > 0 && scored[order[index - 1]].printed == entry.printed
            let equalsNext = index + 1 < order.count && scored[order[index + 1]].printed == entry.printed
            if !equalsPrevious { rank = index + 1 }
            ranked.append(Ranked(id: entry.id, score: entry.score, rank: rank, isTied: equalsPrevious || equalsNext))
        }
        let unscored = scores.filter { !($0.score?.isFinite ?? false) }
        return ranked + unscored.map { Ranked(id: $0.id, score: nil, rank: nil, isTied: false) }
    }

    private struct Scored<ID> {
        let id: ID
        let score: Double
        var printed: Double { ScoringRules.printed(score) }
    }
}

/// 同比: a year against the one before it.
public struct YearChange: Sendable, Hashable {
    public let previous: Double
    public let current: Double
    public let unit: String
    /// Values are shares in per cent, whose difference is in percentage points and has no growth rate.
    public let isPercentage: Bool

    /// nil where either year has no value.
    public init?(previous: Double?, current: Double?, unit: String = "") {
        guard let previous, let current, previous.isFinite, current.isFinite else { return nil }
        self.previous = previous
        self.current = current
        self.unit = unit
        isPercentage = unit == "%" || unit == "％"
    }

    public var difference: Double { current - previous }

    /// (current − previous) / previous; nil for percentages and where there was nothing, or less, before.
    public var growth: Double? { isPercentage || previous <= 0 ? nil : difference / previous }

    /// 比上年增加 15 家，增长 37.5%
    public var statement: Statement {
        let amount = NumberText.measured(abs(difference), unit: isPercentage ? "" : unit)
        guard !Tolerance.equal(previous, current) else { return Statement("与上年持平", "as in the year before") }
        let isRise = difference > 0
        if isPercentage {
            return Statement("比上年\(isRise ? "提高" : "降低") \(amount) 个百分点", "\(isRise ? "up" : "down") \(amount) percentage points on the year before")
        }
        let rate = growth.map { NumberText.percent(abs($0)) }
        return Statement(
            "比上年\(isRise ? "增加" : "减少") \(amount)" + (rate.map { "，\(isRise ? "增长" : "下降") \($0)" } ?? ""),
            "\(isRise ? "up" : "down") \(amount)" + (rate.map { " (\($0))" } ?? "") + " on the year before")
    }
}
