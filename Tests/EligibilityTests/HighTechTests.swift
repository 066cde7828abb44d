@testable import Eligibility
import Testing

/// 高新技术企业: the worked examples and the edges of its thresholds.
@Suite struct HighTechTests {
    /// Sales 3 000 / 3 600 / 4 500, R&D 200 / 240 / 310, and so on: the example that passes.
    private static func firmA() -> Firm {
        var firm = Firm.sound([
            .of(2023) {
                ($0.revenue, $0.research, $0.researchInChina, $0.conversions) = (wan(3000), wan(200), wan(190), 4);
                ($0.assets, $0.liabilities) = (wan(1500), wan(500))
            },
            .of(2024) {
                ($0.revenue, $0.research, $0.researchInChina, $0.conversions) = (wan(3600), wan(240), wan(220), 4);
                ($0.assets, $0.liabilities) = (wan(1800), wan(550))
            },
            .of(2025) {
                ($0.revenue, $0.research, $0.researchInChina, $0.conversions) = (wan(4500), wan(310), wan(290), 5)
                ($0.assets, $0.liabilities) = (wan(2100), wan(600))
                ($0.staff, $0.technicians) = (96, 12)
                ($0.totalIncome, $0.highTechIncome) = (wan(4700), wan(3000))
            },
        ])
        firm.has(first: 1)
        return firm
    }

    @Test func exampleAIsLeftToThePanelUntilItHasScored() throws {
        let (_, judgement) = try judged(Self.firmA(), .highTech)
        #expect(judgement.outcome == .review)
        #expect(try judged(Self.firmA(), .highTech).rules.lacking(judgement).isEmpty, "what the panel decides is not lacking")
        #expect(try explanation("HTE-5", Self.firmA(), .highTech)?.figure?.chinese == "6.76%")
        #expect(try explanation("HTE-5", Self.firmA(), .highTech)?.needed?.chinese == "≥ 5%")
        #expect(try explanation("HTE-5b", Self.firmA(), .highTech)?.figure?.chinese == "93.33%")
        #expect(try explanation("HTE-4", Self.firmA(), .highTech)?.figure?.chinese == "12.5%")
        #expect(try explanation("HTE-6", Self.firmA(), .highTech)?.figure?.chinese == "63.83%")
        // 22.5 % of growth: 5 to 6 each; 4.33 results a year: 19 to 24; one Class I right: 7 to 8.
        for (code, low, high) in [("HTE-7.11", 5, 6), ("HTE-7.12", 5, 6), ("HTE-7.6", 19, 24), ("HTE-7.3", 7, 8)] {
            let item = try line(code, Self.firmA(), .highTech)
            #expect(item?.low == low && item?.high == high, "\(code)")
        }
    }

    private static func panel(_ ip: [Int], _ conversion: Int, _ organisation: [Int], _ growth: [Int]) -> Firm.Panel {
        var panel = Firm.Panel()
        (panel.technology, panel.support, panel.quantity, panel.acquisition, panel.standards) = (ip[0], ip[1], ip[2], ip[3], ip[4])
        panel.conversion = conversion
        (panel.rules, panel.unit, panel.incentives, panel.training) = (organisation[0], organisation[1], organisation[2], organisation[3])
        (panel.assetGrowth, panel.salesGrowth) = (growth[0], growth[1])
        return panel
    }

    @Test func exampleAPassesWithSeventyFourPoints() throws {
        var firm = Self.firmA()
        firm.panel = Self.panel([6, 7, 8, 5, 1], 21, [5, 4, 3, 3], [5, 6])
        let (rules, judgement) = try judged(firm, .highTech)
        #expect(judgement.total == ScoreCard.Total(low: 74, high: 74))
        #expect(judgement.outcome == .met)
        #expect(rules.arithmetic(judgement)?.chinese == "(6 + 7 + 8 + 5 + 1) + (21) + (5 + 4 + 3 + 3) + (5 + 6) = 74，须达到 71 分")
    }

