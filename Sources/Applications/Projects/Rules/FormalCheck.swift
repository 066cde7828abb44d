import Kernel
import Registers

/// 形式审查: the formal conditions of a call, each with the figure that was used and what would mend it. Integrity is asked first.
///
/// The conditions are convention (policy rules §7.1); each call sets its own figures.
enum FormalCheck {
    /// What an application is held against.
    struct Facts: Sendable {
        let call: Row<ProjectCall>
        let application: Row<ProjectApplication>
        let today: Day
        let integrity: IntegrityStanding
        let runningOfUnit: Int
        let runningOfLeader: Int
        let othersInCall: Int
        /// Titles of the enterprise that are valid today.
        let titles: Set<Certificate.Title>
    }

    /// How it stands to one condition.
    struct Result: Sendable {
        let condition: Label
        let outcome: FormalFinding.Outcome
        let reason: Label
        var remedy: Label?
    }

    static func results(_ facts: Facts) -> [Result] {
        let (call, application) = (facts.call, facts.application)
        func condition(_ chinese: String, _ english: String, _ isMet: Bool, _ reason: Label, _ remedy: Label? = nil) -> Result {
            Result(condition: Label(chinese, en: english), outcome: isMet ? .met : .unmet, reason: reason, remedy: isMet ? nil : remedy)
        }
        func count(_ number: Int, _ most: Int) -> Label { Label("现有 \(number) 项，上限 \(most) 项", en: "\(number) now, at most \(most)") }
        let length = application.content.unicodeScalars.count
        let least = Int64(call.ownShare)
        // Own money ≥ share of the sum asked for, in whole fen: no rounding.
        let isOwnEnough =
            application.own.fen >= 0 && application.own.fen.multipliedFullWidth(by: 100) >= application.requested.fen.multipliedFullWidth(by: least)
        var list = facts.integrity.results
        list += [
            condition(
                "已签科研诚信承诺", "Integrity promise signed", application.promise, application.promise ? Label("已签", en: "signed") : Label("未签", en: "not signed"),
                Label("请签署承诺后勾选", en: "sign it and say so")),
            condition(
                "在受理期内提交", "Submitted in time", application.submittedOn.map { $0 >= call.opens && $0 <= call.closes } ?? (facts.today <= call.closes),
                Label(
                    "受理期 \(call.opens) 至 \(call.closes)，提交 \(application.submittedOn ?? facts.today)",
                    en: "open \(call.opens) to \(call.closes), submitted \(application.submittedOn ?? facts.today)")),
            condition(
                "符合申报主体要求", "Applicant of the right kind", !call.forEnterprises || application.enterprise != nil,
                application.enterprise != nil ? Label("企业", en: "an enterprise") : Label("非企业", en: "no enterprise"),
                Label("本指南仅限企业申报", en: "this call is for enterprises")),
            condition(
                "单位在研项目数", "Running projects of the unit", facts.runningOfUnit < call.mostRunning, count(facts.runningOfUnit, call.mostRunning),
                Label("在研项目验收后再申报", en: "have one accepted first")),
            condition(
                "负责人在研项目数", "Running projects of the leader", facts.runningOfLeader < call.mostOfLeader, count(facts.runningOfLeader, call.mostOfLeader),
                Label("更换负责人或验收后再申报", en: "name another leader, or have one accepted first")),
            condition(
                "同一指南只报一项", "One application a call", facts.othersInCall == 0, Label("另有 \(facts.othersInCall) 项", en: "\(facts.othersInCall) others"),
                Label("请撤回其他申报", en: "withdraw the others")),
            condition(
                "申请额不超过单项上限", "Within the most for one", application.requested <= call.mostGrant,
                Label("申请 \(application.requested.said)，上限 \(call.mostGrant.said)", en: "\(application.requested.said), at most \(call.mostGrant.said)"),
                Label("请核减申请额", en: "ask for less")),
            condition(
                "自筹资金比例", "Own money", isOwnEnough,
                Label("自筹 \(application.own.said)，不低于申请额的 \(call.ownShare)%", en: "\(application.own.said), at least \(call.ownShare)% of the sum asked for"),
                Label("请提高自筹资金", en: "bring in more")),
            condition(
                "执行期", "Term", application.months <= call.mostMonths,
                Label("\(application.months) 个月，最长 \(call.mostMonths) 个月", en: "\(application.months) months, at most \(call.mostMonths)"),
                Label("请缩短执行期", en: "shorten it")),
            condition(
                "申报书完整", "Complete", length >= call.leastLength && !application.topics.isEmpty,
                Label("正文 \(length) 字，至少 \(call.leastLength) 字", en: "\(length) characters, at least \(call.leastLength)"),
                Label("请补充申报内容和专业领域", en: "say more, and name the fields")),
            condition(
                "包干制", "Lump sum", !application.isLumpSum || call.allowsLumpSum,
                application.isLumpSum ? Label("申请包干制", en: "asked for") : Label("不申请", en: "not asked for"),
                Label("本指南不实行包干制", en: "this call allows none")),
        ]
        if let title = call.needsTitle {
            list.append(
                condition(
                    "持有“\(title.label.chinese)”", "Holds “\(title.label.english)”", facts.titles.contains(title),
                    facts.titles.contains(title) ? Label("有效", en: "valid") : Label("没有有效的资质", en: "no valid one"), Label("先取得称号", en: "obtain it first")))
        }
        return list
    }
}

