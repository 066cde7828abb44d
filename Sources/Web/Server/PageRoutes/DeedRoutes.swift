import HTTPTypes
import Kernel
import Operations

/// What buttons do: operations of applications and steps of flows. Whoever pressed one comes back to where it stood, and is told what came of it.
///
/// | method | address | what |
/// |---|---|---|
/// | GET POST | `/o/{code}` | what an operation asks for; carry it out. `record` names what it is carried out on, `return` where to go then |
/// | GET POST | `/a/{kind}/{id}/move` | the form of a step that needs a reason; take it |
struct DeedRoutes: Sendable {
    let pages: PageCore

    func add(to routes: inout Routes) {
        routes.on(.get, "/o/{code}", .page, ask)
        routes.on(.post, "/o/{code}", .page, carryOut)
        routes.on(.get, "/a/{kind}/{id}/move", .page, askStep)
        routes.on(.post, "/a/{kind}/{id}/move", .page, move)
    }

    // MARK: operations

    @Sendable private func ask(_ call: Call) async throws -> Answer {
        let desk = try pages.desk(call)
        let operation = try desk.operation(call.value(0))
        let subject = try await subject(of: operation, call.query["record"], desk)
        if let subject, !operation.isReady(subject.record) { throw Refusal.notReady(operation) }
        let columns = Set(operation.input?.columns.map(\.name) ?? [])
        let typed = call.query.items.filter { columns.contains($0.name) && $0.value.utf8.count <= 2000 }.map { ($0.name, $0.value) }
        let view = OperationView(
            operation: operation, subject: subject, typed: Dictionary(typed, uniquingKeysWith: { $1 }), back: back(call.query["return"], subject))
        return await pages.page(view, call)
    }

    @Sendable private func carryOut(_ call: Call) async throws -> Answer {
        var desk = try pages.desk(call)
        let operation = try desk.operation(call.value(0))
        let form = try await pages.form(call)
        let subject = try await subject(of: operation, form["record"], desk)
        let back = back(form["return"], subject)
        let request = pages.requestKey(form, call)
        let pairs = form.texts.items.map { ($0.name, $0.value) }
        var typed = operation.input.map { FormFields(pairs, $0).typed } ?? [:]
        do {
            // Told before its files are kept once more.
            if let earlier = try await desk.earlierOutcome(of: operation.code, request) {
                return pages.redirect(back, saying: Visit.Message(earlier.message[call.language]))
            }
            if operation.isForField { desk.sighting = try form.sighting(receivedAt: pages.core.now) }
            var submission: Submission?
            if let input = operation.input {
                submission = FormFields(pairs, input, uploads: try await pages.uploads(form, input, desk, &typed)).submission
            }
            switch try await Carrier(core: pages.core).carryOut(operation, on: subject?.record.meta.id, submission, desk, request: request)
            {
            case .done(let outcome):
                let next = outcome.link.map { Address($0).text } ?? back
                return pages.redirect(next.hasPrefix("/") ? next : back, saying: Visit.Message(outcome.message[call.language]))
            case .job(let id): return .redirect(Address.job(id.text, return: back).text)
            }
        } catch {
            guard !call.isFromOutbox, let complaint = pages.complaint(error, call) else { throw error }
            guard operation.input != nil else { return pages.redirect(back, saying: complaint) }
            let failure = WebFailure(error)
            let problems = failure.problems.isEmpty ? [Problem(failure.code, failure.message.chinese, en: failure.message.english)] : failure.problems
            let view = OperationView(
                operation: operation, subject: subject, typed: typed, problems: problems, names: await names(typed, operation, call), back: back)
            return await pages.page(view, call, status: failure.status)
        }
    }

    private func subject(of operation: Operation, _ id: String?, _ desk: Desk) async throws -> (schema: Schema, record: StoredRecord)? {
        guard let kind = operation.subject else { return nil }
        guard let id = id.flatMap({ RecordID($0) }) else { throw Refusal.notFound(kind: kind) }
        return (try desk.schema(kind), try await desk.record(id, in: kind))
    }

    private func back(_ wanted: String?, _ subject: (schema: Schema, record: StoredRecord)?) -> String {
        if let wanted, !wanted.isEmpty { return Returns.safe(wanted) }
        return subject.map { Address.record(kind: $0.schema.name, $0.record.meta.id).text } ?? "/"
    }

