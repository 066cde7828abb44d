import Kernel
import Synchronization

/// A store in arrays and dictionaries, for tests of the engine alone.
///
/// Every transaction is rehearsed on a copy that is thrown away before it is carried out, as a database may run it twice: a body with an effect
/// beside what it writes would show.
final class MemoryStore: Store {
    struct Content: Sendable {
        var schemas: [String: Schema] = [:]
        var records: [String: [RecordID: StoredRecord]] = [:]
        var log: [LoggedChange] = []
        var settings: [String: String] = [:]
        var tallies: [Tally.Key: Tally] = [:]
    }

    private let content = Mutex(Content())

    func prepare(_ schemas: [Schema], steps: [MigrationStep]) async throws(StoreError) {
        content.withLock { content in
            for schema in schemas {
                content.schemas[schema.name] = schema
                let count = schema.columns.count
                for (id, var record) in content.records[schema.name] ?? [:] where record.values.count < count {
                    record.values += [Stored](repeating: .null, count: count - record.values.count)
                    content.records[schema.name]?[id] = record
                }
            }
        }
    }

    func drop(_ kinds: [String], dependents: [(kind: String, column: String)]) async throws(StoreError) {
        throw .failed("a store in memory is dropped as a whole")
    }

    func read<Result: Sendable>(_ body: @escaping @Sendable (any StoreReader) throws -> Result) async throws -> Result {
        try body(MemorySession(content.withLock { $0 }))
    }

    func write<Result: Sendable>(_ body: @escaping @Sendable (any StoreWriter) throws -> Result) async throws -> Result {
        try content.withLock { content in
            _ = try body(MemorySession(content))
            let session = MemorySession(content)
            let result = try body(session)
            content = session.content
            return result
        }
    }

    func backUp(to path: String) async throws(StoreError) { throw .failed("a store in memory has no file") }
    func close() async {}

    /// What is kept now, to look at it from outside.
    var kept: Content { content.withLock { $0 } }
}

/// One transaction.
final class MemorySession: StoreWriter {
    var content: MemoryStore.Content
    init(_ content: MemoryStore.Content) { self.content = content }

    private func schema(_ kind: String) throws(StoreError) -> Schema {
        guard let schema = content.schemas[kind] else { throw .unknownKind(kind) }
        return schema
    }

    // MARK: questions

    func record(_ kind: String, _ id: RecordID) throws(StoreError) -> StoredRecord? {
        _ = try schema(kind)
        return content.records[kind]?[id]
    }

    private func found(_ kind: String, _ condition: Condition) throws(StoreError) -> [StoredRecord] {
        let schema = try schema(kind)
        for column in condition.columns.sorted() where schema[column] == nil && !RecordMeta.columns.contains(where: { $0.name == column }) {
            throw .unknownColumn(kind: kind, column: column)
        }
        var found: [StoredRecord] = []
        for record in (content.records[kind] ?? [:]).values where try holds(condition, record, schema) { found.append(record) }
        return found
    }

    private func holds(_ condition: Condition, _ record: StoredRecord, _ schema: Schema) throws(StoreError) -> Bool {
        let value = { (column: String) -> Stored in record.value(of: column, in: schema) ?? .null }
        return try condition.holds(value) { (kind: String, id: RecordID, inner: Condition) throws(StoreError) -> Bool in
            guard let other = try self.record(kind, id) else { return false }
            return try self.holds(inner, other, try self.schema(kind))
        }
    }

