import PlanMonitoring
import Testing

@Suite("Scores, grades and ranks")
struct EvaluationTests {
    private static func item(_ id: String, weight: Double, _ ratio: Double?, _ light: Light?, isBinding: Bool = false) -> ScoreItem {
        ScoreItem(id, Statement("指标\(id)", "item \(id)"), weight: weight, scheduleRatio: ratio, light: light, isBinding: isBinding)
    }

    @Test("Points are weight × min(1, s): 40 × 1 + 35 × 0.9 + 25 × 0.5 = 84, 良")
    func points() throws {
        let items = [Self.item("a", weight: 40, 1.2, .green), Self.item("b", weight: 35, 0.9, .yellow), Self.item("c", weight: 25, 0.5, .red)]
        let evaluation = try ScoringRules.standard.evaluate(items)
        #expect(evaluation.items.compactMap(\.points) == [40, 31.5, 12.5])
        #expect(evaluation.total == 84 && evaluation.grade == .good)
        #expect(evaluation.items[1].reason.statement.chinese == "得分 = 权重 × min(1, s) = 35 × min(1, 0.9) = 31.5。")
        #expect(evaluation.reason.statement.english.contains("total 84, grade good"))
    }

    @Test("A binding indicator in red caps the grade at 中 and is named; an expected one does not; a poor grade stays poor")
    func binding() throws {
        let items = [Self.item("a", weight: 97, 1, .green), Self.item("b", weight: 3, 0.5, .red, isBinding: true)]
        let evaluation = try ScoringRules.standard.evaluate(items)
        #expect(evaluation.total == 98.5 && evaluation.grade == .medium)
        #expect(evaluation.reason.statement.chinese.contains("约束性指标“指标b”为红灯，等次不高于中"))
        #expect(try #require(ScoringRules(capOfBindingInRed: nil)).evaluate(items).grade == .excellent)
        #expect(try ScoringRules.standard.evaluate([Self.item("a", weight: 97, 1, .green), Self.item("b", weight: 3, 0.5, .red)]).grade == .excellent)
        #expect(try ScoringRules.standard.evaluate([Self.item("b", weight: 3, 0.5, .red, isBinding: true)]).grade == .poor)
    }

    @Test("Missing data: left out, or no points, as declared")
    func missing() throws {
        let items = [Self.item("a", weight: 60, 0.9, .yellow), Self.item("b", weight: 40, nil, nil)]
        let kept = try ScoringRules.standard.evaluate(items)
        #expect(kept.total == 90 && kept.items[1].points == nil && kept.items[1].share == 0)
        let zero = try #require(ScoringRules(missing: .zeroPoints)).evaluate(items)
        #expect(zero.total == 54 && zero.grade == .poor && zero.items[1].points == 0)
        let nothing = try ScoringRules.standard.evaluate([Self.item("a", weight: 1, nil, nil)])
        #expect(nothing.total == nil && nothing.grade == nil)
        #expect(nothing.reason.statement.chinese == "1 项缺数据（缺项不计，权重按其余指标重新归一）；各项均无数据。")
    }

    @Test("Third parties count for their share, weighted among themselves")
    func thirdParties() throws {
        let rules = try #require(ScoringRules(thirdPartyShare: 0.2))
        let items = [Self.item("a", weight: 10, 0.9, .yellow)]
        let parties = [ThirdPartyScore(Statement("专家", "experts"), score: 80, weight: 3), ThirdPartyScore(Statement("满意度", "survey"), score: 60)]
        let evaluation = try rules.evaluate(items, thirdParties: parties)
        #expect(evaluation.thirdPartyScore == 75)
        #expect(evaluation.total == 87)
        #expect(evaluation.reason.statement.chinese.contains("80% × 90 + 20% × 75 = 87"))
        #expect(try rules.evaluate(items).total == 90, "who has not scored yet does not count")
        #expect(try #require(ScoringRules(missing: .zeroPoints, thirdPartyShare: 0.2)).evaluate(items).total == 72)
    }

