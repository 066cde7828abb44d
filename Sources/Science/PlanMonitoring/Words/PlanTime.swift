/// The end of a month of a year: what is known as of 2022-12 is known at the end of December 2022.
public struct YearMonth: Sendable, Hashable, Comparable, CustomStringConvertible {
    public let year: Int
    /// 1…12.
    public let month: Int

    /// nil where there is no such month, or the year is not 1…9999.
    public init?(_ year: Int, _ month: Int) {
        guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
        self.year = year
        self.month = month
    }

    /// The end of a year; years outside 1…9999 become the nearest.
    public init(endOf year: Int) {
        self.year = min(max(year, 1), 9999)
        month = 12
    }

    /// Months since the beginning of the year 1, this one included.
    var count: Int { (year - 1) * 12 + month }

    /// In years, at the end of the month: 2022-06 is 2022.5, 2022-12 is 2023.
    var years: Double { Double(year) + Double(month) / 12 }

    public static func < (left: YearMonth, right: YearMonth) -> Bool { left.count < right.count }

    /// 2022-12.
    public var description: String { "\(year)-\(month < 10 ? "0" : "")\(month)" }
}

/// The months in which a target is to be reached, from the first to the last: 60 for 2021–2025.
public struct PlanTerm: Sendable, Hashable {
    public let first: YearMonth
    public let last: YearMonth

    /// nil where it would end before it begins.
    public init?(from first: YearMonth, through last: YearMonth) {
        guard first <= last else { return nil }
        self.first = first
        self.last = last
    }

    /// Whole years: 2021...2025.
    public init?(_ years: ClosedRange<Int>) {
        guard let first = YearMonth(years.lowerBound, 1), let last = YearMonth(years.upperBound, 12) else { return nil }
        self.init(from: first, through: last)
    }

    /// Its length in months.
    public var months: Int { last.count - first.count + 1 }

    /// Months passed at the end of `date`: 0 before the term, all of them after it.
    public func elapsed(at date: YearMonth) -> Int { min(max(date.count - first.count + 1, 0), months) }

    /// t: months elapsed over months in the plan, 0…1 (policy rules §8.2).
    public func share(at date: YearMonth) -> Double { Double(elapsed(at: date)) / Double(months) }

    var years: ClosedRange<Int> { first.year...last.year }
}
