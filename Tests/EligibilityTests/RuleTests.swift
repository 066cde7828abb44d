@testable import Eligibility
import Testing

/// What holds for all rule sets: versions, proposals, forecasts, words.
@Suite struct RuleTests {
    @Test func noTwoVersionsOfARungAreInForceOnOneDay() {
        for rung in Rung.allCases {
            let sets = ladder.ruleSets.filter { $0.rung == rung }.sorted { $0.from < $1.from }
            #expect(!sets.isEmpty)
            for (earlier, later) in zip(sets, sets.dropFirst()) {
                #expect(earlier.until == later.from.adding(days: -1), "\(rung): \(earlier.version) and \(later.version)")
            }
            #expect(Set(sets.map(\.version)).count == sets.count)
        }
    }

    @Test func everyRequirementHasACodeOfItsOwnAndWordsInBothLanguages() {
        for rules in ladder.ruleSets {
            let codes = rules.requirements.map(\.code) + (rules.card?.items.map(\.code) ?? [])
            #expect(Set(codes).count == codes.count, "\(rules.rung) \(rules.version)")
            for requirement in rules.requirements { #expect(!requirement.text.chinese.isEmpty && !requirement.text.english.isEmpty) }
            if let card = rules.card {
                #expect(card.groups.reduce(0) { $0 + $1.items.count } == card.items.count, "every item belongs to one group")
                #expect(card.groups.reduce(0) { $0 + $1.most } == 100)
            }
        }
    }

    @Test func aFirmOfWhichNothingIsKnownIsNeverTurnedAwayByAFigure() {
        let look = Case(Firm(), on: today)
        for rules in ladder.inForce(on: today) {
            let judgement = rules.judge(look)
            #expect(judgement.findings.count == rules.requirements.count + (rules.card?.items.count ?? 0))
            for reason in rules.explain(judgement) where reason.outcome == .unmet {
                #expect(reason.figure == nil, "\(reason.code) used a figure that nobody gave")
            }
            #expect(judgement.outcome != .met, "\(rules.rung)")
        }
    }

    @Test func aProposalShowsWhoGainsAndWhoLoses() throws {
        let rules = try #require(ladder.rules(of: .highTech, on: today))
        let firms = [9, 10, 11].map { technicians in
            var firm = Firm.sound(
                (2023...2025).map { year in
                    .of(year) {
                        ($0.revenue, $0.research, $0.researchInChina) = (wan(1000), wan(60), wan(60))
                        ($0.staff, $0.technicians, $0.totalIncome, $0.highTechIncome) = (100, technicians, wan(1000), wan(700))
                        ($0.assets, $0.liabilities, $0.conversions) = (wan(1000), wan(100), 5)
                    }
                })
            firm.has(first: 1)
            return firm
        }
        let stricter = WhatIf(firms, on: today, now: rules, then: try #require(rules.proposing(.percent(11), for: "HTE-4")))
        #expect((stricter.now, stricter.then) == (2, 1))
        #expect(stricter.losses == [1] && stricter.gains == [])
        let milder = WhatIf(firms, on: today, now: rules, then: try #require(rules.proposing(.percent(9), for: "HTE-4")))
        #expect(milder.gains == [0] && milder.losses == [])
        #expect(rules.proposing(.percent(9), for: "HTE-3") == nil, "yes or no has no limit")
        #expect(rules.requirements.first { $0.code == "HTE-4" }?.plainLimit == .percent(10), "the rules in force are as they were")
        // A higher mark to pass.
        #expect(rules.proposing(passing: 101).map { $0.judge(Case(firms[2], on: today)).outcome } == .unmet)
    }

    @Test func aForecastFollowsTimeAndGrowth() throws {
        // Revenue of 1 200 that grows by 20 % a year passes 1 500 in the figures of 2027.
        var firm = Firm.sound(
            (2022...2025).map { year in
                .of(year) {
                    let growth: Double = [1.728, 1.44, 1.2, 1][year - 2022]
                    ($0.revenue, $0.mainRevenue, $0.research) = (wan(1200 / growth), wan(1100 / growth), wan(240 / growth))
                    ($0.assets, $0.liabilities) = (wan(1000), wan(100))
                }
            })
        firm.titles = [Firm.Title(.innovative, from: CivilDay(2024, 1, 1))]
        firm.has(first: 1)
        firm.developmentScores = (2026...2030).map { Firm.DevelopmentScore(year: $0, points: 60) }
        let forecast = try #require(ladder.forecast(firm, .specialised, from: today, years: 3))
        #expect(!forecast.isNow && forecast.day == CivilDay(2028, 1, 1))
        #expect(forecast.lacking == ["SP-2a", "SP-2b"])
        #expect(abs(forecast.growth - 0.2) < 1e-6)
        #expect(forecast.reason.chinese == "按近年平均增速 20% 推算，2028 年初达到")
        // Beyond the horizon.
        #expect(try #require(ladder.forecast(firm, .specialised, from: today, years: 1)).day == nil)
        // Where figures are missing, waiting does not help.
        var silent = firm
        silent.developmentScores = []
        #expect(try #require(ladder.forecast(silent, .specialised, from: today)).reason.chinese == "数据不足，无法推算")
        // Already there.
        firm.years = firm.years.map { year in
            var year = year
            (year.revenue, year.mainRevenue) = (year.revenue.map { $0 * 2 }, year.mainRevenue.map { $0 * 2 })
            return year
        }
        #expect(try #require(ladder.forecast(firm, .specialised, from: today)).isNow)
    }

    @Test func theCountySetsWhatNoTextSays() throws {
        var settings = LadderSettings()
        (settings.highGrowthRate, settings.highGrowthResearch, settings.aboveScaleRevenue) = (25, 3, wan(1000))
        let own = Ladder(settings)
        let rules = try #require(own.rules(of: .highGrowth, on: today))
        #expect(!rules.isVerified && rules.requirements.allSatisfy { !$0.isVerified })
        func firm(_ revenue: Double) -> Firm {
            var firm = Firm.sound([
                .of(2022) { $0.revenue = wan(1000) },
                .of(2025) { ($0.revenue, $0.mainRevenue, $0.research) = (wan(revenue), wan(revenue), wan(revenue * 0.03)) },
            ])
            firm.titles = [Firm.Title(.municipalScience, from: CivilDay(2020, 1, 1))]
            return firm
        }
        // 1.25³ = 1.953125
        #expect(rules.judge(Case(firm(1953.125), on: today)).outcome == .met)
        #expect(rules.judge(Case(firm(1953.12), on: today)).outcome == .unmet)
        #expect(try #require(own.rules(of: .aboveScale, on: today)).judge(Case(firm(1000), on: today)).outcome == .met)
        #expect(try judged(firm(1000), .aboveScale).judgement.outcome == .unmet)
        // While no share of R&D is set, a person decides.
        #expect(try judged(firm(1728), .highGrowth).judgement.outcome == .review)
        #expect(try judged(firm(1727.99), .highGrowth).judgement.outcome == .unmet)
    }

    @Test func fractionsAreExactAndFarNumbersAreCompared() throws {
        #expect(try #require(Fraction(5, over: 100)) == .percent(5))
        #expect(Fraction(1, over: 0) == nil)
        let huge = Int128(1) << 120
        let (a, b) = (try #require(Fraction(huge, over: 3)), try #require(Fraction(huge - 1, over: 3)))
        #expect(b < a && !(a < b) && a == a)
        #expect(try #require(Fraction(huge, over: huge)) == Fraction(1))
        #expect(Measure.money.text(Figure(.wan(5000))).chinese == "5,000 万元")
        #expect(Measure.money.text(Figure(Fraction(12_345_678))).chinese == "12.35 万元")
        #expect(Measure.share.text(Figure(try #require(Fraction(-611, over: 10_000)))).chinese == "−6.11%")
    }

    @Test func daysCountAsTheCalendarDoes() {
        #expect(CivilDay(1970, 1, 1).number == 0)
        #expect(CivilDay(2000, 3, 1).number == 11_017)
        #expect(CivilDay(2024, 2, 29).adding(years: 1).description == "2025-03-01")
        #expect(CivilDay(2026, 4, 1).adding(days: -1).description == "2026-03-31")
        for number in stride(from: -1_000_000, through: 1_000_000, by: 997) {
            let (year, month, day) = CivilDay(number: number).parts
            #expect(CivilDay(year, month, day).number == number)
        }
    }
}
