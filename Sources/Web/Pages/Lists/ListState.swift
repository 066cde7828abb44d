public import Kernel

/// What the address of a list says: words, filters, order, page. Reads itself from the parameters of a request and prints itself into addresses,
/// so that a list can be kept as a bookmark and exported as it stands.
///
/// Parameters, where `c` is the name of a column:
/// - `q`: words; `sort`: `c` or `-c`; `after`, `before`: cursors (``Query/Cursor/text``); `view`: name of a saved view.
/// - choice: `c=code`, once for each that is allowed. Yes or no: `c=1` or `c=0`. Reference: `c=id`. Region: `c=code` (and those below it).
/// - `where`: a condition as ``Kernel/Condition/text`` writes it, which numbers on pages lead to.
/// - text: `c=words`. Day, moment, period: `c.from`, `c.to` (days, both included). Number: `c.min`, `c.max`, typed as in a form, unit of the field.
public struct ListState: Sendable, Hashable {
    public var words = ""
    /// Parameters by their names, `c`, `c.from`, …
    public var filters: [String: [String]] = [:]
    public var sort: Query.Order?
    public var after: Query.Cursor?
    public var before: Query.Cursor?
    public var view: String?
    /// What no filter of the panel says: the records behind a number that was opened.
    public var condition: Condition?

    static let conditionName = "where"

    public init() {}

    /// Reads parameters; what names no column of the schema is passed over.
    public init(_ parameters: [(name: String, value: String)], _ schema: Schema) {
        for (name, value) in parameters where !value.isEmpty {
            switch name {
            case "q": words = value
            case "after": after = Query.Cursor(value)
            case "before": before = Query.Cursor(value)
            case "view": view = value
            case Self.conditionName: take(Condition(value) ?? .never, schema)
            case "sort":
                let column = value.hasPrefix("-") ? String(value.dropFirst()) : value
                if schema.place(of: column) != nil || RecordMeta.columns.contains(where: { $0.name == column }) {
                    sort = Query.Order(column, isDescending: value.hasPrefix("-"))
                }
            default:
                let column = name.split(separator: ".").first.map(String.init) ?? name
                if schema.place(of: column) != nil || column == "region" { filters[name, default: []].append(value) }
            }
        }
    }

    /// What filters of the panel can say becomes filters; the rest stays a condition.
    private mutating func take(_ condition: Condition, _ schema: Schema) {
        let parts = if case .all(let list) = condition { list } else { [condition] }
        for part in parts {
            let column: Column?
            let values: [Stored]
            switch part {
            case .compare(let name, .equal, let value): (column, values) = (schema[name], [value])
            case .among(let name, let list): (column, values) = (schema[name], list)
            default: (column, values) = (nil, [])
            }
            let texts = values.compactMap(\.text)
            let isShown: Bool =
                if let column, column.isIndexed {
                    switch column.kind.control {
                    case .choice, .record: true;
                    default: false
                    }
                } else { false }
            if isShown, let column, !texts.isEmpty, texts.count == values.count, filters[column.name] == nil {
                filters[column.name] = texts
            } else {
                self.condition = self.condition.map { $0 && part } ?? part
            }
        }
    }

    /// The parameters, in an order that does not change.
    public var parameters: [Address.Parameter] {
        var list: [Address.Parameter] = []
        if let view { list.append(.init("view", view)) }
        if !words.isEmpty { list.append(.init("q", words)) }
        for name in filters.keys.sorted() { list += (filters[name] ?? []).map { .init(name, $0) } }
        if let condition { list.append(.init(Self.conditionName, condition.text)) }
        if let sort { list.append(.init("sort", (sort.isDescending ? "-" : "") + sort.column)) }
        if let after { list.append(.init("after", after.text)) }
        if let before { list.append(.init("before", before.text)) }
        return list
    }

    /// The same list from its first page on, in another order.
    func sorted(by column: String) -> ListState {
        var state = firstPage
        state.sort = Query.Order(column, isDescending: sort?.column == column && sort?.isDescending == false)
        return state
    }

    var firstPage: ListState {
        var state = self
        state.after = nil
        state.before = nil
        return state
    }

    var isFiltered: Bool { !words.isEmpty || !filters.isEmpty || condition != nil }

    func first(_ name: String) -> String { filters[name]?.first ?? "" }
    func all(_ name: String) -> [String] { filters[name] ?? [] }

    // MARK: To a question

    /// The filters as a condition; the words are looked for in the columns that search knows.
    ///
    /// - Throws: what was typed wrong, naming the columns.
    public func condition(_ schema: Schema) throws(Problems) -> Condition {
        var condition = self.condition ?? .always
        var problems: [Problem] = []
        if let region = filters["region"]?.first, schema["region"] == nil { condition = condition && .hasPrefix("region", region) }
        for column in schema.columns {
            do throws(Problem) { condition = condition && (try self.condition(column)) } catch { problems.append(error) }
        }
        if !problems.isEmpty { throw Problems(problems) }
        if !words.isEmpty {
            let columns = schema.columns.filter { $0.options.isSearchable || $0.name == schema.title }.map(\.name)
            condition = condition && columns.reduce(.never) { $0 || .contains($1, words) }
        }
        return condition
    }

    private func condition(_ column: Column) throws(Problem) -> Condition {
        let values = all(column.name)
        switch column.kind.control {
        case .choice(let options):
            let known = values.filter { value in options.contains { $0.code == value } }
            return known.isEmpty ? .always : .among(column.name, known.map(Stored.text))
        case .yesNo:
            guard let value = values.first else { return .always }
            return .compare(column.name, .equal, try column.read(value))
        case .record: return values.isEmpty ? .always : .among(column.name, values.map(Stored.text))
        case .region: return values.first.map { .hasPrefix(column.name, $0) } ?? .always
        case .day, .instant, .period: return try days(column)
        case .number:
            var condition: Condition = .always
            let (low, high) = (try column.read(first(column.name + ".min")), try column.read(first(column.name + ".max")))
            if !low.isNull { condition = condition && .compare(column.name, .greaterOrEqual, low) }
            if !high.isNull { condition = condition && .compare(column.name, .lessOrEqual, high) }
            return condition
        default: return values.first.map { .contains(column.name, $0) } ?? .always
        }
    }

    private func days(_ column: Column) throws(Problem) -> Condition {
        var condition: Condition = .always
        for (end, comparison) in [("from", Condition.Comparison.greaterOrEqual), ("to", .less)] {
            let text = first("\(column.name).\(end)")
            if text.isEmpty { continue }
            guard let day = Day(text) else {
                throw Problem(
                    "not-a-day", field: column.name, "“\(column.label.chinese)”应为日期，收到“\(text)”", en: "“\(column.label.english)” must be a day, not “\(text)”")
            }
            let bound = end == "from" ? day : day.adding(days: 1)
            // A period is stored as its first day, a slash and its last day, so its text sorts by its beginning.
            let value: Stored = column.kind.type == .integer ? .integer(Instant(startOf: bound).milliseconds) : .text(bound.description)
            condition = condition && .compare(column.name, comparison, value)
        }
        return condition
    }
}
