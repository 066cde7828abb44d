public import Kernel

/// Carries out operations that may take longer than a request, with the rights of whoever asked.
public struct OperationWorker: Worker {
    public static let name = "operation"
    public var name: String { OperationWorker.name }

    public init() {}

    public func run(_ job: RunningJob) async throws -> JobResult {
        guard let code = job.parameters["operation"]?.string else { throw Refusal.failed("an operation job without operation") }
        var submission: Submission?
        if let kind = job.parameters["kind"]?.string {
            var inputs: [String: Submission.Input] = [:]
            for member in job.parameters["typed"]?.members ?? [] { inputs[member.name] = member.value.string.map { .typed($0) } }
            for member in job.parameters["json"]?.members ?? [] { inputs[member.name] = .json(member.value) }
            submission = Submission(kind: kind, inputs)
        }
        // The job is its own request: run again after a crash, it does not carry out twice what it had finished.
        let desk = job.desk.followed { done, total in try await job.note(done: done, of: total) }
        let outcome = try await desk.carryOut(
            code, on: job.parameters["record"]?.string.flatMap { RecordID($0) }, submission, request: "job:" + job.row.id.text)
        return JobResult(outcome.message, link: outcome.link)
    }
}

extension JobRunner {
    /// Puts an operation off to a job.
    ///
    /// - Parameters:
    ///   - submission: as it was typed or sent; not made of stored values.
    ///   - request: the same key does not make a second job while the first one waits or runs.
    /// - Throws: ``Refusal/invalid(_:)`` where what was entered is too long for a job.
    public func add(_ operation: Operation, on record: RecordID?, _ submission: Submission?, for owner: Actor, request: String? = nil) async throws(Refusal)
        -> Row<Job>
    {
        var members: [JSON.Member] = [JSON.Member("operation", .string(operation.code))]
        if let record { members.append(JSON.Member("record", .string(record.text))) }
        if let request { members.append(JSON.Member("request", .string(request))) }
        if let submission {
            var (typed, json): ([JSON.Member], [JSON.Member]) = ([], [])
            for (name, input) in submission.inputs.sorted(by: { $0.key < $1.key }) {
                switch input {
                case .typed(let text): typed.append(JSON.Member(name, .string(text)))
                case .json(let value): json.append(JSON.Member(name, value))
                case .value: continue
                }
            }
            members += [JSON.Member("kind", .string(submission.kind)), JSON.Member("typed", .object(typed)), JSON.Member("json", .object(json))]
        }
        if let request, let earlier = try await jobs(of: owner, limit: 50).first(where: { Self.request(of: $0) == request }) { return earlier }
        return try await add(operation.label, worker: OperationWorker.name, parameters: .object(members), for: owner)
    }

    private static func request(of job: Row<Job>) -> String? {
        job.worker == OperationWorker.name ? (try? JSON(parsing: job.parameters))?["request"]?.string : nil
    }
}
