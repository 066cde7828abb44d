import Bookkeeping
import Kernel
import Registers

/// 变更申请: small changes are the unit's own and only noted; large ones are approved.
struct ProjectChange: Record {
    static let kind = Kind<ProjectChange>("项目变更", en: "Change request", title: \.subject)
    let contract = Field<Reference<ProjectContract>>("项目", en: "Project")
    let category = Field<Category>("变更事项", en: "What changes")
    let subject = Field<String>("摘要", en: "Subject", .max(120))
    let reason = Field<String>("理由", en: "Reason", .long, .min(4), .max(2000))
    let newEnd = Field<Day?>("延期至", en: "Extended to")
    let newLeader = Field<String?>("新负责人", en: "New leader", .max(40), .personal(.name))
    let newTargets = Field<String?>("新考核指标", en: "New targets", .long, .max(2000))
    let state = Field<State>("状态", .readOnly)

    enum Category: String, Choice {
        case method = "研究方案和技术路线", heading = "科目内预算", leader = "更换负责人", targets = "调整考核指标", prolonged = "延期"
        var label: Label {
            Label(rawValue, en: ["Method", "Budget inside a heading", "Leader", "Targets", "Extension"][Category.allCases.firstIndex(of: self) ?? 0])
        }
        /// What the unit decides itself.
        var isSmall: Bool { self == .method || self == .heading }
    }
    enum State: String, Choice { case draft = "拟定", noted = "单位自主变更（已备案）", asked = "待审批", approved = "已批准", refused = "未批准" }

    static var checks: [Check<ProjectChange>] {
        [
            Check("请填写延期日期", en: "Say until when", at: \.newEnd) { $0.category != .prolonged || $0.newEnd != nil },
            Check("请填写新负责人", en: "Name the new leader", at: \.newLeader) { $0.category != .leader || $0.newLeader != nil },
            Check("请填写新考核指标", en: "State the new targets", at: \.newTargets) { $0.category != .targets || $0.newTargets != nil },
        ]
    }
    static var flow: Flow<ProjectChange>? {
        Flow(
            \.state, editable: [.draft],
            Step(
                "备案", en: "Note", code: "note", .draft, to: .noted, by: .enterprise, .projectInstitute, isAwaited: false,
                refusal: Label("这类变更须报批", en: "this has to be approved"), when: { $0.category.isSmall }),
            Step(
                "报批", en: "Ask", code: "ask", .draft, to: .asked, by: .enterprise, .projectInstitute, isAwaited: false,
                refusal: Label("单位可自主变更，备案即可", en: "the unit decides this itself; noting it is enough"), when: { !$0.category.isSmall },
                then: { try Running.check($0, &$1) }),
            Step("批准", en: "Approve", code: "approve", .asked, to: .approved, by: .projectOffice, within: 10, then: { try Running.carryOut($0, &$1) }),
            Step("不批准", en: "Refuse", code: "refuse", .asked, to: .refused, by: .projectOffice, needsRemark: true))
    }
}

/// 执行报告: yearly, in the middle, and the scientific report at the end.
struct ProjectReport: Record {
    static let kind = Kind<ProjectReport>("项目执行报告", en: "Progress report", title: \.title)
    let contract = Field<Reference<ProjectContract>>("项目", en: "Project")
    let title = Field<String>("标题", en: "Title", .max(120), .searchable)
    let category = Field<Category>("类型")
    let asOf = Field<Day>("截至日期", en: "As of", .indexed)
    let progress = Field<String>("进展和指标完成情况", en: "Progress", .long, .min(10), .max(10_000))
    let problems = Field<String?>("问题和措施", en: "Problems", .long, .max(2000))
    let file = Field<FileReference?>("报告全文", en: "Report")
    let state = Field<State>("状态", .readOnly)
    enum Category: String, Choice { case annual = "年度报告", midterm = "中期检查", final = "科技报告", special = "专题报告" }
    enum State: String, Choice { case draft = "草稿", submitted = "待审", returned = "退回", passed = "通过" }

