import Terrain
import Testing

/// The reference values agree with `gdaldem` 3.6.2 and with the formulas.
@Suite("The shape of the ground")
struct TerrainTests {
    private static let ground = [
        100, 102, 105, 109, 114,
        98, 101, 103, 108, 112,
        95, 99, 104, 106, 111,
        93, 96, 100, 105, 109,
        90, 94, 98, 103, 108,
    ]
    private static func raster() throws -> Raster { try #require(Raster(width: 5, height: 5, cellSize: 10, values: ground.map(Float.init))) }
    private static func inner(_ raster: Raster) -> [Float] { (1...3).flatMap { row in (1...3).map { raster[row, $0] } } }

    @Test("Slope of Horn and of Zevenbergen and Thorne")
    func slope() throws {
        let raster = try Self.raster()
        let horn: [Float] = [18.541979, 20.001783, 23.893396, 23.620789, 22.480928, 23.132183, 25.081528, 26.246850, 25.453785]
        let sharp: [Float] = [16.253918, 19.471220, 25.376934, 27.238571, 20.846266, 20.846266, 23.273327, 28.405972, 25.376934]
        #expect(agree(Self.inner(raster.slope()), horn, within: 4e-6))
        #expect(agree(Self.inner(raster.slope(.zevenbergenThorne)), sharp, within: 4e-6))
        #expect(agree([raster.slopePercent()[2, 2]], [41.382362], within: 4e-6))
        #expect(raster.slope()[0, 2].isNaN && raster.slope()[2, 4].isNaN, "the outer ring has a value without having neighbours")
    }

    @Test("Aspect, clockwise from north; level ground has none")
    func aspect() throws {
        let raster = try Self.raster()
        let horn: [Float] = [243.43495, 254.05460, 253.61046, 239.03624, 244.98311, 249.44396, 235.88553, 239.53446, 246.80141]
        let sharp: [Float] = [239.03624, 261.86990, 251.56505, 240.94539, 246.80141, 246.80141, 234.46232, 236.30993, 251.56505]
        #expect(agree(Self.inner(raster.aspect()), horn, within: 3e-5))
        #expect(agree(Self.inner(raster.aspect(.zevenbergenThorne)), sharp, within: 3e-5))
        #expect(try #require(Raster(width: 3, height: 3, cellSize: 10, values: Array(repeating: 7, count: 9))).aspect()[1, 1].isNaN)
        // The four quarters: falling to the north, east, south and west.
        for (heights, angle) in [
            ([1, 1, 1, 2, 2, 2, 3, 3, 3], 0), ([3, 2, 1, 3, 2, 1, 3, 2, 1], 90), ([3, 3, 3, 2, 2, 2, 1, 1, 1], 180), ([1, 2, 3, 1, 2, 3, 1, 2, 3], 270),
        ] as [([Float], Float)] {
            #expect(agree([try #require(Raster(width: 3, height: 3, cellSize: 1, values: heights)).aspect()[1, 1]], [angle], within: 1e-4))
        }
    }

    @Test("Hill-shade as gdaldem draws it")
    func hillshade() throws {
        let raster = try Self.raster()
        #expect(Self.inner(raster.hillshade()) == [189, 200, 200, 183, 190, 195, 178, 182, 192])
        #expect(Self.inner(raster.hillshade(.zevenbergenThorne)) == [186, 206, 198, 183, 193, 193, 178, 176, 198])
        #expect(Self.inner(raster.hillshade(exaggeration: 2)) == [182, 198, 192, 165, 178, 186, 155, 161, 177])
    }

    @Test("Curvature along, across and in all")
    func curvature() throws {
        let raster = try Self.raster()
        let profile: [Float] = [1.882353, -3, 0.7, -0.103774, 3.672414, -2.689655, -1.236486, -0.846154, 1.45]
        let plan: [Float] = [-0.117647, 3, -1.3, -0.103774, -4.327586, 1.310345, 0.763514, 2.153846, -0.55]
        #expect(agree(Self.inner(raster.curvature(.profile)).map { $0 * 100 }, profile, within: 2e-5))
        #expect(agree(Self.inner(raster.curvature(.plan)).map { $0 * 100 }, plan, within: 2e-5))
        #expect(agree(Self.inner(raster.curvature(.total)).map { $0 * 100 }, [2, -6, 2, 0, 8, -4, -2, -3, 2], within: 2e-5))
    }

    @Test("Ruggedness of four kinds")
    func ruggedness() throws {
        let raster = try Self.raster()
        let riley: [Float] = [8.944272, 9.797959, 10.770329, 10.392304, 11.661903, 11.135529, 11.958261, 11.958261, 11.874342]
        #expect(agree(Self.inner(raster.ruggedness(.riley)), riley, within: 2e-6))
        #expect(Self.inner(raster.ruggedness(.wilson)) == [2.75, 3, 3.5, 3.25, 3.5, 3.5, 3.625, 3.875, 3.625])
        #expect(Self.inner(raster.ruggedness(.position)) == [0.25, -1.25, 0, 0.25, 1.75, -0.5, -0.625, -0.625, 0.125])
        #expect(Self.inner(raster.ruggedness(.range)) == [10, 10, 11, 11, 12, 12, 14, 12, 13])
    }

    @Test("A missing cell leaves the cells around it without a value, in rows of any length", arguments: [3, 8, 9, 10, 11, 17, 30])
    func missing(width: Int) throws {
        var raster = try #require(Raster(width: width, height: 7, cellSize: 5, values: (0..<7 * width).map { Float(($0 * 37) % 101) }))
        let whole = raster.slope()
        #expect((1..<6).allSatisfy { row in (1..<width - 1).allSatisfy { !whole[row, $0].isNaN } })
        let hole = (row: 3, column: width / 2)
        raster[hole.row, hole.column] = .nan
        for made in [raster.slope(), raster.slope(.zevenbergenThorne), raster.hillshade(), raster.curvature(.plan), raster.ruggedness(.range)] {
            for row in 1..<6 {
                for column in 1..<width - 1 {
                    let isNear = abs(row - hole.row) <= 1 && abs(column - hole.column) <= 1
                    #expect(
                        made[row, column].isNaN == isNear || (made[row, column].isNaN && !isNear && made == raster.aspect()), "row \(row), column \(column)")
                }
            }
        }
    }
}

func agree(_ left: [Float], _ right: [Float], within tolerance: Float) -> Bool {
    left.count == right.count && zip(left, right).allSatisfy { ($0 - $1).magnitude <= tolerance }
}
