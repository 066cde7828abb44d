import Bookkeeping
import Kernel

/// 银行流水: a line of the bank's statement of a fund, brought in from its file.
struct BankLine: Record {
    static let kind = Kind<BankLine>("银行流水", en: "Bank statement", title: \.serial, unique: [[\.fund, \.serial]])
    let fund = Field<Reference<CapitalFund>>("资金", en: "Fund")
    let serial = Field<String>("流水号", en: "Serial number", .max(60), .searchable)
    let day = Field<Day>("日期", en: "Day", .indexed)
    let amount = Field<Money>("金额", en: "Amount", unit: .yuan, .help(Label("收入为正，支出为负", en: "Above zero what came in, below what went out")))
    let counterparty = Field<String?>("对方户名", en: "With whom", .max(100), .searchable)
    let voucher = Field<Int?>("对方凭证号", en: "Reference to a voucher", .min(1), .max(100_000_000), .help(Label("附言中写明凭证号的填写", en: "Where the remark names one")))
    let matched = Field<Int?>("对上的凭证", en: "Matched voucher", .indexed, .readOnly)
    let reason = Field<String?>("对账理由", en: "Why", .max(100), .readOnly)
}

/// The books of a fund against the bank's lines of it: what is not matched yet, why the rest is, and what each side knows alone.
struct FundReconciliation: Sendable {
    let result: Reconciliation
    let bankBalance: Fen
    let booksBalance: Fen
    /// The lines of either side by their ids.
    let lines: [String: Row<BankLine>]
    let vouchers: [String: BookTurn]

    /// A voucher as the bank sees it: what it moved on the account at the bank.
    struct BookTurn: Sendable {
        let number: Int
        let day: Day
        let summary: String
        let counterparty: String
        let amount: Fen
        let row: Row<BookLine>
    }

    /// Lines that were matched before stay matched; only the others are looked at.
    init(_ bank: [Row<BankLine>], _ journal: [Row<BookLine>]) throws(MoneyProblem) {
        let deposit = journal.filter { $0.account == Account.deposit.code }
        var turns: [BookTurn] = []
        for row in deposit {
            let amount = row.debit.map { $0.exact } ?? Fen(-(row.credit?.fen ?? 0))
            turns.append(BookTurn(number: row.number, day: row.day, summary: row.summary, counterparty: row.counterparty ?? "", amount: amount, row: row))
        }
        let done = Set(bank.compactMap(\.matched))
        let openBank = bank.filter { $0.matched == nil }.map { row in
            StatementLine(
                row.id.text, day: row.day.number, row.amount.exact, counterparty: row.counterparty ?? "", reference: row.voucher.map { "\($0)" } ?? "")
        }
        let openBooks = turns.filter { !done.contains($0.number) }.map { turn in
            StatementLine("\(turn.number)", day: turn.day.number, turn.amount, counterparty: turn.counterparty, reference: "\(turn.number)")
        }
        bankBalance = try Fen.sum(bank.map(\.amount.exact))
        booksBalance = try Fen.sum(turns.map(\.amount))
        result = try Reconciliation(bank: openBank, balance: bankBalance, books: openBooks, balance: booksBalance)
        lines = Dictionary(bank.map { ($0.id.text, $0) }, uniquingKeysWith: { first, _ in first })
        vouchers = Dictionary(turns.map { ("\($0.number)", $0) }, uniquingKeysWith: { first, _ in first })
    }
}

extension Reconciliation.Reason {
    var label: Label {
        switch self {
        case .sameReference: Label("凭证号和金额相同", en: "Same voucher and amount")
        case .sameCounterparty(let days): Label("金额和对方相同，相差 \(days) 天", en: "Same amount and counterparty, \(days) days apart")
        case .onlyOneOfThisAmount(let days): Label("唯一同额，相差 \(days) 天", en: "The only one of this amount, \(days) days apart")
        case .addsUp: Label("同一对方多笔合计相等", en: "Several of one counterparty add up")
        }
    }
}

