import Kernel
import PlanMonitoring

/// How a target is shared out among units, and how each stands with its share.
struct TargetShares {
    let target: Row<Target>
    let plan: Row<Plan>
    let shares: Found<UnitShare>
    let parts: Found<YearTarget>
    let reports: Found<Report>
    let units: UnitNames

    init(_ target: Row<Target>, _ plan: Row<Plan>, _ reports: Found<Report>, _ desk: Desk) async throws {
        self.target = target
        self.plan = plan
        self.reports = reports
        shares = try await desk.find(UnitShare.self) { $0.target == target.reference }
        parts = try await desk.find(YearTarget.self) { $0.target == target.reference && $0.unit != Report.whole }
        units = try await UnitNames(shares.map(\.unit), under: plan.reference, desk)
    }

    var blocks: [Block] {
        guard !shares.isEmpty else {
            return [
                .group(
                    Label("分解到单位", en: "Shares of units"),
                    [
                        .paragraph("尚未分解到单位，由责任单位整体负责。", en: "Not shared out among units: the responsible unit answers for all of it."),
                        .deeds([.operation("shareOut", record: target.id)]),
                    ])
            ]
        }
        return [
            .group(
                Label("分解到单位", en: "Shares of units"),
                notices + [table, .deeds([.operation("spreadShares", record: target.id), .operation("shareOut", record: target.id)])])
        ]
    }

    /// What does not add up, in words.
    private var notices: [Block] {
        guard target.isAddedUp else {
            return [
                .paragraph(
                    "这是比率类指标，各单位分别考核，不加总；全县数值由责任单位另行填报。",
                    en: "A ratio is not added up: each unit is judged by itself, and the county's value is reported by the responsible unit.")
            ]
        }
        if UnitParts.mismatch(shares.map(\.value), target.value, target.unit) != nil {
            let problem = Derived(shares, target.found) { shares, targets in
                Derived.Outcome(targets.first.flatMap { UnitParts.mismatch(shares.map(\.value), $0.value, $0.unit) } ?? Said.none)
            }
            return [.notice([Phrase(problem)], .bad)]
        }
        let wrong = years.filter { year in
            let own = parts.filter { $0.year == year }
            guard own.count == shares.count, let last = own.first, last.year == target.year else { return false }
            return Shares.difference(of: own.map(\.value), from: target.value) != nil
        }
        return wrong.map { year in
            .notice(
                "各单位 \(year) 年的分解值合计与全县目标不一致，请重新分解到年度。",
                en: "The units' parts of \(year) do not add up to the target; please spread the shares over the years again.", .warning)
        }
    }

    private var years: [Int] { Array(plan.from...max(plan.from, min(plan.to, target.year))) }

    private var table: Block {
        .table(
            Table(
                Label("单位分解与完成", en: "Units: share and progress"),
                columns: [Table.Column(Said.responsible, weight: 2.4), Table.Column(Label("基期", en: "Base"), isNumber: true)]
                    + years.map { Table.Column(Label("\($0)", en: "\($0)"), isNumber: true) }
                    + [
                        Table.Column(Label("目标", en: "Target"), isNumber: true), Table.Column(Label("实际", en: "Actual"), isNumber: true, weight: 1.2),
                        Table.Column(Label("序时比", en: "Pace"), isNumber: true), Table.Column(Said.status, weight: 1.8),
                    ],
                rows: shares.map(row) + (target.isAddedUp ? [total] : []),
                note: Label(
                    "点开单位目标可修改份额，点开年度数可修改当年分解；实际值为该单位最近一次核实的填报。",
                    en: "Open a unit's target to change its share, a year's number to change that part; actual values are the units' newest verified reports."))
        )
    }

    private func latest(_ share: Row<UnitShare>) -> Row<Report>? { TargetShares.latest(share, reports.rows) }

    private static func latest(_ share: Row<UnitShare>, _ reports: [Row<Report>]) -> Row<Report>? {
        let own = reports.filter { $0.unit == share.unit.id.text && $0.state == .verified && $0.value != nil }
        let real = own.filter { !$0.meta.isSimulated }
        return (real.isEmpty ? own : real).max { $0.asOf < $1.asOf }
    }

    /// How a unit stands with its share.
    private static func assessment(_ share: Row<UnitShare>, _ target: Row<Target>, _ plan: Row<Plan>, _ reports: [Row<Report>]) -> Assessment? {
        latest(share, reports).flatMap { report in
            YearMonth(report.asOf.parts.year, report.asOf.parts.month).flatMap { date in
                target.measured(plan, base: share.base, value: share.value)?.assess(report.value, at: date, rules: plan.rules)
            }
        }
    }

    /// The ratio of its progress to time, with what it was worked out from.
    private func pace(_ share: Row<UnitShare>) -> Derived {
        let own = reports.narrowed { $0.unit == share.unit.id.text }
        return Derived(own, share.found, target.found, plan.found) { reports, shares, targets, plans in
            guard let share = shares.first, let target = targets.first, let plan = plans.first else { return Derived.Outcome(Said.none) }
            return Derived.Outcome(TargetShares.assessment(share, target, plan, reports)?.scheduleRatio, .hundredths)
        }
    }

    /// A sum over all units; nil where one of them says nothing.
    private func sum<T>(_ found: Found<T>, _ value: @escaping @Sendable (Row<T>) -> Double?) -> Derived {
        Derived(found, shares) { rows, shares in
            let values = rows.compactMap(value)
            return values.count == shares.count && !values.isEmpty ? values.reduce(0, +) : nil
        }
    }

    private func row(_ share: Row<UnitShare>) -> Table.Row {
        let report = latest(share)
        let assessment = TargetShares.assessment(share, target, plan, reports.rows)
        return Table.Row(
            [Table.Cell(units[share.unit]), Table.Cell(Phrase(share.said { $0.base }))]
                + years.map { year in
                    let part = parts.first { $0.unit == share.unit.id.text && $0.year == year }
                    return Table.Cell(part.map { Phrase($0.said { $0.value }) } ?? Phrase(Said.none))
                }
                + [
                    Table.Cell(Phrase(share.said { $0.value })),
                    Table.Cell(
                        [report.map { Phrase($0.said { $0.value }) } ?? Phrase(Said.none)]
                            + (report?.meta.isSimulated == true ? [Phrase(Said.simulated, tone: .missing)] : [])),
                    Table.Cell(Phrase(pace(share))),
                    Table.Cell(Said.status(assessment.map(Target.Status.init) ?? .unknown, isSimulated: report?.meta.isSimulated ?? false)),
                ])
    }

    /// The sums; a year that some unit has no part of has none.
    private var total: Table.Row {
        let newest = Found(shares.compactMap(latest))
        return Table.Row(
            [Table.Cell(Phrase(Label("合计", en: "Sum"))), Table.Cell(Phrase(sum(shares) { $0.base }))]
                + years.map { year in Table.Cell(Phrase(sum(parts.narrowed { $0.year == year }) { $0.value })) }
                + [Table.Cell(Phrase(sum(shares) { $0.value })), Table.Cell(Phrase(sum(newest) { $0.value })), "", ""], isEmphasised: true)
    }
}
