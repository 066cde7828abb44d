import Bookkeeping
import Kernel
import Registers

/// 代偿申请: a bank asks the pool for its share of principal that is overdue.
struct LossClaim: Record {
    static let kind = Kind<LossClaim>("代偿申请", en: "Loss claims", title: \.reason, belongsTo: \.bank)
    let bank = Field<Reference<FinancialInstitution>>("银行", en: "Bank")
    let loan = Field<Reference<Loan>>("逾期贷款", en: "Loan")
    let reason = Field<String>("催收情况和理由", en: "Why, and what was done to collect", .min(2), .max(1000), .searchable)
    let evidence = Field<FileReference?>("证明材料", en: "Evidence")
    let firm = Field<String?>("企业名称", en: "Firm", .max(100), .searchable, .readOnly)
    let enterprise = Field<Reference<Enterprise>?>("企业档案", en: "Enterprise", .readOnly)
    let fund = Field<Reference<CapitalFund>?>("资金池", en: "Pool", .readOnly)
    let principal = Field<Money?>("逾期本金", en: "Overdue principal", unit: .wanYuan, .readOnly)
    let paid = Field<Money?>("基金代偿", en: "Paid by the pool", unit: .wanYuan, .readOnly)
    let byCity = Field<Money?>("其中市级", en: "Of it the city", unit: .wanYuan, .readOnly)
    let byCounty = Field<Money?>("其中区县", en: "Of it the county", unit: .wanYuan, .readOnly)
    let byBank = Field<Money?>("银行承担", en: "Borne by the bank", unit: .wanYuan, .readOnly)
    let paidOn = Field<Day?>("代偿日期", en: "Paid on", .indexed, .readOnly)
    let voucher = Field<Int?>("凭证号", en: "Voucher", .readOnly)
    let state = Field<State>("状态", en: "State", .readOnly)
    enum State: String, Choice {
        case draft = "草稿", submitted = "待审核", paid = "已代偿", refused = "不予代偿"
        var label: Label { Label(rawValue, en: ["Draft", "To be judged", "Paid", "Refused"][State.allCases.firstIndex(of: self) ?? 0]) }
    }

    static var flow: Flow<LossClaim>? {
        Flow(
            \.state, editable: [.draft],
            Step("提交", en: "Submit", code: "submit", .draft, to: .submitted, by: .bank, within: 10, then: { claim, changes in try changes.take(claim) }),
            Step(
                "审核代偿", en: "Compensate", code: "pay", .submitted, to: .paid, by: .financeCentre, within: 15,
                then: { claim, changes in try changes.compensate(claim) }),
            Step("不予代偿", en: "Refuse", code: "refuse", .submitted, to: .refused, by: .financeCentre, within: 15, needsRemark: true))
    }

    static var indicators: [Indicator] {
        [
            Indicator(
                "I-compensation", "风险补偿代偿金额", en: "Compensation paid", unit: .wanYuan, .stock, direction: .down,
                .sum(\LossClaim.paid) { $0.state == .paid }),
            Indicator(
                "I-claims-waiting", "待审核代偿申请", en: "Loss claims to be judged", unit: "笔", .stock, direction: .down,
                .count(LossClaim.self) { $0.state == .submitted }),
        ]
    }
}

/// 追偿: what came in from a loan that was compensated, and how it was shared.
struct Recovery: Record {
    static let kind = Kind<Recovery>("追偿", en: "Recoveries", title: \.day, belongsTo: \.bank, .appendOnly)
    let bank = Field<Reference<FinancialInstitution>>("银行", en: "Bank", .readOnly)
    let loan = Field<Reference<Loan>>("信贷业务", en: "Loan", .readOnly)
    let day = Field<Day>("到账日期", en: "Received on", .indexed, .readOnly)
    let amount = Field<Money>("追回本金", en: "Recovered", unit: .wanYuan, .readOnly)
    let cost = Field<Money>("追偿费用", en: "Cost", unit: .wanYuan, .readOnly)
    let returned = Field<Money>("返还基金", en: "To the pool", unit: .wanYuan, .readOnly)
    let kept = Field<Money>("银行留存", en: "To the bank", unit: .wanYuan, .readOnly)
    let voucher = Field<Int?>("凭证号", en: "Voucher", .readOnly)

    static var indicators: [Indicator] {
        [Indicator("I-recovered", "追偿返还风险补偿基金", en: "Recovered for the pool", unit: .wanYuan, .stock, .sum(\Recovery.returned))]
    }
}
