import Kernel

/// The plan of an invented county in its third year, with everything that happens in such a year, so that whoever tries the program sees it at work.
/// All of it is marked as simulated; the founding plans and their records are not touched.
struct LivingPlan {
    let plan: Row<Plan>
    let today: Day
    let region: Region
    private(set) var chance: Chance
    let targets: [Row<Target>]
    let projects: [Row<Project>]
    let tasks: [Row<PlanTask>]
    let units: [Row<Organisation>]

    /// Makes it once, in the region of whoever asks.
    static func make(_ desk: Desk) async throws {
        let (region, today) = (desk.actor.region, desk.engine.context.now().day)
        let from = today.year - 2
        guard !region.code.isEmpty, try await desk.count(Plan.self, where: { $0.code == code(from) }) == 0 else { return }
        try await desk.together { changes in
            let facts = PlanFacts.invented(yearsLater: from - 2021)
            let plan = try facts.load(code: code(from), region: region, from...from + 4, isSimulated: true, &changes)
            var living = try LivingPlan(plan, facts, today, &changes)
            try living.live(&changes)
        }
    }

    private static func code(_ from: Int) -> String { "demo-\(from)" }

    /// Everything in the order of the facts, so that it comes out the same every time.
    private init(_ plan: Row<Plan>, _ facts: PlanFacts, _ today: Day, _ changes: inout Changes) throws {
        (self.plan, self.today, region) = (plan, today, plan.meta.region)
        chance = Chance(seed: UInt64(plan.from))
        targets = try changes.rows(Target.self) { $0.plan == plan.reference }.sorted { $0.code < $1.code }
        projects = try changes.rows(Project.self) { $0.plan == plan.reference }.sorted { ($0.number ?? 0) < ($1.number ?? 0) }
        let titles = facts.tasks.rows.compactMap { $0["title"] }
        tasks = try changes.rows(PlanTask.self) { $0.plan == plan.reference }.sorted { titles.place(of: $0.title) < titles.place(of: $1.title) }
        let named = Set(targets.compactMap(\.lead) + projects.compactMap(\.lead) + tasks.compactMap(\.lead))
        let names = facts.units.rows.compactMap { $0["name"] }
        units = try named.map { try changes.row($0) }.sorted { names.place(of: $0.name) < names.place(of: $1.name) }
    }

    private mutating func live(_ changes: inout Changes) throws {
        _ = try YearParts.make(plan, .linear, onlyMissing: false, &changes)
        try report(&changes)
        try build(&changes)
        try work(&changes)
        try evaluate(&changes)
        try LivingOffice(plan: plan, today: today, units: units, projects: projects).live(&changes)
    }

    private func create<T>(_ draft: Draft<T>, _ lead: Reference<Organisation>? = nil, _ changes: inout Changes) throws -> Row<T> {
        try changes.create(draft, region: region, organisation: lead?.id.text, isSimulated: true)
    }

    // MARK: targets

    /// The end of the last quarter; nil in the first one, when the year before has just been reported.
    private var quarter: Day? {
        let month = (today.parts.month - 1) / 3 * 3
        return [3: 31, 6: 30, 9: 30][month].flatMap { Day(today.year, month, $0) }
    }

    /// Verified values of the years that are over; of the last quarter some wait to be verified, some are late, one was returned.
    private mutating func report(_ changes: inout Changes) throws {
        for (place, target) in targets.enumerated() {
            let values = Samples.values(target, plan, through: today.year, &chance)
            for (year, value) in values where year < today.year {
                if let day = Day(year, 12, 31) { try report(target, value, day, day.adding(days: 45), .verified, &changes) }
            }
            if let quarter, let now = values.last, values.count > 1 {
                let before = values[values.count - 2].value
                let value = target.rounded(before + (now.value - before) * Double(quarter.parts.month) / 12)
                let states: [Report.State] = [.verified, .submitted, .verified, .requested, .verified, .returned, .verified, .submitted]
                let state = states[place % states.count]
                try report(target, state == .requested ? nil : value, quarter, quarter.adding(days: 15 + place), state, &changes)
            }
            try Monitoring.restate(target.reference, &changes)
        }
    }

    private func report(_ target: Row<Target>, _ value: Double?, _ day: Day, _ due: Day, _ state: Report.State, _ changes: inout Changes) throws {
        var draft = Draft<Report>()
        draft.target = target.reference
        draft.subject = Requests.subject(target, day)
        draft.asOf = day
        draft.due = due
        draft.unit = Report.whole
        draft.value = .some(value)
        draft.source = .some(value == nil ? nil : "模拟数据，仅供演示")
        draft.note = .some(state == .returned ? "统计口径与上年不一致，请核对（模拟）" : nil)
        draft.state = state
        _ = try create(draft, target.lead, &changes)
    }

    // MARK: projects and tasks

    /// How far each project is, in the order of the plan's list.
    private static let progress: [(state: Project.State, share: Int)] = [
        (.started, 62), (.started, 78), (.started, 35), (.accepted, 100), (.started, 48), (.started, 15), (.paused, 30), (.started, 52), (.planned, 0),
        (.started, 40),
    ]
    private static let steps = ["初步设计批复", "主体工程完成", "竣工验收"]
    private static let problems: [Int: (words: String, severity: ProjectIssue.Severity, solution: String?)] = [
        0: ("二期入驻企业签约偏慢", .normal, nil), 1: ("三户农户的土地流转合同未签", .serious, nil), 4: ("技术经纪人不足", .normal, "与市技术转移中心联合培训六人"),
        5: ("选址调整，用地手续未办结", .critical, nil), 6: ("设备采购两次流标", .serious, nil),
    ]

