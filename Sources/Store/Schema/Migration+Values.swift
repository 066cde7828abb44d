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
