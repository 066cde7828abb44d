/// Conditions that something else decides on: the present day, or the record that a reference points to.
extension Condition {
    /// With each of its innermost conditions replaced; those of references are innermost too.
    public func mapped<Failure: Error>(_ change: (Condition) throws(Failure) -> Condition) throws(Failure) -> Condition {
        func each(_ list: [Condition]) throws(Failure) -> [Condition] {
            var changed: [Condition] = []
            for condition in list { changed.append(try condition.mapped(change)) }
            return changed
        }
        switch self {
        case .all(let list): return .all(try each(list))
        case .any(let list): return .any(try each(list))
        case .not(let inner): return .not(try inner.mapped(change))
        default: return try change(self)
        }
    }

    private var innermost: [Condition] {
        switch self {
        case .all(let list), .any(let list): list.flatMap(\.innermost)
        case .not(let inner): inner.innermost
        default: [self]
        }
    }

    /// What it asks of other records.
    var references: [(column: String, kind: String, condition: Condition)] {
        innermost.compactMap { if case .referenced(let column, let kind, let inner) = $0 { (column, kind, inner) } else { nil } }
    }

    /// Whether it asks about other records than its own.
    var refersToOthers: Bool { !references.isEmpty }

    /// Whether what holds today may not hold tomorrow, although nobody changes anything.
    var followsToday: Bool {
        innermost.contains { condition in
            switch condition {
            case .today: true
            case .referenced(_, _, let inner): inner.followsToday
            default: false
            }
        }
    }

    /// What it means on a day.
    func on(_ day: Day) -> Condition {
        mapped { condition in
            switch condition {
            case .today(let name, let comparison, let days): .compare(name, comparison, day.adding(days: days).stored)
            case .referenced(let column, let kind, let inner): .referenced(column: column, kind: kind, inner.on(day))
            default: condition
            }
        }
    }

    /// The records for which it may mean something else on one day than on an earlier one: those whose day was passed in between.
    func crossed(from earlier: Day, to later: Day) -> Condition {
        innermost.reduce(.never) { found, condition in
            switch condition {
            case .today(let name, _, let days):
                found
                    || (.compare(name, .greaterOrEqual, earlier.adding(days: days).stored) && .compare(name, .lessOrEqual, later.adding(days: days).stored))
            case .referenced(let column, let kind, let inner) where inner.followsToday:
                found || .referenced(column: column, kind: kind, inner.crossed(from: earlier, to: later))
            default: found
            }
        }
    }
}

/// The present day, and some days more or less, in a condition: `{ $0.validUntil <= .today(plus: 30) }`.
public struct PresentDay: Sendable {
    let days: Int
    public static let today = PresentDay(days: 0)
    public static func today(plus days: Int) -> PresentDay { PresentDay(days: days) }
}

/// A field with a day, which may be empty.
public protocol DayValue: FieldValue {}
extension Day: DayValue {}
extension Optional: DayValue where Wrapped == Day {}

public func < <Value: DayValue>(left: Operand<Value>, right: PresentDay) -> Condition { .today(left.column, .less, plus: right.days) }
public func <= <Value: DayValue>(left: Operand<Value>, right: PresentDay) -> Condition { .today(left.column, .lessOrEqual, plus: right.days) }
public func > <Value: DayValue>(left: Operand<Value>, right: PresentDay) -> Condition { .today(left.column, .greater, plus: right.days) }
public func >= <Value: DayValue>(left: Operand<Value>, right: PresentDay) -> Condition { .today(left.column, .greaterOrEqual, plus: right.days) }
