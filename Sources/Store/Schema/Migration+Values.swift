import Kernel

extension Migration {
    /// Whether the values that are there can still be read where a field became one of another kind, or a choice lost one of its options: a row is
    /// typed, and what it holds must be what it says.
    ///
    /// - Complexity: asks for nothing but the one setting unless a declaration changed; then O(records) for each changed column.
    /// - Throws: ``StoreError/failed(_:)`` with the field, the value and the step that would mend it.
    func checkValues(_ table: Table) throws(StoreError) {
        let name = "kinds.\(table.schema.name)"
        let session = Session(connection, catalog: catalog, limits: limits, batch: WriteBatch(log: nil))
        let known = try session.setting(name).flatMap { try? JSON(parsing: $0) }
        let wanted = JSON.object(table.schema.columns.map { JSON.Member($0.name, .string($0.valueKind)) })
        if known == wanted { return }
        for column in table.schema.columns {
            guard let before = known?[column.name]?.string, before != column.valueKind else { continue }
            try checkValues(of: column, table)
        }
        try session.set(name, wanted.text)
    }

    /// Works the bounds of places out where a table was made before they were kept, or has a place more.
    ///
    /// - Complexity: asks for nothing but the one setting unless there are new places; then O(records).
    func keepBounds(_ table: Table) throws(StoreError) {
        let name = "bounds.\(table.schema.name)"
        let wanted = table.places.map(\.name).sorted().joined(separator: ",")
        let session = Session(connection, catalog: catalog, limits: limits, batch: WriteBatch(log: nil))
        let known = try session.setting(name) ?? ""
        if known == wanted { return }
        try session.set(name, wanted)
        for place in table.places where !known.split(separator: ",").contains(where: { $0 == place.name }) {
            let column = try Identifier(place.name)
            let rows = try attempt { () throws(SQLFailure) in
                try connection.rows(SQL("SELECT id, \(column) FROM \(table.name) WHERE \(column) IS NOT NULL")) { ($0.text(0), $0.stored(1)) }
            }
            let names = try TableBounds.sides.map { side throws(StoreError) in try Identifier(TableBounds.name(place.name, side)) }
            let list = names.enumerated().map { "\($1) = $\($0 + 1)" }.joined(separator: ", ")
            for (id, value) in rows { try execute("UPDATE \(table.name) SET \(list) WHERE id = $5", TableBounds.values(value) + [.text(id)]) }
        }
    }

    private func checkValues(of column: Column, _ table: Table) throws(StoreError) {
        let quoted = try Identifier(column.name)
        let values = try attempt { () throws(SQLFailure) in
            try connection.rows(SQL("SELECT DISTINCT \(quoted) FROM \(table.name) WHERE \(quoted) IS NOT NULL")) { $0.stored(0) }
        }
        for value in values {
            do throws(Problem) { try column.kind.check(value) } catch {
                let (kind, shown) = (table.schema.name, column.kind.edit(value))
                throw .failed(
                    """
                    “\(kind).\(column.name)” holds “\(shown)”, which a \(column.kind.name) does not take: \(error.message.english). Write a migration step that \
                    replaces it (MigrationStep.Change.replaceValue), or go on declaring what was there
                    """)
            }
        }
    }
}

extension Column {
    /// What kind of values it holds, so that a change of it is noticed: `day`, `choice draft,sent`.
    fileprivate var valueKind: String {
        func words(_ kind: any FieldKind) -> String {
            if let choice = kind as? ChoiceKind { return ([kind.name] + choice.options.map(\.code).sorted()).joined(separator: " ") }
            if let list = kind as? ListKind { return "list of " + words(list.element) }
            return kind.name
        }
        return words(kind)
    }
}
