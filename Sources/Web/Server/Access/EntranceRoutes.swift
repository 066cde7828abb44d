import HTTPTypes
import Kernel

/// The way in and out.
///
/// | method | address | what |
/// |---|---|---|
/// | GET POST | `/sign-in` | account and password |
/// | GET POST | `/sign-in/code` | the one-time code that follows |
/// | GET POST | `/sign-in/password` | a new password, asked for at the first sign-in |
/// | GET POST | `/first/{token}` | the first administrator, by the link that is printed at start |
/// | POST | `/sign-out` | |
/// | GET | `/language/{code}` | keeps the language in a cookie |
struct EntranceRoutes: Sendable {
    let core: WebCore
    private var pages: PageCore { PageCore(core: core) }
    private var county: Label { core.configuration.title }

    func add(to routes: inout Routes) {
        routes.on(.get, "/sign-in", .page, isEntrance: true, signInPage)
        routes.on(.post, "/sign-in", .page, isEntrance: true, signIn)
        routes.on(.get, "/sign-in/code", .page, isEntrance: true) { [core] call in
            .html(SignInView(county: core.configuration.title, step: .code, back: Returns.safe(call.query["return"])).page(PageCore(core: core).visit(call)))
        }
        routes.on(.post, "/sign-in/code", .page, isEntrance: true, signInCode)
        routes.on(.get, "/sign-in/password", .page, isEntrance: true, passwordPage)
        routes.on(.post, "/sign-in/password", .page, isEntrance: true, changePassword)
        routes.on(.get, "/first/{token}", .page, isEntrance: true, firstPage)
        routes.on(.post, "/first/{token}", .page, isEntrance: true, makeFirst)
        routes.on(.post, "/sign-out", .page, isEntrance: true, signOut)
        routes.on(.get, "/language/{code}", .page, isEntrance: true, language)
    }

    // MARK: in

    @Sendable private func signInPage(_ call: Call) async throws -> Answer {
        let back = Returns.safe(call.query["return"])
        if !call.actor.isNobody, !call.visitor.mustChangePassword { return .redirect(back) }
        return .html(SignInView(county: county, back: back).page(pages.visit(call)))
    }

    @Sendable private func signIn(_ call: Call) async throws -> Answer {
        // Nobody has a session yet: that the form is ours is told by where the browser says it comes from.
        let form = try await Form.read(call, limit: 16_384, needsToken: false)
        let back = Returns.safe(form["return"])
        do {
            return answer(
                try await core.entrance.signIn(
                    account: form["user"], password: form["password"], old: call.visitor.session, from: call.address, mark: call.cookie(Self.device)),
                back)
        } catch {
            return try again(error, SignInView(county: county, trouble: .problem(refused), user: String(form["user"].prefix(60)), back: back), call)
        }
    }

    /// The same whatever was wrong, so that nobody learns which accounts there are; it says when accounts are locked.
    private var refused: Problem {
        let (failures, minutes) = (core.configuration.limits.failures, core.configuration.limits.lockMinutes)
        return Problem(
            "sign-in", "用户名或密码不对。连续输错 \(failures) 次后账户会锁定 \(minutes) 分钟，锁定期间在新设备上密码正确也不能登录。",
            en:
                "Wrong user name or password. After \(failures) failures an account is locked for \(minutes) minutes; on a new device even for the right password."
        )
    }

    @Sendable private func signInCode(_ call: Call) async throws -> Answer {
        let form = try await Form.read(call, limit: 16_384, needsToken: false)
        let back = Returns.safe(form["return"])
        do {
            return answer(
                try await core.entrance.signIn(
                    pending: call.cookie(Self.pending) ?? "", code: form["code"], old: call.visitor.session, from: call.address,
                    mark: call.cookie(Self.device)),
                back)
        } catch {
            return try again(error, SignInView(county: county, step: .code, trouble: .wrongCode, back: back), call)
        }
    }

    private func again(_ error: any Error, _ view: SignInView, _ call: Call) throws -> Answer {
        let failure = WebFailure(error)
        guard failure.status == 401 else { throw error }
        return .html(view.page(pages.visit(call)), status: 401)
    }

    private static let pending = "pending"
    private static let device = "device"

