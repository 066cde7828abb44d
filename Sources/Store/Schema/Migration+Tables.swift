import Kernel

extension Migration {
    /// `CREATE TABLE` for a shape, its columns in the given order.
    func creation(_ name: Identifier, _ shape: TableShape, order: [String]) throws(StoreError) -> String {
        let dialect = connection.dialect
        var lines: [String] = []
        for column in order {
            guard let content = shape.columns[column] else { continue }
            var line = "\(try Identifier(column)) \(dialect.type(content.type))"
            if content.isRequired { line += " NOT NULL" }
            if column == "id" { line += " PRIMARY KEY" }
            if let reference = shape.references[column] { line += try referring(to: reference.target) }
            lines.append(line)
        }
        return "CREATE TABLE \(name) (\(lines.joined(separator: ", ")))\(dialect.tableEnd)"
    }

    private func referring(to target: String) throws(StoreError) -> String {
        " REFERENCES \(try Identifier(target)) (\"id\") ON DELETE \(connection.dialect == .sqlite ? "RESTRICT" : "NO ACTION") DEFERRABLE INITIALLY IMMEDIATE"
    }

    /// Changes columns, requirements and references of a table that has records.
    func reshape(_ table: Table, from found: TableShape, to wanted: TableShape, filling: [String: SQLValue]) throws(StoreError) {
        let new = table.columns.filter { found.columns[$0.name.name] == nil }
        if connection.dialect == .sqlite {
            var grown = found
            for column in new where !column.isRequired {
                grown.columns[column.name.name] = wanted.columns[column.name.name]
                grown.references[column.name.name] = wanted.references[column.name.name]
            }
            if grown.columns != wanted.columns || grown.references != wanted.references { return try rebuild(table.name, to: wanted, filling: filling) }
            for column in new {
                let reference = if let target = column.target { try referring(to: target) } else { "" }
                try execute("ALTER TABLE \(table.name) ADD COLUMN \(column.name) \(connection.dialect.type(column.type))\(reference)")
            }
            return
        }
        for column in new { try execute("ALTER TABLE \(table.name) ADD COLUMN \(column.name) \(connection.dialect.type(column.type))") }
        for (name, value) in filling { try execute("UPDATE \(table.name) SET \(try Identifier(name)) = $1 WHERE \(try Identifier(name)) IS NULL", [value]) }
        for (name, column) in wanted.columns.sorted(by: { $0.key < $1.key }) where column.isRequired != (found.columns[name]?.isRequired ?? false) {
            try execute("ALTER TABLE \(table.name) ALTER COLUMN \(try Identifier(name)) \(column.isRequired ? "SET" : "DROP") NOT NULL")
        }
        for (name, reference) in found.references where wanted.references[name] != reference {
            if let constraint = reference.constraint { try execute("ALTER TABLE \(table.name) DROP CONSTRAINT \"\(constraint)\"") }
        }
        for (name, reference) in wanted.references.sorted(by: { $0.key < $1.key }) where found.references[name] != reference {
            let constraint = TableShape.referenceName(table.schema.name, name)
            try execute(
                "ALTER TABLE \(table.name) ADD CONSTRAINT \"\(constraint)\" FOREIGN KEY (\(try Identifier(name)))\(try referring(to: reference.target))")
        }
    }

    /// SQLite: makes a table anew and moves the records into it. Its indexes are gone afterwards.
    func rebuild(_ name: Identifier, to shape: TableShape, filling: [String: SQLValue]) throws(StoreError) {
        let present = try attempt { () throws(SQLFailure) in
            try connection.rows(SQL("SELECT name FROM pragma_table_info($1) ORDER BY cid", [.text(name.name)])) { $0.text(0) }
        }
        let added = shape.columns.keys.filter { !present.contains($0) }.sorted()
        let order = present.filter { shape.columns[$0] != nil } + added
        let fresh = Identifier(own: "_new")
        try execute(try creation(fresh, shape, order: order))
        var sql = SQL("INSERT INTO \(fresh) (\(order.map { "\"\($0)\"" }.joined(separator: ", "))) SELECT ")
        for (place, column) in order.enumerated() {
            if place > 0 { sql.add(", ") }
            let isThere = present.contains(column)
            switch (isThere, filling[column]) {
            case (true, nil): sql.add(try Identifier(column))
            case (true, let value?):
                sql.add("coalesce(\(try Identifier(column)), ")
                sql.bind(value, connection.dialect)
                sql.add(")")
            case (false, let value): sql.bind(value ?? .null, connection.dialect)
            }
        }
        sql.add(" FROM \(name)")
        let statement = sql
        try attempt { () throws(SQLFailure) in try connection.run(statement) }
        try execute("DROP TABLE \(name)")
        try execute("ALTER TABLE \(fresh) RENAME TO \(name)")
    }
}

