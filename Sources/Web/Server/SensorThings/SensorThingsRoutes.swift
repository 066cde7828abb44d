import HTTPTypes
import Kernel

/// The sensing core of OGC SensorThings API 1.1 (OGC 18-088) over all series: those that kinds of records declare, and those that clients register.
///
/// | method | address | what |
/// |---|---|---|
/// | GET | `/sta/v1.1` | the sets of entities, and what holds of the standard |
/// | GET | `/sta/v1.1/Things('1')/Datastreams` … | entities, lists, properties, `$value`, `$ref`; `$filter`, `$expand`, `$select`, `$orderby`, `$top`, `$skip`, `$count` |
/// | POST | `/sta/v1.1/Things`, `…/Datastreams('2')/Observations` … | an entity, with what belongs to it |
/// | POST | `/sta/v1.1/CreateObservations` | values as rows, each with its answer |
/// | PATCH, PUT, DELETE | `/sta/v1.1/Things('1')` … | some properties, or all of them; what clients registered; records are changed where they are kept, and values are never |
struct SensorThingsRoutes: Sendable {
    let core: WebCore

    static let root = "/sta/v1.1"

    func add(to routes: inout Routes) {
        routes.on(.get, SensorThingsRoutes.root, .api, service)
        routes.on(.post, SensorThingsRoutes.root + "/CreateObservations", .api, createObservations)
        var pattern = SensorThingsRoutes.root
        for depth in 1...SensorThingsRoutes.deepest {
            pattern += "/{\(depth)}"
            routes.on(.get, pattern, .api, read)
            routes.on(.post, pattern, .api, create)
            routes.on(.patch, pattern, .api, update)
            routes.on(.put, pattern, .api, replace)
            routes.on(.delete, pattern, .api, delete)
        }
    }

    private static let deepest = 8

    private static let conformance =
        [
            "datamodel", "resource-path/resource-path-to-entities", "request-data", "create-update-delete/create-entity",
            "create-update-delete/link-to-existing-entities", "create-update-delete/deep-insert", "create-update-delete/update-entity",
            "create-update-delete/delete-entity", "data-array/data-array",
        ].map { "http://www.opengis.net/spec/iot_sensing/1.1/req/" + $0 }

    private func book(_ call: Call) throws -> EntityBook {
        if call.actor.isNobody { throw Refusal.unknown }
        let host = call.host.map { (core.configuration.isBehindTLS ? "https://" : "http://") + $0 } ?? ""
        return EntityBook(core: core, call: call, root: host + SensorThingsRoutes.root)
    }

    // MARK: reading

    @Sendable private func service(_ call: Call) async throws -> Answer {
        let book = try book(call)
        return .json([
            "value": .array(EntitySet.allCases.map { ["name": .string($0.rawValue), "url": .string("\(book.root)/\($0.rawValue)")] }),
            "serverSettings": [
                "conformance": .array(SensorThingsRoutes.conformance.map { .string($0) }),
                "http://www.opengis.net/spec/iot_sensing/1.1/req/data-array/data-array": ["endpoints": [.string(book.root + "/CreateObservations")]],
            ],
        ])
    }

    @Sendable private func read(_ call: Call) async throws -> Answer {
        let book = try book(call)
        let (target, form) = try await SensorThingsPath.target(call.values, book)
        let items = call.query.items.map { (name: $0.name, value: $0.value) }
        let answer = EntityAnswer(book)
        switch target {
        case .list(let scope):
            guard form != .value else { throw WebFailure.noSuchAddress }
            let path = call.values.map { Address.escaped($0).replacing("%28", with: "(").replacing("%29", with: ")").replacing("%27", with: "'") }
            let request = try EntityRequest(items, of: scope.set)
            return .json(try await answer.list(scope, request, path: path.joined(separator: "/"), isReference: form == .reference))
        case .entity(let entity):
            guard form != .value else { throw WebFailure.noSuchAddress }
            if form == .reference { return .json(["@iot.selfLink": .string(answer.link(entity))]) }
            let request = try EntityRequest(items, of: entity.set)
            guard request.filter == nil, request.order.isEmpty, request.top == nil, request.skip == 0, !request.isCounted else {
                throw SensorThingsFault.at("$filter", "单个实体只能用 $select 和 $expand", en: "one entity takes $select and $expand only")
            }
            return .json(try await answer.json(entity, request))
        case .property(let entity, let way):
            var value = way[0] == "id" ? JSON.string(entity.id.text) : entity[way[0]]
            for part in way.dropFirst() { value = value?[part] }
            // What could be there and is not, is no mistake of whoever asks.
            guard let value, value != .null else {
                if way.count == 1, form == .whole { return Answer(204, fields: SecurityFields.apiWithoutBody) }
                throw WebFailure.noSuchAddress
            }
            if form == .value { return .text(value.string ?? value.text) }
            return .json(.object([JSON.Member(way[way.count - 1], value)]))
        }
    }

