@testable import Kernel
import Testing

/// Numbers that something else decides on: the record that a reference points to, or the present day.
@Suite struct FollowingIndicatorTests {
    struct Owner: Record {
        static let kind = Kind<Owner>("权利人")
        let name = Field<String>("名称")
        let grade = Field<Grade>("等级", .initial("一级"))
        let licensedUntil = Field<Day?>("许可至", .indexed)
        enum Grade: String, Choice { case first = "一级", second = "二级" }
    }

    struct Patent: Record {
        static let kind = Kind<Patent>("专利")
        let owner = Field<Reference<Owner>>("权利人")
        let granted = Field<Day>("授权日")
        let validUntil = Field<Day?>("有效期至", .indexed)
        let fee = Field<Money?>("年费", unit: .yuan)
    }

    static let indicators = [
        Indicator("I-first", "一级权利人的专利", .stock, .count(Patent.self) { $0.owner.where { $0.grade == .first } }),
        Indicator("I-valid", "有效专利", .stock, .count(Patent.self) { $0.validUntil >= .today }),
        Indicator(
            "I-soon", "将到期专利的年费", .flow,
            .sum(\Patent.fee, by: \.granted) { $0.validUntil >= .today && $0.validUntil < .today(plus: 30) && !$0.owner.where { $0.grade == .second } }),
        Indicator(
            "I-licensed", "许可期内的专利占比", .ratio, .count(Patent.self) { $0.owner.where { $0.licensedUntil >= .today } }, .count(Patent.self)),
    ]
    static let application = Application("patents", "专利", [Owner.self, Patent.self], indicators: indicators)

    /// What each indicator should be, from all records, one at a time.
    private func recount(_ world: World) async throws -> [Double?] {
        let patents = try await world.admin.rows(Patent.self, limit: 1000)
        let owners = Dictionary(try await world.admin.rows(Owner.self, limit: 1000).map { ($0.id, $0) }) { $1 }
        let today = world.engine.context.now().day
        func valid(_ patent: Row<Patent>) -> Bool { patent.validUntil.map { $0 >= today } ?? false }
        let soon = patents.filter { valid($0) && ($0.validUntil ?? today) < today.adding(days: 30) && owners[$0.owner.id]?.grade != .second }
        let licensed = patents.filter { owners[$0.owner.id]?.licensedUntil.map { $0 >= today } ?? false }
        return [
            Double(patents.filter { owners[$0.owner.id]?.grade == .first }.count), Double(patents.filter(valid).count),
            Double(soon.reduce(0) { $0 + ($1.fee?.fen ?? 0) }) / 100, patents.isEmpty ? nil : Double(licensed.count) / Double(patents.count) * 100,
        ]
    }

    private func values(_ world: World) async throws -> [Double?] {
        var values: [Double?] = []
        for indicator in Self.indicators { values.append(try await world.admin.value(of: indicator, in: World.region)) }
        return values
    }

    private func compare(_ world: World, _ when: String) async throws {
        let (known, counted) = (try await values(world), try await recount(world))
        #expect(known == counted, "\(when)")
    }

    @Test(arguments: Database.available, [UInt64(5), 6]) func theyAreRightAfterAnyChangeAndOnAnyDay(_ database: Database, _ seed: UInt64) async throws {
        var world = try await World(database, [Self.application])
        var chance = Chance(seed)
        var (owners, patents): ([RecordID], [RecordID]) = ([], [])
        for step in 0..<160 {
            let today = world.engine.context.now().day
            func someDay() -> Day? { chance.below(4) == 0 ? nil : today.adding(days: chance.below(120) - 40) }
            var owner = Draft<Owner>()
            (owner.name, owner.grade, owner.licensedUntil) = ("甲\(step)", chance.pick([.first, .second]), .some(someDay()))
            var patent = Draft<Patent>()
            if !owners.isEmpty { patent.owner = Reference(chance.pick(owners)) }
            (patent.granted, patent.validUntil, patent.fee) = (
                today.adding(days: -chance.below(90)), .some(someDay()), .some(Money(yuan: Int64(chance.below(900))))
            )
            switch chance.below(8) {
            case 0,
                _ where owners.isEmpty:
                owners.append(try await world.admin.create(owner).id)
            case 1: _ = try await world.admin.update(chance.pick(owners), version: nil, owner.submission)
            case 2 where !patents.isEmpty: _ = try await world.admin.update(chance.pick(patents), version: nil, patent.submission)
            case 3 where !patents.isEmpty: try await world.admin.delete(patents.remove(at: chance.below(patents.count)), version: nil, in: "patent")
            case 4: world.time.advance(days: chance.below(25))
            case 5 where chance.below(4) == 0: world = try await world.restarted([Self.application])
            default: patents.append(try await world.admin.create(patent).id)
            }
            if step % 4 == 0 { try await compare(world, "step \(step)") }
        }
        try await compare(world, "at the end")
        for indicator in Self.indicators { try await world.engine.recompute(indicator) }
        try await compare(world, "after a recount, which changes nothing")
        await world.close()
    }

    @Test(arguments: Database.available) func eachMonthHasWhatChangedInItAndWhatWasKnownCanBeDerivedAgain(_ database: Database) async throws {
        try await withWorld(database, [Self.application]) { world in
            var owner = Draft<Owner>()
            (owner.name, owner.grade) = ("甲", .first)
            let first = try await world.admin.create(owner)
            var patent = Draft<Patent>()
            let start = world.engine.context.now().day
            (patent.owner, patent.granted, patent.validUntil) = (first.reference, start, .some(start.adding(days: 100)))
            _ = try await world.admin.create(patent)
            let moment = world.engine.context.now()
            world.time.advance(days: 200)
            owner.grade = .second
            _ = try await world.admin.update(first.id, version: nil, owner.submission)
            let (ranked, valid) = (Self.indicators[0], Self.indicators[1])
            let numbers = try await world.admin.numbers(of: valid, in: World.region)
            #expect(numbers.value(in: start.adding(days: 60).month) == 1 && numbers.value(in: start.adding(days: 101).month) == 0 && numbers.value() == 0)
            #expect(try await world.admin.value(of: ranked, in: World.region) == 0)
            #expect(try await world.admin.value(of: valid, in: World.region, knownAt: moment).value == 1)
            #expect(try await world.admin.value(of: ranked, in: World.region, knownAt: moment).value == 1)
            #expect(try await world.admin.value(of: ranked, in: World.region, knownAt: world.engine.context.now()).value == 0)
            // The records behind the number follow the day as well.
            #expect(try await world.admin.drillDown(valid, in: World.region).isEmpty)
            #expect(try await world.admin.count(Patent.self) { $0.validUntil < .today } == 1)
        }
    }
}
