import Kernel

/// Makes entities from what a client sent, with all that stands inside (deep insert, section 10.2 of OGC 18-088): everything is read and checked first,
/// then it becomes records in one transaction.
struct EntityInsert {
    let book: EntityBook
    private var entries: [(id: RecordID, draft: Draft<SensorEntry>)] = []
    /// Entities that are there already, with the version of each that its change was worked out from; nil for whatever it is now.
    private var changes: [(id: RecordID, version: Int?, draft: Draft<SensorEntry>)] = []
    private var observations: [(stream: RecordID, values: [JSON], place: String)] = []

    private static let (deepest, most) = (6, 2000)

    private init(book: EntityBook) { self.book = book }

    /// - Returns: the entity as it can be read now.
    static func insert(_ json: JSON, _ scope: EntityQuestion.Scope, _ book: EntityBook) async throws -> Entity {
        var insert = EntityInsert(book: book)
        var links: [EntitySet: String] = [:]
        if case .from(let parent, let navigation) = scope {
            let back: EntitySet = parent.set
            guard
                [
                    .datastreams: [EntitySet.things, .sensors, .observedProperties], .locations: [.things], .things: [.locations],
                    .historicalLocations: [.things],
                ][
                    navigation.target, default: []
                ].contains(back)
            else { throw WebFailure.methodNotAllowed("GET") }
            links[back] = parent.id.text
            try await insert.checkMayChange(parent)
            // Where a Thing is follows from the Thing, so a Location that is added to it becomes its own.
            if navigation.target == .locations { return try await insert.locate(parent, json) }
        }
        let id = try await insert.read(json, scope.set, links, "", 0)
        try await insert.store()
        return try await book.entity(scope.set == .datastreams ? .stream(.registered(id)) : .entry(id), in: scope.set)
    }

    /// All of it, or nothing: also what is changed beside what is made.
    ///
    /// - Returns: what was changed, as it is now.
    @discardableResult
    private func store() async throws -> [Row<SensorEntry>] {
        let (entries, changed) = (entries, changes)
        let rows = try await book.desk.together { changes in
            var rows: [Row<SensorEntry>] = []
            for (id, version, draft) in changed {
                let before = try changes.row(Reference<SensorEntry>(id))
                if let version, version != before.meta.version { throw Refusal.conflict(before.record) }
                rows.append(try changes.update(Reference<SensorEntry>(id)) { $0 = draft })
            }
            for (id, draft) in entries { try changes.create(draft, id: id) }
            return rows
        }
        for (stream, values, place) in observations {
            let stream = try await book.entity(.stream(.registered(stream)), in: .datastreams)
            try await ObservationInsert(book: book).insert(values, stream, place)
        }
        return rows
    }

    /// Changes one entity, and makes what stands inside of what was sent.
    private mutating func change(_ row: Row<SensorEntry>, version: Int? = nil, _ draft: Draft<SensorEntry>, in set: EntitySet) async throws -> Entity {
        changes.append((row.id, version, draft))
        guard let changed = try await store().first, let after = book.entity(changed, in: set) else { throw Refusal.notFound(kind: set.rawValue) }
        return after
    }

    /// Gives a Thing another Location.
    private mutating func locate(_ thing: Entity, _ json: JSON) async throws -> Entity {
        guard let row = thing.entry else { throw SensorThingsFault.at("Locations", "记录的位置请在记录中修改", en: "where a record is, is changed in the record") }
        let link = try await one(json, .locations, [:], "", 0)
        move(thing.id.text, to: link)
        var draft = Draft<SensorEntry>()
        draft.location = .some(link)
        _ = try await change(row, draft, in: .things)
        guard let id = EntityID(link, in: .locations) else { throw Refusal.notFound(kind: "Locations") }
        return try await book.entity(id, in: .locations)
    }

    // MARK: reading

