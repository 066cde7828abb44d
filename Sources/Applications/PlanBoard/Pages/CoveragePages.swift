import Kernel

extension Page {
    /// What carries each clause of a plan, and which clauses nothing carries.
    static let coverage = Page("coverage", "落实覆盖", en: "Coverage", of: Plan.self, isReport: true) { plan, question in
        try await Coverage(plan, question.desk).blocks
    }

    /// The same for the plans in force.
    static let coverageOverview = Page("coverage-all", "落实覆盖", en: "Coverage", isReport: true) { question in
        let (plans, chosen) = try await Choices.plans(question)
        guard let plan = chosen else { return Choices.nothing }
        return Choices.tabs(plans, plan, page: "coverage-all") + (try await Coverage(plan, question.desk).blocks)
    }
}

/// Clauses beside the targets, tasks, projects and systems that carry them. What carries a clause carries those above it too.
private struct Coverage {
    let clauses: [Row<Clause>]
    private var carried: [Reference<Clause>: Carriers] = [:]

    struct Carriers {
        var targets: [Phrase] = []
        var tasks: [Phrase] = []
        var projects: [Phrase] = []
        var systems: Set<String> = []
        var isEmpty: Bool { targets.isEmpty && tasks.isEmpty && projects.isEmpty && systems.isEmpty }
    }

    init(_ plan: Row<Plan>, _ desk: Desk) async throws {
        clauses = try await desk.all(Clause.self) { $0.plan == plan.reference }.sorted { $0.code < $1.code }
        for target in try await desk.all(Target.self, where: { $0.plan == plan.reference }) {
            if let clause = target.clause { carried[clause, default: Carriers()].targets.append(Phrase(target.name, link: .to(target))) }
        }
        for task in try await desk.all(PlanTask.self, where: { $0.plan == plan.reference }) {
            guard let clause = task.clause else { continue }
            carried[clause, default: Carriers()].tasks.append(Phrase(task.title, link: .to(task)))
            carried[clause, default: Carriers()].systems.formUnion(task.systems ?? [])
        }
        for project in try await desk.all(Project.self, where: { $0.plan == plan.reference }) {
            if let clause = project.clause { carried[clause, default: Carriers()].projects.append(Phrase(project.name, link: .to(project))) }
        }
    }

    /// Whether something carries the clause or one below it.
    private func isCarried(_ clause: Row<Clause>) -> Bool {
        clauses.contains { ($0.id == clause.id || $0.code.hasPrefix(clause.code + ".")) && !(carried[$0.reference]?.isEmpty ?? true) }
    }

    var blocks: [Block] {
        // Those that have nothing below them are where the work is written down.
        let leaves = clauses.filter { clause in !clauses.contains { $0.code.hasPrefix(clause.code + ".") } }
        let bare = leaves.filter { !isCarried($0) }
        let share = leaves.isEmpty ? 0 : Double(leaves.count - bare.count) / Double(leaves.count)
        return [
            .facts([
                Fact(Label("条款", en: "Clauses"), "\(leaves.count)", unit: "条"),
                Fact(Label("已有落实", en: "Carried"), "\(leaves.count - bare.count)", unit: "条", tone: .good, share: share),
                Fact(Label("尚无落实", en: "Carried by nothing"), "\(bare.count)", unit: "条", tone: bare.isEmpty ? .good : .warning),
            ]),
            .group(
                Label("尚无指标、任务、项目或系统落实的条款", en: "Clauses that nothing carries"),
                bare.isEmpty
                    ? [.notice("每一条都有落实。", en: "Something carries every clause.", .good)]
                    : [.list(bare.map { [Phrase($0.number ?? ""), Phrase($0.heading, link: .to($0))] })]),
            .table(
                Table(
                    Label("逐条落实", en: "Clause by clause"),
                    columns: [
                        Table.Column(Label("条款", en: "Clause"), weight: 2.4), Table.Column(Label("指标", en: "Targets"), weight: 2),
                        Table.Column(Label("任务", en: "Tasks"), weight: 2.4),
                        Table.Column(Label("项目", en: "Projects"), weight: 2), Table.Column(Label("系统", en: "Systems"), weight: 1.2),
                    ],
                    rows: clauses.map { clause in
                        let own = carried[clause.reference] ?? Carriers()
                        let isBare = bare.contains { $0.id == clause.id }
                        return Table.Row(
                            [
                                Table.Cell(Phrase(clause.number.map { $0 + " " } ?? ""), Phrase(clause.heading, link: .to(clause))), cell(own.targets),
                                cell(own.tasks), cell(own.projects),
                                Table.Cell(Phrase(own.systems.sorted().joined(separator: "、"))),
                            ], tone: isBare ? .warning : .calm, isEmphasised: clause.rank == 1)
                    })),
        ]
    }

    private func cell(_ phrases: [Phrase]) -> Table.Cell {
        Table.Cell(Array(phrases.prefix(6)) + (phrases.count > 6 ? [Phrase(Label("等 \(phrases.count) 项", en: "and \(phrases.count - 6) more"))] : []))
    }
}
