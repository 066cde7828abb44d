import Foundation
import PlanMonitoring
import Testing

/// The same numbers on every run: SplitMix64 (Steele, Lea and Flood 2014).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A standard normal deviate (Box and Muller 1958).
    mutating func normal() -> Double {
        let radius = (-2 * log(Double.random(in: Double.leastNonzeroMagnitude...1, using: &self))).squareRoot()
        return radius * cos(2 * Double.pi * Double.random(in: 0..<1, using: &self))
    }
}

/// Terms and targets as the tests need them; a wrong one fails the test that asks for it.
func term(_ years: ClosedRange<Int> = 2021...2025) throws -> PlanTerm { try #require(PlanTerm(years)) }

func target(_ kind: Target.Kind, base: Double? = nil, _ value: Double, unit: String = "", years: ClosedRange<Int> = 2021...2025) throws -> Target {
    try #require(Target(kind, base: base, value: value, unit: unit, term: try term(years)))
}

func month(_ year: Int, _ month: Int) throws -> YearMonth { try #require(YearMonth(year, month)) }

/// Whether two numbers agree to a relative precision, or to an absolute one near zero.
func agree(_ value: Double, _ expected: Double, within precision: Double) -> Bool { abs(value - expected) <= precision * max(abs(expected), 1e-300) }

extension Result {
    /// What was thrown, for tests of refusals.
    var problem: Failure? { if case .failure(let problem) = self { problem } else { nil } }
}
