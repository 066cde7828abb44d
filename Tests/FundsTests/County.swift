import Foundation
@testable import Funds
@testable import Kernel
@testable import Registers
@testable import Store
import Synchronization
import Testing

/// The databases that the application is tested on.
enum Database: String, CaseIterable, CustomTestStringConvertible {
    case sqlite, postgres
    var testDescription: String { rawValue }

    static let server = ProcessInfo.processInfo.environment["SHANHE_TEST_POSTGRES"] ?? ""
    /// PostgreSQL takes part when the tests are given a server.
    static let available: [Database] = server.isEmpty ? [.sqlite] : allCases
}

/// A small county that begins on Wednesday, 1 July 2026, with the registers and the application, and nothing in them. Days pass when a test says so.
struct County: Sendable {
    let engine: Engine
    let store: any Store
    let clock: Clock
    let address: String

    static let region = Region("500114")
    static let today = Day(number: 20_635)

    /// Time and chance of one program.
    final class Clock: Sendable {
        private let state: Mutex<(now: Instant, chance: UInt64)>
        init(seed: UInt64) { state = Mutex((now: Instant(startOf: County.today), chance: seed)) }
        func go(to day: Day) { state.withLock { $0.now = Instant(startOf: day) } }
        var context: Context {
            Context(
                now: {
                    self.state.withLock { state in
                        state.now = Instant(milliseconds: state.now.milliseconds + 1)
                        return state.now
                    }
                },
                random: {
                    self.state.withLock { state in
                        state.chance = state.chance &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                        return state.chance ^ (state.chance >> 31)
                    }
                })
        }
    }

    init(_ database: Database) async throws {
        switch database {
        case .sqlite:
            let folder = NSTemporaryDirectory() + "funds-" + UUID().uuidString
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            address = folder + "/test.sqlite"
            store = try SQLiteStore(path: address)
        case .postgres:
            let name = "f" + UUID().uuidString.replacing("-", with: "").lowercased()
            let plain = try await PostgresStore(url: Database.server, connections: 1)
            _ = try await plain.lines("CREATE SCHEMA \(name)")
            await plain.close()
            address = Database.server + "?options=-csearch_path%3D\(name)"
            store = try await PostgresStore(url: address, connections: 2)
        }
        clock = Clock(seed: 1)
        engine = try Engine([.registers, .funds], store: store, context: clock.context)
        try await engine.start()
    }

    private init(beside county: County) async throws {
        (address, clock) = (county.address, Clock(seed: 2))
        store = try await PostgresStore(url: address, connections: 2)
        engine = try Engine([.registers, .funds], store: store, context: clock.context)
        try await engine.start()
    }

    /// Another program on the same PostgreSQL; the same one on SQLite, which one program has for itself.
    func neighbour() async throws -> County { store is PostgresStore ? try await County(beside: self) : self }

    var system: Desk { engine.desk(for: .system(in: County.region)) }
    var register: Desk { desk("register", "enterpriseOffice") }
    var office: Desk { desk("office", "fundOffice") }
    var finance: Desk { desk("finance", "financeBureau") }

    func desk(_ name: String, _ role: String, organisation: String = "") -> Desk {
        let roles = engine.catalog.roles[role].map { [$0] } ?? []
        return engine.desk(for: Actor(id: name, name: name, region: County.region, organisation: organisation, roles: roles))
    }

    /// Somebody who signs in for an enterprise.
    func people(of firm: Row<Enterprise>) -> Desk { desk("of-\(firm.name)", "enterprise", organisation: firm.id.ofOrganisation.text) }
    func people(of provider: Row<ServiceProvider>) -> Desk { desk("of-\(provider.name)", "serviceProvider", organisation: provider.id.ofOrganisation.text) }

    func enterprise(_ name: String, _ code: String, _ change: (inout Draft<Enterprise>) -> Void = { _ in }) async throws -> Row<Enterprise> {
        var draft = Draft<Enterprise>()
        draft.name = name
        draft.creditCode = CreditCode(code)
        draft.section = .some(.c)
        change(&draft)
        return try await register.create(draft)
    }

    /// Figures of a year, in 万元.
    @discardableResult
    func figures(_ firm: Row<Enterprise>, _ year: Int, research: Int64, revenue: Int64 = 1000, isVerified: Bool = true) async throws -> Row<EnterpriseYear> {
        var draft = Draft<EnterpriseYear>()
        draft.enterprise = firm.reference
        draft.closes = Day(year, 12, 31)
        (draft.research, draft.revenue) = (.some(Money(wan: research)), .some(Money(wan: revenue)))
        let row = try await register.move(try await register.create(draft), step: "submit")
        return isVerified ? try await register.move(row, step: "verify") : row
    }

    /// A fund with a line of 2026, in 万元.
    func line(_ limit: Int64, _ name: String = "创新驱动发展专项") async throws -> Row<BudgetLine> {
        var fund = Draft<Fund>()
        (fund.name, fund.manager) = (name, .some("科技局"))
        var draft = Draft<BudgetLine>()
        (draft.fund, draft.year, draft.name, draft.limit) = (try await finance.create(fund).reference, 2026, "2026 年\(name)", Money(wan: limit))
        return try await finance.create(draft)
    }

