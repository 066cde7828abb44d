import Kernel

/// The operations that belong to no kind.
struct ServicePaths {
    let description: Description

    var members: [JSON.Member] {
        let limit = Description.query("limit", ["type": "integer", "minimum": 1, "maximum": 100])
        let indicator = Description.path("code", ["type": "string", "minLength": 1])
        let place = [
            Description.query("region", ["type": "string", "pattern": "^[0-9]{2,12}$"]),
            Description.query("period", ["type": "string", "pattern": "^[0-9]{4}$"]),
        ]
        let knownAt = Description.query(
            "knownAt", ["type": "string", "format": "date-time"], description.say("当时已知的值，由存证推算", "as it was known then, derived from the ledger"))
        let records: JSON = Self.object(
            ["kind": ["type": "string"], "records": ["type": "array", "items": ["type": "object"]], "next": ["type": ["string", "null"]]],
            ["kind", "records", "next"])
        let token = Self.object(
            [
                "name": ["type": "string", "minLength": 1, "maxLength": 80, "pattern": "^[^\\u0000-\\u001f\\u007f]+$"], "user": Description.id,
                "expires": ["type": "string", "format": "date"],
            ], ["name", "expires"])
        let made = Self.object(["token": ["type": "string"], "record": ["type": "object"]], ["token", "record"])
        var list: [JSON.Member] = [
            get("/api/v1/me", "readMe", "我是谁", "Who asks", [], Description.reference("Me")),
            get(
                "/api/v1/search", "search", "搜索", "Search",
                [Description.query("q", ["type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[^\\u0000]+$"], isRequired: true), limit],
                Description.reference("Hits"), [422]),
            get("/api/v1/inbox", "readInbox", "待办", "What waits for me", [limit], Description.reference("Inbox"), [422]),
            get(
                "/api/v1/indicators", "listIndicators", "指标", "Indicators", [],
                Self.object(["indicators": ["type": "array", "items": Description.reference("Indicator")]], ["indicators"])),
            get(
                "/api/v1/indicators/{code}", "readIndicator", "指标值", "The value of an indicator",
                [indicator] + place + [Description.query("simulated", ["type": "boolean"]), knownAt], Description.reference("IndicatorValueNow"), [404, 422]),
            get(
                "/api/v1/indicators/{code}/records", "readIndicatorRecords", "指标背后的记录", "The records behind it",
                [indicator] + place + [Description.query("part", ["type": "integer", "minimum": 0]), Description.query("after", ["type": "string"]), limit],
                records, [404, 422]),
            post("/api/v1/tokens", "makeToken", "新建令牌", "Make a token", [], token, "201", made, [400, 404, 413, 415, 422]),
        ]
        list += operations
        list += account
        if let schema = description.catalog.schema(RecordName.of(FileInfo.self)), description.actor.may(.read, schema) { list += files }
        if let schema = description.catalog.schema(RecordName.of(User.self)), description.actor.may(.configure, schema) {
            let body = Self.object(["password": ["type": "string", "minLength": 10, "maxLength": 200, "pattern": "^[^\\u0000]+$"]], ["password"])
            list.append(
                post(
                    "/api/v1/user/{id}/password", "setPassword", "设置初始口令", "Set a first password", [Description.path("id", Description.id)], body, "204", nil,
                    [400, 404, 413, 415, 422]))
        }
        return list
    }

