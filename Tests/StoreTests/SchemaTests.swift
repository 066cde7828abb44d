import Testing

@testable import Kernel
@testable import Store

@Suite struct SchemaTests {
    /// What a database's own catalogue says about its tables.
    static func shapes(_ store: any Store) async throws -> [String: TableShape] {
        try await store.write { try ($0 as? StoreSession).map { try TableShape.read($0.connection) } ?? [:] }
    }

    /// Schemas that grow step by step: kinds, columns, indexes, unique groups, references, columns that become optional.
    static func versions(_ chance: inout Chance) -> [[Schema]] {
        struct Draft { var columns: [Column]; var groups: [[String]] }
        var kinds: [String: Draft] = [:]
        var versions: [[Schema]] = []
        for version in 0..<5 {
            for _ in 0..<4 {
                let names = kinds.keys.sorted()
                switch Int.random(in: 0..<5, using: &chance) {
                case 0: kinds["kind\(kinds.count)"] = Draft(columns: [Sample.text("name", .searchable, required: true)], groups: [])
                case 1, 2:
                    guard let kind = names.randomElement(using: &chance) else { continue }
                    let name = "field\(kinds[kind]?.columns.count ?? 0)_\(version)"
                    let column: Column =
                        switch Int.random(in: 0..<6, using: &chance) {
                        case 0: Sample.of(name, Int?.self, .indexed)
                        case 1: Sample.of(name, Double?.self)
                        case 2: Sample.text(name, .initial("neu"), required: true)
                        case 3: Sample.text(name, .unique, required: false)
                        case 4: Sample.of(name, Sample.Stage.self, .initial("seed"))
                        // May refer to a kind that is made in a later version only.
                        default: Sample.reference(name, to: "kind\(Int.random(in: 0..<5, using: &chance))", required: false)
                        }
                    kinds[kind]?.columns.append(column)
                case 3:
                    guard let kind = names.randomElement(using: &chance), let columns = kinds[kind]?.columns, columns.count > 2 else { continue }
                    kinds[kind]?.groups.append(columns.suffix(2).map(\.name))
                default:
                    guard let kind = names.randomElement(using: &chance), let column = kinds[kind]?.columns.last, column.isRequired else { continue }
                    kinds[kind]?.columns.removeLast()
                    kinds[kind]?.columns.append(
                        Column(name: column.name, label: column.label, kind: column.kind, isRequired: false, options: column.options))
                }
            }
            versions.append(kinds.sorted { $0.key < $1.key }.map { Schema(name: $0, label: Label($0), columns: $1.columns, uniqueGroups: $1.groups) })
        }
        return versions
    }

    @Test(arguments: Engine.available) func growingEqualsStartingFresh(_ engine: Engine) async throws {
        for seed in 0..<(engine == .sqlite ? 25 : 8) {
            var chance = Chance(UInt64(seed))
            let versions = Self.versions(&chance)
            let (grown, fresh) = (try await engine.place(), try await engine.place())
            defer { grown.remove(); fresh.remove() }
            let store = try await grown.open()
            var kept: [(kind: String, id: RecordID)] = []
            for schemas in versions {
                try await store.prepare(schemas, steps: [])
                // A record of each kind lives through all versions after it.
                for schema in schemas where !kept.contains(where: { $0.kind == schema.name }) {
                    let values: [Stored] = schema.columns.map { column in
                        if column.name == "name" { return .text("企业") }
                        return column.isRequired ? column.options.initial.map(Stored.text) ?? .text("企业") : .null
                    }
                    let record = StoredRecord(meta: Sample.meta(), values: values)
                    try await store.write { try $0.insert(schema.name, record) }
                    kept.append((schema.name, record.meta.id))
                }
            }
            let other = try await fresh.open()
            try await other.prepare(versions.last ?? [], steps: [])
            #expect(try await Self.shapes(store) == Self.shapes(other), "seed \(seed)")
            for (kind, id) in kept {
                let record = try await store.read { try $0.record(kind, id) }
                #expect(record?.values.first == .text("企业"), "seed \(seed), \(kind)")
                #expect(try await store.read { try $0.search("企业", in: [(kind, .always)], limit: 3) }.map(\.id) == [id])
            }
            await store.close()
            await other.close()
        }
    }

