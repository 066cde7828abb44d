import Documents
@testable import Exchange
@testable import InstrumentSharing
@testable import Kernel
import Testing

/// What a county adds behaves like what was declared, and applications come and go without touching one another.
@Suite struct CustomFieldTests {
    private static func add(_ world: World, _ name: String, _ label: String, _ type: CustomField.Shape, choices: [String]? = nil, isSearchable: Bool = false)
        async throws
    {
        var draft = Draft<CustomField>()
        (draft.recordKind, draft.name, draft.label, draft.type) = ("note", name, label, type)
        (draft.choices, draft.isSearchable) = (.some(choices), isSearchable)
        _ = try await world.admin.create(draft)
    }

    private static func note(_ title: String, _ others: [String: String]) -> Submission {
        Submission(kind: "note", others.merging(["title": title]) { $1 }.mapValues { .typed($0) })
    }

    @Test(arguments: Database.available) func aFieldAddedAtRunTimeBehavesLikeADeclaredOne(_ database: Database) async throws {
        var world = try await World(database)
        let old = try await world.admin.create(Self.note("从前", [:]))
        try await Self.add(world, "level", "等级", .choice, choices: ["甲", "乙"])
        try await Self.add(world, "cost", "费用", .money)
        try await Self.add(world, "origin", "产地", .text, isSearchable: true)
        try await Self.add(world, "until", "有效期", .day)
        for _ in 0..<2 {
            let schema = try world.admin.schema("note")
            #expect(schema.columns.suffix(4).map(\.name) == ["level", "cost", "origin", "until"])
            #expect(
                await refusal { try await world.admin.create(Self.note("错", ["level": "丙", "cost": "很多", "until": "2021-02-30"])) }?.problems.map(\.field) == [
                    "level", "cost", "until",
                ])
            let made = try await world.admin.create(Self.note("新", ["level": "乙", "cost": "12.5", "origin": "黔江桑蚕", "until": "2026-05-01"]))
            #expect(made.value(of: "cost", in: schema) == .integer(1250))
            #expect(made.meta.revision == schema.revision && old.meta.revision == 1)
            let found = try await world.admin.records(Query("note", where: .compare("level", .equal, .text("乙"))))
            #expect(found.map(\.meta.id) == [made.meta.id])
            #expect(
                try await world.admin.records(Query("note", where: .isNull("level"))).map(\.meta.id) == [old.meta.id], "what was there before has nothing in it"
            )
            #expect(try await world.admin.search("桑蚕").map(\.record.meta.id) == [made.meta.id])
            let payload = try await world.admin.history(of: made.meta.id, in: "note").first.flatMap { try? JSON(parsing: $0.change.payload) }
            #expect(payload?["after"]?["cost"]?.string == "12.5" && payload?["after"]?["level"]?.string == "乙")
            try await importAndExport(world, schema)
            try await world.admin.delete(made.meta.id, version: nil, in: "note")
            world = try await world.restarted()
        }
        for (name, label) in [("level", "又一个"), ("Level", "大写"), ("title", "标题"), ("version", "版本"), ("1st", "数字"), ("a b", "空格")] {
            #expect(await refusal { try await Self.add(world, name, label, .text) }?.code == "invalid", "\(name)")
        }
        await world.close()
    }

    private func importAndExport(_ world: World, _ schema: Schema) async throws {
        var template = RecordWorkbook.template(schema, .chinese, catalog: world.engine.catalog)
        let titles = template.sheets[0].columns.map(\.title)
        #expect(titles.suffix(4) == ["等级", "费用（元）", "产地", "有效期"])
        template.sheets[0].rows = [titles.map { ["标题*": .text("表"), "等级": .text("甲"), "费用（元）": .number(3.25), "有效期": .text("2026/7/1")][$0] ?? .empty }]
        let seed = world.engine.context.newID()
        let run = try RecordImport(world.admin, "note")
        let report = try await run.store(try run.source(try template.bytes(), named: "x.xlsx"), seed: seed)
        #expect(report.stored == 1 && report.unknownHeads.isEmpty, "\(report.bad)")
        let record = try await world.admin.record(RowIDs(seed: seed).id(of: 2), in: "note")
        #expect(["level", "cost", "origin", "until"].map { record.value(of: $0, in: schema) } == [.text("甲"), .integer(325), .null, .text("2026-07-01")])
        let row = RecordWorkbook.row(record, schema, .chinese, masked: true)
        #expect(row.count == RecordWorkbook.exportColumns(schema, .chinese).count && row.contains(.number(3.25)) && row.contains(.text("甲")))
        try await world.admin.delete(record.meta.id, version: nil, in: "note")
    }

    @Test(arguments: Database.available) func aDraftIsJudgedByTheRevisionOnWhichItWasBegun(_ database: Database) async throws {
        var world = try await World(database)
        var draft = Draft<CustomField>()
        (draft.recordKind, draft.name, draft.label, draft.type, draft.isRequired) = ("note", "level", "等级", .integer, true)
        let old = try await world.admin.create(Self.note("从前", [:]))
        _ = try await world.admin.create(draft)
        for round in 0..<2 {
            let late = try await world.admin.create(Self.note("开始得早 \(round)", [:]), revision: 1)
            #expect(late.meta.revision == 1, "the new required field does not refuse it, and the record names what judged it")
            #expect(await refusal { try await world.admin.create(Self.note("新表单", [:])) }?.problems.map(\.field) == ["level"])
            #expect(await refusal { try await world.admin.create(Self.note("没有的表单", [:]), revision: 3) }?.problems.map(\.code) == ["unknown-revision"])
            let made = try await world.admin.create(Self.note("新表单 \(round)", ["level": "2"]))
            #expect(made.meta.revision == 2)
            #expect(
                await refusal { try await world.admin.update(made.meta.id, version: 1, Self.note("空", ["level": ""]), revision: 1) }?.problems.map(\.field) == [
                    "level"
                ], "what a record was judged by is not undone")
            #expect(
                try await world.admin.set(late.meta.id, Submission(kind: "note", ["amount": .typed("1")])).meta.revision == 1, "the program fills in no field")
            world = try await world.restarted()
            #expect(try await world.admin.record(late.meta.id, in: "note").meta.revision == 1)
        }
        #expect(try await world.admin.update(old.meta.id, version: 1, Self.note("从前", ["amount": "3"]), revision: 1).meta.revision == 1)
        #expect(await refusal { try await world.admin.update(old.meta.id, version: 2, Self.note("从前", ["amount": "4"])) }?.problems.map(\.field) == ["level"])
        #expect(
            await refusal { try await world.admin.set(old.meta.id, Submission(kind: "customField", ["isRequired": .typed("否")])) } != nil,
            "what is published never changes")
        await world.close()
    }

    // MARK: applications come and go

    struct Parcel: Record {
        static let kind = Kind<Parcel>("地块")
        let name = Field<String>("名称", .searchable)
        let area = Field<Double?>("面积", .indexed)
    }
    /// The same kind of a later version.
    enum Later {
        struct Parcel: Record {
            static let kind = Kind<Parcel>("地块")
            let name = Field<String>("名称", .searchable)
            let area = Field<Double?>("面积", .indexed)
            let owner = Field<String?>("权利人", .searchable)
            let level = Field<Int>("等级", .initial("1"))
        }
    }
    struct Survey: Record {
        static let kind = Kind<Survey>("勘察")
        let title = Field<String>("标题")
        let parcel = Field<Reference<Parcel>>("地块")
    }

    @Test(arguments: Database.available, [UInt64(1), 2, 3])
    func installingUpgradingAndRemovingAnApplicationLeavesTheRestAsItWas(_ database: Database, _ seed: UInt64) async throws {
        var filler = Filler(seed)
        var world = try await World(database)
        let kinds = ["laboratory", "instrument", "booking", "note"]
        for kind in kinds {
            for _ in 0..<(2 + filler.chance.below(4)) {
                filler.known[kind, default: []].append(try await world.admin.make(filler.submission(try world.admin.schema(kind))).meta.id)
            }
        }
        func everything() async throws -> [String: [StoredRecord]] {
            var all: [String: [StoredRecord]] = [:]
            for kind in kinds { all[kind] = try await world.admin.records(Query(kind, order: .oldestFirst, limit: 1000)) }
            return all
        }
        let before = try await everything()
        let versions: [[any Record.Type]] = [[Parcel.self], [Later.Parcel.self], [Later.Parcel.self, Survey.self], [], [Later.Parcel.self, Survey.self]]
        var parcels = 0
        for types in versions.prefix(2 + filler.chance.below(4)) {
            world = try await world.restarted(types.isEmpty ? [.instrumentSharing] : [.instrumentSharing, Application("land", "地块", types)])
            #expect(try await everything() == before)
            #expect(world.engine.catalog.schema("parcel") == nil || !types.isEmpty)
            if types.isEmpty { continue }
            #expect(try await world.admin.count("parcel") == parcels, "its records wait for its return")
            let made = try await world.admin.create(filler.submission(try world.admin.schema("parcel")))
            parcels += 1
            if types.count == 2 {
                _ = try await world.admin.create(Submission(kind: "survey", ["title": .typed("踏勘"), "parcel": .typed(made.meta.id.text)]))
                #expect(await refusal { try await world.admin.delete(made.meta.id, version: nil, in: "parcel") }?.code == "in-use")
            }
            for record in try await world.admin.records(Query("parcel", limit: 100)) where types.count == 2 || types[0] is Later.Parcel.Type {
                #expect(Row<Later.Parcel>(record).level >= -999_999_999_999, "a required field has its initial value in old records")
            }
        }
        #expect(try await everything() == before)
        await world.close()
    }
}
