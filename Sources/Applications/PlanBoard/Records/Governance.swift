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

/// 决策咨询: a question to the county's advisory committee (P004).
public struct Advice: Record {
    public static let kind = Kind<Advice>("决策咨询", en: "Advice", title: \.subject)
    public let subject = Field<String>("咨询事项", en: "Question", .max(160), .searchable)
    public let background = Field<String>("背景", .long, .max(4000))
    public let experts = Field<String?>("咨询专家", .max(200))
    public let due = Field<Day>("答复期限", en: "Due", .indexed)
    public let answer = Field<String?>("咨询意见", en: "Answer", .long, .max(8000), .searchable)
    public let adoption = Field<String?>("采纳情况", en: "What became of it", .long, .max(2000))
    public let state = Field<State>("状态", .readOnly)
    public enum State: String, Choice { case asked = "征询中", answered = "已答复", closed = "已办结" }
    public static var flow: Flow<Advice>? {
        Flow(
            \.state, due: \.due,
            Step(
                "答复", en: "Answer", code: "answer", .asked, to: .answered, by: .advisor, .planOffice,
                refusal: Label("请先填写咨询意见", en: "please write the answer first")
            ) { $0.answer != nil },
            Step(
                "办结", en: "Close", code: "close", .answered, to: .closed, by: .planOffice, within: 20,
                refusal: Label("请先填写采纳情况", en: "please say first what became of it")
            ) { $0.adoption != nil })
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
    public let found = Field<String?>("发现问题", en: "What was found", .long, .max(4000), .searchable)
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
            ) { $0.found != nil && $0.demand != nil },
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

/// 科技平台: one of the county's innovation platforms, by class and level (S151).
public struct Platform: Record {
    public static let kind = Kind<Platform>("科技平台", en: "Innovation platform", title: \.name)
    public let name = Field<String>("名称", .max(120), .searchable)
    public let category = Field<Category>("类别", .indexed)
    public let functions = Field<[Function]?>("平台功能", en: "Functions")
    public let matrix = Field<Matrix?>("平台体系", en: "Place in the matrix", .indexed)
    public let level = Field<Level>("级别", .indexed)
    public let host = Field<String?>("依托单位", .max(120))
    public let founded = Field<Int?>("认定年份", en: "Recognised in", .min(1980), .max(2100))
    public let state = Field<State>("状态", .readOnly)
    public enum Category: String, Choice {
        case transfer = "成果转化推广", finance = "科技金融", incubation = "创新创业", research = "研发", service = "科技服务", popularisation = "科普"
        public var label: Label {
            switch self {
            case .transfer: Label(rawValue, en: "Transfer and extension")
            case .finance: Label(rawValue, en: "Finance")
            case .incubation: Label(rawValue, en: "Entrepreneurship")
            case .research: Label(rawValue, en: "Research and development")
            case .service: Label(rawValue, en: "Service")
            case .popularisation: Label(rawValue, en: "Popular science")
            }
        }
    }
    /// 科技创新、科技金融、科技服务、成果转化: what the plan of Wuxi gathers platforms for (chapter 5, section 2).
    public enum Function: String, Choice {
        case innovation = "科技创新", finance = "科技金融", service = "科技服务", transfer = "成果转化"
        public var label: Label {
            switch self {
            case .innovation: Label(rawValue, en: "Innovation")
            case .finance: Label(rawValue, en: "Finance")
            case .service: Label(rawValue, en: "Service")
            case .transfer: Label(rawValue, en: "Transfer of results")
            }
        }
    }
    public enum Matrix: String, Choice {
        case centre = "一中心", alliance = "两联盟", base = "五基地", platform = "六平台"
        public var label: Label {
            switch self {
            case .centre: Label(rawValue, en: "Centre")
            case .alliance: Label(rawValue, en: "Alliance")
            case .base: Label(rawValue, en: "Base")
            case .platform: Label(rawValue, en: "Platform")
            }
        }
        /// How many the plan of Qianjiang wants (chapter 3, section 3).
        public var wanted: Int {
            switch self {
            case .centre: 1
            case .alliance: 2
            case .base: 5
            case .platform: 6
            }
        }
    }
    public enum Level: String, Choice {
        case national = "国家级", municipal = "市级", county = "区县级"
        public var label: Label {
            switch self {
            case .national: Label(rawValue, en: "National")
            case .municipal: Label(rawValue, en: "Municipal")
            case .county: Label(rawValue, en: "County")
            }
        }
    }
    public enum State: String, Choice {
        case planned = "拟建", building = "在建", running = "运行", closed = "撤销"
        public var label: Label {
            switch self {
            case .planned: Label(rawValue, en: "Planned")
            case .building: Label(rawValue, en: "Being built")
            case .running: Label(rawValue, en: "Running")
            case .closed: Label(rawValue, en: "Closed")
            }
        }
    }
    public static var flow: Flow<Platform>? {
        Flow(
            \.state,
            Step("开建", en: "Begin building", code: "build", .planned, to: .building, by: .planOffice),
            Step("认定运行", en: "Recognise", code: "recognise", .building, to: .running, by: .planOffice),
            Step("撤销", en: "Close", code: "close", .running, to: .closed, by: .planOffice, needsRemark: true))
    }
    public static var indicators: [Indicator] {
        [Indicator("I-plan-platforms", "运行中的科技平台", en: "Platforms running", unit: "个", .stock, .count(Platform.self) { $0.state == .running })]
    }
    public init() {}
}

/// 成果试验基地: a park or scenic area where results of research are tried and put to use (P014).
public struct TestBase: Record {
    public static let kind = Kind<TestBase>("成果试验基地", en: "Test base", title: \.name)
    public let name = Field<String>("名称", .max(120), .searchable)
    public let category = Field<Category>("类型", .indexed)
    public let level = Field<Platform.Level>("级别", .indexed)
    public let place = Field<Point?>("位置")
    public let achievements = Field<Int>("落地成果", en: "Results put to use", unit: "项", .initial("0"), .min(0))
    public let content = Field<String?>("试验示范内容", en: "What is tried", .long, .max(2000))
    public let state = Field<Platform.State>("状态", .initial("running"), .readOnly)
    public static var flow: Flow<TestBase>? {
        Flow(
            \.state,
            Step("开建", en: "Begin building", code: "build", .planned, to: .building, by: .planOffice),
            Step("建成运行", en: "Put to work", code: "open", .building, to: .running, by: .planOffice),
            Step("撤销", en: "Close", code: "close", .running, to: .closed, by: .planOffice, needsRemark: true))
    }
    public enum Category: String, Choice {
        case industry = "工业园区", farm = "农业园区", scenic = "旅游景区"
        public var label: Label {
            switch self {
            case .industry: Label(rawValue, en: "Industrial park")
            case .farm: Label(rawValue, en: "Agricultural park")
            case .scenic: Label(rawValue, en: "Scenic area")
            }
        }
    }
    public static var indicators: [Indicator] {
        [Indicator("I-plan-landed", "示范基地落地成果", en: "Results put to use at test bases", unit: "项", .stock, .sum(\TestBase.achievements))]
    }
    public init() {}
}

/// 办事规程: how an administrative matter of the science office is done, by what right and in how many days (S149).
public struct Procedure: Record {
    public static let kind = Kind<Procedure>("办事规程", en: "Procedure", title: \.name)
    public let name = Field<String>("事项", en: "Matter", .max(120), .searchable)
    public let basis = Field<String>("依据", .max(300))
    public let steps = Field<String>("办理步骤", en: "Steps", .long, .max(4000), .searchable)
    public let days = Field<Int>("时限", en: "Term", unit: "工作日", .min(0), .max(400))
    public let unit = Field<Reference<Organisation>?>("承办单位", en: "Office")
    public let level = Field<Level>("办理层级", en: "Decided by", .initial("county"), .indexed)
    public let approvals = Field<Int?>("审批环节", en: "Approvals", unit: "个", .min(0), .max(50))
    public let approvalsBefore = Field<Int?>(
        "精简前审批环节", en: "Approvals before", unit: "个", .min(0), .max(50),
        .help(Label("简化手续前的环节数，用来说明减少了多少", en: "How many there were before, to show what was saved")))
    public let form = Field<FileReference?>("表单", en: "Form")
    public let state = Field<State>("状态", .readOnly)
    public enum Level: String, Choice {
        case county = "县级办理", jointly = "市县联办", municipal = "市级办理、县级初审"
        public var label: Label {
            switch self {
            case .county: Label(rawValue, en: "The county")
            case .jointly: Label(rawValue, en: "City and county together")
            case .municipal: Label(rawValue, en: "The city, after the county")
            }
        }
    }
    public enum State: String, Choice { case draft = "起草", inForce = "执行中", retired = "已废止" }
    public static var flow: Flow<Procedure>? {
        Flow(
            \.state,
            Step("发布执行", en: "Put in force", code: "issue", .draft, to: .inForce, by: .planOffice),
            Step("废止", en: "Retire", code: "retire", .inForce, to: .retired, by: .planOffice, needsRemark: true))
    }
    public init() {}
}
