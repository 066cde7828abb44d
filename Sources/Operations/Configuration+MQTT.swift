extension Configuration {
    /// Where messages with values of series come from.
    public struct MessageSource: Sendable, Hashable, CustomStringConvertible {
        public let host: String
        public let port: Int
        /// Over TLS.
        public let isSecure: Bool

        /// `mqtt://host:1883` or `mqtts://host:8883`, the port being optional.
        public init?(_ text: String) {
            let parts = text.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, parts[0] == "mqtt" || parts[0] == "mqtts" else { return nil }
            isSecure = parts[0] == "mqtts"
            var place = parts[1].split(separator: ":", omittingEmptySubsequences: false)
            if place.count > 2, parts[1].hasPrefix("["), let close = parts[1].lastIndex(of: "]") {
                // An address of IPv6 stands in brackets.
                let rest = parts[1][parts[1].index(after: close)...]
                place = [parts[1].dropFirst().prefix { $0 != "]" }] + (rest.isEmpty ? [] : [rest.dropFirst()])
            }
            guard place.count <= 2, !place[0].isEmpty, !place[0].contains(where: { $0.isWhitespace || $0 == "/" || $0 == "@" || $0 == "#" }) else { return nil }
            host = String(place[0])
            guard place.count == 2 else {
                port = isSecure ? 8883 : 1883
                return
            }
            guard let number = Int(place[1]), (1...65_535).contains(number) else { return nil }
            port = number
        }

        public var description: String { "\(isSecure ? "mqtts" : "mqtt")://\(host.contains(":") ? "[\(host)]" : host):\(port)" }
    }

    /// Topics that are asked for, with how certain their delivery is: 0 or 1.
    public struct MessageTopic: Sendable, Hashable, CustomStringConvertible {
        public let filter: String
        public let quality: Int

        /// `rain/#:1`; without a number, 1. Everything is `+/#`: in a file, a `#` after a space begins a comment.
        public init?(_ text: String) {
            let end = text.suffix(2)
            let (name, quality) = end == ":0" || end == ":1" ? (String(text.dropLast(2)), end == ":0" ? 0 : 1) : (text, 1)
            (filter, self.quality) = (name == "#" ? "+/#" : name, quality)
            if filter.isEmpty || filter.hasSuffix(":2") || filter.hasPrefix("#") || filter.contains(where: \.isWhitespace) { return nil }
        }

        public var description: String { "\(filter):\(quality)" }
    }

    /// The settings of the broker, in the order of the manual.
    static let messageSettings: [Setting] = [
        Setting(name: "mqtt", help: "broker of MQTT messages with values of series: mqtt://host:1883, mqtts://host:8883 over TLS, or none") {
            value, configuration in
            let source = MessageSource(value)
            if source == nil, value != "none" { return "must be none, mqtt://host:port or mqtts://host:port" }
            configuration.messages = source
            return nil
        } write: {
            $0.messages?.description ?? "none"
        },
        Setting(name: "mqtt-topics", help: "topics to take, each with its quality of service 0 or 1, with commas between: rain/#:1, site/+/level:0") {
            value, configuration in
            let parts = value.split(separator: ",", omittingEmptySubsequences: false).map { trimmed($0) }
            let topics = parts.compactMap { MessageTopic($0) }
            guard topics.count == parts.count else {
                return "must be topics with :0 or :1 after each; 2 would give messages away before they are durable, and 1 stores each once as well"
            }
            configuration.messageTopics = topics
            return nil
        } write: {
            $0.messageTopics.map(\.description).joined(separator: ", ")
        },
        text("mqtt-client", "client id: names the session in which the broker keeps what comes while the program is away", \.messageClient),
        Setting(name: "mqtt-version", help: "version of the protocol: 5, or 3.1.1 for older brokers") { value, configuration in
            guard value == "5" || value == "3.1.1" else { return "must be 5 or 3.1.1" }
            configuration.messageVersion = value
            return nil
        } write: {
            $0.messageVersion
        },
        optional("mqtt-user", "user at the broker; none for nobody", \.messageUser),
        optional("mqtt-password", "file with the password at the broker, readable by its owner only; none without one", \.messagePassword),
        optional("mqtt-authorities", "file with certificates to believe over TLS; none for those of the system", \.messageAuthorities),
        optional("mqtt-certificate", "file with our certificate, where the broker asks for one; none without", \.messageCertificate),
        optional("mqtt-key", "file with the key of that certificate, without a pass phrase; none without", \.messageKey),
    ]

    private static func optional(_ name: String, _ help: String, _ path: any WritableKeyPath<Configuration, String?> & Sendable) -> Setting {
        Setting(name: name, help: help) { value, configuration in
            if value.isEmpty { return "must not be empty; none for nothing" }
            if !isOneLine(value) { return "must be one line, without white space at its ends and without a # that begins a comment" }
            configuration[keyPath: path] = value == "none" ? nil : value
            return nil
        } write: {
            $0[keyPath: path] ?? "none"
        }
    }

    /// What is wrong with the settings of the broker together; nil where nothing is.
    public var messageFault: String? {
        guard messages != nil else { return nil }
        if messagePassword != nil, messageUser == nil { return "mqtt-password is given without mqtt-user" }
        if (messageCertificate == nil) != (messageKey == nil) { return "mqtt-certificate and mqtt-key belong together" }
        if messages?.isSecure == false, messageAuthorities != nil || messageCertificate != nil { return "certificates are for mqtts://, not for mqtt://" }
        return nil
    }
}
