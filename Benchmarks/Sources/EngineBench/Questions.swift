import Foundation
import Kernel
import Store

/// A list filtered by a field of another kind, among a million records, by someone who may see a part of them.
enum Relation {
    static func measure(_ folder: String, records: Int) async throws {
        let bench = try Bench(folder, [Firm.self, Sample.self])
        try await bench.engine.start()
        let context = bench.engine.context
        let firms = (0..<10_000).map { StoredRecord(meta: Bench.meta(context), values: Bench.firm($0)) }
        try await bench.store.write { writer in for firm in firms { try writer.insert("firm", firm) } }
        for start in stride(from: 0, to: records, by: 10_000) {
            try await bench.store.write { writer in
                for number in start..<min(records, start + 10_000) {
                    let day = "2025-\(10 + number % 3)-\(10 + number % 20)"
                    let values: [Stored] = [.text(firms[(number &* 7919) % firms.count].meta.id.text), .real(Double(number % 100)), .text(day)]
                    try writer.insert("sample", StoredRecord(meta: Bench.meta(context), values: values))
                }
            }
        }
        let questions: [(String, Condition)] = [
            ("of 1 firm in 1000", .compare("stage", .equal, .text("mature"))), ("of 1 firm in 3", .compare("stage", .equal, .text("growth"))),
            ("of one firm", .compare("creditCode", .equal, .text(Bench.creditCode(7)))), ("of no firm", .compare("creditCode", .equal, .text("none"))),
        ]
        let desk = bench.desk
        for (name, condition) in questions {
            let owner = Condition.referenced(column: "owner", kind: "firm", condition)
            for order in [Query.Order.newestFirst, Query.Order("day")] {
                let times = try await together(1, seconds: 1) { _ in _ = try await desk.records(Query("sample", where: owner, order: order)) }
                Report.tail("page of 50 of \(records) by \(order.column), \(name)", times, goal: 10)
            }
        }
        await bench.store.close()
    }
}