    @Test func exampleDIsCappedAtThirtyAndSeventyFails() throws {
        var firm = Self.firmA()
        firm.panel = Self.panel([8, 8, 8, 6, 2], 18, [4, 4, 2, 2], [5, 5])
        let (rules, judgement) = try judged(firm, .highTech)
        #expect(judgement.total == ScoreCard.Total(low: 70, high: 70))
        #expect(judgement.outcome == .unmet)
        #expect(rules.arithmetic(judgement)?.chinese == "(8 + 8 + 8 + 6 + 2 → 30) + (18) + (4 + 4 + 2 + 2) + (5 + 5) = 70，须达到 71 分，还差 1 分")
        firm.panel?.salesGrowth = 6
        #expect(try judged(firm, .highTech).judgement.outcome == .met)
    }

    private static func research(_ sales: [Double], _ research: [Double]) throws -> Outcome? {
        let years = zip(2023...2025, zip(sales, research)).map { year, amounts in
            FiscalYear.of(year) { ($0.revenue, $0.research) = (wan(amounts.0), wan(amounts.1)) }
        }
        return try outcome("HTE-5", .sound(years), .highTech)
    }

    @Test func theBandOfResearchFollowsTheSalesOfTheLastYear() throws {
        // Example HTE-B: exactly 20 000 belongs to 4 %, and exactly 4 % passes.
        #expect(try Self.research([18_000, 20_000, 20_000], [700, 800, 820]) == .met)
        #expect(try Self.research([18_000, 20_000, 20_000], [700, 800, 819]) == .unmet)
        // Example HTE-C.
        #expect(try Self.research([19_000, 21_000, 22_000], [560, 640, 660]) == .met)
        #expect(try Self.research([19_000, 21_000, 22_000], [560, 640, 659]) == .unmet)
        // 5 000 belongs to 5 %; a fen more to 4 %.
        #expect(try Self.research([5000, 5000, 5000], [250, 250, 250]) == .met)
        #expect(try Self.research([5000, 5000, 5000], [250, 250, 249.99]) == .unmet)
        #expect(try Self.research([5000, 5000, 5000.01], [200, 200, 201]) == .met)
        // A fen more than 20 000 is asked for 3 %.
        #expect(try Self.research([20_000, 20_000, 20_000.01], [600, 600, 601]) == .met)
    }

    @Test func aGapSaysHowMuchMoreResearchWouldDo() throws {
        let firm = Firm.sound((2023...2025).map { year in .of(year) { ($0.revenue, $0.research) = (wan(4000), wan(180)) } })
        let reason = try explanation("HTE-5", firm, .highTech)
        #expect(reason?.outcome == .unmet)
        #expect(reason?.gap?.chinese == "还差 0.5%")
        #expect(reason?.remedy?.chinese == "研发费用再增加 60 万元（营业收入不变）")
    }

    private static func netAssetPoints(_ assets: [Double]) throws -> ClosedRange<Int>? {
        let years = zip(2023...2025, assets).map { year, amount in FiscalYear.of(year) { ($0.assets, $0.liabilities) = (wan(amount), 0) } }
        return try line("HTE-7.11", .sound(years), .highTech).map { $0.low...$0.high }
    }

    @Test(arguments: [
        ([1000.0, 900, 880], 0...0), ([0, 1200, 1800], 9...10), ([1000, 0, 500], 0...0), ([1000, 1500, 2100], 9...10), ([1000, 1250, 1500], 5...6),
        // What is below 0 counts as 0.
        ([-100, 1200, 1800], 9...10),
        // 35 %, 25 %, 15 % and 5 % belong to the higher band; no growth has no points.
        ([1000, 1350, 1822.5], 9...10), ([1000, 1250, 1562.5], 7...8), ([1000, 1150, 1322.5], 5...6), ([1000, 1050, 1102.5], 3...4),
        ([1000, 1049, 1100], 1...2),
        ([1000, 1000, 1000], 0...0),
    ]) func growthHasItsSpecialCases(assets: [Double], points: ClosedRange<Int>) throws {
        #expect(try Self.netAssetPoints(assets) == points)
    }

    @Test func aYearHasThreeHundredAndSixtyFiveDays() throws {
        var firm = Firm.sound()
        firm.registered = today.adding(days: -365)
        #expect(try outcome("HTE-1", firm, .highTech) == .met)
        firm.registered = today.adding(days: -364)
        #expect(try explanation("HTE-1", firm, .highTech)?.gap?.chinese == "还差 1 天")
        firm.registered = nil
        #expect(try outcome("HTE-1", firm, .highTech) == .unknown)
    }

