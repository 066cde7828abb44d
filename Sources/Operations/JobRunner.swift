public import Kernel
import Synchronization

/// Does one type of job: an import, a report, a recomputation.
public protocol Worker: Sendable {
    /// What jobs of it say in their column `worker`.
    var name: String { get }
    /// Does the job, from the beginning or from the progress that an earlier run noted. Running a part twice must be harmless.
    ///
    /// - Returns: what to tell the person who asked, and a file where there is one.
    func run(_ job: RunningJob) async throws -> JobResult
}

/// What a finished job leaves.
public struct JobResult: Sendable {
    public let message: Label
    public let file: FileReference?
    /// Where the person goes next.
    public let link: Link?
    public init(_ message: Label, file: FileReference? = nil, link: Link? = nil) {
        self.message = message
        self.file = file
        self.link = link
    }
}

/// A job while it runs: what it is to do, where it went on, and the way to say how far it is.
public struct RunningJob: Sendable {
    public let row: Row<Job>
    public let parameters: JSON
    /// What ``note(done:of:progress:)`` was last given before a crash; nil at the first run.
    public let progress: JSON?
    /// Acts for the person who asked for the job.
    public let desk: Desk
    let runner: JobRunner

    /// Keeps how far the job is, for the screen and for going on after a crash. Also the place where a cancelled job stops.
    public func note(done: Int, of total: Int? = nil, progress: JSON? = nil) async throws {
        try await runner.note(row.id, done: done, of: total, progress: progress)
    }
}

/// The job was cancelled by someone.
struct JobCancelled: Error {}

