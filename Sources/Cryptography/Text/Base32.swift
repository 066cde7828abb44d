/// Base 32 (RFC 4648, section 6), in which people type secrets for one-time codes. Written without padding.
public enum Base32 {
    /// The text for `bytes` in capital letters and the digits 2 to 7.
    public static func encode(_ bytes: some Collection<UInt8>) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
        return String(decoding: BitGroups.split(bytes, width: 5).map { digits[$0] }, as: UTF8.self)
    }

    /// The bytes behind `text`. As people type it: case does not matter, blanks, hyphens and `=` are passed over.
    ///
    /// - Throws: ``CryptographyError/malformed(what:detail:)`` for any other character, a missing one or leftover bits.
    public static func decode(_ text: String) throws(CryptographyError) -> [UInt8] {
        var groups: [UInt32] = []
        for character in text.utf8 {
            switch character {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): groups.append(UInt32(character - UInt8(ascii: "A")))
            case UInt8(ascii: "a")...UInt8(ascii: "z"): groups.append(UInt32(character - UInt8(ascii: "a")))
            case UInt8(ascii: "2")...UInt8(ascii: "7"): groups.append(UInt32(character - UInt8(ascii: "2")) + 26)
            case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "="): continue
            default: throw .malformed(what: "base-32 text", detail: "it holds something other than A–Z and 2–7")
            }
        }
        guard let bytes = BitGroups.join(groups, width: 5) else {
            throw .malformed(what: "base-32 text", detail: "a character at its end is missing or wrong")
        }
        return bytes
    }
}
