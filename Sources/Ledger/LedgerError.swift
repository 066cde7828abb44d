/// Why something of the ledger was refused. Every description says what was wrong and what to do.
public enum LedgerError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A position or size does not exist; `allowed` says which do.
    case outOfRange(what: String, value: Int, allowed: String)
    /// Bytes or text are not in the form they should be in; `detail` says what is wrong and, where it helps, where.
    case malformed(what: String, detail: String)
    /// Something is longer than its form allows; both in bytes.
    case tooLong(what: String, byteCount: Int, limit: Int)
    /// A tile does not hold as many hashes as its coordinates say.
    case wrongTile(path: String, expected: Int, actual: Int)
    /// None of the known keys has signed the note.
    case unsigned(signers: [String])
    /// A known key has signed something else: the note was altered, or the signature.
    case signatureRejected(signer: String)
    /// A key of a note is for another kind of signature than the one asked for.
    case wrongKeyKind(signer: String, needed: String)

    public var description: String {
        switch self {
        case .outOfRange(let what, let value, let allowed):
            "The \(what) \(value) is out of range; allowed is \(allowed)."
        case .malformed(let what, let detail):
            "This is not a valid \(what): \(detail)."
        case .tooLong(let what, let byteCount, let limit):
            "The \(what) has \(byteCount) bytes; the limit is \(limit). Shorten it."
        case .wrongTile(let path, let expected, let actual):
            "The tile \(path) holds \(actual) hashes instead of \(expected). Compute it anew from the entries."
        case .unsigned(let signers):
            "No known key has signed the note; it names \(signers.isEmpty ? "nobody" : signers.joined(separator: ", ")). "
                + "Check the list of known keys."
        case .signatureRejected(let signer):
            "The signature of \(signer) does not belong to this text: one of the two was altered."
        case .wrongKeyKind(let signer, let needed):
            "The key of \(signer) cannot do that; needed is \(needed)."
        }
    }
}
