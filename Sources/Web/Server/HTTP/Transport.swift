import HTTPTypes
import Hummingbird
import NIOCore
import Logging
import Kernel
import Synchronization

/// Between sockets and values: the one place that knows Hummingbird's requests and responses.
struct Transport: HTTPResponder {
    let server: WebServer
    private let names = RequestNames()

    struct Context: InitializableFromSource, Sendable {
        let isLocal: Bool
        let address: String?
        init(source: ApplicationRequestContextSource) {
            let remote = source.channel.remoteAddress
            let text = remote?.ipAddress
            address = text
            // Without an address of the network it is a socket of this machine.
            isLocal = remote != nil && (text == nil || text == "127.0.0.1" || text == "::1")
        }
    }

    init(server: WebServer) { self.server = server }

    func respond(to request: Request, context: Context) async throws -> Response {
        let method = Call.Method(rawValue: request.method.rawValue) ?? .other
        // A proxy in front is on this machine too: what it forwards comes from elsewhere.
        let isForwarded = [HTTPField.Name.forwardedProto, .forwardedFor, .forwarded].contains { request.headers[$0] != nil }
        // The last address is the one that the proxy saw itself; those before it anyone could have written.
        let client = request.headers[.forwardedFor]?.split(separator: ",").last.map { String($0.prefix(45).filter { !$0.isWhitespace }) }
        let call = Call(
            method, target: request.head.path ?? "/", fields: request.headers, body: .stream(request.body), host: request.head.authority,
            isLocal: context.isLocal && !isForwarded, address: server.configuration.isBehindTLS ? client ?? context.address : context.address,
            id: names.next())
        let answer = await server.answer(call)
        let status = HTTPResponse.Status(code: answer.status)
        switch answer.body {
        case .none: return Response(status: status, headers: answer.fields)
        case .bytes(let bytes): return Response(status: status, headers: answer.fields, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        case .stream(let length, let write):
            return Response(
                status: status, headers: answer.fields, body: ResponseBody(contentLength: length) { try await Outlet(writer: $0).carry(write) })
        case .live(let write):
            // A browser that turns the page closes its stream without a word; its place is given to the next one at once.
            return Response(
                status: status, headers: answer.fields,
                body: ResponseBody { writer in
                    let outlet = Outlet(writer: writer)
                    try await request.body.consumeWithCancellationOnInboundClose { _ in try await outlet.carry(write) }
                })
        }
    }

    /// A writer in the hands of one stream, which writes one piece after the other.
    private struct Outlet: @unchecked Sendable {
        let writer: any ResponseBodyWriter

        func send(_ bytes: [UInt8]) async throws {
            var writer = writer
            try await writer.write(ByteBuffer(bytes: bytes))
        }

        func carry(_ write: (Answer.Sink) async throws -> Void) async throws {
            try await write(Answer.Sink { try await send($0) })
            try await writer.finish(nil)
        }
    }
}

/// Names of requests: where the server was started, and a running number.
final class RequestNames: Sendable {
    private let start = String(UInt32.random(in: .min ... .max), radix: 36)
    private let count = Atomic<Int>(0)
    func next() -> String { start + "-" + String(count.add(1, ordering: .relaxed).newValue, radix: 36) }
}

extension WebServer {
    /// Serves until the process is asked to stop (SIGTERM, SIGINT); requests that are under way are answered first.
    ///
    /// - Parameter onRunning: called with the port as soon as connections are taken.
    public func run(onRunning: @escaping @Sendable (Int?) async -> Void = { _ in }) async throws {
        var logger = Logger(label: logger.label) { [logger] _ in PlainLog(base: logger) }
        logger.logLevel = max(self.logger.logLevel, .notice)
        let application = Application(
            responder: Transport(server: self),
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [UnreadableRequests()],
                    idleTimeout: .seconds(75), httpDecoderConfiguration: .init(maxHeaderFieldSize: 16_384, maxHeaderListSize: 32_768, maxHeaderFieldCount: 100))
            ),
            configuration: ApplicationConfiguration(address: .hostname(configuration.host, port: configuration.port), backlog: 1024),
            onServerRunning: { [live] channel in
                // The listening socket closes first when the process is asked to stop; then no stream may hold it up.
                channel.closeFuture.whenComplete { _ in live.stop() }
                await onRunning(channel.localAddress?.port)
            },
            logger: logger)
        try await application.runService()
    }
}

/// Passes on what Hummingbird has to say, without the number that it gives each request: ours have names of their own, and to write one into the
/// metadata of a log that is hardly ever used took two hundredths of a request.
private struct PlainLog: LogHandler {
    let base: Logger
    var logLevel = Logger.Level.notice
    var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }

    init(base: Logger) { self.base = base }

    subscript(metadataKey _: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }

    func log(event: LogEvent) {
        base.log(
            level: event.level, event.message, metadata: event.metadata, source: event.source, file: event.file, function: event.function, line: event.line)
    }
}
