import Kernel

/// The operations on the series of records of one kind.
struct SeriesPath {
    let paths: KindPaths

    private var description: Description { paths.description }
    private var series: JSON {
        Description.path("series", ["type": "string", "enum": .array(paths.declaration?.series.map { .string($0.code) } ?? [])])
    }
    private static let moment: JSON = ["type": "string", "format": "date-time"]
    private static let count: JSON = ["type": "integer", "minimum": 0]

    var member: JSON.Member {
        JSON.Member("/api/v1/\(paths.schema.name)/{id}/series/{series}", .object([JSON.Member("get", read), JSON.Member("post", append)]))
    }

    private static func object(_ members: [(String, JSON)]) -> JSON {
        .object(
            ("type", "object"), ("required", .array(members.map { .string($0.0) })), ("properties", .object(members.map { JSON.Member($0.0, $0.1) })),
            ("additionalProperties", false))
    }

    private static let value = object([
        ("at", moment), ("value", ["type": "number"]), ("quality", ["type": "string", "enum": ["good", "doubtful", "bad"]]),
    ])

    private var read: JSON {
        let span = Self.object(
            [("start", ["type": "string"]), ("count", Self.count)] + ["sum", "least", "most", "average"].map { ($0, ["type": "number"]) })
        let part = Self.object([("index", Self.count), ("count", Self.count)] + ["first", "least", "most", "last"].map { ($0, Self.value) })
        func list(_ name: String, _ item: JSON) -> JSON { Self.object([(name, ["type": "array", "items": item])]) }
        let parameters = [
            paths.id, series, Description.query("from", ["type": "string"], description.say("起（日期或时间）", "from: a day or a time")),
            Description.query("to", ["type": "string"], description.say("止（不含）", "to before")),
            Description.query("limit", ["type": "integer", "minimum": 1, "maximum": .integer(Int64(Desk.measurementLimit))]),
            Description.query("by", ["type": "string", "enum": ["hour", "day", "month"]], description.say("按时段汇总", "what values come to")),
            Description.query(
                "parts", ["type": "integer", "minimum": 1, "maximum": 2000],
                description.say("曲线：每段的首、最小、最大、末值", "a chart: first, least, most and last value of each part")),
        ]
        let answer: JSON = ["oneOf": .array([list("values", Self.value), list("spans", span), list("parts", part)])]
        return paths.operation(
            "readSeries", description.say("序列测值", "Values of a series"), parameters: parameters,
            answers: Description.answers([JSON.Member("200", Description.answer("values", answer))], failures: [404, 422]))
    }

    private var append: JSON {
        let new: JSON = .object(
            ("type", "object"), ("required", ["at", "value"]),
            (
                "properties",
                .object(("at", Self.moment), ("value", ["type": "number"]), ("quality", ["type": "string", "enum": ["good", "doubtful", "bad"]]))
            ), ("additionalProperties", false))
        let body = Self.object([("values", ["type": "array", "maxItems": 20_000, "items": new])])
        let receipt = Self.object(
            ["stored", "late", "known", "forgotten", "differing"].map { ($0, Self.count) } + [("differingAt", ["type": "array", "items": Self.moment])])
        return paths.operation(
            "appendSeries",
            description.say("追加测值（重复发送无害；也接受 CSV：时间,数值,质量）", "Add values (to send again does no harm; also CSV: time,value,quality)"),
            parameters: [paths.id, series], body: body,
            answers: Description.answers([JSON.Member("200", Description.answer("what became of them", receipt))], failures: [400, 404, 413, 415, 422, 507]))
    }
}
