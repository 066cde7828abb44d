import Kernel

/// What is asked and changed inside one transaction, for both engines.
///
/// After a statement that the database refused, the transaction of the caller is lost: every later call gives the same error, and what was
/// written is rolled back even if the body hides the error.
final class Session: StoreWriter {
    let connection: any Connection
    let catalog: Catalog
    let limits: StoreLimits
    /// What one batch of writes has in common; nil when reading.
    let batch: WriteBatch?
    private(set) var failure: StoreError?
    /// What the database said when the transaction was lost.
    private(set) var cause: SQLFailure?
    /// The question may take a moment only; what is long is asked elsewhere.
    private let isBrief: Bool
    private var rowCounts: [String: [(region: String, count: Int64)]] = [:]
    /// Records as they were read in this transaction, which nobody else writes in: what is changed was read before, often more than once.
    private var seen: [RecordID: (kind: String, record: StoredRecord)] = [:]

    init(_ connection: any Connection, catalog: Catalog, limits: StoreLimits, batch: WriteBatch? = nil, isBrief: Bool = false) {
        self.connection = connection
        self.catalog = catalog
        self.limits = limits
        self.batch = batch
        self.isBrief = isBrief
    }

    /// Whether the question was given up because it takes longer than a moment.
    var isTooLong: Bool { cause.map { $0.reason == .interrupted || $0.reason == .busy } ?? false }

    /// Gives a question for many rows up before it begins.
    func expect(rows: Int) throws(StoreError) {
        if isBrief, rows > 300 { throw fail(.busy, SQLFailure(reason: .interrupted, message: "Too many rows for a moment")) }
    }

    var dialect: Dialect { catalog.dialect }

    /// Runs something that should not fail; what does is the error of the whole transaction.
    @discardableResult
    func attempt<Value>(_ body: () throws(SQLFailure) -> Value) throws(StoreError) -> Value {
        if let failure { throw failure }
        do throws(SQLFailure) { return try body() } catch { throw fail(error.plain, error) }
    }

    /// Remembers that the transaction is lost.
    func fail(_ error: StoreError, _ cause: SQLFailure? = nil) -> StoreError {
        if failure == nil {
            failure = error
            self.cause = cause
        }
        return error
    }

    /// How many records a kind has in each region, as counted with every change.
    func counts(_ kind: String) throws(StoreError) -> [(region: String, count: Int64)] {
        if let known = rowCounts[kind] { return known }
        var found = try attempt { () throws(SQLFailure) in
            try connection.rows(SQL("SELECT region, count FROM \"_rows\" WHERE kind = $1", [.text(kind)])) { (region: $0.text(0), count: $0.integer(1)) }
        }
        if let pending = batch?.rows[kind] {
            for (region, change) in pending {
                if let place = found.firstIndex(where: { $0.region == region }) {
                    found[place].count += change
                } else {
                    found.append((region, change))
                }
            }
            return found
        }
        rowCounts[kind] = found
        return found
    }

    /// About how many records there are: what decides the way of a question need not be exact.
    func estimate(_ kind: String, within prefix: String = "") throws(StoreError) -> Int {
        if let known = catalog.estimates.count(kind, prefix) { return known }
        let counts = try counts(kind)
        if batch == nil { catalog.estimates.remember(kind, counts) }
        return Int(counts.reduce(0) { $1.region.hasPrefix(prefix) ? $0 + $1.count : $0 })
    }

    func count(_ kind: String, within prefix: String = "") throws(StoreError) -> Int {
        var total: Int64 = 0
        for line in try counts(kind) where line.region.hasPrefix(prefix) { total += line.count }
        return Int(total)
    }

    // MARK: records that were read

    func seen(_ kind: String, _ id: RecordID) -> StoredRecord? {
        guard !seen.isEmpty, let known = seen[id], known.kind == kind else { return nil }
        return known.record
    }

    func see(_ kind: String, _ records: [StoredRecord]) {
        if batch == nil { return }
        if seen.count + records.count > 1000 { seen.removeAll(keepingCapacity: true) }
        for record in records { seen[record.meta.id] = (kind, record) }
    }

    func forget(_ id: RecordID) { seen[id] = nil }

    /// The batch to write in.
    func writing() throws(StoreError) -> WriteBatch {
        if let failure { throw failure }
        guard let batch else { throw .failed("Nothing can be written while reading") }
        return batch
    }
}

/// What a store takes before it refuses.
public struct StoreLimits: Sendable, Hashable {
    /// Tables up to this many records may be read whole to answer a question that no index answers.
    public var unindexedRows = 50_000
    /// How many writes may wait.
    public var waitingWrites = 10_000
    /// How many writes share one commit.
    public var writesPerCommit = 512
    public init() {}
}
