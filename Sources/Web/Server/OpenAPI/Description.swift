import Kernel

/// The description of the API (OpenAPI 3.1), made from the catalog: what stands here is what the server does, for what the actor may read.
struct Description {
    let catalog: Catalog
    let actor: Actor
    let configuration: WebConfiguration
    let language: Language

    func say(_ chinese: String, _ english: String) -> JSON { .string(language == .english ? english : chinese) }

    var schemas: [Schema] { catalog.schemas.filter { !$0.isHidden && actor.may(.read, $0) } }

    var json: JSON {
        var paths: [JSON.Member] = []
        for schema in schemas { paths += KindPaths(description: self, schema: schema, declaration: catalog.kinds[schema.name]).members }
        paths += ServicePaths(description: self).members
        return .object(
            ("openapi", "3.1.0"),
            ("info", .object(("title", .string(configuration.title[language])), ("version", .string(configuration.version)))),
            ("servers", [.object(("url", "/"))]),
            ("security", [.object(("token", [])), .object(("session", []), ("form", []))]),
            ("tags", .array(schemas.map { .object(("name", .string($0.name)), ("description", .string($0.label[language]))) })),
            ("paths", .object(paths)), ("components", components))
    }

    private var components: JSON {
        var members = ServicePaths.components
        for schema in schemas {
            let shapes = KindShapes(schema: schema, language: language)
            members.append(JSON.Member(shapes.name, shapes.record))
            members.append(JSON.Member(shapes.name + "New", shapes.new(catalog.kinds[schema.name]?.flow?.column)))
            members.append(JSON.Member(shapes.name + "Change", shapes.change(catalog.kinds[schema.name]?.flow?.column)))
        }
        let cookie = configuration.isBehindTLS ? "__Host-session" : "session"
        return .object(
            ("schemas", .object(members)),
            (
                "securitySchemes",
                .object(
                    ("token", .object(("type", "http"), ("scheme", "bearer"))),
                    ("session", .object(("type", "apiKey"), ("in", "cookie"), ("name", .string(cookie)))),
                    ("form", .object(("type", "apiKey"), ("in", "header"), ("name", "X-Form-Token"))))
            ))
    }

    static func reference(_ name: String) -> JSON { ["$ref": .string("#/components/schemas/" + name)] }

    /// An answer with a body of JSON.
    static func answer(_ text: String, _ schema: JSON, tag: Bool = false) -> JSON {
        var members: [JSON.Member] = [JSON.Member("description", .string(text))]
        if tag { members.append(JSON.Member("headers", ["ETag": ["required": true, "schema": ["type": "string"]]])) }
        members.append(JSON.Member("content", ["application/json": ["schema": schema]]))
        return .object(members)
    }

    /// The answers of an operation: the good ones, and every way in which it can fail.
    static func answers(_ good: [JSON.Member], failures: [Int]) -> JSON {
        let texts = [
            304: "not modified", 400: "malformed", 401: "sign in first", 403: "forbidden", 404: "not found", 409: "conflict", 413: "too large",
            415: "unsupported media type", 422: "invalid", 428: "version required", 429: "busy", 431: "address too long", 500: "failed", 501: "not set up here",
            507: "storage full",
        ]
        var members = good
        for status in (failures + [401, 403, 429, 431, 500]).sorted() where !members.contains(where: { $0.name == String(status) }) {
            members.append(
                JSON.Member(String(status), status == 304 ? ["description": "not modified"] : answer(texts[status] ?? "failed", reference("Failure"))))
        }
        return .object(members)
    }

    static func query(_ name: String, _ schema: JSON, _ text: JSON = "", isRequired: Bool = false) -> JSON {
        .object(("name", .string(name)), ("in", "query"), ("required", .bool(isRequired)), ("description", text), ("schema", schema))
    }

    static func path(_ name: String, _ schema: JSON) -> JSON { .object(("name", .string(name)), ("in", "path"), ("required", true), ("schema", schema)) }
    static func header(_ name: String, _ schema: JSON, isRequired: Bool = false) -> JSON {
        .object(("name", .string(name)), ("in", "header"), ("required", .bool(isRequired)), ("schema", schema))
    }

