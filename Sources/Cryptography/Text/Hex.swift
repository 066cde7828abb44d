/// Hexadecimal digits (RFC 4648, section 8).
public enum Hex {
    /// Two lower-case digits for each byte.
    public static func encode(_ bytes: some Collection<UInt8>) -> String {
        String(unsafeUninitializedCapacity: bytes.count * 2) { room in
            var place = 0
            for byte in bytes {
                room[place] = digit(byte >> 4)
                room[place + 1] = digit(byte & 15)
                place += 2
            }
            return place
        }
    }

    /// The bytes behind pairs of digits of either case.
    ///
    /// - Throws: ``CryptographyError/malformed(what:detail:)`` for an odd count or any other character.
    public static func decode(_ text: String) throws(CryptographyError) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count / 2)
        var high: UInt8?
        for character in text.utf8 {
            guard let digit = value(character) else {
                throw .malformed(what: "hexadecimal number", detail: "it holds something other than 0–9 and a–f")
            }
            if let first = high {
                result.append(first << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
        guard high == nil else { throw .malformed(what: "hexadecimal number", detail: "its number of digits is odd") }
        return result
    }

    @inline(__always)
    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    @inline(__always)
    private static func value(_ character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): character - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
