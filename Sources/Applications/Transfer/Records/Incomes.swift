import Kernel
import Registers

/// 职务科技成果赋权: ownership or long-term use given to those who made a result, after a public notice (试点).
struct RightsPilot: Record {
    static let kind = Kind<RightsPilot>("职务成果赋权", en: "Rights of inventors", title: \.title)
    let title = Field<String>("事项", en: "Title", .min(4), .max(120), .searchable)
    let achievement = Field<Reference<ScienceAchievement>>("成果", en: "Achievement")
    let unit = Field<String>("单位", en: "Unit", .max(100), .searchable)
    let people = Field<String>("成果完成人", en: "Inventors", .max(200), .personal(.name))
    let right = Field<Right>("赋予的权利", en: "What is given")
    let share = Field<Percentage?>("所有权份额", en: "Share of ownership")
    let years = Field<Int?>("使用权年限", en: "Years of use", unit: "年", .min(1), .max(50))
    let decision = Field<String?>("决策依据", en: "Decided by", .max(200))
    let noticeDays = Field<Int>("公示天数", en: "Days of notice", unit: "天", .initial("15"), .min(1), .max(90))
    let noticeUntil = Field<Day?>("公示至", en: "Notice until", .readOnly)
    let agreement = Field<FileReference?>("协议", en: "Agreement", .anyState)
    let state = Field<State>("状态", .readOnly)
    enum Right: String, Choice { case ownership = "所有权", use = "长期使用权" }
    enum State: String, Choice {
        case draft = "待公示", noticed = "公示中", inForce = "已生效", objected = "有异议", ended = "已终止"
        var label: Label { Label(rawValue, en: ["Draft", "Under notice", "In force", "Objected to", "Ended"][State.allCases.firstIndex(of: self) ?? 0]) }
    }
    static var flow: Flow<RightsPilot>? {
        Flow(
            \.state, editable: [.draft, .objected],
            Step("公示", en: "Give notice", code: "notice", .draft, to: .noticed, by: .institute, .enterprise, .transferOffice, then: notice),
            Step("重新公示", en: "Give notice again", code: "notice", .objected, to: .noticed, by: .institute, .enterprise, .transferOffice, then: notice),
            Step(
                "有异议", en: "Objection", code: "object", .noticed, to: .objected, by: .institute, .enterprise, .transferOffice, needsRemark: true,
                isAwaited: false),
            Step(
                "生效", en: "In force", code: "confirm", .noticed, to: .inForce, by: .institute, .enterprise, .transferOffice,
                then: { row, changes in
                    guard let until = row.noticeUntil, changes.now.day > until else {
                        throw changes.refuse("公示期未满，不能生效", en: "The notice has not run its time")
                    }
                }),
            Step("终止", en: "End", code: "end", .inForce, to: .ended, by: .institute, .enterprise, .transferOffice, needsRemark: true, isAwaited: false))
    }
    private static func notice(_ row: Row<RightsPilot>, _ changes: inout Changes) throws {
        let until = changes.now.day.adding(days: row.noticeDays)
        try changes.update(row.reference) { $0.noticeUntil = .some(until) }
        let body = "\(row.unit)拟赋予成果完成人“\(row.title)”的\(row.right.rawValue)\(row.share.map { " \(Numeral.usual.text($0.points))%" } ?? "")。有异议请在公示期内向成果转化科提出。"
        try MarketNotice.publish(.publicity, row.title, body, nil, of: row.unit, until: until, source: row.record.meta, &changes)
    }
    static var checks: [Check<RightsPilot>] {
        [
            Check("赋予所有权请填份额，赋予使用权请填年限", en: "Give the share of ownership, or the years of use", at: \.right) {
                $0.right == .ownership ? $0.share != nil : $0.years != nil
            }
        ]
    }
    static var indicators: [Indicator] {
        [Indicator("I-rights-pilots", "职务成果赋权", en: "Results given to inventors", unit: "项", .stock, .count(RightsPilot.self) { $0.state == .inForce })]
    }
}

/// 收益分配: how the net income of a transferred result was shared out, after a public notice. To the fen.
struct IncomeShare: Record {
    static let kind = Kind<IncomeShare>("转化收益分配", en: "Income share", title: \.title)
    let title = Field<String>("事项", en: "Title", .min(4), .max(120), .searchable)
    let unit = Field<String>("单位", en: "Unit", .max(100), .searchable)
    let contract = Field<Reference<TechnologyContract>?>("技术合同", en: "Contract")
    let day = Field<Day>("分配日期", en: "Shared on", .indexed)
    let net = Field<Money>("转化净收入", en: "Net income", unit: .wanYuan, .min(0))
    let inventors = Field<Money>("成果完成人和转化人员", en: "To inventors and brokers", unit: .wanYuan, .min(0))
    let ownUnit = Field<Money>("单位留存", en: "To the unit", unit: .wanYuan, .min(0))
    let others = Field<Money>("其他", en: "To others", unit: .wanYuan, .initial("0"), .min(0))
    let noticeDays = Field<Int>("公示天数", en: "Days of notice", unit: "天", .initial("15"), .min(1), .max(90))
    let noticeUntil = Field<Day?>("公示至", en: "Notice until", .readOnly)
    let state = Field<State>("状态", .readOnly)
    enum State: String, Choice {
        case draft = "待公示", noticed = "公示中", paid = "已兑现"
        var label: Label { Label(rawValue, en: ["Draft", "Under notice", "Paid"][State.allCases.firstIndex(of: self) ?? 0]) }
    }
    static var flow: Flow<IncomeShare>? {
        Flow(
            \.state, editable: [.draft],
            Step(
                "公示", en: "Give notice", code: "notice", .draft, to: .noticed, by: .institute, .enterprise, .transferOffice,
                then: { row, changes in
                    let until = changes.now.day.adding(days: row.noticeDays)
                    try changes.update(row.reference) { $0.noticeUntil = .some(until) }
                    let text = { (money: Money) in Numeral.usual.text(money.wan) }
                    let body = "净收入 \(text(row.net)) 万元：成果完成人和转化人员 \(text(row.inventors)) 万元，单位 \(text(row.ownUnit)) 万元，其他 \(text(row.others)) 万元。"
                    try MarketNotice.publish(.publicity, row.title, body, nil, of: row.unit, until: until, source: row.record.meta, &changes)
                }),
            Step(
                "有异议，修改", en: "Objection", code: "object", .noticed, to: .draft, by: .institute, .enterprise, .transferOffice, needsRemark: true,
                isAwaited: false),
            Step(
                "兑现", en: "Paid", code: "pay", .noticed, to: .paid, by: .institute, .enterprise, .transferOffice,
                then: { row, changes in
                    guard let until = row.noticeUntil, changes.now.day > until else {
                        throw changes.refuse("公示期未满，不能兑现", en: "The notice has not run its time")
                    }
                }))
    }
    static var checks: [Check<IncomeShare>] {
        [
            Check("三项之和应等于转化净收入", en: "The three parts make the net income", at: \.net) { row in
                row.inventors + row.ownUnit + row.others == row.net
            }
        ]
    }
    static var indicators: [Indicator] {
        [
            Indicator(
                "I-income-shared", "成果转化收益兑现", en: "Income of results paid out", unit: .wanYuan, .flow,
                .sum(\IncomeShare.inventors, by: \.day) { $0.state == .paid })
        ]
    }
}
