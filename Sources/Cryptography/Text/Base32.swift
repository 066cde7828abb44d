/// Base 32 (RFC 4648, section 6), in which people type secrets for one-time codes. Written without padding.
public enum Base32 {
    /// The text for `bytes` in capital letters and the digits 2 to 7.
    public static func encode(_ bytes: some Collection<UInt8>) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
        var result: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 5 {
                count -= 5
                result.append(digits[Int(bits >> UInt32(count) & 31)])
            }
        }
        if count > 0 { result.append(digits[Int(bits << UInt32(5 - count) & 31)]) }
        return String(decoding: result, as: UTF8.self)
    }

    /// The bytes behind `text`. As people type it: case does not matter, blanks, hyphens and `=` are passed over.
    ///
    /// - Throws: ``CryptographyError/malformed(what:detail:)`` for any other character, a missing one or leftover bits.
    public static func decode(_ text: String) throws(CryptographyError) -> [UInt8] {
        var result: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for character in text.utf8 {
            let value: UInt32
            switch character {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = UInt32(character - UInt8(ascii: "A"))
            case UInt8(ascii: "a")...UInt8(ascii: "z"): value = UInt32(character - UInt8(ascii: "a"))
            case UInt8(ascii: "2")...UInt8(ascii: "7"): value = UInt32(character - UInt8(ascii: "2")) + 26
            case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "="): continue
            default: throw .malformed(what: "base-32 text", detail: "it holds something other than A–Z and 2–7")
            }
            bits = bits << 5 | value
            count += 5
            if count >= 8 {
                count -= 8
                result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        guard count < 5, bits & (1 << UInt32(count) - 1) == 0 else {
            throw .malformed(what: "base-32 text", detail: "a character at its end is missing or wrong")
        }
        return result
    }
}
