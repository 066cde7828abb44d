import CCrypto

/// What all calls into libcrypto share: its algorithms, fetched once, and its complaints.
enum Library {
    /// An algorithm that lives as long as the process and is never changed, so that any thread may use it.
    struct Algorithm: @unchecked Sendable {
        let pointer: OpaquePointer
    }

    static let sha256 = hash("SHA256")
    static let sha1 = hash("SHA1")
    static let sha512 = hash("SHA512")
    static let sm3 = hash("SM3")

    /// Fetches a hash function; libcrypto looks it up among its providers, which is slow and therefore done once.
    ///
    /// Without its hash functions nothing of ours can run and nothing from outside can cause that, so the process ends.
    private static func hash(_ name: String) -> Algorithm {
        guard let pointer = EVP_MD_fetch(nil, name, nil) else {
            fatalError("libcrypto does not offer \(name): \(complaint()). Install OpenSSL 3 with its default provider.")
        }
        return Algorithm(pointer: pointer)
    }

    /// The newest complaint of libcrypto on this thread, in its own words; the queue of complaints is emptied.
    static func complaint() -> String {
        let code = ERR_peek_last_error()
        ERR_clear_error()
        guard code != 0 else { return "no reason was given" }
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { room in
            guard let start = room.baseAddress else { return "no reason was given" }
            ERR_error_string_n(code, start, room.count)
            return String(cString: start)
        }
    }

    /// Throws the complaint of libcrypto unless `status` is its 1 for success.
    static func check(_ status: Int32, _ operation: String) throws(CryptographyError) {
        guard status == 1 else { throw .library(operation: operation, reason: complaint()) }
    }

    /// Ends the process: a hash function can only fail when there is no memory left.
    static func outOfMemory(_ operation: String) -> Never {
        fatalError("\(operation) failed in libcrypto: \(complaint())")
    }
}