    static var flow: Flow<ProjectReport>? {
        Flow(
            \.state, editable: [.draft, .returned],
            Step("提交", en: "Submit", code: "submit", .draft, to: .submitted, by: .enterprise, .projectInstitute, within: 20),
            Step("重新提交", en: "Submit again", code: "resubmit", .returned, to: .submitted, by: .enterprise, .projectInstitute, within: 10),
            Step("通过", en: "Pass", code: "pass", .submitted, to: .passed, by: .projectOffice, .projectAgency, within: 10, then: checkEntrusted),
            Step(
                "退回", en: "Return", code: "return", .submitted, to: .returned, by: .projectOffice, .projectAgency, needsRemark: true, then: checkEntrusted))
    }
}

extension ProjectReport {
    fileprivate static func checkEntrusted(_ row: Row<ProjectReport>, _ changes: inout Changes) throws {
        try AgencyEntrustment.check(.acceptance, of: try changes.row(row.contract).call, changes)
    }
}

/// 验收 (综合绩效评价): by what was reached, not by how.
struct ProjectAcceptance: Record {
    static let kind = Kind<ProjectAcceptance>("验收", en: "Acceptance", title: \.title)
    let contract = Field<Reference<ProjectContract>>("项目", en: "Project", .unique)
    let title = Field<String>("标题", en: "Title", .max(120))
    let summary = Field<String>("任务完成情况", en: "What was reached", .long, .min(10), .max(10_000))
    let file = Field<FileReference?>("验收材料", en: "Documents")
    let execution = Field<Double?>("预算执行率得分（10）", en: "Execution of 10", .digits(2), .readOnly)
    let output = Field<Double?>("产出得分（50）", en: "Output of 50", .digits(2), .readOnly)
    let effect = Field<Double?>("效益得分（30）", en: "Effect of 30", .digits(2), .readOnly)
    let satisfaction = Field<Double?>("满意度得分（10）", en: "Satisfaction of 10", .digits(2), .readOnly)
    let points = Field<Double?>("总分", en: "Points", .digits(2), .readOnly)
    let band = Field<Band?>("等级", en: "Band", .readOnly)
    let opinion = Field<String?>("专家组意见", en: "Opinion of the panel", .long, .max(2000), .readOnly)
    let back = Field<Money?>("应收回结余", en: "To be paid back", unit: .wanYuan, .readOnly)
    let state = Field<State>("状态", .readOnly)

    /// 优 90, 良 80, 中 60 (财预〔2020〕10号, unverified).
    enum Band: String, Choice {
        case excellent = "优", good = "良", fair = "中", poor = "差"
        static func of(_ points: Double) -> Band { points >= 90 ? .excellent : points >= 80 ? .good : points >= 60 ? .fair : .poor }
    }
    enum State: String, Choice { case draft = "草稿", applied = "待评价", assessed = "待结论", passed = "通过", closed = "结题", failed = "不通过" }

    static var flow: Flow<ProjectAcceptance>? {
        Flow(
            \.state, editable: [.draft],
            Step(
                "申请验收", en: "Apply", code: "apply", .draft, to: .applied, by: .enterprise, .projectInstitute, within: 20, then: { try Running.apply($0, &$1) }),
            Step(
                "退回", en: "Return", code: "return", .applied, to: .draft, by: .projectOffice, .projectAgency, needsRemark: true,
                then: { row, changes in try AgencyEntrustment.check(.acceptance, of: try changes.row(row.contract).call, changes) }),
            Step("绩效评价", en: "Assessed", code: "assess", .applied, to: .assessed, by: .administrator, isAwaited: false),
            Step(
                "通过", en: "Pass", code: "pass", .assessed, to: .passed, by: .projectOffice, within: 10,
                refusal: Label("总分不足 60，不能通过", en: "with less than 60 points it does not pass"), when: { ($0.points ?? 0) >= 60 },
                then: { try Running.conclude($0, step: "accept", "验收通过", &$1) }),
            // 尽职免责: failed in good faith with complete records; nothing is deducted.
            Step(
                "结题（尽职免责）", en: "Close, in good faith", code: "close", .assessed, to: .closed, by: .projectOffice, needsRemark: true,
                then: {
                    try Running.conclude($0, step: "close", "结题", &$1)
                }),
            Step(
                "不通过", en: "Fail", code: "fail", .assessed, to: .failed, by: .projectOffice, needsRemark: true,
                then: {
                    try Running.conclude($0, step: "fail", "验收不通过", &$1)
                }))
    }
    static var indicators: [Indicator] {
        [
            Indicator(
                "I-acceptance-passed", "验收通过率", en: "Passed of those concluded", unit: "%", .ratio,
                .count(ProjectAcceptance.self) { $0.state == .passed }, .count(ProjectAcceptance.self) { $0.state.isIn([.passed, .closed, .failed]) })
        ]
    }
}

