import Foundation
@testable import Kernel
import Synchronization
import Testing

@testable import Store

/// The engines that every test of storage runs on.
enum Engine: String, CaseIterable, CustomTestStringConvertible {
    case sqlite, postgres
    var testDescription: String { rawValue }

    static let server = ProcessInfo.processInfo.environment["SHANHE_TEST_POSTGRES"] ?? ""

    /// PostgreSQL takes part when the tests are given a server; that it does not is said once.
    static let available: [Engine] = {
        if server.isEmpty {
            print("Skipped on PostgreSQL: SHANHE_TEST_POSTGRES is not set (scripts/test starts a server).")
            return [.sqlite]
        }
        return allCases
    }()

    /// An empty database: a temporary file, or a schema of its own on the server.
    func place() async throws -> Place {
        switch self {
        case .sqlite:
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("store-test-\(UUID().uuidString)").path
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            return Place(engine: self, address: folder + "/test.sqlite", folder: folder)
        case .postgres:
            let name = "t" + UUID().uuidString.replacing("-", with: "").lowercased()
            let store = try await PostgresStore(url: Engine.server, connections: 1)
            _ = try await store.lines("CREATE SCHEMA \(name)")
            await store.close()
            return Place(engine: self, address: Engine.server + "?options=-csearch_path%3D\(name)", folder: nil)
        }
    }
}

struct Place {
    let engine: Engine
    let address: String
    let folder: String?

    func open(_ limits: StoreLimits = StoreLimits()) async throws -> any Store {
        switch engine {
        case .sqlite: try SQLiteStore(path: address, limits: limits)
        case .postgres: try await PostgresStore(url: address, connections: 2, limits: limits)
        }
    }
    func remove() { if let folder { try? FileManager.default.removeItem(atPath: folder) } }
}

extension Store {
    /// What the engine answers to SQL, a line for each row.
    func ask(_ sql: String) async throws -> [String] {
        switch self {
        case let store as SQLiteStore: try await store.lines(sql)
        case let store as PostgresStore: try await store.lines(sql)
        default: []
        }
    }
}

/// Runs a test on an empty, prepared store.
func withStore(
    _ engine: Engine, _ schemas: [Schema] = Sample.schemas, limits: StoreLimits = StoreLimits(), _ body: (any Store) async throws -> Void
) async throws {
    let place = try await engine.place()
    defer { place.remove() }
    let store = try await place.open(limits)
    try await store.prepare(schemas, steps: [])
    try await body(store)
    await store.close()
}

/// Record types for tests.
enum Sample {
    enum Stage: String, Choice { case seed = "初创", growth = "成长", mature = "成熟" }

    static func text(_ name: String, _ options: FieldOption..., required: Bool = true) -> Column {
        column(name, TextKind.self, options, required)
    }
    private static func column(_ name: String, _ kind: TextKind.Type, _ options: [FieldOption], _ required: Bool) -> Column {
        let options = FieldOptions(options)
        return Column(name: name, label: Label(name), kind: String.kind(options), isRequired: required, options: options)
    }
    static func of<Value: FieldValue>(_ name: String, _ type: Value.Type, _ options: FieldOption...) -> Column {
        let options = FieldOptions(options)
        return Column(name: name, label: Label(name), kind: Value.kind(options), isRequired: !Value.isOptional, options: options)
    }
    static func reference(_ name: String, to kind: String, required: Bool = true) -> Column {
        Column(name: name, label: Label(name), kind: ReferenceKind(target: kind), isRequired: required, options: FieldOptions())
    }

    static let firm = Schema(
        name: "firm", label: Label("企业"),
        columns: [
            text("name", .searchable), text("code", .unique, required: false), of("stage", Stage.self), of("staff", Int?.self, .indexed),
            of("score", Double?.self), text("note", required: false),
        ])
    static let patent = Schema(
        name: "patent", label: Label("专利"),
        columns: [reference("owner", to: "firm"), text("title", .searchable), of("granted", Day?.self, .indexed), text("number")],
        uniqueGroups: [["owner", "number"]])
    static let visit = Schema(
        name: "visit", label: Label("走访"), columns: [reference("firm", to: "firm", required: false), text("words")], traits: [.appendOnly])
    static let schemas = [firm, patent, visit]

    private static let counter = Atomic<UInt64>(1)

    static func id(_ time: Int64 = 1_750_000_000_000) -> RecordID {
        let number = counter.wrappingAdd(1, ordering: .relaxed).newValue
        return RecordID(at: Instant(milliseconds: time + Int64(number)), random: (UInt16(truncatingIfNeeded: number), number &* 0x9E37_79B9_7F4A_7C15))
    }

    static func meta(_ region: String = "331024", id: RecordID = id(), version: Int = 1) -> RecordMeta {
        RecordMeta(id: id, version: version, region: Region(region), createdAt: Instant(milliseconds: 1_750_000_000_000), createdBy: "u")
    }

    static func firm(
        _ name: String, code: String? = nil, stage: Stage = .seed, staff: Int64? = nil, score: Double? = nil, note: String? = nil, region: String = "331024"
    ) -> StoredRecord {
        StoredRecord(
            meta: meta(region),
            values: [
                .text(name), code.map(Stored.text) ?? .null, stage.stored, staff.map(Stored.integer) ?? .null, score.map(Stored.real) ?? .null,
                note.map(Stored.text) ?? .null,
            ])
    }
    static func patent(_ owner: RecordID, _ title: String, _ number: String, granted: String? = nil) -> StoredRecord {
        StoredRecord(meta: meta(), values: [.text(owner.text), .text(title), granted.map(Stored.text) ?? .null, .text(number)])
    }

    static func change(_ record: StoredRecord, kind: String = "firm", request: String? = nil, action: Change.Action = .create) -> Change {
        Change(
            at: record.meta.updatedAt, actor: "u", action: action, kind: kind, record: record.meta.id, version: record.meta.version,
            region: record.meta.region, request: request, payload: Array("{\"name\":\"x\"}".utf8))
    }
}

/// A repeatable source of chance.
struct Chance: RandomNumberGenerator {
    var state: UInt64
    init(_ seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
