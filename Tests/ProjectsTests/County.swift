import Foundation
@testable import Projects
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

    private let state: State

    /// The day and the chance of the county; tests let days pass.
    private final class State: Sendable {
        let values = Mutex((now: Instant(startOf: County.today), chance: UInt64(1)))
    }

    static let region = Region("500114")
    static let today = Day(number: 20_635)

    init(_ database: Database, _ applications: [Application] = [.registers, .projects]) async throws {
        switch database {
        case .sqlite:
            let folder = NSTemporaryDirectory() + "projects-" + UUID().uuidString
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            store = try SQLiteStore(path: folder + "/test.sqlite")
        case .postgres:
            let name = "p" + UUID().uuidString.replacing("-", with: "").lowercased()
            let plain = try await PostgresStore(url: Database.server, connections: 1)
            _ = try await plain.lines("CREATE SCHEMA \(name)")
            await plain.close()
            store = try await PostgresStore(url: Database.server + "?options=-csearch_path%3D\(name)", connections: 2)
        }
        let state = State()
        self.state = state
        let context = Context(
            now: {
                state.values.withLock { state in
                    state.now = Instant(milliseconds: state.now.milliseconds + 1)
                    return state.now
                }
            },
            random: {
                state.values.withLock { state in
                    state.chance = state.chance &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    return state.chance ^ (state.chance >> 31)
                }
            })
        engine = try Engine(applications, store: store, context: context)
        try await engine.start()
    }

    var system: Desk { engine.desk(for: .system(in: County.region)) }
    var office: Desk { desk("office", "projectOffice") }

    /// The days up to this one pass.
    func pass(to day: Day?) throws {
        let day = try #require(day)
        state.values.withLock { $0.now = Instant(startOf: day) }
    }

    /// A desk of someone with a role as the whole installation knows it: with what every application grants it.
    func desk(_ name: String, _ role: String, organisation: String = "") -> Desk {
        let roles = engine.catalog.roles[role].map { [$0] } ?? []
        return engine.desk(for: Actor(id: name, name: name, region: County.region, organisation: organisation, roles: roles))
    }

    /// Somebody who signs in for an enterprise.
    func people(of enterprise: Row<Enterprise>) -> Desk { desk("of-\(enterprise.name)", "enterprise", organisation: enterprise.id.ofOrganisation.text) }

    /// Somebody who reviews.
    func reviewer(_ expert: Row<ReviewExpert>) -> Desk { desk("of-\(expert.number)", "projectReviewer", organisation: expert.id.ofOrganisation.text) }

    func enterprise(_ name: String, _ code: String) async throws -> Row<Enterprise> {
        var draft = Draft<Enterprise>()
        draft.name = name
        draft.creditCode = CreditCode(code)
        return try await system.create(draft)
    }

    /// An expert of the pool for some fields.
    func expert(_ number: String, employer: String, fields: [String], most: Int = 10) async throws -> Row<ReviewExpert> {
        var person = Draft<Person>()
        (person.name, person.employer, person.fields, person.isExpert) = ("专家\(number)", .some(employer), .some(fields), true)
        var draft = Draft<ReviewExpert>()
        (draft.number, draft.person, draft.most, draft.enteredOn) = (number, try await office.create(person).reference, most, County.today)
        return try await office.move(try await office.create(draft), step: "admit")
    }

    /// A call that is open until today, for three reviewers each: 100 万元, at most 50 each, own money of half.
    func call(_ change: (inout Draft<ProjectCall>) -> Void = { _ in }) async throws -> Row<ProjectCall> {
        var draft = Draft<ProjectCall>()
        (draft.title, draft.number, draft.programme, draft.guide) = ("产业技术攻关", "QJ2026A", "区级科技计划", "攻关指南")
        (draft.opens, draft.closes) = (County.today.adding(days: -10), County.today)
        (draft.budget, draft.mostGrant, draft.ownShare, draft.leastLength, draft.leastReviews) = (Money(wan: 100), Money(wan: 50), 50, 20, 3)
        change(&draft)
        return try await office.move(try await office.create(draft), step: "publish")
    }

    /// An application as its enterprise writes it.
    func application(
        _ title: String, of enterprise: Row<Enterprise>, in call: Row<ProjectCall>, asking wan: Int64, _ content: String,
        _ change: (inout Draft<ProjectApplication>) -> Void = { _ in }
    ) async throws -> Row<ProjectApplication> {
        var draft = Draft<ProjectApplication>()
        (draft.call, draft.title, draft.enterprise, draft.holder) = (call.reference, title, .some(enterprise.reference), enterprise.name)
        (draft.leader, draft.topics, draft.content, draft.targets) = ("\(enterprise.name.prefix(1))工", ["食品加工"], content, "新产品 1 个")
        (draft.requested, draft.own, draft.starts, draft.months, draft.promise) = (Money(wan: wan), Money(wan: 30), Day(2026, 9, 1), 24, true)
        change(&draft)
        return try await people(of: enterprise).create(draft)
    }

    /// Carries out an operation that asks for something.
    @discardableResult
    func carryOut<Input: Record>(_ code: String, on record: RecordID, by desk: Desk, _ fill: (inout Draft<Input>) -> Void) async throws -> Label {
        var draft = Draft<Input>()
        fill(&draft)
        return try await desk.carryOut(code, on: record, draft.submission).message
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

/// Texts of projects that have nothing in common.
enum Texts {
    static let fruit = "针对脆红李采后失水和褐变，筛选可食用涂膜配方，研究产地预冷与气调包装的配合，建立货架期预测模型，在两个合作社开展示范，形成操作规程并培训果农。"
    static let silk = "围绕桑蚕丝脱胶废水回用，比较膜分离与吸附两条路线的能耗，设计小型成套装置，测定丝胶蛋白的回收率，提出面膜原料的质量指标，完成中试运行考核。"
    static let herb = "以高山独活种苗繁育为对象，采集不同海拔的种源，测定发芽率和挥发油含量，选育一个优良株系，制定种苗分级标准，建立五十亩良种繁育圃和留种技术档案。"
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
