import Cryptography

/// One line of signature under a note.
public struct NoteSignature: Sendable, Hashable {
    /// The name of the signer, as the note gives it.
    public let name: String
    /// Which of the signer's keys it is.
    public let keyID: UInt32
    /// The signature itself, without the key ID before it.
    public let bytes: [UInt8]

    /// The line as it stands in the note, with its newline.
    var line: String {
        let keyBytes = withUnsafeBytes(of: keyID.bigEndian) { Array($0) }
        return "— \(name) \(Base64.encode(keyBytes + bytes))\n"
    }

    func isOf(_ verifier: NoteVerifier) -> Bool {
        keyID == verifier.keyID && name.utf8.elementsEqual(verifier.name.utf8)
    }
}

/// A text with signatures of any number of keys (C2SP signed-note; Go's `golang.org/x/mod/sumdb/note`).
///
/// Signatures of keys that are not known are kept, so that a note can pass through hands that know different keys.
public struct SignedNote: Sendable, Hashable {
    /// The most bytes and signatures that are read.
    public static let maximumByteCount = 1 << 20
    /// The most signatures that are read; the standard asks for 16 at least.
    public static let maximumSignatureCount = 100

    /// The text, which ends in a newline. Do not use it before ``verified(by:)`` has passed.
    public let text: String
    /// All signatures in their order.
    public private(set) var signatures: [NoteSignature]

    /// A note that nobody has signed yet.
    ///
    /// - Throws: ``LedgerError/malformed(what:detail:)`` if the text does not end in a newline or holds other control characters.
    public init(text: String) throws(LedgerError) {
        guard text.utf8.last == UInt8(ascii: "\n") else { throw Self.malformed("its text does not end in a newline") }
        guard text.utf8.allSatisfy({ $0 >= 0x20 || $0 == UInt8(ascii: "\n") }) else { throw Self.malformed("it holds a control character") }
        self.text = text
        signatures = []
    }

    /// Reads a note with its signatures; none of them is checked yet.
    ///
    /// - Throws: ``LedgerError/malformed(what:detail:)``, ``LedgerError/tooLong(what:byteCount:limit:)``.
    public init(_ bytes: [UInt8]) throws(LedgerError) {
        guard bytes.count <= Self.maximumByteCount else {
            throw .tooLong(what: "note", byteCount: bytes.count, limit: Self.maximumByteCount)
        }
        let newline = UInt8(ascii: "\n")
        guard bytes.last == newline else { throw Self.malformed("it does not end in a newline") }
        guard let blank = bytes.indices.dropFirst().last(where: { bytes[$0] == newline && bytes[$0 - 1] == newline }) else {
            throw Self.malformed("there is no blank line before its signatures")
        }
        guard let text = String(validating: bytes[..<blank], as: UTF8.self) else { throw Self.malformed("it is not UTF-8") }
        try self.init(text: text)
        guard blank + 1 < bytes.count else { throw Self.malformed("it has no signature") }
        for line in bytes[(blank + 1)...].dropLast().split(separator: newline, omittingEmptySubsequences: false) {
            guard signatures.count < Self.maximumSignatureCount else {
                throw Self.malformed("it has more than \(Self.maximumSignatureCount) signatures")
            }
            signatures.append(try Self.signature(line))
        }
    }

    private static func signature(_ line: ArraySlice<UInt8>) throws(LedgerError) -> NoteSignature {
        guard line.starts(with: "— ".utf8), let text = String(validating: line.dropFirst("— ".utf8.count), as: UTF8.self) else {
            throw malformed("a line of signature does not begin with a dash and a blank")
        }
        let parts = text.utf8.split(separator: UInt8(ascii: " "), maxSplits: 1, omittingEmptySubsequences: false).map { String(Substring($0)) }
        guard parts.count == 2, NoteText.isName(parts[0]), let raw = try? Base64.decode(parts[1]), raw.count > 4 else {
            throw malformed("a line of signature does not hold a name and base 64")
        }
        return NoteSignature(name: parts[0], keyID: raw[..<4].reduce(0) { $0 << 8 | UInt32($1) }, bytes: Array(raw[4...]))
    }

    /// The note as it is stored and served.
    public var bytes: [UInt8] { Array((text + "\n" + signatures.map(\.line).joined()).utf8) }

    /// Signs as a log does. An older signature of the same key is replaced.
    ///
    /// - Throws: ``LedgerError/wrongKeyKind(signer:needed:)`` for the key of a witness.
    public mutating func sign(_ signer: NoteSigner) throws { try add(signer, seconds: nil) }

    /// Signs as a witness does, who has checked that the log has only grown. An older signature of the same key is replaced.
    ///
    /// - Parameter seconds: the time of the witness, counted from 1970 UTC.
    /// - Throws: ``LedgerError/wrongKeyKind(signer:needed:)`` for the key of a log.
    public mutating func cosign(_ signer: NoteSigner, seconds: Int) throws { try add(signer, seconds: seconds) }

    private mutating func add(_ signer: NoteSigner, seconds: Int?) throws {
        let bytes = try signer.sign(Array(text.utf8), seconds: seconds)
        signatures.removeAll { $0.isOf(signer.verifier) }
        signatures.append(NoteSignature(name: signer.verifier.name, keyID: signer.verifier.keyID, bytes: bytes))
    }

    /// Adds the signature of a known key from lines that its owner gave for this text; those of other keys are passed over. An older signature of the
    /// same key is replaced.
    ///
    /// - Throws: ``LedgerError/malformed(what:detail:)``, ``LedgerError/signatureRejected(signer:)``, ``LedgerError/unsigned(signers:)``.
    public mutating func add(_ lines: [UInt8], of verifier: NoteVerifier) throws(LedgerError) {
        let given = try SignedNote(Array((text + "\n").utf8) + lines)
        try given.verified(by: [verifier])
        guard let signature = given.signatures.first(where: { $0.isOf(verifier) }) else { throw .unsigned(signers: given.signatures.map(\.name)) }
        signatures.removeAll { $0.isOf(verifier) }
        signatures.append(signature)
    }

    /// The known keys whose signatures are right, in the order of their signatures. About 0.2 ms for each.
    ///
    /// - Throws: ``LedgerError/signatureRejected(signer:)`` if the signature of a known key is wrong,
    ///   ``LedgerError/unsigned(signers:)`` if no known key has signed.
    @discardableResult
    public func verified(by known: [NoteVerifier]) throws(LedgerError) -> [VerifiedSignature] {
        let text = Array(text.utf8)
        var result: [VerifiedSignature] = []
        for signature in signatures {
            for verifier in known where signature.isOf(verifier) && !result.contains(where: { $0.verifier == verifier }) {
                guard verifier.accepts(signature.bytes, text: text) else { throw .signatureRejected(signer: verifier.name) }
                let seconds = verifier.kind == .cosignature ? NoteText.time(of: signature.bytes) : nil
                result.append(VerifiedSignature(verifier: verifier, seconds: seconds))
            }
        }
        guard !result.isEmpty else { throw .unsigned(signers: signatures.map(\.name)) }
        return result
    }

    private static func malformed(_ detail: String) -> LedgerError { .malformed(what: "signed note", detail: detail) }
}

/// A signature that was checked.
public struct VerifiedSignature: Sendable, Hashable {
    /// Whose it is.
    public let verifier: NoteVerifier
    /// When a witness gave it, in seconds from 1970 UTC; nil for the signature of a log, which has no time.
    public let seconds: Int?
}
