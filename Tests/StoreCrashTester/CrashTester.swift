import Foundation
import Kernel
import Store

/// A program that writes until it is killed. Each line of its output is the id of a change that was acknowledged.
///
///     StoreCrashTester FILE-OR-URL
///     StoreCrashTester FILE until-full      writes until the disk is full, says what it heard, makes room and goes on
@main
struct CrashTester {
    struct Firm: Record {
        static let kind = Kind<Firm>("企业")
        let name = Field<String>("名称", .searchable)
    }
    struct Patent: Record {
        static let kind = Kind<Patent>("专利")
        let owner = Field<Reference<Firm>>("权利人")
    }

    static func main() async throws {
        guard let address = CommandLine.arguments.dropFirst().first else { exit(64) }
        if CommandLine.arguments.last == "until-full" { return try await fill(address) }
        let store: any Store = address.hasPrefix("postgres:") ? try await PostgresStore(url: address, connections: 1) : try SQLiteStore(path: address)
        try await prepare(store)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<16 { group.addTask { while await write(store) {} } }
        }
    }

    private static func fill(_ path: String) async throws {
        let ballast = path + ".ballast"
        try Data(count: 1 << 20).write(to: URL(fileURLWithPath: ballast))
        var store = try SQLiteStore(path: path)
        try await prepare(store)
        var kept: Set<RecordID> = []
        var heard: (any Error)?
        while heard == nil {
            let firm = StoredRecord(meta: meta(), values: [.text(String(repeating: "长", count: 2000))])
            do {
                try await store.write { try add(firm, to: $0) }
                kept.insert(firm.meta.id)
            } catch { heard = error }
        }
        print("said: \(heard.map { "\($0)" } ?? "nothing")")
        await store.close()
        try FileManager.default.removeItem(atPath: ballast)
        store = try SQLiteStore(path: path)
        try await prepare(store)
        let (firms, size) = try await store.read { (try $0.records(Query("firm", limit: 1_000_000)), try $0.ledgerSize()) }
        print("every acknowledged change is there, and no other: \(Set(firms.map(\.meta.id)) == kept && Int(size) == kept.count)")
        let firm = StoredRecord(meta: meta(), values: [.text("后来")])
        try await store.write { try add(firm, to: $0) }
        let last = try await store.read { try $0.record("firm", firm.meta.id) }
        print("writes go on once there is room: \(last == firm)")
        await store.close()
    }

    private static func prepare(_ store: any Store) async throws { try await store.prepare([Firm.kind.declared, Patent.kind.declared], steps: []) }

    private static func meta() -> RecordMeta {
        let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
        return RecordMeta(id: id(), region: Region("331024"), createdAt: now, createdBy: "u")
    }

    private static func add(_ firm: StoredRecord, to writer: any StoreWriter) throws {
        try writer.insert("firm", firm)
        try writer.append(
            Change(
                at: firm.meta.createdAt, actor: "u", action: .create, kind: "firm", record: firm.meta.id, version: 1, region: firm.meta.region,
                request: firm.meta.id.text, payload: Array("{}".utf8)))
    }

    private static func id() -> RecordID {
        RecordID(
            at: Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)), random: (.random(in: 0...UInt16.max), .random(in: 0...UInt64.max)))
    }

    /// Two records and an entry, which belong together.
    private static func write(_ store: any Store) async -> Bool {
        let firm = StoredRecord(meta: meta(), values: [.text("科技创新 \(Int.random(in: 0..<1000))")])
        let patent = StoredRecord(meta: meta(), values: [.text(firm.meta.id.text)])
        do {
            try await store.write { writer in
                try add(firm, to: writer)
                try writer.insert("patent", patent)
            }
            // One call, so that lines of several tasks stay whole.
            FileHandle.standardOutput.write(Data("\(firm.meta.id.text)\n".utf8))
            return true
        } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            return false
        }
    }
}
