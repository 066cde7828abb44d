import Kernel
import Testing
@testable import Web

/// Every route × everyone who could ask: what is not granted is refused, and nothing ends in a fault.
@Suite struct ServerMatrixTests {
    static let everyone: [String?] = [nil, "none", "observer", "own", "department", "organisation", "all"]

    /// Routes that answer everyone, because nothing of the county is behind them.
    static let open: Set<String> = [
        "/health/live", "/health/ready", "/metrics", "/assets/{file}", "/assets/{folder}/{file}", "/checkpoint", "/checkpoint/witnessed", "/language/{code}",
        "/manifest.webmanifest", "/field-worker.js", "/sign-in",
        "/sign-in/code",
    ]

    @Test func nobodyGetsInAnywhere() async throws {
        let house = try await ServerHouse()
        let parcel = try await house.makeParcel()
        for route in house.server.routes.routes where !Self.open.contains(route.pattern) {
            let reply = try await house.send(route.method, Self.address(route.pattern, parcel.id, house))
            let isEntry = route.area == .page && reply.status == 303 && reply.field("Location").hasPrefix("/sign-in")
            #expect([401, 403, 404].contains(reply.status) || isEntry, "\(route.method.rawValue) \(route.pattern) answers nobody with \(reply.status)")
            #expect(!reply.text.contains("甲"), "\(route.pattern)")
        }
    }

    @Test func whoHasNoRoleSeesNoRecord() async throws {
        let house = try await ServerHouse()
        let parcel = try await house.makeParcel()
        for route in house.server.routes.routes where route.pattern.contains("{kind}") {
            let reply = try await house.send(
                route.method, Self.address(route.pattern, parcel.id, house), as: "none", route.method == .get ? nil : ["name": "x"], fields: [("If-Match", "*")]
            )
            #expect([403, 404].contains(reply.status), "\(route.method.rawValue) \(route.pattern) answers someone without a role with \(reply.status)")
            #expect(!reply.text.contains("甲"), "\(route.pattern)")
        }
    }

    /// Action by reach: the status for the record of someone else.
    @Test(arguments: [
        ("observer", 200, 403, 403, 403, 403), ("own", 404, 404, 404, 404, 201), ("department", 404, 404, 404, 404, 403),
        ("organisation", 404, 404, 404, 404, 201),
        ("all", 200, 200, 200, 204, 201), ("administrator", 200, 200, 200, 204, 201),
    ])
    func recordsOfOthers(_ who: String, _ read: Int, _ change: Int, _ move: Int, _ delete: Int, _ create: Int) async throws {
        let house = try await ServerHouse()
        let path = "/api/v1/parcel/\(try await house.makeParcel().id)"
        #expect(try await house.send(.get, path, as: who).status == read)
        #expect(try await house.send(.get, path + "/history", as: who).status == read)
        let changed = try await house.send(.patch, path, as: who, ["weight": 9], fields: [("If-Match", "*")]).status
        #expect(changed == change || change == 404 && changed == 403)
        #expect(try await house.send(.post, path + "/moves/send", as: who, [:]).status == move)
        let deleted = try await house.send(.delete, path, as: who, fields: [("If-Match", "*")]).status
        #expect(deleted == delete || delete == 404 && deleted == 403)
        #expect(try await house.send(.post, "/api/v1/parcel", as: who, ["name": "新", "weight": 1]).status == create)
    }

    /// A number over records is for those who may read them all; whoever may not is not told that there is one.
    @Test(arguments: [
        ("observer", true), ("all", true), ("administrator", true), ("own", false), ("department", false), ("organisation", false), ("none", false),
    ])
    func valuesOfIndicators(_ who: String, _ isKnown: Bool) async throws {
        let house = try await ServerHouse()
        _ = try await house.makeParcel()
        let path = "/api/v1/indicators/I-parcels"
        for address in [path, path + "/records", path + "?knownAt=2025-10-01T00:00:00Z"] {
            #expect(try await house.send(.get, address, as: who).status == (isKnown ? 200 : 404), "\(address)")
        }
        #expect(try await house.send(.get, "/api/v1/indicators", as: who).text.contains("I-parcels") == isKnown)
        let (cookie, _) = try await house.signIn(who)
        #expect(try await house.open("/i/I-parcels", cookie: cookie).status == (isKnown ? 200 : 404))
        let page = try await house.open("/p/parish/figures", cookie: cookie)
        #expect(page.text.contains("/i/I-parcels") == isKnown, "a panel shows it to those only who may know it")
    }

    @Test func ownRecordsAreSeenByTheirOwnerOnly() async throws {
        let house = try await ServerHouse()
        let mine = try await house.makeParcel(as: "own", "我的")
        let ours = try await house.makeParcel(as: "organisation", "我们的")
        #expect(mine.status == 201 && ours.status == 201)
        #expect(try await house.send(.get, "/api/v1/parcel", as: "own").json["records"]?.array?.count == 1)
        #expect(try await house.send(.get, "/api/v1/parcel", as: "organisation").json["records"]?.array?.count == 1)
        #expect(try await house.send(.get, "/api/v1/parcel/\(mine.id)", as: "organisation").status == 404)
        #expect(try await house.send(.get, "/api/v1/parcel", as: "observer").json["records"]?.array?.count == 2)
    }

