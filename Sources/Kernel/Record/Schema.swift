/// What the store, the web and the exchange know about one record type: what was declared and what a county added.
public struct Schema: Sendable {
    public let name: String
    public let label: Label
    /// The application that owns it.
    public var application: String
    public private(set) var columns: [Column] { didSet { personalColumns = Schema.personal(columns) } }
    /// The columns that hold personal data.
    public private(set) var personalColumns: Set<String>
    /// The column that names a record for people.
    public let title: String?
    public let uniqueGroups: [[String]]
    /// The column that refers to whose record it is; nil where it belongs to the organisation of whoever enters it.
    public let owner: String?
    /// The column that says in which region it is: a region, or a record in whose region it is; nil where that is the region of whoever enters it.
    public let locality: String?
    /// Columns by which records are looked for together.
    public let soughtGroups: [[String]]
    public let traits: Set<KindTrait>
    /// Which revision of the form this is: grows with every field that a county adds. A revision never changes once it is published, since fields of
    /// a county are only added; what was begun on one is judged by it (``Submission/values(for:over:on:)``).
    public private(set) var revision: Int

    private var places: [String: Int]

    public init(
        name: String, label: Label, columns: [Column], title: String? = nil, uniqueGroups: [[String]] = [], owner: String? = nil,
        locality: String? = nil, soughtGroups: [[String]] = [], traits: Set<KindTrait> = [], application: String = ""
    ) {
        self.name = name
        self.label = label.english(orFrom: name)
        self.application = application
        self.columns = columns
        personalColumns = Schema.personal(columns)
        self.title = title ?? columns.first { $0.kind is TextKind }?.name
        self.uniqueGroups = uniqueGroups
        self.owner = owner
        self.locality = locality
        self.soughtGroups = soughtGroups
        self.traits = traits
        revision = 1
        places = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1.name, $0) })
    }

    /// The place of a column among the values of a record, from 0.
    public func place(of column: String) -> Int? { places[column] }
    public subscript(column: String) -> Column? { places[column].map { columns[$0] } }

    private static func personal(_ columns: [Column]) -> Set<String> { Set(columns.lazy.filter { $0.options.masking != nil }.map(\.name)) }

    /// Whether a column may not be called `name`, because another one is already: databases do not tell letters in either case apart.
    func hasColumn(like name: String) -> Bool {
        let folded = name.lowercased()
        return columns.contains { $0.name.lowercased() == folded } || RecordMeta.columns.contains { $0.name.lowercased() == folded }
    }

    /// With the fields that a county added, in their order.
    public func adding(_ custom: [Column], revision: Int) -> Schema {
        var schema = self
        for column in custom where !schema.hasColumn(like: column.name) {
            schema.places[column.name] = schema.columns.count
            schema.columns.append(column)
        }
        schema.revision = revision
        return schema
    }

    /// The same with some of its columns: what a form shows.
    public func only(_ columns: [Column]) -> Schema {
        var schema = self
        schema.columns = columns
        schema.places = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1.name, $0) })
        return schema
    }

    /// Whether its changes are entries of the ledger.
    public var isLogged: Bool { !traits.contains(.unlogged) }
    /// Whether its records decide who may do what.
    public var isGoverning: Bool { traits.contains(.governing) }
    /// Whether the kernel keeps it for itself.
    public var isHidden: Bool { traits.contains(.hidden) }

    /// The column that holds a place, if any: its records can be shown on the map.
    public var placeColumn: Column? { columns.first { $0.kind is GeometryKind } }

    /// What the record is called: the value of its title column, masked where it is personal and `masked` is asked for, or its id.
    public func title(of record: StoredRecord, in language: Language = .chinese, masked: Bool = false) -> String {
        guard let title, let place = places[title], record.values.indices.contains(place) else { return record.meta.id.text }
        let text = columns[place].show(record.values[place], in: language, masked: masked)
        return text.isEmpty ? record.meta.id.text : text
    }

    /// The words by which search finds the record.
    public func searchText(of values: [Stored]) -> String {
        var words: [String] = []
        for (place, column) in columns.enumerated() where column.options.isSearchable && column.options.masking == nil {
            if place < values.count, !values[place].isNull { words.append(column.kind.show(values[place], in: .chinese)) }
        }
        return words.joined(separator: "\n")
    }
}

/// What every record has beside its own fields.
public struct RecordMeta: Sendable, Hashable {
    public var id: RecordID
    /// 1 when it is made, one more with every change: who changes it names the version that they saw.
    public var version: Int
    /// The region that it belongs to; permission and partition follow it.
    public var region: Region
    /// The organisation and the department that own it; empty for none.
    public var organisation: String
    public var department: String
    public var createdAt: Instant
    public var createdBy: String
    public var updatedAt: Instant
    public var updatedBy: String
    /// Made up for a demonstration: marked everywhere and never counted by an indicator of a real plan.
    public var isSimulated: Bool
    /// The revision of the form that judged it.
    public var revision: Int

    public init(
        id: RecordID, version: Int = 1, region: Region, organisation: String = "", department: String = "", createdAt: Instant, createdBy: String,
        updatedAt: Instant? = nil, updatedBy: String? = nil, isSimulated: Bool = false, revision: Int = 1
    ) {
        self.id = id
        self.version = version
        self.region = region
        self.organisation = organisation
        self.department = department
        self.createdAt = createdAt
        self.createdBy = createdBy
        self.updatedAt = updatedAt ?? createdAt
        self.updatedBy = updatedBy ?? createdBy
        self.isSimulated = isSimulated
        self.revision = revision
    }

    /// The columns that every table has, in the order in which stores keep them, before the fields of the type.
    public static let columns: [(name: String, type: ColumnType)] = [
        ("region", .text), ("id", .text), ("version", .integer), ("organisation", .text), ("department", .text), ("createdAt", .integer),
        ("createdBy", .text), ("updatedAt", .integer), ("updatedBy", .text), ("isSimulated", .integer), ("revision", .integer),
    ]

    /// The values of ``columns``.
    public var stored: [Stored] {
        [
            .text(region.code), .text(id.text), .integer(Int64(version)), .text(organisation), .text(department), .integer(createdAt.milliseconds),
            .text(createdBy), .integer(updatedAt.milliseconds), .text(updatedBy), .integer(isSimulated ? 1 : 0), .integer(Int64(revision)),
        ]
    }

    /// The value of one of ``columns``; nil where there is no such column.
    public subscript(column: String) -> Stored? {
        switch column {
        case "id": .text(id.text)
        case "version": .integer(Int64(version))
        case "region": .text(region.code)
        case "organisation": .text(organisation)
        case "department": .text(department)
        case "createdAt": .integer(createdAt.milliseconds)
        case "createdBy": .text(createdBy)
        case "updatedAt": .integer(updatedAt.milliseconds)
        case "updatedBy": .text(updatedBy)
        case "isSimulated": .integer(isSimulated ? 1 : 0)
        case "revision": .integer(Int64(revision))
        default: nil
        }
    }
}

/// A complete record, without the types of its fields: what stores, lists and exports handle.
public struct StoredRecord: Sendable, Hashable {
    public var meta: RecordMeta
    /// One value a column of the schema, in order.
    public var values: [Stored]

    public init(meta: RecordMeta, values: [Stored]) {
        self.meta = meta
        self.values = values
    }

    /// The value of a field or of one of the columns that every record has.
    public func value(of column: String, in schema: Schema) -> Stored? {
        if let place = schema.place(of: column) { return place < values.count ? values[place] : .null }
        return meta[column]
    }
}
