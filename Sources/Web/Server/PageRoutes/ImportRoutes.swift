import HTTPTypes
import Kernel

/// Spreadsheets and files of places on their way in; the work is that of the ``ImportService``.
///
/// | method | address | what |
/// |---|---|---|
/// | GET POST | `/a/{kind}/import` | upload |
/// | GET | `/a/{kind}/import/{run}` | what would happen, how far it is, what happened |
/// | POST | `/a/{kind}/import/{run}/confirm` | do it |
/// | GET | `/a/{kind}/import/{run}/errors.xlsx`, `/a/{kind}/import/template.xlsx` | files |
struct ImportRoutes: Sendable {
    let pages: PageCore

    func add(to routes: inout Routes) {
        routes.on(.get, "/a/{kind}/import", .page, upload)
        routes.on(.post, "/a/{kind}/import", .page, begin)
        routes.on(.get, "/a/{kind}/import/template.xlsx", .page, template)
        routes.on(.get, "/a/{kind}/import/{run}", .page, run)
        routes.on(.post, "/a/{kind}/import/{run}/confirm", .page, confirm)
        routes.on(.get, "/a/{kind}/import/{run}/errors.xlsx", .page, errors)
    }

    private func allowed(_ call: Call) throws -> (desk: Desk, schema: Schema, service: any ImportService) {
        let desk = try pages.desk(call)
        let schema = try pages.schema(call, desk, .import)
        guard let service = pages.core.services.imports else { throw WebFailure.unavailable("未启用导入", en: "Imports are not set up here") }
        return (desk, schema, service)
    }

    @Sendable private func upload(_ call: Call) async throws -> Answer {
        let (_, schema, _) = try allowed(call)
        return await pages.page(ImportView(schema: schema, step: .upload), call, current: .list(kind: schema.name))
    }

    @Sendable private func begin(_ call: Call) async throws -> Answer {
        let (desk, schema, service) = try allowed(call)
        let form = try await Files(core: pages.core).reading { try await Form.read(call, limit: pages.core.configuration.limits.fileBytes) }
        let choices = Dictionary(ImportView.choices.map { ($0, String(form[$0].prefix(200))) }) { first, _ in first }.filter { !$0.value.isEmpty }
        do {
            guard let file = form.files.first(where: { $0.field == "file" }) else {
                throw WebFailure.invalid("required", field: "file", "请选择文件", en: "Please choose a file")
            }
            _ = try FileSniffer.mediaType(name: file.name, claimed: file.mediaType, bytes: file.bytes)
            let run = try await service.begin(schema.name, fileName: Files.tidy(file.name), bytes: file.bytes, choices: choices, desk: desk)
            return .redirect(Address.importRun(kind: schema.name, run: run.id).text)
        } catch {
            let failure = WebFailure(error)
            guard failure.status == 422 else { throw error }
            let view = ImportView(schema: schema, step: .upload, problems: failure.problems, said: choices)
            return await pages.page(view, call, current: .list(kind: schema.name), status: 422)
        }
    }

    @Sendable private func run(_ call: Call) async throws -> Answer {
        let (desk, schema, service) = try allowed(call)
        let run = try await service.run(call.value(1), desk: desk)
        guard run.kind == schema.name else { throw Refusal.notFound(kind: schema.name) }
        let view = ImportView(schema: schema, step: step(run, call))
        guard call.isPartial else { return await pages.page(view, call, current: .list(kind: schema.name)) }
        var answer = Answer.html(view.progress(pages.visit(call)))
        if run.state == .done || run.state == .failed { answer.fields[.htmxRefresh] = "true" }
        return answer
    }

    private func step(_ run: ImportRun, _ call: Call) -> ImportView.Step {
        let outcome = ImportView.Outcome(
            fileName: run.fileName, rows: run.rows, created: run.state == .done || run.state == .failed ? run.stored : max(0, run.rows - run.wrong),
            wrong: run.wrong,
            errors: run.problems, failure: run.state == .failed ? run.message : nil, sample: run.sample, notes: run.notes)
        switch run.state {
        case .read: return .checked(run: run.id, outcome)
        case .done, .failed: return .finished(run: run.id, outcome)
        case .running:
            let state = JobState(
                id: run.id, label: Label(run.fileName, en: run.fileName), phase: .running, done: run.stored, total: run.rows, startedAt: pages.core.now,
                startedBy: call.actor.id)
            return .running(run: run.id, state)
        }
    }

    @Sendable private func confirm(_ call: Call) async throws -> Answer {
        let (desk, schema, service) = try allowed(call)
        _ = try await Form.read(call, limit: 16_384)
        let run = try await service.confirm(call.value(1), desk: desk)
        return .redirect(Address.importRun(kind: schema.name, run: run.id).text)
    }

    @Sendable private func errors(_ call: Call) async throws -> Answer {
        let (desk, schema, service) = try allowed(call)
        return Self.workbook(try await service.errors(call.value(1), desk: desk), name: "\(schema.name)-errors")
    }

    @Sendable private func template(_ call: Call) async throws -> Answer {
        let schema = try pages.schema(call, try pages.desk(call), .import)
        guard let sheets = pages.core.services.spreadsheets else { throw WebFailure.unavailable("未启用电子表格", en: "Spreadsheets are not set up here") }
        return Self.workbook(try await sheets.template(schema, call.language), name: schema.name)
    }

    private static func workbook(_ bytes: [UInt8], name: String) -> Answer {
        var answer = Answer(fields: SecurityFields.apiWithoutBody, body: .bytes(bytes))
        answer.fields[.contentType] = RecordExporter.Format.xlsx.mediaType
        answer.fields[.contentDisposition] = "attachment; filename=\"\(name).xlsx\""
        return answer
    }
}
