import Atlas
import Kernel
import Testing

@testable import Web

/// OGC API – Tiles: what its clients follow from the landing page to a tile, and what each reader sees of it.
@Suite struct TilesetTests {
    private static let relation = "http://www.opengis.net/def/rel/ogc/1.0/"

    private static func house() async throws -> ServerHouse {
        let house = try await ServerHouse()
        let place: JSON = ["type": "Point", "coordinates": .array([109.57, 31.4])]
        _ = try await house.send(.post, "/api/v1/parcel", as: "all", ["name": "红叶", "weight": 1, "owner": "13812345678", "place": place])
        return house
    }

    private static func number(_ json: JSON?) -> Double { if case .number(let number)? = json { number } else { .nan } }

    /// The path of the link of a document that has a relation.
    private static func link(_ document: JSON, _ relation: String) throws -> String {
        let link = try #require(document["links"]?.array?.first { $0["rel"]?.string == relation }, "no link “\(relation)” in \(document.text.prefix(300))")
        let whole = try #require(link["href"]?.string)
        return String(whole[(whole.range(of: "/ogc")?.lowerBound ?? whole.startIndex)...])
    }

    @Test func aClientFindsATileByFollowingLinks() async throws {
        let house = try await Self.house()
        let collection = try await house.send(.get, "/ogc/collections/parcel", as: "all").json
        let list = try await house.send(.get, try Self.link(collection, Self.relation + "tilesets-vector"), as: "all").json
        let first = try #require(list["tilesets"]?.array?.first)
        #expect(
            first["tileMatrixSetURI"]?.string == "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad" && first["dataType"]?.string == "vector")
        let set = try await house.send(.get, try Self.link(first, "self"), as: "all").json
        #expect(set["layers"]?.array?.first?["id"]?.string == "parcel")
        let corners = ["lowerLeft", "upperRight"].flatMap { set["boundingBox"]?[$0]?.array ?? [] }.map(Self.number)
        #expect(zip(corners, [109.57, 31.4, 109.57, 31.4]).allSatisfy { abs($0 - $1) < 0.001 } && corners.count == 4)
        let found = try await house.send(
            .get, "/ogc/collections/parcel/items?bbox=" + corners.map { "\($0)" }.joined(separator: ","), as: "all")
        #expect(found.json["numberMatched"]?.integer == 1, "what lies at the edge is beside the box around it")

