import Kernel
import Matching
import Registers

/// 融资需求: what a firm or project looks for; institutions that have signed in can see it.
struct FinancingDemand: Record {
    static let kind = Kind<FinancingDemand>("融资需求", en: "Financing demands", title: \.title, belongsTo: \.enterprise)
    let enterprise = Field<Reference<Enterprise>>("企业", en: "Enterprise")
    let firm = Field<String?>("企业名称", en: "Firm", .max(100), .searchable, .help(Label("愿意公开名称的填写", en: "Where the firm wants to be named")))
    let title = Field<String>("需求", en: "Demand", .min(2), .max(120), .searchable)
    let content = Field<String>("项目介绍", en: "About it", .long, .min(2), .max(4000), .searchable)
    let way = Field<Way>("融资方式", en: "Way", .initial("loan"))
    let amount = Field<Money>("金额", en: "Amount", unit: .wanYuan, .min(0))
    let until = Field<Day?>("希望到位日期", en: "Wanted by", .indexed)
    let state = Field<State>("状态", en: "State", .readOnly)
    enum Way: String, Choice {
        case loan = "债权", equity = "股权", other = "其他"
        var label: Label { Label(rawValue, en: ["Loan", "Equity", "Other"][Way.allCases.firstIndex(of: self) ?? 0]) }
    }
    enum State: String, Choice { case open = "对接中", met = "已满足", closed = "已关闭" }

    static var flow: Flow<FinancingDemand>? {
        Flow(
            \.state, editable: [.open],
            Step("已满足", en: "Met", code: "meet", .open, to: .met, by: .enterprise, .financeCentre, isAwaited: false),
            Step("关闭", en: "Close", code: "close", .open, to: .closed, by: .enterprise, .financeCentre, isAwaited: false))
    }
    static var indicators: [Indicator] {
        [
            Indicator(
                "I-demands-met", "融资需求满足率", en: "Financing demands met", unit: "%", .ratio,
                .count(FinancingDemand.self) { $0.state == .met }, .count(FinancingDemand.self))
        ]
    }
}

/// 金融产品和投资意向: what an institution offers.
struct FinancingOffer: Record {
    static let kind = Kind<FinancingOffer>("金融产品和投资意向", en: "Financing offers", title: \.title, belongsTo: \.institution)
    let institution = Field<Reference<FinancialInstitution>>("机构", en: "Institution")
    let title = Field<String>("产品或意向", en: "Offer", .min(2), .max(120), .searchable)
    let content = Field<String>("内容和条件", en: "What and for whom", .long, .min(2), .max(4000), .searchable)
    let way = Field<FinancingDemand.Way>("融资方式", en: "Way", .initial("loan"))
    let most = Field<Money?>("最高金额", en: "At most", unit: .wanYuan, .min(0))
    let until = Field<Day?>("有效期至", en: "Until", .indexed)
}

/// 对接: a demand and an offer brought together.
struct Introduction: Record {
    static let kind = Kind<Introduction>("投融资对接", en: "Introductions", title: \.reason, unique: [[\.demand, \.offer]], belongsTo: \.institution)
    let institution = Field<Reference<FinancialInstitution>>("机构", en: "Institution", .readOnly)
    let demand = Field<Reference<FinancingDemand>>("需求", en: "Demand", .readOnly)
    let offer = Field<Reference<FinancingOffer>>("产品或意向", en: "Offer", .readOnly)
    let reason = Field<String>("推荐理由", en: "Why", .max(300), .searchable, .readOnly)
    let madeOn = Field<Day>("推荐日期", en: "Made on", .indexed, .readOnly)
    let amount = Field<Money?>("达成金额", en: "Agreed", unit: .wanYuan, .min(0), .anyState)
    let note = Field<String?>("跟进情况", en: "What came of it", .long, .max(2000), .anyState)
    let state = Field<State>("状态", en: "State", .readOnly)
    enum State: String, Choice {
        case made = "已推荐", talking = "洽谈中", agreed = "已达成", failed = "未达成"
        var label: Label { Label(rawValue, en: ["Made", "Talking", "Agreed", "Not agreed"][State.allCases.firstIndex(of: self) ?? 0]) }
    }
    static var flow: Flow<Introduction>? {
        Flow(
            \.state,
            Step("洽谈", en: "Talk", code: "talk", .made, to: .talking, by: .bank, .investor, .financeCentre, within: 10),
            Step(
                "达成", en: "Agree", code: "agree", .talking, to: .agreed, by: .bank, .investor, .financeCentre, within: 40,
                refusal: Label("请先填写达成金额", en: "please give the amount first"), when: { $0.amount != nil },
                then: { row, changes in
                    if try changes.row(row.demand).state == .open { try changes.move(row.demand, step: "meet") }
                }),
            Step("未达成", en: "Not agreed", code: "fail", .talking, to: .failed, by: .bank, .investor, .financeCentre, needsRemark: true, isAwaited: false))
    }
    static var indicators: [Indicator] {
        [
            Indicator(
                "I-introductions", "投融资对接达成金额", en: "Agreed after introductions", unit: .wanYuan, .flow,
                .sum(\Introduction.amount, by: \.madeOn) { $0.state == .agreed })
        ]
    }
}

/// Demands and offers that say the same in like words, with the words.
struct FinancingMatches: Sendable {
    struct Match: Sendable {
        let offer: Row<FinancingOffer>
        let phrases: [String]
        let share: Double
        let isEnough: Bool
    }

    /// The offers for a demand, the best first: those of its way of financing that still hold. Time in the sum of the texts.
    static func offers(for demand: Row<FinancingDemand>, among offers: [Row<FinancingOffer>], on day: Day) -> [Match] {
        var index = MatchIndex<RecordID>()
        for offer in offers { index.add(offer.id, title: offer.title, body: offer.content) }
        let known = Dictionary(offers.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let found = index.matches(title: demand.title, body: demand.content, limit: 10) { id in
            known[id].map { $0.way == demand.way && ($0.until.map { $0 >= day } ?? true) } ?? false
        }
        return found.compactMap { match in
            known[match.id].map { offer in
                Match(
                    offer: offer, phrases: match.reasons.map(\.phrase).filter { $0.count > 1 }, share: match.share,
                    isEnough: offer.most.map { $0 >= demand.amount } ?? true)
            }
        }
    }
}

/// 推荐对接
struct ProposeIntroduction: Record {
    static let kind = Kind<ProposeIntroduction>("推荐对接", en: "Introduce")
    let offer = Field<Reference<FinancingOffer>>("产品或意向", en: "Offer")
}

extension Operation {
    /// Brings a demand before the institution whose offer fits, with the words that both have in common.
    static let proposeIntroduction = Operation(
        "proposeIntroduction", "推荐对接", en: "Introduce", on: FinancingDemand.self, asking: ProposeIntroduction.self, by: .financeCentre,
        when: { $0.state == .open }
    ) { demand, order, desk in
        let offer = try await desk.row(order.offer)
        let phrases = FinancingMatches.offers(for: demand, among: [offer], on: desk.engine.context.now().day).first?.phrases ?? []
        try await desk.together { changes in
            var draft = Draft<Introduction>()
            (draft.institution, draft.demand, draft.offer) = (offer.institution, demand.reference, offer.reference)
            draft.reason = phrases.isEmpty ? "人工推荐" : "共同内容：\(phrases.prefix(8).joined(separator: "、"))".prefix(300).description
            draft.madeOn = changes.now.day
            try changes.create(draft, region: demand.meta.region, isSimulated: demand.meta.isSimulated)
        }
        return Outcome("已推荐给该机构", en: "It is before the institution")
    }
}
