/// A JSON value that is written in exactly one way (RFC 8785, JCS), so that equal values have equal hashes.
///
/// For the content of changes. Numbers are whole; exact decimals, money and times are written as texts.
public indirect enum CanonicalJSON: Sendable, Hashable {
    /// `null`
    case null
    /// `true` or `false`
    case boolean(Bool)
    /// A whole number; beyond ±(2^53 − 1), where readers of JSON lose digits, it is written as a text.
    case number(Int)
    /// A text.
    case text(String)
    /// A list in its order.
    case list([CanonicalJSON])
    /// Named values; written in the order of the UTF-16 forms of their names.
    case object([String: CanonicalJSON])

    /// The only bytes that stand for this value, in UTF-8. Linear, but for the sorting of names.
    public var encoded: [UInt8] {
        var result: [UInt8] = []
        write(to: &result)
        return result
    }

    private func write(to result: inout [UInt8]) {
        switch self {
        case .null: result += "null".utf8
        case .boolean(let value): result += (value ? "true" : "false").utf8
        case .number(let value):
            let exact = value.magnitude < 1 << 53
            result += (exact ? String(value) : "\"\(value)\"").utf8
        case .text(let value): Self.write(value, to: &result)
        case .list(let values):
            result.append(UInt8(ascii: "["))
            for (place, value) in values.enumerated() {
                if place > 0 { result.append(UInt8(ascii: ",")) }
                value.write(to: &result)
            }
            result.append(UInt8(ascii: "]"))
        case .object(let members):
            result.append(UInt8(ascii: "{"))
            for (place, member) in members.sorted(by: { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }).enumerated() {
                if place > 0 { result.append(UInt8(ascii: ",")) }
                Self.write(member.key, to: &result)
                result.append(UInt8(ascii: ":"))
                member.value.write(to: &result)
            }
            result.append(UInt8(ascii: "}"))
        }
    }

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
