import Foundation
import GRDB
import Kernel

/// Copies of whole databases. A file gets its name only when all of it is on the disk.
enum SQLiteFiles {
    static func copy(_ pool: DatabasePool, to path: String) async throws(StoreError) {
        try await place(path) { part in try pool.backup(to: DatabaseQueue(path: part)) }
    }

    static func restore(from backup: String, to path: String) async throws(StoreError) {
        guard FileManager.default.fileExists(atPath: backup) else { throw .failed("\(backup) does not exist") }
        try await place(path) { part in
            var configuration = Configuration()
            configuration.readonly = true
            let source = try DatabaseQueue(path: backup, configuration: configuration)
            let state = try source.read { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }
            guard state == "ok" else { throw StoreError.failed("\(backup) is damaged: \(state ?? "no answer")") }
            try source.backup(to: DatabaseQueue(path: part))
            try source.close()
        }
    }

    private static func place(_ path: String, _ write: @escaping @Sendable (String) throws -> Void) async throws(StoreError) {
        guard !FileManager.default.fileExists(atPath: path) else { throw .failed("\(path) exists already and is not overwritten") }
        let part = path + ".part"
        let result = await withCheckedContinuation { continuation in
            DispatchQueue.global(qos: .utility).async {
                continuation.resume(returning: Result { () throws(StoreError) in try fill(part, path, write) })
            }
        }
        try result.get()
    }

    private static func fill(_ part: String, _ path: String, _ write: (String) throws -> Void) throws(StoreError) {
        let files = FileManager.default
        for end in ["", "-wal", "-shm", "-journal"] { try? files.removeItem(atPath: part + end) }
        do {
            try write(part)
            try flush(part)
            try files.moveItem(atPath: part, toPath: path)
            try flush((path as NSString).deletingLastPathComponent)
        } catch {
            for end in ["", "-wal", "-shm", "-journal"] { try? files.removeItem(atPath: part + end) }
            if let error = error as? StoreError { throw error }
            let failure = SQLFailure(error)
            throw failure.reason == .full ? .full : .failed("\(path) could not be written: \(failure.message)")
        }
    }

    /// Waits until a file, or the names in a folder, are on the disk.
    private static func flush(_ path: String) throws {
        let descriptor = open(path.isEmpty ? "." : path, O_RDONLY)
        guard descriptor >= 0, fsync(descriptor) == 0, close(descriptor) == 0 else { throw CocoaError(.fileWriteUnknown) }
    }
}
