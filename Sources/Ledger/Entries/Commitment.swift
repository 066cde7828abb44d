public import Cryptography

/// Binds an entry to the content of its change without holding it: SHA-256(salt ‖ content).
///
/// The salt has 16 random bytes of its own for each entry. Once salt and content are removed, nobody can find out by trying
/// what the content was, and the entry with its proofs stays as it is.
public enum Commitment {
    /// How many bytes a salt has.
    public static let saltByteCount = 16

    /// A salt for one entry.
    ///
    /// - Throws: ``Cryptography/CryptographyError/library(operation:reason:)`` if the system gives no randomness.
    public static func newSalt() throws(CryptographyError) -> [UInt8] { try SecureRandom.bytes(saltByteCount) }

    /// The commitment to a content under a salt.
    ///
    /// - Throws: ``LedgerError/malformed(what:detail:)`` unless the salt has 16 bytes: with a salt of any length, another
    ///   division into salt and content would have the same commitment.
    public static func make(salt: [UInt8], content: [UInt8]) throws(LedgerError) -> Digest {
        guard salt.count == saltByteCount else {
            throw .malformed(what: "salt", detail: "it has \(salt.count) bytes instead of \(saltByteCount)")
        }
        return SHA256.hash(salt, content)
    }
}

/// The content of a change: the fields that changed, before and after. Its ``encoded`` form is what entries commit to.
public struct ChangeContent: Sendable, Hashable {
    /// One field: nil where there was or is no value.
    public struct Field: Sendable, Hashable {
        /// The value before the change.
        public var before: CanonicalJSON?
        /// The value after it.
        public var after: CanonicalJSON?

        /// A field with its values; leave out what was not or is no longer there.
        public init(before: CanonicalJSON? = nil, after: CanonicalJSON? = nil) {
            self.before = before
            self.after = after
        }
    }

    /// The fields that changed, by name.
    public var fields: [String: Field]

    /// A content of these fields.
    public init(_ fields: [String: Field]) { self.fields = fields }

    /// The canonical JSON, for example `{"name":{"after":"…","before":"…"}}`.
    public var encoded: [UInt8] {
        CanonicalJSON.object(
            fields.mapValues { field in
                var members: [String: CanonicalJSON] = [:]
                members["before"] = field.before
                members["after"] = field.after
                return .object(members)
            }
        ).encoded
    }
}
