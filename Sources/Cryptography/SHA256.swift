import CCrypto

/// SHA-256 (FIPS 180-4), at once or piece by piece.
///
/// ```swift
/// let digest = SHA256.hash(Array("abc".utf8))
///
/// var hash = SHA256()
/// hash.update(first)
/// hash.update(second)
/// let digest = hash.finish()
/// ```
///
/// The piecewise form owns its working area and cannot be copied; the forms at once allocate nothing.
public struct SHA256: ~Copyable, @unchecked Sendable {
    private let context: OpaquePointer

    /// A hash of nothing yet.
    public init() {
        guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, Library.sha256.pointer, nil) == 1 else {
            Library.outOfMemory("SHA-256")
        }
        self.context = context
    }

    deinit { EVP_MD_CTX_free(context) }

    /// Appends bytes to what is hashed.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        guard EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1 else { Library.outOfMemory("SHA-256") }
    }

    /// Appends bytes to what is hashed.
    public mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { update($0) } }

    /// Appends bytes to what is hashed.
    public mutating func update(_ bytes: ArraySlice<UInt8>) { bytes.withUnsafeBytes { update($0) } }

    /// The digest of all that was appended; the hash then starts anew.
    public mutating func finish() -> Digest {
        var result = Digest.zero
        let done =
            result.write { EVP_DigestFinal_ex(context, $0, nil) == 1 }
            && EVP_DigestInit_ex(context, Library.sha256.pointer, nil) == 1
        guard done else { Library.outOfMemory("SHA-256") }
        return result
    }

    /// The digest of `bytes`.
    @inline(__always)
    public static func hash(_ bytes: UnsafeRawBufferPointer) -> Digest {
        HashContext.digest(Library.sha256) { EVP_DigestUpdate($0, bytes.baseAddress, bytes.count) == 1 }
    }

    /// The digest of `bytes`.
    public static func hash(_ bytes: [UInt8]) -> Digest { bytes.withUnsafeBytes { hash($0) } }

    /// The digest of `bytes`.
    public static func hash(_ bytes: ArraySlice<UInt8>) -> Digest { bytes.withUnsafeBytes { hash($0) } }

    /// The digest of `first` followed by `second`, without joining them.
    public static func hash(_ first: [UInt8], _ second: [UInt8]) -> Digest {
        first.withUnsafeBytes { first in
            second.withUnsafeBytes { second in
                HashContext.digest(Library.sha256) { context in
                    EVP_DigestUpdate(context, first.baseAddress, first.count) == 1
                        && EVP_DigestUpdate(context, second.baseAddress, second.count) == 1
                }
            }
        }
    }

    /// The digest of one byte followed by `bytes`, as Merkle trees hash their leaves.
    public static func hash(prefix: UInt8, _ bytes: UnsafeRawBufferPointer) -> Digest {
        withUnsafeBytes(of: prefix) { prefix in
            HashContext.digest(Library.sha256) { context in
                EVP_DigestUpdate(context, prefix.baseAddress, 1) == 1 && EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1
            }
        }
    }

    /// The digest of one byte followed by two digests, as Merkle trees hash their nodes.
    public static func hash(prefix: UInt8, _ left: Digest, _ right: Digest) -> Digest {
        // 65 bytes side by side: one call instead of three.
        withUnsafeTemporaryAllocation(byteCount: 1 + 2 * Digest.byteCount, alignment: 1) { room in
            room.storeBytes(of: prefix, as: UInt8.self)
            room.storeBytes(of: left, toByteOffset: 1, as: Digest.self)
            room.storeBytes(of: right, toByteOffset: 1 + Digest.byteCount, as: Digest.self)
            return hash(UnsafeRawBufferPointer(room))
        }
    }
}

/// SM3 (GB/T 32905-2016), where national cryptography is required. Its digest also has 32 bytes.
public enum SM3 {
    /// The digest of `bytes`.
    public static func hash(_ bytes: [UInt8]) -> Digest {
        bytes.withUnsafeBytes { bytes in
            HashContext.digest(Library.sm3) { EVP_DigestUpdate($0, bytes.baseAddress, bytes.count) == 1 }
        }
    }
}