extension Reconciliation.Transit {
    var label: Label {
        switch self {
        case .onlyBankReceived: Label("银行已收、账上未收", en: "The bank received, the books did not")
        case .onlyBankPaid: Label("银行已付、账上未付", en: "The bank paid, the books did not")
        case .onlyBooksReceived: Label("账上已收、银行未收", en: "The books received, the bank did not")
        case .onlyBooksPaid: Label("账上已付、银行未付", en: "The books paid, the bank did not")
        }
    }
}

/// 人工对账
struct MatchBankLine: Record {
    static let kind = Kind<MatchBankLine>("人工对账", en: "Match by hand")
    let voucher = Field<Int>("凭证号", en: "Voucher", .min(1), .max(100_000_000))
}

extension Operation {
    /// Matches what leaves no choice; what would be a guess stays open, with its candidates.
    static let reconcileFund = Operation("reconcileFund", "自动对账", en: "Reconcile", on: CapitalFund.self, by: .financeCentre) { fund, desk in
        let reference = fund.reference
        let bank = try await desk.all(BankLine.self, bound: 200_000) { $0.fund == reference }
        let journal = try await desk.all(BookLine.self, bound: 200_000) { $0.fund == reference }
        let found: FundReconciliation
        do { found = try FundReconciliation(bank, journal) } catch { throw Refusal.closed(Label("金额过大，无法精确计算", en: "The amounts are too large")) }
        // A line names one voucher: where several vouchers make one line, it stays for a person to look at, as does what is matched the other way.
        let matches = found.result.matches.filter { $0.books.count == 1 }
        for start in stride(from: 0, to: matches.count, by: 500) {
            try await desk.together { changes in
                for match in matches[start..<min(start + 500, matches.count)] {
                    for line in match.bank {
                        guard let row = found.lines[line.id], let number = Int(match.books[0].id), try changes.row(row.reference).matched == nil else {
                            continue
                        }
                        try changes.update(row.reference) { ($0.matched, $0.reason) = (.some(number), .some(match.reason.label.chinese)) }
                    }
                }
            }
        }
        let left = bank.count - bank.count { $0.matched != nil } - matches.reduce(0) { $0 + $1.bank.count }
        return Outcome(
            "新对上 \(matches.count) 笔，银行还有 \(left) 笔未对上", en: "\(matches.count) newly matched, \(left) lines of the bank are open",
            then: .page(application: "finance", code: "reconciliation", record: fund.id))
    }

    /// A person says which voucher a line belongs to: of the same amount and matched to no other.
    static let matchBankLine = Operation(
        "matchBankLine", "人工对账", en: "Match by hand", on: BankLine.self, asking: MatchBankLine.self, by: .financeCentre, when: { $0.matched == nil }
    ) { seen, order, desk in
        try await desk.together { changes in
            let line = try changes.row(seen.reference)
            let (fund, number) = (line.fund, order.voucher)
            let turns = try changes.rows(BookLine.self, limit: 100) { $0.fund == fund && $0.number == number }.filter { $0.account == Account.deposit.code }
            guard let turn = turns.first else {
                throw changes.refuse("没有第 \(number) 号凭证，或它不涉及银行存款", en: "There is no voucher \(number) that moved money at the bank")
            }
            guard turn.debit ?? Money(fen: -(turn.credit?.fen ?? 0)) == line.amount else {
                throw changes.refuse("凭证金额与流水金额不同", en: "The voucher has another amount")
            }
            guard try changes.rows(BankLine.self, limit: 1, where: { $0.fund == fund && $0.matched == number }).isEmpty, line.matched == nil else {
                throw changes.refuse("凭证或流水已对上", en: "One of both is matched already")
            }
            try changes.update(line.reference) { ($0.matched, $0.reason) = (.some(number), .some("人工对账")) }
        }
        return Outcome("已对上", en: "Matched")
    }
}
