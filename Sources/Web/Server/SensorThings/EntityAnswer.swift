import Kernel

/// What is answered: entities as JSON with what was selected and expanded.
struct EntityAnswer {
    let book: EntityBook
    private var question: EntityQuestion { EntityQuestion(book: book) }

    init(_ book: EntityBook) { self.book = book }

    func link(_ entity: Entity) -> String { "\(book.root)/\(entity.path)" }

    func json(_ entity: Entity, _ request: EntityRequest? = nil) async throws -> JSON {
        func isWanted(_ name: String) -> Bool { request?.selected?.contains(name) ?? true }
        var members: [JSON.Member] = []
        if isWanted("id") { members.append(JSON.Member("@iot.id", .string(entity.id.text))) }
        if isWanted("@iot.selfLink") { members.append(JSON.Member("@iot.selfLink", .string(link(entity)))) }
        members += entity.members.filter { isWanted($0.name) }
        try book.say(JSON.object(members).size)
        for navigation in entity.set.navigations {
            if let expansion = request?.expansions.first(where: { $0.navigation == navigation }) {
                members += try await expanded(entity, expansion)
            } else if isWanted(navigation.name) {
                members.append(JSON.Member(navigation.name + "@iot.navigationLink", .string("\(link(entity))/\(navigation.name)")))
            }
        }
        return .object(members)
    }

    private func expanded(_ entity: Entity, _ expansion: EntityRequest.Expansion) async throws -> [JSON.Member] {
        let (navigation, request) = (expansion.navigation, expansion.request)
        guard navigation.isMany else {
            guard let other = try await book.single(from: entity, navigation) else { return [JSON.Member(navigation.name, .null)] }
            try book.look()
            return [JSON.Member(navigation.name, try await json(other, request))]
        }
        let page = try await question.page(.from(entity, navigation), request)
        var list: [JSON] = []
        for other in page.entities { list.append(try await json(other, request)) }
        var members: [JSON.Member] = []
        if let count = page.count { members.append(JSON.Member(navigation.name + "@iot.count", .integer(Int64(count)))) }
        members.append(JSON.Member(navigation.name, .array(list)))
        if let next = page.next { members.append(JSON.Member(navigation.name + "@iot.nextLink", .string("\(link(entity))/\(navigation.name)?\(next)"))) }
        return members
    }

    /// A page of a list.
    ///
    /// - Parameters:
    ///   - path: the address of the list below the root.
    ///   - isReference: only where the entities are.
    func list(_ scope: EntityQuestion.Scope, _ request: EntityRequest, path: String, isReference: Bool = false) async throws -> JSON {
        let page = try await question.page(scope, request)
        var members: [JSON.Member] = []
        if let count = page.count { members.append(JSON.Member("@iot.count", .integer(Int64(count)))) }
        if let next = page.next { members.append(JSON.Member("@iot.nextLink", .string("\(book.root)/\(path)?\(next)"))) }
        var list: [JSON] = []
        if request.isDataArray {
            list = dataArray(page.entities, request)
        } else {
            for entity in page.entities { list.append(isReference ? ["@iot.selfLink": .string(link(entity))] : try await json(entity, request)) }
        }
        members.append(JSON.Member("value", .array(list)))
        return .object(members)
    }

    /// Values as rows, together with others of their Datastream (section 12 of OGC 18-088).
    private func dataArray(_ entities: [Entity], _ request: EntityRequest) -> [JSON] {
        let names = (["id"] + EntitySet.observations.properties.map(\.name)).filter { request.selected?.contains($0) ?? true }
        var groups: [(stream: EntityID, rows: [JSON])] = []
        for entity in entities {
            guard let stream = entity.links[.datastreams] else { continue }
            let row = JSON.array(names.map { $0 == "id" ? .string(entity.id.text) : entity[$0] ?? .null })
            if groups.last?.stream == stream { groups[groups.count - 1].rows.append(row) } else { groups.append((stream, [row])) }
        }
        return groups.map { group in
            [
                "Datastream@iot.navigationLink": .string("\(book.root)/Datastreams('\(group.stream.text)')"),
                "components": .array(names.map { .string($0) }), "dataArray@iot.count": .integer(Int64(group.rows.count)), "dataArray": .array(group.rows),
            ]
        }
    }
}

extension JSON {
    /// About how many bytes it is as text.
    fileprivate var size: Int {
        switch self {
        case .string(let text): text.utf8.count + 2
        case .array(let elements): elements.reduce(2) { $0 + $1.size + 1 }
        case .object(let members): members.reduce(2) { $0 + $1.name.utf8.count + $1.value.size + 4 }
        case .null, .bool, .integer, .number: 8
        }
    }
}
