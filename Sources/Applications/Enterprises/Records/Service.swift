import Kernel
import Registers

/// 问题台账: what an enterprise needs solved, with one officer and a deadline, and what it thinks of the solution (“一对一”).
struct EnterpriseIssue: Record {
    static let kind = Kind<EnterpriseIssue>("企业问题", en: "Issue", title: \.subject, belongsTo: \.enterprise)
    let enterprise = Field<Reference<Enterprise>>("企业")
    let subject = Field<String>("问题", en: "Issue", .min(2), .max(120), .searchable)
    let category = Field<Category>("类别", .initial("other"))
    let detail = Field<String?>("详情", en: "Detail", .long, .max(2000))
    let officer = Field<String?>("服务专员", en: "Officer", .max(40), .anyState)
    let due = Field<Day?>("办结期限", en: "Due", .indexed, .anyState)
    let solution = Field<String?>("办理情况", en: "What was done", .long, .max(2000), .anyState)
    let satisfaction = Field<Satisfaction?>("满意度", en: "Satisfaction", .anyState)
    let openedOn = Field<Day>("提出日期", en: "Opened on", .indexed)
    let state = Field<State>("状态", .readOnly)

    enum Category: String, Choice {
        case finance = "融资", land = "用地厂房", labour = "用工人才", technology = "技术研发", market = "市场", policy = "政策兑现", energy = "水电气网", other = "其他"
    }
    enum Satisfaction: String, Choice {
        case content = "满意", fair = "基本满意", discontent = "不满意"
        var label: Label {
            switch self {
            case .content: Label(rawValue, en: "Satisfied")
            case .fair: Label(rawValue, en: "Mostly satisfied")
            case .discontent: Label(rawValue, en: "Not satisfied")
            }
        }
    }
    enum State: String, Choice {
        case opened = "待受理", working = "办理中", solved = "待评价", closed = "已办结"
        var label: Label {
            switch self {
            case .opened: Label(rawValue, en: "To be taken up")
            case .working: Label(rawValue, en: "Being solved")
            case .solved: Label(rawValue, en: "To be rated")
            case .closed: Label(rawValue, en: "Closed")
            }
        }
    }

    static var flow: Flow<EnterpriseIssue>? {
        Flow(
            \.state, editable: [.opened],
            Step(
                "受理", en: "Take up", code: "take", .opened, to: .working, by: .enterpriseOffice, within: 3,
                refusal: Label("请先指定服务专员和办结期限", en: "please name an officer and a deadline first")
            ) { $0.officer != nil && $0.due != nil },
            Step(
                "办结", en: "Solve", code: "solve", .working, to: .solved, by: .enterpriseOffice, within: 15,
                refusal: Label("请先填写办理情况", en: "please say what was done first")
            ) { $0.solution != nil },
            Step(
                "评价", en: "Rate", code: "rate", .solved, to: .closed, by: .enterprise, within: 10,
                refusal: Label("请先选择满意度", en: "please choose how satisfied you are first")
            ) { $0.satisfaction != nil },
            Step("退回重办", en: "Not solved", code: "again", .solved, to: .working, by: .enterprise, needsRemark: true),
            Step("电话回访后办结", en: "Close after a call", code: "close", .solved, to: .closed, by: .enterpriseOffice, needsRemark: true, isAwaited: false))
    }

    static var indicators: [Indicator] {
        [
            Indicator("I-issues-open", "未办结企业问题", en: "Open issues", unit: "件", .stock, direction: .down, .count(EnterpriseIssue.self) { $0.state != .closed }),
            Indicator(
                "I-issues-late", "逾期企业问题", en: "Overdue issues", unit: "件", .stock, direction: .down,
                .count(EnterpriseIssue.self) { $0.state.isIn([.opened, .working]) && $0.due < .today }),
            Indicator(
                "I-issues-satisfied", "企业问题办理满意率", en: "Satisfied with the solution", unit: "%", .ratio,
                .count(EnterpriseIssue.self) { $0.satisfaction.isIn([.content, .fair]) }, .count(EnterpriseIssue.self) { $0.satisfaction.isFilled }),
        ]
    }
}

/// 入驻: an enterprise or a team that sits in a park, an incubator or a maker space.
struct Residency: Record {
    static let kind = Kind<Residency>("入驻企业和团队", en: "Resident", title: \.name, belongsTo: \.enterprise)
    let park = Field<Reference<Park>>("园区或孵化载体", en: "Park or incubator")
    let name = Field<String>("企业或团队", en: "Enterprise or team", .max(100), .searchable)
    let enterprise = Field<Reference<Enterprise>?>("已注册的企业", en: "As an enterprise")
    let isOffSite = Field<Bool>("异地孵化", en: "Off-site", .initial("否"))
    let from = Field<Day>("入驻日期", en: "Since", .indexed)
    let until = Field<Day?>("离开日期", en: "Until", .indexed)
    let outcome = Field<Outcome>("结果", .initial("resident"))
    enum Outcome: String, Choice { case resident = "在孵", graduated = "毕业", left = "退出" }

