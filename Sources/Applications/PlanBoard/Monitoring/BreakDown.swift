import Kernel
import PlanMonitoring

/// 分解指标: how the targets of a plan are spread over its years.
struct BreakDown: Record {
    static let kind = Kind<BreakDown>("分解指标", en: "Break targets down")
    let method = Field<YearTarget.Method>(
        "分解方式", en: "Method", .initial("linear"), .help(Label("手工：先按匀速分好，再逐年修改", en: "By hand: spread evenly first, then changed year by year")))
    let onlyMissing = Field<Bool>("只补缺", en: "Only those without parts", .initial("是"), .help(Label("已有分解的指标保持不变", en: "Targets that have parts keep them")))
}

extension Operation {
    /// Spreads the targets of a plan over its years.
    static let breakDown = Operation(
        "breakDown", "分解到年度", en: "Break down by year", on: Plan.self, asking: BreakDown.self, by: .planOffice, when: { $0.state == .inForce }
    ) { plan, order, desk in
        let (count, left) = try await desk.together { changes in try YearParts.make(plan, order.method, onlyMissing: order.onlyMissing, &changes) }
        let (rest, others) = left == 0 ? ("", "") : ("，\(left) 个缺少基期值或无需逐年分解", "; \(left) lack a base or are not spread over years")
        return Outcome(
            "已分解 \(count) 个指标\(rest)", en: "\(count) targets were broken down\(others)",
            then: .page(application: "planBoard", code: "monitoring", [Choices.plan: plan.id.text]))
    }
}

/// The parts of targets by year.
enum YearParts {
    /// - Returns: how many targets were broken down, and how many could not be.
    static func make(_ plan: Row<Plan>, _ method: YearTarget.Method, onlyMissing: Bool, _ changes: inout Changes) throws -> (made: Int, left: Int) {
        var (count, left) = (0, 0)
        for target in try changes.rows(Target.self, where: { $0.plan == plan.reference }) {
            let earlier = try changes.rows(YearTarget.self) { $0.target == target.reference && $0.unit == Report.whole }
            if onlyMissing, !earlier.isEmpty { continue }
            guard let values = values(target, plan, method) else {
                left += 1
                continue
            }
            for part in earlier { try changes.delete(part.reference) }
            for (year, value) in values {
                var draft = Draft<YearTarget>()
                draft.target = target.reference
                draft.year = year
                draft.unit = Report.whole
                draft.value = value
                draft.method = method
                try changes.create(draft, region: target.meta.region, organisation: target.meta.organisation, isSimulated: target.meta.isSimulated)
            }
            count += 1
        }
        return (count, left)
    }

    /// The level at the end of each year; nil where the target cannot be spread: done or not, or without a base.
    static func values(_ target: Row<Target>, _ plan: Row<Plan>, _ method: YearTarget.Method) -> [(year: Int, value: Double)]? {
        guard let measured = target.measured(plan) else { return nil }
        return try? measured.yearly(method.pace, decimals: target.pattern == .growth ? 2 : target.decimals).map { ($0.year, $0.level) }
    }
}

extension YearTarget.Method {
    var pace: Pace {
        switch self {
        case .linear, .byHand: .linear
        case .early: .frontLoaded
        case .late: .backLoaded
        case .growth: .growth
        }
    }
}
