public import Cryptography
public import Kernel
public import Ledger

/// What the web serves of a store's ledger: tiles, entries, and from them roots and proofs. Read without waiting for writes.
public struct LedgerArchive: TileSource {
    private let store: any Store

    /// - Parameter store: one of this module; asking another throws.
    public init(_ store: any Store) { self.store = store }

    /// How many entries there are, and the root over them: what a checkpoint says. Reads one row.
    ///
    /// - Throws: ``StoreError``.
    public func head() async throws -> (size: Int, root: Digest) {
        let frontier = try await store.read { try $0.ledgerSession().frontier() }
        return (frontier.size, frontier.root)
    }

    /// The hashes of a tile. A full tile is one row, another at most 255.
    ///
    /// - Throws: ``StoreError/failed(_:)`` where the ledger does not reach so far.
    public func hashes(of tile: Tile) async throws -> [Digest] {
        try await store.read { try $0.ledgerSession().hashes(of: tile) }
    }

    /// The data of the leaves of a tile of level 0, from which their hashes follow.
    public func leaves(of tile: Tile) async throws -> [[UInt8]] {
        guard tile.level == 0 else { return [] }
        let first = Int64(tile.index) * Int64(Tile.fullWidth)
        return try await store.read { try $0.ledgerSession().leaves(from: first, count: tile.width) }
    }

    /// Entries as they are stored, with salt and content where they were not erased.
    public func entries(from index: Int, limit: Int) async throws -> [StoredEntry] {
        try await store.read { try $0.ledgerSession().entries(from: Int64(index), limit: limit) }
    }

    /// Checks the whole ledger as it stands: every leaf, every content, every tile, and what signed checkpoints said before. Goes on in
    /// pages while others read and write; some 5 µs an entry.
    ///
    /// - Parameter start: where an earlier check ended, to check only what was added since.
    /// - Throws: ``StoreError`` where the database does not answer; what is wrong with the ledger is in the report.
    public func verify(checkpoints: [Checkpoint], from start: Frontier = Frontier()) async throws -> VerificationReport {
        let frontier = try await store.read { try $0.ledgerSession().frontier() }
        var verifier = Verifier(tiles: self, checkpoints: checkpoints, stored: frontier, from: start)
        var next = start.size
        while next < frontier.size {
            let page = try await entries(from: next, limit: min(2000, frontier.size - next))
            guard let last = page.last else { break }
            // What was added since is for the next check.
            try await verifier.add(page.filter { $0.index < frontier.size })
            next = last.index + 1
        }
        return try await verifier.finish()
    }
}

extension StoreReader {
    fileprivate func ledgerSession() throws(StoreError) -> Session {
        guard let session = self as? Session else { throw .failed("This store keeps its ledger elsewhere") }
        return session
    }
}

extension Session {
    fileprivate func frontier() throws(StoreError) -> Frontier { try LogEdge.frontier(self) }

    fileprivate func hashes(of tile: Tile) throws(StoreError) -> [Digest] {
        if tile.isFull {
            let place: [SQLValue] = [.integer(Int64(tile.level)), .integer(Int64(tile.index))]
            let found = try attempt { () throws(SQLFailure) in
                try connection.first(SQL("SELECT hashes FROM \"_tile\" WHERE level = $1 AND place = $2", place)) { $0.bytes(0) }
            }
            do { return try tile.decode(found ?? []) } catch { throw .failed("\(error)") }
        }
        let first = tile.index * Tile.fullWidth
        return try LogEdge.hashes(self, level: tile.level, from: first, to: first + tile.width)
    }

    fileprivate func leaves(from index: Int64, count: Int) throws(StoreError) -> [[UInt8]] {
        try attempt { () throws(SQLFailure) in
            try connection.rows(
                SQL("SELECT leaf FROM \"_entry\" WHERE place >= $1 AND place < $2 ORDER BY place", [.integer(index), .integer(index + Int64(count))])
            ) { $0.bytes(0) }
        }
    }

    fileprivate func entries(from index: Int64, limit: Int) throws(StoreError) -> [StoredEntry] {
        try attempt { () throws(SQLFailure) in
            try connection.rows(
                SQL(
                    "SELECT place, leaf, hash, salt, payload FROM \"_entry\" WHERE place >= $1 ORDER BY place LIMIT $2",
                    [.integer(index), .integer(Int64(limit))])
            ) { row in
                let isKept = !row.isNull(3) && !row.isNull(4)
                return StoredEntry(
                    index: Int(row.integer(0)), leaf: row.bytes(1), leafHash: Digest(row.bytes(2)),
                    content: isKept ? .kept(salt: row.bytes(3), content: row.bytes(4)) : .removed)
            }
        }
    }
}
