import Kernel
import PlanMonitoring

extension Page {
    /// The leaders' page: what needs attention, how the targets, projects and units are doing.
    static let overview = Page("overview", "规划总览", en: "Overview", isFront: true) { question in
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
    let units: UnitNames
    let tasks: [Row<PlanTask>]
    let projects: [Row<Project>]
    let issues: [Row<ProjectIssue>]
    let spending: [Row<ProjectYear>]
    let findings: Int
    let today: Day

    init(_ standing: PlanStanding, _ question: Page.Question) async throws {
        let (desk, plan) = (question.desk, standing.plan.reference)
        self.standing = standing
        today = question.now.day
        units = try await UnitNames(desk)
        tasks = try await desk.all(PlanTask.self) { $0.plan == plan }
        projects = try await desk.all(Project.self) { $0.plan == plan }
        let ids = projects.map(\.reference)
        issues = try await desk.all(ProjectIssue.self) { $0.project.isIn(ids) && $0.state == .open }
        spending = try await desk.all(ProjectYear.self) { $0.project.isIn(ids) }
        findings = try await desk.count(PlanFinding.self) { $0.plan == plan && $0.state == .open && $0.severity != .note }
    }

    var blocks: [Block] {
        [standing.facts(), .beside([attention, trajectories], [money, works, unitTable])]
    }

    // MARK: what needs attention

    private var attention: Block {
        var lines: [[Phrase]] = []
        for target in standing.targets where target.status == .behind {
            let ratio = target.assessment?.scheduleRatio.map { Shown.number($0, decimals: 2) } ?? "—"
            lines.append([
                Said.status(.behind, isSimulated: target.isSimulated), Phrase(target.target.name, link: .to(target.target), isStrong: true),
                Phrase(Label("序时比 \(ratio)", en: "pace \(ratio)")), units[target.target.lead],
            ])
        }
        let late = standing.late(on: today)
        if !late.isEmpty {
            lines.append([
                Phrase(Label("逾期未报", en: "Overdue"), tone: .bad),
                Phrase(Label("\(late.count) 项填报已过期限", en: "\(late.count) reports are past their day"), link: .list(kind: "report", ["state": "requested"])),
            ])
        }
        let lateTasks = tasks.filter { $0.deadline < today && $0.state != .done && $0.state != .stopped }
        if lateTasks.count > 3 {
            let works = Link.page(application: "planBoard", code: "works", [Choices.plan: standing.plan.id.text])
            lines.append([
                Phrase(Label("任务逾期", en: "Tasks overdue"), tone: .bad),
                Phrase(Label("\(lateTasks.count) 项重点任务已过时限，尚未报请验收", en: "\(lateTasks.count) tasks are past their day and not reported done"), link: works),
            ])
        } else {
            for task in lateTasks {
                lines.append([
                    Phrase(Label("任务逾期", en: "Task overdue"), tone: .bad), Phrase(task.title, link: .to(task)),
                    Phrase(Label("应于 \(task.deadline) 完成", en: "due \(task.deadline)")), units[task.lead],
                ])
            }
        }
        for issue in issues where issue.severity != .normal {
            lines.append([Phrase(Label("项目问题", en: "Problem"), tone: .warning), Phrase(issue.problem, link: .to(issue))])
        }
        if findings > 0 {
            lines.append([
                Phrase(Label("规划疑点", en: "Doubts"), tone: .warning),
                Phrase(
                    Label("规划文本有 \(findings) 处矛盾或缺漏待处理", en: "\(findings) contradictions or gaps of the plan's text are open"),
                    link: .list(kind: "planFinding", ["plan": standing.plan.id.text, "state": "open"])),
            ])
        }
        let shown = Array(lines.prefix(8))
        return .group(
            Label("需要关注", en: "Needs attention"),
            shown.isEmpty
                ? [.notice("目前没有滞后指标、逾期事项和重大问题。", en: "No target is behind, nothing is overdue, no serious problem is open.", .good)]
                : [.list(shown)]
                    + (lines.count > shown.count
                        ? [
                            .paragraph([
                                Phrase(
                                    Label("另有 \(lines.count - shown.count) 项，见指标监测和项目任务", en: "\(lines.count - shown.count) more under monitoring and works"))
                            ])
                        ] : []))
    }

    private var trajectories: Block {
        let order: [Target.Status] = [.behind, .lagging, .unknown, .unjudged, .onTrack, .done]
        let sorted = standing.targets.sorted { left, right in
            (order.firstIndex(of: left.status) ?? 0, left.target.nature == .binding ? 0 : 1) < (
                order.firstIndex(of: right.status) ?? 0, right.target.nature == .binding ? 0 : 1
            )
        }
        return .group(
            Label("指标走势", en: "Trajectories"), [.trajectories(sorted.prefix(12).map(\.trajectory))],
            link: .page(application: "planBoard", code: "monitoring", [Choices.plan: standing.plan.id.text]))
    }

    // MARK: projects, tasks, units

    private var money: Block {
        let active = projects.filter { $0.state != .cancelled }
        let total = active.compactMap(\.investment).reduce(Money(fen: 0), +)
        let spent = spending.compactMap(\.spent).reduce(Money(fen: 0), +)
        let share = total.fen > 0 ? Double(spent.fen) / Double(total.fen) : 0
        return .group(
            Label("项目与资金", en: "Projects and money"),
            [
                .facts([
                    Fact(
                        Label("项目", en: "Projects"), Shown.number(Double(active.count)), unit: "个",
                        link: .list(kind: "project", ["plan": standing.plan.id.text])),
                    Fact(Label("总投资", en: "Investment"), Shown.amount(total), unit: "万元"),
                    Fact(
                        Label("完成投资", en: "Spent"), spending.contains { $0.spent != nil } ? Shown.amount(spent) : nil, unit: "万元", share: share,
                        isSimulated: spending.contains { $0.meta.isSimulated && $0.spent != nil }),
                ]),
                .chart(
                    Drawing(
                        Label("项目状态", en: "Projects by state"), .horizontalBars, unit: "个", categories: Project.State.allCases.map(\.label),
                        links: Project.State.allCases.map { .list(kind: "project", ["plan": standing.plan.id.text, "state": $0.code]) },
                        series: [
                            Drawing.Series(Label("项目", en: "Projects"), Project.State.allCases.map { state in Double(projects.count { $0.state == state }) })
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
                            state.label, Shown.number(Double(tasks.count { $0.state == state })), unit: "项",
                            link: .list(kind: "planTask", ["plan": standing.plan.id.text, "state": state.code]),
                            isSimulated: tasks.contains { $0.meta.isSimulated })
                    })
            ])
    }

    private var unitTable: Block {
        let groups = Dictionary(grouping: standing.targets, by: { $0.target.lead })
        let owed = Dictionary(grouping: standing.late(on: today), by: \.meta.organisation).mapValues(\.count)
        let rows = groups.sorted { $0.value.count > $1.value.count }.prefix(10).map { unit, targets in
            let late = owed[unit?.id.text ?? ""] ?? 0
            return Table.Row([
                Table.Cell(units[unit]), Table.Cell(Phrase(Shown.number(Double(targets.count)))),
                Table.Cell(Phrase(Shown.number(Double(targets.count { $0.status == .behind })), tone: targets.contains { $0.status == .behind } ? .bad : nil)),
                Table.Cell(Phrase(Shown.number(Double(late)), tone: late > 0 ? .bad : nil)),
            ])
        }
        return .group(
            Label("责任单位", en: "Units"),
            [
                .table(
                    Table(
                        Label("承担指标", en: "Targets in charge"),
                        columns: [
                            Table.Column(Said.responsible, weight: 3), Table.Column(Label("指标", en: "Targets"), isNumber: true),
                            Table.Column(Label("滞后", en: "Behind"), isNumber: true),
                            Table.Column(Label("逾期", en: "Overdue"), isNumber: true),
                        ], rows: Array(rows)))
            ], link: .page(application: "planBoard", code: "units", [Choices.plan: standing.plan.id.text]))
    }
}
