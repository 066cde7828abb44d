import Bookkeeping
import Kernel

/// 出资方: whose money a fund is.
enum Party: String, Choice {
    case city = "市级", county = "区县", social = "社会资本"
    var label: Label { Label(rawValue, en: ["City", "County", "Private capital"][Party.allCases.firstIndex(of: self) ?? 0]) }
}

/// 资金: a fund with books of its own: a pool that makes losses good, a seed fund, a guidance fund or one of its sub-funds, money for interest subsidies.
struct CapitalFund: Record {
    static let kind = Kind<CapitalFund>("资金与基金", en: "Funds", title: \.name)
    let name = Field<String>("名称", en: "Name", .max(80), .searchable, .unique)
    let category = Field<Category>("类别", en: "Kind")
    let manager = Field<String?>("管理机构", en: "Manager", .max(100))
    let city = Field<Int>("市级份额", en: "City's share", .initial("40"), .min(0), .max(1000), .help(Label("出资和分担的权重", en: "Weights of contributions and losses")))
    let county = Field<Int>("区县份额", en: "County's share", .initial("60"), .min(0), .max(1000))
    let social = Field<Int>("社会资本份额", en: "Private capital's share", .initial("0"), .min(0), .max(1000))
    let coverage = Field<Int>("本金损失分担比例", en: "Share of lost principal", unit: .percent, .initial("80"), .min(0), .max(100))
    let fuse = Field<Percentage?>(
        "熔断线", en: "Fuse", .help(Label("逾期本金占在贷本金达到此比例即停止新增；不熔断的不填", en: "New loans stop where overdue principal reaches this share; empty without a fuse")))
    let cap = Field<Money?>("单户上限", en: "Most for one firm", unit: .wanYuan, .min(0), .help(Label("单户累计代偿或投资的上限", en: "Compensation or investment, in all")))
    let rules = Field<String?>("管理办法", en: "Its rules", .max(200))
    let balance = Field<Money>("余额", en: "Balance", unit: .wanYuan, .initial("0"), .readOnly)
    let owed = Field<Money>("覆盖的在贷本金", en: "Principal covered", unit: .wanYuan, .initial("0"), .readOnly)
    let overdue = Field<Money>("其中逾期本金", en: "Of it overdue", unit: .wanYuan, .initial("0"), .readOnly)
    let vouchers = Field<Int>("凭证数", en: "Vouchers", .initial("0"), .readOnly)

    enum Category: String, Choice {
        case pool = "风险补偿资金池", seed = "种子投资基金", guidance = "创业投资引导基金", subFund = "科创子基金", subsidy = "贴息资金"
        var label: Label {
            Label(
                rawValue,
                en: ["Risk pool", "Seed fund", "Guidance fund", "Sub-fund", "Interest subsidies"][Category.allCases.firstIndex(of: self) ?? 0])
        }
    }

    static var checks: [Check<CapitalFund>] {
        [Check("至少一方的份额要大于 0", en: "Somebody's share is above 0", at: \.city) { $0.city + $0.county + $0.social > 0 }]
    }
}

extension Row<CapitalFund> {
    /// Whose money it is, by weights: 市级 40, 区县 60.
    var parties: [(party: Party, weight: Int64)] {
        [(Party.city, self.city), (.county, self.county), (.social, self.social)].filter { $0.1 > 0 }.map { ($0.0, Int64($0.1)) }
    }

    /// An amount divided among those whose money it is, exactly.
    func divided(_ amount: Fen) throws(MoneyProblem) -> [(party: Party, amount: Fen)] {
        Array(zip(parties.map(\.party), try Allocation.divide(amount, by: parties.map(\.weight)))).filter { $0.1 > .zero }
    }

    /// Lost principal: what the fund pays, party by party, and what stays with the bank.
    func sharing(_ loss: Fen) throws(MoneyProblem) -> (fund: [(party: Party, amount: Fen)], bank: Fen) {
        let whole = LossSharing(
            "本金损失", weight: 1,
            [
                LossSharing("基金", weight: Int64(self.coverage), parties.map { LossSharing($0.party.code, weight: $0.weight) }),
                LossSharing("银行", weight: Int64(100 - self.coverage)),
            ])
        let shares = try whole.divide(loss)
        let own = shares.compactMap { share in Party.allCases.first { $0.code == share.party }.map { (party: $0, amount: share.amount) } }
        return (own.filter { $0.amount > .zero }, shares.last?.amount ?? .zero)
    }

