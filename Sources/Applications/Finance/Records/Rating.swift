import CreditRating
import Kernel
import Registers

/// 融资方案: by what a firm is lent money.
enum Scheme: String, Choice {
    case knowledge = "知识价值信用贷款", commercial = "商业价值信用贷款", pledge = "知识产权质押贷款", general = "其他科技贷款"
    var label: Label {
        switch self {
        case .knowledge: Label(rawValue, en: "Knowledge-value loan")
        case .commercial: Label(rawValue, en: "Commercial-value loan")
        case .pledge: Label(rawValue, en: "IP-pledge loan")
        case .general: Label(rawValue, en: "Other S&T loan")
        }
    }
    /// Whether a rating says how much.
    var isRated: Bool { self == .knowledge || self == .commercial }
}

/// 信用评价模型: a rating model as a county enters it, in force from a day, never changed once it is published. See ``ModelText`` for how it is written.
struct CreditModel: Record {
    static let kind = Kind<CreditModel>("信用评价模型", en: "Rating models", title: \.name)
    let name = Field<String>("名称", en: "Name", .max(80), .searchable)
    let scheme = Field<Scheme>("用于", en: "For", .initial("knowledge"))
    let since = Field<Day>("生效日期", en: "In force from", .indexed)
    let isExample = Field<Bool>(
        "示例", en: "Example", .initial("是"), .help(Label("权重没有官方依据的填“是”，每个结果都会标明", en: "Yes where no authority gave the weights: every result then says so")))
    let basis = Field<String>("依据", en: "Basis", .max(200))
    let definition = Field<String>("模型内容", en: "The model", .long, .min(10), .max(20_000), .help(ModelText.help))
    let state = Field<State>("状态", en: "State", .readOnly)

    enum State: String, Choice { case draft = "草稿", published = "已发布", retired = "已停用" }

    static var flow: Flow<CreditModel>? {
        Flow(
            \.state, editable: [.draft],
            Step(
                "发布", en: "Publish", code: "publish", .draft, to: .published, by: .financeCentre, isAwaited: false,
                then: { model, changes in
                    do { _ = try ModelText(model.definition).model(named: model.name, isExample: model.isExample) } catch let problem as ModelText.Fault {
                        throw changes.refuse(problem.label.chinese, en: problem.label.english)
                    }
                }),
            Step("停用", en: "Retire", code: "retire", .published, to: .retired, by: .financeCentre, needsRemark: true, isAwaited: false))
    }
}

/// 信用评价结果: what a model said of a firm by the registers of a day, with every point. Made by the system, never changed.
struct CreditReport: Record {
    static let kind = Kind<CreditReport>("信用评价结果", en: "Ratings", title: \.summary, belongsTo: \.enterprise, .appendOnly)
    let enterprise = Field<Reference<Enterprise>>("企业", .readOnly)
    let summary = Field<String>("结论", en: "Result", .max(200), .readOnly)
    let scheme = Field<Scheme>("用于", en: "For", .readOnly)
    let model = Field<Reference<CreditModel>?>("模型", en: "Model", .readOnly)
    let modelName = Field<String>("模型名称", en: "Name of the model", .max(120), .readOnly)
    let isExample = Field<Bool>("示例模型", en: "Example model", .readOnly)
    let asOf = Field<Day>("评价日期", en: "As of", .indexed, .readOnly)
    let score = Field<Double>("得分", en: "Points", .digits(2), .readOnly)
    let grade = Field<String?>("等级", en: "Grade", .max(10), .indexed, .readOnly)
    let limit = Field<Money>("推荐额度", en: "Recommended limit", unit: .wanYuan, .readOnly)
    let reasons = Field<String>("理由", en: "Reasons", .long, .max(20_000), .readOnly)

    static var indicators: [Indicator] {
        [
            Indicator(
                "I-rated-limit", "知识价值信用评价推荐额度", en: "Limits recommended by knowledge value", unit: .yiYuan, .flow,
                .sum(\CreditReport.limit, by: \.asOf) { $0.scheme == .knowledge })
        ]
    }
}

/// 白名单: firms that the county recommends to banks, by name.
struct WhiteListing: Record {
    static let kind = Kind<WhiteListing>("融资白名单", en: "White list", title: \.firm, unique: [[\.enterprise]], belongsTo: \.enterprise)
    let enterprise = Field<Reference<Enterprise>>("企业", .readOnly)
    let firm = Field<String>("企业名称", en: "Firm", .max(100), .searchable, .readOnly)
    let since = Field<Day>("列入日期", en: "Since", .indexed)
    let until = Field<Day>("有效期至", en: "Until", .indexed)
    let reason = Field<String>("推荐理由", en: "Why", .max(500))

    static var indicators: [Indicator] {
        [Indicator("I-white-list", "融资白名单企业", en: "Firms on the white list", unit: "家", .stock, .count(WhiteListing.self) { $0.until >= .today })]
    }
}

/// 列入白名单
struct ListFirm: Record {
    static let kind = Kind<ListFirm>("列入白名单", en: "Put on the white list")
    let until = Field<Day>("有效期至", en: "Until")
    let reason = Field<String>("推荐理由", en: "Why", .max(500))
}

extension Operation {
    static let listFirm = Operation(
        "listFirm", "列入融资白名单", en: "Put on the white list", on: Enterprise.self, asking: ListFirm.self, by: .financeCentre,
        when: { $0.standing == .active }
    ) { firm, order, desk in
        try await desk.together { changes in
            try changes.refuseBarred(firm.reference)
            var draft = Draft<WhiteListing>()
            (draft.enterprise, draft.firm, draft.since, draft.until, draft.reason) = (firm.reference, firm.name, changes.now.day, order.until, order.reason)
            if let listed = try changes.rows(WhiteListing.self, limit: 1, where: { $0.enterprise == firm.reference }).first {
                try changes.update(listed.reference) { ($0.until, $0.reason) = (order.until, order.reason) }
            } else {
                try changes.create(draft, region: firm.meta.region, isSimulated: firm.meta.isSimulated)
            }
        }
        return Outcome("已列入", en: "It is on the list")
    }
}

extension Changes {
    /// Nobody pays, lends to or recommends whom a decision on misconduct bars: asked before every such step.
    func refuseBarred(_ enterprise: Reference<Enterprise>) throws {
        let today = now.day
        let barring = try rows(IntegrityRecord.self, limit: 1) { $0.enterprise == enterprise && $0.isLifted == false && $0.barredUntil >= today }
        guard let record = barring.first else { return }
        let until = record.barredUntil.map { "\($0)" } ?? ""
        throw refuse("该企业有科研诚信限制，至 \(until) 不予受理", en: "A decision on research integrity bars this enterprise until \(until)")
    }
}
