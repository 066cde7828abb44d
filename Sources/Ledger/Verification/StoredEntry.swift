public import Cryptography

/// An entry as a store gives it for checking.
public struct StoredEntry: Sendable, Hashable {
    /// Its position in the log, from 0.
    public var index: Int
    /// The data of the leaf.
    public var leaf: [UInt8]
    /// The hash of the leaf, where the store keeps it beside the entry.
    public var leafHash: Digest?
    /// The content of the change.
    public var content: Content

    /// What the entry commits to.
    public enum Content: Sendable, Hashable {
        /// Salt and content are there.
        case kept(salt: [UInt8], content: [UInt8])
        /// Both were removed, as the erasure of personal data asks for.
        case removed
    }

    /// An entry with its content.
    public init(index: Int, leaf: [UInt8], leafHash: Digest? = nil, content: Content) {
        self.index = index
        self.leaf = leaf
        self.leafHash = leafHash
        self.content = content
    }
}
