import Kernel

/// What a table is, as the database itself says: compared with what is wanted.
struct TableShape: Hashable {
    struct Column: Hashable {
        var type: ColumnType
        var isRequired: Bool
    }
    struct Reference: Hashable {
        var target: String
        /// The name of the constraint, on PostgreSQL.
        var constraint: String?
    }
    var columns: [String: Column] = [:]
    var references: [String: Reference] = [:]
    var indexes: Set<String> = []

    static func referenceName(_ kind: String, _ column: String) -> String { Identifier(own: "fk", [kind, column]).name }

    init() {}

    /// What a table should be.
    init(_ table: Table, dialect: Dialect) {
        for column in table.columns {
            columns[column.name.name] = Column(type: column.type, isRequired: column.isRequired)
            if let target = column.target {
                let name = dialect == .postgres ? TableShape.referenceName(table.schema.name, column.name.name) : nil
                references[column.name.name] = Reference(target: target, constraint: name)
            }
        }
        indexes = Set(table.indexes.map(\.name.name))
    }

    /// The tables of kinds in a database, by name; the store's own begin with an underscore.
    static func read(_ connection: any Connection) throws(SQLFailure) -> [String: TableShape] {
        let lists: [SQL] =
            switch connection.dialect {
            case .sqlite: [SQL("SELECT name FROM sqlite_master WHERE type = 'table'")]
            case .postgres: [SQL("SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema()")]
            }
        var shapes: [String: TableShape] = [:]
        for list in lists {
            for name in try connection.rows(list, { $0.text(0) }) where !name.hasPrefix("_") && !name.hasPrefix("sqlite_") {
                shapes[name] = try read(name, connection)
            }
        }
        return shapes
    }

    static func read(_ name: String, _ connection: any Connection) throws(SQLFailure) -> TableShape {
        var shape = TableShape()
        let (columns, references, indexes) = connection.dialect == .sqlite ? sqliteQuestions : postgresQuestions
        try connection.run(SQL(columns, [.text(name)])) { row in
            let type: ColumnType =
                switch row.text(1) {
                case "INTEGER", "bigint": .integer
                case "REAL", "double precision": .real
                default: .text
                }
            shape.columns[row.text(0)] = Column(type: type, isRequired: row.integer(2) != 0)
        }
        try connection.run(SQL(references, [.text(name)])) { row in
            shape.references[row.text(0)] = Reference(target: row.text(1), constraint: row.isNull(2) ? nil : row.text(2))
        }
        try connection.run(SQL(indexes, [.text(name)])) { row in shape.indexes.insert(row.text(0)) }
        return shape
    }

    private static let sqliteQuestions = (
        "SELECT name, type, \"notnull\" FROM pragma_table_info($1)", "SELECT \"from\", \"table\", NULL FROM pragma_foreign_key_list($1)",
        "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = $1 AND sql IS NOT NULL"
    )
    private static let postgresQuestions = (
        """
        SELECT column_name::text, data_type::text, CASE is_nullable WHEN 'NO' THEN 1 ELSE 0 END
        FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1
        """,
        """
        SELECT a.attname::text, t.relname::text, k.conname::text FROM pg_constraint k
        JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
        JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
        WHERE k.contype = 'f' AND c.relname = $1 AND c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
        """,
        """
        SELECT indexname::text FROM pg_indexes
        WHERE schemaname = current_schema() AND tablename = $1 AND indexname NOT LIKE '%\\_pkey'
        """
    )
}
