import Atlas
import HTTPTypes
import Kernel

/// The page 一张图, and what its script asks for.
///
/// | method | address | what |
/// |---|---|---|
/// | GET | `/map` | the page; `layer` and `record` say where to look |
/// | GET | `/map/layers` | the layers as JSON: where their tiles are, what they hold, where they lie |
/// | GET | `/map/search` | records with a place that contain the words `q` |
/// | GET | `/map/sheet` | the same on a sheet of paper (A3); `layer`, and what else its script reads |
/// | GET | `/map/within` | how many records of each kind have a position in common with the `zone` (``Kernel/Zone/text``), and the list of them |
/// | GET | `/map/measure` | the length and the area of `at=longitude latitude,longitude latitude,…` on the ellipsoid |
struct MapRoutes: Sendable {
    let pages: PageCore

    func add(to routes: inout Routes) {
        routes.on(.get, "/map", .page, page)
        routes.on(.get, "/map/sheet", .page, sheet)
        routes.on(.get, "/map/layers", .api, layers)
        routes.on(.get, "/map/within", .api, within)
        routes.on(.get, "/map/search", .api, search)
        routes.on(.get, "/map/measure", .api, measure)
    }

    private var maps: MapLayers { pages.core.maps }

    @Sendable private func page(_ call: Call) async throws -> Answer {
        _ = try pages.desk(call)
        let schemas = maps.schemas(for: call.actor)
        let shown = call.query["layer"].flatMap { name in schemas.first { $0.name == name } }
        let view = MapView(
            shown: shown.map { [$0.name] } ?? [], focus: shown == nil ? nil : call.query["record"].flatMap { RecordID($0) },
            layers: schemas.map { ($0.name, $0.label) })
        return await pages.page(view, call, current: .map(kind: nil, nil))
    }

    @Sendable private func sheet(_ call: Call) async throws -> Answer {
        _ = try pages.desk(call)
        let kinds = call.query.items.filter { $0.name == "layer" }.map(\.value)
        return .html(MapSheetView(kinds: kinds, site: pages.core.configuration.title).alone(pages.visit(call)))
    }

    @Sendable private func layers(_ call: Call) async throws -> Answer {
        let desk = try pages.desk(call)
        let wanted = Set(call.query.items.filter { $0.name == "layer" }.map(\.value))
        var list: [JSON] = []
        for (number, schema) in maps.schemas(for: call.actor).enumerated() where wanted.isEmpty || wanted.contains(schema.name) {
            list.append(try await layer(schema, number, call))
        }
        var ground: [JSON] = []
        for schema in maps.ground(for: call.actor) { ground.append(try await layer(schema, 0, call)) }
        var members = [JSON.Member("layers", .array(list)), JSON.Member("ground", .array(ground))]
        if let kind = call.query["of"], let id = call.query["record"].flatMap({ RecordID($0) }) {
            let schema = try desk.schema(kind)
            let record = try await desk.record(id, in: kind)
            members.append(JSON.Member("focus", place(of: record, schema, call)))
        }
        return .json(.object(members))
    }

    private func layer(_ schema: Schema, _ number: Int, _ call: Call) async throws -> JSON {
        let map = try await maps.layer(schema)
        let audiences = map.audiences(for: call.actor.scope(.read, schema))
        let shape = (MapLayers.place(of: schema)?.kind as? GeometryKind)?.shape ?? .point
        let words = schema.place(of: MapLayers.place(of: schema)?.name ?? "").map { FeatureWords(schema, place: $0) }
        let choices = (words?.choices ?? []).map { column -> JSON in
            guard case .choice(let options) = column.kind.control else { return .null }
            let names = options.map { JSON.Member($0.code, .string($0.label[call.language])) }
            return ["name": .string(column.name), "label": .string(column.label[call.language]), "options": .object(names)]
        }
        var members = [
            JSON.Member("kind", .string(schema.name)), JSON.Member("label", .string(schema.label.plural[call.language])),
            JSON.Member("number", .integer(Int64(number))),
            JSON.Member("shape", .string(shape == .point ? "point" : shape == .line ? "line" : "area")),
            JSON.Member("tiles", .string("/tiles/\(schema.name)/{z}/{x}/{y}.mvt")), JSON.Member("records", .string(Address.list(kind: schema.name).text)),
            JSON.Member("choices", .array(choices)),
        ]
        if let bounds = map.layer.bounds(for: audiences, audienceCount: map.readers.count) {
            members.append(JSON.Member("bounds", .array([bounds.west, bounds.south, bounds.east, bounds.north].map { .number($0) })))
        }
        if let when = words?.when, let days = map.days(for: audiences) {
            members.append(
                JSON.Member(
                    "when",
                    [
                        "label": .string(when.label[call.language]), "from": .integer(Int64(days.lowerBound)), "to": .integer(Int64(days.upperBound)),
                    ]))
        }
        return .object(members)
    }

