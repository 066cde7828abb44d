import Kernel
import PlanMonitoring

/// The evaluation report: 年度监测报告 or 中期评估报告 in the order of policy-rules §8.3, each statement from the records.
struct EvaluationReport: Sendable {
    let round: Row<Round>
    let plan: Row<Plan>
    let result: RoundResult
    let standing: PlanStanding
    let works: Works
    let units: UnitNames
    let amendments: [Row<Amendment>]
    let targets: [Reference<Target>: Row<Target>]
    let today: Day

    init(_ round: Row<Round>, _ question: Page.Question) async throws {
        let desk = question.desk
        self.round = round
        plan = try await desk.row(round.plan)
        result = try await RoundResult(round, desk: desk)
        standing = try await PlanStanding(plan, desk: desk)
        works = try await Works(plan, question)
        units = try await UnitNames(result.scores.map(\.lead) + works.tasks.map(\.lead), under: plan.reference, desk)
        amendments = try await desk.all(Amendment.self) { $0.plan == round.plan }
        targets = Dictionary(standing.targets.map { ($0.target.reference, $0.target) }, uniquingKeysWith: { first, _ in first })
        today = question.now.day
    }

    var blocks: [Block] {
        let head: [Block] = [
            .masthead(
                Masthead(
                    issuer: plan.issuer ?? "", title: Label("\(plan.title)\(round.type.rawValue)报告", en: "\(round.type.label.english) of \(plan.title)"),
                    day: today, isSimulated: plan.meta.isSimulated))
        ]
        let body =
            round.type == .annual || round.type == .periodic
            ? overview + progress + tasks + projects + money + problems + next
            : method + overview + goals + tasks + projects + money + problems + trends + advice + changes
        return head + body + appendix
    }

    // MARK: the parts

    private var method: [Block] {
        [
            .heading("评估工作概况", en: "How the evaluation was done"),
            .paragraph([
                Phrase(
                    round.saying { round in
                        Label(
                            "本次评估以 \(round.asOf) 为截止日，采用责任单位填报、规划办核实的数据和系统记录自动计算的数据。进度按（实际 − 基期）÷（目标 − 基期）计算，与时间进度之比为序时进度比，不低于 \(Shown.number(round.green)) 为达到序时，\(Shown.number(round.yellow)) 以上为略滞后，以下为滞后。",
                            en:
                                "The evaluation is as of \(round.asOf). It rests on values that units reported and the plan office verified, and on values computed from records. Progress is (actual − base) ÷ (target − base); its ratio to the share of time is the pace: on schedule from \(Shown.number(round.green)), slightly behind from \(Shown.number(round.yellow)), behind below."
                        )
                    })
            ]),
        ] + said(round.basis)
    }

    private var overview: [Block] {
        [.heading("总体情况", en: "Overall"), .paragraph([Phrase(result.derived { Derived.Outcome($0.summary) })])] + said(round.conclusion) + [
            result.facts,
            .chart(
                Drawing(
                    Label("指标状态分布", en: "Targets by status"), .horizontalBars, unit: "项", categories: Target.Status.allCases.map(\.label),
                    series: [Drawing.Series(Label("指标", en: "Targets"), of: Target.Status.allCases.map { result.howMany($0) })])),
            .chart(
                Drawing(
                    Label("单位得分", en: "Units by score"), .horizontalBars, unit: "分", categories: result.units.prefix(15).map { $0.name },
                    series: [
                        Drawing.Series(
                            Label("得分", en: "Points"),
                            of: result.units.prefix(15).map { line in
                                result.number(of: result.scores(of: line.unit)) { [unit = line.unit] in $0.units.first { $0.unit == unit }?.total }
                            })
                    ])),
            result.ranking,
        ]
    }

    private var progress: [Block] { [.heading("指标进展", en: "Progress of targets"), table(standing.targets.map(\.target.reference))] + drawings }

