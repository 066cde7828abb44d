/// A fund that pays a share of the loans that firms do not pay back (风险补偿资金池): contributions, loans under it, compensation, recoveries, a fuse, and its
/// books.
///
/// A value: events come in, each is carried out whole or refused with a reason, and they replay to the same pool. The loans themselves are the banks'
/// money; in the books of the pool stand only its own.
public struct RiskPool: Sendable, Equatable {
    public struct Rules: Sendable, Hashable {
        /// Who bears the loss of principal. Those of `contributors` bear it through the pool.
        public let sharing: LossSharing
        public let contributors: Set<String>
        /// New loans stop where overdue principal reaches this share of what is owed, in millionths, at the bank or in all; nil without a fuse.
        public let fuse: Int64?
        /// No firm costs the pool more than this in all; nil without a cap.
        public let capPerFirm: Fen?

        public init(sharing: LossSharing, contributors: Set<String>, fuse: Int64?, capPerFirm: Fen? = nil) {
            (self.sharing, self.contributors, self.fuse, self.capPerFirm) = (sharing, contributors, fuse, capPerFirm)
        }

        /// 知识价值信用贷款 with a fuse at 5 %, which is common but verified nowhere (policy rules §5.1).
        public static let knowledgeValue = Rules(sharing: .knowledgeValue, contributors: ["市级", "区县"], fuse: 50_000)
    }

    public enum Event: Sendable, Hashable {
        case contribute(party: String, Fen)
        /// A bank lends under the pool. `limit` is the recommended limit of the firm; nothing above it is covered.
        case lend(loan: String, firm: String, bank: String, Fen, limit: Fen)
        case repay(loan: String, Fen)
        /// What is still owed of a loan is overdue.
        case fallOverdue(loan: String)
        /// The pool pays its share of overdue principal in advance.
        case compensate(loan: String)
        /// Something came in from a compensated loan; the cost of getting it goes off first, the rest is shared like the loss.
        case recover(loan: String, Fen, cost: Fen)
        /// Nothing more will come in.
        case writeOff(loan: String)
    }

    public struct Loan: Sendable, Hashable {
        public enum State: Sendable, Hashable { case running, overdue, compensated, settled, writtenOff }

        public let firm: String
        public let bank: String
        public let principal: Fen
        public internal(set) var owed: Fen
        public internal(set) var state = State.running
        /// Who bore the loss when it was compensated, and who got back what.
        public internal(set) var borne: [LossSharing.Share] = []
        public internal(set) var recovered: [LossSharing.Share] = []
    }

    public let rules: Rules
    public private(set) var books: Books
    public private(set) var loans: [String: Loan] = [:]
    public private(set) var events: [Event] = []
    private var costOfFirm: [String: Fen] = [:]

    static let bankAccount = "1002"

    public init(_ rules: Rules) throws(RiskPoolProblem) {
        self.rules = rules
        var accounts = [Account(Self.bankAccount, "银行存款", .asset)]
        for party in rules.contributors.sorted() {
            accounts.append(Account(Self.contributions(party), "\(party)出资", .netAsset))
            accounts.append(Account(Self.compensation(party), "\(party)代偿支出", .expense))
            accounts.append(Account(Self.recoveries(party), "\(party)追偿收入", .income))
        }
        do { books = try Books(accounts) } catch { throw .books(error) }
    }

    /// The pool after its events.
    public init(_ rules: Rules, replaying events: some Sequence<Event>) throws(RiskPoolProblem) {
        try self.init(rules)
        for event in events { try take(event) }
    }

    /// What the pool can pay.
    public var balance: Fen { books.balance(of: Self.bankAccount) ?? .zero }

    /// What a contributor put in, bore and got back.
    public func account(of party: String) -> (contributed: Fen, borne: Fen, recovered: Fen) {
        func balance(_ account: String) -> Fen { books.balance(of: account) ?? .zero }
        return (balance(Self.contributions(party)), balance(Self.compensation(party)), balance(Self.recoveries(party)))
    }

    /// Overdue principal over all that is owed, at a bank or in all, and whether new loans are stopped. Compensated loans are still owed.
    public func fuse(bank: String? = nil) -> (overdue: Fen, owed: Fen, isBlown: Bool) {
        var (overdue, owed) = (Int64(0), Int64(0))
        for loan in loans.values where (bank == nil || loan.bank == bank) && loan.state != .settled && loan.state != .writtenOff {
            owed += loan.owed.count
            if loan.state != .running { overdue += loan.owed.count }
        }
        let isBlown = rules.fuse.map { limit in
            guard overdue > 0 else { return false }
            let (left, right) = (overdue.magnitude.multipliedFullWidth(by: 1_000_000), owed.magnitude.multipliedFullWidth(by: limit.magnitude))
            return left.high > right.high || (left.high == right.high && left.low >= right.low)
        }
        return (Fen(overdue), Fen(owed), isBlown ?? false)
    }

    /// Carries an event out, or throws and changes nothing.
    public mutating func take(_ event: Event) throws(RiskPoolProblem) {
        switch event {
        case .contribute(let party, let amount): try contribute(party, amount)
        case .lend(let loan, let firm, let bank, let amount, let limit):
            try lend(loan, Loan(firm: firm, bank: bank, principal: amount, owed: amount), limit: limit)
        case .repay(let loan, let amount): try repay(loan, amount)
        case .fallOverdue(let id):
            var loan = try loan(id, in: [.running])
            loan.state = .overdue
            loans[id] = loan
        case .compensate(let loan): try compensate(loan)
        case .recover(let loan, let amount, let cost): try recover(loan, amount, cost: cost)
        case .writeOff(let id):
            var loan = try loan(id, in: [.compensated])
            loan.state = .writtenOff
            loans[id] = loan
        }
        events.append(event)
    }
}

