import Foundation
import Kernel
import Store

/// Measures a store: durable logged writes of many at once, reads, and questions to a table of a million records.
///
///     StoreBench [--rows 1000000] [postgres://…]
@main
struct StoreBench {
    struct Firm: Record {
        static let kind = Kind<Firm>("企业")
        let name = Field<String>("名称", .searchable)
        let code = Field<String>("代码", .unique)
        let stage = Field<Stage>("阶段")
        let staff = Field<Int?>("人数", .indexed)
    }
    enum Stage: String, Choice { case seed = "初创", growth = "成长", mature = "成熟" }
    struct Reading: Record {
        static let kind = Kind<Reading>("记录", .unlogged)
        let owner = Field<Reference<Firm>>("企业")
        let value = Field<Double?>("数值")
        let day = Field<String>("日期", .indexed)
    }

    static func main() async throws {
        var (rows, address) = (1_000_000, "")
        var arguments = CommandLine.arguments.dropFirst()
        while let argument = arguments.popFirst() {
            if argument == "--rows" { rows = arguments.popFirst().flatMap { Int($0) } ?? rows } else { address = argument }
        }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("store-bench-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let store: any Store = address.isEmpty ? try SQLiteStore(path: folder + "/bench.sqlite") : try await PostgresStore(url: address)
        print("\(address.isEmpty ? "SQLite" : "PostgreSQL"), \(rows) records")
        try await store.prepare([Firm.kind.declared, Reading.kind.declared], steps: [])
        for writers in [1, 64] { try await creates(store, writers: writers) }
        let firms = try await load(store, rows)
        try await pointReads(store, firms)
        try await questions(store, firms)
        await store.close()
    }

    static func id(_ time: Int64) -> RecordID { RecordID(at: Instant(milliseconds: time), random: (.random(in: 0...UInt16.max), .random(in: 0...UInt64.max))) }
    static func meta(_ time: Int64 = Int64(Date().timeIntervalSince1970 * 1000)) -> RecordMeta {
        RecordMeta(id: id(time), region: Region("331024"), createdAt: Instant(milliseconds: time), createdBy: "u")
    }
    static func firm(_ stage: Stage) -> StoredRecord {
        let meta = meta()
        return StoredRecord(meta: meta, values: [.text("山河科技创新有限公司"), .text(meta.id.text), stage.stored, .integer(.random(in: 0..<500))])
    }

    /// Creates with their entry in the ledger, each acknowledged when it is on the disk.
    static func creates(_ store: any Store, writers: Int) async throws {
        let payload = Array(#"{"name":{"after":"山河科技创新有限公司"},"stage":{"after":"seed"}}"#.utf8)
        let start = ContinuousClock.now
        let times = try await withThrowingTaskGroup(of: [Double].self) { group in
            for _ in 0..<writers {
                group.addTask {
                    var times: [Double] = []
                    while ContinuousClock.now - start < .seconds(4) {
                        let record = firm(.seed)
                        let change = Change(
                            at: record.meta.createdAt, actor: "u", action: .create, kind: "firm", record: record.meta.id, version: 1,
                            region: record.meta.region, request: record.meta.id.text, payload: payload)
                        let begin = ContinuousClock.now
                        _ = try await store.write { writer in
                            try writer.insert("firm", record)
                            return try writer.append(change)
                        }
                        times.append((ContinuousClock.now - begin).milliseconds)
                    }
                    return times
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }.sorted()
        }
        let seconds = (ContinuousClock.now - start).milliseconds / 1000
        report("durable logged creates, \(writers) at once", "\(Int(Double(times.count) / seconds))/s", times)
    }

    static func load(_ store: any Store, _ rows: Int) async throws -> [RecordID] {
        let firms = (0..<10_000).map { firm($0 % 1000 == 0 ? .mature : $0 % 3 == 0 ? .growth : .seed) }
        try await store.write { writer in for firm in firms { try writer.insert("firm", firm) } }
        let start = ContinuousClock.now
        let base = Int64(Date().timeIntervalSince1970 * 1000)
        for part in stride(from: 0, to: rows, by: 10_000) {
            try await store.write { writer in
                for number in part..<min(rows, part + 10_000) {
                    let values: [Stored] = [
                        .text(firms[Int.random(in: 0..<firms.count)].meta.id.text), .real(.random(in: 0..<1)),
                        .text("2025-\(10 + number % 3)-\(10 + number % 20)"),
                    ]
                    try writer.insert("reading", StoredRecord(meta: meta(base + Int64(number)), values: values))
                }
            }
        }
        let seconds = (ContinuousClock.now - start).milliseconds / 1000
        print("loaded in \(Int(seconds)) s, \(Int(Double(rows) / seconds)) records/s (five indexes)")
        return firms.map(\.meta.id)
    }

    static func pointReads(_ store: any Store, _ firms: [RecordID]) async throws {
        let start = ContinuousClock.now
        let times = try await withThrowingTaskGroup(of: [Double].self) { group in
            for _ in 0..<16 {
                group.addTask {
                    var times: [Double] = []
                    while ContinuousClock.now - start < .seconds(3) {
                        let id = firms[Int.random(in: 0..<firms.count)]
                        let begin = ContinuousClock.now
                        _ = try await store.read { try $0.record("firm", id) }
                        times.append((ContinuousClock.now - begin).milliseconds)
                    }
                    return times
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }.sorted()
        }
        report("point reads, one in a read, 16 at once", "\(Int(Double(times.count) / 3))/s", times)
        let begin = ContinuousClock.now
        try await store.read { reader in for id in firms { _ = try reader.record("firm", id) } }
        let milliseconds = (ContinuousClock.now - begin).milliseconds
        print("point reads, many in a read: \(Int(Double(firms.count) / milliseconds * 1000))/s")
    }

    static func questions(_ store: any Store, _ firms: [RecordID]) async throws {
        func owner(_ condition: Condition) -> Condition { .referenced(column: "owner", kind: "firm", condition) }
        let here = Condition.hasPrefix("region", "3310")
        let conditions: [(String, Condition)] = [
            ("everything", .always), ("region", here), ("one firm", here && .compare("owner", .equal, .text(firms[0].text))),
            ("firms of a stage that 1 in 1000 has", here && owner(.compare("stage", .equal, .text("mature")))),
            ("firms of a stage that 1 in 3 has", here && owner(.compare("stage", .equal, .text("growth")))),
            ("firms with 7 people", here && owner(.compare("staff", .equal, .integer(7)))),
            ("firms with a name that none has", owner(.compare("code", .equal, .text("none")))), ("a day", .compare("day", .equal, .text("2025-11-11"))),
        ]
        for (name, condition) in conditions {
            for order in [Query.Order.newestFirst, Query.Order("day")] {
                try await measure(store, "page of 50 by \(order.column): \(name)") { _ = try $0.records(Query("reading", where: condition, order: order)) }
            }
            try await measure(store, "count to 1000: \(name)") { _ = try $0.count("reading", where: condition, limit: 1000) }
        }
        let cursor = Query.Cursor(value: .text("2025-11-11"), id: firms[0])
        try await measure(store, "deep page by day") { _ = try $0.records(Query("reading", order: Query.Order("day"), after: cursor)) }
        try await measure(store, "search 科技创新 in 10,000 and more") { _ = try $0.search("科技创新", in: [("firm", here)], limit: 20) }
        try await measure(store, "sum by day of all") { _ = try $0.summary(Summary("reading", by: [.column("day")], [.count, .sum("value")])) }
    }

    static func measure(_ store: any Store, _ name: String, _ body: @escaping @Sendable (any StoreReader) throws -> Void) async throws {
        var times: [Double] = []
        try await store.read(body)
        let end = ContinuousClock.now + .seconds(1)
        while times.count < 3 || (ContinuousClock.now < end && times.count < 200) {
            let begin = ContinuousClock.now
            try await store.read(body)
            times.append((ContinuousClock.now - begin).milliseconds)
        }
        report(name, "", times.sorted())
    }

    static func report(_ name: String, _ rate: String, _ times: [Double]) {
        func at(_ share: Double) -> String {
            guard !times.isEmpty else { return "–" }
            return String(format: "%.2f", times[min(times.count - 1, Int(share * Double(times.count)))])
        }
        print("\(name): \(rate.isEmpty ? "" : rate + ", ")p50 \(at(0.5)) ms, p99 \(at(0.99)) ms")
    }
}

extension Duration {
    var milliseconds: Double { Double(components.seconds) * 1000 + Double(components.attoseconds) / 1e15 }
}
