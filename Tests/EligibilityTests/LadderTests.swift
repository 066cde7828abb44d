@testable import Eligibility
import Testing

/// 创新型、专精特新 and 小巨人: the worked examples and the edges.
@Suite struct LadderTests {
    // MARK: 创新型中小企业

    private static func innovative(
        own: Int = 0, second: Int = 0, research: Double, growth: Double, debt: Double, isStrategic: Bool, mainShare: Double
    ) -> Firm {
        let main = 1000 * (1 + growth / 100)
        var firm = Firm.sound([
            .of(2024) { $0.mainRevenue = wan(1000) },
            .of(2025) {
                $0.mainRevenue = wan(main)
                $0.revenue = wan(main / mainShare * 100)
                $0.research = Int64((Double(wan(main / mainShare * 100)) * research / 100).rounded())
                ($0.assets, $0.liabilities) = (wan(1000), wan(10 * debt))
            },
        ])
        firm.isStrategicIndustry = isStrategic
        firm.has(first: own, second: second)
        return firm
    }

    @Test func exampleAOfTheInnovativePasses() throws {
        let firm = Self.innovative(own: 1, research: 3.5, growth: 12, debt: 60, isStrategic: true, mainShare: 72)
        let (rules, judgement) = try judged(firm, .innovative)
        #expect(rules.score(judgement).map(\.high) == [15, 15, 15, 5, 10, 20])
        #expect(judgement.total?.low == 80 && judgement.outcome == .met)
    }

    @Test func exampleBFailsOnTheFloorOfInnovation() throws {
        let firm = Self.innovative(second: 1, research: 2.2, growth: 20, debt: 40, isStrategic: true, mainShare: 80)
        let (rules, judgement) = try judged(firm, .innovative)
        #expect(rules.score(judgement).map(\.high) == [5, 10, 20, 10, 10, 20])
        #expect(judgement.total?.low == 75 && judgement.outcome == .unmet)
        #expect(rules.arithmetic(judgement)?.chinese == "(5 + 10) + (20 + 10) + (10 + 20) = 75，须达到 60 分；“创新能力（不低于 20 分）”只有 15 分")
        #expect(rules.lacking(judgement) == ["score"], "a missed floor is lacking, whatever the total")
    }

    @Test func exampleCTakesTheHigherBandAtTheBorder() throws {
        let firm = Self.innovative(research: 5, growth: 0, debt: 55, isStrategic: false, mainShare: 50)
        let (rules, judgement) = try judged(firm, .innovative)
        #expect(rules.score(judgement).map(\.high) == [0, 20, 5, 10, 5, 5])
    }

    @Test(arguments: [
        ("IN-2", 4.99, 15), ("IN-2", 3, 15), ("IN-2", 2.99, 10), ("IN-2", 2, 10), ("IN-2", 1.99, 5), ("IN-2", 1, 5), ("IN-2", 0.99, 0),
    ]) func researchBands(code: String, research: Double, points: Int) throws {
        let firm = Self.innovative(research: research, growth: 0, debt: 0, isStrategic: false, mainShare: 100)
        #expect(try line(code, firm, .innovative)?.high == points)
    }

    @Test(arguments: [(15.0, 20), (14.99, 15), (10, 15), (9.99, 10), (5, 10), (4.99, 5), (0, 5), (-0.01, 0)])
    func growthBands(growth: Double, points: Int) throws {
        let firm = Self.innovative(research: 1, growth: growth, debt: 0, isStrategic: false, mainShare: 100)
        #expect(try line("IN-3", firm, .innovative)?.high == points)
    }

    @Test(arguments: [(55.0, 10), (55.01, 5), (75, 5), (75.01, 0)])
    func debtBands(debt: Double, points: Int) throws {
        #expect(try line("IN-4", Self.innovative(research: 1, growth: 0, debt: debt, isStrategic: false, mainShare: 100), .innovative)?.high == points)
    }

    @Test func equityAndTitlesStandForTheScore() throws {
        var firm = Self.innovative(research: 0, growth: -5, debt: 90, isStrategic: false, mainShare: 40)
        #expect(try judged(firm, .innovative).judgement.outcome == .unmet)
        firm.investments = [Firm.Investment(today.adding(years: -3), wan(500))]
        #expect(try judged(firm, .innovative).judgement.isDirect)
        firm.investments = [Firm.Investment(today.adding(years: -3).adding(days: -1), wan(500))]
        #expect(try judged(firm, .innovative).judgement.outcome == .unmet)
        firm.investments = [Firm.Investment(today, wan(499.99))]
        #expect(try explanation("IN-D4", firm, .innovative)?.gap?.chinese == "还差 0.01 万元")
        firm.titles = [Firm.Title(.rightsDemonstration, from: CivilDay(2024, 1, 1))]
        #expect(try judged(firm, .innovative).judgement.isDirect)
    }

