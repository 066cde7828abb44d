import Kernel
import Synchronization

/// What comes over a channel for a series of a record.
struct Sheaf: Sendable {
    /// The record and the series as messages name them.
    struct Name: Sendable, Hashable {
        let channel: RecordID
        let record: String
        let series: String
    }

    let channel: Row<Channel>
    let name: Name
    let topic: String
    /// The values count by their arrival, which several may share.
    var isToBeParted: Bool
    var values: [Measurement] = []
    /// Why the store could not take it.
    var trouble: Refusal?

    /// What went wrong, where it was a fault: a store that is busy or full says nothing of the series.
    var failure: String? { if case .failed(let words)? = trouble { words } else { nil } }
}

/// What the intake remembers from one batch to the next.
final class IntakeMemory: Sendable {
    private struct Stream: Hashable {
        let record: RecordID
        let series: String
    }

    private struct State {
        /// The last moment that was given to a value which has none of its own.
        var moments: [Stream: Instant] = [:]
        /// What the store failed to take, though it took others.
        var suspects: Set<Sheaf.Name> = []
    }

    private let state = Mutex(State())

    // MARK: moments

    /// Gives each value a moment of its own, a millisecond after the one before where they arrived together: of two values for one moment only the first is
    /// kept.
    func part(_ sheaf: inout Sheaf, of record: RecordID) {
        let stream = Stream(record: record, series: sheaf.name.series)
        sheaf.isToBeParted = false
        sheaf.values = state.withLock { state in
            sheaf.values.map { value in
                let free = state.moments[stream].map { Instant(milliseconds: $0.milliseconds + 1) } ?? value.at
                let at = max(value.at, free)
                state.moments[stream] = at
                return Measurement(at: at, value.value, value.quality)
            }
        }
    }

    /// What arrives from now on cannot meet earlier moments.
    func forget(before now: Instant) { state.withLock { state in state.moments = state.moments.filter { $0.value >= now } } }

    // MARK: suspects

    func suspect(_ sheaves: [Sheaf]) { state.withLock { state in state.suspects.formUnion(sheaves.filter { $0.failure != nil }.map(\.name)) } }

    /// Whether it failed again.
    func isSuspect(_ sheaf: Sheaf) -> Bool { sheaf.failure != nil && state.withLock { $0.suspects.contains(sheaf.name) } }

    func trust(_ sheaf: Sheaf) { state.withLock { state in _ = state.suspects.remove(sheaf.name) } }
}
