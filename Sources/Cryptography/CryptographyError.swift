/// Why a cryptographic operation was refused. Every description says what was wrong and what to do.
public enum CryptographyError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A key, nonce, signature or salt has the wrong number of bytes.
    case wrongLength(what: String, expected: Int, actual: Int)
    /// A text is not in the encoding it should be in; `detail` says where or how.
    case malformed(what: String, detail: String)
    /// The sealed bytes were altered, or sealed with another key or for another purpose. Nothing more can be told.
    case notAuthentic
    /// A parameter is outside of what is allowed.
    case outOfRange(what: String, allowed: String)
    /// libcrypto refused; `reason` is its own.
    case library(operation: String, reason: String)

    public var description: String {
        switch self {
        case .wrongLength(let what, let expected, let actual):
            "The \(what) has \(actual) bytes; it must have \(expected). Check that it was copied as a whole."
        case .malformed(let what, let detail):
            "This is not a valid \(what): \(detail). Check that it was copied as a whole."
        case .notAuthentic:
            "The sealed data cannot be opened: it was altered, or sealed with another key or for another purpose."
        case .outOfRange(let what, let allowed):
            "The \(what) is out of range; allowed is \(allowed)."
        case .library(let operation, let reason):
            "\(operation) failed in libcrypto: \(reason). Check the installation of OpenSSL 3."
        }
    }
}
