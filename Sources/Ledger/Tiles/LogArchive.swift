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
