import Kernel

/// Where the entities of a set, or those to which an entity leads, come from.
extension EntityBook {
    /// Which values are asked for, and from which end.
    struct ValueRange: Sendable {
        var from = Instant(milliseconds: -(1 << 50))
        var to = Instant(milliseconds: 1 << 50)
        var isDescending = false
        /// The Datastream that the filter names.
        var stream: EntityID?
    }

    /// As many Datastreams as Observations are looked for in at once.
    static let mostStreams = 5000
    /// As many Things at one Location as Observations are looked for through it.
    static let mostThingsAtOnePlace = 100

    func sources(of set: EntitySet, _ range: ValueRange) async throws -> [EntityList.Source] {
        switch set {
        case .things: return kinds.map { records($0) { thing($0, $1).map { [$0] } ?? [] } } + entries(set)
        case .locations:
            let placed = kinds.compactMap { kind -> EntityList.Source? in
                guard let column = MapLayers.place(of: kind.schema) else { return nil }
                return records(kind, where: .not(.isNull(column.name))) { location($0, $1).map { [$0] } ?? [] }
            }
            return placed + entries(set)
        case .featuresOfInterest: return kinds.map { records($0) { feature($0, $1).map { [$0] } ?? [] } } + entries(set) + entries(set, as: .location)
        case .datastreams: return kinds.map { streams($0, $0.series) } + entries(set)
        case .sensors, .observedProperties:
            let declared = kinds.flatMap { kind in kind.series.map { set == .sensors ? sensor(kind, $0) : observedProperty(kind, $0) } }
            return [.some(declared)] + entries(set)
        case .historicalLocations: return entries(set)
        case .observations:
            if let stream = range.stream { return [values(try await entity(stream, in: .datastreams), range)] }
            return try await values(in: try await sources(of: .datastreams, range), range)
        }
    }

    func sources(from entity: Entity, _ navigation: EntitySet.Navigation, _ range: ValueRange) async throws -> [EntityList.Source] {
        let column = entity.set.column
        switch (entity.set, navigation.target) {
        case (.things, .locations), (.historicalLocations, .locations):
            guard let id = entity.links[.locations], let place = try await found(id, in: .locations) else { return [] }
            return [.some([place])]
        case (.things, .datastreams):
            guard case .record(let name, let id) = entity.id else { return entries(.datastreams, column, entity) }
            let kind = try kind(name)
            let record = try await desk.record(id, in: name)
            return [.some(kind.series.map { datastream(record, kind, $0) })] + entries(.datastreams, column, entity)
        case (.locations, .things):
            if case .record(let kind, let id) = entity.id { return [.some([try await self.entity(.record(kind: kind, id), in: .things)])] }
            return entries(.things, column, entity)
        case (.sensors, .datastreams), (.observedProperties, .datastreams):
            guard case .series(let name, let code) = entity.id else { return entries(.datastreams, column, entity) }
            let kind = try kind(name)
            return [streams(kind, kind.series.filter { $0.code == code })] + entries(.datastreams, column, entity)
        case (.datastreams, .observations): return [values(entity, range)]
        case (.featuresOfInterest, .observations): return try await values(in: try await streams(of: entity), range)
        case (_, .historicalLocations): return entries(.historicalLocations, column, entity)
        default: return []
        }
    }

    /// The single entity that another one leads to; nil where there is none, or it may not be seen.
    func single(from entity: Entity, _ navigation: EntitySet.Navigation) async throws -> Entity? {
        if navigation.target == .featuresOfInterest, let stream = entity.links[.datastreams] {
            guard let feature = try await featureID(of: try await self.entity(stream, in: .datastreams)) else { return nil }
            return try await found(feature.id, in: feature.set)
        }
        guard let id = entity.links[navigation.target] else { return nil }
        return try await found(id, in: navigation.target)
    }

