import HTTPTypes
import Kernel

/// Operations over the API.
///
/// | method | address | what |
/// |---|---|---|
/// | GET | `/api/v1/operations` | those that whoever asks may carry out |
/// | POST | `/api/v1/operations/{code}` | carry one out: `record` and the fields that it asks for; `Idempotency-Key` as for records |
struct CarryOutRoutes: Sendable {
    let core: WebCore

    func add(to routes: inout Routes) {
        routes.on(.get, "/api/v1/operations", .api, list)
        routes.on(.post, "/api/v1/operations/{code}", .api, carryOut)
    }

    @Sendable private func list(_ call: Call) async throws -> Answer {
        if call.actor.isNobody { throw Refusal.unknown }
        let open = core.catalog.operations.values.filter { $0.isOpen(to: call.actor) }.sorted { $0.code < $1.code }
        let list = open.map { operation in
            JSON.object(
                ("code", .string(operation.code)), ("label", .string(operation.label[call.language])),
                ("subject", operation.subject.map { .string($0) } ?? .null), ("isLong", .bool(operation.isLong)),
                ("warning", operation.warning.map { .string($0[call.language]) } ?? .null),
                ("fields", .array((operation.input?.columns ?? []).filter { !$0.options.isReadOnly }.map { describe($0, call.language) })))
        }
        return .json(.object(("operations", .array(list))))
    }

    private func describe(_ column: Column, _ language: Language) -> JSON {
        .object(
            ("name", .string(column.name)), ("label", .string(column.label[language])), ("kind", .string(column.kind.name)),
            ("isRequired", .bool(column.isRequired)))
    }

    @Sendable private func carryOut(_ call: Call) async throws -> Answer {
        let desk = core.desk(call)
        let operation = try desk.operation(call.value(0))
        let body = try await call.json(upTo: core.configuration.limits.bodyBytes, isOptional: operation.input == nil && operation.subject == nil)
        guard var members = body.members else { throw WebFailure.invalid("wrong-type", field: nil, "内容应为 JSON 对象", en: "The body must be a JSON object") }
        var record: RecordID?
        if let kind = operation.subject {
            guard let id = members.first(where: { $0.name == "record" })?.value.string.flatMap({ RecordID($0) }) else {
                throw WebFailure.invalid("bad-id", field: "record", "record 应为一条“\(kind)”的编号", en: "record must be the id of a record of the kind \(kind)")
            }
            record = id
            members.removeAll { $0.name == "record" }
        }
        // An operation that asks for nothing takes nothing.
        if operation.input == nil { _ = try Members(.object(members), allowed: []) }
        let submission = operation.input.map { input in
            Submission(kind: input.name, Dictionary(members.map { ($0.name, .json($0.value)) }, uniquingKeysWith: { $1 }))
        }
        switch try await Carrier(core: core).carryOut(operation, on: record, submission, desk, request: try call.requestKey()) {
        case .done(let outcome):
            return .json(
                .object(("message", .string(outcome.message[call.language])), ("link", outcome.link.map { .string(Address($0).text) } ?? .null), ("job", .null))
            )
        case .job(let id):
            let text = call.language == .english ? "It is being carried out as a job" : "已转为后台任务执行"
            return .json(.object(("message", .string(text)), ("link", .string(Address.job(id.text).text)), ("job", .string(id.text))), status: 202)
        }
    }
}
