import Kernel
import Testing

@testable import Store

/// Questions of where, on both engines, against memory.
@Suite struct PlaceTests {
    static let schema = Schema(
        name: "plot", label: Label("地块"),
        columns: [Sample.text("name"), Sample.of("site", Point?.self), Sample.of("extent", Area?.self), Sample.of("way", Line?.self)])

    static func plots(_ count: Int, _ chance: inout Chance) -> [StoredRecord] {
        func degree(_ start: Double) -> Double { start + Double(Int.random(in: 0..<10_000, using: &chance)) / 10_000 }
        return (0..<count).map { number in
            let (x, y) = (degree(109), degree(31))
            let empty = number % 9 == 0
            return StoredRecord(
                meta: Sample.meta(),
                values: [
                    .text("\(number)"), empty ? .null : .text("POINT (\(x) \(y))"),
                    empty ? .null : .text("POLYGON ((\(x) \(y), \(x + 0.05) \(y), \(x + 0.05) \(y + 0.05), \(x) \(y)))"),
                    .text("LINESTRING (\(x) \(y), \(degree(109)) \(degree(31)))"),
                ])
        }
    }

    static func zone(_ chance: inout Chance) throws -> Zone {
        func degree(_ start: Double) -> Double { start + Double(Int.random(in: 0..<10_000, using: &chance)) / 10_000 }
        let (x, y) = (degree(109), degree(31))
        switch Int.random(in: 0..<3, using: &chance) {
        case 0: return .box(try #require(Zone.Box(west: x, south: y, east: x + 0.2, north: y + 0.1)))
        case 1: return .circle(try #require(Position(x, y)), metres: Double(Int.random(in: 100..<30_000, using: &chance)))
        default: return try #require(Zone("POLYGON ((\(x) \(y), \(x + 0.3) \(y), \(x + 0.2) \(y + 0.3), \(x) \(y)))"))
        }
    }

    @Test(arguments: Engine.available) func zonesMeanTheSameAsInMemory(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            try await store.prepare(Sample.schemas + [Self.schema], steps: [])
            var chance = Chance(19)
            let plots = Self.plots(150, &chance)
            try await store.write { writer in for plot in plots { try writer.insert("plot", plot) } }
            for round in 0..<60 {
                var condition = Condition.place(["site", "extent", "way"][round % 3], try Self.zone(&chance))
                if round % 4 == 1 { condition = !condition }
                if round % 4 == 2 { condition = condition || .hasPrefix("name", "1") }
                let expected = plots.filter { plot in condition.holds { plot.value(of: $0, in: Self.schema) ?? .null } }.map(\.meta.id).sorted()
                let question = condition
                let found = try await store.read { try $0.records(Query("plot", where: question, order: .oldestFirst, limit: 1000)) }
                #expect(found.map(\.meta.id) == expected, "round \(round): \(condition.text)")
                #expect(try await store.read { try $0.count("plot", where: question, limit: 1000) } == expected.count)
                let lines = try await store.read { try $0.summary(Summary("plot", where: question)) }
                #expect(lines.first?.measures == [.integer(Int64(expected.count))])
                #expect(found.allSatisfy { plots.contains($0) }, "a record came back as another one")
            }
        }
    }

    @Test(arguments: Engine.available) func aPlaceThatMovesIsFoundWhereItIs(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            try await store.prepare(Sample.schemas + [Self.schema], steps: [])
            var plot = StoredRecord(meta: Sample.meta(), values: [.text("a"), .text("POINT (109 31)"), .null, .null])
            let first = plot
            try await store.write { try $0.insert("plot", first) }
            let (here, there) = (try #require(Zone("box 108.9 30.9 109.1 31.1")), try #require(Zone("box 109.9 30.9 110.1 31.1")))
            plot.values[1] = .text("POINT (110 31)")
            plot.meta.version = 2
            let second = plot
            try await store.write { try $0.update("plot", second) }
            #expect(try await store.read { try $0.count("plot", where: .place("site", here), limit: 9) } == 0, "it is still found where it was")
            #expect(try await store.read { try $0.count("plot", where: .place("site", there), limit: 9) } == 1, "it is not found where it is")
        }
    }

    /// A table from before bounds were kept.
    @Test(arguments: Engine.available) func placesThatWereThereBeforeAreFound(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let before = Schema(name: "plot", label: Label("地块"), columns: [Sample.text("name"), Sample.text("site", required: false)])
            try await store.prepare(Sample.schemas + [before], steps: [])
            let record = StoredRecord(meta: Sample.meta(), values: [.text("a"), .text("POINT (109 31)")])
            try await store.write { try $0.insert("plot", record) }
            let now = Schema(name: "plot", label: Label("地块"), columns: [Sample.text("name"), Sample.of("site", Point?.self)])
            try await store.prepare(Sample.schemas + [now], steps: [])
            let zone = try #require(Zone("circle 109 31 10"))
            #expect(try await store.read { try $0.count("plot", where: .place("site", zone), limit: 9) } == 1)
        }
    }
}
