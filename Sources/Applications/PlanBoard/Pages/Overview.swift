import Kernel
import PlanMonitoring

extension Page {
    /// The leaders' page: what needs attention, how the targets, projects and units are doing.
    static let overview = Page("overview", "规划总览", en: "Overview", for: .some(.read, Plan.self), isFront: true) { question in
        let (plans, chosen) = try await Choices.plans(question)
        guard let plan = chosen else { return Choices.nothing }
        let standing = try await PlanStanding(plan, desk: question.desk)
        let overview = try await Overview(standing, question)
        return Choices.tabs(plans, plan, page: "overview") + overview.blocks
    }
}

/// What the overview says of one plan.
private struct Overview {
    let standing: PlanStanding
    let result: RoundResult?
    let units: UnitNames
    let tasks: Found<PlanTask>
    let projects: Found<Project>
    let issues: [Row<ProjectIssue>]
    let spending: Found<ProjectYear>
    /// What is past its day or open beside the targets and tasks, each with the words that stand before it.
    let others: [(sign: Label, tone: Tone, words: Label, count: Derived)]
    let today: Day

    init(_ standing: PlanStanding, _ question: Page.Question) async throws {
        let (desk, plan, today) = (question.desk, standing.plan.reference, question.now.day)
        self.standing = standing
        self.today = today
        tasks = try await desk.find(PlanTask.self) { $0.plan == plan }
        projects = try await desk.find(Project.self) { $0.plan == plan }
        let ids = projects.map(\.reference)
        issues = try await desk.all(ProjectIssue.self) { $0.project.isIn(ids) && $0.state == .open && $0.severity != .normal }
        spending = try await desk.find(ProjectYear.self) { $0.project.where { (project: Columns<Project>) in project.plan == plan } }
        let round = try await desk.all(Round.self) { $0.plan == plan && $0.state != .preparing }.max { $0.asOf < $1.asOf }
        result = if let round { try await RoundResult(round, desk: desk) } else { nil }
        units = try await UnitNames(standing.rows.map(\.lead) + tasks.map(\.lead), under: plan, desk)
        others = [
            (
                Label("节点逾期", en: "Milestones"), .bad, Label("已过计划日期、尚未达到的里程碑：", en: "Past their day and not reached:"),
                try await desk.howMany(Milestone.self) { $0.project.isIn(ids) && $0.due < today && $0.reached.isEmpty }
            ),
            (
                Label("整改逾期", en: "Inspections"), .bad, Label("督查整改已过期限：", en: "Not mended by their day:"),
                try await desk.howMany(Inspection.self) { $0.plan == plan && $0.state == .open && $0.deadline < today }
            ),
            (
                Label("议定事项", en: "Decisions"), .warning, Label("会议议定、已过时限未落实：", en: "Decided in meetings and past their day:"),
                try await desk.howMany(Decision.self) { $0.state == .open && $0.deadline < today }
            ),
            (
                Label("规划疑点", en: "Doubts"), .warning, Label("规划文本中矛盾或缺漏待处理：", en: "Contradictions or gaps of the plan's text that are open:"),
                try await desk.howMany(PlanFinding.self) { $0.plan == plan && $0.state == .open && $0.severity != .note }
            ),
        ]
    }

    var blocks: [Block] { [standing.facts(), .beside([attention], [money]), trajectories, .beside([unitTable], [works])] }

    // MARK: what needs attention

    private var attention: Block {
        let lines = targetLines + reportLines + taskLines + projectLines + otherLines
        return .group(
            Label("需要关注", en: "Needs attention"),
            lines.isEmpty
                ? [.notice("目前没有滞后指标、逾期事项和重大问题。", en: "No target is behind, nothing is overdue, no serious problem is open.", .good)] : [.list(lines)])
    }

