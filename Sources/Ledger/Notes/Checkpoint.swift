public import Cryptography

/// What a log says about itself and signs: which log, how many entries, which root (C2SP tlog-checkpoint).
///
/// ```swift
/// var note = try SignedNote(text: Checkpoint(origin: "yunling.example/ledger", size: frontier.size, root: frontier.root).text)
/// try note.sign(log)
///
/// let checkpoint = try Checkpoint(opening: bytes, log: logKey)      // read, checked, ready to be trusted
/// ```
public struct Checkpoint: Sendable, Hashable {
    /// Which log; by convention an address without its scheme.
    public let origin: String
    /// How many entries the log has.
    public let size: Int
    /// The root over them.
    public let root: Digest
    /// Further lines, of which the standard advises against.
    public let extensions: [String]

    /// A checkpoint.
    ///
    /// - Throws: ``LedgerError/malformed(what:detail:)`` if the origin or a further line is empty or more than one line, or the size negative.
    public init(origin: String, size: Int, root: Digest, extensions: [String] = []) throws(LedgerError) {
        for line in [origin] + extensions {
            guard !line.isEmpty, line.utf8.allSatisfy({ $0 >= 0x20 }) else {
                throw Self.malformed("its origin or a further line is empty or holds a control character")
            }
        }
        guard size >= 0 else { throw Self.malformed("its size is negative") }
        guard size > 0 || root == MerkleTree.emptyRoot else { throw Self.malformed("an empty log has another root") }
        self.origin = origin
        self.size = size
        self.root = root
        self.extensions = extensions
    }

    /// The text to sign, in lines that each end in a newline.
    public var text: String {
        ([origin, String(size), Base64.encode(root.bytes)] + extensions).map { $0 + "\n" }.joined()
    }

    /// Reads the text of a note; accepts nothing that ``text`` would not have written. The signatures are not checked.
    ///
    /// - Throws: ``LedgerError/malformed(what:detail:)``.
    public init(text: String) throws(LedgerError) {
        guard text.utf8.last == UInt8(ascii: "\n") else { throw Self.malformed("it does not end in a newline") }
        let lines = text.utf8.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { String(Substring($0)) }
        guard lines.count >= 3 else { throw Self.malformed("it has \(lines.count) lines; needed are origin, size and root") }
        guard let size = Int(lines[1]), size >= 0, String(size) == lines[1] else { throw Self.malformed("its size is not a plain number") }
        guard let bytes = try? Base64.decode(lines[2]), let root = Digest(bytes) else { throw Self.malformed("its root is not 32 bytes in base 64") }
        try self.init(origin: lines[0], size: size, root: root, extensions: Array(lines[3...]))
    }

    /// Reads a signed checkpoint that must be signed by the log itself.
    ///
    /// - Parameters:
    ///   - note: the note as it was served.
    ///   - log: the key of the log.
    ///   - origin: what the origin must be; nil if it is the name of the key, as is usual.
    ///   - witnesses: keys of witnesses that are known.
    ///   - quorum: how many of the witnesses must have signed.
    /// - Throws: ``LedgerError/malformed(what:detail:)``, ``LedgerError/signatureRejected(signer:)``, ``LedgerError/unsigned(signers:)``.
    public init(
        opening note: [UInt8], log: NoteVerifier, origin: String? = nil, witnesses: [NoteVerifier] = [], quorum: Int = 0
    ) throws(LedgerError) {
        let note = try SignedNote(note)
        let verified = try note.verified(by: [log] + witnesses).map(\.verifier)
        guard verified.contains(log), verified.count(where: { $0 != log }) >= quorum else {
            throw .unsigned(signers: note.signatures.map(\.name))
        }
        try self.init(text: note.text)
        guard self.origin.utf8.elementsEqual((origin ?? log.name).utf8) else {
            throw Self.malformed("it belongs to the log “\(self.origin)”, not to “\(origin ?? log.name)”")
        }
    }

    /// The checkpoint as a note signed by the log.
    ///
    /// - Throws: ``LedgerError/wrongKeyKind(signer:needed:)`` for the key of a witness.
    public func signed(by log: NoteSigner) throws -> SignedNote {
        var note = try SignedNote(text: text)
        try note.sign(log)
        return note
    }

    private static func malformed(_ detail: String) -> LedgerError { .malformed(what: "checkpoint", detail: detail) }
}
