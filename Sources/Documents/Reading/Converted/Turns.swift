import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Work of which only so much is done at a time. The others wait in the order in which they came; where too many wait already, the next is turned away.
///
/// Waiting blocks the thread, as the work itself does.
final class Turns: Sendable {
    private let most: Int
    private let room: Int
    private let state = Mutex((running: 0, waiting: [UInt64](), last: UInt64(0)))

    init(most: Int, room: Int) { (self.most, self.room) = (most, room) }

    /// - Throws: `DocumentError.busy` where there is no room to wait, or no turn within `timeout` seconds; what `work` throws.
    func take<Result>(for name: String, timeout: Double, _ work: () throws(DocumentError) -> Result) throws(DocumentError) -> Result {
        guard wait(timeout) else { throw .busy(name: name) }
        defer { state.withLock { $0.running -= 1 } }
        return try work()
    }

    private func wait(_ timeout: Double) -> Bool {
        let ticket = state.withLock { state -> UInt64? in
            guard state.waiting.count < room else { return nil }
            state.last += 1
            state.waiting.append(state.last)
            return state.last
        }
        guard let ticket else { return false }
        let end = ContinuousClock.now + .seconds(timeout)
        while true {
            let isOurs = state.withLock { state -> Bool in
                guard state.running < most, state.waiting.first == ticket else { return false }
                state.waiting.removeFirst()
                state.running += 1
                return true
            }
            if isOurs { return true }
            if ContinuousClock.now > end {
                state.withLock { $0.waiting.removeAll { $0 == ticket } }
                return false
            }
            usleep(20_000)
        }
    }
}
