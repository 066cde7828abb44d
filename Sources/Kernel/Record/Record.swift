import Synchronization

/// A type of record, declared once: a struct whose properties are typed fields.
///
///     struct Enterprise: Record {
///         static let kind = Kind<Enterprise>("企业")
///         let name = Field<String>("名称", .max(80), .searchable)
///         let stage = Field<Stage>("阶段")
///     }
///
/// Everything generic is derived from it: table, validation, form, list, search, REST, spreadsheets, permission, history. What else belongs
/// to the type stands in the same place: its flow, its checks, its indicators, its series, its rules, its pages; all may be missing.
public protocol Record: Sendable {
    init()
    static var kind: Kind<Self> { get }
    /// The states that it moves through.
    static var flow: Flow<Self>? { get }
    /// Conditions over several fields.
    static var checks: [Check<Self>] { get }
    /// Numbers that are computed from its records.
    static var indicators: [Indicator] { get }
    /// Quantities of a record that are measured again and again.
    static var series: [Series] { get }
    /// Thresholds that are watched.
    static var rules: [Rule] { get }
    /// Which of them warn programs outside, and how.
    static var bulletins: Bulletins<Self>? { get }
    static var pages: [Page] { get }
}

extension Record {
    public static var flow: Flow<Self>? { nil }
    public static var checks: [Check<Self>] { [] }
    public static var indicators: [Indicator] { [] }
    public static var series: [Series] { [] }
    public static var rules: [Rule] { [] }
    public static var bulletins: Bulletins<Self>? { nil }
    public static var pages: [Page] { [] }
}

/// A field of a record type. Immutable but for its place among the fields, which the kind gives it once at start.
public final class Field<Value: FieldValue>: Sendable {
    public let label: Label
    public let options: FieldOptions
    private let place = Atomic<Int>(-1)

    public init(_ chinese: String, en english: String = "", unit: Unit? = nil, _ options: FieldOption...) {
        label = Label(chinese, en: english)
        self.options = FieldOptions(options, unit: unit)
    }

    /// Its place in the values of a row, from 0.
    var slot: Int { place.load(ordering: .relaxed) }
}

/// A field whose type of value does not matter.
protocol AnyField: AnyObject, Sendable {
    var slot: Int { get }
    func placed(at slot: Int, named name: String) -> Column
}

extension Field: AnyField {
    func placed(at slot: Int, named name: String) -> Column {
        place.store(slot, ordering: .relaxed)
        return Column(name: name, label: label, kind: Value.kind(options), isRequired: !Value.isOptional, options: options)
    }
}

/// The name of a record type: its Swift name with a small first letter. Table, JSON, address and permission all say this word.
public enum RecordName {
    /// The name of a type of record.
    public static func of<T: Record>(_ type: T.Type) -> String {
        let name = "\(type)"
        return name.prefix(1).lowercased() + name.dropFirst()
    }
}

/// What a record type is called and how it behaves as a whole. Walks one instance with `Mirror` and names each field after its property.
public final class Kind<T: Record>: Sendable {
    /// One instance, whose fields know their places.
    let model: T
    /// What was declared, without what a county adds at run time.
    public let declared: Schema

    /// - Parameters:
    ///   - title: the field that names a record in lists and references; the first text field unless said otherwise.
    ///   - unique: groups of fields that together may occur only once.
    ///   - owner: the field that refers to whose records these are, an ``Organisation`` or what stands for one (``KindTrait/ownsItself``): they belong to
    ///     that organisation, whoever enters them. nil where they belong to the organisation of whoever enters them.
    ///   - locality: the field that says in which region a record is, a ``Region`` or another record in whose region it is: whoever answers for that region
    ///     sees it, whoever enters it. nil where it is in the region of whoever enters it.
    ///   - sought: groups of fields by which records are looked for together, where one of them alone would find too many: what of a target is still open.
    public init(
        _ chinese: String, en english: String = "", title: PartialKeyPath<T>? = nil, unique: [[PartialKeyPath<T>]] = [],
        belongsTo owner: PartialKeyPath<T>? = nil, within locality: PartialKeyPath<T>? = nil, sought: [[PartialKeyPath<T>]] = [], _ traits: KindTrait...
    ) {
        let model = T()
        var columns: [Column] = []
        for child in Mirror(reflecting: model).children {
            guard let field = child.value as? any AnyField, let name = child.label else { continue }
            columns.append(field.placed(at: columns.count, named: name))
        }
        func name(_ path: PartialKeyPath<T>) -> String? { (model[keyPath: path] as? any AnyField).map { columns[$0.slot].name } }
        self.model = model
        declared = Schema(
            name: RecordName.of(T.self), label: Label(chinese, en: english), columns: columns, title: title.flatMap(name),
            uniqueGroups: unique.map { $0.compactMap(name) }, owner: owner.flatMap(name), locality: locality.flatMap(name),
            soughtGroups: sought.map { $0.compactMap(name) },
            traits: Set(traits))
    }

    /// The name of a field whose type does not matter; nil for a path that leads to no field.
    func name(_ path: PartialKeyPath<T>) -> String? { (model[keyPath: path] as? any AnyField).map { declared.columns[$0.slot].name } }

    /// The column of a field.
    public func column<Value>(_ path: KeyPath<T, Field<Value>>) -> Column { declared.columns[model[keyPath: path].slot] }
}

/// What is unusual about a record type as a whole.
public enum KindTrait: Sendable, Hashable {
    /// Its changes are not entries of the ledger: sessions, progress of jobs.
    case unlogged
    /// Not shown among the records of an application: what the kernel keeps for itself.
    case hidden
    /// Rows are only added, never changed or removed.
    case appendOnly
    /// Decides who may do what, or what holds for everyone. Changed by those only who may also configure it, and it gives nobody more than they
    /// have who change it.
    case governing
    /// Written by the program alone: sessions, what waits for whom, signatures, jobs.
    case ofProgram
    /// Stands for an organisation, which its people sign in for (``RecordID/ofOrganisation``): it and what belongs to it belong to that one.
    case ownsItself
    /// Made by the program, which also writes its fields; people take the steps of its flow: alerts.
    case raised
}
