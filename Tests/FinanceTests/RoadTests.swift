@testable import Bookkeeping
@testable import Finance
@testable import Kernel
@testable import Registers
import Testing

/// From the rating of a firm to the recovery of its loss, with the sums of policy rules §5.1.
@Suite struct RoadTests {
    static let codes = ["91500114YYYY00012L", "914403001922038216", "9144030071526726XG"]

    @Test(arguments: Database.available) func aLoanGoesFromItsRatingToItsRecovery(_ database: Database) async throws {
        try await withCounty(database) { county in
            let bank = try await county.bank("农商行")
            let pool = try await county.fund(city: 400, county: 600)
            try await county.agreement(pool, bank)
            let firm = try await county.firmOfGradeD("甲厂", Self.codes[0])
            let report = try await county.rate(firm)
            #expect(report.grade == "D" && report.score == 60 && report.limit == Money(wan: 160) && report.isExample)
            #expect(report.reasons.contains("示例模型，权重非官方发布") && report.reasons.contains("下一档 ≥ 6% 得 25 分"))
            let people = county.people(of: bank)
            var loan = try await county.lent(firm, at: bank, wan: 150)
            #expect(loan.grade == "D" && loan.owed == Money(wan: 150) && loan.fund == pool.reference)
            try await county.repay(loan, wan: 60, people)
            loan = try await people.move(try await people.row(loan.reference), step: "overdue")
            #expect(try await county.centre.row(pool.reference).overdue == Money(wan: 90))
            // Overdue 90: the fund 72, of it the city 28.8 and the county 43.2; the bank 18.
            let claim = try await county.centre.move(try await county.claim(loan, people), step: "pay")
            #expect(claim.paid == Money(wan: 72) && claim.byBank == Money(wan: 18))
            #expect(claim.byCity == Money(yuan: 288_000) && claim.byCounty == Money(yuan: 432_000))
            #expect(try await county.centre.row(pool.reference).balance == Money(wan: 928))
            let told = try await county.people(of: firm).all(LoanApplication.self)
            #expect(told.map(\.state) == [.compensated] && told.first?.owed == Money(wan: 90))
            // 20 came in: 16 to the pool, of it 6.4 and 9.6; 4 to the bank.
            var order = Draft<RecordRecovery>()
            (order.day, order.amount) = (County.today, Money(wan: 20))
            _ = try await people.carryOut("recordRecovery", on: loan.id, order.submission)
            let recovery = try #require(try await people.all(Recovery.self).first)
            #expect(recovery.returned == Money(wan: 16) && recovery.kept == Money(wan: 4))
            let ledger = try await county.ledger(pool)
            #expect(ledger.differing.isEmpty)
            #expect(ledger.books.balance(of: "1002") == Fen(wanYuan: 944), "1 000 − 72 + 16")
            #expect(
                ledger.books.balance(of: "4001-city") == Fen(wanYuan: 6, yuan: 4000) && ledger.books.balance(of: "4001-county") == Fen(wanYuan: 9, yuan: 6000))
            let sums = try ledger.books.trialBalance()
            #expect(sums.debit == sums.credit)
            // The rest is written off: it is nobody's exposure any more.
            _ = try await county.centre.move(try await county.centre.row(loan.reference), step: "writeOff", remark: "破产终结")
            let after = try await county.centre.row(pool.reference)
            #expect(after.owed == Money(fen: 0) && after.overdue == Money(fen: 0))
            for (code, value) in [("I042", 0.015), ("I060-loans", 1), ("I060", 0.1), ("I-compensation", 72), ("I-recovered", 16)] {
                #expect(try await county.value(code) == value, "\(code)")
            }
        }
    }

    /// A day that was planned and is still to come, or none, is the day of drawing; one that is past stays.
    @Test func aLoanIsDrawnOnADayThatIsNotToCome() async throws {
        try await withCounty(.sqlite) { county in
            let (bank, firm) = (try await county.bank("农商行"), try await county.firmOfGradeD("甲厂", Self.codes[0]))
            for (planned, drawn) in [(nil, 0), (5, 0), (-3, -3)] as [(Int?, Int)] {
                let application = try await county.apply(firm, at: bank, wan: 10, .general)
                let people = county.people(of: bank)
                var loan = try await county.examined(try await county.loan(of: application), people, wan: 10)
                loan = try await people.update(loan) { $0.drawnOn = .some(planned.map { County.today.adding(days: $0) }) }
                loan = try await people.move(try await people.move(loan, step: "grant"), step: "draw")
                #expect(loan.drawnOn == County.today.adding(days: drawn), "planned in \(planned.map(String.init) ?? "no") days")
            }
        }
    }

    @Test(arguments: Database.available) func aBankGrantsNoMoreThanTheLimit(_ database: Database) async throws {
        try await withCounty(database) { county in
            let (bank, other) = (try await county.bank("农商行"), try await county.bank("支行"))
            let pool = try await county.fund(city: 400, county: 600)
            for bank in [bank, other] { try await county.agreement(pool, bank) }
            let firm = try await county.firmOfGradeD("甲厂", Self.codes[0])
            let unrated = await refusal { try await county.apply(firm, at: bank, wan: 150) }
            #expect(unrated?.message.chinese == "请先做信用评价，再申请这种贷款")
            try await county.rate(firm)
            let people = county.people(of: bank)
            var loan = try await county.examined(try await county.loan(of: try await county.apply(firm, at: bank, wan: 350)), people, wan: 161)
            #expect(await refusal { try await people.move(loan, step: "grant") }?.message.chinese == "超过推荐额度：额度 1600000.00 元，已用 0.00 元")
            loan = try await people.update(loan) { $0.granted = .some(Money(wan: 100)) }
            loan = try await people.move(try await people.move(loan, step: "grant"), step: "draw")
            // 60 are left, at whichever bank; one that may not see the rating is not told the sums.
            let second = try await county.apply(firm, at: other, wan: 61, shares: false)
            let elsewhere = county.people(of: other)
            let blind = try await county.examined(try await county.loan(of: second), elsewhere, wan: 61)
            #expect(await refusal { try await elsewhere.move(blind, step: "grant") }?.message.chinese == "超过该企业的推荐额度（企业未授权查看评价）")
            // Nor does it run for longer than a year.
            let long = try await elsewhere.update(blind) { ($0.granted, $0.months) = (.some(Money(wan: 60)), .some(13)) }
            #expect(await refusal { try await elsewhere.move(long, step: "grant") }?.message.chinese == "知识价值信用贷款期限不超过 12 个月")
            let short = try await elsewhere.update(long) { $0.months = .some(12) }
            #expect(try await elsewhere.move(short, step: "grant").state == .granted)
            // What is repaid can be lent again.
            try await county.repay(loan, wan: 100, people)
            #expect(try await people.row(loan.reference).state == .settled)
            #expect(await refusal { try await county.repay(loan, wan: 1, people) } != nil)
        }
    }

    @Test(arguments: Database.available) func whomMisconductBarsGetsNothing(_ database: Database) async throws {
        try await withCounty(database) { county in
            let bank = try await county.bank("农商行")
            let pool = try await county.fund(city: 400, county: 600)
            try await county.agreement(pool, bank)
            let firm = try await county.firmOfGradeD("甲厂", Self.codes[0])
            try await county.rate(firm)
            let people = county.people(of: bank)
            let loan = try await county.examined(try await county.loan(of: try await county.apply(firm, at: bank, wan: 50)), people, wan: 50)
            var draft = Draft<IntegrityRecord>()
            (draft.subject, draft.enterprise, draft.category, draft.gravity) = ("甲厂", .some(firm.reference), .forgery, .serious)
            (draft.decision, draft.decidedOn, draft.barredUntil) = ("限制申报一年", County.today, .some(County.today.adding(days: 365)))
            let record = try await county.office.create(draft)
            let words = "该企业有科研诚信限制，至 \(County.today.adding(days: 365)) 不予受理"
            #expect(await refusal { try await county.apply(firm, at: bank, wan: 10) }?.message.chinese == words)
            #expect(await refusal { try await people.move(loan, step: "grant") }?.message.chinese == words)
            #expect(try await county.rate(firm).grade == nil, "nor does it have a grade while it is barred")
            _ = try await county.office.update(record) { $0.isLifted = true }
            try await county.rate(firm)
            let granted = try await people.move(loan, step: "grant")
            _ = try await county.office.update(try await county.office.row(record.reference)) { $0.isLifted = false }
            #expect(await refusal { try await people.move(granted, step: "draw") }?.message.chinese == words)
        }
    }

    @Test(arguments: Database.available) func theFuseStopsNewLoans(_ database: Database) async throws {
        try await withCounty(database) { county in
            let (bank, other) = (try await county.bank("农商行"), try await county.bank("支行"))
            let pool = try await county.fund(city: 400, county: 600) { $0.fuse = .some(Percentage(50)) }
            for bank in [bank, other] { try await county.agreement(pool, bank) }
            var loans: [Row<Loan>] = []
            for (place, code) in Self.codes.enumerated() {
                let firm = try await county.firmOfGradeD("企业\(place)", code)
                try await county.rate(firm)
                if place < 2 { loans.append(try await county.lent(firm, at: place == 0 ? bank : other, wan: 100)) }
            }
            _ = try await county.people(of: bank).move(loans[0], step: "overdue")
            // 100 of 200 are overdue: the fuse of 50 % has blown for everyone.
            let third = try #require(try await county.centre.all(Enterprise.self) { $0.name == "企业2" }.first)
            let refused = await refusal { try await county.lent(third, at: other, wan: 10) }
            #expect(refused?.message.chinese == "“风险补偿资金池”已达熔断线，暂停新增贷款")
            // 40 are paid back: 60 of 160 is below it, but at the first bank all is overdue.
            try await county.repay(loans[0], wan: 40, county.people(of: bank))
            let granted = try #require(try await county.centre.all(Loan.self) { $0.state == .granted }.first)
            #expect(try await county.people(of: other).move(granted, step: "draw").state == .running)
            #expect(await refusal { try await county.lent(third, at: bank, wan: 10) }?.message.chinese == "该银行已达熔断线，暂停新增贷款")
        }
    }

    @Test(arguments: Database.available) func compensationsAtOnceNeverExceedThePool(_ database: Database) async throws {
        try await withCounty(database) { county in
            let bank = try await county.bank("农商行")
            let pool = try await county.fund(city: 40, county: 60)
            try await county.agreement(pool, bank)
            let firm = try await county.firmOfGradeD("甲厂", Self.codes[0])
            try await county.rate(firm)
            let people = county.people(of: bank)
            var claims: [Row<LossClaim>] = []
            // Five loans of 30, each of which costs the pool 24: four of them 96, five 120.
            for _ in 0..<5 {
                let loan = try await people.move(try await county.lent(firm, at: bank, wan: 30), step: "overdue")
                claims.append(try await county.claim(loan, people))
            }
            // On PostgreSQL two programs pay at the same time.
            let second = database == .postgres ? try await County(database, at: county.address, seed: 77) : nil
            let all = claims
            let paid = await withTaskGroup(of: Bool.self) { group in
                for (place, claim) in (all + all).enumerated() {
                    let centre = (place % 2 == 1 ? second : nil)?.centre ?? county.centre
                    group.addTask { await refusal { try await centre.move(claim.meta.id, in: "lossClaim", step: "pay") } == nil }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(paid == 4)
            #expect(try await county.centre.all(LossClaim.self) { $0.state == .paid }.count == 4)
            #expect(try await county.centre.row(pool.reference).balance == Money(wan: 4))
            let ledger = try await county.ledger(pool)
            #expect(ledger.differing.isEmpty && ledger.books.entries.count == 6, "two contributions, four payments")
            await second?.store.close()
        }
    }

    @Test(arguments: Database.available) func nobodyWritesAVoucherByHand(_ database: Database) async throws {
        try await withCounty(database) { county in
            let pool = try await county.fund(city: 40, county: 60)
            var line = Draft<BookLine>()
            (line.fund, line.number, line.line, line.day, line.summary) = (pool.reference, 99, 1, County.today, "出资")
            (line.account, line.accountName, line.element, line.debit) = ("1002", "银行存款", .asset, .some(Money(wan: 1)))
            let draft = line
            for desk in [county.centre, county.system] {
                let refused = await refusal { try await desk.create(draft) }
                #expect(refused?.problems.contains { $0.code == "read-only" } == true, "\(refused.debugDescription)")
            }
            let first = try #require(try await county.centre.all(BookLine.self).first)
            #expect(await refusal { try await county.system.delete(first.id, version: nil, in: "bookLine") } != nil, "what is written stays")
            var change = Draft<CapitalFund>()
            change.balance = Money(wan: 1_000_000)
            let submission = change.submission
            #expect(await refusal { try await county.centre.update(pool.id, version: nil, submission) }?.problems.map(\.code) == ["read-only"])
            // Nobody deletes what money hangs on, nor turns an agreement into another one.
            let account = try #require(try await county.centre.all(FundAccount.self).first)
            #expect(await refusal { try await county.centre.delete(account.id, version: nil, in: "fundAccount") } == .forbidden(.delete, kind: "fundAccount"))
            try await county.agreement(pool, try await county.bank("农商行"))
            let agreement = try #require(try await county.centre.all(PoolBank.self).first)
            #expect(await refusal { try await county.centre.update(agreement) { $0.scheme = .commercial } }?.status == 409)
            // Money that has not arrived yet is no money.
            var planned = Draft<FundContribution>()
            (planned.fund, planned.party, planned.amount, planned.paidOn) = (pool.reference, .city, Money(wan: 5), County.today.adding(days: 1))
            let row = try await county.centre.create(planned)
            #expect(await refusal { try await county.centre.move(row, step: "pay") }?.message.chinese == "记账日期不能晚于今天")
        }
    }
}