    /// Those that whoever asks may carry out; the body of each is described by what it asks for.
    private var operations: [JSON.Member] {
        let open = description.catalog.operations.values.filter { $0.isOpen(to: description.actor) }.sorted { $0.code < $1.code }
        let text: JSON = ["type": "string"]
        let field = Self.object(["name": text, "label": text, "kind": text, "isRequired": ["type": "boolean"]], ["name", "label", "kind", "isRequired"])
        let one = Self.object(
            [
                "code": text, "label": text, "subject": ["type": ["string", "null"]], "isLong": ["type": "boolean"], "warning": ["type": ["string", "null"]],
                "fields": ["type": "array", "items": field],
            ], ["code", "label", "subject", "isLong", "warning", "fields"])
        let bodies = open.map { operation -> JSON in
            let inputs = operation.input.map { KindShapes(schema: $0, language: description.language).input } ?? .object([])
            let subject = operation.subject == nil ? [] : [JSON.Member("record", Description.id)]
            let required = operation.input.map { KindShapes(schema: $0, language: description.language).required } ?? []
            return .object(
                ("title", .string(operation.label[description.language])), ("type", "object"), ("properties", .object(subject + (inputs.members ?? []))),
                ("required", .array(subject.map { .string($0.name) } + required)), ("additionalProperties", false))
        }
        let code: JSON = open.isEmpty ? text : ["type": "string", "enum": .array(open.map { .string($0.code) })]
        let outcome = Self.object(["message": text, "link": ["type": ["string", "null"]], "job": ["type": ["string", "null"]]], ["message", "link", "job"])
        let carryOut: JSON = .object(
            ("operationId", "carryOut"), ("summary", description.say("执行操作", "Carry out an operation")),
            ("parameters", [Description.path("code", code), Description.header("Idempotency-Key", ["type": "string", "minLength": 1, "maxLength": 100])]),
            ("requestBody", ["content": ["application/json": ["schema": bodies.isEmpty ? ["type": "object"] : ["anyOf": .array(bodies)]]]]),
            (
                "responses",
                Description.answers(
                    [JSON.Member("200", Description.answer("done", outcome)), JSON.Member("202", Description.answer("put off to a job", outcome))],
                    failures: [400, 404, 409, 413, 415, 422, 501])
            ))
        return [
            get(
                "/api/v1/operations", "listOperations", "可执行的操作", "What may be carried out", [],
                Self.object(["operations": ["type": "array", "items": one]], ["operations"])),
            JSON.Member("/api/v1/operations/{code}", ["post": carryOut]),
        ]
    }

    private var account: [JSON.Member] {
        let text: JSON = ["type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[^\\u0000]+$"]
        let failures = [400, 404, 413, 415, 422, 501]
        return [
            post(
                "/api/v1/me/codes", "makeCodes", "新的动态口令密钥", "A new secret for one-time codes", [], Self.object([:], []), "201",
                Self.object(["secret": text, "address": text], ["secret", "address"]), failures),
            post(
                "/api/v1/me/codes/confirm", "confirmCodes", "启用动态口令", "Turn one-time codes on", [],
                Self.object(["secret": text, "code": text], ["secret", "code"]), "204", nil, failures),
            post(
                "/api/v1/me/password", "changePassword", "修改口令", "Change my password", [],
                Self.object(["current": text, "password": text], ["current", "password"]), "204", nil, failures),
        ]
    }

    private var files: [JSON.Member] {
        let upload: JSON = .object(
            ("operationId", "uploadFile"), ("summary", description.say("上传文件", "Keep a file")),
            ("parameters", [Description.query("name", ["type": "string", "minLength": 3, "maxLength": 150], isRequired: true)]),
            ("requestBody", ["required": true, "content": ["application/octet-stream": ["schema": [:]]]]),
            ("responses", Description.answers([JSON.Member("201", Description.answer("kept", ["type": "object"]))], failures: [404, 413, 422, 501, 507])))
        let read: JSON = .object(
            ("operationId", "readFile"), ("summary", description.say("下载文件", "The bytes of a file")), ("parameters", [Description.path("id", Description.id)]),
            ("responses", Description.answers([JSON.Member("200", ["description": "the bytes", "content": ["*/*": [:]]])], failures: [304, 404, 501])))
        return [JSON.Member("/api/v1/files", ["post": upload]), JSON.Member("/api/v1/files/{id}", ["get": read])]
    }

    private func get(_ path: String, _ name: String, _ chinese: String, _ english: String, _ parameters: [JSON], _ answer: JSON, _ failures: [Int] = [])
        -> JSON.Member
    {
        JSON.Member(
            path,
            [
                "get": .object(
                    ("operationId", .string(name)), ("summary", description.say(chinese, english)), ("parameters", .array(parameters)),
                    ("responses", Description.answers([JSON.Member("200", Description.answer(english, answer))], failures: failures)))
            ])
    }

