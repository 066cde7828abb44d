/// Base 64 and its form for addresses and file names (RFC 4648, sections 4 and 5).
///
/// Decoding is strict: one text for each sequence of bytes, so no line breaks, no blanks, no leftover bits.
public enum Base64 {
    /// Which characters stand for 62 and 63.
    public enum Alphabet: Sendable {
        /// `+` and `/`.
        case standard
        /// `-` and `_`, for addresses and file names.
        case url
    }

    /// The text for `bytes`; `padded` appends `=` up to a multiple of four characters.
    public static func encode(_ bytes: some Collection<UInt8>, _ alphabet: Alphabet = .standard, padded: Bool = true) -> String {
        let digits = alphabet == .standard ? standardDigits : urlDigits
        var result = BitGroups.split(bytes, width: 6).map { digits[$0] }
        if padded {
            while result.count % 4 != 0 { result.append(UInt8(ascii: "=")) }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The bytes behind `text`; `padded` says whether `=` up to a multiple of four characters is demanded or forbidden.
    ///
    /// - Throws: ``CryptographyError/malformed(what:detail:)`` for anything that ``encode(_:_:padded:)`` would not have written.
    public static func decode(_ text: String, _ alphabet: Alphabet = .standard, padded: Bool = true) throws(CryptographyError) -> [UInt8] {
        var characters = Array(text.utf8)
        if padded {
            guard characters.count % 4 == 0 else { throw malformed("its length is not a multiple of four") }
            for _ in 0..<2 where characters.last == UInt8(ascii: "=") { characters.removeLast() }
        }
        guard characters.count % 4 != 1 else { throw malformed("a character is missing") }
        var groups: [UInt32] = []
        groups.reserveCapacity(characters.count)
        for character in characters {
            guard let value = value(character, alphabet) else { throw malformed("it holds a character that does not belong there") }
            groups.append(value)
        }
        guard let bytes = BitGroups.join(groups, width: 6) else { throw malformed("its last character holds bits that belong to no byte") }
        return bytes
    }

    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
    private static let standardDigits = letters + Array("+/".utf8)
    private static let urlDigits = letters + Array("-_".utf8)

    private static func value(_ character: UInt8, _ alphabet: Alphabet) -> UInt32? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+") where alphabet == .standard, UInt8(ascii: "-") where alphabet == .url: 62
        case UInt8(ascii: "/") where alphabet == .standard, UInt8(ascii: "_") where alphabet == .url: 63
        default: nil
        }
    }

    private static func malformed(_ detail: String) -> CryptographyError { .malformed(what: "base-64 text", detail: detail) }
}
