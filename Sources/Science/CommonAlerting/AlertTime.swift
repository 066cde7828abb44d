/// A moment as CAP writes it: to the second, with an offset in hours and minutes that is never `Z` (OASIS CAP 1.2, 3.3.2).
public struct AlertTime: Sendable, Hashable, Comparable {
    /// Since 1970-01-01T00:00:00 in UTC.
    public let seconds: Int64
    /// East of Greenwich.
    public let offsetMinutes: Int

    /// - Parameter offsetMinutes: from −840 to 840, else what is nearest; China's is 480.
    public init(secondsSince1970 seconds: Int64, offsetMinutes: Int = 480) {
        self.seconds = min(max(seconds, -62_135_596_800), 253_402_214_400)
        self.offsetMinutes = min(max(offsetMinutes, -840), 840)
    }

    public static func < (left: AlertTime, right: AlertTime) -> Bool { left.seconds < right.seconds }

    /// `2026-07-10T08:30:00+08:00`.
    public var text: String {
        let local = seconds + Int64(offsetMinutes) * 60
        let day = Int64((Double(local) / 86_400).rounded(.down))
        let second = Int(local - day * 86_400)
        let (year, month, date) = Self.civil(day)
        let zone = abs(offsetMinutes)
        return "\(padded(year, 4))-\(padded(month))-\(padded(date))T\(padded(second / 3600)):\(padded(second / 60 % 60)):\(padded(second % 60))"
            + "\(offsetMinutes < 0 ? "-" : "+")\(padded(zone / 60)):\(padded(zone % 60))"
    }

    /// Year, month and day of the number of days since 1970-01-01, in the Gregorian calendar (Hinnant, “chrono-compatible low-level date algorithms”).
    private static func civil(_ days: Int64) -> (Int, Int, Int) {
        let shifted = Int(days) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    private func padded(_ number: Int, _ width: Int = 2) -> String { String(repeating: "0", count: max(0, width - "\(number)".count)) + "\(number)" }
}
