import Bookkeeping
import Kernel
import Registers

/// 贷款申请: what an enterprise asks a bank for, and what has come of it. The bank has a record of its own (``Loan``), made when this one is submitted; what
/// happens there is said here.
struct LoanApplication: Record {
    static let kind = Kind<LoanApplication>("贷款申请", en: "Loan applications", title: \.purpose, belongsTo: \.enterprise)
    let enterprise = Field<Reference<Enterprise>>("企业", en: "Enterprise")
    let bank = Field<Reference<FinancialInstitution>>("申请银行", en: "Bank")
    let scheme = Field<Scheme>("贷款品种", en: "Kind of loan", .initial("knowledge"))
    let amount = Field<Money>("申请金额", en: "Asked for", unit: .wanYuan, .min(0.000001), .max(1_000_000))
    let months = Field<Int>("期限", en: "Term", unit: "个月", .initial("12"), .min(1), .max(120))
    let purpose = Field<String>("用途", en: "Purpose", .min(2), .max(200), .searchable)
    let sharesRating = Field<Bool>(
        "同意银行查看信用评价", en: "The bank may see the rating", .initial("否"),
        .help(Label("不同意的，银行只知道是否超过推荐额度；提交后可随时撤回", en: "Without it the bank only learns what is above the limit; can be withdrawn later")))
    let submittedOn = Field<Day?>("提交日期", en: "Submitted on", .indexed, .readOnly)
    let report = Field<Reference<CreditReport>?>("所依据的评价", en: "Rating", .readOnly)
    let granted = Field<Money?>("批准金额", en: "Granted", unit: .wanYuan, .readOnly)
    let rate = Field<Percentage?>("年利率", en: "Yearly rate", .readOnly)
    let term = Field<Int?>("批准期限", en: "Term granted", unit: "个月", .readOnly)
    let method = Field<RepaymentMethod?>("还款方式", en: "Repayment", .readOnly)
    let drawnOn = Field<Day?>("放款日期", en: "Drawn on", .readOnly)
    let owed = Field<Money?>("未还本金", en: "Still owed", unit: .wanYuan, .readOnly)
    let answer = Field<String?>("银行答复", en: "The bank's answer", .long, .max(1000), .readOnly)
    let state = Field<State>("状态", en: "State", .readOnly)

    enum State: String, Choice {
        case draft = "草稿", submitted = "银行受理中", granted = "已批准", refused = "未批准", running = "在贷", overdue = "逾期", settled = "已结清", compensated = "已代偿"
        case writtenOff = "已核销", withdrawn = "已撤回"
        var label: Label {
            let english = [
                "Draft", "With the bank", "Granted", "Refused", "Running", "Overdue", "Settled", "Compensated", "Written off", "Withdrawn",
            ]
            return Label(rawValue, en: english[State.allCases.firstIndex(of: self) ?? 0])
        }
    }

    static var flow: Flow<LoanApplication>? {
        Flow(
            \.state, editable: [.draft],
            Step(
                "提交", en: "Submit", code: "submit", .draft, to: .submitted, by: .enterprise, .financeCentre, isAwaited: false,
                then: { row, changes in try changes.open(row) }),
            Step(
                "撤回", en: "Withdraw", code: "withdraw", .submitted, to: .withdrawn, by: .enterprise, isAwaited: false,
                then: { row, changes in
                    let reference = row.reference
                    for loan in try changes.rows(Loan.self, limit: 1, where: { $0.application == reference }) {
                        try changes.update(loan.reference) {
                            $0.state = .withdrawn
                            ($0.grade, $0.limit, $0.reasons) = (.some(nil), .some(nil), .some(nil))
                        }
                    }
                }))
    }
}

/// 还款方式
enum RepaymentMethod: String, Choice {
    case allAtEnd = "到期一次还本付息", interestMonthly = "按月付息到期还本", equalInstalments = "等额本息", equalPrincipal = "等额本金"
    var label: Label {
        let english = ["All at the end", "Interest monthly, principal at the end", "Equal instalments", "Equal principal"]
        return Label(rawValue, en: english[RepaymentMethod.allCases.firstIndex(of: self) ?? 0])
    }
    var method: LoanTerms.Method {
        switch self {
        case .allAtEnd: .allAtEnd
        case .interestMonthly: .interestMonthly
        case .equalInstalments: .equalInstalments
        case .equalPrincipal: .equalPrincipal
        }
    }
}

