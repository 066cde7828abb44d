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
struct Duties {
    let plan: Row<Plan>
    let standing: PlanStanding
    let tasks: [Reference<Organisation>?: [Row<PlanTask>]]
    let projects: [Reference<Organisation>?: [Row<Project>]]
    /// The shares of targets that units answer for, and what they should be by year.
    let shares: [Reference<Organisation>: [Row<UnitShare>]]
    let shareYears: [Row<YearTarget>]
    let items: [Reference<PlanTask>: [Row<TaskItem>]]
    let units: UnitNames
    let today: Day

    init(_ plan: Row<Plan>, _ question: Page.Question) async throws {
        self.plan = plan
        today = question.now.day
        standing = try await PlanStanding(plan, desk: question.desk)
        tasks = Dictionary(grouping: try await question.desk.all(PlanTask.self) { $0.plan == plan.reference }, by: \.lead)
        projects = Dictionary(grouping: try await question.desk.all(Project.self) { $0.plan == plan.reference }, by: \.lead)
        let ids = standing.targets.map(\.target.reference)
        shares = Dictionary(grouping: try await question.desk.all(UnitShare.self) { $0.target.isIn(ids) }, by: \.unit)
        shareYears = try await question.desk.all(YearTarget.self) { $0.target.isIn(ids) && $0.unit != Report.whole }
        let works = tasks.values.flatMap { $0.map(\.reference) }
        items = Dictionary(grouping: try await question.desk.all(TaskItem.self) { $0.task.isIn(works) }, by: \.task)
        units = try await UnitNames(question.desk)
    }

    private var targets: [Reference<Organisation>?: [TargetStanding]] { Dictionary(grouping: standing.targets, by: { $0.target.lead }) }

    /// Units that answer for something.
    var known: [Reference<Organisation>] {
        Set(targets.keys.compactMap(\.self) + shares.keys + tasks.keys.compactMap(\.self) + projects.keys.compactMap(\.self)).sorted {
            units.name($0) < units.name($1)
        }
    }

    var table: Block {
        let targets = targets
        let owed = Dictionary(grouping: standing.late(on: today), by: \.meta.organisation).mapValues(\.count)
        func row(_ unit: Reference<Organisation>?) -> Table.Row {
            let own = targets[unit] ?? []
            let late = owed[unit?.id.text ?? ""] ?? 0
            let lateTasks = (tasks[unit] ?? []).count { $0.deadline < today && $0.state != .done && $0.state != .stopped }
            return Table.Row([
                Table.Cell(units[unit]), number(own.count), number(own.count { $0.status == .behind }, .bad), number(unit.flatMap { shares[$0]?.count } ?? 0),
                number(late, .bad), number(tasks[unit]?.count ?? 0), number(lateTasks, .bad),
                number(projects[unit]?.count ?? 0),
            ])
        }
        let isOpen = targets[nil] != nil || tasks[nil] != nil || projects[nil] != nil
        return .table(
            Table(
                Label("各单位承担情况", en: "What each unit answers for"),
                columns: [
                    Table.Column(Said.responsible, weight: 3), Table.Column(Label("指标", en: "Targets"), isNumber: true),
                    Table.Column(Label("滞后", en: "Behind"), isNumber: true),
                    Table.Column(Label("分解指标", en: "Shares"), isNumber: true), Table.Column(Label("逾期填报", en: "Reports overdue"), isNumber: true),
                    Table.Column(Label("任务", en: "Tasks"), isNumber: true),
                    Table.Column(Label("逾期任务", en: "Tasks overdue"), isNumber: true), Table.Column(Label("项目", en: "Projects"), isNumber: true),
                ], rows: known.map { row($0) } + (isOpen ? [row(nil)] : []), note: Label("点开单位可打印目标责任书", en: "Open a unit to print its responsibility letter")))
    }

    private func number(_ count: Int, _ tone: Tone? = nil) -> Table.Cell { Table.Cell(Phrase("\(count)", tone: count > 0 ? tone : nil)) }
}
