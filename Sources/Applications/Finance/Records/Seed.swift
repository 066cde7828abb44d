import Bookkeeping
import Kernel
import Registers

/// 种子基金项目: public seed money for a firm in its first years, as a share without power (公益参股) or a loan without interest (免息借款), from its
/// application to the day when the money is back and can be used again.
struct SeedProject: Record {
    static let kind = Kind<SeedProject>("种子基金项目", en: "Seed projects", title: \.name, belongsTo: \.enterprise)
    let enterprise = Field<Reference<Enterprise>>("企业", en: "Enterprise")
    let name = Field<String>("项目名称", en: "Project", .min(2), .max(120), .searchable)
    let form = Field<Form>("支持方式", en: "Form", .initial("share"))
    let asked = Field<Money>("申请金额", en: "Asked for", unit: .wanYuan, .min(0.000001), .max(100_000))
    let plan = Field<String>("项目和用款计划", en: "What for", .long, .min(2), .max(4000))
    let fund = Field<Reference<CapitalFund>?>("种子基金", en: "Seed fund", .readOnly)
    let diligence = Field<String?>("尽职调查", en: "Due diligence", .long, .max(4000), .readOnly)
    let amount = Field<Money?>("决定金额", en: "Decided", unit: .wanYuan, .readOnly)
    let share = Field<Percentage?>("持股比例", en: "Share held", .readOnly)
    let dueOn = Field<Day?>("约定退出日期", en: "To be back by", .indexed, .readOnly)
    let investedOn = Field<Day?>("投放日期", en: "Invested on", .indexed, .readOnly)
    let invested = Field<Money?>("投放金额", en: "Invested", unit: .wanYuan, .readOnly)
    let back = Field<Money>("已收回", en: "Back", unit: .wanYuan, .initial("0"), .readOnly)
    let lost = Field<Money>("已核销", en: "Lost", unit: .wanYuan, .initial("0"), .readOnly)
    let state = Field<State>("状态", en: "State", .readOnly)

    enum Form: String, Choice {
        case share = "公益参股", loan = "免息借款"
        var label: Label { Label(rawValue, en: self == .share ? "Share without power" : "Loan without interest") }
    }
    enum State: String, Choice {
        case draft = "草稿", submitted = "待受理", examined = "尽职调查", decided = "已决策", invested = "已投放", exited = "已退出", lost = "已核销", refused = "未通过"
        var label: Label {
            let english = ["Draft", "Submitted", "Due diligence", "Decided", "Invested", "Exited", "Lost", "Refused"]
            return Label(rawValue, en: english[State.allCases.firstIndex(of: self) ?? 0])
        }
    }

    static var flow: Flow<SeedProject>? {
        Flow(
            \.state, editable: [.draft],
            Step(
                "提交", en: "Submit", code: "submit", .draft, to: .submitted, by: .enterprise, .financeCentre, isAwaited: false,
                then: { row, changes in try changes.submitSeed(row) }),
            Step("开始尽调", en: "Examine", code: "examine", .submitted, to: .examined, by: .financeCentre, within: 5),
            Step(
                "投资决策通过", en: "Decide", code: "decide", .examined, to: .decided, by: .financeCentre, within: 30,
                refusal: Label("请点“投资决策”填写", en: "please fill “Decide” in"),
                when: { $0.fund != nil && $0.diligence != nil && $0.amount != nil && $0.dueOn != nil }, then: { row, changes in try changes.checkSeed(row) }),
            Step(
                "投放", en: "Invest", code: "invest", .decided, to: .invested, by: .financeCentre, within: 20,
                refusal: Label("请点“投放资金”填写日期", en: "please give the day with “Pay out”"), when: { $0.investedOn != nil },
                then: { row, changes in try changes.invest(row) }),
            Step("不予支持", en: "Refuse", code: "refuse", .submitted, to: .refused, by: .financeCentre, needsRemark: true),
            Step("不予支持", en: "Refuse", code: "refuse", .examined, to: .refused, by: .financeCentre, needsRemark: true),
            Step(
                "核销损失", en: "Write off", code: "writeOff", .invested, to: .lost, by: .financeCentre, needsRemark: true, isAwaited: false,
                then: { row, changes in try changes.loseSeed(row) }))
    }

    static var indicators: [Indicator] {
        [
            Indicator(
                "I059", "种子基金支持企业", en: "Firms supported by the seed fund", unit: "家", .stock, .count(SeedProject.self) { $0.invested.isFilled }),
            Indicator(
                "I059-amount", "种子基金支持金额", en: "Amount of the seed fund's support", unit: .wanYuan, .stock,
                .sum(\SeedProject.invested) { $0.invested.isFilled }),
            Indicator("I-seed-back", "种子基金收回", en: "Seed money that came back", unit: .wanYuan, .stock, .sum(\SeedProject.back)),
        ]
    }
}

