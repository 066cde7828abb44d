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

/// 500 indicators over one kind, the worst case: from the beginning of a change until every value that it touches was read and is right.
enum Indicators {
    static func measure(_ folder: String, records: Int) async throws {
        let indicators = (0..<500).map { number in
            let stage = Firm.Stage.allCases[number % 3]
            let part: Indicator.Part =
                number % 2 == 0
                ? .count(Firm.self) { $0.stage == stage && $0.staff >= number }
                : .sum(\Firm.revenue) { $0.stage == stage && $0.staff >= number }
            return Indicator("I-\(number)", "指标\(number)", unit: "家", .stock, part)
        }
        let bench = try Bench(folder, [Firm.self], indicators: indicators)
        try await bench.store.prepare(bench.engine.catalog.schemas, steps: [])
        let context = bench.engine.context
        var ids: [RecordID] = []
        for start in stride(from: 0, to: records, by: 5000) {
            let firms = (start..<min(start + 5000, records)).map { StoredRecord(meta: Bench.meta(context), values: Bench.firm($0)) }
            try await bench.store.write { writer in for firm in firms { try writer.insert("firm", firm) } }
            ids.append(firms[0].meta.id)
        }
        let begin = ContinuousClock.now
        try await bench.engine.start()
        print("500 indicators counted anew over \(records) records: \(Report.short(Use.milliseconds(since: begin) / 1000)) s")
        let (desk, firms) = (bench.desk, ids)
        var times: [Double] = []
        let end = ContinuousClock.now + .seconds(5)
        while ContinuousClock.now < end {
            let id = firms.randomElement() ?? firms[0]
            let staff = Int64.random(in: 0..<900)
            var before: [Double] = []
            let old = try await desk.record(id, in: "firm")
            let touched = indicators.indices.filter { $0 % 2 == 0 && Firm.Stage.allCases[$0 % 3].stored == old.values[2] }
            for place in touched { before.append(try await desk.value(of: indicators[place], in: desk.actor.region) ?? 0) }
            let start = ContinuousClock.now
            _ = try await desk.update(id, version: nil, Submission(kind: "firm", ["staff": .json(.integer(staff))]))
            for (place, value) in zip(touched, before) {
                let was = old.values[5].integer ?? 0
                let right = value + (staff >= place ? 1 : 0) - (was >= place ? 1 : 0)
                let now = try await desk.value(of: indicators[place], in: desk.actor.region)
                guard now == right else { throw Wrong(indicator: place, value: now, right: right) }
            }
            times.append(Use.milliseconds(since: start))
        }
        Report.tail("500 indicators over \(records) records: change made and every value right", times, goal: 100)
        await bench.store.close()
    }

    struct Wrong: Error {
        let indicator: Int
        let value: Double?
        let right: Double
    }
}
