import Atlas
import HTTPTypes
import Kernel

/// OGC API – Tiles, part 1 (OGC 20-057): the tiles of the map as tilesets of the collections of ``FeatureRoutes``, in one pyramid, WebMercatorQuad
/// (OGC 17-083r4, annex D.1). What a reader may not see is in no tile, as in no feature.
///
/// | method | address | what |
/// |---|---|---|
/// | GET | `/ogc/tileMatrixSets`, `/ogc/tileMatrixSets/WebMercatorQuad` | the pyramid |
/// | GET | `/ogc/collections/{kind}/tiles`, `/ogc/collections/{kind}/tiles/WebMercatorQuad` | the tilesets of a kind, and the one there is |
/// | GET | `/ogc/collections/{kind}/tiles/WebMercatorQuad/{zoom}/{row}/{column}` | a tile (MVT 2.1); without content where nothing lies |
struct TilesetRoutes: Sendable {
    let features: FeatureRoutes

    func add(to routes: inout Routes) {
        routes.on(.get, "/ogc/tileMatrixSets", .api, matrixSets)
        routes.on(.get, "/ogc/tileMatrixSets/{set}", .api, matrixSet)
        routes.on(.get, "/ogc/collections/{kind}/tiles", .api, tilesets)
        routes.on(.get, "/ogc/collections/{kind}/tiles/{set}", .api, tileset)
        routes.on(.get, "/ogc/collections/{kind}/tiles/{set}/{zoom}/{row}/{column}", .api, tile)
    }

    static let conforms = ["core", "tileset", "tilesets-list", "geodata-tilesets", "mvt", "oas30"].map {
        "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/\($0)"
    }
    static let pyramid = "WebMercatorQuad"
    static let mediaType = "application/vnd.mapbox-vector-tile"
    private static let uri = "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad"
    private static let relation = "http://www.opengis.net/def/rel/ogc/1.0/"
    static let tilesetsRelation = relation + "tilesets-vector"
    static let pyramidsRelation = relation + "tiling-schemes"

    // MARK: the pyramid

    @Sendable private func matrixSets(_ call: Call) async throws -> Answer {
        if call.actor.isNobody { throw Refusal.unknown }
        let link = features.link(call, "self", "application/json", "/ogc/tileMatrixSets/" + TilesetRoutes.pyramid)
        return .json([
            "tileMatrixSets": .array([
                [
                    "id": .string(TilesetRoutes.pyramid), "title": "Google Maps Compatible for the World", "uri": .string(TilesetRoutes.uri),
                    "crs": .string(ReferenceSystem.webMercator.rawValue), "links": .array([link]),
                ]
            ])
        ])
    }

    @Sendable private func matrixSet(_ call: Call) async throws -> Answer {
        if call.actor.isNobody { throw Refusal.unknown }
        try expectPyramid(call.value(0))
        let edge = WebMercator.project(longitude: 180, latitude: 0).x
        let matrices = (0...TileAddress.greatestZoom).map { zoom -> JSON in
            let (side, cell) = (Int64(1) << zoom, 2 * edge / 256 / Double(Int64(1) << zoom))
            return [
                // A pixel of 0.28 mm (OGC 17-083r4, 6.1).
                "id": .string("\(zoom)"), "scaleDenominator": .number(cell / 0.00028), "cellSize": .number(cell), "cornerOfOrigin": "topLeft",
                "pointOfOrigin": .array([.number(-edge), .number(edge)]), "tileWidth": 256, "tileHeight": 256, "matrixWidth": .integer(side),
                "matrixHeight": .integer(side),
            ]
        }
        return .json([
            "id": .string(TilesetRoutes.pyramid), "title": "Google Maps Compatible for the World", "uri": .string(TilesetRoutes.uri),
            "crs": .string(ReferenceSystem.webMercator.rawValue), "orderedAxes": .array(["X", "Y"]),
            "wellKnownScaleSet": "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible", "tileMatrices": .array(matrices),
        ])
    }

    private func expectPyramid(_ name: String) throws { guard name == TilesetRoutes.pyramid else { throw WebFailure.noSuchAddress } }

    // MARK: tilesets

