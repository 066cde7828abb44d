import Kernel

/// 布置填报: which day the values are asked for, and until when they have to be there.
struct AskForReports: Record {
    static let kind = Kind<AskForReports>("布置填报", en: "Ask for reports")
    let asOf = Field<Day>("截至日期", en: "As of")
    let due = Field<Day>("填报期限", en: "Due")
    static var checks: [Check<AskForReports>] {
        [Check("填报期限应不早于截至日期", en: "The reports are due on the day of the values or later", at: \.due) { $0.due >= $0.asOf }]
    }
}

extension Operation {
    /// Asks every responsible unit for the values of its targets on a day. Where records know the value, it is there already.
    static let askForReports = Operation(
        "askForReports", "布置填报", en: "Ask for reports", on: Plan.self, asking: AskForReports.self, by: .planOffice, when: { $0.state == .inForce }
    ) { plan, order, desk in
        let targets = try await desk.all(Target.self) { $0.plan == plan.reference }
        var computed: [RecordID: Double] = [:]
        for target in targets {
            guard let code = target.indicator, let indicator = desk.catalog.indicators[code] else { continue }
            let period = indicator.parts.contains { $0.day != nil } ? String(order.asOf.year) : ""
            computed[target.id] = try await desk.value(of: indicator, in: target.meta.region, period: period)
        }
        let values = computed
        let count = try await desk.together { changes in
            var count = 0
            for target in targets { count += try Requests.ask(for: target, asOf: order.asOf, due: order.due, value: values[target.id], &changes) ? 1 : 0 }
            return count
        }
        return Outcome("已布置 \(count) 项填报", en: "\(count) reports were asked for", then: .page(application: "planBoard", code: "monitoring"))
    }
}

enum Requests {
    /// Asks for one value; false where it was asked for before.
    static func ask(for target: Row<Target>, asOf: Day, due: Day, value: Double?, _ changes: inout Changes) throws -> Bool {
        guard try changes.rows(Report.self, limit: 1, where: { $0.target == target.reference && $0.asOf == asOf && $0.unit == "*" }).isEmpty else { return false }
        var draft = Draft<Report>()
        draft.target = target.reference
        draft.subject = String("\(asOf.year) 年 \(target.name)".prefix(160))
        draft.asOf = asOf
        draft.due = due
        draft.unit = "*"
        if let value {
            draft.value = .some(value)
            draft.source = .some("系统记录自动计算，指标 \(target.indicator ?? "")")
            draft.isComputed = true
            draft.state = .submitted
        }
        try changes.create(draft, region: target.meta.region, organisation: target.lead?.id.text, isSimulated: target.meta.isSimulated)
        return true
    }
}
