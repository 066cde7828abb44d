#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Files by the system's own calls: Foundation would cost every start of the program more than the
/// few lines here.
enum FileAccess {
    /// The content of the file at `path`, refused if it exceeds `limit` bytes.
    static func read(_ path: String, limit: Int) throws(DocumentError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw errno == ENOENT ? .notFound(path: path) : .unreadable(path: path, reason: systemReason())
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unreadable(path: path, reason: systemReason()) }
        guard status.st_mode & S_IFMT != S_IFDIR else {
            throw .unreadable(path: path, reason: "it is a folder")
        }
        let expected = Int(status.st_size)
        guard expected <= limit else { throw .tooLarge(name: lastComponent(of: path), bytes: expected, limit: limit) }
        return try readAll(descriptor, path: path, expected: expected, limit: limit)
    }

    /// Reads to the end, which may lie beyond the announced size (pipes and special files announce 0).
    private static func readAll(
        _ descriptor: Int32, path: String, expected: Int, limit: Int
    ) throws(DocumentError) -> [UInt8] {
        var content: [UInt8] = []
        var piece = max(expected + 1, 64 << 10)
        while true {
            var got = 0
            let part = [UInt8](unsafeUninitializedCapacity: piece) { buffer, count in
                got = Self.readPiece(descriptor, into: buffer)
                count = max(0, got)
            }
            if got < 0 { throw .unreadable(path: path, reason: systemReason()) }
            if got == 0 { return content }
            if content.isEmpty { content = part } else { content.append(contentsOf: part) }
            guard content.count <= limit else {
                throw .tooLarge(name: lastComponent(of: path), bytes: content.count, limit: limit)
            }
            piece = 64 << 10
        }
    }

    private static func readPiece(_ descriptor: Int32, into buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
        while true {
            #if canImport(Darwin)
            let got = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
            #elseif canImport(Musl)
            let got = Musl.read(descriptor, buffer.baseAddress, buffer.count)
            #else
            let got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            #endif
            if got >= 0 || errno != EINTR { return got }
        }
    }

    /// Writes `bytes` to a new file that only this user can read.
    static func write(_ bytes: [UInt8], to path: String) throws(DocumentError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .unreadable(path: path, reason: systemReason()) }
        defer { close(descriptor) }
        var offset = 0
        while offset < bytes.count {
            let written = bytes.withUnsafeBytes { buffer in
                #if canImport(Darwin)
                Darwin.write(descriptor, buffer.baseAddress?.advanced(by: offset), buffer.count - offset)
                #elseif canImport(Musl)
                Musl.write(descriptor, buffer.baseAddress?.advanced(by: offset), buffer.count - offset)
                #else
                Glibc.write(descriptor, buffer.baseAddress?.advanced(by: offset), buffer.count - offset)
                #endif
            }
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { throw .unreadable(path: path, reason: systemReason()) }
            offset += written
        }
    }

    /// The size of the file at `path` in bytes, or `nil` if there is none.
    static func size(of path: String) -> Int? {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : nil
    }

    static func lastComponent(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    /// The system's words for the last error.
    static func systemReason() -> String {
        strerror(errno).map { String(cString: $0) } ?? "unknown error"
    }
}

/// A private folder that vanishes with its last use.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws(DocumentError) {
        let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array((base + "/shanhe-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else {
            throw .unreadable(path: base, reason: FileAccess.systemReason())
        }
        path = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? base }
    }

    func file(_ name: String) -> String { path + "/" + name }

    deinit {
        Self.remove(path, depth: 0)
    }

    /// Removes what a converter left, children first. Links are removed, not followed.
    private static func remove(_ path: String, depth: Int) {
        var status = stat()
        guard depth < 64, lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFDIR, let folder = opendir(path) else {
            unlink(path)
            return
        }
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
                field.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
            }
            if name != "." && name != ".." { remove(path + "/" + name, depth: depth + 1) }
        }
        closedir(folder)
        rmdir(path)
    }
}
