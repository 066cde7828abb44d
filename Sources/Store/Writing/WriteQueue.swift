import Dispatch
import Kernel
import Synchronization

/// Writes that wait for the one writer. Bounded: beyond its room a write is refused at once.
final class WriteQueue: Sendable {
    private struct State {
        var waiting: [WriteJob] = []
        var isWorking = false
        var isClosed = false
    }
    private let state = Mutex(State())
    /// A thread of its own, so that waiting for the disk never holds a thread of Swift's pool.
    private let thread: DispatchQueue
    private let room: Int
    private let most: Int
    private let work: @Sendable ([WriteJob]) -> Void

    /// - Parameters:
    ///   - most: how many are handed to `work` at once.
    ///   - work: carries writes out and answers them; called by one thread at a time.
    init(_ name: String, room: Int, most: Int, work: @escaping @Sendable ([WriteJob]) -> Void) {
        thread = DispatchQueue(label: name)
        self.room = room
        self.most = most
        self.work = work
    }

    /// - Throws: ``StoreError/busy`` when too many are waiting.
    func add(_ job: WriteJob) throws(StoreError) {
        let (error, starts) = state.withLock { state -> (StoreError?, Bool) in
            if state.isClosed { return (.failed("The store is closed"), false) }
            if state.waiting.count >= room { return (.busy, false) }
            state.waiting.append(job)
            defer { state.isWorking = true }
            return (nil, !state.isWorking)
        }
        if let error { throw error }
        if starts { thread.async { self.drain() } }
    }

    private func drain() {
        while true {
            let jobs = state.withLock { state -> [WriteJob] in
                let jobs = Array(state.waiting.prefix(most))
                state.waiting.removeFirst(jobs.count)
                if jobs.isEmpty { state.isWorking = false }
                return jobs
            }
            if jobs.isEmpty { return }
            work(jobs)
        }
    }

    /// Takes no more writes and returns when those that wait are done.
    func close() async {
        state.withLock { $0.isClosed = true }
        await withCheckedContinuation { continuation in thread.async { continuation.resume() } }
    }

    /// Runs something on the writer's thread, between commits.
    func alone<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
        await withCheckedContinuation { continuation in thread.async { continuation.resume(returning: body()) } }
    }
}
