import HTTPTypes
import Kernel
import Operations

/// What the API offers beside records.
///
/// | method | address | what |
/// |---|---|---|
/// | GET | `/api/v1/me` | who asks, and what they may do |
/// | GET | `/api/v1/search?q=` | records of all kinds |
/// | GET | `/api/v1/inbox` | what waits for whoever asks |
/// | GET | `/api/v1/indicators` | what is measured |
/// | GET | `/api/v1/indicators/{code}` | the value for a region and a period |
/// | GET | `/api/v1/indicators/{code}/records` | the records behind it |
/// | POST | `/api/v1/files?name=` | keep a file |
/// | GET | `/api/v1/files/{id}` | its bytes |
/// | POST | `/api/v1/tokens` | a token for a program; shown once |
/// | POST | `/api/v1/user/{id}/password` | a first password, to be changed at the next sign-in |
/// | GET | `/api/v1/openapi.json`, `/api/openapi.json` | the description of all this |
struct ServiceRoutes: Sendable {
    let core: WebCore

    func add(to routes: inout Routes) {
        routes.on(.get, "/api/v1/me", .api, isEntrance: true, me)
        routes.on(.get, "/api/v1/search", .api, search)
        routes.on(.get, "/api/v1/inbox", .api, inbox)
        routes.on(.get, "/api/v1/indicators", .api, indicators)
        routes.on(.get, "/api/v1/indicators/{code}", .api, indicator)
        routes.on(.get, "/api/v1/indicators/{code}/records", .api, drillDown)
        routes.on(.post, "/api/v1/files", .api, upload)
        routes.on(.get, "/api/v1/files/{id}", .api, download)
        routes.on(.post, "/api/v1/tokens", .api, makeToken)
        routes.on(.post, "/api/v1/user/{id}/password", .api, setPassword)
        let document: Routes.Handler = { [core] in try Self.describe($0, core) }
        routes.on(.get, "/api/v1/openapi.json", .api, document)
        routes.on(.get, "/api/openapi.json", .api, document)
    }

    @Sendable private func me(_ call: Call) async throws -> Answer {
        if call.actor.isNobody { throw Refusal.unknown }
        let kinds = core.catalog.schemas.filter { !$0.isHidden && call.actor.may(.read, $0) }
        return .json(
            .object(
                ("id", .string(call.actor.id)), ("name", .string(call.actor.name)), ("region", .string(call.actor.region.code)),
                ("roles", .array(call.actor.roles.sorted().map { .string($0) })),
                (
                    "kinds",
                    .array(
                        kinds.map { schema in
                            let actions = Action.allCases.filter { call.actor.may($0, schema) }
                            return .object(
                                ("kind", .string(schema.name)), ("label", .string(schema.label[call.language])),
                                ("actions", .array(actions.map { .string($0.rawValue) })))
                        })
                )))
    }

    @Sendable private func search(_ call: Call) async throws -> Answer {
        if call.actor.isNobody { throw Refusal.unknown }
        let words = call.query["q"] ?? ""
        guard (1...200).contains(words.unicodeScalars.count), !words.utf8.contains(0) else {
            throw WebFailure.invalid("required", field: "q", "请输入 1 到 200 个字", en: "q must have 1 to 200 characters")
        }
        let limit = try limit(call, or: 20, maximum: 100)
        let found = try await core.desk(call).search(words, limit: limit)
        var json = JSONWriter(reserving: 2048)
        json.object { json in
            json.member("hits") { json in
                json.array { json in
                    for (schema, record) in found {
                        json.element { json in
                            json.object { json in
                                json.member("kind") { $0.string(schema.name) }
                                json.member("title") { $0.string(RecordTitles.title(of: record, schema, call.language)) }
                                json.member("record") { core.encoders.encoder(of: schema).write(record, to: &$0, .masked) }
                            }
                        }
                    }
                }
            }
        }
        return .json(json.take())
    }

    @Sendable private func inbox(_ call: Call) async throws -> Answer {
        let items = try await core.desk(call).inbox(limit: try limit(call, or: 50, maximum: 200))
        return .json(
            .object(
                (
                    "items",
                    .array(
                        items.map { item in
                            .object(
                                ("kind", .string(item.recordKind)), ("record", .string(item.subject)), ("title", .string(item.title)),
                                ("state", .string(item.state)),
                                ("since", .string(item.since.description)), ("due", item.due.map { .string($0.description) } ?? .null),
                                ("isEscalated", .bool(item.isEscalated)))
                        })
                )))
    }

    // MARK: indicators

    @Sendable private func indicators(_ call: Call) async throws -> Answer {
        if call.actor.isNobody { throw Refusal.unknown }
        return .json(.object(("indicators", .array(core.desk(call).indicators.map { describe($0, call.language) }))))
    }

