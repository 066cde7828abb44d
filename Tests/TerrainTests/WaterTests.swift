import Terrain
import Testing

@Suite("Where water runs")
struct WaterTests {
    private static let ground: [Float] = [
        100, 102, 105, 109, 114,
        98, 101, 103, 108, 112,
        95, 99, 104, 106, 111,
        93, 96, 100, 105, 109,
        90, 94, 98, 103, 108,
    ]
    private static func raster() throws -> Raster { try #require(Raster(width: 5, height: 5, cellSize: 10, values: ground)) }

    @Test("The steepest way of each cell, and how many cells drain through it")
    func steepest() throws {
        let drainage = Drainage(try Self.raster())
        #expect(drainage.filled.values == Self.ground, "ground without hollows was changed")
        #expect(drainage.directions == [4, 8, 16, 8, 16, 4, 8, 8, 16, 8, 4, 8, 8, 8, 16, 4, 8, 8, 16, 8, 0, 16, 16, 16, 16])
        #expect(drainage.accumulation().values == [1, 2, 1, 2, 1, 4, 1, 4, 1, 1, 6, 5, 1, 3, 1, 12, 2, 5, 1, 1, 25, 10, 4, 3, 1])
    }

    @Test("Water shared among all lower neighbours, by Freeman and by Quinn")
    func shared() throws {
        let drainage = Drainage(try Self.raster())
        let freeman = drainage.accumulation(.freeman())
        #expect(agree((0..<5).map { freeman[2, $0] }, [10.042191, 4.594236, 2.104380, 2.413210, 1.091201], within: 2e-6))
        #expect(agree([freeman[4, 0]], [25], within: 2e-5))
        let quinn = drainage.accumulation(.quinn)
        #expect(agree((0..<5).map { quinn[2, $0] }, [10.282177, 4.616064, 2.179087, 2.469541, 1.126316], within: 2e-6))
    }

    @Test("The steepest of eight facets")
    func facets() throws {
        let raster = try Self.raster()
        let expected = [
            (0.424264, 3.926991), (0.282843, 3.926991), (0.5, 3.141593), (0.447214, 3.605240), (0.583095, 3.682012), (0.424264, 3.926991), (0.424264, 3.926991),
            (0.447214, 3.605240), (0.538516, 3.522099),
        ]
        for (index, (slope, angle)) in expected.enumerated() {
            let facet = try #require(raster.steepestFacet(row: 1 + index / 3, column: 1 + index % 3))
            #expect((facet.slope - slope).magnitude < 1e-6 && (facet.angle - angle).magnitude < 1e-6, "cell \(index): \(facet)")
        }
        #expect(raster.steepestFacet(row: 0, column: 2) == nil)
    }

    @Test("The wetness of the cell in the middle")
    func wetness() throws {
        let raster = try Self.raster()
        let drainage = Drainage(raster)
        let single = Raster.wetness(accumulation: drainage.accumulation(), slopePercent: raster.slopePercent())
        #expect(agree([single[2, 2]], [3.184900], within: 2e-6))
        let shared = Raster.wetness(accumulation: drainage.accumulation(.freeman()), slopePercent: raster.slopePercent())
        #expect(agree([shared[2, 2]], [3.928921], within: 2e-6))
    }

    @Test("A hollow is filled to where it spills, and level ground drains without going round in circles")
    func hollows() throws {
        let bowl: [Float] = [
            9, 9, 9, 9, 9, 9,
            9, 2, 3, 2, 5, 9,
            9, 3, 1, 4, 4, 3,
            9, 2, 2, 2, 5, 9,
            9, 9, 9, 9, 9, 9,
        ]
        let drainage = Drainage(try #require(Raster(width: 6, height: 5, cellSize: 1, values: bowl)))
        #expect(drainage.filled[2, 2] == 4 && drainage.filled[1, 1] == 4 && drainage.filled[2, 5] == 3 && drainage.filled[1, 4] == 5)
        let through = drainage.accumulation()
        #expect(through[2, 5] >= 13, "the bowl does not drain over its lip: \(through.values)")
    }

    @Test("All water leaves, over any ground, with missing cells too", arguments: 0..<20)
    func allWaterLeaves(seed: UInt64) throws {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
        func next(_ bound: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % bound
        }
        let (width, height) = (Int(next(30)) + 1, Int(next(30)) + 1)
        // Few different heights, so that there is much level ground.
        let values = (0..<width * height).map { _ in next(12) == 0 ? Float.nan : Float(next(6)) - 2 }
        let raster = try #require(Raster(width: width, height: height, cellSize: 1, values: values))
        let drainage = Drainage(raster)
        let directions = drainage.directions
        for routing in [FlowRouting.steepest, .freeman(), .quinn] {
            let through = drainage.accumulation(routing)
            let left = zip(through.values, directions).filter { !$0.0.isNaN && $0.1 == 0 }.map { Double($0.0) }.reduce(0, +)
            let cells = values.count { !$0.isNaN }
            #expect((left - Double(cells)).magnitude < 1e-3 * Double(max(1, cells)), "\(left) of \(cells) cells of water leave by \(routing)")
        }
        #expect(zip(drainage.filled.values, values).allSatisfy { $0.isNaN == $1.isNaN && ($0.isNaN || $0 >= $1) })
    }

    @Test("What is no raster is refused")
    func refused() {
        #expect(Raster(width: 2, height: 2, cellSize: 1, values: [1, 2, 3]) == nil)
        #expect(Raster(width: 0, height: 2, cellSize: 1, values: []) == nil)
        #expect(Raster(width: .max, height: 4, cellSize: 1, values: [1]) == nil)
        #expect(Raster(width: 1, height: 1, cellSize: 0, values: [1]) == nil)
    }
}