/// Runs stored jobs, a few at a time. Jobs survive a crash: what was running is run again from its last noted progress.
public actor JobRunner {
    private let engine: Engine
    private let workers: [String: any Worker]
    /// Builds the actor for the id of a user, with their present roles: a job may do no more than its owner.
    private let actor: @Sendable (String) async throws -> Actor?
    private var running: [RecordID: Task<Void, Never>] = [:]
    private var cancelled: Set<RecordID> = []
    private var isOpen = false
    private let limit: Int

    /// More jobs than this may not wait: the next one is refused as busy.
    public static let waitingLimit = 1000

    public init(_ engine: Engine, workers: [any Worker], limit: Int = 2, actor: @escaping @Sendable (String) async throws -> Actor?) {
        self.engine = engine
        self.workers = Dictionary(workers.map { ($0.name, $0) }) { first, _ in first }
        self.limit = limit
        self.actor = actor
    }

    /// Takes up what an earlier run of the program left.
    public func start() async throws {
        isOpen = true
        try await startNext()
    }

    /// Lets running jobs stop at their next note and waits for them; they go on at the next start.
    public func stop() async {
        isOpen = false
        let tasks = Array(running.values)
        for task in tasks { task.cancel() }
        for task in tasks { await task.value }
    }

    /// Stores a job and begins it as soon as there is room.
    ///
    /// - Parameter isHeld: it waits for ``release(_:)``, until someone has confirmed it.
    /// - Throws: ``Refusal/busy`` when too many wait already.
    public func add(_ name: Label, worker: String, parameters: JSON, for owner: Actor, isHeld: Bool = false) async throws(Refusal) -> Row<Job> {
        let system = engine.desk(for: .system)
        guard try await system.count(Job.self, where: { $0.state == .waiting }) < JobRunner.waitingLimit else { throw .busy }
        var draft = Draft<Job>()
        draft.name = String(name.chinese.prefix(300))
        draft.nameInEnglish = .some(name.english.isEmpty ? nil : String(name.english.prefix(300)))
        draft.worker = worker
        draft.parameters = parameters.text
        draft.owner = owner.id
        draft.state = isHeld ? .held : .waiting
        let row: Row<Job> = try await system.create(draft, region: owner.region)
        do { try await startNext() } catch { throw .failed("\(error)") }
        return row
    }

    /// Lets a held job begin; one that was released before is left as it is.
    public func release(_ id: RecordID) async throws(Refusal) {
        let row = Row<Job>(try await engine.desk(for: .system).record(id, in: RecordName.of(Job.self)))
        guard row.state == .held else { return }
        try await set(id) { $0.state = .waiting }
        do { try await startNext() } catch { throw .failed("\(error)") }
    }

    /// The jobs of one user, newest first.
    public func jobs(of owner: Actor, limit: Int = 50) async throws(Refusal) -> [Row<Job>] {
        try await engine.desk(for: .system).rows(Job.self, limit: limit) { $0.owner == owner.id }
    }

    /// Asks a job of this person to stop; what it did so far stays.
    public func cancel(_ id: RecordID, for owner: Actor) async throws(Refusal) {
        let row = Row<Job>(try await engine.desk(for: .system).record(id, in: RecordName.of(Job.self)))
        guard row.owner == owner.id || owner.roles.contains(Role.administrator.code) else { throw .notFound(kind: RecordName.of(Job.self)) }
        // What has begun stops at its next note; its row may still say that it waits.
        if running[id] != nil {
            cancelled.insert(id)
        } else if row.state == .waiting || row.state == .held {
            try await set(id) { $0.state = .cancelled }
        }
    }

    /// Waits until no job runs or waits: for tests and for commands.
    public func finish() async {
        while let task = running.values.first { await task.value }
    }

    // MARK: running

    private func startNext() async throws {
        guard isOpen, running.count < limit else { return }
        let open = try await engine.desk(for: .system).rows(Job.self, order: .oldestFirst, limit: limit * 4) { $0.state.isIn([.waiting, .running]) }
        // Other calls went on meanwhile: the runner may be stopped.
        for row in open where isOpen && running.count < limit && running[row.id] == nil {
            running[row.id] = Task(executorPreference: Aside.threads) { await self.run(row.id) }
        }
    }

    private func run(_ id: RecordID) async {
        if let outcome = await outcome(of: id) {
            do {
                try await end(id, outcome.state, outcome.result)
            } catch {
                // What it left cannot be kept: a job whose end is not noted would be taken up again and again.
                let message = Label(
                    "任务已执行，但结果未能保存：\(error.message.chinese)", en: "The job was done, but what it left could not be kept: \(error.message.english)")
                try? await end(id, .failed, JobResult(message))
            }
        }
        // Only when its row says how it ended: before, it would be taken for one that a crash left.
        running[id] = nil
        cancelled.remove(id)
        try? await startNext()
    }

    /// nil where the program stops and the job has to go on at the next start, or where there is nothing to do.
    private func outcome(of id: RecordID) async -> (state: Job.State, result: JobResult)? {
        do {
            // Read again: it may have ended or been cancelled since it was found.
            let row = Row<Job>(try await engine.desk(for: .system).record(id, in: RecordName.of(Job.self)))
            guard row.state == .waiting || row.state == .running else { return nil }
            if cancelled.contains(id) { throw JobCancelled() }
            guard let worker = workers[row.worker] else {
                return (.failed, JobResult(Label("没有能执行“\(row.worker)”的程序", en: "No program here can do “\(row.worker)”")))
            }
            guard let parameters = try? JSON(parsing: row.parameters) else {
                return (.failed, JobResult(Label("任务参数已损坏", en: "What the job was told is damaged")))
            }
            guard let actor = row.owner == Actor.system.id ? Actor.system : try await actor(row.owner) else {
                return (.failed, JobResult(Label("提交任务的用户已不存在", en: "The user who asked for it is no more")))
            }
            try await set(row.id) { $0.state = .running }
            let progress = row.progress.flatMap { try? JSON(parsing: $0) }
            let job = RunningJob(row: row, parameters: parameters, progress: progress, desk: engine.desk(for: actor), runner: self)
            return (.done, try await worker.run(job))
        } catch is JobCancelled {
            return (.cancelled, JobResult(Label("已取消；取消前完成的部分保留", en: "Cancelled; what was done before stays")))
        } catch is CancellationError {
            return nil
        } catch _ where Task.isCancelled {
            // The program stops: what the store said of a question that was cut off is no fault of the job.
            return nil
        } catch let refusal as Refusal {
            let parts = [refusal.message] + refusal.problems.map(\.message)
            return (.failed, JobResult(Label(parts.map(\.chinese).joined(separator: "："), en: parts.map(\.english).joined(separator: ": "))))
        } catch {
            return (.failed, JobResult(Label("\(error)", en: "\(error)")))
        }
    }

    private func end(_ id: RecordID, _ state: Job.State, _ result: JobResult) async throws(Refusal) {
        let message = result.message
        try await set(id) { draft in
            draft.state = state
            draft.message = .some(String(message.chinese.prefix(2000)))
            draft.messageInEnglish = .some(message.english.isEmpty ? nil : String(message.english.prefix(2000)))
            draft.result = .some(result.file)
            draft.link = .some(result.link?.json.text)
        }
    }

    func note(_ id: RecordID, done: Int, of total: Int?, progress: JSON?) async throws {
        if cancelled.contains(id) { throw JobCancelled() }
        try Task.checkCancellation()
        try await set(id) { draft in
            draft.done = done
            if let total { draft.total = .some(total) }
            if let progress { draft.progress = .some(progress.text) }
        }
    }

    private func set(_ id: RecordID, _ change: @Sendable (inout Draft<Job>) -> Void) async throws(Refusal) {
        var draft = Draft<Job>()
        change(&draft)
        _ = try await engine.desk(for: .system).set(id, draft.submission)
    }
}
