import Kernel
import Testing

@testable import Store

@Suite struct RecordTests {
    @Test(arguments: Engine.available) func recordsComeBackAsTheyWent(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let full = Sample.firm("山河科技", code: "A1", stage: .mature, staff: -7, score: 2.5, note: "a'b\"c\\%_ 😀 \n")
            let empty = Sample.firm("", stage: .seed)
            try await store.write {
                try $0.insert("firm", full); try $0.insert("firm", empty)
            }
            #expect(try await store.read { try $0.record("firm", full.meta.id) } == full)
            #expect(try await store.read { try $0.record("firm", empty.meta.id) } == empty)
            #expect(try await store.read { try $0.record("firm", Sample.id()) } == nil)
            await #expect(throws: StoreError.unknownKind("nothing")) { try await store.read { try $0.record("nothing", full.meta.id) } }
        }
    }

    @Test(arguments: Engine.available) func versionsGuardChanges(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let first = Sample.firm("甲", code: "A1", staff: 3)
            try await store.write { try $0.insert("firm", first) }
            var second = first
            second.meta.version = 2
            second.meta.region = Region("331025")
            second.values[0] = .text("乙")
            second.values[3] = .null
            let changed = second
            try await store.write { try $0.update("firm", changed) }
            #expect(try await store.read { try $0.record("firm", first.meta.id) } == changed)
            await #expect(throws: StoreError.stale(kind: "firm", id: first.meta.id)) { try await store.write { try $0.update("firm", changed) } }
            await #expect(throws: StoreError.stale(kind: "firm", id: first.meta.id)) {
                try await store.write { try $0.delete("firm", first.meta.id, version: 1) }
            }
            #expect(try await store.read { try $0.count("firm", where: .hasPrefix("region", "331025"), limit: 10) } == 1)
            #expect(try await store.read { try $0.count("firm", where: .hasPrefix("region", "331024"), limit: 10) } == 0)
            try await store.write { try $0.delete("firm", first.meta.id, version: 2) }
            #expect(try await store.read { try $0.count("firm", where: .always, limit: 10) } == 0)
        }
    }

    @Test(arguments: Engine.available) func theDatabaseNamesWhatIsWrong(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let firm = Sample.firm("甲", code: "A1")
            let patent = Sample.patent(firm.meta.id, "一种方法", "1")
            try await store.write {
                try $0.insert("firm", firm); try $0.insert("patent", patent)
            }
            await #expect(throws: StoreError.taken(kind: "firm", columns: ["code"])) {
                try await store.write { try $0.insert("firm", Sample.firm("乙", code: "A1")) }
            }
            await #expect(throws: StoreError.taken(kind: "firm", columns: ["id"])) {
                try await store.write { try $0.insert("firm", StoredRecord(meta: firm.meta, values: Sample.firm("丙").values)) }
            }
            await #expect(throws: StoreError.taken(kind: "patent", columns: ["owner", "number"])) {
                try await store.write { try $0.insert("patent", Sample.patent(firm.meta.id, "另一种", "1")) }
            }
            await #expect(throws: StoreError.dangling(kind: "patent", column: "owner")) {
                try await store.write { try $0.insert("patent", Sample.patent(Sample.id(), "无主", "2")) }
            }
            await #expect(throws: StoreError.inUse(kind: "firm", by: "patent")) { try await store.write { try $0.delete("firm", firm.meta.id, version: 1) } }
            var moved = patent
            moved.meta.version = 2
            moved.values[0] = .text(Sample.id().text)
            let wrong = moved
            await #expect(throws: StoreError.dangling(kind: "patent", column: "owner")) { try await store.write { try $0.update("patent", wrong) } }
            // Two without a code are not the same.
            try await store.write {
                try $0.insert("firm", Sample.firm("丁")); try $0.insert("firm", Sample.firm("戊"))
            }
            #expect(try await store.read { try $0.count("firm", where: .always, limit: 99) } == 3)
        }
    }

    @Test(arguments: Engine.available) func aWriteIsAllOrNothing(_ engine: Engine) async throws {
        struct Stop: Error {}
        try await withStore(engine) { store in
            await #expect(throws: Stop.self) {
                try await store.write { writer in
                    let firm = Sample.firm("甲")
                    try writer.insert("firm", firm)
                    try writer.append(Sample.change(firm))
                    try writer.set("x", "1")
                    throw Stop()
                }
            }
            // Whoever hides an error of the database still loses the whole.
            await #expect(throws: StoreError.taken(kind: "firm", columns: ["code"])) {
                try await store.write { writer in
                    try writer.insert("firm", Sample.firm("乙", code: "1"))
                    try? writer.insert("firm", Sample.firm("丙", code: "1"))
                }
            }
            let state = try await store.read { (try $0.count("firm", where: .always, limit: 9), try $0.ledgerSize(), try $0.setting("x")) }
            #expect(state == (0, 0, nil))
        }
    }

    @Test(arguments: Engine.available) func aTransactionReadsWhatItWrote(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let firm = Sample.firm("甲")
            try await store.write { try $0.insert("firm", firm) }
            try await store.write { writer in
                var record = try #require(try writer.record("firm", firm.meta.id))
                record.meta.version = 2
                record.values[0] = .text("乙")
                try writer.update("firm", record)
                #expect(try writer.record("firm", firm.meta.id)?.values[0] == .text("乙"))
                #expect(try writer.records(Query("firm")).map(\.values[0]) == [.text("乙")])
                record.meta.version = 3
                record.values[0] = .text("丙")
                try writer.update("firm", record)
                #expect(try writer.record("firm", firm.meta.id)?.meta.version == 3)
                try writer.delete("firm", firm.meta.id, version: 3)
                #expect(try writer.record("firm", firm.meta.id) == nil)
            }
            #expect(try await store.read { try $0.records(Query("firm")) }.isEmpty)
        }
    }

    @Test(arguments: Engine.available) func manyWritersShareCommits(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let outcomes = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        let firm = Sample.firm("企业\(number)", code: "C\(number / 2)")
                        return
                            (try? await store.write { writer in
                                try writer.insert("firm", firm)
                                return try writer.append(Sample.change(firm, request: "r\(number)"))
                            }) != nil
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            // Of every two with the same code, one is refused without harm to those beside it.
            #expect(outcomes == 100)
            let (count, size) = try await store.read {
                (try $0.count("firm", where: .compare("stage", .equal, .text("seed")), limit: 999), try $0.ledgerSize())
            }
            #expect(count == 100)
            #expect(size == 100)
        }
    }

    @Test(arguments: Engine.available) func whatFailsHalfWayTakesNothingElseDown(_ engine: Engine) async throws {
        struct Stop: Error {}
        try await withStore(engine) { store in
            let stored = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<90 {
                    group.addTask {
                        let firm = Sample.firm("山河企业\(number)", code: "C\(number)")
                        do {
                            try await store.write { writer in
                                try writer.insert("firm", firm)
                                try writer.append(Sample.change(firm))
                                if number % 3 == 0 { throw Stop() }
                            }
                            return true
                        } catch {
                            return false
                        }
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(stored == 60)
            let (records, hits, size) = try await store.read {
                (try $0.records(Query("firm", limit: 100)), try $0.search("企业", in: [("firm", .always)], limit: 100), try $0.ledgerSize())
            }
            #expect(records.count == 60 && hits.count == 60 && size == 60)
            #expect(records.allSatisfy { $0.values[1].text.flatMap { Int($0.dropFirst()) }.map { $0 % 3 != 0 } ?? false })
        }
    }

    @Test(arguments: Engine.available) func settingsAndTallies(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let key = Tally.Key(indicator: "i", part: 1, region: "33", period: "2025")
            try await store.write { writer in
                try writer.set("名", "值")
                try writer.add(2, 1.5, to: key)
                try writer.add(-1, 0.25, to: key)
                try writer.add(1, 1, to: Tally.Key(indicator: "j", part: 0, region: "", period: ""))
            }
            #expect(try await store.read { try $0.setting("名") } == "值")
            #expect(try await store.read { try $0.tally(key) } == Tally(key: key, count: 1, sum: 1.75))
            try await store.write {
                try $0.set("名", nil); try $0.removeTallies(of: "i")
            }
            #expect(try await store.read { try $0.setting("名") } == nil)
            #expect(try await store.read { try $0.tallies(of: "i") }.isEmpty)
            #expect(try await store.read { try $0.tallies(of: "j") }.count == 1)
        }
    }

    @Test(arguments: Engine.available) func tooManyWaitingIsRefused(_ engine: Engine) async throws {
        var limits = StoreLimits()
        limits.waitingWrites = 0
        let place = try await engine.place()
        defer { place.remove() }
        let store = try await place.open(limits)
        await #expect(throws: StoreError.busy) { try await store.write { try $0.set("a", "b") } }
        await store.close()
    }
}
