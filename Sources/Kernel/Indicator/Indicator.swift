/// A number with a definition, a period and a drill-down.
///
///     Indicator("I-high-tech", "高新技术企业数", unit: "家", .stock,
///         count(Enterprise.self) { $0.stage == .mature })
public struct Indicator: Sendable {
    /// Stable: `I-high-tech`.
    public let code: String
    public let label: Label
    public let unit: Unit
    public let nature: Nature
    public let direction: Direction
    public let source: Source

    /// What kind of number it is.
    public enum Nature: String, Sendable, Hashable, CaseIterable {
        /// As of a day: 高新技术企业数.
        case stock
        /// Over a period: 全年专利授权数.
        case flow
        case ratio
        case rate
        /// Reached or not.
        case milestone
    }

    /// Which way is better.
    public enum Direction: String, Sendable, Hashable, CaseIterable { case up, down }

    /// How often a new value is due.
    public enum Frequency: String, Sendable, Hashable, CaseIterable { case continuous, month, quarter, year }

    /// Where its values come from.
    public enum Source: Sendable {
        /// Counted from records, kept up to date by every change.
        case computed([Part])
        /// Reported by a unit with evidence.
        case reported(Frequency)
        /// Entered from a statistical yearbook.
        case statistic(Frequency)
    }

    /// One running number: a count or a sum over the records of a kind that fulfil a condition.
    public struct Part: Sendable, Hashable {
        public let kind: String
        public let condition: Condition
        /// The column that is summed; nil to count.
        public let sum: String?
        /// The day column whose year makes the period; nil for a stock.
        public let day: String?

        public init(kind: String, condition: Condition, sum: String? = nil, day: String? = nil) {
            self.kind = kind
            self.condition = condition
            self.sum = sum
            self.day = day
        }
    }

    public init(
        _ code: String, _ chinese: String, en english: String = "", unit: Unit = "", _ nature: Nature, direction: Direction = .up, _ parts: Part...
    ) {
        self.init(code, Label(chinese, en: english), unit: unit, nature, direction: direction, source: .computed(parts))
    }

    public init(_ code: String, _ label: Label, unit: Unit, _ nature: Nature, direction: Direction = .up, source: Source) {
        self.code = code
        self.label = label
        self.unit = unit
        self.nature = nature
        self.direction = direction
        self.source = source
    }

    /// The running numbers that it is computed from; none where it is reported.
    public var parts: [Part] {
        if case .computed(let parts) = source { parts } else { [] }
    }

    /// The value from the running numbers of its parts: the number itself, or the first over the second in per cent.
    public func value(of parts: [Double]) -> Double? {
        switch nature {
        case .ratio, .rate:
            guard parts.count == 2, parts[1] != 0 else { return nil }
            return parts[0] / parts[1] * 100
        case .milestone: return (parts.first ?? 0) > 0 ? 1 : 0
        case .stock, .flow: return parts.first
        }
    }
}

extension Indicator.Part {
    /// Counts records.
    public static func count<T: Record>(_ type: T.Type, by day: KeyPath<T, Field<Day>>? = nil, where condition: (Columns<T>) -> Condition = { _ in .always })
        -> Self
    {
        Self(kind: RecordName.of(type), condition: condition(Columns()), day: day.map { T.kind.column($0).name })
    }

    /// Sums a field over records; money in the unit of the indicator where that is 万元 or 亿元, otherwise in yuan.
    public static func sum<T: Record, Value: FieldValue>(
        _ field: KeyPath<T, Field<Value>>, by day: KeyPath<T, Field<Day>>? = nil, where condition: (Columns<T>) -> Condition = { _ in .always }
    ) -> Self {
        Self(kind: RecordName.of(T.self), condition: condition(Columns()), sum: T.kind.column(field).name, day: day.map { T.kind.column($0).name })
    }
}