/// 种子资金收回: what came back from a seed project, and what it brought beside.
struct SeedReturn: Record {
    static let kind = Kind<SeedReturn>("种子资金收回", en: "Seed returns", title: \.day, belongsTo: \.enterprise, .appendOnly)
    let enterprise = Field<Reference<Enterprise>>("企业", en: "Enterprise", .readOnly)
    let project = Field<Reference<SeedProject>>("项目", en: "Project", .readOnly)
    let day = Field<Day>("到账日期", en: "Received on", .indexed, .readOnly)
    let principal = Field<Money>("收回本金", en: "Principal", unit: .wanYuan, .readOnly)
    let gain = Field<Money>("收益", en: "Gain", unit: .wanYuan, .readOnly)
    let voucher = Field<Int>("凭证号", en: "Voucher", .readOnly)
}

/// 投资决策
struct DecideSeed: Record {
    static let kind = Kind<DecideSeed>("投资决策", en: "Decide")
    let fund = Field<Reference<CapitalFund>>("种子基金", en: "Seed fund")
    let diligence = Field<String>("尽职调查", en: "Due diligence", .long, .min(2), .max(4000))
    let amount = Field<Money>("决定金额", en: "Amount", unit: .wanYuan, .min(0.000001), .max(100_000))
    let share = Field<Percentage?>("持股比例", en: "Share held")
    let dueOn = Field<Day>("约定退出日期", en: "To be back by")
    static var checks: [Check<DecideSeed>] {
        [Check("公益参股不控股，比例应低于 50%", en: "The share gives no control: below 50 %", at: \.share) { row in row.share.map { $0.points < 50 } ?? true }]
    }
}

/// 投放资金
struct InvestSeed: Record {
    static let kind = Kind<InvestSeed>("投放资金", en: "Pay out")
    let day = Field<Day>("投放日期", en: "Paid on")
}

/// 登记收回
struct RecordSeedReturn: Record {
    static let kind = Kind<RecordSeedReturn>("登记收回", en: "Enter a return")
    let day = Field<Day>("到账日期", en: "Received on")
    let principal = Field<Money>("收回本金", en: "Principal", unit: .wanYuan, .initial("0"), .min(0))
    let gain = Field<Money>("收益", en: "Gain", unit: .wanYuan, .initial("0"), .min(0))
}

extension Changes {
    fileprivate mutating func submitSeed(_ project: Row<SeedProject>) throws {
        let funds = try rows(CapitalFund.self, limit: 100) { $0.category == .seed }.filter { $0.meta.isSimulated == project.meta.isSimulated }
        guard project.fund == nil, funds.count == 1 else { return try checkSeed(project) }
        try checkSeed(try update(project.reference) { $0.fund = .some(funds[0].reference) })
    }

    /// Who may have seed money: registered at most five years ago, in the municipal system of S&T enterprises, in nobody's way (渝科局发〔2020〕70号); and no
    /// more of it than the fund gives to one.
    fileprivate func checkSeed(_ project: Row<SeedProject>) throws {
        try refuseBarred(project.enterprise)
        let (firm, today) = (try row(project.enterprise), now.day)
        guard let registered = firm.registered, registered.adding(months: 60) >= today else {
            throw refuse("成立超过 5 年或没有成立日期，不符合种子基金条件", en: "The firm is older than 5 years, or its age is not known")
        }
        guard firm.isListed != true else { throw refuse("列入经营异常或严重失信名单，不符合条件", en: "The firm is on a list of abnormal or dishonest firms") }
        let reference = firm.reference
        let titles = try rows(Certificate.self, limit: 1000) { $0.enterprise == reference && $0.type == .municipalScience && $0.isRevoked == false }
        guard titles.contains(where: { $0.validUntil.map { $0 >= today } ?? true }) else {
            throw refuse("不在科技型企业系统中，请先入库", en: "The firm is no municipal S&T enterprise yet")
        }
        guard let reference = project.fund else { return }
        let fund = try row(reference)
        guard fund.category == .seed else { throw refuse("请选择种子投资基金", en: "Please choose a seed fund") }
        try checkSeedCap(project, fund)
    }

    private func checkSeedCap(_ project: Row<SeedProject>, _ fund: Row<CapitalFund>) throws {
        guard let cap = fund.cap else { return }
        let (enterprise, reference, id) = (project.enterprise, fund.reference, project.id)
        let others = try rows(SeedProject.self, limit: 1000) { $0.enterprise == enterprise && $0.fund == reference && $0.invested.isFilled }
        let used = try exactly { () throws(MoneyProblem) in
            try Fen.sum(others.filter { $0.id != id }.map { Fen(($0.invested?.fen ?? 0) - $0.back.fen) })
        }
        let wanted = project.amount ?? project.asked
        guard wanted.fen <= cap.fen - used.count else {
            throw refuse("超过单户上限 \(cap.exact) 元（在投 \(used) 元）", en: "Above the most for one firm, \(cap.exact) yuan, of which \(used) are out")
        }
    }

