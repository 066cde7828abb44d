import Foundation
import Kernel
import Store

/// Steps of a flow, each a durable change with its entry in the ledger, its indicator and its work item, by many at once.
enum Moves {
    static func measure(_ folder: String) async throws {
        let bench = try Bench(folder, [Claim.self])
        try await bench.engine.start()
        let entries = (0..<512).map { number -> (id: RecordID, submission: Submission) in
            (bench.engine.context.newID(), Submission(kind: "claim", ["subject": .typed("设备补贴 \(number)"), "amount": .json(.integer(Int64(number)))]))
        }
        let ids = try await bench.desk.create(entries).map(\.meta.id)
        let desk = bench.desk
        for workers in [1, 256] {
            var times: [Double] = []
            let use = try await Use.of {
                times = try await together(workers, seconds: 4) { worker in
                    let isOpen = try await desk.record(ids[worker], in: "claim").values[2] == .text("open")
                    _ = try await desk.move(ids[worker], in: "claim", step: isOpen ? "check" : "return")
                }
            }
            Report.rate("flow moves, \(workers) at once", times.count, use, goal: 5000)
        }
        await bench.store.close()
    }
}

/// Entries of the ledger, each its own write and on the disk before it is answered, in the order of the log.
enum Appends {
    static func measure(_ folder: String) async throws {
        let store = try SQLiteStore(path: folder + "/bench.sqlite")
        try await store.prepare([], steps: [])
        let payload = Array(#"{"after":{"name":"山河科技创新有限公司","stage":"seed"}}"#.utf8)
        var times: [Double] = []
        let use = try await Use.of {
            times = try await together(512, seconds: 4) { _ in
                let id = Context.machine.newID()
                let change = Change(
                    at: Context.machine.now(), actor: Bench.clerk.id, action: .update, kind: "firm", record: id, version: 2, region: Bench.clerk.region,
                    request: nil,
                    payload: payload)
                _ = try await store.write { try $0.append(change) }
            }
        }
        Report.rate("ordered durable appends to the ledger, 512 at once", times.count, use, goal: 25_000)
        await store.close()
    }
}
