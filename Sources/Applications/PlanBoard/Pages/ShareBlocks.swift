import Kernel
import PlanMonitoring

/// How a target is shared out among units, and how each stands with its share.
struct TargetShares {
    let target: Row<Target>
    let plan: Row<Plan>
    let shares: [Row<UnitShare>]
    let parts: [Row<YearTarget>]
    let reports: [Row<Report>]
    let units: UnitNames

    init(_ target: Row<Target>, _ plan: Row<Plan>, _ reports: [Row<Report>], _ desk: Desk) async throws {
        self.target = target
        self.plan = plan
        self.reports = reports
        shares = try await desk.all(UnitShare.self) { $0.target == target.reference }
        parts = try await desk.all(YearTarget.self) { $0.target == target.reference && $0.unit != Report.whole }
        units = try await UnitNames(desk)
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
        if let problem = UnitParts.mismatch(shares.map(\.value), target.value, target.unit) { return [.notice([Phrase(problem)], .bad)] }
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

    private func latest(_ share: Row<UnitShare>) -> Row<Report>? {
        let own = reports.filter { $0.unit == share.unit.id.text && $0.state == .verified && $0.value != nil }
        let real = own.filter { !$0.meta.isSimulated }
        return (real.isEmpty ? own : real).max { $0.asOf < $1.asOf }
    }

    private func row(_ share: Row<UnitShare>) -> Table.Row {
        let report = latest(share)
        let assessment = report.flatMap { report in
            YearMonth(report.asOf.parts.year, report.asOf.parts.month).flatMap { date in
                target.measured(plan, base: share.base, value: share.value)?.assess(report.value, at: date, rules: plan.rules)
            }
        }
        return Table.Row(
            [Table.Cell(units[share.unit]), Table.Cell(Phrase(Said.value(share.base, "")))]
                + years.map { year in
                    let part = parts.first { $0.unit == share.unit.id.text && $0.year == year }
                    return Table.Cell(part.map { Phrase(Said.value($0.value, ""), link: .to($0)) } ?? Phrase(Said.none))
                }
                + [
                    Table.Cell(Phrase(Said.value(share.value, ""), link: .to(share))),
                    Table.Cell(
                        [report.map { Phrase(Said.value($0.value, ""), link: .to($0)) } ?? Phrase(Said.none)]
                            + (report?.meta.isSimulated == true ? [Phrase(Said.simulated, tone: .missing)] : [])),
                    Table.Cell(Phrase(assessment?.scheduleRatio.map { Shown.number($0, decimals: 2) } ?? "—")),
                    Table.Cell(Said.status(assessment.map(Target.Status.init) ?? .unknown, isSimulated: report?.meta.isSimulated ?? false)),
                ])
    }

    /// The sums; a year that some unit has no part of has none.
    private var total: Table.Row {
        let bases = shares.compactMap(\.base)
        let actual = shares.map { latest($0)?.value }
        return Table.Row(
            [Table.Cell(Phrase(Label("合计", en: "Sum"))), Table.Cell(Phrase(bases.count == shares.count ? Said.value(bases.reduce(0, +), "") : "—"))]
                + years.map { year in
                    let own = parts.filter { $0.year == year }
                    return Table.Cell(Phrase(own.count == shares.count ? Said.value(own.map(\.value).reduce(0, +), "") : "—"))
                }
                + [
                    Table.Cell(Phrase(Said.value(shares.map(\.value).reduce(0, +), ""))),
                    Table.Cell(Phrase(actual.contains { $0 == nil } ? "—" : Said.value(actual.compactMap(\.self).reduce(0, +), ""))), "", "",
                ], isEmphasised: true)
    }
}
