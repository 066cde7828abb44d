import Cryptography
import Foundation
import Synchronization

/// Keeps the bytes of uploaded files under the hash of their content.
public protocol FileStore: Sendable {
    /// Keeps bytes; the same content is kept once.
    ///
    /// - Returns: the SHA-256 in hexadecimal digits.
    func keep(_ bytes: [UInt8]) async throws -> String
    /// The content, piece by piece; nil where there is none of this hash.
    func size(of hash: String) async throws -> Int?
    func read(_ hash: String, to sink: Answer.Sink) async throws
}

/// Files in a directory: `ab/cdef…`, each written beside its place and then moved there, so that none is ever half there.
public struct DirectoryFileStore: FileStore {
    private let directory: String

    /// - Throws: where the directory cannot be made.
    public init(directory: String) throws {
        self.directory = directory
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    }

    public func keep(_ bytes: [UInt8]) async throws -> String {
        let hash = SHA256.hash(bytes).hex
        guard let path = path(of: hash), !FileManager.default.fileExists(atPath: path) else { return hash }
        let url = URL(fileURLWithPath: path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        let part = url.deletingLastPathComponent().appendingPathComponent(".\(hash.prefix(12))-\(UInt64.random(in: .min ... .max))")
        guard FileManager.default.createFile(atPath: part.path, contents: nil) else { throw CocoaError(.fileWriteUnknown) }
        do {
            let handle = try FileHandle(forWritingTo: part)
            try handle.write(contentsOf: Data(bytes))
            try handle.synchronize()
            try handle.close()
            try FileManager.default.moveItem(at: part, to: url)
        } catch {
            try? FileManager.default.removeItem(at: part)
            // Someone else kept the same content in the meantime.
            if !FileManager.default.fileExists(atPath: path) { throw error }
        }
        return hash
    }

    public func size(of hash: String) async throws -> Int? {
        guard let path = path(of: hash), let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { return nil }
        return attributes[.size] as? Int
    }

    public func read(_ hash: String, to sink: Answer.Sink) async throws {
        guard let path = path(of: hash), let handle = FileHandle(forReadingAtPath: path) else { return }
        defer { try? handle.close() }
        while let data = try handle.read(upToCount: 1 << 18), !data.isEmpty { try await sink.write(Array(data)) }
    }

    /// nil for what is no hash, so that no name from outside becomes a path.
    private func path(of hash: String) -> String? {
        guard hash.utf8.count == 64, hash.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }) else { return nil }
        return directory + "/" + hash.prefix(2) + "/" + hash.dropFirst(2)
    }
}
