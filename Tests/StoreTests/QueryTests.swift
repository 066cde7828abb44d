import Kernel
import Testing

@testable import Store

@Suite struct QueryTests {
    /// Conditions of every form, nested at random.
    static func condition(_ chance: inout Chance, depth: Int = 3) -> Condition {
        let texts = ["", "a", "A1", "b%", "科技", "科", "a_b"]
        func value() -> Stored {
            switch Int.random(in: 0..<4, using: &chance) {
            case 0: .null
            case 1: .integer(Int64.random(in: -2...4, using: &chance))
            case 2: .real(Double(Int.random(in: -3...5, using: &chance)) / 2)
            default: .text(texts.randomElement(using: &chance) ?? "")
            }
        }
        let columns = ["name", "code", "stage", "staff", "score", "note", "region", "version"]
        let column = columns.randomElement(using: &chance) ?? "name"
        switch Int.random(in: 0..<(depth == 0 ? 6 : 9), using: &chance) {
        case 0: return .always
        case 1:
            let comparisons: [Condition.Comparison] = [.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual]
            return .compare(column, comparisons.randomElement(using: &chance) ?? .equal, value())
        case 2: return .isNull(column)
        case 3: return .among(column, (0..<Int.random(in: 0..<4, using: &chance)).map { _ in value() })
        case 4: return .contains(column, ["a", "A", "%", "_", "科技", "b%"].randomElement(using: &chance) ?? "a")
        case 5: return .hasPrefix(column, texts.randomElement(using: &chance) ?? "")
        case 6: return .not(condition(&chance, depth: depth - 1))
        case 7: return .all((0..<Int.random(in: 0..<3, using: &chance)).map { _ in condition(&chance, depth: depth - 1) })
        default: return .any((0..<Int.random(in: 0..<3, using: &chance)).map { _ in condition(&chance, depth: depth - 1) })
        }
    }

    static func firms(_ count: Int, _ chance: inout Chance) -> [StoredRecord] {
        let texts: [String?] = [nil, "a", "A1", "b%", "科技创新", "a_b", "aXb", "Z", "", "😀", "\u{10FFFF}a"]
        return (0..<count).map { number in
            Sample.firm(
                (texts.randomElement(using: &chance) ?? nil) ?? "x", code: number % 3 == 0 ? nil : "k\(number)",
                stage: Sample.Stage.allCases.randomElement(using: &chance) ?? .seed,
                staff: Bool.random(using: &chance) ? nil : Int64.random(in: -2...4, using: &chance),
                score: Bool.random(using: &chance) ? nil : Double(Int.random(in: -3...5, using: &chance)) / 2, note: texts.randomElement(using: &chance) ?? nil,
                region: ["331024", "331024001", "5001"].randomElement(using: &chance) ?? "33")
        }
    }

