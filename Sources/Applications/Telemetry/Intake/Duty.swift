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
        let refused = log.counts.values.reduce(0) { $0 + $1.refused }
        draft.refusedLately = refusedLately(refused, now) ?? row?.refusedLately ?? 0
        do throws(Refusal) {
            if let row {
                _ = try await desk.update(row.id, version: row.meta.version, draft.submission)
            } else {
                _ = try await desk.create(draft)
            }
            // Only now: what could not be written is told the next time.
            if isToBeTold(now) { refusedBefore = (now, refused) }
            return true
        } catch {
            // Another program was faster.
            if case .conflict = error { return false }
            if case .invalid = error, row == nil { return false }
            throw error
        }
    }

    /// Whether a minute has gone by since refusals were told.
    private func isToBeTold(_ now: Instant) -> Bool { refusedBefore.map { now >= $0.at.adding(seconds: 60) } ?? true }

    /// Once a minute, how many messages were refused in it; where it took longer to tell, in a minute of that time.
    private func refusedLately(_ refused: Int, _ now: Instant) -> Int? {
        guard let before = refusedBefore, isToBeTold(now) else { return nil }
        let minutes = Double(now.milliseconds - before.at.milliseconds) / 60_000
        return Int((Double(refused - before.count) / minutes).rounded(.up))
    }

    /// Writes what came in since the last time: counts by channel, and the last refusals, of which so many are kept. All of it or nothing; what cannot be
    /// written now is written the next time.
    public func write() async throws(Refusal) {
        let entry = log.takeFresh()
        if entry.lines.isEmpty { return }
        do throws(Refusal) {
            try await desk.together { changes in
                for (id, line) in entry.lines { try Duty.add(line, of: id, &changes) }
                if !entry.refused.isEmpty { try Duty.write(entry.refused, &changes) }
            }
        } catch {
            log.putBack(entry)
            throw error
        }
    }

    private static func add(_ line: IntakeLog.Line, of id: String, _ changes: inout Changes) throws {
        let row = try changes.rows(ChannelTally.self, limit: 1) { $0.channel == id }.first
        func fill(_ draft: inout Draft<ChannelTally>) {
            (draft.channel, draft.name) = (id, line.name)
            draft.messages = (row?.messages ?? 0) + line.counts.messages
            draft.stored = (row?.stored ?? 0) + line.counts.stored
            draft.known = (row?.known ?? 0) + line.counts.known
            draft.refused = (row?.refused ?? 0) + line.counts.refused
            draft.lastAt = .some(line.lastAt)
        }
        if let row {
            try changes.update(row.reference, fill)
        } else {
            var draft = Draft<ChannelTally>()
            fill(&draft)
            try changes.create(draft)
        }
    }

    private static func write(_ refused: [IntakeLog.Refused], _ changes: inout Changes) throws {
        for message in refused {
            var draft = Draft<RefusedMessage>()
            (draft.at, draft.channel, draft.topic) = (message.at, .some(message.channel), message.topic.readable(200))
            (draft.reason, draft.reasonInEnglish) = (message.reason.chinese.readable(300), message.reason.english.readable(300))
            try changes.create(draft)
        }
        for old in try changes.rows(RefusedMessage.self).dropLast(IntakeLog.kept) { try changes.delete(old.reference) }
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
