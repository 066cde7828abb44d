import Kernel

/// 评审排序结果: what came of the scores of one application. The office's own until notice is given.
struct RankingLine: Record {
    static let kind = Kind<RankingLine>("评审排序", en: "Ranking", title: \.rank, unique: [[\.call, \.application]])
    let call = Field<Reference<ProjectCall>>("申报指南", en: "Call")
    let application = Field<Reference<ProjectApplication>>("申报书", en: "Application")
    let rank = Field<Int>("名次", en: "Rank")
    let comparable = Field<Double>("标准化得分", en: "Comparable score", .digits(2))
    let trimmed = Field<Double>("去掉最高最低分的平均分", en: "Trimmed mean", .digits(2))
    let reviews = Field<Int>("有效评分", en: "Scores", unit: "份")
    let requested = Field<Money>("申请", en: "Asked for", unit: .wanYuan)
    let amount = Field<Money?>("拟立项金额", en: "Proposed", unit: .wanYuan)
    let reason = Field<String>("依据", en: "Reason", .max(200))
    let reasonEnglish = Field<String>("依据（英文）", en: "Reason in English", .max(200))
}

/// 拟立项公示: what is about to be supported, for everyone to see and to object to.
struct PlannedGrant: Record {
    static let kind = Kind<PlannedGrant>("拟立项公示", en: "Public notice", title: \.title)
    let title = Field<String>("项目名称", en: "Title", .max(120), .searchable)
    let holder = Field<String>("承担单位", en: "Holder", .max(100), .searchable)
    let programme = Field<String>("指南或榜单", en: "Call or challenge", .max(120))
    let amount = Field<Money>("拟支持金额", en: "Amount", unit: .wanYuan)
    let from = Field<Day>("公示开始", en: "From", .indexed)
    let until = Field<Day>("公示截止", en: "Until", .indexed)
    let isWithdrawn = Field<Bool>("异议成立，撤销", en: "Withdrawn", .initial("否"))
    let application = Field<Reference<ProjectApplication>?>("申报书", en: "Application")
}

/// 公示异议: real-name and in writing; it has to be answered before anything is approved.
struct ProjectObjection: Record {
    static let kind = Kind<ProjectObjection>("公示异议", en: "Objection", title: \.subject)
    let grant = Field<Reference<PlannedGrant>>("公示项目", en: "Project")
    let subject = Field<String>("异议事项", en: "Objection", .min(4), .max(120))
    let text = Field<String>("事实和依据", en: "Facts", .long, .min(10), .max(2000))
    let name = Field<String>("实名", en: "Name", .min(2), .max(40), .personal(.name))
    let contact = Field<String>("联系方式", en: "Contact", .max(60), .personal(.middle))
    let state = Field<State>("状态", .readOnly)
    enum State: String, Choice { case received = "待处理", upheld = "异议成立", dismissed = "异议不成立" }

    static var flow: Flow<ProjectObjection>? {
        Flow(
            \.state, editable: [],
            Step(
                "异议成立", en: "Uphold", code: "uphold", .received, to: .upheld, by: .projectOffice, within: 10, needsRemark: true,
                then: { objection, changes in
                    try changes.update(objection.grant) { $0.isWithdrawn = true }
                }),
            Step("异议不成立", en: "Dismiss", code: "dismiss", .received, to: .dismissed, by: .projectOffice, needsRemark: true))
    }
    static var indicators: [Indicator] {
        [
            Indicator(
                "I-objections-open", "待处理的公示异议", en: "Open objections", unit: "件", .stock, direction: .down,
                .count(ProjectObjection.self) { $0.state == .received })
        ]
    }
}
