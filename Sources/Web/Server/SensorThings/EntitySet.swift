import Kernel

/// The sets of entities of SensorThings (OGC 18-088, section 8), and what leads from one to another.
enum EntitySet: String, CaseIterable, Sendable {
    case things = "Things", locations = "Locations", historicalLocations = "HistoricalLocations", datastreams = "Datastreams", sensors = "Sensors"
    case observedProperties = "ObservedProperties", observations = "Observations", featuresOfInterest = "FeaturesOfInterest"

    /// From an entity to one or many others.
    struct Navigation: Sendable, Hashable {
        let name: String
        let target: EntitySet
        let isMany: Bool

        static func many(_ target: EntitySet) -> Navigation { Navigation(name: target.rawValue, target: target, isMany: true) }
        static func one(_ target: EntitySet) -> Navigation { Navigation(name: target.single, target: target, isMany: false) }
    }

    /// A property of an entity, as it is sent.
    struct Property: Sendable {
        enum Form: Sendable { case text, object, anything, time }
        let name: String
        let form: Form
        var isRequired = true
    }

    /// The name of one entity: `Thing`.
    var single: String {
        switch self {
        case .observedProperties: "ObservedProperty"
        case .featuresOfInterest: "FeatureOfInterest"
        default: String(rawValue.dropLast())
        }
    }

    var navigations: [Navigation] {
        switch self {
        case .things: [.many(.locations), .many(.historicalLocations), .many(.datastreams)]
        case .locations: [.many(.things), .many(.historicalLocations)]
        case .historicalLocations: [.one(.things), .many(.locations)]
        case .datastreams: [.one(.things), .one(.sensors), .one(.observedProperties), .many(.observations)]
        case .sensors, .observedProperties: [.many(.datastreams)]
        case .observations: [.one(.datastreams), .one(.featuresOfInterest)]
        case .featuresOfInterest: [.many(.observations)]
        }
    }

    func navigation(_ name: String) -> Navigation? { navigations.first { $0.name == name } }

    var properties: [Property] {
        let (name, description) = (Property(name: "name", form: .text), Property(name: "description", form: .text))
        let (encoding, more) = (Property(name: "encodingType", form: .text), Property(name: "properties", form: .object, isRequired: false))
        return switch self {
        case .things: [name, description, more]
        case .locations: [name, description, encoding, Property(name: "location", form: .anything), more]
        case .sensors: [name, description, encoding, Property(name: "metadata", form: .anything), more]
        case .observedProperties: [name, Property(name: "definition", form: .text), description, more]
        case .featuresOfInterest: [name, description, encoding, Property(name: "feature", form: .anything), more]
        case .historicalLocations: [Property(name: "time", form: .time)]
        case .datastreams:
            [
                name, description, Property(name: "observationType", form: .text), Property(name: "unitOfMeasurement", form: .object),
                Property(name: "observedArea", form: .object, isRequired: false), more,
            ]
        case .observations:
            ["phenomenonTime", "result", "resultTime", "resultQuality"].map { Property(name: $0, form: .anything, isRequired: $0 == "result") }
        }
    }

    /// What registered entities of the set are (``SensorEntry``); nil for values, which are none.
    var part: SensorEntry.Part? {
        switch self {
        case .things: .thing
        case .locations: .location
        case .historicalLocations: .historicalLocation
        case .datastreams: .datastream
        case .sensors: .sensor
        case .observedProperties: .observedProperty
        case .featuresOfInterest: .featureOfInterest
        case .observations: nil
        }
    }
}

/// Where the values of a Datastream are: a series of a record.
struct StreamName: Hashable, Sendable {
    let kind: String
    let record: RecordID
    let series: String

    /// The values of a registered Datastream.
    static func registered(_ id: RecordID) -> StreamName { StreamName(kind: EntityID.entryKind, record: id, series: "value") }
    var isRegistered: Bool { kind == EntityID.entryKind }
    var text: String { isRegistered ? record.text : "\(kind).\(record.text).\(series)" }
}

/// Which entity an id means.
///
/// | id | in which sets | what |
/// |---|---|---|
/// | `01m…` | all but Observations | registered by a client (``SensorEntry``) |
/// | `station.01m…` | Things, Locations, FeaturesOfInterest | a record |
/// | `station.rain` | Sensors, ObservedProperties | a series that a kind declares |
/// | `station.01m….rain` | Datastreams | this series of a record |
/// | the id of a Datastream`.1762…` | Observations | its value at a moment, in milliseconds since 1970 |
enum EntityID: Hashable, Sendable {
    case entry(RecordID)
    case record(kind: String, RecordID)
    case series(kind: String, String)
    case stream(StreamName)
    case value(StreamName, Int64)

    static let entryKind = RecordName.of(SensorEntry.self)

    init?(_ text: String, in set: EntitySet) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard text.utf8.count <= 200, let first = parts.first else { return nil }
        let own = RecordID(first)
        switch (set, parts.count) {
        case (.observations, 2):
            guard let own, let moment = Int64(parts[1]) else { return nil }
            self = .value(.registered(own), moment)
        case (.observations, 4):
            guard let id = RecordID(parts[1]), let moment = Int64(parts[3]) else { return nil }
            self = .value(StreamName(kind: first, record: id, series: parts[2]), moment)
        case (.observations, _): return nil
        case (.datastreams, 1):
            guard let own else { return nil }
            self = .stream(.registered(own))
        case (.datastreams, 3):
            guard let id = RecordID(parts[1]), first != EntityID.entryKind else { return nil }
            self = .stream(StreamName(kind: first, record: id, series: parts[2]))
        case (_, 1):
            guard let own else { return nil }
            self = .entry(own)
        case (.sensors, 2), (.observedProperties, 2): self = .series(kind: first, parts[1])
        case (.things, 2), (.locations, 2), (.featuresOfInterest, 2):
            guard let id = RecordID(parts[1]), first != EntityID.entryKind else { return nil }
            self = .record(kind: first, id)
        default: return nil
        }
    }

    var text: String {
        switch self {
        case .entry(let id): id.text
        case .record(let kind, let id): "\(kind).\(id.text)"
        case .series(let kind, let code): "\(kind).\(code)"
        case .stream(let name): name.text
        case .value(let name, let moment): "\(name.text).\(moment)"
        }
    }
}

/// One entity as it is known to whoever asks.
struct Entity: Sendable {
    let set: EntitySet
    let id: EntityID
    var members: [JSON.Member]
    /// The single entities that it leads to; of a Thing also the Location where it is, of a Datastream its FeatureOfInterest where one was named.
    var links: [EntitySet: EntityID] = [:]
    /// The record behind it, where it is registered.
    var entry: Row<SensorEntry>?

    subscript(name: String) -> JSON? { members.first { $0.name == name }?.value }
    var stream: StreamName? { if case .stream(let name) = id { name } else { nil } }
    var path: String { "\(set.rawValue)('\(id.text)')" }
}

/// What is wrong with a request, and where in it.
enum SensorThingsFault {
    static func at(_ place: String, _ chinese: String, en english: String) -> WebFailure {
        var failure = WebFailure(400, "invalid", "\(place)：\(chinese)", en: "\(place): \(english)")
        failure.problems = [Problem("invalid", field: place, chinese, en: english)]
        return failure
    }

    static func tooMuch(_ place: String, _ limit: Int) -> WebFailure {
        at(place, "涉及超过 \(limit) 个，请缩小范围", en: "concerns more than \(limit); please narrow it down")
    }
}
