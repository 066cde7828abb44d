import Bookkeeping
import Kernel
import Registers

/// 知识产权质押: a patent or a brand as security for a loan.
struct IntellectualPledge: Record {
    static let kind = Kind<IntellectualPledge>("知识产权质押", en: "IP pledges", title: \.right, belongsTo: \.enterprise)
    let enterprise = Field<Reference<Enterprise>>("企业", en: "Enterprise")
    let right = Field<String>("权利名称和编号", en: "Right and number", .max(200), .searchable)
    let category = Field<Category>("种类", en: "Kind", .initial("patent"))
    let value = Field<Money?>("评估价值", en: "Valued at", unit: .wanYuan, .min(0))
    let lender = Field<String>("质权人", en: "Pledgee", .max(100), .searchable)
    let amount = Field<Money>("融资金额", en: "Financed", unit: .wanYuan, .min(0))
    let registeredOn = Field<Day>("登记日期", en: "Registered on", .indexed)
    let releasedOn = Field<Day?>("解除日期", en: "Released on", .indexed)
    enum Category: String, Choice {
        case patent = "专利", brand = "商标品牌", software = "软件著作权", circuit = "集成电路布图", other = "其他"
        var label: Label { Label(rawValue, en: ["Patent", "Brand", "Software", "Circuit layout", "Other"][Category.allCases.firstIndex(of: self) ?? 0]) }
    }
    static var checks: [Check<IntellectualPledge>] {
        [Check("解除日期不能早于登记日期", en: "It is released after it was registered", at: \.releasedOn) { row in row.releasedOn.map { $0 >= row.registeredOn } ?? true }]
    }
    static var indicators: [Indicator] {
        [
            Indicator(
                "I-pledge-financing", "知识产权质押融资额", en: "Financed on IP pledges", unit: .wanYuan, .flow,
                .sum(\IntellectualPledge.amount, by: \.registeredOn))
        ]
    }
}

/// 担保、保险、租赁: what guarantors, insurers and lessors did for a firm.
struct CreditSupport: Record {
    static let kind = Kind<CreditSupport>("担保保险租赁", en: "Guarantees, insurance, leases", title: \.category, belongsTo: \.enterprise)
    let enterprise = Field<Reference<Enterprise>>("企业", en: "Enterprise")
    let institution = Field<Reference<FinancialInstitution>>("机构", en: "By whom")
    let category = Field<Category>("种类", en: "Kind")
    let amount = Field<Money>("金额", en: "Amount", unit: .wanYuan, .min(0))
    let fee = Field<Money?>("费用", en: "Fee", unit: .wanYuan, .min(0))
    let from = Field<Day>("起始日期", en: "From", .indexed)
    let until = Field<Day?>("到期日期", en: "Until", .indexed)
    let note = Field<String?>("说明", en: "Note", .max(500))
    enum Category: String, Choice {
        case guarantee = "科技担保", insurance = "科技保险", lease = "科技金融租赁"
        var label: Label { Label(rawValue, en: ["Guarantee", "Insurance", "Lease"][Category.allCases.firstIndex(of: self) ?? 0]) }
    }
    static var indicators: [Indicator] {
        [
            Indicator(
                "I-credit-support", "科技担保、保险和租赁金额", en: "Guarantees, insurance, leases", unit: .wanYuan, .flow,
                .sum(\CreditSupport.amount, by: \.from))
        ]
    }
}

