public import Kernel

/// 规划: one plan of a county, from the document that was taken in to the day it ends.
public struct Plan: Record {
    public static let kind = Kind<Plan>("规划", title: \.title, unique: [[\.code, \.edition]])

    public let title = Field<String>("标题", .max(120), .searchable)
    /// The same for all revisions of one plan.
    public let code = Field<String>("编号", .max(60), .indexed, .help(Label("同一规划的各次修订用同一个编号", en: "The same for all revisions of one plan")))
    public let edition = Field<Int>("修订次数", .initial("0"), .readOnly)
    public let issuer = Field<String?>("发文机关", .max(80))
    public let number = Field<String?>("文号", .max(60))
    public let issued = Field<Day?>("成文日期", en: "Issued on")
    public let from = Field<Int>("起始年", en: "First year", .min(1990), .max(2100))
    public let to = Field<Int>("终止年", en: "Last year", .min(1990), .max(2100))
    public let goal = Field<String?>("总体目标", en: "Overall goal", .long, .max(2000))
    public let document = Field<FileReference?>("规划文件")
    public let replaces = Field<Reference<Plan>?>("修订自", en: "Revision of", .readOnly)
    /// From which ratio of progress to time a target is green, and from which yellow; set by ``Operation/setThresholds``, which judges every target anew.
    public let green = Field<Double>("绿灯阈值", en: "Green from", .initial("1"), .min(0), .max(2), .digits(2), .readOnly)
    public let yellow = Field<Double>("黄灯阈值", en: "Yellow from", .initial("0.8"), .min(0), .max(2), .digits(2), .readOnly)
    public let state = Field<State>("状态", .readOnly)

    public enum State: String, Choice {
        case review = "审阅中", inForce = "现行", replaced = "已修订", ended = "已到期", discarded = "已作废"
        public var label: Label {
            switch self {
            case .review: Label(rawValue, en: "Under review")
            case .inForce: Label(rawValue, en: "In force")
            case .replaced: Label(rawValue, en: "Replaced by a revision")
            case .ended: Label(rawValue, en: "Ended")
            case .discarded: Label(rawValue, en: "Discarded")
            }
        }
    }

    public static var flow: Flow<Plan>? {
        Flow(
            \.state,
            Step("发布", en: "Publish", code: "publish", .review, to: .inForce, by: .planOffice, then: Publication.carryOut),
            Step("作废", en: "Discard", code: "discard", .review, to: .discarded, by: .planOffice, needsRemark: true),
            Step("期满归档", en: "Close", code: "end", .inForce, to: .ended, by: .planOffice, needsRemark: true))
    }

    public static var checks: [Check<Plan>] {
        [Check("终止年应不早于起始年", en: "The last year is not before the first", at: \.to) { $0.to >= $0.from }]
    }

    public static var pages: [Page] { [.reviewDesk, .comparison, .coverage] }

    public init() {}
}

/// 规划正文: the text of a plan as it was taken in; every place that something was read from counts its characters.
public struct PlanText: Record {
    public static let kind = Kind<PlanText>("规划正文", .hidden)
    public let plan = Field<Reference<Plan>>("规划", .unique)
    public let text = Field<String>("正文", .long, .max(4_000_000))
    public init() {}
}

/// 条款: a chapter, section, item or box of a plan.
public struct Clause: Record {
    public static let kind = Kind<Clause>("条款", title: \.heading, unique: [[\.plan, \.code]])
    public let plan = Field<Reference<Plan>>("规划")
    /// 3.2.1, so that clauses sort by their order when each part has two digits: 03.02.01.
    public let code = Field<String>("序号", .max(40), .indexed)
    public let number = Field<String?>("原文编号", .max(40))
    public let heading = Field<String>("标题", .max(200), .searchable)
    public let rank = Field<Int>("层级", .min(1), .max(9))
    public let summary = Field<String?>("摘要", .long, .max(1000), .searchable)
    /// Unicode scalars of the text, from 0; the first and the one past the last.
    public let begins = Field<Int?>("起", .readOnly)
    public let ends = Field<Int?>("止", .readOnly)
    public init() {}
}

