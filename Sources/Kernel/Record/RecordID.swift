/// The identity of a record: 128 bits, the first 48 of them the milliseconds since 1970, so that ids sort by the time they were made.
///
/// A phone can make one without a server (the layout is that of UUID version 7, RFC 9562 §5.7).
/// Written as 26 letters and digits of Crockford's base 32, which sort like the bits.
public struct RecordID: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The 26 characters.
    public let text: String

    /// - Parameters:
    ///   - at: when it is made.
    ///   - random: 80 bits, of which 74 are used; from the context, never from a global generator.
    public init(at instant: Instant, random: (UInt16, UInt64)) {
        let milliseconds = UInt64(max(0, instant.milliseconds)) & 0xFFFF_FFFF_FFFF
        let high = milliseconds << 16 | 0x7000 | UInt64(random.0 & 0x0FFF)
        let low = random.1 & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        text = String(unsafeUninitializedCapacity: 26) { bytes in
            var (high, low) = (high, low)
            for place in stride(from: 25, through: 0, by: -1) {
                bytes[place] = RecordID.digits[Int(low & 31)]
                low = low >> 5 | high << 59
                high >>= 5
            }
            return 26
        }
    }

    /// Reads an id that came from outside; nil unless it is 26 digits of the alphabet that say 128 bits, so that the first is at most 7.
    public init?(_ text: some StringProtocol) {
        let bytes = text.utf8
        guard bytes.count == 26, let first = bytes.first, first <= UInt8(ascii: "7"), bytes.allSatisfy({ RecordID.isDigit[Int($0)] }) else { return nil }
        self.text = String(text)
    }

    /// An id that the store kept: not checked again.
    public init(stored text: String) { self.text = text }

    /// When it was made, as its first 48 bits say.
    public var madeAt: Instant {
        // The first of the 26 digits holds 3 of the 128 bits, so ten digits hold 48 bits.
        let high = text.utf8.prefix(10).reduce(UInt64(0)) { $0 << 5 | UInt64(RecordID.digits.firstIndex(of: $1) ?? 0) }
        return Instant(milliseconds: Int64(high & 0xFFFF_FFFF_FFFF))
    }

    public var description: String { text }

    /// The id of the organisation that stands for a record of a kind that owns itself (``KindTrait/ownsItself``): that of the record with its last bit
    /// turned, since an id belongs to one record only.
    public var ofOrganisation: RecordID {
        guard let last = text.utf8.last, let digit = RecordID.digits.firstIndex(of: last) else { return self }
        return RecordID(stored: String(text.dropLast()) + String(decoding: [RecordID.digits[digit ^ 1]], as: UTF8.self))
    }

    public static func < (left: RecordID, right: RecordID) -> Bool { left.text < right.text }

    private static let digits = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
    private static let isDigit: [Bool] = {
        var table = [Bool](repeating: false, count: 256)
        for digit in digits { table[Int(digit)] = true }
        return table
    }()
}
