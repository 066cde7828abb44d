import HTTPTypes
import Kernel

/// Records over the API.
///
/// | method | address | what |
/// |---|---|---|
/// | GET | `/api/v1/{kind}` | a page of a list; see ``ListRequest`` |
/// | GET | `/api/v1/{kind}.csv` `.json` `.geojson` `.xlsx` | all of it, as a file |
/// | POST | `/api/v1/{kind}` | make a record |
/// | GET | `/api/v1/{kind}/summary` | counts and sums by groups |
/// | GET PATCH DELETE | `/api/v1/{kind}/{id}` | one record |
/// | POST | `/api/v1/{kind}/{id}/moves/{step}` | take a step of its flow |
/// | POST | `/api/v1/{kind}/{id}/assign` | give the step that waits to one person |
/// | POST | `/api/v1/{kind}/{id}/erase` | remove its personal data for ever, from the history too; also of a deleted record |
/// | GET | `/api/v1/{kind}/{id}/history` | every change of it |
/// | GET | `/api/v1/{kind}/{id}/proof/{index}` | proof that a change is in the ledger |
struct RecordRoutes: Sendable {
    let core: WebCore

    func add(to routes: inout Routes) {
        routes.on(.get, "/api/v1/{kind}", .api, list)
        routes.on(.post, "/api/v1/{kind}", .api, create)
        routes.on(.get, "/api/v1/{kind}/summary", .api, summary)
        routes.on(.get, "/api/v1/{kind}/{id}", .api, one)
        routes.on(.patch, "/api/v1/{kind}/{id}", .api, update)
        routes.on(.delete, "/api/v1/{kind}/{id}", .api, delete)
        routes.on(.post, "/api/v1/{kind}/{id}/moves/{step}", .api, move)
        routes.on(.post, "/api/v1/{kind}/{id}/assign", .api, assign)
        routes.on(.post, "/api/v1/{kind}/{id}/erase", .api, erase)
        routes.on(.get, "/api/v1/{kind}/{id}/history", .api, history)
        routes.on(.get, "/api/v1/{kind}/{id}/proof/{index}", .api, proof)
    }

    // MARK: reading

    @Sendable private func list(_ call: Call) async throws -> Answer {
        let name = call.value(0)
        if let dot = name.lastIndex(of: "."), let format = RecordExporter.Format(rawValue: String(name[dot...])) {
            return try await RecordExporter(core: core).answer(call, kind: String(name[..<dot]), format)
        }
        let desk = core.desk(call)
        let schema = try readable(name, desk)
        let disclosure = try disclosure(call, schema)
        let request = try ListRequest(call.query, schema, mayUsePersonal: disclosure == .personal, limit: core.configuration.limits.pageRecords)
        var query = request.query
        query.limit += 1
        if disclosure == .personal { query.condition = query.condition && call.actor.scope(.readPersonal, schema) }
        let (records, count) = request.isCounted ? try await counted(query, desk) : (try await desk.records(query), nil)
        let encoder = request.fields.map { core.encoders.encoder(of: schema).only($0) } ?? core.encoders.encoder(of: schema)
        var json = JSONWriter(reserving: 512 * min(records.count, request.query.limit) + 64)
        json.raw("{\"records\":[")
        for (place, record) in records.prefix(request.query.limit).enumerated() {
            if place > 0 { json.raw(",") }
            encoder.write(record, to: &json, disclosure)
        }
        json.raw("],\"next\":")
        if records.count > request.query.limit {
            json.string(ListRequest.cursor(after: records[request.query.limit - 1], request.query, schema).text)
        } else {
            json.raw("null")
        }
        if let count {
            json.raw(",\"count\":")
            json.integer(Int64(min(count, RecordRoutes.countLimit)))
            json.raw(count > RecordRoutes.countLimit ? ",\"isCountComplete\":false" : ",\"isCountComplete\":true")
        }
        json.raw("}")
        if disclosure == .personal { try await notePersonal(call, schema, nil) }
        return .json(json.take())
    }

    static let countLimit = 100_000

    private func counted(_ query: Query, _ desk: Desk) async throws -> ([StoredRecord], Int?) {
        let page = try await desk.page(query, countLimit: RecordRoutes.countLimit + 1)
        return (page.records, page.count)
    }

