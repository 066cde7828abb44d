import Geohazards
import Kernel

/// The hourly round: from what stations and monitored slopes say to a level for every town and every point.
struct Judging: Sendable {
    /// What of one town or point.
    struct Subject: Sendable {
        let id: RecordID
        let name: String
        let area: Region
        let place: Position
        let town: Reference<HazardTown>?
        let point: Reference<HazardPoint>?
        let isSimulated: Bool
        /// 0 none, 1 blue to 4 red; nil where nothing is known.
        var level: Int?
        var basis: [Label] = []
    }

    /// A level ends only after so many hours below it.
    static let patience = 6
    /// A warning holds for so many hours unless the values hold it longer.
    static let validity = 24

    /// Judges the present hour, once: a second time finds what the first one made.
    static func run(_ desk: Desk) async throws -> Row<WarningRound> {
        let hour = desk.engine.context.now().hour
        if let done = try await desk.rows(WarningRound.self, limit: 1, where: { $0.at == hour }).first { return done }
        let rain = try await RainPicture(desk, at: hour)
        let towns = try await desk.all(HazardTown.self, bound: 2000)
        let points = try await desk.all(HazardPoint.self) { $0.state.isIn(HazardPoint.watched) }
        var subjects = towns.map { Subject($0, rain) }
        for point in points { subjects.append(Subject(point, rain, try await movement(of: point, desk, at: hour))) }
        let judged = subjects
        return try await desk.together { changes in try keep(judged, rain, hour, &changes) }
    }

    /// From the daily means of its displacement in the last half year; nil where it has none.
    static func movement(of point: Row<HazardPoint>, _ desk: Desk, at moment: Instant) async throws -> Movement? {
        let days = try await desk.rollUp(
            of: "displacement", of: point.id, in: RecordName.of(HazardPoint.self), by: .day, from: moment.day.adding(days: -180).description, limit: 181)
        let readings = days.compactMap { span in Day(span.start).map { Displacement(time: Double($0.number), span.average) } }
        return Movement(readings, uniformRate: point.uniformRate)
    }

    // MARK: what becomes of it

    private static func keep(_ subjects: [Subject], _ rain: RainPicture, _ hour: Instant, _ changes: inout Changes) throws -> Row<WarningRound> {
        let towns = subjects.filter { $0.town != nil }
        for subject in subjects {
            var subject = subject
            // What its town is warned of at the same level or a higher one is said once.
            let ofTown = towns.first { $0.area.contains(subject.area) && $0.isSimulated == subject.isSimulated }?.level ?? 0
            if subject.point != nil, let level = subject.level, level <= ofTown { subject.level = 0 }
            try keep(subject, hour, &changes)
        }
        let counts = Alert.Level.allCases.map { level in subjects.count { $0.level == level.rank } }
        var draft = Draft<WarningRound>()
        draft.at = hour
        draft.summary = "红 \(counts[3])、橙 \(counts[2])、黄 \(counts[1])、蓝 \(counts[0])，共 \(subjects.count) 个乡镇和隐患点"
        (draft.stations, draft.silent, draft.used) = (rain.spoken.count, rain.silent.count, String(rain.table.prefix(20_000)))
        let isSimulated = !subjects.isEmpty && subjects.allSatisfy(\.isSimulated)
        return try changes.create(draft, isSimulated: isSimulated)
    }

    private static func keep(_ subject: Subject, _ hour: Instant, _ changes: inout Changes) throws {
        let known = try changes.rows(HazardWarning.self, order: .oldestFirst, limit: 200) {
            $0.subject == subject.id.text && $0.state.isIn([.raised, .issued, .dropped])
        }
        var open = known.last { $0.state != .dropped }
        // What nothing has held for as long as it was said to hold is over, also where no station speaks any more.
        if let old = open, old.validTo < hour {
            try end(old, "到期", hour, &changes)
            open = nil
        }
        guard let level = subject.level else { return }
        if let open {
            if level == open.level.rank {
                try changes.update(open.reference) { ($0.lastHeld, $0.validTo) = (hour, hour.adding(hours: validity)) }
                return
            }
            if level < open.level.rank {
                guard hour >= open.lastHeld.adding(hours: patience) else { return }
                try end(open, "连续 \(patience) 小时低于该级别", hour, &changes)
            } else if open.state == .raised {
                try end(open, "级别升高，由新的预警取代", hour, &changes)
            }
        }
        // What the duty desk decided not to issue is not put before it again every hour.
        let isDecided = known.contains { $0.state == .dropped && $0.endedAt == nil && $0.level.rank >= level && $0.validTo > hour }
        guard let raised = Alert.Level(rank: level), !isDecided else { return }
        try raise(raised, subject, hour, &changes)
    }

