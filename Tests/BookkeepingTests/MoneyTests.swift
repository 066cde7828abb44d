import Bookkeeping
import Testing

@Suite("Amounts and their parts")
struct MoneyTests {
    @Test("Sums, differences and parts that do not fit are refused, not wrapped")
    func overflow() throws {
        #expect(throws: MoneyProblem.overflow) { try fen(.max) + fen(1) }
        #expect(throws: MoneyProblem.overflow) { try fen(.min) - fen(1) }
        #expect(throws: MoneyProblem.overflow) { try Fen.sum([fen(.max), fen(.max)]) }
        #expect(throws: MoneyProblem.overflow) { try fen(.max).part(2, of: 1) }
        #expect(throws: MoneyProblem.badRatio) { try fen(1).part(1, of: 0) }
        #expect(Fen(wanYuan: .max) == nil)
        #expect(Fen(wanYuan: 150) == fen(150_000_000))
    }

    @Test(
        "A part is rounded to the fen, half away from zero",
        arguments: [(5, 1, 2, 3), (-5, 1, 2, -3), (100, 1, 3, 33), (200, 1, 3, 67), (Int64.max, 1, 1, .max)])
    func part(amount: Int64, numerator: Int64, denominator: Int64, expected: Int64) throws {
        #expect(try fen(amount).part(numerator, of: denominator) == fen(expected))
    }

    @Test("As people read it", arguments: [(0, "0.00"), (5, "0.05"), (-123_456, "-1234.56"), (Int64.min, "-92233720368547758.08")])
    func printed(count: Int64, expected: String) { #expect("\(fen(count))" == expected) }

    @Test("The largest remainder, by hand: 100 fen by 1 : 1 : 1, and Balinski and Young's kind of case")
    func byHand() throws {
        #expect(try Allocation.divide(fen(100), by: [1, 1, 1]).map(\.count) == [34, 33, 33])
        // Exact shares 4.56, 3.04, 2.4: one is left after rounding down, for the .56.
        #expect(try Allocation.divide(fen(10), by: [456, 304, 240]).map(\.count) == [5, 3, 2])
        #expect(try Allocation.divide(fen(-100), by: [1, 1, 1]).map(\.count) == [-34, -33, -33])
        #expect(try Allocation.divide(fen(7), by: [0, 1]).map(\.count) == [0, 7])
    }

    @Test("Weights that say nothing are refused")
    func badWeights() {
        for weights: [Int64] in [[], [0, 0], [1, -1]] { #expect(throws: MoneyProblem.badWeights) { try Allocation.divide(fen(1), by: weights) } }
    }

    @Test("Parts add up and are within a fen of the exact share, on 2,000 random divisions")
    func addsUp() throws {
        var random = SplitMix(state: 1)
        for _ in 0..<2000 {
            let amount = fen(Int64.random(in: -(1 << 50)...1 << 50, using: &random))
            let weights = (0..<Int.random(in: 1...12, using: &random)).map { _ in Int64.random(in: 0...1_000_000, using: &random) } + [1]
            let parts = try Allocation.divide(amount, by: weights)
            #expect(try Fen.sum(parts) == amount)
            let total = weights.reduce(0, +)
            for (part, weight) in zip(parts, weights) {
                let exact = Double(amount.count) * Double(weight) / Double(total)
                #expect(abs(Double(part.count) - exact) < 1.01)
            }
        }
    }
}
