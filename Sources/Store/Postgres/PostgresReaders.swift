import Dispatch
import Kernel
import Synchronization

/// A bounded number of connections for reading, each with a thread of its own; questions wait in line for the next that is free.
final class PostgresReaders: Sendable {
    private typealias Task = @Sendable (PostgresConnection) -> Void

    private struct State {
        var waiting: [Task] = []
        var idle: [Worker] = []
        var isClosed = false
    }

    /// `@unchecked Sendable`: the connection is touched on the worker's own queue only.
    private final class Worker: @unchecked Sendable {
        let connection: PostgresConnection
        let thread: DispatchQueue
        init(_ address: String, _ number: Int) {
            connection = PostgresConnection(address)
            thread = DispatchQueue(label: "store.read.\(number)")
        }
    }

    private let state: Mutex<State>
    private let all: [Worker]
    private let room: Int

    init(_ address: String, count: Int, room: Int) {
        let workers = (0..<max(1, count)).map { Worker(address, $0) }
        all = workers
        self.room = room
        state = Mutex(State(idle: workers))
    }

    /// - Throws: ``StoreError/busy`` when too many are waiting.
    func run<Result: Sendable>(_ body: @escaping @Sendable (PostgresConnection) throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            let task: Task = { connection in continuation.resume(with: Swift.Result { try body(connection) }) }
            let (error, worker) = state.withLock { state -> (StoreError?, Worker?) in
                if state.isClosed { return (.failed("The store is closed"), nil) }
                if let worker = state.idle.popLast() { return (nil, worker) }
                if state.waiting.count >= room { return (.busy, nil) }
                state.waiting.append(task)
                return (nil, nil)
            }
            if let error { return continuation.resume(throwing: error) }
            if let worker { worker.thread.async { self.work(worker, task) } }
        }
    }

    private func work(_ worker: Worker, _ first: @escaping Task) {
        var next: Task? = first
        while let task = next {
            task(worker.connection)
            next = state.withLock { state in
                if !state.waiting.isEmpty { return state.waiting.removeFirst() }
                state.idle.append(worker)
                return nil
            }
        }
    }

    func close() async {
        state.withLock { $0.isClosed = true }
        for worker in all {
            await withCheckedContinuation { continuation in
                worker.thread.async {
                    worker.connection.close()
                    continuation.resume()
                }
            }
        }
    }
}
