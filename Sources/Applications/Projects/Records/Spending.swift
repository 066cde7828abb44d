import Kernel
import Registers

/// 项目预算: one heading of the budget of a contract; none where the money is a lump sum.
struct ProjectBudget: Record {
    static let kind = Kind<ProjectBudget>("项目预算科目", en: "Budget heading", title: \.heading, unique: [[\.contract, \.heading]])
    let contract = Field<Reference<ProjectContract>>("项目", en: "Project")
    let heading = Field<Heading>("科目", en: "Heading")
    let amount = Field<Money>("预算", en: "Budget", unit: .wanYuan, .min(0))
    let basis = Field<String?>("测算依据", en: "Basis", .long, .max(1000))
    let spent = Field<Money>("已支出", en: "Spent", unit: .wanYuan, .initial("0"), .readOnly)
    let state = Field<State>("状态", .readOnly)

    enum Heading: String, Choice { case equipment = "设备费", business = "业务费", labour = "劳务费", indirect = "间接费用" }
    enum State: String, Choice { case drafted = "待签订", agreed = "已核定" }

    static var checks: [Check<ProjectBudget>] {
        [
            Check("超过 50 万元的设备费须说明测算依据", en: "Equipment above 500,000 yuan needs its basis", at: \.basis) {
                $0.heading != .equipment || $0.amount <= Money(wan: 50) || $0.basis != nil
            }
        ]
    }
    static var flow: Flow<ProjectBudget>? {
        Flow(\.state, editable: [.drafted], Step("核定", en: "Agree", code: "agree", .drafted, to: .agreed, by: .administrator, isAwaited: false))
    }
}

/// 经费支出: what a project spent. It is booked within its heading, or within the lump sum; what is on the negative list is booked never.
struct ProjectExpense: Record {
    static let kind = Kind<ProjectExpense>("经费支出", en: "Expense", title: \.purpose)
    let contract = Field<Reference<ProjectContract>>("项目", en: "Project")
    let heading = Field<ProjectBudget.Heading>("科目", en: "Heading")
    let purpose = Field<String>("用途", en: "For", .min(2), .max(200), .searchable)
    let payee = Field<String>("收款方", en: "Payee", .max(100), .searchable)
    let invoice = Field<String>("发票号码", en: "Invoice", .max(40), .unique, .help(Label("一张发票只能在一个项目列支", en: "An invoice is spent on one project only")))
    let amount = Field<Money>("金额", unit: .yuan, .min(0.01))
    let day = Field<Day>("支出日期", en: "Day", .indexed)
    let file = Field<FileReference?>("凭证", en: "Voucher")
    let state = Field<State>("状态", .readOnly)
    enum State: String, Choice { case entered = "待入账", booked = "已入账", reversed = "已冲销" }

    static var flow: Flow<ProjectExpense>? {
        Flow(
            \.state, editable: [.entered],
            Step("入账", en: "Book", code: "book", .entered, to: .booked, by: .enterprise, .projectInstitute, within: 20, then: { try Spending.book($0, &$1) }),
            Step(
                "冲销", en: "Reverse", code: "reverse", .booked, to: .reversed, by: .projectOffice, needsRemark: true, isAwaited: false,
                then: {
                    try Spending.reverse($0, &$1)
                }))
    }
}

/// 负面清单（本地补充）: what project money is never spent on here beyond the usual, with words by which it is known.
struct NegativeItem: Record {
    static let kind = Kind<NegativeItem>("负面清单补充", en: "Negative list", title: \.item)
    let item = Field<String>("不得列支", en: "Not paid for", .max(60), .unique)
    let words = Field<[String]>("关键词", en: "Words", .help(Label("用途或收款方含有其中一个，就不能入账", en: "An expense with one of them is not booked")))
    let basis = Field<String?>("依据", en: "Basis", .max(200))
}

/// What is usual for lump sums (国办发〔2021〕32号, policy rules §7.3, wording unverified); a county adds to it with records of its own.
enum NegativeList {
    static let items: [(item: String, words: [String])] = [
        ("个人或家庭消费", ["个人消费", "购物卡", "家庭", "烟酒", "礼品"]), ("罚款、违约金、滞纳金", ["罚款", "罚金", "违约金", "滞纳金"]), ("捐赠、赞助", ["捐赠", "捐款", "赞助"]),
        ("投资", ["投资款", "股权", "理财", "股票"]), ("娱乐和招待", ["娱乐", "KTV", "宴请", "招待", "旅游"]), ("无关设备", ["家用电器", "家具", "住宅"]),
        ("超规定发放的工资津贴", ["津贴补贴", "奖金福利", "年终奖"]), ("无合同转拨", ["无合同", "代付款"]), ("拆分规避采购", ["拆分"]),
    ]

    /// The item that a text falls under, and the word by which.
    static func match(_ text: String, and further: [Row<NegativeItem>]) -> (item: String, word: String)? {
        for entry in items + further.map({ ($0.item, $0.words) }) {
            if let word = entry.words.first(where: { !$0.isEmpty && text.contains($0) }) { return (entry.item, word) }
        }
        return nil
    }
}

/// 入账: what an expense has to stand before it is booked.
enum Spending {
    static func book(_ expense: Row<ProjectExpense>, _ changes: inout Changes) throws {
        let contract = try changes.row(expense.contract)
        guard contract.state == .running else { throw changes.refuse("项目不在研，不能入账", en: "The project is not running") }
        guard (contract.starts...contract.ends).contains(expense.day) else {
            throw changes.refuse("支出日期不在执行期 \(contract.starts) 至 \(contract.ends) 内", en: "The day is not within \(contract.starts) to \(contract.ends)")
        }
        if let found = NegativeList.match("\(expense.purpose) \(expense.payee)", and: try changes.rows(NegativeItem.self)) {
            throw changes.refuse("属负面清单“\(found.item)”（“\(found.word)”），不得列支", en: "It is on the negative list: “\(found.item)” (“\(found.word)”)")
        }
        if contract.isLumpSum {
            let whole = contract.grant + contract.own
            guard contract.spent + expense.amount <= whole else {
                throw changes.refuse(
                    "超出包干经费 \(whole.said)，余 \((whole - contract.spent).said)", en: "Beyond the lump sum, \((whole - contract.spent).said) are left")
            }
        } else {
            guard
                let line = try changes.rows(
                    ProjectBudget.self, where: { $0.contract == contract.reference && $0.heading == expense.heading && $0.state == .agreed }
                ).first
            else { throw changes.refuse("任务书没有“\(expense.heading.rawValue)”预算", en: "The contract has no such heading") }
            guard line.spent + expense.amount <= line.amount else {
                throw changes.refuse(
                    "超出“\(expense.heading.rawValue)”预算 \(line.amount.said)，余 \((line.amount - line.spent).said)",
                    en: "Beyond the heading, \((line.amount - line.spent).said) are left")
            }
            try changes.update(line.reference) { $0.spent = line.spent + expense.amount }
        }
        try changes.update(contract.reference) { $0.spent = contract.spent + expense.amount }
    }

    static func reverse(_ expense: Row<ProjectExpense>, _ changes: inout Changes) throws {
        let contract = try changes.row(expense.contract)
        try changes.update(contract.reference) { $0.spent = contract.spent - expense.amount }
        for line in try changes.rows(ProjectBudget.self, where: { $0.contract == contract.reference && $0.heading == expense.heading })
        where !contract.isLumpSum {
            try changes.update(line.reference) { $0.spent = line.spent - expense.amount }
        }
    }
}