/// The tables that a store keeps for itself.
enum OwnTables {
    static func statements(_ dialect: Dialect) -> [String] {
        let (text, integer, real, bytes, end) = (dialect.type(.text), dialect.type(.integer), dialect.type(.real), dialect.bytes, dialect.tableEnd)
        let common = [
            "CREATE TABLE IF NOT EXISTS \"_setting\" (name \(text) NOT NULL PRIMARY KEY, value \(text) NOT NULL)\(end)",
            "CREATE TABLE IF NOT EXISTS \"_step\" (name \(text) NOT NULL PRIMARY KEY)\(end)",
            """
            CREATE TABLE IF NOT EXISTS "_rows" (kind \(text) NOT NULL, region \(text) NOT NULL, count \(integer) NOT NULL, PRIMARY KEY (kind, region))\(end)
            """,
            """
            CREATE TABLE IF NOT EXISTS "_tally" (indicator \(text) NOT NULL, part \(integer) NOT NULL, region \(text) NOT NULL, period \(text) NOT NULL,
            count \(integer) NOT NULL, sum \(real) NOT NULL, PRIMARY KEY (indicator, part, region, period))\(end)
            """,
            """
            CREATE TABLE IF NOT EXISTS "_entry" (place \(integer) NOT NULL PRIMARY KEY, at \(integer) NOT NULL, actor \(text) NOT NULL,
            action \(text) NOT NULL, kind \(text) NOT NULL, record \(text) NOT NULL, version \(integer) NOT NULL, region \(text) NOT NULL,
            request \(text), leaf \(bytes) NOT NULL, hash \(bytes) NOT NULL, salt \(bytes), payload \(bytes))\(end)
            """,
            "CREATE INDEX IF NOT EXISTS \"_entry_record\" ON \"_entry\" (record, place)",
            "CREATE INDEX IF NOT EXISTS \"_entry_deletion\" ON \"_entry\" (kind, place) WHERE action = 'delete'",
            // Keys of requests were unique for all actors together once.
            "DROP INDEX IF EXISTS \"_entry_request\"",
            "CREATE UNIQUE INDEX IF NOT EXISTS \"_entry_actor_request\" ON \"_entry\" (request, actor) WHERE request IS NOT NULL",
            """
            CREATE TABLE IF NOT EXISTS "_tile" (level \(integer) NOT NULL, place \(integer) NOT NULL, root \(bytes) NOT NULL, hashes \(bytes) NOT NULL,
            PRIMARY KEY (level, place))\(end)
            """,
            "CREATE TABLE IF NOT EXISTS \"_head\" (one \(integer) NOT NULL PRIMARY KEY CHECK (one = 1), size \(integer) NOT NULL, frontier \(bytes) NOT NULL)\(end)",
        ]
        switch dialect {
        case .sqlite:
            return common + [
                "CREATE TABLE IF NOT EXISTS \"_document\" (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, UNIQUE (kind, id)) STRICT",
                // Words come separated by blanks; the tokenizer `ascii` takes every other character beyond ASCII as a part of a word.
                "CREATE VIRTUAL TABLE IF NOT EXISTS \"_search\" USING fts5(words, kind UNINDEXED, id UNINDEXED, tokenize = 'ascii', prefix = '1')",
            ]
        case .postgres:
            return common + [
                "CREATE TABLE IF NOT EXISTS \"_search\" (kind \(text) NOT NULL, id \(text) NOT NULL, words tsvector NOT NULL, PRIMARY KEY (kind, id))",
                "CREATE INDEX IF NOT EXISTS \"_search_words\" ON \"_search\" USING gin (words)",
                // What thousands of records contain is given newest first.
                "CREATE INDEX IF NOT EXISTS \"_search_id\" ON \"_search\" (id)",
            ]
        }
    }
}
