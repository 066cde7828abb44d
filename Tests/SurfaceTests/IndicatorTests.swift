@testable import InstrumentSharing
@testable import Kernel
import Testing

@Suite struct IndicatorTests {
    @Test(arguments: Database.available) func afterManyChangesEveryIndicatorIsWhatARecountSays(_ database: Database) async throws {
        try await withWorld(database) { world in
            var changes = RandomChanges(world, seed: 300)
            try await changes.run(300)
            let real = try await changes.recount(isSimulated: false)
            #expect(real == (try await changes.values(isSimulated: false)))
            #expect(try await changes.recount(isSimulated: true) == (try await changes.values(isSimulated: true)))
            #expect(real.values.contains { ($0 ?? 0) > 0 })
            for indicator in world.engine.catalog.indicators.values {
                let codes = [indicator.code, indicator.code + Indicator.simulatedMark]
                let before = try await world.store.read { reader in try codes.flatMap { try reader.tallies(of: $0) } }.filter { $0.count != 0 || $0.sum != 0 }
                try await world.engine.recompute(indicator)
                let after = try await world.store.read { reader in try codes.flatMap { try reader.tallies(of: $0) } }
                #expect(Set(after) == Set(before), "\(indicator.code)")
            }
        }
    }

    @Test(arguments: Database.available) func behindANumberStandTheRecordsThatMakeIt(_ database: Database) async throws {
        try await withWorld(database) { world in
            var changes = RandomChanges(world, seed: 17)
            try await changes.run(120)
            for indicator in world.engine.catalog.indicators.values where !indicator.parts.isEmpty {
                for (place, part) in indicator.parts.enumerated() {
                    let behind = try await world.admin.drillDown(indicator, part: place, in: World.region, limit: 1000)
                    let schema = try world.admin.schema(part.kind)
                    let all = try await world.admin.records(Query(part.kind, limit: 1000))
                    let expected = all.filter { record in !record.meta.isSimulated && part.condition.holds { record.value(of: $0, in: schema) ?? .null } }
                    #expect(Set(behind.map(\.meta.id)) == Set(expected.map(\.meta.id)), "\(indicator.code)")
                }
            }
            #expect(try await world.admin.drillDown(try #require(world.engine.catalog.indicators["I-instruments-open"]), in: Region("110101")).isEmpty)
        }
    }

    @Test(arguments: Database.available) func movingOutOfTheConditionAndDeletingTakeAway(_ database: Database) async throws {
        try await withWorld(database) { world in
            let indicator = try #require(world.engine.catalog.indicators["I-instruments-open"])
            let booking = try await FlowTests.booking(world, by: world.admin)
            let instrument = Row<Booking>(booking).instrument
            #expect(try await world.admin.value(of: indicator, in: World.region) == 1)
            var draft = Draft<Instrument>()
            draft.isOpen = false
            _ = try await world.admin.update(instrument.id, version: nil, draft.submission)
            #expect(try await world.admin.value(of: indicator, in: World.region) == 0)
            draft.isOpen = true
            _ = try await world.admin.update(instrument.id, version: nil, draft.submission)
            #expect(try await world.admin.value(of: indicator, in: World.region) == 1)
            try await world.admin.delete(booking.meta.id, version: nil, in: "booking")
            try await world.admin.delete(instrument.id, version: nil, in: "instrument")
            #expect(try await world.admin.value(of: indicator, in: World.region) == 0)
        }
    }
}

/// Makes, changes, moves and deletes instruments and bookings by chance.
private struct RandomChanges {
    let world: World
    var filler: Filler

    init(_ world: World, seed: UInt64) {
        self.world = world
        filler = Filler(seed)
    }

    mutating func run(_ count: Int) async throws {
        for _ in 0..<3 { try await make("laboratory") }
        for _ in 0..<5 { try await make("instrument") }
        for _ in 0..<count { try await step() }
    }

    private mutating func make(_ kind: String) async throws {
        let submission = filler.submission(try world.admin.schema(kind), all: false)
        let region = filler.chance.below(2) == 0 ? World.region : Region("500114\(100 + filler.chance.below(3))")
        let isSimulated = filler.chance.below(4) == 0
        filler.known[kind, default: []].append(try await world.admin.create(submission, region: region, isSimulated: isSimulated).meta.id)
    }

    private mutating func step() async throws {
        let kind = filler.chance.pick(["instrument", "booking", "booking"])
        guard let id = filler.known[kind]?.randomElement(using: &filler.chance), filler.chance.below(4) > 0 else { return try await make(kind) }
        switch filler.chance.below(5) {
        case 0:
            // One that others refer to stays.
            if await refusal({ try await world.admin.delete(id, version: nil, in: kind) }) == nil { filler.known[kind]?.removeAll { $0 == id } }
        case 1 where kind == "instrument", 2 where kind == "instrument":
            _ = try await world.admin.update(id, version: nil, filler.submission(try world.admin.schema(kind), all: false))
        default:
            guard kind == "booking", let flow = world.engine.catalog.kinds[kind]?.flow else { return }
            let state = try await world.admin.record(id, in: kind).value(of: flow.column, in: try world.admin.schema(kind))?.text ?? ""
            guard let step = flow.steps(from: state).randomElement(using: &filler.chance) else { return }
            _ = try await world.admin.move(id, in: kind, step: step.code, remark: "因故")
        }
    }

    /// What each indicator says for the region, for each of its two kinds of records.
    func values(isSimulated: Bool) async throws -> [String: Double?] {
        var values: [String: Double?] = [:]
        for (code, indicator) in world.engine.catalog.indicators {
            values[code] = .some(try await world.admin.value(of: indicator, in: World.region, isSimulated: isSimulated))
        }
        return values
    }

    /// The same from all records, one at a time.
    func recount(isSimulated: Bool) async throws -> [String: Double?] {
        var values: [String: Double?] = [:]
        for (code, indicator) in world.engine.catalog.indicators {
            var numbers: [Double] = []
            for part in indicator.parts {
                let schema = try world.admin.schema(part.kind)
                let records = try await world.admin.records(Query(part.kind, limit: 1000)).filter { record in
                    record.meta.isSimulated == isSimulated && part.condition.holds { record.value(of: $0, in: schema) ?? .null }
                }
                numbers.append(part.sum.map { sum in records.reduce(0) { $0 + ($1.value(of: sum, in: schema)?.real ?? 0) } } ?? Double(records.count))
            }
            values[code] = .some(indicator.value(of: numbers))
        }
        return values
    }
}
