import Bookkeeping
import Kernel
import Registers

/// From the application to the last repayment. Every change of what is owed goes through ``keep(_:from:_:)``, so that the sums of pool and bank follow.
extension Changes {
    /// An application becomes a case of the bank; of the rating the bank learns what the firm agreed to.
    mutating func open(_ application: Row<LoanApplication>) throws {
        try refuseBarred(application.enterprise)
        let bank = try row(application.bank)
        guard bank.category.isLender else { throw refuse("请选择银行", en: "Please choose a bank") }
        let report = application.scheme.isRated ? try report(of: application.enterprise, application.scheme) : nil
        let firm = try row(application.enterprise)
        var draft = Draft<Loan>()
        (draft.bank, draft.application, draft.enterprise, draft.firm) = (application.bank, application.reference, application.enterprise, firm.name)
        (draft.scheme, draft.asked, draft.askedMonths, draft.purpose) = (application.scheme, application.amount, application.months, application.purpose)
        draft.receivedOn = now.day
        if application.sharesRating, let report {
            (draft.grade, draft.limit, draft.reasons) = (.some(report.grade), .some(report.limit), .some(report.reasons))
        }
        // Lent to a firm or by a bank that is made up, no real money is counted.
        let isSimulated = application.meta.isSimulated || firm.meta.isSimulated || bank.meta.isSimulated
        try create(draft, region: application.meta.region, isSimulated: isSimulated)
        let today = now.day
        try update(application.reference) { ($0.submittedOn, $0.report) = (.some(today), .some(report?.reference)) }
    }

    /// The newest rating of a firm, not older than a year, that has a grade.
    func report(of enterprise: Reference<Enterprise>, _ scheme: Scheme) throws -> Row<CreditReport> {
        let since = now.day.adding(months: -12)
        let reports = try rows(CreditReport.self, order: .newestFirst, limit: 100) { $0.enterprise == enterprise && $0.asOf >= since }
        guard let newest = reports.filter({ $0.scheme == scheme }).max(by: { ($0.asOf, $0.id) < ($1.asOf, $1.id) }) else {
            throw refuse("请先做信用评价，再申请这种贷款", en: "Please have the firm rated before asking for this kind of loan")
        }
        guard newest.grade != nil else { throw refuse("最近一次信用评价没有等级，不能按评价授信", en: "The newest rating gives no grade, so there is no limit") }
        return newest
    }

    /// A bank grants what the limit still allows, to whom nothing bars.
    mutating func grant(_ loan: Row<Loan>) throws {
        try refuseBarred(loan.enterprise)
        try checkLimit(loan)
        try tell(loan)
    }

    private func checkLimit(_ loan: Row<Loan>) throws {
        guard loan.scheme.isRated, let granted = loan.granted else { return }
        if loan.scheme == .knowledge, let months = loan.months, months > 12 {
            throw refuse("知识价值信用贷款期限不超过 12 个月", en: "A knowledge-value loan runs for 12 months at most")
        }
        let (enterprise, scheme, id) = (loan.enterprise, loan.scheme, loan.id)
        let limit = try report(of: enterprise, scheme).limit
        let running = try rows(Loan.self) { $0.enterprise == enterprise && $0.scheme == scheme && $0.state.isIn([.running, .overdue, .compensated]) }
        let owed = try exactly { () throws(MoneyProblem) in try Fen.sum(running.filter { $0.id != id }.map(\.owed.exact)) }
        guard owed.count <= limit.fen, granted.fen <= limit.fen - owed.count else {
            let isShared = loan.limit != nil
            throw refuse(
                isShared ? "超过推荐额度：额度 \(limit.exact) 元，已用 \(owed) 元" : "超过该企业的推荐额度（企业未授权查看评价）",
                en: isShared ? "Above the limit of \(limit.exact) yuan, of which \(owed) are used" : "Above the firm's limit, which it does not share")
        }
    }

