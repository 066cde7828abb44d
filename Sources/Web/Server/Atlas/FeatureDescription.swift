import Kernel

/// What `/ogc` answers, as an OpenAPI 3.0 document: programs that read maps know that version only.
struct FeatureDescription {
    let title: String
    let address: String
    let collections: [Schema]
    let limit: Int
    let language: Language

    var json: JSON {
        var paths: [JSON.Member] = [
            path("/", "landing", "Landing page", "landing"), path("/conformance", "conformance", "Conformance", "any"),
            path("/collections", "collections", "Collections", "any"), path("/tileMatrixSets", "tileMatrixSets", "Pyramids of tiles", "any"),
            path("/tileMatrixSets/" + TilesetRoutes.pyramid, "tileMatrixSet", "The pyramid of tiles", "any"),
        ]
        for schema in collections {
            let (root, name) = ("/collections/\(schema.name)", schema.label[language])
            paths += [
                path(root, "collection.\(schema.name)", name, "any"),
                path(root + "/queryables", "queryables.\(schema.name)", name, "any", "application/schema+json"),
                path(root + "/items", "items.\(schema.name)", name, "features", "application/geo+json", items(schema)),
                path(root + "/items/{featureId}", "item.\(schema.name)", name, "feature", "application/geo+json", [reference("featureId"), reference("crs")]),
            ]
            let tiles = root + "/tiles/" + TilesetRoutes.pyramid
            paths += [
                path(root + "/tiles", "tilesets.\(schema.name)", name, "any"), path(tiles, "tileset.\(schema.name)", name, "any"),
                path(
                    tiles + "/{tileMatrix}/{tileRow}/{tileCol}", "tile.\(schema.name)", name, "tile", TilesetRoutes.mediaType,
                    ["tileMatrix", "tileRow", "tileCol"].map(reference)),
            ]
        }
        return [
            "openapi": "3.0.3", "info": ["title": .string(title), "version": "1.0.0"], "servers": .array([["url": .string(address)]]), "paths": .object(paths),
            "components": ["parameters": parameters, "schemas": schemas, "securitySchemes": ["token": ["type": "http", "scheme": "bearer"]]],
            "security": .array([["token": .array([])]]),
        ]
    }

    private func items(_ schema: Schema) -> [JSON] {
        ["bbox", "bbox-crs", "crs", "datetime", "limit", "after", "filter", "filter-lang", "filter-crs"].map(reference)
            + FeatureDescription.filterable(schema).filter { !($0.kind is GeometryKind) }.map { column in
                parameter(column.name, "query", ["type": "string"], column.label[language])
            }
    }

    /// The fields by which features can be filtered.
    static func filterable(_ schema: Schema) -> [Column] { schema.columns.filter { !$0.isPersonal && !$0.isSecret && !($0.kind is ListKind) } }

    private func path(
        _ path: String, _ operation: String, _ summary: String, _ schema: String, _ type: String = "application/json", _ parameters: [JSON] = []
    ) -> JSON.Member {
        let content: JSON = .object([JSON.Member(type, ["schema": ["$ref": .string("#/components/schemas/\(schema)")]])])
        let fault: JSON = ["description": "What is wrong", "content": ["application/json": ["schema": ["type": "object"]]]]
        return JSON.Member(
            path,
            [
                "get": [
                    "operationId": .string(operation), "summary": .string(summary), "parameters": .array(parameters),
                    "responses": ["200": ["description": .string(summary), "content": content], "default": fault],
                ]
            ])
    }

    private func reference(_ name: String) -> JSON { ["$ref": .string("#/components/parameters/\(name)")] }

    private func parameter(_ name: String, _ place: String, _ schema: JSON, _ description: String) -> JSON {
        .object([
            JSON.Member("name", .string(name)), JSON.Member("in", .string(place)), JSON.Member("required", .bool(place == "path")),
            JSON.Member("description", .string(description)), JSON.Member("schema", schema), JSON.Member("style", place == "path" ? "simple" : "form"),
            JSON.Member("explode", false),
        ])
    }

    private var parameters: JSON {
        let system: JSON = ["type": "string", "format": "uri", "enum": .array(ReferenceSystem.allCases.map { .string($0.rawValue) })]
        let box: JSON = ["type": "array", "minItems": 4, "maxItems": 6, "items": ["type": "number"]]
        let most: JSON = ["type": "integer", "minimum": 1, "maximum": .integer(Int64(limit)), "default": 10]
        let all: [(String, String, JSON, String)] = [
            ("tileMatrix", "path", whole(0, 20), "Zoom"), ("tileRow", "path", whole(0, 1 << 20 - 1), "Row from the north"),
            ("tileCol", "path", whole(0, 1 << 20 - 1), "Column from the west"),
            ("featureId", "path", ["type": "string"], "Id of the record"), ("bbox", "query", box, "Four numbers, or six with heights"),
            ("bbox-crs", "query", system, "Coordinates of bbox"), ("crs", "query", system, "Coordinates of the answer"),
            ("datetime", "query", ["type": "string"], "RFC 3339 moment or interval; all features match where their kind does not say when they are"),
            ("limit", "query", most, "How many features"), ("after", "query", ["type": "string"], "Where the page before ended"),
            ("filter", "query", ["type": "string"], "CQL2 text"),
            ("filter-lang", "query", ["type": "string", "enum": .array(["cql2-text"])], "Language of filter"),
            ("filter-crs", "query", system, "Coordinates in filter: \(ReferenceSystem.crs84.rawValue)"),
        ]
        return .object(all.map { JSON.Member($0.0, parameter($0.0, $0.1, $0.2, $0.3)) })
    }

    private func whole(_ least: Int64, _ most: Int64) -> JSON { ["type": "integer", "minimum": .integer(least), "maximum": .integer(most)] }

    private var schemas: JSON {
        let links: JSON = ["type": "array", "items": ["type": "object", "required": .array(["href"]), "properties": ["href": ["type": "string"]]]]
        let feature: JSON = [
            "type": "object", "required": .array(["type", "geometry", "properties"]),
            "properties": [
                "type": ["type": "string", "enum": .array(["Feature"])], "id": ["type": "string"], "geometry": ["type": "object"],
                "properties": ["type": "object"], "links": links,
            ],
        ]
        let features: JSON = [
            "type": "object", "required": .array(["type", "features"]),
            "properties": [
                "type": ["type": "string", "enum": .array(["FeatureCollection"])], "numberMatched": ["type": "integer"],
                "numberReturned": ["type": "integer"], "timeStamp": ["type": "string", "format": "date-time"], "links": links,
                "features": ["type": "array", "items": ["$ref": "#/components/schemas/feature"]],
            ],
        ]
        return [
            "any": ["type": "object"], "tile": ["type": "string", "format": "binary"],
            "landing": ["type": "object", "required": .array(["links"]), "properties": ["links": links]], "feature": feature,
            "features": features,
        ]
    }
}