    // MARK: 专精特新 from 2026-04-01

    private static func specialised(
        revenue: Double = 1620, mainShare: Double = 86, debt: Double = 62, research: [Double] = [110, 125], before: Double = 1550, score: Int = 53
    ) -> Firm {
        var firm = Firm.sound([
            .of(2024) { ($0.revenue, $0.research) = (wan(before), wan(research[0])) },
            .of(2025) {
                ($0.revenue, $0.research) = (wan(revenue), wan(research[1]))
                $0.mainRevenue = wan(revenue * mainShare / 100)
                ($0.assets, $0.liabilities) = (wan(1000), wan(10 * debt))
            },
        ])
        firm.titles = [Firm.Title(.innovative, from: CivilDay(2025, 1, 1), until: CivilDay(2027, 12, 31))]
        firm.inSegmentSince = CivilDay(2022, 12, 31)
        firm.has(first: 1)
        firm.developmentScores = [Firm.DevelopmentScore(year: 2026, points: score)]
        return firm
    }

    @Test func exampleAOfTheSpecialisedIsLeftWithTheMarketShare() throws {
        let (rules, judgement) = try judged(Self.specialised(), .specialised)
        #expect(judgement.outcome == .review)
        #expect(rules.explain(judgement).filter { $0.outcome == .review }.map(\.code) == ["SP-6"])
        #expect(rules.explain(judgement).first { $0.code == "SP-4b2" }?.figure?.chinese == "7.1%")
        #expect(rules.explain(judgement).first { $0.code == "SP-4a2" }?.figure?.chinese == "7.72%")
    }

    @Test func exampleBHasTooMuchDebt() throws {
        let (rules, judgement) = try judged(Self.specialised(debt: 81), .specialised)
        #expect(judgement.outcome == .unmet)
        #expect(rules.explain(judgement).first { $0.code == "SP-3b" }?.remedy?.chinese == "负债减少 10 万元")
        #expect(try outcome("SP-3b", Self.specialised(debt: 80), .specialised) == .met)
    }

    @Test func exampleCHasEquityInsteadOfRevenue() throws {
        var firm = Self.specialised(revenue: 1200)
        #expect(try judged(firm, .specialised).judgement.outcome == .unmet)
        firm.investments = [Firm.Investment(CivilDay(2025, 5, 1), wan(1100)), Firm.Investment(CivilDay(2026, 1, 1), wan(1000))]
        #expect(try judged(firm, .specialised).judgement.outcome == .review)
    }

    @Test func theEdgesOfTheSpecialised() throws {
        #expect(try outcome("SP-2a", Self.specialised(revenue: 1500), .specialised) == .met)
        #expect(try outcome("SP-2a", Self.specialised(revenue: 1499.99), .specialised) == .unmet)
        #expect(try outcome("SP-3a", Self.specialised(mainShare: 80), .specialised) == .met)
        #expect(try outcome("SP-3a", Self.specialised(mainShare: 79.99), .specialised) == .unmet)
        #expect(try outcome("SP-4a1", Self.specialised(research: [110, 100]), .specialised) == .met)
        #expect(try outcome("SP-4a1", Self.specialised(research: [110, 99.99]), .specialised) == .unmet)
        #expect(try outcome("SP-4b1", Self.specialised(research: [99.99, 125]), .specialised) == .unmet)
        #expect(try outcome("SP-4a2", Self.specialised(revenue: 5000, research: [110, 150]), .specialised) == .met)
        #expect(try outcome("SP-4a2", Self.specialised(revenue: 5000, research: [110, 149.99]), .specialised) == .unmet)
        #expect(try outcome("SP-7", Self.specialised(score: 50), .specialised) == .met)
        #expect(try outcome("SP-7", Self.specialised(score: 49), .specialised) == .unmet)
        var late = Self.specialised()
        late.inSegmentSince = CivilDay(2023, 1, 1)
        #expect(try outcome("SP-1b", late, .specialised) == .unmet, "a day short of three years at the end of last year")
        // A right that was bought does not count; an institution of the province stands for it.
        var bought = Self.specialised()
        bought.has(first: 3, own: 0)
        #expect(try judged(bought, .specialised).judgement.outcome == .unmet)
        bought.institution = .province
        #expect(try judged(bought, .specialised).judgement.outcome == .review)
    }

