import Foundation
@testable import HazardDesk
@testable import Kernel
@testable import Store
import Synchronization
import Testing

/// The databases that the application is tested on.
enum Database: String, CaseIterable, CustomTestStringConvertible {
    case sqlite, postgres
    var testDescription: String { rawValue }

    static let server = ProcessInfo.processInfo.environment["SHANHE_TEST_POSTGRES"] ?? ""
    /// PostgreSQL takes part when the tests are given a server.
    static let available: [Database] = server.isEmpty ? [.sqlite] : allCases
}

/// A county of two towns on a morning of July 2026, with a clock that is moved by hand.
struct County: Sendable {
    let engine: Engine
    let store: any Store
    private let clock: Clock

    static let region = Region("500238")
    static let (town, next, village) = (Region("500238101"), Region("500238102"), Region("500238101201"))
    /// 2026-07-10, 08:30 in China.
    static let morning = Instant(milliseconds: Instant(startOf: Day(number: 20_644)).milliseconds + 8 * 3_600_000 + 1_800_000)

    private final class Clock: Sendable {
        let state = Mutex((now: County.morning, chance: UInt64(1)))
    }

    init(_ database: Database) async throws {
        switch database {
        case .sqlite:
            let folder = NSTemporaryDirectory() + "hazards-" + UUID().uuidString
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            store = try SQLiteStore(path: folder + "/test.sqlite")
        case .postgres:
            let name = "h" + UUID().uuidString.replacing("-", with: "").lowercased()
            let plain = try await PostgresStore(url: Database.server, connections: 1)
            _ = try await plain.lines("CREATE SCHEMA \(name)")
            await plain.close()
            store = try await PostgresStore(url: Database.server + "?options=-csearch_path%3D\(name)", connections: 2)
        }
        let clock = Clock()
        let context = Context(
            now: {
                clock.state.withLock { state in
                    state.now = Instant(milliseconds: state.now.milliseconds + 1)
                    return state.now
                }
            },
            random: {
                clock.state.withLock { state in
                    state.chance = state.chance &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    return state.chance ^ (state.chance >> 31)
                }
            })
        self.clock = clock
        engine = try Engine([.hazardDesk], store: store, context: context)
        try await engine.start()
    }

    var now: Instant { clock.state.withLock { $0.now } }
    func advance(minutes: Int) { clock.state.withLock { $0.now = $0.now.adding(seconds: minutes * 60) } }
    func advance(hours: Int) { advance(minutes: hours * 60) }

    var system: Desk { engine.desk(for: .system(in: County.region)) }
    var duty: Desk { desk("duty", "hazardDuty", County.region) }
    var officer: Desk { desk("officer", "townOfficer", County.town) }
    var neighbour: Desk { desk("neighbour", "townOfficer", County.next) }
    var monitor: Desk { desk("monitor", "hazardMonitor", County.village) }
    var geologist: Desk { desk("geologist", "geologist", County.region) }

    func desk(_ name: String, _ role: String, _ region: Region) -> Desk {
        engine.desk(for: Actor(id: name, name: name, region: region, roles: engine.catalog.roles[role].map { [$0] } ?? []))
    }

