import Cryptography
import HTTPTypes
import Kernel
import Operations
import Synchronization

/// Knows who sent a request: by the cookie of a session or by a token. Remembers it for some seconds, and forgets it when a user, a session,
/// a token or a delegation changes.
final class Visitors: Sendable {
    private struct Memory {
        var visitors: [Digest: (visitor: Visitor, since: Instant)] = [:]
        /// Grows with every change, so that an answer that was looked up before it is not remembered after it.
        var changes = 0
    }

    private let engine: Engine
    private let configuration: WebConfiguration
    private let memory = Mutex(Memory())
    private let begun = Atomic<Int>(0)

    init(engine: Engine, configuration: WebConfiguration) {
        self.engine = engine
        self.configuration = configuration
        let kinds: Set<String> = [RecordName.of(User.self), RecordName.of(Session.self), RecordName.of(Token.self), RecordName.of(Delegation.self)]
        engine.listen { [weak self] changes in
            let isAbout = changes.contains { kinds.contains($0.kind) && ($0.action != .create || $0.kind == RecordName.of(Delegation.self)) }
            if isAbout { self?.forget() }
        }
    }

    /// `__Host-` binds the cookie to this host and to https.
    var cookieName: String { configuration.isBehindTLS ? "__Host-session" : "session" }

    var people: People { People(engine, region: configuration.region) }
    private var system: Desk { engine.desk(for: .system) }
    var rememberedCount: Int { memory.withLock { $0.visitors.count } }

    func forget() {
        memory.withLock { memory in
            memory.visitors.removeAll(keepingCapacity: true)
            memory.changes += 1
        }
    }

    // MARK: who asks

    /// - Throws: ``Refusal/unknown`` for a token that is wrong or has ended; a cookie that has ended is nobody's.
    func visitor(of call: Call) async throws -> Visitor {
        if let header = call.fields[.authorization] {
            guard header.utf8.count < 200, header.prefix(7).lowercased() == "bearer " else { throw Refusal.unknown }
            guard let visitor = try await visitor(of: String(header.dropFirst(7)), isToken: true) else { throw Refusal.unknown }
            return visitor
        }
        guard let secret = call.cookie(cookieName), secret.utf8.count < 200 else { return .nobody }
        return try await visitor(of: secret, isToken: false) ?? .nobody
    }

    private func visitor(of secret: String, isToken: Bool) async throws -> Visitor? {
        let hash = SHA256.hash(Array(secret.utf8))
        let now = engine.context.now()
        let (known, changes) = memory.withLock { ($0.visitors[hash], $0.changes) }
        if let known, known.visitor.isToken == isToken, now < known.since.adding(seconds: configuration.limits.actorSeconds) {
            if let session = known.visitor.session, session.expires <= now { return nil }
            return known.visitor
        }
        guard let visitor = try await isToken ? lookUpToken(hash.hex, now) : lookUpSession(hash.hex, now) else { return nil }
        memory.withLock { memory in
            guard memory.changes == changes else { return }
            if memory.visitors.count > 20_000 { memory.visitors.removeAll(keepingCapacity: true) }
            memory.visitors[hash] = (visitor, now)
        }
        return visitor
    }

    private func lookUpSession(_ hash: String, _ now: Instant) async throws -> Visitor? {
        guard let session = try await system.rows(Session.self, limit: 1, where: { $0.tokenHash == hash }).first, session.expires > now else { return nil }
        guard let user = try? await system.row(session.user), !user.isLocked else { return nil }
        var expires = session.expires
        // A session that is used goes on; writing that down every so often is enough.
        let wanted = now.adding(seconds: configuration.limits.sessionHours * 3600)
        if expires < wanted.adding(seconds: -1800) {
            var draft = Draft<Session>()
            draft.expires = wanted
            _ = try? await system.set(session.id, draft.submission)
            expires = wanted
        }
        return Visitor(
            actor: try await people.actor(of: user), user: user.id, session: SessionTicket(id: session.id, formToken: session.formToken, expires: expires),
            mustChangePassword: user.mustChangePassword, isToken: false)
    }

    private func lookUpToken(_ hash: String, _ now: Instant) async throws -> Visitor? {
        guard let token = try await system.rows(Token.self, limit: 1, where: { $0.tokenHash == hash }).first, token.expires >= now.day else { return nil }
        guard let user = try? await system.row(token.user), !user.isLocked else { return nil }
        return Visitor(actor: try await people.actor(of: user), user: user.id, session: nil, mustChangePassword: false, isToken: true)
    }

    // MARK: sessions and tokens

    /// Begins a session and ends the one that the browser had before.
    ///
    /// - Returns: what goes into the cookie; only its hash is kept.
    func beginSession(for user: RecordID, insteadOf old: SessionTicket?) async throws -> String {
        let secret = try Secret.make()
        var draft = Draft<Session>()
        draft.tokenHash = Secret.hash(secret)
        draft.user = Reference(user)
        draft.formToken = try Secret.make()
        draft.expires = engine.context.now().adding(seconds: configuration.limits.sessionHours * 3600)
        _ = try await system.make(draft.submission)
        // Those that have ended are removed by and by, without a clock of its own.
        if begun.add(1, ordering: .relaxed).newValue % 100 == 0 { try? await sweep() }
        if let old { try await endSession(old.id) }
        return secret
    }

    func endSession(_ id: RecordID) async throws { try await system.delete(id, version: nil, in: RecordName.of(Session.self)) }

    /// Ends every session of a user: after a change of password.
    func endSessions(of user: RecordID) async throws {
        for session in try await system.rows(Session.self, limit: 1000, where: { $0.user == Reference<User>(user) }) { try await endSession(session.id) }
    }

    /// Removes sessions that have ended: to be called now and then.
    func sweep() async throws {
        let now = engine.context.now()
        for session in try await system.rows(Session.self, limit: 1000, where: { $0.expires < now }) { try? await endSession(session.id) }
    }

    func sessionCount() async throws -> Int { try await system.count(Session.self) }

    func cookie(_ secret: String?) -> String {
        "\(cookieName)=\(secret ?? ""); Path=/; HttpOnly; SameSite=Lax" + (configuration.isBehindTLS ? "; Secure" : "")
            + (secret == nil ? "; Max-Age=0" : "")
    }
}