    /// The binding targets first, then those that are farthest behind; of many only the first, and how many there are.
    private var targetLines: [[Phrase]] {
        let behind = standing.targets.filter { $0.status == .behind }.sorted {
            ($0.target.nature == .binding ? 0 : 1, $0.assessment?.scheduleRatio ?? 0) < (
                $1.target.nature == .binding ? 0 : 1, $1.assessment?.scheduleRatio ?? 0
            )
        }
        let shown = behind.count > 5 ? behind.prefix(4) : behind[...]
        var lines = shown.map { target in
            [
                Said.status(.behind, isSimulated: target.isSimulated), Phrase(target.target.name, link: .to(target.target), isStrong: true),
                Phrase(
                    target.saying { standing in
                        let pace = standing.assessment?.scheduleRatio.map { Numeral.hundredths.text($0) } ?? "—"
                        return Label("序时比 \(pace)", en: "pace \(pace)")
                    }), units[target.target.lead],
            ]
        }
        if behind.count > shown.count {
            let all = Found(behind.map(\.target))
            lines.append([
                Said.status(.behind), Phrase(Label("共有滞后指标", en: "Targets behind in all:")),
                Phrase(standing.howMany(.behind, of: all), link: monitoring(["status": Target.Status.behind.code]), isStrong: true),
            ])
        }
        return lines
    }

    private var reportLines: [[Phrase]] {
        let late = standing.late(on: today)
        if late.isEmpty { return [] }
        return [
            [
                Phrase(Label("逾期未报", en: "Overdue"), tone: .bad),
                Phrase(late.saying { Label("\($0.count) 项填报已过期限", en: "\($0.count) reports are past their day") }),
            ]
        ]
    }

    private var taskLines: [[Phrase]] {
        let late = tasks.overdue(today)
        if late.count > 3 {
            return [
                [
                    Phrase(Label("任务逾期", en: "Tasks overdue"), tone: .bad),
                    Phrase(late.saying { Label("\($0.count) 项重点任务已过时限，尚未完成", en: "\($0.count) tasks are past their day and not done") }),
                ]
            ]
        }
        return late.map { task in
            [
                Phrase(Label("任务逾期", en: "Task overdue"), tone: .bad), Phrase(task.title, link: .to(task)),
                Phrase(task.saying { Label("应于 \($0.deadline) 完成", en: "due \($0.deadline)") }), units[task.lead],
            ]
        }
    }

    /// Projects that outlived their years, and what holds others up.
    private var projectLines: [[Phrase]] {
        let late = projects.narrowed { $0.to < today.year && $0.state.isIn([.planned, .started, .paused]) }
        var lines: [[Phrase]] = []
        if !late.isEmpty {
            lines.append([
                Phrase(Label("项目逾期", en: "Projects overdue"), tone: .bad),
                Phrase(late.saying { Label("\($0.count) 个项目已过终止年，尚未完工", en: "\($0.count) projects are past their last year and not finished") }),
            ])
        }
        return lines
            + issues.prefix(3).map {
                [Phrase(Label("项目问题", en: "Problem"), tone: $0.severity == .critical ? .bad : .warning), Phrase($0.problem, link: .to($0))]
            }
    }

    private var otherLines: [[Phrase]] {
        others.compactMap { other in
            other.count.value ?? 0 > 0 ? [Phrase(other.sign, tone: other.tone), Phrase(other.words), Phrase(other.count, isStrong: true)] : nil
        }
    }

    private func monitoring(_ choices: [String: String] = [:]) -> Link {
        .page(application: "planBoard", code: "monitoring", choices.merging([Choices.plan: standing.plan.id.text]) { first, _ in first })
    }

    private var trajectories: Block {
        let order: [Target.Status] = [.behind, .lagging, .unknown, .unjudged, .onTrack, .done]
        let sorted = standing.targets.sorted { left, right in
            (order.firstIndex(of: left.status) ?? 0, left.target.nature == .binding ? 0 : 1) < (
                order.firstIndex(of: right.status) ?? 0, right.target.nature == .binding ? 0 : 1
            )
        }
        return .group(
            Label("指标走势", en: "Trajectories"), [.trajectories(sorted.prefix(12).map(\.trajectory))], link: monitoring())
    }

