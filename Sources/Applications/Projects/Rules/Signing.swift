import Bookkeeping
import Kernel

/// 签订与拨付: what a contract needs before it is signed, and how money leaves.
enum Signing {
    static func sign(_ contract: Row<ProjectContract>, _ changes: inout Changes) throws {
        if let reference = contract.notice { try Award.checkNotice(try changes.row(reference), &changes) }
        let milestones = try changes.rows(ProjectMilestone.self) { $0.contract == contract.reference }.sorted { $0.ordinal < $1.ordinal }
        let shares = milestones.map { Int64($0.share) }
        guard shares.reduce(0, +) == 100 else {
            throw changes.refuse("里程碑拨款比例之和应为 100%，现为 \(shares.reduce(0, +))%", en: "The shares come to 100%, not \(shares.reduce(0, +))%")
        }
        if contract.isLumpSum {
            guard contract.promisedOn != nil else { throw changes.refuse("包干制项目须先签署承诺书", en: "A lump sum needs the signed promise first") }
        } else {
            try checkBudget(of: contract, &changes)
        }
        let today = changes.now.day
        try changes.update(contract.reference) { $0.signedOn = .some(today) }
        let parts = try Allocation.divide(Fen(contract.grant.fen), by: shares)
        let standing = try IntegrityStanding(enterprise: contract.enterprise, holder: contract.holder, leader: contract.leader, identity: nil, &changes)
        for (milestone, part) in zip(milestones, parts) {
            try changes.update(milestone.reference) { $0.amount = .some(Money(fen: part.count)) }
            try changes.move(milestone.reference, step: "agree")
            // Who is watched (B) reports first and is paid then.
            if milestone.isAdvance, standing.grade != .b { try changes.move(milestone.reference, step: "advance") }
        }
    }

    /// The lines come to the whole money, and what is indirect stays under its cap.
    private static func checkBudget(of contract: Row<ProjectContract>, _ changes: inout Changes) throws {
        let lines = try changes.rows(ProjectBudget.self) { $0.contract == contract.reference }
        func sum(_ headings: [ProjectBudget.Heading]) -> Money { lines.filter { headings.contains($0.heading) }.reduce(Money(fen: 0)) { $0 + $1.amount } }
        let (total, whole) = (sum(ProjectBudget.Heading.allCases), contract.grant + contract.own)
        guard total == whole else {
            throw changes.refuse("预算合计 \(total.said)，应等于总经费 \(whole.said)", en: "The budget comes to \(total.said) instead of \(whole.said)")
        }
        let cap = IndirectCost.cap(directWithoutEquipment: sum([.business, .labour]))
        guard sum([.indirect]) <= cap else {
            throw changes.refuse(
                "间接费用 \(sum([.indirect]).said)，上限 \(cap.said)", en: "Indirect cost of \(sum([.indirect]).said) is above the cap of \(cap.said)")
        }
        for line in lines { try changes.move(line.reference, step: "agree") }
    }

    /// What is due for a milestone that was accepted: within 30 days (国办发〔2021〕32号, wording unverified).
    static func pay(for milestone: Row<ProjectMilestone>, _ changes: inout Changes) throws {
        guard let amount = milestone.amount, amount.fen > 0 else { return }
        let contract = try changes.row(milestone.contract)
        var draft = Draft<ProjectPayment>()
        (draft.contract, draft.purpose, draft.amount) = (milestone.contract, milestone.title, amount)
        draft.milestone = .some(milestone.reference)
        draft.day = changes.now.day.adding(days: 30)
        try changes.create(draft, organisation: contract.meta.organisation, isSimulated: contract.meta.isSimulated)
    }

    /// Pays, within the grant and within the budget of the call. The sum is kept on the contract, so that of two payments at the same moment one sees
    /// the other.
    static func settle(_ payment: Row<ProjectPayment>, _ changes: inout Changes) throws {
        let contract = try changes.row(payment.contract)
        guard contract.state == .running || contract.state == .accepted else {
            throw changes.refuse("项目“\(contract.state.label.chinese)”，不能拨付", en: "Nothing is paid to a project that is “\(contract.state.label.english)”")
        }
        let paid = contract.paid + payment.amount
        guard paid <= contract.grant else {
            throw changes.refuse(
                "超出财政资金：已拨 \(contract.paid.said)，再拨 \(payment.amount.said) 将超过 \(contract.grant.said)",
                en: "Beyond the grant: \(contract.paid.said) are paid, \(payment.amount.said) more exceed \(contract.grant.said)")
        }
        if let reference = contract.call {
            let call = try changes.row(reference)
            let all = try changes.rows(ProjectContract.self) { $0.call == reference }.reduce(payment.amount) { $0 + $1.paid }
            guard all <= call.budget else { throw changes.refuse("超出指南总预算 \(call.budget.said)", en: "Beyond the budget of the call, \(call.budget.said)") }
        }
        try changes.update(contract.reference) { $0.paid = paid }
        let today = changes.now.day
        try changes.update(payment.reference) { $0.day = today }
    }

    static func cancelPayments(_ contract: Row<ProjectContract>, _ changes: inout Changes) throws {
        for payment in try changes.rows(ProjectPayment.self, where: { $0.contract == contract.reference && $0.state == .due }) {
            try changes.move(payment.reference, step: "cancel", remark: "项目终止")
        }
    }
}

/// 间接费用: its cap, by parts of direct cost without equipment: 30% up to 500万, 25% up to 1,000万, 20% beyond.
///
/// 国办发〔2021〕32号 (rates unverified, policy rules §7.1).
enum IndirectCost {
    static func cap(directWithoutEquipment base: Money) -> Money {
        let parts: [(upTo: Int64, percent: Int64)] = [(Money(wan: 500).fen, 30), (Money(wan: 1000).fen, 25), (.max, 20)]
        var (cap, from): (Int64, Int64) = (0, 0)
        for part in parts where base.fen > from {
            cap += (min(base.fen, part.upTo) - from) / 100 * part.percent + (min(base.fen, part.upTo) - from) % 100 * part.percent / 100
            from = part.upTo
        }
        return Money(fen: cap)
    }
}
