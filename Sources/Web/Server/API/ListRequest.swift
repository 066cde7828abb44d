import Kernel

/// What a list is asked for: filters, order, page. Read from the parameters of an address, by the API and by the lists of pages.
///
///     stage=mature            equal; several values of one name: any of them
///     rdExpense.gte=100000    also .gt .lte .lt .ne
///     name.contains=科技       also .prefix
///     stage.in=seed,growth    .null=true, .null=false
///     site.bbox=W,S,E,N       site.near=longitude,latitude,metres   site.meets=POLYGON((…))
///     sort=-createdAt         limit=20  after=CURSOR  count=true  fields=name,stage
struct ListRequest: Sendable {
    var query: Query
    var isCounted = false
    var fields: Set<String>?

    static let reserved: Set<String> = ["sort", "limit", "after", "count", "fields", "personal", "format"]
    static let operators = ["eq", "ne", "gt", "gte", "lt", "lte", "contains", "prefix", "in", "null", "bbox", "near", "meets"]

    /// - Parameters:
    ///   - mayUsePersonal: personal columns can be searched only by those who see them, or a filter would tell what a mask hides.
    ///   - ignoring: names of parameters that mean something else.
    /// - Throws: ``Refusal/invalid(_:)`` with everything that is wrong.
    init(_ parameters: Parameters, _ schema: Schema, mayUsePersonal: Bool, limit maximum: Int, ignoring: Set<String> = []) throws(Refusal) {
        var problems: [Problem] = []
        var conditions: [String: [Condition]] = [:]
        var names: [String] = []
        for item in parameters.items where !ListRequest.reserved.contains(item.name) && !ignoring.contains(item.name) {
            do throws(Problem) {
                let condition = try Filter(item.name, schema, mayUsePersonal).condition(item.value)
                if conditions[item.name] == nil { names.append(item.name) }
                conditions[item.name, default: []].append(condition)
            } catch { problems.append(error) }
        }
        query = Query(schema.name, limit: 50)
        for name in names {
            query.condition = query.condition && (conditions[name] ?? []).reduce(Condition.never) { $0 || $1 }
        }
        do throws(Problem) { try readOrder(parameters["sort"], schema, mayUsePersonal) } catch { problems.append(error) }
        do throws(Problem) { try readPage(parameters, schema, maximum) } catch { problems.append(error) }
        do throws(Problem) { try readFields(parameters["fields"], schema) } catch { problems.append(error) }
        isCounted = parameters.isTrue("count")
        if !problems.isEmpty { throw .invalid(problems) }
    }

    private mutating func readOrder(_ text: String?, _ schema: Schema, _ mayUsePersonal: Bool) throws(Problem) {
        guard let text, !text.isEmpty else { return }
        let isDescending = text.hasPrefix("-")
        let name = isDescending ? String(text.dropFirst()) : text
        guard Filter.type(of: name, schema) != nil, schema[name].map({ !$0.isSecret && (mayUsePersonal || !$0.isPersonal) }) ?? true else {
            throw Problem("unknown-field", field: "sort", "不能按“\(name.prefix(60))”排序", en: "cannot sort by “\(name.prefix(60))”")
        }
        query.order = Query.Order(name, isDescending: isDescending)
    }

    private mutating func readPage(_ parameters: Parameters, _ schema: Schema, _ maximum: Int) throws(Problem) {
        if let text = parameters["limit"] {
            guard let limit = Int(text), (1...maximum).contains(limit) else {
                throw Problem("out-of-range", field: "limit", "limit 应在 1 和 \(maximum) 之间", en: "limit must be between 1 and \(maximum)")
            }
            query.limit = limit
        }
        guard let text = parameters["after"], !text.isEmpty else { return }
        guard let cursor = Query.Cursor(text), ListRequest.fits(cursor.value, Filter.type(of: query.order.column, schema)) else {
            throw Problem("bad-cursor", field: "after", "after 不是上一页给出的值", en: "after is not a value that an earlier page gave")
        }
        query.after = cursor
    }

    /// A cursor that was made for another order, or by hand, is not asked of the database.
    private static func fits(_ value: Stored, _ type: ColumnType?) -> Bool {
        switch (value, type) {
        case (.null, _), (.integer, .integer), (.real, .real), (.integer, .real), (.text, .text): true
        default: false
        }
    }

    private mutating func readFields(_ text: String?, _ schema: Schema) throws(Problem) {
        guard let text, !text.isEmpty else { return }
        let names = text.split(separator: ",").map(String.init)
        for name in names where schema[name].map(\.isSecret) ?? (RecordMeta.columns.contains { $0.name == name } ? false : true) {
            throw Problem("unknown-field", field: "fields", "没有“\(name.prefix(60))”这个字段", en: "there is no field “\(name.prefix(60))”")
        }
        fields = Set(names)
    }

    /// The cursor of the page after these records.
    static func cursor(after record: StoredRecord, _ query: Query, _ schema: Schema) -> Query.Cursor {
        Query.Cursor(value: record.value(of: query.order.column, in: schema) ?? .null, id: record.meta.id)
    }
}

/// One parameter of a list that filters: a column and how it is compared.
struct Filter {
    private let column: String
    private let label: Label
    private let kind: (any FieldKind)?
    private let type: ColumnType
    private let comparison: String
    private let parameter: String

