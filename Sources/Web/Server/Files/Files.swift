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

    /// Whoever may fill in a form that has a place for a file may upload one: no role has to say so.
    func mayUpload(_ actor: Actor) throws {
        guard let schema = core.catalog.schema(kind) else { throw Refusal.notFound(kind: kind) }
        func takesFiles(_ form: Schema) -> Bool {
            form.columns.contains { $0.kind.control == .file || ($0.kind as? ListKind)?.element.control == .file }
        }
        let mayFillIn =
            core.catalog.kinds.values.contains { takesFiles($0.schema) && (actor.may(.create, $0.schema) || actor.may(.update, $0.schema)) }
            || core.catalog.operations.values.contains { $0.isOpen(to: actor) && $0.input.map(takesFiles) == true }
        if !mayFillIn, !actor.may(.create, schema) { throw actor.isNobody ? Refusal.unknown : Refusal.forbidden(.create, kind: kind) }
    }

    /// Somebody with what they uploaded themselves.
    private func uploader(_ actor: Actor) -> Desk {
        let role = Role("uploads", "上传", Grant([.read, .create], of: kind, reach: .own))
        return core.engine.desk(
            for: Actor(
                id: actor.id, name: actor.name, region: actor.region, organisation: actor.organisation, department: actor.department, roles: [role]))
    }

    /// The record of a file that whoever asks may read: because a role says so, because they uploaded it, or because it stands in a record that they may
    /// read, which the address then names.
    private func readable(_ call: Call) async throws -> StoredRecord {
        let (desk, id) = (core.desk(call), try call.recordID(0, of: kind))
        if let schema = core.catalog.schema(kind), desk.actor.may(.read, schema) { return try await desk.record(id, in: kind) }
        let parts = (call.query["of"] ?? "").split(separator: "/").map(String.init)
        if parts.count == 2, let holder = core.catalog.schema(parts[0]), desk.actor.may(.read, holder), let owner = RecordID(parts[1]) {
            let record = try await desk.record(owner, in: holder.name)
            let isThere = zip(holder.columns, record.values).contains { column, value in
                !column.isSecret && column.options.masking == nil && column.references(in: value).contains { $0.kind == kind && $0.id == id }
            }
            if isThere { return try await core.engine.desk(for: .system).record(id, in: kind) }
        }
        guard !desk.actor.isNobody else { throw Refusal.unknown }
        return try await uploader(desk.actor).record(id, in: kind)
    }

    func keep(name: String, claimed: String, bytes: [UInt8], desk: Desk) async throws -> StoredRecord {
        let store = try store()
        guard core.uploadShares.take(bytes.count, for: desk.actor.id, on: core.now.day, limit: core.configuration.limits.uploadBytesOfOne) else {
            throw WebFailure.tooManyUploads
        }
        let name = Files.tidy(name)
        let mediaType = try FileSniffer.mediaType(name: name, claimed: claimed, bytes: bytes)
        let hash = try await store.keep(bytes)
        var draft = Draft<FileInfo>()
        draft.submission["name"] = .json(.string(name))
        draft.mediaType = mediaType
        draft.size = bytes.count
        draft.sha256 = hash
        return try await uploader(desk.actor).make(draft.submission)
    }

    /// The bytes of a file whose record the actor may read.
    func answer(_ call: Call) async throws -> Answer {
        let record = try await readable(call)
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