    /// The money goes out. Asked again: what was true when it was granted; and whether the fuse of the pool or of the bank has blown since.
    mutating func draw(_ loan: Row<Loan>) throws {
        guard let principal = loan.granted else { throw refuse("没有批准金额", en: "No amount is granted") }
        // A day that was planned and is still to come is not the one on which it was drawn.
        let day = min(loan.drawnOn ?? now.day, now.day)
        let told = try row(loan.application)
        guard told.granted == loan.granted, told.rate == loan.rate, told.term == loan.months, told.method == loan.method else {
            throw refuse("批准后不能更改贷款条件；如需更改请先取消批准", en: "What was granted cannot change; take it back first")
        }
        try refuseBarred(loan.enterprise)
        try checkLimit(loan)
        let fund = try pool(for: loan)
        try keep(loan, from: .granted) { ($0.principal, $0.owed, $0.fund, $0.drawnOn) = (.some(principal), principal, .some(fund), .some(day)) }
    }

    /// The pool that covers a loan: that of the bank's agreement for this kind of loan; none where there is no agreement and the kind needs none.
    private func pool(for loan: Row<Loan>) throws -> Reference<CapitalFund>? {
        let (bank, today) = (loan.bank, now.day)
        let agreements = try rows(PoolBank.self, limit: 100) { $0.bank == bank }
            .filter { $0.state == .inForce && $0.scheme == loan.scheme && $0.signedOn <= today && ($0.until.map { $0 >= today } ?? true) }
        guard let agreement = agreements.first else {
            if !loan.scheme.isRated { return nil }
            throw refuse("该银行没有这种贷款的合作协议", en: "The bank has no agreement for this kind of loan")
        }
        let fund = try row(agreement.fund)
        guard !fund.isBlown(overdue: fund.overdue.exact, owed: fund.owed.exact) else {
            throw refuse("“\(fund.name)”已达熔断线，暂停新增贷款", en: "The fuse of “\(fund.name)” has blown: no new loans")
        }
        let own = try rows(PoolBank.self, limit: 100) { $0.bank == bank && $0.fund == fund.reference }
        let (owed, overdue) = own.reduce((Money(fen: 0), Money(fen: 0))) { ($0.0 + $1.owed, $0.1 + $1.overdue) }
        guard !fund.isBlown(overdue: overdue.exact, owed: owed.exact) else {
            throw refuse("该银行已达熔断线，暂停新增贷款", en: "The fuse of this bank has blown: no new loans")
        }
        return fund.reference
    }

    /// Changes a loan and with it the sums of its pool and bank, and what the firm is told. The only way in which what is owed changes.
    @discardableResult
    mutating func keep(_ loan: Row<Loan>, from state: Loan.State, _ change: (inout Draft<Loan>) -> Void) throws -> Row<Loan> {
        let before = Exposure(state, loan.owed)
        let after = try update(loan.reference, change)
        let difference = Exposure(after.state, after.owed) - before
        if let fund = after.fund {
            let pool = try row(fund)
            try update(fund) { ($0.owed, $0.overdue) = (pool.owed + difference.owed, pool.overdue + difference.overdue) }
            let (bank, scheme) = (after.bank, after.scheme)
            for agreement in try rows(PoolBank.self, limit: 1, where: { $0.fund == fund && $0.bank == bank && $0.scheme == scheme }) {
                try update(agreement.reference) { ($0.owed, $0.overdue) = (agreement.owed + difference.owed, agreement.overdue + difference.overdue) }
            }
        }
        try tell(after)
        return after
    }

    /// What the firm sees of its loan.
    mutating func tell(_ loan: Row<Loan>) throws {
        try update(loan.application) { application in
            application.state = loan.state.told
            (application.granted, application.rate, application.term, application.method) = (
                .some(loan.granted), .some(loan.rate), .some(loan.months), .some(loan.method)
            )
            (application.drawnOn, application.answer) = (.some(loan.principal == nil ? nil : loan.drawnOn), .some(loan.answer))
            application.owed = .some(loan.principal == nil ? nil : loan.owed)
        }
    }
}

/// What a pool has at stake in a loan.
struct Exposure: Hashable {
    let owed: Money
    let overdue: Money

