import Kernel
import Registers

/// 批量核实: which year.
struct VerifyFigures: Record {
    static let kind = Kind<VerifyFigures>("批量核实", en: "Verify figures")
    let closes = Field<Day>("会计年度末", en: "Fiscal year ends", .help(Label("如 2025-12-31", en: "Such as 2025-12-31")))
}

extension Operation {
    /// Lets the people of an enterprise sign in for it: the organisation that stands for it, to which its records belong already.
    static let openAccess = Operation(
        "openAccess", "开通企业登录", en: "Open access", on: Enterprise.self, by: .enterpriseOffice, when: { $0.standing == .active }
    ) { enterprise, desk in
        let isNew = try await desk.together { changes in
            guard try changes.rows(Organisation.self, limit: 1, where: { $0.creditCode == enterprise.creditCode }).isEmpty else { return false }
            var draft = Draft<Organisation>()
            draft.name = enterprise.name
            draft.creditCode = .some(enterprise.creditCode)
            draft.category = .enterprise
            try changes.create(draft, id: enterprise.id.ofOrganisation, region: enterprise.meta.region, isSimulated: enterprise.meta.isSimulated)
            return true
        }
        return isNew
            ? Outcome(
                "已开通。请系统管理员新建用户：单位选“\(enterprise.name)”，角色填 enterprise",
                en: "It is open. An administrator now makes a user with the unit “\(enterprise.name)” and the role enterprise")
            : Outcome("早已开通", en: "It was open already")
    }

    /// Verifies all figures of a year that wait.
    static let verifyFigures = Operation(
        "verifyFigures", "批量核实年度数据", en: "Verify figures", asking: VerifyFigures.self, by: .enterpriseOffice,
        warning: Label("该年度所有待核实的数据都将核实，并计入指标。", en: "All figures of that year that wait are verified and count from then on.")
    ) { order, desk in
        let waiting = try await desk.all(EnterpriseYear.self) { $0.state == .reported && $0.closes == order.closes }
        for (place, batch) in stride(from: 0, to: waiting.count, by: 500).map({ Array(waiting[$0..<min($0 + 500, waiting.count)]) }).enumerated() {
            try await desk.together { changes in for row in batch { try changes.move(row.reference, step: "verify") } }
            try await desk.note(done: min((place + 1) * 500, waiting.count), of: waiting.count)
        }
        return Outcome("已核实 \(waiting.count) 份", en: "\(waiting.count) were verified", then: .page(application: "enterprises", code: "cultivation"))
    }
}
