/// 目标: what an indicator shall be at the end of a term, and how its progress is reckoned.
///
///     let target = Target(.higherIsBetter, base: 37, value: 80, unit: "家", term: PlanTerm(2021...2025)!)
///     target?.assess(55, at: YearMonth(endOf: 2022)).light            // green
///
/// The formulas are those of policy rules §8.2. With B base, T target, A actual:
public struct Target: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A level: p = (A − B) / (T − B).
        case higherIsBetter
        /// A level: p = (B − A) / (B − T).
        case lowerIsBetter
        /// What came together since the start of the term: p = Σ / T.
        case periodSum
        /// The amount of one year against that of the target year: p = (A − B) / (T − B), and A / T.
        case yearlyFlow
        /// The average growth per year g = (A / B)^(1/n) − 1 against g*; the expected path is B (1 + g*)^n.
        case averageGrowth
        /// Must not fall below T: p is 1 or 0.
        case hold
        /// Done or not: p is 1 where A reaches T (as a rule 1), else 0.
        case allOrNothing
    }

    public let kind: Kind
    /// B; nil where nobody knows it.
    public let base: Double?
    /// T; for average growth g* in per cent per year: 10 for 10 %.
    public let value: Double
    /// Of base and target: 家, %, 亿元.
    public let unit: String
    public let term: PlanTerm

    /// nil where the target is not a number. A base that is not a number counts as missing.
    public init?(_ kind: Kind, base: Double? = nil, value: Double, unit: String = "", term: PlanTerm) {
        guard value.isFinite else { return nil }
        self.kind = kind
        self.base = base.flatMap { $0.isFinite ? $0 : nil }
        self.value = value
        self.unit = unit
        self.term = term
    }

    /// Whether only staying at T is asked: it was so declared, or the base is already at T or beyond it.
    public var isHeld: Bool {
        guard let base else { return kind == .hold }
        return switch kind {
        case .hold: true
        case .higherIsBetter, .yearlyFlow: Tolerance.reaches(base, value)
        case .lowerIsBetter: Tolerance.reaches(value, base)
        case .periodSum, .averageGrowth, .allOrNothing: false
        }
    }

    /// Whether less is better: it was so declared, or the growth that is asked for is a decline.
    public var isFalling: Bool { kind == .lowerIsBetter || kind == .averageGrowth && value < 0 }

    /// Whether `actual` is as good as the target. Average growth asks for the level B (1 + g*)^N at the end of the term.
    public func isReached(by actual: Double) -> Bool {
        switch kind {
        case .lowerIsBetter: Tolerance.reaches(value, actual)
        case .averageGrowth: level(atMonth: term.months).map { isFalling ? Tolerance.reaches($0, actual) : Tolerance.reaches(actual, $0) } ?? false
        default: Tolerance.reaches(actual, value)
        }
    }

    /// The value that the term asks for at `date`: on the straight line from B to T, for average growth on its path; nil where the base is missing.
    /// A target that is held asks for T all along, one that is done or not asks for it at the end.
    public func expected(at date: YearMonth) -> Double? {
        let share = term.share(at: date)
        if isHeld { return value }
        switch kind {
        case .periodSum: return value * share
        case .averageGrowth: return level(atMonth: term.elapsed(at: date))
        case .hold: return value
        case .allOrNothing: return share >= 1 ? value : nil
        case .higherIsBetter, .lowerIsBetter, .yearlyFlow: return base.map { $0 + (value - $0) * share }
        }
    }

    /// B (1 + g*)^(months / 12); nil where the base is missing or not above 0, or nothing would be left.
    func level(atMonth months: Int) -> Double? {
        guard let base, base > 0, value > -100 else { return nil }
        return base * power(1 + value / 100, Double(months) / 12)
    }
}

/// Comparisons that a binary fraction does not upset: 0.1 + 0.2 reaches 0.3.
enum Tolerance {
    /// Whether `value` is at least `bound`, but for a relative 10⁻⁹.
    static func reaches(_ value: Double, _ bound: Double) -> Bool { value >= bound - 1e-9 * max(abs(bound), abs(value), 1e-6) }

    static func equal(_ left: Double, _ right: Double) -> Bool { reaches(left, right) && reaches(right, left) }
}
