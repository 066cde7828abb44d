/// Another record, by its id.
public struct Reference<Target: Record>: FieldValue, CustomStringConvertible {
    public let id: RecordID
    public init(_ id: RecordID) { self.id = id }
    public var description: String { id.text }

    public static func kind(_ options: FieldOptions) -> any FieldKind { ReferenceKind(target: RecordName.of(Target.self)) }
    public init?(stored: Stored) {
        guard case .text(let text) = stored else { return nil }
        id = RecordID(stored: text)
    }
    public var stored: Stored { .text(id.text) }
}

/// A reference to a record of the kind called `target`. That it exists is checked by the engine and by the database.
public struct ReferenceKind: FieldKind {
    public let target: String

    public var name: String { "reference" }
    public var type: ColumnType { .text }
    public var control: Control { .record(target) }

    public func read(_ text: String) throws(Problem) -> Stored {
        guard let id = RecordID(text) else {
            throw Problem("not-a-reference", "没有找到“\(text.clipped)”，请从列表中选择", en: "“\(text.clipped)” was not found; please choose from the list")
        }
        return .text(id.text)
    }
    public var schema: JSON { ["type": "string", "pattern": "^[0-9a-hjkmnp-tv-z]{26}$", "description": .string("id of a \(target)")] }
}
