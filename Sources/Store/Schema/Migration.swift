import Kernel

/// Brings a database to what the schemas ask for: explicit steps first, once each, then what follows from comparing.
///
/// Runs alone, with foreign keys not enforced on SQLite, where tables may have to be made anew.
struct Migration {
    /// Grows when the store's own tables change in a way that an older program would spoil.
    static let level = 1

    let connection: any Connection
    let catalog: Catalog
    let steps: [MigrationStep]
    let limits: StoreLimits

    private var dialect: Dialect { catalog.dialect }

    func run() throws(StoreError) {
        try transaction { (migration) throws(StoreError) in try migration.prepareOwnTables() }
        let done = try attempt { () throws(SQLFailure) in Set(try connection.rows(SQL("SELECT name FROM \"_step\"")) { $0.text(0) }) }
        if let unknown = done.subtracting(steps.map(\.name)).sorted().last {
            throw .newer(found: unknown, known: steps.last?.name ?? "no step")
        }
        let open = steps.filter { !done.contains($0.name) }
        for step in open {
            try transaction { (migration) throws(StoreError) in
                try migration.apply(step.change)
                try migration.execute("INSERT INTO \"_step\" (name) VALUES ($1)", [.text(step.name)])
            }
        }
        try transaction { (migration) throws(StoreError) in try migration.compare(isAltered: !open.isEmpty) }
    }

    func execute(_ text: String, _ values: [SQLValue] = []) throws(StoreError) {
        try attempt { () throws(SQLFailure) in try connection.run(text, values) }
    }

    @discardableResult
    func attempt<Value>(_ body: () throws(SQLFailure) -> Value) throws(StoreError) -> Value {
        do throws(SQLFailure) { return try body() } catch { throw error.plain }
    }

    func transaction(_ body: (Migration) throws(StoreError) -> Void) throws(StoreError) {
        try execute(dialect.beginWrite)
        do throws(StoreError) {
            if dialect == .postgres { try attempt { () throws(SQLFailure) in try WriteRunner.lock(connection) } }
            try body(self)
            try execute("COMMIT")
        } catch {
            if connection.isInTransaction { try? execute("ROLLBACK") }
            throw error
        }
    }