/// 信贷业务: what a bank does with an application, from its receipt to the last fen. It belongs to the bank.
struct Loan: Record {
    static let kind = Kind<Loan>("信贷业务", en: "Loans", title: \.firm, belongsTo: \.bank, sought: [[\.enterprise, \.scheme]])
    let bank = Field<Reference<FinancialInstitution>>("银行", en: "Bank", .readOnly)
    let application = Field<Reference<LoanApplication>>("申请", en: "Application", .unique, .readOnly)
    let enterprise = Field<Reference<Enterprise>>("企业档案", en: "Enterprise", .readOnly)
    let firm = Field<String>("企业名称", en: "Firm", .max(100), .searchable, .readOnly)
    let scheme = Field<Scheme>("贷款品种", en: "Kind of loan", .readOnly)
    let asked = Field<Money>("申请金额", en: "Asked for", unit: .wanYuan, .readOnly)
    let askedMonths = Field<Int>("申请期限", en: "Term asked for", unit: "个月", .readOnly)
    let purpose = Field<String>("用途", en: "Purpose", .max(200), .searchable, .readOnly)
    let receivedOn = Field<Day>("收到日期", en: "Received on", .indexed, .readOnly)
    let grade = Field<String?>("信用等级", en: "Grade", .max(10), .readOnly)
    let limit = Field<Money?>("推荐额度", en: "Recommended limit", unit: .wanYuan, .readOnly)
    let reasons = Field<String?>("评价理由", en: "Reasons", .long, .max(20_000), .readOnly)
    let granted = Field<Money?>("批准金额", en: "Granted", unit: .wanYuan, .min(0.000001), .max(1_000_000))
    let rate = Field<Percentage?>("年利率", en: "Yearly rate")
    let months = Field<Int?>("批准期限", en: "Term granted", unit: "个月", .min(1), .max(120))
    let method = Field<RepaymentMethod?>("还款方式", en: "Repayment")
    let answer = Field<String?>("答复企业", en: "Answer to the firm", .long, .max(1000), .help(Label("不批准的必须写明原因", en: "A refusal says why")))
    let drawnOn = Field<Day?>("放款日期", en: "Drawn on", .indexed, .help(Label("不填为办理放款的当天", en: "The day on which it is drawn, unless given")))
    let fund = Field<Reference<CapitalFund>?>("风险补偿资金池", en: "Pool", .readOnly)
    let principal = Field<Money?>("放款本金", en: "Principal", unit: .wanYuan, .readOnly)
    let owed = Field<Money>("未还本金", en: "Still owed", unit: .wanYuan, .initial("0"), .readOnly)
    let overdueOn = Field<Day?>("逾期登记日期", en: "Overdue since", .readOnly)
    let state = Field<State>("状态", en: "State", .readOnly)

    enum State: String, Choice {
        case received = "待受理", examined = "尽调中", granted = "已批准", refused = "未批准", running = "在贷", overdue = "逾期", settled = "已结清", compensated = "已代偿"
        case writtenOff = "已核销", withdrawn = "企业已撤回"
        var label: Label {
            let english = [
                "Received", "Being examined", "Granted", "Refused", "Running", "Overdue", "Settled", "Compensated", "Written off", "Withdrawn by the firm",
            ]
            return Label(rawValue, en: english[State.allCases.firstIndex(of: self) ?? 0])
        }
    }

    static var flow: Flow<Loan>? {
        Flow(
            // What a bank has decided on nobody changes, not the centre either; a bank takes its decision back first.
            \.state, editable: [.received, .examined],
            Step("受理尽调", en: "Take up", code: "examine", .received, to: .examined, by: .bank, within: 2),
            Step(
                "批准", en: "Grant", code: "grant", .examined, to: .granted, by: .bank, within: 7,
                refusal: Label("请先填写批准金额、年利率、期限和还款方式", en: "please give amount, rate, term and repayment first"), when: { $0.isComplete },
                then: { loan, changes in try changes.grant(loan) }),
            Step(
                "不批准", en: "Refuse", code: "refuse", .examined, to: .refused, by: .bank, within: 7,
                refusal: Label("请先在“答复企业”写明原因", en: "please say why in the answer to the firm first"), when: { $0.answer != nil },
                then: { loan, changes in try changes.tell(loan) }),
            Step(
                "放款", en: "Draw", code: "draw", .granted, to: .running, by: .bank, within: 10,
                then: { loan, changes in try changes.draw(loan) }),
            Step(
                "取消批准", en: "Take back", code: "cancel", .granted, to: .refused, by: .bank, needsRemark: true, isAwaited: false,
                then: { loan, changes in try changes.tell(loan) }),
            Step(
                "登记逾期", en: "Overdue", code: "overdue", .running, to: .overdue, by: .bank, .financeCentre, isAwaited: false,
                then: { loan, changes in
                    let today = changes.now.day
                    try changes.keep(loan, from: .running) { $0.overdueOn = .some(today) }
                }),
            Step(
                "核销", en: "Write off", code: "writeOff", .compensated, to: .writtenOff, by: .financeCentre, needsRemark: true, isAwaited: false,
                then: { loan, changes in try changes.keep(loan, from: .compensated) { _ in } }))
    }

