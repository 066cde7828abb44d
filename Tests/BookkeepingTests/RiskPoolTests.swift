import Bookkeeping
import Testing

@Suite("Sharing losses")
struct LossSharingTests {
    private func shares(_ sharing: LossSharing, _ amount: Double) throws -> [String: Fen] {
        Dictionary(uniqueKeysWithValues: try sharing.divide(wan(amount)).map { ($0.party, $0.amount) })
    }

    @Test("Every worked example of the policy rules")
    func examples() throws {
        #expect(try shares(.knowledgeValue, 90) == ["市级": wan(28.8), "区县": wan(43.2), "银行": wan(18)])
        #expect(try shares(.knowledgeValue, 80) == ["市级": wan(25.6), "区县": wan(38.4), "银行": wan(16)])
        #expect(try shares(.commercialValue, 120) == ["政府": wan(96), "银行": wan(24)])
        #expect(try shares(.governmentBankGuarantor, 400) == ["市级": wan(60), "区县": wan(60), "银行": wan(80), "担保机构": wan(200)])
        for (amount, city, county) in [(2000.0, 800.0, 1200.0), (80, 32, 48), (30, 12, 18)] {
            #expect(try shares(.seedFund, amount) == ["市级": wan(city), "区县": wan(county)])
        }
    }

    @Test("Not a fen is lost, whatever the amount")
    func exact() throws {
        for amount in (1...500).map({ Int64($0) * 7919 % 100_003 }) {
            #expect(try Fen.sum(LossSharing.knowledgeValue.divide(fen(amount)).map(\.amount)) == fen(amount))
        }
    }
}

@Suite("A risk pool")
struct RiskPoolTests {
    private func pool(city: Double = 400, county: Double = 600, fuse: Int64? = nil, cap: Fen? = nil) throws -> RiskPool {
        var pool = try RiskPool(.init(sharing: .knowledgeValue, contributors: ["市级", "区县"], fuse: fuse, capPerFirm: cap))
        try pool.take(.contribute(party: "市级", wan(city)))
        try pool.take(.contribute(party: "区县", wan(county)))
        return pool
    }

    private func lend(_ loan: String, _ amount: Double, firm: String = "甲", bank: String = "农商行", limit: Double = 500) -> RiskPool.Event {
        .lend(loan: loan, firm: firm, bank: bank, wan(amount), limit: wan(limit))
    }

    @Test("From the loan to compensation and recovery, as the policy rules have it")
    func example() throws {
        var pool = try pool()
        try pool.take(lend("1", 150, limit: 160))
        try pool.take(.repay(loan: "1", wan(60)))
        try pool.take(.fallOverdue(loan: "1"))
        try pool.take(.compensate(loan: "1"))
        #expect(pool.balance == wan(1000 - 72))
        #expect(pool.account(of: "市级").borne == wan(28.8))
        #expect(pool.account(of: "区县").borne == wan(43.2))
        #expect(pool.loans["1"]?.borne.first { $0.party == "银行" }?.amount == wan(18))
        // 20 come back after a cost of 2.5; the pool's 80 % of them come in.
        try pool.take(.recover(loan: "1", wan(22.5), cost: wan(2.5)))
        #expect(pool.balance == wan(1000 - 72 + 16))
        #expect(pool.loans["1"]?.recovered.first { $0.party == "银行" }?.amount == wan(4))
        try pool.take(.writeOff(loan: "1"))
        #expect(pool.fuse().owed == .zero)
    }

    @Test("No loan above the limit; no second one beside it; nothing out of turn")
    func refusals() throws {
        var pool = try pool(cap: wan(70))
        func problem(_ event: RiskPool.Event) -> RiskPoolProblem? { refusal { () throws(RiskPoolProblem) in try pool.take(event) } }
        #expect(problem(lend("1", 350, limit: 300)) == .aboveLimit(limit: wan(300), owed: .zero))
        try pool.take(lend("1", 200, limit: 300))
        #expect(problem(lend("2", 101, limit: 300)) == .aboveLimit(limit: wan(300), owed: wan(200)))
        #expect(problem(lend("1", 1)) == .repeatedLoan("1"))
        #expect(problem(.repay(loan: "1", wan(201))) == .moreThanOwed(wan(200)))
        #expect(problem(.compensate(loan: "1")) == .notNow("1", .running))
        #expect(problem(.repay(loan: "9", wan(1))) == .noSuchLoan("9"))
        #expect(problem(.contribute(party: "银行", wan(1))) == .noContributor("银行"))
        #expect(problem(.contribute(party: "市级", .zero)) == .books(.notPositive("3")))
        try pool.take(.fallOverdue(loan: "1"))
        #expect(problem(.compensate(loan: "1")) == .aboveCap(of: "甲", cap: wan(70), paid: .zero))
    }

