import Kernel
import Registers

/// 绩效评价: the panel's points; the rate of execution is worked out from the expenses that were booked.
struct AssessAcceptance: Record {
    static let kind = Kind<AssessAcceptance>("绩效评价", en: "Assess")
    let output = Field<Double>("产出得分（满分 50）", en: "Output, of 50", .min(0), .max(50), .digits(2))
    let effect = Field<Double>("效益得分（满分 30）", en: "Effect, of 30", .min(0), .max(30), .digits(2))
    let satisfaction = Field<Double>("满意度得分（满分 10）", en: "Satisfaction, of 10", .min(0), .max(10), .digits(2))
    let opinion = Field<String>("专家组意见", en: "Opinion of the panel", .long, .min(4), .max(2000))
}

/// 双随机抽查: how many running projects are looked at.
struct DrawSupervision: Record {
    static let kind = Kind<DrawSupervision>("双随机抽查", en: "Draw for supervision")
    let count = Field<Int>("抽查项目数", en: "How many projects", unit: "项", .initial("3"), .min(1), .max(100))
    let stage = Field<SupervisionCheck.Stage>("阶段", .initial("during"))
    let day = Field<Day>("检查日期", en: "Day")
    let seed = Field<String?>("随机种子", en: "Seed", .max(20), .help(Label("不填由系统生成", en: "Empty for a new one")))
}

extension Operation {
    /// How an application stands to the formal conditions, for the applicant before it is submitted and for the office after.
    static let formalCheck = Operation(
        "formalCheck", "形式自查", en: "Check the conditions", on: ProjectApplication.self, by: .projectOffice, .projectAgency, .enterprise, .projectInstitute,
        when: { [.draft, .submitted, .returned].contains($0.state) }
    ) { application, desk in
        let results = try await desk.together { changes in try FormalCheck.record(application, &changes) }
        let open = results.filter { $0.outcome != .met }
        guard let first = open.first else { return Outcome("\(results.count) 个条件全部符合", en: "All \(results.count) conditions are met") }
        let more = open.map(\.condition.chinese).joined(separator: "、")
        return Outcome(
            "有 \(open.count) 个条件不符合：\(more)。\(first.remedy?.chinese ?? "")",
            en: "\(open.count) conditions are not met: \(open.map(\.condition.english).joined(separator: ", ")). \(first.remedy?.english ?? "")")
    }

    static let assessAcceptance = Operation(
        "assessAcceptance", "绩效评价", en: "Assess", on: ProjectAcceptance.self, asking: AssessAcceptance.self, by: .projectOffice, .projectAgency,
        when: { $0.state == .applied }
    ) { acceptance, order, desk in
        let contract = try await desk.row(acceptance.contract)
        try await AgencyEntrustment.check(.acceptance, of: contract.call, by: desk)
        let points = try await desk.together { changes in
            let contract = try changes.row(acceptance.contract)
            let execution = Performance.execution(spent: contract.spent, of: contract.grant + contract.own)
            let points = Performance.rounded(execution + order.output + order.effect + order.satisfaction)
            try changes.update(acceptance.reference) {
                ($0.execution, $0.output, $0.effect, $0.satisfaction) = (.some(execution), .some(order.output), .some(order.effect), .some(order.satisfaction))
                ($0.points, $0.band, $0.opinion) = (.some(points), .some(.of(points)), .some(order.opinion))
            }
            try changes.move(acceptance.reference, step: "assess")
            return points
        }
        let band = ProjectAcceptance.Band.of(points)
        return Outcome("总分 \(points)，\(band.rawValue)", en: "\(points) points, \(band.label.english.lowercased())")
    }

    static let drawSupervision = Operation(
        "drawSupervision", "双随机抽查", en: "Draw for supervision", asking: DrawSupervision.self, by: .projectOffice
    ) { order, desk in
        let contracts = try await desk.all(ProjectContract.self, bound: 20_000) { $0.state == .running }.filter { !$0.meta.isSimulated }
        let made = try await desk.all(ProjectContract.self, bound: 20_000) { $0.state == .running }.filter(\.meta.isSimulated)
        let pool = contracts.isEmpty ? made : contracts
        guard !pool.isEmpty else { throw Refusal.closed(Label("没有在研项目", en: "No project is running")) }
        let seed = order.seed.flatMap { UInt64($0) } ?? desk.engine.context.random()
        var chance = Chance(seed: seed)
        let drawn = pool.sorted { $0.number < $1.number }.shuffled(using: &chance).prefix(order.count)
        try await desk.together { changes in
            for contract in drawn {
                var draft = Draft<SupervisionCheck>()
                (draft.subject, draft.stage, draft.day) = (contract.title, order.stage, order.day)
                (draft.contract, draft.seed) = (.some(contract.reference), .some(String(seed)))
                try changes.create(draft, isSimulated: contract.meta.isSimulated)
            }
        }
        return Outcome(
            "从 \(pool.count) 项中抽取 \(drawn.count) 项，种子 \(seed)", en: "\(drawn.count) of \(pool.count) were drawn, seed \(seed)",
            then: .list(kind: "supervisionCheck"))
    }
}

/// 预算绩效: points for how much of the money was spent as planned (财预〔2020〕10号, unverified).
enum Performance {
    /// Ten points times the rate, which is at most one.
    static func execution(spent: Money, of whole: Money) -> Double {
        whole.fen <= 0 ? 0 : rounded(10 * min(1, max(0, Double(spent.fen) / Double(whole.fen))))
    }
    static func rounded(_ points: Double) -> Double { (points * 100).rounded() / 100 }
}
