/// 等次 of an evaluation (convention of policy rules §8.2).
public enum Grade: Int, Sendable, Hashable, CaseIterable, Comparable {
    case poor, medium, good, excellent

    public var name: Statement {
        switch self {
        case .poor: Statement("差", "poor")
        case .medium: Statement("中", "medium")
        case .good: Statement("良", "good")
        case .excellent: Statement("优", "excellent")
        }
    }

    public static func < (left: Grade, right: Grade) -> Bool { left.rawValue < right.rawValue }
}

/// How points become a score and a grade. The standard is the convention of policy rules §8.2.
public struct ScoringRules: Sendable, Hashable {
    /// What is done where a value is missing.
    public enum Missing: String, Sendable, Hashable, CaseIterable {
        /// It is left out, and the others weigh more: the score is that of what is known.
        case renormalise
        /// It gets no points: not to report does not pay.
        case zeroPoints

        public var name: Statement {
            switch self {
            case .renormalise: Statement("缺项不计，权重按其余指标重新归一", "what is missing is left out and the other weights are scaled up")
            case .zeroPoints: Statement("缺项计零分", "what is missing gets no points")
            }
        }
    }

    /// 优 from this score on: 90.
    public let excellent: Double
    /// 良 from this score on: 80.
    public let good: Double
    /// 中 from this score on: 60.
    public let medium: Double
    /// The best grade that is left when a binding indicator is in red: 中; nil to leave the grade.
    public let capOfBindingInRed: Grade?
    public let missing: Missing
    /// Share of the third parties' score in the total, 0…1: 0.
    public let thirdPartyShare: Double

    public static let standard = ScoringRules(excellent: 90, good: 80, medium: 60, capOfBindingInRed: .medium, missing: .renormalise, share: 0)

    /// nil unless 0 ≤ medium ≤ good ≤ excellent ≤ 100 and 0 ≤ thirdPartyShare ≤ 1.
    public init?(
        excellent: Double = 90, good: Double = 80, medium: Double = 60, capOfBindingInRed: Grade? = .medium, missing: Missing = .renormalise,
        thirdPartyShare: Double = 0
    ) {
        guard 0 <= medium, medium <= good, good <= excellent, excellent <= 100, (0...1).contains(thirdPartyShare) else { return nil }
        self.init(excellent: excellent, good: good, medium: medium, capOfBindingInRed: capOfBindingInRed, missing: missing, share: thirdPartyShare)
    }

    private init(excellent: Double, good: Double, medium: Double, capOfBindingInRed: Grade?, missing: Missing, share: Double) {
        self.excellent = excellent
        self.good = good
        self.medium = medium
        self.capOfBindingInRed = capOfBindingInRed
        self.missing = missing
        thirdPartyShare = share
    }

    /// The grade of a score of 0…100.
    public func grade(of score: Double) -> Grade {
        if Tolerance.reaches(score, excellent) { return .excellent }
        if Tolerance.reaches(score, good) { return .good }
        return Tolerance.reaches(score, medium) ? .medium : .poor
    }

    /// Two decimals, as scores are printed: grades and ranks go by what is printed.
    static func printed(_ score: Double) -> Double { (score * 100 * (1 + 1e-12)).rounded() / 100 }
}

/// One indicator or task of a unit in an evaluation.
public struct ScoreItem: Sendable, Hashable {
    /// Names it in corrections.
    public let id: String
    public let name: Statement
    /// Above 0; weights need not add up to 100.
    public let weight: Double
    /// s; nil where it could not be said.
    public let scheduleRatio: Double?
    public let light: Light?
    /// 约束性: in red it caps the grade.
    public let isBinding: Bool

    public init(_ id: String, _ name: Statement, weight: Double, scheduleRatio: Double?, light: Light?, isBinding: Bool = false) {
        self.id = id
        self.name = name
        self.weight = weight
        self.scheduleRatio = scheduleRatio.flatMap { $0.isFinite ? $0 : nil }
        self.light = light
        self.isBinding = isBinding
    }

    /// From how its target stands. A target that is reached without a ratio (its base is missing) counts as fully on schedule.
    public init(_ id: String, _ name: Statement, weight: Double, _ assessment: Assessment, isBinding: Bool = false) {
        let isReached = assessment.light == .blue || assessment.light == .green
        self.init(
            id, name, weight: weight, scheduleRatio: assessment.scheduleRatio ?? (isReached ? 1 : nil), light: assessment.light, isBinding: isBinding)
    }
}

/// The score of somebody outside: an expert panel, a satisfaction survey.
public struct ThirdPartyScore: Sendable, Hashable {
    public let name: Statement
    /// 0…100.
    public let score: Double
    /// Against the other third parties.
    public let weight: Double

    public init(_ name: Statement, score: Double, weight: Double = 1) {
        self.name = name
        self.score = score
        self.weight = weight
    }
}

/// Points added or taken off by hand.
public struct Correction: Sendable, Hashable {
    /// nil for the total.
    public let item: String?
    /// Of the 100 points of the score, positive or negative. An item stays between 0 and its share, the total between 0 and 100.
    public let points: Double
    /// Why, in the words of whoever decided; must not be empty.
    public let reason: String

    public init(item: String? = nil, points: Double, reason: String) {
        self.item = item
        self.points = points
        self.reason = reason
    }
}

/// What is wrong with an evaluation as it was entered.
public enum EvaluationProblem: Error, Sendable, Hashable {
    case noItems
    case badWeight(of: String)
    case repeatedItem(String)
    case unknownItem(String)
    /// It has no data, and so no points that could be corrected.
    case correctionOfMissing(String)
    case correctionWithoutReason
    case badCorrection
    case badThirdPartyScore(Statement)

    public var statement: Statement {
        switch self {
        case .noItems: Statement("没有可评分的指标。", "There is nothing to score.")
        case .badWeight(let id): Statement("“\(id)”的权重应为正数。", "The weight of “\(id)” must be above 0.")
        case .repeatedItem(let id): Statement("“\(id)”出现两次。", "“\(id)” is there twice.")
        case .unknownItem(let id): Statement("更正所指的“\(id)”不在评分范围内。", "The correction is for “\(id)”, which is not scored.")
        case .correctionOfMissing(let id):
            Statement("“\(id)”没有数据，无从更正；请补报数据，或更正总分。", "“\(id)” has no data to correct; report its value, or correct the total.")
        case .correctionWithoutReason: Statement("人工更正必须写明理由。", "A correction by hand needs a reason.")
        case .badCorrection: Statement("更正分值应在 -100 与 100 之间。", "A correction must be between -100 and 100.")
        case .badThirdPartyScore(let name):
            Statement("“\(name.chinese)”的评分应为 0–100，权重应为正数。", "The score of “\(name.english)” must be 0–100, its weight above 0.")
        }
    }
}
