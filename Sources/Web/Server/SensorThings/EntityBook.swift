import Kernel
import Synchronization

/// The entities of SensorThings as one reader may see them: records with series, and what clients registered (``SensorEntry``).
struct EntityBook: Sendable {
    let core: WebCore
    let desk: Desk
    let language: Language
    /// The whole address of the service, without a slash at its end.
    let root: String
    /// Entities that were looked up by their id for this request.
    private let known = Known()

    /// How much one request may cost: an entity that is looked at or a question to the store as much as ``lookCost``, a part of a filter that is worked out
    /// one, or as many as its texts and shapes are long.
    var mostWork = 10_000_000
    private static let lookCost = 100
    /// How much one answer may say.
    private static let mostBytes = 32 << 20

    init(core: WebCore, call: Call, root: String) {
        self.core = core
        self.root = root
        desk = core.desk(call)
        language = call.language
    }

    private final class Known: Sendable {
        struct Key: Hashable {
            let set: EntitySet
            let id: EntityID
        }
        let entities = Mutex<[Key: Entity]>([:])
        let worked = Atomic<Int>(0)
        let said = Atomic<Int>(0)
    }

    /// Counts an entity that is looked at, or a question to the store.
    func look() throws { try work(EntityBook.lookCost) }

    /// Counts what a part of a question costs.
    ///
    /// - Throws: where it is too much for one request, or whoever asked has gone.
    func work(_ cost: Int) throws {
        try Task.checkCancellation()
        guard known.worked.add(cost, ordering: .relaxed).newValue > mostWork else { return }
        throw SensorThingsFault.at("request", "计算量太大，请缩小范围或简化条件", en: "is too much to work out at once; please narrow it down, or ask a simpler question")
    }

    /// Counts the bytes of an answer.
    func say(_ bytes: Int) throws(WebFailure) {
        guard known.said.add(bytes, ordering: .relaxed).newValue > EntityBook.mostBytes else { return }
        throw SensorThingsFault.at(
            "request", "结果超过 \(EntityBook.mostBytes >> 20) MB，请用 $top、$select 或 $filter 少取一些",
            en: "comes to more than \(EntityBook.mostBytes >> 20) MB; please ask for less, with $top, $select or $filter")
    }

    /// Whether this reader may add values to anything at all.
    var mayAppend: Bool {
        let kinds = kinds + [core.catalog.kinds[EntityID.entryKind]].compactMap(\.self)
        return kinds.contains { desk.actor.may(.update, $0.schema) }
    }

    /// The kinds of records that have series and may be read, by name.
    var kinds: [KindDeclaration] {
        core.catalog.kinds.values
            .filter { !$0.series.isEmpty && !$0.schema.isHidden && $0.schema.name != EntityID.entryKind && desk.actor.may(.read, $0.schema) }
            .sorted { $0.schema.name < $1.schema.name }
    }

    func kind(_ name: String) throws -> KindDeclaration {
        guard let kind = kinds.first(where: { $0.schema.name == name }) else { throw WebFailure(Refusal.notFound(kind: name)) }
        return kind
    }

    // MARK: one entity

    /// - Throws: ``Refusal/notFound(kind:)`` also for what may not be seen.
    func entity(_ id: EntityID, in set: EntitySet) async throws -> Entity {
        let key = Known.Key(set: set, id: id)
        if let entity = known.entities.withLock({ $0[key] }) { return entity }
        let entity = try await read(id, in: set)
        known.entities.withLock { if $0.count < 5000 { $0[key] = entity } }
        return entity
    }

    /// An entity as it is now, after this request changed it.
    func note(_ entity: Entity) { known.entities.withLock { $0[Known.Key(set: entity.set, id: entity.id)] = entity } }

    private func read(_ id: EntityID, in set: EntitySet) async throws -> Entity {
        try look()
        switch id {
        case .entry(let id): return try await entry(id, in: set)
        case .record(let name, let id):
            let kind = try kind(name)
            let record = try await desk.record(id, in: name)
            let found = set == .things ? thing(record, kind) : set == .locations ? location(record, kind) : feature(record, kind)
            guard let found else { throw Refusal.notFound(kind: set.rawValue) }
            return found
        case .series(let name, let code):
            let kind = try kind(name)
            guard let series = kind.series.first(where: { $0.code == code }) else { throw Refusal.notFound(kind: set.rawValue) }
            return set == .sensors ? sensor(kind, series) : observedProperty(kind, series)
        case .stream(let name):
            if name.isRegistered { return try await entry(name.record, in: .datastreams) }
            let kind = try kind(name.kind)
            guard let series = kind.series.first(where: { $0.code == name.series }) else { throw Refusal.notFound(kind: set.rawValue) }
            return datastream(try await desk.record(name.record, in: name.kind), kind, series)
        case .value(let name, let moment):
            let stream = try await entity(.stream(name), in: .datastreams)
            let (from, to) = (Instant(milliseconds: moment), Instant(milliseconds: moment &+ 1))
            guard UniversalTime.range.contains(moment), let value = try await values(of: stream, from: from, to: to, limit: 1, earliestFirst: true).first else {
                throw Refusal.notFound(kind: set.rawValue)
            }
            return value
        }
    }

