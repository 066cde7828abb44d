import Bookkeeping
import Kernel
import Registers

/// From what was granted to money on an account: payments, lists for the bank, and what the bank says came of them.
enum Paying {
    /// Makes a payment with the next number of its day.
    @discardableResult
    static func make(_ payment: Draft<Payment>, isSimulated: Bool, _ changes: inout Changes) throws -> Row<Payment> {
        var draft = payment
        draft.number = try number("ZF", changes) { changes, start in try changes.rows(Payment.self) { $0.number.hasPrefix(start) }.map(\.number) }
        return try changes.create(draft, isSimulated: isSimulated)
    }

    /// ZF20260701-0003: the mark, the day, one more than the highest of the day.
    static func number(_ mark: String, _ changes: Changes, _ known: (Changes, String) throws -> [String]) throws -> String {
        let start = mark + changes.now.day.description.filter { $0 != "-" } + "-"
        let highest = try known(changes, start).compactMap { Int($0.dropFirst(start.count)) }.max() ?? 0
        let digits = String(highest + 1)
        return start + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// The bank has paid: the line, what it was for, and the index of what public money supports follow.
    static func paid(_ row: Row<Payment>, _ changes: inout Changes) throws {
        let day = row.paidOn ?? changes.now.day
        try Spending.pay(row.amount, on: row.line, for: try matter(row, changes), &changes)
        if let reference = row.claim {
            let claim = try changes.row(reference)
            try changes.update(reference) { $0.paidOn = .some(day) }
            try changes.move(reference, step: "pay")
            let clause = try changes.row(claim.clause)
            let fund = try changes.row(clause.fund)
            var draft = Draft<SupportedProject>()
            (draft.title, draft.holder, draft.enterprise) = (claim.subject, try changes.row(claim.enterprise).name, .some(claim.enterprise))
            (draft.funder, draft.programme, draft.year) = (String((fund.manager ?? fund.name).prefix(60)), .some(String(clause.title.prefix(100))), claim.year)
            (draft.amount, draft.number) = (row.amount, .some(row.number))
            let project = try changes.create(draft, isSimulated: row.meta.isSimulated)
            try changes.update(row.reference) { ($0.paidOn, $0.project) = (.some(day), .some(project.reference)) }
        } else {
            try changes.update(row.reference) { $0.paidOn = .some(day) }
        }
        if let reference = row.booking {
            try changes.move(reference, step: "pay")
            for order in try changes.rows(ServiceOrder.self, where: { $0.booking == reference }) { try changes.move(order.reference, step: "pay") }
        }
    }

    static func renew(_ row: Row<Payment>, _ changes: inout Changes) throws {
        try changes.update(row.reference) { ($0.batch, $0.failure) = (.some(nil), .some(nil)) }
    }

    /// It is not paid after all: the money is free again, and the claim goes back to its review.
    static func cancel(_ row: Row<Payment>, _ changes: inout Changes) throws {
        guard let claim = row.claim else {
            throw changes.refuse("创新券兑付不能撤销，请更正账号后重新支付", en: "A voucher's payment is not cancelled; correct the account and pay again")
        }
        try Spending.release(row.amount, on: row.line, for: try matter(row, changes), &changes)
        try changes.update(claim) {
            ($0.line, $0.reviewed, $0.approved, $0.share, $0.noticeUntil) = (.some(nil), .some(nil), .some(nil), .some(nil), .some(nil))
        }
        try changes.move(claim, step: "unlist")
    }

    /// The enterprise has paid it back.
    static func recover(_ row: Row<Payment>, _ changes: inout Changes) throws {
        guard let claim = row.claim else { throw changes.refuse("创新券兑付不在此追回", en: "A voucher's payment is not paid back here") }
        try Spending.refund(row.amount, on: row.line, for: try matter(row, changes), &changes)
        try changes.update(row.reference) { $0.project = .some(nil) }
        if let project = row.project { try changes.delete(project) }
        try changes.move(claim, step: "recover")
    }

    private static func matter(_ row: Row<Payment>, _ changes: Changes) throws -> Spending.Matter {
        let id = try row.claim?.id ?? row.booking.map { try changes.row($0).voucher.id } ?? row.id
        return Spending.Matter(id: id, payee: row.payee, enterprise: row.enterprise, isSimulated: row.meta.isSimulated)
    }
}

/// 生成支付清单: of which fund; of all where none is named.
struct MakeBatch: Record {
    static let kind = Kind<MakeBatch>("生成支付清单", en: "Make a payment list")
    let fund = Field<Reference<Fund>?>("专项资金", en: "Fund", .help(Label("不选则包括全部待支付", en: "All where none is chosen")))
}

/// 更正收款账户
struct CorrectPayee: Record {
    static let kind = Kind<CorrectPayee>("更正收款账户", en: "Correct the payee")
    let payee = Field<String>("收款户名", en: "Payee", .max(100))
    let bank = Field<String>("开户银行", en: "Bank", .max(100))
    let account = Field<String>("银行账号", en: "Account", .min(6), .max(40))
}

/// 核对银行回单: how far the days may be apart.
struct MatchResults: Record {
    static let kind = Kind<MatchResults>("核对银行回单", en: "Match bank results")
    let days = Field<Int>("日期相差不超过", en: "Days apart at most", unit: "天", .initial("10"), .min(0), .max(60))
}

extension Operation {
    static let makeBatch = Operation("makeBatch", "生成支付清单", en: "Make a payment list", asking: MakeBatch.self, by: .financeBureau) { order, desk in
        let batch = try await desk.together { changes in
            var waiting = try changes.rows(Payment.self, limit: 1000) { $0.state == .waiting && $0.batch.isEmpty }
            // Real money and made-up money never stand on one list; the real one goes first.
            let isSimulated = waiting.allSatisfy(\.meta.isSimulated)
            waiting.removeAll { $0.meta.isSimulated != isSimulated }
            if let fund = order.fund {
                let lines = Set(try changes.rows(BudgetLine.self) { $0.fund == fund }.map(\.reference))
                waiting = waiting.filter { lines.contains($0.line) }
            }
            guard !waiting.isEmpty else { throw changes.refuse("没有待支付的支付单", en: "Nothing waits to be paid") }
            var draft = Draft<PaymentBatch>()
            draft.number = try Paying.number("QD", changes) { changes, start in
                try changes.rows(PaymentBatch.self) { $0.number.hasPrefix(start) }.map(\.number)
            }
            (draft.day, draft.count) = (changes.now.day, waiting.count)
            draft.total = waiting.reduce(Money(fen: 0)) { $0 + $1.amount }
            let batch = try changes.create(draft, isSimulated: isSimulated)
            for payment in waiting { try changes.update(payment.reference) { $0.batch = .some(batch.reference) } }
            return batch
        }
        return Outcome(
            "清单 \(batch.number)：\(batch.count) 笔，合计 \(batch.total.words.chinese)",
            en: "List \(batch.number): \(batch.count) payments, \(batch.total.words.english)",
            then: .page(application: "funds", code: "paymentSheet", record: batch.id))
    }

