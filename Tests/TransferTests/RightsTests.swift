import Foundation
@testable import Kernel
@testable import Registers
import Testing
@testable import Transfer

/// Achievements, patents, incomes.
@Suite struct RightsTests {
    private static func patent(
        _ desk: Desk, _ number: String, _ category: Patent.Category = .invention, of firm: Row<Enterprise>? = nil,
        _ change: (inout Draft<Patent>) -> Void = { _ in }
    ) async throws -> Row<Patent> {
        var draft = Draft<Patent>()
        (draft.number, draft.name, draft.category, draft.field) = (number, "一种低温烘干方法", category, .medicine)
        (draft.holder, draft.enterprise) = (firm?.name ?? "研究所", .some(firm?.reference))
        (draft.filedOn, draft.grantedOn, draft.paidUntil) = (Day(2020, 10, 12), .some(Day(2022, 5, 6)), .some(Day(2026, 10, 12)))
        change(&draft)
        return try await desk.create(draft)
    }

    @Test(arguments: Database.available) func validInventionsPerTenThousandPeople(_ database: Database) async throws {
        try await withCounty(database) { county in
            let firm = try await county.first()
            let people = county.people(of: firm)
            // The numbers of policy-rules.md §9.5.
            let one = try await Self.patent(people, "202010123456.2", of: firm)
            let two = try await Self.patent(county.office, "200310102344.5") { $0.highValue = .some([.strategic]) }
            let three = try await Self.patent(people, "202120654321.9", .utilityModel, of: firm)
            #expect(try await county.value("I090") == 0, "nothing counts before it is verified")
            #expect(await refusal { try await people.move(one, step: "verify") } != nil, "nobody verifies their own")
            for row in [one, two, three] { _ = try await county.office.move(row, step: "verify") }
            #expect(try await county.value("I090") == 2)
            #expect(try await county.value("I005") == nil, "nothing is known of the people")
            for (year, hundreds) in [(2024, 3800), (2025, 4000)] {
                var draft = Draft<ResidentPopulation>()
                (draft.year, draft.hundreds, draft.source) = (year, hundreds, "统计公报")
                _ = try await county.office.move(try await county.office.create(draft), step: "use")
            }
            // 2 inventions by 40.00 万 people; one of them of high value.
            #expect(try #require(try await county.value("I005")) == 0.05)
            #expect(try await county.value("I064") == 0.05)
            #expect(try await county.value("I-high-value-patents") == 0.025)
            #expect(try await county.office.all(ResidentPopulation.self).map(\.state) == [.replaced, .inForce])
            _ = try await county.office.move(try await county.office.row(two.reference), step: "lapse", remark: "未缴年费")
            #expect(try await county.value("I005") == 0.025)
            // The register that the ladder reads: one of Class I, one of Class II.
            _ = try await county.office.carryOut("countRights", on: firm.id)
            _ = try await county.office.carryOut("countRights", on: firm.id)
            let counts = try await county.office.all(RightsCount.self)
            #expect(counts.map { [$0.first, $0.firstOwn, $0.highValue, $0.second] } == [[1, 1, 0, 1]])
        }
    }

    @Test func wrongNumbersAreRefused() async throws {
        try await withCounty { county in
            let office = county.office
            func fields(_ number: String, _ category: Patent.Category = .invention) async -> [String] {
                await refusal { try await Self.patent(office, number, category) }?.problems.compactMap(\.field) ?? []
            }
            #expect(await fields("202010123456.3") == ["number"], "the check digit is wrong")
            #expect(await fields("ZL202010123456.2") == ["number"], "it would be another number than the one without ZL")
            #expect(await fields("202010123456.2", .design) == ["category"])
            #expect(await fields("2024SR0123456", .software) == [])
            #expect(await fields("202310000108.X") == [])
            #expect(await fields("202310000108.X") == ["number"], "it is there already")
        }
    }

