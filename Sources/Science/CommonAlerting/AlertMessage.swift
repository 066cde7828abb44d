/// A message of the Common Alerting Protocol (OASIS CAP 1.2, 2010-07-01; ITU-T X.1303 bis), as a value that becomes XML.
public struct AlertMessage: Sendable, Hashable {
    public enum Status: String, Sendable { case actual = "Actual", exercise = "Exercise", system = "System", test = "Test", draft = "Draft" }
    public enum Kind: String, Sendable { case alert = "Alert", update = "Update", cancel = "Cancel", acknowledgement = "Ack", error = "Error" }
    /// Who it is for; what is restricted says how.
    public enum Scope: Sendable, Hashable { case everyone, restricted(String), addressed([String]) }

    public let identifier: String
    public let sender: String
    public let sent: AlertTime
    public var status: Status
    public var kind: Kind
    public var scope: Scope
    public var note: String?
    /// The earlier messages that this one takes the place of.
    public var references: [Reference] = []
    /// The same in each language.
    public var infos: [Info] = []

    /// - Parameters:
    ///   - identifier: unique for the sender. From this and from `sender`, white space, commas, `<` and `&` are left out, which the standard forbids there.
    ///   - sender: unique in the world.
    public init(_ identifier: String, from sender: String, sent: AlertTime, status: Status, kind: Kind, scope: Scope) {
        (self.identifier, self.sender) = (Self.name(identifier), Self.name(sender))
        (self.sent, self.status, self.kind, self.scope) = (sent, status, kind, scope)
    }

    static func name(_ text: String) -> String { String(text.filter { !$0.isWhitespace && !",<&".contains($0) }) }

    /// An earlier message: `sender,identifier,sent`.
    public struct Reference: Sendable, Hashable {
        let sender: String
        let identifier: String
        let sent: AlertTime
        public init(_ identifier: String, from sender: String, sent: AlertTime) {
            (self.identifier, self.sender, self.sent) = (AlertMessage.name(identifier), AlertMessage.name(sender), sent)
        }
        var text: String { "\(sender),\(identifier),\(sent.text)" }
    }

    /// A name of some list, and a value of that list: a code of an event or of a region, a figure.
    public struct Named: Sendable, Hashable {
        public let name: String
        public let value: String
        public init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
    }

    /// What it says in one language.
    public struct Info: Sendable, Hashable {
        public enum Category: String, Sendable {
            case geological = "Geo", weather = "Met", fire = "Fire", health = "Health", environment = "Env", other = "Other"
        }
        public enum Urgency: String, Sendable { case immediate = "Immediate", expected = "Expected", future = "Future", past = "Past", unknown = "Unknown" }
        public enum Severity: String, Sendable { case extreme = "Extreme", severe = "Severe", moderate = "Moderate", minor = "Minor", unknown = "Unknown" }
        public enum Certainty: String, Sendable {
            case observed = "Observed", likely = "Likely", possible = "Possible", unlikely = "Unlikely", unknown = "Unknown"
        }

        /// RFC 3066: `zh-CN`.
        public var language: String
        public var category: Category
        public var event: String
        public var urgency: Urgency
        public var severity: Severity
        public var certainty: Certainty
        public var audience: String?
        /// Codes of the event in national lists.
        public var eventCodes: [Named] = []
        public var effective: AlertTime?
        public var onset: AlertTime?
        public var expires: AlertTime?
        public var senderName: String?
        public var headline: String?
        public var description: String?
        public var instruction: String?
        public var parameters: [Named] = []
        public var areas: [Area] = []

        public init(_ language: String, _ category: Category, _ event: String, _ urgency: Urgency, _ severity: Severity, _ certainty: Certainty) {
            (self.language, self.category, self.event) = (language, category, event)
            (self.urgency, self.severity, self.certainty) = (urgency, severity, certainty)
        }
    }

    /// Where it holds.
    public struct Area: Sendable, Hashable {
        /// Degrees, WGS 84.
        public struct Position: Sendable, Hashable {
            let latitude: Double
            let longitude: Double
            public init(latitude: Double, longitude: Double) { (self.latitude, self.longitude) = (latitude, longitude) }
            var text: String { "\(latitude),\(longitude)" }
        }
        /// A place and what lies within some kilometres of it.
        public struct Circle: Sendable, Hashable {
            let middle: Position
            let kilometres: Double
            public init(_ middle: Position, kilometres: Double) { (self.middle, self.kilometres) = (middle, max(0, kilometres)) }
        }

        public var description: String
        public private(set) var polygons: [[Position]] = []
        public var circles: [Circle] = []
        public var geocodes: [Named] = []

        public init(_ description: String) { self.description = description }

        /// Adds a polygon; it is closed where it is not. Fewer than three corners are none.
        public mutating func add(polygon corners: [Position]) {
            let closed = corners.first == corners.last ? corners : corners + corners.prefix(1)
            if closed.count >= 4 { polygons.append(closed) }
        }
    }
}
