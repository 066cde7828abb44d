import Bookkeeping
import Kernel

/// One way in which money moves: a voucher that balances, written whole or not at all, in the transaction of what it is for. Writers stand in one line
/// (the store has one at a time, also for several programs), so a balance that was enough when it was asked is enough when it is paid.
extension Changes {
    /// Writes a voucher into the books of a fund and says its number.
    ///
    /// - Parameter day: when the money moved, not later than today.
    /// - Throws: a refusal where the voucher does not balance or an account would hold less than nothing.
    @discardableResult
    mutating func post(_ fund: Reference<CapitalFund>, on day: Day, _ summary: String, with counterparty: String = "", _ entries: [FundEntry]) throws -> Int {
        guard day <= now.day else { throw refuse("记账日期不能晚于今天", en: "Money does not move on a day to come") }
        let row = try row(fund)
        let number = row.vouchers + 1
        let postings = entries.map { $0.isDebit ? Posting.debit($0.account.code, $0.amount) : .credit($0.account.code, $0.amount) }
        do { _ = try Entry("\(number)", day: day.number, summary, postings) } catch { throw refuse("凭证不平衡或金额不为正，没有记账", en: "The voucher does not balance") }
        for (line, entry) in entries.enumerated() {
            try turnOver(entry, in: row)
            var draft = Draft<BookLine>()
            (draft.fund, draft.number, draft.line, draft.day) = (fund, number, line + 1, day)
            (draft.summary, draft.counterparty) = (summary, .some(counterparty.isEmpty ? nil : counterparty))
            (draft.account, draft.accountName, draft.element) = (entry.account.code, entry.account.name, entry.account.kind.element)
            (draft.debit, draft.credit) = (.some(entry.isDebit ? entry.amount.money : nil), .some(entry.isDebit ? nil : entry.amount.money))
            try create(draft, region: row.meta.region, organisation: row.meta.organisation, isSimulated: row.meta.isSimulated)
        }
        let balance = try accounts(of: fund).first { $0.code == Account.deposit.code }?.balance ?? Money(fen: 0)
        try update(fund) { ($0.vouchers, $0.balance) = (number, balance) }
        return number
    }

    /// The accounts of a fund, with what they hold.
    func accounts(of fund: Reference<CapitalFund>) throws -> [Row<FundAccount>] { try rows(FundAccount.self, limit: 200) { $0.fund == fund } }

    private mutating func turnOver(_ entry: FundEntry, in fund: Row<CapitalFund>) throws {
        let reference = fund.reference
        let known = try rows(FundAccount.self, limit: 1) { $0.fund == reference && $0.code == entry.account.code }.first
        let before = Fen(known?.balance.fen ?? 0)
        let isGrowing = entry.isDebit == (entry.account.kind.side == .debit)
        let after = try exactly { () throws(MoneyProblem) in isGrowing ? try before + entry.amount : try before - entry.amount }
        guard after >= .zero else {
            throw refuse(
                "“\(fund.name)”的\(entry.account.name)只有 \(before) 元，不够 \(entry.amount) 元",
                en: "“\(fund.name)” has only \(before) yuan in \(entry.account.code), less than \(entry.amount)")
        }
        if let known {
            try update(known.reference) { $0.balance = after.money }
        } else {
            var draft = Draft<FundAccount>()
            (draft.fund, draft.code, draft.name, draft.element) = (reference, entry.account.code, entry.account.name, entry.account.kind.element)
            draft.balance = after.money
            try create(draft, region: fund.meta.region, organisation: fund.meta.organisation, isSimulated: fund.meta.isSimulated)
        }
    }

    /// Sums of money are exact or refused.
    func exactly<Value>(_ body: () throws(MoneyProblem) -> Value) throws -> Value {
        do { return try body() } catch { throw refuse("金额过大，无法精确计算", en: "The amounts are too large to be exact") }
    }
}

/// One line of a voucher to be written.
struct FundEntry: Sendable {
    let account: Account
    let isDebit: Bool
    let amount: Fen
    static func debit(_ account: Account, _ amount: Fen) -> FundEntry { FundEntry(account: account, isDebit: true, amount: amount) }
    static func credit(_ account: Account, _ amount: Fen) -> FundEntry { FundEntry(account: account, isDebit: false, amount: amount) }
}

extension Account {
    static let deposit = Account("1002", "银行存款", .asset)
    static let seedInvestment = Account("1501", "种子投资与借款", .asset)
    static let stake = Account("1511", "对子基金出资", .asset)
    static let gain = Account("4101", "投资收益", .income)
    static let subsidy = Account("5201", "贴息支出", .expense)
    static func contribution(_ party: Party) -> Account { Account("3001-\(party.code)", "\(party.label.chinese)出资", .netAsset) }
    static func recovery(_ party: Party) -> Account { Account("4001-\(party.code)", "\(party.label.chinese)追偿收入", .income) }
    static func compensation(_ party: Party) -> Account { Account("5001-\(party.code)", "\(party.label.chinese)代偿支出", .expense) }
    static func loss(_ party: Party) -> Account { Account("5101-\(party.code)", "\(party.label.chinese)投资损失", .expense) }
}

extension Account.Kind {
    var element: Element {
        switch self {
        case .asset: .asset
        case .liability: .liability
        case .netAsset: .netAsset
        case .income: .income
        case .expense: .expense
        }
    }
}

/// The five elements of public accounting.
enum Element: String, Choice {
    case asset = "资产", liability = "负债", netAsset = "净资产", income = "收入", expense = "支出"
    var kind: Account.Kind {
        switch self {
        case .asset: .asset
        case .liability: .liability
        case .netAsset: .netAsset
        case .income: .income
        case .expense: .expense
        }
    }
}

extension Fen { var money: Money { Money(fen: count) } }
extension Money { var exact: Fen { Fen(fen) } }

/// The books of a fund, worked out again from its vouchers, one after the other: whatever the accounts say has to be what the journal comes to.
struct FundLedger: Sendable {
    let books: Books
    /// Accounts whose kept balance is not what the journal comes to; none unless someone altered the database.
    let differing: [String]

    /// - Throws: what is wrong with the journal.
    init(_ lines: [Row<BookLine>], _ accounts: [Row<FundAccount>]) throws(BooksProblem) {
        var known: [String: Account] = [:]
        for line in lines { known[line.account] = Account(line.account, line.accountName, line.element.kind) }
        var entries: [Entry] = []
        for (number, lines) in Dictionary(grouping: lines, by: \.number).sorted(by: { $0.key < $1.key }) {
            let ordered = lines.sorted { $0.line < $1.line }
            entries.append(
                try Entry(
                    "\(number)", day: ordered[0].day.number, ordered[0].summary,
                    ordered.map { line in
                        line.debit.map { Posting.debit(line.account, $0.exact) } ?? .credit(line.account, line.credit?.exact ?? .zero)
                    }))
        }
        let books = try Books(known.values.sorted { $0.code < $1.code }, replaying: entries)
        self.books = books
        let kept = Dictionary(accounts.map { ($0.code, $0.balance.exact) }, uniquingKeysWith: { first, _ in first })
        differing = Set(known.keys).union(kept.keys).filter { (books.balance(of: $0) ?? .zero) != (kept[$0] ?? .zero) }.sorted()
    }
}
