import Dispatch
import Foundation
import Synchronization

/// Takes messages from a broker for as long as it runs, on a thread of its own. Each is acknowledged after it is durable, and not before; what is not
/// acknowledged the broker keeps and delivers again.
///
/// Memory has a bound: no more is read while a batch is being stored, so what comes too fast waits at the broker.
public final class Subscriber: Sendable {
    /// How it stands with the broker.
    public enum State: Sendable, Hashable {
        case connecting
        case connected
        /// Why there is no connection; it tries again by itself.
        case lost(String)
    }

    private let broker: Broker
    private let store: @Sendable ([Message]) async -> Bool
    private let current = Mutex(State.connecting)
    private let isStopping = Atomic(false)
    private let interruption = DispatchSemaphore(value: 0)
    private let end = DispatchGroup()

    /// - Parameter store: makes messages durable; false where that failed, so that they come again.
    public init(_ broker: Broker, store: @escaping @Sendable ([Message]) async -> Bool) {
        (self.broker, self.store) = (broker, store)
    }

    public var state: State { current.withLock { $0 } }

    /// Begins; once.
    public func start() {
        end.enter()
        let thread = Thread { [self] in
            run()
            end.leave()
        }
        thread.name = "mqtt"
        thread.start()
    }

    /// Ends after the batch in hand is stored and acknowledged; waits for that, ten seconds at most.
    public func stop() async {
        isStopping.store(true, ordering: .sequentiallyConsistent)
        interruption.signal()
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { [end] in
                _ = end.wait(timeout: .now() + 10)
                continuation.resume()
            }
        }
    }

    private var isOver: Bool { isStopping.load(ordering: .sequentiallyConsistent) }

    /// Connects again and again, after pauses that double up to half a minute.
    private func run() {
        var pause = 0.5
        while !isOver {
            do throws(BrokerError) {
                let connection = try Connection(broker)
                while !isOver {
                    try connection.turn(storeAndWait)
                    guard connection.isReady, state != .connected else { continue }
                    current.withLock { $0 = .connected }
                    pause = 0.5
                }
                connection.leave()
            } catch {
                current.withLock { $0 = .lost(error.description) }
                // Not all at once, where a broker comes back to many.
                _ = interruption.wait(timeout: .now() + pause * Double.random(in: 0.7...1.3))
                pause = min(pause * 2, 30)
            }
        }
    }

    /// Holds this thread, which is our own, until it is known whether the messages are durable.
    private func storeAndWait(_ messages: [Message]) -> Bool {
        let (done, outcome) = (DispatchSemaphore(value: 0), Outcome())
        Task.detached { [store] in
            let isDurable = await store(messages)
            outcome.isDurable.store(isDurable, ordering: .releasing)
            done.signal()
        }
        done.wait()
        return outcome.isDurable.load(ordering: .acquiring)
    }

    private final class Outcome: Sendable { let isDurable = Atomic(false) }
}