    @Sendable private func one(_ call: Call) async throws -> Answer {
        let desk = core.desk(call)
        let schema = try readable(call.value(0), desk)
        let id = try call.recordID(1, of: schema.name)
        let disclosure = try disclosure(call, schema)
        let fields = try ListRequest(call.query, schema, mayUsePersonal: false, limit: 1).fields
        let record = try await desk.record(id, in: schema.name)
        if disclosure == .personal, !call.actor.may(.readPersonal, schema, record) { throw Refusal.forbidden(.readPersonal, kind: schema.name) }
        let tag = "\"\(record.meta.version)\""
        if call.fields[.ifNoneMatch] == tag, disclosure == .masked {
            var answer = Answer(304, fields: SecurityFields.apiWithoutBody)
            answer.fields[.eTag] = tag
            return answer
        }
        let encoder = fields.map { core.encoders.encoder(of: schema).only($0) } ?? core.encoders.encoder(of: schema)
        if disclosure == .personal { try await notePersonal(call, schema, record) }
        return answer(record, encoder, disclosure, tag: tag)
    }

    private func answer(_ record: StoredRecord, _ encoder: RecordEncoder, _ disclosure: RecordEncoder.Disclosure, status: Int = 200, tag: String? = nil)
        -> Answer
    {
        var json = JSONWriter(reserving: 768)
        encoder.write(record, to: &json, disclosure)
        var answer = Answer.json(json.take(), status: status)
        answer.fields[.eTag] = tag ?? "\"\(record.meta.version)\""
        return answer
    }

    @Sendable private func summary(_ call: Call) async throws -> Answer {
        let desk = core.desk(call)
        let schema = try readable(call.value(0), desk)
        let request = try SummaryRequest(call.query, schema, limit: core.configuration.limits.pageRecords)
        return .json(request.json(try await desk.summary(request.summary)))
    }

    @Sendable private func history(_ call: Call) async throws -> Answer {
        let desk = core.desk(call)
        let schema = try readable(call.value(0), desk)
        let id = try call.recordID(1, of: schema.name)
        let disclosure = try disclosure(call, schema)
        if disclosure == .personal, !call.actor.may(.readPersonal, schema, try await desk.record(id, in: schema.name)) {
            throw Refusal.forbidden(.readPersonal, kind: schema.name)
        }
        let changes = try await desk.history(of: id, in: schema.name)
        if disclosure == .personal {
            try await Journal(engine: core.engine).note(.export, kind: schema.name, record: id, actor: call.actor.id, region: call.actor.region)
        }
        var json = JSONWriter(reserving: 4096)
        json.object { json in
            json.member("changes") { json in
                json.array { json in for change in changes { json.element { HistoryEncoder.write(change, schema, to: &$0, disclosure) } } }
            }
        }
        return .json(json.take())
    }

    @Sendable private func proof(_ call: Call) async throws -> Answer {
        let desk = core.desk(call)
        let schema = try readable(call.value(0), desk)
        let id = try call.recordID(1, of: schema.name)
        guard let index = Int64(call.value(2)) else { throw WebFailure.noSuchAddress }
        guard try await desk.history(of: id, in: schema.name).contains(where: { $0.index == index }) else { throw Refusal.notFound(kind: schema.name) }
        guard let proofs = core.services.proofs else { throw WebFailure.unavailable("未启用存证", en: "Proofs are not set up here") }
        var answer = Answer(fields: SecurityFields.apiWithoutBody, body: .bytes(try await proofs.proof(of: index)))
        answer.fields[.contentType] = "text/plain; charset=utf-8"
        return answer
    }

    // MARK: changing

    @Sendable private func create(_ call: Call) async throws -> Answer {
        let desk = core.desk(call)
        let schema = try core.schema(call.value(0))
        guard call.actor.may(.create, schema) else { throw refused(.create, schema, call.actor) }
        let body = try RecordBody(try await call.json(upTo: core.configuration.limits.bodyBytes), schema, isNew: true)
        if body.isSimulated, !call.actor.roles.contains(Role.administrator.code) { throw Refusal.forbidden(.create, kind: schema.name) }
        let record = try await desk.create(
            body.submission, id: body.id, region: body.region, request: try call.requestKey(), isSimulated: body.isSimulated, revision: body.revision)
        var answer = answer(record, core.encoders.encoder(of: schema), .masked, status: 201)
        answer.fields[.location] = "/api/v1/\(schema.name)/\(record.meta.id.text)"
        return answer
    }

