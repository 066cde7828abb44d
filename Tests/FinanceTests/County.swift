import Foundation
@testable import Bookkeeping
@testable import Finance
@testable import Kernel
@testable import Registers
@testable import Store
import Synchronization
import Testing

/// The databases that the applications are tested on.
enum Database: String, CaseIterable, CustomTestStringConvertible {
    case sqlite, postgres
    var testDescription: String { rawValue }

    static let server = ProcessInfo.processInfo.environment["SHANHE_TEST_POSTGRES"] ?? ""
    /// PostgreSQL takes part when the tests are given a server.
    static let available: [Database] = server.isEmpty ? [.sqlite] : allCases
}

/// A small county on a day in the middle of 2026, with the registers and the application, and nothing in them.
struct County: Sendable {
    let engine: Engine
    let store: any Store
    /// Where it is kept, so that a second program can work with it; nil where only one can.
    let address: String?

    static let region = Region("500114")
    static let today = Day(number: 20_635)

    /// - Parameter address: of another county that this one is a second program of.
    init(_ database: Database, at address: String? = nil, seed: UInt64 = 1, _ applications: [Application] = [.registers, .finance]) async throws {
        switch database {
        case .sqlite:
            let folder = NSTemporaryDirectory() + "finance-" + UUID().uuidString
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            store = try SQLiteStore(path: folder + "/test.sqlite")
            self.address = nil
        case .postgres:
            let name = "f" + UUID().uuidString.replacing("-", with: "").lowercased()
            if address == nil {
                let plain = try await PostgresStore(url: Database.server, connections: 1)
                _ = try await plain.lines("CREATE SCHEMA \(name)")
                await plain.close()
            }
            let url = address ?? Database.server + "?options=-csearch_path%3D\(name)"
            store = try await PostgresStore(url: url, connections: 2)
            self.address = url
        }
        let state = Mutex((now: Instant(startOf: County.today), chance: seed))
        let context = Context(
            now: {
                state.withLock { state in
                    state.now = Instant(milliseconds: state.now.milliseconds + 1)
                    return state.now
                }
            },
            random: {
                state.withLock { state in
                    state.chance = state.chance &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    return state.chance ^ (state.chance >> 31)
                }
            })
        engine = try Engine(applications, store: store, context: context)
        try await engine.start()
    }

    var system: Desk { engine.desk(for: .system(in: County.region)) }
    var office: Desk { desk("office", "enterpriseOffice") }
    var centre: Desk { desk("centre", "financeCentre") }

    /// A desk of someone with a role as the whole installation knows it: with what every application grants it.
    func desk(_ name: String, _ role: String, organisation: String = "") -> Desk {
        let roles = engine.catalog.roles[role].map { [$0] } ?? []
        return engine.desk(for: Actor(id: name, name: name, region: County.region, organisation: organisation, roles: roles))
    }

    /// Somebody who signs in for an enterprise.
    func people(of enterprise: Row<Enterprise>) -> Desk { desk("of-\(enterprise.name)", "enterprise", organisation: enterprise.id.ofOrganisation.text) }

    /// Somebody who signs in for an institution.
    func people(of institution: Row<FinancialInstitution>, as role: String = "bank") -> Desk {
        desk("of-\(institution.name)", role, organisation: institution.id.ofOrganisation.text)
    }

    func enterprise(_ name: String, _ code: String, _ change: (inout Draft<Enterprise>) -> Void = { _ in }) async throws -> Row<Enterprise> {
        var draft = Draft<Enterprise>()
        draft.name = name
        draft.creditCode = CreditCode(code)
        draft.section = .some(.c)
        change(&draft)
        return try await office.create(draft)
    }

    /// Verified figures of a year, in 万元.
    @discardableResult
    func figures(_ enterprise: Row<Enterprise>, _ year: Int, _ change: (inout Draft<EnterpriseYear>) -> Void) async throws -> Row<EnterpriseYear> {
        var draft = Draft<EnterpriseYear>()
        draft.enterprise = enterprise.reference
        draft.closes = Day(year, 12, 31)
        change(&draft)
        let row = try await office.move(try await office.create(draft), step: "submit")
        return try await office.move(row, step: "verify")
    }

    @discardableResult
    func title(_ enterprise: Row<Enterprise>, _ type: Certificate.Title, from: Day?, until: Day? = nil) async throws -> Row<Certificate> {
        var draft = Draft<Certificate>()
        draft.enterprise = enterprise.reference
        draft.type = type
        draft.grantedOn = from
        draft.validUntil = .some(until)
        return try await office.create(draft)
    }

    func value(_ code: String, period: String = "", isSimulated: Bool = false) async throws -> Double? {
        try await system.value(of: try system.indicator(code), in: County.region, period: period, isSimulated: isSimulated)
    }
}

extension County {
    func bank(_ name: String, _ category: FinancialInstitution.Category = .bank) async throws -> Row<FinancialInstitution> {
        var draft = Draft<FinancialInstitution>()
        (draft.name, draft.category) = (name, category)
        return try await centre.create(draft)
    }

