@testable import Kernel
@testable import Projects
import Testing

/// Rules that are reckoned, against the worked examples of policy rules §7.
@Suite struct RuleTests {
    /// Base 300 → 90; 800 → 500 × 30% + 300 × 25% = 225; 1 200 → 150 + 125 + 40 = 315, all in 万元.
    @Test func indirectCostIsCappedByParts() {
        for (base, cap) in [(300, 90), (500, 150), (800, 225), (1000, 275), (1200, 315), (0, 0)] as [(Int64, Int64)] {
            #expect(IndirectCost.cap(directWithoutEquipment: Money(wan: base)) == Money(wan: cap), "of \(base) 万元")
        }
        // 30% of 1.01 yuan are 30.3 fen: a cap is never rounded up.
        #expect(IndirectCost.cap(directWithoutEquipment: Money(fen: 101)) == Money(fen: 30))
    }

    /// Execution 92% → 9.2; 46 + 27 + 9 → 91.2 → 优. Bands begin at 90, 80, 60.
    @Test func performanceHasItsBand() {
        let execution = Performance.execution(spent: Money(wan: 92), of: Money(wan: 100))
        #expect(execution == 9.2)
        #expect(Performance.rounded(execution + 46 + 27 + 9) == 91.2)
        #expect(Performance.execution(spent: Money(wan: 120), of: Money(wan: 100)) == 10, "more than all counts as all")
        #expect(Performance.execution(spent: Money(wan: 1), of: Money(wan: 0)) == 0)
        let bands: [(Double, ProjectAcceptance.Band)] = [(90, .excellent), (89.99, .good), (80, .good), (79.99, .fair), (60, .fair), (59.99, .poor)]
        for (points, band) in bands { #expect(ProjectAcceptance.Band.of(points) == band, "\(points)") }
    }

    /// 2 + 2 + 1 → 95; with a severe decision of 40 → 55 → C. Ten of 2 → 80 → A; one more → 78 → B.
    @Test func integrityPointsMakeAGrade() {
        func standing(_ deductions: [Int], severe: Bool = false, good: Bool = false) -> IntegrityStanding {
            let bar = IntegrityStanding.Bar(subject: "甲厂", until: Day(number: 30_000), isSevere: true, isCertain: true)
            return IntegrityStanding(deductions: deductions, bars: severe ? [bar] : [], hasGoodRecord: good)
        }
        #expect(standing([2, 2, 1]).points == 95 && standing([2, 2, 1]).grade == .a && standing([2, 2, 1], good: true).grade == .aaa)
        #expect(standing([2, 2, 1], severe: true).points == 55 && standing([2, 2, 1], severe: true).grade == .c)
        #expect(standing(Array(repeating: 2, count: 10)).grade == .a && standing(Array(repeating: 2, count: 10)).points == 80)
        #expect(standing(Array(repeating: 2, count: 11)).grade == .b && standing(Array(repeating: 2, count: 11)).points == 78)
        #expect(standing(Array(repeating: 2, count: 21)).grade == .c && standing(Array(repeating: 2, count: 20)).grade == .b)
        #expect(standing(Array(repeating: 100, count: 3)).points == 0)
    }

    /// Budget 100, at most 40 each: 30 + 40 are granted; the third asks for 35 and 30 are left, so the line is drawn, and the fourth, who asks for 10,
    /// does not overtake it. The fifth has 59 of 60 points.
    @Test func theBudgetDrawsOneLine() {
        func entry(_ place: Int, _ requested: Int64, _ points: Double) -> Ranking.Entry {
            Ranking.Entry(place: place, requested: Money(wan: requested), trimmed: 100 - points, comparable: points, reviews: 5)
        }
        let entries = [entry(0, 10, 70), entry(1, 35, 80), entry(2, 60, 85), entry(3, 30, 90), entry(4, 5, 59)]
        let lines = Ranking.lines(entries, by: .comparable, least: 60, most: Money(wan: 40), budget: Money(wan: 100))
        #expect(lines.map(\.entry.place) == [3, 2, 1, 0, 4] && lines.map(\.rank) == [1, 2, 3, 4, 5])
        #expect(lines.map(\.amount) == [Money(wan: 30), Money(wan: 40), nil, nil, nil])
        #expect(lines[4].reason.chinese == "低于立项最低分 60" && lines[3].reason.chinese.hasPrefix("预算线以下"))
        let trimmed = Ranking.lines(entries, by: .trimmed, least: 0, most: Money(wan: 40), budget: Money(wan: 100))
        #expect(trimmed.map(\.entry.place) == [4, 0, 1, 2, 3], "the other method ranks by the other score")
        // Of equals, whoever asks for less comes first.
        #expect(
            Ranking.lines([entry(0, 20, 80), entry(1, 10, 80)], by: .comparable, least: 0, most: Money(wan: 40), budget: Money(wan: 25)).map(\.amount) == [
                Money(wan: 10), nil,
            ])
    }
}
