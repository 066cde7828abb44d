@testable import Kernel
import Testing

/// A later version of an application meets the records of an earlier one: it reads them, or says at start why it cannot and what to do.
@Suite struct UpgradeTests {
    struct Plot: Record {
        static let kind = Kind<Plot>("地块")
        let name = Field<String>("名称", .searchable)
        let use = Field<Use>("用途")
        let opened = Field<String>("启用")
        enum Use: String, Choice { case tea = "茶园", rice = "水田" }
    }
    enum Required {
        struct Plot: Record {
            static let kind = Kind<Plot>("地块")
            let name = Field<String>("名称", .searchable)
            let use = Field<UpgradeTests.Plot.Use>("用途")
            let opened = Field<String>("启用")
            let area = Field<Int>("面积")
        }
    }
    enum Filled {
        struct Plot: Record {
            static let kind = Kind<Plot>("地块")
            let name = Field<String>("名称", .searchable)
            let use = Field<UpgradeTests.Plot.Use>("用途")
            let opened = Field<String>("启用")
            let area = Field<Int>("面积", .initial("7"))
            let soil = Field<Soil>("土壤", .initial("clay"))
            enum Soil: String, Choice { case clay = "黏土", sand = "砂土" }
        }
    }
    enum Fewer {
        struct Plot: Record {
            static let kind = Kind<Plot>("地块")
            let name = Field<String>("名称", .searchable)
            let use = Field<Use>("用途")
            let opened = Field<String>("启用")
            enum Use: String, Choice { case tea = "茶园", orchard = "果园" }
        }
    }
    enum Dated {
        struct Plot: Record {
            static let kind = Kind<Plot>("地块")
            let name = Field<String>("名称", .searchable)
            let use = Field<UpgradeTests.Plot.Use>("用途")
            let opened = Field<Day>("启用")
        }
    }

    private static func land(_ type: any Record.Type) -> [Application] { [Application("land", "土地", [type])] }

    private static func begin(_ database: Database, opened: String = "2020-01-01") async throws -> (World, RecordID) {
        let world = try await World(database, land(Plot.self))
        let made = try await world.admin.create(Submission(kind: "plot", ["name": .typed("东坡"), "use": .typed("水田"), "opened": .typed(opened)]))
        return (world, made.meta.id)
    }

    /// What the next version says at start; nil where it starts. The world is the earlier version afterwards.
    private static func fault(_ world: inout World, _ next: any Record.Type, steps: [MigrationStep] = []) async throws -> String? {
        do {
            world = try await world.restarted(land(next), steps: steps)
            return nil
        } catch {
            let words = "\(error)"
            world = try await World(world.database, at: world.address, land(Plot.self), time: world.time)
            return words
        }
    }

    @Test(arguments: Database.available) func aRequiredFieldWithoutAnInitialValueIsRefusedWhereThereAreRecords(_ database: Database) async throws {
        var (world, id) = try await Self.begin(database)
        let words = try #require(try await Self.fault(&world, Required.Plot.self))
        #expect(words.contains("plot.area") && words.contains("required") && words.contains("initial value") && words.contains("optional"), "\(words)")
        #expect(Row<Plot>(try await world.admin.record(id, in: "plot")).name == "东坡", "the earlier version goes on as before")
        try await world.admin.delete(id, version: nil, in: "plot")
        #expect(try await Self.fault(&world, Required.Plot.self) == nil, "where there are none, nothing stands against it")
        await world.close()
    }

    @Test(arguments: Database.available) func aRequiredFieldWithAnInitialValueIsFilled(_ database: Database) async throws {
        var (world, id) = try await Self.begin(database)
        #expect(try await Self.fault(&world, Filled.Plot.self) == nil)
        let row = Row<Filled.Plot>(try await world.admin.record(id, in: "plot"))
        #expect(row.area == 7 && row.soil == .clay && row.name == "东坡")
        #expect(try await world.admin.update(id, version: 1, Submission(kind: "plot", ["area": .typed("9")])).meta.version == 2)
        await world.close()
    }

    @Test(arguments: Database.available) func aChoiceThatRecordsHaveCannotBeTakenAway(_ database: Database) async throws {
        var (world, id) = try await Self.begin(database)
        let words = try #require(try await Self.fault(&world, Fewer.Plot.self))
        #expect(words.contains("plot.use") && words.contains("rice") && words.contains("水田") == false && words.contains("replaceValue"), "\(words)")
        let step = MigrationStep("2027-01-rice-is-orchard", .replaceValue(kind: "plot", column: "use", from: .text("rice"), to: .text("orchard")))
        #expect(try await Self.fault(&world, Fewer.Plot.self, steps: [step]) == nil)
        #expect(Row<Fewer.Plot>(try await world.admin.record(id, in: "plot")).use == .orchard)
        await world.close()
    }

    @Test(arguments: Database.available) func aTextBecomesADayOnlyWhereEveryTextIsOne(_ database: Database) async throws {
        var (world, id) = try await Self.begin(database, opened: "去年")
        let words = try #require(try await Self.fault(&world, Dated.Plot.self))
        #expect(words.contains("plot.opened") && words.contains("去年"), "\(words)")
        _ = try await world.admin.update(id, version: nil, Submission(kind: "plot", ["opened": .typed("2021-05-06")]))
        #expect(try await Self.fault(&world, Dated.Plot.self) == nil)
        #expect(Row<Dated.Plot>(try await world.admin.record(id, in: "plot")).opened == Day(2021, 5, 6))
        await world.close()
    }
}
