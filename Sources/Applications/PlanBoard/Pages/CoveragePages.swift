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
    let clauses: Found<Clause>
    let targets: Found<Target>
    let tasks: Found<PlanTask>
    let projects: Found<Project>
    private var carried: [Reference<Clause>: Carriers] = [:]
    /// Those that have nothing below them: where the work is written down.
    private var leaves: [Row<Clause>] = []
    /// Those of them that nothing carries.
    private var bare: [Row<Clause>] = []

    struct Carriers {
        var targets: [Phrase] = []
        var tasks: [Phrase] = []
        var projects: [Phrase] = []
        var systems: Set<String> = []
        var isEmpty: Bool { targets.isEmpty && tasks.isEmpty && projects.isEmpty && systems.isEmpty }
    }

    init(_ plan: Row<Plan>, _ desk: Desk) async throws {
        self.init(
            try await desk.find(Clause.self) { $0.plan == plan.reference }, try await desk.find(Target.self) { $0.plan == plan.reference },
            try await desk.find(PlanTask.self) { $0.plan == plan.reference }, try await desk.find(Project.self) { $0.plan == plan.reference })
    }

    init(_ clauses: Found<Clause>, _ targets: Found<Target>, _ tasks: Found<PlanTask>, _ projects: Found<Project>) {
        self.clauses = clauses.ordered { $0.code < $1.code }
        (self.targets, self.tasks, self.projects) = (targets, tasks, projects)
        for target in targets { if let clause = target.clause { carried[clause, default: Carriers()].targets.append(Phrase(target.name, link: .to(target))) } }
        for task in tasks {
            guard let clause = task.clause else { continue }
            carried[clause, default: Carriers()].tasks.append(Phrase(task.title, link: .to(task)))
            carried[clause, default: Carriers()].systems.formUnion(task.systems ?? [])
        }
        for project in projects {
            if let clause = project.clause { carried[clause, default: Carriers()].projects.append(Phrase(project.name, link: .to(project))) }
        }
        leaves = self.clauses.filter { [clauses = self.clauses] clause in !clauses.contains { $0.code.hasPrefix(clause.code + ".") } }
        bare = leaves.filter { !isCarried($0) }
    }

    /// Whether something carries the clause or one below it.
    private func isCarried(_ clause: Row<Clause>) -> Bool {
        clauses.contains { ($0.id == clause.id || $0.code.hasPrefix(clause.code + ".")) && !(carried[$0.reference]?.isEmpty ?? true) }
    }

    /// A number of the coverage, which can be made again from its records.
    private func number(_ read: @escaping @Sendable (Coverage) -> Double?) -> Derived {
        Derived(clauses, targets, tasks, projects, known: Derived.Outcome(read(self), .whole)) {
            Derived.Outcome(read(Coverage(Found($0), Found($1), Found($2), Found($3))), .whole)
        }
    }

    var blocks: [Block] {
        let bareIDs = Set(bare.map(\.id))
        let carriedOnes = leaves.filter { !bareIDs.contains($0.id) }
        return [
            .facts([
                Fact(Label("条款", en: "Clauses"), number { Double($0.leaves.count) }, unit: "条", link: Found(leaves).link),
                Fact(
                    Label("已有落实", en: "Carried"), number { Double($0.leaves.count - $0.bare.count) }, unit: "条", tone: .good, link: Found(carriedOnes).link,
                    share: number { $0.leaves.isEmpty ? nil : Double($0.leaves.count - $0.bare.count) / Double($0.leaves.count) }),
                Fact(
                    Label("尚无落实", en: "Carried by nothing"), number { Double($0.bare.count) }, unit: "条", tone: bare.isEmpty ? .good : .warning,
                    link: Found(bare).link),
            ]),
            .group(
                Label("尚无指标、任务、项目或系统落实的条款", en: "Clauses that nothing carries"),
                bare.isEmpty
                    ? [.notice("每一条都有落实。", en: "Something carries every clause.", .good)]
                    : [.list(bare.map { [Phrase(($0.number.map { $0 + " " } ?? "") + $0.heading, link: .to($0))] })]),
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
                        let isBare = bareIDs.contains(clause.id)
                        return Table.Row(
                            [
                                Table.Cell(Phrase((clause.number.map { $0 + " " } ?? "") + clause.heading, link: .to(clause))), cell(own.targets, clause),
                                cell(own.tasks, clause), cell(own.projects, clause),
                                Table.Cell(Phrase(own.systems.sorted().joined(separator: "、"))),
                            ], tone: isBare ? .warning : .calm, isEmphasised: clause.rank == 1)
                    })),
        ]
    }

    private func cell(_ phrases: [Phrase], _ clause: Row<Clause>) -> Table.Cell {
        Table.Cell(
            Array(phrases.prefix(6))
                + (phrases.count > 6 ? [Phrase(Label("等 \(phrases.count) 项", en: "and \(phrases.count - 6) more"), link: .to(clause))] : []))
    }
}
