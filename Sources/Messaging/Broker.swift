import CMosquitto

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A broker of MQTT messages: how it is reached, as whom, and what is asked of it.
public struct Broker: Sendable {
    /// The version of the protocol: 5, or 3.1.1 for older brokers.
    public enum Version: Int32, Sendable { case three = 4, five = 5 }

    /// How certain a delivery is. There is no 2: its hand-shake gives the message away before it is durable, and what is stored by its time is stored once
    /// with 1 as well.
    public enum Quality: Int32, Sendable { case atMostOnce = 0, atLeastOnce = 1 }

    public struct Subscription: Sendable, Hashable {
        /// With `+` for one level and `#` for all that follow; also `$share/group/filter`.
        public let filter: String
        public let quality: Quality

        public init(_ filter: String, _ quality: Quality) { (self.filter, self.quality) = (filter, quality) }
    }

    /// TLS: whom to believe, and who we are where the broker asks.
    public struct Security: Sendable {
        /// A file with certificates of authorities; nil for those of the system.
        public var authorities: String?
        public var certificate: String?
        public var key: String?

        public init(authorities: String? = nil, certificate: String? = nil, key: String? = nil) {
            (self.authorities, self.certificate, self.key) = (authorities, certificate, key)
        }
    }

    public var host: String
    public var port: Int32
    public var security: Security?
    public var user: String?
    public var password: String?
    /// Names the session that the broker keeps while nobody is connected. Two programs with one name end each other's connections.
    public var client: String
    public var subscriptions: [Subscription]
    public var version = Version.five
    /// As many messages as are read before they are stored together. A broker of version 5 sends no more without an acknowledgement.
    public var window = 2000
    /// For how many seconds the broker is asked to keep a session that nobody uses.
    public var sessionSeconds: UInt32 = 30 * 86_400

    public init(host: String, port: Int32, client: String, subscriptions: [Subscription]) {
        (self.host, self.port, self.client, self.subscriptions) = (host, port, client, subscriptions)
    }

    /// The first filter among the subscriptions that is none.
    public var wrongFilter: String? { subscriptions.first { !Broker.isFilter($0.filter) }?.filter }

    private static func isFilter(_ text: String) -> Bool {
        mosquitto_sub_topic_check(text) == MOSQ_ERR_SUCCESS.code
    }
}

/// One message that a broker delivered.
public struct Message: Sendable {
    public let topic: String
    public let payload: [UInt8]
    /// It was published before anybody subscribed, perhaps long ago.
    public let isRetained: Bool
}

/// Why there is no connection, or none any more.
public struct BrokerError: Error, Sendable, Hashable, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }

    /// What a function of the library returned.
    init(code: Int32, number: Int32) {
        description = code == MOSQ_ERR_ERRNO.code ? String(cString: strerror(number)) : String(cString: mosquitto_strerror(code))
    }
}

extension mosq_err_t {
    var code: Int32 { Int32(truncatingIfNeeded: rawValue) }
}
