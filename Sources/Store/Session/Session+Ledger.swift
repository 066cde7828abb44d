import Cryptography
import Kernel
import Ledger

extension Session {
    private static let columns = "place, at, actor, action, kind, record, version, region, request, payload"

    private static func change(_ row: any RowReader) -> LoggedChange {
        LoggedChange(
            index: row.integer(0),
            change: Change(
                at: Instant(milliseconds: row.integer(1)), actor: row.text(2), action: Change.Action(rawValue: row.text(3)) ?? .update, kind: row.text(4),
                record: RecordID(stored: row.text(5)), version: Int(row.integer(6)), region: Region(row.text(7)),
                request: row.isNull(8) ? nil : row.text(8), payload: row.bytes(9)), isErased: row.isNull(9))
    }

    func history(of kind: String, _ id: RecordID, limit: Int) throws(StoreError) -> [LoggedChange] {
        // An id belongs to one record of one kind, so kinds that were renamed since are found by it too.
        let names = [kind] + (catalog.formerNames[kind] ?? [])
        return try attempt { () throws(SQLFailure) in
            try connection.rows(
                SQL("SELECT \(Self.columns) FROM \"_entry\" WHERE record = $1 ORDER BY place DESC LIMIT $2", [.text(id.text), .integer(Int64(limit))]),
                Self.change)
        }.filter { names.contains($0.change.kind) }
    }

    func changes(from index: Int64, limit: Int) throws(StoreError) -> [LoggedChange] {
        try expect(rows: limit)
        return try attempt { () throws(SQLFailure) in
            try connection.rows(
                SQL("SELECT \(Self.columns) FROM \"_entry\" WHERE place >= $1 ORDER BY place LIMIT $2", [.integer(index), .integer(Int64(limit))]),
                Self.change)
        }
    }

    func deletions(of kind: String, before index: Int64?, limit: Int) throws(StoreError) -> [LoggedChange] {
        try expect(rows: limit)
        let names = [kind] + (catalog.formerNames[kind] ?? [])
        let places = names.indices.map { "$\($0 + 2)" }.joined(separator: ", ")
        let sql = SQL(
            """
            SELECT \(Self.columns) FROM "_entry" WHERE action = 'delete' AND place < $1 AND kind IN (\(places)) AND payload IS NOT NULL
            ORDER BY place DESC LIMIT $\(names.count + 2)
            """, [.integer(index ?? .max)] + names.map(SQLValue.text) + [.integer(Int64(limit))])
        return try attempt { () throws(SQLFailure) in try connection.rows(sql, Self.change) }
    }

    func ledgerSize() throws(StoreError) -> Int64 {
        if let size = batch?.ledgerSize { return Int64(size) }
        return try attempt { () throws(SQLFailure) in try connection.first(SQL("SELECT size FROM \"_head\"")) { $0.integer(0) } } ?? 0
    }

    func outcome(ofRequest key: String, by actor: String) throws(StoreError) -> LoggedChange? {
        try attempt { () throws(SQLFailure) in
            try connection.first(SQL("SELECT \(Self.columns) FROM \"_entry\" WHERE request = $1 AND actor = $2", [.text(key), .text(actor)]), Self.change)
        }
    }

    func append(_ change: Change) throws(StoreError) -> Int64 {
        let batch = try writing()
        if batch.ledgerSize == nil { batch.begin(at: try LogEdge.read(self, known: batch.known)) }
        let (salt, leaf) = try Self.leaf(of: change, &batch.salts)
        let hash = MerkleTree.leafHash(leaf)
        let place = Int64(batch.ledgerSize ?? 0)
        do throws(SQLFailure) {
            try connection.run(
                """
                INSERT INTO "_entry" (place, at, actor, action, kind, record, version, region, request, leaf, hash, salt, payload)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
                """,
                [
                    .integer(place), .integer(change.at.milliseconds), .text(change.actor), .text(change.action.rawValue), .text(change.kind),
                    .text(change.record.text), .integer(Int64(change.version)), .text(change.region.code), change.request.map(SQLValue.text) ?? .null,
                    .bytes(leaf), .bytes(hash.bytes), .bytes(salt), .bytes(change.payload),
                ])
        } catch {
            if case .unique = error.reason { throw fail(.taken(kind: "ledger", columns: ["request"]), error) }
            throw fail(error.plain, error)
        }
        batch.append(hash)
        return place
    }

