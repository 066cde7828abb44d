import Kernel

/// The tables that a store has, with the texts of the statements that each record needs. Made anew by `prepare`.
struct Catalog: Sendable {
    let dialect: Dialect
    private(set) var tables: [String: Table] = [:]
    /// Names that kinds had before they were renamed; the ledger keeps them.
    private(set) var formerNames: [String: [String]] = [:]
    let estimates = RowEstimates()

    init(dialect: Dialect) { self.dialect = dialect }

    init(_ schemas: [Schema], steps: [MigrationStep], dialect: Dialect) throws(StoreError) {
        self.dialect = dialect
        var seen: Set<String> = []
        let known = Set(schemas.map(\.name))
        for schema in schemas {
            guard seen.insert(schema.name.lowercased()).inserted else { throw .failed("Two kinds are called “\(schema.name)”") }
            tables[schema.name] = try Table(schema, known: known, dialect: dialect)
        }
        for step in steps {
            guard case .renameKind(let from, let to) = step.change else { continue }
            formerNames[to] = (formerNames[to] ?? []) + [from] + (formerNames[from] ?? [])
        }
    }

    func table(_ kind: String) throws(StoreError) -> Table {
        guard let table = tables[kind] else { throw .unknownKind(kind) }
        return table
    }

    /// The columns that refer to a kind.
    func references(to kind: String) -> [(table: Table, column: TableColumn)] {
        tables.values.sorted { $0.schema.name < $1.schema.name }
            .flatMap { table in table.columns.filter { $0.target == kind }.map { (table, $0) } }
    }
}

/// One column of a table as the database has it.
struct TableColumn: Sendable, Hashable {
    let name: Identifier
    let type: ColumnType
    let isRequired: Bool
    /// The kind that it refers to, where the store keeps that kind.
    let target: String?
    /// Its values lead an index.
    let isIndexed: Bool
    /// Its values and then the ids lead an index, so that a list in its order begins anywhere at once.
    let isSorted: Bool
}

/// An index of a table; its name tells its content.
struct TableIndex: Sendable, Hashable {
    let name: Identifier
    let columns: [String]
    let isUnique: Bool

    init(kind: String, columns: [String], isUnique: Bool) {
        name = Identifier(own: isUnique ? "ux" : "ix", [kind] + columns)
        self.columns = columns
        self.isUnique = isUnique
    }
}

/// The table of one kind. Never changes; a class, because every statement asks for it.
final class Table: Sendable {
    let schema: Schema
    let name: Identifier
    /// ``RecordMeta/columns`` followed by those of the schema.
    let columns: [TableColumn]
    let indexes: [TableIndex]
    let insert: String
    /// All columns, of the table called `r` in a query.
    let selection: String
    /// One record by its id.
    let selectOne: String
    let isSearchable: Bool
    private let places: [String: Int]

    /// Columns that every record has and that lists are filtered by: the region leads, so that tables can be spread by it.
    private static let indexedMeta: Set<String> = ["region", "organisation", "department"]
    /// Filters that keep nearly all rows or hold for few values: they need no index beside what else is asked.
    static let unselective: Set<String> = ["isSimulated", "version", "revision"]

