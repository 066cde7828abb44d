import CCrypto

/// A key inside libcrypto. It is never changed after it was made, so threads may share it.
private final class KeyHandle: @unchecked Sendable {
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { self.pointer = pointer }

    deinit { EVP_PKEY_free(pointer) }
}

/// The private half of an Ed25519 key pair (RFC 8032): whoever has it can sign. Never print or log it.
public struct SigningKey: Sendable {
    /// The 32 secret bytes from which everything else follows.
    public let seed: [UInt8]
    /// The public half.
    public let verifyingKey: VerifyingKey
    private let handle: KeyHandle

    /// A fresh key.
    ///
    /// - Throws: ``CryptographyError/library(operation:reason:)`` if there is no randomness.
    public static func generate() throws(CryptographyError) -> SigningKey {
        try SigningKey(seed: SecureRandom.bytes(32))
    }

    /// The key that belongs to 32 secret bytes.
    ///
    /// - Throws: ``CryptographyError/wrongLength(what:expected:actual:)``.
    public init(seed: [UInt8]) throws(CryptographyError) {
        guard seed.count == 32 else { throw .wrongLength(what: "seed of an Ed25519 key", expected: 32, actual: seed.count) }
        guard let pointer = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count) else {
            throw .library(operation: "Reading an Ed25519 key", reason: Library.complaint())
        }
        handle = KeyHandle(pointer)
        var bytes = [UInt8](repeating: 0, count: 32)
        var count = bytes.count
        try Library.check(EVP_PKEY_get_raw_public_key(pointer, &bytes, &count), "Deriving an Ed25519 public key")
        self.seed = seed
        verifyingKey = try VerifyingKey(bytes: bytes)
    }

    /// The 64 bytes of the signature of `message`; the same each time. About 0.1 ms.
    ///
    /// - Throws: ``CryptographyError/library(operation:reason:)`` if there is no memory.
    public func sign(_ message: [UInt8]) throws(CryptographyError) -> [UInt8] {
        guard let context = EVP_MD_CTX_new() else { throw .library(operation: "Signing", reason: Library.complaint()) }
        defer { EVP_MD_CTX_free(context) }
        try Library.check(EVP_DigestSignInit(context, nil, nil, nil, handle.pointer), "Signing")
        var signature = [UInt8](repeating: 0, count: VerifyingKey.signatureByteCount)
        var count = signature.count
        try Library.check(EVP_DigestSign(context, &signature, &count, message, message.count), "Signing")
        return signature
    }
}

/// The public half of an Ed25519 key pair (RFC 8032): whoever has it can verify.
public struct VerifyingKey: Sendable, Hashable {
    /// How many bytes a signature has.
    public static let signatureByteCount = 64

    /// The 32 bytes of the key.
    public let bytes: [UInt8]
    private let handle: KeyHandle

    /// The key with these 32 bytes.
    ///
    /// - Throws: ``CryptographyError/wrongLength(what:expected:actual:)``.
    public init(bytes: [UInt8]) throws(CryptographyError) {
        guard bytes.count == 32 else { throw .wrongLength(what: "Ed25519 public key", expected: 32, actual: bytes.count) }
        guard let pointer = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, bytes, bytes.count) else {
            throw .library(operation: "Reading an Ed25519 public key", reason: Library.complaint())
        }
        handle = KeyHandle(pointer)
        self.bytes = bytes
    }

    /// Whether `signature` was made for exactly `message` with the private half of this key. About 0.2 ms.
    public func accepts(_ signature: [UInt8], for message: [UInt8]) -> Bool {
        guard signature.count == Self.signatureByteCount, let context = EVP_MD_CTX_new() else { return false }
        defer { EVP_MD_CTX_free(context) }
        let accepted =
            EVP_DigestVerifyInit(context, nil, nil, nil, handle.pointer) == 1
            && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
        if !accepted { ERR_clear_error() }
        return accepted
    }

    public static func == (left: VerifyingKey, right: VerifyingKey) -> Bool { left.bytes == right.bytes }

    public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}
