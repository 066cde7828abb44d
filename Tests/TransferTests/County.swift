import Foundation
@testable import Kernel
@testable import Registers
@testable import Store
import Synchronization
import Testing
@testable import Transfer

/// The databases that the application is tested on.
enum Database: String, CaseIterable, CustomTestStringConvertible {
    case sqlite, postgres
    var testDescription: String { rawValue }

    static let server = ProcessInfo.processInfo.environment["SHANHE_TEST_POSTGRES"] ?? ""
    /// PostgreSQL takes part when the tests are given a server.
    static let available: [Database] = server.isEmpty ? [.sqlite] : allCases
}

/// A small county in the middle of 2026, with the registers and the application and nothing in them, whose clock the test sets.
struct County: Sendable {
    let engine: Engine
    let store: any Store
    private let clock: Clock

    static let region = Region("500114")
    /// 2026-07-01
    static let today = Day(number: 20_635)

    private final class Clock: Sendable {
        let state = Mutex((now: Instant(startOf: County.today).adding(seconds: 9 * 3600), chance: UInt64(1)))
    }

    init(_ database: Database, _ applications: [Application] = [.registers, .transfer]) async throws {
        switch database {
        case .sqlite:
            let folder = NSTemporaryDirectory() + "transfer-" + UUID().uuidString
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            store = try SQLiteStore(path: folder + "/test.sqlite")
        case .postgres:
            let name = "t" + UUID().uuidString.replacing("-", with: "").lowercased()
            let plain = try await PostgresStore(url: Database.server, connections: 1)
            _ = try await plain.lines("CREATE SCHEMA \(name)")
            await plain.close()
            store = try await PostgresStore(url: Database.server + "?options=-csearch_path%3D\(name)", connections: 2)
        }
        let clock = Clock()
        self.clock = clock
        let context = Context(
            now: {
                clock.state.withLock { state in
                    state.now = Instant(milliseconds: state.now.milliseconds + 1)
                    return state.now
                }
            },
            random: {
                clock.state.withLock { state in
                    state.chance = state.chance &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    return state.chance ^ (state.chance >> 31)
                }
            })
        engine = try Engine(applications, store: store, context: context)
        try await engine.start()
    }

    /// From now on it is so late.
    func setClock(_ day: Day, hour: Int = 9, minute: Int = 0) { clock.state.withLock { $0.now = Self.at(day, hour, minute) } }
    static func at(_ day: Day, _ hour: Int, _ minute: Int = 0) -> Instant { Instant(startOf: day).adding(seconds: hour * 3600 + minute * 60) }

    var system: Desk { engine.desk(for: .system(in: County.region)) }
    var office: Desk { desk("office", "transferOffice") }
    var station: Desk { desk("station", "contractStation") }
    /// Somebody of an institute, whose organisation has this name as its id.
    func institute(_ name: String = "institute") -> Desk { desk(name, "institute", organisation: name) }

    /// A desk of someone with a role as the whole installation knows it: with what every application grants it.
    func desk(_ name: String, _ roles: String..., organisation: String = "") -> Desk {
        engine.desk(for: Actor(id: name, name: name, region: County.region, organisation: organisation, roles: roles.compactMap { engine.catalog.roles[$0] }))
    }

    /// Somebody who signs in for an enterprise.
    func people(of enterprise: Row<Enterprise>) -> Desk { desk("of-\(enterprise.name)", "enterprise", organisation: enterprise.id.ofOrganisation.text) }

    func enterprise(_ name: String, _ code: String) async throws -> Row<Enterprise> {
        var draft = Draft<Enterprise>()
        (draft.name, draft.creditCode, draft.section) = (name, CreditCode(code), .some(.c))
        return try await desk("register", "enterpriseOffice").create(draft)
    }
    func first() async throws -> Row<Enterprise> { try await enterprise("甲厂", "91500114YYYY00012L") }
    func second() async throws -> Row<Enterprise> { try await enterprise("乙厂", "914403001922038216") }

    /// A file that somebody uploaded.
    func upload(by desk: Desk) async throws -> FileReference {
        var draft = Draft<FileInfo>()
        (draft.name, draft.mediaType, draft.size, draft.sha256) = ("合同.pdf", "application/pdf", 10, String(repeating: "0", count: 64))
        let uploader = engine.desk(for: Actor(id: desk.actor.id, name: desk.actor.name, region: County.region, roles: [.administrator]))
        return FileReference(try await uploader.make(draft.submission).meta.id)
    }

    func value(_ code: String, period: String = "", isSimulated: Bool = false) async throws -> Double? {
        try await system.value(of: try system.indicator(code), in: County.region, period: period, isSimulated: isSimulated)
    }
}

/// Runs a test in a county of its own.
func withCounty(_ database: Database = .sqlite, _ body: (County) async throws -> Void) async throws {
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

extension County {
    /// A contract of a seller that can be registered: 300 wan, of it equipment 120 and materials 30 (the example of the policy rules).
    func contract(by desk: Desk, of firm: Row<Enterprise>? = nil, _ change: (inout Draft<TechnologyContract>) -> Void = { _ in }) async throws
        -> Row<TechnologyContract>
    {
        var draft = Draft<TechnologyContract>()
        (draft.name, draft.type, draft.field) = ("低温烘干技术开发", .commissionedDevelopment, .medicine)
        (draft.seller, draft.enterprise, draft.buyer) = (firm?.name ?? "研究所", .some(firm?.reference), "丙公司")
        (draft.signedOn, draft.registeredOn) = (Day(2026, 6, 1), County.today)
        (draft.total, draft.equipment, draft.materials) = (Money(wan: 300), .some(Money(wan: 120)), .some(Money(wan: 30)))
        draft.content = "研究独活低温烘干工艺，保持有效成分，交付工艺参数和中试设备。"
        draft.payment = .some("签约付三成，验收付清")
        draft.text = .some(try await upload(by: desk))
        change(&draft)
        return try await desk.create(draft)
    }
}
