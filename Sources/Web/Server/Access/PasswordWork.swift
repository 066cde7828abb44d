import Dispatch
import Kernel
import Synchronization

/// Runs what is slow on purpose (scrypt) away from the threads that answer requests: a few at once, some waiting, no more.
final class PasswordWork: Sendable {
    private let queues: [DispatchQueue]
    private let limit: Int
    private let admitted = Atomic<Int>(0)
    private let turn = Atomic<Int>(0)

    init(workers: Int, queue: Int) {
        queues = (0..<max(1, workers)).map { DispatchQueue(label: "password.\($0)") }
        limit = max(1, workers) + max(0, queue)
    }

    /// - Throws: ``Refusal/busy`` when too many wait, and whatever the work throws.
    func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        let count = admitted.add(1, ordering: .relaxed).newValue
        defer { admitted.subtract(1, ordering: .relaxed) }
        guard count <= limit else { throw Refusal.busy }
        let queue = queues[turn.add(1, ordering: .relaxed).newValue % queues.count]
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Swift.Result { try work() }) }
        }
    }
}
