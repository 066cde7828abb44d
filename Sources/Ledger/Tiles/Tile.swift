public import Cryptography

/// A run of up to 256 neighbouring hashes of one level of the tree, the unit in which logs store and serve them (C2SP tlog-tiles).
///
/// At level 0 the hashes are those of leaves; at level 1 and above each is the root over a full tile of the level below.
/// A full tile never changes. A tree has at most one tile per level that is not full, the last.
public struct Tile: Sendable, Hashable {
    /// How many hashes a full tile holds.
    public static let fullWidth = 256
    /// The binary logarithm of ``fullWidth``.
    static let height = 8
    /// The highest level there can be.
    public static let highestLevel = 63

    /// The level, from 0; each hash stands for 256^level leaves.
    public let level: Int
    /// The position among the tiles of the level, from 0.
    public let index: Int
    /// How many hashes it holds, 1 to 256.
    public let width: Int

    /// The tile with these coordinates, which must be in range; those from outside come through ``LogPath``.
    public init(level: Int, index: Int, width: Int = Tile.fullWidth) {
        precondition((0...Self.highestLevel).contains(level) && index >= 0 && (1...Self.fullWidth).contains(width), "No such tile")
        self.level = level
        self.index = index
        self.width = width
    }

    /// Whether it holds 256 hashes and will never change.
    public var isFull: Bool { width == Self.fullWidth }

    /// The tile with these coordinates as it is in a tree of `size` leaves; nil if that tree does not have it.
    public init?(level: Int, index: Int, treeSize size: Int) {
        guard (0...Self.highestLevel).contains(level), index >= 0, size >= 0 else { return nil }
        let hashes = size >> (Self.height * level)
        guard index <= (hashes - 1) >> Self.height, hashes > 0 else { return nil }
        self.init(level: level, index: index, width: min(Self.fullWidth, hashes - index << Self.height))
    }

    /// The tiles that become full when a tree grows from `old` to `new` leaves, lower levels first, then in order.
    ///
    /// They are what a store writes: each is complete and final.
    public static func completed(from old: Int, to new: Int) -> [Tile] {
        var result: [Tile] = []
        for level in 0...highestLevel {
            let first = max(0, old) >> (height * (level + 1))
            let end = max(0, new) >> (height * (level + 1))
            guard end > 0 else { break }
            for index in first..<max(first, end) { result.append(Tile(level: level, index: index)) }
        }
        return result
    }

    /// The tiles of a tree of `size` leaves that are not full, lower levels first: at most one per level.
    public static func partial(treeSize size: Int) -> [Tile] {
        var result: [Tile] = []
        for level in 0...highestLevel {
            let hashes = max(0, size) >> (height * level)
            guard hashes > 0 else { break }
            let width = hashes % fullWidth
            if width > 0 { result.append(Tile(level: level, index: hashes >> height, width: width)) }
        }
        return result
    }

    /// The hash that a full tile contributes to the level above: the root over its 256 hashes; nil if there are not 256.
    public static func root(of hashes: [Digest]) -> Digest? {
        hashes.count == fullWidth ? MerkleTree.perfectRoot(hashes[...]) : nil
    }

    /// The hashes as a log serves them: 32 bytes each, one after another.
    public static func encode(_ hashes: [Digest]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(hashes.count * Digest.byteCount)
        for hash in hashes { hash.withUnsafeBytes { result.append(contentsOf: $0) } }
        return result
    }

    /// The hashes behind what ``encode(_:)`` gave for this tile; bytes of a wider form of the same tile will do.
    ///
    /// - Throws: ``LedgerError/wrongTile(path:expected:actual:)`` if there are too few bytes or not a multiple of 32.
    public func decode(_ bytes: [UInt8]) throws(LedgerError) -> [Digest] {
        let count = bytes.count / Digest.byteCount
        guard bytes.count % Digest.byteCount == 0, (width...Self.fullWidth).contains(count) else {
            throw .wrongTile(path: LogPath.hashes(self).text, expected: width, actual: count)
        }
        return Digest.list(bytes[..<(width * Digest.byteCount)])
    }
}
