public import Kernel

/// Reads what ``FormView`` sends: turns the fields of the form into a submission of the kind, and keeps everything as it was typed.
public struct FormFields: Sendable {
    /// Everything by its name; the last of a repeated name counts.
    public let typed: [String: String]
    /// The inputs for the engine: only columns, as they were typed.
    public let submission: Submission
    /// The id that the device made, for a new record; nil where there is none or it is no id.
    public let id: RecordID?
    /// The version that was seen, for a change.
    public let version: Int?
    /// The revision of the form on which it was begun; nil for the newest.
    public let revision: Int?
    /// Names the submission, so that one that is sent twice is carried out once.
    public let request: String?
    public let wantsAnother: Bool

    /// - Parameter uploads: the ids under which uploaded files were stored, by the names of their columns.
    public init(_ pairs: [(name: String, value: String)], _ schema: Schema, uploads: [String: RecordID] = [:]) {
        var typed = Dictionary(pairs.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        for column in schema.columns where column.kind is ListKind && typed[column.name] != nil {
            typed[column.name] = FormFields.items(of: column, pairs, typed).joined(separator: FormFields.separator)
        }
        var submission = Submission(kind: schema.name)
        for column in schema.columns where !column.options.isReadOnly {
            if let text = FormFields.text(of: column, typed, uploads) { submission[column.name] = .typed(text) }
        }
        self.typed = typed
        self.submission = submission
        id = typed["id"].flatMap { RecordID($0) }
        version = typed["version"].flatMap { Int($0) }
        revision = typed["revision"].flatMap { Int($0) }
        request = typed["request"].flatMap { $0.isEmpty || $0.utf8.count > 100 ? nil : $0 }
        wantsAnother = typed["again"] == "1"
    }

    /// Stands between the items of a list that was chosen.
    private static let separator = "；"

    /// The items of a list, as a control shows them.
    static func items(_ value: String) -> [String] { value.split(separator: separator).map(String.init) }

    /// The name of one of the records of a list.
    static func name(of place: Int, in column: String) -> String { "\(column).\(place)" }

    /// A list comes as text, as ticked boxes of one name, or as records `column.0`, `column.1`, … with what was typed to find them.
    private static func items(of column: Column, _ pairs: [(name: String, value: String)], _ typed: [String: String]) -> [String] {
        let direct = pairs.filter { $0.name == column.name && !$0.value.isEmpty }.map(\.value)
        let chosen = (0..<300).lazy.map { name(of: $0, in: column.name) }.filter { typed[$0] != nil || typed[$0 + ".words"] != nil }.compactMap {
            name -> String? in
            guard let words = typed[name + ".words"] else { return typed[name] }
            let id = typed[name] ?? ""
            return words.isEmpty ? nil : id.isEmpty ? words : id
        }
        return direct + chosen.filter { !$0.isEmpty }
    }

    /// What was entered for a column; nil where the form did not ask for it.
    private static func text(of column: Column, _ typed: [String: String], _ uploads: [String: RecordID]) -> String? {
        let name = column.name
        switch column.kind.control {
        case .period:
            guard let from = typed[name + ".from"], let to = typed[name + ".to"] else { return typed[name] }
            if from.isEmpty && to.isEmpty { return "" }
            return "\(from.isEmpty ? ".." : from)/\(to.isEmpty ? ".." : to)"
        case .file: return uploads[name]?.text ?? typed[name]
        case .record, .region:
            // Cleared words clear the choice; words without a choice are read as they are, and end in a problem that names the field.
            guard let words = typed[name + ".words"] else { return typed[name] }
            let chosen = typed[name] ?? ""
            return words.isEmpty ? "" : chosen.isEmpty ? words : chosen
        default: return typed[name]
        }
    }
}
