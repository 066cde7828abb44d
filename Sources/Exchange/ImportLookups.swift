import Kernel

/// Turns what people write in a reference column, the name of the other record, into its id.
struct ReferenceNames {
    private let desk: Desk
    private let columns: [(column: Column, target: Schema, title: String)]
    /// By column and name, or id: the ids that have it, at most two.
    private var ids: [String: [String: [String]]] = [:]

    init(_ desk: Desk, _ schema: Schema) {
        self.desk = desk
        columns = schema.columns.compactMap { column in
            guard let target = column.target.flatMap(desk.catalog.schema), let title = target.title else { return nil }
            // Who may not read a personal name may not find a record by it either; they give the id.
            if target[title]?.options.masking != nil, desk.actor.reach(.readPersonal, target) == nil { return nil }
            return (column, target, title)
        }
    }

    /// Looks up the names of some rows at once.
    mutating func learn(_ submissions: [Submission]) async throws {
        for (column, target, title) in columns {
            let known = ids[column.name] ?? [:]
            let written = Set(submissions.compactMap { typed($0, column) }.filter { known[$0] == nil })
            if written.isEmpty { continue }
            var found = known
            for name in written { found[name] = [] }
            let names = written.filter { RecordID($0) == nil }
            for part in written.subtracting(names).sorted().chunks(of: 200) {
                for record in try await desk.records(Query(target.name, where: .among("id", part.map { .text($0) }), limit: 1000)) {
                    found[record.meta.id.text] = [record.meta.id.text]
                }
            }
            let place = target.place(of: title)
            for part in names.sorted().chunks(of: 200) {
                let condition = Condition.among(title, part.map { .text($0) })
                var records = try await desk.records(Query(target.name, where: condition, limit: 1000))
                // Some names are so common that they hide the others: each is asked for alone.
                if records.count == 1000 {
                    records = []
                    for name in part { records += try await desk.records(Query(target.name, where: .compare(title, .equal, .text(name)), limit: 2)) }
                }
                for record in records {
                    if let place, let name = record.values[place].text { found[name, default: []].append(record.meta.id.text) }
                }
            }
            ids[column.name] = found
        }
    }

    /// Puts ids in the place of names; what is wrong with those that name nothing, or more than one thing.
    func resolve(_ submission: inout Submission) -> [Problem] {
        var problems: [Problem] = []
        for (column, target, _) in columns {
            guard let name = typed(submission, column) else { continue }
            let found = ids[column.name]?[name] ?? []
            if found.count == 1 {
                submission[column.name] = .value(.text(found[0]))
                continue
            }
            // The name is taken out, so that it is not complained of twice.
            submission[column.name] = nil
            let (chinese, english) = (column.label.chinese, column.label.english)
            problems.append(
                RecordID(name) != nil
                    ? Problem(
                        "unknown-id", field: column.name, "“\(chinese)”：没有编号为 \(name) 的\(target.label.chinese)，请更正或改填名称",
                        en: "“\(english)”: there is no \(target.label.english) with the id \(name); correct it or give the name")
                    : found.isEmpty
                        ? Problem(
                            "unknown-name", field: column.name, "“\(chinese)”：没有名为“\(name)”的\(target.label.chinese)，请先登记或更正名称",
                            en: "“\(english)”: there is no \(target.label.english) called “\(name)”; register it first or correct the name")
                        : Problem(
                            "ambiguous-name", field: column.name, "“\(chinese)”：有多个名为“\(name)”的\(target.label.chinese)，请填编号",
                            en: "“\(english)”: several records are called “\(name)”; please give the id"))
        }
        return problems
    }

    private func typed(_ submission: Submission, _ column: Column) -> String? {
        guard case .typed(let text)? = submission[column.name] else { return nil }
        return String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}

/// Values that must be unique and are taken: by another row of the same file, or by a record that exists.
struct TakenValues {
    private let desk: Desk
    private let schema: Schema
    private let groups: [Group]
    /// By the values of a group: the records that have them.
    private var stored: [[Stored]: RecordID]
    private var seen: Set<[Stored]> = []

    /// Columns that together must be unique.
    private struct Group {
        /// Keeps the values of groups apart.
        let mark: Stored
        let columns: [Column]
        /// Whether the actor may ask which records have such values.
        let isOpen: Bool
    }

    init(_ desk: Desk, _ schema: Schema) {
        self.desk = desk
        self.schema = schema
        let mayReadPersonal = desk.actor.reach(.readPersonal, schema) != nil
        let names = schema.columns.filter(\.options.isUnique).map { [$0.name] } + schema.uniqueGroups.filter { !$0.isEmpty }
        groups = names.enumerated().map { number, names in
            let columns = names.compactMap { schema[$0] }
            return Group(mark: .integer(Int64(number)), columns: columns, isOpen: mayReadPersonal || columns.allSatisfy { $0.options.masking == nil })
        }
        stored = [:]
    }

    mutating func learn(_ rows: [EnteredRecord]) async throws {
        for group in groups where group.isOpen {
            let values = Set(rows.compactMap { self.values($0, group) })
            // As many in one question as a database takes, whatever the number of columns.
            for part in Array(values).chunks(of: 200 / group.columns.count) {
                let condition = Condition.any(
                    part.map { values in
                        .all(zip(group.columns, values.dropFirst()).map { .compare($0.name, .equal, $1) })
                    })
                let alone = group.columns.count == 1 ? Condition.among(group.columns[0].name, part.map { $0[1] }) : condition
                for record in try await desk.records(Query(schema.name, where: alone, limit: 1000)) {
                    stored[[group.mark] + group.columns.map { record.value(of: $0.name, in: schema) ?? .null }] = record.meta.id
                }
            }
        }
    }

    /// - Parameter id: the record that the row becomes; one that an earlier run has stored already is in nobody's way.
    mutating func problems(with row: EnteredRecord, id: RecordID?) -> [Problem] {
        groups.compactMap { group in
            guard let values = values(row, group) else { return nil }
            let isTaken = stored[values].map { $0 != id } ?? false
            // What is taken already need not be looked for in the file.
            if !isTaken, seen.insert(values).inserted { return nil }
            let (chinese, english) = (group.columns.map(\.label.chinese).joined(separator: "、"), group.columns.map(\.label.english).joined(separator: ", "))
            let text = zip(group.columns, values.dropFirst()).map { $0.kind.show($1, in: .chinese) }.joined(separator: "、")
            let field = group.columns.first?.name
            if isTaken { return Problem("taken", field: field, "“\(chinese)”为“\(text)”的记录已存在", en: "A record with the \(english) “\(text)” exists already") }
            return Problem(
                "taken-in-file", field: field, "“\(chinese)”“\(text)”在表中出现不止一次", en: "The \(english) “\(text)” occurs more than once in the file")
        }
    }

    /// The mark of the group and the values; nil where one of them is missing or wrong, because then nothing is equal to them.
    private func values(_ row: EnteredRecord, _ group: Group) -> [Stored]? {
        var values = [group.mark]
        for column in group.columns {
            guard let value = row.value(of: column, in: schema), !value.isNull else { return nil }
            values.append(value)
        }
        return values
    }
}

extension Array {
    func chunks(of size: Int) -> [[Element]] { stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) } }
}
