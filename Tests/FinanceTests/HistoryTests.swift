@testable import Bookkeeping
@testable import Finance
@testable import Kernel
@testable import Registers
import Testing

/// Random histories of a pool, held against the pool as a value (`RiskPool`), which knows nothing of records: after each step both refuse or do the same.
@Suite struct HistoryTests {
    private struct World {
        let county: County
        let pool: Row<CapitalFund>
        let banks: [Row<FinancialInstitution>]
        let firms: [Row<Enterprise>]
        var model: RiskPool
        var loans: [String: Row<Loan>] = [:]
        var order: [String] = []
    }

    private static func world(_ county: County) async throws -> World {
        let banks = [try await county.bank("农商行"), try await county.bank("支行")]
        let pool = try await county.fund(city: 40, county: 60) { ($0.fuse, $0.cap) = (.some(Percentage(80)), .some(Money(wan: 90))) }
        for bank in banks { try await county.agreement(pool, bank) }
        var firms: [Row<Enterprise>] = []
        for (place, code) in RoadTests.codes.enumerated() {
            firms.append(try await county.firmOfGradeD("企业\(place)", code))
            try await county.rate(firms[place])
        }
        let rules = RiskPool.Rules(sharing: .knowledgeValue, contributors: ["市级", "区县"], fuse: 800_000, capPerFirm: Fen(wanYuan: 90))
        var model = try RiskPool(rules)
        try model.take(.contribute(party: "市级", Fen(40_000_000)))
        try model.take(.contribute(party: "区县", Fen(60_000_000)))
        return World(county: county, pool: pool, banks: banks, firms: firms, model: model)
    }

    @Test(arguments: Database.available, [UInt64(1), 2, 3, 4]) func whateverHappensTheBooksBalanceAndReplay(_ database: Database, _ seed: UInt64) async throws {
        try await withCounty(database) { county in
            var chance = Chance(seed: seed)
            var world = try await Self.world(county)
            var done = 0
            for step in 0..<(database == .sqlite ? 60 : 25) {
                done += try await Self.step(&world, step, &chance) ? 1 : 0
                try await Self.compare(world, "after step \(step) of seed \(seed)")
            }
            #expect(done > (database == .sqlite ? 15 : 6), "hardly anything was done")
            let replayed = try RiskPool(world.model.rules, replaying: world.model.events)
            #expect(replayed == world.model)
            let ledger = try await county.ledger(world.pool)
            #expect(ledger.differing.isEmpty)
            let sums = try ledger.books.trialBalance()
            #expect(sums.debit == sums.credit)
        }
    }

    /// One random event, in both. Whether it was carried out.
    private static func step(_ world: inout World, _ step: Int, _ chance: inout Chance) async throws -> Bool {
        let county = world.county
        let wan = Int64(1 + chance.below(30))
        let id = world.order.isEmpty ? nil : world.order[chance.below(world.order.count)]
        switch what(happensTo: id, world, &chance) {
        case .lend:
            let (firm, bank) = (world.firms[chance.below(3)], world.banks[chance.below(2)])
            let event = RiskPool.Event.lend(
                loan: "L\(step)", firm: firm.name, bank: bank.name, Fen(wan * 1_000_000), limit: Fen(160_000_000))
            let expected = take(event, &world.model)
            let refused = await refusal { try await county.lent(firm, at: bank, wan: wan) }
            #expect((refused == nil) == expected, "lending \(wan): \(refused?.message.chinese ?? "done"), expected \(expected)")
            guard refused == nil, let loan = try await county.centre.rows(Loan.self, order: .newestFirst, limit: 1).first else { return false }
            world.loans["L\(step)"] = loan
            world.order.append("L\(step)")
            return true
        case .repay:
            return try await same(id, .repay(loan: id ?? "", Fen(wan * 1_000_000)), &world) { try await county.repay($0, wan: wan, county.system) }
        case .fallOverdue:
            return try await same(id, .fallOverdue(loan: id ?? ""), &world) { _ = try await county.system.move($0.id, in: "loan", step: "overdue") }
        case .compensate:
            return try await same(id, .compensate(loan: id ?? ""), &world) {
                _ = try await county.centre.move(try await county.claim($0, county.system), step: "pay")
            }
        case .writeOff:
            return try await same(id, .writeOff(loan: id ?? ""), &world) {
                _ = try await county.centre.move($0.id, in: "loan", step: "writeOff", remark: "破产终结")
            }
        case .recover:
            return try await same(id, .recover(loan: id ?? "", Fen(wan * 1_000_000), cost: Fen(wan * 100_000)), &world) { loan in
                var order = Draft<RecordRecovery>()
                (order.day, order.amount, order.cost) = (County.today, Money(wan: wan), Money(fen: wan * 100_000))
                _ = try await county.system.carryOut("recordRecovery", on: loan.id, order.submission)
            }
        }
    }

    private enum Happening: CaseIterable { case lend, repay, fallOverdue, compensate, recover, writeOff }

    /// Mostly what a loan in this state does, sometimes what it does not.
    private static func what(happensTo id: String?, _ world: World, _ chance: inout Chance) -> Happening {
        guard let id, let loan = world.model.loans[id], chance.below(10) > 2 else { return .lend }
        if chance.below(5) == 0 { return Happening.allCases[chance.below(6)] }
        let isRare = chance.below(3) == 0
        return switch loan.state {
        case .running: isRare ? .fallOverdue : .repay
        case .overdue: isRare ? .repay : .compensate
        case .compensated, .writtenOff: isRare ? .writeOff : .recover
        case .settled: .lend
        }
    }

    private static func take(_ event: RiskPool.Event, _ model: inout RiskPool) -> Bool {
        do {
            try model.take(event)
            return true
        } catch { return false }
    }

    private static func same(
        _ id: String?, _ event: RiskPool.Event, _ world: inout World, _ body: (Row<Loan>) async throws -> Void
    ) async throws -> Bool {
        guard let id, let seen = world.loans[id] else { return false }
        let expected = take(event, &world.model)
        let loan = try await world.county.centre.row(seen.reference)
        let refused = await refusal { try await body(loan) }
        #expect((refused == nil) == expected, "\(event): \(refused?.message.chinese ?? "done"), expected \(expected)")
        return expected
    }

    /// What the records say is what the value says.
    private static func compare(_ world: World, _ when: String) async throws {
        let county = world.county
        let pool = try await county.centre.row(world.pool.reference)
        #expect(pool.balance.exact == world.model.balance, "\(when): the balance")
        #expect(pool.balance >= Money(fen: 0))
        let fuse = world.model.fuse()
        #expect(pool.owed.exact == fuse.owed && pool.overdue.exact == fuse.overdue, "\(when): what is owed and overdue")
        for (id, seen) in world.loans {
            let (loan, model) = (try await county.centre.row(seen.reference), try #require(world.model.loans[id]))
            #expect(loan.owed.exact == model.owed, "\(when): what is owed of \(id)")
        }
        let reference = world.pool.reference
        let accounts = try await county.centre.all(FundAccount.self) { $0.fund == reference }
        for (party, name) in [("city", "市级"), ("county", "区县")] {
            func held(_ code: String) -> Fen { accounts.first { $0.code == "\(code)-\(party)" }?.balance.exact ?? .zero }
            let account = world.model.account(of: name)
            #expect(held("3001") == account.contributed && held("5001") == account.borne && held("4001") == account.recovered, "\(when): \(name)")
        }
    }
}
