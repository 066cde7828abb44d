/// A JSON value whose members keep their order. Written by hand because the order of keys and the digits of a number are part of what is promised,
/// and because an encoder that reflects costs more time than reading a plan.
public enum JSON: Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    /// A number by its digits, exactly as they are to appear.
    case digits(String)
    case string(String)
    case array([JSON])
    case object([Member])
    /// An array whose elements are made while they are written, so that a long one never stands in memory as values.
    case generated(count: Int, element: @Sendable (Int) -> JSON)

    public struct Member: Sendable {
        let key: String
        let value: JSON
    }

    /// The text of the value in UTF-8: spread over lines, or on a single one.
    public func serialized(compact: Bool = false) -> [UInt8] {
        var writer = JSONWriter(isCompact: compact)
        writer.write(self)
        return writer.bytes
    }
}

extension JSON: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringLiteral,
    ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
    public init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(elements.map { Member(key: $0.0, value: $0.1) })
    }
    public init(arrayLiteral elements: JSON...) { self = .array(elements) }
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int) { self = .integer(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(nilLiteral: ()) { self = .null }

    init(_ value: String?) { self = value.map(JSON.string) ?? .null }
    init(_ value: Int?) { self = value.map(JSON.integer) ?? .null }

    /// An array of what `element` makes of each item.
    init<Item: Sendable>(_ items: [Item], element: @escaping @Sendable (Item) -> JSON) {
        self = .generated(count: items.count) { element(items[$0]) }
    }
}

/// Writes JSON values one after another into bytes.
private struct JSONWriter {
    let isCompact: Bool
    var bytes: [UInt8] = []
    private var depth = 0

    init(isCompact: Bool) { self.isCompact = isCompact }

    mutating func write(_ value: JSON) {
        switch value {
        case .null: put("null")
        case .bool(let flag): put(flag ? "true" : "false")
        case .integer(let number): put(String(number))
        case .digits(let digits): put(digits)
        case .string(let text): string(text)
        case .array(let elements):
            list(elements.count, isShort: elements.count <= 4 && elements.allSatisfy(\.isShort)) { elements[$0] }
        case .generated(let count, let element):
            list(count, isShort: false, element)
        case .object(let members): object(members)
        }
    }

    private mutating func object(_ members: [JSON.Member]) {
        put("{")
        let isShort = isCompact || (members.count <= 3 && members.allSatisfy(\.value.isShort))
        depth += 1
        for (index, member) in members.enumerated() {
            separate(index, isShort: isShort)
            string(member.key)
            put(isCompact ? ":" : ": ")
            write(member.value)
        }
        depth -= 1
        if !isShort && !members.isEmpty { newLine() }
        put("}")
    }

    private mutating func list(_ count: Int, isShort: Bool, _ element: (Int) -> JSON) {
        put("[")
        depth += 1
        for index in 0..<count {
            separate(index, isShort: isShort || isCompact)
            write(element(index))
        }
        depth -= 1
        if count > 0 && !isShort && !isCompact { newLine() }
        put("]")
    }

    private mutating func separate(_ index: Int, isShort: Bool) {
        if index > 0 { put(isShort && !isCompact ? ", " : ",") }
        if !isShort { newLine() }
    }

    private mutating func newLine() {
        bytes.append(0x0A)
        bytes.append(contentsOf: repeatElement(0x20, count: depth * 2))
    }

    private mutating func put(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private mutating func string(_ text: String) {
        bytes.append(0x22)
        for byte in text.utf8 {
            switch byte {
            case 0x22, 0x5C: bytes.append(contentsOf: [0x5C, byte])
            case 0x0A: put("\\n")
            case 0x0D: put("\\r")
            case 0x09: put("\\t")
            case 0..<0x20, 0x7F: bytes.append(contentsOf: JSONWriter.escape(byte))
            default: bytes.append(byte)
            }
        }
        bytes.append(0x22)
    }

    private static func escape(_ byte: UInt8) -> [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        return Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
}

extension JSON {
    /// Fits on a line with its neighbours: a figure, a flag, a word.
    fileprivate var isShort: Bool {
        switch self {
        case .null, .bool, .integer, .digits: true
        case .string(let text): text.utf8.count <= 24
        case .array, .object, .generated: false
        }
    }
}