    /// What the references and files that were chosen are called.
    private func names(_ typed: [String: String], _ operation: Operation, _ call: Call) async -> Names {
        guard let input = operation.input else { return Names() }
        let values = input.columns.map { column in typed[column.name].flatMap { try? column.read($0) } ?? .null }
        let meta = RecordMeta(id: pages.engine.context.newID(), region: call.actor.region, createdAt: pages.core.now, createdBy: call.actor.id)
        return (try? await pages.names([StoredRecord(meta: meta, values: values)], input, call.actor)) ?? Names()
    }

    // MARK: steps

    @Sendable private func askStep(_ call: Call) async throws -> Answer {
        let desk = try pages.desk(call)
        let schema = try pages.schema(call, desk)
        let record = try await desk.record(try call.recordID(1, of: schema.name), in: schema.name)
        guard call.actor.may(.move, schema, record) else { throw Refusal.forbidden(.move, kind: schema.name) }
        let step = try step(call.query["step"] ?? "", of: record, schema)
        return await pages.page(StepView(schema: schema, record: record, step: step, back: back(call.query["return"], (schema, record))), call)
    }

    private func step(_ code: String, of record: StoredRecord, _ schema: Schema) throws -> FlowStep {
        guard let flow = pages.flow(schema), let state = record.value(of: flow.column, in: schema)?.text,
            let step = flow.steps(from: state).first(where: { $0.code == code })
        else { throw Refusal.closed(Label("当前状态不能执行这一步，请刷新后再看", en: "This step does not lead from the present state; please reload")) }
        return step
    }

    @Sendable private func move(_ call: Call) async throws -> Answer {
        let desk = try pages.desk(call)
        let schema = try pages.schema(call, desk)
        let id = try call.recordID(1, of: schema.name)
        let form = try await Form.read(call, limit: 65_536)
        let back = form["return"].isEmpty ? nil : Returns.safe(form["return"])
        let label = pages.flow(schema)?.steps.first { $0.code == form["step"] }?.label ?? Label(form["step"])
        do {
            _ = try await desk.move(
                id, in: schema.name, version: Int(form["version"]), step: form["step"], remark: form["remark"], due: try pages.deadline(form),
                request: pages.requestKey(form, call))
        } catch {
            guard let back, let complaint = pages.complaint(error, call) else { throw error }
            guard form.texts["remark"] != nil, case .invalid(let problems)? = error as? Refusal else { return pages.redirect(back, saying: complaint) }
            let record = try await desk.record(id, in: schema.name)
            let view = StepView(
                schema: schema, record: record, step: try step(form["step"], of: record, schema), remark: form["remark"], problems: problems, back: back)
            return await pages.page(view, call, status: 422)
        }
        if call.isPartial, call.fields[.htmxTarget] == "board", let board = try await ListRoutes(pages: pages).boardView(call, schema, desk) {
            return .html(board.board(pages.visit(call)))
        }
        let said = Visit.Message(Words(language: call.language).carriedOut(label[call.language]))
        return pages.redirect(back ?? Address.record(kind: schema.name, id).text, saying: said)
    }
}

/// Carries out operations for pages and for the API: at once, or as a job where they may take longer than a request.
struct Carrier: Sendable {
    let core: WebCore

    enum Result: Sendable {
        case done(Operation.Outcome)
        case job(RecordID)
    }

    /// - Parameter request: two with the same key are not carried out twice, also when they come at the same moment.
    func carryOut(_ operation: Operation, on record: RecordID?, _ submission: Submission?, _ desk: Desk, request: String?) async throws -> Result {
        if let request, !core.underWay.begin(request) { throw Refusal.busy }
        defer { if let request { core.underWay.end(request) } }
        guard try await desk.isLong(operation.code, on: record, submission) else {
            return .done(try await desk.carryOut(operation.code, on: record, submission, request: request))
        }
        guard let jobs = core.services.jobs else { throw WebFailure.unavailable("未启用后台任务", en: "Jobs are not set up here") }
        return .job(try await jobs.add(operation, on: record, submission, for: desk.actor, request: request).id)
    }
}

extension Refusal {
    static func notReady(_ operation: Operation) -> Refusal {
        .closed(Label("当前不能执行“\(operation.label.chinese)”，请刷新后再看", en: "“\(operation.label.english)” cannot be carried out now; please reload"))
    }
}
