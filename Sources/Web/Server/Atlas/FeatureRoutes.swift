import Atlas
import HTTPTypes
import Kernel

/// OGC API – Features, part 1 (OGC 17-069r4), over the kinds with a place; with the queryables of part 3.
///
/// | method | address | what |
/// |---|---|---|
/// | GET | `/ogc` | where everything is |
/// | GET | `/ogc/conformance` | which parts of the standards hold |
/// | GET | `/ogc/collections`, `/ogc/collections/{kind}` | the kinds |
/// | GET | `/ogc/collections/{kind}/queryables` | what can be filtered by |
/// | GET | `/ogc/collections/{kind}/items` | features; `bbox`, `limit`, `after`, and any filter of a list |
/// | GET | `/ogc/collections/{kind}/items/{id}` | one feature |
struct FeatureRoutes: Sendable {
    let core: WebCore

    func add(to routes: inout Routes) {
        routes.on(.get, "/ogc", .api, landing)
        routes.on(.get, "/ogc/conformance", .api, conformance)
        routes.on(.get, "/ogc/collections", .api, collections)
        routes.on(.get, "/ogc/collections/{kind}", .api, collection)
        routes.on(.get, "/ogc/collections/{kind}/queryables", .api, queryables)
        routes.on(.get, "/ogc/collections/{kind}/items", .api, items)
        routes.on(.get, "/ogc/collections/{kind}/items/{id}", .api, item)
    }

    private static let crs = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
    private static let conforms = [
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core", "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
        "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables",
        "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables-query-parameters",
        "http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections",
        "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter", "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter",
        "http://www.opengis.net/spec/cql2/1.0/conf/cql2-text", "http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2",
    ]

    @Sendable private func landing(_ call: Call) async throws -> Answer {
        if call.actor.isNobody { throw Refusal.unknown }
        try expect(call, [])
        let title = core.configuration.title[call.language]
        return .json([
            "title": .string(title),
            "links": .array([
                link("self", "application/json", "/ogc"), link("service-desc", "application/vnd.oai.openapi+json;version=3.1", "/api/v1/openapi.json"),
                link("conformance", "application/json", "/ogc/conformance"), link("data", "application/json", "/ogc/collections"),
            ]),
        ])
    }

    @Sendable private func conformance(_ call: Call) async throws -> Answer {
        if call.actor.isNobody { throw Refusal.unknown }
        try expect(call, [])
        return .json(["conformsTo": .array(FeatureRoutes.conforms.map { .string($0) })])
    }

    @Sendable private func collections(_ call: Call) async throws -> Answer {
        if call.actor.isNobody { throw Refusal.unknown }
        try expect(call, [])
        var list: [JSON] = []
        for schema in core.maps.schemas(for: call.actor) { list.append(try await json(schema, call)) }
        return .json(["links": .array([link("self", "application/json", "/ogc/collections")]), "collections": .array(list)])
    }

    @Sendable private func collection(_ call: Call) async throws -> Answer {
        let schema = try schema(call)
        try expect(call, [])
        return .json(try await json(schema, call))
    }

    private func json(_ schema: Schema, _ call: Call) async throws -> JSON {
        let root = "/ogc/collections/\(schema.name)"
        let map = try await core.maps.layer(schema)
        let bounds = map.layer.bounds(for: map.audiences(for: call.actor.scope(.read, schema)), audienceCount: map.readers.count)
        var members = [
            JSON.Member("id", .string(schema.name)), JSON.Member("title", .string(schema.label[call.language])), JSON.Member("itemType", "feature"),
            JSON.Member("crs", .array([.string(FeatureRoutes.crs)])),
            JSON.Member(
                "links",
                .array([
                    link("self", "application/json", root), link("items", "application/geo+json", root + "/items"),
                    link("http://www.opengis.net/def/rel/ogc/1.0/queryables", "application/schema+json", root + "/queryables"),
                ])),
        ]
        if let bounds {
            let box: [JSON] = [bounds.west, bounds.south, bounds.east, bounds.north].map { .number($0) }
            members.append(JSON.Member("extent", ["spatial": ["bbox": .array([.array(box)]), "crs": .string(FeatureRoutes.crs)]]))
        }
        return .object(members)
    }

