import CommonAlerting
import Geohazards
@testable import HazardDesk
@testable import Kernel
import Operations
import Terrain
import Testing

/// Classes of hazard and risk, and warnings on their way out.
@Suite struct DangerTests {
    private static func zoning() throws -> (zoning: Zoning, ground: Ground, places: [Position]) {
        let ground = try #require(Ground.simulated)
        let slope = ground.heights.slope().values
        let steep = slope.indices.filter { !slope[$0].isNaN }.sorted { (slope[$0], $0) > (slope[$1], $1) }
        let places = stride(from: 0, to: 3000, by: 50).compactMap { number in
            ground.position(row: Double(steep[number] / ground.heights.width), column: Double(steep[number] % ground.heights.width))
        }
        return (try Zoning(.informationValue, ground: ground, points: places), ground, places)
    }

    @Test func hazardIsSusceptibilityByTriggerAndRiskIsHazardByExposure() throws {
        let (zoning, _, places) = try Self.zoning()
        // Two points in one square: 60 and 40 people are 100 together, the second grade; 200 and 100 in 万元 are below the second.
        let place = try #require(places.first)
        let danger = DangerZoning(zoning, Triggers(everywhere: .high), points: [(place, 60, 200), (place, 40, 100)])
        #expect(danger.squares.count == zoning.squares.count)
        // On paper, with orange rain: low ground is low, moderate moderate, high high, very high very high (column 3 of the matrix).
        for square in danger.squares {
            let expected: [Susceptibility: DangerClass] = [.low: .low, .moderate: .moderate, .high: .high, .veryHigh: .veryHigh]
            #expect(square.hazard == expected[square.zone.level], "\(square.zone.level) became \(square.hazard)")
        }
        let exposed = danger.squares.filter { $0.exposure != nil }
        #expect(exposed.count == 1 && exposed.first?.people == 100 && exposed.first?.property == 300 && exposed.first?.exposure == .moderate)
        let square = try #require(exposed.first)
        #expect(square.risk == ClassMatrix.usual[square.hazard, .moderate])
        #expect(danger.riskPeople.reduce(0, +) == 100 && abs(danger.hazardShares.reduce(0, +) - 100) < 1e-9)
    }

