import Kernel
import PlanMonitoring

extension Page {
    /// Projects and tasks over time, their money, and what overlaps.
    static let works = Page("works", "项目与任务", en: "Works", isReport: true) { question in
        let (plans, chosen) = try await Choices.plans(question)
        guard let plan = chosen else { return Choices.nothing }
        let works = try await Works(plan, question)
        return Choices.tabs(plans, plan, page: "works") + [
            works.moneyFacts,
            .deeds([
                .open(Label("项目看板", en: "Board of projects"), .board(kind: "project", ["plan": plan.id.text])),
                .open(Label("任务看板", en: "Board of tasks"), .board(kind: "planTask", ["plan": plan.id.text])),
            ]), .schedule(works.projectSchedule), works.moneyChart, works.projectTable, .schedule(works.taskSchedule), works.overlaps,
        ]
    }

    /// One project: its money by year, its milestones and problems.
    static let projectSheet = Page("project", "项目卡", en: "Project sheet", of: Project.self, isReport: true) { project, question in
        let desk = question.desk
        let years = try await desk.find(ProjectYear.self) { $0.project == project.reference }
        let milestones = try await desk.all(Milestone.self) { $0.project == project.reference }.sorted { $0.due < $1.due }
        let issues = try await desk.all(ProjectIssue.self) { $0.project == project.reference }
        var targets: [Phrase] = []
        let tasks = try await desk.all(PlanTask.self) { $0.plan == project.plan }.filter { $0.projects?.contains(project.reference) ?? false }
        let units = try await UnitNames(tasks.map(\.lead), under: project.plan, desk)
        for reference in project.targets ?? [] { targets.append(Phrase(try await desk.row(reference).name, link: .to(reference))) }
        return [
            .facts([
                Fact(Label("总投资", en: "Investment"), project.found.investment, unit: "万元"),
                Fact(Label("完成投资", en: "Spent"), years.spent, unit: "万元", isSimulated: years.contains { $0.meta.isSimulated }),
                Fact(Label("形象进度", en: "Progress"), project.said(.whole) { Double($0.share) }, unit: "%", share: project.said { Double($0.share) / 100 }),
            ]),
            .schedule(
                Works.schedule(
                    Label("进度", en: "Schedule"), [Works.bar(project, milestones, today: question.now.day)], project.from...project.to, question.now.day)),
            .table(
                Table(
                    Label("年度投资（万元）", en: "Spending by year (10,000 yuan)"),
                    columns: [
                        Table.Column(Label("年度", en: "Year")), Table.Column(Label("计划", en: "Planned"), isNumber: true),
                        Table.Column(Label("实际", en: "Spent"), isNumber: true),
                        Table.Column(Label("完成率", en: "Share"), isNumber: true), Table.Column(Label("来源", en: "Source"), weight: 2),
                    ],
                    rows: years.sorted { $0.year < $1.year }.map { year in
                        Table.Row([
                            Table.Cell(Phrase("\(year.year)", link: .to(year))), Table.Cell(Phrase(year.said(.tenths) { $0.planned.wan })),
                            Table.Cell(Phrase(year.said(.tenths) { $0.spent?.wan })),
                            Table.Cell(Phrase(year.said(.percent, \.share)), share: year.share.map { min($0, 1) }),
                            Table.Cell([Phrase(year.source ?? "—")] + (year.meta.isSimulated ? [Phrase(Said.simulated, tone: .missing)] : [])),
                        ])
                    }, empty: Label("尚无年度投资", en: "No spending entered yet"))),
            .deeds([
                .new(ProjectYear.self, ["project": project.id.text]), .new(Milestone.self, ["project": project.id.text]),
                .new(ProjectIssue.self, ["project": project.id.text]),
            ]),
            .table(
                Table(
                    Label("里程碑", en: "Milestones"),
                    columns: [
                        Table.Column(Label("节点", en: "Milestone"), weight: 3), Table.Column(Label("计划日期", en: "Due")),
                        Table.Column(Label("实际日期", en: "Reached on")), Table.Column(Said.status),
                    ],
                    rows: milestones.map { milestone in
                        let isLate = milestone.reached == nil && milestone.due < question.now.day
                        return Table.Row([
                            Table.Cell(Phrase(milestone.title, link: .to(milestone))), Table.Cell(Phrase(milestone.due.description)),
                            Table.Cell(Phrase(Said.day(milestone.reached))),
                            Table.Cell(
                                milestone.reached != nil
                                    ? Phrase(Label("已达到", en: "Reached"), tone: .good)
                                    : isLate ? Phrase(Label("已逾期", en: "Overdue"), tone: .bad) : Phrase(Label("未到期", en: "Not due yet"))),
                        ])
                    }, empty: Label("没有登记里程碑", en: "No milestone is known"))),
            .table(
                Table(
                    Label("任务分解", en: "Tasks that it carries"),
                    columns: [
                        Table.Column(Label("任务", en: "Task"), weight: 3), Table.Column(Label("牵头单位", en: "Lead"), weight: 2),
                        Table.Column(Label("时限", en: "By")), Table.Column(Label("进度", en: "Progress"), isNumber: true), Table.Column(Said.status),
                    ],
                    rows: tasks.map { task in
                        Table.Row([
                            Table.Cell(Phrase(task.title, link: .to(task))), Table.Cell(units[task.lead]), Table.Cell(Phrase(task.deadline.description)),
                            Table.Cell(Phrase(task.said(.percent) { Double($0.share) / 100 }), share: Double(task.share) / 100),
                            Table.Cell(Phrase(task.state.label)),
                        ])
                    }, empty: Label("没有任务依托本项目", en: "No task is carried by this project"))),
            .table(
                Table(
                    Label("问题", en: "Problems"),
                    columns: [
                        Table.Column(Label("问题", en: "Problem"), weight: 3), Table.Column(Label("程度", en: "Severity")), Table.Column(Label("期限", en: "By")),
                        Table.Column(Said.status),
                    ],
                    rows: issues.map { issue in
                        Table.Row([
                            Table.Cell(Phrase(issue.problem, link: .to(issue))), Table.Cell(Phrase(issue.severity.label)),
                            Table.Cell(Phrase(issue.solve.description)),
                            Table.Cell(Phrase(issue.state.label, tone: issue.state == .open ? .warning : .good)),
                        ])
                    }, empty: Label("没有登记问题", en: "No problem is known"))),
            .paragraph([Phrase(Label("支撑指标：", en: "Serves: "))] + Said.listed(targets)),
        ]
    }
}

