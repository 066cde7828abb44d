import Kernel

extension Session {
    /// Of how many records whose bounds lie in a zone the places themselves are looked at.
    private static let candidates = 10_000

    /// The same condition, where bounds say all that is asked: what else is asked of places is answered here, and becomes a list of ids.
    ///
    /// Both at one moment, in the transaction of the question itself.
    /// - Throws: ``StoreError/failed(_:)`` where the bounds of more than 10,000 records lie in the zone.
    func located(_ condition: Condition, _ table: Table) throws(StoreError) -> Condition {
        try condition.mapped { (inner) throws(StoreError) in
            switch inner {
            case .place(let name, let zone): try located(name, zone, table)
            case .referenced(let name, let kind, let other):
                .referenced(column: name, kind: kind, try located(other, try catalog.table(kind)))
            default: inner
            }
        }
    }

    private func located(_ name: String, _ zone: Zone, _ table: Table) throws(StoreError) -> Condition {
        let column = try table.column(name)
        guard let kind = table.schema[name]?.kind as? GeometryKind else { throw .failed("“\(table.schema.name).\(name)” holds no places") }
        let condition = Condition.place(name, zone)
        if case .box = zone, kind.shape == .point { return condition }
        var writer = ConditionWriter(catalog: catalog)
        writer.add("SELECT r.\"id\", r.\(column.name) FROM \(table.name) AS r WHERE ")
        try writer.write(condition, table)
        writer.add(" LIMIT \(Session.candidates + 1)")
        let sql = writer.sql
        let found = try attempt { () throws(SQLFailure) in try connection.rows(sql) { (id: $0.text(0), place: $0.stored(1)) } }
        if found.count > Session.candidates {
            throw .failed("The bounds of more than \(Session.candidates) records of “\(table.schema.name)” lie in the zone; ask for a smaller one")
        }
        return .among("id", found.filter { zone.meets($0.place) }.map { .text($0.id) })
    }
}
