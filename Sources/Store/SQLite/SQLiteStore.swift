import Foundation
import GRDB
public import Kernel
import Synchronization

/// A store in one SQLite file, without a server: readers beside one writer (WAL), every acknowledged change on the disk (synchronous FULL).
public final class SQLiteStore: Store {
    /// Where the file is.
    public let path: String
    private let pool: DatabasePool
    private let limits: StoreLimits
    private let state: Mutex<Catalog>
    private let edge = Mutex<LogEdge?>(nil)
    private let statements = StatementNames()
    private let readers: SQLiteReaders
    private let queue: WriteQueue
    /// A folder that is removed with the store.
    private let folder: String?

    /// Opens a file, or makes one where there is none.
    ///
    /// - Throws: ``StoreError/failed(_:)`` when it cannot be opened or is no database.
    public convenience init(path: String, limits: StoreLimits = StoreLimits()) throws(StoreError) {
        try self.init(path: path, limits: limits, folder: nil)
    }

    /// A store in a temporary file, which closing removes.
    public static func temporary(limits: StoreLimits = StoreLimits()) throws(StoreError) -> SQLiteStore {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("shanhe-\(UUID().uuidString)").path
        do { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) } catch { throw .failed("\(error)") }
        return try SQLiteStore(path: folder + "/store.sqlite", limits: limits, folder: folder)
    }

    private init(path: String, limits: StoreLimits, folder: String?) throws(StoreError) {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(10)
        configuration.maximumReaderCount = max(4, ProcessInfo.processInfo.activeProcessorCount)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA cache_size = -65536; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY")
            if !database.configuration.readonly { try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 16384") }
        }
        let pool: DatabasePool
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
        } catch {
            throw .failed("\(path) cannot be opened as a database: \(SQLFailure(error).message)")
        }
        self.path = path
        self.pool = pool
        readers = SQLiteReaders(path)
        self.limits = limits
        self.folder = folder
        state = Mutex(Catalog(dialect: .sqlite))
        let (writer, link) = (pool, Link())
        queue = WriteQueue("store.write", room: limits.waitingWrites, most: limits.writesPerCommit) { jobs in
            guard let store = link.store else { return jobs.forEach { $0.fail(StoreError.failed("The store is closed")) } }
            writer.writeWithoutTransaction { database in
                let connection: SQLiteConnection
                do throws(SQLFailure) { connection = try SQLiteConnection(database, store.statements) } catch { return jobs.forEach { $0.fail(error.plain) } }
                store.edge.withLock { WriteRunner.run(jobs, connection, store.catalog, limits, &$0) }
            }
        }
        link.store = self
    }

    /// Leads the writer's thread back to the store that it belongs to, without keeping it alive.
    private final class Link: Sendable {
        private struct Weak { weak var store: SQLiteStore? }
        private let place = Mutex(Weak())
        var store: SQLiteStore? {
            get { place.withLock { $0.store } }
            set { place.withLock { $0.store = newValue } }
        }
    }

    private var catalog: Catalog { state.withLock { $0 } }

    public func prepare(_ schemas: [Schema], steps: [MigrationStep]) async throws(StoreError) {
        let catalog = try Catalog(schemas, steps: steps, dialect: .sqlite)
        try await change(to: catalog, steps) { (migration) throws(StoreError) in
            try migration.run()
            try migration.execute("PRAGMA optimize")
        }
        state.withLock { $0 = catalog }
    }

    public func drop(_ kinds: [String], dependents: [(kind: String, column: String)]) async throws(StoreError) {
        try await change(to: catalog, []) { (migration) throws(StoreError) in try migration.drop(kinds, dependents: dependents) }
    }

    /// Changes tables, alone, with foreign keys not enforced.
    private func change(
        to catalog: Catalog, _ steps: [MigrationStep], _ body: @escaping @Sendable (Migration) throws(StoreError) -> Void
    ) async throws(StoreError) {
        let (pool, limits) = (pool, limits)
        // Statements are not kept across a change of the tables.
        let names = StatementNames()
        let result = await queue.alone { () -> Result<Void, StoreError> in
            Result { () throws(StoreError) in
                var failure: StoreError?
                pool.writeWithoutTransaction { database in
                    do throws(StoreError) {
                        let connection: SQLiteConnection
                        do throws(SQLFailure) { connection = try SQLiteConnection(database, names) } catch { throw error.plain }
                        let migration = Migration(connection: connection, catalog: catalog, steps: steps, limits: limits)
                        try migration.execute("PRAGMA foreign_keys = OFF")
                        defer { try? migration.execute("PRAGMA foreign_keys = ON") }
                        try body(migration)
                    } catch {
                        failure = error
                    }
                }
                if let failure { throw failure }
            }
        }
        try result.get()
    }

    public func read<Result: Sendable>(_ body: @escaping @Sendable (any StoreReader) throws -> Result) async throws -> Result {
        let (catalog, limits, statements) = (catalog, limits, statements)
        let brief = try readers.answer { connection in try SQLiteStore.briefly(body, Session(connection, catalog: catalog, limits: limits, isBrief: true)) }
        if let brief { return brief }
        do {
            return try await pool.read { database in
                let session = Session(try SQLiteConnection(database, statements), catalog: catalog, limits: limits)
                let result = try body(session)
                if let failure = session.failure { throw failure }
                return result
            }
        } catch let error as DatabaseError {
            throw SQLFailure(error).plain
        } catch let error as SQLFailure {
            throw error.plain
        }
    }

    /// - Returns: nil where it takes too long.
    private static func briefly<Result>(_ body: (any StoreReader) throws -> Result, _ session: Session) throws -> Result? {
        do {
            let result = try body(session)
            guard let failure = session.failure else { return result }
            throw failure
        } catch {
            if session.isTooLong { return nil }
            throw error
        }
    }

    public func write<Result: Sendable>(_ body: @escaping @Sendable (any StoreWriter) throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            do throws(StoreError) { try queue.add(WriteJob(body, continuation)) } catch { continuation.resume(throwing: error) }
        }
    }

    /// Copies by SQLite's own backup to a new file beside `path`, which takes its name once it is on the disk.
    public func backUp(to path: String) async throws(StoreError) {
        try await SQLiteFiles.copy(pool, to: path)
    }

    /// Makes a store's file from a backup.
    ///
    /// - Throws: ``StoreError/failed(_:)`` when `path` exists already, or when the backup is damaged.
    public static func restore(from backup: String, to path: String) async throws(StoreError) {
        try await SQLiteFiles.restore(from: backup, to: path)
    }

    public func close() async {
        await queue.close()
        readers.close()
        try? pool.close()
        if let folder { try? FileManager.default.removeItem(atPath: folder) }
    }

    /// For tests: what SQLite answers to a statement, as lines of text.
    func lines(_ text: String) async throws -> [String] {
        try await pool.write { database in
            try GRDB.Row.fetchAll(database, sql: text).map { row in row.databaseValues.map { "\($0)" }.joined(separator: "|") }
        }
    }
}
