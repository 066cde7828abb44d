public import Kernel

/// 咨询委员: a member of the county's advisory committee, as appointed (P004).
public struct Adviser: Record {
    public static let kind = Kind<Adviser>("咨询委员", en: "Adviser", title: \.name)
    public let name = Field<String>("姓名", .max(40), .searchable)
    public let category = Field<Category>("来自", en: "Comes from", .indexed)
    public let field = Field<String>("专业领域", en: "Field", .max(120), .searchable)
    public let employer = Field<String>("工作单位", en: "Employer", .max(120), .searchable)
    public let position = Field<String?>("职务职称", en: "Position", .max(80))
    public let phone = Field<Phone?>("电话", .personal(.middle))
    public let since = Field<Day>("聘任日期", en: "Appointed on")
    public let until = Field<Day>("聘期至", en: "Appointed until", .indexed)
    public let state = Field<State>("状态", .readOnly)

    public enum Category: String, Choice {
        case university = "高校院所", firm = "龙头企业", industry = "行业协会", government = "部门单位", other = "其他"
        public var label: Label {
            switch self {
            case .university: Label(rawValue, en: "University or institute")
            case .firm: Label(rawValue, en: "Leading firm")
            case .industry: Label(rawValue, en: "Industry association")
            case .government: Label(rawValue, en: "Department")
            case .other: Label(rawValue, en: "Other")
            }
        }
    }
    public enum State: String, Choice {
        case serving = "在聘", left = "已离任"
        public var label: Label { Label(rawValue, en: self == .serving ? "Serving" : "Left") }
    }
    public static var checks: [Check<Adviser>] {
        [Check("聘期应晚于聘任日期", en: "The term ends after it began", at: \.until) { $0.until > $0.since }]
    }
    public static var flow: Flow<Adviser>? {
        Flow(
            \.state,
            Step("离任", en: "Leave", code: "leave", .serving, to: .left, by: .planOffice, needsRemark: true, isAwaited: false),
            Step("续聘", en: "Appoint again", code: "return", .left, to: .serving, by: .planOffice, isAwaited: false))
    }
    public init() {}
}

/// 决策咨询: a question to the county's advisory committee: whom it is put to, what each says, what the committee answers and what became of it (P004).
public struct Advice: Record {
    public static let kind = Kind<Advice>("决策咨询", en: "Advice", title: \.subject)
    public let subject = Field<String>("咨询事项", en: "Question", .max(160), .searchable)
    public let background = Field<String>("背景", .long, .max(4000))
    public let paper = Field<FileReference?>("背景材料", en: "Papers")
    public let advisers = Field<[Reference<Adviser>]?>("征询委员", en: "Asked of")
    public let experts = Field<String?>("委员以外的专家", en: "Other experts", .max(200))
    public let due = Field<Day>("答复期限", en: "Due", .indexed)
    public let answer = Field<String?>("咨询意见", en: "Answer", .long, .max(8000), .searchable)
    public let adoption = Field<String?>("采纳情况", en: "What became of it", .long, .max(2000))
    public let state = Field<State>("状态", .readOnly)
    public enum State: String, Choice {
        case asked = "征询中", answered = "已答复", closed = "已办结"
        public var label: Label {
            switch self {
            case .asked: Label(rawValue, en: "Asked")
            case .answered: Label(rawValue, en: "Answered")
            case .closed: Label(rawValue, en: "Closed")
            }
        }
    }
    public static var flow: Flow<Advice>? {
        Flow(
            \.state, due: \.due,
            Step(
                "答复", en: "Answer", code: "answer", .asked, to: .answered, by: .advisor, .planOffice,
                refusal: Label("请先填写咨询意见", en: "please write the answer first"), when: { $0.answer != nil }, then: Opinion.checkHeard),
            Step(
                "办结", en: "Close", code: "close", .answered, to: .closed, by: .planOffice, within: 20,
                refusal: Label("请先填写采纳情况", en: "please say first what became of it")
            ) { $0.adoption != nil })
    }
    public static var pages: [Page] { [.adviceSheet] }
    public init() {}
}

