import Kernel
import PlanMonitoring

/// What verified values say about targets.
enum Monitoring {
    /// A report was verified or reopened: its target is stated anew. The reports of units are added up first, where they can be.
    @Sendable static func take(_ report: Row<Report>, _ changes: inout Changes) throws {
        if report.unit != Report.whole { try addUp(report.target, asOf: report.asOf, &changes) }
        try restate(report.target, &changes)
    }

    /// The county's value of a day as the sum of its units' values: verified as soon as every unit's is, and no longer when one of them is reopened.
    private static func addUp(_ reference: Reference<Target>, asOf: Day, _ changes: inout Changes) throws {
        let target = try changes.row(reference)
        guard target.isAddedUp, target.indicator == nil else { return }
        let units = Set(try changes.rows(UnitShare.self) { $0.target == reference }.map(\.unit.id.text))
        let reports = try changes.rows(Report.self) { $0.target == reference && $0.asOf == asOf }
        let verified = reports.filter { units.contains($0.unit) && $0.state == .verified && $0.value != nil }
        let total = reports.first { $0.unit == Report.whole }
        guard !units.isEmpty, verified.count == units.count else {
            if let total, total.isComputed, total.state == .verified {
                try changes.update(total.reference) { draft in
                    draft.state = .returned
                    draft.note = .some("有单位的填报正在重新核实，核实后自动合计")
                }
            }
            return
        }
        let sum = verified.compactMap(\.value).reduce(0, +)
        if let total {
            try changes.update(total.reference) { $0.takeSum(sum, of: units.count) }
        } else if let first = verified.first {
            var draft = Draft<Report>()
            draft.target = reference
            draft.subject = Requests.subject(target, asOf)
            draft.asOf = asOf
            draft.due = first.due
            draft.unit = Report.whole
            draft.takeSum(sum, of: units.count)
            try changes.create(
                draft, region: target.meta.region, organisation: target.lead?.id.text,
                isSimulated: target.meta.isSimulated || verified.contains { $0.meta.isSimulated })
        }
    }

    /// The newest verified value of the whole county and how the target stands with it, written to the target.
    static func restate(_ reference: Reference<Target>, _ changes: inout Changes) throws {
        let target = try changes.row(reference)
        let plan = try changes.row(target.plan)
        let newest = try changes.rows(Report.self) {
            $0.target == reference && $0.unit == Report.whole && $0.state == .verified
        }.filter { $0.value != nil && (!$0.meta.isSimulated || target.meta.isSimulated) }.max { $0.asOf < $1.asOf }
        let (value, day) = (newest?.value, newest?.asOf)
        let status = value.flatMap { value in day.flatMap { target.status(of: value, on: $0, plan, plan.rules) } } ?? .unknown
        if target.latest == value, target.latestOn == day, target.status == status { return }
        try changes.update(reference) { draft in
            draft.latest = .some(value)
            draft.latestOn = .some(day)
            draft.status = status
        }
    }
}

extension Draft<Report> {
    /// The sum of the units' values, verified because they are.
    fileprivate mutating func takeSum(_ sum: Double, of units: Int) {
        self.value = .some(sum)
        self.source = .some("\(units) 个单位填报的合计")
        self.note = .some(nil)
        self.isComputed = true
        self.state = .verified
    }
}

extension Row<Plan> {
    /// From which ratio of progress to time the plan's targets are green or yellow.
    var rules: StatusRules { StatusRules(green: self.green, yellow: self.yellow) ?? .standard }
}

extension Row<Target> {
    /// The target as the science of monitoring takes it; nil where its numbers make no target.
    func measured(_ plan: Row<Plan>) -> PlanMonitoring.Target? { measured(plan, base: self.base, value: self.value) }

    /// The same with the numbers of one unit.
    func measured(_ plan: Row<Plan>, base: Double?, value: Double) -> PlanMonitoring.Target? {
        guard let term = PlanTerm(min(plan.from, self.year)...max(plan.from, self.year)) else { return nil }
        // Of growth the target is a rate, but values are amounts, whose unit nobody says.
        return PlanMonitoring.Target(self.pattern.kind, base: base, value: value, unit: self.pattern == .growth ? "" : self.unit, term: term)
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
