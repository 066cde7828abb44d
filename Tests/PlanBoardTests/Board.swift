import Foundation
@testable import Kernel
@testable import PlanBoard
@testable import Store
import Synchronization
import Testing

/// The databases that the plan board is tested on.
enum Database: String, CaseIterable, CustomTestStringConvertible {
    case sqlite, postgres
    var testDescription: String { rawValue }

    static let server = ProcessInfo.processInfo.environment["SHANHE_TEST_POSTGRES"] ?? ""
    /// PostgreSQL takes part when the tests are given a server.
    static let available: [Database] = server.isEmpty ? [.sqlite] : allCases
}

/// A running plan board with the facts of both plans, at the beginning of 2023.
struct Board: Sendable {
    let engine: Engine
    let store: any Store
    let clock: TestClock
    /// Files as they would have been uploaded.
    let files: Mutexed

    static let wuxi = Region("500238")
    static let qianjiang = Region("500114")

    init(_ database: Database, isFounded: Bool = true) async throws {
        switch database {
        case .sqlite:
            let folder = NSTemporaryDirectory() + "planboard-" + UUID().uuidString
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            store = try SQLiteStore(path: folder + "/test.sqlite")
        case .postgres:
            let name = "b" + UUID().uuidString.replacing("-", with: "").lowercased()
            let plain = try await PostgresStore(url: Database.server, connections: 1)
            _ = try await plain.lines("CREATE SCHEMA \(name)")
            await plain.close()
            store = try await PostgresStore(url: Database.server + "?options=-csearch_path%3D\(name)", connections: 2)
        }
        clock = TestClock()
        let files = Mutexed()
        self.files = files
        var context = clock.context
        context.file = { id in try files.file(id) }
        engine = try Engine([.planBoard], store: store, context: context)
        try await engine.start()
        if isFounded { try await engine.found() }
    }

    var system: Desk { engine.desk(for: .system) }

    func desk(_ name: String, _ roles: Role..., in region: Region = wuxi, organisation: String = "") -> Desk {
        engine.desk(for: Actor(id: name, name: name, region: region, organisation: organisation, roles: roles))
    }

    func plan(_ region: Region) async throws -> Row<Plan> {
        try #require(try await system.all(Plan.self) { $0.state == .inForce && $0.region == region }.first)
    }

    func target(_ code: String, _ plan: Row<Plan>) async throws -> Row<Target> {
        try #require(try await system.all(Target.self) { $0.plan == plan.reference && $0.code == code }.first)
    }

    /// A file that somebody uploaded.
    func upload(_ text: String, named name: String, by desk: Desk) async throws -> FileReference {
        var draft = Draft<FileInfo>()
        draft.name = name
        draft.mediaType = "text/plain"
        draft.size = text.utf8.count
        draft.sha256 = String(repeating: "0", count: 64)
        // As theirs: nobody else may name it in a form.
        let uploader = Actor(id: desk.actor.id, name: desk.actor.name, region: desk.actor.region, roles: [.administrator])
        let id = try await engine.desk(for: uploader).make(draft.submission).meta.id
        files.keep(id, name, Array(text.utf8))
        return FileReference(id)
    }
}

/// Runs a test on a board and puts it away afterwards.
func withBoard(_ database: Database, _ body: (Board) async throws -> Void) async throws {
    let board = try await Board(database)
    do { try await body(board) } catch {
        await board.store.close()
        throw error
    }
    await board.store.close()
}

/// Files in memory.
final class Mutexed: Sendable {
    private let files = Mutex<[RecordID: (String, [UInt8])]>([:])
    func keep(_ id: RecordID, _ name: String, _ bytes: [UInt8]) { files.withLock { $0[id] = (name, bytes) } }
    func file(_ id: RecordID) throws -> (name: String, bytes: [UInt8]) {
        guard let file = files.withLock({ $0[id] }) else { throw Refusal.notFound(kind: "fileInfo") }
        return file
    }
}

/// A clock that the test sets, and chance that is the same on every run.
final class TestClock: Sendable {
    private let state = Mutex((now: Instant(startOf: Day(number: 19_372)), seed: UInt64(42)))

    func set(_ day: Day) { state.withLock { $0.now = Instant(startOf: day) } }

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
                    state.seed = state.seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    return state.seed
                }
            })
    }
}

/// All tables, facts and words of a page, however deep.
func flattened(_ blocks: [Block]) -> [Block] {
    blocks.flatMap { block -> [Block] in
        switch block {
        case .group(_, let inner, _): flattened(inner)
        case .beside(let left, let right): flattened(left) + flattened(right)
        default: [block]
        }
    }
}

/// The tables among blocks.
func tables(_ blocks: [Block]) -> [Kernel.Table] {
    var found: [Kernel.Table] = []
    for case .table(let table) in blocks { found.append(table) }
    return found
}
