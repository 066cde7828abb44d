public import Kernel
import Synchronization

/// Which records that warn were changed within the last day, as the ledger says: no matter how old they are, which program changed them, and whether this one
/// ran then.
public final class AlertNews: Sendable {
    public struct Subject: Sendable, Hashable {
        public let kind: String
        public let id: RecordID
    }
    /// A record that warns, with the place and the time of the last entry about it.
    public struct Change: Sendable, Hashable {
        public let subject: Subject
        public let index: Int64
        let at: Instant
    }

    private struct State {
        /// Where to read on; nil where nothing was read yet.
        var next: Int64?
        var changes: [Subject: Change] = [:]
    }
    private let engine: Engine
    private let state = Mutex(State())

    /// What is older is no news any more, hours.
    static let freshness = 24
    private static let page = 1000

    public init(_ engine: Engine) { self.engine = engine }

    /// The records that warn and were changed from a place in the ledger on, whose last change came first first; nothing from more than a day ago.
    ///
    /// - Complexity: reads the entries that came since it was asked last; at first those of a day.
    public func changes(from place: Int64 = 0) async throws -> [Change] {
        let oldest = engine.context.now().adding(seconds: -Self.freshness * 3600)
        let kinds = Set(engine.catalog.bulletins.map(\.kind))
        var next: Int64
        if let known = state.withLock({ $0.next }) { next = known } else { next = try await first(since: oldest) }
        while true {
            let start = next
            let entries = try await engine.store.read { try $0.changes(from: start, limit: Self.page) }
            guard let last = entries.last else { break }
            next = last.index + 1
            let found = entries.filter { kinds.contains($0.change.kind) }.map { entry in
                Change(subject: Subject(kind: entry.change.kind, id: entry.change.record), index: entry.index, at: entry.change.at)
            }
            state.withLock { state in
                for change in found where change.index >= state.changes[change.subject]?.index ?? 0 { state.changes[change.subject] = change }
                state.next = max(state.next ?? 0, last.index + 1)
            }
        }
        let end = next
        return state.withLock { state in
            state.next = max(state.next ?? 0, end)
            state.changes = state.changes.filter { $0.value.at >= oldest }
            return state.changes.values.filter { $0.index >= place }.sorted { $0.index < $1.index }
        }
    }

    /// The place of the first entry from a moment on, found by halving: the ledger grows in order of time.
    private func first(since moment: Instant) async throws -> Int64 {
        try await engine.store.read { reader in
            var (low, high) = (Int64(0), try reader.ledgerSize())
            while low < high {
                let middle = (low + high) / 2
                if let entry = try reader.changes(from: middle, limit: 1).first, entry.change.at < moment { low = middle + 1 } else { high = middle }
            }
            return low
        }
    }
}
