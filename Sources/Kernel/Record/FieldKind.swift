/// One kind of field with all its faces: how it is stored, read from text and from JSON, checked, shown, described.
///
/// One file per kind in `Record/Kinds`. A kind works on ``Stored`` values, so that fields which a county adds at run time and fields
/// declared in Swift take the same way.
public protocol FieldKind: Sendable {
    /// The stable name, as custom fields, forms and the API say it: `money`, `day`.
    var name: String { get }
    var type: ColumnType { get }
    /// Reads what a person typed or what stands in a spreadsheet. `text` has no white space at its ends and is not empty.
    func read(_ text: String) throws(Problem) -> Stored
    func read(_ json: JSON) throws(Problem) -> Stored
    /// Whether a value that a program made would also have been taken from a person; never called with null.
    func check(_ value: Stored) throws(Problem)
    /// For people: 1,200.50 万元. Never called with null.
    func show(_ value: Stored, in language: Language) -> String
    /// For a form control or a CSV cell: what ``read(_:)-(String)`` takes back.
    func edit(_ value: Stored) -> String
    func write(_ value: Stored, to json: inout JSONWriter)
    /// The JSON Schema (2020-12) of its values, without null.
    var schema: JSON { get }
    /// How a form asks for it.
    var control: Control { get }
}

/// How a form asks for a value.
public enum Control: Sendable, Hashable {
    case line, paragraph, number, day, instant, period, yesNo, point, geometry, file, list, telephone
    /// One of a few.
    case choice([Option])
    /// A record of the kind with this name, found by typing.
    case record(String)
    /// A region, found by typing its name or code.
    case region

    /// One of the choices.
    public struct Option: Sendable, Hashable {
        public let code: String
        public let label: Label

        public init(_ code: String, _ label: Label) {
            self.code = code
            self.label = label
        }
    }
}

extension FieldKind {
    public func read(_ json: JSON) throws(Problem) -> Stored {
        guard case .string(let text) = json else { throw Problem("wrong-type", "应为文本", en: "must be a string") }
        let trimmed = text.trimmed
        return trimmed.isEmpty ? .null : try read(trimmed)
    }

    public func check(_ value: Stored) throws(Problem) { _ = try read(edit(value)) }

    public func show(_ value: Stored, in language: Language) -> String { edit(value) }

    public func edit(_ value: Stored) -> String {
        switch value {
        case .null: ""
        case .integer(let value): String(value)
        case .real(let value): Decimals.text(value)
        case .text(let value): value
        }
    }

    public func write(_ value: Stored, to json: inout JSONWriter) {
        switch value {
        case .null: json.raw("null")
        case .integer(let value): json.integer(value)
        case .real(let value): json.number(value)
        case .text(let value): json.string(value)
        }
    }

    public var control: Control { .line }

    /// Whether columns of it stand to the right in lists.
    public var isNumeric: Bool { type != .text && control == .number }
}
