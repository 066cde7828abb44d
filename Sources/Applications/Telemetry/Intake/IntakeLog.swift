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
    }

    private struct State {
        var total: [String: Counts] = [:]
        var fresh = Entry()
        var trouble: String?
    }

    /// What topics that no channel is about are counted under.
    static let unknown = "none"
    /// As many refusals are remembered until they are written, and in the records.
    static let kept = 100

    private let state = Mutex(State())

    func add(_ entry: Entry) {
        state.withLock { state in
            state.trouble = nil
            for (id, line) in entry.lines {
                state.total[id, default: Counts()].add(line.counts)
                state.fresh.lines[id, default: Line(name: line.name, lastAt: line.lastAt)].counts.add(line.counts)
                state.fresh.lines[id]?.lastAt = line.lastAt
            }
            state.fresh.refused = Array((state.fresh.refused + entry.refused).suffix(IntakeLog.kept))
        }
    }

    func note(trouble: String) { state.withLock { $0.trouble = trouble } }

    /// What keeps values from being stored, if anything does just now.
    public var trouble: String? { state.withLock { $0.trouble } }

    /// Numbers since the start, by the id of the channel; `none` for topics that no channel is about.
    public var counts: [String: Counts] { state.withLock { $0.total } }

    /// What was not written yet; from now on it is.
    func takeFresh() -> Entry {
        state.withLock { state in
            defer { state.fresh = Entry() }
            return state.fresh
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
