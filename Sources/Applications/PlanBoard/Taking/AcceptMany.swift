import Kernel

/// 批量采纳: which of the extracts that still wait are taken over unread.
struct AcceptMany: Record {
    static let kind = Kind<AcceptMany>("批量采纳", en: "Accept many")
    let category = Field<Extract.Category?>("类别", .help(Label("留空为全部类别", en: "Leave empty for all categories")))
    let confidence = Field<Int>(
        "把握不低于", en: "Reader at least this sure", unit: "%", .initial("90"), .min(0), .max(100),
        .help(Label("低于此把握的仍逐项审阅", en: "What the reader was less sure of stays to be reviewed one by one")))
}

extension Operation {
    /// Accepts at once what the reader was sure of, so that the reviewer's time goes to what it was not.
    static let acceptMany = Operation(
        "acceptMany", "批量采纳", en: "Accept many", on: Plan.self, asking: AcceptMany.self, by: .planOffice, when: { $0.state == .review }
    ) { plan, order, desk in
        let least = Double(order.confidence) / 100
        let count = try await desk.together { changes in
            let sure = try changes.rows(Extract.self) { $0.plan == plan.reference && $0.state == .proposed && $0.confidence >= least }
                .filter { order.category == nil || $0.category == order.category }
            for extract in sure { try changes.move(extract.reference, step: "accept") }
            return sure.count
        }
        return Outcome("已采纳 \(count) 项", en: "\(count) extracts were accepted", then: .page(application: "planBoard", code: "review", record: plan.id))
    }
}
