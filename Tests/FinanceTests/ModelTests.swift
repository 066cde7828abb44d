import CreditRating
@testable import Finance
@testable import Kernel
@testable import Registers
import Testing

/// Models that a county writes.
@Suite struct ModelTests {
    @Test func theShippedExamplesSayWhatTheReferenceSays() throws {
        let model = try ModelText(ExampleModel.text(of: .knowledge)).model(named: "示例", isExample: true)
        #expect(model.groups.map(\.most) == [2500, 2500, 1500, 1500, 1000, 1000])
        #expect(model.grades.map(\.code) == ["A", "B", "C", "D", "E"])
        #expect(model.grades.map { $0.limit / 1_000_000 } == [500, 400, 300, 160, 80] && model.grades.map(\.least) == [8500, 7500, 6500, 5500, 4500])
        #expect(model.exclusions.count == 3)
        // The same bands as the example of the science: 25 for R&D of 6 %, 20 for 5.9 %.
        let rated = model.rate(["研发费用": 59, "营业收入": 1000])
        #expect(rated.groups[1].points == 2000 && model.rate(["研发费用": 60, "营业收入": 1000]).groups[1].points == 2500)
        #expect(try ModelText(ExampleModel.text(of: .commercial)).model(named: "示例", isExample: true).grades.first?.limit == 300_000_000)
    }

    @Test(arguments: [
        ("项 a = 研发费用/营业收入 : ≥6% → 25", "第 1 行：“项”前面要先有“组”"), ("组 甲 = 25\n项 a = 员工 : ≥6 → 25", "第 2 行：没有“员工”这个指标"),
        ("组 甲 = 25\n项 a = 研发费用 : ≥6 → 25", "第 2 行：金额请写成两个指标之比"), ("组 甲 = 25\n项 a = 研发费用/营业收入 : ≥6 → 25", "第 2 行：比值写百分数，单个指标不写"),
        ("组 甲 = 二十五", "第 1 行：“二十五”应为 1 至 1000 的整数"), ("组 甲 = 25\n项 a = 科技人员/职工总数 : 6% → 25", "第 2 行：档次应以 ≥ 或 ≤ 开头，收到“6%”"),
        ("甲 = 25", "第 1 行：应以 组、项、级、上调 或 排除 开头，收到“甲”"),
        ("组 甲 = 25\n级 A = 80 → 100\n级 B = 85 → 50", "至少要有一个组和一个等级；等级从高到低排列，分数和额度依次降低，名称不能重复"), ("", "至少要有一个组和一个等级；等级从高到低排列，分数和额度依次降低，名称不能重复"),
    ])
    func whatIsWrongIsNamedWithItsLine(_ text: String, _ words: String) {
        #expect(throws: ModelText.Fault.self) { try ModelText(text).model(named: "甲", isExample: true) }
        do { _ = try ModelText(text).model(named: "甲", isExample: true) } catch { #expect(error.label.chinese == words) }
    }

    @Test(arguments: Database.available) func aModelRatesFromItsDayAndNeverChanges(_ database: Database) async throws {
        try await withCounty(database) { county in
            let firm = try await county.firmOfGradeD("甲厂", RoadTests.codes[0])
            var order = Draft<DraftCreditModel>()
            (order.name, order.since, order.basis) = ("本县模型", County.today, "会议纪要")
            _ = try await county.centre.carryOut("draftCreditModel", order.submission)
            var model = try #require(try await county.centre.all(CreditModel.self).first)
            model = try await county.centre.update(model) { $0.definition = "组 人才|Talent = 10\n项 科技人员 = 科技人员 : ≥二十 → 10\n级 甲 = 5 → 30" }
            #expect(await refusal { try await county.centre.move(model, step: "publish") }?.message.chinese == "第 2 行：“二十”应为 0 至 1000000000 的整数")
            model = try await county.centre.update(model) {
                ($0.definition, $0.isExample) = ("组 人才|Talent = 10 # 只看人\n项 科技人员 = 科技人员 : ≥20 → 10, ≥10 → 4\n级 甲 = 5 → 30", false)
            }
            #expect(try await county.rate(firm).grade == "D", "a draft judges nobody")
            model = try await county.centre.move(model, step: "publish")
            let report = try await county.rate(firm)
            #expect(report.grade == "甲" && report.limit == Money(wan: 30) && report.model == model.reference && !report.isExample)
            let published = model
            #expect(await refusal { try await county.centre.update(published) { $0.definition = "组 人才 = 99\n级 甲 = 5 → 30" } } != nil)
            #expect(
                try await ModelInForce(.knowledge, on: County.today.adding(days: -1), county.centre).record == nil, "the day before, the example was in force")
            #expect(await refusal { try await county.centre.update(report) { $0.score = 100 } } != nil, "a rating is never changed")
        }
    }