extension RiskPool {
    static func contributions(_ party: String) -> String { "3001-\(party)" }
    static func compensation(_ party: String) -> String { "5001-\(party)" }
    static func recoveries(_ party: String) -> String { "4001-\(party)" }

    private func loan(_ id: String, in states: Set<Loan.State>) throws(RiskPoolProblem) -> Loan {
        guard let loan = loans[id] else { throw .noSuchLoan(id) }
        guard states.contains(loan.state) else { throw .notNow(id, loan.state) }
        return loan
    }

    private mutating func contribute(_ party: String, _ amount: Fen) throws(RiskPoolProblem) {
        guard rules.contributors.contains(party) else { throw .noContributor(party) }
        try write("出资", [.debit(Self.bankAccount, amount), .credit(Self.contributions(party), amount)])
    }

    private mutating func lend(_ id: String, _ loan: Loan, limit: Fen) throws(RiskPoolProblem) {
        guard loans[id] == nil else { throw .repeatedLoan(id) }
        guard loan.principal > .zero else { throw .notPositive }
        let running = loans.values.filter { $0.firm == loan.firm && $0.state != .settled && $0.state != .writtenOff }.reduce(0) { $0 + $1.owed.count }
        guard running <= limit.count, loan.principal.count <= limit.count - running else { throw .aboveLimit(limit: limit, owed: Fen(running)) }
        let owed = loans.values.reduce(0) { $0 + $1.owed.count }
        guard !owed.addingReportingOverflow(loan.principal.count).overflow else { throw .books(.overflow(id)) }
        for bank in [loan.bank, nil] where fuse(bank: bank).isBlown { throw .fuseBlown(bank: bank) }
        loans[id] = loan
    }

    private mutating func repay(_ id: String, _ amount: Fen) throws(RiskPoolProblem) {
        var loan = try loan(id, in: [.running, .overdue])
        guard amount > .zero else { throw .notPositive }
        guard amount <= loan.owed else { throw .moreThanOwed(loan.owed) }
        loan.owed = Fen(loan.owed.count - amount.count)
        if loan.owed == .zero { loan.state = .settled }
        loans[id] = loan
    }

    private mutating func compensate(_ id: String) throws(RiskPoolProblem) {
        var loan = try loan(id, in: [.overdue])
        let shares = try divide(loan.owed)
        let own = shares.filter { rules.contributors.contains($0.party) && $0.amount > .zero }
        let paid = Fen(own.reduce(0) { $0 + $1.amount.count })
        let before = costOfFirm[loan.firm] ?? .zero
        if let cap = rules.capPerFirm, paid.count > cap.count - before.count { throw .aboveCap(of: loan.firm, cap: cap, paid: before) }
        guard paid <= balance else { throw .poolTooSmall(balance: balance, needed: paid) }
        if paid > .zero { try write("代偿 \(id)", own.map { .debit(Self.compensation($0.party), $0.amount) } + [.credit(Self.bankAccount, paid)]) }
        costOfFirm[loan.firm] = Fen(before.count + paid.count)
        (loan.borne, loan.state) = (shares, .compensated)
        loans[id] = loan
    }

    private mutating func recover(_ id: String, _ amount: Fen, cost: Fen) throws(RiskPoolProblem) {
        var loan = try loan(id, in: [.compensated, .writtenOff])
        guard amount > .zero, cost >= .zero, cost <= amount else { throw .notPositive }
        guard amount <= loan.owed else { throw .moreThanOwed(loan.owed) }
        let shares = try divide(Fen(amount.count - cost.count))
        let own = shares.filter { rules.contributors.contains($0.party) && $0.amount > .zero }
        let came = Fen(own.reduce(0) { $0 + $1.amount.count })
        if came > .zero { try write("追偿 \(id)", [.debit(Self.bankAccount, came)] + own.map { .credit(Self.recoveries($0.party), $0.amount) }) }
        loan.owed = Fen(loan.owed.count - amount.count)
        loan.recovered += shares
        if loan.owed == .zero { loan.state = .settled }
        loans[id] = loan
    }

    private func divide(_ amount: Fen) throws(RiskPoolProblem) -> [LossSharing.Share] {
        do { return try rules.sharing.divide(amount) } catch { throw .sharing(error) }
    }

    private mutating func write(_ summary: String, _ postings: [Posting]) throws(RiskPoolProblem) {
        do { try books.write(Entry("\(books.entries.count + 1)", day: events.count, summary, postings)) } catch { throw .books(error) }
    }
}

/// Why an event is refused.
public enum RiskPoolProblem: Error, Hashable, Sendable {
    case books(BooksProblem)
    case sharing(MoneyProblem)
    case noContributor(String)
    case notPositive
    case repeatedLoan(String)
    case noSuchLoan(String)
    /// A loan in this state does not do this.
    case notNow(String, RiskPool.Loan.State)
    /// With what the firm already owes, the loan would be above its limit.
    case aboveLimit(limit: Fen, owed: Fen)
    /// Too much is overdue: at this bank, or in all where no bank is named.
    case fuseBlown(bank: String?)
    case moreThanOwed(Fen)
    case aboveCap(of: String, cap: Fen, paid: Fen)
    case poolTooSmall(balance: Fen, needed: Fen)
}
