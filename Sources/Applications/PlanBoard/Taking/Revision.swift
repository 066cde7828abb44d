import Kernel

/// 采纳调整意见: the target changes, and the amendment keeps what it was before.
enum Revision {
    @Sendable static func carryOut(_ amendment: Row<Amendment>, _ changes: inout Changes) throws {
        guard let reference = amendment.target else { return }
        guard amendment.newValue != nil || amendment.newYear != nil else {
            throw changes.refuse("请先填写建议的目标值或目标年", en: "please enter the proposed value or year first")
        }
        let target = try changes.row(reference)
        try changes.update(amendment.reference) { $0.oldValue = .some(target.value) }
        try changes.update(reference) { draft in
            if let value = amendment.newValue { draft.value = value }
            if let year = amendment.newYear { draft.year = year }
        }
        // The parts by year lead to the old value: they are made anew.
        for part in try changes.rows(YearTarget.self, where: { $0.target == reference }) { try changes.delete(part.reference) }
        try Monitoring.restate(reference, &changes)
    }
}

/// 提出调整: the proposal that follows from an evaluation.
struct ProposeAmendment: Record {
    static let kind = Kind<ProposeAmendment>("提出调整意见", en: "Propose an amendment")
    let newValue = Field<Double?>("建议目标值", en: "New value")
    let newYear = Field<Int?>("建议目标年", en: "New year", .min(1990), .max(2100))
    let reason = Field<String>("理由", en: "Reason", .long, .max(2000), .min(5))
    static var checks: [Check<ProposeAmendment>] {
        [Check("目标值和目标年至少填一项", en: "Enter a new value or a new year", at: \.newValue) { $0.newValue != nil || $0.newYear != nil }]
    }
}

extension Operation {
    /// From a target to an amendment that experts review and the leaders approve.
    static let proposeAmendment = Operation(
        "proposeAmendment", "提出调整", en: "Propose an amendment", on: Target.self, asking: ProposeAmendment.self, by: .planOffice, .liaison
    ) { target, order, desk in
        let amendment = try await desk.together { changes in
            var draft = Draft<Amendment>()
            draft.plan = target.plan
            draft.target = .some(target.reference)
            draft.subject = "调整“\(String(target.name.prefix(120)))”"
            draft.oldValue = .some(target.value)
            draft.newValue = .some(order.newValue)
            draft.newYear = .some(order.newYear)
            draft.reason = order.reason
            return try changes.create(draft, region: target.meta.region, isSimulated: target.meta.isSimulated)
        }
        return Outcome("已提出，等待论证和批准", en: "Proposed; it has to be reviewed and approved", then: .to(amendment))
    }
}
