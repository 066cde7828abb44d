public import Cryptography
public import Ledger

/// Speaks for the ledger to the outside: signed checkpoints, tiles, entries and proofs, as C2SP describes them.
///
/// The same size of the log always gives the same checkpoint, which is signed once and kept.
public actor Notary {
    private let archive: any LogArchive
    private let signer: NoteSigner
    private var latest: (size: Int, note: [UInt8])?

    /// - Parameter signer: its name is the origin of the log.
    public init(_ archive: any LogArchive, signer: NoteSigner) {
        self.archive = archive
        self.signer = signer
    }

    /// The key by which others check: `name+keyID+base64`, as Go's `note` reads it.
    public nonisolated var verifierKey: String { signer.verifier.description }

    /// The newest checkpoint, signed (c2sp.org/tlog-checkpoint).
    public func checkpoint() async throws -> [UInt8] {
        let head = try await archive.head()
        if let latest, latest.size == head.size { return latest.note }
        let checkpoint = try Checkpoint(origin: signer.verifier.name, size: head.size, root: head.root)
        let note = try checkpoint.signed(by: signer).bytes
        latest = (head.size, note)
        return note
    }

    /// The bytes at an address of the log: `tile/0/x001/234`, `tile/entries/000.p/17` (c2sp.org/tlog-tiles).
    ///
    /// - Throws: ``LedgerError`` where there is no such tile, or not yet.
    public func tile(_ path: String) async throws -> [UInt8] {
        switch try LogPath(path) {
        case .hashes(let tile): return Tile.encode(try await archive.hashes(of: tile))
        case .entries(let tile):
            let leaves = try await archive.leaves(of: tile)
            guard leaves.count == tile.width else {
                throw LedgerError.outOfRange(what: "entry", value: tile.index * Tile.fullWidth, allowed: "what the log holds")
            }
            return try EntryBundle.encode(leaves)
        case .checkpoint: return try await checkpoint()
        }
    }

    /// Everything by which one entry can be checked without trusting us: its leaf, its hash, the path to the root, the signed checkpoint.
    public struct Proof: Sendable, Hashable {
        public let index: Int
        public let leaf: [UInt8]
        public let leafHash: Digest
        public let path: [Digest]
        public let checkpoint: [UInt8]

        /// As one text (c2sp.org/tlog-proof): the index, the hashes of the path, an empty line, the checkpoint.
        public var text: String {
            let lines = ["c2sp.org/tlog-proof@v1", "index \(index)"] + path.map { Base64.encode($0.bytes) }
            return lines.joined(separator: "\n") + "\n\n" + String(decoding: checkpoint, as: UTF8.self)
        }
    }

    public func proof(of index: Int) async throws -> Proof {
        let note = try await checkpoint()
        let size = latest?.size ?? 0
        let proof = try await archive.inclusionProof(of: index, size: size)
        let first = index / Tile.fullWidth * Tile.fullWidth
        let tile = Tile(level: 0, index: index / Tile.fullWidth, width: min(Tile.fullWidth, size - first))
        let leaf = try await archive.leaves(of: tile)[index - first]
        return Proof(index: index, leaf: leaf, leafHash: MerkleTree.leafHash(leaf), path: proof.path, checkpoint: note)
    }

    /// Proof that what is there now begins with what was there when the log had `old` entries.
    public func consistency(from old: Int) async throws -> (path: [Digest], checkpoint: [UInt8]) {
        let note = try await checkpoint()
        return (try await archive.consistencyProof(from: old, to: latest?.size ?? 0).path, note)
    }
}
