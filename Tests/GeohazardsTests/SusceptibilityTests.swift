import Foundation
import Geohazards
import Testing

@Suite("Where slides happen")
struct SusceptibilityTests {
    private static let factor = Factor([
        FactorClass(cells: 40_000, slides: 20), FactorClass(cells: 35_000, slides: 60), FactorClass(cells: 25_000, slides: 120),
    ])

    @Test("Frequency ratio, information value and weight of evidence of three classes")
    func bivariate() throws {
        let factor = try #require(Self.factor)
        #expect(agree(factor.frequencyRatios, [0.25, 0.857143, 2.4], within: 1e-6))
        #expect(agree(factor.informationValues, [-1.386294, -0.154151, 0.875469], within: 1e-6))
        let weights = factor.weights
        #expect(agree(weights.map { $0?.positive }, [-1.387796, -0.154437, 0.878278], within: 1e-6))
        #expect(agree(weights.map { $0?.negative }, [0.406468, 0.074262, -0.629543], within: 1e-6))
        #expect(agree(weights.map { $0?.contrast }, [-1.794264, -0.228699, 1.507822], within: 1e-6))
        #expect(agree(weights.map { $0?.deviation }, [0.235791, 0.154446, 0.144523], within: 1e-6))
        #expect(agree(weights.map { $0?.studentised }, [-7.6096, -1.4808, 10.4331], within: 1e-4))
    }

    @Test("A class without slides stays finite, one without cells says nothing, and nothing is compared where nothing slid")
    func borders() throws {
        let factor = try #require(Factor([FactorClass(cells: 100, slides: 0), FactorClass(cells: 100, slides: 10), FactorClass(cells: 0, slides: 0)]))
        #expect(agree(factor.informationValues[0], log(0.5 / 100 / (10 / 200)), within: 1e-12))
        #expect(factor.informationValues[2] == nil && factor.frequencyRatios[2] == nil)
        #expect(factor.weights[0] == nil)
        #expect(Factor([FactorClass(cells: 100, slides: 0)]) == nil)
        #expect(Factor([FactorClass(cells: 10, slides: 11), FactorClass(cells: 10, slides: 0)]) == nil)
    }

    @Test("The area under the curve of Fawcett's twenty points, and of equal values")
    func areaUnderCurve() throws {
        let index = [0.9, 0.8, 0.7, 0.6, 0.55, 0.54, 0.53, 0.52, 0.51, 0.505, 0.4, 0.39, 0.38, 0.37, 0.36, 0.35, 0.34, 0.33, 0.30, 0.1]
        let slid = [1, 1, 0, 1, 1, 1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 1, 0, 1, 0].map { $0 == 1 }
        #expect(agree(try #require(Validation(index, slid: slid)).areaUnderCurve, 0.68, within: 1e-12))
        #expect(try #require(Validation([1, 1, 1, 1], slid: [true, false, true, false])).areaUnderCurve == 0.5)
        #expect(try #require(Validation([2, 1], slid: [true, false])).areaUnderCurve == 1)
        #expect(Validation([1, 2], slid: [true, true]) == nil)
        #expect(Validation([1, .nan], slid: [true, false]) == nil)
    }

    @Test("The success rate counts the slides in the most susceptible part of the ground")
    func successRate() throws {
        let validation = try #require(Validation([4, 3, 2, 1], slid: [true, false, true, false]))
        #expect(validation.successRate(at: [0, 0.25, 0.5, 0.625, 0.75, 1, 2]) == [0, 0.5, 0.5, 0.75, 1, 1, 1])
    }

    @Test("The logistic regression of the slides of southern Ecuador agrees with R", .enabled(if: Ecuador.isThere, "../shared/data is missing"))
    func ecuador() throws {
        let places = try Ecuador.read()
        #expect(places.count == 350)
        let rows = places.map { [$0["slope"], $0["cplan"], $0["cprof"], $0["elev"], $0["log10_carea"]].compactMap { $0.flatMap(Double.init) } }
        let slid = places.map { $0["lslpts"] == "TRUE" }
        let model = try LogisticRegression(rows, slid: slid)
        let expected = [2.5113641, 0.079010642, -28.941961, -17.563601, 0.00017892375, -2.2748775]
        for (coefficient, value) in zip(model.coefficients, expected) { #expect((coefficient / value - 1).magnitude < 1e-6, "\(coefficient) is not \(value)") }
        #expect(agree(model.deviance, 372.8333, within: 1e-4))
        #expect(agree(model.nullDeviance, 485.2030, within: 1e-4))
        #expect(agree(model.akaike, 384.8333, within: 1e-4))
        let validation = try #require(Validation(rows.map(model.probability), slid: slid))
        #expect(agree(validation.areaUnderCurve, 0.8216, within: 5e-5))
    }

    @Test("A model that cannot be fitted says why")
    func failures() {
        #expect(throws: LogisticRegression.Failure.uneven) { try LogisticRegression([[1], [2, 3]], slid: [true, false]) }
        #expect(throws: LogisticRegression.Failure.tooFew) { try LogisticRegression([[1], [2], [3]], slid: [true, true, true]) }
        #expect(throws: LogisticRegression.Failure.dependent) { try LogisticRegression([[1], [1], [1], [1]], slid: [true, false, true, false]) }
        let twice = (0..<20).map { [Double($0), Double($0) * 2] }
        #expect(throws: LogisticRegression.Failure.dependent) { try LogisticRegression(twice, slid: (0..<20).map { $0 % 3 == 0 }) }
        #expect(throws: LogisticRegression.Failure.separated) { try LogisticRegression((0..<20).map { [Double($0)] }, slid: (0..<20).map { $0 >= 10 }) }
    }
}

/// The open inventory that the reference data bring.
private enum Ecuador {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../shared/data/landslide_inventory_ecuador_lsl.csv")
        .standardized
    static var isThere: Bool { FileManager.default.fileExists(atPath: file.path) }

    static func read() throws -> [[String: String]] {
        let lines = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline).map {
            $0.split(separator: ",").map { $0.filter { $0 != "\"" } }
        }
        return lines.dropFirst().map { Dictionary(zip(lines[0], $0), uniquingKeysWith: { first, _ in first }) }
    }
}

func agree(_ left: Double, _ right: Double, within tolerance: Double) -> Bool { (left - right).magnitude <= tolerance }
func agree(_ left: Double?, _ right: Double, within tolerance: Double) -> Bool { left.map { agree($0, right, within: tolerance) } ?? false }
func agree(_ left: [Double?], _ right: [Double], within tolerance: Double) -> Bool {
    left.count == right.count && zip(left, right).allSatisfy { agree($0, $1, within: tolerance) }
}
