import CreditRating
import Kernel
import Registers

/// The model that is in force for a scheme on a day: the county's newest published one, or the example that comes with the program and says so.
struct ModelInForce: Sendable {
    let record: Row<CreditModel>?
    let name: String
    let model: RatingModel

    init(_ scheme: Scheme, on day: Day, _ desk: Desk) async throws {
        let published = try await desk.all(CreditModel.self) { $0.scheme == scheme && $0.state == .published && $0.since <= day }
        // A made-up model never judges where there is a real one.
        let newest = published.max { ($0.meta.isSimulated ? 0 : 1, $0.since, $0.id) < ($1.meta.isSimulated ? 0 : 1, $1.since, $1.id) }
        record = newest
        name = newest.map { $0.name } ?? ExampleModel.name(of: scheme)
        do {
            model = try ModelText(newest.map { $0.definition } ?? ExampleModel.text(of: scheme)).model(named: name, isExample: newest?.isExample ?? true)
        } catch { throw Refusal.closed(error.label) }
    }
}

/// 示例模型: the weights of policy rules §5.1 (25 + 25 + 15 + 15 + 10 + 10), grades and limits of 2023 (verified there); bands in the shape of published
/// tables. For commercial value the four groups of “4 + 19 + 1” (§5.2), whose items and weights are nowhere published: all of it convention.
enum ExampleModel {
    static func name(of scheme: Scheme) -> String { "\(scheme.label.chinese)评价（示例模型）" }
    static func text(of scheme: Scheme) -> String { scheme == .commercial ? commercial : knowledge }

    private static let knowledge = """
        组 知识产权|Intellectual property = 25
        项 Ⅰ类知识产权件数|IP of class I = Ⅰ类知识产权 : ≥1 → 25
        项 Ⅱ类知识产权件数|IP of class II = Ⅱ类知识产权 : ≥4 → 20, ≥3 → 15, ≥2 → 10, ≥1 → 5
        组 研发投入|R&D input = 25
        项 研发费用占营业收入比|R&D over revenue = 研发费用/营业收入 : ≥6% → 25, ≥5% → 20, ≥4% → 15, ≥3% → 10, ≥2% → 5
        组 科技人才|Talent = 15
        项 科技人员占职工比|S&T staff over staff = 科技人员/职工总数 : ≥30% → 15, ≥25% → 12, ≥20% → 9, ≥15% → 6, ≥10% → 3
        组 创新产品|Innovative products = 15
        项 高新技术产品收入占比|High-tech income over revenue = 高新技术产品收入/营业收入 : ≥60% → 15, ≥45% → 12, ≥30% → 9, ≥15% → 6, ≥5% → 3
        组 创新企业资质|Titles = 10
        项 有效期内高新技术企业|Valid high-tech certificate = 高新技术企业 : ≥1 → 10
        项 专精特新|Specialised SME = 专精特新 : ≥1 → 10
        项 科技型中小企业|Science SME = 科技型中小企业 : ≥1 → 5
        组 经营管理|Operation = 10
        项 资产负债率|Debt over assets = 负债总额/资产总额 : ≤55% → 10, ≤75% → 5
        级 A = 85 → 500
        级 B = 75 → 400
        级 C = 65 → 300
        级 D = 55 → 160
        级 E = 45 → 80
        排除 经营异常或严重失信
        排除 停业或注销
        """

    private static let commercial = """
        组 企业创新能力|Innovation = 30
        项 研发费用占营业收入比|R&D over revenue = 研发费用/营业收入 : ≥5% → 20, ≥3% → 15, ≥1% → 8
        项 新产品销售占比|New products over revenue = 新产品销售收入/营业收入 : ≥30% → 10, ≥10% → 5
        组 健康经营能力|Operation = 40
        项 资产负债率|Debt over assets = 负债总额/资产总额 : ≤55% → 20, ≤75% → 10
        项 净利润率|Profit over revenue = 净利润/营业收入 : ≥8% → 15, ≥3% → 10, ≥0% → 5
        项 经营年数|Years in business = 经营年数 : ≥5 → 5, ≥3 → 3
        组 品牌影响力|Brand = 15
        项 专精特新|Specialised SME = 专精特新 : ≥1 → 10
        项 高新技术企业|High-tech enterprise = 高新技术企业 : ≥1 → 5
        组 企业社会责任|Responsibility = 15
        项 吸纳就业|Jobs = 职工总数 : ≥100 → 15, ≥50 → 10, ≥20 → 5
        级 A = 80 → 300
        级 B = 65 → 200
        级 C = 50 → 100
        排除 经营异常或严重失信
        排除 停业或注销
        """
}

