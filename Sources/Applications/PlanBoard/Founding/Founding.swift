import Kernel

/// The facts of the two plans with which everyone begins, so that nothing is empty: what the plans promise, not what came of it.
enum Founding {
    static func carryOut(_ desk: Desk) async throws {
        for facts in [PlanFacts.qianjiang, .wuxi] { try await facts.load(desk) }
    }
}

/// One plan as tables of facts.
struct PlanFacts: Sendable {
    let plan: FactTable
    let units: FactTable
    let clauses: FactTable
    let targets: FactTable
    let tasks: FactTable
    let projects: FactTable
    let findings: FactTable
    let platforms: FactTable

    static let qianjiang = PlanFacts(
        plan: .qianjiangPlan, units: .qianjiangUnits, clauses: .qianjiangClauses, targets: .qianjiangTargets, tasks: .qianjiangTasks,
        projects: .qianjiangProjects,
        findings: .qianjiangFindings, platforms: .qianjiangPlatforms)
    static let wuxi = PlanFacts(
        plan: .wuxiPlan, units: .wuxiUnits, clauses: .wuxiClauses, targets: .wuxiTargets, tasks: .wuxiTasks, projects: .wuxiProjects, findings: .wuxiFindings,
        platforms: .wuxiPlatforms)

    /// Makes the records of the plan in one transaction, unless they are there.
    func load(_ desk: Desk) async throws {
        guard let facts = plan.rows.first, let region = facts["region"].map({ Region($0) }), let from = facts.year("period_from"),
            let to = facts.year("period_to"), from <= to
        else { return }
        let code = "\(region.code)-\(from)-\(to)"
        guard try await desk.count(Plan.self, where: { $0.code == code && $0.region == region }) == 0 else { return }
        let computed = Set(desk.catalog.indicators.keys)
        _ = try await desk.together { changes in try load(code: code, region: region, from...to, computed: computed, &changes) }
    }

    /// Makes the plan and all its records.
    ///
    /// - Parameter computed: the codes of the indicators that records give; targets name those only.
    func load(
        code: String, region: Region, _ years: ClosedRange<Int>, isSimulated: Bool = false, computed: Set<String> = [], _ changes: inout Changes
    ) throws -> Row<Plan> {
        let facts = plan.rows.first
        var draft = Draft<Plan>()
        draft.title = facts?["title"] ?? code
        draft.code = code
        draft.issuer = .some(facts?["issuer"])
        draft.number = .some(facts?["document_number"])
        draft.issued = .some(facts?["date"].flatMap { Day($0) })
        draft.from = years.lowerBound
        draft.to = years.upperBound
        draft.goal = .some(facts?["goal"])
        draft.state = .inForce
        let plan = try changes.create(draft, region: region, isSimulated: isSimulated)
        var loading = PlanLoading(facts: self, plan: plan, computed: computed)
        try loading.run(&changes)
        return plan
    }
}

/// From facts to records; keeps which fact became which record.
struct PlanLoading {
    let facts: PlanFacts
    let plan: Row<Plan>
    /// The indicators that some application of this installation computes: a target that has the number of one takes its values from there.
    private let computed: Set<String>
    private var units: [String: Reference<Organisation>] = [:]
    private var clauses: [String: Reference<Clause>] = [:]
    private var targets: [String: Reference<Target>] = [:]
    private var projects: [String: Reference<Project>] = [:]

    init(facts: PlanFacts, plan: Row<Plan>, computed: Set<String> = []) {
        self.facts = facts
        self.plan = plan
        self.computed = computed
    }

    private var region: Region { plan.meta.region }

    mutating func run(_ changes: inout Changes) throws {
        for fact in facts.units.rows { try load(unit: fact, &changes) }
        for fact in facts.clauses.rows { try load(clause: fact, &changes) }
        for fact in facts.targets.rows { try load(target: fact, &changes) }
        for (index, fact) in facts.projects.rows.enumerated() { try load(project: fact, number: index + 1, &changes) }
        for fact in facts.tasks.rows { try load(task: fact, &changes) }
        for fact in facts.findings.rows { try load(finding: fact, &changes) }
        for fact in facts.platforms.rows { try load(platforms: fact, &changes) }
    }

    private mutating func load(unit fact: FactTable.Fact, _ changes: inout Changes) throws {
        guard let id = fact["id"], let name = fact["name"] else { return }
        var draft = Draft<Organisation>()
        draft.name = name
        draft.category =
            switch fact["kind"] {
            case "enterprise": .enterprise
            case "institute": .institution
            case "university": .university
            default: .government
            }
        units[id] = try changes.create(draft, region: region, isSimulated: plan.meta.isSimulated).reference
    }

    private mutating func load(clause fact: FactTable.Fact, _ changes: inout Changes) throws {
        guard let id = fact["id"] else { return }
        let summary = fact["summary"]
        var draft = Draft<Clause>()
        draft.plan = plan.reference
        draft.code = PlanLoading.sorting(id)
        draft.number = .some(fact["number"])
        draft.heading = String((fact["heading"] ?? summary ?? id).prefix(60))
        draft.rank = min(9, id.split(separator: ".").count)
        draft.summary = .some(summary)
        clauses[id] = try changes.create(draft, region: region, isSimulated: plan.meta.isSimulated).reference
    }

    /// 3.1.b1.3 → 03.01.b01.03, so that clauses sort as they stand in the plan; annexes at the end.
    static func sorting(_ id: String) -> String {
        id.split(separator: ".").map { part in
            if part == "annex" { return "z" }
            let letters = part.prefix { !$0.isNumber }
            let digits = part.dropFirst(letters.count)
            return letters + (digits.count == 1 ? "0" : "") + digits
        }.joined(separator: ".")
    }