    private func post(
        _ path: String, _ name: String, _ chinese: String, _ english: String, _ parameters: [JSON], _ body: JSON, _ status: String, _ answer: JSON?,
        _ failures: [Int]
    ) -> JSON.Member {
        let good = answer.map { Description.answer(english, $0) } ?? ["description": .string(english)]
        return JSON.Member(
            path,
            [
                "post": .object(
                    ("operationId", .string(name)), ("summary", description.say(chinese, english)), ("parameters", .array(parameters)),
                    ("requestBody", ["required": true, "content": ["application/json": ["schema": body]]]),
                    ("responses", Description.answers([JSON.Member(status, good)], failures: failures)))
            ])
    }

    static func object(_ properties: JSON, _ required: [String]) -> JSON {
        .object(("type", "object"), ("properties", properties), ("required", .array(required.map { .string($0) })), ("additionalProperties", false))
    }

    /// The shapes that belong to no kind.
    static var components: [JSON.Member] {
        let text: JSON = ["type": "string"]
        let problem = object(["field": ["type": ["string", "null"]], "code": text, "message": text], ["field", "code", "message"])
        let error = object(
            ["code": text, "message": text, "problems": ["type": "array", "items": problem], "request": text, "current": ["type": "object"]],
            ["code", "message", "problems", "request"])
        let change = object(
            [
                "index": ["type": "integer"], "at": ["type": "string", "format": "date-time"], "actor": text,
                "action": ["type": "string", "enum": .array(Change.Action.allCases.map { .string($0.rawValue) })], "version": ["type": "integer"],
                "isErased": ["type": "boolean"], "before": ["type": ["object", "null"]], "after": ["type": ["object", "null"]], "step": text, "remark": text,
                "signed": text,
                "assigned": text, "due": text,
            ], ["index", "at", "actor", "action", "version", "isErased", "before", "after"])
        let kind = object(["kind": text, "label": text, "actions": ["type": "array", "items": text]], ["kind", "label", "actions"])
        let me = object(
            ["id": text, "name": text, "region": text, "roles": ["type": "array", "items": text], "kinds": ["type": "array", "items": kind]],
            ["id", "name", "region", "roles", "kinds"])
        let hit = object(["kind": text, "title": text, "record": ["type": "object"]], ["kind", "title", "record"])
        let item = object(
            [
                "kind": text, "record": text, "title": text, "state": text, "since": ["type": "string", "format": "date"], "due": ["type": ["string", "null"]],
                "isEscalated": ["type": "boolean"],
            ],
            ["kind", "record", "title", "state", "since", "due", "isEscalated"])
        let indicator: [JSON.Member] = [
            JSON.Member("code", text), JSON.Member("label", text), JSON.Member("unit", text), JSON.Member("nature", text), JSON.Member("direction", text),
            JSON.Member("source", text), JSON.Member("parts", ["type": "array", "items": ["type": "object"]]),
        ]
        let value =
            indicator + [
                JSON.Member("region", text), JSON.Member("period", text), JSON.Member("value", ["type": ["number", "null"]]),
                JSON.Member("asOf", ["type": "string", "format": "date-time"]),
            ]
        // How many entries were known at an earlier moment, and how many records were erased since.
        let past = [JSON.Member("entries", ["type": "integer"]), JSON.Member("unknown", ["type": "integer"])]
        return [
            JSON.Member("Failure", object(["error": error], ["error"])), JSON.Member("Change", change), JSON.Member("Me", me),
            JSON.Member("Hits", object(["hits": ["type": "array", "items": hit]], ["hits"])),
            JSON.Member("Inbox", object(["items": ["type": "array", "items": item]], ["items"])),
            JSON.Member("Indicator", object(.object(indicator), indicator.map(\.name))),
            JSON.Member("IndicatorValueNow", object(.object(value + past), value.map(\.name))),
        ]
    }
}
