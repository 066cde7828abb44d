import Kernel
import Registers

/// 申报指南: a call with its own conditions, budget and panel.
struct ProjectCall: Record {
    static let kind = Kind<ProjectCall>("申报指南", en: "Call", title: \.title)
    let title = Field<String>("指南名称", en: "Call", .max(120), .searchable, .unique)
    let number = Field<String>("指南编号", en: "Number", .max(20), .unique, .help(Label("立项项目以此编号，如 QJKJ2026A", en: "Projects are numbered by it")))
    let programme = Field<String>("计划类别", en: "Programme", .max(100), .searchable)
    let domain = Field<Domain>("攻关领域", en: "Domain", .initial("other"))
    let guide = Field<String>("指南正文", en: "Guide", .long, .max(20_000))
    let opens = Field<Day>("开始受理", en: "Opens", .indexed)
    let closes = Field<Day>("截止受理", en: "Closes", .indexed)
    let budget = Field<Money>("总预算", unit: .wanYuan, .min(0))
    let mostGrant = Field<Money>("单项支持上限", en: "Most for one", unit: .wanYuan, .min(0))
    let ownShare = Field<Int>("自筹不低于申请额", en: "Own money of the sum asked for", unit: .percent, .initial("0"), .min(0), .max(1000))
    let mostMonths = Field<Int>("最长执行期", en: "Longest term", unit: "个月", .initial("36"), .min(1), .max(120))
    let mostRunning = Field<Int>(
        "单位在研上限", en: "Running projects of a unit", unit: "项", .initial("1"), .min(0), .max(100),
        .help(Label("通行做法为 1 项，没有找到有约束力的规定", en: "One by convention; no binding rule was found")))
    let mostOfLeader = Field<Int>("负责人在研上限", en: "Running projects of a leader", unit: "项", .initial("1"), .min(0), .max(100))
    let forEnterprises = Field<Bool>("仅限企业申报", en: "For enterprises only", .initial("否"))
    let needsTitle = Field<Certificate.Title?>("须持有的称号", en: "Title that is needed")
    let leastLength = Field<Int>("申报书最少字数", en: "Least length", unit: "字", .initial("300"), .min(0), .max(20_000))
    let allowsLumpSum = Field<Bool>("可实行包干制", en: "Lump sum allowed", .initial("否"))
    let innovation = Field<Int>("创新性权重", en: "Weight of innovation", unit: .percent, .initial("30"), .min(0), .max(100))
    let feasibility = Field<Int>("可行性权重", en: "Weight of feasibility", unit: .percent, .initial("30"), .min(0), .max(100))
    let benefit = Field<Int>("效益权重", en: "Weight of benefit", unit: .percent, .initial("25"), .min(0), .max(100))
    let capability = Field<Int>("基础条件权重", en: "Weight of capability", unit: .percent, .initial("15"), .min(0), .max(100))
    let leastReviews = Field<Int>("每项最少有效评分", en: "Least scores of each", unit: "份", .initial("5"), .min(1), .max(15))
    let method = Field<Method>("排序依据", en: "Ranked by", .initial("comparable"))
    let leastScore = Field<Int>("立项最低分", en: "Least score", unit: "分", .initial("60"), .min(0), .max(100))
    let noticeDays = Field<Int>("公示工作日", en: "Working days of notice", unit: "天", .initial("5"), .min(5), .max(60))
    let noticeUntil = Field<Day?>("公示截止", en: "Notice until", .readOnly)
    let state = Field<State>("状态", .readOnly)

    enum Domain: String, Choice {
        case agriculture = "种植养殖", materials = "新材料", medicine = "生物医药", vehicles = "新能源汽车零部件", food = "绿色食品", silk = "丝绸", environment = "生态环保"
        case health = "人口健康", safety = "公共安全", digital = "数字智能", other = "其他"
    }
    /// 通行做法: the trimmed mean. Comparable scores take out that some reviewers are mild and others strict.
    enum Method: String, Choice {
        case comparable = "标准化得分", trimmed = "去掉最高最低分的平均分"
        var label: Label { Label(rawValue, en: self == .comparable ? "Comparable scores" : "Trimmed mean") }
    }
    enum State: String, Choice {
        case draft = "拟定", open = "受理中", review = "审查评审", ranked = "已排序", noticed = "公示中", approved = "已立项"
    }

