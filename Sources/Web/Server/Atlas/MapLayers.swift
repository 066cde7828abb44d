import Atlas
import Kernel
import Synchronization

/// The records of every kind with a place, in memory, as layers of the map: read when somebody first looks at them, and brought up to date before every
/// answer by what was committed since.
final class MapLayers: Sendable {
    private let engine: Engine
    private let keepers = Mutex<[String: LayerKeeper]>([:])
    let tiles = TileCache()
    /// Kinds that are drawn below all others, from the lowest up, and are no layers to choose.
    private let groundKinds: [String]

    init(engine: Engine, ground: [String] = []) {
        self.engine = engine
        groundKinds = ground
        engine.listen { [weak self] in self?.hear($0) }
    }

    private func hear(_ changes: [Committed]) {
        keepers.withLock { keepers in
            for change in changes {
                // Where it is not known what changed, anything may have.
                if change.id.text.isEmpty { for keeper in keepers.values { keeper.noteAll() } } else { keepers[change.kind]?.note(change.id) }
            }
        }
    }

    /// The kinds that an actor may see on the map, in the order of the applications. A place that is personal is on no map.
    func schemas(for actor: Actor) -> [Schema] {
        engine.catalog.applications.flatMap { $0.kinds.map(\.schema.name) }.compactMap { engine.catalog.schema($0) }
            .filter { !groundKinds.contains($0.name) && MapLayers.isSeen($0, by: actor) }
    }

    /// The kinds of the base map that an actor may see.
    func ground(for actor: Actor) -> [Schema] { groundKinds.compactMap { engine.catalog.schema($0) }.filter { MapLayers.isSeen($0, by: actor) } }

    private static func isSeen(_ schema: Schema, by actor: Actor) -> Bool { !schema.isHidden && place(of: schema) != nil && actor.may(.read, schema) }

    static func place(of schema: Schema) -> Column? { schema.placeColumn.flatMap { $0.options.masking == nil ? $0 : nil } }

    /// The layer of a kind as it is now.
    func layer(_ schema: Schema) async throws -> MapLayer {
        let keeper = keepers.withLock { keepers in
            if let keeper = keepers[schema.name] { return keeper }
            let keeper = LayerKeeper(engine: engine, kind: schema.name, tiles: tiles)
            keepers[schema.name] = keeper
            return keeper
        }
        return try await keeper.current()
    }

    /// A tile of what an actor may see.
    func tile(_ address: TileAddress, of schema: Schema, for actor: Actor) async throws -> TileCache.Entry {
        let map = try await layer(schema)
        let audiences = map.audiences(for: actor.scope(.read, schema))
        let key = TileCache.Key(kind: schema.name, tile: address, audiences: audiences)
        if let known = tiles.entry(key) { return known }
        let entry = TileCache.Entry(map.layer.tile(address, for: audiences, audienceCount: map.readers.count))
        tiles.add(entry, key, version: map.version)
        return entry
    }
}

/// A layer at one moment.
struct MapLayer: Sendable {
    var layer: Layer
    /// What decides who may see a record: one line for each audience.
    var readers: [Reader] = []
    var places: [Reader: Int] = [:]
    /// From when to when the records of each audience are; only ever wider until the layer is read anew.
    private(set) var days: [Int: ClosedRange<Int>] = [:]
    /// Grows with every change.
    var version = 0

    struct Reader: Sendable, Hashable {
        let region: String
        let organisation: String
        let department: String
        let createdBy: String

        init(_ meta: RecordMeta) {
            (region, organisation, department, createdBy) = (meta.region.code, meta.organisation, meta.department, meta.createdBy)
        }

        func value(_ column: String) -> Stored {
            switch column {
            case "region": .text(region)
            case "organisation": .text(organisation)
            case "department": .text(department)
            case "createdBy": .text(createdBy)
            default: .null
            }
        }
    }

