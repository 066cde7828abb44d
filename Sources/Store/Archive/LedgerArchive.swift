public import Cryptography
public import Kernel
public import Ledger

/// What the web serves of a store's ledger: tiles, entries, and from them roots and proofs. Read without waiting for writes.
public struct LedgerArchive: LogArchive {
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
    /// - Throws: ``LedgerError/wrongTile(path:expected:actual:)`` where the ledger does not reach so far, or hashes of it are gone.
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
}

extension StoreReader {
    fileprivate func ledgerSession() throws(StoreError) -> Session {
        guard let session = self as? Session else { throw .failed("This store keeps its ledger elsewhere") }
        return session
    }
}

extension Session {
    fileprivate func frontier() throws(StoreError) -> Frontier { try LogEdge.frontier(self) }

    fileprivate func hashes(of tile: Tile) throws -> [Digest] {
        if tile.isFull {
            let place: [SQLValue] = [.integer(Int64(tile.level)), .integer(Int64(tile.index))]
            let found = try attempt { () throws(SQLFailure) in
                try connection.first(SQL("SELECT hashes FROM \"_tile\" WHERE level = $1 AND place = $2", place)) { $0.bytes(0) }
            }
            return try tile.decode(found ?? [])
        }
        let first = tile.index * Tile.fullWidth
        let hashes = try LogEdge.found(self, level: tile.level, from: first, to: first + tile.width)
        guard hashes.count == tile.width else { throw LedgerError.wrongTile(path: LogPath.hashes(tile).text, expected: tile.width, actual: hashes.count) }
        return hashes
    }

    fileprivate func leaves(from index: Int64, count: Int) throws(StoreError) -> [[UInt8]] {
        try attempt { () throws(SQLFailure) in
            try connection.rows(
                SQL("SELECT leaf FROM \"_entry\" WHERE place >= $1 AND place < $2 ORDER BY place", [.integer(index), .integer(index + Int64(count))])
            ) { $0.bytes(0) }
        }
    }

    fileprivate func entries(from index: Int64, limit: Int) throws(StoreError) -> [StoredEntry] {
        try expect(rows: limit)
        return try attempt { () throws(SQLFailure) in
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
