@testable import Bookkeeping
@testable import Finance
@testable import Kernel
@testable import Registers
import Testing

/// The bank's statement, seed money, subsidies.
@Suite struct BooksTests {
    private static func line(
        _ county: County, _ fund: Row<CapitalFund>, _ serial: String, yuan: Int64, _ days: Int = 0, _ name: String? = nil, voucher: Int? = nil
    )
        async throws -> Row<BankLine>
    {
        var draft = Draft<BankLine>()
        (draft.fund, draft.serial, draft.day, draft.amount) = (fund.reference, serial, County.today.adding(days: days), Money(yuan: yuan))
        (draft.counterparty, draft.voucher) = (.some(name), .some(voucher))
        return try await county.centre.create(draft)
    }

    @Test(arguments: Database.available) func whatTheBankAndTheBooksKnowIsBroughtTogether(_ database: Database) async throws {
        try await withCounty(database) { county in
            // Vouchers: 1 the city's 400,000; 2 the county's 600,000; 3 and 4 two contributions of the county of the same 50,000.
            let fund = try await county.fund(.seed, city: 40, county: 60)
            for _ in 0..<2 {
                var paid = Draft<FundContribution>()
                (paid.fund, paid.party, paid.amount, paid.paidOn) = (fund.reference, .county, Money(wan: 5), County.today)
                _ = try await county.centre.move(try await county.centre.create(paid), step: "pay")
            }
            _ = try await Self.line(county, fund, "A", yuan: 400_000, 1, "市财政", voucher: 1)
            _ = try await Self.line(county, fund, "B", yuan: 600_000, 3, "区财政")
            let twin = try await Self.line(county, fund, "C", yuan: 50_000, 1)
            _ = try await Self.line(county, fund, "D", yuan: -12, 1, "手续费")
            let said = try await county.centre.carryOut("reconcileFund", on: fund.id).message.chinese
            #expect(said == "新对上 2 笔，银行还有 2 笔未对上", "the one of two like ones would be a guess")
            func matched() async throws -> [String: Int] {
                Dictionary(
                    try await county.centre.all(BankLine.self).compactMap { row in row.matched.map { (row.serial, $0) } },
                    uniquingKeysWith: { first, _ in first })
            }
            #expect(try await matched() == ["A": 1, "B": 2])
            let reference = fund.reference
            let now = try FundReconciliation(
                try await county.centre.all(BankLine.self) { $0.fund == reference }, try await county.centre.all(BookLine.self) { $0.fund == reference })
            let candidates = now.result.open.first { $0.line.id == twin.id.text }?.hint
            #expect(candidates == .severalCandidates(ids: ["3", "4"]))
            // The bank has 400,000 + 600,000 + 50,000 − 12 and the books 1,100,000. Each with what only the other knows: the same.
            #expect(now.bankBalance == Fen(1_049_988_00) && now.booksBalance == Fen(1_100_000_00) && now.result.difference == .zero)
            // A person chooses, but not a voucher of another amount or one that is taken.
            func match(_ voucher: Int) async -> Refusal? {
                var order = Draft<MatchBankLine>()
                order.voucher = voucher
                let submission = order.submission
                return await refusal { try await county.centre.carryOut("matchBankLine", on: twin.id, submission) }
            }
            #expect(await match(2)?.message.chinese == "凭证金额与流水金额不同")
            #expect(await match(9) != nil)
            #expect(await match(4) == nil)
            #expect(try await matched()["C"] == 4)
            #expect(try await county.centre.carryOut("reconcileFund", on: fund.id).message.chinese == "新对上 0 笔，银行还有 1 笔未对上")
        }
    }

