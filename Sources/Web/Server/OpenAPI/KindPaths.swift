import Kernel

/// The operations on records of one kind.
struct KindPaths {
    let description: Description
    let schema: Schema
    let declaration: KindDeclaration?

    private var shapes: KindShapes { KindShapes(schema: schema, language: description.language) }
    private var root: String { "/api/v1/" + schema.name }
    private var record: JSON { Description.reference(shapes.name) }

    var members: [JSON.Member] {
        var members = [
            JSON.Member(root, .object([JSON.Member("get", list)] + (mayChange ? [JSON.Member("post", create)] : []))),
            JSON.Member(root + "/summary", ["get": summary]),
            JSON.Member(root + "/{id}", one),
            JSON.Member(root + "/{id}/history", ["get": history]),
            JSON.Member(root + "/{id}/proof/{index}", ["get": proof]),
        ]
        if description.actor.may(.export, schema) {
            members += [JSON.Member(root + ".csv", export("csv", "text/csv")), JSON.Member(root + ".json", export("json", "application/json"))]
            if schema.placeColumn != nil { members.append(JSON.Member(root + ".geojson", export("geojson", "application/geo+json"))) }
        }
        if let flow = declaration?.flow { members += moves(flow) }
        if declaration?.series.isEmpty == false { members.append(SeriesPath(paths: self).member) }
        if mayErase { members.append(JSON.Member(root + "/{id}/erase", ["post": erase])) }
        return members
    }

    private var mayErase: Bool {
        description.actor.mayErase(schema)
    }

    private var erase: JSON {
        operation(
            "erase", description.say("删除个人信息（含历史，不可恢复）", "Erase personal data for ever, from the history too"), parameters: [id],
            answers: Description.answers([JSON.Member("204", ["description": "erased"])], failures: [404, 409, 422]))
    }

    /// Tokens and files are made at addresses of their own.
    private var mayChange: Bool {
        schema.name != RecordName.of(Token.self) && schema.name != RecordName.of(FileInfo.self) && schema.traits.isDisjoint(with: [.ofProgram, .raised])
    }

    func operation(_ name: String, _ summary: JSON, parameters: [JSON], body: JSON? = nil, answers: JSON) -> JSON {
        var members = [
            JSON.Member("operationId", .string(name + shapes.name)), JSON.Member("tags", [.string(schema.name)]), JSON.Member("summary", summary),
            JSON.Member("parameters", .array(parameters + [languageParameter])),
        ]
        if let body { members.append(JSON.Member("requestBody", ["required": true, "content": ["application/json": ["schema": body]]])) }
        members.append(JSON.Member("responses", answers))
        return .object(members)
    }

    private var languageParameter: JSON { Description.header("Accept-Language", ["type": "string", "enum": ["zh", "en"]]) }

    private var personal: JSON {
        Description.query("personal", ["type": "boolean"], description.say("显示个人信息（须有权限，会留痕）", "show personal data (takes the permission; is logged)"))
    }

    var id: JSON { Description.path("id", Description.id) }
    private var key: JSON { Description.header("Idempotency-Key", ["type": "string", "minLength": 1, "maxLength": 100, "pattern": "^[A-Za-z0-9-]+$"]) }
    private func version(_ isRequired: Bool) -> JSON {
        Description.header("If-Match", ["type": "string", "pattern": "^(\\*|\"[1-9][0-9]{0,6}\")$"], isRequired: isRequired)
    }

    // MARK: filters

    private var sortable: [String] {
        let own = schema.columns.filter { !$0.isPersonal && !($0.kind is GeometryKind) && !($0.kind is ListKind) }.map(\.name)
        return ["id", "createdAt", "updatedAt"] + own
    }

