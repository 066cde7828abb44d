import PlanMonitoring
import Testing

@Suite("Targets broken down by year and by unit")
struct BreakdownTests {
    @Test("37 to 80 in five years, spread evenly, early, late and by growth")
    func paces() throws {
        let companies = try target(.higherIsBetter, base: 37, 80)
        #expect(try companies.yearly(.linear).map(\.level) == [46, 54, 63, 71, 80])
        #expect(try companies.yearly(.linear).map(\.step) == [9, 8, 9, 8, 9])
        #expect(try companies.yearly(.frontLoaded).map(\.level) == [50, 60, 68, 75, 80])
        #expect(try companies.yearly(.backLoaded).map(\.level) == [42, 49, 57, 67, 80])
        // 37 (80/37)^(i/5).
        #expect(try companies.yearly(.growth, decimals: 2).map(\.level) == [43.17, 50.37, 58.77, 68.57, 80])
        #expect(try companies.yearly().map(\.year) == [2021, 2022, 2023, 2024, 2025])
    }

    @Test("A sum starts at nothing: 50 results in five years are ten a year")
    func sums() throws {
        #expect(try target(.periodSum, 50).yearly().map(\.step) == [10, 10, 10, 10, 10])
        #expect(try target(.averageGrowth, base: 3160, 10).yearly(.linear, decimals: 1).map(\.level)[1] == 3823.6)
    }

    @Test("What cannot be spread is refused with the reason")
    func refused() throws {
        #expect(throws: BreakdownProblem.noBase) { try target(.higherIsBetter, 80).yearly() }
        #expect(throws: BreakdownProblem.nothingToSpread) { try target(.hold, 80).yearly() }
        #expect(throws: BreakdownProblem.badFactor(0.5)) { try target(.periodSum, 80).yearly(.backLoaded(factor: 0.5)) }
        #expect(throws: BreakdownProblem.growthNeedsPositive) { try target(.higherIsBetter, base: 0, 80).yearly(.growth) }
        let companies = try target(.higherIsBetter, base: 37, 80)
        #expect(throws: BreakdownProblem.lastIsNotTarget(last: 79, target: 80)) { try companies.yearly(.byHand([40, 50, 60, 70, 79])) }
        #expect(throws: BreakdownProblem.wrongCount(expected: 5, given: 4)) { try companies.yearly(.byHand([40, 50, 60, 80])) }
        #expect(try companies.yearly(.byHand([40, 50, 60, 70, 80])).map(\.step) == [3, 10, 10, 10, 10])
        #expect(BreakdownProblem.lastIsNotTarget(last: 79, target: 80).statement.chinese == "最后一年为 79，与目标值 80 不一致。")
    }

    @Test("For any target and pace the last year is the target, the steps add up, and no year goes back")
    func yearlyProperties() throws {
        var random = SeededGenerator(seed: 2)
        for _ in 0..<1000 {
            let base = Double(Int.random(in: 1...500, using: &random))
            let goal = base + Double(Int.random(in: 1...500, using: &random))
            let last = Int.random(in: 2021...2035, using: &random)
            let factor = Double.random(in: 1.01...3, using: &random)
            for pace in [Pace.linear, .frontLoaded(factor: factor), .backLoaded(factor: factor), .growth] {
                let years = try target(.higherIsBetter, base: base, goal, years: 2021...last).yearly(pace)
                #expect(years.last?.level == goal)
                #expect(years.reduce(base) { $0 + $1.step } == goal)
                #expect(years.allSatisfy { $0.step >= 0 })
            }
        }
    }

    @Test("80 companies over three units: parts add up and the largest remainders get the rest")
    func shares() throws {
        #expect(try Shares.whole(80, weights: [1, 1, 1]) == [27, 27, 26])
        // Quotas 4.7, 3.1, 2.2.
        #expect(try Shares.whole(10, weights: [47, 31, 22]) == [5, 3, 2])
        #expect(try Shares.whole(-10, weights: [47, 31, 22]) == [-5, -3, -2])
        #expect(try Shares.whole(3, weights: [0, 2, 1]) == [0, 2, 1])
        #expect(try Shares.split(2.5, weights: [1, 1, 1], decimals: 2) == [0.84, 0.83, 0.83])
        #expect(try Shares.whole(1, weights: [1e-300, 1e300]) == [0, 1])
        #expect(Shares.difference(of: [20, 30, 29], from: 80) == -1)
        #expect(Shares.difference(of: [0.1, 0.2], from: 0.3) == nil)
        #expect(throws: BreakdownProblem.badWeights) { try Shares.whole(3, weights: [0, 0]) }
        #expect(throws: BreakdownProblem.badWeights) { try Shares.whole(3, weights: [1, -1]) }
        #expect(throws: BreakdownProblem.tooLarge) { try Shares.whole(.max, weights: [1]) }
        #expect(throws: BreakdownProblem.notANumber) { try Shares.split(.nan, weights: [1], decimals: 0) }
    }

    @Test("For any total and weights the parts add up and each is within one of its quota")
    func shareProperties() throws {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<3000 {
            let total = Int.random(in: 0...(Bool.random(using: &random) ? 100 : 1_000_000_000_000), using: &random)
            let weights = (0..<Int.random(in: 1...40, using: &random)).map { _ in Double(Int.random(in: 0...100, using: &random)) } + [1]
            let parts = try Shares.whole(total, weights: weights)
            #expect(parts.reduce(0, +) == total)
            let sum = weights.reduce(0, +)
            for (part, weight) in zip(parts, weights) { #expect(abs(Double(part) - Double(total) * weight / sum) < 1.001) }
        }
    }
}
