import Kernel
import Registers

/// 科研失信案件: from the tip to the decision, which enters the register that everyone asks.
///
/// 《科研失信行为调查处理规则》 (国科发监〔2022〕221号); its time limits and terms are unverified here (policy rules §7.4).
struct IntegrityCase: Record {
    static let kind = Kind<IntegrityCase>("科研失信案件", en: "Integrity case", title: \.subject)
    let subject = Field<String>("被调查人或单位", en: "Against", .max(100), .searchable)
    let enterprise = Field<Reference<Enterprise>?>("企业", en: "Enterprise")
    let person = Field<Reference<Person>?>("人员", en: "Person")
    let contract = Field<Reference<ProjectContract>?>("涉及项目", en: "Project")
    let category = Field<IntegrityRecord.Category>("失信行为", en: "Misconduct")
    let facts = Field<String>("线索和事实", en: "Facts", .long, .min(10), .max(5000))
    let receivedOn = Field<Day>("收到日期", en: "Received on", .indexed)
    let gravity = Field<IntegrityRecord.Gravity?>("程度", en: "Gravity")
    let decision = Field<String?>("处理决定", en: "Decision", .long, .max(2000))
    let document = Field<String?>("决定文号", en: "Document", .max(60))
    let barredMonths = Field<Int?>(
        "限制申报", en: "Barred for", unit: "个月", .min(1), .max(1200),
        .help(Label("较重不超过 36 个月，严重 36 个月以上（未核对原文）", en: "Serious: up to 36 months; severe: 36 and more (not checked)")))
    let notifiedOn = Field<Day?>("送达日期", en: "Notified on", .readOnly)
    let entry = Field<Reference<IntegrityRecord>?>("诚信记录", en: "Integrity record", .readOnly)
    let state = Field<State>("状态", .readOnly)

    enum State: String, Choice {
        case received = "待初核", investigating = "调查中", decided = "异议期", objected = "复查中", inForce = "已生效", dismissed = "不立案", restored = "已修复"
    }

    static var checks: [Check<IntegrityCase>] {
        [
            Check("请填写企业或人员", en: "Name the enterprise or the person", at: \.enterprise) { $0.enterprise != nil || $0.person != nil },
            Check("限制期与程度不符：一般不限制，较重不超过 36 个月，严重不少于 36 个月", en: "General bars not, serious at most 36 months, severe at least 36", at: \.barredMonths) {
                switch $0.gravity {
                case .general: $0.barredMonths == nil
                case .serious: ($0.barredMonths ?? 1) <= 36
                case .severe: ($0.barredMonths ?? 0) >= 36
                case nil: true
                }
            },
        ]
    }
    static var flow: Flow<IntegrityCase>? {
        Flow(
            \.state, editable: [.received, .investigating, .objected],
            Step("立案调查", en: "Investigate", code: "investigate", .received, to: .investigating, by: .projectOffice, within: 15),
            Step("不立案", en: "Dismiss", code: "dismiss", .received, to: .dismissed, by: .projectOffice, needsRemark: true),
            Step(
                "作出决定并送达", en: "Decide", code: "decide", .investigating, to: .decided, by: .projectOffice, within: 120,
                refusal: Label("请先填写程度和处理决定", en: "please state gravity and decision first"), when: { $0.gravity != nil && $0.decision != nil },
                then: { one, changes in try Misconduct.notify(one, &changes) }),
            Step("当事人提出异议", en: "Objection", code: "object", .decided, to: .objected, by: .projectOffice, needsRemark: true, isAwaited: false),
            Step(
                "维持或改变后重新送达", en: "Decide again", code: "again", .objected, to: .decided, by: .projectOffice, within: 60, needsRemark: true,
                then: { one, changes in
                    try Misconduct.notify(one, &changes)
                }),
            Step("生效并入库", en: "Into force", code: "enforce", .decided, to: .inForce, by: .projectOffice, within: 16, then: { try Misconduct.enforce($0, &$1) }),
            Step(
                "限制期满，信用修复", en: "Restore", code: "restore", .inForce, to: .restored, by: .projectOffice, needsRemark: true, isAwaited: false,
                then: {
                    try Misconduct.restore($0, &$1)
                }))
    }
    static var indicators: [Indicator] {
        [
            Indicator(
                "I-integrity-cases", "办理中的科研失信案件", en: "Open integrity cases", unit: "件", .stock, direction: .down,
                .count(IntegrityCase.self) { $0.state.isIn([.received, .investigating, .decided, .objected]) })
        ]
    }
}

