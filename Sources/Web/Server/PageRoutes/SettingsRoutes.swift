import HTTPTypes
import Kernel

/// Files, and what administrators set up.
///
/// | method | address | what |
/// |---|---|---|
/// | POST | `/files`; GET `/files/{id}` | keep a file; its bytes |
/// | GET | `/settings`, `/settings/{section}`, `/settings/users/{id}` | |
/// | POST | `/settings/users/{id}/password`, `/settings/users/{id}/codes/off` | a first password; without one-time codes |
/// | POST | `/settings/sessions/{id}/end` | end a session: one's own, or anyone's as administrator |
struct SettingsRoutes: Sendable {
    let pages: PageCore

    func add(to routes: inout Routes) {
        routes.on(.post, "/files", .page, upload)
        routes.on(.get, "/files/{id}", .page) { [pages] call in
            _ = try pages.desk(call)
            return try await Files(core: pages.core).answer(call)
        }
        routes.on(.get, "/settings", .page, settings)
        routes.on(.get, "/settings/{section}", .page, section)
        routes.on(.get, "/settings/users/{id}", .page) { [pages] call in
            _ = try pages.desk(call)
            guard let id = RecordID(call.value(0)) else { throw WebFailure.noSuchAddress }
            return .redirect(Address.record(kind: RecordName.of(User.self), id).text)
        }
        routes.on(.post, "/settings/users/{id}/password", .page, setPassword)
        routes.on(.post, "/settings/users/{id}/codes/off", .page, turnCodesOff)
        routes.on(.post, "/settings/sessions/{id}/end", .page, endSession)
    }

    @Sendable private func upload(_ call: Call) async throws -> Answer {
        let desk = try pages.desk(call)
        let files = Files(core: pages.core)
        try files.mayUpload(call.actor)
        let form = try await files.reading { try await Form.read(call, limit: pages.core.configuration.limits.fileBytes) }
        guard let file = form.files.first else { throw WebFailure.invalid("required", field: "file", "请选择文件", en: "Please choose a file") }
        let record = try await files.keep(name: file.name, claimed: file.mediaType, bytes: file.bytes, desk: desk)
        return .json(.object(("id", .string(record.meta.id.text)), ("name", .string(Row<FileInfo>(record).name))), status: 201)
    }

    // MARK: administrators

    private func configuring(_ call: Call) throws -> (desk: Desk, users: Schema) {
        let desk = try pages.desk(call)
        let schema = try desk.schema(RecordName.of(User.self))
        guard call.actor.may(.configure, schema) else { throw Refusal.forbidden(.configure, kind: schema.name) }
        return (desk, schema)
    }

    @Sendable private func settings(_ call: Call) async throws -> Answer {
        _ = try configuring(call)
        let sections = Address.SettingsSection.allCases.filter { $0 != .system }
        return await pages.page(SettingsView(sections: sections.map { ($0, .setting($0)) }), call, current: .settings)
    }

    @Sendable private func section(_ call: Call) async throws -> Answer {
        _ = try configuring(call)
        switch Address.SettingsSection(rawValue: call.value(0)) {
        case .users: return .redirect(Address.list(kind: RecordName.of(User.self)).text)
        case .fields: return .redirect(Address.list(kind: RecordName.of(CustomField.self)).text)
        case .holidays: return .redirect(Address.list(kind: RecordName.of(Holiday.self)).text)
        case .roles:
            let catalog = pages.core.catalog
            let labels = Dictionary(catalog.schemas.map { ($0.name, $0.label) }, uniquingKeysWith: { $1 })
            return await pages.page(RolesView(roles: catalog.roles.values.sorted { $0.code < $1.code }, labels: labels), call, current: .settings)
        case .sessions: return await pages.page(try await sessions(call), call, current: .settings)
        case .system, nil: throw WebFailure.noSuchAddress
        }
    }

    private func sessions(_ call: Call) async throws -> SessionsView {
        let rows = try await pages.engine.desk(for: .system).rows(Session.self, limit: 500)
        let users = Set(rows.map { $0.user.id.text })
        guard let schema = pages.core.catalog.schema(RecordName.of(Session.self)) else { throw Refusal.notFound(kind: "session") }
        return SessionsView(
            sessions: rows.map { row in
                SessionsView.Session(
                    id: row.id.text, user: row.user.id.text, device: "…" + row.id.text.suffix(6), lastSeen: row.meta.updatedAt,
                    isThis: row.id == call.visitor.session?.id)
            }, names: try await pages.names([], schema, call.actor, users: users))
    }

    @Sendable private func endSession(_ call: Call) async throws -> Answer {
        let desk = try pages.desk(call)
        _ = try await Form.read(call, limit: 4096)
        guard let id = RecordID(call.value(0)) else { throw WebFailure.noSuchAddress }
        let mayConfigure = desk.catalog.schema(RecordName.of(User.self)).map { call.actor.may(.configure, $0) } ?? false
        let session = try await pages.engine.desk(for: .system).row(Reference<Session>(id))
        guard mayConfigure || session.user.id == call.visitor.user else { throw Refusal.notFound(kind: RecordName.of(Session.self)) }
        try await pages.core.visitors.endSession(id)
        return .redirect(session.user.id == call.visitor.user ? Address.accountSessions.text : Address.setting(.sessions).text)
    }

    @Sendable private func setPassword(_ call: Call) async throws -> Answer {
        let (desk, schema) = try configuring(call)
        let form = try await Form.read(call, limit: 4096)
        let user = Row<User>(try await desk.record(try call.recordID(0, of: schema.name), in: schema.name))
        try await pages.core.entrance.setPassword(of: user, to: form["password"], mustChange: true, by: call.actor)
        return .redirect(Address.record(kind: schema.name, user.id).text)
    }

    @Sendable private func turnCodesOff(_ call: Call) async throws -> Answer {
        let (desk, schema) = try configuring(call)
        _ = try await Form.read(call, limit: 4096)
        let user = Row<User>(try await desk.record(try call.recordID(0, of: schema.name), in: schema.name))
        try await pages.core.entrance.disableCodes(for: user, by: call.actor)
        try await Journal(engine: pages.engine).note(
            .grant, kind: schema.name, record: user.id, actor: call.actor.id, region: user.meta.region, ["codes": .string("off")])
        return .redirect(Address.record(kind: schema.name, user.id).text)
    }
}