    /// Whether so much overdue of so much owed blows the fuse. Compared without division.
    func isBlown(overdue: Fen, owed: Fen) -> Bool {
        guard let fuse = self.fuse, overdue > .zero else { return false }
        let (left, right) = (
            overdue.count.magnitude.multipliedFullWidth(by: 1_000_000), owed.count.magnitude.multipliedFullWidth(by: UInt64((fuse.points * 10_000).rounded()))
        )
        return left.high > right.high || (left.high == right.high && left.low >= right.low)
    }
}

/// 会计科目: what a fund holds under a name. Kept by the vouchers, never by hand.
struct FundAccount: Record {
    static let kind = Kind<FundAccount>("会计科目", en: "Accounts", title: \.name, unique: [[\.fund, \.code]])
    let fund = Field<Reference<CapitalFund>>("资金", en: "Fund", .readOnly)
    let code = Field<String>("科目编号", en: "Code", .max(30), .readOnly)
    let name = Field<String>("科目", en: "Account", .max(60), .readOnly)
    let element = Field<Element>("要素", en: "Element", .readOnly)
    let balance = Field<Money>("余额", en: "Balance", unit: .yuan, .readOnly)
}

/// 会计分录: one line of a voucher; the lines of a number balance. Written by what moves money, never by hand, never changed.
struct BookLine: Record {
    static let kind = Kind<BookLine>("会计分录", en: "Journal", title: \.summary, unique: [[\.fund, \.number, \.line]], .appendOnly)
    let fund = Field<Reference<CapitalFund>>("资金", en: "Fund", .readOnly)
    let number = Field<Int>("凭证号", en: "Voucher", .indexed, .readOnly)
    let line = Field<Int>("行", en: "Line", .readOnly)
    let day = Field<Day>("日期", en: "Day", .indexed, .readOnly)
    let summary = Field<String>("摘要", en: "Summary", .max(200), .searchable, .readOnly)
    let counterparty = Field<String?>("对方", en: "With whom", .max(100), .searchable, .readOnly)
    let account = Field<String>("科目编号", en: "Code", .max(30), .readOnly)
    let accountName = Field<String>("科目", en: "Account", .max(60), .readOnly)
    let element = Field<Element>("要素", en: "Element", .readOnly)
    let debit = Field<Money?>("借方", en: "Debit", unit: .yuan, .readOnly)
    let credit = Field<Money?>("贷方", en: "Credit", unit: .yuan, .readOnly)
}

/// 出资: what a party puts into a fund; its money is there when it arrived.
struct FundContribution: Record {
    static let kind = Kind<FundContribution>("出资", en: "Contributions", title: \.party)
    let fund = Field<Reference<CapitalFund>>("资金", en: "Fund")
    let party = Field<Party>("出资方", en: "From")
    let amount = Field<Money>("金额", en: "Amount", unit: .wanYuan, .min(0.000001))
    let paidOn = Field<Day>("到账日期", en: "Paid on", .indexed)
    let basis = Field<String?>("依据", en: "Basis", .max(200))
    let voucher = Field<Int?>("凭证号", en: "Voucher", .readOnly)
    let state = Field<State>("状态", en: "State", .readOnly)
    enum State: String, Choice { case planned = "待到账", paid = "已到账" }

    static var flow: Flow<FundContribution>? {
        Flow(
            \.state, editable: [.planned],
            Step(
                "确认到账", en: "It arrived", code: "pay", .planned, to: .paid, by: .financeCentre, within: 20,
                then: { row, changes in
                    let number = try changes.post(
                        row.fund, on: row.paidOn, "\(row.party.label.chinese)出资", with: row.party.label.chinese,
                        [.debit(.deposit, row.amount.exact), .credit(.contribution(row.party), row.amount.exact)])
                    try changes.update(row.reference) { $0.voucher = .some(number) }
                }))
    }