    /// nil for what is not there, or not to be seen.
    func found(_ id: EntityID, in set: EntitySet) async throws -> Entity? {
        do { return try await entity(id, in: set) } catch let refusal as Refusal {
            if case .notFound = refusal { return nil }
            throw refusal
        } catch let failure as WebFailure where failure.status == 404 {
            return nil
        }
    }

    // MARK: sources

    private func records(
        _ kind: KindDeclaration, where condition: Condition = .always, perRecord: Int = 1,
        _ make: @escaping @Sendable (StoredRecord, KindDeclaration) -> [Entity]
    ) -> EntityList.Source {
        .records(Query(kind.schema.name, where: condition, order: .oldestFirst), key: kind.schema.name, perRecord: perRecord) { make($0, kind) }
    }

    private func streams(_ kind: KindDeclaration, _ series: [Series]) -> EntityList.Source {
        records(kind, perRecord: max(1, series.count)) { record, kind in series.map { datastream(record, kind, $0) } }
    }

    /// What clients registered, where this reader may see any of it.
    private func entries(_ set: EntitySet, as part: SensorEntry.Part? = nil, where condition: Condition = .always) -> [EntityList.Source] {
        guard let part = part ?? set.part, let schema = core.catalog.schema(EntityID.entryKind), desk.actor.may(.read, schema) else { return [] }
        let query = Query(EntityID.entryKind, where: Columns<SensorEntry>().part == part && condition, order: .oldestFirst)
        return [.records(query, key: "\(EntityID.entryKind) \(part.code)", perRecord: 1) { entity(Row<SensorEntry>($0), in: set).map { [$0] } ?? [] }]
    }

    private func entries(_ set: EntitySet, _ column: String, _ entity: Entity) -> [EntityList.Source] {
        entries(set, where: .compare(column, .equal, .text(entity.id.text)))
    }

    private func values(_ stream: Entity, _ range: ValueRange) -> EntityList.Source {
        .values(stream, from: range.from, to: range.to, isDescending: range.isDescending)
    }

    private func values(in streams: [EntityList.Source], _ range: ValueRange) async throws -> [EntityList.Source] {
        var list = try EntityList(self, streams, after: nil, pageSize: 1000)
        var found: [EntityList.Source] = []
        while let stream = try await list.next() {
            guard found.count < EntityBook.mostStreams else {
                throw SensorThingsFault.at(
                    "Observations", "数据流超过 \(EntityBook.mostStreams) 条，请在一条数据流内查询",
                    en: "there are more than \(EntityBook.mostStreams) Datastreams; ask within one of them: Datastreams('…')/Observations")
            }
            found.append(values(stream, range))
        }
        return found
    }

    /// The Datastreams whose values are about a FeatureOfInterest.
    private func streams(of feature: Entity) async throws -> [EntityList.Source] {
        let named = entries(.datastreams, "feature", feature)
        if case .record(let name, let id) = feature.id {
            let kind = try kind(name)
            let record = try await desk.record(id, in: name)
            return [.some(kind.series.map { datastream(record, kind, $0) })] + entries(.datastreams, where: of(feature.id))
        }
        guard feature.entry?.part == .location else { return named }
        // The Things at a Location, of which there are few.
        var things = try EntityList(self, entries(.things, "location", feature), after: nil, pageSize: 1000)
        var (found, count) = (named, 0)
        while let thing = try await things.next() {
            count += 1
            guard count <= EntityBook.mostThingsAtOnePlace else {
                throw SensorThingsFault.tooMuch(feature.path + "/Observations", EntityBook.mostThingsAtOnePlace)
            }
            found += entries(.datastreams, where: of(thing.id))
        }
        return found
    }

    private func of(_ thing: EntityID) -> Condition { .compare("thing", .equal, .text(thing.text)) && .isNull("feature") }
}

extension EntitySet {
    /// The column of ``SensorEntry`` in which an entity of this set is named.
    var column: String {
        switch self {
        case .things: "thing"
        case .locations: "location"
        case .sensors: "sensor"
        case .observedProperties: "observedProperty"
        default: "feature"
        }
    }
}
