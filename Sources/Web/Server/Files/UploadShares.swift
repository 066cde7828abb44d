import Kernel
import Synchronization

/// How many bytes each account uploaded today. In memory: a program that starts begins anew.
final class UploadShares: Sendable {
    private let state = Mutex((day: Day(number: 0), bytes: [String: Int]()))

    /// Whether so many more are within the limit; they are counted then.
    func take(_ bytes: Int, for account: String, on day: Day, limit: Int) -> Bool {
        state.withLock { state in
            if state.day != day { state = (day, [:]) }
            let sum = state.bytes[account, default: 0] + bytes
            if sum > limit { return false }
            state.bytes[account] = sum
            return true
        }
    }
}