extension Page {
    /// One task: what it is to bring, and what is done of it year by year.
    static let taskSheet = Page("task", "任务卡", en: "Task sheet", of: PlanTask.self, isReport: true) { task, question in
        let desk = question.desk
        let items = try await desk.find(TaskItem.self) { $0.task == task.reference }.ordered { ($0.due, $0.id) < ($1.due, $1.id) }
        let units = try await UnitNames(items.map(\.lead), under: task.plan, desk)
        var served: [Phrase] = []
        for reference in task.targets ?? [] { served.append(Phrase(try await desk.row(reference).name, link: .to(reference))) }
        for reference in task.projects ?? [] { served.append(Phrase(try await desk.row(reference).name, link: .to(reference))) }
        let done = items.narrowed { $0.state == .done }
        return [
            .facts([
                Fact(Label("进度", en: "Progress"), task.said(.whole) { Double($0.share) }, unit: "%", share: task.said { Double($0.share) / 100 }),
                Fact(Label("年度工作事项", en: "Items"), items.howMany, unit: "项", note: Phrase(done.saying { Label("已完成 \($0.count)", en: "\($0.count) done") })),
                Fact(
                    Label("完成时限", en: "Due"), task.deadline.description,
                    tone: task.deadline < question.now.day && task.state != .done && task.state != .stopped ? .bad : .calm, link: .to(task)),
            ]),
            .deeds([.new(TaskItem.self, ["task": task.id.text, "year": "\(question.now.day.year)"]), .move(task, "begin"), .move(task, "report"), .edit(task)]),
            .table(
                Table(
                    Label("年度工作事项", en: "Work by year"),
                    columns: [
                        Table.Column(Label("年度", en: "Year"), weight: 0.7), Table.Column(Label("事项", en: "Item"), weight: 3),
                        Table.Column(Said.responsible, weight: 2),
                        Table.Column(Label("时限", en: "By")), Table.Column(Said.status),
                    ],
                    rows: items.map { item in
                        let isLate = item.state == .open && item.due < question.now.day
                        return Table.Row([
                            Table.Cell(Phrase("\(item.year)")), Table.Cell(Phrase(item.title, link: .to(item))), Table.Cell(units[item.lead]),
                            Table.Cell(Phrase(item.due.description, tone: isLate ? .bad : nil)), Table.Cell(Phrase(item.state.label)),
                        ])
                    }, empty: Label("还没有分解为年度工作事项", en: "Not broken down into work of years yet"))),
            .paragraph([Phrase(Label("支撑的指标和依托的项目：", en: "Targets and projects: "))] + Said.listed(served)),
        ]
    }
}

/// The projects and tasks of a plan.
struct Works: Sendable {
    let plan: Row<Plan>
    /// In the order of the plan's list.
    let projects: Found<Project>
    /// The most urgent first.
    let tasks: Found<PlanTask>
    let years: Found<ProjectYear>
    let milestones: [Reference<Project>: [Row<Milestone>]]
    let units: UnitNames
    let today: Day

