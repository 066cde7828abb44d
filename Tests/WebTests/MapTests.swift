import Atlas
import Kernel
import Testing
import Web

/// The map: tiles, features, the page, and what each reader sees of them.
@Suite struct MapTests {
    private static func parcel(_ house: ServerHouse, _ name: String, _ longitude: Double, _ latitude: Double, as who: String = "all") async throws -> Reply {
        let place: JSON = ["type": "Point", "coordinates": .array([.number(longitude), .number(latitude)])]
        return try await house.send(.post, "/api/v1/parcel", as: who, ["name": .string(name), "weight": 1, "owner": "13812345678", "place": place])
    }

    private static func tile(_ zoom: Int, _ longitude: Double, _ latitude: Double) throws -> String {
        let tile = try #require(TileAddress(zoom: zoom, longitude: longitude, latitude: latitude))
        return "/tiles/parcel/\(tile.zoom)/\(tile.column)/\(tile.row).mvt"
    }

    @Test func aTileFollowsEveryChange() async throws {
        let house = try await ServerHouse()
        let address = try Self.tile(12, 109.57, 31.4)
        #expect(try await house.send(.get, address, as: "all").text.isEmpty)
        let made = try await Self.parcel(house, "红叶", 109.57, 31.4)
        let shown = try await house.send(.get, address, as: "all")
        #expect(shown.text.contains("红叶") && shown.text.contains(made.id), "what was made is not on the map")
        #expect(!shown.text.contains("13812345678"), "a telephone number is on the map")
        #expect(shown.field("Content-Type") == "application/vnd.mapbox-vector-tile")
        let same = try await house.send(.get, address, as: "all", fields: [("If-None-Match", shown.field("ETag"))])
        #expect(same.status == 304)
        _ = try await house.send(.patch, "/api/v1/parcel/\(made.id)", as: "all", ["name": "枫叶"], fields: [("If-Match", "*")])
        let renamed = try await house.send(.get, address, as: "all", fields: [("If-None-Match", shown.field("ETag"))])
        #expect(renamed.status == 200 && renamed.text.contains("枫叶"), "the map shows the name before")
        _ = try await house.send(.delete, "/api/v1/parcel/\(made.id)", as: "all", fields: [("If-Match", "*")])
        #expect(try await house.send(.get, address, as: "all").text.isEmpty, "what is gone is still on the map")
    }

    @Test func aReaderSeesWhatTheyMayRead() async throws {
        let house = try await ServerHouse()
        _ = try await Self.parcel(house, "公开的", 109.57, 31.4)
        _ = try await Self.parcel(house, "自己的", 109.571, 31.401, as: "own")
        let address = try Self.tile(12, 109.57, 31.4)
        let (all, own) = (try await house.send(.get, address, as: "all").text, try await house.send(.get, address, as: "own").text)
        #expect(all.contains("公开的") && all.contains("自己的"))
        #expect(own.contains("自己的") && !own.contains("公开的"), "a tile shows what may not be read")
        #expect(try await house.send(.get, address, as: "none").status == 404)
        #expect(try await house.send(.get, address).status == 401)
        let items = try await house.send(.get, "/ogc/collections/parcel/items", as: "own").text
        #expect(items.contains("自己的") && !items.contains("公开的"))
        #expect(try await house.send(.get, "/ogc/collections/parcel", as: "own").json["extent"]?["spatial"]?["bbox"]?.text.contains("109.57,") == false)
        #expect(try await house.send(.get, "/ogc/collections", as: "none").json["collections"] == .array([]))
    }

    @Test(arguments: [
        "/tiles/parcel/3/8/0.mvt", "/tiles/parcel/21/0/0.mvt", "/tiles/parcel/x/0/0.mvt", "/tiles/parcel/3/0/0.png", "/tiles/parcel/-1/0/0.mvt",
        "/tiles/user/0/0/0.mvt",
        "/tiles/nothing/0/0/0.mvt", "/ogc/collections/user/items", "/ogc/collections/parcel/items/00000000000000000000000000",
    ]) func whatIsNotThereIsNotFound(_ address: String) async throws {
        #expect(try await ServerHouse().send(.get, address, as: "administrator").status == 404)
    }

