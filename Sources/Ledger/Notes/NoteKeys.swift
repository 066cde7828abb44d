public import Cryptography

/// What a signature under a note means (C2SP signed-note, “signature types”).
public enum NoteSignatureKind: UInt8, Sendable, Hashable {
    /// Ed25519 over the text of the note, by the log itself.
    case signature = 1
    /// Ed25519 over the text with the time before it, by a witness that saw the log grow (C2SP tlog-cosignature, `cosignature/v1`).
    case cosignature = 4
}

/// A public key that is known to whoever checks notes, with the name it signs under.
///
/// Its text form is that of Go's `note` package: `name+keyID+base64`, for example
/// `example.org/log+8d3a0c55+AQt…`.
public struct NoteVerifier: Sendable, Hashable, CustomStringConvertible {
    /// The name of the signer, by convention an address without its scheme.
    public let name: String
    /// What its signatures mean.
    public let kind: NoteSignatureKind
    /// The key itself.
    public let key: VerifyingKey
    /// The first four bytes of SHA-256(name ‖ newline ‖ kind ‖ key): tells keys of one name apart.
    public let keyID: UInt32

    /// A known key.
    ///
    /// - Throws: ``LedgerError/malformed(what:detail:)`` if the name is empty or holds a blank or a plus sign.
    public init(name: String, key: VerifyingKey, kind: NoteSignatureKind = .signature) throws(LedgerError) {
        guard NoteText.isName(name) else {
            throw .malformed(what: "name of a note's signer", detail: "it is empty or holds a blank, a control character or a plus sign")
        }
        self.name = name
        self.kind = kind
        self.key = key
        let hash = SHA256.hash(Array(name.utf8) + [UInt8(ascii: "\n"), kind.rawValue], key.bytes)
        keyID = hash.withUnsafeBytes { UInt32(bigEndian: $0.loadUnaligned(as: UInt32.self)) }
    }

    /// The key behind its text form.
    ///
    /// - Throws: ``LedgerError/malformed(what:detail:)`` if it was not copied as a whole or is of a kind that is not known.
    public init(_ text: String) throws(LedgerError) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3 else { throw Self.malformed("it does not have the form name+keyID+key") }
        let (kind, bytes) = try NoteText.keyMaterial(parts[2], what: "key of a note")
        guard let key = try? VerifyingKey(bytes: bytes) else { throw Self.malformed("its key does not have 32 bytes") }
        try self.init(name: parts[0], key: key, kind: kind)
        guard parts[1] == NoteText.hex(keyID) else { throw Self.malformed("its key ID does not belong to name and key") }
    }

    public var description: String {
        "\(name)+\(NoteText.hex(keyID))+\(Base64.encode([kind.rawValue] + key.bytes))"
    }

    /// Whether `signature`, without the key ID before it, was made by this key for a note with this text.
    public func accepts(_ signature: [UInt8], text: [UInt8]) -> Bool {
        switch kind {
        case .signature:
            return key.accepts(signature, for: text)
        case .cosignature:
            guard let seconds = NoteText.time(of: signature) else { return false }
            return key.accepts(Array(signature.dropFirst(8)), for: NoteText.cosigned(text, seconds: seconds))
        }
    }

    private static func malformed(_ detail: String) -> LedgerError { .malformed(what: "key of a note", detail: detail) }
}

/// A private key that signs notes, with the name it signs under.
///
/// Its text form is that of Go's `note` package: `PRIVATE+KEY+name+keyID+base64`. Keep it secret.
public struct NoteSigner: Sendable {
    /// What others need to check the signatures.
    public let verifier: NoteVerifier
    private let key: SigningKey

    /// A signer with a given key.
    ///
    /// - Throws: ``LedgerError/malformed(what:detail:)`` if the name is empty or holds a blank or a plus sign.
    public init(name: String, key: SigningKey, kind: NoteSignatureKind = .signature) throws(LedgerError) {
        verifier = try NoteVerifier(name: name, key: key.verifyingKey, kind: kind)
        self.key = key
    }