    @Test func theNewRulesBeginOnTheFirstOfApril() {
        for rung in [Rung.specialised, .littleGiant] {
            #expect(ladder.rules(of: rung, on: CivilDay(2026, 3, 31))?.version == "2022-63")
            #expect(ladder.rules(of: rung, on: CivilDay(2026, 4, 1))?.version == "2026-2")
        }
    }

    // MARK: 专精特新 before (63号)

    private struct Sheet {
        var main = 0.0, growth = 0.0, years = 0, field = 0, digital = 0, marks = 0, margin = 0.0, debt = 0.0, local = 0
        var own = 0, second = 0, research = 0.0, revenue = 5000.0, staffShare = 0, institution = Firm.Institution.none
    }

    private static func old(_ sheet: Sheet) -> Firm {
        // Main revenue that grew evenly to the share of the last year.
        let now = sheet.revenue * sheet.main / 100
        let factor = 1 + sheet.growth / 100
        var firm = Firm.sound([
            .of(2022) { $0.mainRevenue = wan(now / factor / factor) }, .of(2023) { ($0.mainRevenue, $0.research) = (wan(now / factor), wan(sheet.research)) },
            .of(2024) {
                ($0.revenue, $0.mainRevenue, $0.research) = (wan(sheet.revenue), wan(now), wan(sheet.research))
                $0.profit = wan(sheet.revenue * sheet.margin / 100)
                ($0.assets, $0.liabilities) = (wan(1000), wan(10 * sheet.debt))
                ($0.staff, $0.researchers) = (100, sheet.staffShare)
            },
        ])
        firm.inSegmentSince = CivilDay(2025 - sheet.years, 1, 1).adding(days: -1)
        (firm.sheet.field, firm.sheet.digitalLevel, firm.sheet.qualityMarks, firm.sheet.localPoints) = (sheet.field, sheet.digital, sheet.marks, sheet.local)
        firm.institution = sheet.institution
        firm.has(first: sheet.own, second: sheet.second)
        return firm
    }
    private static let then = CivilDay(2025, 7, 1)

    @Test func exampleOneOf63PassesWithSixtyThree() throws {
        let firm = Self.old(
            Sheet(
                main: 78, growth: 9, years: 7, field: 1, digital: 2, marks: 2, margin: 5, debt: 48, local: 10, own: 1, research: 260, staffShare: 12,
                institution: .city))
        let (rules, judgement) = try judged(firm, .specialised, on: Self.then)
        #expect(rules.score(judgement).map(\.high) == [3, 8, 3, 3, 3, 5, 4, 5, 10, 8, 4, 3, 4])
        #expect(judgement.total?.low == 63 && judgement.outcome == .met)
    }

    @Test func exampleTwoOf63FailsWithTwentyFive() throws {
        var firm = Self.old(
            Sheet(
                main: 72, growth: 3, years: 4, digital: 1, marks: 1, margin: 3, debt: 65, local: 5, second: 1, research: 120, revenue: 3750, staffShare: 6,
                institution: .county))
        let (rules, judgement) = try judged(firm, .specialised, on: Self.then)
        #expect(rules.score(judgement).map(\.high) == [3, 2, 2, 0, 0, 3, 2, 1, 5, 2, 2, 1, 2])
        #expect(judgement.total?.low == 25 && judgement.outcome == .unmet)
        firm.awards = [Firm.Award(.makerContest, isNational: true, year: 2023, rank: 500)]
        #expect(try judged(firm, .specialised, on: Self.then).judgement.isDirect)
    }

    @Test func exampleThreeOf63FailsAtTheGate() throws {
        let firm = Self.old(
            Sheet(
                main: 80, growth: 10, years: 11, field: 2, digital: 3, marks: 2, margin: 10, debt: 50, local: 15, own: 1, research: 90, revenue: 756.25,
                staffShare: 20, institution: .nation))
        let (rules, judgement) = try judged(firm, .specialised, on: Self.then)
        let points = rules.score(judgement).map(\.high)
        #expect(points[0] == 5 && points[1] == 10 && points[2] == 5 && points[10] == 10)
        #expect(rules.explain(judgement).first { $0.code == "SP-2a" }?.outcome == .unmet)
        #expect(judgement.outcome == .unmet)
    }

