import Kernel

extension Page {
    /// What each unit answers for and how it is doing.
    static let units = Page("units", "责任单位", en: "Units", isReport: true) { question in
        let (plans, chosen) = try await Choices.plans(question)
        guard let plan = chosen else { return Choices.nothing }
        let duties = try await Duties(plan, question)
        return Choices.tabs(plans, plan, page: "units") + [duties.table]
    }

    /// 目标责任书 of one unit.
    static let responsibility = Page("responsibility", "目标责任书", en: "Responsibility letter", isReport: true) { question in
        let (plans, chosen) = try await Choices.plans(question)
        guard let plan = chosen else { return Choices.nothing }
        let duties = try await Duties(plan, question)
        let unit = question[Choices.unit].flatMap { RecordID($0) }.map { Reference<Organisation>($0) }
        guard let unit, !duties.units.name(unit).isEmpty else {
            return [.paragraph("请选择责任单位：", en: "Choose a unit:"), .list(duties.known.map { [duties.units[$0]] })]
        }
        return duties.letter(unit)
    }
}

/// Who answers for what.
private struct Duties {
    let plan: Row<Plan>
    let standing: PlanStanding
    let tasks: [Reference<Organisation>?: [Row<PlanTask>]]
    let projects: [Reference<Organisation>?: [Row<Project>]]
    let units: UnitNames
    let today: Day

    init(_ plan: Row<Plan>, _ question: Page.Question) async throws {
        self.plan = plan
        today = question.now.day
        standing = try await PlanStanding(plan, desk: question.desk)
        tasks = Dictionary(grouping: try await question.desk.all(PlanTask.self) { $0.plan == plan.reference }, by: \.lead)
        projects = Dictionary(grouping: try await question.desk.all(Project.self) { $0.plan == plan.reference }, by: \.lead)
        units = try await UnitNames(question.desk)
    }

    private var targets: [Reference<Organisation>?: [TargetStanding]] { Dictionary(grouping: standing.targets, by: { $0.target.lead }) }

    /// Units that answer for something.
    var known: [Reference<Organisation>] {
        Set(targets.keys.compactMap(\.self) + tasks.keys.compactMap(\.self) + projects.keys.compactMap(\.self)).sorted { units.name($0) < units.name($1) }
    }

    var table: Block {
        let targets = targets
        func row(_ unit: Reference<Organisation>?) -> Table.Row {
            let own = targets[unit] ?? []
            let late = own.flatMap(\.open).count { $0.due < today && ($0.state == .requested || $0.state == .returned) }
            let lateTasks = (tasks[unit] ?? []).count { $0.deadline < today && $0.state != .done && $0.state != .stopped }
            return Table.Row([
                Table.Cell(units[unit]), number(own.count), number(own.count { $0.status == .behind }, .bad), number(late, .bad), number(tasks[unit]?.count ?? 0), number(lateTasks, .bad),
                number(projects[unit]?.count ?? 0),
            ])
        }
        let isOpen = targets[nil] != nil || tasks[nil] != nil || projects[nil] != nil
        return .table(
            Table(
                Label("各单位承担情况", en: "What each unit answers for"),
                columns: [
                    Table.Column(Said.responsible, weight: 3), Table.Column(Label("指标", en: "Targets"), isNumber: true), Table.Column(Label("滞后", en: "Behind"), isNumber: true),
                    Table.Column(Label("逾期填报", en: "Reports overdue"), isNumber: true), Table.Column(Label("任务", en: "Tasks"), isNumber: true),
                    Table.Column(Label("逾期任务", en: "Tasks overdue"), isNumber: true), Table.Column(Label("项目", en: "Projects"), isNumber: true),
                ], rows: known.map { row($0) } + (isOpen ? [row(nil)] : []), note: Label("点开单位可打印目标责任书", en: "Open a unit to print its responsibility letter")))
    }

    private func number(_ count: Int, _ tone: Tone? = nil) -> Table.Cell { Table.Cell(Phrase("\(count)", tone: count > 0 ? tone : nil)) }

