/// Whether the rows are what the ledger says they are. The ledger proves itself (`Verifier`); this proves the tables by it: a row that someone altered,
/// added or removed behind the program's back is named.
public struct RowAudit: Sendable, CustomStringConvertible {
    /// One record that is not what the ledger says.
    public struct Fault: Sendable, Hashable, CustomStringConvertible {
        public enum Reason: Sendable, Hashable {
            /// A field holds something else than the last entry about it says. Its value is not told, since it may be personal.
            case altered(field: String)
            /// The row is gone, and no entry says that it was deleted.
            case missing
            /// There is a row, and no entry says that it was made, or one says that it was deleted.
            case unlogged
        }
        public let kind: String
        public let record: RecordID
        public let reason: Reason
        /// The place of the last entry about it; nil where there is none.
        public let index: Int64?

        public var description: String {
            let after = index.map { " after entry \($0)" } ?? ""
            return switch reason {
            case .altered(let field): "\(kind) \(record): “\(field)” was altered\(after)"
            case .missing: "\(kind) \(record): the row was removed\(after)"
            case .unlogged:
                index == nil
                    ? "\(kind) \(record): the row was added, and no entry tells of it"
                    : "\(kind) \(record): there is a row although entry \(index ?? 0) deleted it"
            }
        }
    }

    /// How many rows were compared.
    public internal(set) var rows = 0
    /// Rows whose fields are not all known, because personal data were erased by an earlier version of the program.
    public internal(set) var incomplete = 0
    public internal(set) var faultCount = 0
    /// The first of them, in the order of the ledger; at most ``limit``.
    public internal(set) var faults: [Fault] = []

    static let limit = 100
    public var isIntact: Bool { faultCount == 0 }

    public var description: String {
        let said = "\(rows) rows compared with their entries"
        guard let first = faults.first else { return "\(said): all are what the ledger says." }
        return "\(said): \(faultCount) are not what the ledger says. The first: \(first)."
    }
}

extension Engine {
    /// Compares every row of every logged kind with its entries, a page at a time, while the program goes on.
    ///
    /// - Parameter steps: the migration steps, whose changes of rows no entry tells of.
    /// - Complexity: O(entries); two pages of rows and their entries in memory.
    public func auditRows(steps: [MigrationStep] = []) async throws -> RowAudit {
        async let missing = missingRows()
        var audit = RowAudit()
        var faults: [RowAudit.Fault] = []
        for schema in catalog.schemas where schema.isLogged {
            let mending = Mending(schema, steps)
            // While one page is compared, the next is fetched.
            var coming = loggedRows(schema, after: nil)
            defer { coming.cancel() }
            while let last = try await coming.value.last?.row.meta.id {
                let page = try await coming.value
                coming = loggedRows(schema, after: last)
                for (row, history) in page {
                    audit.rows += 1
                    if mending.isAsMade(row, history) { continue }
                    let logged = LoggedRecord.replay(history)
                    if logged?.isIncomplete == true { audit.incomplete += 1 }
                    if let fault = mending.fault(in: row, logged) { faults.append(fault) }
                }
            }
        }
        faults += try await missing
        audit.faultCount = faults.count
        audit.faults = Array(faults.sorted { ($0.index ?? .max, $0.record) < ($1.index ?? .max, $1.record) }.prefix(RowAudit.limit))
        return audit
    }

    /// The next rows of a kind, oldest first, each with its entries.
    private func loggedRows(_ schema: Schema, after last: RecordID?) -> Task<[(row: StoredRecord, history: [LoggedChange])], any Error> {
        Task {
            let after = last.map { Query.Cursor(value: .text($0.text), id: $0) }
            return try await store.read { reader in
                let rows = try reader.records(Query(schema.name, order: .oldestFirst, after: after, limit: 500))
                let histories = try reader.histories(of: schema.name, rows.map(\.meta.id))
                return rows.map { ($0, histories[$0.meta.id] ?? []) }
            }
        }
    }

    /// Records that were made and never deleted, and are not there.
    private func missingRows() async throws -> [RowAudit.Fault] {
        let logged = Set(catalog.schemas.filter(\.isLogged).map(\.name))
        var (faults, index): ([RowAudit.Fault], Int64) = ([], 0)
        while true {
            let from = index
            let (found, next, dropped) = try await store.read { reader in
                let page = try reader.changes(from: from, limit: 1000)
                var (made, dropped): ([String: [RecordID]], Set<String>) = ([:], [])
                for change in page.lazy.map(\.change) {
                    if change.kind == "application", change.action == .delete {
                        let kinds = ((try? JSON(parsing: change.payload))?["kinds"]?.array ?? []).compactMap(\.string)
                        dropped.formUnion(kinds)
                        for kind in kinds { made[kind] = nil }
                    }
                    if change.action == .create, logged.contains(change.kind) { made[change.kind, default: []].append(change.record) }
                }
                return (try made.flatMap { try Engine.missing($1, of: $0, reader) }, page.last.map { $0.index + 1 }, dropped)
            }
            // What an application had that was dropped is rightly gone.
            faults.removeAll { dropped.contains($0.kind) }
            faults += found
            guard let next else { return faults }
            index = next
        }
    }

