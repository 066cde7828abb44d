import Bookkeeping
import Kernel
import Registers

/// 按比例核减: where a line is short, what was approved and is not reserved yet is cut for all alike; nobody is served first for having been quick.
enum Cutting {
    /// The claims that wait for the money of a line: reviewed, and not confirmed by the finance bureau.
    static func waiting(for line: Row<BudgetLine>, _ changes: Changes) throws -> [Row<Claim>] {
        let clauses = Set(try changes.rows(PolicyClause.self) { $0.fund == line.fund }.map(\.reference))
        return try changes.rows(Claim.self) { $0.state.isIn([.accepted, .reviewed]) && $0.approved.isFilled }.filter { claim in
            try clauses.contains(claim.clause) && Spending.isSimulated(claim, of: claim.enterprise, changes) == line.meta.isSimulated
        }
    }

    /// What is left, divided as the reviewed sums stand to one another, whatever was cut before; together it is all of what is left, to the fen. Where there
    /// is enough by now, each has what the review came to.
    static func cut(_ line: Row<BudgetLine>, _ changes: inout Changes) throws -> (count: Int, before: Money, after: Money) {
        guard line.year == changes.now.day.year else { throw changes.refuse("只能核减本年度额度下的申请", en: "Only claims on a line of this year are cut") }
        let claims = try waiting(for: line, changes)
        let before = claims.reduce(Money(fen: 0)) { $0 + ($1.approved ?? Money(fen: 0)) }
        let weights = claims.map { ($0.reviewed ?? $0.approved)?.fen ?? 0 }
        let isShort = weights.reduce(0, +) > line.free.fen
        guard line.free.fen > 0 || !isShort else { throw changes.refuse("没有可用额度，请先追加预算", en: "Nothing is left; have the line raised first") }
        let parts = isShort ? try Allocation.divide(Fen(line.free.fen), by: weights).map(\.count) : weights
        let changed = zip(claims, parts).filter { $0.approved?.fen != $1 }
        guard !changed.isEmpty else {
            throw changes.refuse(
                "已核定待确认 \(before.words.chinese)，可用额度 \(line.free.words.chinese)，不需要核减",
                en: "\(before.words.english) are approved and \(line.free.words.english) are left: nothing has to be cut")
        }
        for (claim, part) in changed {
            let (old, new) = (claim.approved?.words.chinese ?? "—", Money(fen: part).words.chinese)
            let note = isShort ? "额度不足，按比例核减：\(old) → \(new)" : "额度已足，恢复评审核定金额：\(old) → \(new)"
            let opinion = [claim.opinion, note].compactMap { $0 }.joined(separator: "\n")
            try changes.update(claim.reference) { ($0.approved, $0.opinion) = (.some(Money(fen: part)), .some(String(opinion.suffix(2000)))) }
        }
        return (claims.count, before, Money(fen: parts.reduce(0, +)))
    }
}

extension Operation {
    static let cutClaims = Operation(
        "cutClaims", "按比例核减", en: "Cut in proportion", on: BudgetLine.self, by: .fundOffice,
        warning: Label(
            "本额度下已核定、财政还没有确认的申请，按评审核定金额的同一比例核减，合计等于可用额度；以前核减过的一并重算。",
            en: "What waits on this line is cut to what is left, in one proportion of what was reviewed; earlier cuts are done anew.")
    ) { line, desk in
        let done = try await desk.together { changes in try Cutting.cut(try changes.row(line.reference), &changes) }
        let (isLess, before, after) = (done.after < done.before, done.before.words, done.after.words)
        return Outcome(
            "\(done.count) 件申请由 \(before.chinese) \(isLess ? "核减" : "调整")为 \(after.chinese)",
            en: "\(done.count) claims were \(isLess ? "cut" : "set") from \(before.english) to \(after.english)",
            then: .page(application: "funds", code: "fundDesk"))
    }
}
