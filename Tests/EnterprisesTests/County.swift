import Foundation
@testable import Enterprises
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

    static let region = Region("500114")
    static let today = Day(number: 20_635)

    init(_ database: Database, _ applications: [Application] = [.registers, .enterprises]) async throws {
        switch database {
        case .sqlite:
            let folder = NSTemporaryDirectory() + "enterprises-" + UUID().uuidString
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            store = try SQLiteStore(path: folder + "/test.sqlite")
        case .postgres:
            let name = "e" + UUID().uuidString.replacing("-", with: "").lowercased()
            let plain = try await PostgresStore(url: Database.server, connections: 1)
            _ = try await plain.lines("CREATE SCHEMA \(name)")
            await plain.close()
            store = try await PostgresStore(url: Database.server + "?options=-csearch_path%3D\(name)", connections: 2)
        }
        let state = Mutex((now: Instant(startOf: County.today), chance: UInt64(1)))
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

    /// A desk of someone with a role as the whole installation knows it: with what every application grants it.
    func desk(_ name: String, _ role: String, organisation: String = "") -> Desk {
        let roles = engine.catalog.roles[role].map { [$0] } ?? []
        return engine.desk(for: Actor(id: name, name: name, region: County.region, organisation: organisation, roles: roles))
    }

    /// Somebody who signs in for an enterprise.
    func people(of enterprise: Row<Enterprise>) -> Desk { desk("of-\(enterprise.name)", "enterprise", organisation: enterprise.id.ofOrganisation.text) }

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
