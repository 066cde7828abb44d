import Atlas
import HTTPTypes
import Kernel

/// OGC API – Features, parts 1 and 2 (OGC 17-069r4, 18-058r1), over the kinds with a place; with the queryables and filters of part 3. Its features are
/// the records whose place is known. Links are whole addresses, as some programs join others wrongly.
///
/// | method | address | what |
/// |---|---|---|
/// | GET | `/ogc` | where everything is |
/// | GET | `/ogc/api` | this, as OpenAPI 3.0 |
/// | GET | `/ogc/conformance` | which parts of the standards hold |
/// | GET | `/ogc/collections`, `/ogc/collections/{kind}` | the kinds |
/// | GET | `/ogc/collections/{kind}/queryables` | what can be filtered by |
/// | GET | `/ogc/collections/{kind}/items` | features; `bbox`, `bbox-crs`, `crs`, `datetime`, `limit`, `after`, `filter`, and any filter of a list |
/// | GET | `/ogc/collections/{kind}/items/{id}` | one feature |
struct FeatureRoutes: Sendable {
    let core: WebCore

    func add(to routes: inout Routes) {
        routes.on(.get, "/ogc", .api, landing)
        routes.on(.get, "/ogc/api", .api, description)
        routes.on(.get, "/ogc/conformance", .api, conformance)
        routes.on(.get, "/ogc/collections", .api, collections)
        routes.on(.get, "/ogc/collections/{kind}", .api, collection)
        routes.on(.get, "/ogc/collections/{kind}/queryables", .api, queryables)
        routes.on(.get, "/ogc/collections/{kind}/items", .api, items)
        routes.on(.get, "/ogc/collections/{kind}/items/{id}", .api, item)
    }

    private static let crs = ReferenceSystem.crs84.rawValue
    private static let conforms =
        [
            "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core", "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
            "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30", "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
            "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables",
            "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables-query-parameters",
            "http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections",
            "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter", "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter",
            "http://www.opengis.net/spec/cql2/1.0/conf/cql2-text", "http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2",
        ] + TilesetRoutes.conforms

    @Sendable private func landing(_ call: Call) async throws -> Answer {
        if call.actor.isNobody { throw Refusal.unknown }
        try expect(call, [])
        let title = core.configuration.title[call.language]
        return .json([
            "title": .string(title),
            "links": .array([
                link(call, "self", "application/json", "/ogc"), link(call, "service-desc", FeatureRoutes.openAPI, "/ogc/api"),
                link(call, "conformance", "application/json", "/ogc/conformance"), link(call, "data", "application/json", "/ogc/collections"),
                link(call, TilesetRoutes.pyramidsRelation, "application/json", "/ogc/tileMatrixSets"),
            ]),
        ])
    }

    private static let openAPI = "application/vnd.oai.openapi+json;version=3.0"

    @Sendable private func description(_ call: Call) async throws -> Answer {
        if call.actor.isNobody { throw Refusal.unknown }
        try expect(call, [])
        let description = FeatureDescription(
            title: core.configuration.title[call.language], address: whole(call, "/ogc"),
            collections: core.maps.schemas(for: call.actor) + core.maps.ground(for: call.actor),
            limit: core.configuration.limits.pageRecords, language: call.language)
        var answer = Answer.json(description.json)
        answer.fields[.contentType] = FeatureRoutes.openAPI
        return answer
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
        for schema in core.maps.schemas(for: call.actor) + core.maps.ground(for: call.actor) {
            // Of what has no place yet there is nothing to draw.
            if let bounds = try await bounds(schema, call) { list.append(json(schema, bounds, call)) }
        }
        return .json([
            "links": .array([link(call, "self", "application/json", "/ogc/collections")]), "collections": .array(list), "crs": FeatureRoutes.systems,
        ])
    }

    @Sendable private func collection(_ call: Call) async throws -> Answer {
        let schema = try schema(call)
        try expect(call, [])
        return .json(json(schema, try await bounds(schema, call), call))
    }

    func bounds(_ schema: Schema, _ call: Call) async throws -> Bounds? {
        let map = try await core.maps.layer(schema)
        let bounds = map.layer.bounds(for: map.audiences(for: call.actor.scope(.read, schema)), audienceCount: map.readers.count)
        // A layer keeps the middles of cells of a centimetre, so what lies at the edge may be beside them: whoever asks with this box wants it too.
        let cell = 360.0 / 4_294_967_296
        return bounds.map {
            Bounds(
                west: max(-180, $0.west - cell), south: max(-90, $0.south - cell), east: min(180, $0.east + cell), north: min(90, $0.north + cell))
        }
    }

