/// A page that an application declares out of parts; the kernel draws it.
///
///     Page("duty", "值守", .figures("I-open-hazards"), .list(HazardPoint.self) { $0.state == .monitored })
public struct Page: Sendable {
    /// Part of the address.
    public let code: String
    public let label: Label
    public let parts: [Part]

    public init(_ code: String, _ chinese: String, en english: String = "", _ parts: Part...) {
        self.code = code
        label = Label(chinese, en: english).english(orFrom: code)
        self.parts = parts
    }

    /// One panel.
    public enum Part: Sendable {
        /// Indicators, by code, as large numbers that open to their records.
        case figures([String])
        /// Records of a kind in a table.
        case records(kind: String, condition: Condition, columns: [String], title: Label)
        /// How many, or how much, by groups.
        case chart(Chart)
        /// Latest changes of a kind.
        case timeline(kind: String)
    }

    /// How many, or how much, by groups, as a drawing.
    public struct Chart: Sendable {
        public enum Shape: String, Sendable { case bars, line, pie }
        public let title: Label
        public let shape: Shape
        public let summary: Summary
    }
}

extension Page.Part {
    /// Indicators, by code, as large numbers.
    public static func figures(_ codes: String...) -> Self { .figures(codes) }

    /// Records of a type in a table, with all columns unless some are named.
    public static func list<T: Record>(
        _ type: T.Type, _ chinese: String = "", en english: String? = nil, columns: [PartialKeyPath<T>] = [],
        where condition: (Columns<T>) -> Condition = { _ in .always }
    ) -> Self {
        let label = chinese.isEmpty ? T.kind.declared.label : Label(chinese, en: english ?? chinese)
        return .records(kind: RecordName.of(type), condition: condition(Columns()), columns: columns.compactMap(T.kind.name), title: label)
    }

    /// How many records there are by the values of a field.
    public static func chart<T: Record, Value>(
        _ chinese: String, en english: String = "", _ shape: Page.Chart.Shape = .bars, by field: KeyPath<T, Field<Value>>,
        where condition: (Columns<T>) -> Condition = { _ in .always }
    ) -> Self {
        .chart(
            Page.Chart(
                title: Label(chinese, en: english), shape: shape,
                summary: Summary(RecordName.of(T.self), where: condition(Columns()), by: [.column(T.kind.column(field).name)])))
    }

    /// Latest changes of the records of a type.
    public static func timeline<T: Record>(_ type: T.Type) -> Self { .timeline(kind: RecordName.of(type)) }
}