    /// The signer behind its text form.
    ///
    /// - Throws: ``LedgerError/malformed(what:detail:)`` if it was not copied as a whole or is of a kind that is not known.
    public init(secret text: String) throws(LedgerError) {
        let parts = text.split(separator: "+", maxSplits: 4, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 5, parts[0] == "PRIVATE", parts[1] == "KEY" else {
            throw Self.malformed("it does not have the form PRIVATE+KEY+name+keyID+key")
        }
        let (kind, bytes) = try NoteText.keyMaterial(parts[4], what: "private key of a note")
        guard let key = try? SigningKey(seed: bytes) else { throw Self.malformed("its key does not have 32 bytes") }
        try self.init(name: parts[2], key: key, kind: kind)
        guard parts[3] == NoteText.hex(verifier.keyID) else { throw Self.malformed("its key ID does not belong to name and key") }
    }

    /// The text form with the private key in it. Never print or log it.
    public var secret: String {
        "PRIVATE+KEY+\(verifier.name)+\(NoteText.hex(verifier.keyID))+\(Base64.encode([verifier.kind.rawValue] + key.seed))"
    }

    /// The signature of a note with this text, without the key ID.
    ///
    /// - Parameter seconds: the time of a cosignature, counted from 1970 UTC; a plain signature has none.
    /// - Throws: ``LedgerError/wrongKeyKind(signer:needed:)`` if the time is missing or not wanted, or negative.
    func sign(_ text: [UInt8], seconds: Int?) throws -> [UInt8] {
        switch (verifier.kind, seconds) {
        case (.signature, nil):
            return try key.sign(text)
        case (.cosignature, let seconds?) where seconds >= 0:
            let time = (0..<8).map { UInt8(truncatingIfNeeded: seconds >> (56 - 8 * $0)) }
            return time + (try key.sign(NoteText.cosigned(text, seconds: seconds)))
        case (.signature, _):
            throw LedgerError.wrongKeyKind(signer: verifier.name, needed: "the key of a witness, for a cosignature with a time")
        case (.cosignature, _):
            throw LedgerError.wrongKeyKind(signer: verifier.name, needed: "a time from 1970 on, or the key of a log for a signature without one")
        }
    }

    private static func malformed(_ detail: String) -> LedgerError { .malformed(what: "private key of a note", detail: detail) }
}

/// The small rules of the note formats.
enum NoteText {
    /// Names are not empty and hold neither white space nor control characters nor a plus sign.
    static func isName(_ name: String) -> Bool {
        !name.isEmpty && name.unicodeScalars.allSatisfy { !$0.properties.isWhitespace && $0.value >= 0x20 && $0 != "+" }
    }

    /// A key ID as eight hexadecimal digits.
    static func hex(_ keyID: UInt32) -> String {
        withUnsafeBytes(of: keyID.bigEndian) { Hex.encode($0) }
    }

    /// The kind and the 32 bytes of a key from its base 64.
    static func keyMaterial(_ text: String, what: String) throws(LedgerError) -> (kind: NoteSignatureKind, bytes: [UInt8]) {
        guard let bytes = try? Base64.decode(text), let first = bytes.first else {
            throw .malformed(what: what, detail: "its key is not base 64")
        }
        guard let kind = NoteSignatureKind(rawValue: first) else {
            throw .malformed(what: what, detail: "kind \(first) of signatures is not known, only 1 (Ed25519) and 4 (cosignature/v1)")
        }
        return (kind, Array(bytes.dropFirst()))
    }

    /// What a witness signs: two lines before the text.
    static func cosigned(_ text: [UInt8], seconds: Int) -> [UInt8] {
        Array("cosignature/v1\ntime \(seconds)\n".utf8) + text
    }

    /// The time at the head of a cosignature, in seconds from 1970 UTC; nil if it is not one.
    static func time(of cosignature: [UInt8]) -> Int? {
        guard cosignature.count == 8 + VerifyingKey.signatureByteCount, cosignature[0] < 0x80 else { return nil }
        return cosignature[..<8].reduce(0) { $0 << 8 | Int($1) }
    }
}
