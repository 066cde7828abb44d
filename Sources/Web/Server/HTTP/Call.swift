public import HTTPTypes
import Hummingbird
import NIOCore
import Kernel

/// One request on its way through the server: a value, so that a test makes one without a socket.
public struct Call: Sendable {
    public enum Method: String, Sendable, Hashable, CaseIterable {
        case get = "GET", head = "HEAD", post = "POST", patch = "PATCH", delete = "DELETE", put = "PUT", options = "OPTIONS", other = ""

        /// Changes nothing, so that no form token is asked for.
        var isSafe: Bool { self == .get || self == .head || self == .options }
    }

    /// Where the bytes of the body come from.
    enum Body: Sendable {
        case bytes([UInt8])
        case stream(RequestBody)
    }

    public let method: Method
    /// As it was sent, without the query.
    public let path: String
    public let query: Parameters
    public let fields: HTTPFields
    /// Whether the connection comes from this very machine.
    public let isLocal: Bool
    /// The network address of whoever asks: that of the connection, or what the proxy in front says; nil where it is not known.
    public let address: String?
    /// The host that the browser means: `localhost:8080`.
    public let host: String?
    let body: Body
    /// Names the request in answers and logs.
    let id: String

    /// The parts of the path that stand for `{names}` in the pattern of the route, decoded.
    var values: [String] = []
    var visitor: Visitor = .nobody
    var language: Language = .chinese

    public init(
        _ method: Method, _ target: String, fields: [(name: String, value: String)] = [], body: [UInt8] = [], host: String? = nil,
        isLocal: Bool = false, address: String? = nil, id: String = "test"
    ) {
        var list = HTTPFields()
        for (name, value) in fields {
            if let name = HTTPField.Name(name) { list.append(HTTPField(name: name, value: value)) }
        }
        self.init(method, target: target, fields: list, body: .bytes(body), host: host, isLocal: isLocal, address: address, id: id)
    }

    init(_ method: Method, target: String, fields: HTTPFields, body: Body, host: String?, isLocal: Bool, address: String?, id: String) {
        self.method = method
        if let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) {
            path = String(target[..<mark])
            query = Parameters(parsing: target[target.utf8.index(after: mark)...])
        } else {
            path = target
            query = Parameters()
        }
        self.fields = fields
        self.body = body
        self.host = host
        self.isLocal = isLocal
        self.address = address
        self.id = id
    }

    var actor: Actor { visitor.actor }

    func value(_ place: Int) -> String { place < values.count ? values[place] : "" }

    /// A record id in the path.
    func recordID(_ place: Int, of kind: String) throws(Refusal) -> RecordID {
        guard let id = RecordID(value(place)) else { throw .notFound(kind: kind) }
        return id
    }

    /// The bytes of the body.
    ///
    /// - Throws: ``WebFailure/tooLarge(limit:)`` as soon as there are more than `limit`.
    func bytes(upTo limit: Int) async throws -> [UInt8] {
        switch body {
        case .bytes(let bytes):
            if bytes.count > limit { throw WebFailure.tooLarge(limit: limit) }
            return bytes
        case .stream(let stream):
            if let length = fields[.contentLength].flatMap({ Int($0) }), length > limit { throw WebFailure.tooLarge(limit: limit) }
            var bytes: [UInt8] = []
            for try await part in stream {
                if bytes.count + part.readableBytes > limit { throw WebFailure.tooLarge(limit: limit) }
                bytes.append(contentsOf: part.readableBytesView)
            }
            return bytes
        }
    }

    /// The body as JSON.
    ///
    /// - Throws: ``WebFailure`` unless it says that it is JSON, and is.
    func json(upTo limit: Int, isOptional: Bool = false) async throws -> JSON {
        let type = fields[.contentType] ?? ""
        let bytes = try await bytes(upTo: limit)
        if isOptional, bytes.isEmpty { return .object([]) }
        guard type.isEmpty || type.prefix(16).lowercased().hasPrefix("application/json") || type.lowercased().hasPrefix("application/merge-patch+json") else {
            throw WebFailure.unsupportedMediaType(expected: "application/json")
        }
        do throws(JSONError) { return try JSON(parsing: bytes) } catch { throw WebFailure.malformed("JSON: \(error.reason) (\(error.place))") }
    }

    /// A cookie.
    func cookie(_ name: String) -> String? {
        guard let text = fields[.cookie] else { return nil }
        for part in text.split(separator: ";") {
            let pair = part.drop { $0 == " " }
            guard pair.utf8.count > name.utf8.count, pair.hasPrefix(name) else { continue }
            let rest = pair.dropFirst(name.count)
            if rest.first == "=" { return String(rest.dropFirst()) }
        }
        return nil
    }

    /// The key under which a program sends something once.
    func requestKey() throws -> String? {
        guard let key = fields[.idempotencyKey] else { return nil }
        guard (1...100).contains(key.utf8.count) else { throw WebFailure.malformed("Idempotency-Key") }
        return key
    }

    /// Whether htmx asks for a part of a page.
    var isPartial: Bool { fields[.htmxRequest] == "true" && fields[.htmxBoosted] == nil }
}

extension HTTPField.Name {
    static let htmxRequest = constant("HX-Request")
    static let htmxBoosted = constant("HX-Boosted")
    static let htmxTarget = constant("HX-Target")
    static let formToken = constant("X-Form-Token")
    static let requestID = constant("X-Request-Id")
    static let idempotencyKey = constant("Idempotency-Key")
    static let fetchSite = constant("Sec-Fetch-Site")
    static let forwardedProto = constant("X-Forwarded-Proto")
    static let forwardedFor = constant("X-Forwarded-For")
    static let forwarded = constant("Forwarded")
    static let permissionsPolicy = constant("Permissions-Policy")
    static let referrerPolicy = constant("Referrer-Policy")
    static let htmxRefresh = constant("HX-Refresh")
    static let htmxRedirect = constant("HX-Redirect")

    /// A name that stands in the program; an impossible one shows itself in every test.
    private static func constant(_ name: StaticString) -> HTTPField.Name {
        guard let name = HTTPField.Name("\(name)") else { preconditionFailure("\(name) is not the name of a header") }
        return name
    }
}