    static var checks: [Check<Residency>] {
        [Check("离开日期应不早于入驻日期", en: "It left on the day it came or later", at: \.until) { row in row.until.map { $0 >= row.from } ?? true }]
    }
    static var indicators: [Indicator] {
        [
            Indicator("I087", "孵化载体累计入驻企业", en: "Residents so far", unit: "家", .stock, .count(Residency.self)),
            Indicator("I-graduates", "累计毕业企业", en: "Graduates so far", unit: "家", .stock, .count(Residency.self) { $0.outcome == .graduated }),
        ]
    }
}

/// 服务和培训: what a park, an incubator or the office did for enterprises and founders.
struct ServiceRecord: Record {
    static let kind = Kind<ServiceRecord>("服务和培训", en: "Service", title: \.subject, belongsTo: \.enterprise)
    let subject = Field<String>("内容", en: "Subject", .max(120), .searchable)
    let category = Field<Park.Service>("类别", .initial("training"))
    let day = Field<Day>("日期", .indexed)
    let park = Field<Reference<Park>?>("园区或孵化载体", en: "Park or incubator")
    let enterprise = Field<Reference<Enterprise>?>("服务企业", en: "For the enterprise")
    let mentor = Field<Reference<Person>?>("导师", en: "Mentor")
    let people = Field<Int>("人次", unit: "人次", .initial("1"), .min(0), .max(1_000_000))

    static var indicators: [Indicator] {
        [
            Indicator(
                "I088", "创新创业培训", en: "Trainings for founders", unit: "次", .flow, .count(ServiceRecord.self, by: \.day) { $0.category == .training }),
            Indicator(
                "I-trained", "创新创业培训人次", en: "People trained", unit: "人次", .flow, .sum(\ServiceRecord.people, by: \.day) { $0.category == .training }),
        ]
    }
}

/// 认定条件: one criterion for the recognition of a park or incubator, and how it stands (以认促建).
struct ParkCriterion: Record {
    static let kind = Kind<ParkCriterion>("认定条件", en: "Recognition criterion", title: \.text)
    let park = Field<Reference<Park>>("园区或孵化载体", en: "Park or incubator")
    let goal = Field<Park.Level>("拟认定级别", en: "Level aimed at")
    let text = Field<String>("条件", en: "Criterion", .max(200), .searchable)
    let basis = Field<String?>("依据文件", en: "Basis", .max(200))
    let required = Field<Double?>("要求值", en: "Asked")
    let actual = Field<Double?>("现状值", en: "Now")
    let result = Field<Result>("结论", .initial("unknown"))
    let due = Field<Day?>("计划达到日期", en: "Planned for", .indexed)
    enum Result: String, Choice { case met = "符合", unmet = "不符合", unknown = "待核实" }
}

/// 创新创业大赛
struct Contest: Record {
    static let kind = Kind<Contest>("创新创业大赛", en: "Contest", title: \.name)
    let name = Field<String>("名称", .max(100), .searchable, .unique)
    let day = Field<Day>("举办日期", en: "Held on", .indexed)
    let entriesUntil = Field<Day?>("报名截止", en: "Entries until", .indexed)
    let audience = Field<Int>("观众", en: "Audience", unit: "人次", .initial("0"), .min(0), .max(100_000_000))
    static var indicators: [Indicator] {
        [Indicator("I-contest-audience", "创投大赛观众", en: "Audience of contests", unit: "人次", .flow, .sum(\Contest.audience, by: \.day))]
    }
}

/// 参赛项目
struct ContestEntry: Record {
    static let kind = Kind<ContestEntry>("参赛项目", en: "Contest entry", title: \.project, belongsTo: \.enterprise)
    let contest = Field<Reference<Contest>>("大赛", en: "Contest")
    let project = Field<String>("项目", en: "Project", .max(120), .searchable)
    let enterprise = Field<Reference<Enterprise>?>("参赛企业", en: "Enterprise")
    let leader = Field<String?>("负责人", en: "Leader", .max(40), .personal(.name))
    let enteredOn = Field<Day>("报名日期", en: "Entered on", .indexed)
    let summary = Field<String?>("简介", en: "Summary", .long, .max(2000))
    let points = Field<Double?>("得分", en: "Points", .min(0), .max(100), .digits(2), .anyState)
    let prize = Field<String?>("奖项", en: "Prize", .max(60), .anyState)
    let state = Field<State>("状态", .readOnly)
    enum State: String, Choice {
        case entered = "已报名", accepted = "通过初审", refused = "未通过", final = "进入决赛"
        var label: Label {
            switch self {
            case .entered: Label(rawValue, en: "Entered")
            case .accepted: Label(rawValue, en: "Accepted")
            case .refused: Label(rawValue, en: "Not accepted")
            case .final: Label(rawValue, en: "In the final")
            }
        }
    }
    static var flow: Flow<ContestEntry>? {
        Flow(
            \.state, editable: [.entered],
            Step("通过初审", en: "Accept", code: "accept", .entered, to: .accepted, by: .enterpriseOffice, within: 10),
            Step("不通过", en: "Refuse", code: "refuse", .entered, to: .refused, by: .enterpriseOffice, needsRemark: true),
            Step("进入决赛", en: "To the final", code: "final", .accepted, to: .final, by: .enterpriseOffice, isAwaited: false))
    }
    static var indicators: [Indicator] {
        [Indicator("I058", "创投大赛参赛项目", en: "Contest entries", unit: "个", .flow, .count(ContestEntry.self, by: \.enteredOn))]
    }
}
