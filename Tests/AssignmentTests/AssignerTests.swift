import Assignment
import Testing

@Suite("Who reviews what")
struct AssignerTests {
    @Test("As good as trying everything, and proven so, on 300 random questions")
    func optimal() throws {
        var random = SplitMix(state: 1)
        var solved = 0
        for _ in 0..<300 {
            let (applications, reviewers) = (Int.random(in: 1...4, using: &random), Int.random(in: 2...6, using: &random))
            let (demand, limit) = (Int.random(in: 1...2, using: &random), Int.random(in: 1...3, using: &random))
            let (question, table) = try randomProblem(&random, applications: applications, reviewers: reviewers, each: demand, limit: limit)
            let answer = Assigner.assign(question)
            let best = bestByTrying(table, each: demand, limit: limit)
            #expect((best == nil) == answer.shortages.contains { $0 > 0 })
            guard let best else {
                #expect(answer.bound == nil)
                continue
            }
            solved += 1
            #expect(agree(answer.total, best), "\(table): \(answer.total) instead of \(best)")
            #expect(agree(try #require(answer.bound), best))
            #expect(answer.gap == 0)
        }
        #expect(solved > 100)
    }

    @Test("The best reviewer of two goes where the other one is worse")
    func byHand() throws {
        // Greedily, reviewer 0 would go to application 0 (0.9) and leave 0.1 for the other: 1.0 instead of 1.6.
        let answer = Assigner.assign(try problem([[0.9, 0.8], [0.8, 0.1]], each: 1, limit: 1))
        #expect(answer.reviewers == [[1], [0]])
        #expect(agree(answer.total, 1.6))
    }

    @Test("A larger question keeps to demands, limits and avoidance, and its bound is reached")
    func larger() throws {
        var random = SplitMix(state: 2)
        let (question, table) = try randomProblem(&random, applications: 60, reviewers: 110, each: 5, limit: 3)
        let answer = Assigner.assign(question)
        check(answer, table, each: 5, limit: 3)
        #expect(answer.shortages.allSatisfy { $0 == 0 })
        #expect(agree(try #require(answer.bound), answer.total))
    }

    @Test("Where places cannot be filled, as many as possible are, and it is said which are not")
    func shortage() throws {
        let answer = Assigner.assign(try problem([[0.5, nil, nil], [0.9, 0.2, nil], [nil, nil, nil]], each: 1, limit: 1))
        #expect(answer.reviewers == [[0], [1], []])
        #expect(answer.shortages == [0, 0, 1])
        #expect(answer.fairness.short == [2])
    }

