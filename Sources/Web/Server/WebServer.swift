import HTTPTypes
public import Logging
public import Kernel
import Dispatch
import Synchronization

/// The pages and the programming interface of one engine.
///
///     let server = try WebServer(engine: engine, configuration: configuration, services: services)
///     if let link = try await server.firstSignInLink() { print(link) }
///     try await server.run()
///
/// The addresses stand in the tables of ``RecordRoutes``, ``CarryOutRoutes``, ``ServiceRoutes``, ``AccountRoutes``, ``EntranceRoutes``, ``OperationRoutes`` and of the routes of pages.
/// Without a socket, ``answer(_:)`` takes a request as a value and gives the answer as one.
public final class WebServer: Sendable {
    public let engine: Engine
    public let configuration: WebConfiguration
    let services: WebServices
    let routes: Routes
    let visitors: Visitors
    let entrance: Entrance
    let live: LiveUpdates
    let meters: Meters
    let encoders = RecordEncoders()
    let logger: Logger
    private let running = Atomic<Int>(0)
    private let crowd = Crowd()

    /// The engine has to be started.
    public init(engine: Engine, configuration: WebConfiguration = WebConfiguration(), services: WebServices = WebServices(), logger: Logger? = nil) throws {
        self.engine = engine
        self.configuration = configuration
        self.services = services
        self.logger = logger ?? Logger(label: "web")
        visitors = Visitors(engine: engine, configuration: configuration)
        entrance = try Entrance(engine: engine, configuration: configuration, visitors: visitors)
        live = LiveUpdates(engine: engine, limits: configuration.limits)
        let core = WebCore(
            engine: engine, configuration: configuration, services: services, visitors: visitors, entrance: entrance, live: live, encoders: encoders,
            maps: MapLayers(engine: engine, ground: configuration.groundKinds))
        var routes = Routes()
        OperationRoutes(core: core).add(to: &routes)
        EntranceRoutes(core: core).add(to: &routes)
        RecordRoutes(core: core).add(to: &routes)
        SeriesRoutes(core: core).add(to: &routes)
        AlertRoutes(core: core).add(to: &routes)
        CarryOutRoutes(core: core).add(to: &routes)
        ServiceRoutes(core: core).add(to: &routes)
        AccountRoutes(core: core).add(to: &routes)
        TileRoutes(core: core).add(to: &routes)
        FeatureRoutes(core: core).add(to: &routes)
        SensorThingsRoutes(core: core).add(to: &routes)
        TilesetRoutes(features: FeatureRoutes(core: core)).add(to: &routes)
        PageRoutes.add(to: &routes, core: core)
        self.routes = routes
        meters = Meters(routes: routes.routes.map { "\($0.method.rawValue) \($0.pattern)" })
        core.meters.set(meters)
    }

    /// A one-time link that makes the first administrator; nil where there are users already.
    public func firstSignInLink() async throws -> String? {
        guard let path = try await entrance.firstPath() else { return nil }
        return (configuration.isBehindTLS ? "https://" : "http://") + configuration.host + (configuration.isBehindTLS ? "" : ":\(configuration.port)") + path
    }

    /// Removes sessions that have ended: to be called now and then.
    public func sweepSessions() async throws { try await visitors.sweep() }

    // MARK: one request