    init(_ schema: Schema, known: Set<String>, dialect: Dialect) throws(StoreError) {
        self.schema = schema
        name = try Identifier(schema.name)
        var columns: [TableColumn] = []
        var places: [String: Int] = [:]
        for (name, type) in RecordMeta.columns {
            let isIndexed = name == "id" || Table.indexedMeta.contains(name)
            columns.append(TableColumn(name: Identifier(own: name), type: type, isRequired: true, target: nil, isIndexed: isIndexed, isSorted: isIndexed))
        }
        for column in schema.columns {
            columns.append(
                TableColumn(
                    name: try Identifier(column.name), type: column.kind.type, isRequired: column.isRequired && !column.isCustom,
                    target: column.target.flatMap { known.contains($0) ? $0 : nil },
                    isIndexed: column.isIndexed || schema.uniqueGroups.contains { $0.first == column.name }, isSorted: column.isIndexed))
        }
        var seen: Set<String> = []
        for (place, column) in columns.enumerated() {
            guard seen.insert(column.name.name.lowercased()).inserted else {
                throw .failed("“\(schema.name)” has two columns called “\(column.name.name)”")
            }
            places[column.name.name] = place
        }
        self.columns = columns
        self.places = places

        var indexes = [TableIndex(kind: schema.name, columns: ["region", "id"], isUnique: false)]
        for meta in ["organisation", "department"] { indexes.append(TableIndex(kind: schema.name, columns: [meta, "id", "region"], isUnique: false)) }
        for column in schema.columns where column.isIndexed {
            // Values that must be there and differ are in an order by themselves, and SQLite knows it: their own index serves every question.
            if dialect == .sqlite, column.options.isUnique, column.isRequired, !column.isCustom { continue }
            indexes.append(TableIndex(kind: schema.name, columns: [column.name, "id", "region"], isUnique: false))
        }
        for column in schema.columns where column.options.isUnique {
            indexes.append(TableIndex(kind: schema.name, columns: [column.name], isUnique: true))
        }
        for group in schema.uniqueGroups where !group.isEmpty {
            for column in group where places[column] == nil { throw .unknownColumn(kind: schema.name, column: column) }
            indexes.append(TableIndex(kind: schema.name, columns: group, isUnique: true))
        }
        var names: Set<Identifier> = []
        self.indexes = indexes.filter { names.insert($0.name).inserted }

        let list = columns.map(\.name.quoted).joined(separator: ", ")
        insert = "INSERT INTO \(name) (\(list)) VALUES (\((1...columns.count).map { "$\($0)" }.joined(separator: ", ")))"
        selection = columns.map { "r.\($0.name)" }.joined(separator: ", ")
        selectOne = "SELECT \(selection) FROM \(name) AS r WHERE r.\"id\" = $1"
        isSearchable = schema.columns.contains { $0.options.isSearchable && $0.options.masking == nil }
    }

    func column(_ name: String) throws(StoreError) -> TableColumn {
        guard let place = places[name] else { throw .unknownColumn(kind: schema.name, column: name) }
        return columns[place]
    }

    /// The values of all columns; those of fields that were added since are null.
    func values(_ record: StoredRecord) throws(StoreError) -> [SQLValue] {
        var values = record.meta.stored.map(SQLValue.init)
        guard record.values.count <= schema.columns.count else {
            throw .failed("A record of “\(schema.name)” has \(record.values.count) values for \(schema.columns.count) columns")
        }
        values.reserveCapacity(columns.count)
        for value in record.values { values.append(SQLValue(value)) }
        while values.count < columns.count { values.append(.null) }
        return values
    }

    /// Reads rows of ``selection`` one after the other. Records that stand together are often of one region and of the same people.
    func reader() -> (any RowReader) -> StoredRecord {
        var before: RecordMeta?
        return { row in
            let record = self.record(row, before)
            before = record.meta
            return record
        }
    }

    /// The record in a row that was read by ``selection``.
    func record(_ row: any RowReader) -> StoredRecord { record(row, nil) }

    private func record(_ row: any RowReader, _ before: RecordMeta?) -> StoredRecord {
        func text(_ place: Int, _ known: String?) -> String { known.map { row.text(place, known: $0) } ?? row.text(place) }
        let meta = RecordMeta(
            id: RecordID(stored: row.text(1)), version: Int(row.integer(2)), region: Region(text(0, before?.region.code)),
            organisation: text(3, before?.organisation), department: text(4, before?.department), createdAt: Instant(milliseconds: row.integer(5)),
            createdBy: text(6, before?.createdBy), updatedAt: Instant(milliseconds: row.integer(7)), updatedBy: text(8, before?.updatedBy),
            isSimulated: row.integer(9) != 0, revision: Int(row.integer(10)))
        let first = RecordMeta.columns.count
        var values: [Stored] = []
        values.reserveCapacity(columns.count - first)
        for place in first..<columns.count { values.append(row.stored(place)) }
        return StoredRecord(meta: meta, values: values)
    }
}