    @Test func featuresAreAskedByPlaceAndPage() async throws {
        let house = try await ServerHouse()
        for number in 0..<25 { _ = try await Self.parcel(house, "第\(number)件", 109 + Double(number) / 100, 31) }
        let first = try await house.send(.get, "/ogc/collections/parcel/items", as: "all").json
        #expect(first["numberMatched"]?.integer == 25 && first["numberReturned"]?.integer == 10)
        var (names, next) = (Set<String>(), "/ogc/collections/parcel/items?limit=7")
        for _ in 0..<5 {
            let page = try await house.send(.get, next, as: "all").json
            names.formUnion((page["features"]?.array ?? []).compactMap { $0["properties"]?["name"]?.string })
            guard let link = page["links"]?.array?.first(where: { $0["rel"]?.string == "next" })?["href"]?.string else { break }
            next = String(link.drop { $0 != "/" }.dropFirst(2).drop { $0 != "/" })
        }
        #expect(names.count == 25, "the pages do not join to the whole")
        func count(_ query: String) async throws -> Int64? {
            try await house.send(.get, "/ogc/collections/parcel/items?" + query, as: "all").json["numberMatched"]?.integer
        }
        #expect(try await count("bbox=109.045,30.9,109.105,31.1") == 6)
        #expect(try await count("bbox=179,30,109.005,32") == 1, "across the antimeridian")
        #expect(try await count("place.near=109,31,1000") == 2)
        #expect(try await count("place.meets=POLYGON((109.045%2030,109.105%2030,109.075%2033,109.045%2030))") == 4)
        #expect(try await count("name=第3件") == 1)
        for query in ["bbox=1,2,3", "bbox=a,b,c,d", "limit=0", "limit=x", "colour=red", "owner=13812345678", "place.near=1,2"] {
            #expect(try await house.send(.get, "/ogc/collections/parcel/items?" + query, as: "all").status == 400, "\(query) is taken")
        }
        for (filter, number) in [
            ("name = '第3件'", 1), ("name='第3件' OR name='第4件'", 2), ("NOT (weight > 0)", 0), ("weight BETWEEN 1 AND 2 AND name LIKE '第2%'", 6),
            ("name LIKE '%3件%'", 3), ("name IN ('第1件','第2件','x')", 2), ("price IS NULL", 25), ("price IS NOT NULL", 0), ("\"weight\" <> 1", 0),
            ("S_INTERSECTS(place,BBOX(109.045,30.9,109.105,31.1))", 6), ("S_INTERSECTS(place, POINT(109.05 31))", 1),
            ("S_INTERSECTS(place,POLYGON((109.045 30,109.105 30,109.075 33,109.045 30))) AND weight=1", 4), ("state = 'packed'", 25),
        ] as [(String, Int64)] {
            #expect(try await count("filter=" + encoded(filter)) == number, "\(filter)")
        }
        for filter in [
            "", "name", "name =", "name = 'x", "owner = '138'", "colour = 'red'", "weight = 'x'", "name LIKE '%x'", "S_INTERSECTS(name,POINT(1 2))",
            "S_INTERSECTS(place,POINT(200 2))", "S_INTERSECTS(place,CIRCLE(1 2 3))", "(name = 'x'", "name = 'x' name", "a ; b",
            String(repeating: "(", count: 50),
        ] {
            #expect(try await house.send(.get, "/ogc/collections/parcel/items?filter=" + encoded(filter), as: "all").status == 400, "“\(filter)” is taken")
        }
        #expect(try await count("limit=1000000") == 25, "asking for more than there can be is refused")
        for moment in ["2024-02-12T23:20:50Z/..", "2024-02-12"] { #expect(try await count("datetime=" + moment) == 25, "\(moment)") }
        for query in ["datetime=yesterday", "datetime=../..", "crs=EPSG:4490", "bbox=1,2,3,4&bbox-crs=x"] {
            #expect(try await house.send(.get, "/ogc/collections/parcel/items?" + query, as: "all").status == 400, "\(query) is taken")
        }
        let id = try #require(first["features"]?.array?.first?["id"]?.string)
        let one = try await house.send(.get, "/ogc/collections/parcel/items/\(id)", as: "all")
        #expect(one.json["geometry"]?["type"]?.string == "Point" && one.field("Content-Type") == "application/geo+json")
        #expect(one.json["properties"]?["owner"]?.string?.contains("*") == true, "personal data is in a feature")
        for address in ["/ogc", "/ogc/conformance", "/ogc/collections", "/ogc/collections/parcel", "/ogc/collections/parcel/queryables"] {
            #expect(try await house.send(.get, address, as: "all").status == 200)
            #expect(try await house.send(.get, address + "?wrong=1", as: "all").status == 400, "\(address) takes a parameter that means nothing")
        }
    }

    @Test(arguments: [("OGC/1.3/CRS84", "[109.57,31.4]"), ("EPSG/0/4490", "[31.4,109.57]"), ("EPSG/0/3857", "[12197276.606,3684806.442]")])
    func featuresComeInTheCoordinatesThatWereAskedFor(_ system: String, _ coordinates: String) async throws {
        let house = try await ServerHouse()
        let id = try await Self.parcel(house, "红叶", 109.57, 31.4).id
        _ = try await house.send(.post, "/api/v1/parcel", as: "all", ["name": "没有位置", "weight": 1])
        let uri = "http://www.opengis.net/def/crs/" + system
        let items = try await house.send(.get, "/ogc/collections/parcel/items?crs=" + uri, as: "all")
        #expect(items.json["features"]?.array?.map { $0["geometry"]?["coordinates"]?.text } == [coordinates], "and nothing without a place")
        #expect(items.field("Content-Crs") == "<\(uri)>" && items.field("Link").contains("rel=\"self\""))
        #expect(try await house.send(.get, "/ogc/collections/parcel/items/\(id)?crs=" + uri, as: "all").json["geometry"]?["coordinates"]?.text == coordinates)
        let numbers = coordinates.dropFirst().dropLast().split(separator: ",").compactMap { Double($0) }
        let box = "\(numbers[0] - 1),\(numbers[1] - 1),\(numbers[0] + 1),\(numbers[1] + 1)"
        let found = try await house.send(.get, "/ogc/collections/parcel/items?bbox=\(box)&bbox-crs=" + uri, as: "all")
        #expect(found.json["numberMatched"]?.integer == 1)
    }

    @Test func theFeaturesAreDescribed() async throws {
        let house = try await ServerHouse()
        let described = try await house.send(.get, "/ogc/api", as: "all")
        #expect(described.field("Content-Type") == "application/vnd.oai.openapi+json;version=3.0" && described.json["openapi"]?.string == "3.0.3")
        #expect(described.json["paths"]?["/collections/parcel/items"]?["get"]?["operationId"]?.string == "items.parcel")
        #expect(!described.text.contains("\"owner\""), "what may not be filtered by is described as a filter")
        #expect(try await house.send(.get, "/ogc/api", as: "none").json["paths"]?["/collections/parcel/items"] == nil)
        #expect(try await house.send(.get, "/ogc/nothing", as: "all").field("Content-Type").hasPrefix("application/json"))
    }

    private func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        .joined()
    }