    func letter(_ unit: Reference<Organisation>) -> [Block] {
        let name = units.name(unit)
        let years = Array(plan.from...plan.to)
        let own = targets[unit] ?? []
        return [
            .masthead(Masthead(issuer: plan.issuer ?? "", title: Label("\(plan.title)目标责任书", en: "Responsibility letter under \(plan.title)"), recipients: name, day: today)),
            .paragraph(
                "为落实规划确定的目标任务，明确责任分工，现将下列指标、任务和项目交由\(name)负责，并按年度考核。",
                en: "To carry out the plan, the targets, tasks and projects below are entrusted to \(name), which answers for them and is evaluated every year."),
            .heading("承担指标及年度目标", en: "Targets by year"),
            .table(
                Table(
                    Label("表1  指标年度目标", en: "Table 1: targets by year"),
                    columns: [Table.Column(Said.target, weight: 3), Table.Column(Label("单位", en: "Unit")), Table.Column(Label("基期", en: "Base"), isNumber: true)]
                        + years.map { Table.Column(Label("\($0)", en: "\($0)"), isNumber: true) },
                    rows: own.map { standing in
                        Table.Row(
                            [Table.Cell(Phrase(standing.target.name, link: .to(standing.target))), Table.Cell(Phrase(standing.target.unit)), Table.Cell(Phrase(Said.value(standing.target.base, "")))]
                                + years.map { year in
                                    Table.Cell(Phrase(year > standing.target.year ? "" : Said.value(standing.target.expected(at: year, plan, standing.parts), "")))
                                })
                    }, note: own.contains { $0.parts.isEmpty } ? Label("未分解的指标按匀速推算", en: "Targets that were not broken down follow the straight line") : nil,
                    empty: Label("不承担指标", en: "No target"))),
            .heading("重点任务", en: "Tasks"),
            .table(
                Table(
                    Label("表2  重点任务", en: "Table 2: tasks"),
                    columns: [Table.Column(Label("任务", en: "Task"), weight: 3), Table.Column(Label("配合单位", en: "With"), weight: 2), Table.Column(Label("时限", en: "By"))],
                    rows: (tasks[unit] ?? []).map { task in
                        Table.Row([
                            Table.Cell(Phrase(task.title, link: .to(task))), Table.Cell(Phrase((task.supporters ?? []).map { units.name($0) }.joined(separator: "、"))),
                            Table.Cell(Phrase(task.deadline.description)),
                        ])
                    }, empty: Label("不牵头任务", en: "No task"))),
            .heading("重大项目", en: "Projects"),
            .table(
                Table(
                    Label("表3  项目（万元）", en: "Table 3: projects (10,000 yuan)"),
                    columns: [Table.Column(Label("项目", en: "Project"), weight: 3), Table.Column(Label("年限", en: "Years")), Table.Column(Label("总投资", en: "Investment"), isNumber: true)],
                    rows: (projects[unit] ?? []).map { project in
                        Table.Row([
                            Table.Cell(Phrase(project.name, link: .to(project))), Table.Cell(Phrase("\(project.from)—\(project.to)")), Table.Cell(Phrase(project.investment.map { Shown.amount($0) } ?? "—")),
                        ])
                    }, empty: Label("不负责项目", en: "No project"))),
            .paragraph("规划办（签字）：　　　　　　　　　责任单位（签字）：", en: "Plan office (signed):                    Unit (signed):"),
        ]
    }
}

extension Page {
    /// 科技平台 by class and level, against what the plan wants (S151), and the test bases (P014).
    static let platforms = Page("platforms", "科技平台", en: "Platforms", isReport: true) { question in
        let platforms = try await question.desk.all(Platform.self)
        let bases = try await question.desk.all(TestBase.self)
        let running = platforms.filter { $0.state == .running }
        let levels = Platform.Level.allCases
        return [
            .facts([
                Fact(Label("运行平台", en: "Running"), "\(running.count)", unit: "个", link: .list(kind: "platform", ["state": "running"])),
                Fact(Label("在建", en: "Being built"), "\(platforms.count { $0.state == .building })", unit: "个"), Fact(Label("试验基地", en: "Test bases"), "\(bases.count)", unit: "个", link: .list(kind: "testBase")),
                Fact(Label("落地成果", en: "Results put to use"), "\(bases.map(\.achievements).reduce(0, +))", unit: "项"),
            ]), .deeds([.new(Platform.self), .new(TestBase.self)]),
            .table(
                Table(
                    Label("按类别和级别（运行）", en: "Running, by class and level"),
                    columns: [Table.Column(Label("类别", en: "Class"), weight: 2)] + levels.map { Table.Column($0.label, isNumber: true) } + [Table.Column(Label("合计", en: "All"), isNumber: true)],
                    rows: Platform.Category.allCases.map { category in
                        let own = running.filter { $0.category == category }
                        return Table.Row(
                            [Table.Cell(Phrase(category.label, link: .list(kind: "platform", ["category": category.code])))] + levels.map { level in Table.Cell(Phrase("\(own.count { $0.level == level })")) }
                                + [Table.Cell(Phrase("\(own.count)", isStrong: true))])
                    })),
            .table(
                Table(
                    Label("一中心、两联盟、五基地、六平台", en: "The matrix of Qianjiang"),
                    columns: [Table.Column(Label("体系", en: "Part"), weight: 2), Table.Column(Label("规划", en: "Planned"), isNumber: true), Table.Column(Label("运行", en: "Running"), isNumber: true)],
                    rows: Platform.Matrix.allCases.map { part in
                        let count = running.count { $0.matrix == part }
                        return Table.Row(
                            [Table.Cell(Phrase(part.label)), Table.Cell(Phrase("\(part.wanted)")), Table.Cell(Phrase("\(count)"), share: min(1, Double(count) / Double(part.wanted)))],
                            tone: count >= part.wanted ? .good : .calm)
                    })),
        ]
    }
}