    /// Filed 2020-10-12: a year ends on 12 October.
    @Test func annualFeesAreDueBeforeEachAnniversary() throws {
        func day(_ year: Int, _ month: Int, _ day: Int) throws -> Day { try #require(Day(year, month, day)) }
        let filed = try day(2020, 10, 12)
        let fees = AnnualFees(filed: filed, granted: try day(2022, 5, 6), paidUntil: nil, years: 20)
        #expect(fees.paidUntil == (try day(2022, 10, 12)), "the year of the grant is paid with it")
        #expect(fees.nextUntil == (try day(2023, 10, 12)))
        let paid = AnnualFees(filed: filed, granted: nil, paidUntil: try day(2026, 10, 12), years: 20)
        for (on, standing) in [
            (try day(2026, 7, 13), AnnualFees.Standing.paid), (try day(2026, 7, 14), .due), (try day(2026, 10, 11), .due), (try day(2026, 10, 12), .late),
            (try day(2027, 4, 12), .late), (try day(2027, 4, 13), .lapsed), (try day(2040, 10, 12), .ended),
        ] { #expect(paid.standing(on: on) == standing, "\(on)") }
        // The last year needs no further fee.
        #expect(AnnualFees(filed: filed, granted: nil, paidUntil: try day(2040, 10, 12), years: 20).standing(on: try day(2040, 10, 1)) == .paid)
        #expect(AnnualFees.anniversary(of: try day(2020, 2, 29), after: try day(2022, 3, 1)) == (try day(2023, 2, 28)))
    }

    @Test(arguments: Database.available) func aFeeThatIsPaidMovesTheReminder(_ database: Database) async throws {
        try await withCounty(database) { county in
            let firm = try await county.first()
            let people = county.people(of: firm)
            let row = try await county.office.move(
                try await Self.patent(people, "202010123456.2", of: firm) { $0.paidUntil = .some(Day(2026, 9, 1)) }, step: "verify")
            #expect(try await county.value("I-patents-fee") == 1)
            var order = Draft<PayFee>()
            (order.paidOn, order.amount) = (County.today, Money(yuan: 1200))
            let neighbour = county.people(of: try await county.second())
            #expect(try await neighbour.row(row.reference).number == "202010123456.2", "patents are free for all to read")
            #expect(await refusal { try await neighbour.carryOut("payFee", on: row.id, order.submission) }?.status == 403, "but not to keep")
            _ = try await people.carryOut("payFee", on: row.id, order.submission)
            #expect(try await people.row(row.reference).paidUntil == Day(2026, 10, 12))
            _ = try await people.carryOut("payFee", on: row.id, order.submission)
            #expect(try await people.row(row.reference).paidUntil == Day(2027, 10, 12))
            #expect(try await county.value("I-patents-fee") == 0)
            #expect(try await people.all(PatentFee.self).count == 2)
        }
    }

    @Test(arguments: Database.available) func achievementsAreRegisteredAndPutToUse(_ database: Database) async throws {
        try await withCounty(database) { county in
            let institute = county.institute()
            var numbers: [String?] = []
            for name in ["低温烘干工艺", "脱毒种薯扩繁"] {
                var draft = Draft<ScienceAchievement>()
                (draft.name, draft.owner, draft.category, draft.field) = (name, "研究所", .applied, .agriculture)
                (draft.completedOn, draft.registeredOn, draft.appraisal, draft.summary) = (Day(2025, 12, 1), County.today, .experts, "专家评价，国内先进。")
                var row = try await institute.move(try await institute.create(draft), step: "submit")
                let waiting = row
                #expect(await refusal { try await county.office.move(waiting, step: "register") } != nil, "there is no evidence yet")
                row = try await county.office.move(row, step: "return", remark: "缺评价证明")
                let file = try await county.upload(by: institute)
                row = try await institute.update(row) { $0.evidence = .some(file) }
                row = try await institute.move(row, step: "submit")
                row = try await county.office.move(row, step: "register")
                numbers.append(row.number)
            }
            #expect(numbers == ["202600000001", "202600000002"])
            #expect(try await county.value("I010", period: "2026") == 2)
            #expect(try await county.value("I010", period: "2025") == 0)
            #expect(try await county.value("I091-rate") == 0)
            // A contract over it that is registered puts it to use: one of two.
            let achievement = try #require(try await institute.all(ScienceAchievement.self).first)
            var contract = try await county.contract(by: institute) { $0.achievement = .some(achievement.reference) }
            contract = try await institute.move(contract, step: "submit")
            for step in ["accept", "register"] { contract = try await county.station.move(contract, step: step) }
            #expect(try await institute.row(achievement.reference).transferredOn == County.today)
            #expect(try await county.value("I091-rate") == 50)
        }
    }

    @Test func whatIsGivenAndSharedOutIsUnderNoticeFirst() async throws {
        try await withCounty { county in
            let institute = county.institute()
            var share = Draft<IncomeShare>()
            (share.title, share.unit, share.day) = ("烘干技术转化收益分配", "研究所", County.today)
            (share.net, share.inventors, share.ownUnit, share.others) = (Money(wan: 100), Money(wan: 70), Money(wan: 30), Money(fen: 1))
            let draft = share
            #expect(await refusal { try await institute.create(draft) }?.problems.compactMap(\.field) == ["net"], "a fen too much")
            share.others = Money(fen: 0)
            var row = try await institute.move(try await institute.create(share), step: "notice")
            row = try await institute.row(row.reference)
            #expect(row.noticeUntil == County.today.adding(days: 15))
            let notice = try #require(try await county.people(of: try await county.first()).rows(MarketNotice.self).first)
            #expect(notice.category == .publicity && notice.body.contains("70 万元"))
            county.setClock(County.today.adding(days: 15))
            let early = row
            #expect(await refusal { try await institute.move(early, step: "pay") } != nil, "the notice runs until the end of its last day")
            county.setClock(County.today.adding(days: 16))
            _ = try await institute.move(row, step: "pay")
            #expect(try await county.value("I-income-shared", period: "2026") == 70)
        }
    }
}