    private mutating func read(_ json: JSON, _ set: EntitySet, _ given: [EntitySet: String], _ place: String, _ depth: Int) async throws -> RecordID {
        guard let members = json.members, depth < EntityInsert.deepest, entries.count < EntityInsert.most, let part = set.part else {
            throw SensorThingsFault.at(place.isEmpty ? set.single : place, "应为对象，且嵌套不太深", en: "must be an object, not nested too deep")
        }
        let id = book.core.engine.context.newID()
        let own = set == .datastreams ? EntityID.stream(.registered(id)).text : EntityID.entry(id).text
        let content = try EntityInsert.content(members, set, place)
        var links = given
        for member in members where !member.name.contains("@iot.") {
            guard let navigation = set.navigation(member.name) else { continue }
            let there = EntityInsert.inside(place, member.name)
            if !navigation.isMany {
                guard navigation.target != .featuresOfInterest else { continue }
                links[navigation.target] = try await one(member.value, navigation.target, [:], there, depth + 1)
                continue
            }
            guard let list = member.value.array else { throw SensorThingsFault.at(there, "应为数组", en: "must be an array") }
            try await many(list, navigation.target, of: set, own, &links, there, depth)
            if navigation.target == .observations, !list.isEmpty {
                let stream = Entity(set: .datastreams, id: .stream(.registered(id)), members: content.json.members ?? [])
                try ObservationInsert(book: book).check(list, stream, there)
                observations.append((id, list, there))
            }
        }
        let needed: [EntitySet] = set == .datastreams ? [.things, .sensors, .observedProperties] : set == .historicalLocations ? [.things] : []
        for other in needed where links[other] == nil {
            throw SensorThingsFault.at(EntityInsert.inside(place, other.single), "缺少", en: "is missing")
        }
        entries.append((id, EntityInsert.draft(part, content, links, place: content.location)))
        if set == .things, let location = links[.locations] { move(own, to: location) }
        return id
    }

    /// What stands inside an entity and refers back to it.
    private mutating func many(
        _ list: [JSON], _ target: EntitySet, of set: EntitySet, _ own: String, _ links: inout [EntitySet: String], _ place: String, _ depth: Int
    ) async throws {
        for (number, json) in list.enumerated() {
            let there = "\(place)[\(number)]"
            switch (set, target) {
            case (.things, .locations), (.historicalLocations, .locations):
                guard number == 0 else { throw SensorThingsFault.at(there, "一个对象只保留一个位置", en: "is one too many: a Thing has one Location here") }
                links[.locations] = try await one(json, .locations, [:], there, depth + 1)
            case (.things, .datastreams), (.sensors, .datastreams), (.observedProperties, .datastreams), (.locations, .things):
                guard json["@iot.id"] == nil else { throw SensorThingsFault.at(there, "请在该实体上改其所属", en: "exists already: change the link on it") }
                _ = try await read(json, target, [set: own], there, depth + 1)
            case (.datastreams, .observations): continue
            default: throw SensorThingsFault.at(there, "不能这样新建", en: "cannot be made from here")
            }
        }
    }

    /// The id of one entity that is named, or described.
    private mutating func one(_ json: JSON, _ set: EntitySet, _ given: [EntitySet: String], _ place: String, _ depth: Int) async throws -> String {
        guard let named = json["@iot.id"] ?? (json.members?.count == 1 ? json["id"] : nil) else {
            let id = try await read(json, set, given, place, depth)
            return set == .datastreams ? EntityID.stream(.registered(id)).text : EntityID.entry(id).text
        }
        let text = named.string ?? named.text
        guard let id = EntityID(text, in: set), let entity = try await book.found(id, in: set) else {
            throw SensorThingsFault.at(place, "没有 \(set.rawValue)('\(text.prefix(60))')", en: "there is no \(set.rawValue)('\(text.prefix(60))')")
        }
        if set == .things { try await checkMayChange(entity) }
        return text
    }

    /// What is hung on a Thing needs the right to change it.
    private func checkMayChange(_ entity: Entity) async throws {
        switch entity.id {
        case .record(let kind, let id):
            let record = try await book.desk.record(id, in: kind)
            guard let schema = book.core.catalog.schema(kind), book.desk.actor.may(.update, schema, record) else {
                throw Refusal.forbidden(.update, kind: kind)
            }
        case .entry:
            guard let row = entity.entry, let schema = book.core.catalog.schema(EntityID.entryKind), book.desk.actor.may(.update, schema, row.record) else {
                throw Refusal.forbidden(.update, kind: EntityID.entryKind)
            }
        case .series, .stream, .value: return
        }
    }

