/// What records must fulfil to be found; understood by every store, and by memory for one record at a time.
///
/// Two-valued: a comparison with nothing does not hold, and its opposite does.
public indirect enum Condition: Sendable, Hashable {
    case always
    case never
    case compare(String, Comparison, Stored)
    /// A day compares so with the present day and some days more. A desk puts the day in its place before a store is asked.
    case today(String, Comparison, plus: Int)
    case isNull(String)
    case among(String, [Stored])
    /// The text of a column contains these words, letters in either case.
    case contains(String, String)
    case hasPrefix(String, String)
    /// The place in a column has a position in common with a zone.
    case place(String, Zone)
    case all([Condition])
    case any([Condition])
    case not(Condition)
    /// The record that a reference column points to fulfils a condition of its own.
    case referenced(column: String, kind: String, Condition)

    /// How a value stands to another one.
    public enum Comparison: String, Sendable, Hashable {
        case equal = "=", notEqual = "<>", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
    }

    public static func && (left: Condition, right: Condition) -> Condition {
        switch (left, right) {
        case (.always, let other), (let other, .always): other
        case (.never, _), (_, .never): .never
        case (.all(let left), .all(let right)): .all(left + right)
        case (.all(let left), let right): .all(left + [right])
        default: .all([left, right])
        }
    }

    public static func || (left: Condition, right: Condition) -> Condition {
        switch (left, right) {
        case (.never, let other), (let other, .never): other
        case (.always, _), (_, .always): .always
        case (.any(let left), let right): .any(left + [right])
        default: .any([left, right])
        }
    }

    public static prefix func ! (condition: Condition) -> Condition {
        switch condition {
        case .always: .never
        case .never: .always
        case .not(let inner): inner
        default: .not(condition)
        }
    }

    /// The columns that it names, of its own kind.
    public var columns: Set<String> {
        switch self {
        case .always, .never: []
        case .compare(let name, _, _), .today(let name, _, _), .isNull(let name), .among(let name, _), .contains(let name, _), .hasPrefix(let name, _),
            .place(let name, _):
            [name]
        case .all(let list), .any(let list): list.reduce(into: []) { $0.formUnion($1.columns) }
        case .not(let inner): inner.columns
        case .referenced(let name, _, _): [name]
        }
    }
}

extension Condition {
    /// Whether one record fulfils it, where conditions on other records do not hold.
    public func holds(_ value: (String) -> Stored) -> Bool {
        holds(value) { (_: String, _: RecordID, _: Condition) -> Bool in false }
    }

    /// Whether one record fulfils it.
    ///
    /// - Parameters:
    ///   - value: the value of a column of the record.
    ///   - referenced: answers a condition on another record, given its kind and id.
    public func holds<Failure: Error>(
        _ value: (String) -> Stored, referenced: (String, RecordID, Condition) throws(Failure) -> Bool
    ) throws(Failure) -> Bool {
        switch self {
        case .always: return true
        case .never: return false
        case .compare(let name, let comparison, let other): return comparison.holds(value(name), other)
        // Nobody said which day it is.
        case .today: return false
        case .isNull(let name): return value(name).isNull
        case .among(let name, let list):
            let value = value(name)
            return list.contains { Comparison.equal.holds(value, $0) }
        case .contains(let name, let words): return value(name).text?.lowercased().contains(words.lowercased()) ?? false
        case .hasPrefix(let name, let start): return value(name).text?.utf8.starts(with: start.utf8) ?? false
        case .place(let name, let zone): return zone.meets(value(name))
        case .all(let list):
            for condition in list where try !condition.holds(value, referenced: referenced) { return false }
            return true
        case .any(let list):
            for condition in list where try condition.holds(value, referenced: referenced) { return true }
            return false
        case .not(let inner): return try !inner.holds(value, referenced: referenced)
        case .referenced(let name, let kind, let inner):
            guard let id = value(name).text.map(RecordID.init(stored:)) else { return false }
            return try referenced(kind, id, inner)
        }
    }
}

extension Condition.Comparison {
    func holds(_ left: Stored, _ right: Stored) -> Bool {
        // A comparison with nothing given asks whether there is something; 2 and 2.0 are one number.
        if self == .notEqual { return right.isNull ? !left.isNull : !Condition.Comparison.equal.holds(left, right) }
        if left.isNull || right.isNull { return false }
        return switch self {
        case .equal: !Stored.precedes(left, right) && !Stored.precedes(right, left)
        case .less: Stored.precedes(left, right)
        case .lessOrEqual: !Stored.precedes(right, left)
        case .greater: Stored.precedes(right, left)
        case .greaterOrEqual: !Stored.precedes(left, right)
        case .notEqual: Stored.precedes(left, right) || Stored.precedes(right, left)
        }
    }
}
