public import Cryptography

/// The right edge of a growing Merkle tree: all that is needed to append to it and to know its root.
///
/// It holds one hash for each 1 in the binary form of the size, so some 20 hashes for a million entries. A store keeps it in
/// one row and updates it in the transaction that appends the entries.
///
/// ```swift
/// var frontier = try Frontier(decoding: row.bytes)
/// frontier.append(MerkleTree.leafHash(entry.encoded()))
/// row.bytes = frontier.encoded
/// ```
public struct Frontier: Sendable, Hashable {
    /// How many leaves the tree has.
    public private(set) var size: Int
    /// The roots of the complete subtrees that make up the tree, from the largest, on the left, to the smallest.
    public private(set) var hashes: [Digest]

    /// The frontier of a tree without leaves.
    public init() {
        size = 0
        hashes = []
    }

    /// The frontier of a tree with `size` leaves and these roots of complete subtrees, largest first.
    ///
    /// - Throws: ``LedgerError/malformed(what:detail:)`` if there is not one hash for each 1 in the binary form of `size`.
    public init(size: Int, hashes: [Digest]) throws(LedgerError) {
        guard size >= 0, hashes.count == size.nonzeroBitCount else {
            throw .malformed(what: "frontier", detail: "\(hashes.count) hashes cannot stand for a tree of size \(size)")
        }
        self.size = size
        self.hashes = hashes
    }

    /// Appends the hash of one leaf. On average one further hash is computed, at most log₂(size).
    public mutating func append(_ leafHash: Digest) {
        var hash = leafHash
        for _ in 0..<(~size).trailingZeroBitCount { hash = MerkleTree.nodeHash(hashes.removeLast(), hash) }
        hashes.append(hash)
        size += 1
    }

    /// Appends the hashes of leaves in order.
    public mutating func append(contentsOf leafHashes: some Sequence<Digest>) {
        for hash in leafHashes { append(hash) }
    }

    /// The root of the whole tree. At most log₂(size) hashes are computed.
    public var root: Digest {
        guard var hash = hashes.last else { return MerkleTree.emptyRoot }
        for left in hashes.dropLast().reversed() { hash = MerkleTree.nodeHash(left, hash) }
        return hash
    }

    /// The size as 8 bytes, the highest first, followed by the hashes, 32 bytes each.
    public var encoded: [UInt8] {
        var result = (0..<8).map { UInt8(truncatingIfNeeded: size >> (56 - 8 * $0)) }
        result.reserveCapacity(8 + hashes.count * Digest.byteCount)
        for hash in hashes { hash.withUnsafeBytes { result.append(contentsOf: $0) } }
        return result
    }

    /// The frontier behind what ``encoded`` gave.
    ///
    /// - Throws: ``LedgerError/malformed(what:detail:)`` if the count of bytes does not fit the size in them.
    public init(decoding bytes: [UInt8]) throws(LedgerError) {
        guard bytes.count >= 8, bytes[0] < 0x80, (bytes.count - 8) % Digest.byteCount == 0 else {
            throw .malformed(what: "frontier", detail: "\(bytes.count) bytes are cut off or too many")
        }
        let size = bytes[0..<8].reduce(0) { $0 << 8 | Int($1) }
        try self.init(size: size, hashes: Digest.list(bytes[8...]))
    }
}

extension Digest {
    /// The digests that stand one after another in `bytes`; what is left over at the end is passed over.
    static func list(_ bytes: ArraySlice<UInt8>) -> [Digest] {
        bytes.withUnsafeBytes { bytes in
            stride(from: 0, to: bytes.count - bytes.count % byteCount, by: byteCount).compactMap {
                Digest(copying: UnsafeRawBufferPointer(rebasing: bytes[$0..<$0 + byteCount]))
            }
        }
    }
}
