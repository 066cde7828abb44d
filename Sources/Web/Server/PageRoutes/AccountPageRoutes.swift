import HTTPTypes
import Kernel
import Operations

/// One's own account.
///
/// | method | address | what |
/// |---|---|---|
/// | GET | `/account` | who I am, and the ways below |
/// | GET POST | `/account/password` | another password |
/// | GET POST | `/account/codes`; POST `/account/codes/off` | one-time codes |
/// | GET POST | `/account/tokens`; POST `/account/tokens/{id}/revoke` | API tokens |
/// | GET POST | `/account/deputies`; POST `/account/deputies/{id}/end`; GET `/account/colleagues` | who stands in for me |
/// | GET | `/account/sessions` | my devices |
///
/// What they change belongs to the account itself, so the system writes it and the journal names who asked for it.
struct AccountPageRoutes: Sendable {
    let pages: PageCore
    private var system: Desk { pages.engine.desk(for: .system) }

    func add(to routes: inout Routes) {
        routes.on(.get, "/account", .page, account)
        routes.on(.get, "/account/password", .page, passwordPage)
        routes.on(.post, "/account/password", .page, changePassword)
        routes.on(.get, "/account/codes", .page, codes)
        routes.on(.post, "/account/codes", .page, turnCodesOn)
        routes.on(.post, "/account/codes/off", .page, turnCodesOff)
        routes.on(.get, "/account/tokens", .page, tokens)
        routes.on(.post, "/account/tokens", .page, makeToken)
        routes.on(.post, "/account/tokens/{id}/revoke", .page, revokeToken)
        routes.on(.get, "/account/deputies", .page, deputies)
        routes.on(.post, "/account/deputies", .page, makeDeputy)
        routes.on(.post, "/account/deputies/{id}/end", .page, endDeputy)
        routes.on(.get, "/account/colleagues", .page, colleagues)
        routes.on(.get, "/account/sessions", .page, sessions)
    }

    /// The user behind a session: a program with a token does not change how its user signs in, or who stands in for them.
    private func user(_ call: Call) async throws -> Row<User> {
        _ = try pages.desk(call)
        guard let id = call.visitor.user else { throw Refusal.unknown }
        if call.visitor.isToken { throw Refusal.forbidden(.update, kind: RecordName.of(User.self)) }
        return try await system.row(Reference<User>(id))
    }

    @Sendable private func account(_ call: Call) async throws -> Answer {
        _ = try pages.desk(call)
        guard let id = call.visitor.user else { throw Refusal.unknown }
        let user = try await system.row(Reference<User>(id))
        let roles = call.actor.roles.sorted().map { pages.core.catalog.roles[$0]?.label[call.language] ?? $0 }
        let region = call.actor.region.code
        let names = try await pages.names([], User.kind.declared, call.actor, regions: [region])
        let lines: [(Label, String)] = [
            (Label("姓名", en: "Name"), call.actor.name), (Label("账号", en: "Account"), user.account),
            (Label("角色", en: "Roles"), roles.joined(separator: call.language == .english ? ", " : "、")),
            (Label("管辖区域", en: "Acts within"), names.region(region)),
        ]
        let today = pages.core.now.day
        let view = AccountView(
            lines: lines, hasCodes: pages.core.configuration.sealingKey == nil ? nil : user.totpSecret != nil,
            tokens: try await ownTokens(of: user).filter { $0.expires >= today }.count,
            deputies: try await system.rows(Delegation.self, limit: 100, where: { $0.giver == user.reference }).filter { $0.period.contains(today) }.count,
            sessions: try await ownSessions(of: user).count)
        return await pages.page(view, call, current: .account)
    }

    // MARK: password

    @Sendable private func passwordPage(_ call: Call) async throws -> Answer {
        _ = try await user(call)
        return await pages.page(OwnPasswordView(), call, current: .account)
    }

    @Sendable private func changePassword(_ call: Call) async throws -> Answer {
        _ = try await user(call)
        let form = try await Form.read(call, limit: 16_384)
        return try await orAgain(call, { OwnPasswordView(problems: $0) }) {
            guard form["password"] == form["repeat"] else {
                throw WebFailure.invalid("password-repeat", field: "repeat", "两次输入的口令不一致", en: "The two passwords differ")
            }
            let secret = try await pages.core.entrance.changePassword(of: call.visitor, current: form["current"], to: form["password"])
            var answer = Answer.redirect(Address.account.text)
            answer.fields.append(HTTPField(name: .setCookie, value: pages.core.visitors.cookie(secret)))
            return answer
        }
    }

    /// What `body` answers, or the same page with what is wrong.
    private func orAgain(_ call: Call, _ view: ([Problem]) async throws -> some View, _ body: () async throws -> Answer) async throws -> Answer {
        do {
            return try await body()
        } catch {
            let failure = WebFailure(error)
            guard failure.status == 422 else { throw error }
            return await pages.page(try await view(failure.problems), call, current: .account, status: 422)
        }
    }

