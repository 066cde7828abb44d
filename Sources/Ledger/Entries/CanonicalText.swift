/// Texts in the one way in which RFC 8785 (JCS) writes them in JSON, so that an entry has one form only.
enum CanonicalText {
    static func write(_ text: String, to result: inout [UInt8]) {
        var text = text
        text.withUTF8 { write(utf8: $0, to: &result) }
    }

    /// Writes a text between quotation marks; escaped are only those two characters and the control characters, as RFC 8785 says.
    static func write(utf8 text: some Collection<UInt8>, to result: inout [UInt8]) {
        result.append(UInt8(ascii: "\""))
        // Most texts need no escape and are copied as a whole.
        let isPlain = text.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
        if isPlain { result.append(contentsOf: text) }
        for byte in text where !isPlain {
            guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
                result.append(byte)
                continue
            }
            result.append(UInt8(ascii: "\\"))
            if let short = shortEscapes.first(where: { $0.byte == byte }) {
                result.append(short.letter)
            } else {
                result += "u00".utf8
                result.append(UInt8(ascii: "0") + byte >> 4)
                result.append(byte & 15 < 10 ? UInt8(ascii: "0") + byte & 15 : UInt8(ascii: "a") + byte & 15 - 10)
            }
        }
        result.append(UInt8(ascii: "\""))
    }

    /// The byte behind an escape at the start of `bytes`, and how long the escape is; nil if it is not one that is written here.
    static func readEscape(_ bytes: [UInt8]) -> (byte: UInt8, length: Int)? {
        guard bytes.count >= 2 else { return nil }
        if let short = shortEscapes.first(where: { $0.letter == bytes[1] }) { return (short.byte, 2) }
        guard bytes[1] == UInt8(ascii: "u"), bytes.count >= 6, let byte = UInt8(String(decoding: bytes[4..<6], as: UTF8.self), radix: 16),
            byte < 0x20
        else { return nil }
        return (byte, 6)
    }

    private static let shortEscapes: [(byte: UInt8, letter: UInt8)] = [
        (UInt8(ascii: "\""), UInt8(ascii: "\"")), (UInt8(ascii: "\\"), UInt8(ascii: "\\")), (0x08, UInt8(ascii: "b")),
        (0x09, UInt8(ascii: "t")), (0x0A, UInt8(ascii: "n")), (0x0C, UInt8(ascii: "f")), (0x0D, UInt8(ascii: "r")),
    ]
}
