import Kernel

/// 叫应: who is called when a warning is issued, and who next when nobody answers.
enum Calling {
    /// The effect of issuing: notes when, ends what it replaces, and calls those who have to act.
    static func issue(_ warning: Row<HazardWarning>, _ changes: inout Changes) throws {
        let now = changes.now
        try changes.update(warning.reference) { $0.issuedAt = .some(now) }
        let replaced = try changes.rows(HazardWarning.self, limit: 100) { $0.subject == warning.subject && $0.state == .issued }
        for other in replaced where other.id != warning.id { try changes.move(other.reference, step: "lift", remark: "由“\(warning.title)”取代") }
        let towns = try changes.rows(HazardTown.self, limit: 2000).filter { $0.meta.isSimulated == warning.meta.isSimulated }
        if let town = towns.town(of: warning.area) { try call(town, warning, &changes) }
        for monitor in try monitors(of: warning, &changes) { try call(monitor, warning, &changes) }
    }

    /// Of a point its own monitor; of a town all of its villages.
    private static func monitors(of warning: Row<HazardWarning>, _ changes: inout Changes) throws -> [Row<Monitor>] {
        if let point = warning.point { return try changes.row(point).monitor.map { [try changes.row($0)] } ?? [] }
        let area = warning.area
        return try changes.rows(Monitor.self, limit: 2000) { $0.isActive == true && $0.region.isWithin(area) }
            .filter { $0.meta.isSimulated == warning.meta.isSimulated }
    }

    private static func call(_ monitor: Row<Monitor>, _ warning: Row<HazardWarning>, _ changes: inout Changes) throws {
        var draft = draft(warning, changes.now)
        (draft.tier, draft.area, draft.recipient, draft.phone, draft.monitor) = (
            .monitor, monitor.meta.region, monitor.name, .some(monitor.phone), .some(monitor.reference)
        )
        try changes.create(draft, id: .following(warning.raisedAt, "call", warning.id.text, monitor.id.text), isSimulated: warning.meta.isSimulated)
    }

    private static func call(_ town: Row<HazardTown>, _ warning: Row<HazardWarning>, _ changes: inout Changes) throws {
        var draft = draft(warning, changes.now)
        (draft.tier, draft.area, draft.recipient, draft.phone) = (.town, town.town, town.officer ?? town.name, .some(town.phone))
        try changes.create(draft, id: .following(warning.raisedAt, "call", warning.id.text, town.id.text), isSimulated: warning.meta.isSimulated)
    }

    private static func draft(_ warning: Row<HazardWarning>, _ now: Instant) -> Draft<WarningCall> {
        var draft = Draft<WarningCall>()
        (draft.warning, draft.level, draft.title) = (warning.reference, warning.level, warning.title)
        draft.text = "\(warning.level.meaning.chinese)。\n\(warning.basis)"
        (draft.sentAt, draft.answerBy) = (now, now.adding(seconds: warning.level.answerMinutes * 60))
        return draft
    }

    /// Calls that nobody answered in time are late, and the next one up is called: of a monitor the town, of a town the county.
    ///
    /// - Returns: how many became late.
    @discardableResult
    static func escalate(_ desk: Desk) async throws -> Int {
        let now = desk.engine.context.now()
        let late = try await desk.all(WarningCall.self) { $0.state == .waiting && $0.isLate == false && $0.answerBy < now }
        if late.isEmpty { return 0 }
        try await desk.together { changes in
            let towns = try changes.rows(HazardTown.self, limit: 2000)
            for call in late {
                try changes.update(call.reference) { $0.isLate = true }
                guard call.tier != .county else { continue }
                try escalate(call, towns.filter { $0.meta.isSimulated == call.meta.isSimulated }, now, &changes)
            }
        }
        return late.count
    }

    private static func escalate(_ call: Row<WarningCall>, _ towns: [Row<HazardTown>], _ now: Instant, _ changes: inout Changes) throws {
        var draft = Draft<WarningCall>()
        (draft.warning, draft.level, draft.text) = (call.warning, call.level, call.text)
        draft.title = String("未回复（\(call.tier.rawValue)）：\(call.title)".prefix(200))
        (draft.sentAt, draft.answerBy) = (now, now.adding(seconds: call.level.answerMinutes * 60))
        if call.tier == .monitor, let town = towns.town(of: call.area) {
            (draft.tier, draft.area, draft.recipient, draft.phone) = (.town, town.town, town.officer ?? town.name, .some(town.phone))
        } else {
            (draft.tier, draft.area, draft.recipient) = (.county, Region(String(call.area.code.prefix(6))), "县值守")
        }
        try changes.create(draft, id: .following(call.sentAt, "escalated", call.id.text), isSimulated: call.meta.isSimulated)
    }
}