    private func answer(_ outcome: Entrance.Outcome, _ back: String) -> Answer {
        let secure = core.configuration.isBehindTLS ? "; Secure" : ""
        switch outcome {
        case .session(let secret, let mustChange, let device):
            var answer = Answer.redirect(mustChange ? Address.firstPassword.text : back)
            answer.fields.append(HTTPField(name: .setCookie, value: core.visitors.cookie(secret)))
            answer.fields.append(HTTPField(name: .setCookie, value: "\(Self.pending)=; Path=/sign-in; HttpOnly; SameSite=Strict; Max-Age=0" + secure))
            if let device {
                let days = KnownDevices.days * 86_400
                answer.fields.append(
                    HTTPField(name: .setCookie, value: "\(Self.device)=\(device); Path=/sign-in; HttpOnly; SameSite=Strict; Max-Age=\(days)" + secure))
            }
            return answer
        case .codeNeeded(let pending):
            var answer = Answer.redirect("/sign-in/code?return=" + Percent.encoded(back))
            answer.fields.append(
                HTTPField(name: .setCookie, value: "\(Self.pending)=\(pending); Path=/sign-in; HttpOnly; SameSite=Strict; Max-Age=300" + secure))
            return answer
        }
    }

    // MARK: passwords

    @Sendable private func passwordPage(_ call: Call) async throws -> Answer {
        if call.visitor.session == nil { throw Refusal.unknown }
        return .html(SignInView(county: county, step: .firstPassword).page(pages.visit(call)))
    }

    /// The first password needs no present one: it was given just before. Later changes name it.
    @Sendable private func changePassword(_ call: Call) async throws -> Answer {
        guard call.visitor.session != nil, let id = call.visitor.user else { throw Refusal.unknown }
        let form = try await Form.read(call, limit: 16_384)
        do {
            guard form["password"] == form["repeat"] else {
                throw WebFailure.invalid("password-repeat", field: "repeat", "两次输入的口令不一致", en: "The two passwords differ")
            }
            let secret: String
            if call.visitor.mustChangePassword {
                secret = try await core.entrance.firstPassword(of: id, to: form["password"])
            } else {
                secret = try await core.entrance.changePassword(of: call.visitor, current: form["current"], to: form["password"])
            }
            return answer(.session(secret: secret, mustChangePassword: false), Returns.safe(form["return"]))
        } catch {
            let failure = WebFailure(error)
            guard failure.status == 422, let problem = failure.problems.first else { throw error }
            return .html(SignInView(county: county, step: .firstPassword, trouble: .problem(problem)).page(pages.visit(call)), status: 422)
        }
    }

    @Sendable private func firstPage(_ call: Call) async throws -> Answer {
        guard core.entrance.isFirst(call.value(0)) else { throw WebFailure.noSuchAddress }
        return .html(FirstUserView(county: county, account: "admin", name: "", problems: []).page(pages.visit(call)))
    }

    @Sendable private func makeFirst(_ call: Call) async throws -> Answer {
        let form = try await Form.read(call, limit: 16_384, needsToken: false)
        do {
            guard form["password"] == form["repeat"] else {
                throw WebFailure.invalid("password-repeat", field: "repeat", "两次输入的口令不一致", en: "The two passwords differ")
            }
            let secret = try await core.entrance.makeFirst(token: call.value(0), account: form["account"], name: form["name"], password: form["password"])
            return answer(.session(secret: secret, mustChangePassword: false), "/")
        } catch {
            let failure = WebFailure(error)
            guard failure.status == 422 else { throw error }
            let view = FirstUserView(county: county, account: form["account"], name: form["name"], problems: failure.problems)
            return .html(view.page(pages.visit(call)), status: 422)
        }
    }

    // MARK: out

    @Sendable private func signOut(_ call: Call) async throws -> Answer {
        _ = try await Form.read(call, limit: 4096)
        if let session = call.visitor.session { try await core.visitors.endSession(session.id) }
        var answer = Answer.redirect(Address.signIn(return: nil).text)
        answer.fields.append(HTTPField(name: .setCookie, value: core.visitors.cookie(nil)))
        return answer
    }

    @Sendable private func language(_ call: Call) async throws -> Answer {
        guard let language = Language(rawValue: call.value(0)) else { throw WebFailure.noSuchAddress }
        var answer = Answer.redirect(Returns.safe(call.query["return"]))
        answer.remember("language", language.rawValue)
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