        let address = try #require(TileAddress(zoom: 12, longitude: 109.57, latitude: 31.4))
        let limits = try #require(set["tileMatrixSetLimits"]?.array?.first { $0["tileMatrix"]?.string == "12" })
        #expect(limits["minTileRow"]?.integer == Int64(address.row) && limits["maxTileCol"]?.integer == Int64(address.column))
        let path = try Self.link(set, "item").replacing("{tileMatrix}", with: "12").replacing("{tileRow}", with: "\(address.row)")
            .replacing("{tileCol}", with: "\(address.column)")
        let tile = try await house.send(.get, path, as: "all")
        #expect(tile.field("Content-Type") == "application/vnd.mapbox-vector-tile" && tile.text.contains("红叶"), "row and column are exchanged?")
        let own = try await house.send(.get, "/tiles/parcel/12/\(address.column)/\(address.row).mvt", as: "all")
        #expect(tile.text == own.text)
    }

    /// Of the registry of OGC (17-083r4, annex D.1), rounded as it prints them.
    @Test func thePyramidIsTheOneOfTheStandard() async throws {
        let house = try await Self.house()
        let set = try await house.send(.get, "/ogc/tileMatrixSets/WebMercatorQuad", as: "all").json
        let matrices = try #require(set["tileMatrices"]?.array)
        #expect(abs(Self.number(matrices[0]["scaleDenominator"]) - 559_082_264.028717) < 1e-4)
        #expect(abs(Self.number(matrices[10]["cellSize"]) - 152.8740565703525) < 1e-9)
        #expect(matrices[18]["matrixWidth"]?.integer == 262_144 && abs(Self.number(matrices[0]["pointOfOrigin"]?.array?[1]) - 20_037_508.3427892) < 1e-6)
        let landing = try await house.send(.get, "/ogc", as: "all").json
        #expect(try await house.send(.get, try Self.link(landing, Self.relation + "tiling-schemes"), as: "all").status == 200)
        let conforms = try await house.send(.get, "/ogc/conformance", as: "all").text
        for name in ["core", "tileset", "tilesets-list", "geodata-tilesets", "mvt"] { #expect(conforms.contains("ogcapi-tiles-1/1.0/conf/\(name)\"")) }
        let paths = try await house.send(.get, "/ogc/api", as: "all").json["paths"]
        #expect(paths?["/collections/parcel/tiles/WebMercatorQuad/{tileMatrix}/{tileRow}/{tileCol}"]?["get"] != nil)
    }

    @Test func tilesetsAreSeenByThoseWhoMayRead() async throws {
        let house = try await Self.house()
        let address = try #require(TileAddress(zoom: 12, longitude: 109.57, latitude: 31.4))
        let path = "/ogc/collections/parcel/tiles/WebMercatorQuad/12/\(address.row)/\(address.column)"
        for path in [path, "/ogc/collections/parcel/tiles", "/ogc/collections/parcel/tiles/WebMercatorQuad"] {
            #expect(try await house.send(.get, path).status == 401)
            #expect(try await house.send(.get, path, as: "none").status == 404)
        }
        let own = try await house.send(.get, path, as: "own")
        #expect(own.status == 200 && !own.text.contains("红叶"), "a tile shows what may not be read")
    }

    @Test(arguments: [
        "parcel/tiles/WorldCRS84Quad", "parcel/tiles/WebMercatorQuad/21/0/0", "parcel/tiles/WebMercatorQuad/3/8/0", "parcel/tiles/WebMercatorQuad/3/0/x",
        "parcel/tiles/Other/0/0/0", "user/tiles", "nothing/tiles/WebMercatorQuad/0/0/0",
    ]) func whatIsNotThereIsNotFound(_ path: String) async throws {
        #expect(try await ServerHouse().send(.get, "/ogc/collections/" + path, as: "administrator").status == 404)
    }

    @Test func whatStandsInATileIsSaidAsItIs() throws {
        let words = FeatureWords(Outing.kind.declared, place: 3)
        let properties = JSON.object(words.properties(.english))
        #expect(properties.members?.map(\.name) == words.fields)
        #expect(properties["@day"]?["type"]?.string == "integer" && properties["@day"]?["title"]?.string == "Set out")
        #expect(properties["title"]?["type"]?.string == "string" && properties["title"]?["title"]?.string == "Name")
    }

    @Test(arguments: [
        ("2025-03-09", true), ("2025-03-09T08:00:00+08:00", true), ("2025-03-09T08:00:01+08:00", false), ("2025-03-10", false), ("2025-03-08/..", true),
        ("../2025-03-08", false), ("../2025-03-09T00:00:00Z", true), ("2025-03-01/2025-03-09", true), ("2025-03-10/..", false), ("/2025-03-09", true),
    ]) func featuresAreThoseOfTheTime(_ interval: String, _ isFound: Bool) throws {
        let schema = Outing.kind.declared
        let moment = try #require(Instant("2025-03-09T00:00:00Z"))
        for (column, value) in [("begun", Stored.integer(moment.milliseconds)), ("day", .text(moment.day.description))] {
            let condition = try FeatureRoutes.condition(interval: interval, schema[column])
            // A day is all of it.
            let isExpected = column == "day" ? isFound || interval.contains("08:00:01") : isFound
            #expect(condition.holds { $0 == column ? value : .null } == isExpected, "\(interval) \(column)")
        }
        #expect(try FeatureRoutes.condition(interval: interval, nil) == .always)
    }

    @Test func theBaseMapIsDrawnBelowAndIsNoLayer() async throws {
        let house = try await ServerHouse(change: { $0.groundKinds = ["parcel"] })
        let map = try await house.send(.get, "/map/layers", as: "all").json
        #expect(map["layers"]?.array?.contains { $0["kind"]?.string == "parcel" } == false)
        #expect(map["ground"]?.array?.compactMap { $0["kind"]?.string } == ["parcel"])
        #expect(try await house.send(.get, "/map/layers", as: "none").json["ground"] == .array([]))
        #expect(!(try await house.send(.get, "/map", as: "all").text.contains("data-map-layer=\"parcel\"")))
    }
}

/// 出动: a kind that says when its records are.
private struct Outing: Record {
    static let kind = Kind<Outing>("出动")
    let name = Field<String>("名称")
    let begun = Field<Instant>("出动时间", en: "Set out")
    let day = Field<Day>("日期")
    let place = Field<Point?>("位置")
    init() {}
}
