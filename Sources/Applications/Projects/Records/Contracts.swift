import Kernel
import Registers

/// 任务书: what was agreed on, with milestones, budget and payments. Its applicant completes it, the office signs it.
struct ProjectContract: Record {
    static let kind = Kind<ProjectContract>("项目任务书", en: "Contract", title: \.title, belongsTo: \.enterprise, sought: [[\.holder, \.state]])
    let number = Field<String>("项目编号", en: "Number", .max(40), .unique, .searchable, .readOnly)
    let title = Field<String>("项目名称", en: "Title", .max(120), .searchable, .readOnly)
    let call = Field<Reference<ProjectCall>?>("申报指南", en: "Call", .readOnly)
    let application = Field<Reference<ProjectApplication>?>("申报书", en: "Application", .readOnly)
    let bid = Field<Reference<ChallengeBid>?>("揭榜申报", en: "Bid", .readOnly)
    let notice = Field<Reference<PlannedGrant>?>("公示", en: "Notice", .readOnly)
    let enterprise = Field<Reference<Enterprise>?>("承担企业", en: "Enterprise", .readOnly)
    let holder = Field<String>("承担单位", en: "Holder", .max(100), .indexed, .readOnly)
    let leader = Field<String>("项目负责人", en: "Leader", .max(40), .personal(.name), .readOnly)
    let grant = Field<Money>("财政资金", en: "Grant", unit: .wanYuan, .readOnly)
    let own = Field<Money>("自筹资金", en: "Own money", unit: .wanYuan, .readOnly)
    let starts = Field<Day>("开始日期", en: "Starts", .indexed, .readOnly)
    let ends = Field<Day>("结束日期", en: "Ends", .indexed, .readOnly)
    let targets = Field<String>("考核指标", en: "Targets", .long, .max(2000))
    let isLumpSum = Field<Bool>("包干制", en: "Lump sum", .initial("否"), .readOnly)
    let promisedOn = Field<Day?>(
        "包干制承诺书签署日期", en: "Promise signed on", .help(Label("负责人承诺：遵守诚信和伦理，经费全部用于本项目", en: "On integrity, ethics, and use for this project only")))
    let needsData = Field<Bool>("须汇交科学数据", en: "Data have to be deposited", .initial("是"))
    let signedOn = Field<Day?>("签订日期", en: "Signed on", .readOnly)
    let paid = Field<Money>("已拨付", en: "Paid", unit: .wanYuan, .initial("0"), .readOnly)
    let spent = Field<Money>("已支出", en: "Spent", unit: .wanYuan, .initial("0"), .readOnly)
    let isExtended = Field<Bool>("已延期", en: "Extended", .initial("否"), .readOnly)
    let state = Field<State>("状态", .readOnly)

    enum State: String, Choice {
        case drafting = "待填报", confirmed = "待签订", running = "在研", accepted = "通过验收", closed = "结题", failed = "验收不通过", stopped = "终止"
        static let open: [State] = [.drafting, .confirmed, .running]
    }

    static var flow: Flow<ProjectContract>? {
        Flow(
            \.state, editable: [.drafting],
            Step("确认任务书", en: "Confirm", code: "confirm", .drafting, to: .confirmed, by: .enterprise, .projectInstitute, within: 15),
            Step("退回修改", en: "Return", code: "return", .confirmed, to: .drafting, by: .projectOffice, needsRemark: true),
            Step("签订", en: "Sign", code: "sign", .confirmed, to: .running, by: .projectOffice, within: 10, then: { try Signing.sign($0, &$1) }),
            Step(
                "终止", en: "Stop", code: "stop", .running, to: .stopped, by: .projectOffice, needsRemark: true, isAwaited: false,
                then: {
                    try Signing.cancelPayments($0, &$1)
                }),
            // Taken by the program alone, with the acceptance.
            Step("通过验收", en: "Accept", code: "accept", .running, to: .accepted, by: .administrator, isAwaited: false),
            Step("结题", en: "Close", code: "close", .running, to: .closed, by: .administrator, isAwaited: false),
            Step("不通过", en: "Fail", code: "fail", .running, to: .failed, by: .administrator, isAwaited: false))
    }

    static var indicators: [Indicator] {
        [
            Indicator("I-projects-approved", "立项科技项目", en: "Projects approved", unit: "项", .flow, .count(ProjectContract.self, by: \.starts)),
            Indicator("I-projects-running", "在研科技项目", en: "Running projects", unit: "项", .stock, .count(ProjectContract.self) { $0.state == .running }),
            Indicator("I-projects-accepted", "通过验收的科技项目", en: "Projects accepted", unit: "项", .stock, .count(ProjectContract.self) { $0.state == .accepted }),
            Indicator(
                "I-project-grants", "立项财政资金", en: "Public money granted", unit: .wanYuan, .flow, .sum(\ProjectContract.grant, by: \.starts)),
            Indicator(
                "I-projects-late", "超期未验收项目", en: "Projects past their end", unit: "项", .stock, direction: .down,
                .count(ProjectContract.self) { $0.state == .running && $0.ends < .today }),
            Indicator(
                "I-lump-sum", "包干制项目", en: "Lump-sum projects", unit: "项", .stock, .count(ProjectContract.self) { $0.isLumpSum == true }),
        ]
    }
}