    /// A seed fund of 2,000 at 40 : 60 (§5.3).
    @Test(arguments: Database.available) func seedMoneyGoesOutComesBackAndIsUsedAgain(_ database: Database) async throws {
        try await withCounty(database) { county in
            let fund = try await county.fund(.seed, city: 40, county: 60) { $0.cap = .some(Money(wan: 80)) }
            let firm = try await county.firmOfGradeD("甲厂", RoadTests.codes[0])
            let people = county.people(of: firm)
            func project(_ wan: Int64) async throws -> Row<SeedProject> {
                var draft = Draft<SeedProject>()
                (draft.enterprise, draft.name, draft.asked, draft.plan) = (firm.reference, "中试", Money(wan: wan), "设备和样品")
                return try await people.create(draft)
            }
            let first = try await project(80)
            #expect(await refusal { try await people.move(first, step: "submit") }?.message.chinese == "不在科技型企业系统中，请先入库")
            try await county.title(firm, .municipalScience, from: Day(2024, 1, 1))
            let tooMuch = try await project(81)
            #expect(await refusal { try await people.move(tooMuch, step: "submit") }?.message.chinese.hasPrefix("超过单户上限") == true)
            func invested(_ row: Row<SeedProject>, _ wan: Int64) async throws -> Row<SeedProject> {
                let row = try await county.centre.move(try await people.move(row, step: "submit"), step: "examine")
                #expect(await refusal { try await county.centre.move(row, step: "decide") } != nil, "nothing is decided without due diligence")
                #expect(await refusal { try await people.update(row) { $0.amount = .some(Money(wan: 80)) } } != nil, "a firm decides nothing for itself")
                var (decision, payment) = (Draft<DecideSeed>(), Draft<InvestSeed>())
                (decision.fund, decision.diligence, decision.amount) = (fund.reference, "已核查", Money(wan: wan))
                (decision.dueOn, payment.day) = (County.today.adding(months: 36), County.today)
                _ = try await county.centre.carryOut("decideSeed", on: row.id, decision.submission)
                _ = try await county.centre.carryOut("investSeed", on: row.id, payment.submission)
                return try await county.centre.row(row.reference)
            }
            let out = try await invested(first, 80)
            #expect(try await county.centre.row(fund.reference).balance == Money(wan: 20))
            #expect(try await county.centre.all(SupportedProject.self).map(\.amount) == [Money(wan: 80)], "everyone who pays sees it")
            let next = try await project(10)
            #expect(await refusal { try await people.move(next, step: "submit") }?.message.chinese.hasPrefix("超过单户上限") == true, "80 are out already")
            var order = Draft<RecordSeedReturn>()
            (order.day, order.principal, order.gain) = (County.today, Money(wan: 50), Money(wan: 2))
            _ = try await county.centre.carryOut("recordSeedReturn", on: out.id, order.submission)
            #expect(try await county.centre.row(fund.reference).balance == Money(wan: 72), "20 + 50 + 2, and it can be used again")
            order.principal = Money(wan: 31)
            let tooMuchBack = order.submission
            #expect(await refusal { try await county.centre.carryOut("recordSeedReturn", on: out.id, tooMuchBack) } != nil)
            // 30 of the 80 are lost: 12 the city's, 18 the county's.
            _ = try await county.centre.move(try await county.centre.row(out.reference), step: "writeOff", remark: "注销")
            let ledger = try await county.ledger(fund)
            #expect(
                ledger.differing.isEmpty && ledger.books.balance(of: "5101-city") == Fen(wanYuan: 12)
                    && ledger.books.balance(of: "5101-county") == Fen(wanYuan: 18))
            #expect(ledger.books.balance(of: "1501") == .zero && ledger.books.balance(of: "4101") == Fen(wanYuan: 2))
            for (code, value) in [("I043", 100.0), ("I059", 1), ("I059-amount", 80), ("I-seed-back", 50)] {
                #expect(try await county.value(code) == value, "\(code)")
            }
        }
    }

    /// 200 for a year at 4.75 % with a subsidy of 2 points: interest 9.5, subsidy 4.0 (§5.2).
    @Test(arguments: Database.available) func interestIsSubsidised(_ database: Database) async throws {
        try await withCounty(database) { county in
            let bank = try await county.bank("农商行")
            let fund = try await county.fund(.subsidy, city: 0, county: 5)
            let firm = try await county.firmOfGradeD("甲厂", RoadTests.codes[0])
            let people = county.people(of: bank)
            let application = try await county.apply(firm, at: bank, wan: 200, .general)
            let loan = try await county.examined(try await county.loan(of: application), people, wan: 200, rate: 4.75, method: .allAtEnd)
            var draft = Draft<InterestSubsidy>()
            (draft.enterprise, draft.application) = (firm.reference, application.reference)
            var subsidy = try await county.people(of: firm).create(draft)
            #expect(await refusal { try await county.people(of: firm).move(subsidy, step: "submit") } != nil, "no loan was drawn yet")
            // What was granted and told the firm nobody changes, neither the bank nor the centre.
            let granted = try await people.move(loan, step: "grant")
            for desk in [people, county.centre] {
                let refused = await refusal { try await desk.update(granted) { $0.rate = .some(Percentage(9)) } }
                #expect(refused?.message.chinese.hasPrefix("“已批准”状态下不能修改") == true, "\(desk.actor.name) changed the rate of a loan that was granted")
            }
            _ = try await people.move(granted, step: "draw")
            subsidy = try await county.people(of: firm).move(subsidy, step: "submit")
            let asked = subsidy
            #expect(
                await refusal { try await county.people(of: firm).update(asked) { $0.points = .some(Percentage(4)) } } != nil,
                "a firm settles nothing for itself")
            var order = Draft<SettleSubsidy>()
            (order.points, order.fund) = (Percentage(2), fund.reference)
            _ = try await county.centre.carryOut("settleSubsidy", on: subsidy.id, order.submission)
            subsidy = try await county.centre.row(subsidy.reference)
            #expect(subsidy.amount == Money(wan: 4))
            #expect(try await county.centre.row(fund.reference).balance == Money(wan: 1))
            let schedule = try #require(try await people.row(loan.reference).terms).schedule
            #expect(schedule.map(\.interest) == [Fen(wanYuan: 9, yuan: 5000)])
        }
    }

    @Test(arguments: Database.available) func aSubFundIsPaidByTheBooksOfBoth(_ database: Database) async throws {
        try await withCounty(database) { county in
            let (guidance, sub) = (
                try await county.fund(.guidance, city: 0, county: 100), try await county.fund(.subFund, city: 0, county: 0) { $0.social = 40 }
            )
            var stake = Draft<FundStake>()
            (stake.fund, stake.subFund, stake.amount, stake.paidOn) = (guidance.reference, sub.reference, Money(wan: 60), County.today)
            _ = try await county.centre.move(try await county.centre.create(stake), step: "pay")
            #expect(try await county.centre.row(guidance.reference).balance == Money(wan: 40))
            #expect(try await county.centre.row(sub.reference).balance == Money(wan: 60))
            stake.amount = Money(wan: 41)
            let more = try await county.centre.create(stake)
            #expect(await refusal { try await county.centre.move(more, step: "pay") }?.message.chinese.contains("只有 400000.00 元") == true)
            #expect(try await county.centre.row(sub.reference).balance == Money(wan: 60), "neither books have a part of it")
        }
    }
}
