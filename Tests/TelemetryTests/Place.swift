import Foundation
@testable import Kernel
import Sensing
@testable import Store
import Synchronization
@testable import Telemetry
import Testing

/// 水位计: what the tests measure, with a rule over it.
struct Gauge: Record {
    static let kind = Kind<Gauge>("水位计")
    let number = Field<String>("编号", .unique)
    let river = Field<String?>("河流")
    static var series: [Kernel.Series] { [Kernel.Series("level", "水位", unit: "米", keptDays: 30)] }
    static var rules: [Rule] {
        [Rule("R-flood", "水位超限", series: "level", of: Gauge.self, .above(100, until: 90), level: .red, for: .administrator)]
    }
}

/// A county with four gauges, an archive, and a clock that stands still but for a millisecond at each look.
struct Place: Sendable {
    static let region = Region("500114")
    static let now = Instant(milliseconds: 1_780_000_000_000)
    let folder = NSTemporaryDirectory() + "telemetry-" + UUID().uuidString
    let engine: Engine
    let store: FaultyStore
    let archive: Archive
    let faulty: FaultyArchive
    let clock: Clock

    final class Clock: Sendable { let now = Mutex(Place.now) }

    init() async throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        store = FaultyStore(try SQLiteStore(path: folder + "/db"))
        archive = try Archive(folder + "/series")
        faulty = FaultyArchive(archive)
        let clock = Clock()
        let seed = Mutex(UInt64(7))
        let context = Context(
            now: {
                clock.now.withLock { now in
                    now = Instant(milliseconds: now.milliseconds + 1)
                    return now
                }
            },
            random: {
                seed.withLock { seed in
                    seed = seed &* 6_364_136_223_846_793_005 &+ 1
                    return seed ^ (seed >> 31)
                }
            })
        self.clock = clock
        engine = try Engine(
            [.telemetry, Application("gauges", "水位", en: "Gauges", [Gauge.self])], store: store, context: context, series: faulty)
        try await engine.start()
        for number in 0..<4 {
            var draft = Draft<Gauge>()
            draft.number = "G\(number)"
            _ = try await desk.create(draft)
        }
    }

    var desk: Desk { engine.desk(for: .system(in: Place.region)) }

    func close() async {
        await archive.close()
        await store.close()
        try? FileManager.default.removeItem(atPath: folder)
    }

    @discardableResult
    func channel(_ change: (inout Draft<Channel>) -> Void = { _ in }) async throws -> Row<Channel> {
        var draft = Draft<Channel>()
        (draft.name, draft.topic, draft.recordKind, draft.recordKey) = ("水位", "level/+", "gauge", "number")
        (draft.recordName, draft.seriesName, draft.form) = ("{2}", "level", .object)
        (draft.valuePath, draft.timePath) = (.some("v"), .some("t"))
        change(&draft)
        return try await desk.create(draft)
    }

    private func gauge(_ number: String) async throws -> Row<Gauge> { try #require(try await desk.rows(Gauge.self) { $0.number == number }.first) }

    /// What the archive calls the series of a gauge.
    func stream(_ number: String) async throws -> String { try await "\(gauge(number).id.text)/level" }

    func values(_ number: String = "G0") async throws -> [Double] {
        let gauge = try await gauge(number)
        let end = Place.now.adding(seconds: 86_400)
        return try await desk.measurements(of: "level", of: gauge.id, in: "gauge", from: Instant(milliseconds: 0), to: end, limit: 5000).reversed().map(\.value)
    }

    /// As a device sends it: seconds before the present moment.
    static func arrival(_ value: String, secondsAgo: Int = 60, topic: String = "level/G0") -> Arrival {
        Arrival(topic: topic, payload: Array("{\"t\":\(now.milliseconds - Int64(secondsAgo) * 1000),\"v\":\(value)}".utf8))
    }
}
