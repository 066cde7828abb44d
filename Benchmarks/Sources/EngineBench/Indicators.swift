import Kernel
import Store

/// 分值: many small records over which all indicators count.
struct Mark: Record {
    static let kind = Kind<Mark>("分值", .unlogged)
    let stage = Field<Firm.Stage>("阶段")
    let level = Field<Int>("等级")
    let amount = Field<Int>("数额")
}

/// 500 indicators over one kind, the worst case: from the beginning of a change until every value that it touches was read and is right.
enum Indicators {
    private static let indicators = (0..<500).map { number in
        let stage = Firm.Stage.allCases[number % 3]
        let part: Indicator.Part =
            number % 2 == 0
            ? .count(Mark.self) { $0.stage == stage && $0.level >= number }
            : .sum(\Mark.amount) { $0.stage == stage && $0.level >= number }
        return Indicator("I-\(number)", "指标\(number)", unit: "家", .stock, part)
    }

    static func measure(_ folder: String, records: Int) async throws {
        let bench = try Bench(folder, [Mark.self], indicators: indicators)
        try await bench.engine.start()
        let begin = ContinuousClock.now
        let ids = try await fill(bench, records)
        print("\(records) records written with the numbers of 500 indicators: \(Report.short(Use.milliseconds(since: begin) / 1000)) s")
        let desk = bench.desk
        var (times, touches): ([Double], Int) = ([], 0)
        let end = ContinuousClock.now + .seconds(10)
        while ContinuousClock.now < end {
            let id = ids.randomElement() ?? ids[0]
            let old = try await desk.record(id, in: "mark").values
            let (level, amount) = (Int64.random(in: 0..<500), Int64.random(in: 0..<1000))
            let touched = indicators.indices.filter { Firm.Stage.allCases[$0 % 3].stored == old[0] }
            var before: [Double] = []
            for place in touched { before.append(try await desk.value(of: indicators[place], in: desk.actor.region) ?? 0) }
            let start = ContinuousClock.now
            _ = try await desk.update(id, version: nil, Submission(kind: "mark", ["level": .json(.integer(level)), "amount": .json(.integer(amount))]))
            for (place, value) in zip(touched, before) {
                let right = value + share(place, level, amount) - share(place, old[1].integer ?? 0, old[2].integer ?? 0)
                let now = try await desk.value(of: indicators[place], in: desk.actor.region)
                guard now == right else { throw Wrong(indicator: place, value: now, right: right) }
            }
            times.append(Use.milliseconds(since: start))
            touches += touched.count
        }
        Report.tail("500 indicators over \(records) records: change made and the \(touches / times.count) values that it may touch right", times, goal: 100)
        for place in [0, 1, 499] {
            let before = try await desk.value(of: indicators[place], in: desk.actor.region)
            try await bench.engine.recompute(indicators[place])
            let now = try await desk.value(of: indicators[place], in: desk.actor.region)
            guard now == before else { throw Wrong(indicator: place, value: before, right: now ?? 0) }
        }
        print("three of them counted anew from all records: the same")
        await bench.store.close()
    }

    /// What a record adds to an indicator of its stage.
    private static func share(_ place: Int, _ level: Int64, _ amount: Int64) -> Double { level < place ? 0 : place % 2 == 0 ? 1 : Double(amount) }

    /// Writes the records, and what they add to the running numbers at once: to count 500 indicators with every record would be another measurement.
    ///
    /// - Returns: the ids of some of them.
    private static func fill(_ bench: Bench, _ records: Int) async throws -> [RecordID] {
        let context = bench.engine.context
        let month = context.now().day.month
        var ids: [RecordID] = []
        // By stage and level: how many, and their amounts.
        var totals = [[(count: Int64, sum: Int64)]](repeating: Array(repeating: (0, 0), count: 500), count: 3)
        for start in stride(from: 0, to: records, by: 50_000) {
            let marks = (start..<min(start + 50_000, records)).map { number in
                let (stage, level, amount) = (number % 3, number &* 7919 % 500, Int64(number % 1000))
                totals[stage][level].count += 1
                totals[stage][level].sum += amount
                return StoredRecord(meta: Bench.meta(context), values: [Firm.Stage.allCases[stage].stored, .integer(Int64(level)), .integer(amount)])
            }
            try await bench.store.write { writer in for mark in marks { try writer.insert("mark", mark) } }
            ids += stride(from: 0, to: marks.count, by: 1000).map { marks[$0].meta.id }
        }
        let counted = totals
        try await bench.store.write { writer in
            for place in indicators.indices {
                let total = counted[place % 3][place...].reduce((count: Int64(0), sum: Int64(0))) { ($0.count + $1.count, $0.sum + $1.sum) }
                let key = Tally.Key(indicator: "I-\(place)", part: 0, region: Bench.clerk.region.code, period: month)
                try writer.add(total.count, place % 2 == 0 ? 0 : Double(total.sum), to: key)
            }
        }
        return ids
    }

    struct Wrong: Error {
        let indicator: Int
        let value: Double?
        let right: Double
    }
}