    private func place(of record: StoredRecord, _ schema: Schema, _ call: Call) -> JSON {
        guard let column = MapLayers.place(of: schema), let value = record.value(of: column.name, in: schema), let box = Zone.Box(of: value) else {
            return .null
        }
        return [
            "kind": .string(schema.name), "id": .string(record.meta.id.text), "title": .string(RecordTitles.title(of: record, schema, call.language)),
            "label": .string(schema.label[call.language]), "address": .string(Address.record(kind: schema.name, record.meta.id).text),
            "isSimulated": .bool(record.meta.isSimulated), "bounds": .array([box.west, box.south, box.east, box.north].map { .number($0) }),
        ]
    }

    @Sendable private func search(_ call: Call) async throws -> Answer {
        let desk = try pages.desk(call)
        guard let words = call.query["q"], !words.isEmpty else { return .json(["found": []]) }
        let found = try await desk.search(words, limit: 60).map { place(of: $0.record, $0.schema, call) }.filter { $0 != .null }
        return .json(["found": .array(Array(found.prefix(12)))])
    }

    @Sendable private func within(_ call: Call) async throws -> Answer {
        let desk = try pages.desk(call)
        guard let zone = call.query["zone"].flatMap({ Zone($0) }) else {
            throw WebFailure.malformed("zone: box W S E N, circle longitude latitude metres, POLYGON ((…))")
        }
        if case .area(let area) = zone, let crossing = MapRoutes.crossing(area) {
            let place = [crossing.longitude, crossing.latitude].map { "\(($0 * 1e6).rounded() / 1e6)" }.joined(separator: ", ")
            throw WebFailure(
                422, "crosses-itself", "这不是一个面：边在 \(place) 处相交或重合，请撤销后重画", en: "This is no area: its edges cross or touch at \(place); take points back")
        }
        var found: [JSON] = []
        for schema in maps.schemas(for: call.actor) {
            guard let column = MapLayers.place(of: schema) else { continue }
            let condition = Condition.place(column.name, zone)
            let count = try await desk.count(schema.name, where: condition, limit: MapRoutes.manyRecords + 1)
            if count == 0 { continue }
            found.append([
                "kind": .string(schema.name), "label": .string(schema.label.plural[call.language]), "count": .integer(Int64(min(count, MapRoutes.manyRecords))),
                "isMore": .bool(count > MapRoutes.manyRecords), "address": .string(Address.list(kind: schema.name, meeting: condition).text),
            ])
        }
        return .json(.object([JSON.Member("found", .array(found))]))
    }

    /// Nobody needs to know more exactly than this how many there are.
    private static let manyRecords = 10_000

    private static func crossing(_ area: Area) -> GeometryFault? {
        let ends = area.rings.reduce(into: [Int]()) { $0.append(($0.last ?? 0) + $1.count) }
        let coordinates = area.rings.joined().flatMap { [$0.longitude, $0.latitude] }
        return PackedGeometry(.areas, coordinates: coordinates, pathEnds: ends, areaEnds: [ends.count])?.faults(limit: 1).first
    }

    @Sendable private func measure(_ call: Call) async throws -> Answer {
        _ = try pages.desk(call)
        let pairs = (call.query["at"] ?? "").split(separator: ",").map { $0.split(separator: " ").compactMap { Double($0) } }
        guard (2...500).contains(pairs.count), pairs.allSatisfy({ $0.count == 2 }), let line = PackedGeometry(.lines, coordinates: pairs.flatMap(\.self)) else {
            throw WebFailure.malformed("at: longitude latitude,longitude latitude,…")
        }
        var members = [JSON.Member("metres", .number((line.length() * 1000).rounded() / 1000))]
        if pairs.count > 2, let area = PackedGeometry(.areas, coordinates: (pairs + pairs.prefix(1)).flatMap(\.self)) {
            members.append(JSON.Member("squareMetres", .number(area.area().rounded())))
        }
        return .json(.object(members))
    }
}