    static var indicators: [Indicator] {
        [
            Indicator(
                "I043", "种子基金规模", en: "Seed fund", unit: .wanYuan, .stock,
                .sum(\FundContribution.amount) { $0.state == .paid && $0.fund.where { $0.category == .seed } }),
            Indicator(
                "I060", "知识价值信用贷款风险补偿基金", en: "Risk-compensation fund", unit: .yiYuan, .stock,
                .sum(\FundContribution.amount) { $0.state == .paid && $0.fund.where { $0.category == .pool } }),
            Indicator(
                "I-venture-capital", "引导基金与子基金规模", en: "Guidance fund and sub-funds", unit: .wanYuan, .stock,
                .sum(\FundContribution.amount) { $0.state == .paid && $0.fund.where { $0.category.isIn([.guidance, .subFund]) } }),
        ]
    }
}

/// 子基金出资: what a guidance fund puts into a sub-fund, by the books of both.
struct FundStake: Record {
    static let kind = Kind<FundStake>("子基金出资", en: "Stakes in sub-funds", title: \.paidOn)
    let fund = Field<Reference<CapitalFund>>("引导基金", en: "Guidance fund")
    let subFund = Field<Reference<CapitalFund>>("子基金", en: "Sub-fund")
    let party = Field<Party>("计入子基金的出资方", en: "Counted there as", .initial("county"))
    let amount = Field<Money>("金额", en: "Amount", unit: .wanYuan, .min(0.000001))
    let paidOn = Field<Day>("出资日期", en: "Paid on", .indexed)
    let state = Field<State>("状态", en: "State", .readOnly)
    enum State: String, Choice { case planned = "待出资", paid = "已出资" }

    static var checks: [Check<FundStake>] {
        [Check("引导基金和子基金不能是同一个", en: "A fund has no stake in itself", at: \.subFund) { $0.fund != $0.subFund }]
    }
    static var flow: Flow<FundStake>? {
        Flow(
            \.state, editable: [.planned],
            Step(
                "出资", en: "Pay", code: "pay", .planned, to: .paid, by: .financeCentre, within: 20,
                then: { row, changes in
                    let name = try changes.row(row.subFund).name
                    try changes.post(
                        row.fund, on: row.paidOn, "对\(name)出资", with: name, [.debit(.stake, row.amount.exact), .credit(.deposit, row.amount.exact)])
                    try changes.post(
                        row.subFund, on: row.paidOn, "引导基金出资", with: try changes.row(row.fund).name,
                        [.debit(.deposit, row.amount.exact), .credit(.contribution(row.party), row.amount.exact)])
                }))
    }
}

/// 合作银行: a bank that lends under a pool, with what it has lent and what of it is overdue.
struct PoolBank: Record {
    static let kind = Kind<PoolBank>("合作银行", en: "Banks of a pool", title: \.name, unique: [[\.fund, \.bank, \.scheme]], belongsTo: \.bank)
    let fund = Field<Reference<CapitalFund>>("资金池", en: "Pool")
    let bank = Field<Reference<FinancialInstitution>>("银行", en: "Bank")
    let name = Field<String>("协议名称", en: "Agreement", .max(100), .searchable)
    let scheme = Field<Scheme>("贷款品种", en: "Loans of", .initial("knowledge"))
    let signedOn = Field<Day>("签订日期", en: "Signed on")
    let until = Field<Day?>("有效期至", en: "Until", .indexed, .anyState)
    let owed = Field<Money>("在贷本金", en: "Principal owed", unit: .wanYuan, .initial("0"), .readOnly)
    let overdue = Field<Money>("其中逾期", en: "Of it overdue", unit: .wanYuan, .initial("0"), .readOnly)
    let state = Field<State>("状态", en: "State", .readOnly)
    enum State: String, Choice { case inForce = "有效", ended = "已终止" }

    /// Its pool, bank and kind of loan never change: sums hang on them. Another agreement is another record.
    static var flow: Flow<PoolBank>? {
        Flow(\.state, editable: [], Step("终止", en: "End", code: "end", .inForce, to: .ended, by: .financeCentre, needsRemark: true, isAwaited: false))
    }
}
