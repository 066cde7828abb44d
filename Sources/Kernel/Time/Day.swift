/// A day of the proleptic Gregorian calendar, without a time or a zone.
public struct Day: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Days since 1970-01-01.
    public let number: Int

    public init(number: Int) { self.number = number }

    /// nil where there is no such day: 2025-02-29.
    public init?(_ year: Int, _ month: Int, _ day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), (1...Day.length(ofMonth: month, in: year)).contains(day) else { return nil }
        // Howard Hinnant, “chrono-Compatible Low-Level Date Algorithms”, days_from_civil.
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        number = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// Year, month and day of the month.
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

    /// 1 is Monday, 7 is Sunday.
    public var weekday: Int { ((number + 3) % 7 + 7) % 7 + 1 }

    /// So many days later.
    public func adding(days: Int) -> Day { Day(number: number + days) }

    /// The same day of a later month, or its last day where the month is shorter.
    public func adding(months: Int) -> Day {
        let (year, month, day) = parts
        let count = year * 12 + month - 1 + months
        let (newYear, newMonth) = (count / 12, count % 12 + 1)
        return Day(newYear, newMonth, min(day, Day.length(ofMonth: newMonth, in: newYear))) ?? self
    }

    /// 2025-03-09 (ISO 8601).
    public var description: String {
        let (year, month, day) = parts
        guard (0...9999).contains(year) else { return "\(Day.padded(year, 4))-\(Day.padded(month, 2))-\(Day.padded(day, 2))" }
        return String(unsafeUninitializedCapacity: 10) { bytes in
            var rest = (year * 100 + month) * 100 + day
            for place in [9, 8, 6, 5, 3, 2, 1, 0] {
                bytes[place] = UInt8(48 + rest % 10)
                rest /= 10
            }
            bytes[4] = UInt8(ascii: "-")
            bytes[7] = UInt8(ascii: "-")
            return 10
        }
    }

    /// 2025-03: the month that it lies in.
    public var month: String { String(description.prefix(7)) }

    /// Reads 2025-03-09, 2025/3/9, 2025.3.9, 20250309 and 2025年3月9日.
    public init?(_ text: some StringProtocol) {
        if let parts = Day.plainParts(text.utf8) {
            self.init(parts.year, parts.month, parts.day)
            return
        }
        let parts = text.split(whereSeparator: { !$0.isASCII || !$0.isNumber }).map { String($0) }
        let allowed = text.allSatisfy { ($0.isASCII && $0.isNumber) || "-/.年月日 ".contains($0) }
        guard allowed else { return nil }
        if parts.count == 1, parts[0].count == 8, let whole = Int(parts[0]) {
            self.init(whole / 10_000, whole / 100 % 100, whole % 100)
        } else if parts.count == 3, parts[0].count == 4, let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]) {
            self.init(year, month, day)
        } else {
            return nil
        }
    }

    /// Of 2025-03-09, as nearly all days are written.
    private static func plainParts(_ bytes: some Collection<UInt8>) -> (year: Int, month: Int, day: Int)? {
        guard bytes.count == 10 else { return nil }
        var whole = 0
        for (place, byte) in bytes.enumerated() {
            if place == 4 || place == 7 {
                if byte != UInt8(ascii: "-") { return nil }
                continue
            }
            guard (48...57).contains(byte) else { return nil }
            whole = whole * 10 + Int(byte) - 48
        }
        return (whole / 10_000, whole / 100 % 100, whole % 100)
    }

    public static func < (left: Day, right: Day) -> Bool { left.number < right.number }

    static func length(ofMonth month: Int, in year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
