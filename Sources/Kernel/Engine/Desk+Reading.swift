extension Desk {
    /// The schema of a kind that the actor may read.
    ///
    /// - Throws: ``Refusal/notFound(kind:)`` also where it exists but may not be seen.
    public func schema(_ kind: String, _ action: Action = .read) throws(Refusal) -> Schema {
        guard let schema = catalog.schema(kind) else { throw .notFound(kind: kind) }
        guard actor.may(action, schema) else {
            if actor.isNobody { throw .unknown }
            throw action == .read || !actor.may(.read, schema) ? .notFound(kind: kind) : .forbidden(action, kind: kind)
        }
        return schema
    }

    public func record(_ id: RecordID, in kind: String) async throws(Refusal) -> StoredRecord {
        let schema = try schema(kind)
        guard let record = try await refusing({ try await engine.store.read { try $0.record(kind, id) } }), actor.may(.read, schema, record) else {
            throw .notFound(kind: kind)
        }
        return record
    }

    /// The records that a query finds among those that the actor may see.
    public func records(_ query: Query) async throws(Refusal) -> [StoredRecord] {
        let query = try scoped(query)
        return try await refusing { try await engine.store.read { try $0.records(query) } }
    }

    /// How many, up to a limit.
    public func count(_ kind: String, where condition: Condition = .always, limit: Int = .max) async throws(Refusal) -> Int {
        let scope = try scope(kind, condition)
        return try await refusing { try await engine.store.read { try $0.count(kind, where: scope, limit: limit) } }
    }

    public func summary(_ summary: Summary) async throws(Refusal) -> [Summary.Line] {
        var scoped = summary
        scoped.condition = try scope(summary.kind, summary.condition)
        let question = scoped
        return try await refusing { try await engine.store.read { try $0.summary(question) } }
    }

    /// A list page in one read: its records and their number.
    public func page(_ query: Query, countLimit: Int = 1000) async throws(Refusal) -> (records: [StoredRecord], count: Int) {
        let scoped = try scoped(query)
        return try await refusing {
            try await engine.store.read { reader in
                (try reader.records(scoped), try reader.count(scoped.kind, where: scoped.condition, limit: countLimit))
            }
        }
    }

    /// Records of all kinds that contain the words, best first.
    public func search(_ words: String, limit: Int = 50) async throws(Refusal) -> [(schema: Schema, record: StoredRecord)] {
        let kinds = catalog.schemas.filter { !$0.isHidden && actor.may(.read, $0) }
        let scopes = kinds.map { (kind: $0.name, condition: actor.scope(.read, $0)) }
        let catalog = catalog
        let found: [(String, StoredRecord)] = try await refusing {
            try await engine.store.read { reader in
                try reader.search(words, in: scopes, limit: limit).compactMap { hit in try reader.record(hit.kind, hit.id).map { (hit.kind, $0) } }
            }
        }
        return found.compactMap { kind, record in catalog.schema(kind).map { ($0, record) } }
    }

    /// The changes of a record, newest first.
    public func history(of id: RecordID, in kind: String, limit: Int = 200) async throws(Refusal) -> [LoggedChange] {
        _ = try await record(id, in: kind)
        return try await refusing { try await engine.store.read { try $0.history(of: kind, id, limit: limit) } }
    }

    /// What waits for the actor: assigned to them, or to a role of theirs within their region. Most urgent first.
    public func inbox(limit: Int = 200) async throws(Refusal) -> [Row<WorkItem>] {
        if actor.isNobody { throw .unknown }
        var condition = Condition.compare("assignee", .equal, .text(actor.id))
        if !actor.roles.isEmpty {
            condition = condition || (.isNull("assignee") && .among("role", actor.roles.sorted().map { .text($0) }))
        }
        if !actor.region.code.isEmpty { condition = condition && .hasPrefix("region", actor.region.code) }
        let query = Query(RecordName.of(WorkItem.self), where: condition, order: Query.Order("due"), limit: limit)
        let catalog = catalog
        let items = try await refusing { try await engine.store.read { try $0.records(query) } }
        // A kind that the actor may not read is not shown, even where a role of theirs could move it.
        return items.map(Row<WorkItem>.init).filter { item in catalog.schema(item.recordKind).map { actor.may(.read, $0) } ?? false }
    }

    /// The value of an indicator for a region and everything below it, over real records unless `isSimulated`.
    ///
    /// - Parameter period: a year; empty for a stock.
    /// - Complexity: O(regions × periods) of its running numbers, whatever the number of records.
    public func value(of indicator: Indicator, in region: Region, period: String = "", isSimulated: Bool = false) async throws(Refusal) -> Double? {
        let code = isSimulated ? indicator.code + Indicator.simulatedMark : indicator.code
        let tallies = try await refusing { try await engine.store.read { try $0.tallies(of: code) } }
        var numbers = [Double](repeating: 0, count: indicator.parts.count)
        for tally in tallies where region.contains(Region(tally.key.region)) && tally.key.part < numbers.count {
            guard period.isEmpty || tally.key.period == period || tally.key.period.isEmpty else { continue }
            numbers[tally.key.part] += indicator.parts[tally.key.part].sum == nil ? Double(tally.count) : tally.sum
        }
        return indicator.value(of: numbers)
    }

    /// The records behind one part of a computed indicator.
    public func drillDown(_ indicator: Indicator, part: Int = 0, in region: Region, period: String = "", after: Query.Cursor? = nil, limit: Int = 50) async throws(Refusal) -> [StoredRecord] {
        guard indicator.parts.indices.contains(part) else { return [] }
        return try await records(Query(indicator.parts[part].kind, where: indicator.condition(part, in: region, period: period), after: after, limit: limit))
    }

    private func scope(_ kind: String, _ condition: Condition) throws(Refusal) -> Condition {
        let schema = try schema(kind)
        return actor.scope(.read, schema) && condition
    }

    private func scoped(_ query: Query) throws(Refusal) -> Query {
        var query = query
        query.condition = try scope(query.kind, query.condition)
        query.limit = min(max(query.limit, 1), 1000)
        return query
    }
}

extension Indicator {
    /// The condition that the records behind one of its parts fulfil.
    public func condition(_ part: Int, in region: Region, period: String) -> Condition {
        let part = parts[part]
        var condition = part.condition && .compare("isSimulated", .equal, .integer(0))
        if !region.code.isEmpty { condition = condition && .hasPrefix("region", region.code) }
        if let day = part.day, !period.isEmpty { condition = condition && .hasPrefix(day, period) }
        return condition
    }
}