    /// No request of anyone ends in a fault of the server.
    @Test(arguments: everyone + ["administrator"])
    func nothingBreaks(_ who: String?) async throws {
        let house = try await ServerHouse()
        let parcel = try await house.makeParcel()
        for route in house.server.routes.routes where route.pattern != "/events" && route.pattern != "/live" {
            for body: JSON? in [nil, [:], ["name": 5, "nonsense": [1]], "text"] {
                let reply = try await house.send(
                    route.method, Self.address(route.pattern, parcel.id, house) + "?limit=zz&after=%00&q=", as: who, body, fields: [("If-Match", "\"x")])
                #expect(reply.status < 500 || reply.status == 501, "\(route.method.rawValue) \(route.pattern): \(reply.status) \(reply.text.prefix(300))")
            }
        }
    }

    @Test(arguments: [
        ("GET", "/api/v1/nothing", 404, "not-found"), ("GET", "/api/nowhere/at/all", 404, "not-found"), ("PUT", "/api/v1/parcel", 405, "method-not-allowed"),
        ("GET", "/api/v1/parcel/x", 404, "not-found"), ("POST", "/api/v1/parcel", 415, "unsupported-media-type"), ("GET", "/api/v1/parcel?x=1", 422, "invalid"),
    ])
    func failuresHaveOneShape(_ method: String, _ target: String, _ status: Int, _ code: String) async throws {
        let house = try await ServerHouse()
        for (language, isChinese) in [("en", false), ("zh-CN", true), ("fr", true)] {
            let reply = try await house.send(
                Call.Method(rawValue: method) ?? .other, target, as: "all", fields: [("Accept-Language", language), ("Content-Type", "text/csv")])
            #expect(reply.status == status && reply.errorCode == code, "\(reply.text)")
            let error = reply.json["error"]
            #expect(error?["request"]?.string == "test" && error?["problems"]?.array != nil && reply.json.members?.count == 1)
            #expect((error?["message"]?.string ?? "").unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } == isChinese)
            if status == 405 { #expect(reply.field("Allow").contains("GET")) }
        }
    }

    @Test func bodiesAreLimitedAndRead() async throws {
        let house = try await ServerHouse()
        let large = try await house.send(.post, "/api/v1/parcel", as: "all", ["name": .string(String(repeating: "x", count: 30_000))])
        #expect(large.status == 413 && large.errorCode == "too-large")
        let call = Call(
            .post, "/api/v1/parcel", fields: [("Authorization", "Bearer \(house.tokens["all"] ?? "")"), ("Content-Type", "application/json")],
            body: Array("{".utf8))
        #expect(await house.server.answer(call).status == 400)
    }

    @Test func pagesForbidEverythingThatTheyDoNotNeed() async throws {
        let house = try await ServerHouse()
        let (cookie, _) = try await house.signIn("all")
        let reply = try await house.open("/a/parcel", cookie: cookie)
        #expect(
            reply.field("Content-Security-Policy").contains("default-src 'none'") && reply.field("Content-Security-Policy").contains("frame-ancestors 'none'"))
        #expect(
            reply.field("X-Content-Type-Options") == "nosniff" && reply.field("Referrer-Policy") == "same-origin" && !reply.field("Permissions-Policy").isEmpty)
        #expect(!reply.text.contains("<script>") && !reply.text.contains(" style=") && !reply.text.contains("onclick"))
    }

    @Test func metricsAreForThisMachineOnly() async throws {
        let house = try await ServerHouse { $0.metricsToken = "monitor" }
        #expect(try await house.send(.get, "/metrics").status == 403)
        #expect(await house.server.answer(Call(.get, "/metrics", isLocal: true)).status == 200)
        let reply = try await Reply(await house.server.answer(Call(.get, "/metrics", fields: [("Authorization", "Bearer monitor")])))
        #expect(reply.status == 200 && reply.text.contains("process_resident_memory_bytes"))
    }

    @Test func tooManyRequestsAtOnceAreAnsweredAndNotQueued() async throws {
        let house = try await ServerHouse { $0.limits.requests = 0 }
        let reply = try await house.send(.get, "/api/v1/parcel", as: "all")
        #expect(reply.status == 429 && reply.field("Retry-After") == "1")
        #expect(try await house.send(.get, "/health/live").status == 200)
    }

    @Test func theDescriptionNamesEveryRouteOfTheAPI() async throws {
        let house = try await ServerHouse()
        let reply = try await house.send(.get, "/api/openapi.json", as: "administrator")
        #expect(reply.json["openapi"] == "3.1.0")
        let paths = Set(reply.json["paths"]?.members?.map(\.name) ?? [])
        for route in house.server.routes.routes where route.pattern.hasPrefix("/api/v1/") && !route.pattern.hasSuffix("openapi.json") {
            let path = route.pattern.replacing("{kind}", with: "parcel")
            #expect(paths.contains(path), "\(path) is not described")
        }
        #expect(try await house.send(.get, "/api/openapi.json", as: "none").json["paths"]?["/api/v1/parcel"] == nil)
        #expect(!reply.text.contains("passwordHash"))
    }

    private static func code(_ pattern: String) -> String {
        if pattern.hasPrefix("/language") { return "en" }
        if pattern.hasPrefix("/p/") { return "news" }
        return pattern.hasPrefix("/o/") || pattern.contains("/operations/") ? "weigh" : "I-parcels"
    }

    static func address(_ pattern: String, _ id: String, _ house: ServerHouse) -> String {
        pattern.replacing("{kind}", with: "parcel").replacing("{id}", with: id).replacing("{step}", with: "send").replacing("{index}", with: "1").replacing(
            "{series}", with: "moisture"
        )
        .replacing("{code}", with: code(pattern)).replacing("{token}", with: "guess").replacing(
            "{application}", with: "parish"
        )
        .replacing("{other}", with: "parcel").replacing("{column}", with: "owner").replacing("{run}", with: "1").replacing("{file}", with: "0.txt")
        .replacing("{section}", with: "users").replacing("{folder}", with: "vendor")
    }
}
