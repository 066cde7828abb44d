import Cryptography
import HTTPTypes
public import Kernel

/// Who sent a request, and by what they are known.
public struct Visitor: Sendable {
    public let actor: Actor
    let user: RecordID?
    /// nil for programs with a token, and for nobody.
    let session: SessionTicket?
    let mustChangePassword: Bool
    let isToken: Bool

    static let nobody = Visitor(actor: .nobody, user: nil, session: nil, mustChangePassword: false, isToken: false)
}

/// A session as a request needs it.
struct SessionTicket: Sendable {
    let id: RecordID
    let formToken: String
    let expires: Instant

    /// Whether a form was made for this session; compared in constant time.
    func accepts(_ token: String) -> Bool { constantTimeEqual(Array(token.utf8), Array(formToken.utf8)) }
}

/// Keeps out requests that another site makes a browser send.
enum Origins {
    /// Browsers say where a request comes from; where they do, it must be from here.
    static func check(_ call: Call, _ configuration: WebConfiguration) throws {
        if call.visitor.isToken { return }
        if let site = call.fields[.fetchSite], site != "same-origin", site != "none" { throw WebFailure.foreignOrigin }
        guard let origin = call.fields[.origin] else { return }
        guard let host = host(call), let from = origin.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false).last, from == host else {
            throw WebFailure.foreignOrigin
        }
    }

    private static func host(_ call: Call) -> Substring? { call.host.map { $0[...] } }
}
