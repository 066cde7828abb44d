public import Kernel

/// 评估轮次: a yearly, mid-term or final evaluation of a plan.
public struct Round: Record {
    public static let kind = Kind<Round>("评估轮次", en: "Evaluation", title: \.title, unique: [[\.plan, \.type, \.asOf]])
    public let plan = Field<Reference<Plan>>("规划")
    public let title = Field<String>("名称", .max(120), .searchable)
    public let type = Field<Occasion>("类型", .indexed)
    public let asOf = Field<Day>("评估截止日", en: "As of", .indexed)
    /// Which targets count: by nature; empty for all.
    public let scope = Field<[Nature]?>("评估范围", en: "Scope", .help(Label("不选为全部指标", en: "None ticked: all targets")))
    public let yellow = Field<Double>(
        "黄灯阈值", en: "Yellow from", .initial("0.8"), .min(0), .max(1), .digits(2), .help(Label("序时进度比低于此值为红灯", en: "A lower ratio of progress to time is red")))
    public let green = Field<Double>(
        "绿灯阈值", en: "Green from", .initial("1"), .min(0), .max(2), .digits(2),
        .help(Label("序时进度比达到此值为绿灯", en: "From this ratio of progress to time on it is green")))
    public let excellent = Field<Double>("优的分数线", en: "Excellent from", .initial("90"), .min(0), .max(100), .digits(1))
    public let good = Field<Double>("良的分数线", en: "Good from", .initial("80"), .min(0), .max(100), .digits(1))
    public let medium = Field<Double>("中的分数线", en: "Medium from", .initial("60"), .min(0), .max(100), .digits(1))
    public let missing = Field<Missing>("缺数处理", en: "Missing values", .initial("zero"))
    public let thirdPartyShare = Field<Double>("第三方评分占比", unit: "%", .initial("0"), .min(0), .max(50))
    public let basis = Field<String?>("评估依据", en: "Basis", .long, .max(1000))
    public let conclusion = Field<String?>("综合结论", en: "Conclusion", .long, .max(4000))
    public let problems = Field<String?>("存在问题", en: "Problems", .long, .max(4000))
    public let advice = Field<String?>("对策建议", en: "Advice", .long, .max(4000))
    public let state = Field<State>("状态", .readOnly)

    public enum Occasion: String, Choice {
        case periodic = "定期通报", annual = "年度监测评估", midterm = "中期评估", final = "终期评估"
        public var label: Label {
            switch self {
            case .periodic: Label(rawValue, en: "Periodic bulletin")
            case .annual: Label(rawValue, en: "Yearly evaluation")
            case .midterm: Label(rawValue, en: "Mid-term evaluation")
            case .final: Label(rawValue, en: "Final evaluation")
            }
        }
    }
    public enum Missing: String, Choice {
        case zero = "缺数计零分", leaveOut = "缺数不计入"
        public var label: Label { Label(rawValue, en: self == .zero ? "No points" : "Left out") }
    }
    public enum State: String, Choice {
        case preparing = "准备", scored = "已评分", consulted = "已会审", published = "已通报"
        public var label: Label {
            switch self {
            case .preparing: Label(rawValue, en: "In preparation")
            case .scored: Label(rawValue, en: "Scored")
            case .consulted: Label(rawValue, en: "Reviewed")
            case .published: Label(rawValue, en: "Published")
            }
        }
    }

    public static var flow: Flow<Round>? {
        Flow(
            \.state,
            Step("评分", en: "Score", code: "score", .preparing, to: .scored, by: .planOffice, then: Scoring.carryOut),
            Step("重新评分", en: "Score again", code: "rescore", .scored, to: .scored, by: .planOffice, isAwaited: false, then: Scoring.carryOut),
            Step("会商会审通过", en: "Pass the joint review", code: "consult", .scored, to: .consulted, by: .planOffice, .leader, signers: 2),
            Step("退回评分", en: "Back to scoring", code: "back", .consulted, to: .scored, by: .planOffice, .leader, needsRemark: true),
            Step("通报", en: "Publish", code: "publish", .consulted, to: .published, by: .planOffice))
    }

    public static var checks: [Check<Round>] {
        [
            Check("黄灯阈值须大于 0 且不高于绿灯阈值", en: "Yellow has to begin above 0 and not above green", at: \.yellow) { $0.yellow > 0 && $0.yellow <= $0.green },
            Check("分数线应为 优 ≥ 良 ≥ 中", en: "The marks have to fall from excellent to medium", at: \.good) { $0.excellent >= $0.good && $0.good >= $0.medium },
        ]
    }

    public static var pages: [Page] { [.scoreSheet, .evaluationReport, .bulletin] }
    public init() {}
}