    /// The audiences that fulfil what an actor may see (``Actor/scope(_:_:)``), which asks for nothing but these four columns.
    ///
    /// - Complexity: O(audiences): as many as there are authors in departments, not as records.
    func audiences(for scope: Condition) -> Audiences {
        if scope == .always { return .all }
        let seen = readers.indices.filter { place in scope.holds { readers[place].value($0) } }
        return seen.count == readers.count ? .all : .some(Set(seen))
    }

    /// From when to when records are that somebody of these audiences sees, as numbers of days (``Day/number``); nil where the layer has no days.
    func days(for audiences: Audiences) -> ClosedRange<Int>? {
        let seen = if case .some(let places) = audiences { days.filter { places.contains($0.key) } } else { days }
        guard let from = seen.values.map(\.lowerBound).min(), let to = seen.values.map(\.upperBound).max() else { return nil }
        return from...to
    }

    /// What the map says of a record; nil where it has no place.
    mutating func feature(_ record: StoredRecord, _ says: FeatureWords) -> Feature? {
        let audience = audience(of: record.meta)
        guard let feature = says.feature(record, audience: audience) else { return nil }
        if let day = says.day(of: record)?.number {
            let known = days[audience] ?? day...day
            days[audience] = min(known.lowerBound, day)...max(known.upperBound, day)
        }
        return feature
    }

    private mutating func audience(of meta: RecordMeta) -> Int {
        let reader = Reader(meta)
        if let place = places[reader] { return place }
        readers.append(reader)
        places[reader] = readers.count - 1
        return readers.count - 1
    }
}

/// Keeps the layer of one kind.
private actor LayerKeeper {
    private let engine: Engine
    private let kind: String
    private let tiles: TileCache
    private var map: MapLayer?
    private var running: Task<Void, any Error>?

    /// What changed since the layer was last brought up to date; nil for anything.
    private nonisolated let changed = Mutex<Set<RecordID>?>(nil)
    /// More changes than this are not looked up one by one.
    private static let manyChanges = 20_000
    /// A layer of more features does not fit into memory together with everything else.
    private static let manyFeatures = 1_000_000

    init(engine: Engine, kind: String, tiles: TileCache) {
        self.engine = engine
        self.kind = kind
        self.tiles = tiles
    }

    nonisolated func note(_ id: RecordID) {
        changed.withLock { changed in
            if changed?.insert(id).inserted == true, (changed?.count ?? 0) > LayerKeeper.manyChanges { changed = nil }
        }
    }

    nonisolated func noteAll() { changed.withLock { $0 = nil } }

    /// One at a time brings the layer up to date; whoever comes meanwhile waits for it, and looks again.
    func current() async throws -> MapLayer {
        while true {
            if let running {
                try await running.value
                continue
            }
            let open = changed.withLock { changed in
                defer { changed = [] }
                return changed
            }
            if let map, let open, open.isEmpty { return map }
            let task = Task { try await refresh(open) }
            running = task
            defer { running = nil }
            do { try await task.value } catch {
                noteAll()
                throw error
            }
        }
    }

    private func refresh(_ open: Set<RecordID>?) async throws {
        guard let schema = engine.catalog.schema(kind), let place = MapLayers.place(of: schema).flatMap({ schema.place(of: $0.name) }) else {
            throw Refusal.notFound(kind: kind)
        }
        let says = FeatureWords(schema, place: place)
        guard var map, let open else { return try await readAll(schema, says) }
        let kind = kind
        let records = try await engine.store.read { reader in try open.compactMap { try reader.record(kind, $0) } }
        var features: [Feature] = []
        for record in records {
            if let feature = map.feature(record, says) { features.append(feature) }
        }
        let gone = open.subtracting(features.map { RecordID(stored: $0.id) }).map(\.text)
        let zoom = map.layer.clusterZoom
        let boxes = map.layer.apply(features, removed: gone)
        map.version += 1
        tiles.forget(kind, zoom == map.layer.clusterZoom ? boxes : nil, version: map.version)
        self.map = map
    }

    private func readAll(_ schema: Schema, _ says: FeatureWords) async throws {
        var next = MapLayer(layer: Layer(kind, fields: says.fields), version: (map?.version ?? 0) + 1)
        var features: [Feature] = []
        var query = Query(kind, where: .not(.isNull(says.column.name)), order: .oldestFirst, limit: 1000)
        while true {
            let question = query
            let page = try await engine.store.read { try $0.records(question) }
            for record in page {
                if let feature = next.feature(record, says) { features.append(feature) }
            }
            guard page.count == query.limit, let last = page.last else { break }
            guard features.count < LayerKeeper.manyFeatures else {
                throw WebFailure.unavailable("这类记录超过一百万条，不能在地图上显示", en: "There are more than a million of these records; the map cannot show them")
            }
            query.after = Query.Cursor(value: .text(last.meta.id.text), id: last.meta.id)
        }
        next.layer = Layer(kind, fields: says.fields, features: features)
        tiles.forget(kind, nil, version: next.version)
        map = next
    }
}

