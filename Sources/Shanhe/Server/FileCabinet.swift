import Kernel
import Synchronization
import Web

/// Uploaded files for the program's own work: the record of a file together with its bytes.
struct FileCabinet: Sendable {
    let engine: Engine
    let store: any FileStore

    func load(_ id: RecordID) async throws -> (name: String, bytes: [UInt8]) {
        let file = try await engine.desk(for: .system).row(Reference<FileInfo>(id))
        let collector = Collector()
        try await store.read(file.sha256, to: Answer.Sink { await collector.add($0) })
        return (file.name, await collector.bytes)
    }

    func save(
        _ bytes: [UInt8], named name: String, mediaType: String = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", for owner: Actor
    ) async throws -> FileReference {
        var draft = Draft<FileInfo>()
        draft.name = name
        draft.mediaType = mediaType
        draft.size = bytes.count
        draft.sha256 = try await store.keep(bytes)
        return FileReference(try await engine.desk(for: owner.asClerk).make(draft.submission).meta.id)
    }
}

/// The kept files for the engine itself, which is made before there is a cabinet over it.
final class KeptFiles: Sendable {
    private let store: any FileStore
    private let engine = Mutex<Engine?>(nil)

    init(_ store: any FileStore) { self.store = store }

    func serve(_ new: Engine) { engine.withLock { $0 = new } }

    func load(_ id: RecordID) async throws -> (name: String, bytes: [UInt8]) {
        guard let engine = engine.withLock({ $0 }) else { throw Refusal.notFound(kind: RecordName.of(FileInfo.self)) }
        return try await FileCabinet(engine: engine, store: store).load(id)
    }
}

extension Actor {
    /// The same person, allowed to keep files: whoever may import may also have the sheet of errors.
    var asClerk: Actor {
        let role = Role("<files>", "", Grant([.create, .read], FileInfo.self, reach: .own))
        return Actor(id: id, name: name, region: region, organisation: organisation, department: department, roles: [role])
    }
}

/// Gathers what is written to it.
private actor Collector {
    private(set) var bytes: [UInt8] = []
    func add(_ more: [UInt8]) { bytes += more }
}
