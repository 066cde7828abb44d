public import Cryptography

/// All hashes of a tree in memory, for tests and small logs: 33 bytes per entry.
public struct MemoryTiles: TileSource, Hashable {
    /// For each level its hashes; a level holds one hash for each full tile of the level below.
    private var levels: [[Digest]] = [[]]

    /// A tree without leaves.
    public init() {}

    /// How many leaves the tree has.
    public var size: Int { levels[0].count }

    /// Appends the hash of one leaf and completes the tiles that it fills.
    public mutating func append(_ leafHash: Digest) {
        levels[0].append(leafHash)
        var level = 0
        while levels[level].count % Tile.fullWidth == 0 {
            let root = MerkleTree.perfectRoot(levels[level].suffix(Tile.fullWidth))
            level += 1
            if level == levels.count { levels.append([]) }
            levels[level].append(root)
        }
    }

    /// Appends the hashes of leaves in order.
    public mutating func append(contentsOf leafHashes: some Sequence<Digest>) {
        for hash in leafHashes { append(hash) }
    }

    public func hashes(of tile: Tile) throws -> [Digest] {
        let start = tile.index * Tile.fullWidth
        guard tile.level < levels.count, start + tile.width <= levels[tile.level].count else {
            let present = tile.level < levels.count ? max(0, levels[tile.level].count - start) : 0
            throw LedgerError.wrongTile(path: LogPath.hashes(tile).text, expected: tile.width, actual: present)
        }
        return Array(levels[tile.level][start..<start + tile.width])
    }
}
