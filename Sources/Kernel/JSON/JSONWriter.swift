/// Writes JSON straight into bytes: the fast way out for lists, exports and ledger entries.
public struct JSONWriter: Sendable {
    /// What was written so far, in UTF-8.
    public private(set) var bytes: [UInt8] = []

    public init(reserving capacity: Int = 256) { bytes.reserveCapacity(capacity) }

    /// What was written so far, leaving the writer empty with its memory.
    public mutating func take() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    /// A whole value.
    public mutating func write(_ value: JSON) {
        switch value {
        case .null: raw("null")
        case .bool(let value): raw(value ? "true" : "false")
        case .integer(let value): integer(value)
        case .number(let value): number(value)
        case .string(let value): string(value)
        case .array(let values):
            array { writer in for value in values { writer.element { $0.write(value) } } }
        case .object(let members):
            object { writer in for member in members { writer.member(member.name) { $0.write(member.value) } } }
        }
    }

    /// `{…}`; the body adds members with ``member(_:_:)``.
    public mutating func object(_ body: (inout JSONWriter) -> Void) {
        bytes.append(UInt8(ascii: "{"))
        body(&self)
        bytes.append(UInt8(ascii: "}"))
    }

    /// `[…]`; the body adds elements with ``element(_:)``.
    public mutating func array(_ body: (inout JSONWriter) -> Void) {
        bytes.append(UInt8(ascii: "["))
        body(&self)
        bytes.append(UInt8(ascii: "]"))
    }

    /// One member of an object; `value` writes what it holds.
    public mutating func member(_ name: String, _ value: (inout JSONWriter) -> Void) {
        comma(after: UInt8(ascii: "{"))
        string(name)
        bytes.append(UInt8(ascii: ":"))
        value(&self)
    }

    /// One element of an array.
    public mutating func element(_ value: (inout JSONWriter) -> Void) {
        comma(after: UInt8(ascii: "["))
        value(&self)
    }

    public mutating func integer(_ value: Int64) {
        // Of few digits no text is made first.
        guard (0...99_999_999).contains(value) else { return raw(String(value)) }
        var (size, power) = (1, Int64(10))
        while power <= value {
            size += 1
            power *= 10
        }
        for _ in 0..<size {
            power /= 10
            bytes.append(UInt8(48 + value / power % 10))
        }
    }

    /// JSON has no infinity and no “not a number”: they become null.
    public mutating func number(_ value: Double) {
        guard value.isFinite else { return raw("null") }
        if value == value.rounded(), abs(value) < 9e15 { integer(Int64(value)) } else { raw(value.description) }
    }

    /// A string, with quotes and escapes.
    public mutating func string(_ value: String) {
        bytes.append(UInt8(ascii: "\""))
        var value = value
        value.withUTF8 { utf8 in
            var start = 0
            for place in utf8.indices {
                let byte = utf8[place]
                guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
                bytes.append(contentsOf: utf8[start..<place])
                escape(byte)
                start = place + 1
            }
            bytes.append(contentsOf: utf8[start...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Text that is JSON already.
    public mutating func raw(_ text: String) {
        var text = text
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }
    public mutating func raw(_ json: [UInt8]) { bytes.append(contentsOf: json) }
    public mutating func raw(_ json: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: json) }

    private mutating func comma(after opening: UInt8) {
        if let last = bytes.last, last != opening { bytes.append(UInt8(ascii: ",")) }
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): raw("\\\"")
        case UInt8(ascii: "\\"): raw("\\\\")
        case UInt8(ascii: "\n"): raw("\\n")
        case UInt8(ascii: "\r"): raw("\\r")
        case UInt8(ascii: "\t"): raw("\\t")
        default:
            let digits = Array("0123456789abcdef".utf8)
            raw("\\u00")
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 15)])
        }
    }
}
