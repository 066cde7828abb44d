import CMosquitto

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// One connection to a broker, driven by the thread that made it, turn by turn: read what is there, have it stored, then acknowledge it.
///
/// The library makes an acknowledgement as soon as it has read a message, but told that threads are somebody else's (`mosquitto_threaded_set`) it only lays
/// it in a queue, which is sent by `mosquitto_loop_write`. That is called after the messages are stored, and the connection is dropped, queue and all, where
/// they could not be: the broker then delivers them again.
final class Connection {
    private let broker: Broker
    private let handle: OpaquePointer
    private let inbox = Inbox()
    private let begun: ContinuousClock.Instant
    private var hasSubscribed = false

    /// As many bytes as one batch of messages has, but for the last message.
    private static let batchBytes = 4 << 20
    /// The largest message that the broker is asked to send.
    private static let packetBytes: UInt32 = 1 << 20
    private static let library: Int32 = mosquitto_lib_init()

    /// What the callbacks of the library leave behind.
    private final class Inbox {
        var messages: [Message] = []
        var bytes = 0
        /// What the broker answered; 0 is yes.
        var answer: Int32?
        /// Answers to subscriptions that are still to come.
        var expected = 0
        var isRefused = false
        /// Why the broker ended the connection.
        var farewell: Int32?

        static func of(_ pointer: UnsafeMutableRawPointer?) -> Inbox? { pointer.map { Unmanaged<Inbox>.fromOpaque($0).takeUnretainedValue() } }
    }

    /// Connects, which takes as long as the network does.
    init(_ broker: Broker) throws(BrokerError) {
        _ = Connection.library
        guard let handle = mosquitto_new(broker.client, false, Unmanaged.passUnretained(inbox).toOpaque()) else {
            throw BrokerError("the client id is not usable")
        }
        (self.broker, self.handle, begun) = (broker, handle, .now)
        try prepare()
        var wishes: OpaquePointer?
        if broker.version == .five {
            mosquitto_property_add_int32(&wishes, Int32(MQTT_PROP_SESSION_EXPIRY_INTERVAL.rawValue), broker.sessionSeconds)
            mosquitto_property_add_int32(&wishes, Int32(MQTT_PROP_MAXIMUM_PACKET_SIZE.rawValue), Connection.packetBytes)
        }
        defer { mosquitto_property_free_all(&wishes) }
        try check(mosquitto_connect_bind_v5(handle, broker.host, broker.port, 60, nil, wishes))
    }

    deinit { mosquitto_destroy(handle) }

    private func prepare() throws(BrokerError) {
        try check(mosquitto_threaded_set(handle, true))
        try check(mosquitto_int_option(handle, MOSQ_OPT_PROTOCOL_VERSION, broker.version.rawValue))
        try check(mosquitto_int_option(handle, MOSQ_OPT_RECEIVE_MAXIMUM, Int32(broker.window)))
        try check(mosquitto_int_option(handle, MOSQ_OPT_TCP_NODELAY, 1))
        if let user = broker.user { try check(mosquitto_username_pw_set(handle, user, broker.password)) }
        if let security = broker.security {
            if security.authorities == nil { try check(mosquitto_int_option(handle, MOSQ_OPT_TLS_USE_OS_CERTS, 1)) }
            // A key under a pass phrase is refused; nobody sits at the terminal.
            if security.authorities != nil || security.certificate != nil {
                try check(mosquitto_tls_set(handle, security.authorities, nil, security.certificate, security.key) { _, _, _, _ in 0 })
            }
        }
        mosquitto_connect_v5_callback_set(handle) { _, inbox, answer, _, _ in Inbox.of(inbox)?.answer = answer }
        mosquitto_disconnect_v5_callback_set(handle) { _, inbox, reason, _ in Inbox.of(inbox)?.farewell = reason }
        mosquitto_subscribe_v5_callback_set(handle) { _, inbox, _, count, granted, _ in
            guard let inbox = Inbox.of(inbox) else { return }
            inbox.expected -= 1
            if let granted, (0..<Int(count)).contains(where: { granted[$0] >= 128 }) { inbox.isRefused = true }
        }
        mosquitto_message_v5_callback_set(handle) { _, inbox, message, _ in
            guard let inbox = Inbox.of(inbox), let message = message?.pointee, let topic = message.topic else { return }
            let payload = [UInt8](UnsafeRawBufferPointer(start: message.payload, count: Int(message.payloadlen)))
            let name = String(cString: topic)
            inbox.messages.append(Message(topic: name, payload: payload, isRetained: message.retain))
            inbox.bytes += name.utf8.count + payload.count + 64
        }
    }

