import CCrypto

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// One working area of libcrypto per thread, so that hashing a short text allocates nothing.
///
/// It is used from beginning to end within one function that neither suspends nor calls anything of others.
enum HashContext {
    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        guard pthread_key_create(&key, { EVP_MD_CTX_free(OpaquePointer($0)) }) == 0 else {
            Library.outOfMemory("Reserving room for hashing")
        }
        return key
    }()

    /// The working area of the calling thread.
    static var current: OpaquePointer {
        if let present = pthread_getspecific(key) { return OpaquePointer(present) }
        guard let fresh = EVP_MD_CTX_new(), pthread_setspecific(key, UnsafeRawPointer(fresh)) == 0 else {
            Library.outOfMemory("Reserving room for hashing")
        }
        return fresh
    }

    /// Hashes with a function whose result has 32 bytes; `feed` hands the input over with `EVP_DigestUpdate`.
    @inline(__always)
    static func digest(_ algorithm: Library.Algorithm, _ feed: (OpaquePointer) -> Bool) -> Digest {
        let context = current
        var result = Digest.zero
        let done =
            EVP_DigestInit_ex(context, algorithm.pointer, nil) == 1 && feed(context)
            && result.write { EVP_DigestFinal_ex(context, $0, nil) == 1 }
        guard done else { Library.outOfMemory("Hashing") }
        return result
    }
}