    @Sendable private func queryables(_ call: Call) async throws -> Answer {
        let schema = try schema(call)
        try expect(call, [])
        let columns = schema.columns.filter { !$0.isPersonal && !$0.isSecret && !($0.kind is ListKind) }
        let properties = columns.map { column -> JSON.Member in
            if column.kind is GeometryKind { return JSON.Member(column.name, ["format": "geometry-any", "x-ogc-role": "primary-geometry"]) }
            guard case .object(let members) = column.kind.schema else { return JSON.Member(column.name, column.kind.schema) }
            return JSON.Member(column.name, .object([JSON.Member("title", .string(column.label[call.language]))] + members))
        }
        var answer = Answer.json([
            "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": .string("/ogc/collections/\(schema.name)/queryables"), "type": "object",
            "title": .string(schema.label[call.language]), "properties": .object(properties), "additionalProperties": false,
        ])
        answer.fields[.contentType] = "application/schema+json"
        return answer
    }

    // MARK: features

    @Sendable private func items(_ call: Call) async throws -> Answer {
        let schema = try schema(call)
        guard let place = MapLayers.place(of: schema) else { throw Refusal.notFound(kind: schema.name) }
        var request = try request(call, schema)
        if let text = call.query["bbox"] { request.query.condition = request.query.condition && (try box(text, place.name)) }
        if let text = call.query["filter"] { request.query.condition = request.query.condition && (try filter(text, call, schema)) }
        if call.query["limit"] == nil { request.query.limit = 10 }
        let limit = request.query.limit
        request.query.limit += 1
        request.query.order = .oldestFirst
        let (records, count) = try await core.desk(call).page(request.query, countLimit: RecordRoutes.countLimit)
        let root = "/ogc/collections/\(schema.name)/items"
        var links = [link("self", "application/geo+json", PageCore.path(of: call)), link("collection", "application/json", "/ogc/collections/\(schema.name)")]
        if records.count > limit {
            let cursor = Query.Cursor(value: .text(records[limit - 1].meta.id.text), id: records[limit - 1].meta.id).text
            let rest = call.query.items.filter { $0.name != "after" }.map { "\(Address.escaped($0.name))=\(Address.escaped($0.value))" }
            links.append(link("next", "application/geo+json", root + "?" + (rest + ["after=" + Address.escaped(cursor)]).joined(separator: "&")))
        }
        let export = GeoJSONExport(schema: schema, disclosure: .masked)
        guard let column = schema.place(of: place.name) else { throw Refusal.notFound(kind: schema.name) }
        var json = JSONWriter(reserving: 600 * records.count + 600)
        json.raw("{\"type\":\"FeatureCollection\",\"numberReturned\":\(min(records.count, limit)),")
        if count < RecordRoutes.countLimit { json.raw("\"numberMatched\":\(count),") }
        json.raw("\"timeStamp\":\"")
        Moments.write(core.now, to: &json)
        json.raw("\",\"links\":")
        json.raw(JSON.array(links).text)
        json.raw(",\"features\":[")
        for (number, record) in records.prefix(limit).enumerated() {
            if number > 0 { json.raw(",") }
            export.write(record, column, &json)
        }
        json.raw("]}")
        return geoJSON(json.take())
    }

    @Sendable private func item(_ call: Call) async throws -> Answer {
        let schema = try schema(call)
        try expect(call, [])
        let record = try await core.desk(call).record(try call.recordID(1, of: schema.name), in: schema.name)
        guard let place = MapLayers.place(of: schema).flatMap({ schema.place(of: $0.name) }) else { throw Refusal.notFound(kind: schema.name) }
        let root = "/ogc/collections/\(schema.name)"
        var json = JSONWriter(reserving: 1024)
        let links = [link("self", "application/geo+json", "\(root)/items/\(record.meta.id.text)"), link("collection", "application/json", root)]
        GeoJSONExport(schema: schema, disclosure: .masked).write(record, place, &json, links: .array(links))
        return geoJSON(json.take())
    }