    static var indicators: [Indicator] {
        [
            Indicator(
                "I042", "知识价值信用贷款规模", en: "Knowledge-value loans", unit: .yiYuan, .stock,
                .sum(\Loan.principal) { $0.scheme == .knowledge && $0.principal.isFilled }),
            Indicator(
                "I060-loans", "知识价值信用贷款笔数", en: "Knowledge-value loans, number", unit: "笔", .stock,
                .count(Loan.self) { $0.scheme == .knowledge && $0.principal.isFilled }),
            Indicator(
                "I-commercial-loans", "商业价值信用贷款规模", en: "Commercial-value loans", unit: .wanYuan, .stock,
                .sum(\Loan.principal) { $0.scheme == .commercial && $0.principal.isFilled }),
            Indicator(
                "I-loans-outstanding", "科技贷款余额", en: "S&T loans outstanding", unit: .wanYuan, .stock,
                .sum(\Loan.owed) { $0.state.isIn([.running, .overdue, .compensated]) }),
            Indicator(
                "I-loans-overdue", "科技贷款逾期本金", en: "Overdue principal", unit: .wanYuan, .stock, direction: .down,
                .sum(\Loan.owed) { $0.state.isIn([.overdue, .compensated]) }),
            Indicator(
                "I-loans-granted", "科技贷款批准率", en: "Applications granted", unit: "%", .ratio,
                .count(Loan.self) { $0.state.isIn([.granted, .running, .overdue, .settled, .compensated, .writtenOff]) },
                .count(Loan.self) { $0.state != .received && $0.state != .examined && $0.state != .withdrawn }),
        ]
    }
}

extension Row<Loan> {
    var isComplete: Bool { self.granted != nil && self.rate != nil && self.months != nil && self.method != nil }

    /// How it is paid back; nil until it is granted.
    var terms: LoanTerms? { LoanTerms(granted: self.granted, rate: self.rate, months: self.months, method: self.method) }
}

extension Row<LoanApplication> {
    var terms: LoanTerms? { LoanTerms(granted: self.granted, rate: self.rate, months: self.term, method: self.method) }
}

extension LoanTerms {
    init?(granted: Money?, rate: Percentage?, months: Int?, method: RepaymentMethod?) {
        guard let granted, let rate, let months, let method else { return nil }
        self.init(principal: granted.exact, yearlyRate: Int64((rate.points * 10_000).rounded()), months: months, method: method.method)
    }

    /// The principal that was due by a day, of a loan that was drawn on another.
    func due(by day: Day, drawnOn: Day) -> Fen {
        schedule.last { drawnOn.adding(months: $0.month) < day }.map { Fen(principal.count - $0.outstanding.count) } ?? .zero
    }
}

/// 还款: principal and interest that came in, as the bank enters it.
struct Repayment: Record {
    static let kind = Kind<Repayment>("还款", en: "Repayments", title: \.paidOn, belongsTo: \.bank, .appendOnly)
    let bank = Field<Reference<FinancialInstitution>>("银行", en: "Bank", .readOnly)
    let loan = Field<Reference<Loan>>("信贷业务", en: "Loan", .readOnly)
    let paidOn = Field<Day>("还款日期", en: "Paid on", .indexed, .readOnly)
    let principal = Field<Money>("本金", en: "Principal", unit: .wanYuan, .readOnly)
    let interest = Field<Money>("利息", en: "Interest", unit: .wanYuan, .readOnly)
}