    private func json(_ schema: Schema, _ bounds: Bounds?, _ call: Call) -> JSON {
        let root = "/ogc/collections/\(schema.name)"
        var members = [
            JSON.Member("id", .string(schema.name)), JSON.Member("title", .string(schema.label[call.language])), JSON.Member("itemType", "feature"),
            JSON.Member("crs", FeatureRoutes.systems), JSON.Member("storageCrs", .string(FeatureRoutes.crs)),
            JSON.Member(
                "links",
                .array([
                    link(call, "self", "application/json", root), link(call, "items", "application/geo+json", root + "/items"),
                    link(call, "http://www.opengis.net/def/rel/ogc/1.0/queryables", "application/schema+json", root + "/queryables"),
                    link(call, TilesetRoutes.tilesetsRelation, "application/json", root + "/tiles"),
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
        let properties = FeatureDescription.filterable(schema).map { column -> JSON.Member in
            if column.kind is GeometryKind { return JSON.Member(column.name, ["format": "geometry-any", "x-ogc-role": "primary-geometry"]) }
            guard case .object(let members) = column.kind.schema else { return JSON.Member(column.name, column.kind.schema) }
            return JSON.Member(column.name, .object([JSON.Member("title", .string(column.label[call.language]))] + members))
        }
        var answer = Answer.json([
            "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": .string(whole(call, "/ogc/collections/\(schema.name)/queryables")),
            "type": "object",
            "title": .string(schema.label[call.language]), "properties": .object(properties), "additionalProperties": false,
        ])
        answer.fields[.contentType] = "application/schema+json"
        return answer
    }

    // MARK: features

    @Sendable private func items(_ call: Call) async throws -> Answer {
        let schema = try schema(call)
        guard let place = MapLayers.place(of: schema) else { throw Refusal.notFound(kind: schema.name) }
        let system = try system(call, "crs")
        var request = try request(call, schema)
        request.query.condition = request.query.condition && !Condition.isNull(place.name)
        if let text = call.query["bbox"] { request.query.condition = request.query.condition && (try box(text, try self.system(call, "bbox-crs"), place.name)) }
        if let text = call.query["datetime"], let column = schema.place(of: place.name) {
            request.query.condition = request.query.condition && (try FeatureRoutes.condition(interval: text, FeatureWords(schema, place: column).when))
        }
        if let text = call.query["filter"] { request.query.condition = request.query.condition && (try filter(text, call, schema)) }
        if call.query["limit"] == nil { request.query.limit = 10 }
        let limit = request.query.limit
        request.query.limit += 1
        request.query.order = .oldestFirst
        let (records, count) = try await core.desk(call).page(request.query, countLimit: RecordRoutes.countLimit)
        let root = "/ogc/collections/\(schema.name)"
        var links = [link(call, "self", "application/geo+json", PageCore.path(of: call)), link(call, "collection", "application/json", root)]
        if records.count > limit {
            let cursor = Query.Cursor(value: .text(records[limit - 1].meta.id.text), id: records[limit - 1].meta.id).text
            let rest = call.query.items.filter { $0.name != "after" }.map { "\(Address.escaped($0.name))=\(Address.escaped($0.value))" }
            links.append(link(call, "next", "application/geo+json", root + "/items?" + (rest + ["after=" + Address.escaped(cursor)]).joined(separator: "&")))
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
            export.write(record, column, &json, in: system)
        }
        json.raw("]}")
        return geoJSON(json.take(), system, links)
    }

    @Sendable private func item(_ call: Call) async throws -> Answer {
        let schema = try schema(call)
        try expect(call, ["crs"])
        let system = try system(call, "crs")
        let record = try await core.desk(call).record(try call.recordID(1, of: schema.name), in: schema.name)
        guard let place = MapLayers.place(of: schema).flatMap({ schema.place(of: $0.name) }), place < record.values.count, !record.values[place].isNull else {
            throw Refusal.notFound(kind: schema.name)
        }
        let root = "/ogc/collections/\(schema.name)"
        var json = JSONWriter(reserving: 1024)
        let links = [
            link(call, "self", "application/geo+json", "\(root)/items/\(record.meta.id.text)"), link(call, "collection", "application/json", root),
        ]
        GeoJSONExport(schema: schema, disclosure: .masked).write(record, place, &json, in: system, links: .array(links))
        return geoJSON(json.take(), system, links)
    }

    private func geoJSON(_ bytes: [UInt8], _ system: ReferenceSystem, _ links: [JSON]) -> Answer {
        var answer = Answer.json(bytes)
        answer.fields[.contentType] = "application/geo+json"
        answer.fields[.contentCRS] = "<\(system.rawValue)>"
        let said = links.compactMap { link in
            link["href"]?.string.flatMap { href in link["rel"]?.string.map { "<\(href)>; rel=\"\($0)\"; type=\"\(link["type"]?.string ?? "")\"" } }
        }
        answer.fields[.link] = said.joined(separator: ", ")
        return answer
    }

    // MARK: what was asked

    func schema(_ call: Call) throws(Refusal) -> Schema {
        let schema = try core.desk(call).schema(call.value(0))
        if schema.isHidden || MapLayers.place(of: schema) == nil { throw .notFound(kind: schema.name) }
        return schema
    }

    /// A parameter that means nothing is a mistake of whoever asks (requirement 8 of the standard).
    private func expect(_ call: Call, _ known: Set<String>) throws {
        if let other = call.query.items.first(where: { !known.contains($0.name) }) { throw FeatureRoutes.wrong("unknown parameter “\(other.name.prefix(60))”") }
    }

    /// Parameters that are no filter of a list.
    private static let own: Set<String> = ["bbox", "bbox-crs", "crs", "datetime", "filter", "filter-lang", "filter-crs"]
    private static let systems = JSON.array(ReferenceSystem.allCases.map { .string($0.rawValue) })

    private func system(_ call: Call, _ parameter: String) throws -> ReferenceSystem {
        guard let text = call.query[parameter] else { return .crs84 }
        guard let system = ReferenceSystem(rawValue: text) else {
            throw FeatureRoutes.wrong("\(parameter): one of \(ReferenceSystem.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return system
    }

    /// The features of a moment, a day or an interval that may be open at either end (requirement 26).
    ///
    /// - Parameter when: the field that says when records are; nil where they have no time of their own, so all of them match any.
    static func condition(interval text: String, _ when: Column?) throws -> Condition {
        let ends = text.split(separator: "/", omittingEmptySubsequences: false)
        let spans = ends.map(span)
        let isRight = zip(ends, spans).allSatisfy { end, span in span != nil || ends.count == 2 && (end.isEmpty || end == "..") }
        guard ends.count <= 2, isRight, spans.contains(where: { $0 != nil }) else {
            throw wrong("datetime: 2024-02-12T23:20:50Z, 2024-02-12/.. or ../2024-02-12")
        }
        guard let when else { return .always }
        func stored(_ moment: Instant) -> Stored {
            if case .instant = when.kind.control { .integer(moment.milliseconds) } else { .text(moment.day.description) }
        }
        let from = spans[0].map { Condition.compare(when.name, .greaterOrEqual, stored($0.lowerBound)) } ?? .always
        let to = spans[spans.count - 1].map { Condition.compare(when.name, .lessOrEqual, stored($0.upperBound)) } ?? .always
        return from && to
    }

    private static func span(_ end: Substring) -> ClosedRange<Instant>? {
        guard let day = Day(String(end.prefix(10))) else { return nil }
        if end.utf8.count > 10 { return Instant(String(end)).map { $0...$0 } }
        let last = Instant(startOf: day.adding(days: 1)).milliseconds - 1
        return Instant(startOf: day)...Instant(milliseconds: last)
    }

    private func request(_ call: Call, _ schema: Schema) throws -> ListRequest {
        let limit = core.configuration.limits.pageRecords
        var query = Parameters()
        for item in call.query.items {
            guard item.name == "limit" else { query.append(item.name, item.value); continue }
            guard let number = Int(item.value), number > 0 else { throw FeatureRoutes.wrong("limit") }
            // Asking for more than there is in one answer is no mistake: one gets as many as there can be.
            query.append("limit", "\(min(number, limit))")
        }
        do throws(Refusal) {
            return try ListRequest(query, schema, mayUsePersonal: false, limit: limit, ignoring: FeatureRoutes.own)
        } catch {
            if case .invalid(let problems) = error {
                throw FeatureRoutes.wrong(problems.map { "\($0.field ?? ""): \($0.message[call.language])" }.joined(separator: "; "))
            }
            throw error
        }
    }

    /// Four numbers, or six with heights; west beyond east goes across the antimeridian.
    private func box(_ text: String, _ system: ReferenceSystem, _ column: String) throws -> Condition {
        let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
        guard numbers.count == 4 || numbers.count == 6, !numbers.contains(nil) else { throw FeatureRoutes.wrong("bbox: west,south,east,north") }
        let given = (numbers.count == 4 ? numbers : [numbers[0], numbers[1], numbers[3], numbers[4]]).compactMap(\.self)
        let (lower, upper) = (system.degrees(given[0], given[1]), system.degrees(given[2], given[3]))
        let flat = [lower.longitude, lower.latitude, upper.longitude, upper.latitude]
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

    func link(_ call: Call, _ relation: String, _ type: String, _ path: String) -> JSON {
        ["href": .string(whole(call, path)), "rel": .string(relation), "type": .string(type)]
    }

    /// A whole address, with the host that was asked.
    func whole(_ call: Call, _ path: String) -> String {
        guard let host = call.host else { return path }
        return (core.configuration.isBehindTLS ? "https://" : "http://") + host + path
    }
}

extension HTTPField.Name {
    static let contentCRS = HTTPField.Name("Content-Crs") ?? .contentType
    static let link = HTTPField.Name("Link") ?? .location
}
