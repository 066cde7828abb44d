/// What a year of the plan asks for.
public struct YearlyMilestone: Sendable, Hashable {
    public let year: Int
    /// The value at the end of the year; of a period sum the sum since the start.
    public let level: Double
    /// What this year adds to the level before it; of a period sum the amount of the year.
    public let step: Double
}

/// How the way from base to target is spread over the years.
public enum Pace: Sendable, Hashable {
    /// The same step every year.
    case linear
    /// Each year's step is the one before it divided by `factor` (over 1): geometric weights 1, 1/f, 1/f², … over their sum.
    case frontLoaded(factor: Double)
    /// Each year's step is the one before it times `factor` (over 1): geometric weights 1, f, f², … over their sum.
    case backLoaded(factor: Double)
    /// The same growth every year: level B (T / B)^(i / n).
    case growth
    /// Levels by hand, one a year; the last must be the target.
    case byHand([Double])

    /// f = 1.25: over five years 30, 24, 19, 15 and 12 % of the way.
    public static let frontLoaded = Pace.frontLoaded(factor: 1.25)
    public static let backLoaded = Pace.backLoaded(factor: 1.25)
}

/// Why a target cannot be broken down so.
public enum BreakdownProblem: Error, Sendable, Hashable {
    case noBase
    /// A factor of 1 or less, or over 10.
    case badFactor(Double)
    /// Growth needs base and target of the same sign, neither of them 0.
    case growthNeedsPositive
    case wrongCount(expected: Int, given: Int)
    case notANumber
    case lastIsNotTarget(last: Double, target: Double)
    /// Weights that are negative, not numbers, or all 0.
    case badWeights
    /// Beyond what is computed exactly, 10¹⁵ of the smallest parts.
    case tooLarge
    /// Done or not, or held at a value: there is no way to spread.
    case nothingToSpread

    public var statement: Statement {
        switch self {
        case .noBase:
            Statement(
                "缺少基期值，无法按年分解；请先补充基期值，或手工分解。", "The base is missing, so the target cannot be spread over the years; enter the base, or spread it by hand.")
        case .badFactor(let factor):
            Statement("递变系数 \(NumberText.plain(factor)) 应大于 1 且不超过 10。", "The factor \(NumberText.plain(factor)) must be over 1 and at most 10.")
        case .growthNeedsPositive: Statement("按增速分解要求基期值和目标值均为正数。", "A break-down by growth needs a base and a target above 0.")
        case .wrongCount(let expected, let given): Statement("应填 \(expected) 个数，实填 \(given) 个。", "\(expected) numbers are needed, \(given) were given.")
        case .notANumber: Statement("含有不是数字的值。", "A value is not a number.")
        case .lastIsNotTarget(let last, let target):
            Statement(
                "最后一年为 \(NumberText.plain(last))，与目标值 \(NumberText.plain(target)) 不一致。",
                "The last year has \(NumberText.plain(last)), but the target is \(NumberText.plain(target)).")
        case .badWeights: Statement("权重应为非负数且不全为 0。", "Weights must not be negative, nor all 0.")
        case .tooLarge: Statement("数值过大，无法精确分解。", "The number is too large to be parted exactly.")
        case .nothingToSpread: Statement("保持类和有无类目标不按年分解。", "A target that is held, or done or not, is not spread over the years.")
        }
    }
}

extension Target {
    /// Spreads the way from base to target over the years of the term; the last year's level is the target itself.
    /// - Parameters:
    ///   - decimals: levels are rounded to so many digits after the point (0 for counts); the last year keeps the target as it is. 0…6.
    /// - Returns: one milestone a year, from the first year of the term to the last. Of average growth the levels are those of its path, whatever the pace.
    public func yearly(_ pace: Pace = .linear, decimals: Int = 0) throws(BreakdownProblem) -> [YearlyMilestone] {
        let years = Array(term.years)
        let (start, goal) = try ends()
        var levels = try Self.levels(pace: kind == .averageGrowth && !pace.isByHand ? .growth : pace, from: start, to: goal, count: years.count)
        for index in levels.indices.dropLast() where !pace.isByHand { levels[index] = Self.rounded(levels[index], decimals: decimals) }
        let before = [start] + levels.dropLast()
        return years.indices.map { YearlyMilestone(year: years[$0], level: levels[$0], step: levels[$0] - before[$0]) }
    }

    /// Where the way begins and where it ends.
    private func ends() throws(BreakdownProblem) -> (start: Double, goal: Double) {
        switch kind {
        case .hold, .allOrNothing: throw .nothingToSpread
        case .periodSum: return (0, value)
        case .averageGrowth:
            guard let base, let goal = level(atMonth: term.months) else { throw .noBase }
            return (base, goal)
        case .higherIsBetter, .lowerIsBetter, .yearlyFlow:
            guard let base else { throw .noBase }
            return (base, value)
        }
    }

    private static func levels(pace: Pace, from start: Double, to goal: Double, count: Int) throws(BreakdownProblem) -> [Double] {
        switch pace {
        case .linear: return along(weights: Array(repeating: 1, count: count), from: start, to: goal)
        case .frontLoaded(let factor): return along(weights: try geometric(factor, count: count).reversed(), from: start, to: goal)
        case .backLoaded(let factor): return along(weights: try geometric(factor, count: count), from: start, to: goal)
        case .growth:
            guard start > 0, goal > 0 else { throw .growthNeedsPositive }
            return (1...count).map { $0 == count ? goal : start * power(goal / start, Double($0) / Double(count)) }
        case .byHand(let levels):
            guard levels.count == count else { throw .wrongCount(expected: count, given: levels.count) }
            guard levels.allSatisfy(\.isFinite) else { throw .notANumber }
            guard Tolerance.equal(levels[count - 1], goal) else { throw .lastIsNotTarget(last: levels[count - 1], target: goal) }
            return levels
        }
    }

    /// 1, f, f², …; from the hundredth year on the weights no longer grow, so that they stay numbers.
    private static func geometric(_ factor: Double, count: Int) throws(BreakdownProblem) -> [Double] {
        guard factor.isFinite, factor > 1, factor <= 10 else { throw .badFactor(factor) }
        return (0..<count).map { power(factor, Double(min($0, 100))) }
    }

    private static func along(weights: [Double], from start: Double, to goal: Double) -> [Double] {
        let total = weights.reduce(0, +)
        var sum = 0.0
        var levels = weights.map { weight in
            sum += weight
            return start + (goal - start) * (sum / total)
        }
        levels[levels.count - 1] = goal
        return levels
    }

    private static func rounded(_ value: Double, decimals: Int) -> Double {
        let scale = power(10, Double(min(max(decimals, 0), 6)))
        let result = (value * scale).rounded() / scale
        return result.isFinite ? result : value
    }
}

extension Pace {
    fileprivate var isByHand: Bool { if case .byHand = self { true } else { false } }
}
