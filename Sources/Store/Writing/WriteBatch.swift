import Cryptography
import Kernel
import Ledger

/// What the writes of one commit have in common: what is written once at its end.
final class WriteBatch {
    /// How many records were added, by kind and region.
    private(set) var rows: [String: [String: Int64]] = [:]
    /// What other programs on the same database shall hear.
    var announced: [Committed] = []
    /// The hashes of the entries that were appended to the ledger; the tree grows by all of them at once.
    private var leaves: [Digest] = []
    /// The edge of the ledger as the commit before left it, once something was appended.
    private var edge: LogEdge?
    /// What the program remembers of that edge.
    let known: LogEdge?
    /// Which words lead to records from now on. They are written together: the index of words is merged once a commit, not once a record.
    private var words: [WordChange] = []
    /// How many of them are written already, because someone searched in between.
    private var writtenWords = 0

    /// What the commitments of its entries are salted with.
    var salts = Commitment.Salts()

    init(log: LogEdge?) { known = log }

    func count(_ kind: String, _ region: String, _ change: Int64) { rows[kind, default: [:]][region, default: 0] += change }

    // MARK: the ledger

    /// How many entries the ledger has with those of this batch; nil until its edge is known.
    var ledgerSize: Int? { edge.map { $0.frontier.size + leaves.count } }
    func begin(at edge: LogEdge) { self.edge = edge }
    func append(_ hash: Digest) { leaves.append(hash) }

    // MARK: search

    /// Adds to what is written at the end.
    func change(_ words: WordChange) { self.words.append(words) }

    func writeWords(_ connection: any Connection) throws(SQLFailure) {
        for change in words[writtenWords...] { try change.write(connection) }
        writtenWords = words.count
    }

    // MARK: savepoints

    struct Mark {
        fileprivate let rows: [String: [String: Int64]]
        fileprivate let leaves: Int
        fileprivate let words: Int
        fileprivate let writtenWords: Int
        fileprivate let announced: Int
    }
    var mark: Mark { Mark(rows: rows, leaves: leaves.count, words: words.count, writtenWords: writtenWords, announced: announced.count) }
    func goBack(to mark: Mark) {
        rows = mark.rows
        leaves.removeSubrange(mark.leaves...)
        words.removeSubrange(mark.words...)
        writtenWords = mark.writtenWords
        announced.removeLast(announced.count - mark.announced)
    }

    /// Writes what was put off.
    ///
    /// - Returns: the edge of the ledger, to be remembered once all is committed.
    func finish(_ connection: any Connection) throws(SQLFailure) -> LogEdge? {
        try writeWords(connection)
        for (kind, regions) in rows.sorted(by: { $0.key < $1.key }) {
            for (region, change) in regions.sorted(by: { $0.key < $1.key }) where change != 0 {
                try connection.run(
                    """
                    INSERT INTO "_rows" (kind, region, count) VALUES ($1, $2, $3)
                    ON CONFLICT (kind, region) DO UPDATE SET count = "_rows".count + excluded.count
                    """, [.text(kind), .text(region), .integer(change)])
            }
        }
        guard var log = edge else { return known }
        for hash in leaves {
            for tile in log.append(hash) {
                try connection.run(
                    "INSERT INTO \"_tile\" (level, place, root, hashes) VALUES ($1, $2, $3, $4)",
                    [.integer(Int64(tile.level)), .integer(Int64(tile.place)), .bytes(tile.root.bytes), .bytes(tile.hashes)])
            }
        }
        if !leaves.isEmpty {
            try connection.run(
                """
                INSERT INTO "_head" (one, size, frontier) VALUES (1, $1, $2)
                ON CONFLICT (one) DO UPDATE SET size = excluded.size, frontier = excluded.frontier
                """, [.integer(Int64(log.frontier.size)), .bytes(log.frontier.encoded)])
        }
        try Announcement.send(announced, connection)
        return log
    }
}

/// One write that waits: its body, and whom to answer.
struct WriteJob: Sendable {
    /// Runs the body and returns what answers the caller once all is durable.
    let run: @Sendable (Session) throws -> @Sendable () -> Void
    let fail: @Sendable (any Error) -> Void

    init<Result: Sendable>(_ body: @escaping @Sendable (any StoreWriter) throws -> Result, _ continuation: CheckedContinuation<Result, any Error>) {
        run = { session in
            let result = try body(session)
            return { continuation.resume(returning: result) }
        }
        fail = { continuation.resume(throwing: $0) }
    }
}