    // MARK: 小巨人

    @Test(arguments: [(5600.0, true), (5500, false), (5512.5, true), (5512.49, false)])
    func compoundGrowthIsExact(revenue: Double, isEnough: Bool) throws {
        let firm = Firm.sound([.of(2023) { $0.revenue = wan(5000) }, .of(2025) { $0.revenue = wan(revenue) }])
        #expect(try outcome("LG-4", firm, .littleGiant) == (isEnough ? .met : .unmet))
        if revenue == 5600 { #expect(try explanation("LG-4", firm, .littleGiant)?.figure?.chinese == "5.83%") }
        if revenue == 5500 { #expect(try explanation("LG-4", firm, .littleGiant)?.figure?.chinese == "4.88%") }
    }

    private static func giant() -> Firm {
        var firm = Firm.sound([
            .of(2023) { $0.revenue = wan(5000) }, .of(2024) { ($0.revenue, $0.research) = (wan(5300), wan(590)) },
            .of(2025) {
                ($0.revenue, $0.mainRevenue, $0.research) = (wan(5600), wan(5040), wan(610))
                ($0.assets, $0.liabilities) = (wan(1000), wan(750))
            },
        ])
        firm.titles = [Firm.Title(.specialised, from: CivilDay(2024, 1, 1), until: CivilDay(2026, 12, 31))]
        firm.has(first: 4)
        firm.marketShare = .percent(10)
        firm.isInKeyField = true
        firm.developmentScores = [Firm.DevelopmentScore(year: 2026, points: 60)]
        return firm
    }

    @Test func aLittleGiantOnEveryEdge() throws {
        #expect(try judged(Self.giant(), .littleGiant).judgement.outcome == .met)
        func failing(_ code: String, _ change: (inout Firm) -> Void) throws {
            var firm = Self.giant()
            change(&firm)
            #expect(try outcome(code, firm, .littleGiant) == .unmet, "\(code)")
            #expect(try judged(firm, .littleGiant).judgement.outcome == .unmet, "\(code)")
        }
        try failing("LG-1a") { $0.titles = [] }
        try failing("LG-2") { $0.years[2].revenue = wan(4999) }
        try failing("LG-3") { $0.years[2].mainRevenue = wan(5039) }
        try failing("LG-5") { $0.years[2].liabilities = wan(750.01) }
        try failing("LG-6") { $0.years[2].research = wan(609.99) }
        try failing("LG-8a") { $0.has(first: 3) }
        try failing("LG-9a") {
            $0.marketShare = .permille(99); $0.isTopThree = false
        }
        try failing("LG-10") { $0.isInKeyField = false }
        try failing("LG-11") { $0.developmentScores = [Firm.DevelopmentScore(year: 2026, points: 59)] }
        var third = Self.giant()
        (third.marketShare, third.isTopThree) = (.percent(1), true)
        #expect(try judged(third, .littleGiant).judgement.outcome == .met, "among the first three stands for the share")
    }

    @Test func before2026ALittleGiantWasJudgedByItsRevenue() throws {
        func firm(_ revenue: Double, _ research: Double) -> Firm {
            var firm = Firm.sound(
                (2022...2024).map { year in
                    .of(year) {
                        let amount = revenue / [1.21, 1.1, 1][year - 2022]
                        ($0.revenue, $0.mainRevenue, $0.research) = (wan(amount), wan(amount), wan(amount * research / 100))
                        ($0.assets, $0.liabilities, $0.staff, $0.researchers) = (wan(100), wan(70), 100, 50)
                    }
                })
            (firm.marketShare, firm.institution) = (.percent(10), .county)
            firm.has(first: 2)
            return firm
        }
        #expect(try judged(firm(11_000, 3.01), .littleGiant, on: Self.then).judgement.outcome == .met)
        #expect(try judged(firm(9000, 3.01), .littleGiant, on: Self.then).judgement.outcome == .unmet)
        #expect(try judged(firm(9000, 6.01), .littleGiant, on: Self.then).judgement.outcome == .met)
        var small = firm(4900, 62)
        #expect(try judged(small, .littleGiant, on: Self.then).judgement.outcome == .unmet)
        small.investments = [Firm.Investment(CivilDay(2025, 1, 1), wan(8000))]
        #expect(try judged(small, .littleGiant, on: Self.then).judgement.outcome == .met)
    }
}
