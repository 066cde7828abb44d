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
    let tasks: Found<PlanTask>
    let projects: Found<Project>
    let units: UnitNames
    let today: Day

    init(_ plan: Row<Plan>, _ question: Page.Question) async throws {
        self.plan = plan
        today = question.now.day
        standing = try await PlanStanding(plan, desk: question.desk)
        tasks = try await question.desk.find(PlanTask.self) { $0.plan == plan.reference }
        projects = try await question.desk.find(Project.self) { $0.plan == plan.reference }
        units = try await UnitNames(question.desk)
    }

    /// Units that answer for something.
    var known: [Reference<Organisation>] {
        Set(standing.rows.compactMap(\.lead) + tasks.compactMap(\.lead) + projects.compactMap(\.lead)).sorted { units.name($0) < units.name($1) }
    }

    var table: Block {
        func row(_ unit: Reference<Organisation>?) -> Table.Row {
            let (own, work) = (standing.targets(of: unit), tasks.narrowed { $0.lead == unit })
            return Table.Row([
                Table.Cell(units[unit]), number(own.howMany), number(standing.howMany(.behind, of: own), .bad, standing.which(.behind, of: own).link), number(standing.overdue(of: unit).howMany, .bad),
                number(work.howMany), number(work.overdue(today).howMany, .bad), number(projects.narrowed { $0.lead == unit }.howMany),
            ])
        }
        let isOpen = standing.rows.contains { $0.lead == nil } || tasks.contains { $0.lead == nil } || projects.contains { $0.lead == nil }
        return .table(
            Table(
                Label("各单位承担情况", en: "What each unit answers for"),
                columns: [
                    Table.Column(Said.responsible, weight: 3), Table.Column(Label("指标", en: "Targets"), isNumber: true), Table.Column(Label("滞后", en: "Behind"), isNumber: true),
                    Table.Column(Label("逾期填报", en: "Reports overdue"), isNumber: true), Table.Column(Label("任务", en: "Tasks"), isNumber: true),
                    Table.Column(Label("逾期任务", en: "Tasks overdue"), isNumber: true), Table.Column(Label("项目", en: "Projects"), isNumber: true),
                ], rows: known.map { row($0) } + (isOpen ? [row(nil)] : []), note: Label("点开单位可打印目标责任书", en: "Open a unit to print its responsibility letter")))
    }

    private func number(_ count: Derived, _ tone: Tone? = nil, _ link: Link? = nil) -> Table.Cell {
        Table.Cell(Phrase(count, link: link, tone: count.value ?? 0 > 0 ? tone : nil))
    }

    func letter(_ unit: Reference<Organisation>) -> [Block] {
        let name = units.name(unit)
        let years = Array(plan.from...plan.to)
        let own = standing.targets.filter { $0.target.lead == unit }
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
                            [Table.Cell(Phrase(standing.target.name, link: .to(standing.target))), Table.Cell(Phrase(standing.target.unit)), Table.Cell(Phrase(standing.target.said { $0.base }))]
                                + years.map { year in
                                    Table.Cell(year > standing.target.year ? "" : Phrase(standing.planned(year)))
                                })
                    }, note: own.contains { $0.parts.isEmpty } ? Label("未分解的指标按匀速推算", en: "Targets that were not broken down follow the straight line") : nil,
                    empty: Label("不承担指标", en: "No target"))),
            .heading("重点任务", en: "Tasks"),
            .table(
                Table(
                    Label("表2  重点任务", en: "Table 2: tasks"),
                    columns: [Table.Column(Label("任务", en: "Task"), weight: 3), Table.Column(Label("配合单位", en: "With"), weight: 2), Table.Column(Label("时限", en: "By"))],
                    rows: tasks.filter { $0.lead == unit }.map { task in
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
                    rows: projects.filter { $0.lead == unit }.map { project in
                        Table.Row([
                            Table.Cell(Phrase(project.name, link: .to(project))), Table.Cell(Phrase("\(project.from)—\(project.to)")), Table.Cell(Phrase(project.found.investment)),
                        ])
                    }, empty: Label("不负责项目", en: "No project"))),
            .paragraph("规划办（签字）：　　　　　　　　　责任单位（签字）：", en: "Plan office (signed):                    Unit (signed):"),
        ]
    }
}

extension Page {
    /// 科技平台 by class and level, against what the plan wants (S151), and the test bases (P014).
    static let platforms = Page("platforms", "科技平台", en: "Platforms", isReport: true) { question in
        let platforms = try await question.desk.find(Platform.self)
        let bases = try await question.desk.find(TestBase.self)
        let running = platforms.narrowed { $0.state == .running }
        let levels = Platform.Level.allCases
        return [
            .facts([
                Fact(Label("运行平台", en: "Running"), running.howMany, unit: "个"),
                Fact(Label("在建", en: "Being built"), platforms.narrowed { $0.state == .building }.howMany, unit: "个"), Fact(Label("试验基地", en: "Test bases"), bases.howMany, unit: "个"),
                Fact(Label("落地成果", en: "Results put to use"), Derived(bases, .whole) { Double($0.map(\.achievements).reduce(0, +)) }, unit: "项"),
            ]), .deeds([.new(Platform.self), .new(TestBase.self)]),
            .table(
                Table(
                    Label("按类别和级别（运行）", en: "Running, by class and level"),
                    columns: [Table.Column(Label("类别", en: "Class"), weight: 2)] + levels.map { Table.Column($0.label, isNumber: true) } + [Table.Column(Label("合计", en: "All"), isNumber: true)],
                    rows: Platform.Category.allCases.map { category in
                        let own = running.narrowed { $0.category == category }
                        return Table.Row(
                            [Table.Cell(Phrase(category.label, link: .list(kind: "platform", ["category": category.code])))] + levels.map { level in Table.Cell(Phrase(own.narrowed { $0.level == level }.howMany)) }
                                + [Table.Cell(Phrase(own.howMany, isStrong: true))])
                    })),
            .table(
                Table(
                    Label("一中心、两联盟、五基地、六平台", en: "The matrix of Qianjiang"),
                    columns: [Table.Column(Label("体系", en: "Part"), weight: 2), Table.Column(Label("规划", en: "Planned"), isNumber: true), Table.Column(Label("运行", en: "Running"), isNumber: true)],
                    rows: Platform.Matrix.allCases.map { part in
                        let own = running.narrowed { $0.matrix == part }
                        return Table.Row(
                            [Table.Cell(Phrase(part.label)), Table.Cell(Phrase("\(part.wanted)")), Table.Cell(Phrase(own.howMany), share: min(1, Double(own.count) / Double(part.wanted)))],
                            tone: own.count >= part.wanted ? .good : .calm)
                    })),
        ]
    }
}
