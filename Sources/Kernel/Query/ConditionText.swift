/// A condition as a text for addresses, and back: `and(eq(plan;t01h…);in(state;trequested;treturned);lt(due;t2024-02-01))`.
///
/// A value begins with its type (`t` text, `i` whole number, `r` number, `n` nothing); in a name or a text, the signs `( ) ; %` are written as in
/// addresses (`%3B`).
extension Condition {
    public var text: String {
        switch self {
        case .always: "and()"
        case .never: "or()"
        case .compare(let column, let comparison, let value): "\(comparison.code)(\(Self.escaped(column));\(Self.text(value)))"
        case .today(let column, let comparison, let days): "today(\(Self.escaped(column));\(comparison.code);i\(days))"
        case .isNull(let column): "null(\(Self.escaped(column)))"
        case .among(let column, let values): "in(\(([Self.escaped(column)] + values.map(Self.text)).joined(separator: ";")))"
        case .contains(let column, let words): "has(\(Self.escaped(column));\(Self.escaped(words)))"
        case .hasPrefix(let column, let start): "starts(\(Self.escaped(column));\(Self.escaped(start)))"
        case .place(let column, let zone): "place(\(Self.escaped(column));\(Self.escaped(zone.text)))"
        case .all(let list): "and(\(list.map(\.text).joined(separator: ";")))"
        case .any(let list): "or(\(list.map(\.text).joined(separator: ";")))"
        case .not(let inner): "not(\(inner.text))"
        case .referenced(let column, let kind, let inner): "ref(\(Self.escaped(column));\(Self.escaped(kind));\(inner.text))"
        }
    }

    /// Reads what ``text`` says; nil where it is no condition, or one of more than 500 parts or 12 levels.
    public init?(_ text: String) {
        guard text.utf8.count <= 14_000 else { return nil }
        var reader = ConditionReader(bytes: Array(text.utf8))
        guard let condition = reader.condition(level: 0), reader.isAtEnd else { return nil }
        self = condition
    }

    private static func text(_ value: Stored) -> String {
        switch value {
        case .null: "n"
        case .integer(let value): "i\(value)"
        case .real(let value): "r\(value)"
        case .text(let value): "t" + escaped(value)
        }
    }

