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
            let numbers = try await desk.numbers(of: indicator, in: target.meta.region)
            // Where nothing was ever counted, the records do not know yet, and the unit is asked.
            if numbers.history(until: desk.engine.context.now().day, limit: 1).isEmpty { continue }
            computed[target.id] = numbers.value(in: indicator.parts.contains { $0.day != nil } ? String(order.asOf.year) : "")
        }
        let values = computed
        let count = try await desk.together { changes in
            var count = 0
            for target in targets { count += try Requests.ask(for: target, asOf: order.asOf, due: order.due, value: values[target.id], &changes) }
            return count
        }
        return Outcome(
            "已布置 \(count) 项填报", en: "\(count) reports were asked for", then: .page(application: "planBoard", code: "monitoring", [Choices.plan: plan.id.text]))
    }
}

enum Requests {
    /// Asks for the values of a target: of the county from the unit that leads, and from each unit for its share. Where the shares add up to the county's
    /// value, nobody is asked for that.
    ///
    /// - Returns: how many were asked for; what was asked for before is not asked for again.
    static func ask(for target: Row<Target>, asOf: Day, due: Day, value: Double?, _ changes: inout Changes) throws -> Int {
        let shares = try changes.rows(UnitShare.self) { $0.target == target.reference }
        let known = Set(try changes.rows(Report.self) { $0.target == target.reference && $0.asOf == asOf }.map(\.unit))
        var count = 0
        func request(_ unit: String, _ organisation: String?, _ name: String, _ changes: inout Changes) throws {
            guard !known.contains(unit) else { return }
            var draft = Draft<Report>()
            draft.target = target.reference
            draft.subject = subject(target, asOf, name)
            draft.asOf = asOf
            draft.due = due
            draft.unit = unit
            if unit == Report.whole, let value {
                draft.value = .some(value)
                draft.source = .some("系统记录自动计算，指标 \(target.indicator ?? "")")
                draft.isComputed = true
                draft.state = .submitted
            }
            try changes.create(draft, region: target.meta.region, organisation: organisation, isSimulated: target.meta.isSimulated)
            count += 1
        }
        if shares.isEmpty || !target.isAddedUp || value != nil { try request(Report.whole, target.lead?.id.text, "", &changes) }
        for share in shares { try request(share.unit.id.text, share.unit.id.text, try changes.row(share.unit).name, &changes) }
        return count
    }

    /// 2022 年 高新技术企业（科技局）
    static func subject(_ target: Row<Target>, _ asOf: Day, _ unit: String = "") -> String {
        let unit = unit.isEmpty ? "" : "（\(unit.prefix(40))）"
        return String("\(asOf.year) 年 \(target.name.prefix(100))\(unit)".prefix(160))
    }
}