    @Test(arguments: Engine.available) func stepsRunOnce(_ engine: Engine) async throws {
        let place = try await engine.place()
        defer { place.remove() }
        var store = try await place.open()
        let old = Schema(name: "house", label: Label("屋"), columns: [Sample.text("name", .searchable), Sample.text("state", .indexed), Sample.text("junk")])
        let yard = Schema(name: "yard", label: Label("院"), columns: [Sample.reference("house", to: "house", required: false)])
        try await store.prepare([old, yard], steps: [])
        let house = StoredRecord(meta: Sample.meta(), values: [.text("老屋"), .text("open"), .text("x")])
        let around = StoredRecord(meta: Sample.meta(), values: [.text(house.meta.id.text)])
        try await store.write { writer in
            try writer.insert("house", house)
            try writer.insert("yard", around)
            _ = try writer.append(Sample.change(house, kind: "house"))
        }
        await store.close()
        store = try await place.open()
        let new = Schema(name: "building", label: Label("楼"), columns: [Sample.text("title", .searchable), Sample.text("state", .indexed)])
        let newYard = Schema(name: "yard", label: Label("院"), columns: [Sample.reference("house", to: "building", required: false)])
        let steps: [MigrationStep] = [
            MigrationStep("1", .renameColumn(kind: "house", from: "name", to: "title")), MigrationStep("2", .renameKind(from: "house", to: "building")),
            MigrationStep("3", .replaceValue(kind: "building", column: "state", from: .text("open"), to: .text("ready"))),
            MigrationStep("4", .removeColumn(kind: "building", column: "junk")),
        ]
        for _ in 0..<2 { try await store.prepare([new, newYard], steps: steps) }
        let record = try await store.read { try $0.record("building", house.meta.id) }
        #expect(record?.values == [.text("老屋"), .text("ready")])
        #expect(try await store.read { try $0.count("building", where: .always, limit: 9) } == 1)
        #expect(try await store.read { try $0.search("老屋", in: [("building", .always)], limit: 9) }.count == 1)
        #expect(try await store.read { try $0.history(of: "building", house.meta.id, limit: 9) }.count == 1)
        await #expect(throws: StoreError.inUse(kind: "building", by: "yard")) { try await store.write { try $0.delete("building", house.meta.id, version: 1) } }
        // A program that does not know the last step is older than the database.
        await #expect(throws: StoreError.newer(found: "4", known: "3")) { try await store.prepare([new, newYard], steps: Array(steps.dropLast())) }
        try await store.prepare([newYard], steps: steps + [MigrationStep("5", .removeKind("building"))])
        #expect(try await Self.shapes(store).keys.sorted() == ["yard"])
        await store.close()
    }

    @Test(arguments: Engine.available) func fieldsOfACounty(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let firm = Sample.firm("甲")
            try await store.write { try $0.insert("firm", firm) }
            let custom = Sample.firm.adding([Sample.text("nickname", .searchable, required: false), Sample.of("floors", Int?.self, .indexed)], revision: 2)
            try await store.prepare([custom, Sample.patent, Sample.visit], steps: [])
            #expect(try await store.read { try $0.record("firm", firm.meta.id) }?.values.count == 8)
            var changed = StoredRecord(meta: firm.meta, values: firm.values + [.text("小甲甲"), .integer(3)])
            changed.meta.version = 2
            let record = changed
            try await store.write { try $0.update("firm", record) }
            #expect(try await store.read { try $0.records(Query("firm", where: .compare("floors", .greater, .integer(2)))) } == [record])
            #expect(try await store.read { try $0.search("小甲", in: [("firm", .always)], limit: 5) }.count == 1)
        }
    }

    @Test(arguments: Engine.available) func whatCannotBeDoneIsSaid(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            try await store.write { try $0.insert("firm", Sample.firm("甲")) }
            func failure(_ schema: Schema) async -> String {
                do {
                    try await store.prepare([schema], steps: [])
                    return ""
                } catch { return "\(error)" }
            }
            let required = Schema(name: "firm", label: Label("企业"), columns: Sample.firm.columns + [Sample.text("must")])
            #expect(await failure(required).contains("give the field an initial value"))
            #expect(await failure(Schema(name: "firm", label: Label("企业"), columns: [Sample.of("name", Int?.self)])).contains("cannot become integer"))
            #expect(await failure(Schema(name: "a b", label: Label(""), columns: [])).contains("cannot name a table"))
            #expect(await failure(Schema(name: "_rows", label: Label(""), columns: [])).contains("cannot name a table"))
            #expect(await failure(Schema(name: "x", label: Label(""), columns: [Sample.text("a\"b")])).contains("cannot name a table"))
            // Nothing of it was done; the store goes on.
            #expect(try await store.read { try $0.count("firm", where: .compare("stage", .equal, .text("seed")), limit: 5) } == 1)
        }
    }
}