    private var goals: [Block] {
        func part(_ nature: Nature, _ chinese: String, _ english: String) -> [Block] {
            let own = standing.targets.filter { $0.target.nature == nature }.map(\.target.reference)
            return own.isEmpty ? [] : [.heading(chinese, en: english, level: 3), table(own)]
        }
        return [.heading("主要目标和指标完成情况", en: "Targets")] + part(.binding, "约束性指标", "Binding targets") + part(.expected, "预期性指标", "Expected targets")
            + part(.unstated, "其他指标", "Other targets") + drawings
    }

    private func table(_ references: [Reference<Target>]) -> Block {
        let scores = Dictionary(result.scores.map { ($0.target, $0) }, uniquingKeysWith: { first, _ in first })
        return .table(
            Table(
                Label("指标进展表", en: "Targets"),
                columns: [
                    Table.Column(Said.target, weight: 3), Table.Column(Label("基期", en: "Base"), isNumber: true),
                    Table.Column(Label("目标", en: "Target"), isNumber: true),
                    Table.Column(Label("实际", en: "Actual"), isNumber: true), Table.Column(Label("进度", en: "Progress"), isNumber: true),
                    Table.Column(Label("达成率", en: "Attained"), isNumber: true),
                    Table.Column(Label("序时比", en: "Pace"), isNumber: true), Table.Column(Said.status, weight: 1.2),
                    Table.Column(Label("得分", en: "Points"), isNumber: true),
                    Table.Column(Label("数据来源和截至日", en: "Source and day"), weight: 2),
                ],
                rows: references.compactMap { reference in
                    guard let score = scores[reference], let target = targets[reference] else { return nil }
                    let report = standing.reports.first { $0.reference == score.report }
                    // Values without source and day are not printed as actual ones (policy-rules §8.3).
                    return Table.Row([
                        Table.Cell(Phrase(target.name, link: .to(target))), Table.Cell(Phrase(target.said { $0.base })),
                        Table.Cell(Phrase(target.said { $0.value }), Phrase(Unit(target.unit).label)),
                        Table.Cell(Phrase(score.said { $0.actual })), Table.Cell(Phrase(score.said(.percent) { $0.progress })),
                        Table.Cell(Phrase(score.said(.percent) { $0.attainment })), Table.Cell(Phrase(score.said(.hundredths) { $0.pace })),
                        Table.Cell(Said.status(score.status, isSimulated: score.meta.isSimulated)), Table.Cell(Phrase(score.said(.hundredths) { $0.points })),
                        Table.Cell(
                            report.map { Phrase($0.saying { Label("\($0.source ?? "—")，\($0.asOf)", en: "\($0.source ?? "—"), \($0.asOf)") }) }
                                ?? Phrase(Said.none)),
                    ])
                }))
    }

    /// The targets with at least two values, drawn.
    private var drawings: [Block] {
        let drawn = standing.targets.filter { $0.values.count > 1 }.prefix(8)
        return drawn.map { standing in
            let years = Array(plan.from...max(plan.from, standing.target.year))
            return .chart(
                Drawing(
                    Label(standing.target.name, en: standing.target.name), .lines, unit: standing.target.unit,
                    categories: years.map { Label("\($0)", en: "\($0)") },
                    links: years.map { _ in .page(application: "planBoard", code: "sheet", record: standing.target.id) },
                    series: [
                        Drawing.Series(Label("应达", en: "Planned"), of: years.map(standing.planned), isDashed: true),
                        Drawing.Series(Label("实际", en: "Actual"), of: years.map { year in standing.number { $0.actual(year)?.value } }, tone: .good),
                    ]))
        }
    }

    private var tasks: [Block] {
        let late = works.tasks.overdue(round.asOf)
        return [
            .heading("重点任务", en: "Tasks"),
            .paragraph([
                Phrase(
                    Derived(works.tasks, round.found) { tasks, rounds in
                        let (tasks, done) = (Found(tasks), tasks.count { $0.state == .done })
                        let late = rounds.first.map { tasks.overdue($0.asOf).count } ?? 0
                        return Derived.Outcome(
                            Label(
                                "规划安排重点任务 \(tasks.count) 项，已完成 \(done) 项，到期未完成 \(late) 项。",
                                en: "Of \(tasks.count) tasks \(done) are done, \(late) are past their day."))
                    })
            ]),
        ]
            + (late.isEmpty
                ? []
                : [
                    .list(
                        late.map {
                            [
                                Phrase($0.title, link: .to($0)), Phrase(units.name($0.lead)),
                                Phrase($0.saying { Label("应于 \($0.deadline) 完成", en: "due \($0.deadline)") }),
                            ]
                        })
                ])
    }

