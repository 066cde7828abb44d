/// The columns of a record type inside a condition: `{ $0.stage == .mature && $0.highTechUntil >= today }`.
@dynamicMemberLookup
public struct Columns<T: Record>: Sendable {
    public init() {}

    public subscript<Value: FieldValue>(dynamicMember path: KeyPath<T, Field<Value>>) -> Operand<Value> {
        Operand(column: T.kind.column(path).name)
    }

    public var region: Operand<Region> { Operand(column: "region") }
    public var createdAt: Operand<Instant> { Operand(column: "createdAt") }
    public var updatedAt: Operand<Instant> { Operand(column: "updatedAt") }
    public var isSimulated: Operand<Bool> { Operand(column: "isSimulated") }
}

/// A column of a type of values in a condition.
public struct Operand<Value: FieldValue>: Sendable {
    public let column: String

    /// Is one of some values.
    public func isIn(_ values: [Value]) -> Condition { .among(column, values.map(\.stored)) }
    public var isEmpty: Condition { .isNull(column) }
    public var isFilled: Condition { .not(.isNull(column)) }

    /// `== nil` asks for what is empty, `!= nil` for what is filled.
    func compare(_ comparison: Condition.Comparison, _ value: Stored) -> Condition {
        switch comparison {
        case .equal where value.isNull: .isNull(column)
        case .notEqual where value.isNull: .not(.isNull(column))
        default: .compare(column, comparison, value)
        }
    }
}

extension Operand where Value == String {
    /// Contains these words, letters in either case.
    public func contains(_ words: String) -> Condition { .contains(column, words) }
    /// Begins with this text.
    public func hasPrefix(_ start: String) -> Condition { .hasPrefix(column, start) }
}

extension Operand where Value == Region {
    /// In a region or in one below it.
    public func isWithin(_ region: Region) -> Condition { .hasPrefix(column, region.code) }
}

public func == <Value>(left: Operand<Value>, right: Value) -> Condition { left.compare(.equal, right.stored) }
public func != <Value>(left: Operand<Value>, right: Value) -> Condition { left.compare(.notEqual, right.stored) }
public func < <Value: Comparable>(left: Operand<Value>, right: Value) -> Condition { left.compare(.less, right.stored) }
public func <= <Value: Comparable>(left: Operand<Value>, right: Value) -> Condition { left.compare(.lessOrEqual, right.stored) }
public func > <Value: Comparable>(left: Operand<Value>, right: Value) -> Condition { left.compare(.greater, right.stored) }
public func >= <Value: Comparable>(left: Operand<Value>, right: Value) -> Condition { left.compare(.greaterOrEqual, right.stored) }
public func == <Value>(left: Operand<Value?>, right: Value) -> Condition { left.compare(.equal, right.stored) }
public func < <Value: Comparable>(left: Operand<Value?>, right: Value) -> Condition { left.compare(.less, right.stored) }
public func <= <Value: Comparable>(left: Operand<Value?>, right: Value) -> Condition { left.compare(.lessOrEqual, right.stored) }
public func > <Value: Comparable>(left: Operand<Value?>, right: Value) -> Condition { left.compare(.greater, right.stored) }
public func >= <Value: Comparable>(left: Operand<Value?>, right: Value) -> Condition { left.compare(.greaterOrEqual, right.stored) }

extension Operand {
    /// The record that the reference points to fulfils a condition: `{ $0.owner.where { $0.stage == .mature } }`.
    public func `where`<Target>(_ condition: (Columns<Target>) -> Condition) -> Condition where Value == Reference<Target> {
        .referenced(column: column, kind: RecordName.of(Target.self), condition(Columns<Target>()))
    }
}