    /// A fund into which the parties have paid so much, in 万元.
    func fund(_ category: CapitalFund.Category = .pool, city: Int64, county: Int64, _ change: (inout Draft<CapitalFund>) -> Void = { _ in }) async throws
        -> Row<CapitalFund>
    {
        var draft = Draft<CapitalFund>()
        (draft.name, draft.category) = ("\(category.rawValue)", category)
        change(&draft)
        let fund = try await centre.create(draft)
        for (party, wan) in [(Party.city, city), (.county, county)] where wan > 0 {
            var paid = Draft<FundContribution>()
            (paid.fund, paid.party, paid.amount, paid.paidOn) = (fund.reference, party, Money(wan: wan), County.today)
            _ = try await centre.move(try await centre.create(paid), step: "pay")
        }
        return try await centre.row(fund.reference)
    }

    func agreement(_ fund: Row<CapitalFund>, _ bank: Row<FinancialInstitution>, _ scheme: Scheme = .knowledge) async throws {
        var draft = Draft<PoolBank>()
        (draft.fund, draft.bank, draft.scheme, draft.name, draft.signedOn) = (fund.reference, bank.reference, scheme, bank.name, County.today)
        _ = try await centre.create(draft)
    }

    /// A firm whose figures the example model gives 60 points: 20 (four rights of class II) + 20 (R&D 5 %) + 9 (S&T staff 20 %) + 6 (15 % high-tech income) +
    /// 5 (debt 60 %), grade D, limit 160.
    func firmOfGradeD(_ name: String, _ code: String) async throws -> Row<Enterprise> {
        let firm = try await enterprise(name, code) { $0.registered = .some(Day(2023, 1, 1)) }
        try await figures(firm, 2025) {
            ($0.revenue, $0.research, $0.highTechIncome) = (.some(Money(wan: 1000)), .some(Money(wan: 50)), .some(Money(wan: 150)))
            ($0.staff, $0.technicians) = (.some(100), .some(20))
            ($0.assets, $0.liabilities) = (.some(Money(wan: 1000)), .some(Money(wan: 600)))
        }
        var rights = Draft<RightsCount>()
        (rights.enterprise, rights.asOf, rights.second) = (firm.reference, Day(2025, 12, 31), 4)
        _ = try await office.create(rights)
        return firm
    }

    @discardableResult
    func rate(_ firm: Row<Enterprise>, _ scheme: Scheme = .knowledge) async throws -> Row<CreditReport> {
        var order = Draft<RateCredit>()
        order.scheme = scheme
        _ = try await people(of: firm).carryOut("rateCredit", on: firm.id, order.submission)
        let reference = firm.reference
        return try #require(try await centre.all(CreditReport.self) { $0.enterprise == reference }.max { $0.id < $1.id })
    }

    func apply(
        _ firm: Row<Enterprise>, at bank: Row<FinancialInstitution>, wan: Int64, _ scheme: Scheme = .knowledge, shares: Bool = true
    ) async throws -> Row<LoanApplication> {
        var draft = Draft<LoanApplication>()
        (draft.enterprise, draft.bank, draft.scheme, draft.amount) = (firm.reference, bank.reference, scheme, Money(wan: wan))
        (draft.purpose, draft.sharesRating) = ("采购原料", shares)
        let people = people(of: firm)
        return try await people.move(try await people.create(draft), step: "submit")
    }

    func loan(of application: Row<LoanApplication>) async throws -> Row<Loan> {
        let reference = application.reference
        return try #require(try await centre.all(Loan.self) { $0.application == reference }.first)
    }

    /// The bank examines an application and fills its decision in.
    func examined(_ loan: Row<Loan>, _ people: Desk, wan: Int64, rate: Double = 3.45, method: RepaymentMethod = .interestMonthly) async throws -> Row<Loan> {
        let loan = try await people.move(loan, step: "examine")
        return try await people.update(loan) {
            ($0.granted, $0.rate, $0.months, $0.method) = (.some(Money(wan: wan)), .some(Percentage(rate)), .some(12), .some(method))
            $0.drawnOn = .some(County.today)
        }
    }

    /// A loan that was drawn.
    func lent(_ firm: Row<Enterprise>, at bank: Row<FinancialInstitution>, wan: Int64, _ scheme: Scheme = .knowledge) async throws -> Row<Loan> {
        let people = people(of: bank)
        let loan = try await examined(try await loan(of: try await apply(firm, at: bank, wan: wan, scheme)), people, wan: wan)
        return try await people.move(try await people.move(loan, step: "grant"), step: "draw")
    }

    func repay(_ loan: Row<Loan>, wan: Int64, _ people: Desk) async throws {
        var order = Draft<RecordRepayment>()
        (order.paidOn, order.principal) = (County.today, Money(wan: wan))
        _ = try await people.carryOut("recordRepayment", on: loan.id, order.submission)
    }

    /// A claim for an overdue loan, submitted.
    func claim(_ loan: Row<Loan>, _ people: Desk) async throws -> Row<LossClaim> {
        var draft = Draft<LossClaim>()
        (draft.bank, draft.loan, draft.reason) = (loan.bank, loan.reference, "催收无果")
        return try await people.move(try await people.create(draft), step: "submit")
    }

    /// The journal of a fund replayed, against its accounts.
    func ledger(_ fund: Row<CapitalFund>) async throws -> FundLedger {
        let reference = fund.reference
        let lines = try await centre.all(BookLine.self) { $0.fund == reference }
        return try FundLedger(lines, try await centre.all(FundAccount.self) { $0.fund == reference })
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
