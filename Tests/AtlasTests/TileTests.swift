import Testing

@testable import Atlas

@Suite("Vector tiles")
struct TileTests {
    /// The examples of the standard (Mapbox Vector Tile 2.1, section 4.3.5).
    @Test("Commands of geometries")
    func commands() {
        func points(_ numbers: [(Int32, Int32)]) -> [TilePoint] { numbers.map { TilePoint(x: $0.0, y: $0.1) } }
        func written(_ body: (inout TileCommands) -> Void) -> [UInt32] {
            var commands = TileCommands()
            body(&commands)
            return commands.numbers
        }
        #expect(written { $0.points(points([(25, 17)])) } == [9, 50, 34])
        #expect(written { $0.points(points([(5, 7), (3, 2)])) } == [17, 10, 14, 3, 9])
        #expect(written { $0.line(points([(2, 2), (2, 10), (10, 10)])) } == [9, 4, 4, 18, 0, 16, 16, 0])
        #expect(
            written {
                $0.line(points([(2, 2), (2, 10), (10, 10)]))
                $0.line(points([(1, 1), (3, 5)]))
            } == [9, 4, 4, 18, 0, 16, 16, 0, 9, 17, 17, 10, 4, 8])
        #expect(written { $0.ring(points([(3, 6), (8, 12), (20, 34)])) } == [9, 6, 12, 18, 10, 12, 24, 44, 15])
        #expect([0, -1, 1, -2, 25, 17, -16].map { TileCommands.zigzag($0) } == [0, 1, 2, 3, 50, 34, 31])
    }

    @Test("Points are what an independent reader finds in the tile")
    func point() throws {
        let position = WorldGrid.position(x: UInt32(3294 << 20 | 25 << 8), y: UInt32(1671 << 20 | 17 << 8))
        let geometry = try #require(PackedGeometry(longitude: position.longitude, latitude: position.latitude))
        let layer = Layer(
            "hazard", fields: ["grade", "n"], features: [Feature(id: "a", geometry: geometry, isSimulated: true, values: [.text("large"), .integer(3)])])
        let tile = try #require(TileAddress(zoom: 12, column: 3294, row: 1671))
        let read = try TileReader(layer.tile(tile))
        #expect(read.name == "hazard" && read.features.count == 1)
        #expect(read.features[0].geometry == [9, 50, 34] && read.features[0].form == 1)
        #expect(read.features[0].tags == ["id": "a", "grade": "large", "n": "3", "simulated": "true"])
        #expect(layer.tile(try #require(TileAddress(zoom: 12, column: 3300, row: 1671))).isEmpty, "a tile without features is empty")
    }

    @Test("An area is cut at the edge, turned as the standard wants, and keeps its hole")
    func area() throws {
        let polygon = try PackedGeometry(
            wellKnownText: "POLYGON ((109 31, 109 32, 110 32, 110 31, 109 31), (109.4 31.4, 109.6 31.4, 109.6 31.6, 109.4 31.6, 109.4 31.4))")
        let layer = Layer("zone", fields: [], features: [Feature(id: "a", geometry: polygon)])
        for zoom in 0...14 {
            let tile = try #require(TileAddress(zoom: zoom, longitude: 109.41, latitude: 31.41))
            let read = try TileReader(layer.tile(tile))
            if zoom < 13, zoom > 6 { #expect(read.features.count == 1, "the area is missing at zoom \(zoom)") }
            for feature in read.features {
                let rings = feature.rings
                #expect((rings.first?.area ?? 0) > 0, "the outer ring turns the wrong way at zoom \(zoom)")
                #expect(rings.dropFirst().allSatisfy { $0.area < 0 }, "a hole turns the wrong way at zoom \(zoom)")
                #expect(rings.flatMap(\.points).allSatisfy { (-256...4352).contains($0.x) && (-256...4352).contains($0.y) }, "beyond the buffer")
            }
            if (8...12).contains(zoom) { #expect(read.features.first?.rings.count == 2, "the hole is missing at zoom \(zoom)") }
        }
        let inHole = try #require(TileAddress(zoom: 14, longitude: 109.5, latitude: 31.5))
        #expect(layer.tile(inHole).isEmpty, "the middle of the hole is filled")
    }

    @Test("A line that leaves and comes back is cut into its stretches")
    func line() throws {
        #expect(
            Clipping.line([TilePoint(x: 0, y: 0), TilePoint(x: 9000, y: 0), TilePoint(x: 9000, y: 100), TilePoint(x: 0, y: 100)]) == [
                [TilePoint(x: 0, y: 0), TilePoint(x: 4352, y: 0)], [TilePoint(x: 4352, y: 100), TilePoint(x: 0, y: 100)],
            ])
        #expect(Clipping.line([TilePoint(x: -900, y: -900), TilePoint(x: -900, y: 5000)]).isEmpty)
        #expect(
            Clipping.ring([TilePoint(x: -9000, y: -9000), TilePoint(x: 9000, y: -9000), TilePoint(x: 9000, y: 9000), TilePoint(x: -9000, y: 9000)]).count == 4)
    }

    @Test("What nobody would see is left out, and comes back with the zoom")
    func significance() {
        // A kink of 2,000 cells: seen from the zoom at which four units are no larger.
        let cells: [UInt32] = [0, 0, 500_000, 2000, 1_000_000, 0]
        #expect(Significance.zooms(cells[...], isRing: false) == [0, 12, 0])
        #expect(Significance.zooms([0, 0, 10, 0, 10, 10, 0, 10, 0, 0], isRing: true).filter { $0 == 0 }.count >= 4, "a ring stays a ring")
    }

    @Test("Many points become clusters that hold all of them, and none twice")
    func clusters() throws {
        var random = Seeded(state: 5)
        var points: [Feature] = []
        for number in 0..<5000 {
            let geometry = try #require(PackedGeometry(longitude: 109 + random.next(), latitude: 31 + random.next()))
            points.append(Feature(id: "\(number)", geometry: geometry, audience: number % 2))
        }
        let layer = Layer("points", fields: [], features: points)
        #expect(layer.clusterZoom > 8)
        let zoom = 9
        var (sum, even) = (0, 0)
        let (first, last) = (
            try #require(TileAddress(zoom: zoom, longitude: 109, latitude: 32)), try #require(TileAddress(zoom: zoom, longitude: 110, latitude: 31))
        )
        for column in first.column...last.column {
            for row in first.row...last.row {
                let tile = try #require(TileAddress(zoom: zoom, column: column, row: row))
                func counted(_ audiences: Audiences) throws -> Int {
                    try TileReader(layer.tile(tile, for: audiences, audienceCount: 2)).features.reduce(0) { $0 + (Int($1.tags["count"] ?? "1") ?? 0) }
                }
                sum += try counted(.all)
                even += try counted(.some([0]))
            }
        }
        // Single points are drawn in the buffer of the neighbouring tile too only where nothing is clustered.
        #expect(sum == 5000, "\(sum) of 5000 points are on the map")
        #expect(even == 2500, "\(even) of the 2500 points that this reader may see are on the map")
    }

    @Test("Areas that nobody would see are counted, and drawn as soon as they are seen")
    func smallAreas() throws {
        var plots: [Feature] = []
        for number in 0..<400 {
            let (x, y) = (109.2 + Double(number % 20) * 0.001, 31.2 + Double(number / 20) * 0.001)
            let ring = [x, y, x + 0.0008, y, x + 0.0008, y + 0.0008, x, y + 0.0008, x, y]
            plots.append(Feature(id: "\(number)", geometry: try #require(PackedGeometry(.areas, coordinates: ring))))
        }
        let layer = Layer("plots", fields: [], features: plots)
        let far = try TileReader(layer.tile(try #require(TileAddress(zoom: 8, longitude: 109.21, latitude: 31.21)))).features
        #expect(far.allSatisfy { $0.form == 1 } && far.reduce(0) { $0 + (Int($1.tags["count"] ?? "1") ?? 0) } == 400, "plots are lost far away")
        let near = try TileReader(layer.tile(try #require(TileAddress(zoom: 15, longitude: 109.21, latitude: 31.21)))).features
        #expect(!near.isEmpty && near.allSatisfy { $0.form == 3 && $0.tags["id"] != nil }, "plots are not drawn from near")
    }

    @Test("A layer follows what changes, as if it had been made anew")
    func changes() throws {
        var random = Seeded(state: 11)
        func feature(_ number: Int) throws -> Feature {
            Feature(
                id: "\(number)", geometry: try #require(PackedGeometry(longitude: 109 + random.next() / 10, latitude: 31 + random.next() / 10)),
                values: [.integer(Int64(number))])
        }
        var current = [String: Feature]()
        for number in 0..<300 { current["\(number)"] = try feature(number) }
        var layer = Layer("points", fields: ["n"], features: current.values)
        for round in 0..<12 {
            var (changed, removed): ([Feature], [String]) = ([], [])
            for _ in 0..<30 { changed.append(try feature(Int(random.next() * 500))) }
            changed = Array(Dictionary(changed.map { ($0.id, $0) }) { $1 }.values)
            for _ in 0..<5 {
                let id = "\(Int(random.next() * 500))"
                if !changed.contains(where: { $0.id == id }) { removed.append(id) }
            }
            layer.apply(changed, removed: removed)
            for id in removed { current[id] = nil }
            for feature in changed { current[feature.id] = feature }
            #expect(layer.count == current.count, "round \(round)")
            let fresh = Layer("points", fields: ["n"], features: current.values)
            let tile = try #require(TileAddress(zoom: 10, longitude: 109.05, latitude: 31.05))
            let (one, two) = (try TileReader(layer.tile(tile)), try TileReader(fresh.tile(tile)))
            #expect(Set(one.features) == Set(two.features), "round \(round): the map shows something else than what is there")
            let near = layer.nearest(7, longitude: 109.05, latitude: 31.05)
            let all = current.values.map { $0.geometry.distance(longitude: 109.05, latitude: 31.05) }.sorted().prefix(7)
            #expect(zip(near, all).allSatisfy { abs($0.metres - $1) < 0.02 }, "round \(round): others are nearer")
        }
    }
}

/// The same numbers every time, 0 ..< 1.
struct Seeded {
    var state: UInt64
    mutating func next() -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(state >> 11) / 9_007_199_254_740_992
    }
}
