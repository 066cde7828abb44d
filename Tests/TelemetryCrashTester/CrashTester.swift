import Foundation
import Kernel
import Messaging
import Operations
import Sensing
import Store
import Synchronization
import Telemetry

/// A program that collects from a broker until it is killed, or kills itself at the worst moment.
///
///     TelemetryCrashTester FOLDER PORT before|after|run|drain
///
/// `before`: dies with messages in hand that are not stored; `after`: dies when they are durable and not acknowledged; `run`: is killed from outside;
/// `drain`: ends when nothing has come for two seconds. It says `connected` when it is.
@main
struct CrashTester {
    /// 水位计: what the test measures.
    struct Gauge: Record {
        static let kind = Kind<Gauge>("水位计")
        let number = Field<String>("编号", .unique)
        static var series: [Kernel.Series] { [Kernel.Series("level", "水位", unit: "米", keptDays: 4000)] }
    }

    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let port = Int32(arguments[2]) else { return print("FOLDER PORT before|after|run|drain") }
        let (folder, mode) = (arguments[1], arguments[3])
        let store = try SQLiteStore(path: folder + "/db")
        let archive = try Archive(folder + "/series")
        let context = Context(now: { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }, random: { .random(in: 0 ... .max) })
        let engine = try Engine(
            [.telemetry, Application("gauges", "水位", en: "Gauges", [Gauge.self])], store: store, context: context, series: SensorArchive(archive))
        try await engine.start()
        let desk = engine.desk(for: .system(in: Region("500114")))
        if try await desk.count("gauge") == 0 { try await prepare(desk) }
        let intake = Intake(desk)
        let lastBatch = Mutex(ContinuousClock.now)
        let batches = Mutex(0)
        var broker = Broker(host: "127.0.0.1", port: port, client: "crash", subscriptions: [Broker.Subscription("level/#", .atLeastOnce)])
        broker.window = 25
        let subscriber = Subscriber(broker) { messages in
            let count = batches.withLock {
                $0 += 1; return $0
            }
            lastBatch.withLock { $0 = .now }
            if mode == "before", count > 1 { kill(getpid(), SIGKILL) }
            let isDurable = await intake.take(messages.map { Arrival(topic: $0.topic, payload: $0.payload, isRetained: $0.isRetained) })
            if mode == "after", isDurable { kill(getpid(), SIGKILL) }
            return isDurable
        }
        subscriber.start()
        while subscriber.state != .connected { try await Task.sleep(for: .milliseconds(10)) }
        say("connected")
        while mode != "drain" || lastBatch.withLock({ $0.duration(to: .now) }) < .seconds(2) { try await Task.sleep(for: .milliseconds(100)) }
        await subscriber.stop()
        let counts = intake.log.counts.values.reduce((0, 0, 0)) { ($0.0 + $1.stored, $0.1 + $1.known, $0.2 + $1.refused) }
        say("stored \(counts.0) known \(counts.1) refused \(counts.2)")
        for gauge in try await desk.rows(Gauge.self) { say("gauge \(gauge.id.text)") }
        await archive.close()
        await store.close()
    }

    private static func prepare(_ desk: Desk) async throws {
        for number in 0..<4 { _ = try await desk.create(Submission(kind: "gauge", ["number": .typed("G\(number)")])) }
        _ = try await desk.create(
            Submission(
                kind: "channel",
                [
                    "name": .typed("水位"), "topic": .typed("level/+"), "recordKind": .typed("gauge"), "recordKey": .typed("number"),
                    "recordName": .typed("{2}"), "seriesName": .typed("level"), "form": .typed("JSON 对象"), "valuePath": .typed("v"), "timePath": .typed("t"),
                ]))
    }

    private static func say(_ words: String) { try? FileHandle.standardOutput.write(contentsOf: Data((words + "\n").utf8)) }
}