    @Test func theNearestAreFoundAmongManyAndFew() async throws {
        let house = try await ServerHouse()
        for number in 0..<30 { _ = try await Self.parcel(house, "第\(number)件", 109 + Double(number) / 50, 31) }
        let here = try #require(Position(109.201, 31))
        let found = try await house.engine.desk(for: .system).nearest(3, in: "parcel", to: here)
        #expect(found.map { $0.record.values[0].text } == ["第10件", "第11件", "第9件"])
        #expect(abs(found[0].metres - 95.5) < 0.5)
        #expect(try await house.engine.desk(for: .system).nearest(100, in: "parcel", to: here).count == 30)
    }

    @Test func thePageShowsTheLayersOfItsReader() async throws {
        let house = try await ServerHouse()
        let made = try await Self.parcel(house, "红叶", 109.57, 31.4)
        let (cookie, _) = try await house.signIn("all")
        let page = try await house.open("/map", cookie: cookie)
        #expect(page.status == 200 && page.text.contains("data-map-layer=\"parcel\"") && page.text.contains("一张图"))
        let layers = try await house.open("/map/layers", cookie: cookie).json
        #expect(layers["layers"]?.array?.first?["kind"]?.string == "parcel")
        #expect(try await house.open("/map/search?q=红叶", cookie: cookie).json["found"]?.array?.first?["id"]?.string == made.id)
        let measured = try await house.open("/map/measure?at=109%2031,109.5%2031,109.5%2031.5,109%2031.5", cookie: cookie).json
        #expect(measured["squareMetres"]?.integer == 2_640_292_962 || measured["squareMetres"]?.text == "2640292962")
        #expect(try await house.open("/map/measure?at=1", cookie: cookie).status == 400)
        #expect(
            try await house.open("/a/parcel/\(made.id)", cookie: cookie).text.contains("data-map=\"/map/layers?layer=parcel"),
            "the page of the record has no map")
        let (stranger, _) = try await house.signIn("none")
        #expect(!(try await house.open("/map", cookie: stranger).text.contains("parcel")))
    }

    @Test func anAreaSaysWhatLiesInsideToWhoMayReadIt() async throws {
        let house = try await ServerHouse()
        for number in 0..<5 { _ = try await Self.parcel(house, "第\(number)件", 109 + Double(number) / 10, 31) }
        _ = try await Self.parcel(house, "自己的", 109.1, 31.001, as: "own")
        let (all, _) = try await house.signIn("all")
        let (own, _) = try await house.signIn("own")
        func inside(_ zone: String, cookie: String) async throws -> Reply { try await house.open("/map/within?zone=" + encoded(zone), cookie: cookie) }
        let square = "POLYGON ((109.05 30.9, 109.25 30.9, 109.25 31.1, 109.05 31.1, 109.05 30.9))"
        let found = try await inside(square, cookie: all).json["found"]?.array?.first
        #expect(found?["kind"]?.string == "parcel" && found?["count"]?.integer == 3)
        let list = try #require(found?["address"]?.string)
        let page = try await house.open(list, cookie: all).text
        #expect(page.contains("第1件") && page.contains("第2件") && page.contains("自己的") && !page.contains("第3件"), "the list is not that of the area")
        #expect(page.contains("所画范围"), "the list does not say that it is of an area")
        #expect(try await inside(square, cookie: own).json["found"]?.array?.first?["count"]?.integer == 1, "an area counts what may not be read")
        #expect(try await inside("circle 109.1 31 1000", cookie: all).json["found"]?.array?.first?["count"]?.integer == 2)
        #expect(try await inside("circle 100 31 1000", cookie: all).json["found"] == .array([]))
        let bow = try await inside("POLYGON ((109 30, 110 31, 110 30, 109 31, 109 30))", cookie: all)
        #expect(bow.status == 422 && bow.text.contains("109.5, 30.5"), "it is not said where an area crosses itself")
        for zone in ["", "POLYGON ((1 2))", "circle 1 2", "box 2 2 1 1"] { #expect(try await inside(zone, cookie: all).status == 400, "“\(zone)” is taken") }
        #expect(try await house.open("/map/sheet?layer=parcel", cookie: all).text.contains("data-map=\"/map/layers?layer=parcel\""))
    }

    @Test func aPlaceCanBeChosenOnAMap() async throws {
        let house = try await ServerHouse()
        let (cookie, _) = try await house.signIn("all")
        let form = try await house.open("/a/parcel/new", cookie: cookie).text
        #expect(form.contains("data-field=\"field-place\"") && form.contains("data-shape=\"point\""), "the field of a place has no map")
        #expect(form.contains("name=\"place\""), "coordinates cannot be typed any more")
    }
}