/// 供应链融资: money on what a firm will be paid.
struct ChainFinancing: Record {
    static let kind = Kind<ChainFinancing>("供应链融资", en: "Supply-chain finance", title: \.core, belongsTo: \.enterprise)
    let enterprise = Field<Reference<Enterprise>>("企业", en: "Enterprise")
    let category = Field<Category>("方式", en: "On")
    let core = Field<String>("核心企业或付款方", en: "Who will pay", .max(100), .searchable)
    let lender = Field<String>("资金方", en: "Lender", .max(100))
    let claim = Field<Money>("应收或订单金额", en: "Claim or order", unit: .wanYuan, .min(0))
    let amount = Field<Money>("融资金额", en: "Financed", unit: .wanYuan, .min(0))
    let day = Field<Day>("融资日期", en: "Day", .indexed)
    enum Category: String, Choice {
        case order = "政府采购订单", receivable = "应收账款", franchise = "特许经营权", charge = "收费权", logistics = "物流金融", value = "价值链融资"
        var label: Label {
            let english = ["Purchase order of the state", "Receivable", "Franchise", "Right to charges", "Logistics", "Value chain"]
            return Label(rawValue, en: english[Category.allCases.firstIndex(of: self) ?? 0])
        }
    }
    static var checks: [Check<ChainFinancing>] {
        [Check("融资金额不应大于应收或订单金额", en: "No more than will be paid", at: \.amount) { $0.amount <= $0.claim }]
    }
    static var indicators: [Indicator] {
        [Indicator("I-chain-financing", "供应链融资额", en: "Supply-chain finance", unit: .wanYuan, .flow, .sum(\ChainFinancing.amount, by: \.day))]
    }
}

/// 贷款贴息: the state bears a part of a loan's interest, out of a fund by its books.
struct InterestSubsidy: Record {
    static let kind = Kind<InterestSubsidy>("贷款贴息", en: "Interest subsidies", title: \.state, unique: [[\.application]], belongsTo: \.enterprise)
    let enterprise = Field<Reference<Enterprise>>("企业", en: "Enterprise")
    let application = Field<Reference<LoanApplication>>("贷款", en: "Loan")
    let points = Field<Percentage?>("贴息点数", en: "Points", .readOnly)
    let fund = Field<Reference<CapitalFund>?>("贴息资金", en: "Fund", .readOnly)
    let amount = Field<Money?>("贴息金额", en: "Amount", unit: .yuan, .readOnly)
    let paidOn = Field<Day?>("支付日期", en: "Paid on", .readOnly)
    let voucher = Field<Int?>("凭证号", en: "Voucher", .readOnly)
    let state = Field<State>("状态", en: "State", .readOnly)
    enum State: String, Choice {
        case draft = "草稿", submitted = "待审核", paid = "已支付", refused = "不予贴息"
        var label: Label { Label(rawValue, en: ["Draft", "To be judged", "Paid", "Refused"][State.allCases.firstIndex(of: self) ?? 0]) }
    }

    static var flow: Flow<InterestSubsidy>? {
        Flow(
            \.state, editable: [.draft],
            Step(
                "提交", en: "Submit", code: "submit", .draft, to: .submitted, by: .enterprise, .financeCentre, isAwaited: false,
                then: { row, changes in
                    try changes.refuseBarred(row.enterprise)
                    let loan = try changes.row(row.application)
                    guard loan.enterprise == row.enterprise, loan.drawnOn != nil else {
                        throw changes.refuse("请选择本企业已放款的贷款", en: "Please choose a loan of yours that was drawn")
                    }
                }),
            Step(
                "审核并支付", en: "Pay", code: "pay", .submitted, to: .paid, by: .financeCentre, within: 15,
                refusal: Label("请点“核定贴息”填写", en: "please fill “Settle” in"), when: { $0.points != nil && $0.fund != nil },
                then: { row, changes in try changes.paySubsidy(row) }),
            Step("不予贴息", en: "Refuse", code: "refuse", .submitted, to: .refused, by: .financeCentre, needsRemark: true))
    }
    static var indicators: [Indicator] {
        [Indicator("I-interest-subsidies", "科技贷款贴息", en: "Interest subsidies", unit: .wanYuan, .stock, .sum(\InterestSubsidy.amount) { $0.state == .paid })]
    }
}

