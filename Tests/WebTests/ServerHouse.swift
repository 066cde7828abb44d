import Cryptography
import Kernel
import Operations
import Store
import Synchronization
import Web

/// A small county for the tests of the server: one application, one user for each reach of a grant, a store in a temporary file.
struct ServerHouse {
    let engine: Engine
    let server: WebServer
    let clock: Clock
    /// Tokens by the name of who has them.
    let tokens: [String: String]
    let users: [String: RecordID]
    let organisation: RecordID

    static let password = "correct horse 9"
    static let cheap = Password.Cost(logarithm: 4, blockSize: 8, passes: 1)

    /// A clock that stands still until it is moved.
    final class Clock: Sendable {
        private let milliseconds = Mutex<Int64>(1_760_000_000_000)
        private let state = Mutex<UInt64>(42)
        var now: Instant {
            Instant(
                milliseconds: milliseconds.withLock {
                    $0 += 1; return $0
                })
        }
        func advance(minutes: Int) { milliseconds.withLock { $0 += Int64(minutes) * 60_000 } }
        func random() -> UInt64 {
            state.withLock {
                $0 = $0 &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407; return $0 ^ ($0 >> 29)
            }
        }
    }

    /// - Parameter isEmpty: without any user, as at the very first start.
    init(
        isEmpty: Bool = false, files: (any FileStore)? = nil, change: (inout WebConfiguration) -> Void = { _ in },
        serving: (inout WebServices, Engine) -> Void = { _, _ in }
    ) async throws {
        let clock = Clock()
        let store = try SQLiteStore.temporary()
        engine = try Engine([.parish], store: store, context: Context(now: { clock.now }, random: { clock.random() }))
        try await engine.start()
        var configuration = WebConfiguration()
        configuration.region = Region("500114")
        configuration.passwordCost = ServerHouse.cheap
        configuration.sealingKey = try SealingKey.generate()
        configuration.limits.bodyBytes = 20_000
        change(&configuration)
        var services = WebServices()
        services.files = files
        serving(&services, engine)
        server = try WebServer(engine: engine, configuration: configuration, services: services)
        self.clock = clock
        let system = engine.desk(for: .system)
        var unit = Draft<Organisation>()
        unit.name = "科技局"
        organisation = try await system.create(unit, region: Region("500114")).id
        var (tokens, users): ([String: String], [String: RecordID]) = ([:], [:])
        for role in isEmpty ? [] : ["administrator", "observer", "own", "department", "organisation", "all", "none"] {
            var draft = Draft<User>()
            draft.account = "\(role)user"
            draft.name = "用户\(role)"
            draft.phone = .some(Phone(unchecked: "13812345678"))
            draft.roles = role == "none" ? .some(nil) : .some([role])
            draft.unit = role == "organisation" || role == "department" ? .some(Reference(organisation)) : .some(nil)
            draft.passwordHash = .some(try Password.hash(ServerHouse.password, cost: ServerHouse.cheap))
            draft.mustChangePassword = false
            let user = try await system.make(draft.submission, region: Region("500114"))
            users[role] = user.meta.id
            tokens[role] = try await People(engine, region: Region("500114")).makeToken(
                for: Reference(user.meta.id), name: "test", expires: clock.now.day.adding(days: 30)
            ).secret
        }
        self.tokens = tokens
        self.users = users
    }

    /// One request of a program with the token of `who`; nil for nobody.
    func send(
        _ method: Call.Method, _ target: String, as who: String? = nil, _ json: JSON? = nil, fields: [(name: String, value: String)] = []
    ) async throws -> Reply {
        var fields = fields
        if let who { fields.append((name: "Authorization", value: "Bearer \(tokens[who] ?? "none")")) }
        if json != nil { fields.append((name: "Content-Type", value: "application/json")) }
        return try await Reply(await server.answer(Call(method, target, fields: fields, body: json?.bytes ?? [], host: "county.example")))
    }