    // MARK: projects, tasks, units

    private var money: Block {
        let active = projects.narrowed { $0.state != .cancelled }
        return .group(
            Label("项目与资金", en: "Projects and money"),
            [
                .facts([
                    Fact(Label("项目", en: "Projects"), active.howMany, unit: "个", isSimulated: active.isSimulated),
                    Fact(Label("总投资", en: "Investment"), active.investment, unit: "万元", isSimulated: active.isSimulated),
                    Fact(
                        Label("完成投资", en: "Spent"), spending.spent, unit: "万元", share: active.share(spent: spending),
                        isSimulated: spending.contains { $0.meta.isSimulated && $0.spent != nil }),
                ]),
                .chart(
                    Drawing(
                        projects.isSimulated
                            ? Label("项目状态（模拟）", en: "Projects by state (simulated)") : Label("项目状态", en: "Projects by state"), .horizontalBars, unit: "个",
                        categories: Project.State.allCases.map(\.label),
                        series: [
                            Drawing.Series(
                                Label("项目", en: "Projects"), of: Project.State.allCases.map { state in projects.narrowed { $0.state == state }.howMany })
                        ])),
            ], link: .page(application: "planBoard", code: "works", [Choices.plan: standing.plan.id.text]))
    }

    private var works: Block {
        .group(
            Label("重点任务", en: "Tasks"),
            [
                .facts(
                    [PlanTask.State.planned, .ongoing, .reported, .done].map { state in
                        Fact(
                            state.label, tasks.narrowed { $0.state == state }.howMany, unit: "项", isSimulated: tasks.contains { $0.meta.isSimulated })
                    })
            ])
    }

    /// Units by performance: the best score of the latest evaluation first, those without one by what they answer for.
    private var unitTable: Block {
        let scores = Dictionary(result?.units.map { ($0.unit, $0) } ?? [], uniquingKeysWith: { first, _ in first })
        let groups = Dictionary(grouping: standing.targets, by: { $0.target.lead })
        let ordered = groups.sorted { (scores[$0.key]?.total ?? -1, $0.value.count) > (scores[$1.key]?.total ?? -1, $1.value.count) }.prefix(10)
        let rows = ordered.map { unit, targets in
            let (own, late) = (standing.targets(of: unit), standing.late(on: today, of: unit))
            let score = result.map { result in
                result.number(of: result.scores(of: unit)) { result in result.units.first { $0.unit == unit }?.total }
            }
            return Table.Row([
                Table.Cell(units[unit]), Table.Cell(Phrase(own.howMany)),
                Table.Cell(
                    Phrase(
                        standing.howMany(.behind, of: own), link: standing.which(.behind, of: own).link,
                        tone: targets.contains { $0.status == .behind } ? .bad : nil)),
                Table.Cell(Phrase(late.howMany, tone: late.isEmpty ? nil : .bad)),
                Table.Cell(score.map { Phrase($0) } ?? Phrase(Said.none), share: scores[unit]?.total.map { min(1, $0 / 100) }),
            ])
        }
        return .group(
            Label("责任单位", en: "Units"),
            [
                .table(
                    Table(
                        result.map { Label("承担指标与得分（\($0.round.title)）", en: "Targets in charge, and score (\($0.round.title))") }
                            ?? Label("承担指标", en: "Targets in charge"),
                        columns: [
                            Table.Column(Said.responsible, weight: 3), Table.Column(Label("指标", en: "Targets"), isNumber: true),
                            Table.Column(Label("滞后", en: "Behind"), isNumber: true),
                            Table.Column(Label("逾期", en: "Overdue"), isNumber: true),
                            Table.Column(Label("得分", en: "Score"), isNumber: true),
                        ], rows: Array(rows)))
            ], link: .page(application: "planBoard", code: "units", [Choices.plan: standing.plan.id.text]))
    }
}