    private func describe(_ indicator: Indicator, _ language: Language) -> JSON {
        let source =
            switch indicator.source {
            case .computed: "computed"
            case .reported: "reported"
            case .statistic: "statistic"
            }
        return .object(
            ("code", .string(indicator.code)), ("label", .string(indicator.label[language])), ("unit", .string(indicator.unit.text)),
            ("nature", .string(indicator.nature.rawValue)), ("direction", .string(indicator.direction.rawValue)), ("source", .string(source)),
            ("parts", .array(indicator.parts.map { .object(("kind", .string($0.kind)), ("sum", $0.sum.map { .string($0) } ?? .null)) })))
    }

    private func found(_ call: Call) throws(Refusal) -> (indicator: Indicator, region: Region, period: String) {
        let indicator = try core.desk(call).indicator(call.value(0))
        let code = call.query["region"] ?? call.actor.region.code
        guard code.utf8.count <= 12, code.utf8.allSatisfy({ (48...57).contains($0) }) else {
            throw .invalid([Problem("not-a-region", field: "region", "region 应为行政区划代码", en: "region must be a region code")])
        }
        guard call.actor.region.contains(Region(code)) else {
            throw .invalid([Problem("outside-region", field: "region", "不在您的管辖区域内", en: "The region is outside yours")])
        }
        let period = call.query["period"] ?? ""
        guard period.utf8.count <= 10, period.utf8.allSatisfy({ (48...57).contains($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "Q") }) else {
            throw .invalid([Problem("not-a-period", field: "period", "period 应为 2025、2025-Q3 或 2025-03", en: "period must be 2025, 2025-Q3 or 2025-03")])
        }
        return (indicator, Region(code), period)
    }

    @Sendable private func indicator(_ call: Call) async throws -> Answer {
        let (indicator, region, period) = try found(call)
        if let text = call.query["knownAt"] { return try await pastValue(of: indicator, region, period, knownAt: text, call) }
        let value: Double?
        if indicator.parts.isEmpty {
            value = try await core.desk(call).reported(indicator, in: region, period: period, limit: 1).first?.value
        } else {
            value = try await core.desk(call).value(of: indicator, in: region, period: period, isSimulated: call.query.isTrue("simulated"))
        }
        guard case .object(var members) = describe(indicator, call.language) else { throw Refusal.failed("indicator") }
        members += [
            JSON.Member("region", .string(region.code)), JSON.Member("period", .string(period)), JSON.Member("value", value.map { .number($0) } ?? .null),
            JSON.Member("asOf", .string(core.now.description)),
        ]
        return .json(.object(members))
    }

    /// What was known at an earlier moment, derived from the ledger.
    private func pastValue(of indicator: Indicator, _ region: Region, _ period: String, knownAt text: String, _ call: Call) async throws -> Answer {
        guard let moment = Instant(text), moment <= core.now else {
            throw WebFailure.invalid("not-an-instant", field: "knownAt", "knownAt 应为不晚于现在的时间", en: "knownAt must be a moment that is not later than now")
        }
        guard !indicator.parts.isEmpty else {
            throw WebFailure.invalid("not-computed", field: "knownAt", "只有由记录计算的指标可以追溯", en: "Only an indicator that is computed from records can be asked so")
        }
        let past = try await core.desk(call).value(
            of: indicator, in: region, period: period, isSimulated: call.query.isTrue("simulated"), knownAt: moment)
        guard case .object(var members) = describe(indicator, call.language) else { throw Refusal.failed("indicator") }
        members += [
            JSON.Member("region", .string(region.code)), JSON.Member("period", .string(period)),
            JSON.Member("value", past.value.map { .number($0) } ?? .null), JSON.Member("asOf", .string(moment.description)),
            JSON.Member("entries", .integer(past.entries)), JSON.Member("unknown", .integer(Int64(past.unknown))),
        ]
        return .json(.object(members))
    }

