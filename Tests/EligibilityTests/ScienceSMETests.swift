@testable import Eligibility
import Testing

/// 科技型中小企业 and 重庆市科技型企业: the worked examples and the edges.
@Suite struct ScienceSMETests {
    private static func firm(
        staff: Int, technicians: Int, sales: Double, research: Double, costs: Double? = nil, assets: Double = 1000, first: Int = 0, second: Int = 0
    ) -> Firm {
        var firm = Firm.sound([
            .of(2025) {
                ($0.staff, $0.technicians, $0.revenue, $0.research, $0.assets) = (staff, technicians, wan(sales), wan(research), wan(assets))
                $0.costs = wan(costs ?? sales)
            }
        ])
        firm.has(first: first, second: second)
        return firm
    }

    @Test func exampleAPicksTheBetterTable() throws {
        let firm = Self.firm(staff: 80, technicians: 20, sales: 5200, research: 260, costs: 4600, second: 2)
        let (rules, judgement) = try judged(firm, .scienceSME)
        #expect(rules.score(judgement).map(\.high) == [16, 40, 12])
        #expect(judgement.total?.low == 68 && judgement.outcome == .met)
        #expect(rules.arithmetic(judgement)?.chinese == "(16) + (40 + 12) = 68，须达到 60 分")
        #expect(rules.score(judgement)[1].reason.chinese == "研发费用占销售收入 5%")
        #expect(rules.score(judgement)[1].next?.chinese == "≥ 6%（研发费用再增加 52 万元）可加 10 分")
    }

    @Test func exampleBFailsWithoutStaffWhateverTheTotal() throws {
        let (rules, judgement) = try judged(Self.firm(staff: 101, technicians: 10, sales: 1000, research: 60, first: 1), .scienceSME)
        #expect(judgement.total?.low == 80)
        #expect(rules.score(judgement).map(\.high) == [0, 50, 30])
        #expect(judgement.outcome == .unmet)
    }

    @Test func exampleCHasNoSalesYet() throws {
        let (rules, judgement) = try judged(Self.firm(staff: 10, technicians: 3, sales: 0, research: 180, costs: 600), .scienceSME)
        #expect(rules.score(judgement).map(\.high) == [20, 50, 0])
        #expect(judgement.outcome == .met)
    }

    @Test func exampleDStandsOnTheEdge() throws {
        #expect(try judged(Self.firm(staff: 10, technicians: 2, sales: 1000, research: 40, second: 3), .scienceSME).judgement.outcome == .met)
        var less = Self.firm(staff: 10, technicians: 2, sales: 1000, research: 40, second: 2)
        let (rules, judgement) = try judged(less, .scienceSME)
        #expect(judgement.total?.low == 54 && judgement.outcome == .unmet)
        #expect(rules.arithmetic(judgement)?.chinese == "(12) + (30 + 12) = 54，须达到 60 分，还差 6 分")
        // Direct confirmation stands for the score.
        less.titles = [Firm.Title(.highTech, from: CivilDay(2024, 1, 1), until: CivilDay(2026, 12, 31))]
        let direct = try judged(less, .scienceSME).judgement
        #expect(direct.outcome == .met && direct.isDirect)
        less.titles = [Firm.Title(.highTech, from: CivilDay(2023, 1, 1), until: today.adding(days: -1))]
        #expect(try judged(less, .scienceSME).judgement.outcome == .unmet, "the certificate ended yesterday")
    }

    @Test(arguments: [(300, 20), (299, 16), (250, 16), (249, 12), (200, 12), (199, 8), (150, 8), (149, 4), (100, 4), (99, 0)])
    func staffBands(technicians: Int, points: Int) throws {
        let firm = Self.firm(staff: 1000, technicians: technicians, sales: 100, research: 1)
        #expect(try line("T-5.1", firm, .scienceSME)?.high == points)
    }

    @Test(arguments: [(60.0, 50), (59.99, 40), (50, 40), (49.99, 30), (40, 30), (39.99, 20), (30, 20), (29.99, 10), (20, 10), (19.99, 0)])
    func researchBandsOfSales(research: Double, points: Int) throws {
        // Costs so large that the other table brings nothing.
        let firm = Self.firm(staff: 10, technicians: 1, sales: 1000, research: research, costs: 100_000)
        #expect(try line("T-5.2", firm, .scienceSME)?.high == points)
    }

    @Test(arguments: [(300.0, 50), (299.99, 40), (250, 40), (249.99, 30), (200, 30), (199.99, 20), (150, 20), (149.99, 10), (100, 10), (99.99, 0)])
    func researchBandsOfCosts(research: Double, points: Int) throws {
        let firm = Self.firm(staff: 10, technicians: 1, sales: 100_000, research: research, costs: 1000)
        #expect(try line("T-5.2", firm, .scienceSME)?.high == points)
    }

    @Test(arguments: [(1, 0, 30), (0, 4, 24), (0, 3, 18), (0, 2, 12), (0, 1, 6), (0, 0, 0)])
    func resultBands(first: Int, second: Int, points: Int) throws {
        #expect(try line("T-5.3", Self.firm(staff: 10, technicians: 1, sales: 1, research: 1, first: first, second: second), .scienceSME)?.high == points)
    }