    func records(_ query: Query) throws(StoreError) -> [StoredRecord] {
        let schema = try schema(query.kind)
        let column = query.order.column
        func key(_ record: StoredRecord) -> Stored { record.value(of: column, in: schema) ?? .null }
        func precedes(_ left: (Stored, RecordID), _ right: (Stored, RecordID)) -> Bool {
            if Stored.precedes(left.0, right.0) { return true }
            return Stored.precedes(right.0, left.0) ? false : left.1 < right.1
        }
        func inOrder(_ left: (Stored, RecordID), _ right: (Stored, RecordID)) -> Bool {
            query.order.isDescending ? precedes(right, left) : precedes(left, right)
        }
        var records = try found(query.kind, query.condition).sorted { inOrder((key($0), $0.meta.id), (key($1), $1.meta.id)) }
        if let after = query.after { records = records.filter { inOrder((after.value, after.id), (key($0), $0.meta.id)) } }
        return Array(records.prefix(query.limit))
    }

    func count(_ kind: String, where condition: Condition, limit: Int) throws(StoreError) -> Int { min(try found(kind, condition).count, limit) }

    func summary(_ summary: Summary) throws(StoreError) -> [Summary.Line] {
        let schema = try schema(summary.kind)
        let groups = Dictionary(grouping: try found(summary.kind, summary.condition)) { record in
            summary.groups.map { group -> Stored in
                switch group {
                case .column(let name): record.value(of: name, in: schema) ?? .null
                case .prefix(let name, let count): record.value(of: name, in: schema)?.text.map { .text(String($0.prefix(count))) } ?? .null
                }
            }
        }
        return groups.map { key, records in
            Summary.Line(
                groups: key,
                measures: summary.measures.map { measure in
                    var (records, measure) = (records, measure)
                    while case .within(let condition, let inner) = measure {
                        records = records.filter { record in condition.holds { record.value(of: $0, in: schema) ?? .null } }
                        measure = inner
                    }
                    func numbers(_ name: String) -> [Double] { records.compactMap { $0.value(of: name, in: schema)?.real } }
                    return switch measure {
                    case .within: .null
                    case .count: .integer(Int64(records.count))
                    case .sum(let name): .real(numbers(name).reduce(0, +))
                    case .minimum(let name): numbers(name).min().map(Stored.real) ?? .null
                    case .maximum(let name): numbers(name).max().map(Stored.real) ?? .null
                    case .average(let name): numbers(name).isEmpty ? .null : .real(numbers(name).reduce(0, +) / Double(numbers(name).count))
                    }
                })
        }
    }

    func search(_ words: String, in kinds: [(kind: String, condition: Condition)], limit: Int) throws(StoreError) -> [SearchHit] {
        let words = words.lowercased().split(separator: " ")
        if words.isEmpty { return [] }
        var hits: [SearchHit] = []
        for (kind, condition) in kinds {
            let schema = try schema(kind)
            for record in try found(kind, condition).sorted(by: { $0.meta.id < $1.meta.id }) {
                let text = schema.searchText(of: record.values).lowercased()
                if words.allSatisfy({ text.contains($0) }) { hits.append(SearchHit(kind: kind, id: record.meta.id)) }
            }
        }
        return Array(hits.prefix(limit))
    }

    func history(of kind: String, _ id: RecordID, limit: Int) throws(StoreError) -> [LoggedChange] {
        Array(content.log.filter { $0.change.kind == kind && $0.change.record == id }.reversed().prefix(limit))
    }

    func histories(of kind: String, _ ids: [RecordID]) throws(StoreError) -> [RecordID: [LoggedChange]] {
        Dictionary(grouping: content.log.reversed().filter { $0.change.kind == kind && ids.contains($0.change.record) }, by: \.change.record)
    }

    func changes(from index: Int64, limit: Int) throws(StoreError) -> [LoggedChange] { Array(content.log.filter { $0.index >= index }.prefix(limit)) }
    func deletions(of kind: String, before index: Int64?, limit: Int) throws(StoreError) -> [LoggedChange] {
        let found = content.log.filter { $0.change.kind == kind && $0.change.action == .delete && !$0.isErased && $0.index < index ?? .max }
        return Array(found.reversed().prefix(limit))
    }
    func ledgerSize() throws(StoreError) -> Int64 { Int64(content.log.count) }
    func outcome(ofRequest key: String, by actor: String) throws(StoreError) -> LoggedChange? {
        content.log.first { $0.change.request == key && $0.change.actor == actor }
    }
    func setting(_ name: String) throws(StoreError) -> String? { content.settings[name] }
    func tally(_ key: Tally.Key) throws(StoreError) -> Tally? { content.tallies[key] }
    func tallies(of indicator: String) throws(StoreError) -> [Tally] { content.tallies.values.filter { $0.key.indicator == indicator } }

