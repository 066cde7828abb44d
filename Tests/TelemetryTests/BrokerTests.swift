import Foundation
@testable import Messaging
import Sensing
import Synchronization
@testable import Telemetry
import Testing

/// A mosquitto of our own on a loopback port. Its messages and sessions outlive it in the folder.
final class LocalBroker: Sendable {
    static let program = ["/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto", "/opt/homebrew/sbin/mosquitto"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }
    let folder = NSTemporaryDirectory() + "broker-" + UUID().uuidString
    let port: Int32
    private let process = Mutex<Process?>(nil)

    init(_ settings: String = "", port: Int32 = Int32.random(in: 22_000...29_999)) throws {
        self.port = port
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let text = """
            listener \(port) 127.0.0.1
            allow_anonymous true
            max_queued_messages 0
            persistence true
            persistence_location \(folder)/
            user root
            \(settings)
            """
        try text.write(toFile: folder + "/conf", atomically: true, encoding: .utf8)
        try start()
    }

    func start() throws {
        let new = Process()
        // A child has the signals blocked that the thread which starts it has; threads of a pool block all that would end it.
        new.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        let unblock = "import os, signal, sys; signal.pthread_sigmask(signal.SIG_SETMASK, []); os.execv(sys.argv[1], sys.argv[1:])"
        new.arguments = ["-c", unblock, LocalBroker.program ?? "mosquitto", "-c", folder + "/conf"]
        (new.standardOutput, new.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
        try new.run()
        process.withLock { $0 = new }
        Thread.sleep(forTimeInterval: 0.5)
    }

    func stop() {
        process.withLock { process in
            process?.terminate()
            process?.waitUntilExit()
            process = nil
        }
    }

    /// Sends a line as a message each; returns when the broker has taken them all.
    func publish(_ lines: [String], to topic: String, qos: Int = 1) throws {
        let client = Process()
        client.executableURL = URL(fileURLWithPath: "/usr/bin/mosquitto_pub")
        client.arguments = ["-p", "\(port)", "-t", topic, "-q", "\(qos)", "-l"]
        let pipe = Pipe()
        client.standardInput = pipe
        try client.run()
        try pipe.fileHandleForWriting.write(contentsOf: Data((lines.joined(separator: "\n") + "\n").utf8))
        try pipe.fileHandleForWriting.close()
        client.waitUntilExit()
        #expect(client.terminationStatus == 0, "mosquitto_pub could not publish")
    }

    var broker: Broker { Broker(host: "127.0.0.1", port: port, client: "test", subscriptions: [Broker.Subscription("level/#", .atLeastOnce)]) }

    func remove() {
        stop()
        try? FileManager.default.removeItem(atPath: folder)
    }
}

/// Against a real broker, and with programs that are killed.
@Suite(.serialized, .enabled(if: LocalBroker.program != nil, "mosquitto is not installed")) struct BrokerTests {
    /// Until it holds, half a minute at most.
    private func wait(_ words: Comment, _ holds: () async throws -> Bool) async throws {
        for _ in 0..<600 {
            if try await holds() { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record(words)
    }

    @Test func whatCouldNotBeStoredComesAgainAndWhatCouldDoesNot() async throws {
        let local = try LocalBroker()
        let seen = Mutex([String]())
        let isTaking = Mutex(true)
        func subscriber() -> Subscriber {
            Subscriber(local.broker) { messages in
                seen.withLock { $0 += messages.map { String(decoding: $0.payload, as: UTF8.self) } }
                return isTaking.withLock { $0 }
            }
        }
        let first = subscriber()
        first.start()
        try await wait("it never connected") { first.state == .connected }
        try local.publish(["1", "2"], to: "level/a")
        try await wait("messages never came") { seen.withLock { $0 } == ["1", "2"] }
        await first.stop()
        isTaking.withLock { $0 = false }
        try local.publish(["3", "4"], to: "level/a", qos: 2)
        let second = subscriber()
        second.start()
        try await wait("what was refused never came again") { seen.withLock { $0.filter { $0 == "3" }.count } >= 2 }
        isTaking.withLock { $0 = true }
        let before = seen.withLock { $0.filter { $0 == "4" }.count }
        try await wait("what was refused never came again") { seen.withLock { $0.filter { $0 == "4" }.count } > before }
        await second.stop()
        seen.withLock { $0 = [] }
        let third = subscriber()
        third.start()
        try await wait("it never connected") { third.state == .connected }
        try local.publish(["5"], to: "level/a")
        try await wait("the last message never came") { seen.withLock { $0.contains("5") } }
        #expect(seen.withLock { $0 } == ["5"], "what was acknowledged came again")
        await third.stop()
        local.remove()
    }

    @Test func aBrokerThatDiesAndReturnsIsFoundAgainWithWhatItKept() async throws {
        let local = try LocalBroker()
        let place = try await Place()
        try await place.channel()
        let intake = Intake(place.desk)
        let subscriber = Subscriber(local.broker) { await intake.take($0.map { Arrival(topic: $0.topic, payload: $0.payload, isRetained: $0.isRetained) }) }
        subscriber.start()
        try await wait("it never connected") { subscriber.state == .connected }
        for round in 0..<3 {
            let values = (0..<40).map { value in String(decoding: Place.arrival("\(value)", secondsAgo: 10_000 - round * 100 - value).payload, as: UTF8.self) }
            try local.publish(values, to: "level/G0")
            local.stop()
            try await wait("it did not notice that the broker was gone") { if case .lost = subscriber.state { true } else { false } }
            try local.start()
            try await wait("it did not come back") { subscriber.state == .connected }
        }
        try await wait("messages were lost with the broker") { try await place.values().count == 120 }
        await subscriber.stop()
        await place.close()
        local.remove()
    }

    @Test func aSecondProgramUnderTheSameNameEndsTheFirstAndItSaysSo() async throws {
        let local = try LocalBroker()
        let (first, second) = (Subscriber(local.broker) { _ in true }, Subscriber(local.broker) { _ in true })
        first.start()
        try await wait("it never connected") { first.state == .connected }
        second.start()
        // The two take the connection from one another, so it is lost only for a moment.
        try await wait("the first did not say that it lost its connection") { if case .lost = first.state { true } else { false } }
        await first.stop()
        await second.stop()
        local.remove()
    }

    @Test func aProgramKilledBetweenMessageAndAcknowledgementLosesNothingAndStoresNothingTwice() async throws {
        let local = try LocalBroker()
        let folder = NSTemporaryDirectory() + "collector-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var said = try life(folder, local.port, "drain").said
        #expect(said.contains("connected"))
        let start = Int64(Date().timeIntervalSince1970) - 100_000
        var next: Int64 = 0
        for death in 0..<24 {
            for gauge in 0..<4 {
                try local.publish((next..<next + 15).map { "{\"t\":\(start + $0),\"v\":\($0)}" }, to: "level/G\(gauge)")
            }
            next += 15
            let mode = ["before", "after", "run"][death % 3]
            let end = try life(folder, local.port, mode, killAfter: Double(death) * 0.006)
            #expect(end.status == SIGKILL, "it ended by itself: \(end.said)")
        }
        said = try life(folder, local.port, "drain").said
        #expect(said.contains("refused 0"), "\(said)")
        let archive = try Archive(folder + "/series")
        var count = 0
        for line in said.split(separator: "\n") where line.hasPrefix("gauge ") {
            let stream = try #require(archive.find(line.dropFirst(6) + "/level"))
            let samples = try archive.samples(of: stream, from: .min, to: .max, limit: 10_000).all
            #expect(samples.map(\.value) == (0..<next).map(Double.init), "a value is missing, is there twice or is another one")
            #expect(samples.map(\.time) == (0..<next).map { (start + $0) * 1000 })
            count += samples.count
        }
        #expect(count == Int(next) * 4)
        await archive.close()
        try? FileManager.default.removeItem(atPath: folder)
        local.remove()
    }

    /// One life of the program; with `run`, it is killed so many seconds after it connected.
    private func life(_ folder: String, _ port: Int32, _ mode: String, killAfter seconds: Double = 0) throws -> (said: String, status: Int32) {
        let process = Process()
        process.executableURL = try Self.program()
        process.arguments = [folder, "\(port)", mode]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        if mode == "run" {
            _ = pipe.fileHandleForReading.availableData
            Thread.sleep(forTimeInterval: seconds)
            kill(process.processIdentifier, SIGKILL)
        }
        process.waitUntilExit()
        return (String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self), process.terminationStatus)
    }

    /// The program beside the tests.
    private static func program() throws -> URL {
        for argument in CommandLine.arguments {
            guard let end = argument.range(of: ".xctest") else { continue }
            let bundle = URL(fileURLWithPath: String(argument[..<end.upperBound]))
            return bundle.deletingLastPathComponent().appendingPathComponent("TelemetryCrashTester")
        }
        throw CocoaError(.fileNoSuchFile)
    }
}