    @Test func sharesAreComparedUnrounded() throws {
        func staff(_ technicians: Int, _ all: Int) throws -> Outcome? {
            try outcome("HTE-4", .sound([.of(2025) { ($0.technicians, $0.staff) = (technicians, all) }]), .highTech)
        }
        #expect(try staff(10, 100) == .met)
        // 9.995 % is shown as 10 % and is not.
        #expect(try staff(1999, 20_000) == .unmet)
        func income(_ part: Double) throws -> Outcome? {
            try outcome("HTE-6", .sound([.of(2025) { ($0.highTechIncome, $0.totalIncome) = (wan(part), wan(5000)) }]), .highTech)
        }
        #expect(try income(3000) == .met)
        #expect(try income(2999.9999) == .unmet)
        func inChina(_ part: Double) throws -> Outcome? {
            try outcome("HTE-5b", .sound((2023...2025).map { year in .of(year) { ($0.researchInChina, $0.research) = (wan(part), wan(100)) } }), .highTech)
        }
        #expect(try inChina(60) == .met)
        #expect(try inChina(59.99) == .unmet)
    }

    @Test func whatIsMissingIsUnknownAndNaughtIsKnown() throws {
        #expect(try outcome("HTE-4", .sound(), .highTech) == .unknown)
        #expect(try outcome("HTE-4", .sound([.of(2025) { ($0.technicians, $0.staff) = (0, 10) }]), .highTech) == .unmet)
        // Figures of another period do not help.
        #expect(try outcome("HTE-4", .sound([.of(2023) { ($0.technicians, $0.staff) = (5, 10) }]), .highTech) == .unknown)
        // A firm founded in 2025 is judged by the year that it has.
        var young = Firm.sound([.of(2025) { ($0.revenue, $0.research) = (wan(100), wan(6)) }])
        #expect(try outcome("HTE-5", young, .highTech) == .unknown)
        young.registered = CivilDay(2025, 2, 1)
        #expect(try outcome("HTE-5", young, .highTech) == .met)
    }

    @Test func anAccidentCountsForAYear() throws {
        var firm = Firm.sound()
        firm.incidents = .last(CivilDay(2025, 7, 1))
        #expect(try outcome("HTE-8", firm, .highTech) == .met)
        firm.incidents = .last(CivilDay(2025, 7, 2))
        #expect(try outcome("HTE-8", firm, .highTech) == .unmet)
        firm.incidents = .unknown
        #expect(try outcome("HTE-8", firm, .highTech) == .unknown)
    }

    @Test(arguments: [(15, 25...30), (14, 19...24), (12, 19...24), (11, 13...18), (9, 13...18), (8, 7...12), (6, 7...12), (5, 1...6), (3, 1...6), (0, 0...0)])
    func conversionsAreCountedByTheYear(results: Int, points: ClosedRange<Int>) throws {
        let firm = Firm.sound([.of(2023) { $0.conversions = results }, .of(2024) { $0.conversions = 0 }, .of(2025) { $0.conversions = 0 }])
        #expect(try line("HTE-7.6", firm, .highTech).map { $0.low...$0.high } == points)
    }

    @Test func lessThanOneResultAYearIsLeftToAPerson() throws {
        let firm = Firm.sound([.of(2023) { $0.conversions = 2 }, .of(2024) { $0.conversions = 0 }, .of(2025) { $0.conversions = 0 }])
        let item = try line("HTE-7.6", firm, .highTech)
        #expect(item?.high == 0 && item?.outcome == .review)
    }

    @Test(arguments: [(1, 0, 7...8), (0, 5, 5...6), (0, 4, 3...4), (0, 3, 3...4), (0, 2, 1...2), (0, 1, 1...2), (0, 0, 0...0)])
    func rightsAreCountedByClass(first: Int, second: Int, points: ClosedRange<Int>) throws {
        var firm = Firm.sound()
        firm.has(first: first, second: second)
        #expect(try line("HTE-7.3", firm, .highTech).map { $0.low...$0.high } == points)
    }
}
