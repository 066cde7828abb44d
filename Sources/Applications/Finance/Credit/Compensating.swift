import Bookkeeping
import Kernel
import Registers

/// From overdue principal to what the pool paid, and back.
extension Changes {
    /// A claim is about a loan of the same bank that is overdue under a pool; what it comes to is said at once.
    mutating func take(_ claim: Row<LossClaim>) throws {
        let loan = try row(claim.loan)
        guard loan.bank == claim.bank else { throw refuse("只能为本行的贷款申请代偿", en: "A bank claims for its own loans") }
        guard loan.state == .overdue else { throw refuse("贷款没有登记逾期，或已代偿", en: "The loan is not overdue, or was compensated already") }
        guard let fund = loan.fund else { throw refuse("这笔贷款没有风险补偿资金池", en: "No pool covers this loan") }
        try update(claim.reference) {
            ($0.firm, $0.enterprise, $0.fund, $0.principal) = (.some(loan.firm), .some(loan.enterprise), .some(fund), .some(loan.owed))
        }
    }

    /// The pool pays its share of what is owed now, never more than it has and never above what one firm may cost.
    mutating func compensate(_ claim: Row<LossClaim>) throws {
        let loan = try row(claim.loan)
        guard loan.state == .overdue, let reference = loan.fund else {
            throw refuse("贷款没有登记逾期，或已代偿", en: "The loan is not overdue, or was compensated already")
        }
        let fund = try row(reference)
        let (shares, byBank) = try exactly { () throws(MoneyProblem) in try fund.sharing(loan.owed.exact) }
        let paid = try exactly { () throws(MoneyProblem) in try Fen.sum(shares.map(\.amount)) }
        try checkCap(of: fund, loan.enterprise, paid)
        var voucher: Int?
        if paid > .zero {
            voucher = try post(
                reference, on: now.day, "代偿：\(loan.firm)", with: try row(loan.bank).name,
                shares.map { .debit(.compensation($0.party), $0.amount) } + [.credit(.deposit, paid)])
        }
        func share(_ party: Party) -> Money { shares.first { $0.party == party }?.amount.money ?? Money(fen: 0) }
        let (today, owed, number) = (now.day, loan.owed, voucher)
        let (city, county) = (share(.city), share(.county))
        try update(claim.reference) {
            ($0.principal, $0.paid, $0.byCity, $0.byCounty, $0.byBank) = (.some(owed), .some(paid.money), .some(city), .some(county), .some(byBank.money))
            ($0.paidOn, $0.voucher) = (.some(today), .some(number))
        }
        try keep(loan, from: .overdue) { $0.state = .compensated }
    }

    private func checkCap(of fund: Row<CapitalFund>, _ enterprise: Reference<Enterprise>, _ paid: Fen) throws {
        guard let cap = fund.cap else { return }
        let reference = fund.reference
        let earlier = try rows(LossClaim.self) { $0.enterprise == enterprise && $0.fund == reference && $0.state == .paid }
        let sum = try exactly { () throws(MoneyProblem) in try Fen.sum(earlier.compactMap { $0.paid?.exact }) }
        guard sum.count <= cap.fen, paid.count <= cap.fen - sum.count else {
            throw refuse("超过单户累计代偿上限 \(cap.exact) 元（已代偿 \(sum) 元）", en: "Above the most for one firm, \(cap.exact) yuan, of which \(sum) were paid")
        }
    }
}

/// 登记追偿
struct RecordRecovery: Record {
    static let kind = Kind<RecordRecovery>("登记追偿", en: "Enter a recovery")
    let day = Field<Day>("到账日期", en: "Received on")
    let amount = Field<Money>("追回本金", en: "Recovered", unit: .wanYuan, .min(0.000001))
    let cost = Field<Money>("追偿费用", en: "Cost of it", unit: .wanYuan, .initial("0"), .min(0))
    static var checks: [Check<RecordRecovery>] {
        [Check("费用不能多于追回的金额", en: "It cost no more than it brought", at: \.cost) { $0.cost <= $0.amount }]
    }
}

extension Operation {
    /// Something came in from a compensated loan: less its cost it is shared like the loss, and the pool's part goes back into the pool.
    static let recordRecovery = Operation(
        "recordRecovery", "登记追偿", en: "Enter a recovery", on: Loan.self, asking: RecordRecovery.self, by: .bank, .financeCentre,
        when: { [.compensated, .writtenOff].contains($0.state) }
    ) { seen, order, desk in
        let recovery = try await desk.together { changes in
            let loan = try changes.row(seen.reference)
            guard [.compensated, .writtenOff].contains(loan.state), let reference = loan.fund else {
                throw changes.refuse("只有代偿过的贷款有追偿", en: "Only compensated loans are recovered")
            }
            guard order.amount <= loan.owed else { throw changes.refuse("多于未还的 \(loan.owed.exact) 元", en: "More than the \(loan.owed.exact) yuan owed") }
            let fund = try changes.row(reference)
            let (shares, kept) = try changes.exactly { () throws(MoneyProblem) in try fund.sharing((order.amount - order.cost).exact) }
            let returned = try changes.exactly { () throws(MoneyProblem) in try Fen.sum(shares.map(\.amount)) }
            var voucher: Int?
            if returned > .zero {
                voucher = try changes.post(
                    reference, on: order.day, "追偿：\(loan.firm)", with: try changes.row(loan.bank).name,
                    [.debit(.deposit, returned)] + shares.map { .credit(.recovery($0.party), $0.amount) })
            }
            var draft = Draft<Recovery>()
            (draft.bank, draft.loan, draft.day, draft.amount, draft.cost) = (loan.bank, loan.reference, order.day, order.amount, order.cost)
            (draft.returned, draft.kept, draft.voucher) = (returned.money, kept.money, .some(voucher))
            let recovery = try changes.create(draft, region: loan.meta.region, isSimulated: loan.meta.isSimulated)
            try changes.keep(loan, from: loan.state) { change in
                change.owed = loan.owed - order.amount
                if order.amount == loan.owed { change.state = .settled }
            }
            return recovery
        }
        return Outcome(
            "已登记：返还基金 \(recovery.returned.exact) 元，银行留存 \(recovery.kept.exact) 元",
            en: "Entered: \(recovery.returned.exact) yuan to the pool, \(recovery.kept.exact) to the bank")
    }
}
