import Foundation
@testable import InstrumentSharing
@testable import Kernel
import Testing

/// Applications that nobody wrote come, change, go, return and are dropped; what the others have stays as it was.
@Suite struct ApplicationTests {
    /// Kinds made by chance: fields of every kind, references to one another and to the instruments, unique groups, search, an indicator.
    private struct Inventor {
        var chance: Chance
        var kinds: [Schema] = []
        private var number = 0

        init(_ seed: UInt64) { chance = Chance(seed) }

        mutating func begin() {
            for place in 0...chance.below(3) {
                var columns = [column("name", String.self, [.searchable])]
                for _ in 0...chance.below(6) { columns.append(column()) }
                kinds.append(schema("random\(place)", columns))
            }
        }

        /// The next version: more fields, some required with an initial value, others searched or indexed, perhaps another kind.
        mutating func change() {
            for place in kinds.indices {
                let before = kinds[place]
                var columns = before.columns.map { old in
                    var options = old.options
                    if old.kind is TextKind { options.isSearchable = chance.below(2) == 0 }
                    options.isIndexed = chance.below(3) == 0
                    return Column(name: old.name, label: old.label, kind: old.kind, isRequired: old.isRequired && chance.below(2) == 0, options: options)
                }
                for _ in 0..<chance.below(4) { columns.append(column()) }
                if chance.below(2) == 0 {
                    columns.append(Column(name: next(), label: "级别", kind: Int.kind(FieldOptions()), isRequired: true, options: FieldOptions([.initial("3")])))
                }
                kinds[place] = schema(before.name, columns)
            }
            if chance.below(2) == 0 {
                let columns = [column("name", String.self, []), column()]
                kinds.append(schema("random\(kinds.count)", columns))
            }
        }

        var application: Application {
            Application(
                "random", "随机",
                kinds: kinds.map { kind in
                    var kind = kind
                    kind.application = "random"
                    return KindDeclaration(
                        schema: kind, indicators: [Indicator("I-\(kind.name)", "数", .stock, Indicator.Part(kind: kind.name, condition: .always))])
                })
        }

        private mutating func next() -> String {
            number += 1
            return "field\(number)"
        }

        private func schema(_ name: String, _ columns: [Column]) -> Schema { Schema(name: name, label: Label(name), columns: columns) }

        private func column<Value: FieldValue>(_ name: String, _ type: Value.Type, _ options: [FieldOption]) -> Column {
            let options = FieldOptions(options)
            return Column(name: name, label: Label(name), kind: Value.kind(options), isRequired: !Value.isOptional, options: options)
        }

        private mutating func column() -> Column {
            let options: [FieldOption] = chance.below(3) == 0 ? [.indexed] : []
            let name = next()
            switch chance.below(14) {
            case 0: return column(name, String?.self, options + [.searchable])
            case 1: return column(name, Int?.self, options)
            case 2: return column(name, Double?.self, options)
            case 3: return column(name, Money?.self, options)
            case 4: return column(name, Day?.self, options)
            case 5: return column(name, Instant?.self, options)
            case 6: return column(name, Bool?.self, options)
            case 7: return column(name, Region?.self, options)
            case 8: return column(name, Phone?.self, [.personal(.middle)])
            case 9: return column(name, Point?.self, [])
            case 10: return column(name, [String]?.self, [])
            case 11: return column(name, String?.self, [.unique])
            case 12: return column(name, Reference<Instrument>?.self, [])
            default:
                let target = kinds.isEmpty ? "instrument" : chance.pick(kinds).name
                return Column(name: name, label: Label(name), kind: ReferenceKind(target: target), isRequired: false, options: FieldOptions())
            }
        }
    }

    /// Everything that the database holds but its ledger, as text: tables, indexes, rows.
    private static func everything(_ world: World) async throws -> [String] {
        var lines: [String] = []
        let tables =
            world.database == .sqlite
            ? try await world.ask("SELECT name FROM sqlite_master WHERE type = 'table'").map { $0.filter { $0 != "\"" } }
            : try await world.ask("SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema()")
        let ledger: Set<String> = ["_entry", "_tile", "_head"]
        for table in tables.sorted() where !ledger.contains(table) && !table.hasPrefix("_search_") && !table.hasPrefix("sqlite_") {
            let rows = table == "_rows" ? "SELECT * FROM \"_rows\" WHERE count <> 0" : "SELECT * FROM \"\(table)\""
            let found = try await world.ask(world.database == .sqlite ? rows : "SELECT row_to_json(t)::text FROM (\(rows)) AS t")
            lines += ["table \(table)"] + found.sorted()
        }
        let indexes =
            world.database == .sqlite
            ? "SELECT name FROM sqlite_master WHERE type = 'index'" : "SELECT indexname::text FROM pg_indexes WHERE schemaname = current_schema()"
        return lines + ["indexes"] + (try await world.ask(indexes).sorted())
    }

