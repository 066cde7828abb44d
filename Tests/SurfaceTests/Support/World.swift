import Foundation
@testable import InstrumentSharing
@testable import Kernel
import Operations
import Sensing
import Synchronization
import Testing

@testable import Store

/// The databases that everything derived is tested on.
enum Database: String, CaseIterable, CustomTestStringConvertible {
    case sqlite, postgres
    var testDescription: String { rawValue }

    static let server = ProcessInfo.processInfo.environment["SHANHE_TEST_POSTGRES"] ?? ""

    /// PostgreSQL takes part when the tests are given a server.
    static let available: [Database] = server.isEmpty ? [.sqlite] : allCases

    /// The address of an empty database: a file in a folder of its own, or a schema of its own on the server.
    func place() async throws -> String {
        switch self {
        case .sqlite: return try World.folder() + "/test.sqlite"
        case .postgres:
            let name = "s" + UUID().uuidString.replacing("-", with: "").lowercased()
            let store = try await PostgresStore(url: Database.server, connections: 1)
            _ = try await store.lines("CREATE SCHEMA \(name)")
            await store.close()
            return Database.server + "?options=-csearch_path%3D\(name)"
        }
    }

    func open(_ address: String) async throws -> any Store {
        switch self {
        case .sqlite: try SQLiteStore(path: address)
        case .postgres: try await PostgresStore(url: address, connections: 2)
        }
    }
}

/// A clock that goes on by a millisecond whenever it is read, and chance that is the same on every run.
final class TestTime: Sendable {
    private let state = Mutex((now: Instant(startOf: TestTime.firstDay), chance: Chance(42)))
    /// A Wednesday.
    static let firstDay = Day(number: 20_110)

    var context: Context {
        Context(
            now: {
                self.state.withLock { state in
                    state.now = Instant(milliseconds: state.now.milliseconds + 1)
                    return state.now
                }
            }, random: { self.state.withLock { $0.chance.next() } })
    }

    func advance(seconds: Int) { state.withLock { $0.now = $0.now.adding(seconds: seconds) } }
    func advance(days: Int) { state.withLock { $0.now = $0.now.adding(seconds: days * 86_400) } }
}

/// An engine on a real database, with an application.
struct World: Sendable {
    let database: Database
    let address: String
    let store: any Store
    let engine: Engine
    let time: TestTime
    /// Where values of series are, if not in the database.
    var archive: Archive?

    static let region = Region("500114")

    init(
        _ database: Database, at address: String? = nil, _ applications: [Application] = [.instrumentSharing], time: TestTime = TestTime(),
        steps: [MigrationStep] = [], archived: Bool = false
    ) async throws {
        self.database = database
        self.address = if let address { address } else { try await database.place() }
        self.time = time
        store = try await database.open(self.address)
        archive = archived ? try Archive(World.folder() + "/series") : nil
        engine = try Engine(applications, store: store, context: time.context, series: archive.map { SensorArchive($0) })
        do { try await engine.start(steps: steps) } catch {
            await store.close()
            throw error
        }
    }

    /// The same database after the program was started again.
    func restarted(_ applications: [Application] = [.instrumentSharing], steps: [MigrationStep] = []) async throws -> World {
        await store.close()
        return try await World(database, at: address, applications, time: time, steps: steps)
    }

    func close() async {
        await archive?.close()
        await store.close()
        if database == .sqlite { try? FileManager.default.removeItem(atPath: String(address.dropLast("/test.sqlite".count))) }
    }

    func desk(_ id: String, _ roles: Role..., organisation: String = "") -> Desk {
        engine.desk(for: Actor(id: id, name: id, region: World.region, organisation: organisation, roles: roles))
    }
    var admin: Desk { desk("admin", .administrator) }
    /// The program itself, which also writes what nobody else does: sessions, jobs, signatures.
    var program: Desk { engine.desk(for: .system(in: World.region)) }

    /// What the database answers to SQL, a line for each row.
    @discardableResult
    func ask(_ sql: String) async throws -> [String] {
        switch store {
        case let store as SQLiteStore: try await store.lines(sql)
        case let store as PostgresStore: try await store.lines(sql)
        default: []
        }
    }

    static func folder() throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("surface-test-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return folder
    }
}

/// Runs a test in a world of its own.
///
/// - Parameter archived: values of series are in an archive rather than in the database.
func withWorld(
    _ database: Database, _ applications: [Application] = [.instrumentSharing], archived: Bool = false, _ body: (World) async throws -> Void
) async throws {
    let world = try await World(database, applications, archived: archived)
    try await body(world)
    await world.close()
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

/// A repeatable source of chance (SplitMix64).
struct Chance: RandomNumberGenerator, Sendable {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
    mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }
}