    private func geoJSON(_ bytes: [UInt8]) -> Answer {
        var answer = Answer.json(bytes)
        answer.fields[.contentType] = "application/geo+json"
        answer.fields[.contentCRS] = "<\(FeatureRoutes.crs)>"
        return answer
    }

    // MARK: what was asked

    private func schema(_ call: Call) throws(Refusal) -> Schema {
        let schema = try core.desk(call).schema(call.value(0))
        if schema.isHidden || MapLayers.place(of: schema) == nil { throw .notFound(kind: schema.name) }
        return schema
    }

    /// A parameter that means nothing is a mistake of whoever asks (requirement 8 of the standard).
    private func expect(_ call: Call, _ known: Set<String>) throws {
        if let other = call.query.items.first(where: { !known.contains($0.name) }) { throw FeatureRoutes.wrong("unknown parameter “\(other.name.prefix(60))”") }
    }

    private func request(_ call: Call, _ schema: Schema) throws -> ListRequest {
        let limit = core.configuration.limits.pageRecords
        if let text = call.query["limit"] {
            guard let number = Int(text), number > 0 else { throw FeatureRoutes.wrong("limit") }
            // Asking for more than there is in one answer is no mistake: one gets as many as there can be.
            if number > limit { throw FeatureRoutes.wrong("limit: at most \(limit)") }
        }
        do throws(Refusal) {
            return try ListRequest(call.query, schema, mayUsePersonal: false, limit: limit, ignoring: ["bbox", "filter", "filter-lang", "filter-crs"])
        } catch {
            if case .invalid(let problems) = error {
                throw FeatureRoutes.wrong(problems.map { "\($0.field ?? ""): \($0.message[call.language])" }.joined(separator: "; "))
            }
            throw error
        }
    }

    /// Four numbers, or six with heights; west beyond east goes across the antimeridian.
    private func box(_ text: String, _ column: String) throws -> Condition {
        let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
        guard numbers.count == 4 || numbers.count == 6, !numbers.contains(nil) else { throw FeatureRoutes.wrong("bbox: west,south,east,north") }
        let flat = (numbers.count == 4 ? numbers : [numbers[0], numbers[1], numbers[3], numbers[4]]).compactMap(\.self)
        let parts: [(west: Double, east: Double)] = flat[0] <= flat[2] ? [(flat[0], flat[2])] : [(flat[0], 180), (-180, flat[2])]
        let boxes = parts.compactMap { Zone.Box(west: $0.west, south: flat[1], east: $0.east, north: flat[3]) }
        guard boxes.count == parts.count else { throw FeatureRoutes.wrong("bbox: longitudes within ±180, latitudes within ±90") }
        return boxes.reduce(Condition.never) { $0 || .place(column, .box($1)) }
    }

    private func filter(_ text: String, _ call: Call, _ schema: Schema) throws -> Condition {
        guard (call.query["filter-lang"] ?? "cql2-text") == "cql2-text" else { throw FeatureRoutes.wrong("filter-lang: cql2-text") }
        guard (call.query["filter-crs"] ?? FeatureRoutes.crs) == FeatureRoutes.crs else { throw FeatureRoutes.wrong("filter-crs: \(FeatureRoutes.crs)") }
        do { return try CQLText.condition(text, schema) } catch let fault as CQLText.Fault {
            throw FeatureRoutes.wrong("filter: \(fault.message)")
        } catch let problem as Problem {
            throw FeatureRoutes.wrong("filter: \(problem.message[call.language])")
        }
    }

    private static func wrong(_ detail: String) -> WebFailure { WebFailure.malformed(detail) }

    private func link(_ relation: String, _ type: String, _ address: String) -> JSON {
        ["href": .string(address), "rel": .string(relation), "type": .string(type)]
    }
}

extension HTTPField.Name {
    static let contentCRS: HTTPField.Name = {
        guard let name = HTTPField.Name("Content-Crs") else { preconditionFailure("not the name of a header") }
        return name
    }()
}
