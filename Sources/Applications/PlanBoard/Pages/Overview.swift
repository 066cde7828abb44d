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
    let tasks: Found<PlanTask>
    let projects: Found<Project>
    let issues: [Row<ProjectIssue>]
    let spending: Found<ProjectYear>
    let findings: Derived
    let today: Day

    init(_ standing: PlanStanding, _ question: Page.Question) async throws {
        let (desk, plan) = (question.desk, standing.plan.reference)
        self.standing = standing
        today = question.now.day
        units = try await UnitNames(desk)
        tasks = try await desk.find(PlanTask.self) { $0.plan == plan }
        projects = try await desk.find(Project.self) { $0.plan == plan }
        let ids = projects.map(\.reference)
        issues = try await desk.all(ProjectIssue.self) { $0.project.isIn(ids) && $0.state == .open }
        spending = try await desk.find(ProjectYear.self) { $0.project.where { (project: Columns<Project>) in project.plan == plan } }
        findings = try await desk.howMany(PlanFinding.self) { $0.plan == plan && $0.state == .open && $0.severity != .note }
    }

    var blocks: [Block] {
        [standing.facts(), .beside([attention, trajectories], [money, works, unitTable])]
    }

    // MARK: what needs attention

    private var attention: Block {
        var lines: [[Phrase]] = []
        for target in standing.targets where target.status == .behind {
            lines.append([
                Said.status(.behind, isSimulated: target.isSimulated), Phrase(target.target.name, link: .to(target.target), isStrong: true),
                Phrase(
                    target.saying { standing in
                        let pace = standing.assessment?.scheduleRatio.map { Numeral.hundredths.text($0) } ?? "—"
                        return Label("序时比 \(pace)", en: "pace \(pace)")
                    }), units[target.target.lead],
            ])
        }
        let late = standing.late(on: today)
        if !late.isEmpty {
            lines.append([
                Phrase(Label("逾期未报", en: "Overdue"), tone: .bad),
                Phrase(late.saying { Label("\($0.count) 项填报已过期限", en: "\($0.count) reports are past their day") }),
            ])
        }
        let lateTasks = tasks.overdue(today)
        if lateTasks.count > 3 {
            lines.append([
                Phrase(Label("任务逾期", en: "Tasks overdue"), tone: .bad),
                Phrase(lateTasks.saying { Label("\($0.count) 项重点任务已过时限，尚未完成", en: "\($0.count) tasks are past their day and not done") }),
            ])
        } else {
            for task in lateTasks {
                lines.append([
                    Phrase(Label("任务逾期", en: "Task overdue"), tone: .bad), Phrase(task.title, link: .to(task)),
                    Phrase(task.saying { Label("应于 \($0.deadline) 完成", en: "due \($0.deadline)") }), units[task.lead],
                ])
            }
        }
        for issue in issues where issue.severity != .normal {
            lines.append([Phrase(Label("项目问题", en: "Problem"), tone: .warning), Phrase(issue.problem, link: .to(issue))])
        }
        if let count = findings.value, count > 0 {
            lines.append([
                Phrase(Label("规划疑点", en: "Doubts"), tone: .warning),
                Phrase(Label("规划文本中矛盾或缺漏待处理", en: "Contradictions or gaps of the plan's text that are open:")), Phrase(findings, isStrong: true),
            ])
        }
        let shown = Array(lines.prefix(8))
        return .group(
            Label("需要关注", en: "Needs attention"),
            shown.isEmpty
                ? [.notice("目前没有滞后指标、逾期事项和重大问题。", en: "No target is behind, nothing is overdue, no serious problem is open.", .good)]
                : [.list(shown)] + (lines.count > shown.count ? [.paragraph([Phrase(Label("更多事项见指标监测和项目任务", en: "More under monitoring and works"))])] : []))
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
        let active = projects.narrowed { $0.state != .cancelled }
        return .group(
            Label("项目与资金", en: "Projects and money"),
            [
                .facts([
                    Fact(Label("项目", en: "Projects"), active.howMany, unit: "个"), Fact(Label("总投资", en: "Investment"), active.investment, unit: "万元"),
                    Fact(
                        Label("完成投资", en: "Spent"), spending.spent, unit: "万元", share: active.share(spent: spending),
                        isSimulated: spending.contains { $0.meta.isSimulated && $0.spent != nil }),
                ]),
                .chart(
                    Drawing(
                        Label("项目状态", en: "Projects by state"), .horizontalBars, unit: "个", categories: Project.State.allCases.map(\.label),
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

    private var unitTable: Block {
        let groups = Dictionary(grouping: standing.targets, by: { $0.target.lead })
        let rows = groups.sorted { $0.value.count > $1.value.count }.prefix(10).map { unit, targets in
            let (own, late) = (standing.targets(of: unit), standing.late(on: today, of: unit))
            return Table.Row([
                Table.Cell(units[unit]), Table.Cell(Phrase(own.howMany)),
                Table.Cell(
                    Phrase(
                        standing.howMany(.behind, of: own), link: standing.which(.behind, of: own).link,
                        tone: targets.contains { $0.status == .behind } ? .bad : nil)),
                Table.Cell(Phrase(late.howMany, tone: late.isEmpty ? nil : .bad)),
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
