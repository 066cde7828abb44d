import Assignment
import Kernel
import Registers

/// 抽取专家: how many each, how much chance, and from which seed.
struct DrawPanel: Record {
    static let kind = Kind<DrawPanel>("抽取专家", en: "Draw a panel")
    let panel = Field<Int>(
        "每项专家", en: "Reviewers each", unit: "人", .initial("5"), .min(3), .max(15), .help(Label("单数，一般不少于 5 人", en: "An odd number, usually 5 or more")))
    let cap = Field<Int>(
        "单个专家抽中概率上限", en: "Largest probability of a pair", unit: .percent, .initial("100"), .min(1), .max(100),
        .help(Label("100 为最优匹配；小于 100 时在上限内随机抽取，没有人能确知自己会被抽中", en: "100 is the best match; below, lots are drawn under this cap")))
    let seed = Field<String?>("随机种子", en: "Seed", .max(20), .help(Label("不填由系统生成；填写以前的种子可复核", en: "Empty for a new one; an earlier one repeats its drawing")))
    static var checks: [Check<DrawPanel>] {
        [
            Check("应为单数", en: "An odd number", at: \.panel) { $0.panel % 2 == 1 },
            Check("种子是不超过 20 位的数字", en: "A seed is a number", at: \.seed) { $0.seed.map { UInt64($0) != nil } ?? true },
        ]
    }
}

/// Who could review what, and who must not: the pool and the applications as the assignment sees them.
struct Panel {
    let applications: [Row<ProjectApplication>]
    let experts: [Row<ReviewExpert>]
    let people: [Reference<Person>: Row<Person>]
    let avoided: [[Int: Set<Avoidance>]]
    let pairs: [ReviewProblem.Pair]

    /// - Parameter batch: the applications of the call; experts who apply themselves avoid all of them.
    init(_ applications: [Row<ProjectApplication>], in batch: [Row<ProjectApplication>], isSimulated: Bool, _ desk: Desk) async throws {
        let today = desk.engine.context.now().day
        let pool = try await desk.all(ReviewExpert.self, bound: 5000) { $0.state == .pooled && $0.isSimulated == isSimulated }
        let everyone = try await desk.all(Person.self, bound: 50_000) { $0.isExpert == true }
        let people = Dictionary(everyone.map { ($0.reference, $0) }, uniquingKeysWith: { first, _ in first })
        let barred = Set(try await desk.all(IntegrityRecord.self) { $0.isLifted == false && $0.barredUntil >= today }.compactMap(\.person))
        let experts = pool.filter { people[$0.person] != nil && !barred.contains($0.person) }
        let ties = Dictionary(grouping: try await desk.all(ExpertTie.self, bound: 100_000), by: \.expert)
        self.applications = applications
        self.experts = experts
        self.people = people
        // Whoever has an application in the batch avoids all of it, so the batch is asked; only the applications in question are drawn for.
        let whole = applications + batch.filter { row in !applications.contains { $0.id == row.id } }
        avoided = AvoidanceRules.convention.avoided(
            by: experts.map { Self.ties(of: $0, people[$0.person], ties[$0.reference] ?? []) }, in: whole.map(Self.applied), year: today.year)
        pairs = Expertise.pairs(
            applications: applications.map { Self.topics($0.topics) }, reviewers: experts.map { Self.topics(people[$0.person]?.fields ?? []) },
            avoiding: avoided)
    }

    private static func topics(_ names: [String]) -> [String: Double] { Dictionary(names.map { ($0, 1) }, uniquingKeysWith: { first, _ in first }) }

    private static func applied(_ application: Row<ProjectApplication>) -> AppliedBy {
        AppliedBy(
            units: Set([application.holder] + (application.partners ?? []) + [application.enterprise?.id.text].compactMap { $0 }), people: [application.leader],
            unwanted: Set(application.unwanted ?? []))
    }

    private static func ties(of expert: Row<ReviewExpert>, _ person: Row<Person>?, _ ties: [Row<ExpertTie>]) -> ReviewerTies {
        let units = [person?.employer, person?.enterprise?.id.text].compactMap { $0 } + (expert.further ?? [])
        return ReviewerTies(person: person?.name ?? "", units: Set(units), ties: ties.map { Tie($0.category.kind, with: $0.party, lastYear: $0.lastYear) })
    }

    /// The fields that an expert and an application share.
    func shared(_ expert: Int, _ application: Int) -> [String] {
        let own = Set(people[experts[expert].person]?.fields ?? [])
        return applications[application].topics.filter(own.contains)
    }

    /// Experts of the field who may not judge an application, with the reasons.
    var avoidedInField: [(application: Int, expert: Int, grounds: Set<Avoidance>)] {
        avoided.enumerated().flatMap { expert, list in
            list.filter { applications.indices.contains($0.key) && !shared(expert, $0.key).isEmpty }.sorted { $0.key < $1.key }.map {
                ($0.key, expert, $0.value)
            }
        }
    }
}

