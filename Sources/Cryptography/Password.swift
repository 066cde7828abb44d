import CCrypto

/// Passwords, stored as scrypt hashes (RFC 7914) that carry their own parameters.
///
/// The form is that of the PHC string format: `$scrypt$ln=15,r=8,p=3$SALT$HASH`, with salt and hash in base 64 without padding.
/// So parameters can be raised at any time: old hashes stay valid, and ``needsRehash(_:)`` tells which to renew at the next sign-in.
///
/// A password is taken as the UTF-8 bytes that were typed. Each call takes some 0.3 s and 32 MB on purpose: run it off the
/// threads that answer requests, and limit how many run at once.
public enum Password {
    /// What a hash costs whoever guesses, and us.
    public struct Cost: Sendable, Hashable {
        /// The binary logarithm of the work factor N.
        public var logarithm: Int
        /// The block size r; memory is 128·r·N bytes.
        public var blockSize: Int
        /// The number of passes p.
        public var passes: Int

        /// The recommendation of OWASP for 32 MB (Password Storage Cheat Sheet, 2024): N = 2^15, r = 8, p = 3.
        public static let standard = Cost(logarithm: 15, blockSize: 8, passes: 3)

        /// Creates a cost; whether it is allowed is checked when it is used.
        public init(logarithm: Int, blockSize: Int, passes: Int) {
            self.logarithm = logarithm
            self.blockSize = blockSize
            self.passes = passes
        }

        /// A stored hash comes from outside; without these limits one could stop the server.
        var isAllowed: Bool {
            (1...20).contains(logarithm) && (1...32).contains(blockSize) && (1...16).contains(passes) && memory <= 256 << 20
                && passes << logarithm <= 1 << 20
        }

        var memory: Int { 128 * blockSize << logarithm }
    }

    private static let saltByteCount = 16
    private static let hashByteCount = 32

    /// The string to store for a password, with a salt of its own.
    ///
    /// - Throws: ``CryptographyError/outOfRange(what:allowed:)`` for a cost that is not allowed,
    ///   ``CryptographyError/library(operation:reason:)`` if there is no memory or no randomness.
    public static func hash(_ password: String, cost: Cost = .standard) throws(CryptographyError) -> String {
        let salt = try SecureRandom.bytes(saltByteCount)
        let hash = try derive(Array(password.utf8), salt: salt, cost: cost, byteCount: hashByteCount)
        return Parsed(cost: cost, salt: salt, hash: hash).text
    }

    /// A string that no password is behind, and that takes as long to verify as one of the same cost: for accounts that do not exist.
    /// Made without hashing anything.
    ///
    /// - Throws: ``CryptographyError/library(operation:reason:)`` if there is no randomness.
    public static func decoy(cost: Cost = .standard) throws(CryptographyError) -> String {
        Parsed(cost: cost, salt: try SecureRandom.bytes(saltByteCount), hash: try SecureRandom.bytes(hashByteCount)).text
    }

    /// Whether `password` is the one behind `stored`; compared in constant time.
    ///
    /// - Throws: ``CryptographyError/malformed(what:detail:)`` if `stored` is not such a string,
    ///   ``CryptographyError/outOfRange(what:allowed:)`` if its cost is not allowed.
    public static func verify(_ password: String, against stored: String) throws(CryptographyError) -> Bool {
        let parsed = try Parsed(stored)
        let hash = try derive(Array(password.utf8), salt: parsed.salt, cost: parsed.cost, byteCount: parsed.hash.count)
        return constantTimeEqual(hash, parsed.hash)
    }

    /// Whether a stored string was made with other parameters than `cost`, or cannot be read, and should be renewed.
    public static func needsRehash(_ stored: String, cost: Cost = .standard) -> Bool {
        guard let parsed = try? Parsed(stored) else { return true }
        return parsed.cost != cost || parsed.salt.count < saltByteCount || parsed.hash.count < hashByteCount
    }

    /// scrypt itself: `byteCount` bytes from a password and a salt.
    ///
    /// - Throws: ``CryptographyError/outOfRange(what:allowed:)``, ``CryptographyError/library(operation:reason:)``.
    public static func derive(_ password: [UInt8], salt: [UInt8], cost: Cost, byteCount: Int) throws(CryptographyError) -> [UInt8] {
        guard cost.isAllowed else {
            throw .outOfRange(
                what: "cost of a password hash",
                allowed: "ln 1 to 20, r 1 to 32, p 1 to 16, at most 256 MB and p·N at most 2^20")
        }
        guard (16...64).contains(byteCount) else { throw .outOfRange(what: "length of a password hash", allowed: "16 to 64 bytes") }
        var result = [UInt8](repeating: 0, count: byteCount)
        let status = password.withUnsafeBytes { password in
            // An empty password still needs an address: libcrypto takes none for “no password yet”.
            withUnsafeBytes(of: UInt8(0)) { nothing in
                let start = password.baseAddress ?? nothing.baseAddress
                return EVP_PBE_scrypt(
                    start?.assumingMemoryBound(to: CChar.self), password.count, salt, salt.count, 1 << UInt64(cost.logarithm),
                    UInt64(cost.blockSize), UInt64(cost.passes), UInt64(cost.memory + 4 << 20), &result, byteCount)
            }
        }
        try Library.check(status, "Hashing a password")
        return result
    }

    /// A stored string, taken apart.
    private struct Parsed {
        var cost: Cost
        var salt: [UInt8]
        var hash: [UInt8]

        init(cost: Cost, salt: [UInt8], hash: [UInt8]) {
            self.cost = cost
            self.salt = salt
            self.hash = hash
        }

        init(_ text: String) throws(CryptographyError) {
            let parts = text.split(separator: "$", omittingEmptySubsequences: false)
            guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt" else {
                throw .malformed(what: "password hash", detail: "it does not have the form $scrypt$ln=…,r=…,p=…$SALT$HASH")
            }
            let parameters = parts[2].split(separator: ",", omittingEmptySubsequences: false)
            guard parameters.count == 3, let logarithm = Self.number(parameters[0], "ln="), let blockSize = Self.number(parameters[1], "r="),
                let passes = Self.number(parameters[2], "p=")
            else {
                throw .malformed(what: "password hash", detail: "its parameters cannot be read")
            }
            self.init(
                cost: Cost(logarithm: logarithm, blockSize: blockSize, passes: passes),
                salt: try Base64.decode(String(parts[3]), padded: false), hash: try Base64.decode(String(parts[4]), padded: false))
        }

        private static func number(_ text: Substring, _ name: String) -> Int? {
            guard text.hasPrefix(name), text.utf8.count < 10 else { return nil }
            return Int(text.dropFirst(name.count))
        }

        var text: String {
            "$scrypt$ln=\(cost.logarithm),r=\(cost.blockSize),p=\(cost.passes)"
                + "$\(Base64.encode(salt, padded: false))$\(Base64.encode(hash, padded: false))"
        }
    }
}
