public import Kernel

/// 联席会议: a meeting of the leading group or of the departments (P001, P002).
public struct Meeting: Record {
    public static let kind = Kind<Meeting>("联席会议", en: "Joint meeting", title: \.title)
    public let title = Field<String>("会议名称", en: "Meeting", .max(120), .searchable)
    public let body = Field<Body>("会议类型", en: "Body", .indexed)
    public let day = Field<Day>("日期", .indexed)
    public let chair = Field<String>("主持人", .max(40))
    public let units = Field<[Reference<Organisation>]?>("参会单位", en: "Units present")
    public let agenda = Field<String>("议题", .long, .max(4000), .searchable)
    public let minutes = Field<String?>("会议纪要", .long, .max(20_000), .searchable)
    public let paper = Field<FileReference?>("纪要文件", en: "Minutes, as a file")
    public enum Body: String, Choice {
        case leadingGroup = "科技工作领导小组会议", jointMeeting = "科技创新联席会议", coordination = "市县协同会议"
        public var label: Label {
            switch self {
            case .leadingGroup: Label(rawValue, en: "Leading group")
            case .jointMeeting: Label(rawValue, en: "Joint meeting")
            case .coordination: Label(rawValue, en: "City and county together")
            }
        }
    }
    public init() {}
}

/// 议定事项: what a meeting decided, who does it, by when.
public struct Decision: Record {
    public static let kind = Kind<Decision>("议定事项", en: "Decision", title: \.content)
    public let meeting = Field<Reference<Meeting>>("会议")
    public let content = Field<String>("事项", en: "What was decided", .max(300), .searchable)
    public let lead = Field<Reference<Organisation>>("责任单位", en: "Responsible unit")
    public let deadline = Field<Day>("完成时限", .indexed)
    public let result = Field<String?>("落实情况", en: "What was done", .long, .max(2000))
    public let state = Field<State>("状态", .readOnly)
    public enum State: String, Choice {
        case open = "落实中", reported = "已报结", closed = "已销号"
        public var label: Label {
            switch self {
            case .open: Label(rawValue, en: "Being carried out")
            case .reported: Label(rawValue, en: "Reported done")
            case .closed: Label(rawValue, en: "Closed")
            }
        }
    }
    public static var flow: Flow<Decision>? {
        Flow(
            \.state, due: \.deadline,
            Step(
                "报结", en: "Report done", code: "report", .open, to: .reported, by: .liaison, .planOffice,
                refusal: Label("请先填写落实情况", en: "please say first what was done")
            ) { $0.result != nil },
            Step("销号", en: "Close", code: "close", .reported, to: .closed, by: .planOffice, within: 5),
            Step("退回", en: "Return", code: "return", .reported, to: .open, by: .planOffice, within: 5, needsRemark: true))
    }
    public init() {}
}

/// 会商会审: departments review a major project or policy together (P003).
public struct Consultation: Record {
    public static let kind = Kind<Consultation>("会商会审", en: "Joint review", title: \.subject)
    public let subject = Field<String>("事项", en: "Subject", .max(160), .searchable)
    public let project = Field<Reference<Project>?>("项目")
    public let content = Field<String>("送审内容", en: "What is reviewed", .long, .max(4000))
    public let paper = Field<FileReference?>("送审材料", en: "Papers")
    public let opinion = Field<String?>("综合意见", en: "Joint opinion", .long, .max(4000))
    public let state = Field<State>("状态", .readOnly)
    public enum State: String, Choice { case drafted = "拟送审", circulated = "会审中", agreed = "会审通过", refused = "未通过" }
    public static var flow: Flow<Consultation>? {
        Flow(
            \.state,
            Step("送会审", en: "Circulate", code: "circulate", .drafted, to: .circulated, by: .planOffice),
            Step("会签同意", en: "Agree", code: "agree", .circulated, to: .agreed, by: .liaison, .leader, within: 10, signers: 3),
            Step("不同意", en: "Refuse", code: "refuse", .circulated, to: .refused, by: .liaison, .leader, within: 10, needsRemark: true),
            Step("修改后重新送审", en: "Circulate again", code: "circulate", .refused, to: .circulated, by: .planOffice))
    }
    public init() {}
}

/// 督查: an inspection of how the plan is carried out, by stage; discipline, audit and statistics offices take part (P008).
public struct Inspection: Record {
    public static let kind = Kind<Inspection>("督查事项", en: "Inspection", title: \.subject)
    public let plan = Field<Reference<Plan>>("规划")
    public let subject = Field<String>("督查内容", en: "Subject", .max(200), .searchable)
    public let by = Field<Office>("督查方", en: "By", .indexed)
    public let unit = Field<Reference<Organisation>>("被督查单位", en: "Inspected unit")
    public let day = Field<Day>("督查日期", en: "Day", .indexed)
    public let stage = Field<String?>(
        "督查阶段", en: "Stage", .max(60), .help(Label("如：年中、中期评估前、终期", en: "Such as: middle of the year, before the mid-term evaluation, end of the term")))
    public let finding = Field<String?>("发现问题", en: "What was found", .long, .max(4000), .searchable)
    public let demand = Field<String?>("整改要求", en: "What has to be mended", .long, .max(2000))
    public let deadline = Field<Day>("整改期限", en: "To be mended by", .indexed)
    public let mended = Field<String?>("整改情况", en: "What was mended", .long, .max(4000))
    public let evidence = Field<FileReference?>("佐证材料", en: "Evidence")
    public let state = Field<State>("状态", .readOnly)
    public enum Office: String, Choice {
        case supervision = "政府督查", discipline = "纪检监察", audit = "审计", statistics = "统计", publicVoice = "社会监督"
        public var label: Label {
            switch self {
            case .supervision: Label(rawValue, en: "Government supervision")
            case .discipline: Label(rawValue, en: "Discipline inspection")
            case .audit: Label(rawValue, en: "Audit")
            case .statistics: Label(rawValue, en: "Statistics")
            case .publicVoice: Label(rawValue, en: "The public")
            }
        }
    }
    public enum State: String, Choice {
        case planned = "计划中", open = "整改中", reported = "已报整改", closed = "已销号"
        public var label: Label {
            switch self {
            case .planned: Label(rawValue, en: "Planned")
            case .open: Label(rawValue, en: "To be mended")
            case .reported: Label(rawValue, en: "Reported mended")
            case .closed: Label(rawValue, en: "Closed")
            }
        }
    }
    public static var checks: [Check<Inspection>] {
        [Check("整改期限应不早于督查日期", en: "What was found is mended on the day of the inspection or later", at: \.deadline) { $0.deadline >= $0.day }]
    }
    public static var flow: Flow<Inspection>? {
        Flow(
            \.state, due: \.deadline,
            Step(
                "交办整改", en: "Demand mending", code: "demand", .planned, to: .open, by: .inspector, .planOffice,
                refusal: Label("请先填写发现问题和整改要求", en: "please say first what was found and what has to be mended")
            ) { $0.finding != nil && $0.demand != nil },
            Step("未发现问题", en: "Nothing was found", code: "clean", .planned, to: .closed, by: .inspector, .planOffice, needsRemark: true),
            Step(
                "报整改", en: "Report mended", code: "report", .open, to: .reported, by: .liaison, .planOffice,
                refusal: Label("请先填写整改情况", en: "please say first what was mended")
            ) { $0.mended != nil },
            Step("销号", en: "Close", code: "close", .reported, to: .closed, by: .inspector, .planOffice, within: 10),
            Step("退回", en: "Return", code: "return", .reported, to: .open, by: .inspector, .planOffice, within: 10, needsRemark: true))
    }
    public init() {}
}