    /// Answers one request. Never throws: whatever fails is an answer too.
    public func answer(_ call: Call) async -> Answer {
        let start = DispatchTime.now().uptimeNanoseconds
        var call = call
        guard case .route(let route, let values) = routes.match(call.method, call.path) else { return await unrouted(call) }
        call.values = values
        if route.area == .api { call.language = Languages.accepted(call.fields[.acceptLanguage]) } else { call.language = Languages.ofPage(call) }
        let count = running.add(1, ordering: .relaxed).newValue
        defer { running.subtract(1, ordering: .relaxed) }
        var answer: Answer
        var guest: String?
        defer { if let guest { crowd.leave(guest) } }
        do {
            if route.area != .open {
                if count > configuration.limits.requests { throw Refusal.busy }
                try await admit(&call, route)
                if let who = call.visitor.user?.text ?? call.address {
                    guard crowd.enter(who, limit: configuration.limits.requestsOfOne) else { throw Refusal.busy }
                    guest = who
                }
            }
            answer = try await route.handler(call).told(to: call)
        } catch {
            answer = failed(error, call, route)
        }
        finish(&answer, call)
        let elapsed = DispatchTime.now().uptimeNanoseconds - start
        meters.count(route.place, status: answer.status, nanoseconds: elapsed)
        if answer.status >= 500 && answer.status != 501 || elapsed > 2_000_000_000 || logger.logLevel <= .debug { log(call, route, answer, elapsed) }
        return answer
    }

    /// Finds out who asks, and keeps out what another site sent in their name.
    private func admit(_ call: inout Call, _ route: Routes.Route) async throws {
        call.visitor = try await visitors.visitor(of: call)
        let isSafe = call.method.isSafe
        if !isSafe { try Origins.check(call, configuration) }
        if call.visitor.mustChangePassword, !route.isEntrance { throw WebFailure.passwordChange }
        // Programs with a token are not tricked by other sites; whoever comes with a cookie proves that the page was ours.
        if !isSafe, route.area == .api, let session = call.visitor.session {
            guard let token = call.fields[.formToken], session.accepts(token) else { throw WebFailure.formToken }
        }
    }

    private func unrouted(_ call: Call) async -> Answer {
        var call = call
        var failure = WebFailure.noSuchAddress
        if case .wrongMethod(let allowed) = routes.match(call.method, call.path) { failure = .methodNotAllowed(allowed) }
        let isAPI = ["/api/", "/ogc/", "/tiles/", "/sta/"].contains { call.path.hasPrefix($0) }
        call.language = isAPI ? Languages.accepted(call.fields[.acceptLanguage]) : Languages.ofPage(call)
        if !isAPI, let visitor = try? await visitors.visitor(of: call) { call.visitor = visitor }
        var answer = isAPI ? apiFailure(failure, call) : pageFailure(failure, call)
        if let allowed = failure.allowed { answer.fields[.allow] = allowed }
        finish(&answer, call)
        meters.countUnrouted(status: answer.status)
        return answer
    }

    private func failed(_ error: any Error, _ call: Call, _ route: Routes.Route) -> Answer {
        let failure = WebFailure(error)
        let isFault = failure.status >= 500 && failure.status != 501
        if isFault { logger.error("request failed", metadata: ["request": "\(call.id)", "route": "\(route.pattern)", "error": "\(type(of: error))"]) }
        if isFault { logger.debug("cause", metadata: ["request": "\(call.id)", "cause": "\(error)"]) }
        var answer = route.area == .page && !call.isFromOutbox ? pageFailure(failure, call) : apiFailure(failure, call)
        if let seconds = failure.retryAfter { answer.fields[.retryAfter] = String(seconds) }
        return answer
    }

    private func pageFailure(_ failure: WebFailure, _ call: Call) -> Answer {
        PageRoutes.failure(failure, call, assets: services.assets.versions, now: engine.context.now())
    }

    private func apiFailure(_ failure: WebFailure, _ call: Call) -> Answer {
        var current: [UInt8]?
        if let record = failure.current, let schema = engine.catalog.schema(call.value(0)) {
            var json = JSONWriter()
            encoders.encoder(of: schema).write(record, to: &json, .masked)
            current = json.bytes
        }
        var answer = Answer.json(failure.json(call.language, request: call.id, current: current), status: failure.status)
        if failure.status == 401 { answer.fields[.wwwAuthenticate] = "Bearer" }
        return answer
    }

    private func finish(_ answer: inout Answer, _ call: Call) {
        answer.fields[.requestID] = call.id
        if configuration.isBehindTLS { answer.fields[.strictTransportSecurity] = "max-age=31536000; includeSubDomains" }
        if call.method == .head, case .bytes(let bytes) = answer.body {
            answer.fields[.contentLength] = String(bytes.count)
            answer.body = .none
        }
    }

