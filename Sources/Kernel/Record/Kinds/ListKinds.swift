/// A file that was uploaded: its id in the file store, by which the engine knows its name, size and type.
public struct FileReference: FieldValue {
    public let id: RecordID
    public init(_ id: RecordID) { self.id = id }
    public static func kind(_ options: FieldOptions) -> any FieldKind { FileKind() }
    public init?(stored: Stored) {
        guard case .text(let text) = stored else { return nil }
        id = RecordID(stored: text)
    }
    public var stored: Stored { .text(id.text) }
}

/// Files, by id.
public struct FileKind: FieldKind {
    public var name: String { "file" }
    public var type: ColumnType { .text }
    public var control: Control { .file }
    public func read(_ text: String) throws(Problem) -> Stored {
        guard let id = RecordID(text) else { throw Problem("not-a-file", "没有这个附件，请重新上传", en: "is not an uploaded file; please upload it again") }
        return .text(id.text)
    }
    public var schema: JSON { ["type": "string", "pattern": "^[0-9a-hjkmnp-tv-z]{26}$"] }
}

/// Several values of one kind, in order.
extension Array: FieldValue where Element: FieldValue {
    public static func kind(_ options: FieldOptions) -> any FieldKind {
        ListKind(element: Element.kind(options), limit: 200)
    }

    public init?(stored: Stored) {
        guard case .text(let text) = stored, case .array(let elements)? = try? JSON(parsing: text) else { return nil }
        var values: [Element] = []
        for element in elements {
            guard let value = Element(stored: ListKind.stored(element)) else { return nil }
            values.append(value)
        }
        self = values
    }

    public var stored: Stored { .text(ListKind.text(map(\.stored))) }
}

/// A list, stored as a JSON array of stored values; typed with 、 or ; between them.
public struct ListKind: FieldKind {
    public let element: any FieldKind
    public let limit: Int

    private static let separators: Set<Character> = ["、", ";", "；", "\n", "\r", "\r\n"]

    public var name: String { "list" }
    public var type: ColumnType { .text }
    public var control: Control { .list }

    public func read(_ text: String) throws(Problem) -> Stored {
        var values: [Stored] = []
        for part in text.split(whereSeparator: ListKind.separators.contains) where !part.trimmed.isEmpty { values.append(try element.read(part.trimmed)) }
        return try checked(values)
    }

    public func read(_ json: JSON) throws(Problem) -> Stored {
        guard case .array(let elements) = json else { throw Problem("wrong-type", "应为列表", en: "must be an array") }
        var values: [Stored] = []
        for value in elements { values.append(try element.read(value)) }
        return try checked(values.filter { !$0.isNull })
    }

    private func checked(_ values: [Stored]) throws(Problem) -> Stored {
        // What stands between the parts of a typed list cannot stand inside one, or a form would give back another list.
        for value in values where element.edit(value).contains(where: ListKind.separators.contains) {
            throw Problem(
                "separator-in-item", "单项中不能有“、”或分号：“\(element.edit(value).clipped)”",
                en: "has an item with 、 or a semicolon inside: “\(element.edit(value).clipped)”")
        }
        guard values.count <= limit else {
            throw Problem("too-many", "最多 \(limit) 项，收到 \(values.count) 项", en: "has \(values.count) items, at most \(limit) are allowed")
        }
        return values.isEmpty ? .null : .text(ListKind.text(values))
    }

    public func check(_ value: Stored) throws(Problem) {
        guard let text = value.text, case .array(let elements)? = try? JSON(parsing: text) else { throw Problem("wrong-type", "应为列表", en: "must be a list") }
        for value in elements { try element.check(ListKind.stored(value)) }
        _ = try checked(self.elements(of: value))
    }

    static func text(_ values: [Stored]) -> String {
        JSON.array(
            values.map { value in
                switch value {
                case .null: .null
                case .integer(let value): .integer(value)
                case .real(let value): .number(value)
                case .text(let value): .string(value)
                }
            }
        ).text
    }

    static func stored(_ json: JSON) -> Stored {
        switch json {
        case .integer(let value): .integer(value)
        case .number(let value): .real(value)
        case .string(let value): .text(value)
        default: .null
        }
    }

    /// The values of the list; empty where there is none.
    public func elements(of value: Stored) -> [Stored] {
        guard let text = value.text, case .array(let elements)? = try? JSON(parsing: text) else { return [] }
        return elements.map { json in
            let value = ListKind.stored(json)
            // JSON does not keep 2.0 apart from 2.
            if element.type == .real, let real = value.real { return .real(real) }
            return value
        }
    }

    public func show(_ value: Stored, in language: Language) -> String {
        elements(of: value).map { element.show($0, in: language) }.joined(separator: language == .english ? "; " : "、")
    }
    public func edit(_ value: Stored) -> String { elements(of: value).map(element.edit).joined(separator: "；") }

    public func write(_ value: Stored, to json: inout JSONWriter) {
        json.array { json in for value in elements(of: value) { json.element { element.write(value, to: &$0) } } }
    }
    public var schema: JSON { ["type": "array", "items": element.schema, "maxItems": .integer(Int64(limit))] }
}
