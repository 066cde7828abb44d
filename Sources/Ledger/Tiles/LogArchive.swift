public import Cryptography

/// A whole log that can be read: its size and root, its tiles, its entries. Stores have one each.
public protocol LogArchive: TileSource {
    /// How many entries there are, and the root over them.
    func head() async throws -> (size: Int, root: Digest)
    /// The data of the leaves of a tile of level 0.
    func leaves(of tile: Tile) async throws -> [[UInt8]]
    /// Entries as they are stored, in order, for a full check.
    func entries(from index: Int, limit: Int) async throws -> [StoredEntry]
}

extension LogArchive {
    /// Checks the whole log as it stands: every leaf, every content, every tile, and what signed checkpoints said before. Goes on in pages
    /// while others read and write; some 5 µs an entry.
    ///
    /// - Parameter start: where an earlier check ended, to check only what was added since.
    /// - Throws: what the archive throws where it does not answer; what is wrong with the log is in the report.
    public func verify(checkpoints: [Checkpoint] = [], from start: Frontier = Frontier()) async throws -> VerificationReport {
        let size = try await head().size
        // Where hashes are gone there is no frontier to compare with: the verifier meets the gap itself.
        var stored: Frontier?
        do { stored = try await frontier(size: size) } catch LedgerError.wrongTile {}
        var verifier = Verifier(tiles: self, checkpoints: checkpoints, stored: stored, size: size, from: start)
        // While one page is checked, the next is fetched.
        var coming = page(from: start.size, of: size)
        defer { coming.cancel() }
        while let last = try await coming.value.last {
            let page = try await coming.value
            coming = self.page(from: last.index + 1, of: size)
            // What was added since is for the next check.
            try await verifier.add(page.filter { $0.index < size })
        }
        return try await verifier.finish()
    }

    private func page(from next: Int, of size: Int) -> Task<[StoredEntry], any Error> {
        Task { next < size ? try await entries(from: next, limit: min(2000, size - next)) : [] }
    }
}
