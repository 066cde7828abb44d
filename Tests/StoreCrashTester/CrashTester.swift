import Foundation
import Kernel
import Store

/// A program that writes until it is killed. Each line of its output is the id of a change that was acknowledged.
///
///     StoreCrashTester FILE-OR-URL
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
        let store: any Store = address.hasPrefix("postgres:") ? try await PostgresStore(url: address, connections: 1) : try SQLiteStore(path: address)
        try await store.prepare([Firm.kind.declared, Patent.kind.declared], steps: [])
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<16 { group.addTask { while await write(store) {} } }
        }
    }

    private static func id() -> RecordID {
        RecordID(
            at: Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)), random: (.random(in: 0...UInt16.max), .random(in: 0...UInt64.max)))
    }

    /// Two records and an entry, which belong together.
    private static func write(_ store: any Store) async -> Bool {
        let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
        func meta() -> RecordMeta { RecordMeta(id: id(), region: Region("331024"), createdAt: now, createdBy: "u") }
        let firm = StoredRecord(meta: meta(), values: [.text("科技创新 \(Int.random(in: 0..<1000))")])
        let patent = StoredRecord(meta: meta(), values: [.text(firm.meta.id.text)])
        let change = Change(
            at: now, actor: "u", action: .create, kind: "firm", record: firm.meta.id, version: 1, region: firm.meta.region, request: firm.meta.id.text,
            payload: Array("{}".utf8))
        do {
            try await store.write { writer in
                try writer.insert("firm", firm)
                try writer.insert("patent", patent)
                try writer.append(change)
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
