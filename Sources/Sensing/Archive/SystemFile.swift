#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// An open file. Closed with its last reader, so that a file that was replaced can be read to the end.
final class SystemFile: Sendable {
    let path: String
    private let descriptor: Int32

    private init(path: String, descriptor: Int32) { (self.path, self.descriptor) = (path, descriptor) }
    deinit { _ = close(descriptor) }

    static func toRead(_ path: String) throws(ArchiveError) -> SystemFile { try SystemFile(path, O_RDONLY, doing: "open") }
    /// A new, empty file; one of that name is emptied.
    static func toWrite(_ path: String) throws(ArchiveError) -> SystemFile { try SystemFile(path, O_RDWR | O_CREAT | O_TRUNC, doing: "create") }
    /// Writes go to the end.
    static func toExtend(_ path: String) throws(ArchiveError) -> SystemFile { try SystemFile(path, O_RDWR | O_CREAT | O_APPEND, doing: "open") }

    private convenience init(_ path: String, _ flags: Int32, doing: String) throws(ArchiveError) {
        let descriptor = open(path, flags | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else { throw .system(doing: doing, path: path, number: errno) }
        self.init(path: path, descriptor: descriptor)
    }

    func size() throws(ArchiveError) -> Int {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .system(doing: "look at", path: path, number: errno) }
        return Int(status.st_size)
    }

    /// Adds all bytes where the last write ended.
    func append(_ bytes: [UInt8]) throws(ArchiveError) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress.map { $0 + done }, $0.count - done) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .system(doing: "write", path: path, number: errno) }
            done += count
        }
    }

    /// Bytes of a part of the file, and `padding` zeros behind them; fewer where the file ends.
    func read(_ count: Int, at offset: Int, padding: Int = 0) throws(ArchiveError) -> [UInt8] {
        var failure: Int32 = 0
        var bytes = [UInt8](unsafeUninitializedCapacity: count + padding) { buffer, length in
            while length < count {
                let got = pread(descriptor, buffer.baseAddress.map { $0 + length }, count - length, off_t(offset + length))
                if got < 0, errno == EINTR { continue }
                if got < 0 { failure = errno }
                if got <= 0 { break }
                length += got
            }
        }
        guard failure == 0 else { throw .system(doing: "read", path: path, number: failure) }
        for _ in 0..<padding { bytes.append(0) }
        return bytes
    }

    /// Returns when everything written is on the disk.
    func synchronize() throws(ArchiveError) {
        #if canImport(Darwin)
        let result = fcntl(descriptor, F_FULLFSYNC)
        #else
        let result = fdatasync(descriptor)
        #endif
        guard result == 0 else { throw .system(doing: "make durable", path: path, number: errno) }
    }

    /// Nobody else gets it until this is closed.
    func lock() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }
    func unlock() { _ = flock(descriptor, LOCK_UN) }

    /// The number of the error by which the system says that a file is not there.
    static let isNotThere = ENOENT
    static let isFull = ENOSPC

    static func explanation(_ number: Int32) -> String { String(cString: strerror(number)) }
}

/// What is done with names of files.
enum Directory {
    static func make(_ path: String) throws(ArchiveError) {
        guard mkdir(path, 0o750) == 0 || errno == EEXIST else { throw .system(doing: "create", path: path, number: errno) }
    }

    /// The names in a directory, in order.
    static func names(_ path: String) throws(ArchiveError) -> [String] {
        guard let directory = opendir(path) else { throw .system(doing: "list", path: path, number: errno) }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            names.append(withUnsafePointer(to: &entry.pointee.d_name) { $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) } })
        }
        return names.sorted()
    }

    static func move(_ old: String, to new: String) throws(ArchiveError) {
        guard rename(old, new) == 0 else { throw .system(doing: "rename", path: old, number: errno) }
    }

    static func remove(_ path: String) throws(ArchiveError) {
        guard unlink(path) == 0 || errno == ENOENT else { throw .system(doing: "remove", path: path, number: errno) }
    }

    /// A second name for a file, or a copy where it lies on another disk.
    static func share(_ path: String, as new: String) throws(ArchiveError) {
        if link(path, new) != 0 { try copy(path, to: new) }
    }

    static func copy(_ path: String, to new: String) throws(ArchiveError) {
        let (old, copy) = (try SystemFile.toRead(path), try SystemFile.toWrite(new))
        var offset = 0
        while case let bytes = try old.read(1 << 20, at: offset), !bytes.isEmpty {
            try copy.append(bytes)
            offset += bytes.count
        }
        try copy.synchronize()
    }

    /// Returns when the names in a directory are on the disk.
    static func synchronize(_ path: String) throws(ArchiveError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(doing: "open", path: path, number: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .system(doing: "make durable", path: path, number: errno) }
    }
}
