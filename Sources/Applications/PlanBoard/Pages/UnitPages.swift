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
            return Choices.tabs(plans, plan, page: "responsibility") + [
                .paragraph("请选择责任单位：", en: "Choose a unit:"), .list(duties.known.map { [duties.units[$0]] }),
            ]
        }
        return duties.letter(unit)
    }
}

/// Who answers for what.
struct Duties {
    let plan: Row<Plan>
    let standing: PlanStanding
    let tasks: Found<PlanTask>
    let projects: Found<Project>
    /// The shares of targets that units answer for, and what they should be by year.
    let shares: Found<UnitShare>
    let shareYears: [Row<YearTarget>]
    let items: [Reference<PlanTask>: [Row<TaskItem>]]
    let units: UnitNames
    let today: Day

    init(_ plan: Row<Plan>, _ question: Page.Question) async throws {
        self.plan = plan
        today = question.now.day
        standing = try await PlanStanding(plan, desk: question.desk)
        tasks = try await question.desk.find(PlanTask.self) { $0.plan == plan.reference }
        projects = try await question.desk.find(Project.self) { $0.plan == plan.reference }
        shares = try await question.desk.find(UnitShare.self) { $0.target.where { (target: Columns<Target>) in target.plan == plan.reference } }
        let ids = standing.targets.map(\.target.reference)
        shareYears = try await question.desk.all(YearTarget.self) { $0.target.isIn(ids) && $0.unit != Report.whole }
        let works = tasks.map(\.reference)
        items = Dictionary(grouping: try await question.desk.all(TaskItem.self) { $0.task.isIn(works) }, by: \.task)
        units = try await UnitNames(
            standing.rows.map(\.lead) + shares.map(\.unit) + tasks.flatMap { [$0.lead] + ($0.supporters ?? []) } + projects.map(\.lead),
            under: plan.reference, question.desk)
    }

    /// Units that answer for something.
    var known: [Reference<Organisation>] {
        Set(standing.rows.compactMap(\.lead) + shares.map(\.unit) + tasks.compactMap(\.lead) + projects.compactMap(\.lead)).sorted {
            units.name($0) < units.name($1)
        }
    }

    var table: Block {
        func row(_ unit: Reference<Organisation>?) -> Table.Row {
            let (own, work) = (standing.targets(of: unit), tasks.narrowed { $0.lead == unit })
            let share = unit.map { unit in shares.narrowed { $0.unit == unit } }
            return Table.Row([
                Table.Cell(units[unit]), number(own.howMany), number(standing.howMany(.behind, of: own), .bad, standing.which(.behind, of: own).link),
                share.map { number($0.howMany) } ?? "—", number(standing.late(on: today, of: unit).howMany, .bad), number(work.howMany),
                number(work.overdue(today).howMany, .bad), number(projects.narrowed { $0.lead == unit }.howMany),
            ])
        }
        let isOpen = standing.rows.contains { $0.lead == nil } || tasks.contains { $0.lead == nil } || projects.contains { $0.lead == nil }
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

    private func number(_ count: Derived, _ tone: Tone? = nil, _ link: Link? = nil) -> Table.Cell {
        Table.Cell(Phrase(count, link: link, tone: count.value ?? 0 > 0 ? tone : nil))
    }
}
