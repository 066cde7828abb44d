/// The table of addresses: which handler answers a method and a path.
///
/// Patterns are paths whose parts may be `{names}`: `/api/v1/{kind}/{id}`. A part that is written out wins over a name.
struct Routes: Sendable {
    typealias Handler = @Sendable (Call) async throws -> Answer

    /// What surrounds a handler.
    enum Area: Sendable {
        /// Failures are JSON; personal data is masked unless it is asked for.
        case api
        /// Failures are pages; nobody is sent to the sign-in.
        case page
        /// Neither a session nor a token is looked at: styles, health.
        case open
    }

    struct Route: Sendable {
        let method: Call.Method
        let pattern: String
        let area: Area
        /// Asked for before anyone is signed in, or while a password has to be changed: its handler looks who asks.
        let isEntrance: Bool
        let handler: Handler
        /// Its place among the routes: counted by the metrics.
        let place: Int
    }

    private struct Node: Sendable {
        var literals: [String: Int] = [:]
        var variable: Int?
        var routes: [Call.Method: Int] = [:]
    }

    enum Match: Sendable {
        case route(Route, [String])
        case wrongMethod(allowed: String)
        case none
    }

    private var nodes = [Node()]
    private(set) var routes: [Route] = []

    mutating func on(_ method: Call.Method, _ pattern: String, _ area: Area, isEntrance: Bool = false, _ handler: @escaping Handler) {
        var node = 0
        for part in pattern.split(separator: "/") {
            if part.hasPrefix("{") {
                node = nodes[node].variable ?? add { $0.nodes[node].variable = $1 }
            } else {
                let name = String(part)
                node = nodes[node].literals[name] ?? add { $0.nodes[node].literals[name] = $1 }
            }
        }
        precondition(nodes[node].routes[method] == nil, "\(method.rawValue) \(pattern) is routed twice")
        nodes[node].routes[method] = routes.count
        routes.append(Route(method: method, pattern: pattern, area: area, isEntrance: isEntrance, handler: handler, place: routes.count))
    }

    private mutating func add(_ link: (inout Routes, Int) -> Void) -> Int {
        nodes.append(Node())
        link(&self, nodes.count - 1)
        return nodes.count - 1
    }

    /// The route for a request. Looks back once where a part that is written out leads nowhere.
    func match(_ method: Call.Method, _ path: String) -> Match {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true)
        guard parts.count <= 12 else { return .none }
        var values: [String] = []
        guard let node = find(0, parts[...], &values), !nodes[node].routes.isEmpty else { return .none }
        if let place = nodes[node].routes[method] ?? (method == .head ? nodes[node].routes[.get] : nil) { return .route(routes[place], values) }
        var allowed = nodes[node].routes.keys.map(\.rawValue)
        if nodes[node].routes[.get] != nil { allowed.append("HEAD") }
        return .wrongMethod(allowed: allowed.sorted().joined(separator: ", "))
    }

    private func find(_ node: Int, _ parts: ArraySlice<Substring>, _ values: inout [String]) -> Int? {
        guard let part = parts.first else { return nodes[node].routes.isEmpty ? nil : node }
        if let next = nodes[node].literals[String(part)], let found = find(next, parts.dropFirst(), &values) { return found }
        guard let next = nodes[node].variable else { return nil }
        values.append(Percent.decoded(part))
        if let found = find(next, parts.dropFirst(), &values) { return found }
        values.removeLast()
        return nil
    }
}