    private mutating func build(_ changes: inout Changes) throws {
        for (place, project) in projects.enumerated() where place < LivingPlan.progress.count {
            let (state, share) = LivingPlan.progress[place]
            try changes.update(project.reference) { draft in
                draft.state = state
                draft.share = share
            }
            for (year, planned, spent) in Samples.spending(project, through: today.year, &chance) { try Samples.spend(project, year, planned, spent, &changes) }
            let span = Double((project.to - project.from + 1) * 365)
            for (number, title) in LivingPlan.steps.enumerated() {
                guard let first = Day(project.from, 1, 1) else { continue }
                let due = first.adding(days: Int(span * Double(number + 1) / 3) - 1)
                let isReached = due < today && state != .planned && !(LivingPlan.problems[place]?.solution == nil && due.adding(days: 300) > today)
                var draft = Draft<Milestone>()
                draft.project = project.reference
                draft.title = title
                draft.due = due
                draft.reached = .some(isReached || state == .accepted ? due.adding(days: max(0, min(12, today.number - due.number))) : nil)
                _ = try create(draft, project.lead, &changes)
            }
            guard let problem = LivingPlan.problems[place] else { continue }
            var draft = Draft<ProjectIssue>()
            draft.project = project.reference
            draft.problem = problem.words + "（模拟）"
            draft.severity = problem.severity
            draft.solve = today.adding(days: 20 - place * 6)
            draft.solution = .some(problem.solution)
            draft.state = problem.solution == nil ? .open : .solved
            _ = try create(draft, project.lead, &changes)
        }
    }

    /// How far each task is, in the order of the plan.
    private static let states: [(state: PlanTask.State, share: Int)] = [
        (.done, 100), (.ongoing, 60), (.ongoing, 55), (.reported, 100), (.ongoing, 50), (.ongoing, 75), (.ongoing, 45), (.ongoing, 50), (.ongoing, 40),
        (.planned, 0), (.ongoing, 80), (.ongoing, 15), (.ongoing, 60), (.ongoing, 50),
    ]

    private mutating func work(_ changes: inout Changes) throws {
        for (place, task) in tasks.enumerated() where place < LivingPlan.states.count {
            let (state, share) = LivingPlan.states[place]
            try changes.update(task.reference) { draft in
                draft.state = state
                draft.share = share
                draft.progress = .some(share == 0 ? nil : "按年度安排推进，已完成约百分之\(share)（模拟）")
            }
            guard let lead = task.lead, place % 2 == 0, let half = Day(today.year, 6, 30), let end = Day(today.year, 12, 20) else { continue }
            for (title, due) in [("制定年度方案并落实经费", half), ("完成年度任务并总结", end)] {
                let isPast = due < today
                var draft = Draft<TaskItem>()
                draft.task = task.reference
                draft.year = today.year
                draft.title = String("\(task.title)：\(title)".prefix(200))
                draft.standard = .some("有文件、有台账、有成效数据")
                draft.lead = lead
                draft.due = due
                draft.result = .some(isPast && place != 4 ? "已印发方案，经费到位（模拟）" : nil)
                draft.state = isPast && place != 4 ? place % 4 == 0 ? .done : .reported : .open
                _ = try create(draft, lead, &changes)
            }
        }
    }

    // MARK: evaluation

    /// The evaluation of last year, published, and the mid-term one of this year with an outside view, in the middle of its review.
    private func evaluate(_ changes: inout Changes) throws {
        guard let lastYear = Day(today.year - 1, 12, 31) else { return }
        let yearly = try round("\(today.year - 1) 年度监测评估（模拟）", .annual, lastYear, &changes)
        try changes.update(yearly.reference) { $0.state = .published }
        guard let middle = quarter else { return }
        let midterm = try round("规划中期评估（模拟）", .midterm, middle, &changes)
        for (place, unit) in units.prefix(4).enumerated() {
            var draft = Draft<ThirdPartyScore>()
            draft.round = midterm.reference
            draft.unit = unit.reference
            draft.agency = "某科技评估中心（虚构）"
            draft.points = 72 + Double(place) * 5.5
            draft.grounds = "现场核查材料和项目，访谈企业（模拟）"
            _ = try create(draft, nil, &changes)
        }
        guard let target = targets.first(where: { $0.code == "T05" }) else { return }
        var draft = Draft<Amendment>()
        draft.plan = plan.reference
        draft.round = .some(midterm.reference)
        draft.target = .some(target.reference)
        draft.subject = "调低“\(target.name)”的目标"
        draft.oldValue = .some(target.value)
        draft.newValue = .some(30)
        draft.reason = "统计范围扩大到新入规企业，原目标按旧范围测算（模拟）"
        _ = try create(draft, target.lead, &changes)
    }

    private func round(_ title: String, _ type: Round.Occasion, _ day: Day, _ changes: inout Changes) throws -> Row<Round> {
        var draft = Draft<Round>()
        draft.plan = plan.reference
        draft.title = title
        draft.type = type
        draft.asOf = day
        draft.thirdPartyShare = type == .midterm ? 20 : 0
        draft.basis = .some("各单位填报并经规划办核实的数据、项目台账和第三方现场核查（模拟）。")
        draft.conclusion = .some("规划总体按序推进，创新主体增长较快，投入强度和科技馆建设偏慢（模拟）。")
        draft.problems = .some("一是研发投入增长主要靠少数企业；二是部分项目用地和采购手续办理慢；三是高层次人才留不住（模拟）。")
        draft.advice = .some("对滞后指标逐项约谈责任单位；把用地问题提交联席会议；年底前完成引才计划的修订（模拟）。")
        let round = try create(draft, nil, &changes)
        return try changes.move(round.reference, step: "score")
    }
}

extension [String] {
    /// Where a word stands; behind all where it does not.
    fileprivate func place(of word: String) -> Int { firstIndex(of: word) ?? count }
}
