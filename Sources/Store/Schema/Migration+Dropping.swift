import Kernel

extension Migration {
    /// Drops the tables of kinds, and removes records of others that name them.
    func drop(_ kinds: [String], dependents: [(kind: String, column: String)]) throws(StoreError) {
        try transaction { (migration) throws(StoreError) in
            let shapes = try migration.attempt { () throws(SQLFailure) in try TableShape.read(migration.connection) }
            for (name, shape) in shapes.sorted(by: { $0.key < $1.key }) where !kinds.contains(name) {
                for reference in shape.references.values.sorted(by: { $0.target < $1.target }) where kinds.contains(reference.target) {
                    throw .inUse(kind: reference.target, by: name)
                }
            }
            for kind in kinds where shapes[kind] != nil { try migration.drop(kind) }
            for (table, column) in dependents where shapes[table] != nil { try migration.remove(from: table, where: column, names: kinds) }
        }
    }

    /// Drops a table and all that the store keeps beside it.
    func drop(_ kind: String) throws(StoreError) {
        try execute("DROP TABLE \(try Identifier(kind))\(connection.dialect == .postgres ? " CASCADE" : "")")
        for table in ["_rows", "_search"] + (connection.dialect == .sqlite ? ["_document"] : []) {
            try execute("DELETE FROM \"\(table)\" WHERE kind = $1", [.text(kind)])
        }
        for setting in ["search", "kinds", "bounds"] { try execute("DELETE FROM \"_setting\" WHERE name = $1", [.text("\(setting).\(kind)")]) }
    }

    private func remove(from table: String, where column: String, names kinds: [String]) throws(StoreError) {
        let (name, quoted) = (try Identifier(table), try Identifier(column))
        for kind in kinds { try execute("DELETE FROM \(name) WHERE \(quoted) = $1", [.text(kind)]) }
        try execute("DELETE FROM \"_rows\" WHERE kind = $1", [.text(table)])
        try execute("INSERT INTO \"_rows\" (kind, region, count) SELECT CAST($1 AS TEXT), region, count(*) FROM \(name) GROUP BY region", [.text(table)])
    }
}