    /// Where a Thing was when (section 8.2.3): written whenever it changes.
    private mutating func move(_ thing: String, to location: String) {
        let content = Content(name: thing, json: .object(("time", .string(UniversalTime.text(book.core.now.milliseconds)))), location: nil)
        let draft = EntityInsert.draft(.historicalLocation, content, [.things: thing, .locations: location], place: nil)
        entries.append((book.core.engine.context.newID(), draft))
    }

    // MARK: content

    struct Content {
        var name: String
        var json: JSON
        /// The point of a Location, which the map draws.
        var location: Stored?
    }

    static func inside(_ place: String, _ name: String) -> String { place.isEmpty ? name : place + "." + name }

    /// The properties of an entity, checked.
    ///
    /// - Parameter before: those that it has; then none is required.
    static func content(_ members: [JSON.Member], _ set: EntitySet, _ place: String, over before: Entity? = nil) throws -> Content {
        for member in members
        where !member.name.contains("@iot.") && set.navigation(member.name) == nil && set.properties.allSatisfy({ $0.name != member.name }) {
            // Times of a Datastream follow from its values.
            if set == .datastreams, ["phenomenonTime", "resultTime"].contains(member.name) { continue }
            throw SensorThingsFault.at(inside(place, String(member.name.prefix(60))), "没有这个属性", en: "is no property of \(set.single)")
        }
        var (kept, name): ([JSON.Member], String) = ([], "")
        for property in set.properties {
            let there = inside(place, property.name)
            let value = members.first { $0.name == property.name }?.value ?? before?[property.name]
            guard let value, value != .null else {
                if property.isRequired { throw SensorThingsFault.at(there, "缺少", en: "is missing") }
                continue
            }
            switch property.form {
            case .text:
                guard let text = value.string, !text.isEmpty || property.name == "description" else {
                    throw SensorThingsFault.at(there, "应为文字", en: "must be a text")
                }
                if property.name == "name" { name = text }
            case .object: guard value.members != nil else { throw SensorThingsFault.at(there, "应为对象", en: "must be an object") }
            case .time: guard value.string.flatMap({ Instant($0) }) != nil else { throw SensorThingsFault.at(there, "应为时间", en: "must be a time") }
            case .anything: break
            }
            if property.name == "observationType", !ObservationType.allCases.contains(where: { $0.rawValue == value.string }) {
                throw SensorThingsFault.at(
                    there, "测值都是数，应为 OM_Measurement、OM_CountObservation 或 OM_TruthObservation",
                    en: "must be \(ObservationType.allCases.map(\.rawValue).joined(separator: ", ")): values are kept as numbers")
            }
            if property.name != "name" { kept.append(JSON.Member(property.name, value)) }
        }
        if set == .historicalLocations { name = "HistoricalLocation" }
        let location = kept.first { $0.name == "location" || $0.name == "feature" }?.value
        return Content(name: name, json: .object(kept), location: try location.flatMap { try point($0, inside(place, "location")) })
    }

    /// The point of a GeoJSON geometry, nil for what is none; one that is not on the earth is a mistake.
    private static func point(_ json: JSON, _ place: String) throws -> Stored? {
        let geometry = json["type"]?.string == "Feature" ? json["geometry"] ?? .null : json
        guard geometry["type"]?.string == "Point" else { return nil }
        do throws(Problem) {
            return try SensorEntry.kind.column(\.place).kind.read(geometry)
        } catch {
            throw SensorThingsFault.at(place, error.message.chinese, en: error.message.english)
        }
    }

    private static func draft(_ part: SensorEntry.Part, _ content: Content, _ links: [EntitySet: String], place: Stored?) -> Draft<SensorEntry> {
        var draft = Draft<SensorEntry>()
        (draft.part, draft.name, draft.content) = (part, content.name, content.json.text)
        draft.submission["place"] = .value(place ?? .null)
        draft.thing = .some(links[.things])
        draft.location = .some(links[.locations])
        draft.sensor = .some(links[.sensors])
        draft.observedProperty = .some(links[.observedProperties])
        draft.feature = .some(links[.featuresOfInterest])
        return draft
    }

    // MARK: changing

    /// Changes the properties that are named, and the links.
    static func update(_ entity: Entity, _ json: JSON, _ book: EntityBook) async throws -> Entity {
        do { return try await updated(entity, json, book) } catch Refusal.conflict(let present) {
            // Somebody else changed another property meanwhile: once more, over what is there now.
            guard let present = book.entity(Row(present), in: entity.set) else { throw Refusal.notFound(kind: entity.set.rawValue) }
            return try await updated(present, json, book)
        }
    }