    /// A published clause, in force since the beginning of 2026: by default that of 研发准备金.
    func clause(_ line: Row<BudgetLine>, _ change: (inout Draft<PolicyClause>) -> Void = { _ in }) async throws -> Row<PolicyClause> {
        var policy = Draft<Policy>()
        policy.title = "政策 \(engine.context.newID().text)"
        var draft = Draft<PolicyClause>()
        (draft.policy, draft.code, draft.title, draft.fund) = (try await office.create(policy).reference, "C-1", "研发准备金补助", line.fund)
        (draft.from, draft.cap) = (Day(2026, 1, 1), .some(Money(wan: 100)))
        draft.conditions = .some(ConditionText("研发费用 ≥ 50万元"))
        draft.amount = .some(FormulaText("3% × 上年研发费用 + 10% × 取大(0, 研发费用 − 上年研发费用)"))
        draft.documents = .some(["研发费用辅助账"])
        change(&draft)
        return try await office.move(try await office.create(draft), step: "publish")
    }

    func claim(_ firm: Row<Enterprise>, _ clause: Row<PolicyClause>, _ subject: String = "2025 年研发投入") -> Draft<Claim> {
        var draft = Draft<Claim>()
        (draft.enterprise, draft.clause, draft.year, draft.subject) = (firm.reference, clause.reference, 2025, subject)
        (draft.payee, draft.bank, draft.account, draft.isStated) = (firm.name, "农商行", "6222020000001", true)
        return draft
    }

    @discardableResult
    func document(_ claim: Row<Claim>, _ name: String) async throws -> Row<ClaimDocument> {
        var draft = Draft<ClaimDocument>()
        (draft.claim, draft.enterprise, draft.name, draft.note) = (claim.reference, claim.enterprise, name, .some("纸质材料已交"))
        return try await office.create(draft)
    }

    func review(_ claim: Row<Claim>, share: Int, assessed: Int64? = nil) async throws -> Row<Claim> {
        var order = Draft<ReviewClaim>()
        (order.share, order.opinion, order.assessed) = (share, "同意", .some(assessed.map { Money(wan: $0) }))
        _ = try await office.carryOut("reviewClaim", on: claim.id, order.submission)
        return try await office.row(claim.reference)
    }

    /// From nothing to a payment that waits, on the day after the public notice: the whole amount.
    func listed(_ firm: Row<Enterprise>, _ clause: Row<PolicyClause>, _ subject: String = "2025 年研发投入") async throws -> (
        claim: Row<Claim>, payment: Row<Payment>
    ) {
        var claim = try await office.move(try await office.create(claim(firm, clause, subject)), step: "submit")
        for name in clause.documents ?? [] { try await document(claim, name) }
        claim = try await review(try await office.move(claim, step: "accept"), share: 100)
        claim = try await finance.move(try await office.move(claim, step: "review"), step: "fund")
        claim = try await office.move(claim, step: "notice")
        clock.go(to: try #require(claim.noticeUntil).adding(days: 1))
        claim = try await office.move(claim, step: "list")
        let reference = claim.reference
        return (claim, try #require(try await finance.all(Payment.self) { $0.claim == reference }.first))
    }

    func send() async throws -> Row<PaymentBatch> {
        _ = try await finance.carryOut("makeBatch", Draft<MakeBatch>().submission)
        let batch = try #require(try await finance.rows(PaymentBatch.self, limit: 1).first)
        _ = try await finance.carryOut("sendBatch", on: batch.id)
        return batch
    }

    func result(_ number: String, _ amount: Money, _ result: BankResult.Result = .paid, reason: String? = nil) async throws -> Row<BankResult> {
        var draft = Draft<BankResult>()
        (draft.number, draft.amount, draft.day, draft.result, draft.reason) = (number, amount, County.today.adding(days: 9), result, .some(reason))
        return try await finance.create(draft)
    }

    func match() async throws -> String { try await finance.carryOut("matchResults", Draft<MatchResults>().submission).message.chinese }

    func value(_ code: String, period: String = "", isSimulated: Bool = false) async throws -> Double? {
        try await system.value(of: try system.indicator(code), in: County.region, period: period, isSimulated: isSimulated)
    }
}

/// Runs a test in a county of its own.
func withCounty(_ database: Database, _ body: (County) async throws -> Void) async throws {
    let county = try await County(database)
    do { try await body(county) } catch {
        await county.store.close()
        throw error
    }
    await county.store.close()
}

/// Why the engine does not do what `body` asks; nil where it does.
func refusal<Value>(_ body: () async throws -> Value) async -> Refusal? {
    do {
        _ = try await body()
        return nil
    } catch let refusal as Refusal {
        return refusal
    } catch {
        return .failed("\(error)")
    }
}

let (codeA, codeB) = ("91500114YYYY00012L", "914403001922038216")