    /// The part of a change that stays for ever, and the salt of its commitment to the rest.
    private static func leaf(of change: Change, _ salts: inout Commitment.Salts) throws(StoreError) -> (salt: [UInt8], leaf: [UInt8]) {
        do {
            let salt = try salts.next()
            let entry = Entry(
                time: Moment(milliseconds: change.at.milliseconds), actor: change.actor, action: try word(change.action), kind: change.kind,
                record: change.record.text, recordVersion: change.version, region: change.region.code, request: change.request ?? "",
                commitment: try Commitment.make(salt: salt, content: change.payload))
            return (salt, try entry.encoded())
        } catch {
            throw .failed("The change cannot become an entry of the ledger: \(error)")
        }
    }

    /// signIn is written sign-in: words in entries have small letters only.
    private static let words: [Change.Action: Entry.Action] = {
        var words: [Change.Action: Entry.Action] = [:]
        for action in Change.Action.allCases {
            words[action] = Entry.Action(rawValue: action.rawValue.reduce(into: "") { $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1) })
        }
        return words
    }()

    private static func word(_ action: Change.Action) throws -> Entry.Action {
        guard let word = words[action] else { throw StoreError.failed("“\(action.rawValue)” is no action") }
        return word
    }

    func erase(_ kind: String, _ id: RecordID) throws(StoreError) -> Int {
        _ = try writing()
        return try attempt { () throws(SQLFailure) in
            // What an earlier erasure left has nothing personal in it.
            try connection.run(
                "UPDATE \"_entry\" SET payload = NULL, salt = NULL WHERE record = $1 AND payload IS NOT NULL AND action <> 'erase'", [.text(id.text)])
        }
    }
}

/// The right edge of the ledger's tree, as appending needs it: the frontier, and the hashes of each level that do not fill a tile yet.
struct LogEdge: Sendable {
    private(set) var frontier: Frontier
    private var open: [[Digest]]

    /// A tile that became full.
    struct FullTile {
        let level: Int
        let place: Int
        let root: Digest
        let hashes: [UInt8]
    }

    /// Appends a leaf.
    ///
    /// - Returns: the tiles that it filled, lower levels first.
    mutating func append(_ hash: Digest) -> [FullTile] {
        frontier.append(hash)
        var (full, hash): ([FullTile], Digest) = ([], hash)
        for level in 0...7 {
            if open.count == level { open.append([]) }
            open[level].append(hash)
            guard let root = Tile.root(of: open[level]) else { break }
            let place = frontier.size >> (8 * (level + 1)) - 1
            full.append(FullTile(level: level, place: place, root: root, hashes: Tile.encode(open[level])))
            open[level].removeAll(keepingCapacity: true)
            hash = root
        }
        return full
    }

    /// What the database holds.
    ///
    /// - Parameter known: what it held when this program last wrote: enough unless another program wrote since.
    static func read(_ session: Session, known: LogEdge?) throws(StoreError) -> LogEdge {
        let frontier = try frontier(session)
        if let known, known.frontier == frontier { return known }
        var open: [[Digest]] = []
        for level in 0...7 {
            let count = frontier.size >> (8 * level)
            if count == 0 { break }
            open.append(try hashes(session, level: level, from: count - count % Tile.fullWidth, to: count))
        }
        return LogEdge(frontier: frontier, open: open)
    }

    /// The frontier of the whole ledger: one row.
    static func frontier(_ session: Session) throws(StoreError) -> Frontier {
        let head = try session.attempt { () throws(SQLFailure) in
            try session.connection.first(SQL("SELECT frontier FROM \"_head\"")) { $0.bytes(0) }
        }
        guard let head else { return Frontier() }
        do { return try Frontier(decoding: head) } catch { throw session.fail(.failed("The head of the ledger is damaged: \(error)")) }
    }

    /// The hashes of one level of the tree: those of leaves, or the roots of full tiles.
    static func hashes(_ session: Session, level: Int, from: Int, to: Int) throws(StoreError) -> [Digest] {
        let hashes = try found(session, level: level, from: from, to: to)
        guard hashes.count == max(0, to - from) else { throw .failed("Hashes of the ledger are missing: level \(level), \(from) to \(to)") }
        return hashes
    }

    /// Those of the hashes that are there.
    static func found(_ session: Session, level: Int, from: Int, to: Int) throws(StoreError) -> [Digest] {
        if from >= to { return [] }
        let sql =
            level == 0
            ? SQL("SELECT hash FROM \"_entry\" WHERE place >= $1 AND place < $2 ORDER BY place", [.integer(Int64(from)), .integer(Int64(to))])
            : SQL(
                "SELECT root FROM \"_tile\" WHERE level = $1 AND place >= $2 AND place < $3 ORDER BY place",
                [.integer(Int64(level - 1)), .integer(Int64(from)), .integer(Int64(to))])
        let found = try session.attempt { () throws(SQLFailure) in try session.connection.rows(sql) { Digest($0.bytes(0)) } }
        return found.compactMap(\.self)
    }
}