    /// Those of some records that were made which are neither there nor deleted.
    private static func missing(_ ids: [RecordID], of kind: String, _ reader: any StoreReader) throws -> [RowAudit.Fault] {
        let ids = Array(Set(ids))
        let isThere = Condition.among("id", ids.map { .text($0.text) })
        if try reader.count(kind, where: isThere, limit: .max) == ids.count { return [] }
        return try ids.compactMap { id in
            if try reader.record(kind, id) != nil { return nil }
            let history = try reader.history(of: kind, id, limit: .max)
            if LoggedRecord.replay(history)?.isDeleted == true { return nil }
            return RowAudit.Fault(kind: kind, record: id, reason: .missing, index: history.first?.index)
        }
    }
}

extension LoggedRecord {
    /// What entries about one record, newest first, come to; nil where none of them changed it.
    static func replay(_ history: [LoggedChange]) -> LoggedRecord? {
        var record: LoggedRecord?
        for logged in history.reversed() {
            if record == nil { record = LoggedRecord(logged) } else { record?.take(logged) }
        }
        return record
    }
}

/// What migrations did to rows without an entry: columns got other names, values were replaced, new required fields were filled.
private struct Mending {
    let schema: Schema
    /// The names that a column had before.
    private var formerNames: [String: [String]] = [:]
    private var replaced: [String: [(from: Stored, to: Stored)]] = [:]

    init(_ schema: Schema, _ steps: [MigrationStep]) {
        self.schema = schema
        for step in steps {
            switch step.change {
            case .renameColumn(schema.name, let from, let to): formerNames[to] = [from] + (formerNames[from] ?? [])
            case .replaceValue(schema.name, let column, let from, let to): replaced[column, default: []].append((from, to))
            default: break
            }
        }
    }

    /// Whether the only entry is that by which the record was made, and says of it what it is now: true of most, and told by comparing bytes.
    func isAsMade(_ record: StoredRecord, _ history: [LoggedChange]) -> Bool {
        guard history.count == 1, let logged = history.first, logged.change.action == .create, !logged.isErased else { return false }
        let (row, entry) = (record.meta, logged.change)
        return row.version == entry.version && row.region == entry.region
            && entry.payload == Transaction.payload(schema, before: nil, after: record, remark: nil)
    }

    func fault(in record: StoredRecord, _ logged: LoggedRecord?) -> RowAudit.Fault? {
        func fault(_ reason: RowAudit.Fault.Reason) -> RowAudit.Fault {
            RowAudit.Fault(kind: schema.name, record: record.meta.id, reason: reason, index: logged?.index)
        }
        guard let logged, !logged.isDeleted else { return fault(.unlogged) }
        let (row, entry) = (record.meta, logged.meta)
        if row.version != entry.version { return fault(.altered(field: "version")) }
        if row.region != entry.region { return fault(.altered(field: "region")) }
        if row.updatedBy != entry.updatedBy, row.version > 1 { return fault(.altered(field: "updatedBy")) }
        if logged.isIncomplete { return nil }
        if logged.tellsOwner {
            if row.organisation != entry.organisation { return fault(.altered(field: "organisation")) }
            if row.department != entry.department { return fault(.altered(field: "department")) }
            if row.isSimulated != entry.isSimulated { return fault(.altered(field: "isSimulated")) }
        }
        for (column, value) in zip(schema.columns, record.values) where column.options.masking != .all {
            if !isExplained(column, value, logged) { return fault(.altered(field: column.name)) }
        }
        return nil
    }

    private func isExplained(_ column: Column, _ value: Stored, _ logged: LoggedRecord) -> Bool {
        let said = ([column.name] + (formerNames[column.name] ?? [])).lazy.compactMap { logged.fields[$0] }.first
        var json = JSONWriter()
        if value.isNull { json.raw("null") } else { column.kind.write(value, to: &json) }
        let held = try? JSON(parsing: json.bytes)
        if held == said ?? .null { return true }
        if said == nil, let initial = column.options.initial, (try? column.read(initial)) == value { return true }
        let before = said.map { (try? column.read($0)) ?? .text($0.string ?? "") } ?? .null
        return (replaced[column.name] ?? []).contains { $0.from == before && $0.to == value }
    }
}
