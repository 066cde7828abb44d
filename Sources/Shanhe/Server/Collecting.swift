import Foundation
import Kernel
import Messaging
import Operations
import Synchronization
import Telemetry

/// Collecting values of series from the broker of the settings: puts subscriber, intake and duty together.
final class Collecting: Sendable {
    private let broker: Broker
    private let intake: Intake
    private let duty: Duty
    private let subscriber = Mutex<Subscriber?>(nil)

    /// nil where no broker is set.
    init?(_ installation: Installation) throws {
        guard let broker = try Collecting.broker(installation.configuration) else { return nil }
        self.broker = broker
        let configuration = installation.configuration
        intake = Intake(installation.desk)
        // The same name when the program starts again, so that it goes on at once.
        duty = Duty(installation.desk, intake.log, holder: "\(ProcessInfo.processInfo.hostName):\(configuration.port)")
    }

    /// The broker of the settings; nil where there is none. What is wrong is said in a sentence that shows no secret.
    static func broker(_ configuration: Configuration) throws -> Broker? {
        guard let source = configuration.messages else { return nil }
        if let fault = configuration.messageFault { throw Installation.Failure(fault) }
        var broker = Broker(
            host: source.host, port: Int32(source.port), client: configuration.messageClient,
            subscriptions: configuration.messageTopics.map { Broker.Subscription($0.filter, $0.quality == 0 ? .atMostOnce : .atLeastOnce) })
        if let filter = broker.wrongFilter { throw Installation.Failure("mqtt-topics: “\(filter)” is no filter of topics") }
        broker.version = configuration.messageVersion == "5" ? .five : .three
        if source.isSecure {
            broker.security = Broker.Security(
                authorities: configuration.messageAuthorities, certificate: configuration.messageCertificate, key: configuration.messageKey)
            for path in [configuration.messageAuthorities, configuration.messageCertificate, configuration.messageKey].compactMap(\.self)
            where !FileManager.default.isReadableFile(atPath: path) {
                throw Installation.Failure("“\(path)” cannot be read")
            }
        }
        broker.user = configuration.messageUser
        do { broker.password = try configuration.messagePassword.map { try KeyFile.password(at: $0) } } catch { throw Installation.Failure("\(error)") }
        return broker
    }

    /// Collects while this program holds the lease, until its task is cancelled.
    func run() async {
        while !Task.isCancelled {
            do {
                if try await duty.beat(link) { begin() } else { await end() }
                try await duty.write()
            } catch {
                Output.complain("mqtt: \(error)")
            }
            try? await Task.sleep(for: .seconds(current == nil || intake.log.trouble != nil ? 2 : 5))
        }
        await end()
        try? await duty.write()
        _ = try? await duty.beat(.stopped)
    }

    private var current: Subscriber? { subscriber.withLock { $0 } }

    private func begin() {
        guard current == nil else { return }
        let new = Subscriber(broker) { [intake] messages in
            await intake.take(messages.map { Arrival(topic: $0.topic, payload: $0.payload, isRetained: $0.isRetained) })
        }
        subscriber.withLock { $0 = new }
        new.start()
    }

    private func end() async {
        let old = subscriber.withLock { subscriber in
            defer { subscriber = nil }
            return subscriber
        }
        await old?.stop()
    }

    private var link: Duty.Link {
        if let trouble = intake.log.trouble { return .lost("values cannot be stored: \(trouble)") }
        return switch current?.state {
        case .connected: .connected
        case .lost(let reason): .lost(reason)
        case .connecting, nil: .connecting
        }
    }

    // MARK: what monitors see

    /// What does not work, for the answer to “ready?”: pages go on, so the program is ready.
    var remarks: [String] {
        guard let current else { return [] }
        var remarks: [String] = []
        if case .lost = current.state { remarks.append("the broker of measurements does not answer") }
        if intake.log.trouble != nil { remarks.append("measurements cannot be stored just now") }
        return remarks
    }

    var metrics: String {
        var text = "# HELP shanhe_mqtt_connected Whether the broker of measurements is connected.\n# TYPE shanhe_mqtt_connected gauge\n"
        text += "shanhe_mqtt_connected \(current?.state == .connected ? 1 : 0)\n"
        let counts = intake.log.counts.sorted { $0.key < $1.key }
        func counter(_ name: String, _ help: String, _ value: (IntakeLog.Counts) -> Int) {
            text += "# HELP shanhe_mqtt_\(name)_total \(help)\n# TYPE shanhe_mqtt_\(name)_total counter\n"
            for (channel, counts) in counts { text += "shanhe_mqtt_\(name)_total{channel=\"\(channel)\"} \(value(counts))\n" }
        }
        counter("messages", "Messages of a channel.", \.messages)
        counter("stored", "Values that were stored.", \.stored)
        counter("known", "Values that had been stored before.", \.known)
        counter("refused", "Messages and values that were refused.", \.refused)
        return text
    }
}
