import Geohazards
import Testing

/// Hazard and risk: matrices and how often rain reaches its levels, against values worked out on paper.
@Suite struct DangerTests {
    @Test func theUsualMatrixIsThatOfTheWarning() throws {
        // Rows susceptibility, columns what triggers; on paper from the matrix –,–,4,3 / –,4,3,2 / 4,3,2,1 / 3,2,1,1 with red as very high.
        let expected = [[1, 1, 1, 2], [1, 1, 2, 3], [1, 2, 3, 4], [2, 3, 4, 4]]
        for (row, values) in zip(DangerClass.allCases, expected) {
            #expect(DangerClass.allCases.map { ClassMatrix.usual[row, $0].rawValue } == values, "row \(row)")
        }
        #expect(try #require(ClassMatrix(expected)) == ClassMatrix.usual)
    }

    @Test func aMatrixThatFallsIsNone() {
        #expect(ClassMatrix([[1, 1, 1, 1], [1, 1, 2, 3], [1, 2, 1, 4], [2, 3, 4, 4]]) == nil)
        #expect(ClassMatrix([[2, 2, 2, 2], [1, 2, 2, 3], [2, 2, 3, 4], [2, 3, 4, 4]]) == nil)
        #expect(ClassMatrix([[1, 2, 3, 4]]) == nil && ClassMatrix([[0, 1, 1, 2], [1, 1, 2, 3], [1, 2, 3, 4], [2, 3, 4, 4]]) == nil)
    }

    @Test(arguments: [(99, 499.0, 1), (100, 0, 2), (99, 500, 2), (999, 9999, 3), (1, 10_000, 4)])
    func exposureFollowsTheGradesOfTheLaw(_ people: Int, _ loss: Double, _ level: Int) {
        #expect(DangerClass(exposure: RiskGrade(people: people, loss: loss)).rawValue == level)
    }

    private static func thresholds() throws -> RainWarning {
        let antecedent = try #require(AntecedentRain(retention: 0.84))
        return try #require(
            RainWarning(
                curves: [10, 20, 30, 40].map { RainThreshold(scale: $0, exponent: -0.39) }, effectiveLimits: [500, 600, 700, 800], antecedent: antecedent,
                days: 10))
    }

    /// A year of hours; single hours of rain reach the curve at one hour: 10, 20, 30, 40 mm.
    private static func year(_ rain: [(hour: Int, depth: Double)], hours: Int = 8766) -> [Double] {
        var values = [Double](repeating: 0, count: hours)
        for (hour, depth) in rain { values[hour] = depth }
        return values
    }

    @Test func spellsAreCountedOnceAtEachLevel() throws {
        let thresholds = try Self.thresholds()
        // Blue, then yellow six hours later in the same spell; blue again after two days; and rain that reaches nothing.
        let history = RainHistory(Self.year([(100, 12), (106, 22), (160, 11), (3000, 4)]), thresholds)
        #expect(history.spells == [2, 1, 0, 0], "\(history.spells)")
        #expect(history.yearly == [2, 1, 0, 0] && history.trigger == .moderate)
    }

    @Test func whatIsRarerThanOnceAYearDoesNotCount() throws {
        let thresholds = try Self.thresholds()
        // Orange once in two years: half a time a year; blue twice in two years: once.
        let history = RainHistory(Self.year([(100, 31), (9000, 12)], hours: 2 * 8766), thresholds)
        #expect(history.spells == [2, 1, 1, 0] && history.yearly == [1, 0.5, 0.5, 0] && history.trigger == .low)
        #expect(RainHistory(Self.year([], hours: 8766), thresholds).trigger == .low)
        #expect(RainHistory(Self.year([(100, 50)]), thresholds).trigger == .veryHigh)
    }

    @Test func aShortRecordSaysNothing() throws {
        let thresholds = try Self.thresholds()
        #expect(RainHistory(Self.year([(10, 50)], hours: 7999), thresholds).trigger == nil)
        // Hours without a value do not count as observed.
        var rain = Self.year([])
        for hour in 0..<2000 { rain[hour] = .nan }
        #expect(RainHistory(rain, thresholds).hours == 6766 && RainHistory(rain, thresholds).yearly == nil)
    }
}