    @Test("What is wrong with a question is said")
    func refusals() {
        typealias Pair = ReviewProblem.Pair
        func refusal(_ pairs: [Pair], demands: [Int] = [1], limits: [Int] = [1]) -> ReviewProblemError? {
            let question = Result { () throws(ReviewProblemError) in try ReviewProblem(demands: demands, limits: limits, pairs: pairs) }
            return if case .failure(let problem) = question { problem } else { nil }
        }
        let fine = Pair(application: 0, reviewer: 0, match: 0.5)
        #expect(refusal([fine]) == nil)
        #expect(refusal([fine], demands: [-1]) == .badDemand(application: 0))
        #expect(refusal([fine], limits: [-1]) == .badLimit(reviewer: 0))
        #expect(refusal([fine, fine]) == .repeatedPair(application: 0, reviewer: 0))
        let strange = Pair(application: 1, reviewer: 0, match: 0.5)
        #expect(refusal([strange]) == .noSuchPlace(strange))
        for match in [-0.01, 1.01, .infinity, .nan] { #expect(refusal([Pair(application: 0, reviewer: 0, match: match)]) != nil) }
    }

    private func check(_ answer: Assignments, _ table: [[Double?]], each demand: Int, limit: Int) {
        var loads: [Int: Int] = [:]
        for (row, reviewers) in answer.reviewers.enumerated() {
            #expect(Set(reviewers).count == reviewers.count, "application \(row) has a reviewer twice")
            #expect(reviewers.count <= demand)
            for reviewer in reviewers {
                #expect(table[row][reviewer] != nil, "reviewer \(reviewer) has to avoid application \(row)")
                loads[reviewer, default: 0] += 1
            }
        }
        #expect(loads.values.allSatisfy { $0 <= limit })
    }
}

@Suite("Drawing reviewers with a cap on every pair")
struct DrawTests {
    @Test("Every draw fills all places within the limits; no pair is likelier than the cap")
    func feasible() throws {
        var random = SplitMix(state: 3)
        for cap in [50, 60, 85, 100] {
            let (question, table) = try randomProblem(&random, applications: 20, reviewers: 40, each: 5, limit: 4)
            let answer = try Assigner.draw(question, percent: cap, using: &random)
            #expect(answer.reviewers.allSatisfy { $0.count == 5 && Set($0).count == 5 })
            var loads: [Int: Int] = [:]
            for (row, reviewers) in answer.reviewers.enumerated() {
                for reviewer in reviewers {
                    #expect(table[row][reviewer] != nil)
                    loads[reviewer, default: 0] += 1
                }
            }
            #expect(loads.values.allSatisfy { $0 <= 4 })
            #expect(try #require(answer.fairness.largestProbability) <= Double(cap) / 100)
            #expect(agree(answer.expected, try #require(answer.bound)))
        }
    }

    @Test("Pairs come as often as they should: 4,000 draws")
    func marginals() throws {
        var random = SplitMix(state: 4)
        let (question, _) = try randomProblem(&random, applications: 6, reviewers: 9, each: 2, limit: 2)
        let draws = 4000
        var counts: [[Int]: Int] = [:]
        var first: Assignments?
        for _ in 0..<draws {
            let answer = try Assigner.draw(question, percent: 45, using: &random)
            first = first ?? answer
            for (row, reviewers) in answer.reviewers.enumerated() { for reviewer in reviewers { counts[[row, reviewer], default: 0] += 1 } }
        }
        for (row, likely) in try #require(first).probabilities.enumerated() {
            for (reviewer, probability) in likely {
                let share = Double(counts[[row, reviewer]] ?? 0) / Double(draws)
                let deviation = (probability * (1 - probability) / Double(draws)).squareRoot()
                #expect(abs(share - probability) < 4.5 * deviation, "application \(row), reviewer \(reviewer): \(share) instead of \(probability)")
            }
        }
    }

    @Test("The same seed draws the same; without a cap it is the best assignment; a tighter cap costs something")
    func seeds() throws {
        var random = SplitMix(state: 5)
        let (question, _) = try randomProblem(&random, applications: 12, reviewers: 20, each: 3, limit: 3)
        var (one, other) = (SplitMix(state: 6), SplitMix(state: 6))
        #expect(try Assigner.draw(question, percent: 50, using: &one).reviewers == Assigner.draw(question, percent: 50, using: &other).reviewers)
        let best = Assigner.assign(question)
        #expect(agree(try Assigner.draw(question, percent: 100, using: &random).total, best.total))
        let expected = try [100, 70, 50, 35].map { try Assigner.draw(question, percent: $0, using: &random).expected }
        #expect(expected == expected.sorted(by: >))
        #expect(throws: ReviewProblemError.badCap(percent: 0)) { try Assigner.draw(question, percent: 0, using: &random) }
    }

    @Test("A cap that leaves too few is said, and the draw still ends")
    func tooTight() throws {
        var random = SplitMix(state: 7)
        for seed in 0..<50 {
            var own = SplitMix(state: UInt64(seed))
            let (question, _) = try randomProblem(&own, applications: 7, reviewers: 6, each: 3, limit: 2)
            let answer = try Assigner.draw(question, percent: 33, using: &random)
            #expect(answer.shortages.contains { $0 > 0 })
            #expect(answer.bound == nil)
        }
    }
}