    private static func updated(_ entity: Entity, _ json: JSON, _ book: EntityBook) async throws -> Entity {
        guard let row = entity.entry, let members = json.members else { throw SensorThingsFault.at(entity.set.single, "应为对象", en: "must be an object") }
        var insert = EntityInsert(book: book)
        var before = entity
        before.members.removeAll { $0.name == "properties" && row.meta.isSimulated }
        let content = try EntityInsert.content(members, entity.set, "", over: before)
        var draft = Draft<SensorEntry>()
        (draft.name, draft.content) = (content.name, content.json.text)
        draft.submission["place"] = .value(content.location ?? .null)
        for member in members where !member.name.contains("@iot.") {
            guard let navigation = entity.set.navigation(member.name) else { continue }
            let list = navigation.isMany ? member.value.array ?? [] : [member.value]
            guard navigation.target == .locations || !navigation.isMany, let first = list.first, list.count == 1 else {
                if list.isEmpty { continue }
                throw SensorThingsFault.at(member.name, "请在对方实体上修改", en: "is changed on the other entity")
            }
            let link = try await insert.one(first, navigation.target, [:], member.name, 1)
            draft.submission[navigation.target.column] = .value(.text(link))
            if entity.set == .things, navigation.target == .locations, entity.links[.locations]?.text != link { insert.move(entity.id.text, to: link) }
        }
        // All properties are kept as one text, so what is not named is written anew too: only over what was read.
        return try await insert.change(row, version: row.meta.version, draft, in: entity.set)
    }

    /// Sets all properties anew; links stay as they are.
    static func replace(_ entity: Entity, _ json: JSON, _ book: EntityBook) async throws -> Entity {
        guard let row = entity.entry, let members = json.members else { throw SensorThingsFault.at(entity.set.single, "应为对象", en: "must be an object") }
        let content = try EntityInsert.content(members, entity.set, "")
        var draft = Draft<SensorEntry>()
        (draft.name, draft.content) = (content.name, content.json.text)
        draft.submission["place"] = .value(content.location ?? .null)
        var insert = EntityInsert(book: book)
        return try await insert.change(row, draft, in: entity.set)
    }

    /// Says what the values of a Datastream are about: an entity that is named, or described.
    static func bind(_ stream: Row<SensorEntry>, to feature: JSON, _ book: EntityBook) async throws -> Entity {
        var insert = EntityInsert(book: book)
        var draft = Draft<SensorEntry>()
        draft.feature = .some(try await insert.one(feature, .featuresOfInterest, [:], "FeatureOfInterest", 0))
        return try await insert.change(stream, draft, in: .datastreams)
    }

    /// Removes an entity, and what cannot be without it (section 10.4, table 25): the Datastreams of a Thing, a Sensor or an ObservedProperty with their
    /// values, and where a Thing was. Where one of them may not be removed, none is.
    static func delete(_ entity: Entity, _ book: EntityBook) async throws {
        guard let row = entity.entry else { throw Refusal.notFound(kind: entity.set.rawValue) }
        let column = entity.set == .datastreams || entity.set == .historicalLocations ? nil : entity.set.column
        try await book.desk.together { changes in
            let naming: Condition = column.map { .compare($0, .equal, .text(entity.id.text)) } ?? .never
            let others = try changes.rows(SensorEntry.self, limit: Desk.batchLimit + 1) { _ in naming }
            guard others.count <= Desk.batchLimit else {
                throw Refusal.invalid([
                    Problem(
                        "too-many", "超过 \(Desk.batchLimit) 个实体引用它，请先删除这些实体",
                        en: "more than \(Desk.batchLimit) entities refer to it; please remove those first")
                ])
            }
            for other in others {
                let reference = Reference<SensorEntry>(other.id)
                if other.part == .historicalLocation || other.part == .datastream && column != "feature" {
                    try changes.delete(reference)
                } else if let column {
                    try changes.update(reference) { $0.submission[column] = .value(.null) }
                }
            }
            try changes.delete(Reference<SensorEntry>(row.id))
        }
    }
}