/// 核定贴息
struct SettleSubsidy: Record {
    static let kind = Kind<SettleSubsidy>("核定贴息", en: "Settle")
    let points = Field<Percentage>("贴息点数", en: "Points", .help(Label("年利率中由财政承担的百分点", en: "Of the yearly rate, borne by the state")))
    let fund = Field<Reference<CapitalFund>>("贴息资金", en: "Fund")
}

extension Operation {
    /// What the state bears is worked out from the loan's plan and paid.
    static let settleSubsidy = Operation(
        "settleSubsidy", "核定贴息", en: "Settle", on: InterestSubsidy.self, asking: SettleSubsidy.self, by: .financeCentre, when: { $0.state == .submitted }
    ) { subsidy, order, desk in
        let paid = try await desk.together { changes in
            try changes.update(subsidy.reference) { ($0.points, $0.fund) = (.some(order.points), .some(order.fund)) }
            try changes.move(subsidy.reference, step: "pay")
            return try changes.row(subsidy.reference).amount
        }
        return Outcome("已支付 \(paid?.exact ?? .zero) 元", en: "\(paid?.exact ?? .zero) yuan were paid")
    }
}

extension Changes {
    fileprivate mutating func paySubsidy(_ row: Row<InterestSubsidy>) throws {
        try refuseBarred(row.enterprise)
        guard let points = row.points, let fund = row.fund, let terms = try self.row(row.application).terms else {
            throw refuse("贷款还没有放款条件", en: "The loan has no terms yet")
        }
        guard try self.row(fund).category == .subsidy else { throw refuse("请选择贴息资金", en: "Please choose a fund for subsidies") }
        let amount = terms.subsidy(points: Int64((points.points * 10_000).rounded())).subsidy
        guard amount > .zero else { throw refuse("按此点数没有可贴的利息", en: "There is no interest to bear") }
        let (firm, today) = (try self.row(row.enterprise).name, now.day)
        let number = try post(fund, on: today, "贷款贴息：\(firm)", with: firm, [.debit(.subsidy, amount), .credit(.deposit, amount)])
        try update(row.reference) { ($0.amount, $0.paidOn, $0.voucher) = (.some(amount.money), .some(today), .some(number)) }
    }
}

/// 上市挂牌: a firm on its way to a board.
struct ListingPlan: Record {
    static let kind = Kind<ListingPlan>("上市挂牌培育", en: "Listing pipeline", title: \.target, belongsTo: \.enterprise)
    let enterprise = Field<Reference<Enterprise>>("企业", en: "Enterprise")
    let target = Field<Board>("目标板块", en: "Board")
    let sponsor = Field<String?>("推荐或保荐机构", en: "Sponsor", .max(100), .anyState)
    let plannedOn = Field<Day?>("计划日期", en: "Planned for", .indexed, .anyState)
    let listedOn = Field<Day?>("挂牌或上市日期", en: "Listed on", .indexed, .anyState)
    let note = Field<String?>("进展", en: "Progress", .long, .max(2000), .anyState)
    let state = Field<State>("阶段", en: "Stage", .readOnly)

    enum Board: String, Choice {
        case incubation = "孵化板", growth = "成长板", specialised = "专精特新板", science = "科创板（区域）", youth = "青创板", third = "新三板", beijing = "北交所", star = "科创板",
            chinext = "创业板"
        case main = "主板"
        var label: Label {
            let english = [
                "Incubation board (OTC)", "Growth board (OTC)", "Specialised board (OTC)", "Science board (OTC)", "Youth board (OTC)", "NEEQ",
                "Beijing exchange",
                "STAR market", "ChiNext", "Main board",
            ]
            return Label(rawValue, en: english[Board.allCases.firstIndex(of: self) ?? 0])
        }
    }
    enum State: String, Choice {
        case pooled = "入库", quoted = "已挂牌", reformed = "已股改", tutored = "辅导备案", accepted = "申报受理", reviewed = "审核通过", registered = "已注册", listed = "已上市", left =
            "退出"
        var label: Label {
            let english = ["In the pool", "Quoted", "Made a joint-stock company", "Tutored", "Application taken", "Reviewed", "Registered", "Listed", "Left"]
            return Label(rawValue, en: english[State.allCases.firstIndex(of: self) ?? 0])
        }
    }

