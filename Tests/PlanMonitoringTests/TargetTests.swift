import PlanMonitoring
import Testing

@Suite("Targets against time")
struct TargetTests {
    /// The worked examples of policy rules §8.2: name, kind, base, target, actual, months elapsed as year and month, p, s, light. The actual values are invented.
    private static let examples: [(String, Target.Kind, Double?, Double, Double, (Int, Int), p: Double, s: Double, Light)] = [
        ("高新技术企业", .higherIsBetter, 37, 80, 55, (2022, 12), 0.4186, 1.0465, .green),
        ("R&D / GDP", .higherIsBetter, 0.5, 2, 0.8, (2022, 12), 0.2, 0.5, .red),
        ("科技成果登记", .periodSum, nil, 50, 18, (2022, 12), 0.36, 0.9, .yellow),
        ("科技型企业", .higherIsBetter, 350, 600, 470, (2022, 12), 0.48, 1.2, .green),
        ("万人发明专利", .higherIsBetter, 2.12, 2.5, 2.4, (2022, 12), 0.7368, 1.842, .green),
        ("技术合同", .yearlyFlow, 0.12, 1, 0.62, (2023, 12), 0.5682, 0.947, .yellow),
        ("lower is better", .lowerIsBetter, 0.6, 0.4, 0.5, (2023, 6), 0.5, 1, .green),
        ("年均增长", .averageGrowth, 3160, 10, 3800, (2022, 12), 0.966, 0.966, .yellow),
    ]

    @Test("The worked examples of the rules come out as by hand", arguments: examples.indices)
    func workedExample(index: Int) throws {
        let (name, kind, base, value, actual, date, p, s, light) = Self.examples[index]
        let assessment = try target(kind, base: base, value).assess(actual, at: month(date.0, date.1))
        #expect(abs(try #require(assessment.progress) - p) < 0.00006, "\(name)")
        #expect(abs(try #require(assessment.scheduleRatio) - s) < 0.0006, "\(name)")
        #expect(assessment.light == light, "\(name)")
        #expect(assessment.reason.statement.chinese.contains(light.name.chinese), "\(name): \(assessment.reason.statement.chinese)")
        #expect(assessment.reason.statement.english.contains(light.name.english), "\(name): \(assessment.reason.statement.english)")
    }

    @Test("Attainment stands beside progress: 96 % reached, though three quarters of the way are made")
    func attainment() throws {
        let assessment = try target(.higherIsBetter, base: 2.12, 2.5, unit: "件").assess(2.4, at: month(2022, 12))
        #expect(abs(try #require(assessment.attainment) - 0.96) < 1e-12)
    }

