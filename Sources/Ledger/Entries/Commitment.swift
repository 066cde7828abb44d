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

    /// Many salts, for what is appended together: to ask for a few bytes takes the generator as long as for thousands.
    public struct Salts {
        private var drawn: ArraySlice<UInt8> = []
        private var wanted = 1
        public init() {}

        public mutating func next() throws(CryptographyError) -> [UInt8] {
            if drawn.isEmpty {
                drawn = try SecureRandom.bytes(wanted * saltByteCount)[...]
                wanted = min(wanted * 2, 256)
            }
            defer { drawn = drawn.dropFirst(saltByteCount) }
            return Array(drawn.prefix(saltByteCount))
        }
    }

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
