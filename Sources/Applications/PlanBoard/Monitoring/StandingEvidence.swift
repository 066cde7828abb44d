import Kernel
import PlanMonitoring

/// What a standing says, together with the records that it rests on: the standing is made again from them.
extension PlanStanding {
    /// A number of the whole plan.
    ///
    /// - Parameter targets: those that it is about, where it is not about all.
    func number(_ numeral: Numeral = .whole, of targets: Found<Target>? = nil, _ read: @escaping @Sendable (PlanStanding) -> Double?) -> Derived {
        let rows = targets ?? self.rows
        let known = Derived.Outcome(read(targets.map(limited) ?? self), numeral)
        return Derived(rows, plan.found, parts, reports, known: known) { targets, plans, parts, reports in
            guard let plan = plans.first else { return Derived.Outcome(nil, numeral) }
            return Derived.Outcome(read(PlanStanding(plan, Found(targets), parts: Found(parts), reports: Found(reports))), numeral)
        }
    }

    /// The same of some of the targets, without judging them anew.
    private func limited(to targets: Found<Target>) -> PlanStanding {
        let ids = Set(targets.map(\.id))
        return PlanStanding(self, rows: targets, self.targets.filter { ids.contains($0.target.id) })
    }

    /// How many targets stand like this.
    func howMany(_ status: Target.Status, of targets: Found<Target>? = nil) -> Derived {
        number(of: targets) { standing in Double(standing.targets.count { $0.status == status }) }
    }

    /// Which of the targets do.
    func which(_ status: Target.Status, of targets: Found<Target>) -> Found<Target> {
        let ids = Set(self.targets.filter { $0.status == status }.map(\.target.id))
        return targets.only { ids.contains($0.id) }
    }

    /// The targets that a unit answers for, or that nobody does.
    func targets(of unit: Reference<Organisation>?) -> Found<Target> { rows.narrowed { $0.lead == unit } }
}

extension TargetStanding {
    private var reportsFound: Found<Report> {
        let reports = Columns<Report>()
        return Found(
            self.reports.filter { $0.unit == Report.whole && $0.state == .verified },
            by: reports.target == target.reference && reports.unit == Report.whole && reports.state == .verified)
    }
    private var partsFound: Found<YearTarget> {
        let parts = Columns<YearTarget>()
        return Found(self.parts, by: parts.target == target.reference && parts.unit == Report.whole)
    }

    /// A number that follows from the reports of the target.
    func number(_ numeral: Numeral = .usual, _ read: @escaping @Sendable (TargetStanding) -> Double?) -> Derived {
        derived { Derived.Outcome(read($0), numeral) }
    }

    /// A sentence that does.
    func saying(_ read: @escaping @Sendable (TargetStanding) -> Label?) -> Derived { derived { Derived.Outcome(read($0) ?? Said.none) } }

    private func derived(_ read: @escaping @Sendable (TargetStanding) -> Derived.Outcome) -> Derived {
        return Derived(reportsFound, target.found, plan.found, partsFound, known: read(self)) { reports, targets, plans, parts in
            guard let target = targets.first, let plan = plans.first else { return Derived.Outcome(Said.none) }
            return read(TargetStanding(target, plan, parts: parts, reports: reports))
        }
    }

    /// What the plan asks for at the end of a year: as agreed, or along the straight way from base to target.
    func planned(_ year: Int) -> Derived {
        @Sendable func read(_ target: Row<Target>?, _ plan: Row<Plan>?, _ parts: [Row<YearTarget>]) -> Derived.Outcome {
            Derived.Outcome(target.flatMap { target in plan.flatMap { target.expected(at: year, $0, parts) } }, .usual)
        }
        let agreed = partsFound.narrowed { $0.year == year }
        if agreed.isEmpty { return Derived(target.found, plan.found, agreed) { read($0.first, $1.first, $2) } }
        return Derived(agreed, target.found, plan.found) { read($1.first, $2.first, $0) }
    }

    /// The newest verified value of a year.
    func actual(_ year: Int) -> Row<Report>? { values.last { $0.asOf.year == year } }
}