    init(_ plan: Row<Plan>, _ question: Page.Question) async throws {
        let desk = question.desk
        self.plan = plan
        today = question.now.day
        projects = try await desk.find(Project.self) { $0.plan == plan.reference }.ordered { ($0.number ?? .max, $0.id) < ($1.number ?? .max, $1.id) }
        tasks = try await desk.find(PlanTask.self) { $0.plan == plan.reference }.ordered { ($0.deadline, $0.id) < ($1.deadline, $1.id) }
        let ids = projects.map(\.reference)
        years = try await desk.find(ProjectYear.self) { $0.project.where { (project: Columns<Project>) in project.plan == plan.reference } }
        milestones = Dictionary(grouping: try await desk.all(Milestone.self) { $0.project.isIn(ids) }, by: \.project)
        units = try await UnitNames(projects.map(\.lead) + tasks.map(\.lead), under: plan.reference, desk)
    }

    private var isSimulated: Bool { years.contains { $0.meta.isSimulated } }

    var moneyFacts: Block {
        let active = projects.narrowed { $0.state != .cancelled }
        let unknown = active.narrowed { $0.investment.isEmpty }
        return .facts([
            Fact(Label("项目", en: "Projects"), projects.howMany, unit: "个", isSimulated: projects.isSimulated),
            Fact(
                Label("总投资", en: "Investment"), active.investment, unit: "万元",
                note: unknown.isEmpty ? nil : Phrase(unknown.saying { Label("\($0.count) 个项目未列投资", en: "\($0.count) projects state none") }),
                isSimulated: projects.isSimulated),
            Fact(
                Label("完成投资", en: "Spent"), years.spent, unit: "万元", share: active.share(spent: years), isSimulated: isSimulated),
            Fact(Label("重点任务", en: "Tasks"), tasks.howMany, unit: "项", isSimulated: tasks.isSimulated),
        ])
    }

    // MARK: over time

    static func schedule(_ title: Label, _ bars: [Schedule.Bar], _ years: ClosedRange<Int>, _ today: Day) -> Schedule {
        let first = Day(years.lowerBound, 1, 1) ?? today
        return Schedule(title, from: first, to: Day(years.upperBound, 12, 31) ?? first, today: today, bars: bars)
    }

    static func bar(_ project: Row<Project>, _ milestones: [Row<Milestone>], today: Day) -> Schedule.Bar {
        let first = Day(project.from, 1, 1) ?? today
        let isLate = project.to < today.year && project.state != .finished && project.state != .accepted && project.state != .cancelled
        let tone: Tone =
            switch project.state {
            case .finished, .accepted: .done
            case .paused: .warning
            case .cancelled: .missing
            default: isLate ? .bad : .calm
            }
        return Schedule.Bar(
            Label(project.name, en: project.name), link: .to(project), from: first, to: Day(project.to, 12, 31) ?? first, share: Double(project.share) / 100,
            tone: tone,
            note: project.investment.map { Shown.money($0) } ?? "",
            milestones: milestones.map {
                Schedule.Milestone($0.due, Label($0.title, en: $0.title), tone: $0.reached != nil ? .good : $0.due < today ? .bad : .calm)
            },
            isSimulated: project.meta.isSimulated)
    }

    var projectSchedule: Schedule {
        let years = min(plan.from, projects.map(\.from).min() ?? plan.from)...max(plan.to, projects.map(\.to).max() ?? plan.to)
        return Works.schedule(
            Label("项目进度", en: "Projects over time"), projects.map { Works.bar($0, milestones[$0.reference] ?? [], today: today) }, years, today)
    }

    var taskSchedule: Schedule {
        let first = Day(plan.from, 1, 1) ?? today
        let bars = tasks.map { task in
            let isDone = task.state == .done
            let tone: Tone = isDone ? .done : task.state == .stopped ? .missing : task.deadline < today ? .bad : .calm
            return Schedule.Bar(
                Label(task.title, en: task.title), link: .to(task), from: min(first, task.deadline), to: task.deadline, share: Double(task.share) / 100,
                tone: tone,
                note: units.name(task.lead), isSimulated: task.meta.isSimulated)
        }
        let last = max(plan.to, tasks.map(\.deadline.year).max() ?? plan.to)
        return Works.schedule(Label("重点任务", en: "Tasks over time"), bars, plan.from...last, today)
    }

    // MARK: money and tables

