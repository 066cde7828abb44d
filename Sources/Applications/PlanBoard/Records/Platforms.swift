public import Kernel

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

/// 平台布局: what a plan says of its platforms, part by part: how many there are and how many there shall be (S151).
public struct PlatformGoal: Record {
    public static let kind = Kind<PlatformGoal>("平台布局", en: "Platforms planned", title: \.name)
    public let plan = Field<Reference<Plan>>("规划")
    public let clause = Field<Reference<Clause>?>("条款")
    public let name = Field<String>("名称", .max(80), .searchable)
    /// One of both says which platforms count.
    public let category = Field<Platform.Category?>("类别", en: "Class")
    public let matrix = Field<Platform.Matrix?>("平台体系", en: "Place in the matrix")
    public let baseYear = Field<Int?>("基期年", en: "Base year", .min(1990), .max(2100))
    public let base = Field<Int?>("基期数", en: "Base", unit: "个", .min(0), .max(10_000))
    public let year = Field<Int?>("目标年", en: "Target year", .min(1990), .max(2100))
    public let wanted = Field<Int?>("规划数", en: "Planned", unit: "个", .min(0), .max(10_000))
    public static var checks: [Check<PlatformGoal>] {
        [
            Check("类别和平台体系应填且只填一项", en: "Give the class or the place in the matrix, and not both", at: \.category) {
                ($0.category == nil) != ($0.matrix == nil)
            }
        ]
    }
    public init() {}
}