    @Sendable private func drillDown(_ call: Call) async throws -> Answer {
        let (indicator, region, period) = try found(call)
        guard let part = Int(call.query["part"] ?? "0"), indicator.parts.indices.contains(part), let schema = core.catalog.schema(indicator.parts[part].kind)
        else {
            throw WebFailure.invalid("out-of-range", field: "part", "没有这个部分", en: "There is no such part")
        }
        var cursor: Query.Cursor?
        if let text = call.query["after"], !text.isEmpty {
            guard let found = Query.Cursor(text), case .text = found.value else {
                throw WebFailure.invalid("bad-cursor", field: "after", "after 不对", en: "after is no cursor")
            }
            cursor = found
        }
        let limit = try limit(call, or: 50, maximum: core.configuration.limits.pageRecords)
        let records = try await core.desk(call).drillDown(indicator, part: part, in: region, period: period, after: cursor, limit: limit)
        let next = records.count == limit ? records.last.map { Query.Cursor(value: .text($0.meta.id.text), id: $0.meta.id).text } : nil
        var json = JSONWriter(reserving: 4096)
        json.object { json in
            json.member("kind") { $0.string(schema.name) }
            json.member("records") { json in
                json.array { json in for record in records { json.element { core.encoders.encoder(of: schema).write(record, to: &$0, .masked) } } }
            }
            json.member("next") { json in next.map { json.string($0) } ?? json.raw("null") }
        }
        return .json(json.take())
    }

    private func limit(_ call: Call, or usual: Int, maximum: Int) throws -> Int {
        guard let text = call.query["limit"] else { return usual }
        guard let limit = Int(text), (1...maximum).contains(limit) else {
            throw WebFailure.invalid("out-of-range", field: "limit", "limit 应在 1 和 \(maximum) 之间", en: "limit must be between 1 and \(maximum)")
        }
        return limit
    }

    // MARK: files

    @Sendable private func upload(_ call: Call) async throws -> Answer {
        let files = Files(core: core)
        try files.mayUpload(call.actor)
        let record = try await files.reading {
            let bytes = try await call.bytes(upTo: core.configuration.limits.fileBytes)
            return try await files.keep(name: call.query["name"] ?? "", claimed: call.fields[.contentType] ?? "", bytes: bytes, desk: core.desk(call))
        }
        guard let schema = core.catalog.schema(RecordName.of(FileInfo.self)) else { throw Refusal.failed("fileInfo") }
        var json = JSONWriter()
        core.encoders.encoder(of: schema).write(record, to: &json, .masked)
        return .json(json.take(), status: 201)
    }

    @Sendable private func download(_ call: Call) async throws -> Answer { try await Files(core: core).answer(call) }

    // MARK: access

    @Sendable private func makeToken(_ call: Call) async throws -> Answer {
        guard let schema = core.catalog.schema(RecordName.of(Token.self)), let own = call.visitor.user else { throw Refusal.unknown }
        let members = try Members(try await call.json(upTo: 4096), allowed: ["name", "user", "expires"])
        let user = try members.text("user", maximum: 26).map { RecordID($0) } ?? own
        guard let user else { throw WebFailure.invalid("bad-id", field: "user", "没有这个用户", en: "There is no such user") }
        // A token of a token would outlive it.
        if call.visitor.isToken, user == own, !call.actor.may(.create, schema) { throw Refusal.forbidden(.create, kind: schema.name) }
        guard let day = try members.text("expires", maximum: 20).flatMap({ Day($0) }), day >= core.now.day, day <= core.now.day.adding(months: 24) else {
            throw WebFailure.invalid("out-of-range", field: "expires", "有效期至应为两年内的日期", en: "expires must be a day within two years")
        }
        let (record, secret) = try await core.visitors.people.makeToken(
            for: Reference(user), name: try members.text("name", maximum: 80) ?? "", expires: day, by: call.actor)
        var json = JSONWriter()
        json.object { json in
            json.member("token") { $0.string(secret) }
            json.member("record") { core.encoders.encoder(of: schema).write(record, to: &$0, .masked) }
        }
        return .json(json.take(), status: 201)
    }

    @Sendable private func setPassword(_ call: Call) async throws -> Answer {
        let schema = try core.desk(call).schema(RecordName.of(User.self), .update)
        let id = try call.recordID(0, of: schema.name)
        let user = Row<User>(try await core.desk(call).record(id, in: schema.name))
        let members = try Members(try await call.json(upTo: 4096), allowed: ["password"])
        guard let password = try members.text("password", maximum: 1000) else {
            throw WebFailure.invalid("required", field: "password", "请填写口令", en: "password is missing")
        }
        try await core.entrance.setPassword(of: user, to: password, mustChange: true, by: call.actor)
        return .done
    }

    private static func describe(_ call: Call, _ core: WebCore) throws -> Answer {
        if call.actor.isNobody { throw Refusal.unknown }
        return .json(Description(catalog: core.catalog, actor: call.actor, configuration: core.configuration, language: call.language).json)
    }
}

/// What a record is called, without giving away a name that is personal.
enum RecordTitles {
    static func title(of record: StoredRecord, _ schema: Schema, _ language: Language) -> String {
        guard let title = schema.title, let column = schema[title], column.isPersonal, let value = record.value(of: title, in: schema), !value.isNull else {
            return schema.title(of: record, in: language)
        }
        return column.show(value, in: language, masked: true)
    }
}