extension ExpertTie.Category {
    var kind: Tie.Kind {
        switch self {
        case .relative: .relative
        case .teacherOrStudent: .teacherOrStudent
        case .workedTogether: .workedTogether
        case .holdsInterest: .holdsInterest
        case .competitor: .competitor
        }
    }
}

extension Operation {
    /// Draws the panel of a call: for the applications that passed both checks and have none yet.
    static let drawPanel = Operation(
        "drawPanel", "抽取专家", en: "Draw the panel", on: ProjectCall.self, asking: DrawPanel.self, by: .projectOffice, .projectAgency, isLong: true,
        warning: Label("抽取结果和种子将留痕，专家随即收到评审任务。", en: "The drawing and its seed are kept, and the experts have their work at once."),
        when: { $0.state == .review }
    ) { call, order, desk in
        try await AgencyEntrustment.check(.review, of: call.reference, by: desk)
        let batch = try await desk.all(ProjectApplication.self, bound: 2000) { $0.call == call.reference && $0.state.isIn([.accepted, .inReview]) }
        let applications = batch.filter { $0.state == .accepted }
        try await Drawing.check(applications, panel: order.panel, desk)
        let panel = try await Panel(applications, in: batch, isSimulated: call.meta.isSimulated, desk)
        let seed = order.seed.flatMap { UInt64($0) } ?? desk.engine.context.random()
        let drawing = try Drawing(panel, perApplication: order.panel, cap: order.cap, seed: seed)
        let round = try await desk.together { changes in try drawing.keep(in: call, &changes) }
        let short = drawing.assigned.shortages.count { $0 > 0 }
        return Outcome(
            "已为 \(applications.count - short) 项抽取专家，种子 \(seed)" + (short > 0 ? "；\(short) 项专家不足，请扩充专家库后再抽" : ""),
            en: "A panel was drawn for \(applications.count - short) applications, seed \(seed)"
                + (short > 0 ? "; for \(short) there are too few experts" : ""),
            then: .page(application: "projects", code: "roundSheet", record: round.id))
    }

    /// Another reviewer in place of one who avoids.
    static let replaceReviewer = Operation(
        "replaceReviewer", "补抽专家", en: "Replace the reviewer", on: PeerReview.self, by: .projectOffice, .projectAgency, when: { $0.state == .declined }
    ) { review, desk in
        try await AgencyEntrustment.check(.review, of: review.call, by: desk)
        let call = try await desk.row(review.call)
        let batch = try await desk.all(ProjectApplication.self, bound: 2000) { $0.call == review.call && $0.state.isIn([.accepted, .inReview]) }
        guard let application = batch.first(where: { $0.reference == review.application }), call.state == .review else {
            throw Refusal.closed(Label("评审已经结束", en: "The review is over"))
        }
        let panel = try await Panel([application], in: batch, isSimulated: call.meta.isSimulated, desk)
        let taken = try await desk.all(PeerReview.self) { $0.call == review.call }
        let own = Set(taken.filter { $0.application == application.reference }.map(\.expert))
        let loads = Dictionary(grouping: taken.filter { $0.state != .declined }, by: \.expert).mapValues(\.count)
        let best = panel.pairs.filter { pair in
            let expert = panel.experts[pair.reviewer]
            return !own.contains(expert.reference) && (loads[expert.reference] ?? 0) < expert.most
        }.max { ($0.match, $1.reviewer) < ($1.match, $0.reviewer) }
        guard let best else { throw Refusal.closed(Label("专家库中没有其他合适的专家", en: "Nobody else of the pool fits")) }
        try await desk.together { changes in
            let round = try changes.row(review.round)
            try Drawing.give(panel, application: 0, expert: best.reviewer, match: best.match, probability: 1, call: call, round: round.reference, &changes)
        }
        return Outcome("已补抽 \(panel.experts[best.reviewer].number)", en: "\(panel.experts[best.reviewer].number) takes their place")
    }

    /// Lets an expert sign in for what is given to them.
    static let openExpertAccess = Operation(
        "openExpertAccess", "开通专家登录", en: "Open access", on: ReviewExpert.self, by: .projectOffice, when: { $0.state == .pooled }
    ) { expert, desk in
        try await desk.together { changes in
            guard try changes.rows(Organisation.self, limit: 1, where: { $0.name == "评审专家 \(expert.number)" }).isEmpty else { return }
            var draft = Draft<Organisation>()
            (draft.name, draft.category) = ("评审专家 \(expert.number)", .other)
            try changes.create(draft, id: expert.id.ofOrganisation, region: expert.meta.region, isSimulated: expert.meta.isSimulated)
        }
        return Outcome(
            "已开通。请系统管理员新建用户：单位选“评审专家 \(expert.number)”，角色填 projectReviewer",
            en: "It is open. An administrator now makes a user with the unit “评审专家 \(expert.number)” and the role projectReviewer")
    }
}

/// One drawing: the assignment with its proof, and how it is kept.
struct Drawing {
    let panel: Panel
    let seed: UInt64
    let perApplication: Int
    let cap: Int
    let assigned: Assignments

