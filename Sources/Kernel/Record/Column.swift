/// One column of a record type: what a declared field, or one that a county added at run time, comes down to.
///
/// Never changes; a class, because it is handed on with every value that is read or written, and as a value it would be copied each time.
public final class Column: Sendable {
    /// Property name = column = JSON key = form name = CSV header.
    public let name: String
    public let label: Label
    public let kind: any FieldKind
    public let isRequired: Bool
    public let options: FieldOptions
    /// Added by the county at run time.
    public let isCustom: Bool
    /// The revision of the form with which it came; 1 for what is declared.
    public let since: Int
    /// Has an index of its own, so that it can be filtered and sorted by in a table of any size.
    public let isIndexed: Bool
    /// The name of the kind that it refers to.
    public let target: String?
    /// The kind of the records that its values, or the elements of its lists, refer to; a file is one too.
    private let referred: String?

    public init(name: String, label: Label, kind: any FieldKind, isRequired: Bool, options: FieldOptions, isCustom: Bool = false, since: Int = 1) {
        self.name = name
        self.label = label.english(orFrom: name)
        self.kind = kind
        self.isRequired = isRequired
        self.options = options
        self.isCustom = isCustom
        self.since = since
        target = if case .record(let name) = kind.control { name } else { nil }
        let isChoice = if case .choice = kind.control { true } else { false }
        isIndexed = options.isIndexed || options.isUnique || isChoice || target != nil
        referred = Column.referred(by: (kind as? ListKind)?.element ?? kind)
    }

    public var isReference: Bool { target != nil }
    public var isChoice: Bool { if case .choice = kind.control { true } else { false } }

    /// The records that a value refers to, with their kind: one, several in a list, or none. A file is one too.
    public func references(in value: Stored) -> [(kind: String, id: RecordID)] {
        guard let target = referred else { return [] }
        guard let list = kind as? ListKind else { return value.text.map { [(target, RecordID(stored: $0))] } ?? [] }
        return list.elements(of: value).compactMap(\.text).map { (target, RecordID(stored: $0)) }
    }

    private static func referred(by kind: any FieldKind) -> String? {
        if kind is FileKind { return RecordName.of(FileInfo.self) }
        return (kind as? ReferenceKind)?.target
    }

    /// The value for people, masked where it is personal and `masked` is asked for; empty for nothing.
    public func show(_ value: Stored, in language: Language, masked: Bool = false) -> String {
        if value.isNull { return "" }
        let text = kind.show(value, in: language)
        guard masked, let masking = options.masking else { return text }
        return masking.applied(to: text)
    }

    /// Reads what was typed; null for nothing. The problem names the field.
    public func read(_ text: String) throws(Problem) -> Stored {
        let trimmed = text.trimmed
        if trimmed.isEmpty { return .null }
        do { return try kind.read(trimmed) } catch { throw error.about(self) }
    }

    public func read(_ json: JSON) throws(Problem) -> Stored {
        if json == .null { return .null }
        do { return try kind.read(json) } catch { throw error.about(self) }
    }

    /// Whether a value that a program made is one that this column can hold. An empty text is left to the program.
    func check(_ value: Stored) throws(Problem) {
        if value.isNull || value == .text("") { return }
        let fits =
            switch (kind.type, value) {
            case (.text, .text), (.integer, .integer): true
            case (.real, .real(let number)): number.isFinite
            case (.real, .integer): true
            default: false
            }
        guard fits else { throw Problem("wrong-type", "的值类型不对", en: "has a value of another type").about(self) }
        do { try kind.check(value) } catch { throw error.about(self) }
    }

    /// Whether “已删除” can stand in it, so that personal data that must not be missing can be erased nevertheless.
    var canBeErased: Bool { !isRequired || kind is TextKind || kind is PhoneKind || kind is IdentityNumberKind || kind is CreditCodeKind }

    var missing: Problem {
        Problem("required", "还没有填，请填写", en: "is empty; please fill it in").about(self)
    }
}