/// 得分: how a target did in an evaluation, and why.
public struct Score: Record {
    public static let kind = Kind<Score>("评估得分", en: "Score", title: \.name, unique: [[\.round, \.target]])
    public let round = Field<Reference<Round>>("评估轮次", en: "Evaluation")
    public let target = Field<Reference<Target>>("目标指标", en: "Target")
    public let name = Field<String>("指标", en: "Name", .max(120), .readOnly)
    public let lead = Field<Reference<Organisation>?>("责任单位", en: "Responsible unit", .readOnly)
    public let actual = Field<Double?>("实际值", en: "Actual", .readOnly)
    public let asOf = Field<Day?>("截至", en: "As of", .readOnly)
    public let report = Field<Reference<Report>?>("依据的填报", en: "Evidence", .readOnly)
    /// (A − B) / (T − B) and the like; 1 is all of it.
    public let progress = Field<Double?>("完成进度", en: "Progress", .digits(4), .readOnly)
    public let attainment = Field<Double?>("目标达成率", en: "Attainment", .digits(4), .readOnly)
    /// Progress over the share of time.
    public let pace = Field<Double?>("序时进度比", en: "Pace", .digits(4), .readOnly)
    public let status = Field<Target.Status>("状态", .readOnly, .indexed)
    public let weight = Field<Double>("权重", .digits(4), .readOnly)
    public let automatic = Field<Double>("自动得分", en: "Automatic points", .digits(4), .readOnly)
    public let reason = Field<String>("计算过程", en: "How it was computed", .long, .max(2000), .readOnly)
    public let reasonInEnglish = Field<String?>("计算过程（英文）", en: "How it was computed, in English", .long, .max(4000), .readOnly)
    public let corrected = Field<Double?>("人工核定得分", en: "Corrected points", .min(0), .max(100), .digits(4))
    public let correction = Field<String?>("核定理由", en: "Reason of the correction", .long, .max(1000))
    public static var checks: [Check<Score>] {
        [
            Check("人工核定须写明理由", en: "A correction needs its reason", at: \.correction) { $0.corrected == nil || $0.correction != nil },
            Check("核定得分不超过权重", en: "No more points than the weight", at: \.corrected) { ($0.corrected ?? 0) <= $0.weight + 0.00005 },
        ]
    }
    public init() {}
}

/// 第三方评分: what an outside evaluator gives a unit in an evaluation.
public struct ThirdPartyScore: Record {
    public static let kind = Kind<ThirdPartyScore>("第三方评分", en: "Third-party score", title: \.agency, unique: [[\.round, \.unit, \.agency]])
    public let round = Field<Reference<Round>>("评估轮次", en: "Evaluation")
    public let unit = Field<Reference<Organisation>>("被评单位", en: "Evaluated unit")
    public let agency = Field<String>("评估机构", .max(120))
    public let points = Field<Double>("评分", en: "Points", .min(0), .max(100), .digits(2))
    public let grounds = Field<String>("评分理由", .long, .max(2000))
    public let paper = Field<FileReference?>("评估报告", en: "Report")
    public init() {}
}

/// 调整意见: a proposal to change a target of the plan.
public struct Amendment: Record {
    public static let kind = Kind<Amendment>("调整意见", en: "Amendment", title: \.subject)
    public let plan = Field<Reference<Plan>>("规划")
    public let round = Field<Reference<Round>?>("提出于", en: "Raised in")
    public let target = Field<Reference<Target>?>("目标指标", en: "Target")
    public let subject = Field<String>("调整事项", en: "Subject", .max(160), .searchable)
    public let oldValue = Field<Double?>("原目标值", en: "Old value", .readOnly)
    public let newValue = Field<Double?>("建议目标值", en: "New value")
    public let newYear = Field<Int?>("建议目标年", en: "New year", .min(1990), .max(2100))
    public let reason = Field<String>("理由", en: "Reason", .long, .max(2000), .min(5))
    public let paper = Field<FileReference?>("批准文件", en: "Approval")
    public let state = Field<State>("状态", .readOnly)

    public enum State: String, Choice {
        case proposed = "提出", reviewed = "论证通过", adopted = "已采纳", refused = "不采纳"
        public var label: Label {
            switch self {
            case .proposed: Label(rawValue, en: "Proposed")
            case .reviewed: Label(rawValue, en: "Reviewed")
            case .adopted: Label(rawValue, en: "Adopted")
            case .refused: Label(rawValue, en: "Refused")
            }
        }
    }

    /// Compiling body proposes, experts review, the authority that issued the plan approves (policy-rules §8.1).
    public static var flow: Flow<Amendment>? {
        Flow(
            \.state,
            Step("论证通过", en: "Review", code: "review", .proposed, to: .reviewed, by: .planOffice, .advisor, within: 15, signers: 2),
            Step("批准采纳", en: "Adopt", code: "adopt", .reviewed, to: .adopted, by: .leader, within: 20, then: Revision.carryOut),
            Step("不采纳", en: "Refuse", code: "refuse", .proposed, to: .refused, by: .planOffice, .leader, needsRemark: true),
            Step("不采纳", en: "Refuse", code: "refuse", .reviewed, to: .refused, by: .leader, needsRemark: true))
    }
    public init() {}
}
