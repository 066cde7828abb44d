public import Kernel

/// 重点任务: something that the plan says will be done, and who answers for it.
public struct PlanTask: Record {
    public static let kind = Kind<PlanTask>("重点任务", en: "Task", title: \.title)
    public let plan = Field<Reference<Plan>>("规划")
    public let clause = Field<Reference<Clause>?>("条款")
    public let title = Field<String>("任务", en: "Task", .max(200), .searchable)
    public let content = Field<String?>("内容", .long, .max(2000), .searchable)
    public let lead = Field<Reference<Organisation>?>("牵头单位", en: "Lead unit")
    public let supporters = Field<[Reference<Organisation>]?>("配合单位", en: "Supporting units")
    public let leader = Field<String?>("分管领导", en: "Leader in charge", .max(40))
    public let deadline = Field<Day>("完成时限", .indexed)
    public let targets = Field<[Reference<Target>]?>("支撑指标", en: "Serves targets")
    public let projects = Field<[Reference<Project>]?>("依托项目", en: "Carried by projects")
    /// Codes of the systems and processes that the plan commissions: S012, P005.
    public let systems = Field<[String]?>(
        "支撑系统", en: "Systems and processes", .help(Label("系统和流程编号，每行一个，如 S012、P005", en: "Codes of systems and processes, one a line, such as S012 and P005")))
    public let share = Field<Int>("进度", unit: "%", .initial("0"), .min(0), .max(100))
    public let progress = Field<String?>("进展情况", en: "Progress", .long, .max(2000))
    public let evidence = Field<FileReference?>("佐证材料", en: "Evidence")
    public let state = Field<State>("状态", .readOnly)

    public enum State: String, Choice {
        case planned = "未启动", ongoing = "推进中", reported = "报请验收", done = "已完成", stopped = "已停止"
        public var label: Label {
            switch self {
            case .planned: Label(rawValue, en: "Not begun")
            case .ongoing: Label(rawValue, en: "Under way")
            case .reported: Label(rawValue, en: "Reported done")
            case .done: Label(rawValue, en: "Done")
            case .stopped: Label(rawValue, en: "Stopped")
            }
        }
    }

    public static var flow: Flow<PlanTask>? {
        Flow(
            \.state, due: \.deadline,
            Step("启动", en: "Begin", code: "begin", .planned, to: .ongoing, by: .liaison, .planOffice),
            Step(
                "报请验收", en: "Report done", code: "report", .ongoing, to: .reported, by: .liaison, .planOffice,
                refusal: Label("请先填写进展情况，进度为 100%", en: "please describe the progress and set it to 100 %")
            ) { $0.progress != nil && $0.share == 100 },
            Step("验收通过", en: "Accept", code: "accept", .reported, to: .done, by: .planOffice, within: 10),
            Step("退回", en: "Return", code: "return", .reported, to: .ongoing, by: .planOffice, within: 10, needsRemark: true),
            Step("停止", en: "Stop", code: "stop", .ongoing, to: .stopped, by: .planOffice, needsRemark: true),
            Step("停止", en: "Stop", code: "stop", .planned, to: .stopped, by: .planOffice, needsRemark: true))
    }

    public static var pages: [Page] { [.taskSheet] }

    public static var indicators: [Indicator] {
        [
            Indicator(
                "I-plan-task-done", "重点任务完成率", en: "Tasks done", unit: "%", .ratio, .count(PlanTask.self) { $0.state == .done },
                .count(PlanTask.self) { $0.state != .stopped })
        ]
    }
    public init() {}
}

