import Kernel
import PlanMonitoring

/// Five years of reports, spending and an evaluation of the founding plans, made up from a fixed seed, and beside them the plan of an invented county in
/// the middle of its work. Every record is marked as simulated; what the founding plans themselves say is left as it is.
enum Samples {
    static func make(_ desk: Desk) async throws {
        try await report(desk)
        try await LivingPlan.make(desk)
    }

    private static func report(_ desk: Desk) async throws {
        for plan in try await desk.all(Plan.self, where: { $0.state == .inForce }) {
            var chance = Chance(seed: UInt64(plan.from) &* 31 &+ UInt64(plan.meta.region.code.utf8.reduce(7) { $0 &* 131 &+ Int($1) }))
            // In an order that is the same every time, so that the same seed makes the same five years.
            let targets = try await desk.all(Target.self) { $0.plan == plan.reference }.sorted { $0.code < $1.code }
            let projects = try await desk.all(Project.self) { $0.plan == plan.reference }.sorted { ($0.number ?? 0, $0.name) < ($1.number ?? 0, $1.name) }
            let last = min(desk.engine.context.now().day.year - 1, plan.to)
            let series = targets.map { target in (target, values(target, plan, through: last, &chance)) }
            let shares = projects.map { project in (project, spending(project, through: last, &chance)) }
            try await desk.together { changes in
                for (target, values) in series { try report(target, values, &changes) }
                for (project, years) in shares { for (year, planned, spent) in years { try spend(project, year, planned, spent, &changes) } }
                try evaluate(plan, last, &changes)
            }
        }
    }

    /// A way that leads near the target, sometimes past it and sometimes short of it.
    static func values(_ target: Row<Target>, _ plan: Row<Plan>, through last: Int, _ chance: inout Chance) -> [(year: Int, value: Double)] {
        guard last >= plan.from, chance.share() > 0.12 else { return [] }
        let zeal = 0.55 + chance.share() * 0.65
        let span = Double(max(1, target.year - plan.from + 1))
        let start = target.pattern == .sum ? 0 : target.base ?? 0
        var highest = 0.0
        return (plan.from...last).map { year in
            let t = Double(year - plan.from + 1) / span
            let noise = (chance.share() - 0.5) * 0.06
            if target.pattern == .yesNo { return (year, t * zeal > 0.8 ? target.value : 0) }
            if target.pattern == .growth {
                // Of a rate, the amounts of the years are reported, whatever they began with.
                let rate = 1 + target.value * (zeal + noise) / 100
                return (year, ((target.base ?? 1000) * (0...(year - plan.from)).reduce(1) { product, _ in product * rate } * 100).rounded() / 100)
            }
            if target.pattern == .hold { return (year, target.value * (0.97 + chance.share() * 0.08)) }
            let value = start + (target.value - start) * max(0, t * zeal + noise)
            // What has come together does not become less.
            highest = max(highest, value)
            let shown = target.pattern == .sum ? highest : value
            return (year, target.rounded(shown))
        }
    }

    private static func report(_ target: Row<Target>, _ values: [(year: Int, value: Double)], _ changes: inout Changes) throws {
        for (year, value) in values {
            guard let day = Day(year, 12, 31) else { continue }
            var draft = Draft<Report>()
            draft.target = target.reference
            draft.subject = String("\(year) 年 \(target.name)".prefix(160))
            draft.asOf = day
            draft.due = day.adding(days: 45)
            draft.unit = "*"
            draft.value = .some(value)
            draft.source = .some("模拟数据，仅供演示")
            draft.state = .verified
            try changes.create(draft, region: target.meta.region, organisation: target.lead?.id.text, isSimulated: true)
        }
    }

    static func spending(_ project: Row<Project>, through last: Int, _ chance: inout Chance) -> [(year: Int, planned: Int64, spent: Int64?)] {
        guard let total = project.investment?.fen, total > 0 else { return [] }
        let years = Array(project.from...project.to)
        let planned = total / Int64(years.count)
        return years.map { ($0, planned, $0 <= last ? Int64(Double(planned) * (0.5 + chance.share() * 0.6)) : nil) }
    }

    static func spend(_ project: Row<Project>, _ year: Int, _ planned: Int64, _ spent: Int64?, _ changes: inout Changes) throws {
        var draft = Draft<ProjectYear>()
        draft.project = project.reference
        draft.year = year
        draft.planned = Money(fen: planned)
        draft.spent = .some(spent.map { Money(fen: $0) })
        draft.source = .some("模拟数据，仅供演示")
        try changes.create(draft, region: project.meta.region, organisation: project.lead?.id.text, isSimulated: true)
    }

    private static func evaluate(_ plan: Row<Plan>, _ last: Int, _ changes: inout Changes) throws {
        guard last >= plan.from, let day = Day(last, 12, 31) else { return }
        var draft = Draft<Round>()
        draft.plan = plan.reference
        draft.title = "\(last) 年度监测评估（模拟）"
        draft.type = .annual
        draft.asOf = day
        let round = try changes.create(draft, region: plan.meta.region, isSimulated: true)
        try changes.move(round.reference, step: "score")
    }
}