    static let sendBatch = Operation(
        "sendBatch", "送银行", en: "Send to the bank", on: PaymentBatch.self, by: .financeBureau,
        warning: Label("清单上的支付单都标为“已送银行”。请先导出支付文件。", en: "All payments of the list are marked as sent. Export the file first.")
    ) { batch, desk in
        let count = try await desk.together { changes in
            let waiting = try changes.rows(Payment.self, limit: 1000) { $0.batch == batch.reference && $0.state == .waiting }
            for payment in waiting { try changes.move(payment.reference, step: "send") }
            return waiting.count
        }
        return Outcome("已送银行 \(count) 笔", en: "\(count) were sent")
    }

    static let correctPayee = Operation(
        "correctPayee", "更正收款账户", en: "Correct the payee", on: Payment.self, asking: CorrectPayee.self, by: .financeBureau, when: { $0.state == .failed }
    ) { payment, order, desk in
        try await desk.together { changes in
            _ = try changes.update(payment.reference) { ($0.payee, $0.bank, $0.account) = (order.payee, order.bank, order.account) }
        }
        return Outcome("已更正，可以重新支付", en: "It is corrected and can be paid again")
    }

    /// Holds the bank's file against what was sent to it: only what has the same number and amount is taken over; the rest is said and left to people.
    static let matchResults = Operation("matchResults", "核对银行回单", en: "Match bank results", asking: MatchResults.self, by: .financeBureau) { order, desk in
        let (paid, failed, open) = try await desk.together { changes in
            let results = try changes.rows(BankResult.self, limit: 2000) { $0.isMatched == false }
            let sent = try changes.rows(Payment.self, limit: 5000) { $0.state == .sent }
            let reconciliation = try Reconciliation(
                bank: results.map { StatementLine($0.id.text, day: $0.day.number, Fen(-$0.amount.fen), counterparty: $0.account ?? "", reference: $0.number) },
                balance: .zero,
                books: sent.map {
                    StatementLine($0.id.text, day: $0.meta.updatedAt.day.number, Fen(-$0.amount.fen), counterparty: $0.account, reference: $0.number)
                }, balance: .zero, within: order.days)
            let (byResult, byPayment) = (
                Dictionary(uniqueKeysWithValues: results.map { ($0.id.text, $0) }), Dictionary(uniqueKeysWithValues: sent.map { ($0.id.text, $0) })
            )
            var (paid, failed) = (0, 0)
            for match in reconciliation.matches {
                guard let result = match.bank.first.flatMap({ byResult[$0.id] }), let payment = match.books.first.flatMap({ byPayment[$0.id] }) else {
                    continue
                }
                guard match.reason == .sameReference else {
                    try changes.update(result.reference) { $0.finding = .some("金额相同，可能是 \(payment.number)，请人工核对支付编号") }
                    continue
                }
                if result.result == .paid {
                    try changes.update(payment.reference) { $0.paidOn = .some(result.day) }
                    try changes.move(payment.reference, step: "paid")
                    paid += 1
                } else {
                    let reason = result.reason ?? "银行退票"
                    try changes.update(payment.reference) { $0.failure = .some(reason) }
                    try changes.move(payment.reference, step: "fail", remark: reason)
                    failed += 1
                }
                try changes.update(result.reference) { ($0.isMatched, $0.finding) = (true, .some("与 \(payment.number) 相符")) }
            }
            let rest = reconciliation.open.filter { byResult[$0.line.id] != nil }
            for line in rest {
                guard let result = byResult[line.line.id] else { continue }
                try changes.update(result.reference) { $0.finding = .some(finding(line.hint, byPayment)) }
            }
            return (paid, failed, results.count - paid - failed)
        }
        return Outcome(
            "支付成功 \(paid) 笔，退票 \(failed) 笔，待人工核对 \(open) 笔", en: "\(paid) paid, \(failed) came back, \(open) to be looked at",
            then: .page(application: "funds", code: "financeDesk"))
    }

    private static func finding(_ hint: Reconciliation.Hint?, _ payments: [String: Row<Payment>]) -> String {
        switch hint {
        case .sameReferenceOtherAmount(let id, let difference):
            "编号与 \(payments[id]?.number ?? "—") 相同，金额相差 \(Money(fen: Int64(difference.count.magnitude)).words.chinese)"
        case .severalCandidates(let ids): "有 \(ids.count) 笔金额相同，请填写支付编号"
        case nil: "没有这笔支付单，或尚未送银行"
        }
    }
}