    private func entry(_ id: RecordID, in set: EntitySet) async throws -> Entity {
        let row = Row<SensorEntry>(try await desk.record(id, in: EntityID.entryKind))
        guard row.part == set.part || set == .featuresOfInterest && row.part == .location, let entity = entity(row, in: set) else {
            throw Refusal.notFound(kind: set.rawValue)
        }
        return entity
    }

    /// The Location of a Thing is also the FeatureOfInterest of its values, where no other one was named (section 8.2.8 of the standard).
    func featureID(of stream: Entity) async throws -> (id: EntityID, set: EntitySet)? {
        if let named = stream.links[.featuresOfInterest] { return (named, .featuresOfInterest) }
        guard let thing = stream.links[.things] else { return nil }
        if case .record = thing { return (thing, .featuresOfInterest) }
        return try await found(thing, in: .things)?.links[.locations].map { ($0, .featuresOfInterest) }
    }

    // MARK: values

    /// Values of a Datastream as Observations.
    func values(of stream: Entity, from: Instant, to: Instant, limit: Int, earliestFirst: Bool) async throws -> [Entity] {
        guard let name = stream.stream else { return [] }
        let found = try await desk.measurements(of: name.series, of: name.record, in: name.kind, from: from, to: to, limit: limit, earliestFirst: earliestFirst)
        guard let first = found.first?.at, let last = found.last?.at else { return [] }
        let (start, end) = (min(first, last), Instant(milliseconds: max(first, last).milliseconds + 1))
        let lengths = name.isRegistered ? try await beside(name, "length", start, end) : [:]
        let delays = name.isRegistered ? try await beside(name, "delay", start, end) : [:]
        let isTruth = stream["observationType"]?.string == ObservationType.truth.rawValue
        let feature = try await featureID(of: stream)
        return found.map { value in
            let moment = value.at.milliseconds
            let time = UniversalTime.text(moment)
            let length = lengths[value.at].flatMap(UniversalTime.milliseconds)
            let delay = delays[value.at].flatMap(UniversalTime.milliseconds) ?? 0
            return Entity(
                set: .observations, id: .value(name, moment),
                members: [
                    JSON.Member("phenomenonTime", .string(length.map { UniversalTime.text(moment - $0) + "/" + time } ?? time)),
                    JSON.Member("result", isTruth ? .bool(value.value != 0) : .number(value.value)),
                    JSON.Member("resultTime", .string(delay == 0 ? time : UniversalTime.text(moment + delay))),
                    JSON.Member("resultQuality", ["code": .string(value.quality.code), "name": .string(value.quality.label[language])]),
                ], links: [.datastreams: stream.id, .featuresOfInterest: feature?.id].compactMapValues(\.self))
        }
    }

    private func beside(_ name: StreamName, _ series: String, _ from: Instant, _ to: Instant) async throws -> [Instant: Double] {
        let found = try await desk.measurements(
            of: series, of: name.record, in: name.kind, from: from, to: to, limit: Desk.measurementLimit, earliestFirst: true)
        return Dictionary(found.map { ($0.at, $0.value) }) { first, _ in first }
    }

    func valueCount(of name: StreamName, from: Instant, to: Instant) async throws -> Int {
        try await desk.measurementCount(of: name.series, of: name.record, in: name.kind, from: from, to: to)
    }

    /// Whether a value of a Datastream was known later than it was taken: only what clients register keeps that, and not of each.
    func hasDelays(_ name: StreamName) async throws -> Bool {
        guard name.isRegistered else { return false }
        try look()
        return try await valueCount(
            of: StreamName(kind: name.kind, record: name.record, series: "delay"), from: Instant(milliseconds: -(1 << 50)), to: Instant(milliseconds: 1 << 50)
        ) > 0
    }
}

/// What the values of a Datastream are: all of them are kept as numbers.
enum ObservationType: String, CaseIterable {
    case measurement = "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement"
    case count = "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_CountObservation"
    case truth = "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_TruthObservation"
}
