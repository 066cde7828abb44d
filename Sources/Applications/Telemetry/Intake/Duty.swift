public import Kernel

/// Keeps the records that tell the operator how collecting stands, and decides which of several programs on one database collects: the one that holds the
/// lease, until it has been silent for a minute. Were two to collect at the same time nevertheless, a moment of a series would still be stored once.
public actor Duty {
    /// How it stands with the broker.
    public enum Link: Sendable, Hashable {
        case connecting, connected, stopped
        case lost(String)
    }

    private let desk: Desk
    private let log: IntakeLog
    private let holder: String
    /// When the refusals were counted last, and how many there were.
    private var refusedBefore: (at: Instant, count: Int)?
    private static let name = "mqtt"

    /// - Parameter holder: names this program; the same one when it is started again.
    public init(_ desk: Desk, _ log: IntakeLog, holder: String) { (self.desk, self.log, self.holder) = (desk, log, holder) }

    /// Renews or takes the lease, and writes how it stands.
    ///
    /// - Returns: whether this program collects.
    public func beat(_ link: Link) async throws(Refusal) -> Bool {
        let now = desk.engine.context.now()
        let row = try await desk.rows(Collector.self, limit: 1) { $0.name == Duty.name }.first
        if let row, row.holder != holder, row.state != .stopped, row.seenAt > now.adding(seconds: -60) { return false }
        let state = link.state
        let isDown = state == .lost || state == .connecting
        let goesOn = row.map { $0.holder == holder && $0.state != .stopped && ($0.state != .connected) == isDown && state != .stopped } ?? false
        let since = goesOn ? row?.since ?? now : now
        var draft = Draft<Collector>()
        (draft.name, draft.holder, draft.seenAt, draft.state, draft.since) = (Duty.name, holder, now, state, since)
        draft.reason = .some(link.reason.map { String($0.prefix(300)) })
        draft.minutesDown = isDown ? Int((now.milliseconds - since.milliseconds) / 60_000) : 0
        draft.refusedLately = refusedLately(now) ?? row?.refusedLately ?? 0
        do throws(Refusal) {
            if let row {
                _ = try await desk.update(row.id, version: row.meta.version, draft.submission)
            } else {
                _ = try await desk.create(draft)
            }
            return true
        } catch {
            // Another program was faster.
            if case .conflict = error { return false }
            if case .invalid = error, row == nil { return false }
            throw error
        }
    }

    /// Once a minute, how many messages were refused in it.
    private func refusedLately(_ now: Instant) -> Int? {
        let count = log.counts.values.reduce(0) { $0 + $1.refused }
        guard let before = refusedBefore else {
            refusedBefore = (now, count)
            return nil
        }
        guard now >= before.at.adding(seconds: 60) else { return nil }
        refusedBefore = (now, count)
        return count - before.count
    }

    /// Writes what came in since the last time: counts by channel, and the last refusals, of which so many are kept.
    public func write() async throws(Refusal) {
        let entry = log.takeFresh()
        for (id, line) in entry.lines {
            let row = try await desk.rows(ChannelTally.self, limit: 1) { $0.channel == id }.first
            var draft = Draft<ChannelTally>()
            (draft.channel, draft.name) = (id, line.name)
            draft.messages = (row?.messages ?? 0) + line.counts.messages
            draft.stored = (row?.stored ?? 0) + line.counts.stored
            draft.known = (row?.known ?? 0) + line.counts.known
            draft.refused = (row?.refused ?? 0) + line.counts.refused
            draft.lastAt = .some(line.lastAt)
            if let row { _ = try await desk.update(row.id, version: nil, draft.submission) } else { _ = try await desk.create(draft) }
        }
        if entry.refused.isEmpty { return }
        let refusals = entry.refused.map { refused in
            var draft = Draft<RefusedMessage>()
            (draft.at, draft.channel, draft.topic) = (refused.at, .some(refused.channel), refused.topic.readable(200))
            (draft.reason, draft.reasonInEnglish) = (refused.reason.chinese.readable(300), refused.reason.english.readable(300))
            return (id: desk.engine.context.newID(), submission: draft.submission)
        }
        _ = try await desk.create(refusals)
        let surplus = try await desk.count(RefusedMessage.self) - IntakeLog.kept
        guard surplus > 0 else { return }
        for old in try await desk.rows(RefusedMessage.self, order: .oldestFirst, limit: surplus) {
            try await desk.delete(old.id, version: nil, in: RecordName.of(RefusedMessage.self))
        }
    }
}

extension Duty.Link {
    fileprivate var state: Collector.State {
        switch self {
        case .connecting: .connecting
        case .connected: .connected
        case .stopped: .stopped
        case .lost: .lost
        }
    }

    fileprivate var reason: String? { if case .lost(let reason) = self { reason } else { nil } }
}

extension String {
    /// So many characters of it; what cannot be seen is a dot.
    fileprivate func readable(_ limit: Int) -> String {
        var text = String.UnicodeScalarView()
        for scalar in unicodeScalars.prefix(limit) {
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: text.append("·")
            default: text.append(scalar)
            }
        }
        return text.isEmpty ? "·" : String(text)
    }
}
