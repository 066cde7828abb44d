/// What the kernel asks of a database, and all that it asks. One implementation for SQLite, one for PostgreSQL; tests run on both.
///
/// Reads run in parallel. Writes are closures that each are one transaction: everything in them happens or nothing. A store may commit
/// several at once (group commit), and returns to each caller only when what it wrote is durable.
public protocol Store: Sendable {
    /// Makes the tables, columns and indexes that the schemas ask for, in steps that are each recorded and run once.
    ///
    /// - Throws: ``StoreError/newer(found:known:)`` when a newer program has already changed the file.
    func prepare(_ schemas: [Schema], steps: [MigrationStep]) async throws(StoreError)
    /// Removes tables of kinds that nobody declares any more, with all their records; the ledger keeps what it says of them. All or nothing.
    ///
    /// - Parameter dependents: columns of other kinds that name a kind; the records that name one of these go too.
    /// - Throws: ``StoreError/inUse(kind:by:)`` where another table refers to one of them.
    func drop(_ kinds: [String], dependents: [(kind: String, column: String)]) async throws(StoreError)
    /// Everything in the body is asked at one moment. The body may run again, so it must have no effect.
    func read<Result: Sendable>(_ body: @escaping @Sendable (any StoreReader) throws -> Result) async throws -> Result
    /// One transaction. The body may run again where the database asks for it, so it must have no effect beside what it writes.
    func write<Result: Sendable>(_ body: @escaping @Sendable (any StoreWriter) throws -> Result) async throws -> Result
    /// Begins to hear what other programs on the same database announce (``StoreWriter/announce(_:)``), after it is durable and in the order in which it
    /// was committed. A store that only one program writes to hears nothing.
    ///
    /// - Parameter heard: called for each commit; nil after the connection was lost for a while, when anything may have changed. Must return at once.
    func listen(_ heard: @escaping @Sendable ([Committed]?) -> Void) async
    /// A consistent copy of everything in a new file, while reading and writing go on.
    func backUp(to path: String) async throws(StoreError)
    func close() async
}

/// What can be asked inside a transaction. Schemas are those that ``Store/prepare(_:steps:)`` was given.
public protocol StoreReader {
    func record(_ kind: String, _ id: RecordID) throws(StoreError) -> StoredRecord?
    func records(_ query: Query) throws(StoreError) -> [StoredRecord]
    /// How many records fulfil a condition; counting stops at `limit`, so that a list over millions opens at once.
    func count(_ kind: String, where condition: Condition, limit: Int) throws(StoreError) -> Int
    func summary(_ summary: Summary) throws(StoreError) -> [Summary.Line]
    /// The records of some kinds, each under a condition, that contain all the words, best first; of thousands, the newest first.
    func search(_ words: String, in kinds: [(kind: String, condition: Condition)], limit: Int) throws(StoreError) -> [SearchHit]
    /// The entries of the ledger about one record, newest first.
    func history(of kind: String, _ id: RecordID, limit: Int) throws(StoreError) -> [LoggedChange]
    /// The same about several records, each with all its entries; without those that no entry is about.
    func histories(of kind: String, _ ids: [RecordID]) throws(StoreError) -> [RecordID: [LoggedChange]]
    /// Entries from an index on, in order.
    func changes(from index: Int64, limit: Int) throws(StoreError) -> [LoggedChange]
    /// The deletions of records of a kind whose content was not erased since, newest first; those before an index, where one is given.
    func deletions(of kind: String, before index: Int64?, limit: Int) throws(StoreError) -> [LoggedChange]
    func ledgerSize() throws(StoreError) -> Int64
    /// What a request of this actor with this key made or changed, if it was carried out before. Two actors may use the same key.
    func outcome(ofRequest key: String, by actor: String) throws(StoreError) -> LoggedChange?
    /// A small named value of the kernel itself.
    func setting(_ name: String) throws(StoreError) -> String?
    /// One running number; nil where nothing was ever added to it.
    func tally(_ key: Tally.Key) throws(StoreError) -> Tally?
    func tallies(of indicator: String) throws(StoreError) -> [Tally]
}