    // MARK: one-time codes

    @Sendable private func codes(_ call: Call) async throws -> Answer {
        let user = try await user(call)
        if pages.core.configuration.sealingKey == nil { throw WebFailure.unavailable("未启用动态口令", en: "One-time codes are not set up here") }
        if user.totpSecret != nil { return await pages.page(OneTimeCodesView(step: .inForce), call, current: .account) }
        let made = try pages.core.entrance.newCodeSecret(for: user, issuer: pages.core.configuration.title.chinese)
        return await pages.page(OneTimeCodesView(step: .setUp(secret: made.secret, address: made.address)), call, current: .account)
    }

    @Sendable private func turnCodesOn(_ call: Call) async throws -> Answer {
        let user = try await user(call)
        let form = try await Form.read(call, limit: 4096)
        // Whoever has codes gives them up first, with their password: a borrowed session does not change them.
        guard user.totpSecret == nil else { return .redirect(Address.accountCodes.text) }
        let (secret, entrance) = (form["secret"], pages.core.entrance)
        return try await orAgain(call) { problems in
            guard let address = entrance.codeAddress(of: secret, for: user, issuer: pages.core.configuration.title.chinese) else {
                throw WebFailure.malformed("secret")
            }
            return OneTimeCodesView(step: .setUp(secret: secret, address: address), problems: problems)
        } _: {
            try await entrance.enableCodes(for: user, secret: secret, code: form["code"])
            return .redirect(Address.account.text)
        }
    }

    @Sendable private func turnCodesOff(_ call: Call) async throws -> Answer {
        let user = try await user(call)
        let form = try await Form.read(call, limit: 4096)
        return try await orAgain(call, { OneTimeCodesView(step: .inForce, problems: $0) }) {
            try await pages.core.entrance.disableCodes(for: user, password: form["password"])
            return .redirect(Address.account.text)
        }
    }

    // MARK: tokens

    private func ownTokens(of user: Row<User>) async throws -> [TokensView.Line] {
        try await system.rows(Token.self, limit: 200, where: { $0.user == user.reference }).map { token in
            TokensView.Line(id: token.id, name: token.name, madeAt: token.meta.createdAt, expires: token.expires)
        }
    }

    @Sendable private func tokens(_ call: Call) async throws -> Answer {
        let user = try await user(call)
        let view = TokensView(tokens: try await ownTokens(of: user), expires: pages.core.now.day.adding(months: 6).description)
        return await pages.page(view, call, current: .account)
    }

    @Sendable private func makeToken(_ call: Call) async throws -> Answer {
        let user = try await user(call)
        let form = try await Form.read(call, limit: 4096)
        let (name, expires) = (form["name"], form["expires"])
        return try await orAgain(call) { problems in
            TokensView(tokens: try await ownTokens(of: user), name: name, expires: expires, problems: problems)
        } _: {
            let today = pages.core.now.day
            guard let day = Day(expires), day >= today, day <= today.adding(months: 24) else {
                throw WebFailure.invalid("out-of-range", field: "expires", "有效期至应为两年内的日期", en: "A token is valid until a day within two years")
            }
            if name.allSatisfy(\.isWhitespace) { throw WebFailure.invalid("required", field: "name", "请填写令牌的用途", en: "Please say what the token is for") }
            let (record, secret) = try await pages.core.visitors.people.makeToken(for: user.reference, name: name, expires: day)
            try await note(record.meta.id, RecordName.of(Token.self), call, ["made": .string(name)])
            let view = TokensView(tokens: try await ownTokens(of: user), secret: secret, expires: today.adding(months: 6).description)
            return await pages.page(view, call, current: .account, status: 201)
        }
    }

    @Sendable private func revokeToken(_ call: Call) async throws -> Answer {
        let user = try await user(call)
        _ = try await Form.read(call, limit: 4096)
        let kind = RecordName.of(Token.self)
        let id = try call.recordID(0, of: kind)
        let token: Row<Token> = try await system.row(Reference<Token>(id))
        guard token.user == user.reference else { throw Refusal.notFound(kind: kind) }
        try await system.delete(id, version: nil, in: kind)
        try await note(id, kind, call, ["revoked": .string(token.name)])
        return .redirect(Address.accountTokens.text)
    }

    private func note(_ id: RecordID, _ kind: String, _ call: Call, _ payload: JSON) async throws {
        try await Journal(engine: pages.engine).note(.grant, kind: kind, record: id, actor: call.actor.id, region: call.actor.region, payload)
    }

    // MARK: deputies