/// 项目成果
struct ProjectOutput: Record {
    static let kind = Kind<ProjectOutput>("项目成果", en: "Output", title: \.title)
    let contract = Field<Reference<ProjectContract>>("项目", en: "Project")
    let title = Field<String>("成果名称", en: "Title", .max(200), .searchable)
    let category = Field<Category>("类型")
    let number = Field<String?>("证书或登记号", en: "Number", .max(60), .searchable)
    let day = Field<Day>("取得日期", en: "On", .indexed)
    let sales = Field<Money?>("新增销售收入", en: "New sales", unit: .wanYuan, .min(0))
    enum Category: String, Choice {
        case patent = "发明专利", utility = "实用新型", software = "软件著作权", variety = "新品种", standard = "标准", paper = "论文", product = "新产品", process = "新工艺", talent =
            "人才培养"
    }
    static var indicators: [Indicator] {
        [Indicator("I-project-outputs", "科技项目成果", en: "Outputs of projects", unit: "项", .flow, .count(ProjectOutput.self, by: \.day))]
    }
}

/// 执行: what changes, reports and acceptance mean for the contract.
enum Running {
    static func check(_ change: Row<ProjectChange>, _ changes: inout Changes) throws {
        let contract = try changes.row(change.contract)
        guard contract.state == .running else { throw changes.refuse("项目不在研，不能变更", en: "The project is not running") }
        guard change.category == .prolonged, let end = change.newEnd else { return }
        // Once, a year at most, asked for three months before the end (convention, policy rules §7.1).
        if contract.isExtended { throw changes.refuse("只能延期一次", en: "It is extended once only") }
        guard end > contract.ends, end <= contract.ends.adding(months: 12) else {
            throw changes.refuse("延期应晚于 \(contract.ends)，最多一年", en: "It is extended beyond \(contract.ends), by a year at most")
        }
        guard changes.now.day <= contract.ends.adding(months: -3) else { throw changes.refuse("应在结束前三个月提出", en: "It is asked for three months before the end") }
    }

    static func carryOut(_ change: Row<ProjectChange>, _ changes: inout Changes) throws {
        try changes.update(change.contract) { contract in
            if change.category == .prolonged, let end = change.newEnd { (contract.ends, contract.isExtended) = (end, true) }
            if change.category == .leader, let leader = change.newLeader { contract.leader = leader }
            if change.category == .targets, let targets = change.newTargets { contract.targets = targets }
        }
    }

    static func apply(_ acceptance: Row<ProjectAcceptance>, _ changes: inout Changes) throws {
        let contract = try changes.row(acceptance.contract)
        guard contract.state == .running else { throw changes.refuse("项目不在研，不能申请验收", en: "The project is not running") }
        let open = try changes.rows(ProjectMilestone.self) { $0.contract == contract.reference && $0.state.isIn(ProjectMilestone.State.open) }
        if let first = open.first { throw changes.refuse("里程碑“\(first.title)”还没有考核", en: "The milestone “\(first.title)” is not accepted yet") }
        let reports = try changes.rows(ProjectReport.self) { $0.contract == contract.reference && $0.category == .final && $0.state == .passed }
        if reports.isEmpty { throw changes.refuse("科技报告还没有通过", en: "The scientific report has not passed yet") }
        let data = try changes.rows(ResearchDataSet.self) { $0.contract == contract.reference && $0.state == .deposited }
        if contract.needsData, data.isEmpty { throw changes.refuse("请先汇交科学数据", en: "Please deposit the data first") }
    }

    static func conclude(_ acceptance: Row<ProjectAcceptance>, step: String, _ remark: String, _ changes: inout Changes) throws {
        try changes.move(acceptance.contract, step: step, remark: remark)
        let contract = try changes.row(acceptance.contract)
        // What was paid and is not spent, where spending is borne by grant and own money as they stand to one another.
        let borne = try Fen(contract.spent.fen).part(contract.grant.fen, of: max(1, (contract.grant + contract.own).fen))
        let rest = contract.paid - Money(fen: borne.count)
        try changes.update(acceptance.reference) { $0.back = .some(max(Money(fen: 0), rest)) }
    }
}