    var moneyChart: Block {
        let span = Array(min(plan.from, years.map(\.year).min() ?? plan.from)...max(plan.to, years.map(\.year).max() ?? plan.to))
        let byYear = span.map { year in years.narrowed { $0.year == year } }
        let title = isSimulated ? Label("年度投资（含模拟数据）", en: "Spending by year (partly simulated)") : Label("年度投资", en: "Spending by year")
        return .chart(
            Drawing(
                title, .bars, unit: "万元", categories: span.map { Label("\($0)", en: "\($0)") },
                series: [
                    Drawing.Series(Label("计划", en: "Planned"), of: byYear.map { $0.sum(.tenths) { $0.planned.wan } }),
                    Drawing.Series(Label("实际", en: "Spent"), of: byYear.map(\.spent), tone: .good),
                ]))
    }

    var projectTable: Block {
        let rows = projects.map { project in
            let spent = years.narrowed { $0.project == project.reference }
            let share = project.found.share(spent: spent).value
            return Table.Row([
                Table.Cell(project.number == nil ? "" : Phrase(project.said(.whole) { $0.number.map(Double.init) })),
                Table.Cell(Phrase(project.name, link: .to(project))), Table.Cell(Phrase("\(project.from)—\(project.to)")),
                Table.Cell(Phrase(project.found.investment)), Table.Cell(Phrase(spent.spent), share: share.map { min($0, 1) }),
                Table.Cell(Phrase(project.state.label)), Table.Cell(units[project.lead]),
            ])
        }
        return .table(
            Table(
                Label("项目清单（万元）", en: "Projects (10,000 yuan)"),
                columns: [
                    Table.Column(Label("序号", en: "No."), weight: 0.5), Table.Column(Label("项目", en: "Project"), weight: 3),
                    Table.Column(Label("年限", en: "Years"), weight: 1.2),
                    Table.Column(Label("总投资", en: "Investment"), isNumber: true), Table.Column(Label("完成", en: "Spent"), isNumber: true),
                    Table.Column(Said.status),
                    Table.Column(Said.responsible, weight: 1.6),
                ], rows: rows))
    }

    /// Projects whose titles and contents say much the same.
    var overlaps: Block {
        let texts = projects.map(\.text)
        let known = Dictionary(projects.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let rows = OverlapFinder.forPlans.pairs(among: texts).prefix(50).compactMap { pair -> Table.Row? in
            guard let first = known[pair.first], let second = known[pair.second] else { return nil }
            return Table.Row([
                Table.Cell(Phrase(first.name, link: .to(first))), Table.Cell(Phrase(second.name, link: .to(second))),
                Table.Cell(
                    Phrase(Derived(Found([first, second]), .percent) { OverlapFinder.forPlans.pairs(among: $0.map(\.text)).first?.similarity })),
                Table.Cell(Phrase(pair.sharedPhrases.joined(separator: "、"))),
            ])
        }
        return .table(
            Table(
                Label("疑似重复或交叉的项目", en: "Projects that overlap"),
                columns: [
                    Table.Column(Label("项目", en: "Project"), weight: 2), Table.Column(Label("项目", en: "Project"), weight: 2),
                    Table.Column(Label("相似度", en: "Likeness"), isNumber: true),
                    Table.Column(Label("相同内容", en: "In common"), weight: 2),
                ], rows: Array(rows), empty: Label("没有发现", en: "None found")))
    }
}

extension Row<Project> {
    fileprivate var text: ProjectText<RecordID> { ProjectText(id: self.id, title: self.name, content: self.content ?? "") }
}

extension Row<ProjectYear> {
    /// What was spent of what was planned for the year.
    fileprivate var share: Double? { self.spent.map { self.planned.fen > 0 ? Double($0.fen) / Double(self.planned.fen) : 0 } }
}

extension Found<Project> {
    /// In 万元.
    var investment: Derived { sum(.tenths) { $0.investment?.wan } }

    /// How much of what they cost was spent.
    func share(spent: Found<ProjectYear>) -> Derived {
        Derived(self, spent) { projects, years in
            let (total, spent) = (projects.compactMap(\.investment?.wan).reduce(0, +), years.compactMap(\.spent?.wan))
            return total > 0 && !spent.isEmpty ? spent.reduce(0, +) / total : nil
        }
    }
}

extension Found<ProjectYear> {
    /// In 万元; nil where nothing was entered.
    var spent: Derived { sum(.tenths) { $0.spent?.wan } }
}

extension Found<PlanTask> {
    /// Past their day, and neither done nor stopped.
    func overdue(_ day: Day) -> Found<PlanTask> { narrowed { $0.deadline < day && $0.state != .done && $0.state != .stopped } }
}

extension OverlapFinder {
    /// Titles of plans are short and all speak of the same county: what is a quarter alike is worth a look.
    static let forPlans = OverlapFinder(threshold: 0.25) ?? .standard
}