    @Test("Corrections by hand need a reason, stay within bounds and are told")
    func corrections() throws {
        let items = [Self.item("a", weight: 50, 0.8, .yellow), Self.item("b", weight: 50, 1, .green)]
        let evaluation = try ScoringRules.standard.evaluate(
            items, corrections: [Correction(item: "a", points: 5, reason: "统计口径调整"), Correction(points: -3, reason: "报送逾期")])
        #expect(evaluation.items[0].points == 45)
        #expect(evaluation.total == 92)
        #expect(evaluation.items[0].reason.statement.chinese.contains("人工更正 +5 分（统计口径调整），得 45"))
        #expect(evaluation.reason.statement.chinese.contains("人工更正 -3 分（报送逾期），得 92"))
        #expect(try ScoringRules.standard.evaluate(items, corrections: [Correction(points: 50, reason: "表彰")]).total == 100)
        #expect(throws: EvaluationProblem.correctionWithoutReason) {
            try ScoringRules.standard.evaluate(items, corrections: [Correction(points: 1, reason: " ")])
        }
        #expect(throws: EvaluationProblem.unknownItem("z")) {
            try ScoringRules.standard.evaluate(items, corrections: [Correction(item: "z", points: 1, reason: "x")])
        }
        let unreported = items + [Self.item("c", weight: 10, nil, nil)]
        #expect(throws: EvaluationProblem.correctionOfMissing("c")) {
            try ScoringRules.standard.evaluate(unreported, corrections: [Correction(item: "c", points: 1, reason: "x")])
        }
        #expect(throws: EvaluationProblem.badCorrection) { try ScoringRules.standard.evaluate(items, corrections: [Correction(points: .nan, reason: "x")]) }
    }

    @Test("What cannot be scored is refused")
    func refused() throws {
        #expect(throws: EvaluationProblem.noItems) { try ScoringRules.standard.evaluate([]) }
        #expect(throws: EvaluationProblem.badWeight(of: "a")) { try ScoringRules.standard.evaluate([Self.item("a", weight: 0, 1, .green)]) }
        let twice = [Self.item("a", weight: 1, 1, .green), Self.item("a", weight: 1, 1, .green)]
        #expect(throws: EvaluationProblem.repeatedItem("a")) { try ScoringRules.standard.evaluate(twice) }
        let survey = Statement("满意度", "survey")
        #expect(throws: EvaluationProblem.badThirdPartyScore(survey)) {
            try ScoringRules.standard.evaluate([Self.item("a", weight: 1, 1, .green)], thirdParties: [ThirdPartyScore(survey, score: 101)])
        }
        #expect(ScoringRules(excellent: 70, good: 80) == nil && ScoringRules(thirdPartyShare: 1.1) == nil)
    }

    @Test("Grades begin at 90, 80 and 60, as printed with two decimals")
    func grades() throws {
        let scores: [(Double, Grade)] = [(90, .excellent), (89.99, .good), (80, .good), (79.99, .medium), (60, .medium), (59.99, .poor), (0, .poor)]
        for (score, grade) in scores { #expect(ScoringRules.standard.grade(of: score) == grade, "\(score)") }
        #expect(try ScoringRules.standard.evaluate([Self.item("a", weight: 1, 0.89996, .yellow)]).grade == .excellent, "90 is printed")
    }

    @Test("An assessment becomes an item; a target reached without a base counts fully")
    func fromAssessment() throws {
        let behind = ScoreItem("a", Statement("甲", "a"), weight: 1, try target(.higherIsBetter, base: 0.5, 2).assess(0.8, at: month(2022, 12)), isBinding: true)
        #expect(behind.scheduleRatio.map { abs($0 - 0.5) < 1e-9 } == true && behind.light == .red)
        let reached = ScoreItem("b", Statement("乙", "b"), weight: 1, try target(.higherIsBetter, 80).assess(81, at: month(2022, 12)))
        #expect(reached.scheduleRatio == 1)
    }

    @Test("For any items the score is between 0 and 100, and scaling the weights changes nothing")
    func properties() throws {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<500 {
            let items = (0..<Int.random(in: 1...20, using: &random)).map { index in
                Self.item(
                    "\(index)", weight: Double.random(in: 0.1...50, using: &random),
                    Int.random(in: 0...5, using: &random) == 0 ? nil : Double.random(in: -1...3, using: &random), nil)
            }
            let total = try ScoringRules.standard.evaluate(items).total
            let scaled = items.map { ScoreItem($0.id, $0.name, weight: $0.weight * 7, scheduleRatio: $0.scheduleRatio, light: nil) }
            #expect(total.map { (0...100).contains($0) } ?? items.allSatisfy { $0.scheduleRatio == nil })
            let other = try ScoringRules.standard.evaluate(scaled).total
            #expect((total == nil) == (other == nil))
            #expect(abs((total ?? 0) - (other ?? 0)) < 0.0101)
        }
    }

    @Test("Ties share a rank and the next is left out; who has no score comes last")
    func ranking() {
        let ranked = Ranking.competition([("甲", 80), ("乙", 91.004), ("丙", nil), ("丁", 80), ("戊", 91.0), ("己", 70)])
        #expect(ranked.map(\.id) == ["乙", "戊", "甲", "丁", "己", "丙"])
        #expect(ranked.map(\.rank) == [1, 1, 3, 3, 5, nil])
        #expect(ranked.map(\.isTied) == [true, true, true, true, false, false])
    }

    @Test("Year against year, in words")
    func years() throws {
        #expect(YearChange(previous: 40, current: 55, unit: "家")?.statement.chinese == "比上年增加 15 家，增长 37.5%")
        #expect(YearChange(previous: 40, current: 30, unit: "家")?.statement.english == "down 10 家 (25%) on the year before")
        #expect(YearChange(previous: 0.8, current: 1.1, unit: "%")?.statement.chinese == "比上年提高 0.3 个百分点")
        #expect(YearChange(previous: 0, current: 3)?.growth == nil)
        #expect(YearChange(previous: 3, current: 3)?.statement.chinese == "与上年持平")
        #expect(YearChange(previous: nil, current: 3) == nil)
    }
}