    // MARK: changing

    @Sendable private func create(_ call: Call) async throws -> Answer {
        let book = try book(call)
        let (target, form) = try await SensorThingsPath.target(call.values, book)
        guard case .list(let scope) = target, form == .whole else { throw WebFailure.methodNotAllowed("GET, PATCH, PUT, DELETE") }
        let body = try await call.json(upTo: core.configuration.limits.bodyBytes)
        let made: Entity
        if scope.set == .observations {
            made = try await ObservationInsert(book: book).insert(body, scope)
        } else {
            made = try await EntityInsert.insert(body, scope, book)
        }
        let answer = EntityAnswer(book)
        var reply = Answer.json(try await answer.json(made), status: 201)
        reply.fields[.location] = answer.link(made)
        return reply
    }

    @Sendable private func createObservations(_ call: Call) async throws -> Answer {
        let book = try book(call)
        // Before so much is read: it is asked of each Datastream once more.
        guard book.mayAppend else { throw Refusal.forbidden(.update, kind: EntityID.entryKind) }
        let limits = core.configuration.limits
        func insert(upTo limit: Int) async throws -> JSON { try await ObservationInsert(book: book).insertArrays(try await call.json(upTo: limit)) }
        // What is no larger than any other body needs no place among the few that are held in memory at once.
        if let length = call.fields[.contentLength].flatMap({ Int($0) }), length <= limits.bodyBytes {
            return .json(try await insert(upTo: limits.bodyBytes), status: 201)
        }
        let most = min(limits.fileBytes, SensorThingsRoutes.mostBytes)
        return .json(try await Files(core: core).reading { try await insert(upTo: most) }, status: 201)
    }

    /// As much as ``ObservationInsert/most`` values with all that can be said of each come to.
    private static let mostBytes = 16 << 20

    private func changed(_ call: Call, _ book: EntityBook) async throws -> Entity {
        let (target, form) = try await SensorThingsPath.target(call.values, book)
        guard case .entity(let entity) = target, form == .whole else { throw WebFailure.methodNotAllowed("GET, POST") }
        guard entity.entry != nil else {
            let words =
                entity.set == .observations
                ? Label("测值只增不改", en: "values are added, never changed or removed")
                : Label("这是系统中的记录，请在系统里修改", en: "this is a record; change it where records are kept, through /api/v1 or its page")
            throw WebFailure(405, "not-changed-here", "\(entity.path)：\(words.chinese)", en: "\(entity.path): \(words.english)")
        }
        return entity
    }

    @Sendable private func update(_ call: Call) async throws -> Answer {
        let book = try book(call)
        let entity = try await changed(call, book)
        let body = try await call.json(upTo: core.configuration.limits.bodyBytes)
        return .json(try await EntityAnswer(book).json(try await EntityInsert.update(entity, body, book)))
    }

    @Sendable private func replace(_ call: Call) async throws -> Answer {
        let book = try book(call)
        let entity = try await changed(call, book)
        let body = try await call.json(upTo: core.configuration.limits.bodyBytes)
        return .json(try await EntityAnswer(book).json(try await EntityInsert.replace(entity, body, book)))
    }

    @Sendable private func delete(_ call: Call) async throws -> Answer {
        let book = try book(call)
        try await EntityInsert.delete(try await changed(call, book), book)
        return .json(.object([]))
    }
}
