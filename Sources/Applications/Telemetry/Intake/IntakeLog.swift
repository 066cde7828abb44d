import Kernel
import Synchronization

/// What came in and what was refused, since the program started; in memory, from where ``Duty`` writes it to records now and then.
public final class IntakeLog: Sendable {
    /// Numbers of one channel.
    public struct Counts: Sendable, Hashable {
        public var messages = 0
        public var stored = 0
        public var known = 0
        public var refused = 0
    }

    /// A message that was refused.
    struct Refused: Sendable, Hashable {
        let at: Instant
        let channel: String?
        let topic: String
        let reason: Label
    }

    struct Line: Sendable {
        var name: String
        var counts = Counts()
        var lastAt: Instant
    }

    /// What one batch came to.
    struct Entry: Sendable {
        fileprivate(set) var lines: [String: Line] = [:]
        fileprivate(set) var refused: [Refused] = []

        mutating func count(_ channel: Row<Channel>?, at now: Instant, _ change: (inout Counts) -> Void) {
            change(&lines[channel?.id.text ?? IntakeLog.unknown, default: Line(name: channel?.name ?? "（无通道）", lastAt: now)].counts)
        }

        mutating func refuse(_ channel: Row<Channel>?, _ topic: String, _ reason: Label, at now: Instant) {
            count(channel, at: now) { $0.refused += 1 }
            if refused.count >= IntakeLog.kept { refused.removeFirst(IntakeLog.kept / 2) }
            refused.append(Refused(at: now, channel: channel?.name, topic: topic, reason: reason))
        }

        fileprivate mutating func add(_ later: Entry) {
            for (id, line) in later.lines {
                lines[id, default: Line(name: line.name, lastAt: line.lastAt)].counts.add(line.counts)
                lines[id]?.lastAt = line.lastAt
            }
            refused = Array((refused + later.refused).suffix(IntakeLog.kept))
        }
    }

    private struct State {
        var total: [String: Counts] = [:]
        /// What was not written yet.
        var fresh = Entry()
        var trouble: String?

        mutating func add(_ entry: Entry) {
            for (id, line) in entry.lines { total[id, default: Counts()].add(line.counts) }
            fresh.add(entry)
        }
    }

    /// What topics that no channel is about are counted under.
    static let unknown = "none"
    /// As many refusals are remembered until they are written, and in the records.
    static let kept = 100

    private let state = Mutex(State())

    func add(_ entry: Entry) {
        state.withLock { state in
            state.trouble = nil
            state.add(entry)
        }
    }

    /// What is stored of a batch that is given back. The rest of it comes again and is counted then.
    func addStored(of entry: Entry) {
        var stored = Entry()
        for (id, line) in entry.lines where line.counts.stored > 0 {
            stored.lines[id] = Line(name: line.name, counts: Counts(stored: line.counts.stored), lastAt: line.lastAt)
        }
        state.withLock { $0.add(stored) }
    }

    func note(trouble: String) { state.withLock { $0.trouble = trouble } }

    /// What keeps values from being stored, if anything does just now.
    public var trouble: String? { state.withLock { $0.trouble } }

    /// Numbers since the start, by the id of the channel; `none` for topics that no channel is about.
    public var counts: [String: Counts] { state.withLock { $0.total } }

    /// What was not written yet, for whoever writes it now.
    func takeFresh() -> Entry {
        state.withLock { state in
            defer { state.fresh = Entry() }
            return state.fresh
        }
    }

    /// What was taken to be written and could not be; it waits for the next time, before what came meanwhile.
    func putBack(_ entry: Entry) {
        state.withLock { state in
            let later = state.fresh
            state.fresh = entry
            state.fresh.add(later)
        }
    }
}

extension IntakeLog.Counts {
    mutating func add(_ other: IntakeLog.Counts) {
        messages += other.messages
        stored += other.stored
        known += other.known
        refused += other.refused
    }
}
