/// An exact number: a whole number over another one. Thresholds are compared without rounding, so that 0.05 is 5 %.
public struct Fraction: Sendable, Comparable {
    public let top: Int128
    /// Above 0.
    public let bottom: Int128

    /// - Parameter bottom: must not be 0, see ``init(_:over:)``.
    private init(top: Int128, bottom: Int128) {
        self.top = bottom < 0 ? -top : top
        self.bottom = bottom < 0 ? -bottom : bottom
    }

    public init(_ whole: Int64) { self.init(top: Int128(whole), bottom: 1) }

    /// nil where `bottom` is 0.
    public init?(_ top: Int128, over bottom: Int128) {
        guard bottom != 0 else { return nil }
        self.init(top: top, bottom: bottom)
    }

    /// So many hundredths: `percent(5)` is 0.05.
    public static func percent(_ points: Int64) -> Fraction { Fraction(top: Int128(points), bottom: 100) }
    /// So many thousandths.
    public static func permille(_ parts: Int64) -> Fraction { Fraction(top: Int128(parts), bottom: 1000) }
    /// An amount in 万元, as fen.
    public static func wan(_ amount: Int64) -> Fraction { Fraction(fen(wan: amount)) }
    /// The fen of an amount in 万元.
    public static func fen(wan amount: Int64) -> Int64 { amount * 1_000_000 }

    public static func < (left: Fraction, right: Fraction) -> Bool {
        let (a, isLarge) = left.top.multipliedReportingOverflow(by: right.bottom)
        let (b, isLargeToo) = right.top.multipliedReportingOverflow(by: left.bottom)
        if !isLarge && !isLargeToo { return a < b }
        let (wide, other) = (left.top.multipliedFullWidth(by: right.bottom), right.top.multipliedFullWidth(by: left.bottom))
        return wide.high == other.high ? wide.low < other.low : wide.high < other.high
    }

    /// 1/2 and 2/4 are equal.
    public static func == (left: Fraction, right: Fraction) -> Bool { !(left < right) && !(right < left) }

    public var value: Double { Double(top) / Double(bottom) }
}

/// A fraction as it is kept with a result, in 16 bytes. Numbers that do not fit are kept to 18 digits: what was decided was decided on the exact one.
public struct Figure: Sendable, Hashable {
    public let top: Int64
    /// Above 0.
    public let bottom: Int64

    public init(_ exact: Fraction) {
        var (top, bottom) = (exact.top, exact.bottom)
        let most = Int128(Int64.max)
        while top > most || top < -most || bottom > most {
            top >>= 1
            bottom >>= 1
        }
        self.top = Int64(truncatingIfNeeded: top)
        self.bottom = max(1, Int64(truncatingIfNeeded: bottom))
    }

    public var value: Double { Double(top) / Double(bottom) }
    var exact: Fraction { Fraction(Int128(top), over: Int128(bottom)) ?? Fraction(top) }
}

/// A day of the Gregorian calendar as the number of days since 1970-01-01.
public struct CivilDay: Sendable, Hashable, Comparable, CustomStringConvertible {
    public let number: Int
    public init(number: Int) { self.number = number }

    /// Months and days beyond the calendar count on: the 31st of a month of 30 days is the 1st of the next.
    public init(_ year: Int, _ month: Int, _ day: Int) {
        // Howard Hinnant, “chrono-Compatible Low-Level Date Algorithms”, days_from_civil.
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        number = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    public var parts: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
    public var year: Int { parts.year }

    public func adding(days: Int) -> CivilDay { CivilDay(number: number + days) }
    /// The same day so many years later; 29 February becomes 1 March where there is none.
    public func adding(years: Int) -> CivilDay {
        let (year, month, day) = parts
        return CivilDay(year + years, month, day)
    }

    /// 2026-04-01
    public var description: String {
        let (year, month, day) = parts
        return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }

    public static func < (left: CivilDay, right: CivilDay) -> Bool { left.number < right.number }
}