    init(_ state: Loan.State, _ owed: Money) {
        let none = Money(fen: 0)
        switch state {
        case .running: (self.owed, overdue) = (owed, none)
        case .overdue, .compensated: (self.owed, overdue) = (owed, owed)
        default: (self.owed, overdue) = (none, none)
        }
    }
    private init(_ owed: Money, _ overdue: Money) { (self.owed, self.overdue) = (owed, overdue) }
    static func - (left: Exposure, right: Exposure) -> Exposure { Exposure(left.owed - right.owed, left.overdue - right.overdue) }
}

extension Loan.State {
    /// The state of the firm's application.
    var told: LoanApplication.State {
        switch self {
        case .received, .examined: .submitted
        case .granted: .granted
        case .refused: .refused
        case .running: .running
        case .overdue: .overdue
        case .settled: .settled
        case .compensated: .compensated
        case .writtenOff: .writtenOff
        case .withdrawn: .withdrawn
        }
    }
}

/// 登记还款
struct RecordRepayment: Record {
    static let kind = Kind<RecordRepayment>("登记还款", en: "Enter a repayment")
    let paidOn = Field<Day>("还款日期", en: "Paid on")
    let principal = Field<Money>("本金", en: "Principal", unit: .wanYuan, .min(0))
    let interest = Field<Money>("利息", en: "Interest", unit: .wanYuan, .initial("0"), .min(0))
}

extension Operation {
    /// What the firm paid back.
    static let recordRepayment = Operation(
        "recordRepayment", "登记还款", en: "Enter a repayment", on: Loan.self, asking: RecordRepayment.self, by: .bank,
        when: { [.running, .overdue].contains($0.state) }
    ) { seen, order, desk in
        let loan = try await desk.together { changes in
            let loan = try changes.row(seen.reference)
            guard [.running, .overdue].contains(loan.state) else { throw changes.refuse("这笔贷款已不在还款中", en: "Nothing is paid back on this loan any more") }
            guard order.paidOn <= changes.now.day, loan.drawnOn.map({ order.paidOn >= $0 }) ?? false else {
                throw changes.refuse("还款日期应在放款日与今天之间", en: "It was paid between the day of drawing and today")
            }
            guard order.principal.fen > 0 || order.interest.fen > 0 else { throw changes.refuse("请填写本金或利息", en: "Please give principal or interest") }
            guard order.principal <= loan.owed else { throw changes.refuse("本金多于未还的 \(loan.owed.exact) 元", en: "More than the \(loan.owed.exact) yuan owed") }
            var draft = Draft<Repayment>()
            (draft.bank, draft.loan, draft.paidOn, draft.principal, draft.interest) = (
                loan.bank, loan.reference, order.paidOn, order.principal, order.interest
            )
            try changes.create(draft, region: loan.meta.region, isSimulated: loan.meta.isSimulated)
            return try changes.keep(loan, from: loan.state) { change in
                change.owed = loan.owed - order.principal
                if order.principal == loan.owed { change.state = .settled }
            }
        }
        return loan.state == .settled
            ? Outcome("已结清", en: "It is settled") : Outcome("已登记，未还本金 \(loan.owed.exact) 元", en: "Entered; \(loan.owed.exact) yuan are still owed")
    }

    /// A firm takes back its consent: the bank no longer sees the rating.
    static let withdrawConsent = Operation(
        "withdrawConsent", "撤回评价授权", en: "Withdraw consent", on: LoanApplication.self, by: .enterprise,
        warning: Label("银行将不再看到本企业的信用评价。", en: "The bank will no longer see your rating."), when: { $0.sharesRating }
    ) { application, desk in
        try await desk.together { changes in
            let reference = application.reference
            try changes.update(reference) { $0.sharesRating = false }
            for loan in try changes.rows(Loan.self, limit: 1, where: { $0.application == reference }) {
                try changes.update(loan.reference) { ($0.grade, $0.limit, $0.reasons) = (.some(nil), .some(nil), .some(nil)) }
            }
        }
        return Outcome("已撤回", en: "Withdrawn")
    }
}
