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

    /// One record, if the actor may see it.
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

    /// Numbers over the records that the actor may see, by groups.
    public func summary(_ summary: Summary) async throws(Refusal) -> [Summary.Line] {
        var scoped = summary
        var columns = summary.groups.map { group in
            switch group {
            case .column(let name), .prefix(let name, _): name
            }
        }
        for measure in summary.measures {
            switch measure {
            case .count: break
            case .sum(let name), .minimum(let name), .maximum(let name), .average(let name): columns.append(name)
            }
        }
        scoped.condition = try scope(summary.kind, summary.condition, naming: columns)
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
        let (words, limit) = (String(words.prefix(200)), min(max(limit, 1), 1000))
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

    /// The changes of a record, newest first. Personal data are masked for those who may not see them.
    public func history(of id: RecordID, in kind: String, limit: Int = 200) async throws(Refusal) -> [LoggedChange] {
        let schema = try schema(kind)
        let record = try await record(id, in: kind)
        let limit = min(max(limit, 1), 1000)
        let changes = try await refusing { try await engine.store.read { try $0.history(of: kind, id, limit: limit) } }
        return actor.may(.readPersonal, schema, record) ? changes : changes.map { $0.masked(schema) }
    }

    /// The latest changes of records that the actor may see, newest first; one change a record.
    ///
    /// - Complexity: looks at the last 300 entries of the ledger at most, whatever its size.
    public func recentChanges(limit: Int = 10) async throws(Refusal) -> [(schema: Schema, record: StoredRecord, change: LoggedChange)] {
        if actor.isNobody { throw .unknown }
        let (catalog, actor) = (catalog, actor)
        return try await refusing {
            try await engine.store.read { reader in
                var (found, seen): ([(schema: Schema, record: StoredRecord, change: LoggedChange)], Set<RecordID>) = ([], [])
                let size = try reader.ledgerSize()
                for logged in try reader.changes(from: max(0, size - 300), limit: 300).reversed() where found.count < limit {
                    guard let schema = catalog.schema(logged.change.kind), !schema.isHidden, actor.may(.read, schema),
                        seen.insert(logged.change.record).inserted, let record = try reader.record(schema.name, logged.change.record),
                        actor.may(.read, schema, record)
                    else { continue }
                    found.append((schema, record, actor.may(.readPersonal, schema, record) ? logged : logged.masked(schema)))
                }
                return found
            }
        }
    }

    /// What waits for the actor: assigned to them, or to a role of theirs, among the records that they may see. Most urgent first, what has no
    /// term last.
    public func inbox(limit: Int = 200) async throws(Refusal) -> [Row<WorkItem>] {
        let (name, limit, waiting) = (RecordName.of(WorkItem.self), min(max(limit, 1), 1000), try waiting())
        let items = try await refusing {
            try await engine.store.read { reader in
                let urgent = try reader.records(Query(name, where: waiting && .not(.isNull("due")), order: Query.Order("due"), limit: limit))
                if urgent.count == limit { return urgent }
                return urgent + (try reader.records(Query(name, where: waiting && .isNull("due"), order: .oldestFirst, limit: limit - urgent.count)))
            }
        }
        return items.map(Row<WorkItem>.init)
    }

    /// How many things wait for the actor, up to a limit.
    public func inboxCount(limit: Int = 1000) async throws(Refusal) -> Int {
        let waiting = try waiting()
        return try await refusing { try await engine.store.read { try $0.count(RecordName.of(WorkItem.self), where: waiting, limit: limit) } }
    }

    private func waiting() throws(Refusal) -> Condition {
        if actor.isNobody { throw .unknown }
        // A record that the actor may not read is not shown, even where a role of theirs could move it; and where they may move some records only, the
        // others wait for someone else. A work item has the place and the owner of its record, so the scopes of the kinds, of which there are a few,
        // hold for it too.
        let kinds = catalog.kinds.values.filter { $0.flow != nil }.map(\.schema)
        func within(_ scope: (Schema) -> Condition) -> Condition {
            Dictionary(grouping: kinds, by: scope).map { scope, kinds in scope && .among("recordKind", kinds.map { .text($0.name) }.sorted(by: Stored.precedes))
            }
            .reduce(.never) { $0 || $1 }
        }
        var condition = .among("assignee", actor.people.sorted().map { .text($0) }) && within { actor.scope(.read, $0) }
        if !actor.roles.isEmpty {
            let ofRole = Condition.isNull("assignee") && .among("role", actor.roles.sorted().map { .text($0) })
            condition = condition || (ofRole && within { actor.may(.move, $0) ? actor.scope(.read, $0) && actor.scope(.move, $0) : actor.scope(.read, $0) })
        }
        return condition
    }

    /// What waits with a record: for which role or person, since when, until when.
    public func waiting(with id: RecordID, in kind: String) async throws(Refusal) -> [Row<WorkItem>] {
        _ = try await record(id, in: kind)
        let query = Query(RecordName.of(WorkItem.self), where: .compare("subject", .equal, .text(id.text)), limit: 100)
        return try await refusing { try await engine.store.read { try $0.records(query) } }.map(Row<WorkItem>.init)
    }

    /// The condition within what the actor may see.
    ///
    /// - Parameter columns: others that the question names. A question about personal data is answered to those only who may read them: by
    ///   asking often enough for what begins with 138, anyone could read what is masked.
    private func scope(_ kind: String, _ condition: Condition, naming columns: [String] = []) throws(Refusal) -> Condition {
        let schema = try schema(kind)
        if let name = condition.misfit(schema) {
            throw .invalid([Problem("unknown-field", field: name, "不能按“\(name.prefix(60))”这样筛选", en: "cannot be asked for by “\(name.prefix(60))” like this")])
        }
        if !schema.personalColumns.isDisjoint(with: condition.columns.union(columns)), actor.reach(.readPersonal, schema) == nil {
            throw .forbidden(.readPersonal, kind: kind)
        }
        return actor.scope(.read, schema) && (try withinOthers(condition))
    }

    /// The same condition, where what it says of other records holds only for those that the actor may see.
    private func withinOthers(_ condition: Condition) throws(Refusal) -> Condition {
        switch condition {
        case .referenced(let column, let kind, let inner): return .referenced(column: column, kind: kind, try scope(kind, inner))
        case .not(let inner): return .not(try withinOthers(inner))
        case .all(let list): return .all(try withinOthers(list))
        case .any(let list): return .any(try withinOthers(list))
        default: return condition
        }
    }

    private func withinOthers(_ list: [Condition]) throws(Refusal) -> [Condition] {
        var within: [Condition] = []
        for condition in list { within.append(try withinOthers(condition)) }
        return within
    }

    private func scoped(_ query: Query) throws(Refusal) -> Query {
        var query = query
        query.condition = try scope(query.kind, query.condition, naming: [query.order.column])
        query.limit = min(max(query.limit, 1), 1000)
        return query
    }
}

extension LoggedChange {
    /// With the personal data in its payload masked.
    func masked(_ schema: Schema) -> LoggedChange {
        guard case .object(let members)? = try? JSON(parsing: change.payload) else { return self }
        let masked = members.map { member in
            guard member.name == "before" || member.name == "after", case .object(let fields) = member.value else { return member }
            return JSON.Member(member.name, .object(fields.map { $0.masked(schema) }))
        }
        let change = Change(
            at: change.at, actor: change.actor, action: change.action, kind: change.kind, record: change.record, version: change.version, region: change.region,
            request: change.request, payload: JSON.object(masked).bytes)
        return LoggedChange(index: index, change: change, isErased: isErased)
    }
}

extension JSON.Member {
    fileprivate func masked(_ schema: Schema) -> JSON.Member {
        guard let masking = schema[name]?.options.masking, value != .null else { return self }
        return JSON.Member(name, .string(value.string.map(masking.applied) ?? Masking.all.applied(to: "")))
    }
}
