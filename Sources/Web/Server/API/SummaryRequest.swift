import Kernel

/// Counts and sums by groups: `by=stage,founded:year&measure=count,sum.rdExpense` and any filter of a list.
struct SummaryRequest: Sendable {
    private(set) var summary: Summary
    private let schema: Schema
    private var groupNames: [String] = []
    private var measureNames: [String] = []

    init(_ parameters: Parameters, _ schema: Schema, limit: Int) throws(Refusal) {
        self.schema = schema
        let list = try ListRequest(parameters, schema, mayUsePersonal: false, limit: limit, ignoring: ["by", "measure"])
        summary = Summary(schema.name, where: list.query.condition, by: [], [])
        var problems: [Problem] = []
        for name in (parameters["by"] ?? "").split(separator: ",").map(String.init) {
            do throws(Problem) { try addGroup(name) } catch { problems.append(error) }
        }
        for name in (parameters["measure"] ?? "count").split(separator: ",").map(String.init) {
            do throws(Problem) { try addMeasure(name) } catch { problems.append(error) }
        }
        if summary.groups.count > 3 || summary.measures.count > 8 || summary.measures.isEmpty {
            problems.append(Problem("too-many", field: "by", "最多 3 个分组、1 到 8 个指标", en: "at most 3 groups and 1 to 8 measures"))
        }
        if !problems.isEmpty { throw .invalid(problems) }
    }

    private mutating func addGroup(_ name: String) throws(Problem) {
        let parts = name.split(separator: ":").map(String.init)
        let lengths = ["year": 4, "month": 7, "day": 10]
        guard let column = parts.first, allowed(column) else { throw unknown("by", name) }
        if parts.count == 1 {
            summary.groups.append(.column(column))
        } else if parts.count == 2, let length = lengths[parts[1]], schema[column]?.kind is DayKind {
            summary.groups.append(.prefix(column, length))
        } else {
            throw unknown("by", name)
        }
        groupNames.append(name)
    }

    private mutating func addMeasure(_ name: String) throws(Problem) {
        let parts = name.split(separator: ".").map(String.init)
        if parts == ["count"] {
            summary.measures.append(.count)
        } else if parts.count == 2, allowed(parts[1]), let column = schema[parts[1]], column.kind.type != .text {
            switch parts[0] {
            case "sum": summary.measures.append(.sum(parts[1]))
            case "minimum": summary.measures.append(.minimum(parts[1]))
            case "maximum": summary.measures.append(.maximum(parts[1]))
            case "average": summary.measures.append(.average(parts[1]))
            default: throw unknown("measure", name)
            }
        } else {
            throw unknown("measure", name)
        }
        measureNames.append(name)
    }

    private func allowed(_ column: String) -> Bool {
        if let column = schema[column] { return !column.isPersonal }
        return ["region", "isSimulated", "organisation", "department"].contains(column)
    }

    private func unknown(_ field: String, _ name: String) -> Problem {
        Problem("unknown-field", field: field, "不能使用“\(name.prefix(60))”", en: "“\(name.prefix(60))” cannot be used")
    }

    /// `{"lines":[{"stage":"seed","count":3,"sum.rdExpense":"1200.00"}]}`
    func json(_ lines: [Summary.Line]) -> [UInt8] {
        var json = JSONWriter(reserving: 64 * lines.count + 32)
        json.object { json in
            json.member("lines") { json in
                json.array { json in
                    for line in lines {
                        json.element { json in
                            json.object { json in
                                for (name, value) in zip(groupNames, line.groups) { json.member(name) { write(value, group: name, to: &$0) } }
                                for (name, value) in zip(measureNames, line.measures) { json.member(name) { write(value, measure: name, to: &$0) } }
                            }
                        }
                    }
                }
            }
        }
        return json.bytes
    }

    private func write(_ value: Stored, group name: String, to json: inout JSONWriter) {
        if let column = schema[name], !value.isNull { return column.kind.write(value, to: &json) }
        if name == "isSimulated" { return json.raw(value == .integer(1) ? "true" : "false") }
        plain(value, to: &json)
    }

    private func write(_ value: Stored, measure name: String, to json: inout JSONWriter) {
        let parts = name.split(separator: ".")
        if parts.count == 2, let column = schema[String(parts[1])], column.kind is MoneyKind || column.kind is InstantKind {
            // Sums and means of money are whole fen again.
            return value.real.map { column.kind.write(.integer(Int64($0.rounded())), to: &json) } ?? json.raw("null")
        }
        plain(value, to: &json)
    }

    private func plain(_ value: Stored, to json: inout JSONWriter) {
        switch value {
        case .null: json.raw("null")
        case .integer(let value): json.integer(value)
        case .real(let value): json.number(value)
        case .text(let value): json.string(value)
        }
    }
}
