import Kernel

/// 巡查: which points are to be looked at when, and what became of it.
enum Patrolling {
    /// Hours between patrols: every day in the flood season (May to September), else every week; more often while a warning is in force.
    static func interval(on day: Day, under level: Alert.Level?) -> Int {
        let usual = (5...9).contains(day.parts.month) ? 24 : 168
        return min(usual, level?.patrolHours ?? usual)
    }

    /// Makes the tasks that are due, hastens those of points under a warning, and takes as missed what is late by a whole interval.
    static func run(_ desk: Desk) async throws {
        let now = desk.engine.context.now()
        let points = try await desk.all(HazardPoint.self) { $0.state.isIn([.monitored, .responding, .treated, .moving, .observed]) && $0.monitor.isFilled }
        let warnings = try await desk.all(HazardWarning.self) { $0.state == .issued }
        let open = Dictionary(try await desk.all(PatrolTask.self) { $0.state == .open }.map { ($0.point, $0) }) { first, _ in first }
        let reports = Dictionary(
            try await desk.all(PatrolReport.self, bound: 100_000) { $0.at >= now.adding(hours: -400) }.map { ($0.point, $0.at) }, uniquingKeysWith: max)
        try await desk.together { changes in
            for point in points {
                let level = warnings.filter { $0.point == point.reference || ($0.town != nil && $0.area.contains(point.meta.region)) }
                    .filter { $0.meta.isSimulated == point.meta.isSimulated }.map(\.level).max { $0.rank < $1.rank }
                let hours = interval(on: now.day, under: level)
                if let task = open[point.reference] {
                    try follow(task, hours, now, &changes)
                } else if reports[point.reference].map({ $0.adding(hours: hours) <= now }) ?? true {
                    try make(point, hours, now, &changes)
                }
            }
        }
    }

    private static func make(_ point: Row<HazardPoint>, _ hours: Int, _ now: Instant, _ changes: inout Changes) throws {
        var draft = Draft<PatrolTask>()
        draft.title = String("巡查：\(point.name)".prefix(160))
        (draft.point, draft.monitor, draft.from, draft.due) = (point.reference, .some(point.monitor), now, now.adding(hours: hours))
        try changes.create(draft, id: .following(now, "patrol", point.id.text), isSimulated: point.meta.isSimulated)
    }

    private static func follow(_ task: Row<PatrolTask>, _ hours: Int, _ now: Instant, _ changes: inout Changes) throws {
        if task.due > now.adding(hours: hours) { try changes.update(task.reference) { $0.due = now.adding(hours: hours) } }
        let interval = task.due.hours(since: task.from)
        guard now.hours(since: task.from) > 2 * interval else { return }
        try changes.update(task.reference) { $0.isEscalated = true }
        try changes.move(task.reference, step: "miss", remark: "超过两倍间隔未巡查，转片区负责人")
    }
}