    @Test("Growth of 10 % a year from 3,160 expects 3,823.6 after two years; 3,800 is 9.66 % a year")
    func growth() throws {
        let assessment = try target(.averageGrowth, base: 3160, 10).assess(3800, at: month(2022, 12))
        #expect(abs(try #require(assessment.expected) - 3823.6) < 1e-9)
        let rate = try #require(assessment.reason.quantities.first { $0.symbol == "g" })
        #expect(rate.text == "9.66%")
        #expect(
            try target(.averageGrowth, base: 100, -3).assess(95, at: month(2022, 12)).scheduleRatio.map { $0 < 1 && $0 > 0.8 } == true,
            "a decline of 2.5 % against 3 % is nearly there")
    }

    @Test("The reason tells every step with its numbers, in both languages")
    func reason() throws {
        let reason = try target(.higherIsBetter, base: 37, 80, unit: "家").assess(55, at: month(2022, 12)).reason
        #expect(reason.quantities.map(\.symbol) == ["B", "T", "A", "t", "p", "A/T", "s"])
        #expect(reason.quantities.map(\.text) == ["37 家", "80 家", "55 家", "40%", "41.86%", "68.75%", "1.0465"])
        #expect(
            reason.statement.chinese
                == "截至 2022-12，规划期 60 个月已过 24 个月，t = 24 / 60 = 40%；进度 p = (55 − 37) / (80 − 37) = 41.86%；目标达成率 55 / 80 = 68.75%；序时进度比 s = p / t = 41.86% / 40% = 1.0465；s = 1.0465 ≥ 1，绿灯：达到预期。"
        )
        #expect(
            reason.statement.english
                == "As of 2022-12, 24 of the plan's 60 months have passed, t = 24 / 60 = 40%; progress p = (55 − 37) / (80 − 37) = 41.86%; attainment of the target 55 / 80 = 68.75%; schedule ratio s = p / t = 41.86% / 40% = 1.0465; s = 1.0465 ≥ 1, green: as expected."
        )
    }

    @Test("Reached before the end is blue, reached at the end is green, and words of reports follow the light")
    func done() throws {
        let companies = try target(.higherIsBetter, base: 37, 80)
        #expect(try companies.assess(80, at: month(2024, 12)).light == .blue)
        #expect(try companies.assess(80, at: month(2025, 12)).light == .green)
        #expect(try companies.assess(80, at: month(2030, 12)).timeShare == 1)
        #expect(try target(.lowerIsBetter, base: 0.6, 0.4).assess(0.39, at: month(2024, 12)).light == .blue)
        #expect(try target(.periodSum, 50).assess(50, at: month(2024, 12)).light == .blue)
        #expect(Light.allCases.map(\.standing.name.chinese) == ["提前完成", "达到预期", "基本符合", "滞后"])
    }

    @Test("A base at the target, or beyond it, asks only to hold: never blue, red when it slips")
    func hold() throws {
        for held in [
            try target(.higherIsBetter, base: 80, 80), try target(.hold, 80), try target(.higherIsBetter, base: 90, 80), try target(.yearlyFlow, base: 80, 80),
        ] {
            #expect(held.isHeld)
            #expect(try held.assess(80, at: month(2022, 12)).light == .green)
            #expect(try held.assess(79, at: month(2022, 12)).light == .red)
            #expect(try held.assess(79, at: month(2022, 12)).progress == 0)
        }
        let ceiling = try target(.lowerIsBetter, base: 0.4, 0.4)
        #expect(try ceiling.assess(0.4, at: month(2022, 12)).light == .green)
        #expect(try ceiling.assess(0.5, at: month(2022, 12)).light == .red)
    }

    @Test("Without a base only A / T is said, and whether the target is reached")
    func noBase() throws {
        let unknown = try target(.higherIsBetter, 80)
        let assessment = try unknown.assess(60, at: month(2022, 12))
        #expect(assessment.attainment == 0.75)
        #expect(assessment.progress == nil && assessment.scheduleRatio == nil && assessment.light == nil && assessment.expected == nil)
        #expect(assessment.reason.statement.chinese.contains("缺少基期值"))
        #expect(try unknown.assess(81, at: month(2022, 12)).light == .blue)
        #expect(try unknown.assess(nil, at: month(2022, 12)).reason.statement.english.contains("no actual value"))
        #expect(try unknown.assess(.nan, at: month(2022, 12)).actual == nil)
        #expect(Target(.hold, value: .infinity, term: try term()) == nil)
    }

    @Test("Progress may be negative or beyond the target; scores use it between 0 and 1")
    func capped() throws {
        let back = try target(.higherIsBetter, base: 37, 80).assess(30, at: month(2022, 12))
        #expect(try #require(back.progress) < 0)
        #expect(back.cappedProgress == 0 && back.cappedScheduleRatio == 0 && back.light == .red)
        let beyond = try target(.periodSum, 50).assess(70, at: month(2022, 12))
        #expect(beyond.progress == 1.4)
        #expect(beyond.cappedProgress == 1 && beyond.cappedScheduleRatio == 1)
    }

    @Test("What is done or not is judged when it is done or due")
    func allOrNothing() throws {
        let park = try target(.allOrNothing, 1, years: 2021...2023)
        let open = try park.assess(0, at: month(2022, 12))
        #expect(open.light == nil && open.scheduleRatio == nil && open.progress == 0)
        #expect(open.reason.statement.chinese.contains("尚未到期"))
        #expect(try park.assess(1, at: month(2022, 12)).light == .blue)
        #expect(try park.assess(0, at: month(2023, 12)).light == .red)
        #expect(try park.assess(1, at: month(2023, 12)).light == .green)
    }

    @Test("Before the term no ratio; thresholds can be set, but not crossed")
    func thresholds() throws {
        #expect(try target(.higherIsBetter, base: 37, 80).assess(40, at: month(2020, 12)).scheduleRatio == nil)
        let strict = try #require(StatusRules(green: 1.1, yellow: 0.9))
        #expect(try target(.higherIsBetter, base: 37, 80).assess(55, at: month(2022, 12), rules: strict).light == .yellow)
        #expect(StatusRules(green: 0.7, yellow: 0.8) == nil)
        #expect(PlanTerm(2021...2025)?.months == 60)
        #expect(PlanTerm(from: try month(2022, 3), through: try month(2022, 2)) == nil)
        #expect(YearMonth(2022, 13) == nil)
    }

    @Test("For any target: on its expected path it is exactly on schedule, and better values never have a worse light")
    func properties() throws {
        var random = SeededGenerator(seed: 1)
        let order: [Light] = [.red, .yellow, .green, .blue]
        for _ in 0..<500 {
            let base = Double.random(in: 1...1000, using: &random)
            let isFalling = Bool.random(using: &random)
            let goal = isFalling ? base * Double.random(in: 0.1...0.9, using: &random) : base * Double.random(in: 1.1...5, using: &random)
            let target = try target(isFalling ? .lowerIsBetter : .higherIsBetter, base: base, goal)
            let date = try month(Int.random(in: 2021...2025, using: &random), Int.random(in: 1...12, using: &random))
            let expected = try #require(target.expected(at: date))
            let onPath = target.assess(expected, at: date)
            #expect(agree(try #require(onPath.scheduleRatio), 1, within: 1e-9))
            #expect(onPath.light == .green)
            let values = (0..<6).map { _ in Double.random(in: 0...2 * max(base, goal), using: &random) }.sorted { isFalling ? $0 > $1 : $0 < $1 }
            let lights = try values.map { try #require(target.assess($0, at: date).light.flatMap(order.firstIndex)) }
            #expect(lights == lights.sorted())
        }
    }
}
