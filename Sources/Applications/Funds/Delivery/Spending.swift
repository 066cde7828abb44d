import Bookkeeping
import Kernel
import Registers

/// The only way in which a budget line changes: the line and its movement in one transaction. The line's own check refuses what would exceed its limit.
enum Spending {
    /// What a movement is for.
    struct Matter {
        let id: RecordID
        let payee: String
        let enterprise: Reference<Enterprise>?
        let isSimulated: Bool
    }

    /// What is paid for a made-up enterprise is made up, whoever entered the claim: it never counts for a real plan.
    static func isSimulated<T>(_ row: Row<T>, of enterprise: Reference<Enterprise>, _ changes: Changes) throws -> Bool {
        try row.meta.isSimulated || changes.row(enterprise).meta.isSimulated
    }

    /// The line of a fund in the present year.
    static func line(of fund: Reference<Fund>, isSimulated: Bool, _ changes: Changes) throws -> Row<BudgetLine> {
        let year = changes.now.day.year
        guard let line = try changes.rows(BudgetLine.self, where: { $0.fund == fund && $0.year == year }).first(where: { $0.meta.isSimulated == isSimulated })
        else {
            let name = try changes.row(fund).name
            throw changes.refuse("“\(name)”没有 \(year) 年度预算额度，请财政局先下达", en: "“\(name)” has no budget line of \(year); the finance bureau has to enter it first")
        }
        return line
    }

    static func reserve(_ amount: Money, on reference: Reference<BudgetLine>, for matter: Matter, _ changes: inout Changes) throws {
        let line = try changes.row(reference)
        guard amount.fen > 0, amount <= line.free else {
            throw changes.refuse(
                "“\(line.name)”可用额度 \(line.free.words.chinese)，不足 \(amount.words.chinese)；请核减金额，或请财政局追加预算",
                en: "“\(line.name)” has \(line.free.words.english) left, less than \(amount.words.english): grant less or have it raised")
        }
        try changes.update(reference) { $0.reserved = line.reserved + amount }
        try note(.reserve, amount, reference, matter, &changes)
    }

    static func release(_ amount: Money, on reference: Reference<BudgetLine>, for matter: Matter, _ changes: inout Changes) throws {
        if amount.fen == 0 { return }
        let line = try changes.row(reference)
        try changes.update(reference) { $0.reserved = line.reserved - amount }
        try note(.release, amount, reference, matter, &changes)
    }

    static func pay(_ amount: Money, on reference: Reference<BudgetLine>, for matter: Matter, _ changes: inout Changes) throws {
        let line = try changes.row(reference)
        try changes.update(reference) { ($0.reserved, $0.paid) = (line.reserved - amount, line.paid + amount) }
        try note(.pay, amount, reference, matter, &changes)
    }

    static func refund(_ amount: Money, on reference: Reference<BudgetLine>, for matter: Matter, _ changes: inout Changes) throws {
        let line = try changes.row(reference)
        try changes.update(reference) { $0.paid = line.paid - amount }
        try note(.refund, Money(fen: -amount.fen), reference, matter, &changes)
    }

    private static func note(
        _ category: BudgetMovement.Category, _ amount: Money, _ line: Reference<BudgetLine>, _ matter: Matter, _ changes: inout Changes
    ) throws {
        var draft = Draft<BudgetMovement>()
        (draft.line, draft.day, draft.category, draft.matter) = (line, changes.now.day, category, matter.id.text)
        (draft.amount, draft.payee, draft.enterprise) = (amount, matter.payee, .some(matter.enterprise))
        try changes.create(draft, isSimulated: matter.isSimulated)
    }

    /// The line worked out anew from its movements: what a line says and what its ledger says are the same, or somebody was at the database.
    static func replay(_ line: Row<BudgetLine>, _ movements: [Row<BudgetMovement>]) -> Result<Bookkeeping.BudgetLine, BudgetProblem> {
        do throws(BudgetProblem) {
            var books = try Bookkeeping.BudgetLine(line.name, limit: Fen(line.limit.fen))
            for row in movements.sorted(by: { $0.id < $1.id }) {
                let amount = Fen(Int64(row.amount.fen.magnitude))
                switch row.category {
                case .reserve: try books.move(.reserve(claim: row.matter, amount))
                case .pay: try books.move(.pay(claim: row.matter, amount))
                case .refund: try books.move(.refund(claim: row.matter, amount))
                case .release:
                    // A part stays where only a part is released.
                    let kept = books.state(of: row.matter).reserved
                    try books.move(.release(claim: row.matter))
                    if kept > amount { try books.move(.reserve(claim: row.matter, Fen(kept.count - amount.count))) }
                }
            }
            return .success(books)
        } catch { return .failure(error) }
    }
}