    static var flow: Flow<ListingPlan>? {
        let day = Label("请先填写挂牌或上市日期", en: "please give the day of listing first")
        return Flow(
            \.state, editable: [.pooled],
            Step("挂牌", en: "Quoted", code: "quote", .pooled, to: .quoted, by: .financeCentre, isAwaited: false, refusal: day, when: { $0.listedOn != nil }),
            Step("股改完成", en: "Reformed", code: "reform", .pooled, to: .reformed, by: .financeCentre, isAwaited: false),
            Step("股改完成", en: "Reformed", code: "reform", .quoted, to: .reformed, by: .financeCentre, isAwaited: false),
            Step("辅导备案", en: "Tutored", code: "tutor", .reformed, to: .tutored, by: .financeCentre, isAwaited: false),
            Step("申报受理", en: "Taken", code: "accept", .tutored, to: .accepted, by: .financeCentre, isAwaited: false),
            Step("审核通过", en: "Reviewed", code: "review", .accepted, to: .reviewed, by: .financeCentre, isAwaited: false),
            Step("注册", en: "Registered", code: "register", .reviewed, to: .registered, by: .financeCentre, isAwaited: false),
            Step("上市", en: "Listed", code: "list", .registered, to: .listed, by: .financeCentre, isAwaited: false, refusal: day, when: { $0.listedOn != nil }),
            Step("退出培育", en: "Leave", code: "leave", .pooled, to: .left, by: .financeCentre, needsRemark: true, isAwaited: false))
    }

    static var indicators: [Indicator] {
        [
            Indicator(
                "I-listed", "上市和挂牌企业", en: "Listed and quoted firms", unit: "家", .stock, .count(ListingPlan.self) { $0.listedOn.isFilled && $0.state != .left }),
            Indicator(
                "I-listing-pipeline", "上市挂牌后备企业", en: "Firms on the way to a listing", unit: "家", .stock,
                .count(ListingPlan.self) { $0.state.isIn([.pooled, .quoted, .reformed, .tutored, .accepted, .reviewed, .registered]) }),
        ]
    }
}

/// 众筹: many who give a little each, for money or together with work and help (众创、众包、众筹、众扶).
struct CrowdFunding: Record {
    static let kind = Kind<CrowdFunding>("众筹项目", en: "Crowd funding", title: \.name, belongsTo: \.enterprise)
    let enterprise = Field<Reference<Enterprise>>("企业", en: "Enterprise")
    let name = Field<String>("项目", en: "Project", .max(120), .searchable)
    let form = Field<Form>("形式", en: "Form", .initial("equity"))
    let platform = Field<String?>("平台", en: "Platform", .max(100))
    let goal = Field<Money>("目标金额", en: "Goal", unit: .wanYuan, .min(0))
    let raised = Field<Money>("已筹金额", en: "Raised", unit: .wanYuan, .initial("0"), .min(0))
    let backers = Field<Int>("参与人数", en: "Backers", unit: "人", .initial("0"), .min(0), .max(100_000_000))
    let from = Field<Day>("开始日期", en: "From", .indexed)
    let until = Field<Day?>("结束日期", en: "Until", .indexed)
    enum Form: String, Choice {
        case equity = "股权众筹", product = "产品众筹", work = "众包", help = "众扶", together = "众创"
        var label: Label {
            Label(rawValue, en: ["Equity", "Products", "Crowd-sourcing", "Mutual help", "Making together"][Form.allCases.firstIndex(of: self) ?? 0])
        }
    }
    static var indicators: [Indicator] {
        [Indicator("I-crowd-funding", "众筹金额", en: "Raised by crowd funding", unit: .wanYuan, .flow, .sum(\CrowdFunding.raised, by: \.from))]
    }
}
