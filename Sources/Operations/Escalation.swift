public import Kernel

/// Passes overdue work on (督办): what is past its day is marked, stays with whom it waits for, and also comes before the heads of the office.
///
/// Runs by schedule, and as often as wanted: an item is passed on once.
public struct Escalation: Sendable {
    private let engine: Engine
    /// The role that overdue work comes before.
    private let supervisor: Role

    public init(_ engine: Engine, to supervisor: Role = .supervisor) {
        self.engine = engine
        self.supervisor = supervisor
    }

    /// Passes on what is overdue today; how many items that were.
    public func run() async throws(Refusal) -> Int {
        let desk = engine.desk(for: .system)
        let today = engine.context.now().day
        var count = 0
        while true {
            let overdue = try await desk.rows(WorkItem.self, limit: 500) { $0.due < today && $0.isEscalated == false }
            if overdue.isEmpty { return count }
            for item in overdue {
                try await desk.escalate(item, to: supervisor)
                count += 1
            }
        }
    }
}

/// Carries out what is due from time to time, for as long as the program runs.
public struct Schedule: Sendable {
    /// One piece of recurring work.
    public struct Entry: Sendable {
        let name: String
        let every: Duration
        let work: @Sendable () async throws -> Void

        public init(_ name: String, every: Duration, _ work: @escaping @Sendable () async throws -> Void) {
            self.name = name
            self.every = every
            self.work = work
        }
    }

    private let entries: [Entry]
    private let failed: @Sendable (String, any Error) -> Void

    /// - Parameter failed: told of work that failed; it is tried again when it is due next.
    public init(_ entries: [Entry], failed: @escaping @Sendable (_ name: String, any Error) -> Void) {
        self.entries = entries
        self.failed = failed
    }

    /// Returns when its task is cancelled.
    public func run() async {
        await withTaskGroup(of: Void.self) { group in
            for entry in entries {
                group.addTask {
                    while !Task.isCancelled {
                        do { try await entry.work() } catch { failed(entry.name, error) }
                        try? await Task.sleep(for: entry.every)
                    }
                }
            }
        }
    }
}