    /// A form of a browser.
    func submit(_ target: String, _ values: [(String, String)], cookie: String? = nil, fields: [(name: String, value: String)] = []) async throws -> Reply {
        var fields = fields + [(name: "Content-Type", value: "application/x-www-form-urlencoded")]
        if let cookie { fields.append((name: "Cookie", value: cookie)) }
        let body = values.map { "\($0.0)=" + $0.1.replacing("%", with: "%25").replacing(" ", with: "+").replacing("&", with: "%26") }.joined(separator: "&")
        return try await Reply(await server.answer(Call(.post, target, fields: fields, body: Array(body.utf8), host: "county.example")))
    }

    func open(_ target: String, cookie: String) async throws -> Reply {
        try await Reply(await server.answer(Call(.get, target, fields: [(name: "Cookie", value: cookie)], host: "county.example")))
    }

    /// Signs in and gives back the cookie and the token of forms.
    func signIn(_ role: String) async throws -> (cookie: String, token: String) {
        let reply = try await submit("/sign-in", [("user", "\(role)user"), ("password", ServerHouse.password)])
        let cookie = reply.cookie("session")
        let page = try await open("/account", cookie: cookie)
        return (cookie, page.between("name=\"token\" value=\"", "\""))
    }

    func makeParcel(as who: String = "all", _ name: String = "甲") async throws -> Reply {
        try await send(.post, "/api/v1/parcel", as: who, ["name": .string(name), "weight": 3, "owner": "13812345678"])
    }
}

/// An answer with its body read.
struct Reply {
    let status: Int
    let text: String
    private let answer: Answer

    init(_ answer: Answer) async throws {
        self.answer = answer
        status = answer.status
        text = String(decoding: try await answer.bytes(), as: UTF8.self)
    }

    var json: JSON { (try? JSON(parsing: text)) ?? .null }
    var id: String { json["id"]?.string ?? "" }
    var errorCode: String { json["error"]?["code"]?.string ?? "" }
    func field(_ name: String) -> String { answer.field(name) ?? "" }

    var setCookies: [String] { answer.fieldValues("Set-Cookie") }

    /// `name=value` of a cookie that was set.
    func cookie(_ name: String) -> String {
        setCookies.first { $0.hasPrefix(name + "=") }.map { String($0.prefix { $0 != ";" }) } ?? ""
    }

    func between(_ start: String, _ end: String) -> String {
        guard let from = text.range(of: start) else { return "" }
        return String(text[from.upperBound...].prefix { !end.contains($0) })
    }
}

extension String {
    func range(of words: String) -> Range<Index>? { ranges(of: words).first }
}

/// 包裹: what the tests of the server make, move and refuse.
struct Parcel: Record {
    static let kind = Kind<Parcel>("包裹")
    let name = Field<String>("名称", .max(40), .searchable, .unique)
    let weight = Field<Int>("重量", unit: "千克", .indexed)
    let price = Field<Money?>("价格", unit: .wanYuan)
    let day = Field<Day?>("日期", .indexed)
    let owner = Field<Phone?>("电话", .personal(.middle))
    let state = Field<State>("状态")
    let place = Field<Point?>("位置")
    let slip = Field<FileReference?>("面单")
    let secret = Field<String?>("内部散列", .readOnly, .personal(.all))

    enum State: String, Choice { case packed = "已打包", sent = "已寄出", arrived = "已送达" }

    static let clerk = Role("all", "全部", Grant([.read, .create, .update, .delete, .move, .export]))
    static let roles = [
        clerk, Role("own", "本人", Grant([.read, .create, .update, .delete, .move, .export], of: "parcel", reach: .own)),
        Role("department", "本部门", Grant([.read, .update], of: "parcel", reach: .department)),
        Role("keeper", "保管", Grant([.read, .create, .update, .export], of: "parcel"), Grant([.readPersonal], of: "parcel", reach: .own)),
        Role("organisation", "本单位", Grant([.read, .create, .update], of: "parcel", reach: .organisation)),
    ]

    static var series: [Series] { [Series("moisture", "含水率", unit: .percent, keptDays: 100_000)] }
    static var flow: Flow<Parcel>? {
        Flow(
            \.state, editable: [.packed], Step("寄出", code: "send", .packed, to: .sent, by: clerk),
            Step("送达", code: "arrive", .sent, to: .arrived, by: clerk, needsRemark: true))
    }

    static var indicators: [Indicator] { [Indicator("I-parcels", "包裹数", unit: "件", .stock, .count(Parcel.self))] }
    init() {}
}
