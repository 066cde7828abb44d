extension Desk {
    /// The records whose places are nearest to a position, among those that the actor may see, with the metres to them; nearest first. Looks no farther
    /// than ``Zone/greatestDistance``.
    ///
    /// - Complexity: a few counts within circles that grow, then one read of at most 1,000 records.
    public func nearest(_ count: Int, in kind: String, to position: Position, where condition: Condition = .always) async throws(Refusal)
        -> [(record: StoredRecord, metres: Double)]
    {
        let schema = try schema(kind)
        guard let column = schema.placeColumn?.name, let place = schema.place(of: column) else {
            throw .invalid([Problem("no-place", "这类记录没有位置", en: "These records have no place")])
        }
        let count = min(max(count, 1), 100)
        func within(_ metres: Double) -> Condition { condition && .place(column, .circle(position, metres: metres)) }
        // The circle with enough records and not too many.
        var (few, metres, many) = (0.0, 1000.0, Zone.greatestDistance)
        for _ in 0..<40 {
            let found = try await self.count(kind, where: within(metres), limit: 1001)
            if (count...1000).contains(found) || metres >= Zone.greatestDistance && found <= 1000 { break }
            if found < count { few = metres } else { many = metres }
            let next = found < count && many == Zone.greatestDistance ? min(metres * 2, many) : (few + many) / 2
            if next == metres { break }
            metres = next
        }
        let records = try await self.records(Query(kind, where: within(metres), order: .oldestFirst, limit: 1000))
        let measured = records.compactMap { record in Zone.distance(from: position, to: record.values[place]).map { (record: record, metres: $0) } }
        return Array(measured.sorted { $0.metres < $1.metres }.prefix(count))
    }
}