    private static func raise(_ level: Alert.Level, _ subject: Subject, _ hour: Instant, _ changes: inout Changes) throws {
        var draft = Draft<HazardWarning>()
        draft.title = String("\(subject.name)地质灾害\(level.rawValue)预警".prefix(160))
        (draft.level, draft.area, draft.subject) = (level, subject.area, subject.id.text)
        (draft.town, draft.point, draft.place) = (.some(subject.town), .some(subject.point), .some(Point(subject.place)))
        draft.basis = String(subject.basis.map(\.chinese).joined(separator: "\n").prefix(2000))
        draft.basisInEnglish = String(subject.basis.map(\.english).joined(separator: "\n").prefix(2000))
        (draft.raisedAt, draft.lastHeld, draft.validTo) = (hour, hour, hour.adding(hours: validity))
        try changes.create(draft, id: .following(hour, "warning", subject.id.text), isSimulated: subject.isSimulated)
    }

    private static func end(_ warning: Row<HazardWarning>, _ reason: String, _ hour: Instant, _ changes: inout Changes) throws {
        if warning.state == .issued {
            try changes.move(warning.reference, step: "lift", remark: reason)
            for call in try changes.rows(WarningCall.self, limit: 1000, where: { $0.warning == warning.reference && $0.state == .waiting }) {
                try changes.move(call.reference, step: "end")
            }
        } else {
            try changes.update(warning.reference) { $0.endedAt = .some(hour) }
            try changes.move(warning.reference, step: "drop", remark: reason)
        }
    }
}

extension Judging.Subject {
    fileprivate init(_ town: Row<HazardTown>, _ rain: RainPicture) {
        self.init(
            id: town.id, name: town.name, area: town.town, place: town.place.position, town: town.reference, point: nil, isSimulated: town.meta.isSimulated)
        take(rain, susceptibility: town.susceptibility.rank)
    }

    fileprivate init(_ point: Row<HazardPoint>, _ rain: RainPicture, _ movement: Movement?) {
        self.init(
            id: point.id, name: point.name, area: point.meta.region, place: point.place.position, town: nil, point: point.reference,
            isSimulated: point.meta.isSimulated)
        take(rain, susceptibility: point.susceptibilityRank)
        if let movement { take(movement) }
    }

    fileprivate mutating func take(_ rain: RainPicture, susceptibility: Int) {
        guard let (spoken, metres) = rain.nearest(to: place, isSimulated: isSimulated) else { return }
        let finding = spoken.finding
        level = max(level ?? 0, RainWarning.level(rain: finding.level, susceptibility: susceptibility))
        let values = finding.said(of: spoken.station.name)
        let ground = Susceptibility(rank: susceptibility).label
        let words = Alert.Level(rank: finding.level)?.label ?? Label("未达阈值", en: "below all limits")
        basis.append(
            Label(
                "\(values.chinese)；距站 \((metres / 1000).said()) 千米，分区“\(spoken.zone.name)”（\(spoken.zone.since) 起），雨情\(words.chinese)，\(ground.chinese)",
                en:
                    "\(values.english); \((metres / 1000).said()) km away, zone \(spoken.zone.name) (since \(spoken.zone.since)), rain: \(words.english.lowercased()), ground: \(ground.english.lowercased())"
            ))
    }

    fileprivate mutating func take(_ movement: Movement) {
        level = max(level ?? 0, movement.level)
        guard let angle = movement.angle, let rate = movement.velocities.last?.rate, let even = movement.uniformRate else { return }
        basis.append(
            Label(
                "位移速率 \(rate.said(2)) 毫米/天（匀速 \(even.said(2))），切线角 \(angle.said())°，\(movement.stage.rawValue)",
                en: "moves \(rate.said(2)) mm/d (evenly \(even.said(2))), tangent angle \(angle.said())°"))
    }
}
