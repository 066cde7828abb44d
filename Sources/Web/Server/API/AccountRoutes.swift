import HTTPTypes
import Kernel

/// One's own account over the API.
///
/// | method | address | what |
/// |---|---|---|
/// | POST | `/api/v1/me/codes` | a new secret for one-time codes, shown once |
/// | POST | `/api/v1/me/codes/confirm` | from now on the sign-in asks for codes of it |
/// | POST | `/api/v1/me/password` | another password; every other session ends |
struct AccountRoutes: Sendable {
    let core: WebCore

    func add(to routes: inout Routes) {
        routes.on(.post, "/api/v1/me/codes", .api, makeCodes)
        routes.on(.post, "/api/v1/me/codes/confirm", .api, confirmCodes)
        routes.on(.post, "/api/v1/me/password", .api, changePassword)
    }

    /// The user behind a session: a program with a token does not change how its user signs in.
    private func user(_ call: Call) async throws -> Row<User> {
        guard let id = call.visitor.user else { throw Refusal.unknown }
        if call.visitor.isToken { throw Refusal.forbidden(.update, kind: RecordName.of(User.self)) }
        return try await core.engine.desk(for: .system).row(Reference<User>(id))
    }

    @Sendable private func makeCodes(_ call: Call) async throws -> Answer {
        let user = try await user(call)
        if core.configuration.sealingKey == nil { throw WebFailure.unavailable("未启用动态口令", en: "One-time codes are not set up here") }
        let made = try core.entrance.newCodeSecret(for: user, issuer: core.configuration.title.chinese)
        return .json(.object(("secret", .string(made.secret)), ("address", .string(made.address))), status: 201)
    }

    @Sendable private func confirmCodes(_ call: Call) async throws -> Answer {
        let user = try await user(call)
        let members = try Members(try await call.json(upTo: 4096), allowed: ["secret", "code"])
        try await core.entrance.enableCodes(
            for: user, secret: try members.text("secret", maximum: 200) ?? "", code: try members.text("code", maximum: 10) ?? "")
        return .done
    }

    @Sendable private func changePassword(_ call: Call) async throws -> Answer {
        _ = try await user(call)
        let members = try Members(try await call.json(upTo: 4096), allowed: ["current", "password"])
        let secret = try await core.entrance.changePassword(
            of: call.visitor, current: try members.text("current", maximum: 1000) ?? "", to: try members.text("password", maximum: 1000) ?? "")
        var answer = Answer.done
        answer.fields.append(HTTPField(name: .setCookie, value: core.visitors.cookie(secret)))
        return answer
    }
}
