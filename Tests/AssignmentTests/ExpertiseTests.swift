import Assignment
import Testing

@Suite("Expertise, avoidance, fairness")
struct ExpertiseTests {
    @Test("The same topics match fully, others not at all, rare ones count for more")
    func match() throws {
        let reviewers: [[String: Double]] = [["桑蚕": 1], ["农学": 1], ["农学": 1, "桑蚕": 1], ["通信": 1]]
        let pairs = Expertise.pairs(applications: [["桑蚕": 2], ["农学": 1, "通信": 1]], reviewers: reviewers)
        func match(_ application: Int, _ reviewer: Int) -> Double { pairs.first { $0.application == application && $0.reviewer == reviewer }?.match ?? 0 }
        #expect(agree(match(0, 0), 1))
        #expect(match(0, 1) == 0)
        // 农学 and 桑蚕 are known to two reviewers each, so the cosine with one of them is 1/√2.
        #expect(agree(match(0, 2), 0.5.squareRoot()))
        // 通信 is known to one: log(1 + 4) against log(1 + 2).
        let (common, rare) = (1.0986122886681098, 1.6094379124341003)
        #expect(agree(match(1, 3), rare / (common * common + rare * rare).squareRoot()))
        #expect(match(1, 3) > match(1, 1))
    }

    @Test("Every ground of avoidance is found and named; old common work ends it")
    func avoidance() {
        let batch = [
            AppliedBy(units: ["甲公司"], people: ["张"], unwanted: ["何"]), AppliedBy(units: ["乙大学", "丙公司"], people: ["李", "王"]),
        ]
        func avoided(_ person: String, _ units: Set<String> = [], _ ties: Tie...) -> [Int: Set<Avoidance>] {
            AvoidanceRules.convention.avoided(by: [ReviewerTies(person: person, units: units, ties: ties)], in: batch, year: 2026)[0]
        }
        #expect(avoided("赵") == [:])
        #expect(avoided("赵", ["乙大学"]) == [1: [.sameUnit]])
        #expect(avoided("何") == [0: [.namedByApplicant]])
        #expect(avoided("李") == [0: [.ownApplicationInBatch], 1: [.ownApplicationInBatch]])
        #expect(avoided("赵", [], Tie(.relative, with: "王")) == [1: [.relative]])
        #expect(avoided("赵", [], Tie(.teacherOrStudent, with: "张")) == [0: [.teacherOrStudent]])
        #expect(avoided("赵", [], Tie(.holdsInterest, with: "丙公司"), Tie(.competitor, with: "甲公司")) == [0: [.competitor], 1: [.holdsInterest]])
        #expect(avoided("赵", [], Tie(.workedTogether, with: "张", lastYear: 2023)) == [0: [.workedTogether]])
        #expect(avoided("赵", [], Tie(.workedTogether, with: "张", lastYear: 2022)) == [:])
        #expect(avoided("赵", ["甲公司"], Tie(.relative, with: "张")) == [0: [.sameUnit, .relative]])
        #expect(Set(Avoidance.allCases.map(\.chinese)).count == 8)
    }

    @Test("Whoever has to avoid an application never gets it")
    func avoidedPairs() {
        let avoided: [[Int: Set<Avoidance>]] = [[0: [.relative]], [:]]
        let pairs = Expertise.pairs(applications: [["农学": 1]], reviewers: [["农学": 1], ["农学": 1]], avoiding: avoided)
        #expect(pairs.map(\.reviewer) == [1])
    }

    @Test("The report of a small assignment, by hand")
    func fairness() throws {
        let report = Assigner.assign(try problem([[0.9, 0.8, 0.1], [0.8, 0.1, 0.3]], each: 1, limit: 1)).fairness
        #expect(agree(report.mean, 0.8))
        #expect(agree(report.meanByLot, (0.6 + 0.4) / 2))
        #expect(report.shares.map(\.application) == [0, 1])
        #expect(report.shares.map(\.alone) == [0.9, 0.8])
        #expect(report.loads == [1, 2])
        #expect(report.full == [0, 1])
        #expect(agree(report.meanOfWorstTenth, 0.8))
        #expect(report.largestProbability == nil)
    }
}

@Suite("Scores of a panel")
struct PanelScoreTests {
    @Test("The trimmed mean of the policy rules, and the plain one of a small panel")
    func trimmed() throws {
        #expect(agree(try #require(PanelScores.trimmedMean([78, 85, 88, 90, 96])), 263.0 / 3))
        #expect(PanelScores.trimmedMean([80, 90]) == 85)
        #expect(PanelScores.trimmedMean([]) == nil)
    }

    @Test("Two reviewers ten points apart, by hand")
    func byHand() throws {
        // Both judge both applications: mildness is half the difference, 5, drawn in by n/(n + prior) = 2/3 at prior 1, and the qualities do not change.
        let scores = [(0, 0, 80.0), (0, 1, 70), (1, 0, 90), (1, 1, 80)].map { PanelScores.Score(application: $0, reviewer: $1, points: $2) }
        let panel = try #require(PanelScores(scores, prior: 1))
        #expect(agree(try #require(panel.comparable[0]), 75))
        #expect(agree(try #require(panel.comparable[1]), 85))
        #expect(agree(try #require(panel.mildness[0]), 10.0 / 3))
        #expect(agree(try #require(panel.mildness[1]), -10.0 / 3))
        #expect(agree(panel.mean, 80))
    }

    @Test("An application that only strict reviewers saw is not the worse for it")
    func planted() throws {
        var random = SplitMix(state: 8)
        let qualities = (0..<60).map { _ in Double.random(in: 60...95, using: &random) }
        let mildness = (0..<40).map { _ in Double.random(in: -8...8, using: &random) }
        var scores: [PanelScores.Score] = []
        for (application, quality) in qualities.enumerated() {
            for reviewer in (0..<40).shuffled(using: &random).prefix(5) {
                let points = quality + mildness[reviewer] + Double.random(in: -1.5...1.5, using: &random)
                scores.append(PanelScores.Score(application: application, reviewer: reviewer, points: points))
            }
        }
        let panel = try #require(PanelScores(scores))
        // How mild all reviewers are together nobody can know, so errors are taken from their mean.
        func error(_ estimate: (Int) -> Double) -> Double {
            let errors = qualities.indices.map { estimate($0) - qualities[$0] }
            let mean = errors.reduce(0, +) / 60
            return errors.reduce(0) { $0 + abs($1 - mean) } / 60
        }
        let plain = error { application in
            let own = scores.filter { $0.application == application }.map(\.points)
            return own.reduce(0, +) / Double(own.count)
        }
        let fitted = error { panel.comparable[$0] ?? 0 }
        #expect(fitted < plain * 0.6, "mean error \(fitted) with the model, \(plain) without")
    }

    @Test("Nothing to fit, or no numbers")
    func refused() {
        #expect(PanelScores([]) == nil)
        #expect(PanelScores([PanelScores.Score(application: 0, reviewer: 0, points: .nan)]) == nil)
        #expect(PanelScores([PanelScores.Score(application: 0, reviewer: 0, points: 1)], prior: -1) == nil)
    }
}
