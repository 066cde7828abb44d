@testable import InstrumentSharing
@testable import Kernel
import Testing

/// Who may know a number: those who may read all that it is made of, and reported values one by one.
@Suite struct IndicatorRightsTests {
    @Test(arguments: Database.available) func aNumberOverRecordsOfOthersIsWithheld(_ database: Database) async throws {
        try await withWorld(database) { world in
            _ = try await FlowTests.booking(world, by: world.admin)
            let hours = try #require(world.engine.catalog.indicators["I-instrument-hours"])
            let open = try #require(world.engine.catalog.indicators["I-instruments-open"])
            // Users read all instruments, but only their own bookings.
            let user = world.desk("user", .instrumentUser)
            #expect(try await user.value(of: open, in: World.region) == 1)
            #expect(await refusal { try await user.value(of: hours, in: World.region) }?.code == "not-found")
            #expect(await refusal { try await user.value(of: hours, in: World.region, knownAt: world.engine.context.now()) }?.code == "not-found")
            #expect(user.indicators.map(\.code) == ["I-instruments-open"])
            #expect(await refusal { try user.indicator("I-instrument-hours") }?.code == "not-found")
            let observer = world.desk("observer", .observer)
            #expect(try await observer.value(of: hours, in: World.region) != nil)
            #expect(await refusal { try await observer.value(of: open, in: Region("500000")) }?.code == "not-found", "a region beyond theirs")
            #expect(await refusal { try await world.engine.desk(for: .nobody).value(of: open, in: World.region) }?.code == "sign-in-required")
        }
    }

    @Test(arguments: Database.available) func aNumberMadeOfPersonalDataTakesThePermissionToReadThese(_ database: Database) async throws {
        struct Grant: Record {
            static let kind = Kind<Grant>("补助")
            let amount = Field<Double?>("金额", .personal(.all))
            static var indicators: [Indicator] { [Indicator("I-granted", "补助总额", .stock, .sum(\Grant.amount))] }
        }
        try await withWorld(database, [Application("grants", "补助", [Grant.self])]) { world in
            var draft = Draft<Grant>()
            draft.amount = .some(700)
            _ = try await world.admin.create(draft)
            let granted = try #require(world.engine.catalog.indicators["I-granted"])
            #expect(try await world.admin.value(of: granted, in: World.region) == 700)
            #expect(await refusal { try await world.desk("observer", .observer).value(of: granted, in: World.region) }?.code == "not-found")
        }
    }

    @Test(arguments: Database.available, Reach.allCases) func reportedValuesAreReadAsFarAsTheReachGoes(_ database: Database, _ reach: Reach) async throws {
        let visitors = Indicator("I-visitors", "访客数", unit: "人", .flow, source: .reported(.year))
        let application = Application("visits", "来访", [], indicators: [visitors])
        try await withWorld(database, [application]) { world in
            let everyone = Role("reporter", "填报", Kernel.Grant([.read, .create], IndicatorValue.self))
            for (place, who) in [("me", "a", "d"), ("colleague", "a", "d"), ("neighbour", "a", "e"), ("stranger", "b", "d")].enumerated() {
                let desk = world.engine.desk(for: Actor(id: who.0, name: "", region: World.region, organisation: who.1, department: who.2, roles: [everyone]))
                var draft = Draft<IndicatorValue>()
                (draft.indicator, draft.place, draft.period) = ("I-visitors", World.region, "202\(place)")
                (draft.value, draft.provenance) = (Double(place), "年报")
                _ = try await desk.create(draft)
            }
            let reader = Role("reader", "查看", Kernel.Grant([.read], IndicatorValue.self, reach: reach))
            let desk = world.engine.desk(for: Actor(id: "me", name: "", region: World.region, organisation: "a", department: "d", roles: [reader]))
            let known = try await desk.reported(visitors, in: World.region).map { $0.value as Double }
            let expected: [Reach: [Double]] = [.own: [0], .department: [0, 1], .organisation: [0, 1, 2], .all: [0, 1, 2, 3]]
            #expect(known == expected[reach])
            #expect(desk.mayKnow(visitors) && !world.desk("x", .instrumentUser).mayKnow(visitors))
        }
    }
}