/// Runs waiting writes together, in one transaction that is committed once.
///
/// On SQLite a savepoint for each would cost a copy of every page that it touches, and hardly any write fails after it has written something. So
/// they run without; only where one does fail so, all are undone and run again, each in a savepoint. PostgreSQL needs them from the beginning:
/// there a refused statement ends the transaction.
enum WriteRunner {
    /// One writer at a time for all programs on one PostgreSQL schema: the ledger has one end.
    static func lock(_ connection: any Connection) throws(SQLFailure) {
        try connection.run("SELECT pg_advisory_xact_lock(1936220513, hashtext(current_schema()))")
    }

    /// - Parameter log: the edge of the ledger after the commit before; kept for the next.
    static func run(_ jobs: [WriteJob], _ connection: any Connection, _ catalog: Catalog, _ limits: StoreLimits, _ log: inout LogEdge?) {
        var tries = 0
        var hasSavepoints = catalog.dialect == .postgres
        while true {
            do throws(Lost) {
                for answer in try together(jobs, connection, catalog, limits, hasSavepoints, &log) { answer() }
                return
            } catch {
                log = nil
                if error.needsSavepoints, !hasSavepoints {
                    hasSavepoints = true
                    continue
                }
                tries += 1
                switch error.failure.reason {
                case .serialization, .lost:
                    // Nothing was committed, so the same can be tried again; not where the answer to COMMIT itself was lost.
                    if !error.isCommitting || error.failure.reason == .serialization, tries < 5 { continue }
                default: break
                }
                if jobs.count > 1, !error.isCommitting || error.failure.reason != .lost {
                    // One of them was too much for all: each alone.
                    for job in jobs { run([job], connection, catalog, limits, &log) }
                    return
                }
                for job in jobs { job.fail(error.failure.plain) }
                return
            }
        }
    }

    /// The whole transaction is gone.
    private struct Lost: Error {
        let failure: SQLFailure
        var isCommitting = false
        /// One of several writes failed after it had written something.
        var needsSavepoints = false
    }

    private static func together(
        _ jobs: [WriteJob], _ connection: any Connection, _ catalog: Catalog, _ limits: StoreLimits, _ hasSavepoints: Bool, _ log: inout LogEdge?
    ) throws(Lost) -> [() -> Void] {
        func run(_ text: String) throws(Lost) {
            do throws(SQLFailure) { try connection.run(text) } catch { throw Lost(failure: error) }
        }
        try run(catalog.dialect.beginWrite)
        do throws(Lost) {
            if catalog.dialect == .postgres { do throws(SQLFailure) { try lock(connection) } catch { throw Lost(failure: error) } }
            let batch = WriteBatch(log: log)
            var answers: [() -> Void] = []
            let dialect = catalog.dialect
            var isOpen = false
            let isGuarded = hasSavepoints && jobs.count > 1
            for job in jobs {
                let mark = batch.mark
                let changes = connection.changes
                // Of a savepoint and its release only one way to the server is made.
                if isGuarded { try run(isOpen && dialect == .postgres ? "RELEASE SAVEPOINT job; SAVEPOINT job" : "SAVEPOINT job") }
                isOpen = true
                let session = Session(connection, catalog: catalog, limits: limits, batch: batch)
                let outcome = Result { try job.run(session) }
                if case .success(let answer) = outcome, session.failure == nil {
                    if isGuarded, dialect == .sqlite { try run("RELEASE SAVEPOINT job") }
                    answers.append(answer)
                    continue
                }
                if let cause = session.cause, [.serialization, .lost, .full].contains(cause.reason) { throw Lost(failure: cause) }
                if !connection.isInTransaction { throw Lost(failure: session.cause ?? SQLFailure(reason: .other, message: "The transaction was ended")) }
                if !isGuarded, jobs.count > 1, connection.changes != changes {
                    throw Lost(failure: session.cause ?? SQLFailure(reason: .other, message: "A write failed half-way"), needsSavepoints: true)
                }
                if isGuarded {
                    try run("ROLLBACK TO SAVEPOINT job")
                    try run("RELEASE SAVEPOINT job")
                    isOpen = false
                }
                batch.goBack(to: mark)
                let error: any Error = if case .failure(let thrown) = outcome { thrown } else { session.failure ?? .failed("The transaction failed") }
                answers.append { job.fail(error) }
                if jobs.count == 1 {
                    try run("ROLLBACK")
                    return answers
                }
            }
            let edge: LogEdge?
            do throws(SQLFailure) { edge = try batch.finish(connection) } catch { throw Lost(failure: error) }
            do throws(SQLFailure) { try connection.run("COMMIT") } catch { throw Lost(failure: error, isCommitting: true) }
            log = edge
            catalog.estimates.forget(batch.rows.keys)
            return answers
        } catch {
            if connection.isInTransaction { _ = try? connection.run("ROLLBACK") }
            throw error
        }
    }
}