/// 年度工作事项: what is to be done of a task in one year, so that a task of five years becomes work that can be asked about (事项化).
public struct TaskItem: Record {
    public static let kind = Kind<TaskItem>("年度工作事项", en: "Work of the year", title: \.title)
    public let task = Field<Reference<PlanTask>>("重点任务", en: "Task")
    public let year = Field<Int>("年度", .min(1990), .max(2100), .indexed)
    public let title = Field<String>("事项", en: "Item", .max(200), .searchable)
    public let standard = Field<String?>("完成标准", en: "Done when", .max(400))
    public let lead = Field<Reference<Organisation>>("责任单位", en: "Responsible unit")
    public let due = Field<Day>("完成时限", .indexed)
    public let result = Field<String?>("完成情况", en: "What was done", .long, .max(2000))
    public let evidence = Field<FileReference?>("佐证材料", en: "Evidence")
    public let state = Field<State>("状态", .readOnly)

    public enum State: String, Choice {
        case open = "推进中", reported = "已报结", done = "已完成"
        public var label: Label {
            switch self {
            case .open: Label(rawValue, en: "Under way")
            case .reported: Label(rawValue, en: "Reported done")
            case .done: Label(rawValue, en: "Done")
            }
        }
    }

    public static var flow: Flow<TaskItem>? {
        Flow(
            \.state, due: \.due,
            Step(
                "报结", en: "Report done", code: "report", .open, to: .reported, by: .liaison, .planOffice,
                refusal: Label("请先填写完成情况", en: "please say first what was done")
            ) { $0.result != nil },
            Step("确认完成", en: "Accept", code: "accept", .reported, to: .done, by: .planOffice, within: 5),
            Step("退回", en: "Return", code: "return", .reported, to: .open, by: .planOffice, within: 5, needsRemark: true))
    }
    public init() {}
}

/// 项目: a row of a plan's project list, followed to its end.
public struct Project: Record {
    public static let kind = Kind<Project>("规划项目", en: "Project", title: \.name)
    public let plan = Field<Reference<Plan>>("规划")
    public let clause = Field<Reference<Clause>?>("条款")
    public let number = Field<Int?>("序号")
    public let name = Field<String>("项目名称", en: "Name", .max(200), .searchable)
    public let field = Field<String?>("领域或性质", en: "Field", .max(60), .indexed)
    public let content = Field<String?>("建设内容", en: "Content", .long, .max(4000), .searchable)
    public let from = Field<Int>("起始年", en: "First year", .min(1990), .max(2100))
    public let to = Field<Int>("终止年", en: "Last year", .min(1990), .max(2100), .indexed)
    public let investment = Field<Money?>("总投资", en: "Investment", unit: .wanYuan, .min(0))
    public let funding = Field<String?>("资金来源", .max(200))
    public let implementer = Field<String?>("实施主体", .max(200))
    public let lead = Field<Reference<Organisation>?>("责任单位", en: "Responsible unit")
    public let targets = Field<[Reference<Target>]?>("支撑指标", en: "Serves targets")
    public let share = Field<Int>("形象进度", en: "Progress", unit: "%", .initial("0"), .min(0), .max(100))
    public let state = Field<State>("状态", .readOnly)

    public enum State: String, Choice {
        case planned = "前期", started = "在建", finished = "完工", accepted = "已验收", paused = "暂停", cancelled = "取消"
        public var label: Label {
            switch self {
            case .planned: Label(rawValue, en: "In preparation")
            case .started: Label(rawValue, en: "Under construction")
            case .finished: Label(rawValue, en: "Finished")
            case .accepted: Label(rawValue, en: "Accepted")
            case .paused: Label(rawValue, en: "Paused")
            case .cancelled: Label(rawValue, en: "Cancelled")
            }
        }
    }

