import Geohazards
@testable import HazardDesk
@testable import Kernel
import Terrain
import Testing

/// Susceptibility over the simulated ground.
@Suite struct ZoningTests {
    /// Points by chance, the likelier the steeper and the softer the ground, softer rock counting as 10° more: the model has to find that out.
    private static func steep(_ ground: Ground, count: Int, rockCounts: Bool = true) -> [Position] {
        let slope = ground.heights.slope().values
        var (chance, cells) = (Chance(seed: 7), [Int]())
        while cells.count < count {
            let cell = chance.below(slope.count)
            let likelihood = (slope[cell].isNaN ? 0 : Double(slope[cell]) + (rockCounts ? 10 * Double(ground.rock?[cell] ?? 0) : 0)) / 60
            if chance.share() < likelihood * likelihood * likelihood { cells.append(cell) }
        }
        return cells.compactMap { ground.position(row: Double($0 / ground.heights.width), column: Double($0 % ground.heights.width)) }
    }

    @Test(arguments: ZoningRun.Method.allCases) func everyMethodFindsTheSteepSoftGround(_ method: ZoningRun.Method) throws {
        let ground = try #require(Ground.simulated)
        let zoning = try Zoning(method, ground: ground, points: Self.steep(ground, count: 60))
        #expect(zoning.validation.areaUnderCurve > 0.7, "AUC is \(zoning.validation.areaUnderCurve)")
        let shares = zoning.shares
        #expect(abs(shares.ground.reduce(0, +) - 100) < 1e-9 && abs(shares.slides.reduce(0, +) - 100) < 1e-9)
        #expect(abs(shares.ground[3] - 10) < 0.1 && abs(shares.ground[0] - 40) < 0.1)
        let densities = zip(shares.slides, shares.ground).map { $0 / $1 }
        #expect(densities[3] > densities[2] && densities[2] > densities[0], "slides are no denser where the model says so: \(densities)")
        let curve = zoning.validation.successRate(at: Zoning.curve)
        #expect(curve.count == 20 && curve.last == 1 && curve[1] > 0.2)
        #expect(zoning.squares.count == 225)
    }

    @Test func fewPointsSayNothing() throws {
        let ground = try #require(Ground.simulated)
        let failed = #expect(throws: Refusal.self) { try Zoning(.informationValue, ground: ground, points: Self.steep(ground, count: 10)) }
        #expect(failed?.message.chinese.contains("至少要 20 处") == true)
    }

    @Test func aPlaceIsInItsCell() throws {
        let ground = try #require(Ground.simulated)
        let place = try #require(ground.position(row: 12, column: 34))
        #expect(ground.cell(place) == 12 * 150 + 34)
        #expect(ground.cell(try #require(Position(100, 31.4))) == nil)
        #expect(ground.around(12 * 150 + 34, metres: 150).count == 9)
        // A cell is 100 m wide and high, within one in a hundred.
        let (east, south) = (try #require(ground.position(row: 12, column: 35)), try #require(ground.position(row: 13, column: 34)))
        #expect(abs(place.metres(to: east) - 100) < 1 && abs(place.metres(to: south) - 100) < 1)
    }

    /// Four columns and three rows of a hundredth of a degree; one cell has no height.
    private static let grid = """
        ncols 4
        nrows 3
        xllcorner 109.5
        yllcorner 31.3
        cellsize 0.01
        NODATA_value -9999
        10 20 30 40
        11 21 -9999 41
        12 22 32 42
        """

    @Test func anElevationModelIsRead() throws {
        let ground = try Ground(asciiGrid: Array(Self.grid.utf8), named: "县域.asc")
        #expect(ground.heights.width == 4 && ground.heights.height == 3 && ground.heights[0, 3] == 40 && ground.heights[1, 2].isNaN && !ground.isSimulated)
        // The first row lies in the north: 31.33 down to 31.32.
        #expect(ground.cell(try #require(Position(109.505, 31.325))) == 0)
        #expect(ground.cell(try #require(Position(109.535, 31.301))) == 11)
        // A hundredth of a degree at 31.3°: 952 m by 1 109 m; the square of the same area has 1 028 m.
        #expect(abs(ground.heights.cellSize - 1028) < 2, "\(ground.heights.cellSize)")
        let faults = [
            (Self.grid.replacing("ncols 4", with: "ncols 5"), "应有 15 个高程值，只有 12 个"), (Self.grid.replacing("nrows 3", with: "nrows x"), "“nrows”后没有数"),
            (Self.grid.replacing("cellsize 0.01", with: "cellsize 30"), "经纬度"), (Self.grid.replacing("ncols 4", with: "ncols 9000000"), "栅格"),
            (Self.grid.replacing(" 42", with: " 4x2"), "第 12 个高程值“4x2”不对"), (Self.grid + " 7", "多于 12 个"), ("", "文件头应有"),
        ]
        for (text, words) in faults {
            let refused = #expect(throws: Refusal.self) { try Ground(asciiGrid: Array(text.utf8), named: "x") }
            #expect(refused?.problems.first?.message.chinese.contains(words) == true, "\(words): \(String(describing: refused))")
        }
    }

    @Test(arguments: [ZoningRun.Method.weightOfEvidence, .logistic]) func realGroundWithoutRockIsZonedToo(_ method: ZoningRun.Method) throws {
        let simulated = try #require(Ground.simulated)
        let points = Self.steep(simulated, count: 60, rockCounts: false)
        var text = "ncols 150 nrows 150 xllcorner 109.5 yllcorner 31.31 cellsize 0.001\n"
        for row in 0..<150 { text += (0..<150).map { "\(simulated.heights[row, $0])" }.joined(separator: " ") + "\n" }
        let ground = try Ground(asciiGrid: Array(text.utf8), named: "县域.asc")
        // The same cells, which lie elsewhere on a grid of other steps.
        let cells = points.compactMap(simulated.cell)
        let zoning = try Zoning(
            method, ground: ground, points: cells.compactMap { ground.position(row: Double($0 / 150), column: Double($0 % 150)) })
        #expect(zoning.validation.areaUnderCurve > 0.6, "\(zoning.validation.areaUnderCurve)")
        #expect(zoning.model.lines.allSatisfy { !$0.contains("岩组") && !$0.contains("软弱岩组") })
    }
}