    @Test func whatTriggersComesFromTheNearestStation() throws {
        let (zoning, ground, _) = try Self.zoning()
        let antecedent = try #require(AntecedentRain(retention: 0.84))
        let curves = [10.0, 20, 30, 40].map { RainThreshold(scale: $0, exponent: -0.39) }
        let thresholds = try #require(RainWarning(curves: curves, effectiveLimits: [500, 600, 700, 800], antecedent: antecedent, days: 10))
        func station(_ row: Double, _ danger: DangerClass) throws -> Triggers.Place {
            Triggers.Place(
                name: "\(danger)", position: try #require(ground.position(row: row, column: 75)), history: RainHistory([], thresholds), danger: danger)
        }
        let triggers = Triggers(everywhere: nil, places: [try station(0, .low), try station(149, .veryHigh)])
        let danger = DangerZoning(zoning, triggers, points: [])
        #expect(danger.squares.first?.trigger == .low && danger.squares.last?.trigger == .veryHigh)
        #expect(Triggers(everywhere: nil).danger(at: try County.place()) == nil, "without a station nothing is known")
        #expect(DangerZoning(zoning, Triggers(everywhere: nil), points: []).squares.isEmpty)
    }

    @Test func twoYearsOfSimulatedRainHaveSeasonsAndReachTheirThresholds() throws {
        let now = Instant(startOf: try #require(Day(2026, 7, 10)))
        var (chance, again) = (Chance(seed: 3), Chance(seed: 3))
        let rain = SimulatedRain(before: now, days: 730)
        let values = rain.values(strength: 1, &chance)
        #expect(values.count == 17_520 && values.last?.at == now && values == rain.values(strength: 1, &again), "the same seed makes the same rain")
        let flood = values.filter { (5...9).contains($0.at.day.parts.month) }.map(\.value).reduce(0, +)
        let dry = values.map(\.value).reduce(0, +) - flood
        #expect(flood > 2 * dry, "flood season \(flood) mm, else \(dry) mm")
        let year = values.suffix(8760).map(\.value).reduce(0, +)
        #expect((700...2600).contains(year), "\(year) mm in a year")
        let antecedent = try #require(AntecedentRain(retention: 0.84))
        let curves = [9, 14.82, 22, 32].map { RainThreshold(scale: $0, exponent: -0.39) }
        let thresholds = try #require(RainWarning(curves: curves, effectiveLimits: [60, 100, 150, 220], antecedent: antecedent, days: 10))
        let history = RainHistory(values.map(\.value), thresholds)
        #expect(history.spells[0] > history.spells[2] && history.spells[0] >= 2, "\(history.spells)")
        #expect(history.trigger != nil)
    }

    /// Every ten minutes for 850 hours: more values than one question answers.
    @Test(arguments: Database.available) func everyValueOfAStationCounts(_ database: Database) async throws {
        try await withCounty(database) { county in
            let (_, station) = try await county.rainCountry()
            let hour = county.now.hour
            let values = (0..<5100).map { Measurement(at: hour.adding(seconds: -600 * $0), 0.5) }
            for part in [values[..<3000], values[3000...]] { try await county.duty.append(Array(part), to: "rain", of: station.id, in: "rainStation") }
            let hours = try await Triggers.hours(of: station, county.system, until: hour)
            #expect(hours.count == 850 && hours.allSatisfy { $0 == 3 }, "\(hours.count) hours, the first with \(hours.first ?? 0) mm")
        }
    }

    @Test(arguments: Database.available) func aZoningGivesClassesAndIsRunAgainWhenTheInventoryChanges(_ database: Database) async throws {
        try await withCounty(database) { county in
            try await Samples.make(county.system)
            let first = try #require(try await county.system.all(ZoningRun.self) { $0.isCurrent == true }.first)
            #expect(first.hazardShares == [0, 0, 0, 0], "twelve days of rain say nothing of a year")
            var order = Draft<ZoningInput>()
            (order.method, order.rain) = (.informationValue, .some(.orange))
            _ = try await county.system.carryOut("zoneCounty", order.submission)
            let run = try #require(try await county.system.all(ZoningRun.self) { $0.isCurrent == true }.first)
            let hazards = try await county.system.all(HazardZone.self)
            let risks = try await county.system.all(RiskZone.self)
            #expect(hazards.count == 225 && hazards.allSatisfy { $0.run == run.reference && $0.meta.isSimulated })
            #expect(!risks.isEmpty && risks.count < hazards.count && risks.allSatisfy { $0.meta.isSimulated && ($0.people > 0 || $0.property.wan > 0) })
            let points = try await county.system.all(HazardPoint.self) { $0.state == .monitored }
            #expect(points.allSatisfy { $0.hazard != nil && $0.risk != nil })
            let point = try #require(points.first)
            let (people, wan) = (try #require(point.people), try #require(point.property).wan)
            let expected = ClassMatrix.usual[try #require(point.hazard).rank, DangerClass(exposure: RiskGrade(people: people, loss: wan))]
            #expect(point.risk?.rank == expected)
            // Nothing has changed; then a point threatens more people.
            #expect(try await Rezoning.run(county.system) == 0)
            _ = try await county.system.together { changes in
                try changes.update(point.reference) { ($0.people, $0.grade) = (.some(5000), .some(.veryLarge)) }
            }
            #expect(try await Rezoning.run(county.system) == 1)
            let again = try await county.system.row(point.reference)
            #expect(again.risk?.rank == ClassMatrix.usual[try #require(again.hazard).rank, .veryHigh])
            #expect(try await Rezoning.run(county.system) == 0)
            let current = try await county.system.all(ZoningRun.self) { $0.isCurrent == true }
            #expect(current.count == 1 && current.first?.id != run.id && current.first?.rain == .orange)
            #expect(try await county.system.count(HazardZone.self) == 225, "the zones of the run before are still there")
            // Its people are at risk no longer when it is struck off.
            for stage in [PointEvidence.Stage.opinion, .notice, .approval] { try await county.evidence(point, stage) }
            let closing = try await county.duty.move(try await county.duty.row(point.reference), step: "vanish", remark: "已消失")
            #expect(try await Rezoning.run(county.system) == 0)
            _ = try await county.duty.move(closing, step: "close")
            #expect(try await Rezoning.run(county.system) == 1, "who was struck off stays in the risk squares")
            // What does not say of what it was made is not taken to be new.
            let newest = try #require(try await county.system.all(ZoningRun.self) { $0.isCurrent == true }.first)
            _ = try await county.system.together { changes in try changes.update(newest.reference) { $0.inventory = .some(nil) } }
            #expect(try await Rezoning.run(county.system) == 1)
        }
    }

    @Test(arguments: Database.available) func anIssuedWarningIsTakenByReadersOfTheProtocol(_ database: Database) async throws {
        try await withCounty(database) { county in
            let corner = try County.place()
            let ring = [(0.0, 0.0), (0.001, 0.0), (0.001, 0.001), (0.0, 0.0)].compactMap { Position(corner.longitude + $0.0, corner.latitude + $0.1) }
            let area = try #require(Area(rings: [ring]))
            let (_, station) = try await county.rainCountry(susceptibility: .low)
            let point = try await county.watched { ($0.stability, $0.extent) = (.some(.unstable), .some(area)) }
            try await county.rain([12.5], at: station)
            _ = try await Judging.run(county.system)
            let warning = try #require(try await county.warnings().first { $0.point == point.reference })
            let writer = AlertWriter(sender: "county.example/log")
            func message() async throws -> AlertMessage? {
                let record = try await county.duty.record(warning.id, in: "hazardWarning")
                return try await writer.message(of: record, in: "hazardWarning", county.duty)
            }
            #expect(try await message() == nil, "a warning that nobody has issued is told to nobody")
            _ = try await county.duty.move(warning, step: "issue")
            let alert = try #require(try await message())
            #expect(alert.kind == .alert && alert.status == .actual && alert.references.isEmpty && alert.infos.map(\.language) == ["zh-CN", "en-US"])
            let info = try #require(alert.infos.first)
            #expect(info.category == .geological && info.severity == .extreme && info.certainty == .likely && info.headline == warning.title)
            #expect(info.areas.first?.polygons.first?.count == 4 && info.areas.first?.geocodes == [AlertMessage.Named("GB/T 2260", County.village.code)])
            county.advance(hours: 1)
            try await county.rain([12.5], at: station)
            _ = try await Judging.run(county.system)
            let renewed = try #require(try await message())
            #expect(renewed.kind == .update && renewed.references.count == 1 && renewed.identifier != alert.identifier)
            let (later, sooner) = (try #require(renewed.infos.first?.expires), try #require(info.expires))
            #expect(later > sooner)
            // Each renewal is a message of its own: what comes later takes the place of all of them.
            county.advance(hours: 1)
            try await county.rain([12.5], at: station)
            _ = try await Judging.run(county.system)
            let again = try #require(try await message())
            #expect(again.references.count == 2 && again.xml.contains(",\(alert.identifier),") && again.xml.contains(",\(renewed.identifier),"))
            _ = try await county.duty.move(try await county.duty.row(warning.reference), step: "lift", remark: "雨停")
            let over = try #require(try await message())
            #expect(over.kind == .cancel && over.references.count == 3 && over.infos.first?.urgency == .past && over.infos.first?.instruction == nil)
            #expect(over.xml.contains("<references>county.example/log,\(alert.identifier),"))
        }
    }
}
