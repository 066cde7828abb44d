import Kernel
import Registers

/// 科研诚信状况: what stands against a unit and a leader on a day, as points and a grade.
///
/// Start 100, deductions of the last three years, 40 for each severe decision while it bars: the reference model of policy rules §7.4, a convention; the
/// deductions are those of 《重庆市科学技术局科技计划项目诚信管理细则》, whose own scale was not found.
struct IntegrityStanding: Sendable {
    /// A decision that bars, as far as the check has to know of it.
    struct Bar: Sendable {
        let subject: String
        let until: Day
        let isSevere: Bool
        /// Whether it is certainly against the applicant; nil where a person has the leader's name and nobody knows whether it is the same.
        let isCertain: Bool?
    }

    let points: Int
    let grade: Grade
    let bars: [Bar]

    enum Grade: String, Sendable { case aaa = "AAA", a = "A", b = "B", c = "C" }

    init(deductions: [Int], bars: [Bar], hasGoodRecord: Bool = false) {
        let severe = bars.count { $0.isSevere && $0.isCertain != nil }
        points = max(0, 100 - deductions.reduce(0, +) - 40 * severe)
        self.bars = bars
        grade = points >= 95 && hasGoodRecord ? .aaa : points >= 80 ? .a : points >= 60 ? .b : .c
    }

    /// Deductions count for three years.
    static func counts(_ deduction: Row<IntegrityDeduction>, on day: Day) -> Bool {
        deduction.state != .restored && deduction.notifiedOn <= day && deduction.notifiedOn.adding(months: 36) > day
    }

    var results: [FormalCheck.Result] {
        let condition = Label("不在诚信限制期内", en: "Not barred for misconduct")
        let grade = FormalCheck.Result(
            condition: Label("科技信用不低于 B 级", en: "Credit of B or better"), outcome: grade == .c ? .unmet : .met,
            reason: Label("\(points) 分，\(grade.rawValue) 级", en: "\(points) points, \(grade.rawValue)"),
            remedy: grade == .c ? Label("符合条件的，接到通知 30 日内申请恢复", en: "where there are grounds, ask for restoration within 30 days of the notice") : nil)
        if let bar = bars.first(where: { $0.isCertain == true }) {
            return [
                FormalCheck.Result(
                    condition: condition, outcome: .unmet,
                    reason: Label("“\(bar.subject)”限制申报至 \(bar.until)", en: "“\(bar.subject)” is barred until \(bar.until)"),
                    remedy: Label("限制期满后再申报", en: "apply after that day")), grade,
            ]
        }
        if bars.contains(where: { $0.isCertain == nil }) {
            return [
                FormalCheck.Result(
                    condition: condition, outcome: .unknown, reason: Label("负责人与限制名单中的人员同名", en: "someone who is barred has the leader's name"),
                    remedy: Label("请填写负责人身份号码以便核对", en: "give the leader's identity number, so that it can be told")), grade,
            ]
        }
        return [FormalCheck.Result(condition: condition, outcome: .met, reason: Label("无限制记录", en: "nothing bars it")), grade]
    }
}

extension IntegrityStanding {
    init(_ application: Row<ProjectApplication>, _ changes: inout Changes) throws {
        try self.init(
            enterprise: application.enterprise, holder: application.holder, leader: application.leader, identity: application.identity, &changes)
    }

    /// What stands today against a unit and a leader.
    init(enterprise: Reference<Enterprise>?, holder: String, leader: String, identity: IdentityNumber?, _ changes: inout Changes) throws {
        let today = changes.now.day
        // What is barring is asked for on the day of the transaction.
        let barring = try changes.rows(IntegrityRecord.self) { $0.isLifted == false && $0.barredUntil >= today }
        var bars: [Bar] = []
        for record in barring {
            guard let until = record.barredUntil else { continue }
            func bar(_ isCertain: Bool?) -> Bar { Bar(subject: record.subject, until: until, isSevere: record.gravity == .severe, isCertain: isCertain) }
            if record.subject == holder || (enterprise != nil && record.enterprise == enterprise) {
                bars.append(bar(true))
            } else if let reference = record.person, let person = try? changes.row(reference), person.name == leader {
                guard let theirs = person.identity, let identity else {
                    bars.append(bar(nil))
                    continue
                }
                if theirs == identity { bars.append(bar(true)) }
            } else if record.subject == leader {
                bars.append(bar(nil))
            }
        }
        let deductions = try changes.rows(IntegrityDeduction.self) { $0.subject == holder }.filter { Self.counts($0, on: today) }
        let accepted = try changes.rows(ProjectContract.self, limit: 1) { $0.holder == holder && $0.state == .accepted }
        self.init(deductions: deductions.map(\.points), bars: bars, hasGoodRecord: !accepted.isEmpty)
    }
}