    @Sendable private func update(_ call: Call) async throws -> Answer {
        let desk = core.desk(call)
        let schema = try readable(call.value(0), desk)
        let id = try call.recordID(1, of: schema.name)
        guard call.actor.may(.update, schema) else { throw refused(.update, schema, call.actor) }
        let version = try version(call)
        let body = try RecordBody(try await call.json(upTo: core.configuration.limits.bodyBytes), schema, isNew: false)
        let record = try await desk.update(id, version: version, body.submission, request: try call.requestKey(), revision: body.revision)
        return answer(record, core.encoders.encoder(of: schema), .masked)
    }

    @Sendable private func delete(_ call: Call) async throws -> Answer {
        let desk = core.desk(call)
        let schema = try readable(call.value(0), desk)
        let id = try call.recordID(1, of: schema.name)
        let hasDrafts = core.catalog.kinds[schema.name]?.flow?.discardable.isEmpty == false && call.actor.may(.update, schema)
        guard hasDrafts || call.actor.may(.delete, schema) else { throw refused(.delete, schema, call.actor) }
        try await desk.delete(id, version: try version(call), in: schema.name, request: try call.requestKey())
        return .done
    }

    @Sendable private func erase(_ call: Call) async throws -> Answer {
        let desk = core.desk(call)
        let schema = try readable(call.value(0), desk)
        try await desk.erase(try call.recordID(1, of: schema.name), in: schema.name)
        return .done
    }

    @Sendable private func move(_ call: Call) async throws -> Answer {
        let desk = core.desk(call)
        let schema = try readable(call.value(0), desk)
        let id = try call.recordID(1, of: schema.name)
        let body = try await call.json(upTo: core.configuration.limits.bodyBytes, isOptional: true)
        let members = try Members(body, allowed: ["remark", "due"])
        let record = try await desk.move(
            id, in: schema.name, version: call.fields[.ifMatch] == nil ? nil : try version(call), step: call.value(2),
            remark: try members.text("remark", maximum: 4000) ?? "", due: try due(members), request: try call.requestKey())
        return answer(record, core.encoders.encoder(of: schema), .masked)
    }

    @Sendable private func assign(_ call: Call) async throws -> Answer {
        let desk = core.desk(call)
        let schema = try readable(call.value(0), desk)
        let id = try call.recordID(1, of: schema.name)
        let members = try Members(try await call.json(upTo: core.configuration.limits.bodyBytes), allowed: ["user", "due"])
        guard let user = try members.text("user", maximum: 26).flatMap({ RecordID($0) }) else {
            throw WebFailure.invalid("required", field: "user", "请选择承办人", en: "Please name the user")
        }
        try await desk.assign(id, in: schema.name, to: user, due: try due(members))
        return .done
    }

    private func due(_ members: Members) throws -> Day? {
        guard let text = try members.text("due", maximum: 20) else { return nil }
        guard let day = Day(text) else { throw WebFailure.invalid("not-a-day", field: "due", "期限应为日期", en: "due must be a day") }
        return day
    }

    // MARK: what they share

    private func readable(_ kind: String, _ desk: Desk) throws(Refusal) -> Schema {
        let schema = try desk.schema(kind)
        if schema.isHidden { throw .notFound(kind: kind) }
        return schema
    }

    private func refused(_ action: Action, _ schema: Schema, _ actor: Actor) -> Refusal {
        actor.isNobody ? .unknown : actor.may(.read, schema) ? .forbidden(action, kind: schema.name) : .notFound(kind: schema.name)
    }

    /// Personal data is shown to those who may see it and ask for it; where they may see that of some records only, a list has these only.
    private func disclosure(_ call: Call, _ schema: Schema) throws(Refusal) -> RecordEncoder.Disclosure {
        guard call.query.isTrue("personal") else { return .masked }
        guard call.actor.may(.readPersonal, schema) else { throw .forbidden(.readPersonal, kind: schema.name) }
        return schema.columns.contains { $0.isPersonal && !$0.isSecret } ? .personal : .masked
    }

    private func notePersonal(_ call: Call, _ schema: Schema, _ record: StoredRecord?) async throws {
        try await Journal(engine: core.engine).note(
            .export, kind: schema.name, record: record?.meta.id ?? core.engine.context.newID(), actor: call.actor.id,
            region: record?.meta.region ?? call.actor.region, ["personal": true])
    }

    /// The version in `If-Match`; nil for `*`.
    private func version(_ call: Call) throws -> Int? {
        guard let text = call.fields[.ifMatch] else { throw WebFailure.versionRequired }
        if text == "*" { return nil }
        guard let version = Int(text.hasPrefix("W/") ? text.dropFirst(2).filter { $0 != "\"" } : text.filter { $0 != "\"" }) else {
            throw WebFailure.malformed("If-Match")
        }
        return version
    }
}
