public import Kernel
import Synchronization

/// A store on a PostgreSQL server, for when a county outgrows one machine or a city gathers many.
///
/// Several programs may use one database: writes of all are ordered by a lock of the database, because the ledger has one end.
public final class PostgresStore: Store {
    private let address: String
    private let limits: StoreLimits
    private let state = Mutex(Catalog(dialect: .postgres))
    private let readers: PostgresReaders
    private let writer: Writer
    private let queue: WriteQueue
    private let listener = Mutex<PostgresListener?>(nil)

    /// The writing connection.
    ///
    /// `@unchecked Sendable`: touched on the thread of the store's write queue only.
    private final class Writer: @unchecked Sendable {
        let connection: PostgresConnection
        var edge: LogEdge?
        var catalog = Catalog(dialect: .postgres)
        /// The process of the server behind the connection; read by other threads.
        let process = Atomic<Int32>(0)
        init(_ address: String) { connection = PostgresConnection(address) }
    }

    /// Opens a store; the database must exist. Connections are made when they are needed, and again when they are lost.
    ///
    /// - Parameters:
    ///   - url: `postgres://user:password@host:port/database`, as libpq reads it.
    ///   - connections: how many questions are answered at once, beside one connection that writes.
    /// - Throws: ``StoreError/failed(_:)`` when the server cannot be reached.
    public init(url: String, connections: Int = 8, limits: StoreLimits = StoreLimits()) async throws(StoreError) {
        address = url
        self.limits = limits
        readers = PostgresReaders(url, count: connections, room: limits.waitingWrites)
        let writer = Writer(url)
        self.writer = writer
        queue = WriteQueue("store.write", room: limits.waitingWrites, most: limits.writesPerCommit) { jobs in
            writer.process.store(writer.connection.process, ordering: .relaxed)
            WriteRunner.run(jobs, writer.connection, writer.catalog, limits, &writer.edge)
            writer.process.store(writer.connection.process, ordering: .relaxed)
        }
        let answer = await queue.alone { () -> StoreError? in
            do throws(SQLFailure) {
                writer.connection.channel = try Announcement.channel(writer.connection)
                return nil
            } catch { return error.plain }
        }
        if let answer { throw answer }
    }

    private var catalog: Catalog { state.withLock { $0 } }

    public func prepare(_ schemas: [Schema], steps: [MigrationStep]) async throws(StoreError) {
        let catalog = try Catalog(schemas, steps: steps, dialect: .postgres)
        try await change(to: catalog, steps) { (migration) throws(StoreError) in try migration.run() }
        state.withLock { $0 = catalog }
    }

    public func drop(_ kinds: [String], dependents: [(kind: String, column: String)]) async throws(StoreError) {
        try await change(to: catalog, []) { (migration) throws(StoreError) in try migration.drop(kinds, dependents: dependents) }
    }

    /// Changes tables; what the connection had prepared for them is forgotten.
    private func change(
        to catalog: Catalog, _ steps: [MigrationStep], _ body: @escaping @Sendable (Migration) throws(StoreError) -> Void
    ) async throws(StoreError) {
        let (writer, limits) = (writer, limits)
        let failure = await queue.alone { () -> StoreError? in
            do throws(StoreError) {
                try body(Migration(connection: writer.connection, catalog: catalog, steps: steps, limits: limits))
                writer.connection.forget()
                writer.edge = nil
                writer.catalog = catalog
                return nil
            } catch { return error }
        }
        if let failure { throw failure }
    }

    public func read<Result: Sendable>(_ body: @escaping @Sendable (any StoreReader) throws -> Result) async throws -> Result {
        let (catalog, limits) = (catalog, limits)
        return try await readers.run { connection in
            var tries = 0
            while true {
                var session: Session?
                do {
                    // One moment for all questions of a body.
                    try connection.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                    let current = Session(connection, catalog: catalog, limits: limits)
                    session = current
                    let result = try body(current)
                    if let failure = current.failure { throw failure }
                    try connection.run("COMMIT")
                    return result
                } catch {
                    if connection.isInTransaction { _ = try? connection.run("ROLLBACK") }
                    let cause = error as? SQLFailure ?? session?.cause
                    tries += 1
                    // Reading again does no harm.
                    if let cause, [.lost, .serialization].contains(cause.reason), tries < 3 { continue }
                    throw (error as? SQLFailure)?.plain ?? error
                }
            }
        }
    }

    public func write<Result: Sendable>(_ body: @escaping @Sendable (any StoreWriter) throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            do throws(StoreError) { try queue.add(WriteJob(body, continuation)) } catch { continuation.resume(throwing: error) }
        }
    }

    public func listen(_ heard: @escaping @Sendable ([Committed]?) -> Void) async {
        let fresh = PostgresListener(address, own: { [weak self] in self?.writer.process.load(ordering: .relaxed) ?? 0 }, heard: heard)
        let old = listener.withLock { listener in
            defer { listener = fresh }
            return listener
        }
        await old?.close()
        await fresh.start()
    }

    /// Copies by `pg_dump` to a new file, in PostgreSQL's own form (-Fc).
    public func backUp(to path: String) async throws(StoreError) { try await PostgresFiles.dump(address, to: path) }

    /// Fills an empty database from a backup, by `pg_restore`.
    ///
    /// - Throws: ``StoreError/failed(_:)`` when the database has tables already.
    public static func restore(from backup: String, to url: String) async throws(StoreError) { try await PostgresFiles.restore(from: backup, to: url) }

    public func close() async {
        await listener.withLock { $0 }?.close()
        await queue.close()
        await readers.close()
        let writer = writer
        await queue.alone { writer.connection.close() }
    }

    /// For tests: what the server answers to a statement.
    func lines(_ text: String) async throws -> [String] {
        try await readers.run { connection in
            var lines: [String] = []
            do throws(SQLFailure) { try connection.run(SQL(text)) { lines.append($0.text(0)) } } catch { throw error.plain }
            return lines
        }
    }
}
