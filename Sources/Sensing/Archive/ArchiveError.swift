/// What an archive could not do.
public enum ArchiveError: Error, Sendable, Hashable, CustomStringConvertible {
    /// More came in than can be made durable just now; nothing of the batch was stored. Send it again later.
    case busy
    /// Another program has the archive open.
    case inUse(directory: String)
    case closed
    case unknownStream(UInt32)
    /// A name is empty, or longer than ``Archive/longestName`` bytes.
    case badName(String)
    case tooMany(given: Int, limit: Int)
    /// A file is not what was written.
    case damaged(Damage)
    /// The system refused something. After a write of the journal failed, the archive can be read, and written once it was opened anew.
    case system(doing: String, path: String, number: Int32)

    /// There is no room left on the disk.
    public var isFull: Bool {
        if case .system(_, _, let number) = self { return number == SystemFile.isFull }
        return false
    }

    public var description: String {
        switch self {
        case .busy: "the archive is busy: send the batch again later"
        case .inUse(let directory): "\(directory) is open in another program"
        case .closed: "the archive is closed"
        case .unknownStream(let number): "there is no stream \(number)"
        case .badName(let name): "“\(name)” is no name for a stream: 1 to \(Archive.longestName) bytes"
        case .tooMany(let given, let limit): "\(given) observations at once; at most \(limit)"
        case .damaged(let damage): damage.description
        case .system(let doing, let path, let number): "cannot \(doing) \(path): \(SystemFile.explanation(number))"
        }
    }
}

/// A place in a file that is not what was written there.
public struct Damage: Error, Sendable, Hashable, CustomStringConvertible {
    public let file: String
    /// What is lost there: `chunk of stream 7 from 1700000000000 to 1700000600000`.
    public let what: String

    public var description: String { "\(file): \(what) is damaged" }
}