    @Test(arguments: Database.available, [UInt64(1), 2, 3, 4, 5, 6])
    func whatIsInstalledChangedRemovedAndDroppedLeavesTheStoreAsItWas(_ database: Database, _ seed: UInt64) async throws {
        var (filler, inventor) = (Filler(seed), Inventor(seed))
        var world = try await World(database)
        for kind in ["laboratory", "instrument", "booking", "note"] {
            for _ in 0..<3 { filler.known[kind, default: []].append(try await world.admin.make(filler.submission(try world.admin.schema(kind))).meta.id) }
        }
        // What looking at a table the first time writes down is there before and after.
        world = try await world.restarted()
        let before = try await Self.everything(world)
        inventor.begin()
        world = try await world.restarted([.instrumentSharing, inventor.application])
        #expect(await refusal { try await world.engine.drop("random") }?.code == "not-found", "what is installed is not dropped")
        /// What was stored in each field, by its name.
        func named(_ record: StoredRecord, _ kind: String) throws -> [String: Stored] {
            Dictionary(zip(try world.admin.schema(kind).columns.map(\.name), record.values)) { $1 }
        }
        var stored: [RecordID: [String: Stored]] = [:]
        for round in 0..<3 {
            for kind in inventor.kinds {
                for _ in 0..<(2 + filler.chance.below(3)) {
                    let made = try await world.admin.make(filler.submission(try world.admin.schema(kind.name)))
                    filler.known[kind.name, default: []].append(made.meta.id)
                    stored[made.meta.id] = try named(made, kind.name)
                }
            }
            if round == 0 {
                let field = Submission(
                    kind: "customField", ["recordKind": .typed("random0"), "name": .typed("extra"), "label": .typed("附加"), "type": .typed("integer")])
                _ = try await world.admin.create(field)
            }
            // Away for a while, then back in another version.
            world = try await world.restarted()
            #expect(try await world.engine.leftBehind().map(\.name) == ["random"])
            #expect(try await world.admin.records(Query("instrument", limit: 100)).count == 3)
            inventor.change()
            world = try await world.restarted([.instrumentSharing, inventor.application])
            for kind in inventor.kinds {
                for record in try await world.admin.records(Query(kind.name, limit: 1000)) {
                    let now = try named(record, kind.name)
                    let lost = (stored[record.meta.id] ?? [:]).filter { now[$0.key] != $0.value }
                    #expect(lost.isEmpty, "\(kind.name) reads what it read before")
                    stored[record.meta.id] = now
                }
            }
        }
        world = try await world.restarted()
        try await world.engine.drop("random")
        #expect(try await world.engine.leftBehind().isEmpty)
        world = try await world.restarted()
        let after = try await Self.everything(world)
        #expect(after == before, "\(Set(after).symmetricDifference(before))")
        #expect(try await world.store.read { try $0.changes(from: 0, limit: 1000) }.last?.change.kind == "application", "the ledger says that it was dropped")
        await world.close()
    }

    @Test(arguments: Database.available) func whatOthersReferToIsNotDropped(_ database: Database) async throws {
        struct Plan: Record {
            static let kind = Kind<Plan>("计划")
            let instrument = Field<Reference<Instrument>>("仪器")
        }
        var world = try await World(database, [.instrumentSharing, Application("plans", "计划", [Plan.self])])
        _ = try await FlowTests.booking(world, by: world.admin)
        world = try await world.restarted([])
        let refused = await refusal { try await world.engine.drop("instrumentSharing") }
        #expect(refused?.code == "in-use", "the plans that are left behind still refer to instruments: \(String(describing: refused))")
        try await world.engine.drop("plans")
        try await world.engine.drop("instrumentSharing")
        world = try await world.restarted()
        #expect(try await world.admin.count("booking") == 0)
        #expect(try await world.admin.count(WorkItem.self) == 0)
        await world.close()
    }
}