    private var filters: [JSON] {
        var filters: [JSON] = [
            Description.query("region.prefix", ["type": "string", "pattern": "^[0-9]{2,12}$"]), Description.query("isSimulated", ["type": "boolean"]),
            Description.query("createdAt.gte", ["type": "string", "format": "date-time"]),
        ]
        for column in schema.columns where !column.isPersonal && !(column.kind is GeometryKind) {
            let name = column.name
            if !(column.kind is ListKind), !ListRequest.reserved.contains(name) { filters.append(Description.query(name, column.kind.schema)) }
            if column.kind.type == .text, !column.isChoice {
                filters.append(Description.query(name + ".contains", ["type": "string", "minLength": 1, "maxLength": 100, "pattern": "^[^\\u0000]+$"]))
            }
            if column.kind.type != .text || column.kind is DayKind {
                if !(column.kind is YesNoKind) { filters += ["gte", "lte"].map { Description.query(name + "." + $0, column.kind.schema) } }
            }
            if column.isChoice { filters.append(Description.query(name + ".in", ["type": "string", "minLength": 1])) }
            if !column.isRequired { filters.append(Description.query(name + ".null", ["type": "boolean"])) }
        }
        return filters
    }

    // MARK: operations

    private var list: JSON {
        let page: JSON = .object(
            ("type", "object"), ("required", ["records", "next"]),
            (
                "properties",
                .object(
                    ("records", ["type": "array", "items": record]), ("next", ["type": ["string", "null"]]), ("count", ["type": "integer", "minimum": 0]),
                    ("isCountComplete", ["type": "boolean"]))
            ), ("additionalProperties", false))
        let sorts = sortable.flatMap { [JSON.string($0), .string("-" + $0)] }
        let maximum = JSON.integer(Int64(description.configuration.limits.pageRecords))
        let parameters =
            filters + [
                Description.query("sort", ["type": "string", "enum": .array(sorts)]),
                Description.query("limit", ["type": "integer", "minimum": 1, "maximum": maximum]),
                Description.query("after", ["type": "string", "maxLength": 900], description.say("上一页的 next", "next of the page before")),
                Description.query("count", ["type": "boolean"]),
                Description.query("fields", ["type": "string"], description.say("用逗号隔开的字段", "names of fields, with commas")), personal,
            ]
        return operation(
            "list", description.say("查询", "List"), parameters: parameters,
            answers: Description.answers([JSON.Member("200", Description.answer("a page", page))], failures: [422]))
    }

    private var create: JSON {
        let good = [JSON.Member("201", Description.answer("made", record, tag: true)), JSON.Member("200", Description.answer("made before", record))]
        return operation(
            "create", description.say("新建", "Make"), parameters: [key], body: Description.reference(shapes.name + "New"),
            answers: Description.answers(Array(good.prefix(1)), failures: [400, 404, 409, 413, 415, 422, 507]))
    }

    private var one: JSON {
        let fields = Description.query("fields", ["type": "string"])
        let read = operation(
            "read", description.say("查看", "Read"), parameters: [id, fields, personal, Description.header("If-None-Match", ["type": "string"])],
            answers: Description.answers([JSON.Member("200", Description.answer("the record", record, tag: true))], failures: [304, 404, 422]))
        var members = [JSON.Member("get", read)]
        if !schema.traits.isDisjoint(with: [.appendOnly, .ofProgram, .raised]) { return .object(members) }
        if schema.name != RecordName.of(FileInfo.self) {
            members.append(
                JSON.Member(
                    "patch",
                    operation(
                        "change", change, parameters: [id, version(true), key], body: Description.reference(shapes.name + "Change"),
                        answers: Description.answers(
                            [JSON.Member("200", Description.answer("changed", record, tag: true))], failures: [400, 404, 409, 413, 415, 422, 428, 507]))))
        }
        members.append(
            JSON.Member(
                "delete",
                operation(
                    "delete", description.say("删除", "Delete"), parameters: [id, version(true), key],
                    answers: Description.answers([JSON.Member("204", ["description": "deleted"])], failures: [400, 404, 409, 422, 428]))))
        return .object(members)
    }

