import Documents
import Exchange
import Kernel
import Operations
import Web

/// Imports for the web: a dry run at once, then a job.
///
/// What was uploaded is kept as a file, and the run is a job that waits to be confirmed, so it outlasts a restart.
struct Imports: ImportService {
    let engine: Engine
    let jobs: JobRunner
    let cabinet: FileCabinet
    /// What a GeoPackage is checked with.
    let statements: Geodata.Statements

    func begin(_ kind: String, fileName: String, bytes: [UInt8], choices: [String: String], desk: Desk) async throws(Refusal) -> ImportRun {
        let target = try RecordImport(desk, kind)
        let report = try await aside { try await target.check(target.source(bytes, named: fileName, ImportChoices(choices), statements: statements)) }
        let file = try await aside { try await cabinet.save(bytes, named: fileName, for: desk.actor) }
        let run = ImportRun(
            id: "", kind: kind, fileName: fileName, state: .read, rows: report.rows, stored: 0, wrong: report.badCount,
            problems: report.bad.flatMap { row in row.problems.map { (row.number, $0) } }, sample: report.sample.map { ($0.number, $0.cells) },
            notes: report.notes)
        let said = choices.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) }
        let parameters = JSON.object(
            ("kind", .string(kind)), ("file", .string(file.id.text)), ("fileName", .string(fileName)), ("choices", .object(said)), ("report", run.json))
        let (name, english) = (target.schema.label.chinese, target.schema.label[.english])
        let label = Label("导入\(name)：\(fileName)", en: "Import of \(english): \(fileName)")
        let job = try await jobs.add(label, worker: ImportWorker.name, parameters: parameters, for: desk.actor, isHeld: true)
        return run.named(job.id.text)
    }

    func run(_ id: String, desk: Desk) async throws(Refusal) -> ImportRun {
        let job = try await job(id, desk)
        guard let parameters = try? JSON(parsing: job.parameters), let checked = ImportRun(parameters) else { throw .notFound(kind: "job") }
        let state: ImportRun.State =
            switch job.state {
            case .held: .read
            case .waiting, .running: .running
            case .done: .done
            case .failed, .cancelled: .failed
            }
        // A job counts the rows it went through, the wrong ones too.
        let stored = job.state == .held ? 0 : job.state == .done ? max(0, job.done - checked.wrong) : job.done
        return ImportRun(
            id: id, kind: checked.kind, fileName: checked.fileName, state: state, rows: checked.rows, stored: stored, wrong: checked.wrong,
            problems: checked.problems,
            sample: checked.sample, notes: checked.notes, message: job.outcome)
    }

    func confirm(_ id: String, desk: Desk) async throws(Refusal) -> ImportRun {
        let job = try await job(id, desk)
        try await jobs.release(job.id)
        return try await run(id, desk: desk)
    }

    func errors(_ id: String, desk: Desk) async throws(Refusal) -> [UInt8] {
        let job = try await job(id, desk)
        guard let parameters = try? JSON(parsing: job.parameters), let kind = parameters["kind"]?.string,
            let file = parameters["file"]?.string.flatMap({ RecordID($0) })
        else { throw .notFound(kind: "job") }
        return try await aside {
            let (name, bytes) = try await cabinet.load(file)
            let target = try RecordImport(desk, kind)
            let report = try await target.check(target.source(bytes, named: name, ImportChoices(parameters["choices"]), statements: statements))
            guard let sheet = report.errorSheet else { throw Refusal.notFound(kind: "job") }
            return try sheet.bytes()
        }
    }

    /// A job of this person.
    private func job(_ id: String, _ desk: Desk) async throws(Refusal) -> Row<Job> {
        guard let id = RecordID(id) else { throw .notFound(kind: "job") }
        let row: Row<Job> = try await engine.desk(for: .system).row(Reference<Job>(id))
        guard row.owner == desk.actor.id, row.worker == ImportWorker.name else { throw .notFound(kind: "job") }
        return row
    }

    /// A sheet may be large: reading it keeps no page waiting.
    private func aside<Result: Sendable>(_ body: @Sendable () async throws -> Result) async throws(Refusal) -> Result {
        do { return try await withTaskExecutorPreference(Aside.threads, operation: body) } catch let refusal as Refusal { throw refusal } catch {
            throw .failed("\(error)")
        }
    }
}

extension ImportRun {
    func named(_ id: String) -> ImportRun {
        ImportRun(
            id: id, kind: kind, fileName: fileName, state: state, rows: rows, stored: stored, wrong: wrong, problems: problems, sample: sample, notes: notes)
    }

    /// What a dry run found, as the job keeps it.
    var json: JSON {
        let problems = problems.prefix(50).map { row, problem in
            JSON.object(
                ("row", .integer(Int64(row))), ("code", .string(problem.code)), ("field", problem.field.map { .string($0) } ?? .null),
                ("chinese", .string(problem.message.chinese)), ("english", .string(problem.message.english)))
        }
        let sample = sample.prefix(5).map { row, cells in
            let members = cells.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string(String($0.value.prefix(60)))) }
            return JSON.object(("row", .integer(Int64(row))), ("cells", .object(members)))
        }
        return JSON.object(
            ("rows", .integer(Int64(rows))), ("wrong", .integer(Int64(wrong))), ("problems", .array(Array(problems))), ("sample", .array(Array(sample))),
            ("notes", .array(notes.map { ["chinese": .string($0.chinese), "english": .string($0.english)] })))
    }

    /// From the parameters of a job.
    init?(_ parameters: JSON) {
        guard let kind = parameters["kind"]?.string, let fileName = parameters["fileName"]?.string, let report = parameters["report"] else { return nil }
        let problems: [(row: Int, problem: Problem)] = (report["problems"]?.array ?? []).compactMap { json in
            guard let row = json["row"]?.integer, let code = json["code"]?.string else { return nil }
            return (Int(row), Problem(code, field: json["field"]?.string, json["chinese"]?.string ?? "", en: json["english"]?.string ?? ""))
        }
        let sample: [(row: Int, cells: [String: String])] = (report["sample"]?.array ?? []).compactMap { line in
            guard let row = line["row"]?.integer, let cells = line["cells"]?.members else { return nil }
            return (Int(row), Dictionary(cells.map { ($0.name, $0.value.string ?? "") }) { first, _ in first })
        }
        self.init(
            id: "", kind: kind, fileName: fileName, state: .read, rows: Int(report["rows"]?.integer ?? 0), stored: 0,
            wrong: Int(report["wrong"]?.integer ?? 0), problems: problems, sample: sample,
            notes: (report["notes"]?.array ?? []).map { Label($0["chinese"]?.string ?? "", en: $0["english"]?.string ?? "") })
    }
}
