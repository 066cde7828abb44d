import Foundation
import Testing

@testable import PlanMonitoring

/// Values computed by SciPy; `Fixtures/make_reference.py` made them and says with which versions.
struct Reference: Decodable {
    let cumulative: [[Double]]
    let quantiles: [[Double]]
    let beta: [[Double]]
    let forecasts: [String: Series]

    struct Series: Decodable {
        let times: [Double]
        let values: [Double]
        let at: Double
        let goal: Double
        let linear: Outcome
        let exponential: Outcome
    }

    struct Outcome: Decodable { let expected, lower, upper, probability, leftOut: Double }

    static func read() throws -> Reference {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures/reference.json")
        return try JSONDecoder().decode(Reference.self, from: Data(contentsOf: file))
    }
}

@Suite("Student's t distribution")
struct StudentTTests {
    @Test("Probabilities agree with SciPy to twelve digits, far into the tails")
    func cumulative() throws {
        let rows = try Reference.read().cumulative
        #expect(rows.count == 100)
        for row in rows {
            let value = try #require(StudentT(degrees: row[0])).probability(below: row[1])
            #expect(agree(value, row[2], within: 1e-12), "P(t < \(row[1])), \(row[0]) degrees: \(value), SciPy \(row[2])")
        }
    }

    @Test("Quantiles agree with SciPy to eleven digits")
    func quantiles() throws {
        let rows = try Reference.read().quantiles
        #expect(rows.count == 120)
        for row in rows {
            let value = try #require(StudentT(degrees: row[0])?.quantile(row[1]))
            #expect(abs(value - row[2]) <= 1e-11 * max(1, abs(row[2])), "quantile \(row[1]), \(row[0]) degrees: \(value), SciPy \(row[2])")
        }
    }

    @Test("The incomplete beta function agrees with SciPy to twelve digits")
    func beta() throws {
        let rows = try Reference.read().beta
        #expect(rows.count == 30)
        for row in rows {
            let value = IncompleteBeta.regularized(row[2], complement: 1 - row[2], row[0], row[1])
            #expect(agree(value, row[3], within: 1e-12), "I_\(row[2])(\(row[0]), \(row[1])): \(value), SciPy \(row[3])")
        }
    }

    @Test("A quantile is where its probability says, at any degrees of freedom")
    func inverse() throws {
        var random = SeededGenerator(seed: 4)
        for _ in 0..<2000 {
            let student = try #require(StudentT(degrees: exp(Double.random(in: -1...10, using: &random))))
            let share = Double.random(in: 0.0001...0.9999, using: &random)
            let place = try #require(student.quantile(share))
            #expect(abs(student.probability(below: place) - share) < 1e-11)
            #expect(abs(student.probability(below: place) + student.probability(above: place) - 1) < 1e-14)
        }
    }

    @Test("The ends: nothing outside 0 and 1, infinite at them")
    func ends() throws {
        let student = try #require(StudentT(degrees: 3))
        #expect(student.quantile(0) == -.infinity && student.quantile(1) == .infinity && student.quantile(0.5) == 0)
        #expect(student.quantile(-0.1) == nil && student.quantile(.nan) == nil)
        #expect(student.probability(below: .infinity) == 1 && student.probability(above: 1e200) >= 0)
        #expect(StudentT(degrees: 0) == nil && StudentT(degrees: .nan) == nil)
    }
}