    /// Says in which states of its flow a record can be changed.
    private var change: JSON {
        guard let flow = declaration?.flow else { return description.say("修改", "Change") }
        let open = flow.states.filter { flow.editable.contains($0.code) }.map { $0.label[description.language] }
        return description.say("修改（限“\(open.joined(separator: "、"))”状态，否则 409）", "Change (only while it is \(open.joined(separator: ", ")); 409 otherwise)")
    }

    private var summary: JSON {
        let parameters =
            filters + [
                Description.query(
                    "by", ["type": "string"], description.say("分组字段，日期可加 :year :month :day", "columns that make groups; days take :year :month :day")),
                Description.query("measure", ["type": "string"], "count, sum.COLUMN, average.COLUMN, minimum.COLUMN, maximum.COLUMN"),
            ]
        let lines: JSON = .object(
            ("type", "object"), ("required", ["lines"]), ("properties", ["lines": ["type": "array", "items": ["type": "object"]]]),
            ("additionalProperties", false))
        return operation(
            "summarise", description.say("汇总", "Count and sum"), parameters: parameters,
            answers: Description.answers([JSON.Member("200", Description.answer("lines", lines))], failures: [422]))
    }

    private var history: JSON {
        let changes: JSON = .object(
            ("type", "object"), ("required", ["changes"]), ("properties", ["changes": ["type": "array", "items": Description.reference("Change")]]),
            ("additionalProperties", false))
        return operation(
            "history", description.say("变更历史", "History"), parameters: [id, personal],
            answers: Description.answers([JSON.Member("200", Description.answer("changes, newest first", changes))], failures: [404]))
    }

    private var proof: JSON {
        let text: JSON = .object(("description", "signed notes"), ("content", ["text/plain": ["schema": ["type": "string"]]]))
        return operation(
            "prove", description.say("存证", "Prove"), parameters: [id, Description.path("index", ["type": "integer", "minimum": 0])],
            answers: Description.answers([JSON.Member("200", text)], failures: [404, 501]))
    }

    private func export(_ format: String, _ type: String) -> JSON {
        let file: JSON = .object(
            ("description", "a file"), ("content", .object([JSON.Member(type, ["schema": format == "json" ? ["type": "array", "items": record] : [:]])])))
        return [
            "get": operation(
                "export" + format.prefix(1).uppercased() + format.dropFirst(), description.say("导出", "Export"), parameters: filters + [personal],
                answers: Description.answers([JSON.Member("200", file)], failures: [404, 422]))
        ]
    }

    private func moves(_ flow: FlowTable) -> [JSON.Member] {
        let codes = Array(Set(flow.steps.map(\.code))).sorted().map { JSON.string($0) }
        let remark: JSON = .object(
            ("type", "object"),
            (
                "properties",
                ["remark": ["type": "string", "maxLength": 2000, "pattern": "^[^\\u0000]*$"], "due": ["type": "string", "format": "date"]]
            ), ("additionalProperties", false))
        let assignment: JSON = .object(
            ("type", "object"), ("properties", .object(("user", Description.id), ("due", ["type": "string", "format": "date"]))), ("required", ["user"]),
            ("additionalProperties", false))
        let move = operation(
            "move", description.say("办理", "Take a step"),
            parameters: [id, Description.path("step", ["type": "string", "enum": .array(codes)]), version(false), key], body: remark,
            answers: Description.answers([JSON.Member("200", Description.answer("moved", record, tag: true))], failures: [400, 404, 409, 413, 415, 422, 507]))
        let assign = operation(
            "assign", description.say("指派", "Assign"), parameters: [id], body: assignment,
            answers: Description.answers([JSON.Member("204", ["description": "assigned"])], failures: [400, 404, 409, 413, 415, 422]))
        return [JSON.Member(root + "/{id}/moves/{step}", ["post": move]), JSON.Member(root + "/{id}/assign", ["post": assign])]
    }
}
