import Kernel

/// What an address below `/sta/v1.1` means: `Things('1')/Datastreams`, `Things('1')/properties/owner/$value`, `Datastreams('2')/Thing/$ref`.
enum SensorThingsPath {
    /// What stands at the end.
    enum Target {
        case list(EntityQuestion.Scope)
        case entity(Entity)
        /// A property, by its name, and the names inside it.
        case property(Entity, [String])
    }

    enum Form { case whole, value, reference }

    static func target(_ parts: [String], _ book: EntityBook) async throws -> (target: Target, form: Form) {
        var parts = parts[...]
        let form: Form = parts.last == "$value" ? .value : parts.last == "$ref" ? .reference : .whole
        if form != .whole { parts = parts.dropLast() }
        guard let first = parts.popFirst(), let named = named(first), let set = EntitySet(rawValue: named.name) else { throw WebFailure.noSuchAddress }
        var target = try await listed(.set(set), named.id, book)
        while let part = parts.popFirst() {
            guard case .entity(let entity) = target, let named = Self.named(part) else { throw WebFailure.noSuchAddress }
            if let navigation = entity.set.navigation(named.name) {
                if navigation.isMany {
                    target = try await listed(.from(entity, navigation), named.id, book)
                } else {
                    guard named.id == nil, let other = try await book.single(from: entity, navigation) else { throw Refusal.notFound(kind: navigation.name) }
                    target = .entity(other)
                }
            } else if named.id == nil, entity.set.properties.contains(where: { $0.name == named.name }) || named.name == "id" {
                target = .property(entity, [named.name] + parts)
                parts = []
            } else {
                throw WebFailure.noSuchAddress
            }
        }
        return (target, form)
    }

    private static func listed(_ scope: EntityQuestion.Scope, _ id: String?, _ book: EntityBook) async throws -> Target {
        guard let text = id else { return .list(scope) }
        guard let id = EntityID(text, in: scope.set) else { throw Refusal.notFound(kind: scope.set.rawValue) }
        let entity = try await book.entity(id, in: scope.set)
        guard case .from(let parent, let navigation) = scope else { return .entity(entity) }
        // `Things('1')/Datastreams('2')` is there only where the one leads to the other.
        var isThere = false
        if let back = entity.set.navigations.first(where: { $0.target == parent.set }), !back.isMany {
            isThere = try await book.single(from: entity, back)?.id == parent.id
        } else {
            var list = try EntityList(book, try await book.sources(from: parent, navigation, EntityBook.ValueRange()), after: nil, pageSize: 200)
            while !isThere, let other = try await list.next() { isThere = other.id == id }
        }
        guard isThere else { throw Refusal.notFound(kind: navigation.name) }
        return .entity(entity)
    }

    /// `Things('1')`, `Things(1)`, `Things`
    static func named(_ part: String) -> (name: String, id: String?)? {
        guard let open = part.firstIndex(of: "(") else { return (part, nil) }
        guard part.last == ")", part.utf8.count < 300 else { return nil }
        var id = part[part.index(after: open)...].dropLast()
        if id.first == "'", id.count >= 2, id.last == "'" { id = id.dropFirst().dropLast() }
        return (String(part[..<open]), String(id).replacing("''", with: "'"))
    }
}