    @Test(arguments: Engine.available) func conditionsMeanTheSameAsInMemory(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            var chance = Chance(7)
            let firms = Self.firms(80, &chance)
            let patents = firms.prefix(40).enumerated().map { Sample.patent($1.meta.id, "方法", "\($0)") }
            try await store.write { writer in
                for firm in firms { try writer.insert("firm", firm) }
                for patent in patents { try writer.insert("patent", patent) }
            }
            for round in 0..<300 {
                let condition = Self.condition(&chance)
                let expected = firms.filter { firm in condition.holds { firm.value(of: $0, in: Sample.firm) ?? .null } }.map(\.meta.id).sorted()
                let found = try await store.read { try $0.records(Query("firm", where: condition, order: .oldestFirst, limit: 1000)) }
                #expect(found.map(\.meta.id) == expected, "round \(round): \(condition)")
                #expect(try await store.read { try $0.count("firm", where: condition, limit: 1000) } == expected.count)
                // The same on the record that a reference leads to, and its opposite.
                let wanted = Set(expected)
                let owned = patents.filter { wanted.contains(RecordID(stored: $0.values[0].text ?? "")) }.map(\.meta.id).sorted()
                let over = Condition.referenced(column: "owner", kind: "firm", condition)
                let (some, others) = try await store.read { reader in
                    (
                        try reader.records(Query("patent", where: over, order: .oldestFirst, limit: 1000)),
                        try reader.records(Query("patent", where: .not(over), order: .oldestFirst, limit: 1000))
                    )
                }
                #expect(some.map(\.meta.id) == owned, "round \(round): \(over)")
                #expect(others.count == patents.count - owned.count, "round \(round): not \(over)")
            }
        }
    }

    @Test(arguments: Engine.available) func pagesJoinToTheWhole(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            var chance = Chance(11)
            let firms = Self.firms(90, &chance)
            try await store.write { writer in for firm in firms { try writer.insert("firm", firm) } }
            let wrong = Query("firm", order: .init("staff"), after: Query.Cursor(value: .text("x"), id: Sample.id()))
            await #expect(throws: StoreError.self) { try await store.read { try $0.records(wrong) } }
            for column in ["id", "name", "staff", "score", "note", "region", "createdAt"] {
                for isDescending in [false, true] {
                    func value(_ record: StoredRecord) -> Stored { record.value(of: column, in: Sample.firm) ?? .null }
                    let sorted = firms.sorted { left, right in
                        let (a, b) = isDescending ? (right, left) : (left, right)
                        if Stored.precedes(value(a), value(b)) { return true }
                        return !Stored.precedes(value(b), value(a)) && a.meta.id < b.meta.id
                    }
                    var query = Query("firm", order: Query.Order(column, isDescending: isDescending), limit: 7)
                    var found: [RecordID] = []
                    while true {
                        let current = query
                        let page = try await store.read { try $0.records(current) }
                        found += page.map(\.meta.id)
                        guard page.count == 7, let last = page.last else { break }
                        query.after = Query.Cursor(value: value(last), id: last.meta.id)
                    }
                    #expect(found == sorted.map(\.meta.id), "\(column) \(isDescending)")
                }
            }
        }
    }

    @Test(arguments: Engine.available) func summaries(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let a = Sample.firm("a", stage: .seed, staff: 3, score: 1.5)
            let firms = [a, Sample.firm("b", stage: .seed, staff: 5), Sample.firm("c", stage: .mature)]
            try await store.write { writer in
                for firm in firms { try writer.insert("firm", firm) }
                try writer.insert("patent", Sample.patent(a.meta.id, "一", "1", granted: "2025-03-09"))
                try writer.insert("patent", Sample.patent(a.meta.id, "二", "2", granted: "2025-11-09"))
                try writer.insert("patent", Sample.patent(a.meta.id, "三", "3"))
            }
            let measures: [Summary.Measure] = [.count, .sum("staff"), .average("staff"), .minimum("name"), .maximum("score")]
            let lines = try await store.read { try $0.summary(Summary("firm", by: [.column("stage")], measures)) }
            #expect(
                lines == [
                    Summary.Line(groups: [.text("mature")], measures: [.integer(1), .null, .null, .text("c"), .null]),
                    Summary.Line(groups: [.text("seed")], measures: [.integer(2), .integer(8), .real(4), .text("a"), .real(1.5)]),
                ])
            let seed = Condition.compare("stage", .equal, .text("seed"))
            let parts: [Summary.Measure] = [.within(seed, .count), .within(seed, .within(.compare("staff", .greater, .integer(3)), .sum("staff"))), .count]
            let parted = try await store.read { try $0.summary(Summary("firm", parts)) }
            #expect(parted == [Summary.Line(groups: [], measures: [.integer(2), .integer(5), .integer(3)])])
            let years = try await store.read { try $0.summary(Summary("patent", by: [.prefix("granted", 4)])) }
            #expect(years == [Summary.Line(groups: [.null], measures: [.integer(1)]), Summary.Line(groups: [.text("2025")], measures: [.integer(2)])])
            let all = try await store.read { try $0.summary(Summary("firm", where: .never)) }
            #expect(all == [Summary.Line(groups: [], measures: [.integer(0)])])
            await #expect(throws: StoreError.unknownColumn(kind: "firm", column: "x\" --")) {
                try await store.read { try $0.summary(Summary("firm", by: [.column("x\" --")])) }
            }
        }
    }

    @Test(arguments: Engine.available) func largeTablesAreNotReadWhole(_ engine: Engine) async throws {
        var limits = StoreLimits()
        limits.unindexedRows = 20
        try await withStore(engine, limits: limits) { store in
            var chance = Chance(3)
            let firms = Self.firms(30, &chance)
            try await store.write { writer in for firm in firms { try writer.insert("firm", firm) } }
            let note = Condition.compare("note", .equal, .text("a"))
            await #expect(throws: StoreError.unindexed(kind: "firm", columns: ["note"])) { try await store.read { try $0.records(Query("firm", where: note)) } }
            await #expect(throws: StoreError.unindexed(kind: "firm", columns: ["note"])) {
                try await store.read { try $0.count("firm", where: note, limit: 5) }
            }
            await #expect(throws: StoreError.unindexed(kind: "firm", columns: ["score"])) {
                try await store.read { try $0.records(Query("firm", order: .init("score"))) }
            }
            await #expect(throws: StoreError.unindexed(kind: "firm", columns: ["note"])) {
                try await store.read { try $0.records(Query("patent", where: .referenced(column: "owner", kind: "firm", note))) }
            }
            _ = try await store.read { try $0.records(Query("firm", where: note && .compare("stage", .equal, .text("seed")), order: .init("score"))) }
            _ = try await store.read { try $0.records(Query("firm", where: .compare("isSimulated", .equal, .integer(0)), order: .init("staff"))) }
            _ = try await store.read { try $0.records(Query("patent", where: .contains("title", "x"))) }
            // A number over all records passes over the table once, whatever it counts.
            _ = try await store.read { try $0.summary(Summary("firm", [.within(note, .count)])) }
        }
    }

    /// Short questions are answered on the thread of whoever asks, long ones elsewhere: the answer is the same.
    @Test(arguments: Engine.available) func longQuestionsAreAnsweredLikeShortOnes(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            try await store.write { writer in
                for number in 0..<6000 { try writer.insert("firm", Sample.firm("企业\(number)", note: "注\(number % 7)")) }
            }
            let unindexed = Condition.contains("note", "注3")
            let (count, all, few) = try await store.read { reader in
                // Many questions in one: together they take longer than a moment.
                for _ in 0..<20 { _ = try reader.count("firm", where: unindexed, limit: 10_000) }
                return (
                    try reader.count("firm", where: unindexed, limit: 10_000),
                    try reader.records(Query("firm", where: unindexed, order: .oldestFirst, limit: 1000)),
                    try reader.records(Query("firm", where: unindexed, order: .oldestFirst, limit: 3))
                )
            }
            #expect(count == 857)
            #expect(all.count == 857)
            #expect(few == Array(all.prefix(3)))
            await #expect(throws: StoreError.unknownKind("nothing")) { try await store.read { try $0.records(Query("nothing")) } }
        }
    }

    @Test(arguments: Engine.available) func aSearchInsideAWriteFindsWhatItWrote(_ engine: Engine) async throws {
        struct Stop: Error {}
        try await withStore(engine) { store in
            // Many at once share a commit; of every two, one is given up after it has searched.
            let inside = await withTaskGroup(of: Int?.self, returning: [Int].self) { group in
                for number in 0..<60 {
                    group.addTask {
                        try? await store.write { (writer: any StoreWriter) throws -> Int in
                            try writer.insert("firm", Sample.firm("企业 n\(number)x"))
                            let count = try writer.search("n\(number)x", in: [("firm", .always)], limit: 9).count
                            if number % 2 == 1 { throw Stop() }
                            return count
                        }
                    }
                }
                return await group.reduce(into: [Int]()) { if let count = $1 { $0.append(count) } }
            }
            #expect(inside == [Int](repeating: 1, count: 30))
            let kept = try await store.read { try $0.search("企业", in: [("firm", .always)], limit: 99) }
            let lost = try await store.read { try $0.search("n3x", in: [("firm", .always)], limit: 99) }
            #expect(kept.count == 30)
            #expect(lost.isEmpty)
        }
    }

    @Test(arguments: Engine.available) func searchFindsChinese(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let names = ["山河科技创新有限公司", "科新设备", "创新 Plan２０２５ 研究院", "技"]
            let firms = names.map { Sample.firm($0, region: $0.count < 5 ? "5001" : "331024") }
            try await store.write { writer in for firm in firms { try writer.insert("firm", firm) } }
            func found(_ words: String, _ condition: Condition = .always) async throws -> Set<String> {
                let hits = try await store.read { try $0.search(words, in: [("firm", condition), ("patent", .always)], limit: 10) }
                return Set(hits.compactMap { hit in firms.first { $0.meta.id == hit.id }?.values[0].text })
            }
            #expect(try await found("科技") == [names[0]])
            #expect(try await found("科新") == [names[1]])
            #expect(try await found("创新") == [names[0], names[2]])
            #expect(try await found("技创") == [names[0]])
            #expect(try await found("创新科技").isEmpty)
            #expect(try await found("技") == [names[0], names[3]])
            #expect(try await found("司") == [names[0]])
            #expect(try await found("PLAN2025 创新") == [names[2]])
            #expect(try await found("plan") == [names[2]])
            #expect(try await found("创新", .hasPrefix("region", "5001")).isEmpty)
            #expect(try await found("新", .hasPrefix("region", "5001")) == [names[1]])
            #expect(try await found("\" OR ' & | !").isEmpty)
            #expect(try await found("").isEmpty)
            var changed = firms[0]
            changed.meta.version = 2
            changed.values[0] = .text("别的名字")
            let record = changed
            try await store.write {
                try $0.update("firm", record); try $0.delete("firm", firms[3].meta.id, version: 1)
            }
            #expect(try await found("科技").isEmpty)
            #expect(try await store.read { try $0.search("名字", in: [("firm", .always)], limit: 5) }.map(\.id) == [record.meta.id])
            #expect(try await store.read { try $0.search("技", in: [("firm", .always)], limit: 5) }.isEmpty)
        }
    }

    @Test("What few records contain comes by how well it fits, what thousands contain newest first", arguments: Engine.available)
    func orderOfHits(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            // The one that says it twice is the oldest.
            let best = Sample.firm("药材药材")
            let many = [best] + (0..<2005).map { Sample.firm("企业\($0)" + ($0 < 10 ? "药材" : "")) } + [Sample.firm("药材 企业")]
            try await store.write { writer in for firm in many { try writer.insert("firm", firm) } }
            func found(_ words: String) async throws -> [RecordID] {
                try await store.read { try $0.search(words, in: [("firm", .always)], limit: 5) }.map(\.id)
            }
            #expect(try await found("药材").first == best.meta.id)
            #expect(try await found("企业") == many.suffix(5).reversed().map(\.meta.id))
        }
    }

    @Test func tokens() {
        #expect(SearchTokens.of("科技创新") == ["科技", "技创", "创新", "新"])
        #expect(SearchTokens.of("用AI做Ｐｌａｎ 5G，好") == ["用", "ai", "做", "plan", "5g", "好"])
        #expect(SearchTokens.of("") == [])
        #expect(SearchTokens.of(String(repeating: "a", count: 150)).map(\.count) == [64, 64, 22])
    }
}
