/// What a formula comes to.
public enum Value: Sendable, Hashable {
    case known(Exact)
    /// These figures are missing.
    case unknown([Figure])
    /// A division by 0, or a number beyond all bounds.
    case undefined
}

/// Whether a condition holds.
public enum Verdict: Sendable, Hashable, CaseIterable {
    case met, unmet, unknown
}

extension Formula {
    public func value(_ facts: Facts) -> Value {
        switch self {
        case .number(let value, _): return .known(value)
        case .figure(let figure): return facts[figure].map { .known($0.value) } ?? .unknown([figure])
        case .combined(let left, let sign, let right):
            return Value.of([left, right], facts) { values in
                switch sign {
                case .plus: values[0].plus(values[1])
                case .minus: values[0].minus(values[1])
                case .times: values[0].times(values[1])
                case .over: values[0].over(values[1])
                }
            }
        case .least(let parts): return Value.of(parts, facts) { $0.min() }
        case .greatest(let parts): return Value.of(parts, facts) { $0.max() }
        case .graded(let value, let steps):
            return Value.of([value] + steps.flatMap { [$0.from, $0.value] }, facts) { values in
                let reached = stride(from: 1, to: values.count, by: 2).filter { values[$0] <= values[0] }.last
                return reached.map { values[$0 + 1] } ?? .zero
            }
        case .progressive(let value, let steps):
            return Value.of([value] + steps.flatMap { [$0.from, $0.value] }, facts) { values in
                stride(from: 1, to: values.count, by: 2).reduce(Optional(Exact.zero)) { sum, place in
                    let end = place + 2 < values.count ? min(values[place + 2], values[0]) : values[0]
                    guard let sum, values[place] < end else { return sum }
                    return end.minus(values[place]).flatMap { $0.times(values[place + 1]) }.flatMap(sum.plus)
                }
            }
        case .chosen(let condition, let one, let other):
            switch condition.verdict(facts) {
            case .met: return one.value(facts)
            case .unmet: return other.value(facts)
            case .unknown: return .unknown(condition.figures.filter { facts[$0] == nil })
            }
        }
    }
}

extension Value {
    fileprivate static func of(_ parts: [Formula], _ facts: Facts, _ join: ([Exact]) -> Exact?) -> Value {
        var (values, missing): ([Exact], [Figure]) = ([], [])
        for part in parts {
            switch part.value(facts) {
            case .known(let value): values.append(value)
            case .unknown(let figures): missing += figures
            case .undefined: return .undefined
            }
        }
        guard missing.isEmpty else { return .unknown(missing.once) }
        return join(values).map { .known($0) } ?? .undefined
    }
}

extension Condition {
    /// Three-valued (Kleene, Introduction to Metamathematics, 1952, § 64): what is unknown decides only where nothing else does.
    public func verdict(_ facts: Facts) -> Verdict {
        switch self {
        case .compared(let left, let comparison, let right):
            guard case .known(let one) = left.value(facts), case .known(let other) = right.value(facts) else { return .unknown }
            let holds =
                switch comparison {
                case .equal: one == other
                case .unequal: one != other
                case .less: one < other
                case .atMost: one <= other
                case .more: one > other
                case .atLeast: one >= other
                }
            return holds ? .met : .unmet
        case .fact(let figure): return facts[figure].map { $0.value == .zero ? .unmet : .met } ?? .unknown
        case .not(let inner):
            return switch inner.verdict(facts) {
            case .met: .unmet
            case .unmet: .met
            case .unknown: .unknown
            }
        case .all(let parts):
            let verdicts = parts.map { $0.verdict(facts) }
            return verdicts.contains(.unmet) ? .unmet : verdicts.contains(.unknown) ? .unknown : .met
        case .any(let parts):
            let verdicts = parts.map { $0.verdict(facts) }
            return verdicts.contains(.met) ? .met : verdicts.contains(.unknown) ? .unknown : .unmet
        }
    }

    /// By how much a comparison that does not hold is missed; nil for others.
    public func gap(_ facts: Facts) -> Wording? {
        guard case .compared(let left, let comparison, let right) = self, verdict(facts) == .unmet, case .known(let one) = left.value(facts),
            case .known(let other) = right.value(facts), let measure = left.measure ?? right.measure
        else { return nil }
        switch comparison {
        case .atLeast, .more:
            guard let gap = other.minus(one), Exact.zero < gap else { return nil }
            let text = Numerals.text(gap, measure)
            return Wording("还差 \(text.chinese)", en: "\(text.english) short")
        case .atMost, .less:
            guard let gap = one.minus(other), Exact.zero < gap else { return nil }
            let text = Numerals.text(gap, measure)
            return Wording("超出 \(text.chinese)", en: "\(text.english) too much")
        case .equal, .unequal: return nil
        }
    }
}