/// 委员意见: what one adviser says to a question.
public struct Opinion: Record {
    public static let kind = Kind<Opinion>("委员意见", en: "Opinion", title: \.words, unique: [[\.advice, \.adviser]])
    public let advice = Field<Reference<Advice>>("决策咨询", en: "Question")
    public let adviser = Field<Reference<Adviser>>("咨询委员", en: "Adviser")
    public let stance = Field<Stance>("态度", .indexed)
    public let words = Field<String>("意见", en: "Opinion", .long, .max(4000), .searchable)
    public let day = Field<Day>("日期")
    public enum Stance: String, Choice {
        case agrees = "赞成", agreesIf = "有条件赞成", disagrees = "不赞成", abstains = "回避"
        public var label: Label {
            switch self {
            case .agrees: Label(rawValue, en: "Agrees")
            case .agreesIf: Label(rawValue, en: "Agrees under conditions")
            case .disagrees: Label(rawValue, en: "Disagrees")
            case .abstains: Label(rawValue, en: "Abstains, being concerned")
            }
        }
        public var tone: Tone {
            switch self {
            case .agrees: .good
            case .agreesIf: .warning
            case .disagrees: .bad
            case .abstains: .missing
            }
        }
    }
    public init() {}

    /// The committee answers for its members: where some were asked, at least one has to have spoken.
    @Sendable static func checkHeard(_ advice: Row<Advice>, _ changes: inout Changes) throws {
        guard let asked = advice.advisers, !asked.isEmpty else { return }
        let heard = try changes.rows(Opinion.self) { $0.advice == advice.reference }.filter { asked.contains($0.adviser) && $0.stance != .abstains }
        if heard.isEmpty {
            throw changes.refuse("征询的委员还没有人提出意见，请先登记委员意见", en: "none of the advisers who were asked has spoken yet; please enter their opinions first")
        }
    }
}

/// 协同创新: what government, a leading firm and its industry do together (P004).
public struct JointInnovation: Record {
    public static let kind = Kind<JointInnovation>("协同创新事项", en: "Joint innovation", title: \.subject)
    public let subject = Field<String>("事项", en: "Subject", .max(160), .searchable)
    public let authority = Field<Reference<Organisation>>("政府牵头单位", en: "Department")
    public let firms = Field<String>("龙头企业", en: "Leading firms", .max(300), .searchable)
    public let partners = Field<String?>("行业和院校伙伴", en: "Industry and science", .max(300), .searchable)
    public let project = Field<Reference<Project>?>("项目")
    public let content = Field<String>("协同内容", en: "What is done together", .long, .max(4000))
    public let deadline = Field<Day>("完成时限", .indexed)
    public let result = Field<String?>("成效", en: "What came of it", .long, .max(2000))
    public let state = Field<State>("状态", .readOnly)
    public enum State: String, Choice {
        case proposed = "拟议", ongoing = "实施中", done = "已完成", ended = "已终止"
        public var label: Label {
            switch self {
            case .proposed: Label(rawValue, en: "Proposed")
            case .ongoing: Label(rawValue, en: "Under way")
            case .done: Label(rawValue, en: "Done")
            case .ended: Label(rawValue, en: "Ended")
            }
        }
    }
    public static var flow: Flow<JointInnovation>? {
        Flow(
            \.state, due: \.deadline,
            Step("签约实施", en: "Begin", code: "begin", .proposed, to: .ongoing, by: .planOffice),
            Step(
                "完成", en: "Finish", code: "finish", .ongoing, to: .done, by: .planOffice,
                refusal: Label("请先填写成效", en: "please say first what came of it")
            ) { $0.result != nil },
            Step("终止", en: "End", code: "end", .proposed, to: .ended, by: .planOffice, needsRemark: true),
            Step("终止", en: "End", code: "end", .ongoing, to: .ended, by: .planOffice, needsRemark: true))
    }
    public init() {}
}