/// What can be changed inside a transaction, beside what can be asked. After an error by which the database refused a statement (``StoreError/taken(kind:columns:)``,
/// ``StoreError/dangling(kind:column:)``, ``StoreError/inUse(kind:by:)``, ``StoreError/failed(_:)``, ``StoreError/full``) the transaction is
/// lost: it is rolled back even if the body hides the error. What may be taken is asked before it is inserted.
public protocol StoreWriter: StoreReader {
    /// - Throws: ``StoreError/taken(kind:columns:)``, ``StoreError/dangling(kind:column:)``.
    func insert(_ kind: String, _ record: StoredRecord) throws(StoreError)
    /// Replaces the version before.
    ///
    /// - Throws: also ``StoreError/stale(kind:id:)`` when the stored version is not `record.meta.version - 1`.
    func update(_ kind: String, _ record: StoredRecord) throws(StoreError)
    /// - Throws: also ``StoreError/inUse(kind:by:)`` when another record refers to it.
    func delete(_ kind: String, _ id: RecordID, version: Int) throws(StoreError)
    /// Adds an entry to the ledger: the Merkle tree grows in the same transaction.
    @discardableResult
    func append(_ change: Change) throws(StoreError) -> Int64
    /// Removes what entries say about a record, leaving their commitments: proofs stay valid, the data are gone.
    func erase(_ kind: String, _ id: RecordID) throws(StoreError) -> Int
    func set(_ name: String, _ value: String?) throws(StoreError)
    /// Adds to an indicator's running numbers.
    func add(_ count: Int64, _ sum: Double, to key: Tally.Key) throws(StoreError)
    func removeTallies(of indicator: String) throws(StoreError)
    /// Tells other programs on the same database what changes, once it is durable.
    func announce(_ changes: [Committed]) throws(StoreError)
}

extension Store {
    public func listen(_ heard: @escaping @Sendable ([Committed]?) -> Void) async {}
}

extension StoreWriter {
    public func announce(_ changes: [Committed]) throws(StoreError) {}
}

/// What one committed change is, as the ledger keeps it.
public struct Change: Sendable, Hashable {
    /// What was done.
    public enum Action: String, Sendable, Hashable, CaseIterable {
        case create, update, move, delete, erase, signIn, grant, export, carryOut
    }

    public let at: Instant
    /// The id of the user, or a word in angle brackets for the system itself.
    public let actor: String
    public let action: Action
    public let kind: String
    public let record: RecordID
    public let version: Int
    public let region: Region
    /// Names the request, so that one that is sent twice is carried out once; nil where nobody repeats it.
    public let request: String?
    /// JSON: the fields that changed, before and after; the step and remark of a move.
    public let payload: [UInt8]

    public init(
        at: Instant, actor: String, action: Action, kind: String, record: RecordID, version: Int, region: Region, request: String?, payload: [UInt8]
    ) {
        self.at = at
        self.actor = actor
        self.action = action
        self.kind = kind
        self.record = record
        self.version = version
        self.region = region
        self.request = request
        self.payload = payload
    }
}

/// An entry with its place in the ledger. The payload is empty where it was erased.
public struct LoggedChange: Sendable, Hashable {
    public let index: Int64
    public let change: Change
    public let isErased: Bool
    public init(index: Int64, change: Change, isErased: Bool) {
        self.index = index
        self.change = change
        self.isErased = isErased
    }
}

/// One result of a search.
public struct SearchHit: Sendable, Hashable {
    public let kind: String
    public let id: RecordID
    public init(kind: String, id: RecordID) {
        self.kind = kind
        self.id = id
    }
}

/// The running numbers of an indicator for one region and one period: what a change adds to or takes from.
public struct Tally: Sendable, Hashable {
    /// Which number of which indicator, for which region and period.
    public struct Key: Sendable, Hashable {
        public let indicator: String
        /// Which of the numbers of the indicator: the parts of a ratio have one each.
        public let part: Int
        public let region: String
        /// `2025`, `2025-03`, or empty for a stock.
        public let period: String
        public init(indicator: String, part: Int, region: String, period: String) {
            self.indicator = indicator
            self.part = part
            self.region = region
            self.period = period
        }
    }

    public let key: Key
    public let count: Int64
    /// The sum of the values as they are stored: money in fen.
    public let sum: Double
    public init(key: Key, count: Int64, sum: Double) {
        self.key = key
        self.count = count
        self.sum = sum
    }
}

/// An explicit step of a migration, beside those that follow from the schemas.
public struct MigrationStep: Sendable, Hashable {
    /// Unique and never reused: `2026-11-rename-stage`.
    public let name: String
    public let change: Change

    /// What the step does.
    public enum Change: Sendable, Hashable {
        case renameColumn(kind: String, from: String, to: String)
        case renameKind(from: String, to: String)
        case replaceValue(kind: String, column: String, from: Stored, to: Stored)
        case removeColumn(kind: String, column: String)
        case removeKind(String)
    }

    public init(_ name: String, _ change: Change) {
        self.name = name
        self.change = change
    }
}

/// What a store could not do.
public enum StoreError: Error, Sendable, Hashable {
    /// Another record has the same values in columns that must be unique.
    case taken(kind: String, columns: [String])
    /// A reference points to nothing.
    case dangling(kind: String, column: String)
    /// Another record refers to what should be deleted.
    case inUse(kind: String, by: String)
    /// Someone else changed it first.
    case stale(kind: String, id: RecordID)
    /// Made by a newer version of the program.
    case newer(found: String, known: String)
    /// A question that would read a whole large table; the index that would answer it.
    case unindexed(kind: String, columns: [String])
    case unknownKind(String)
    case unknownColumn(kind: String, column: String)
    /// No room left; nothing was written.
    case full
    /// Too many writes are waiting; try again later.
    case busy
    /// The database said something else.
    case failed(String)
}