    @Test("A pool cannot pay what it does not have")
    func tooSmall() throws {
        var pool = try pool(city: 10, county: 15)
        try pool.take(lend("1", 100))
        try pool.take(.fallOverdue(loan: "1"))
        #expect(refusal { () throws(RiskPoolProblem) in try pool.take(.compensate(loan: "1")) } == .poolTooSmall(balance: wan(25), needed: wan(80)))
    }

    @Test("The fuse blows at its share exactly, at the bank alone first, and holds until the overdue is paid")
    func fuse() throws {
        var pool = try pool(fuse: 50_000)
        try pool.take(lend("1", 95, firm: "甲", bank: "农商行"))
        try pool.take(lend("2", 5, firm: "乙", bank: "农商行"))
        try pool.take(lend("3", 300, firm: "丙", bank: "工行"))
        try pool.take(.fallOverdue(loan: "2"))
        func problem(_ event: RiskPool.Event) -> RiskPoolProblem? { refusal { () throws(RiskPoolProblem) in try pool.take(event) } }
        #expect(problem(lend("4", 10, firm: "丁", bank: "农商行")) == .fuseBlown(bank: "农商行"))
        #expect(problem(lend("4", 10, firm: "丁", bank: "工行")) == nil)
        try pool.take(.repay(loan: "2", fen(1)))
        #expect(problem(lend("5", 10, firm: "戊", bank: "农商行")) == nil)
        try pool.take(.fallOverdue(loan: "1"))
        #expect(problem(lend("6", 10, firm: "己", bank: "工行")) == .fuseBlown(bank: nil))
    }

    @Test("Replayable, balanced, no money created: 40 random histories", arguments: 0..<40)
    func histories(seed: Int) throws {
        var random = SplitMix(state: UInt64(seed) + 5000)
        var pool = try RiskPool(.knowledgeValue)
        var (contributed, shareOfLosses, shareOfRecoveries) = (Int64(0), Int64(0), Int64(0))
        for number in 0..<250 {
            let loan = "\(Int.random(in: 0..<max(1, number), using: &random))"
            let amount = fen(Int64.random(in: -5...20_000_000, using: &random))
            let event: RiskPool.Event =
                switch Int.random(in: 0..<12, using: &random) {
                case 0, 1: .contribute(party: ["市级", "区县", "他人"].randomElement(using: &random) ?? "", amount)
                case 2, 3, 4: .lend(loan: "\(number)", firm: "\(number % 7)", bank: "\(number % 3)", amount, limit: wan(80))
                case 5, 6: .repay(loan: loan, amount)
                case 7: .fallOverdue(loan: loan)
                case 8, 9: .compensate(loan: loan)
                case 10: .recover(loan: loan, amount, cost: fen(Int64.random(in: 0...1_000_000, using: &random)))
                default: .writeOff(loan: loan)
                }
            let before = pool
            do throws(RiskPoolProblem) {
                try pool.take(event)
                let after = pool
                func ownShare(_ shares: [LossSharing.Share]) -> Int64 { shares.filter { $0.party != "银行" }.reduce(0) { $0 + $1.amount.count } }
                switch event {
                case .contribute(_, let amount): contributed += amount.count
                case .compensate(let id): shareOfLosses += ownShare(after.loans[id]?.borne ?? [])
                case .recover(let id, _, _):
                    shareOfRecoveries += ownShare(after.loans[id]?.recovered ?? []) - ownShare(before.loans[id]?.recovered ?? [])
                default: break
                }
            } catch { #expect(pool == before, "\(error) changed the pool") }
            #expect(pool.balance.count == contributed - shareOfLosses + shareOfRecoveries)
            #expect(pool.balance >= .zero)
        }
        let trial = try pool.books.trialBalance()
        #expect(trial.debit == trial.credit)
        #expect(try RiskPool(.knowledgeValue, replaying: pool.events) == pool)
        for loan in pool.loans.values { #expect(loan.owed >= .zero && loan.owed <= loan.principal) }
    }
}