/// What the map says of the records of a kind: their title, their choices and when they are, never anything personal.
struct FeatureWords: Sendable {
    let schema: Schema
    let column: Column
    private let place: Int
    private let title: Int?
    let choices: [Column]
    /// The first day or moment that a record cannot be without says when it is; nil where there is none.
    let when: Column?
    /// The name under which tiles say it, as a number of days since 1970 (``Day/number``); no field is called so.
    static let day = "@day"

    init(_ schema: Schema, place: Int) {
        self.schema = schema
        self.place = place
        column = schema.columns[place]
        title = schema.title.flatMap { schema.place(of: $0) }.flatMap {
            schema.columns[$0].kind is TextKind && schema.columns[$0].options.masking == nil ? $0 : nil
        }
        choices = Array(schema.columns.filter { $0.isChoice && $0.options.masking == nil }.prefix(6))
        when = schema.columns.first { column in
            switch column.kind.control {
            case .day, .instant: column.isRequired && column.options.masking == nil
            default: false
            }
        }
    }

    /// The names of the values, as tiles have them.
    var fields: [String] { ["title"] + choices.map(\.name) + (when == nil ? [] : [FeatureWords.day]) }

    /// What these values are, as members of a JSON Schema.
    func properties(_ language: Language) -> [JSON.Member] {
        var members = [JSON.Member("title", ["type": "string", "title": .string(title.map { schema.columns[$0].label[language] } ?? "title")])]
        members += choices.map { JSON.Member($0.name, ["type": "string", "title": .string($0.label[language])]) }
        guard let when else { return members }
        let words = Label("自 1970-01-01 起的天数", en: "Days since 1970-01-01")
        let day: JSON = ["type": "integer", "title": .string(when.label[language]), "description": .string(words[language])]
        return members + [JSON.Member(FeatureWords.day, day)]
    }

    func day(of record: StoredRecord) -> Day? {
        guard let when, let place = schema.place(of: when.name), place < record.values.count else { return nil }
        return switch record.values[place] {
        case .text(let text): Day(text)
        case .integer(let milliseconds): Instant(milliseconds: milliseconds).day
        default: nil
        }
    }

    func feature(_ record: StoredRecord, audience: Int) -> Feature? {
        guard place < record.values.count, let text = record.values[place].text, let geometry = try? PackedGeometry(wellKnownText: text) else { return nil }
        func said(_ place: Int?) -> TileValue? {
            place.flatMap { $0 < record.values.count ? record.values[$0].text : nil }.map { .text(String($0.prefix(60))) }
        }
        let days: [TileValue?] = when == nil ? [] : [day(of: record).map { TileValue.integer(Int64($0.number)) }]
        return Feature(
            id: record.meta.id.text, geometry: geometry, isSimulated: record.meta.isSimulated, audience: audience,
            values: [said(title)] + choices.map { said(schema.place(of: $0.name)) } + days)
    }
}