    public static var flow: Flow<Project>? {
        Flow(
            \.state,
            Step("开工", en: "Start", code: "start", .planned, to: .started, by: .liaison, .planOffice),
            Step(
                "完工", en: "Finish", code: "finish", .started, to: .finished, by: .liaison, .planOffice,
                refusal: Label("形象进度应为 100%", en: "its progress has to be 100 %")
            ) { $0.share == 100 },
            Step("验收", en: "Accept", code: "accept", .finished, to: .accepted, by: .planOffice, within: 20),
            Step("暂停", en: "Pause", code: "pause", .started, to: .paused, by: .planOffice, needsRemark: true),
            Step("复工", en: "Resume", code: "resume", .paused, to: .started, by: .liaison, .planOffice),
            Step("取消", en: "Cancel", code: "cancel", .planned, to: .cancelled, by: .planOffice, needsRemark: true),
            Step("取消", en: "Cancel", code: "cancel", .paused, to: .cancelled, by: .planOffice, needsRemark: true))
    }

    public static var checks: [Check<Project>] {
        [Check("终止年应不早于起始年", en: "The last year is not before the first", at: \.to) { $0.to >= $0.from }]
    }

    public static var indicators: [Indicator] {
        [
            Indicator(
                "I-plan-projects-started", "开工项目", en: "Projects started", unit: "个", .stock,
                .count(Project.self) { $0.state.isIn([.started, .finished, .accepted]) }),
            Indicator("I-plan-investment", "规划项目总投资", en: "Planned investment", unit: "元", .stock, .sum(\Project.investment) { $0.state != .cancelled }),
        ]
    }
    public static var pages: [Page] { [.projectSheet] }
    public init() {}
}

/// 年度投资: what a project was to spend in a year, and what it spent.
public struct ProjectYear: Record {
    public static let kind = Kind<ProjectYear>("年度投资", en: "Spending of a year", unique: [[\.project, \.year]])
    public let project = Field<Reference<Project>>("项目")
    public let year = Field<Int>("年度", .min(1990), .max(2100), .indexed)
    public let planned = Field<Money>("计划投资", unit: .wanYuan, .min(0))
    public let spent = Field<Money?>("实际投资", unit: .wanYuan, .min(0))
    public let source = Field<String?>("数据来源", .max(200))
    public let evidence = Field<FileReference?>("佐证材料", en: "Evidence")
    public static var indicators: [Indicator] {
        [Indicator("I-plan-spent", "规划项目完成投资", en: "Spent on projects", unit: "元", .stock, .sum(\ProjectYear.spent))]
    }
    public init() {}
}

/// 里程碑: a day by which part of a project is to be reached.
public struct Milestone: Record {
    public static let kind = Kind<Milestone>("里程碑", title: \.title)
    public let project = Field<Reference<Project>>("项目")
    public let title = Field<String>("节点", en: "Milestone", .max(120), .searchable)
    public let due = Field<Day>("计划日期", en: "Due", .indexed)
    public let reached = Field<Day?>("实际日期", en: "Reached on")
    public init() {}
}

/// 项目问题: what holds a project up.
public struct ProjectIssue: Record {
    public static let kind = Kind<ProjectIssue>("项目问题", en: "Problem of a project", title: \.problem)
    public let project = Field<Reference<Project>>("项目")
    public let problem = Field<String>("问题", en: "Problem", .max(300), .searchable)
    public let severity = Field<Severity>("程度", .initial("normal"), .indexed)
    public let solve = Field<Day>("解决期限", en: "To be solved by", .indexed)
    public let solution = Field<String?>("措施与结果", en: "Measures and result", .long, .max(2000))
    public let state = Field<State>("状态", .readOnly)
    public enum Severity: String, Choice { case normal = "一般", serious = "较重", critical = "严重" }
    public enum State: String, Choice { case open = "未解决", solved = "已解决" }
    public static var flow: Flow<ProjectIssue>? {
        Flow(
            \.state, due: \.solve,
            Step(
                "已解决", en: "Solve", code: "solve", .open, to: .solved, by: .liaison, .planOffice,
                refusal: Label("请先填写措施与结果", en: "please say first how it was solved")
            ) { $0.solution != nil },
            Step("重新打开", en: "Reopen", code: "reopen", .solved, to: .open, by: .planOffice, needsRemark: true, isAwaited: false))
    }
    public init() {}
}
