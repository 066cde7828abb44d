import Kernel

/// Turns what people write in a reference column, the name of the other record, into its id.
struct ReferenceNames {
    private let desk: Desk
    private let columns: [(column: Column, target: Schema, title: String)]
    /// By column and name: the ids that have it, at most two.
    private var ids: [String: [String: [String]]] = [:]

    init(_ desk: Desk, _ schema: Schema) {
        self.desk = desk
        columns = schema.columns.compactMap { column in
            guard let target = column.target.flatMap(desk.catalog.schema), let title = target.title else { return nil }
            return (column, target, title)
        }
    }

    /// Looks up the names of some rows at once.
    mutating func learn(_ submissions: [Submission]) async throws {
        for (column, target, title) in columns {
            let known = ids[column.name] ?? [:]
            let names = Set(submissions.compactMap { typed($0, column) }.filter { known[$0] == nil && RecordID($0) == nil })
            if names.isEmpty { continue }
            var found = known
            for name in names { found[name] = [] }
            let place = target.place(of: title)
            for part in names.sorted().chunks(of: 200) {
                let condition = Condition.among(title, part.map { .text($0) })
                for record in try await desk.records(Query(target.name, where: condition, limit: 1000)) {
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
            guard let name = typed(submission, column), RecordID(name) == nil else { continue }
            let found = ids[column.name]?[name] ?? []
            if found.count == 1 {
                submission[column.name] = .value(.text(found[0]))
                continue
            }
            // The name is taken out, so that it is not complained of twice.
            submission[column.name] = nil
            let (chinese, english) = (column.label.chinese, column.label.english)
            problems.append(
                found.isEmpty
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
        if case .typed(let text)? = submission[column.name] { text } else { nil }
    }
}

/// Values that must be unique and are taken: by another row of the same file, or by a record that exists.
struct TakenValues {
    private let desk: Desk
    private let schema: Schema
    private let columns: [Column]
    private var stored: [String: Set<Stored>] = [:]
    private var seen: [String: Set<Stored>] = [:]

    init(_ desk: Desk, _ schema: Schema) {
        self.desk = desk
        self.schema = schema
        columns = schema.columns.filter(\.options.isUnique)
    }

    mutating func learn(_ submissions: [Submission]) async throws {
        for column in columns {
            guard let place = schema.place(of: column.name) else { continue }
            let values = Set(submissions.compactMap { value($0, column) })
            for part in Array(values).chunks(of: 200) {
                for record in try await desk.records(Query(schema.name, where: .among(column.name, part), limit: 1000)) {
                    stored[column.name, default: []].insert(record.values[place])
                }
            }
        }
    }

    mutating func problems(with submission: Submission) -> [Problem] {
        columns.compactMap { column in
            guard let value = value(submission, column) else { return nil }
            let (chinese, english, text) = (column.label.chinese, column.label.english, column.kind.show(value, in: .chinese))
            if stored[column.name]?.contains(value) == true {
                return Problem("taken", field: column.name, "“\(chinese)”为“\(text)”的记录已存在", en: "A record with the \(english) “\(text)” exists already")
            }
            if !seen[column.name, default: []].insert(value).inserted {
                return Problem("taken-in-file", field: column.name, "“\(chinese)”“\(text)”在表中出现不止一次", en: "The \(english) “\(text)” occurs more than once in the file")
            }
            return nil
        }
    }

    private func value(_ submission: Submission, _ column: Column) -> Stored? {
        switch submission[column.name] {
        case .typed(let text): (try? column.read(text)).flatMap { $0.isNull ? nil : $0 }
        case .value(let value): value.isNull ? nil : value
        default: nil
        }
    }
}

extension Array {
    func chunks(of size: Int) -> [[Element]] { stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) } }
}
