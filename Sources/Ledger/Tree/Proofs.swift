public import Cryptography

/// Proof that an entry is in a tree (RFC 9162, section 2.1.3), checked against nothing but the root.
public struct InclusionProof: Sendable, Hashable {
    /// The position of the entry, from 0.
    public let index: Int
    /// The size of the tree.
    public let size: Int
    /// The hashes beside the way from the leaf up to the root, lowest first.
    public let path: [Digest]

    /// A proof as it was received; nothing is checked before ``accepts(leafHash:root:)``.
    public init(index: Int, size: Int, path: [Digest]) {
        self.index = index
        self.size = size
        self.path = path
    }

    /// Whether the tree with this root holds this leaf at this position. At most 64 hashes.
    public func accepts(leafHash: Digest, root: Digest) -> Bool {
        guard index >= 0, index < size else { return false }
        var node = index
        var last = size - 1
        var hash = leafHash
        for sibling in path {
            if last == 0 { return false }
            if node & 1 == 1 || node == last {
                hash = MerkleTree.nodeHash(sibling, hash)
                while node & 1 == 0, node != 0 {
                    node >>= 1
                    last >>= 1
                }
            } else {
                hash = MerkleTree.nodeHash(hash, sibling)
            }
            node >>= 1
            last >>= 1
        }
        return last == 0 && hash == root
    }
}

/// Proof that a tree has only grown (RFC 9162, section 2.1.4): the newer one begins with all of the older one, unaltered.
public struct ConsistencyProof: Sendable, Hashable {
    /// The size of the older tree.
    public let oldSize: Int
    /// The size of the newer tree.
    public let newSize: Int
    /// The hashes from which both roots follow; none if the sizes are equal or the older tree is empty.
    public let path: [Digest]

    /// A proof as it was received; nothing is checked before ``accepts(oldRoot:newRoot:)``.
    public init(oldSize: Int, newSize: Int, path: [Digest]) {
        self.oldSize = oldSize
        self.newSize = newSize
        self.path = path
    }

    /// Whether the tree with the new root begins with the tree with the old root. At most 128 hashes.
    public func accepts(oldRoot: Digest, newRoot: Digest) -> Bool {
        guard oldSize >= 0, oldSize <= newSize else { return false }
        if oldSize == newSize { return path.isEmpty && oldRoot == newRoot && (oldSize > 0 || oldRoot == MerkleTree.emptyRoot) }
        if oldSize == 0 { return path.isEmpty && oldRoot == MerkleTree.emptyRoot }
        var rest = path[...]
        // The root of a complete tree is itself a node of the newer one and is left out of the proof.
        guard let start = oldSize.nonzeroBitCount == 1 ? oldRoot : rest.popFirst() else { return false }
        var node = oldSize - 1
        var last = newSize - 1
        while node & 1 == 1 {
            node >>= 1
            last >>= 1
        }
        var old = start
        var new = start
        for sibling in rest {
            if last == 0 { return false }
            if node & 1 == 1 || node == last {
                old = MerkleTree.nodeHash(sibling, old)
                new = MerkleTree.nodeHash(sibling, new)
                while node & 1 == 0, node != 0 {
                    node >>= 1
                    last >>= 1
                }
            } else {
                new = MerkleTree.nodeHash(new, sibling)
            }
            node >>= 1
            last >>= 1
        }
        return last == 0 && old == oldRoot && new == newRoot
    }
}