extension FormalCheck {
    /// On the way in: who is barred, late or has not promised is not taken in; the rest is said and can be mended.
    static func admit(_ application: Row<ProjectApplication>, _ changes: inout Changes, isLate: Bool) throws {
        let (call, today) = (try changes.row(application.call), changes.now.day)
        guard call.state == .open || (isLate && call.state == .review) else {
            throw changes.refuse("“\(call.title)”没有在受理", en: "“\(call.title)” takes no applications now")
        }
        guard isLate || (call.opens...call.closes).contains(today) else {
            throw changes.refuse("受理期为 \(call.opens) 至 \(call.closes)", en: "It takes applications from \(call.opens) to \(call.closes)")
        }
        try Applicant.check(application.holder, application.enterprise, organisation: application.meta.organisation, &changes)
        let barred = try IntegrityStanding(application, &changes).results.filter { $0.outcome == .unmet }
        if let first = barred.first { throw changes.refuse("不予受理：\(first.reason.chinese)", en: "It is not taken in: \(first.reason.english)") }
        guard application.promise else { throw changes.refuse("请先签署科研诚信承诺", en: "Please sign the integrity promise first") }
        if !isLate { try changes.update(application.reference) { $0.submittedOn = .some(today) } }
    }

    /// The check with its findings kept; all conditions have to be met.
    static func pass(_ application: Row<ProjectApplication>, _ changes: inout Changes) throws {
        let open = try record(application, &changes).filter { $0.outcome != .met }
        guard open.isEmpty else {
            throw changes.refuse(
                "不能通过：" + open.map { "\($0.condition.chinese)（\($0.reason.chinese)）" }.joined(separator: "；"),
                en: "It cannot pass: " + open.map { "\($0.condition.english) (\($0.reason.english))" }.joined(separator: "; "))
        }
    }

    /// Checks an application and keeps what was found, in place of what was found before.
    static func record(_ application: Row<ProjectApplication>, _ changes: inout Changes) throws -> [Result] {
        let results = results(try facts(application, &changes))
        for old in try changes.rows(FormalFinding.self, where: { $0.application == application.reference }) { try changes.delete(old.reference) }
        for result in results {
            var draft = Draft<FormalFinding>()
            draft.application = application.reference
            (draft.condition, draft.english, draft.outcome) = (result.condition.chinese, result.condition.english, result.outcome)
            (draft.reason, draft.reasonEnglish) = (result.reason.chinese, result.reason.english)
            (draft.remedy, draft.remedyEnglish) = (.some(result.remedy?.chinese), .some(result.remedy?.english))
            draft.checkedOn = changes.now.day
            try changes.create(draft, organisation: application.meta.organisation, isSimulated: application.meta.isSimulated)
        }
        let today = changes.now.day
        try changes.update(application.reference) { $0.integrityOn = .some(today) }
        return results
    }

    private static func facts(_ application: Row<ProjectApplication>, _ changes: inout Changes) throws -> Facts {
        let today = changes.now.day
        let running = try changes.rows(ProjectContract.self) { $0.holder == application.holder && $0.state.isIn(ProjectContract.State.open) }
        let others = try changes.rows(ProjectApplication.self) { $0.call == application.call && $0.holder == application.holder }
        var titles: Set<Certificate.Title> = []
        if let enterprise = application.enterprise {
            titles = Set(
                try changes.rows(Certificate.self) {
                    $0.enterprise == enterprise && $0.isRevoked == false && $0.grantedOn <= today && ($0.validUntil.isEmpty || $0.validUntil >= today)
                }.map(\.type))
        }
        return Facts(
            call: try changes.row(application.call), application: application, today: today, integrity: try IntegrityStanding(application, &changes),
            runningOfUnit: running.count, runningOfLeader: running.count { $0.leader == application.leader },
            othersInCall: others.count { $0.id != application.id && ![.draft, .rejected, .withdrawn].contains($0.state) }, titles: titles)
    }
}

extension Money {
    /// 12.5 万元
    var said: String { "\(Numeral(decimals: 6).text(wan)) 万元" }
}