    private mutating func load(target fact: FactTable.Fact, _ changes: inout Changes) throws {
        guard let id = fact["id"], let name = fact["name"], let value = fact.number("target_value"), fact["role"] == "target" else { return }
        let lead = fact.list("responsible_units").first.flatMap { units[$0] }
        var draft = Draft<Target>()
        draft.plan = plan.reference
        draft.clause = .some(fact["clause"].flatMap { clauses[$0] })
        draft.code = id
        draft.name = name
        draft.unit = fact["unit"] ?? "项"
        draft.pattern = PlanLoading.patterns[fact["kind"] ?? ""] ?? .levelUp
        draft.nature = fact["nature"] == "binding" ? .binding : fact["nature"] == "expected" ? .expected : .unstated
        draft.baseYear = .some(fact.year("base_year"))
        draft.base = .some(fact.number("base_value"))
        draft.year = fact.year("target_year") ?? plan.to
        draft.value = value
        draft.lead = .some(lead)
        draft.supporters = .some(references(fact.list("responsible_units").dropFirst()))
        draft.note = .some(fact["note"])
        draft.indicator = .some(fact["indicator"].flatMap { computed.contains($0) ? $0 : nil })
        targets[id] = try changes.create(draft, region: region, organisation: lead?.id.text, isSimulated: plan.meta.isSimulated).reference
    }

    private static let patterns: [String: Pattern] = [
        "level-up": .levelUp, "level-down": .levelDown, "sum": .sum, "flow": .flow, "growth": .growth, "hold": .hold, "yes-no": .yesNo,
    ]

    private mutating func load(project fact: FactTable.Fact, number: Int, _ changes: inout Changes) throws {
        guard let id = fact["id"], let name = fact["name"] else { return }
        let lead = fact.list("responsible_units").first.flatMap { units[$0] }
        let from = fact.year("start_year") ?? plan.from
        var draft = Draft<Project>()
        draft.plan = plan.reference
        draft.clause = .some(fact["clause"].flatMap { clauses[$0] })
        draft.number = .some(number)
        draft.name = name
        draft.field = .some([fact["group"], fact["nature"]].compactMap(\.self).joined(separator: "，"))
        draft.content = .some(fact["content"])
        draft.from = from
        draft.to = max(from, fact.year("end_year") ?? plan.to)
        draft.investment = .some(fact.number("investment_wan").map { Money(fen: Int64(($0 * 1_000_000).rounded())) })
        draft.funding = .some(fact["funding_sources"])
        draft.implementer = .some(fact["implementing_body"])
        draft.lead = .some(lead)
        draft.targets = .some(list(fact.list("targets"), targets))
        projects[id] = try changes.create(draft, region: region, organisation: lead?.id.text, isSimulated: plan.meta.isSimulated).reference
    }

    private func load(task fact: FactTable.Fact, _ changes: inout Changes) throws {
        guard let title = fact["title"], let deadline = Day(fact.year("deadline_year") ?? plan.to, 12, 31) else { return }
        let lead = fact["lead_unit"].flatMap { units[$0] }
        var draft = Draft<PlanTask>()
        draft.plan = plan.reference
        draft.clause = .some(fact["clause"].flatMap { clauses[$0] })
        draft.title = title
        draft.content = .some(fact["description"])
        draft.lead = .some(lead)
        draft.supporters = .some(references(fact.list("supporting_units")[...]))
        draft.deadline = deadline
        draft.targets = .some(list(fact.list("targets"), targets))
        draft.projects = .some(list(fact.list("projects"), projects))
        draft.systems = .some(fact.list("systems").isEmpty ? nil : fact.list("systems"))
        try changes.create(draft, region: region, organisation: lead?.id.text, isSimulated: plan.meta.isSimulated)
    }

    private func load(finding fact: FactTable.Fact, _ changes: inout Changes) throws {
        guard let message = fact["finding"], let rule = fact["rule"] else { return }
        let headings = fact.list("clauses").prefix(4).joined(separator: "、")
        var draft = Draft<PlanFinding>()
        draft.plan = plan.reference
        draft.rule = rule
        draft.severity = fact["severity"] == "error" ? .error : fact["severity"] == "warning" ? .warning : .note
        draft.message = message
        draft.why = .some(headings.isEmpty ? nil : "涉及条款：\(headings)")
        try changes.create(draft, region: region, isSimulated: plan.meta.isSimulated)
    }

    private func load(platforms fact: FactTable.Fact, _ changes: inout Changes) throws {
        guard let name = fact["name"] else { return }
        var draft = Draft<PlatformGoal>()
        draft.plan = plan.reference
        draft.clause = .some(fact["clause"].flatMap { clauses[$0] })
        draft.name = name
        draft.category = .some(fact["category"].flatMap { code in Platform.Category.allCases.first { $0.code == code } })
        draft.matrix = .some(fact["matrix"].flatMap { code in Platform.Matrix.allCases.first { $0.code == code } })
        draft.baseYear = .some(fact.year("base_year"))
        draft.base = .some(fact.count("base"))
        draft.year = .some(fact.year("year"))
        draft.wanted = .some(fact.count("wanted"))
        try changes.create(draft, region: region, isSimulated: plan.meta.isSimulated)
    }

    private func references(_ ids: ArraySlice<String>) -> [Reference<Organisation>]? { list(Array(ids), units) }

    private func list<T>(_ ids: [String], _ known: [String: Reference<T>]) -> [Reference<T>]? {
        let found = ids.compactMap { known[$0] }
        return found.isEmpty ? nil : found
    }
}