    @Sendable private func tilesets(_ call: Call) async throws -> Answer {
        let schema = try features.schema(call)
        let root = "/ogc/collections/\(schema.name)/tiles"
        let set = JSON.object(members(schema, call, links: [features.link(call, "self", "application/json", root + "/" + TilesetRoutes.pyramid)]))
        return .json([
            "links": .array([features.link(call, "self", "application/json", root)]), "tilesets": .array([set]),
        ])
    }

    @Sendable private func tileset(_ call: Call) async throws -> Answer {
        let schema = try features.schema(call)
        try expectPyramid(call.value(1))
        let root = "/ogc/collections/\(schema.name)/tiles/" + TilesetRoutes.pyramid
        let template: JSON = [
            "href": .string(features.whole(call, root + "/{tileMatrix}/{tileRow}/{tileCol}")), "rel": "item", "type": .string(TilesetRoutes.mediaType),
            "templated": true,
        ]
        var said = members(
            schema, call,
            links: [
                features.link(call, "self", "application/json", root), template,
                features.link(call, "http://www.opengis.net/def/rel/ogc/1.0/geodata", "application/json", "/ogc/collections/\(schema.name)"),
            ])
        said.append(JSON.Member("layers", .array([layer(schema, call)])))
        if let bounds = try await features.bounds(schema, call) {
            said.append(
                JSON.Member(
                    "boundingBox",
                    [
                        "lowerLeft": .array([.number(bounds.west), .number(bounds.south)]),
                        "upperRight": .array([.number(bounds.east), .number(bounds.north)]),
                        "crs": .string(ReferenceSystem.crs84.rawValue),
                    ]))
            said.append(JSON.Member("tileMatrixSetLimits", .array(limits(bounds))))
        }
        return .json(.object(said))
    }

    private func members(_ schema: Schema, _ call: Call, links: [JSON]) -> [JSON.Member] {
        let scheme = features.link(
            call, TilesetRoutes.relation + "tiling-scheme", "application/json", "/ogc/tileMatrixSets/" + TilesetRoutes.pyramid)
        return [
            JSON.Member("title", .string(schema.label[call.language])), JSON.Member("dataType", "vector"),
            JSON.Member("crs", .string(ReferenceSystem.webMercator.rawValue)), JSON.Member("tileMatrixSetId", .string(TilesetRoutes.pyramid)),
            JSON.Member("tileMatrixSetURI", .string(TilesetRoutes.uri)), JSON.Member("links", .array(links + [scheme])),
        ]
    }

    /// What stands in the tiles: one layer, named as the kind.
    private func layer(_ schema: Schema, _ call: Call) -> JSON {
        let shape = (MapLayers.place(of: schema)?.kind as? GeometryKind)?.shape ?? .point
        let words = schema.place(of: MapLayers.place(of: schema)?.name ?? "").map { FeatureWords(schema, place: $0) }
        return [
            "id": .string(schema.name), "title": .string(schema.label[call.language]), "dataType": "vector",
            "geometryDimension": .integer(shape == .point ? 0 : shape == .line ? 1 : 2), "minTileMatrix": "0",
            "maxTileMatrix": .string("\(TileAddress.greatestZoom)"),
            "propertiesSchema": ["type": "object", "properties": .object(words?.properties(call.language) ?? [])],
        ]
    }

    /// The tiles in which something lies, at each zoom.
    private func limits(_ bounds: Bounds) -> [JSON] {
        (0...TileAddress.greatestZoom).compactMap { zoom in
            guard let first = TileAddress(zoom: zoom, longitude: bounds.west, latitude: bounds.north),
                let last = TileAddress(zoom: zoom, longitude: bounds.east, latitude: bounds.south)
            else { return nil }
            return [
                "tileMatrix": .string("\(zoom)"), "minTileRow": .integer(Int64(first.row)), "maxTileRow": .integer(Int64(last.row)),
                "minTileCol": .integer(Int64(first.column)), "maxTileCol": .integer(Int64(last.column)),
            ]
        }
    }

    @Sendable private func tile(_ call: Call) async throws -> Answer {
        let schema = try features.schema(call)
        try expectPyramid(call.value(1))
        guard let zoom = Int(call.value(2)), let row = Int(call.value(3)), let column = Int(call.value(4)),
            let address = TileAddress(zoom: zoom, column: column, row: row)
        else { throw WebFailure.noSuchAddress }
        return try await TileRoutes(core: features.core).answer(address, of: schema, call)
    }
}