/// 提取项: something that was read out of a plan and waits to be accepted, corrected, merged or discarded.
public struct Extract: Record {
    public static let kind = Kind<Extract>("提取项", title: \.name)
    public let plan = Field<Reference<Plan>>("规划")
    public let category = Field<Category>("类别", .indexed)
    public let name = Field<String>("名称", .max(200), .searchable)
    public let clause = Field<Reference<Clause>?>("条款")
    public let content = Field<String?>("内容", .long, .max(4000))
    public let unit = Field<String?>("计量单位", .max(30))
    public let baseYear = Field<Int?>("基期年", en: "Base year")
    public let base = Field<Double?>("基期值", en: "Base")
    public let year = Field<Int?>("目标年", en: "Target year")
    public let value = Field<Double?>("目标值", en: "Target")
    public let pattern = Field<Pattern?>("计算方式")
    public let nature = Field<Nature?>("属性")
    public let from = Field<Int?>("起始年", en: "From")
    public let investment = Field<Money?>("投资", unit: .wanYuan, .min(0))
    public let lead = Field<String?>("牵头或责任单位", en: "Leading unit", .max(200))
    public let supporters = Field<String?>("配合单位", .max(400))
    /// The words that it was read from; none for what a reviewer added by hand.
    public let begins = Field<Int>("起", .initial("0"), .readOnly)
    public let ends = Field<Int>("止", .initial("0"), .readOnly)
    /// How sure the reader was, from 0 to 1.
    public let confidence = Field<Double>("把握程度", .initial("1"), .min(0), .max(1), .readOnly)
    public let mergedInto = Field<Reference<Extract>?>("并入", .readOnly)
    public let state = Field<State>("状态", .readOnly)

    public enum Category: String, Choice {
        case target = "指标", task = "任务", project = "项目"
    }
    public enum State: String, Choice {
        case proposed = "待审", accepted = "采纳", merged = "已合并", discarded = "不采纳"
    }

    public static var flow: Flow<Extract>? {
        Flow(
            \.state,
            Step("采纳", en: "Accept", code: "accept", .proposed, to: .accepted, by: .planOffice),
            Step("不采纳", en: "Discard", code: "discard", .proposed, to: .discarded, by: .planOffice),
            Step("恢复待审", en: "Reopen", code: "reopen", .accepted, to: .proposed, by: .planOffice, isAwaited: false),
            Step("恢复待审", en: "Reopen", code: "reopen", .discarded, to: .proposed, by: .planOffice, isAwaited: false),
            Step(
                "恢复待审", en: "Reopen", code: "reopen", .merged, to: .proposed, by: .planOffice, isAwaited: false,
                then: { extract, changes in
                    try changes.update(extract.reference) { $0.mergedInto = .some(nil) }
                }))
    }
    public init() {}
}

/// 规划疑点: something in a plan that does not fit, with what would resolve it.
public struct PlanFinding: Record {
    public static let kind = Kind<PlanFinding>("规划疑点", title: \.message)
    public let plan = Field<Reference<Plan>>("规划")
    public let rule = Field<String>("规则", .max(60), .indexed)
    public let severity = Field<Severity>("程度", .indexed)
    public let message = Field<String>("问题", en: "What does not fit", .long, .max(1000), .searchable)
    public let why = Field<String?>("影响", .long, .max(1000))
    public let remedy = Field<String?>("建议", en: "Remedy", .long, .max(1000))
    /// The passages that do not fit together, each as its first scalar and the one behind its last: 120-164.
    public let passages = Field<[String]?>("相关原文", en: "Passages", .readOnly)
    public let state = Field<State>("状态", .readOnly)

    public enum Severity: String, Choice { case error = "错误", warning = "警告", note = "提示" }
    public enum State: String, Choice { case open = "待处理", resolved = "已解决", accepted = "知悉保留" }

    public static var flow: Flow<PlanFinding>? {
        Flow(
            \.state,
            Step("已解决", en: "Resolve", code: "resolve", .open, to: .resolved, by: .planOffice, needsRemark: true),
            Step("知悉保留", en: "Keep as it is", code: "keep", .open, to: .accepted, by: .planOffice, needsRemark: true),
            Step("重新打开", en: "Reopen", code: "reopen", .resolved, to: .open, by: .planOffice, isAwaited: false),
            Step("重新打开", en: "Reopen", code: "reopen", .accepted, to: .open, by: .planOffice, isAwaited: false))
    }
    public init() {}
}
