import Geohazards
@testable import HazardDesk
@testable import Kernel
import Terrain
import Testing

/// Susceptibility over the simulated ground.
@Suite struct ZoningTests {
    /// Points by chance, the likelier the steeper and the softer the ground, softer rock counting as 10° more: the model has to find that out.
    private static func steep(_ ground: Ground, count: Int) -> [Position] {
        let slope = ground.heights.slope().values
        var (chance, cells) = (Chance(seed: 7), [Int]())
        while cells.count < count {
            let cell = chance.below(slope.count)
            let likelihood = (slope[cell].isNaN ? 0 : Double(slope[cell]) + 10 * Double(ground.rock[cell])) / 60
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
}
