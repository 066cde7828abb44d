public import Cryptography

/// The hashes of an append-only Merkle tree (RFC 9162, section 2.1; the same as RFC 6962).
///
/// Leaves and nodes are hashed with different first bytes, so that no leaf can pass for a node.
public enum MerkleTree {
    /// The root of a tree without leaves: SHA-256 of nothing.
    public static let emptyRoot = SHA256.hash([])

    /// The hash of a leaf: SHA-256(0x00 ‖ data).
    public static func leafHash(_ data: [UInt8]) -> Digest { data.withUnsafeBytes { leafHash($0) } }

    /// The hash of a leaf: SHA-256(0x00 ‖ data).
    public static func leafHash(_ data: ArraySlice<UInt8>) -> Digest { data.withUnsafeBytes { leafHash($0) } }

    /// The hash of a leaf: SHA-256(0x00 ‖ data).
    public static func leafHash(_ data: UnsafeRawBufferPointer) -> Digest { SHA256.hash(prefix: 0, data) }

    /// The hash of a node over its two children: SHA-256(0x01 ‖ left ‖ right).
    public static func nodeHash(_ left: Digest, _ right: Digest) -> Digest { SHA256.hash(prefix: 1, left, right) }

    /// The root over the hashes of all leaves, in order. Linear; a store keeps a ``Frontier`` instead.
    public static func root(of leafHashes: some Sequence<Digest>) -> Digest {
        var frontier = Frontier()
        frontier.append(contentsOf: leafHashes)
        return frontier.root
    }

    /// The root over two, four, eight … hashes of one level. `hashes` must not be empty and its count a power of two.
    static func perfectRoot(_ hashes: ArraySlice<Digest>) -> Digest {
        var level = Array(hashes)
        precondition(level.count.nonzeroBitCount == 1, "A perfect tree has 1, 2, 4, 8 … leaves, not \(level.count)")
        while level.count > 1 {
            let half = level.count / 2
            for place in 0..<half { level[place] = nodeHash(level[2 * place], level[2 * place + 1]) }
            level.removeSubrange(half...)
        }
        return level[0]
    }
}