    /// Who and what is not said: only which route, how it ended and how long it took.
    private func log(_ call: Call, _ route: Routes.Route, _ answer: Answer, _ elapsed: UInt64) {
        logger.log(
            level: answer.status >= 500 ? .error : elapsed > 2_000_000_000 ? .warning : .debug, "request",
            metadata: [
                "request": "\(call.id)", "method": "\(call.method.rawValue)", "route": "\(route.pattern)", "status": "\(answer.status)",
                "milliseconds": "\(elapsed / 1_000_000)",
            ])
    }

    /// Ends every stream, so that the server can stop.
    public func stopStreams() { live.stop() }
}

/// What every group of routes works with.
struct WebCore: Sendable {
    let engine: Engine
    let configuration: WebConfiguration
    let services: WebServices
    let visitors: Visitors
    let entrance: Entrance
    let live: LiveUpdates
    let encoders: RecordEncoders
    /// The records with a place, as layers of the map.
    let maps: MapLayers
    /// Known once all routes are.
    let meters = Later<Meters>()
    /// How many large bodies are being read.
    let uploads = Counter()
    let uploadShares = UploadShares()
    /// The requests for operations that are being carried out.
    let underWay = Requests()

    var catalog: Catalog { engine.catalog }
    var now: Instant { engine.context.now() }

    func desk(_ call: Call) -> Desk { engine.desk(for: call.visitor.actor) }

    /// A kind that the API serves: not what the kernel keeps for itself.
    func schema(_ kind: String) throws(Refusal) -> Schema {
        guard let schema = catalog.schema(kind), !schema.isHidden else { throw .notFound(kind: kind) }
        return schema
    }
}

/// A number that many share.
final class Counter: Sendable {
    private let value = Atomic<Int>(0)
    /// One more; how many there are then.
    func enter() -> Int { value.add(1, ordering: .relaxed).newValue }
    func leave() { value.subtract(1, ordering: .relaxed) }
}

/// How many requests of each account, or of each address where nobody signed in, are worked on: nobody takes the room of all.
final class Crowd: Sendable {
    private let counts = Mutex<[String: Int]>([:])

    /// One more of somebody; false where they have as many as one may have.
    func enter(_ who: String, limit: Int) -> Bool {
        counts.withLock { counts in
            let count = counts[who, default: 0]
            if count < limit { counts[who] = count + 1 }
            return count < limit
        }
    }

    func leave(_ who: String) {
        counts.withLock { counts in
            let count = counts[who, default: 0] - 1
            counts[who] = count > 0 ? count : nil
        }
    }
}

/// The keys of requests under way, so that none is carried out twice at the same moment.
final class Requests: Sendable {
    private let keys = Mutex<Set<String>>([])
    /// Whether it is the only one with this key.
    func begin(_ key: String) -> Bool { keys.withLock { $0.insert(key).inserted } }
    func end(_ key: String) { keys.withLock { _ = $0.remove(key) } }
}

/// A value that is set once, after what refers to it was made.
final class Later<Value: Sendable>: Sendable {
    private let value = Mutex<Value?>(nil)
    func set(_ new: Value) { value.withLock { $0 = new } }
    var get: Value? { value.withLock { $0 } }
}

/// Which language an answer has.
enum Languages {
    /// The first language of `Accept-Language` that is one of ours; Chinese where none is.
    static func accepted(_ header: String?) -> Language {
        guard let header else { return .chinese }
        for part in header.prefix(200).split(separator: ",") {
            let tag = part.drop { $0 == " " }.prefix(2).lowercased()
            if tag == "en" { return .english }
            if tag == "zh" { return .chinese }
        }
        return .chinese
    }

    /// On pages a cookie goes before what the browser says.
    static func ofPage(_ call: Call) -> Language { call.cookie("language").flatMap(Language.init(rawValue:)) ?? accepted(call.fields[.acceptLanguage]) }
}
