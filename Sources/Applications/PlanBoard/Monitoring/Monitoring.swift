import Kernel
import PlanMonitoring

/// What verified values say about targets.
enum Monitoring {
    /// A report was verified or reopened: its target is stated anew.
    @Sendable static func take(_ report: Row<Report>, _ changes: inout Changes) throws { try restate(report.target, &changes) }

    /// The newest verified value of the whole county and how the target stands with it, written to the target.
    static func restate(_ reference: Reference<Target>, _ changes: inout Changes) throws {
        let target = try changes.row(reference)
        let plan = try changes.row(target.plan)
        let newest = try changes.rows(Report.self) {
            $0.target == reference && $0.unit == "*" && $0.state == .verified
        }.filter { $0.value != nil && (!$0.meta.isSimulated || target.meta.isSimulated) }.max { $0.asOf < $1.asOf }
        let (value, day) = (newest?.value, newest?.asOf)
        let status = value.flatMap { value in day.flatMap { target.status(of: value, on: $0, plan) } } ?? .unknown
        if target.latest == value, target.latestOn == day, target.status == status { return }
        try changes.update(reference) { draft in
            draft.latest = .some(value)
            draft.latestOn = .some(day)
            draft.status = status
        }
    }
}

extension Row<Target> {
    /// The target as the science of monitoring takes it; nil where its numbers make no target.
    func measured(_ plan: Row<Plan>) -> PlanMonitoring.Target? {
        guard let term = PlanTerm(min(plan.from, self.year)...max(plan.from, self.year)) else { return nil }
        return PlanMonitoring.Target(self.pattern.kind, base: self.base, value: self.value, unit: self.unit, term: term)
    }

    func assessment(of value: Double?, on day: Day, _ plan: Row<Plan>, _ rules: StatusRules = .standard) -> Assessment? {
        guard let date = YearMonth(day.parts.year, day.parts.month) else { return nil }
        return measured(plan)?.assess(value, at: date, rules: rules)
    }

    func status(of value: Double?, on day: Day, _ plan: Row<Plan>, _ rules: StatusRules = .standard) -> Target.Status? {
        assessment(of: value, on: day, plan, rules).map(Target.Status.init)
    }
}

extension Target.Status {
    init(_ assessment: Assessment) {
        switch assessment.light {
        case .blue: self = .done
        case .green: self = .onTrack
        case .yellow: self = .lagging
        case .red: self = .behind
        case nil: self = assessment.actual == nil ? .unknown : .unjudged
        }
    }
}

extension Pattern {
    var kind: PlanMonitoring.Target.Kind {
        switch self {
        case .levelUp: .higherIsBetter
        case .levelDown: .lowerIsBetter
        case .sum: .periodSum
        case .flow: .yearlyFlow
        case .growth: .averageGrowth
        case .hold: .hold
        case .yesNo: .allOrNothing
        }
    }
}

extension Label {
    init(_ statement: Statement) { self.init(statement.chinese, en: statement.english) }
}