    /// Whether the broker has agreed to everything that was asked of it.
    var isReady: Bool { hasSubscribed && inbox.expected == 0 }

    /// One turn; waits for something to happen, a quarter of a second at most.
    ///
    /// - Parameter store: returns true when the messages are durable; they are acknowledged then.
    func turn(_ store: ([Message]) -> Bool) throws(BrokerError) {
        _ = wait(for: mosquitto_want_write(handle) && inbox.answer != nil ? POLLIN | POLLOUT : POLLIN, milliseconds: inbox.answer == nil ? 20 : 250)
        let failure = read()
        if !inbox.messages.isEmpty {
            let messages = inbox.messages
            (inbox.messages, inbox.bytes) = ([], 0)
            guard store(messages) else { throw BrokerError("what came could not be stored") }
        }
        if let failure { throw failure }
        try subscribe()
        try check(mosquitto_loop_write(handle, 1))
        // After the acknowledgements: what is stored must not come again each time.
        if inbox.isRefused { throw BrokerError("the broker refuses a subscription") }
        try check(mosquitto_loop_misc(handle))
    }

    /// Says good-bye, so that the broker knows at once. The session stays.
    func leave() {
        mosquitto_disconnect(handle)
        mosquitto_loop_write(handle, 1)
    }

    /// Reads until nothing is left or the batch is full.
    private func read() -> BrokerError? {
        repeat {
            let code = mosquitto_loop_read(handle, 1)
            if code != MOSQ_ERR_SUCCESS.code { return lost(code) }
        } while inbox.messages.count < broker.window && inbox.bytes < Connection.batchBytes && wait(for: POLLIN, milliseconds: 0)
        return nil
    }

    private func subscribe() throws(BrokerError) {
        guard let answer = inbox.answer else {
            if begun.duration(to: .now) > .seconds(15) { throw BrokerError("the broker does not answer") }
            return
        }
        guard answer == 0 else {
            throw BrokerError(
                "the broker refuses: " + String(cString: broker.version == .five ? mosquitto_reason_string(answer) : mosquitto_connack_string(answer)))
        }
        if hasSubscribed { return }
        hasSubscribed = true
        for subscription in broker.subscriptions {
            inbox.expected += 1
            // What was kept from before is sent once, to a new session.
            let options = Int32(MQTT_SUB_OPT_SEND_RETAIN_NEW.rawValue)
            try check(mosquitto_subscribe_v5(handle, nil, subscription.filter, subscription.quality.rawValue, broker.version == .five ? options : 0, nil))
        }
    }

    private func lost(_ code: Int32) -> BrokerError {
        let error = BrokerError(code: code, number: errno)
        guard let farewell = inbox.farewell else { return error }
        if farewell == Int32(MQTT_RC_SESSION_TAKEN_OVER.rawValue) { return BrokerError("another program connected under this client id") }
        return farewell >= 128 ? BrokerError("the broker ended it: " + String(cString: mosquitto_reason_string(farewell))) : error
    }

    private func check(_ code: Int32) throws(BrokerError) { if code != MOSQ_ERR_SUCCESS.code { throw lost(code) } }

    private func wait(for events: Int32, milliseconds: Int32) -> Bool {
        var descriptor = pollfd(fd: mosquitto_socket(handle), events: Int16(events), revents: 0)
        guard descriptor.fd >= 0 else { return false }
        return poll(&descriptor, 1, milliseconds) > 0
    }
}