/// 里程碑: what is due when, and what share of the grant is paid once it is accepted.
struct ProjectMilestone: Record {
    static let kind = Kind<ProjectMilestone>("里程碑", en: "Milestone", title: \.title, unique: [[\.contract, \.ordinal]])
    let contract = Field<Reference<ProjectContract>>("项目", en: "Project")
    let ordinal = Field<Int>("序号", en: "No.", .min(1), .max(20))
    let title = Field<String>("里程碑", en: "Milestone", .max(120))
    let due = Field<Day>("期限", en: "Due", .indexed)
    let share = Field<Int>("拨款比例", en: "Share", unit: .percent, .min(0), .max(100))
    let isAdvance = Field<Bool>("签订即拨付", en: "Paid on signing", .initial("否"))
    let amount = Field<Money?>("拨款额", en: "Amount", unit: .wanYuan, .readOnly)
    let result = Field<String?>("完成情况", en: "What was reached", .long, .max(2000), .anyState)
    let file = Field<FileReference?>("证明材料", en: "Evidence", .anyState)
    let corrections = Field<Int>("整改次数", en: "Corrections", .initial("0"), .readOnly)
    let state = Field<State>("状态", .readOnly)

    enum State: String, Choice {
        case drafted = "待签订", planned = "实施中", reported = "待考核", correcting = "整改中", accepted = "已通过", failed = "未通过"
        static let open: [State] = [.planned, .reported, .correcting]
    }

    static var flow: Flow<ProjectMilestone>? {
        Flow(
            \.state, editable: [.drafted],
            Step("纳入任务书", en: "Agree", code: "agree", .drafted, to: .planned, by: .administrator, isAwaited: false),
            Step(
                "签订即拨付", en: "Pay in advance", code: "advance", .planned, to: .accepted, by: .administrator, isAwaited: false,
                then: {
                    try Signing.pay(for: $0, &$1)
                }),
            Step(
                "报告完成", en: "Report", code: "report", .planned, to: .reported, by: .enterprise, .projectInstitute,
                refusal: Label("请先填写完成情况", en: "please say first what was reached"), when: { $0.result != nil }),
            Step("整改后报告", en: "Report again", code: "again", .correcting, to: .reported, by: .enterprise, .projectInstitute, within: 60),
            Step(
                "考核通过", en: "Accept", code: "accept", .reported, to: .accepted, by: .projectOffice, .projectAgency, within: 15,
                then: { row, changes in
                    try AgencyEntrustment.check(.acceptance, of: try changes.row(row.contract).call, changes)
                    try Signing.pay(for: row, &changes)
                }),
            Step(
                "责令整改", en: "Have it corrected", code: "correct", .reported, to: .correcting, by: .projectOffice, .projectAgency, needsRemark: true,
                refusal: Label("只能整改一次，请考核通过或不通过", en: "it is corrected once only; please accept it or fail it"), when: { $0.corrections == 0 },
                then: { milestone, changes in
                    try AgencyEntrustment.check(.acceptance, of: try changes.row(milestone.contract).call, changes)
                    try changes.update(milestone.reference) { $0.corrections = milestone.corrections + 1 }
                }),
            Step(
                "考核不通过", en: "Fail", code: "fail", .reported, to: .failed, by: .projectOffice, needsRemark: true,
                refusal: Label("请先给一次整改机会", en: "please have it corrected once first"), when: { $0.corrections > 0 },
                then: { milestone, changes in try changes.move(milestone.contract, step: "stop", remark: "里程碑“\(milestone.title)”整改后仍未通过") }))
    }

    static var indicators: [Indicator] {
        [
            Indicator(
                "I-milestones-late", "逾期里程碑", en: "Late milestones", unit: "个", .stock, direction: .down,
                .count(ProjectMilestone.self) { $0.state.isIn(State.open) && $0.due < .today })
        ]
    }
}

/// 拨款: money on its way to a project. Never more than the grant, nor all together more than the budget of the call.
struct ProjectPayment: Record {
    static let kind = Kind<ProjectPayment>("项目拨款", en: "Payment", title: \.purpose)
    let contract = Field<Reference<ProjectContract>>("项目", en: "Project")
    let milestone = Field<Reference<ProjectMilestone>?>("里程碑", en: "Milestone")
    let purpose = Field<String>("事由", en: "For", .max(120))
    let amount = Field<Money>("金额", unit: .wanYuan, .min(0.0001))
    let day = Field<Day>("应付或支付日期", en: "Due or paid on", .indexed)
    let state = Field<State>("状态", .readOnly)
    enum State: String, Choice { case due = "待拨付", paid = "已拨付", cancelled = "不再拨付" }

    static var flow: Flow<ProjectPayment>? {
        Flow(
            \.state, editable: [],
            Step("拨付", en: "Pay", code: "pay", .due, to: .paid, by: .projectOffice, within: 20, then: { try Signing.settle($0, &$1) }),
            Step("不再拨付", en: "Cancel", code: "cancel", .due, to: .cancelled, by: .projectOffice, needsRemark: true, isAwaited: false))
    }
    static var indicators: [Indicator] {
        [
            Indicator(
                "I-project-payments", "科技项目拨款", en: "Paid to projects", unit: .wanYuan, .flow,
                .sum(\ProjectPayment.amount, by: \.day) { $0.state == .paid })
        ]
    }
}