    static let id: JSON = ["type": "string", "pattern": "^[0-9a-hjkmnp-tv-z]{26}$"]
    static let regionCode: JSON = ["type": "string", "pattern": "^[0-9]{0,12}$"]
}

/// The JSON schemas of one kind: a record as it is read, as it is made, as it is changed.
struct KindShapes {
    let schema: Schema
    let language: Language

    /// Swift-like: Enterprise.
    var name: String { schema.name.prefix(1).uppercased() + schema.name.dropFirst() }

    var record: JSON {
        var members = meta
        // Fields may be left out by `fields=`; what every record has may not.
        let required: JSON = ["id", "version", "region", "createdAt", "createdBy", "updatedAt", "updatedBy", "isSimulated"]
        for column in schema.columns where !column.isSecret {
            members.append(JSON.Member(column.name, described(column, shown(column), isReading: true)))
        }
        return .object(
            ("type", "object"), ("title", .string(schema.label[language])), ("properties", .object(members)), ("required", required),
            ("additionalProperties", false))
    }

    private var meta: [JSON.Member] {
        let (moment, text): (JSON, JSON) = (["type": "string", "format": "date-time", "readOnly": true], ["type": "string", "readOnly": true])
        return [
            JSON.Member("id", Description.id), JSON.Member("version", ["type": "integer", "minimum": 1, "readOnly": true]),
            JSON.Member("region", Description.regionCode), JSON.Member("organisation", text), JSON.Member("department", text), JSON.Member("createdAt", moment),
            JSON.Member("createdBy", text), JSON.Member("updatedAt", moment), JSON.Member("updatedBy", text), JSON.Member("isSimulated", ["type": "boolean"]),
            JSON.Member("revision", ["type": "integer", "minimum": 1, "readOnly": true]),
        ]
    }

    /// The revision of the form on which a draft was begun; the newest where it is not said.
    private var revision: JSON.Member { JSON.Member("revision", ["type": "integer", "minimum": 1, "maximum": .integer(Int64(schema.revision))]) }

    func new(_ state: String?) -> JSON {
        var members: [JSON.Member] = [
            JSON.Member("id", Description.id), JSON.Member("region", ["type": "string", "pattern": "^[0-9]{0,12}$"]),
            JSON.Member("isSimulated", ["type": "boolean"]), revision,
        ]
        let columns = writable(state)
        members += columns.map { JSON.Member($0.name, described($0, $0.kind.schema, isReading: false)) }
        let required = columns.filter { $0.isRequired && $0.options.initial == nil }.map { JSON.string($0.name) }
        return .object(("type", "object"), ("properties", .object(members)), ("required", .array(required)), ("additionalProperties", false))
    }

    func change(_ state: String?) -> JSON {
        let members = [revision] + writable(state).map { JSON.Member($0.name, described($0, $0.kind.schema, isReading: false)) }
        return .object(("type", "object"), ("properties", .object(members)), ("additionalProperties", false))
    }

    /// What an operation asks for: the properties of a body.
    var input: JSON { .object(writable(nil).map { JSON.Member($0.name, described($0, $0.kind.schema, isReading: false)) }) }
    var required: [JSON] { writable(nil).filter { $0.isRequired && $0.options.initial == nil }.map { .string($0.name) } }

    private func writable(_ state: String?) -> [Column] { schema.columns.filter { !$0.options.isReadOnly && $0.name != state } }

    /// Personal values are texts with stars unless they are asked for.
    private func shown(_ column: Column) -> JSON { column.isPersonal ? ["anyOf": [column.kind.schema, ["type": "string"]]] : column.kind.schema }

    private func described(_ column: Column, _ value: JSON, isReading: Bool) -> JSON {
        // Records that are older than a field of the county lack it, required or not.
        var members = (column.isRequired && !(isReading && column.isCustom) ? value : ["anyOf": [value, ["type": "null"]]]).members ?? []
        members.removeAll { $0.name == "title" }
        members.append(JSON.Member("title", .string(column.label[language])))
        if isReading, column.options.isReadOnly { members.append(JSON.Member("readOnly", true)) }
        if let unit = column.options.unit { members.append(JSON.Member("x-unit", .string(unit.text))) }
        if column.isPersonal { members.append(JSON.Member("x-personal", true)) }
        return .object(members)
    }
}
