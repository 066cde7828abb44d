import Kernel
import PlanMonitoring

extension Page {
    /// All targets of a plan with their status.
    static let monitoring = Page("monitoring", "指标监测", en: "Monitoring", isReport: true) { question in
        let (plans, chosen) = try await Choices.plans(question)
        guard let plan = chosen else { return Choices.nothing }
        let standing = try await PlanStanding(plan, desk: question.desk)
        let units = try await UnitNames(standing.rows.map(\.lead), under: plan.reference, question.desk)
        let status = question["status"].flatMap { code in Target.Status.allCases.first { $0.code == code } }
        let shown = standing.targets.filter { status == nil || $0.status == status }
        let open = standing.open.sorted { $0.due < $1.due }
        return Choices.tabs(plans, plan, page: "monitoring") + [
            standing.facts(),
            .deeds([
                .operation("breakDown", record: plan.id), .operation("askForReports", record: plan.id),
                .operation("setThresholds", record: plan.id, ["green": Shown.number(plan.green), "yellow": Shown.number(plan.yellow)]),
            ]), .paragraph([Phrase(plan.saying { $0.thresholds })]),
            standing.table(status?.label ?? Label("全部指标", en: "All targets"), shown, units), .trajectories(shown.map(\.trajectory)),
            .table(
                Table(
                    Label("填报进展", en: "Reports under way"),
                    columns: [
                        Table.Column(Label("事项", en: "Subject"), weight: 3), Table.Column(Label("期限", en: "Due"), weight: 1.2),
                        Table.Column(Said.status, weight: 1.2),
                    ],
                    rows: open.prefix(100).map { report in
                        let isLate = report.isOwed && report.due < question.now.day
                        return Table.Row([
                            Table.Cell(Phrase(report.subject, link: .to(report))), Table.Cell(Phrase(report.due.description, tone: isLate ? .bad : nil)),
                            Table.Cell(Phrase(report.state.label)),
                        ])
                    }, empty: Label("没有未办结的填报", en: "No report is under way"))),
        ]
    }

    /// One target: its way, its parts, its values and what they rest on, its forecast.
    static let targetSheet = Page("sheet", "指标卡", en: "Target sheet", of: Target.self, isReport: true) { target, question in
        let desk = question.desk
        let plan = try await desk.row(target.plan)
        let parts = try await desk.all(YearTarget.self) { $0.target == target.reference && $0.unit == Report.whole }
        let reports = try await desk.find(Report.self) { $0.target == target.reference }
        let standing = TargetStanding(target, plan, parts: parts, reports: reports.rows)
        let shares = try await TargetShares(target, plan, reports, desk)
        var blocks: [Block] = [.trajectories([standing.trajectory])]
        if standing.assessment != nil {
            blocks.append(
                .group(
                    Label("判断", en: "Assessment"),
                    [
                        .paragraph([Said.status(standing.status, isSimulated: standing.isSimulated)]),
                        .paragraph([Phrase(standing.saying { $0.assessment.map { Label($0.reason.statement) } })]),
                    ]))
        } else {
            blocks.append(
                .notice(
                    "尚无核实的实际值，暂不判断。规划基期之后的数据须由责任单位填报。",
                    en: "No verified value yet, so nothing is judged. Values after the base year are reported by the responsible unit.", .missing))
        }
        blocks.append(
            .group(
                Label("预测", en: "Forecast"),
                [.paragraph([Phrase(standing.saying(\.expectation))])] + (standing.basis == nil ? [] : [.paragraph([Phrase(standing.saying(\.basis))])])))
        blocks.append(standing.yearTable)
        blocks += shares.blocks
        blocks.append(standing.evidenceTable(reports.rows))
        return blocks
    }
}

extension TargetStanding {
    /// Where it is likely to end, or why nobody can say.
    var expectation: Label? {
        switch forecast {
        case .success(let forecast): Label(forecast.statement)
        case .failure(let reason): Label(reason.statement)
        }
    }

    /// How the forecast came about.
    var basis: Label? { if case .success(let forecast) = forecast { Label(forecast.reason.statement) } else { nil } }

    /// What was reached less what was planned.
    func difference(_ year: Int) -> Double? {
        actual(year)?.value.flatMap { value in target.expected(at: year, plan, parts).map { value - $0 } }
    }

    /// Year by year: what was planned, what was reached.
    var yearTable: Block {
        let rows = (plan.from...max(plan.from, target.year)).map { year in
            Table.Row([
                Table.Cell(Phrase("\(year)")), Table.Cell(Phrase(planned(year)), Phrase(Unit(target.unit).label)),
                Table.Cell(actual(year).map { [Phrase($0.said { $0.value }), Phrase(Unit(target.unit).label)] } ?? [Phrase(Said.none)]),
                Table.Cell(Phrase(number { $0.difference(year) })),
            ])
        }
        return .table(
            Table(
                Label("年度分解与实际", en: "By year"),
                columns: [
                    Table.Column(Label("年度", en: "Year")), Table.Column(Label("应达", en: "Planned"), isNumber: true),
                    Table.Column(Label("实际", en: "Actual"), isNumber: true),
                    Table.Column(Label("差距", en: "Difference"), isNumber: true),
                ], rows: rows,
                note: partsNote))
    }

    /// What to know about the yearly parts: that there are none, or that by hand they no longer lead to the target.
    private var partsNote: Label? {
        guard let last = parts.last else { return Label("尚未分解，应达值按匀速推算", en: "Not broken down yet; planned values follow the straight line") }
        guard last.year == target.year, target.pattern != .growth, let gap = Shares.difference(of: [last.value], from: target.value) else { return nil }
        let (value, goal) = (Said.value(last.value, target.unit), Said.value(target.value, target.unit))
        return Label(
            "\(last.year) 年的分解值 \(value) 与目标值 \(goal) 相差 \(Shown.number(abs(gap)))，请修改年度分解",
            en: "The part of \(last.year), \(value), is not the target of \(goal); please change the yearly parts")
    }

    /// Every report with its source and its evidence.
    func evidenceTable(_ reports: [Row<Report>]) -> Block {
        .table(
            Table(
                Label("数据与依据", en: "Values and what they rest on"),
                columns: [
                    Table.Column(Label("填报", en: "Report"), weight: 2), Table.Column(Label("截至", en: "As of")),
                    Table.Column(Label("实际值", en: "Value"), isNumber: true), Table.Column(Label("来源", en: "Source"), weight: 2),
                    Table.Column(Label("佐证", en: "Evidence")), Table.Column(Said.status),
                ],
                rows: reports.sorted { ($0.asOf, $1.unit) > ($1.asOf, $0.unit) }.map { report in
                    Table.Row([
                        Table.Cell(Phrase(report.subject, link: .to(report))), Table.Cell(Phrase(report.asOf.description)),
                        Table.Cell(Phrase(report.said { $0.value }), Phrase(Unit(target.unit).label)), Table.Cell(Phrase(report.source ?? "—")),
                        Table.Cell(report.evidence.map { Phrase(Label("查看", en: "Open"), link: .file($0, in: report)) } ?? Phrase(Said.none)),
                        Table.Cell([Phrase(report.state.label)] + (report.meta.isSimulated ? [Phrase(Said.simulated, tone: .missing)] : [])),
                    ])
                }, empty: Label("尚无填报", en: "Nothing reported yet")))
    }
}
