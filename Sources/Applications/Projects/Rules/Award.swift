import Kernel
import Registers

/// 公示与立项: from the ranking to contracts.
enum Award {
    /// Gives public notice of what is above the line.
    static func giveNotice(of call: Row<ProjectCall>, _ changes: inout Changes) throws {
        let lines = try changes.rows(RankingLine.self) { $0.call == call.reference }.filter { $0.amount != nil }.sorted { $0.rank < $1.rank }
        guard !lines.isEmpty else { throw changes.refuse("没有拟立项的项目", en: "Nothing is above the line") }
        let until = changes.workingDays.day(call.noticeDays, after: changes.now.day)
        for line in lines {
            let application = try changes.row(line.application)
            try notice(
                title: application.title, holder: application.holder, amount: line.amount ?? Money(fen: 0), programme: call.title, until: until,
                isSimulated: call.meta.isSimulated, &changes
            ) { $0.application = .some(application.reference) }
        }
        try changes.update(call.reference) { $0.noticeUntil = .some(until) }
    }

    @discardableResult
    static func notice(
        title: String, holder: String, amount: Money, programme: String, until: Day, isSimulated: Bool, _ changes: inout Changes,
        _ more: (inout Draft<PlannedGrant>) -> Void = { _ in }
    ) throws -> Row<PlannedGrant> {
        var draft = Draft<PlannedGrant>()
        (draft.title, draft.holder, draft.amount, draft.programme, draft.from, draft.until) = (title, holder, amount, programme, changes.now.day, until)
        more(&draft)
        return try changes.create(draft, isSimulated: isSimulated)
    }

    /// A notice has run its time, and nobody's objection is still open.
    static func checkNotice(_ grant: Row<PlannedGrant>, _ changes: inout Changes) throws {
        guard changes.now.day > grant.until else { throw changes.refuse("公示到 \(grant.until) 为止", en: "The notice runs until \(grant.until)") }
        let open = try changes.rows(ProjectObjection.self) { $0.grant == grant.reference && $0.state == .received }
        guard open.isEmpty else { throw changes.refuse("“\(grant.title)”还有异议没有处理", en: "Objections to “\(grant.title)” are still open") }
    }

    /// Approves what stood the notice, declines the rest, enters what public money now supports, and prepares the contracts.
    static func approve(_ call: Row<ProjectCall>, _ changes: inout Changes) throws {
        var ordinal = 0
        for line in try changes.rows(RankingLine.self, where: { $0.call == call.reference }).sorted(by: { $0.rank < $1.rank }) {
            let grants = try changes.rows(PlannedGrant.self) { $0.application == line.application }
            if let grant = grants.last { try checkNotice(grant, &changes) }
            guard let amount = line.amount, let grant = grants.last, !grant.isWithdrawn else {
                try changes.move(line.application, step: "decline")
                continue
            }
            let application = try changes.row(line.application)
            if let bar = try IntegrityStanding(application, &changes).results.first(where: { $0.outcome != .met }) {
                throw changes.refuse("“\(application.title)”：\(bar.reason.chinese)", en: "“\(application.title)”: \(bar.reason.english)")
            }
            ordinal += 1
            try changes.update(application.reference) { $0.granted = .some(amount) }
            try changes.move(application.reference, step: "approve")
            try contract(of: application, in: call, amount: amount, ordinal: ordinal, &changes)
        }
    }

    private static func contract(of application: Row<ProjectApplication>, in call: Row<ProjectCall>, amount: Money, ordinal: Int, _ changes: inout Changes)
        throws
    {
        let number = "\(call.number)-\(ordinal < 10 ? "00" : ordinal < 100 ? "0" : "")\(ordinal)"
        var draft = Draft<ProjectContract>()
        (draft.number, draft.title, draft.holder, draft.leader) = (number, application.title, application.holder, application.leader)
        (draft.application, draft.call, draft.enterprise) = (.some(application.reference), .some(call.reference), .some(application.enterprise))
        (draft.grant, draft.own, draft.targets, draft.isLumpSum) = (amount, application.own, application.targets, application.isLumpSum)
        (draft.starts, draft.ends) = (application.starts, application.starts.adding(months: application.months).adding(days: -1))
        let contract = try changes.create(draft, organisation: application.meta.organisation, isSimulated: application.meta.isSimulated)
        let middle = Day(number: (contract.starts.number + contract.ends.number) / 2)
        try milestones([("签订任务书", 50, contract.starts, true), ("中期目标", 30, middle, false), ("完成全部考核指标", 20, contract.ends, false)], of: contract, &changes)
        try support(contract, funder: "科技主管部门", programme: call.programme, content: application.content, &changes)
    }

    static func milestones(_ list: [(title: String, share: Int, due: Day, isAdvance: Bool)], of contract: Row<ProjectContract>, _ changes: inout Changes) throws
    {
        for (place, entry) in list.enumerated() {
            var draft = Draft<ProjectMilestone>()
            (draft.contract, draft.ordinal, draft.title, draft.share, draft.due) = (contract.reference, place + 1, entry.title, entry.share, entry.due)
            draft.isAdvance = entry.isAdvance
            try changes.create(draft, organisation: contract.meta.organisation, isSimulated: contract.meta.isSimulated)
        }
    }

    /// What public money supports from now on, for everyone's duplicate check.
    static func support(_ contract: Row<ProjectContract>, funder: String, programme: String, content: String, _ changes: inout Changes) throws {
        var draft = Draft<SupportedProject>()
        (draft.title, draft.holder, draft.funder, draft.level, draft.year) = (contract.title, contract.holder, funder, .county, changes.now.day.year)
        (draft.enterprise, draft.leader, draft.programme) = (.some(contract.enterprise), .some(contract.leader), .some(programme))
        (draft.amount, draft.number, draft.content) = (contract.grant, .some(contract.number), .some(content))
        try changes.create(draft, organisation: contract.meta.organisation, isSimulated: contract.meta.isSimulated)
    }
}
