/// What is wrong with something that was entered, and what to do about it, in both languages.
public struct Problem: Error, Sendable, Hashable {
    /// A stable word for programs: `required`, `too-long`, `not-unique`, …
    public let code: String
    /// The field that it is about; nil where it is about the whole record.
    public var field: String?
    /// What is wrong and what to do, naming the field by its label.
    public let message: Label

    public init(_ code: String, field: String? = nil, _ chinese: String, en english: String) {
        self.code = code
        self.field = field
        self.message = Label(chinese, en: english)
    }

    /// The same problem, tied to a column: its label is put in front of the words.
    func about(_ column: Column) -> Problem {
        Problem(code, field: column.name, "“\(column.label.chinese)”\(message.chinese)", en: "“\(column.label.english)” \(message.english)")
    }
}

extension StringProtocol {
    /// For quoting what was entered in a message: its beginning, however long it is.
    var clipped: String {
        let beginning = unicodeScalars.prefix(41)
        return beginning.count <= 40 ? String(self) : String(String.UnicodeScalarView(beginning.prefix(40))) + "…"
    }
}

/// All that is wrong with one submission, never only the first thing.
public struct Problems: Error, Sendable, Hashable {
    public let list: [Problem]
    public init(_ list: [Problem]) { self.list = list }
}
