@testable import InstrumentSharing
@testable import Kernel
import Operations
import Testing

@Suite struct JobTests {
    /// Counts to ten, noting each step, and stops half way the first time.
    private struct Counting: Worker {
        let name = "counting"
        var stopsAt: Int?
        let reached = Signal()
        func run(_ job: RunningJob) async throws -> JobResult {
            let first = job.progress?["next"]?.integer ?? 0
            for number in Int(first)..<10 {
                if number == stopsAt {
                    await reached.raise()
                    try await Task.sleep(for: .seconds(600))
                }
                try await job.note(done: number + 1, of: 10, progress: .object(("next", .integer(Int64(number + 1)))))
            }
            return JobResult(Label("from \(first)"))
        }
    }

    /// Tries to read instruments, which only some may.
    private struct Reading: Worker {
        let name = "reading"
        func run(_ job: RunningJob) async throws -> JobResult { JobResult(Label("\(try await job.desk.count("instrument")) for \(job.desk.actor.id)")) }
    }

    private static func job(_ world: World, _ id: RecordID) async throws -> Row<Job> { Row(try await world.admin.record(id, in: "job")) }

    @Test(arguments: Database.available) func aJobGoesOnFromItsNotedProgressAfterTheProgramStopped(_ database: Database) async throws {
        let first = try await World(database)
        let counting = Counting(stopsAt: 6)
        let runner = JobRunner(first.engine, workers: [counting], actor: { [first] _ in first.admin.actor })
        try await runner.start()
        let job = try await runner.add("数", worker: "counting", parameters: .object([]), for: first.admin.actor)
        await counting.reached.wait()
        await runner.stop()
        #expect(try await Self.job(first, job.id).state == .running)

        let second = try await first.restarted()
        let next = JobRunner(second.engine, workers: [Counting()], actor: { [second] _ in second.admin.actor })
        try await next.start()
        await next.finish()
        let done = try await Self.job(second, job.id)
        #expect(done.state == .done && done.message == "from 6" && done.done == 10)
        await second.close()
    }

    @Test(arguments: Database.available) func heldJobsWaitForTheirReleaseAndCancelledOnesNeverRun(_ database: Database) async throws {
        try await withWorld(database) { world in
            let runner = JobRunner(world.engine, workers: [Counting()], actor: { _ in world.admin.actor })
            try await runner.start()
            let held = try await runner.add("甲", worker: "counting", parameters: .object([]), for: world.admin.actor, isHeld: true)
            let dropped = try await runner.add("乙", worker: "counting", parameters: .object([]), for: world.admin.actor, isHeld: true)
            await runner.finish()
            #expect(try await Self.job(world, held.id).state == .held)
            let stranger = world.desk("stranger", .observer).actor
            #expect(await refusal { try await runner.cancel(dropped.id, for: stranger) } == .notFound(kind: "job"))
            try await runner.cancel(dropped.id, for: world.admin.actor)
            try await runner.release(held.id)
            try await runner.release(dropped.id)
            await runner.finish()
            #expect(try await Self.job(world, held.id).state == .done)
            #expect(try await Self.job(world, dropped.id).state == .cancelled)
            #expect(try await runner.jobs(of: world.admin.actor).count == 2)
            #expect(try await runner.jobs(of: stranger).isEmpty)
        }
    }

    @Test(arguments: Database.available) func aRunningJobStopsAtItsNextNoteWhenCancelled(_ database: Database) async throws {
        try await withWorld(database) { world in
            let (reached, go) = (Signal(), Signal())
            let runner = JobRunner(world.engine, workers: [Waiting(reached: reached, go: go)], actor: { _ in world.admin.actor })
            try await runner.start()
            let job = try await runner.add("等", worker: "waiting", parameters: .object([]), for: world.admin.actor)
            await reached.wait()
            try await runner.cancel(job.id, for: world.admin.actor)
            await go.raise()
            await runner.finish()
            #expect(try await Self.job(world, job.id).state == .cancelled)
        }
    }

    private struct Waiting: Worker {
        let name = "waiting"
        let reached: Signal
        let go: Signal
        func run(_ job: RunningJob) async throws -> JobResult {
            await reached.raise()
            await go.wait()
            try await job.note(done: 1)
            return JobResult("went on")
        }
    }

    @Test func moreJobsThanTheLimitAreRefusedAsBusy() async throws {
        try await withWorld(.sqlite) { world in
            // Never started, so all wait.
            let runner = JobRunner(world.engine, workers: [Counting()], actor: { _ in world.admin.actor })
            for _ in 0..<JobRunner.waitingLimit { _ = try await runner.add("数", worker: "counting", parameters: .object([]), for: world.admin.actor) }
            #expect(await refusal { try await runner.add("数", worker: "counting", parameters: .object([]), for: world.admin.actor) } == .busy)
        }
    }

    @Test(arguments: Database.available) func aJobMayNoMoreThanItsOwner(_ database: Database) async throws {
        try await withWorld(database) { world in
            _ = try await FlowTests.booking(world, by: world.admin)
            let (reader, stranger) = (world.desk("reader", .instrumentUser).actor, world.desk("stranger").actor)
            let runner = JobRunner(world.engine, workers: [Reading()], actor: { id in [reader, stranger].first { $0.id == id } })
            try await runner.start()
            var jobs: [RecordID] = []
            for owner in [reader, stranger, world.admin.actor] {
                jobs.append(try await runner.add("读", worker: "reading", parameters: .object([]), for: owner).id)
            }
            jobs.append(try await runner.add("读", worker: "unknown", parameters: .object([]), for: reader).id)
            await runner.finish()
            var states: [String] = []
            for id in jobs { states.append("\(try await Self.job(world, id).state.code)") }
            // The third owner is no longer a user; the fourth job has no worker.
            #expect(states == ["done", "failed", "failed", "failed"])
            #expect(try await Self.job(world, jobs[0]).message == "1 for reader")
        }
    }
}
