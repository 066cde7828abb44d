/// From one day to another, both included; either end may be open.
public struct Period: Sendable, Hashable, CustomStringConvertible {
    public let from: Day?
    public let to: Day?

    /// nil where it would end before it begins.
    public init?(from: Day?, to: Day?) {
        if let from, let to, to < from { return nil }
        self.from = from
        self.to = to
    }

    /// Whether a day lies within it; both ends do.
    public func contains(_ day: Day) -> Bool { (from.map { $0 <= day } ?? true) && (to.map { day <= $0 } ?? true) }

    /// 2021-01-01/2025-12-31 (ISO 8601 interval; .. for an open end).
    public var description: String { "\(from?.description ?? "..")/\(to?.description ?? "..")" }

    /// Reads 2021-01-01/2025-12-31, 2021-2025, 2021年1月—2023年6月 and the like.
    public init?(_ text: some StringProtocol) {
        let text = String(text)
        let separators: [String] = ["/", "至", "—", "–", "~", "～", " - "]
        for separator in separators {
            let parts = text.split(separator: separator, omittingEmptySubsequences: true).map { $0.trimmed }
            guard parts.count == 2 else { continue }
            guard let from = Period.bound(parts[0], isEnd: false), let to = Period.bound(parts[1], isEnd: true) else { return nil }
            self.init(from: from.day, to: to.day)
            return
        }
        let years = text.split(separator: "-")
        guard years.count == 2, years.allSatisfy({ $0.trimmed.count == 4 }) else { return nil }
        guard let from = Period.bound(years[0].trimmed, isEnd: false), let to = Period.bound(years[1].trimmed, isEnd: true) else { return nil }
        self.init(from: from.day, to: to.day)
    }

    /// A day, a month or a year at one end of a period; nothing inside for an open end.
    private static func bound(_ text: String, isEnd: Bool) -> (day: Day?, Void)? {
        // As periods are stored, and as people are shown them.
        if ["..", "不限", "open"].contains(text) { return (nil, ()) }
        if let day = Day(text) { return (day, ()) }
        let numbers = text.split { !$0.isNumber }.compactMap { Int($0) }
        guard text.allSatisfy({ $0.isNumber || "-./年月".contains($0) }), let year = numbers.first, numbers.count <= 2 else { return nil }
        let month = numbers.count == 2 ? numbers[1] : (isEnd ? 12 : 1)
        guard let first = Day(year, month, 1) else { return nil }
        return (isEnd ? first.adding(days: Day.length(ofMonth: month, in: year) - 1) : first, ())
    }
}

extension StringProtocol {
    /// Without white space at its ends.
    var trimmed: String {
        if utf8.withContiguousStorageIfAvailable(Self.isTight) == true { return String(self) }
        var slice = self[...]
        while let first = slice.first, first.isWhitespace { slice = slice.dropFirst() }
        while let last = slice.last, last.isWhitespace { slice = slice.dropLast() }
        return String(slice)
    }

    /// Whether text plainly begins and ends with an ASCII character that is no blank, or with a Han character (U+4000 to U+9FFF).
    private static func isTight(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = bytes.first, let last = bytes.last else { return true }
        let begins = (0x21...0x7E).contains(first) || (0xE4...0xE9).contains(first)
        return begins && ((0x21...0x7E).contains(last) || bytes.count >= 3 && (0xE4...0xE9).contains(bytes[bytes.count - 3]) && last & 0xC0 == 0x80)
    }
}