    static func place(_ east: Double = 0, _ north: Double = 0) throws -> Position { try #require(Position(109.6 + east, 31.4 + north)) }

    /// A slide in the village of the monitor, suspected.
    func point(_ name: String = "李家坡滑坡", in town: Region = County.village, _ change: (inout Draft<HazardPoint>) -> Void = { _ in }) async throws -> Row<
        HazardPoint
    > {
        var draft = Draft<HazardPoint>()
        (draft.name, draft.type, draft.town, draft.place) = (name, .slide, town, Point(try County.place()))
        change(&draft)
        return try await duty.create(draft)
    }

    /// The same on the register and under watch, with all that this takes.
    func watched(_ name: String = "李家坡滑坡", code: String = "500238010001", _ change: (inout Draft<HazardPoint>) -> Void = { _ in }) async throws -> Row<
        HazardPoint
    > {
        let monitor = try await someone()
        var point = try await point(name) { draft in
            (draft.code, draft.volume, draft.scale, draft.people, draft.property) = (.some(code), .some(12), .some(.medium), .some(120), .some(Money(wan: 300)))
            (draft.grade, draft.stability, draft.responsible, draft.monitor) = (.some(.medium), .some(.hardlyStable), .some("向明月"), .some(monitor.reference))
            (draft.warningSignal, draft.evacuation, draft.cardsOn) = (.some("铜锣"), .some("向两侧"), .some(Day(2026, 5, 1)))
            change(&draft)
        }
        for (stage, step) in [(PointEvidence.Stage.survey, "register"), (.cards, "watch")] {
            try await evidence(point, stage)
            point = try await duty.move(point, step: step)
        }
        return point
    }

    func someone() async throws -> Row<Monitor> {
        var draft = Draft<Monitor>()
        (draft.name, draft.village, draft.phone) = ("冉小兰", County.village, Phone(unchecked: "13900001234"))
        return try await duty.create(draft)
    }

    @discardableResult
    func evidence(_ point: Row<HazardPoint>, _ stage: PointEvidence.Stage, on day: Day? = Day(2026, 5, 1)) async throws -> Row<PointEvidence> {
        var draft = Draft<PointEvidence>()
        (draft.point, draft.stage, draft.title, draft.day) = (point.reference, stage, stage.rawValue, day)
        return try await duty.create(draft)
    }

    /// Town, zone and station in one place: thresholds α = 5, 8, 12, 18 with γ = −0.4, effective rain from 60, 100, 150, 220 mm.
    func rainCountry(susceptibility: Susceptibility = .high) async throws -> (town: Row<HazardTown>, station: Row<RainStation>) {
        var zone = Draft<RainZone>()
        (zone.name, zone.since, zone.basis, zone.exponent) = ("全域", Day(2026, 1, 1), "试验", -0.4)
        (zone.blueScale, zone.yellowScale, zone.orangeScale, zone.redScale) = (5, 8, 12, 18)
        (zone.blueRain, zone.yellowRain, zone.orangeRain, zone.redRain) = (60, 100, 150, 220)
        _ = try await duty.create(zone)
        var town = Draft<HazardTown>()
        (town.name, town.town, town.place, town.officer, town.susceptibility) = ("石门镇", County.town, Point(try County.place()), .some("田志远"), susceptibility)
        var station = Draft<RainStation>()
        (station.name, station.town, station.place, station.zone) = ("石门站", County.town, Point(try County.place(0.01)), "全域")
        return (try await duty.create(town), try await duty.create(station))
    }

    /// Rain of the hours that end with the present one, the latest last.
    func rain(_ depths: [Double], at station: Row<RainStation>) async throws {
        let hour = now.hour
        let values = depths.enumerated().map { Measurement(at: hour.adding(hours: $0 - depths.count + 1), $1) }
        try await duty.append(values, to: "rain", of: station.id, in: "rainStation")
    }

    func value(_ code: String, period: String = "", isSimulated: Bool = false) async throws -> Double? {
        try await system.value(of: try system.indicator(code), in: County.region, period: period, isSimulated: isSimulated)
    }

    func warnings() async throws -> [Row<HazardWarning>] { try await system.all(HazardWarning.self) }
}

/// Runs a test in a county of its own.
func withCounty(_ database: Database, _ body: (County) async throws -> Void) async throws {
    let county = try await County(database)
    do { try await body(county) } catch {
        await county.store.close()
        throw error
    }
    await county.store.close()
}

/// Why the engine does not do what `body` asks; nil where it does.
func refusal<Value>(_ body: () async throws -> Value) async -> Refusal? {
    do {
        _ = try await body()
        return nil
    } catch let refusal as Refusal {
        return refusal
    } catch {
        return .failed("\(error)")
    }
}
