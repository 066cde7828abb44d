import Kernel

extension Session {
    func records(_ query: Query) throws(StoreError) -> [StoredRecord] {
        let table = try catalog.table(query.kind)
        let column = try table.column(query.order.column)
        if query.limit <= 0 { return [] }
        try expect(rows: query.limit)
        if let value = query.after?.value, !value.isNull, (value.text != nil) != (column.type == .text) {
            throw .failed("The place to go on from does not fit the order by “\(query.order.column)”")
        }
        try check(query.condition, table, order: query.order.column)
        let plan = try plan(query.condition, table, order: query.order.column, limit: query.limit)
        var found: [StoredRecord] = []
        for part in parts(of: query, column) where found.count < query.limit {
            let sql = try select(table, plan, column, query.order.isDescending, part, limit: query.limit - found.count)
            let read = table.reader()
            let rows = try attempt { () throws(SQLFailure) in try connection.rows(sql, room: min(query.limit, 100), read) }
            if found.isEmpty { found = rows } else { found += rows }
        }
        if found.count <= 100 { see(query.kind, found) }
        return found
    }

    /// A stretch of the order that one range of an index holds. NULLs stand before all values, so a page may lie in two stretches.
    private struct Stretch {
        var isNull: Bool?
        var after: Query.Cursor?
    }

    private func parts(of query: Query, _ column: TableColumn) -> [Stretch] {
        guard let cursor = query.after else { return [Stretch()] }
        if column.isRequired { return [Stretch(after: cursor)] }
        return switch (query.order.isDescending, cursor.value.isNull) {
        case (false, true): [Stretch(isNull: true, after: cursor), Stretch(isNull: false)]
        case (false, false): [Stretch(after: cursor)]
        case (true, true): [Stretch(isNull: true, after: cursor)]
        case (true, false): [Stretch(after: cursor), Stretch(isNull: true)]
        }
    }

    private func select(
        _ table: Table, _ plan: QueryPlan, _ column: TableColumn, _ isDescending: Bool, _ part: Stretch, limit: Int
    ) throws(StoreError) -> SQL {
        var writer = ConditionWriter(catalog: catalog)
        writer.add("SELECT \(table.selection)")
        try write(plan, table, order: column.name.name, to: &writer)
        let (name, sign) = ("r.\(column.name)", isDescending ? "<" : ">")
        // Where few records are sorted, their order must not choose the index.
        let hidden = plan.way == .seek ? dialect.hidden : ""
        if let isNull = part.isNull { writer.add(" AND \(hidden)\(name) IS \(isNull ? "" : "NOT ")NULL") }
        if let cursor = part.after {
            if column.name.name == "id" || part.isNull == true {
                writer.add(" AND \(hidden)r.\"id\" \(sign) ")
                writer.bind(.text(cursor.id.text))
            } else {
                writer.add(" AND (\(hidden)\(name), \(hidden)r.\"id\") \(sign) (")
                writer.bind(cursor.value)
                writer.add(", ")
                writer.bind(.text(cursor.id.text))
                writer.add(")")
            }
        }
        let direction = isDescending ? "DESC" : "ASC"
        writer.add(" ORDER BY ")
        if column.name.name != "id" { writer.add("\(hidden)\(name) \(direction) NULLS \(isDescending ? "LAST" : "FIRST"), ") }
        writer.add("\(hidden)r.\"id\" \(direction) LIMIT ")
        writer.bind(.integer(Int64(limit)))
        return writer.sql
    }

    func count(_ kind: String, where condition: Condition, limit: Int) throws(StoreError) -> Int {
        let table = try catalog.table(kind)
        if limit <= 0 { return 0 }
        // These numbers are kept.
        switch condition {
        case .always: return min(limit, try count(kind))
        case .hasPrefix("region", let prefix): return min(limit, try count(kind, within: prefix))
        default: break
        }
        try check(condition, table)
        return try matches(try plan(condition, table, order: nil, limit: limit), table, limit: limit)
    }

    func summary(_ summary: Summary) throws(StoreError) -> [Summary.Line] {
        let table = try catalog.table(summary.kind)
        try check(summary.condition, table)
        var groups: [String] = []
        for group in summary.groups {
            switch group {
            case .column(let name): groups.append("r.\(try table.column(name).name)")
            case .prefix(let name, let count):
                let column = try table.column(name)
                guard column.type == .text, (1...100).contains(count) else {
                    throw .failed("Only texts and days can be grouped by their first 1 to 100 characters, not “\(name)” by \(count)")
                }
                groups.append("substr(r.\(column.name), 1, \(count))")
            }
        }
        guard !groups.isEmpty || !summary.measures.isEmpty else { throw .failed("A summary needs a group or a measure") }
        var writer = ConditionWriter(catalog: catalog)
        writer.add("SELECT \(groups.joined(separator: ", "))")
        for (place, measure) in summary.measures.enumerated() {
            if place > 0 || !groups.isEmpty { writer.add(", ") }
            try write(measure, table, to: &writer)
        }
        try write(try plan(summary.condition, table, order: nil, limit: 1), table, order: nil, to: &writer)
        if !groups.isEmpty {
            let places = (1...groups.count).map(String.init)
            writer.add(" GROUP BY \(places.joined(separator: ", ")) ORDER BY \(places.map { "\($0) NULLS FIRST" }.joined(separator: ", "))")
        }
        let (sql, split, end) = (writer.sql, groups.count, groups.count + summary.measures.count)
        return try attempt { () throws(SQLFailure) in
            try connection.rows(sql) { row in
                Summary.Line(groups: (0..<split).map { row.stored($0) }, measures: (split..<end).map { row.stored($0) })
            }
        }
    }

    /// - Parameter within: of which records only.
    private func write(_ measure: Summary.Measure, _ table: Table, within: [Condition] = [], to writer: inout ConditionWriter) throws(StoreError) {
        func number(_ name: String) throws(StoreError) -> TableColumn {
            let column = try table.column(name)
            if column.type == .text { throw .failed("“\(name)” of “\(table.schema.name)” is text and cannot be summed") }
            return column
        }
        var (start, end) = ("", "")
        switch measure {
        case .within(let condition, let inner): return try write(inner, table, within: within + [condition], to: &writer)
        case .count: start = "count(*)"
        case .sum(let name):
            let column = try number(name)
            start = "sum(r.\(column.name))"
            if column.type == .integer { (start, end) = ("CAST(" + start, " AS bigint)") }
        case .average(let name): (start, end) = ("CAST(avg(r.\(try number(name).name))", " AS double precision)")
        case .minimum(let name): start = "min(r.\(try table.column(name).name))"
        case .maximum(let name): start = "max(r.\(try table.column(name).name))"
        }
        writer.add(start)
        if !within.isEmpty {
            writer.add(" FILTER (WHERE ")
            try writer.write(.all(within), table)
            writer.add(")")
        }
        writer.add(end)
    }
}