    @Test func sizeIsBounded() throws {
        let small = Self.firm(staff: 500, technicians: 200, sales: 20_000, research: 2000, assets: 20_000, first: 1)
        #expect(try judged(small, .scienceSME).judgement.outcome == .met)
        #expect(try outcome("T-2a", Self.firm(staff: 501, technicians: 200, sales: 1, research: 1), .scienceSME) == .unmet)
        #expect(try outcome("T-2b", Self.firm(staff: 5, technicians: 2, sales: 20_000.0001, research: 1), .scienceSME) == .unmet)
        #expect(try explanation("T-2c", Self.firm(staff: 5, technicians: 2, sales: 1, research: 1, assets: 20_001), .scienceSME)?.gap?.chinese == "超出 1 万元")
    }

    @Test func theRulesOfTheDayAreUsed() throws {
        var barred = Self.firm(staff: 10, technicians: 3, sales: 1000, research: 60, first: 1)
        barred.isBarredIndustry = true
        #expect(try judged(barred, .scienceSME).judgement.outcome == .unmet)
        // The exclusion came with the round of 2026, whose window opened on 1 June.
        #expect(ladder.rules(of: .scienceSME, on: CivilDay(2026, 5, 31))?.version == "2022-67")
        #expect(ladder.rules(of: .scienceSME, on: CivilDay(2026, 6, 1))?.version == "2026-160")
        #expect(try judged(barred, .scienceSME, on: CivilDay(2026, 5, 31)).judgement.outcome == .met)
        #expect(ladder.rules(of: .scienceSME, on: CivilDay(2017, 5, 2)) == nil)
    }

    @Test func misconductLastYearBars() throws {
        var firm = Self.firm(staff: 10, technicians: 3, sales: 1000, research: 60, first: 1)
        firm.incidents = .last(CivilDay(2025, 1, 1))
        #expect(try outcome("T-4a", firm, .scienceSME) == .unmet)
        firm.incidents = .last(CivilDay(2024, 12, 31))
        #expect(try outcome("T-4a", firm, .scienceSME) == .met)
        firm.isListed = nil
        #expect(try judged(firm, .scienceSME).judgement.outcome == .unknown)
    }

    @Test func directConfirmationHasFourWays() throws {
        let poor = Self.firm(staff: 100, technicians: 1, sales: 1000, research: 0)
        #expect(try judged(poor, .scienceSME).judgement.outcome == .unmet)
        var award = poor
        award.awards = [Firm.Award(isNational: true, year: 2021, rank: 3)]
        #expect(try judged(award, .scienceSME).judgement.isDirect)
        award.awards = [Firm.Award(isNational: true, year: 2021, rank: 4)]
        #expect(try judged(award, .scienceSME).judgement.outcome == .unmet)
        award.awards = [Firm.Award(isNational: true, year: 2020, rank: 1)]
        #expect(try judged(award, .scienceSME).judgement.outcome == .unmet)
        var institution = poor
        institution.institution = .province
        #expect(try judged(institution, .scienceSME).judgement.isDirect)
        institution.institution = .city
        #expect(try judged(institution, .scienceSME).judgement.outcome == .unmet)
        var standard = poor
        standard.standardsLed = [2022]
        #expect(try judged(standard, .scienceSME).judgement.isDirect)
    }

    // MARK: 市级科技型企业

    @Test func theMunicipalTitleHasChangedItsRulesTwice() throws {
        let firm = Self.firm(staff: 10, technicians: 2, sales: 1000, research: 40, second: 3)
        let now = try judged(firm, .municipalScience)
        #expect(now.rules.version == "2025" && !now.rules.isVerified && now.judgement.outcome == .met)
        // In 2023 further conditions were asked that nobody has seen: a person has to look.
        var then = firm
        then.years = [.of(2022) { ($0.staff, $0.technicians) = (100, 5) }]
        let early = try judged(then, .municipalScience, on: CivilDay(2023, 7, 1))
        #expect(early.rules.version == "2022" && early.judgement.outcome == .review)
        then.years = [.of(2022) { ($0.staff, $0.technicians) = (100, 4) }]
        #expect(try judged(then, .municipalScience, on: CivilDay(2023, 7, 1)).judgement.outcome == .unmet)
        then.seniorTechnicians = 1
        #expect(try judged(then, .municipalScience, on: CivilDay(2023, 7, 1)).judgement.outcome == .review)
    }

    @Test func theStandardOf2016FollowsTheSizeOfTheFirm() throws {
        func firm(staff: Int, researchers: Int, revenue: Double, research: Double) -> Firm {
            var firm = Firm.sound([
                .of(2019) {
                    ($0.staff, $0.researchers, $0.revenue, $0.mainRevenue, $0.research) = (staff, researchers, wan(revenue), wan(revenue), wan(research))
                }
            ])
            firm.rights = [Firm.RightsCount(day: CivilDay(2019, 1, 1), first: 0, firstOwn: 0, second: 1)]
            return firm
        }
        let day = CivilDay(2020, 7, 1)
        // A small industrial firm: 20 staff and 300 万 at least.
        #expect(try judged(firm(staff: 20, researchers: 1, revenue: 300, research: 6), .municipalScience, on: day).judgement.outcome == .met)
        // With 19 staff it is micro: 10 % and 3 %.
        #expect(try judged(firm(staff: 19, researchers: 1, revenue: 300, research: 9), .municipalScience, on: day).judgement.outcome == .unmet)
        #expect(try judged(firm(staff: 19, researchers: 2, revenue: 300, research: 9), .municipalScience, on: day).judgement.outcome == .met)
        // Medium: 3 % and 1 %.
        #expect(try judged(firm(staff: 300, researchers: 9, revenue: 2000, research: 20), .municipalScience, on: day).judgement.outcome == .met)
        #expect(try judged(firm(staff: 300, researchers: 9, revenue: 2000, research: 19.99), .municipalScience, on: day).judgement.outcome == .unmet)
    }
}
