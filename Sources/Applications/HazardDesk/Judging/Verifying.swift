import Kernel

/// 预警检验: every warning that was issued is held against what happened, and every event against what was issued, without anyone asking.
enum Verifying {
    /// An event so many hours after the end of a warning still counts for it.
    static let grace = 24

    /// - Returns: how many warnings and events were judged.
    @discardableResult
    static func run(_ desk: Desk) async throws -> Int {
        let now = desk.engine.context.now()
        let warnings = try await desk.all(HazardWarning.self) { $0.issuedAt.isFilled }
        let events = try await desk.all(HazardEvent.self)
        var (hits, falseAlarms): ([(Row<HazardWarning>, Double)], [Row<HazardWarning>]) = ([], [])
        for warning in warnings where warning.outcome == .open {
            if let lead = events.compactMap({ lead(of: warning, before: $0, now) }).max() {
                hits.append((warning, lead))
            } else if let ended = warning.endedAt, ended.adding(hours: grace) < now {
                falseAlarms.append(warning)
            }
        }
        let judged = events.filter { $0.foreseen == .open }.map { event in (event, warnings.compactMap { lead(of: $0, before: event, now) }.max()) }
        if hits.isEmpty, falseAlarms.isEmpty, judged.isEmpty { return 0 }
        let (found, missed) = (hits, falseAlarms)
        try await desk.together { changes in
            for (warning, lead) in found { try changes.update(warning.reference) { ($0.outcome, $0.lead) = (.hit, .some(lead)) } }
            for warning in missed { try changes.update(warning.reference) { $0.outcome = .falseAlarm } }
            for (event, lead) in judged { try changes.update(event.reference) { ($0.foreseen, $0.lead) = (lead == nil ? .miss : .hit, .some(lead)) } }
        }
        return found.count + missed.count + judged.count
    }

    /// Hours from the issue of a warning to an event that it was about; nil where it was not about it or came too late.
    static func lead(of warning: Row<HazardWarning>, before event: Row<HazardEvent>, _ now: Instant) -> Double? {
        guard let issued = warning.issuedAt, warning.meta.isSimulated == event.meta.isSimulated, event.at >= issued,
            event.at <= (warning.endedAt ?? now).adding(hours: grace)
        else { return nil }
        if let point = warning.point { return event.point == point ? event.at.hours(since: issued) : nil }
        return warning.area.contains(event.town) ? event.at.hours(since: issued) : nil
    }
}
