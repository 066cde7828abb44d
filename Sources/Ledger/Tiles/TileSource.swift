public import Cryptography

/// Where the hashes of a tree are read: a store, a folder, a server.
///
/// Everything below is computed from tiles and not yet trusted: compare roots with a signed ``Checkpoint``.
public protocol TileSource: Sendable {
    /// The hashes of a tile, exactly `tile.width` of them, from this or a wider form of the tile.
    func hashes(of tile: Tile) async throws -> [Digest]
}

extension TileSource {
    /// The root of the tree of the first `size` leaves. Reads at most two tiles per level.
    ///
    /// - Throws: ``LedgerError/outOfRange(what:value:allowed:)`` for a negative size, ``LedgerError/wrongTile(path:expected:actual:)``
    ///   if the source gives too few hashes, and whatever the source throws.
    public func root(size: Int) async throws -> Digest {
        try await frontier(size: size).root
    }

    /// The frontier of the tree of the first `size` leaves, from which it can be continued. Throws as ``root(size:)``.
    public func frontier(size: Int) async throws -> Frontier {
        guard size >= 0 else { throw LedgerError.outOfRange(what: "tree size", value: size, allowed: "0 or more") }
        var reader = TileReader(source: self, size: size)
        return try Frontier(size: size, hashes: await reader.subtrees(0..<size))
    }

    /// Proof that the entry at `index` is in the tree of the first `size` leaves. Reads at most three tiles per level.
    ///
    /// - Throws: ``LedgerError/outOfRange(what:value:allowed:)`` if there is no such entry, and as ``root(size:)``.
    public func inclusionProof(of index: Int, size: Int) async throws -> InclusionProof {
        guard index >= 0, index < size else {
            throw LedgerError.outOfRange(what: "position of an entry", value: index, allowed: "0 to \(max(0, size) - 1)")
        }
        var reader = TileReader(source: self, size: size)
        var beside: [Range<Int>] = []
        var range = 0..<size
        while range.count > 1 {
            let middle = range.lowerBound + split(range.count)
            if index < middle {
                beside.append(middle..<range.upperBound)
                range = range.lowerBound..<middle
            } else {
                beside.append(range.lowerBound..<middle)
                range = middle..<range.upperBound
            }
        }
        return InclusionProof(index: index, size: size, path: try await reader.roots(beside.reversed()))
    }

    /// Proof that the tree of the first `new` leaves begins with that of the first `old`. Reads at most three tiles per level.
    ///
    /// - Throws: ``LedgerError/outOfRange(what:value:allowed:)`` if `old` is negative or greater than `new`, and as ``root(size:)``.
    public func consistencyProof(from old: Int, to new: Int) async throws -> ConsistencyProof {
        guard old >= 0, old <= new else {
            throw LedgerError.outOfRange(what: "older tree size", value: old, allowed: "0 to \(max(0, new))")
        }
        var parts: [Range<Int>] = []
        var range = 0..<new
        while old > 0, old < range.upperBound {
            let middle = range.lowerBound + split(range.count)
            if old <= middle {
                parts.append(middle..<range.upperBound)
                range = range.lowerBound..<middle
            } else {
                parts.append(range.lowerBound..<middle)
                range = middle..<range.upperBound
            }
        }
        // The older root itself is known to whoever checks; only a part of it has to be told.
        if old > 0, range.lowerBound > 0 { parts.append(range) }
        var reader = TileReader(source: self, size: new)
        return ConsistencyProof(oldSize: old, newSize: new, path: try await reader.roots(parts.reversed()))
    }
}

/// How many of `count` leaves go to the left: the largest power of two below `count`, which must be 2 or more.
private func split(_ count: Int) -> Int {
    1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
}

/// Reads roots of parts of one tree and each tile once.
private struct TileReader {
    let source: any TileSource
    let size: Int
    private var tiles: [Tile: [Digest]] = [:]

    init(source: any TileSource, size: Int) {
        self.source = source
        self.size = size
    }

    /// The roots over ranges of leaves as the tree splits them.
    mutating func roots(_ ranges: [Range<Int>]) async throws -> [Digest] {
        var result: [Digest] = []
        for range in ranges {
            var hashes = try await subtrees(range)
            guard var root = hashes.popLast() else { continue }
            while let left = hashes.popLast() { root = MerkleTree.nodeHash(left, root) }
            result.append(root)
        }
        return result
    }

    /// The roots of the complete subtrees that make up a range, largest first. The range begins at a multiple of the largest.
    mutating func subtrees(_ range: Range<Int>) async throws -> [Digest] {
        var result: [Digest] = []
        var start = range.lowerBound
        while start < range.upperBound {
            let height = Int.bitWidth - 1 - (range.upperBound - start).leadingZeroBitCount
            result.append(try await subtree(height: height, index: start >> height))
            start += 1 << height
        }
        return result
    }

    /// The root of the complete subtree over 2^height leaves that is the `index`-th of its kind.
    private mutating func subtree(height: Int, index: Int) async throws -> Digest {
        let level = height / Tile.height
        let inner = height % Tile.height
        let first = index << inner
        guard let tile = Tile(level: level, index: first >> Tile.height, treeSize: size) else {
            throw LedgerError.outOfRange(what: "subtree", value: index, allowed: "those of a tree of size \(size)")
        }
        let start = first % Tile.fullWidth
        return MerkleTree.perfectRoot(try await hashes(of: tile)[start..<start + 1 << inner])
    }

    private mutating func hashes(of tile: Tile) async throws -> [Digest] {
        if let known = tiles[tile] { return known }
        let hashes = try await source.hashes(of: tile)
        guard hashes.count == tile.width else {
            throw LedgerError.wrongTile(path: LogPath.hashes(tile).text, expected: tile.width, actual: hashes.count)
        }
        tiles[tile] = hashes
        return hashes
    }
}
