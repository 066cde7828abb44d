import CCrypto

/// Random bytes that nobody can guess.
public enum SecureRandom {
    /// `count` bytes of libcrypto's private generator, which the system seeds.
    ///
    /// - Throws: ``CryptographyError/library(operation:reason:)`` if the system gives no randomness,
    ///   ``CryptographyError/outOfRange(what:allowed:)`` for a negative count.
    public static func bytes(_ count: Int) throws(CryptographyError) -> [UInt8] {
        guard let wanted = Int32(exactly: count), wanted >= 0 else {
            throw .outOfRange(what: "number of random bytes", allowed: "0 to \(Int32.max)")
        }
        var result = [UInt8](repeating: 0, count: count)
        let status = result.withUnsafeMutableBufferPointer { room in room.isEmpty ? 1 : RAND_priv_bytes(room.baseAddress, wanted) }
        try Library.check(status, "Reading random bytes")
        return result
    }
}

/// Whether two secrets are equal, found out in a time that depends on their lengths only.
public func constantTimeEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    return left.withUnsafeBytes { left in
        right.withUnsafeBytes { right in CRYPTO_memcmp(left.baseAddress, right.baseAddress, left.count) == 0 }
    }
}

/// Message authentication codes with a shared secret (RFC 2104).
public enum HMAC {
    /// The hash function inside.
    public enum Function: String, Sendable, Hashable, CaseIterable {
        /// 20 bytes; for one-time codes only, since authenticator apps know no other.
        case sha1 = "SHA1"
        /// 32 bytes.
        case sha256 = "SHA256"
        /// 64 bytes.
        case sha512 = "SHA512"

        var algorithm: Library.Algorithm {
            switch self {
            case .sha1: Library.sha1
            case .sha256: Library.sha256
            case .sha512: Library.sha512
            }
        }
    }

    /// The code of `message` under `key`. Compare codes with ``constantTimeEqual(_:_:)``.
    public static func code(_ function: Function, key: [UInt8], message: [UInt8]) -> [UInt8] {
        guard let keyCount = Int32(exactly: key.count) else {
            // RFC 2104: a key longer than the block is hashed first anyway; none of 2 GB is a key.
            preconditionFailure("A key for HMAC has \(key.count) bytes")
        }
        return [UInt8](unsafeUninitializedCapacity: 64) { room, count in
            var written: UInt32 = 0
            guard CCrypto.HMAC(function.algorithm.pointer, key, keyCount, message, message.count, room.baseAddress, &written) != nil else {
                Library.outOfMemory("HMAC")
            }
            count = Int(written)
        }
    }

    /// HMAC-SHA256, 32 bytes.
    public static func sha256(key: [UInt8], message: [UInt8]) -> [UInt8] { code(.sha256, key: key, message: message) }
}