    // MARK: changes

    func insert(_ kind: String, _ record: StoredRecord) throws(StoreError) {
        try check(kind, record)
        if content.records[kind]?[record.meta.id] != nil { throw .taken(kind: kind, columns: ["id"]) }
        content.records[kind, default: [:]][record.meta.id] = record
    }

    func update(_ kind: String, _ record: StoredRecord) throws(StoreError) {
        guard content.records[kind]?[record.meta.id]?.meta.version == record.meta.version - 1 else { throw .stale(kind: kind, id: record.meta.id) }
        try check(kind, record)
        content.records[kind]?[record.meta.id] = record
    }

    private func check(_ kind: String, _ record: StoredRecord) throws(StoreError) {
        let schema = try schema(kind)
        guard record.values.count == schema.columns.count else { throw .failed("\(kind) has \(schema.columns.count) columns, not \(record.values.count)") }
        for group in schema.columns.filter(\.options.isUnique).map({ [$0.name] }) + schema.uniqueGroups {
            let values = group.map { record.value(of: $0, in: schema) ?? .null }
            if values.contains(.null) { continue }
            for other in (content.records[kind] ?? [:]).values where other.meta.id != record.meta.id {
                if group.map({ other.value(of: $0, in: schema) ?? .null }) == values { throw .taken(kind: kind, columns: group) }
            }
        }
        for (column, value) in zip(schema.columns, record.values) {
            guard let target = column.target, let text = value.text else { continue }
            if content.records[target]?[RecordID(stored: text)] == nil { throw .dangling(kind: kind, column: column.name) }
        }
    }

    func delete(_ kind: String, _ id: RecordID, version: Int) throws(StoreError) {
        guard content.records[kind]?[id]?.meta.version == version else { throw .stale(kind: kind, id: id) }
        for (other, records) in content.records {
            guard let schema = content.schemas[other] else { continue }
            for (place, column) in schema.columns.enumerated() where column.target == kind {
                if records.values.contains(where: { $0.values[place] == .text(id.text) }) { throw .inUse(kind: kind, by: other) }
            }
        }
        content.records[kind]?[id] = nil
    }

    func append(_ change: Change) throws(StoreError) -> Int64 {
        content.log.append(LoggedChange(index: Int64(content.log.count), change: change, isErased: false))
        return Int64(content.log.count - 1)
    }

    func erase(_ kind: String, _ id: RecordID) throws(StoreError) -> Int {
        var count = 0
        for (place, entry) in content.log.enumerated()
        where entry.change.kind == kind && entry.change.record == id && entry.change.action != .erase && !entry.isErased {
            let change = entry.change
            content.log[place] = LoggedChange(
                index: entry.index,
                change: Change(
                    at: change.at, actor: change.actor, action: change.action, kind: kind, record: id, version: change.version, region: change.region,
                    request: change.request, payload: []),
                isErased: true)
            count += 1
        }
        return count
    }

    func set(_ name: String, _ value: String?) throws(StoreError) { content.settings[name] = value }

    func add(_ count: Int64, _ sum: Double, to key: Tally.Key) throws(StoreError) {
        let tally = content.tallies[key] ?? Tally(key: key, count: 0, sum: 0)
        content.tallies[key] = Tally(key: key, count: tally.count + count, sum: tally.sum + sum)
    }

    func removeTallies(of indicator: String) throws(StoreError) { content.tallies = content.tallies.filter { $0.key.indicator != indicator } }
}