/// 科技信用扣分: a lesser misconduct, by the table; the points come back on request within 30 days of the notice, once, where there are grounds.
///
/// 《重庆市科学技术局科技计划项目诚信管理细则》, in force 2021-10-01.
struct IntegrityDeduction: Record {
    static let kind = Kind<IntegrityDeduction>("科技信用扣分", en: "Deduction", title: \.behaviour, belongsTo: \.enterprise)
    let subject = Field<String>("单位", en: "Against", .max(100), .indexed, .searchable)
    let enterprise = Field<Reference<Enterprise>?>("企业", en: "Enterprise")
    let contract = Field<Reference<ProjectContract>?>("涉及项目", en: "Project")
    let behaviour = Field<Behaviour>("行为", en: "Behaviour")
    let points = Field<Int>("扣分", en: "Points", .min(1), .max(100))
    let notifiedOn = Field<Day>("通知日期", en: "Notified on", .indexed)
    let note = Field<String?>("说明", en: "Note", .max(300))
    let ground = Field<Ground?>("恢复理由", en: "Ground for restoration", .anyState)
    let state = Field<State>("状态", .readOnly)

    enum Behaviour: String, Choice {
        case staleData = "未及时更新系统数据", noDuty = "未履行诚信主体责任", noRules = "无项目或经费管理制度，或未执行", notPerformed = "无正当理由不履行合同或任务书"
        case lateReport = "未按时提交绩效报告或接受评审", lateClosing = "未按期申请结题验收", other = "其他"
        /// What the table says; nil where it says nothing.
        var points: Int? { self == .other ? nil : self == .staleData ? 1 : 2 }
    }
    enum Ground: String, Choice { case text = "文件允许恢复", fault = "系统故障", diligence = "尽职免责" }
    enum State: String, Choice { case inForce = "生效", requested = "申请恢复", restored = "已恢复", upheld = "不予恢复" }

    static var checks: [Check<IntegrityDeduction>] {
        [Check("扣分应与扣分表一致", en: "The points are those of the table", at: \.points) { $0.behaviour.points == nil || $0.behaviour.points == $0.points }]
    }
    static var flow: Flow<IntegrityDeduction>? {
        Flow(
            \.state, editable: [],
            Step(
                "申请恢复", en: "Ask for restoration", code: "request", .inForce, to: .requested, by: .enterprise, .projectInstitute, isAwaited: false,
                refusal: Label("请先选择恢复理由", en: "please choose the ground first"), when: { $0.ground != nil },
                then: { deduction, changes in
                    let until = deduction.notifiedOn.adding(days: 30)
                    guard changes.now.day <= until else {
                        throw changes.refuse("应在接到通知 30 日内（\(until) 前）申请", en: "It was to be asked for within 30 days, until \(until)")
                    }
                }),
            Step("恢复", en: "Restore", code: "restore", .requested, to: .restored, by: .projectOffice, within: 15, needsRemark: true),
            // The last word: a repeated request is not taken.
            Step("不予恢复", en: "Uphold", code: "uphold", .requested, to: .upheld, by: .projectOffice, needsRemark: true))
    }
}

/// 失信处理: what a decision does, and what its end does.
enum Misconduct {
    /// From this day objections are taken.
    static func notify(_ one: Row<IntegrityCase>, _ changes: inout Changes) throws {
        let today = changes.now.day
        try changes.update(one.reference) { $0.notifiedOn = .some(today) }
    }

    static func enforce(_ one: Row<IntegrityCase>, _ changes: inout Changes) throws {
        guard let notified = one.notifiedOn, let gravity = one.gravity, let decision = one.decision else {
            throw changes.refuse("还没有决定", en: "Nothing is decided yet")
        }
        let until = changes.workingDays.day(15, after: notified)
        guard changes.now.day > until else { throw changes.refuse("异议期到 \(until) 为止", en: "Objections are taken until \(until)") }
        var draft = Draft<IntegrityRecord>()
        (draft.subject, draft.category, draft.gravity, draft.decision) = (one.subject, one.category, gravity, decision)
        (draft.enterprise, draft.person, draft.document) = (.some(one.enterprise), .some(one.person), .some(one.document))
        draft.decidedOn = notified
        draft.barredUntil = .some(one.barredMonths.map { notified.adding(months: $0) })
        let record = try changes.create(draft, isSimulated: one.meta.isSimulated)
        try changes.update(one.reference) { $0.entry = .some(record.reference) }
        // 出库: who is barred judges nobody.
        guard let person = one.person, one.barredMonths != nil else { return }
        for expert in try changes.rows(ReviewExpert.self, where: { $0.person == person && $0.state == .pooled }) {
            try changes.move(expert.reference, step: "remove", remark: "科研失信限制期内")
        }
    }

    static func restore(_ one: Row<IntegrityCase>, _ changes: inout Changes) throws {
        guard let reference = one.entry else { throw changes.refuse("没有诚信记录", en: "There is no integrity record") }
        let record = try changes.row(reference)
        if let until = record.barredUntil, until >= changes.now.day { throw changes.refuse("限制期到 \(until) 为止", en: "It is barred until \(until)") }
        try changes.update(reference) { $0.isLifted = true }
    }
}