/// 信用评价: by which model, as of which day.
struct RateCredit: Record {
    static let kind = Kind<RateCredit>("信用评价", en: "Rate")
    let scheme = Field<Scheme>("用于", en: "For", .initial("knowledge"))
}

/// 起草评价模型
struct DraftCreditModel: Record {
    static let kind = Kind<DraftCreditModel>("起草评价模型", en: "Draft a model")
    let scheme = Field<Scheme>("用于", en: "For", .initial("knowledge"))
    let name = Field<String>("名称", en: "Name", .max(80))
    let since = Field<Day>("生效日期", en: "In force from")
    let basis = Field<String>("依据", en: "Basis", .max(200))
}

extension Operation {
    /// Rates a firm by the registers of today and keeps the result with all its reasons.
    static let rateCredit = Operation(
        "rateCredit", "信用评价", en: "Rate", on: Enterprise.self, asking: RateCredit.self, by: .financeCentre, .enterprise, when: { $0.standing == .active }
    ) { enterprise, order, desk in
        guard order.scheme.isRated else {
            throw Refusal.invalid([
                Problem("not-rated", field: "scheme", "只有知识价值和商业价值信用贷款按评价授信", en: "Only knowledge-value and commercial-value loans are rated")
            ])
        }
        let day = desk.engine.context.now().day
        let force = try await ModelInForce(order.scheme, on: day, desk)
        let figures = try await CreditFile(enterprise, desk, on: day).figures(on: day)
        let rating = force.model.rate(figures.values, flags: figures.flags)
        let report = try await desk.together { changes in
            try changes.create(
                rating.draft(of: enterprise, order.scheme, force, on: day), region: enterprise.meta.region, isSimulated: enterprise.meta.isSimulated)
        }
        return Outcome("已评价：\(report.summary)", en: "Rated: \(report.summary)", then: .to(report))
    }

    /// Begins a model of the county's own with what the example says.
    static let draftCreditModel = Operation(
        "draftCreditModel", "起草评价模型", en: "Draft a model", asking: DraftCreditModel.self, by: .financeCentre
    ) { order, desk in
        let row = try await desk.together { changes in
            var draft = Draft<CreditModel>()
            (draft.name, draft.scheme, draft.since, draft.basis) = (order.name, order.scheme, order.since, order.basis)
            (draft.isExample, draft.definition) = (true, ExampleModel.text(of: order.scheme))
            return try changes.create(draft)
        }
        return Outcome("已按示例起草，请修改后发布", en: "Drafted from the example; please change and publish it", then: .to(row))
    }
}

extension Rating {
    /// The record that keeps it.
    func draft(of enterprise: Row<Enterprise>, _ scheme: Scheme, _ force: ModelInForce, on day: Day) -> Draft<CreditReport> {
        var draft = Draft<CreditReport>()
        (draft.enterprise, draft.scheme, draft.asOf) = (enterprise.reference, scheme, day)
        (draft.model, draft.modelName, draft.isExample) = (.some(force.record?.reference), force.name, model.isExample)
        (draft.score, draft.grade, draft.limit) = (Double(self.score) / 100, .some(grade?.code), Money(fen: limit))
        draft.summary = "\(grade.map { "\($0.code) 级，推荐额度 \(limit / 1_000_000) 万元" } ?? "不予评级")\(model.isExample ? "（示例模型）" : "")"
        let groups = groups.flatMap { group in
            ["\(group.group.name.chinese)：\(group.reason.chinese)"] + group.items.map { "　\($0.item.name.chinese)：\($0.reason.chinese)" }
        }
        draft.reasons = String((reasons.map(\.chinese) + groups).joined(separator: "\n").prefix(19_000))
        return draft
    }
}
