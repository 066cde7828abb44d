import Kernel

/// How a question about one kind is answered: decided from counts that are kept, and refused where only a whole large table would answer.
struct QueryPlan {
    enum Way: Hashable {
        /// The database chooses.
        case natural
        /// The few records that fulfil the condition are found by its indexes, then sorted.
        case seek
        /// Records are walked in the asked order until enough fulfil the condition.
        case walk
    }
    var way: Way = .natural
    /// A condition on another kind, from whose records this kind's are found.
    var entry: Entry?
    /// What else must hold.
    var condition: Condition
    /// The condition on the region chooses no index: it holds for most records, or another condition holds for fewer.
    var hidesRegion = false

    struct Entry {
        let column: TableColumn
        let target: Table
        let condition: Condition
    }
}

extension Session {
    /// Refuses a question that would read a whole large table.
    ///
    /// - Throws: ``StoreError/unindexed(kind:columns:)``.
    func check(_ condition: Condition, _ table: Table, order: String? = nil) throws(StoreError) {
        let kind = table.schema.name
        for name in condition.columns { _ = try table.column(name) }
        let orderColumn: TableColumn? = if let order { try table.column(order) } else { nil }
        try checkReferenced(condition)
        let isOrdered = orderColumn.map(\.isSorted) ?? true
        let open = condition.columns.filter { !Table.unselective.contains($0) && !isIndexed($0, table) }
        if isOrdered, open.isEmpty { return }
        if try estimate(kind) <= limits.unindexedRows { return }
        if try isNarrow(condition, table) { return }
        throw .unindexed(kind: kind, columns: open.sorted() + (isOrdered ? [] : [order].compactMap { $0 }))
    }

    private func isIndexed(_ name: String, _ table: Table) -> Bool { (try? table.column(name))?.isIndexed ?? false }

    private func checkReferenced(_ condition: Condition) throws(StoreError) {
        switch condition {
        case .referenced(_, let kind, let inner): try check(inner, try catalog.table(kind))
        case .not(let inner): try checkReferenced(inner)
        case .all(let list), .any(let list): for inner in list { try checkReferenced(inner) }
        default: break
        }
    }

    /// Whether an index finds the records that fulfil it, beside one that holds for too many regions.
    func isNarrow(_ condition: Condition, _ table: Table) throws(StoreError) -> Bool {
        switch condition {
        case .never: return true
        case .compare(let name, let comparison, let value):
            if name == "region", let prefix = value.text {
                let isFew = try estimate(table.schema.name, within: prefix) <= limits.unindexedRows
                return comparison == .equal && isFew
            }
            return comparison != .notEqual && isIndexed(name, table)
        case .hasPrefix(let name, let prefix):
            if name == "region" { return try estimate(table.schema.name, within: prefix) <= limits.unindexedRows }
            return !prefix.isEmpty && isIndexed(name, table)
        case .among(let name, _): return name != "region" && isIndexed(name, table)
        case .isNull(let name): return isIndexed(name, table)
        case .referenced: return true
        case .all(let list):
            for inner in list where try isNarrow(inner, table) { return true }
            return false
        case .any(let list):
            for inner in list where try !isNarrow(inner, table) { return false }
            return !list.isEmpty
        case .always, .contains, .not, .today: return false
        }
    }

    /// The way to the records that fulfil a condition in some order.
    ///
    /// SQLite does not know how many records fulfil a condition, so both ways are weighed here: at most √(limit × records) records are
    /// counted; if fewer fulfil the condition, they are found first and sorted, and else the walk in order meets enough of them soon.
    /// Either way takes about so many steps. PostgreSQL keeps statistics of its own and is left to choose.
    func plan(_ condition: Condition, _ table: Table, order: String?, limit: Int) throws(StoreError) -> QueryPlan {
        var plan = QueryPlan(condition: condition)
        guard dialect == .sqlite else { return plan }
        let kind = table.schema.name
        let parts: [Condition] = if case .all(let list) = condition { list } else { [condition] }
        let total = try estimate(kind)
        if total <= 2000 {
            // So few are walked in order at once; found by their region, most of them would be sorted for every page.
            plan.hidesRegion = try order.map { name throws(StoreError) in try table.column(name).isSorted } ?? false
            return plan
        }
        var narrow: [Condition] = []
        for part in parts where try isNarrow(part, table) { narrow.append(part) }
        let others = narrow.filter { !$0.columns.contains("region") }
        plan.hidesRegion = !others.isEmpty || narrow.isEmpty
        if order == nil {
            plan.entry = try entry(&plan, parts)
            return plan
        }
        if narrow.isEmpty {
            plan.way = condition == .always ? .natural : .walk
            return plan
        }
        // Most records are of the region: whoever walks in order meets enough of them at once. The numbers of regions are kept.
        if others.isEmpty, parts.allSatisfy({ $0 == narrow[0] || $0 == .always }), case .hasPrefix("region", let prefix) = narrow[0],
            try estimate(kind, within: prefix) >= total / 4
        {
            plan.way = .walk
            plan.hidesRegion = true
            return plan
        }
        if order == "id", others.count == 1, case .compare(_, .equal, _) = others[0] { return plan }
        if order == "id", others.isEmpty, case .compare("region", .equal, _) = narrow[0] { return plan }
        let few = max(1000, Int((Double(limit) * Double(total)).squareRoot()))
        var probe = plan
        probe.entry = try entry(&probe, parts)
        let found = try matches(probe, table, limit: few)
        if found < few {
            probe.way = .seek
            return probe
        }
        plan.way = .walk
        return plan

        /// Takes the first condition on another kind out, so that its records lead to those of this kind.
        func entry(_ plan: inout QueryPlan, _ parts: [Condition]) throws(StoreError) -> QueryPlan.Entry? {
            var rest = parts
            for (place, part) in parts.enumerated() {
                guard case .referenced(let name, let kind, let inner) = part else { continue }
                rest.remove(at: place)
                plan.condition = .all(rest)
                return QueryPlan.Entry(column: try table.column(name), target: try catalog.table(kind), condition: inner)
            }
            return nil
        }
    }

    /// How many records fulfil a planned condition, counted up to a limit.
    func matches(_ plan: QueryPlan, _ table: Table, limit: Int) throws(StoreError) -> Int {
        var writer = ConditionWriter(catalog: catalog)
        writer.add("SELECT count(*) FROM (SELECT 1")
        try write(plan, table, order: nil, to: &writer)
        writer.add(" LIMIT ")
        writer.bind(.integer(Int64(limit)))
        writer.add(") AS found")
        let sql = writer.sql
        return Int(try attempt { () throws(SQLFailure) in try connection.first(sql) { $0.integer(0) } } ?? 0)
    }

    /// Writes `FROM … WHERE …`.
    func write(_ plan: QueryPlan, _ table: Table, order: String?, to writer: inout ConditionWriter) throws(StoreError) {
        let hidesAll = plan.way == .walk
        let hidesRegion = plan.hidesRegion
        writer.isHidden = { column in hidesAll ? column != order : hidesRegion && column == "region" }
        writer.looksUp = plan.way == .walk
        if let entry = plan.entry {
            writer.add(" FROM \(entry.target.name) AS e CROSS JOIN \(table.name) AS r WHERE r.\(entry.column.name) = e.\"id\" AND ")
            try writer.write(entry.condition, entry.target, alias: "e")
            writer.add(" AND ")
        } else {
            writer.add(" FROM \(table.name) AS r WHERE ")
        }
        try writer.write(plan.condition, table)
    }
}