    private static func escaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if "();%".utf8.contains(byte) {
                bytes += Array((byte == 0x28 ? "%28" : byte == 0x29 ? "%29" : byte == 0x3B ? "%3B" : "%25").utf8)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Condition.Comparison {
    fileprivate var code: String {
        switch self {
        case .equal: "eq"
        case .notEqual: "ne"
        case .less: "lt"
        case .lessOrEqual: "le"
        case .greater: "gt"
        case .greaterOrEqual: "ge"
        }
    }
    fileprivate static let byCode: [String: Condition.Comparison] = [
        "eq": .equal, "ne": .notEqual, "lt": .less, "le": .lessOrEqual, "gt": .greater, "ge": .greaterOrEqual,
    ]
}

/// Goes through the text once, from its beginning.
private struct ConditionReader {
    let bytes: [UInt8]
    private var place = 0
    private var parts = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { place == bytes.count }

    mutating func condition(level: Int) -> Condition? {
        parts += 1
        guard level < 12, parts <= 500, let name = word(), take("(") else { return nil }
        switch name {
        case "and", "or":
            guard let list = list(level) else { return nil }
            return name == "and" ? (list.isEmpty ? .always : .all(list)) : list.isEmpty ? .never : .any(list)
        case "not":
            guard let inner = condition(level: level + 1), take(")") else { return nil }
            return .not(inner)
        case "ref":
            guard let column = word(), take(";"), let kind = word(), take(";"), let inner = condition(level: level + 1), take(")") else { return nil }
            return .referenced(column: column, kind: kind, inner)
        default:
            guard let column = word(), !column.isEmpty, let words = words() else { return nil }
            return plain(name, column, words)
        }
    }

    /// A condition on a column: its name, and the words behind it.
    private func plain(_ name: String, _ column: String, _ words: [String]) -> Condition? {
        let values = words.compactMap(Self.value)
        switch name {
        case "today":
            // A century at most, so that no day lies beyond the calendar.
            guard words.count == 2, let comparison = Condition.Comparison.byCode[words[0]], case .integer(let days)? = Self.value(words[1]),
                (-36_525...36_525).contains(days)
            else { return nil }
            return .today(column, comparison, plus: Int(days))
        case "null": return words.isEmpty ? .isNull(column) : nil
        case "in": return values.count == words.count ? .among(column, values) : nil
        case "has": return words.count == 1 ? .contains(column, words[0]) : nil
        case "place": return words.count == 1 ? Zone(words[0]).map { .place(column, $0) } : nil
        case "starts": return words.count == 1 ? .hasPrefix(column, words[0]) : nil
        default:
            guard let comparison = Condition.Comparison.byCode[name], words.count == 1, values.count == 1 else { return nil }
            return .compare(column, comparison, values[0])
        }
    }

    private mutating func list(_ level: Int) -> [Condition]? {
        var list: [Condition] = []
        if take(")") { return list }
        while let next = condition(level: level + 1) {
            list.append(next)
            if take(")") { return list }
            guard take(";") else { return nil }
        }
        return nil
    }

    private mutating func words() -> [String]? {
        var words: [String] = []
        while take(";") {
            parts += 1
            guard parts <= 500, let word = word() else { return nil }
            words.append(word)
        }
        return take(")") ? words : nil
    }

    /// Up to the next sign, with what was escaped as it was. Nothing that a database would not take as text.
    private mutating func word() -> String? {
        var found: [UInt8] = []
        while place < bytes.count, !"();".utf8.contains(bytes[place]) {
            if bytes[place] == UInt8(ascii: "%") {
                guard place + 2 < bytes.count, let byte = UInt8(String(decoding: bytes[place + 1...place + 2], as: UTF8.self), radix: 16) else { return nil }
                found.append(byte)
                place += 3
            } else {
                found.append(bytes[place])
                place += 1
            }
        }
        guard !found.contains(0) else { return nil }
        return String(validating: found, as: UTF8.self)
    }

    private mutating func take(_ sign: Unicode.Scalar) -> Bool {
        guard place < bytes.count, bytes[place] == UInt8(ascii: sign) else { return false }
        place += 1
        return true
    }

    private static func value(_ word: String) -> Stored? {
        let rest = String(word.dropFirst())
        return switch word.first {
        case "n": rest.isEmpty ? .null : nil
        case "i": Int64(rest).map(Stored.integer)
        case "r": Double(rest).flatMap { $0.isFinite ? .real($0) : nil }
        case "t": .text(rest)
        default: nil
        }
    }
}

extension Condition {
    /// The first of its columns that a kind has not, or whose values it cannot be compared with; what it says of other kinds is not looked at.
    func misfit(_ schema: Schema) -> String? {
        func type(_ name: String) -> ColumnType? { schema[name]?.kind.type ?? RecordMeta.columns.first { $0.name == name }?.type }
        func fits(_ name: String, _ values: [Stored]) -> Bool {
            guard let type = type(name) else { return false }
            return values.allSatisfy { value in
                switch value {
                case .null: true
                case .text: type == .text
                case .integer, .real: type != .text
                }
            }
        }
        switch self {
        case .always, .never: return nil
        case .today(let name, _, _): return type(name) == .text ? nil : name
        case .compare(let name, _, let value): return fits(name, [value]) ? nil : name
        case .among(let name, let values): return fits(name, values) ? nil : name
        case .isNull(let name): return type(name) == nil ? name : nil
        case .contains(let name, _), .hasPrefix(let name, _): return type(name) == .text ? nil : name
        case .place(let name, _): return schema[name]?.kind is GeometryKind ? nil : name
        case .all(let list), .any(let list): return list.lazy.compactMap { $0.misfit(schema) }.first
        case .not(let inner): return inner.misfit(schema)
        case .referenced(let name, let kind, _): return schema[name]?.target == kind ? nil : name
        }
    }
}
