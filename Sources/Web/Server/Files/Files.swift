import HTTPTypes
import Kernel

/// Uploads and downloads: the record says what a file is, the file store has its bytes.
struct Files: Sendable {
    let core: WebCore
    private var kind: String { RecordName.of(FileInfo.self) }

    private func store() throws -> any FileStore {
        guard let files = core.services.files else { throw WebFailure.unavailable("未启用附件", en: "Files are not set up here") }
        return files
    }

    /// Reads a body that may be large, while no more than a few others are read.
    func reading<Result: Sendable>(_ body: () async throws -> Result) async throws -> Result {
        let count = core.uploads.enter()
        defer { core.uploads.leave() }
        guard count <= core.configuration.limits.uploads else { throw Refusal.busy }
        return try await body()
    }

    func mayUpload(_ actor: Actor) throws {
        guard let schema = core.catalog.schema(kind) else { throw Refusal.notFound(kind: kind) }
        if !actor.may(.create, schema) { throw actor.isNobody ? Refusal.unknown : Refusal.forbidden(.create, kind: kind) }
    }

    func keep(name: String, claimed: String, bytes: [UInt8], desk: Desk) async throws -> StoredRecord {
        let store = try store()
        let name = Files.tidy(name)
        let mediaType = try FileSniffer.mediaType(name: name, claimed: claimed, bytes: bytes)
        let hash = try await store.keep(bytes)
        var draft = Draft<FileInfo>()
        draft.submission["name"] = .json(.string(name))
        draft.mediaType = mediaType
        draft.size = bytes.count
        draft.sha256 = hash
        return try await desk.make(draft.submission)
    }

    /// The bytes of a file whose record the actor may read.
    func answer(_ call: Call) async throws -> Answer {
        let record = try await core.desk(call).record(try call.recordID(0, of: kind), in: kind)
        let file = Row<FileInfo>(record)
        let store = try store()
        let hash = file.sha256
        let tag = "\"\(hash.prefix(32))\""
        var answer = Answer(fields: SecurityFields.apiWithoutBody)
        answer.fields[.eTag] = tag
        answer.fields[.cacheControl] = "private, no-cache"
        if call.fields[.ifNoneMatch] == tag {
            answer.status = 304
            return answer
        }
        guard let size = try await store.size(of: hash) else { throw Refusal.notFound(kind: kind) }
        // Whatever is in the file, it runs nowhere.
        answer.fields[.contentSecurityPolicy] = "default-src 'none'; sandbox; frame-ancestors 'none'"
        answer.fields[.contentType] = file.mediaType
        let place = FileSniffer.isShown(file.mediaType) ? "inline" : "attachment"
        answer.fields[.contentDisposition] = "\(place); filename*=UTF-8''\(Percent.encoded(file.name))"
        answer.body = .stream(length: size) { try await store.read(hash, to: $0) }
        return answer
    }

    /// A name without folders and control characters.
    static func tidy(_ name: String) -> String {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let clean = String(
            String.UnicodeScalarView(
                last.unicodeScalars.filter {
                    $0.value >= 0x20 && $0.value != 0x7F && !(0x202A...0x202E).contains($0.value) && !(0x2066...0x2069).contains($0.value)
                }))
        guard clean.count > 180, let dot = clean.lastIndex(of: ".") else { return String(clean.prefix(180)) }
        return String(clean.prefix(160) + clean[dot...].prefix(12))
    }
}
