/// A point in time to the millisecond, UTC, as entries carry it: `2026-03-01T08:30:00.250Z` (RFC 3339). Leap seconds do not exist in it.
public struct Moment: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Milliseconds since the beginning of 1970 UTC.
    public let milliseconds: Int64

    /// The first moment of the year 0000.
    public static let earliest = Moment(unchecked: -62_167_219_200_000)
    /// The last moment of the year 9999.
    public static let latest = Moment(unchecked: 253_402_300_799_999)

    private init(unchecked milliseconds: Int64) { self.milliseconds = milliseconds }

    /// A moment from milliseconds since the beginning of 1970 UTC; those beyond the years 0000 to 9999 are moved to the nearer end.
    public init(milliseconds: Int64) {
        self.milliseconds = min(max(milliseconds, Self.earliest.milliseconds), Self.latest.milliseconds)
    }

    /// Reads exactly the form that ``description`` writes, 24 characters; nil for anything else, such as 30 February.
    public init?(_ text: String) {
        guard let moment = Array(text.utf8).withUnsafeBufferPointer(Self.read) else { return nil }
        self = moment
    }

    static func read(_ text: UnsafeBufferPointer<UInt8>) -> Moment? {
        guard text.count == 24 else { return nil }
        var isWrong = false
        func number(_ places: Range<Int>) -> Int64 {
            var result: Int64 = 0
            for place in places {
                let digit = text[place] &- UInt8(ascii: "0")
                if digit > 9 { isWrong = true }
                result = result &* 10 &+ Int64(digit)
            }
            return result
        }
        let year = number(0..<4), month = number(5..<7), day = number(8..<10)
        let hour = number(11..<13), minute = number(14..<16), second = number(17..<19), thousandth = number(20..<23)
        guard !isWrong, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"), text[10] == UInt8(ascii: "T"),
            text[13] == UInt8(ascii: ":"), text[16] == UInt8(ascii: ":"), text[19] == UInt8(ascii: "."), text[23] == UInt8(ascii: "Z"),
            (1...12).contains(month), day >= 1, hour < 24, minute < 60, second < 60
        else { return nil }
        let days = Self.days(year: year, month: month, day: day)
        guard day <= 28 || Self.date(days: days) == (year, month, day) else { return nil }
        return Moment(milliseconds: ((days * 24 + hour) * 60 + minute) * 60_000 + second * 1000 + thousandth)
    }

    public var description: String {
        var result: [UInt8] = []
        write(to: &result)
        return String(decoding: result, as: UTF8.self)
    }

    func write(to result: inout [UInt8]) {
        let day: Int64 = 86_400_000
        let time = (milliseconds % day + day) % day
        let date = Self.date(days: (milliseconds - time) / day)
        func put(_ value: Int64, _ places: Int64, _ end: UInt8) {
            var unit = places
            while unit > 0 {
                result.append(UInt8(ascii: "0") + UInt8(value / unit % 10))
                unit /= 10
            }
            result.append(end)
        }
        put(date.year, 1000, UInt8(ascii: "-"))
        put(date.month, 10, UInt8(ascii: "-"))
        put(date.day, 10, UInt8(ascii: "T"))
        put(time / 3_600_000, 10, UInt8(ascii: ":"))
        put(time / 60_000 % 60, 10, UInt8(ascii: ":"))
        put(time / 1000 % 60, 10, UInt8(ascii: "."))
        put(time % 1000, 100, UInt8(ascii: "Z"))
    }

    /// Days from 1970 of a date of the Gregorian calendar; years are counted from March so that the leap day comes last.
    private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let year = month <= 2 ? year - 1 : year
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The date of the Gregorian calendar that lies so many days after the beginning of 1970.
    private static func date(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }

    public static func < (left: Moment, right: Moment) -> Bool { left.milliseconds < right.milliseconds }
}