    init(_ parameter: String, _ schema: Schema, _ mayUsePersonal: Bool) throws(Problem) {
        let parts = parameter.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        self.parameter = parameter
        column = parts.first ?? ""
        comparison = parts.count > 1 ? parts[1] : "eq"
        guard let type = Filter.type(of: column, schema), ListRequest.operators.contains(comparison) else {
            throw Problem(
                "unknown-field", field: String(parameter.prefix(80)), "没有“\(parameter.prefix(60))”这个筛选条件", en: "There is no filter “\(parameter.prefix(60))”")
        }
        let column = schema[column]
        if let column, column.isSecret || column.isPersonal && !mayUsePersonal {
            throw Problem(
                "personal-field", field: parameter, "不能按个人信息“\(column.label.chinese)”筛选", en: "Personal data (“\(column.label.english)”) cannot be searched")
        }
        self.type = type
        kind = column?.kind
        label = column?.label ?? Label(self.column, en: self.column)
    }

    /// The type of a field, or of a column that every record has.
    static func type(of column: String, _ schema: Schema) -> ColumnType? {
        schema[column]?.kind.type ?? RecordMeta.columns.first { $0.name == column }?.type
    }

    func condition(_ text: String) throws(Problem) -> Condition {
        guard text.utf8.count <= (comparison == "meets" ? 12_000 : 2000) else { throw problem("too-long", "太长", "is too long") }
        switch comparison {
        case "eq": return column == "region" && kind == nil ? .compare(column, .equal, .text(text)) : .compare(column, .equal, try value(text))
        case "ne": return .compare(column, .notEqual, try value(text))
        case "gt": return .compare(column, .greater, try value(text))
        case "gte": return .compare(column, .greaterOrEqual, try value(text))
        case "lt": return .compare(column, .less, try value(text))
        case "lte": return .compare(column, .lessOrEqual, try value(text))
        case "in":
            let parts = text.split(separator: ",")
            guard (1...200).contains(parts.count) else { throw problem("too-many", "应有 1 到 200 个值", "must have 1 to 200 values") }
            var values: [Stored] = []
            for part in parts { values.append(try value(String(part))) }
            return .among(column, values)
        case "bbox": return try place("box " + text, "应为“西,南,东,北”", "must be “west,south,east,north”")
        case "near": return try place("circle " + text, "应为“经度,纬度,米”，至多 200 公里", "must be “longitude,latitude,metres”, 200 km at most")
        case "meets": return try place(text, "应为 POLYGON ((…))", "must be POLYGON ((…))")
        case "null":
            guard text == "true" || text == "false" else { throw problem("wrong-type", "应为 true 或 false", "must be true or false") }
            return text == "true" ? .isNull(column) : .not(.isNull(column))
        default:
            guard type == .text else { throw problem("wrong-type", "不是文本，不能这样筛选", "is no text and cannot be compared so") }
            guard !text.isEmpty, !text.utf8.contains(0) else { throw problem("required", "不能为空", "must not be empty") }
            return comparison == "contains" ? .contains(column, text) : .hasPrefix(column, text)
        }
    }

    private func place(_ text: String, _ chinese: String, _ english: String) throws(Problem) -> Condition {
        guard kind is GeometryKind else { throw problem("wrong-type", "不是位置，不能这样筛选", "is no place and cannot be asked so") }
        guard let zone = Zone(text) else { throw problem("not-a-zone", chinese, english) }
        return .place(column, zone)
    }

    /// A value as JSON has it: money in yuan, choices by code, days and moments in ISO 8601.
    private func value(_ text: String) throws(Problem) -> Stored {
        if text.isEmpty || text.utf8.contains(0) { throw problem("required", "不能为空", "must not be empty") }
        guard let kind else { return try metaValue(text) }
        do throws(Problem) {
            let value =
                kind is YesNoKind && (text == "true" || text == "false")
                ? try kind.read(.bool(text == "true")) : kind is YesNoKind ? try kind.read(text) : try kind.read(.string(text))
            if value.isNull { throw problem("required", "不能为空", "must not be empty") }
            return value
        } catch {
            throw Problem(error.code, field: parameter, "“\(label.chinese)”\(error.message.chinese)", en: "“\(label.english)” \(error.message.english)")
        }
    }

    private func metaValue(_ text: String) throws(Problem) -> Stored {
        if type == .text { return .text(text) }
        if column == "isSimulated" {
            guard text == "true" || text == "false" else { throw problem("wrong-type", "应为 true 或 false", "must be true or false") }
            return .integer(text == "true" ? 1 : 0)
        }
        if column.hasSuffix("At") {
            guard let instant = Instant(text) ?? Day(text).map(Instant.init(startOf:)) else { throw problem("not-an-instant", "应为时间", "must be a moment") }
            return .integer(instant.milliseconds)
        }
        guard let number = Int64(text) else { throw problem("not-a-number", "应为整数", "must be a whole number") }
        return .integer(number)
    }

    private func problem(_ code: String, _ chinese: String, _ english: String) -> Problem {
        Problem(code, field: parameter, "“\(label.chinese)”\(chinese)", en: "“\(label.english)” \(english)")
    }
}
