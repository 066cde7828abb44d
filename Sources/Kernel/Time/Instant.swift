/// A moment, in milliseconds since 1970-01-01T00:00:00Z.
public struct Instant: Sendable, Hashable, Comparable, CustomStringConvertible {
    public let milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// China Standard Time: the zone in which days begin for every county.
    public static let chinaOffset: Int64 = 8 * 3_600_000

    /// The milliseconds of the years 1 to 9999 in China: what can be written and read again.
    static let range = -62_135_625_600_000...253_402_271_999_999 as ClosedRange<Int64>

    /// The day in China.
    public var day: Day { Day(number: Int((milliseconds + Instant.chinaOffset).floorDivided(by: 86_400_000))) }

    /// The first moment of `day` in China.
    public init(startOf day: Day) { milliseconds = Int64(day.number) * 86_400_000 - Instant.chinaOffset }

    /// So many seconds later.
    public func adding(seconds: Int) -> Instant { Instant(milliseconds: milliseconds + Int64(seconds) * 1000) }

    /// 2025-03-09T08:15:30.250+08:00 (RFC 3339).
    public var description: String { text(separator: "T") + "+08:00" }

    /// 2025-03-09 08:15, for people.
    public var shown: String { String(text(separator: " ").prefix(16)) }

    private func text(separator: String) -> String {
        let local = milliseconds + Instant.chinaOffset
        let rest = Int(local - Int64(day.number) * 86_400_000)
        let time = [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60].map { Day.padded($0, 2) }.joined(separator: ":")
        return "\(day)\(separator)\(time).\(Day.padded(rest % 1000, 3))"
    }

    /// Reads RFC 3339 with a zone; without one, China Standard Time is meant. Seconds and their fractions may be missing.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 16, bytes.count <= 40, let day = Day(String(decoding: bytes[0..<10], as: UTF8.self)) else { return nil }
        guard bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " ") || bytes[10] == UInt8(ascii: "t") else { return nil }
        var reader = ClockReader(bytes: bytes[11...])
        guard let time = reader.timeOfDay(), let offset = reader.offset(), reader.isAtEnd else { return nil }
        milliseconds = Int64(day.number) * 86_400_000 + time - offset
        // A zone can push a moment out of the first or the last year.
        guard Instant.range.contains(milliseconds) else { return nil }
    }

    public static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }
}

/// Reads 08:15:30.25 and a zone from bytes.
private struct ClockReader {
    var bytes: ArraySlice<UInt8>

    var isAtEnd: Bool { bytes.isEmpty }

    mutating func two(below limit: Int) -> Int? {
        guard bytes.count >= 2, let tens = digit(bytes[bytes.startIndex]), let ones = digit(bytes[bytes.startIndex + 1]) else { return nil }
        bytes = bytes.dropFirst(2)
        let value = tens * 10 + ones
        return value < limit ? value : nil
    }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard bytes.first == UInt8(ascii: character) else { return false }
        bytes = bytes.dropFirst()
        return true
    }

    mutating func timeOfDay() -> Int64? {
        guard let hour = two(below: 24), take(":"), let minute = two(below: 60) else { return nil }
        var milliseconds = Int64(hour * 60 + minute) * 60_000
        guard take(":") else { return milliseconds }
        guard let second = two(below: 61) else { return nil }
        milliseconds += Int64(second) * 1000
        guard take(".") else { return milliseconds }
        var scale: Int64 = 100
        guard bytes.first.flatMap(digit) != nil else { return nil }
        while let next = bytes.first.flatMap(digit) {
            milliseconds += Int64(next) * scale
            scale /= 10
            bytes = bytes.dropFirst()
        }
        return milliseconds
    }

    mutating func offset() -> Int64? {
        if bytes.isEmpty { return Instant.chinaOffset }
        if take("Z") || take("z") { return 0 }
        let sign: Int64
        if take("+") { sign = 1 } else if take("-") { sign = -1 } else { return nil }
        guard let hour = two(below: 24), take(":"), let minute = two(below: 60) else { return nil }
        return sign * Int64(hour * 60 + minute) * 60_000
    }

    private func digit(_ byte: UInt8) -> Int? { (48...57).contains(byte) ? Int(byte) - 48 : nil }
}

extension Int64 {
    func floorDivided(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