    static var checks: [Check<ProjectCall>] {
        [
            Check("截止日期应不早于开始日期", en: "It closes on the day it opens or later", at: \.closes) { $0.closes >= $0.opens },
            Check("四项权重之和应为 100", en: "The four weights come to 100", at: \.innovation) {
                $0.innovation + $0.feasibility + $0.benefit + $0.capability == 100
            },
            Check("单项上限不应超过总预算", en: "One grant is part of the budget", at: \.mostGrant) { $0.mostGrant <= $0.budget },
        ]
    }

    static var flow: Flow<ProjectCall>? {
        Flow(
            \.state, editable: [.draft],
            Step("发布", en: "Publish", code: "publish", .draft, to: .open, by: .projectOffice, isAwaited: false),
            Step(
                "截止受理", en: "Close", code: "close", .open, to: .review, by: .projectOffice, .projectAgency, isAwaited: false,
                then: { call, changes in
                    try AgencyEntrustment.check(.intake, of: call.reference, changes)
                    guard changes.now.day > call.closes else {
                        throw changes.refuse("受理到 \(call.closes) 为止，之后才能截止", en: "It takes applications until \(call.closes); close it after that day")
                    }
                }),
            Step(
                "评审排序", en: "Rank", code: "rank", .review, to: .ranked, by: .projectOffice, within: 20,
                then: { call, changes in try Ranking.make(call, &changes) }),
            Step(
                "退回重评", en: "Reopen the review", code: "reopen", .ranked, to: .review, by: .projectOffice, needsRemark: true, isAwaited: false,
                then: { call, changes in
                    for line in try changes.rows(RankingLine.self, where: { $0.call == call.reference }) { try changes.delete(line.reference) }
                }),
            Step(
                "公示", en: "Give notice", code: "notice", .ranked, to: .noticed, by: .projectOffice, within: 10,
                then: { call, changes in
                    try Award.giveNotice(of: call, &changes)
                }),
            Step(
                "下达立项", en: "Approve", code: "approve", .noticed, to: .approved, by: .projectOffice, within: 15,
                then: { call, changes in
                    try Award.approve(call, &changes)
                }))
    }

    static var indicators: [Indicator] {
        [Indicator("I-calls-open", "受理中的指南", en: "Open calls", unit: "个", .stock, .count(ProjectCall.self) { $0.state == .open })]
    }
}

/// 项目申报书
struct ProjectApplication: Record {
    static let kind = Kind<ProjectApplication>("项目申报书", en: "Application", title: \.title, belongsTo: \.enterprise, sought: [[\.call, \.state]])
    let call = Field<Reference<ProjectCall>>("申报指南", en: "Call")
    let title = Field<String>("项目名称", en: "Title", .min(4), .max(120), .searchable)
    let enterprise = Field<Reference<Enterprise>?>("申报企业", en: "Enterprise", .help(Label("高校院所不填", en: "Institutes leave it empty")))
    let holder = Field<String>("申报单位", en: "Applicant", .max(100), .searchable, .indexed)
    let leader = Field<String>("项目负责人", en: "Leader", .max(40), .personal(.name))
    let identity = Field<IdentityNumber?>("负责人公民身份号码", en: "Leader's identity number", .personal(.middle))
    let partners = Field<[String]?>("合作单位", en: "Partners")
    let topics = Field<[String]>("专业领域", en: "Fields", .help(Label("用于选择专家，如：植物保护、食品加工", en: "By which reviewers are chosen")))
    let content = Field<String>(
        "申报内容", en: "Content", .long, .min(20), .max(20_000), .help(Label("目标、技术路线、指标、基础条件、效益", en: "Aims, approach, targets, basis, benefit")))
    let targets = Field<String>("考核指标", en: "Targets", .long, .max(2000))
    let requested = Field<Money>("申请财政资金", en: "Asked for", unit: .wanYuan, .min(0.01))
    let own = Field<Money>("自筹资金", en: "Own money", unit: .wanYuan, .initial("0"), .min(0))
    let starts = Field<Day>("开始日期", en: "Starts")
    let months = Field<Int>("执行期", en: "Term", unit: "个月", .initial("24"), .min(1), .max(120))
    let isLumpSum = Field<Bool>("申请包干制", en: "As a lump sum", .initial("否"))
    let unwanted = Field<[String]?>("申请回避的专家", en: "Reviewers to leave out", .help(Label("姓名；用于回避，不公开", en: "Names; they are not published")))
    let promise = Field<Bool>("已签科研诚信承诺", en: "Integrity promise signed", .initial("否"))
    let file = Field<FileReference?>("附件", en: "File")
    let submittedOn = Field<Day?>("提交日期", en: "Submitted on", .indexed, .readOnly)
    let integrityOn = Field<Day?>("诚信核查日期", en: "Integrity checked on", .readOnly)
    let comparedOn = Field<Day?>("查重日期", en: "Compared on", .readOnly)
    let overlap = Field<Double?>("最高重复率", en: "Largest overlap", unit: .percent, .readOnly, .digits(1))
    let granted = Field<Money?>("立项金额", en: "Granted", unit: .wanYuan, .readOnly)
    let state = Field<State>("状态", .readOnly)