    private func prepareOwnTables() throws(StoreError) {
        for statement in OwnTables.statements(dialect) { try execute(statement) }
        let found = try attempt { () throws(SQLFailure) in
            try connection.first(SQL("SELECT value FROM \"_setting\" WHERE name = 'store.level'")) { $0.text(0) }
        }
        if let found, let number = Int(found), number > Migration.level {
            throw .newer(found: "store level \(number)", known: "store level \(Migration.level)")
        }
        try execute(
            "INSERT INTO \"_setting\" (name, value) VALUES ('store.level', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            [.text(String(Migration.level))])
    }

    // MARK: Explicit steps

    /// A step about a table or column that is not there has nothing to do: the database is younger than the step.
    private func apply(_ change: MigrationStep.Change) throws(StoreError) {
        let shapes = try attempt { () throws(SQLFailure) in try TableShape.read(connection) }
        switch change {
        case .renameColumn(let kind, let from, let to):
            guard let shape = shapes[kind], shape.columns[from] != nil, shape.columns[to] == nil else { return }
            try execute("ALTER TABLE \(try Identifier(kind)) RENAME COLUMN \(try Identifier(from)) TO \(try Identifier(to))")
        case .renameKind(let from, let to):
            guard shapes[from] != nil, shapes[to] == nil else { return }
            try execute("ALTER TABLE \(try Identifier(from)) RENAME TO \(try Identifier(to))")
            for table in ["_rows", "_search"] + (dialect == .sqlite ? ["_document"] : []) {
                try execute("UPDATE \"\(table)\" SET kind = $1 WHERE kind = $2", [.text(to), .text(from)])
            }
            try execute("UPDATE \"_setting\" SET name = $1 WHERE name = $2", [.text("search.\(to)"), .text("search.\(from)")])
        case .replaceValue(let kind, let name, let from, let to):
            guard shapes[kind]?.columns[name] != nil else { return }
            let column = try Identifier(name)
            var sql = SQL("UPDATE \(try Identifier(kind)) SET \(column) = ")
            sql.bind(SQLValue(to), dialect)
            sql.add(" WHERE \(column)")
            if from.isNull {
                sql.add(" IS NULL")
            } else {
                sql.add(" = ")
                sql.bind(SQLValue(from), dialect)
            }
            let statement = sql
            try attempt { () throws(SQLFailure) in try connection.run(statement) }
        case .removeColumn(let kind, let column):
            guard var shape = shapes[kind], shape.columns[column] != nil else { return }
            let name = try Identifier(kind)
            if dialect == .postgres { return try execute("ALTER TABLE \(name) DROP COLUMN \(try Identifier(column)) CASCADE") }
            shape.columns[column] = nil
            shape.references[column] = nil
            try rebuild(name, to: shape, filling: [:])
        case .removeKind(let kind):
            guard shapes[kind] != nil else { return }
            try drop(kind)
        }
    }

    // MARK: What follows from comparing

    /// - Parameter isAltered: whether steps changed tables before.
    private func compare(isAltered: Bool) throws(StoreError) {
        var isAltered = isAltered
        var shapes = try attempt { () throws(SQLFailure) in try TableShape.read(connection) }
        let tables = catalog.tables.values.sorted { $0.schema.name < $1.schema.name }
        for table in tables where shapes[table.schema.name] == nil {
            var shape = TableShape(table, dialect: dialect)
            shape.indexes = []
            // PostgreSQL wants the tables that are referred to first, so references are added below.
            if dialect == .postgres { shape.references = [:] }
            try execute(try creation(table.name, shape, order: table.columns.map(\.name.name)))
            shapes[table.schema.name] = shape
        }
        for table in tables where try change(table, from: shapes[table.schema.name] ?? TableShape()) { isAltered = true }
        // Only what was altered while foreign keys were not enforced can refer to nothing: to look takes a pass over all records.
        if dialect == .sqlite, isAltered {
            let broken = try attempt { () throws(SQLFailure) in
                try connection.first(SQL("SELECT \"table\", parent FROM pragma_foreign_key_check LIMIT 1")) { "\($0.text(0)) → \($0.text(1))" }
            }
            if let broken { throw .failed("Records refer to others that do not exist: \(broken)") }
        }
        for table in tables { try checkValues(table) }
        for table in tables { try indexWords(table) }
        for table in tables { try keepBounds(table) }
    }

    /// - Returns: whether columns, requirements or references changed.
    private func change(_ table: Table, from found: TableShape) throws(StoreError) -> Bool {
        let wanted = TableShape(table, dialect: dialect)
        let kind = table.schema.name
        var merged = wanted
        var filling: [String: SQLValue] = [:]
        // A column that nobody asks for any more keeps its data; that it was required is forgotten, so that records can be added.
        for (name, column) in found.columns where wanted.columns[name] == nil {
            merged.columns[name] = TableShape.Column(type: column.type, isRequired: false)
        }
        for (name, column) in wanted.columns {
            if let old = found.columns[name], old.type != column.type {
                throw .failed("“\(kind).\(name)” holds \(old.type.rawValue) and cannot become \(column.type.rawValue); give the new field another name")
            }
            if column.isRequired, found.columns[name]?.isRequired != true { filling[name] = try initial(table, name, exists: found.columns[name] != nil) }
        }
        for name in found.indexes.subtracting(wanted.indexes).sorted() where name.hasPrefix("ix_") || name.hasPrefix("ux_") {
            try execute("DROP INDEX \"\(name)\"")
        }
        var present = found.indexes
        let isReshaped = merged.columns != found.columns || merged.references != found.references
        if isReshaped {
            try reshape(table, from: found, to: merged, filling: filling.compactMapValues(\.self))
            // A table that SQLite made anew has no indexes.
            if dialect == .sqlite { present = try attempt { () throws(SQLFailure) in try TableShape.read(kind, connection).indexes } }
        }
        for index in table.indexes where !present.contains(index.name.name) { try create(index, of: table) }
        return isReshaped
    }

    /// What fills a required column in the records that are there; nil where there are none to fill.
    private func initial(_ table: Table, _ name: String, exists: Bool) throws(StoreError) -> SQLValue? {
        let condition = exists ? " WHERE \(try Identifier(name)) IS NULL" : ""
        let isNeeded = try attempt { () throws(SQLFailure) in try connection.first(SQL("SELECT 1 FROM \(table.name)\(condition) LIMIT 1")) { _ in true } }
        guard isNeeded == true else { return nil }
        guard let column = table.schema[name], let text = column.options.initial, let value = try? column.read(text), !value.isNull else {
            throw .failed("“\(table.schema.name).\(name)” is required, but there are records without it: give the field an initial value, or make it optional")
        }
        return SQLValue(value)
    }

    private func create(_ index: TableIndex, of table: Table) throws(StoreError) {
        let columns = index.columns.enumerated().map { "\"\($1)\"\($0 == 0 && !index.isUnique ? dialect.nullsFirst : "")" }.joined(separator: ", ")
        do throws(SQLFailure) {
            try connection.run("CREATE \(index.isUnique ? "UNIQUE " : "")INDEX \(index.name) ON \(table.name) (\(columns))")
        } catch {
            if case .unique = error.reason { throw .taken(kind: table.schema.name, columns: index.columns) }
            throw error.plain
        }
    }

    /// Makes the words of all records anew where other fields are searched than before.
    private func indexWords(_ table: Table) throws(StoreError) {
        let name = "search.\(table.schema.name)"
        let fields = table.schema.columns.filter { $0.options.isSearchable && $0.options.masking == nil }.map(\.name).sorted().joined(separator: ",")
        let batch = WriteBatch(log: nil)
        let session = Session(connection, catalog: catalog, limits: limits, batch: batch)
        guard try session.setting(name) ?? "" != fields else { return }
        try session.set(name, fields)
        var query = Query(table.schema.name, order: .oldestFirst, limit: 500)
        while true {
            let page = try session.records(query)
            for record in page { session.index(record, table, isNew: false, batch) }
            try attempt { () throws(SQLFailure) in try batch.writeWords(connection) }
            guard page.count == query.limit, let last = page.last else { break }
            query.after = Query.Cursor(value: .text(last.meta.id.text), id: last.meta.id)
        }
    }
}