    @Test(arguments: Database.available) func aFirmIsRatedByWhatWasOnRecordOnADay(_ database: Database) async throws {
        try await withCounty(database) { county in
            let firm = try await county.firmOfGradeD("甲厂", RoadTests.codes[0])
            try await county.title(firm, .highTech, from: Day(2026, 1, 10), until: Day(2028, 12, 31))
            let desk = county.centre
            func score(_ day: Day) async throws -> Int {
                let (figures, force) = (try await CreditFile(firm, desk, on: day).figures(on: day), try await ModelInForce(.knowledge, on: day, desk))
                return force.model.rate(figures.values, flags: figures.flags).score
            }
            #expect(try await score(County.today) == 7000, "60 and 10 for the title")
            func score(_ year: Int, _ month: Int, _ date: Int) async throws -> Int { try await score(try #require(Day(year, month, date))) }
            #expect(try await score(2026, 1, 9) == 6000, "the title was not there yet")
            // At the end of 2025 neither the figures of the year nor the rights of its last day were there.
            #expect(try await score(2025, 12, 30) == 0)
            // Figures of 2025 count for two years more; then only the four rights and the title are left, and after its end the rights alone.
            #expect(try await score(2027, 12, 31) == 7000)
            #expect(try await score(2028, 1, 1) == 3000)
            #expect(try await score(2029, 1, 1) == 2000)
        }
    }

    @Test(arguments: Database.available) func demandsMeetOffersForReasons(_ database: Database) async throws {
        try await withCounty(database) { county in
            let firm = try await county.firmOfGradeD("甲厂", RoadTests.codes[0])
            let (bank, fund) = (try await county.bank("农商行"), try await county.bank("创投公司", .venture))
            func offer(_ institution: Row<FinancialInstitution>, _ title: String, _ way: FinancingDemand.Way, _ most: Int64) async throws -> Row<FinancingOffer>
            {
                var draft = Draft<FinancingOffer>()
                (draft.institution, draft.title, draft.content, draft.way, draft.most) = (institution.reference, title, "面向本县企业", way, .some(Money(wan: most)))
                return try await county.people(of: institution, as: institution == bank ? "bank" : "investor").create(draft)
            }
            let pledge = try await offer(bank, "发明专利质押贷款", .loan, 100)
            _ = try await offer(bank, "房产抵押贷款", .loan, 1000)
            _ = try await offer(fund, "发明专利股权投资", .equity, 1000)
            var draft = Draft<FinancingDemand>()
            (draft.enterprise, draft.title, draft.content, draft.amount) = (firm.reference, "想用发明专利质押融资", "扩产", Money(wan: 120))
            let demand = try await county.people(of: firm).create(draft)
            let matches = FinancingMatches.offers(for: demand, among: try await county.centre.all(FinancingOffer.self), on: County.today)
            #expect(matches.first?.offer.id == pledge.id && matches.first?.phrases.first == "发明专利质押" && matches.first?.isEnough == false)
            #expect(matches.allSatisfy { $0.offer.way == .loan })
            var order = Draft<ProposeIntroduction>()
            order.offer = pledge.reference
            _ = try await county.centre.carryOut("proposeIntroduction", on: demand.id, order.submission)
            #expect(try await county.people(of: fund, as: "investor").all(Introduction.self).isEmpty, "another institution does not see it")
            let people = county.people(of: bank)
            var made = try #require(try await people.all(Introduction.self).first)
            #expect(made.reason == "共同内容：发明专利质押")
            made = try await people.update(try await people.move(made, step: "talk")) { $0.amount = .some(Money(wan: 90)) }
            _ = try await people.move(made, step: "agree")
            #expect(try await county.people(of: firm).row(demand.reference).state == .met)
            #expect(try await county.value("I-introductions", period: "2026") == 90)
        }
    }
}