    enum State: String, Choice {
        case draft = "草稿", submitted = "待形式审查", returned = "退回补正", accepted = "形式审查通过", inReview = "专家评审", approved = "已立项"
        case rejected = "不予受理", declined = "不予立项", withdrawn = "已撤回"
        /// What was decided after the integrity of the applicant was asked for, or should have been.
        static let judged: [State] = [.accepted, .inReview, .approved, .rejected, .declined, .withdrawn]
    }

    static var flow: Flow<ProjectApplication>? {
        Flow(
            \.state, editable: [.draft, .returned], discardable: [.draft],
            discarding: { row, changes in
                for finding in try changes.rows(FormalFinding.self, where: { $0.application == row.reference }) { try changes.delete(finding.reference) }
            },
            Step(
                "提交", en: "Submit", code: "submit", .draft, to: .submitted, by: .enterprise, .projectInstitute, isAwaited: false,
                then: {
                    try FormalCheck.admit($0, &$1, isLate: false)
                }),
            Step(
                "补正后提交", en: "Submit again", code: "resubmit", .returned, to: .submitted, by: .enterprise, .projectInstitute, within: 5,
                then: {
                    try FormalCheck.admit($0, &$1, isLate: true)
                }),
            Step("撤回修改", en: "Take back", code: "recall", .submitted, to: .draft, by: .enterprise, .projectInstitute, isAwaited: false),
            Step(
                "形式审查通过", en: "Accept", code: "accept", .submitted, to: .accepted, by: .projectOffice, .projectAgency, within: 10,
                then: { row, changes in
                    try AgencyEntrustment.check(.intake, of: row.call, changes)
                    try FormalCheck.pass(row, &changes)
                }),
            Step(
                "退回补正", en: "Return", code: "return", .submitted, to: .returned, by: .projectOffice, .projectAgency, needsRemark: true,
                then: { row, changes in
                    try AgencyEntrustment.check(.intake, of: row.call, changes)
                    _ = try FormalCheck.record(row, &changes)
                }),
            Step(
                "不予受理", en: "Reject", code: "reject", .submitted, to: .rejected, by: .projectOffice, .projectAgency, needsRemark: true,
                then: { row, changes in
                    try AgencyEntrustment.check(.intake, of: row.call, changes)
                    _ = try FormalCheck.record(row, &changes)
                }),
            Step(
                "重复支持，不予立项", en: "Decline as a duplicate", code: "duplicate", .accepted, to: .declined, by: .projectOffice, needsRemark: true, isAwaited: false),
            Step("撤回申报", en: "Withdraw", code: "withdraw", .accepted, to: .withdrawn, by: .enterprise, .projectInstitute, needsRemark: true, isAwaited: false),
            // Taken by the program alone: when the panel is drawn, when the call is approved.
            Step("送专家评审", en: "To the panel", code: "review", .accepted, to: .inReview, by: .administrator, isAwaited: false),
            Step("立项", en: "Approve", code: "approve", .inReview, to: .approved, by: .administrator, isAwaited: false),
            Step("不予立项", en: "Decline", code: "decline", .inReview, to: .declined, by: .administrator, isAwaited: false))
    }

    static var indicators: [Indicator] {
        [
            Indicator(
                "I045", "科技诚信评价覆盖（项目申报）", en: "Decisions on applications with an integrity check", unit: "%", .ratio,
                .count(ProjectApplication.self) { $0.state.isIn(State.judged) && $0.integrityOn.isFilled },
                .count(ProjectApplication.self) { $0.state.isIn(State.judged) }),
            Indicator(
                "I-applications", "已提交的项目申报", en: "Applications submitted", unit: "项", .stock, .count(ProjectApplication.self) { $0.submittedOn.isFilled }),
            Indicator(
                "I-applications-waiting", "待形式审查", en: "Applications to be checked", unit: "项", .stock, direction: .down,
                .count(ProjectApplication.self) { $0.state == .submitted }),
        ]
    }
}
