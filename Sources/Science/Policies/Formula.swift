/// How an amount is worked out, as the office wrote it: `取小(500万元, 1% × 上年研发费用 + 5% × 取大(0, 研发费用 − 上年研发费用))`.
public indirect enum Formula: Sendable, Hashable {
    case number(Exact, Vocabulary.Measure)
    case figure(Figure)
    case combined(Formula, Operator, Formula)
    case least([Formula])
    case greatest([Formula])
    /// 分档: what belongs to the highest step that the first value reaches; 0 below the first step.
    case graded(Formula, [Step])
    /// 累进: each part of the first value between two steps at the rate of its own step.
    case progressive(Formula, [Step])
    /// 如果: one of two by a condition.
    case chosen(Condition, Formula, Formula)

    public enum Operator: String, Sendable, Hashable { case plus = "+", minus = "−", times = "×", over = "÷" }

    public struct Step: Sendable, Hashable {
        public let from: Formula
        public let value: Formula
    }
}

/// What has to hold, as the office wrote it: `研发费用 ≥ 50万元`, `高新技术企业`, `职工总数 ≤ 500 或 非 规模以上`.
public indirect enum Condition: Sendable, Hashable {
    case compared(Formula, Comparison, Formula)
    case fact(Figure)
    case not(Condition)
    case all([Condition])
    case any([Condition])

    public enum Comparison: String, Sendable, Hashable { case equal = "=", unequal = "≠", less = "<", atMost = "≤", more = ">", atLeast = "≥" }
}

extension Formula {
    /// What it yields; nil for 0, which is as well no money as no people.
    var measure: Vocabulary.Measure? {
        switch self {
        case .number(let value, let measure): value == .zero ? nil : measure
        case .figure(let figure): figure.term.measure
        case .combined(let left, .times, let right): left.measure == .money || right.measure == .money ? .money : left.measure == nil ? nil : .plain
        case .combined(let left, .over, let right): left.measure == .money && right.measure != .money ? .money : .plain
        case .combined(let left, _, let right): left.measure ?? right.measure
        case .least(let list), .greatest(let list): list.lazy.compactMap(\.measure).first
        case .graded(_, let steps): steps.lazy.compactMap(\.value.measure).first
        case .progressive(let value, _): value.measure
        case .chosen(_, let one, let other): one.measure ?? other.measure
        }
    }

    /// All figures that it names, each once, in the order in which they stand.
    public var figures: [Figure] {
        let all: [Figure] =
            switch self {
            case .number: []
            case .figure(let figure): [figure]
            case .combined(let left, _, let right): left.figures + right.figures
            case .least(let list), .greatest(let list): list.flatMap(\.figures)
            case .graded(let value, let steps), .progressive(let value, let steps): value.figures + steps.flatMap { $0.from.figures + $0.value.figures }
            case .chosen(let condition, let one, let other): condition.figures + one.figures + other.figures
            }
        return all.once
    }
}

extension Condition {
    public var figures: [Figure] {
        switch self {
        case .compared(let left, _, let right): (left.figures + right.figures).once
        case .fact(let figure): [figure]
        case .not(let inner): inner.figures
        case .all(let list), .any(let list): list.flatMap(\.figures).once
        }
    }
}

extension [Figure] {
    var once: [Figure] {
        var seen: Set<Figure> = []
        return filter { seen.insert($0).inserted }
    }
}
