public import Kernel

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
    public let channel = Field<Channel>("办理方式", en: "How it is done", .initial("counter"), .indexed)
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
    public enum Channel: String, Choice {
        case counter = "窗口办理", mixed = "网上申请、窗口核验", online = "全程网办"
        public var label: Label {
            switch self {
            case .counter: Label(rawValue, en: "At the counter")
            case .mixed: Label(rawValue, en: "Online, checked at the counter")
            case .online: Label(rawValue, en: "Online throughout")
            }
        }
    }
    public enum State: String, Choice {
        case draft = "起草", inForce = "执行中", retired = "已废止"
        public var label: Label {
            switch self {
            case .draft: Label(rawValue, en: "Draft")
            case .inForce: Label(rawValue, en: "In force")
            case .retired: Label(rawValue, en: "Retired")
            }
        }
    }
    public static var flow: Flow<Procedure>? {
        Flow(
            \.state,
            Step("发布执行", en: "Put in force", code: "issue", .draft, to: .inForce, by: .planOffice),
            Step("废止", en: "Retire", code: "retire", .inForce, to: .retired, by: .planOffice, needsRemark: true))
    }
    public init() {}
}

/// 办件: one matter that is done by a procedure, from the day it came in to the day it is answered; its term follows from the procedure (S149).
public struct Matter: Record {
    public static let kind = Kind<Matter>("办件", en: "Matter", title: \.applicant)
    public let procedure = Field<Reference<Procedure>>("办事规程", en: "Procedure")
    public let applicant = Field<String>("申请人", en: "Applicant", .max(120), .searchable)
    public let content = Field<String?>("申请内容", en: "What is applied for", .long, .max(2000), .searchable)
    public let papers = Field<FileReference?>("申请材料", en: "Papers")
    public let received = Field<Day>("收件日期", en: "Received on", .indexed)
    /// Reckoned when it is accepted: the day of receipt and the working days of the procedure.
    public let due = Field<Day?>("应办结日期", en: "Due", .readOnly, .indexed)
    public let answered = Field<Day?>("办结日期", en: "Answered on", .readOnly, .indexed)
    public let result = Field<String?>("办理结果", en: "Result", .long, .max(2000))
    public let state = Field<State>("状态", .readOnly)
    public enum State: String, Choice {
        case received = "已收件", accepted = "办理中", granted = "已办结", refused = "不予办理"
        public var label: Label {
            switch self {
            case .received: Label(rawValue, en: "Received")
            case .accepted: Label(rawValue, en: "Being done")
            case .granted: Label(rawValue, en: "Granted")
            case .refused: Label(rawValue, en: "Refused")
            }
        }
    }
    public static var flow: Flow<Matter>? {
        Flow(
            \.state,
            Step("受理", en: "Accept", code: "accept", .received, to: .accepted, by: .planOffice, within: 2, then: Matter.reckon),
            Step("不予受理", en: "Turn away", code: "turnAway", .received, to: .refused, by: .planOffice, within: 2, needsRemark: true, then: Matter.answer),
            Step(
                "办结", en: "Grant", code: "grant", .accepted, to: .granted, by: .planOffice,
                refusal: Label("请先填写办理结果", en: "please write the result first"), when: { $0.result != nil }, then: Matter.answer),
            Step("不予办理", en: "Refuse", code: "refuse", .accepted, to: .refused, by: .planOffice, needsRemark: true, then: Matter.answer))
    }
    public static var indicators: [Indicator] {
        [
            Indicator(
                "I-plan-matters-open", "在办事项", en: "Matters being done", unit: "件", .stock, direction: .down,
                .count(Matter.self) { $0.state.isIn([.received, .accepted]) })
        ]
    }
    public init() {}

    @Sendable static func reckon(_ matter: Row<Matter>, _ changes: inout Changes) throws {
        let procedure = try changes.row(matter.procedure)
        let due = changes.workingDays.day(procedure.days, after: matter.received)
        try changes.update(matter.reference) { $0.due = .some(due) }
    }

    @Sendable static func answer(_ matter: Row<Matter>, _ changes: inout Changes) throws {
        let today = changes.now.day
        try changes.update(matter.reference) { $0.answered = .some(today) }
    }
}

extension Row<Matter> {
    /// Answered within the term of the procedure; nil where it is not answered or had no term yet.
    var isOnTime: Bool? { self.answered.flatMap { answered in self.due.map { answered <= $0 } } }
}
