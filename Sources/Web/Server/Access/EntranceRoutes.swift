import HTTPTypes
import Kernel

/// The way in and out.
///
/// | method | address | what |
/// |---|---|---|
/// | GET POST | `/sign-in` | account and password |
/// | POST | `/sign-in/code` | the one-time code that follows |
/// | GET POST | `/sign-in/password` | a new password, asked for at the first sign-in |
/// | GET POST | `/first/{token}` | the first administrator, by the link that is printed at start |
/// | POST | `/sign-out` | |
/// | GET POST | `/language/{code}` | keeps the language in a cookie |
struct EntranceRoutes: Sendable {
    let core: WebCore

    func add(to routes: inout Routes) {
        routes.on(.post, "/sign-out", .page, isEntrance: true, signOut)
        routes.on(.get, "/language/{code}", .page, isEntrance: true, language)
    }

    @Sendable private func signOut(_ call: Call) async throws -> Answer {
        _ = try await Form.read(call, limit: 4096)
        if let session = call.visitor.session { try await core.visitors.endSession(session.id) }
        var answer = Answer.redirect("/sign-in")
        answer.fields.append(HTTPField(name: .setCookie, value: core.visitors.cookie(nil)))
        return answer
    }

    @Sendable private func language(_ call: Call) async throws -> Answer {
        guard let language = Language(rawValue: call.value(0)) else { throw WebFailure.noSuchAddress }
        var answer = Answer.redirect(Returns.safe(call.query["return"]))
        answer.fields.append(HTTPField(name: .setCookie, value: "language=\(language.rawValue); Path=/; SameSite=Lax; Max-Age=31536000"))
        return answer
    }
}

/// Where a browser is sent back to: an address of this site only.
enum Returns {
    static func safe(_ address: String?) -> String {
        guard let address, address.utf8.count < 2000, address.hasPrefix("/"), !address.hasPrefix("//"), !address.utf8.contains(UInt8(ascii: "\\")),
            address.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { return "/" }
        return address
    }
}
