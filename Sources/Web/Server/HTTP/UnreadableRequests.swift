import HTTPTypes
import Kernel
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Puts our words into the answer to a request that never became one.
///
/// A head that is too long or not HTTP is refused by the HTTP library before any route sees it, with an empty 400. A caller of
/// the API is promised the one shape of failure in every answer (``WebFailure``), so the empty answer is filled on its way out.
final class UnreadableRequests: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private var failure: WebFailure?

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if let error = error as? HTTPParserError { failure = error == .headerOverflow ? .headTooLong : .malformed("HTTP") }
        context.fireErrorCaught(error)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        // An answer to an earlier request of the same connection may still be on its way: it is not the empty one.
        guard let failure, case .head(let head) = unwrapOutboundIn(data), head.status == .badRequest, head.headerFields[.contentLength] == "0" else {
            return context.write(data, promise: promise)
        }
        let body = failure.json(.chinese, request: "")
        let fields: HTTPFields = [.contentType: "application/json; charset=utf-8", .contentLength: String(body.count), .connection: "close"]
        let answer = HTTPResponse(status: HTTPResponse.Status(code: failure.status), headerFields: fields)
        context.write(wrapOutboundOut(.head(answer)), promise: promise)
        context.write(wrapOutboundOut(.body(ByteBuffer(bytes: body))), promise: nil)
    }
}
