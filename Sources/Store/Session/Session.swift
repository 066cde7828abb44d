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
    private var rowCounts: [String: [(region: String, count: Int64)]] = [:]

    init(_ connection: any Connection, catalog: Catalog, limits: StoreLimits, batch: WriteBatch? = nil) {
        self.connection = connection
        self.catalog = catalog
        self.limits = limits
        self.batch = batch
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

    func count(_ kind: String, within prefix: String = "") throws(StoreError) -> Int {
        var total: Int64 = 0
        for line in try counts(kind) where line.region.hasPrefix(prefix) { total += line.count }
        return Int(total)
    }

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
