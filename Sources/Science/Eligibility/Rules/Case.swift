/// A firm as it is looked at on a day: the years and rights that count then are found once.
public struct Case: Sendable {
    public let firm: Firm
    public let day: CivilDay
    public let year: Int
    /// The fiscal year before the one of `day`, and those before it.
    public let last: FiscalYear?
    public let before: FiscalYear?
    public let third: FiscalYear?
    public let fourth: FiscalYear?
    /// The latest count that is not later than the day.
    public let rights: Firm.RightsCount?
    public let size: SizeClass?

    public init(_ firm: Firm, on day: CivilDay) {
        self.firm = firm
        self.day = day
        let year = day.year
        self.year = year
        var found: (last: FiscalYear?, before: FiscalYear?, third: FiscalYear?, fourth: FiscalYear?)
        for figures in firm.years {
            switch year - figures.year {
            case 1: found.last = figures
            case 2: found.before = figures
            case 3: found.third = figures
            case 4: found.fourth = figures
            default: continue
            }
        }
        (last, before, third, fourth) = found
        var newest: Firm.RightsCount?
        for count in firm.rights where count.day <= day && (newest.map { $0.day < count.day } ?? true) { newest = count }
        rights = newest
        size = SizeClass(section: firm.section, found.last)
    }

    /// Whether it holds a valid title on the day.
    public func holds(_ kind: Firm.Title.Kind) -> Bool {
        firm.titles.contains { $0.kind == kind && $0.from <= day && ($0.until.map { day <= $0 } ?? true) }
    }

    /// The sum over the last three fiscal years; of a younger firm over those that it has been there for. nil where one of them is missing.
    func threeYears(_ amount: (FiscalYear) -> Int64?) -> Int128? {
        let since = firm.registered?.year ?? 0
        var sum: Int128 = 0
        var isAny = false
        for (back, figures) in [(3, third), (2, before), (1, last)] where year - back >= since {
            guard let figures, let value = amount(figures) else { return nil }
            sum += Int128(value)
            isAny = true
        }
        return isAny ? sum : nil
    }

    /// The mean growth of two years, g = 1/2 × (v2/v1 + v3/v2) − 1, with the special cases of 195号: what is below 0 counts as 0; where the first
    /// year is 0 the last two count; where the second is 0 there is none; a younger firm is judged by the years that it has.
    func meanGrowth(_ amount: (FiscalYear) -> Int64?) -> Reading {
        func value(_ figures: FiscalYear?) -> Int128? { figures.flatMap(amount).map { Int128(max(0, $0)) } }
        guard let v3 = value(last), let v2 = value(before) else { return .missing }
        guard v2 != 0 else { return .known(Fraction(0)) }
        let isYoung = firm.registered.map { year - 3 < $0.year } ?? false
        guard let v1 = value(third) else { return isYoung ? .of(v3 - v2, over: v2) : .missing }
        guard v1 != 0 else { return .of(v3 - v2, over: v2) }
        return .of(v2 * v2 + v3 * v1 - 2 * v1 * v2, over: 2 * v1 * v2)
    }

    /// The whole years from a day to the end of last year.
    func wholeYears(since start: CivilDay) -> Int {
        let end = CivilDay(year - 1, 12, 31)
        let (from, to) = (start.parts, end.parts)
        return max(0, to.year - from.year - ((to.month, to.day) < (from.month, from.day) ? 1 : 0))
    }
}

/// What a requirement finds when it looks at a firm.
public enum Reading: Sendable {
    case known(Fraction)
    /// A share or a growth whose base is 0: it cannot be computed, and no further data would help.
    case undefined
    case yes, no
    case missing
    /// Does not concern this firm.
    case unconcerned

    static func of(_ top: Int128?, over bottom: Int128?) -> Reading {
        guard let top, let bottom else { return .missing }
        return Fraction(top, over: bottom).map(Reading.known) ?? .undefined
    }
    static func of(_ top: Int64?, over bottom: Int64?) -> Reading { of(top.map { Int128($0) }, over: bottom.map { Int128($0) }) }
    static func of(_ top: Int?, over bottom: Int?) -> Reading { of(top.map { Int128($0) }, over: bottom.map { Int128($0) }) }
    static func of(_ number: Int64?) -> Reading { number.map { .known(Fraction($0)) } ?? .missing }
    static func of(_ number: Int?) -> Reading { number.map { .known(Fraction(Int64($0))) } ?? .missing }
    static func of(_ answer: Bool?) -> Reading { answer.map { $0 ? .yes : .no } ?? .missing }
}

/// 大、中、小、微型 (工信部联企业〔2011〕300号). No source text was seen for its figures: shown as unverified.
public enum SizeClass: Int, Sendable, Hashable, Comparable, CaseIterable {
    case micro, small, medium, large
    public static func < (left: SizeClass, right: SizeClass) -> Bool { left.rawValue < right.rawValue }

    public var name: Wording {
        switch self {
        case .micro: Wording("微型", en: "micro")
        case .small: Wording("小型", en: "small")
        case .medium: Wording("中型", en: "medium")
        case .large: Wording("大型", en: "large")
        }
    }

    /// nil where a figure that decides is missing. Wholesale, retail and transport have rows of their own; a section alone does not tell wholesale
    /// from retail, so for F it stays unknown.
    init?(section: Firm.Section?, _ figures: FiscalYear?) {
        guard let section, let figures else { return nil }
        // The highest class of which all lower limits are reached.
        func ranked(_ staff: [Int]?, _ revenue: [Int64]?) -> SizeClass? {
            guard staff == nil || figures.staff != nil, revenue == nil || figures.revenue != nil else { return nil }
            let reached = (0..<3).prefix { place in
                (staff.map { (figures.staff ?? 0) >= $0[place] } ?? true) && (revenue.map { (figures.revenue ?? 0) >= $0[place] * 1_000_000 } ?? true)
            }
            return SizeClass(rawValue: reached.count)
        }
        switch section {
        case .a: self.init(ranked(nil, [50, 500, 20_000]))
        case .b, .c, .d: self.init(ranked([20, 300, 1000], [300, 2000, 40_000]))
        case .e:
            guard let assets = figures.assets, let revenue = figures.revenue else { return nil }
            let limits: [(Int64, Int64)] = [(300, 300), (6000, 5000), (80_000, 80_000)]
            self.init(SizeClass(rawValue: limits.prefix { revenue >= $0.0 * 1_000_000 && assets >= $0.1 * 1_000_000 }.count))
        case .f: return nil
        case .i: self.init(ranked([10, 100, 300], [50, 1000, 10_000]))
        default: self.init(ranked([10, 100, 300], nil))
        }
    }

    private init?(_ known: SizeClass?) {
        guard let known else { return nil }
        self = known
    }
}