    fileprivate mutating func invest(_ project: Row<SeedProject>) throws {
        guard let amount = project.amount, let day = project.investedOn, let fund = project.fund else {
            throw refuse("请先填写基金、金额和日期", en: "Please give fund, amount and day")
        }
        try checkSeed(project)
        let firm = try row(project.enterprise)
        try post(
            fund, on: day, "\(project.form.label.chinese)：\(firm.name)", with: firm.name,
            [.debit(.seedInvestment, amount.exact), .credit(.deposit, amount.exact)])
        try update(project.reference) { $0.invested = .some(amount) }
        var support = Draft<SupportedProject>()
        (support.title, support.holder, support.enterprise) = (project.name, firm.name, .some(firm.reference))
        (support.funder, support.programme, support.year, support.amount) = ("种子投资基金", .some(try row(fund).name), day.year, amount)
        support.content = .some(project.plan)
        try create(support, region: project.meta.region, isSimulated: project.meta.isSimulated)
    }

    /// What will not come back is borne as it was paid in.
    fileprivate mutating func loseSeed(_ project: Row<SeedProject>) throws {
        let rest = Fen((project.invested?.fen ?? 0) - project.back.fen)
        guard rest > .zero, let reference = project.fund else { throw refuse("没有可核销的余额", en: "Nothing is left to write off") }
        let fund = try row(reference)
        let shares = try exactly { () throws(MoneyProblem) in try fund.divided(rest) }
        try post(
            reference, on: now.day, "核销：\(project.name)", with: try row(project.enterprise).name,
            shares.map { .debit(.loss($0.party), $0.amount) } + [.credit(.seedInvestment, rest)])
        try update(project.reference) { $0.lost = rest.money }
    }
}

extension Operation {
    /// What was found and what is decided.
    static let decideSeed = Operation(
        "decideSeed", "投资决策", en: "Decide", on: SeedProject.self, asking: DecideSeed.self, by: .financeCentre, when: { $0.state == .examined }
    ) { project, order, desk in
        try await desk.together { changes in
            try changes.update(project.reference) {
                ($0.fund, $0.diligence, $0.amount) = (.some(order.fund), .some(order.diligence), .some(order.amount))
                ($0.share, $0.dueOn) = (.some(order.share), .some(order.dueOn))
            }
            try changes.move(project.reference, step: "decide")
        }
        return Outcome("决策已通过，可以投放", en: "Decided; it can be paid out")
    }

    /// The money goes out.
    static let investSeed = Operation(
        "investSeed", "投放资金", en: "Pay out", on: SeedProject.self, asking: InvestSeed.self, by: .financeCentre, when: { $0.state == .decided }
    ) { project, order, desk in
        try await desk.together { changes in
            try changes.update(project.reference) { $0.investedOn = .some(order.day) }
            try changes.move(project.reference, step: "invest")
        }
        return Outcome("已投放并记账", en: "Paid and booked")
    }

    /// Seed money comes back and can be used again.
    static let recordSeedReturn = Operation(
        "recordSeedReturn", "登记收回", en: "Enter a return", on: SeedProject.self, asking: RecordSeedReturn.self, by: .financeCentre,
        when: { $0.state == .invested }
    ) { seen, order, desk in
        let project = try await desk.together { changes in
            let project = try changes.row(seen.reference)
            let out = Money(fen: (project.invested?.fen ?? 0) - project.back.fen)
            guard project.state == .invested, let fund = project.fund else { throw changes.refuse("项目已退出或核销", en: "The project has ended") }
            guard order.principal <= out else { throw changes.refuse("本金多于在投的 \(out.exact) 元", en: "More than the \(out.exact) yuan that are out") }
            guard order.principal.fen + order.gain.fen > 0 else { throw changes.refuse("请填写本金或收益", en: "Please give principal or gain") }
            var entries = [FundEntry.debit(.deposit, Fen(order.principal.fen + order.gain.fen))]
            if order.principal.fen > 0 { entries.append(.credit(.seedInvestment, order.principal.exact)) }
            if order.gain.fen > 0 { entries.append(.credit(.gain, order.gain.exact)) }
            let firm = try changes.row(project.enterprise).name
            let number = try changes.post(fund, on: order.day, "收回：\(project.name)", with: firm, entries)
            var draft = Draft<SeedReturn>()
            (draft.enterprise, draft.project, draft.day, draft.voucher) = (project.enterprise, project.reference, order.day, number)
            (draft.principal, draft.gain) = (order.principal, order.gain)
            try changes.create(draft, region: project.meta.region, isSimulated: project.meta.isSimulated)
            return try changes.update(project.reference) { change in
                change.back = project.back + order.principal
                if order.principal == out { change.state = .exited }
            }
        }
        return project.state == .exited
            ? Outcome("本金全部收回，可再投放", en: "All of it is back and can be used again") : Outcome("已登记", en: "Entered")
    }
}
