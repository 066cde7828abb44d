import CCrypto

/// A key that seals data at rest with AES-256-GCM (NIST SP 800-38D): nobody without it can read or alter what was sealed.
///
/// What is sealed is bound to a `purpose`, which is not stored and must be given again to open it: a sealed secret that was
/// moved to the row of another user does not open there. One key may seal some four thousand million times.
public struct SealingKey: Sendable {
    /// The 32 secret bytes.
    public let bytes: [UInt8]

    private static let nonceByteCount = 12
    private static let tagByteCount = 16
    /// How many bytes longer the sealed form is.
    public static let overhead = nonceByteCount + tagByteCount

    /// A fresh key.
    ///
    /// - Throws: ``CryptographyError/library(operation:reason:)`` if there is no randomness.
    public static func generate() throws(CryptographyError) -> SealingKey { try SealingKey(bytes: SecureRandom.bytes(32)) }

    /// The key with these 32 bytes.
    ///
    /// - Throws: ``CryptographyError/wrongLength(what:expected:actual:)``.
    public init(bytes: [UInt8]) throws(CryptographyError) {
        guard bytes.count == 32 else { throw .wrongLength(what: "sealing key", expected: 32, actual: bytes.count) }
        self.bytes = bytes
    }

    /// The sealed form: a random nonce (12 bytes), the encrypted bytes, the tag (16 bytes).
    ///
    /// - Throws: ``CryptographyError/library(operation:reason:)`` if there is no randomness or no memory.
    public func seal(_ secret: [UInt8], purpose: [UInt8]) throws(CryptographyError) -> [UInt8] {
        try seal(secret, purpose: purpose, nonce: SecureRandom.bytes(Self.nonceByteCount))
    }

    /// With a nonce that is given, for test vectors. A nonce used twice gives the key away.
    func seal(_ secret: [UInt8], purpose: [UInt8], nonce: [UInt8]) throws(CryptographyError) -> [UInt8] {
        let secretCount = try Self.count(secret), purposeCount = try Self.count(purpose)
        let context = try Self.context()
        defer { EVP_CIPHER_CTX_free(context) }
        let operation = "Sealing"
        var encrypted = [UInt8](repeating: 0, count: secret.count)
        var tag = [UInt8](repeating: 0, count: Self.tagByteCount)
        var written: Int32 = 0
        try Library.check(EVP_EncryptInit_ex(context, EVP_aes_256_gcm(), nil, bytes, nonce), operation)
        if !purpose.isEmpty { try Library.check(EVP_EncryptUpdate(context, nil, &written, purpose, purposeCount), operation) }
        if !secret.isEmpty { try Library.check(EVP_EncryptUpdate(context, &encrypted, &written, secret, secretCount), operation) }
        try Library.check(EVP_EncryptFinal_ex(context, &tag, &written), operation)
        try Library.check(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(Self.tagByteCount), &tag), operation)
        return nonce + encrypted + tag
    }

    /// The secret behind a sealed form.
    ///
    /// - Throws: ``CryptographyError/notAuthentic`` if anything of it, the key or the purpose is not the same.
    public func open(_ sealed: [UInt8], purpose: [UInt8]) throws(CryptographyError) -> [UInt8] {
        guard sealed.count >= Self.overhead else { throw .notAuthentic }
        let purposeCount = try Self.count(purpose)
        let nonce = Array(sealed.prefix(Self.nonceByteCount))
        let encrypted = Array(sealed.dropFirst(Self.nonceByteCount).dropLast(Self.tagByteCount))
        var tag = Array(sealed.suffix(Self.tagByteCount))
        let encryptedCount = try Self.count(encrypted)
        let context = try Self.context()
        defer { EVP_CIPHER_CTX_free(context) }
        let operation = "Opening"
        var secret = [UInt8](repeating: 0, count: encrypted.count)
        var written: Int32 = 0
        try Library.check(EVP_DecryptInit_ex(context, EVP_aes_256_gcm(), nil, bytes, nonce), operation)
        if !purpose.isEmpty { try Library.check(EVP_DecryptUpdate(context, nil, &written, purpose, purposeCount), operation) }
        if !encrypted.isEmpty { try Library.check(EVP_DecryptUpdate(context, &secret, &written, encrypted, encryptedCount), operation) }
        try Library.check(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(Self.tagByteCount), &tag), operation)
        var rest = [UInt8](repeating: 0, count: 16)
        guard EVP_DecryptFinal_ex(context, &rest, &written) == 1 else {
            ERR_clear_error()
            throw .notAuthentic
        }
        return secret
    }

    private static func context() throws(CryptographyError) -> OpaquePointer {
        guard let context = EVP_CIPHER_CTX_new() else { throw .library(operation: "Sealing", reason: Library.complaint()) }
        return context
    }

    private static func count(_ bytes: [UInt8]) throws(CryptographyError) -> Int32 {
        guard let count = Int32(exactly: bytes.count) else { throw .outOfRange(what: "length of what is sealed", allowed: "up to 2 GB") }
        return count
    }
}