    init(_ panel: Panel, perApplication: Int, cap: Int, seed: UInt64) throws {
        (self.panel, self.seed, self.perApplication, self.cap) = (panel, seed, perApplication, cap)
        let problem = try ReviewProblem(
            demands: panel.applications.map { _ in perApplication }, limits: panel.experts.map(\.most), pairs: panel.pairs)
        var chance = Chance(seed: seed)
        assigned = cap == 100 ? Assigner.assign(problem) : try Assigner.draw(problem, percent: cap, using: &chance)
    }

    /// As much as one transaction may make, and nothing that still has to be decided.
    static func check(_ applications: [Row<ProjectApplication>], panel: Int, _ desk: Desk) async throws {
        guard !applications.isEmpty else { throw Refusal.closed(Label("没有待抽取专家的项目", en: "No application waits for a panel")) }
        guard applications.count * panel <= Desk.batchLimit / 2 else {
            throw Refusal.closed(Label("一次最多 \(Desk.batchLimit / 2) 份评审，请分指南抽取", en: "At most \(Desk.batchLimit / 2) reviews at once"))
        }
        if let first = applications.first(where: { $0.comparedOn == nil }) {
            throw Refusal.closed(Label("“\(first.title)”还没有查重", en: "“\(first.title)” was not compared yet"))
        }
        let open = try await desk.all(DuplicateFinding.self) { $0.state != .distinct && $0.isStopped == true }
        if let first = applications.first(where: { row in open.contains { $0.application == row.reference } }) {
            throw Refusal.closed(Label("“\(first.title)”的重复还没有判定或未处理", en: "The overlap of “\(first.title)” is still to be decided"))
        }
    }

    func keep(in call: Row<ProjectCall>, _ changes: inout Changes) throws -> Row<ReviewRound> {
        let (fairness, avoided) = (assigned.fairness, panel.avoidedInField)
        var draft = Draft<ReviewRound>()
        (draft.call, draft.seed, draft.drawnOn, draft.panel, draft.cap) = (call.reference, String(seed), changes.now.day, perApplication, cap)
        (draft.applications, draft.experts, draft.avoided) = (panel.applications.count, panel.experts.count, avoided.count)
        (draft.total, draft.bound) = (assigned.total, .some(assigned.bound))
        (draft.mean, draft.byLot, draft.worst) = (fairness.mean, fairness.meanByLot, fairness.meanOfWorstTenth)
        draft.shortages = assigned.shortages.reduce(0, +)
        let round = try changes.create(draft, isSimulated: call.meta.isSimulated)
        for pair in avoided.prefix(Desk.batchLimit / 2) {
            var draft = Draft<AvoidedPair>()
            (draft.round, draft.application, draft.expert) = (
                round.reference, panel.applications[pair.application].reference, panel.experts[pair.expert].reference
            )
            draft.grounds = pair.grounds.map(\.chinese).sorted().joined(separator: "、")
            try changes.create(draft, isSimulated: call.meta.isSimulated)
        }
        let matches = Dictionary(panel.pairs.map { ([$0.application, $0.reviewer], $0.match) }, uniquingKeysWith: { first, _ in first })
        // Where places are open the application waits until the pool is larger.
        for (place, reviewers) in assigned.reviewers.enumerated() where assigned.shortages[place] == 0 {
            for reviewer in reviewers {
                let match = matches[[place, reviewer]] ?? 0
                let chances = assigned.probabilities.indices.contains(place) ? assigned.probabilities[place] : []
                let probability = chances.first { $0.reviewer == reviewer }?.probability ?? 1
                try Self.give(panel, application: place, expert: reviewer, match: match, probability: probability, call: call, round: round.reference, &changes)
            }
            try changes.move(panel.applications[place].reference, step: "review")
        }
        return round
    }

    /// Gives an application to an expert: a copy without names.
    static func give(
        _ panel: Panel, application place: Int, expert: Int, match: Double, probability: Double, call: Row<ProjectCall>, round: Reference<ReviewRound>,
        _ changes: inout Changes
    ) throws {
        let application = panel.applications[place]
        var draft = Draft<PeerReview>()
        (draft.expert, draft.call, draft.callTitle) = (panel.experts[expert].reference, call.reference, call.title)
        (draft.round, draft.application, draft.requested) = (round, application.reference, application.requested)
        draft.title = Anonymous.text(application.title, of: application)
        draft.content = Anonymous.text("\(application.content)\n\n考核指标：\(application.targets)", of: application)
        (draft.match, draft.probability) = (match, probability)
        draft.reason = "共同领域：\(panel.shared(expert, place).joined(separator: "、"))"
        try changes.create(draft, isSimulated: application.meta.isSimulated)
    }
}

/// 隐名: a text in which the names of those who applied are left out.
enum Anonymous {
    static func text(_ text: String, of application: Row<ProjectApplication>) -> String {
        var text = text
        for name in [application.holder, application.leader] + (application.partners ?? []) where name.count >= 2 { text = text.replacing(name, with: "××") }
        return text
    }
}
