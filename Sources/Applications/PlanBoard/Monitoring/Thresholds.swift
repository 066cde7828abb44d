import Kernel
import PlanMonitoring

/// 状态阈值: from which ratio of progress to time targets are green, and from which yellow.
struct Thresholds: Record {
    static let kind = Kind<Thresholds>("状态阈值", en: "Thresholds")
    let green = Field<Double>(
        "绿灯阈值", en: "Green from", .initial("1"), .min(0), .max(2), .digits(2),
        .help(Label("序时进度比达到此值为达到序时", en: "From this ratio of progress to time on a target is on schedule")))
    let yellow = Field<Double>(
        "黄灯阈值", en: "Yellow from", .initial("0.8"), .min(0), .max(2), .digits(2),
        .help(Label("达到此值为略滞后，低于此值为滞后", en: "From here on it is slightly behind, below it is behind")))
    static var checks: [Check<Thresholds>] {
        [Check("黄灯阈值须大于 0 且不高于绿灯阈值", en: "Yellow has to begin above 0 and not above green", at: \.yellow) { $0.yellow > 0 && $0.yellow <= $0.green }]
    }
}

extension Operation {
    /// Sets the thresholds of a plan and judges each of its targets by them. Evaluations have thresholds of their own, so that old ones stay as they are.
    static let setThresholds = Operation(
        "setThresholds", "设定状态阈值", en: "Set thresholds", on: Plan.self, asking: Thresholds.self, by: .planOffice, when: { $0.state == .inForce }
    ) { plan, order, desk in
        let count = try await desk.together { changes in
            try changes.update(plan.reference) { draft in
                draft.green = order.green
                draft.yellow = order.yellow
            }
            var count = 0
            for target in try changes.rows(Target.self, where: { $0.plan == plan.reference }) {
                try Monitoring.restate(target.reference, &changes)
                if try changes.row(target.reference).status != target.status { count += 1 }
            }
            return count
        }
        return Outcome("阈值已更新，\(count) 个指标的状态随之变化", en: "The thresholds are set; the status of \(count) targets changed with them")
    }
}