    private func deputiesView(_ user: Row<User>, _ call: Call, typed: [String: String] = [:], problems: [Problem] = []) async throws -> DeputiesView {
        let today = pages.core.now.day
        let isOpen = { (delegation: Row<Delegation>) in delegation.period.to.map { $0 >= today } ?? true }
        let given = try await system.rows(Delegation.self, limit: 100, where: { $0.giver == user.reference }).filter(isOpen)
        let taken = try await system.rows(Delegation.self, limit: 100, where: { $0.taker == user.reference }).filter(isOpen)
        let people = Set(given.map { $0.taker.id.text } + taken.map { $0.giver.id.text })
        let names = try await pages.names([], User.kind.declared, call.actor, users: people)
        func line(_ delegation: Row<Delegation>, _ person: RecordID) -> DeputiesView.Line {
            DeputiesView.Line(id: delegation.id, person: names.user(person.text), period: delegation.period, reason: delegation.reason ?? "")
        }
        return DeputiesView(given: given.map { line($0, $0.taker.id) }, taken: taken.map { line($0, $0.giver.id) }, typed: typed, problems: problems)
    }

    @Sendable private func deputies(_ call: Call) async throws -> Answer {
        await pages.page(try await deputiesView(try await user(call), call), call, current: .account)
    }

    @Sendable private func makeDeputy(_ call: Call) async throws -> Answer {
        let user = try await user(call)
        let form = try await Form.read(call, limit: 16_384)
        let typed = Dictionary(form.texts.items.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        return try await orAgain(call) { problems in
            try await deputiesView(user, call, typed: typed, problems: problems)
        } _: {
            let today = pages.core.now.day
            guard let taker = RecordID(form["taker"]), taker != user.id, let person = try? await system.row(Reference<User>(taker)), !person.isLocked else {
                throw WebFailure.invalid("required", field: "taker", "请从列表中选择一位同事", en: "Please choose a colleague from the list")
            }
            guard let from = Day(form["from"]), let to = Day(form["to"]), from <= to, to >= today, to <= from.adding(months: 12),
                let period = Period(from: from, to: to)
            else {
                throw WebFailure.invalid("out-of-range", field: "to", "请填写起止日期，不超过一年", en: "Please give the first and the last day, a year apart at most")
            }
            try await pages.desk(call).appoint(Reference(taker), during: period, reason: form["reason"].isEmpty ? nil : form["reason"])
            return .redirect(Address.accountDeputies.text)
        }
    }

    @Sendable private func endDeputy(_ call: Call) async throws -> Answer {
        _ = try await user(call)
        _ = try await Form.read(call, limit: 4096)
        try await pages.desk(call).dismiss(try call.recordID(0, of: RecordName.of(Delegation.self)))
        return .redirect(Address.accountDeputies.text)
    }

    @Sendable private func colleagues(_ call: Call) async throws -> Answer {
        let user = try await user(call)
        let people = try await Colleagues(pages: pages).named(call.typedWords).filter { $0.id != user.id }
        return .html(Colleagues.suggestions(people).part(pages.visit(call)))
    }

    // MARK: devices

    private func ownSessions(of user: Row<User>) async throws -> [Row<Session>] {
        let now = pages.core.now
        return try await system.rows(Session.self, limit: 200, where: { $0.user == user.reference }).filter { $0.expires > now }
    }

    @Sendable private func sessions(_ call: Call) async throws -> Answer {
        let user = try await user(call)
        let view = SessionsView(
            sessions: try await ownSessions(of: user).map { row in
                SessionsView.Session(
                    id: row.id.text, user: user.id.text, device: "…" + row.id.text.suffix(6), lastSeen: row.meta.updatedAt,
                    isThis: row.id == call.visitor.session?.id)
            }, names: Names(users: [user.id.text: user.name]), isOwn: true)
        return await pages.page(view, call, current: .account)
    }
}

/// People by name, for giving them something to do: whoever is signed in may know how a colleague is called, and no more.
struct Colleagues: Sendable {
    let pages: PageCore

    /// Users whose name or account contains the words; none for no words.
    func named(_ words: String, limit: Int = 50) async throws -> [Row<User>] {
        if words.isEmpty { return [] }
        let condition = Condition.contains("name", words) || .contains("account", words)
        let found = try await pages.engine.desk(for: .system).records(Query(RecordName.of(User.self), where: condition, limit: limit))
        return found.map(Row<User>.init).filter { !$0.isLocked }
    }

    static func suggestions(_ people: [Row<User>]) -> SuggestionsView {
        SuggestionsView(options: people.prefix(10).map { (value: $0.id.text, text: $0.name as String, detail: $0.account as String) })
    }
}

extension Call {
    /// What was typed into a field that suggests: the parameter whose name ends in `.words`, or `q`.
    var typedWords: String {
        let typed = query.items.last { $0.name.hasSuffix(".words") }?.value ?? query["q"] ?? ""
        return String(typed.prefix(60).filter { $0 != "\0" })
    }
}
