public import HTTPTypes
import Kernel

/// What the server answers: a value, so that a test reads it without a socket.
public struct Answer: Sendable {
    public enum Body: Sendable {
        case none
        case bytes([UInt8])
        /// Written piece by piece while it is sent: exports, downloads, live updates.
        case stream(length: Int?, @Sendable (Sink) async throws -> Void)
        /// Written as things happen, until there is no more to say or the reader leaves: then its task is cancelled.
        case live(@Sendable (Sink) async throws -> Void)
    }

    /// Where a stream is written to; writing waits while the other side is slow.
    public struct Sink: Sendable {
        let send: @Sendable ([UInt8]) async throws -> Void
        public init(_ send: @escaping @Sendable ([UInt8]) async throws -> Void) { self.send = send }
        public func write(_ bytes: [UInt8]) async throws { try await send(bytes) }
    }

    public var status: Int
    public var fields: HTTPFields
    public var body: Body

    public init(_ status: Int = 200, fields: HTTPFields = HTTPFields(), body: Body = .none) {
        self.status = status
        self.fields = fields
        self.body = body
    }

    /// A JSON document. Nothing that the API says is kept by a cache.
    static func json(_ bytes: [UInt8], status: Int = 200) -> Answer { Answer(status, fields: SecurityFields.api, body: .bytes(bytes)) }

    static func json(_ value: JSON, status: Int = 200) -> Answer { .json(value.bytes, status: status) }

    /// Nothing to say but that it is done.
    static let done = Answer(204, fields: SecurityFields.apiWithoutBody)

    static func text(_ text: String, status: Int = 200) -> Answer {
        var answer = Answer(status, fields: SecurityFields.apiWithoutBody, body: .bytes(Array(text.utf8)))
        answer.fields[.contentType] = "text/plain; charset=utf-8"
        return answer
    }

    static func html(_ bytes: [UInt8], status: Int = 200) -> Answer { Answer(status, fields: SecurityFields.page, body: .bytes(bytes)) }

    /// See other: after a form was sent, and to the sign-in.
    static func redirect(_ address: String) -> Answer {
        var answer = Answer(303, fields: SecurityFields.page)
        answer.fields[.contentType] = nil
        answer.fields[.location] = address
        return answer
    }

    /// Keeps a choice of the reader's in their browser for a year; nothing that gives a right.
    mutating func remember(_ name: String, _ value: String) {
        fields.append(HTTPField(name: .setCookie, value: "\(name)=\(value); Path=/; SameSite=Lax; Max-Age=31536000"))
    }

    /// The whole body: for tests and for small streams.
    public func bytes() async throws -> [UInt8] {
        switch body {
        case .none: return []
        case .bytes(let bytes): return bytes
        case .stream(_, let write), .live(let write):
            let collector = Collector()
            try await write(Sink { await collector.add($0) })
            return await collector.bytes
        }
    }

    private actor Collector {
        var bytes: [UInt8] = []
        func add(_ more: [UInt8]) { bytes += more }
    }
}

/// The header fields that keep browsers from doing what a page did not mean.
enum SecurityFields {
    /// Nothing from elsewhere, no script or style inside a page, no frame around it.
    static let policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; "
        + "worker-src 'self' blob:; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

    static let page: HTTPFields = {
        var fields: HTTPFields = [
            .contentType: "text/html; charset=utf-8", .cacheControl: "no-store", .contentSecurityPolicy: policy, .xContentTypeOptions: "nosniff",
        ]
        fields[.referrerPolicy] = "same-origin"
        fields[.permissionsPolicy] = "camera=(), microphone=(), geolocation=(self), payment=(), usb=()"
        fields[.crossOriginOpener] = "same-origin"
        return fields
    }()

    static let api: HTTPFields = {
        var fields = apiWithoutBody
        fields[.contentType] = "application/json"
        return fields
    }()

    static let apiWithoutBody: HTTPFields = [
        .cacheControl: "no-store", .contentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'", .xContentTypeOptions: "nosniff",
    ]
}

extension HTTPField.Name {
    static let crossOriginOpener: HTTPField.Name = {
        guard let name = HTTPField.Name("Cross-Origin-Opener-Policy") else { preconditionFailure("not the name of a header") }
        return name
    }()
}

extension Answer {
    /// The value of a header field; nil where it is missing.
    public func field(_ name: String) -> String? { HTTPField.Name(name).flatMap { fields[$0] } }
    /// Every value of a header field.
    public func fieldValues(_ name: String) -> [String] { HTTPField.Name(name).map { fields[values: $0] } ?? [] }
}