    private var projects: [Block] { [.heading("重大项目", en: "Projects"), works.moneyFacts, works.projectTable] }

    private var money: [Block] { [.heading("资金投入", en: "Money"), works.moneyChart] }

    private var problems: [Block] {
        let behind = result.scores.filter { $0.status == .behind }
        return [.heading("存在问题与原因", en: "Problems and their causes")] + said(round.problems)
            + (behind.isEmpty
                ? [.paragraph("没有滞后指标。", en: "No target is behind.")]
                : [
                    .paragraph("下列指标滞后于序时进度：", en: "These targets are behind:"),
                    .list(behind.map { [Phrase($0.name, link: .to($0), isStrong: true), Said.reason($0)] }),
                ])
    }

    private var trends: [Block] {
        let forecasts = standing.targets.compactMap { standing -> [Phrase]? in
            guard case .success = standing.forecast else { return nil }
            return [Phrase(standing.target.name, link: .to(standing.target), isStrong: true), Phrase(standing.saying(\.expectation))]
        }
        return [.heading("趋势研判", en: "Where it is going")]
            + (forecasts.isEmpty ? [.paragraph("各指标的数据尚不足以预测。", en: "There are too few values to forecast.")] : [.list(forecasts)])
    }

    private var advice: [Block] { [.heading("对策建议", en: "Advice")] + (said(round.advice).isEmpty ? [.paragraph("无。", en: "None.")] : said(round.advice)) }
    private var next: [Block] { [.heading("下年安排", en: "Next year")] + (said(round.advice).isEmpty ? [.paragraph("无。", en: "None.")] : said(round.advice)) }

    private var changes: [Block] {
        [
            .heading("指标调整建议", en: "Proposed amendments"),
            .table(
                Table(
                    Label("调整建议表", en: "Amendments"),
                    columns: [
                        Table.Column(Label("事项", en: "Subject"), weight: 2), Table.Column(Label("原目标", en: "Old"), isNumber: true),
                        Table.Column(Label("建议", en: "New"), isNumber: true),
                        Table.Column(Label("理由", en: "Reason"), weight: 3), Table.Column(Said.status),
                    ],
                    rows: amendments.map { amendment in
                        Table.Row([
                            Table.Cell(Phrase(amendment.subject, link: .to(amendment))), Table.Cell(Phrase(amendment.said { $0.oldValue })),
                            Table.Cell(Phrase(amendment.said { $0.newValue })),
                            Table.Cell(Phrase(amendment.reason)), Table.Cell(Phrase(amendment.state.label)),
                        ])
                    }, empty: Label("没有调整建议", en: "None"))),
        ]
    }

    private var appendix: [Block] {
        let missing = result.scores.filter { $0.status == .unknown }
        return [
            .pageBreak, .heading("附：数据缺失说明", en: "Appendix: missing values"),
            missing.isEmpty
                ? .paragraph("纳入评估的指标均有核实数据。", en: "All targets have verified values.")
                : .list(
                    missing.map {
                        [
                            Phrase($0.name, link: .to($0)), Phrase(units.name($0.lead)),
                            Phrase(Label("截至评估日无核实数据", en: "no verified value by the day of the evaluation")),
                        ]
                    }),
            .heading("附：逐项计算过程", en: "Appendix: how each target was computed"),
            .list(result.scores.map { [Phrase($0.name, isStrong: true), Said.reason($0)] }),
        ]
    }

    private func said(_ text: String?) -> [Block] {
        (text ?? "").split(separator: "\n").map { .paragraph([Phrase(String($0))]) }
    }
}
