import Foundation
import GRDBSQLite
import Kernel
import Synchronization

/// Connections for short questions, which are answered on the thread of whoever asks: to hand a question to another thread and its answer back
/// takes longer than most answers do.
///
/// A question that turns out to be long is stopped, to be asked again where it holds nobody up.
final class SQLiteReaders: Sendable {
    private struct State {
        var idle: [SQLiteReader] = []
        var isClosed = false
    }

    private let path: String
    private let state = Mutex(State())
    /// So many connections stay open for the next question.
    private let kept = max(4, ProcessInfo.processInfo.activeProcessorCount)

    init(_ path: String) { self.path = path }

    /// Asks within one transaction, so that all parts of a question see the same moment.
    ///
    /// - Returns: nil where `body` gives nil, and where no connection can be had.
    func answer<Result>(_ body: (SQLiteConnection) throws -> Result?) rethrows -> Result? {
        let (known, isClosed) = state.withLock { ($0.idle.popLast(), $0.isClosed) }
        if isClosed { return nil }
        guard let reader = known ?? SQLiteReader(path) else { return nil }
        guard reader.begin() else { return nil }
        defer {
            if reader.end() {
                state.withLock { state in if !state.isClosed, state.idle.count < kept { state.idle.append(reader) } }
            }
        }
        return try body(reader.connection)
    }

    func close() {
        let idle = state.withLock { state in
            defer { state.idle = [] }
            state.isClosed = true
            return state.idle
        }
        withExtendedLifetime(idle) {}
    }
}

/// One connection that only reads.
///
/// `@unchecked Sendable`: used by one thread at a time, which took it out of ``SQLiteReaders``.
private final class SQLiteReader: @unchecked Sendable {
    /// How long a question may take, in nanoseconds of its thread's own time and by the clock, as it may wait for the disk.
    private static let (longest, longestWait) = (Int64(2_000_000), Int64(20_000_000))
    /// How often that is looked at, in steps of SQLite's machine.
    private static let steps = Int32(2000)
    private static let keptStatements = 300

    let connection: SQLiteConnection
    private let database: OpaquePointer
    private let statements: Statements
    private let term: UnsafeMutablePointer<Term>

    /// When the question has to end; 0 until it has taken its first steps.
    private struct Term {
        var processor: Int64 = 0
        var clock: Int64 = 0

        mutating func isOver() -> Bool {
            let (processor, clock) = (Term.now(CLOCK_THREAD_CPUTIME_ID), Term.now(CLOCK_MONOTONIC))
            if self.clock == 0 { self = Term(processor: processor + SQLiteReader.longest, clock: clock + SQLiteReader.longestWait) }
            return processor > self.processor || clock > self.clock
        }

        private static func now(_ clock: clockid_t) -> Int64 {
            var time = timespec()
            clock_gettime(clock, &time)
            return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
        }
    }

    /// Those that are prepared.
    private final class Statements {
        var handles: [String: OpaquePointer] = [:]
        func removeAll() {
            for handle in handles.values { sqlite3_finalize(handle) }
            handles = [:]
        }
    }

    /// nil where the file cannot be opened.
    init?(_ path: String) {
        var opened: OpaquePointer?
        guard sqlite3_open_v2(path, &opened, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nil) == SQLITE_OK, let database = opened,
            sqlite3_exec(database, "PRAGMA cache_size = -8192; PRAGMA temp_store = MEMORY", nil, nil, nil) == SQLITE_OK
        else {
            sqlite3_close_v2(opened)
            return nil
        }
        let statements = Statements()
        self.database = database
        self.statements = statements
        connection = SQLiteConnection(database) { text throws(SQLFailure) in
            if let known = statements.handles[text] { return (known, nil) }
            // Questions that users put together may have any number of forms.
            if statements.handles.count >= SQLiteReader.keptStatements { statements.removeAll() }
            var handle: OpaquePointer?
            let code = sqlite3_prepare_v3(database, text, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
            guard code == SQLITE_OK, let handle else {
                throw SQLFailure(code: code, message: sqlite3_errmsg(database).map { String(cString: $0) } ?? "code \(code)")
            }
            statements.handles[text] = handle
            return (handle, nil)
        }
        term = .allocate(capacity: 1)
        term.initialize(to: Term())
        sqlite3_progress_handler(database, SQLiteReader.steps, { $0?.assumingMemoryBound(to: Term.self).pointee.isOver() == true ? 1 : 0 }, term)
    }

    deinit {
        statements.removeAll()
        sqlite3_close_v2(database)
        term.deallocate()
    }

    func begin() -> Bool {
        term.pointee = Term()
        return (try? connection.run("BEGIN")) != nil
    }

    /// Whether the connection can be used again.
    func end() -> Bool {
        term.pointee = Term()
        return (try? connection.run("COMMIT")) != nil
    }
}
