import Cryptography
import Kernel
import Operations
import Synchronization

/// Lets people in: passwords, one-time codes, the first administrator. Says the same whether an account exists or not.
final class Entrance: Sendable {
    enum Outcome: Sendable {
        /// What goes into the cookie, and into the one by which the browser is known from now on.
        case session(secret: String, mustChangePassword: Bool, device: String? = nil)
        /// The password was right; a one-time code has to follow. What goes into a cookie that lasts five minutes.
        case codeNeeded(pending: String)
    }

    private struct Memory {
        /// Accounts that are being checked at this moment: guesses for one account do not run side by side.
        var checking: Set<String> = []
        /// Failures for accounts that do not exist, so that they are locked like those that do.
        var strangers: [String: (failures: Int, until: Instant)] = [:]
        /// Failures from network addresses, until when they count.
        var addresses: [String: (failures: Int, until: Instant)] = [:]
        /// The last time step of the one-time codes of each user: a code works once.
        var usedCodes: [RecordID: Int] = [:]
        var firstToken: String?
    }

    let engine: Engine
    let configuration: WebConfiguration
    let visitors: Visitors
    let work: PasswordWork
    private let devices: KnownDevices
    private let memory = Mutex(Memory())
    /// Compared where there is no account, so that it takes as long.
    private let decoy: String

    init(engine: Engine, configuration: WebConfiguration, visitors: Visitors) throws {
        self.engine = engine
        self.configuration = configuration
        self.visitors = visitors
        devices = KnownDevices(key: configuration.sealingKey, limits: configuration.limits)
        work = PasswordWork(workers: configuration.limits.passwordWorkers, queue: configuration.limits.passwordQueue)
        decoy = try Password.decoy(cost: configuration.passwordCost)
    }

    var system: Desk { engine.desk(for: .system) }
    var now: Instant { engine.context.now() }

    // MARK: signing in

    /// - Throws: ``WebFailure/signInFailed`` for whatever is wrong, ``Refusal/busy`` when too many try at once, or one address tries too often.
    /// - Parameter mark: by which the browser may be a known device.
    func signIn(account: String, password: String, old: SessionTicket?, from address: String? = nil, mark: String? = nil) async throws -> Outcome {
        try checkAddress(address)
        let account = String(account.prefix(60)).lowercased().filter { !$0.isWhitespace }
        guard memory.withLock({ $0.checking.insert(account).inserted }) else { throw Refusal.busy }
        defer { memory.withLock { _ = $0.checking.remove(account) } }
        let user = try await user(account)
        let device = user.flatMap { devices.device(mark, of: $0.id, now: now) }
        let hasToWait = user.map { isLocked($0, device) } ?? isStrangerLocked(account)
        let isRight = try await verify(password, user?.passwordHash)
        guard let user, isRight, !hasToWait else {
            failAddress(address)
            if let device { devices.fail(device, now: now) }
            if !hasToWait { try await fail(user, account) }
            throw WebFailure.signInFailed
        }
        if user.totpSecret != nil, let key = configuration.sealingKey {
            let content = Array("\(user.id.text)\(now.adding(seconds: 300).milliseconds)".utf8)
            return .codeNeeded(pending: Base64.encode(try key.seal(content, purpose: Entrance.pendingPurpose), .url, padded: false))
        }
        return try await admit(user, old)
    }

    /// The second step, for those who use one-time codes.
    func signIn(pending: String, code: String, old: SessionTicket?, from address: String? = nil, mark: String? = nil) async throws -> Outcome {
        try checkAddress(address)
        guard let key = configuration.sealingKey, let user = try await pendingUser(pending, key) else { throw WebFailure.signInFailed }
        guard memory.withLock({ $0.checking.insert(user.account).inserted }) else { throw Refusal.busy }
        defer { memory.withLock { _ = $0.checking.remove(user.account) } }
        let device = devices.device(mark, of: user.id, now: now)
        guard !isLocked(user, device) else { throw WebFailure.signInFailed }
        guard try accepts(code, user, key) else {
            failAddress(address)
            if let device { devices.fail(device, now: now) }
            try await fail(user, user.account)
            throw WebFailure.signInFailed
        }
        return try await admit(user, old)
    }

    private func admit(_ user: Row<User>, _ old: SessionTicket?) async throws -> Outcome {
        if user.failures > 0 || user.lockedUntil != nil {
            var draft = Draft<User>()
            draft.failures = 0
            draft.lockedUntil = .some(nil)
            _ = try await system.set(user.id, draft.submission)
        }
        try await Journal(engine: engine).note(.signIn, kind: RecordName.of(User.self), record: user.id, actor: user.id.text, region: user.meta.region)
        return .session(
            secret: try await visitors.beginSession(for: user.id, insteadOf: old), mustChangePassword: user.mustChangePassword,
            device: devices.mark(for: user.id, now: now))
    }

    private func user(_ account: String) async throws -> Row<User>? {
        try await system.rows(User.self, limit: 1, where: { $0.account == account }).first
    }

    private func verify(_ password: String, _ hash: String?) async throws -> Bool {
        let (stored, password) = (hash ?? decoy, String(password.prefix(PasswordRules.maximum)))
        let matches = try await work.run { (try? Password.verify(password, against: stored)) ?? false }
        return matches && hash != nil
    }

    // MARK: failures

    private func fail(_ user: Row<User>?, _ account: String) async throws {
        guard let user else { return failStranger(account) }
        var draft = Draft<User>()
        let failures = user.failures + 1
        draft.failures = failures
        draft.lockedUntil = .some(lock(after: failures))
        _ = try await system.set(user.id, draft.submission)
    }

    /// 15 minutes after the fifth failure, twice as long after each further one, a day at most.
    private func lock(after failures: Int) -> Instant? {
        guard failures >= configuration.limits.failures else { return nil }
        let minutes = min(1440, configuration.limits.lockMinutes << min(failures - configuration.limits.failures, 10))
        return now.adding(seconds: minutes * 60)
    }

    /// What guesses of others have locked is open to a device of the user's own; what an administrator has locked, to nobody.
    private func isLocked(_ user: Row<User>, _ device: KnownDevices.Device?) -> Bool {
        user.isLocked || device == nil && user.lockedUntil.map { $0 > now } ?? false
    }

    private func isStrangerLocked(_ account: String) -> Bool { memory.withLock { $0.strangers[account].map { $0.until > now } ?? false } }

    private func failStranger(_ account: String) {
        memory.withLock { memory in
            if memory.strangers.count > 10_000 { memory.strangers.removeAll() }
            let failures = (memory.strangers[account]?.failures ?? 0) + 1
            memory.strangers[account] = (failures, lock(after: failures) ?? now)
        }
    }

    /// Whoever tries one password on many accounts locks none of them: the place that they come from has to wait instead.
    private func checkAddress(_ address: String?) throws(Refusal) {
        guard let address else { return }
        let now = now
        let isOver = memory.withLock { memory in memory.addresses[address].map { $0.failures >= configuration.limits.failuresOfOne && now < $0.until } ?? false
        }
        if isOver { throw .busy }
    }

    private func failAddress(_ address: String?) {
        guard let address else { return }
        let now = now
        memory.withLock { memory in
            if memory.addresses.count > 10_000 { memory.addresses = memory.addresses.filter { now < $0.value.until } }
            if memory.addresses.count > 20_000 { memory.addresses.removeAll() }
            var known =
                memory.addresses[address].flatMap { now < $0.until ? $0 : nil } ?? (
                    failures: 0, until: now.adding(seconds: configuration.limits.lockMinutes * 60)
                )
            known.failures += 1
            memory.addresses[address] = known
        }
    }

    // MARK: passwords

    /// Changes one's own password; every other session of the user ends.
    ///
    /// - Returns: what goes into the cookie.
    func changePassword(of visitor: Visitor, current: String, to new: String) async throws -> String {
        guard let id = visitor.user else { throw Refusal.unknown }
        let user = try await system.row(Reference<User>(id))
        guard try await verify(current, user.passwordHash) else {
            throw WebFailure.invalid("password-wrong", field: "current", "当前口令不正确", en: "The present password is wrong")
        }
        if current == new { throw WebFailure.invalid("password-same", field: "password", "新口令与当前口令相同", en: "The new password is the present one") }
        try await setPassword(of: user, to: new, mustChange: false)
        return try await visitors.beginSession(for: id, insteadOf: nil)
    }

    /// Sets a password in place of the one that has to be changed.
    ///
    /// - Returns: what goes into the cookie.
    func firstPassword(of id: RecordID, to new: String) async throws -> String {
        let user = try await system.row(Reference<User>(id))
        guard user.mustChangePassword else { throw WebFailure.passwordChange }
        if try await verify(new, user.passwordHash) {
            throw WebFailure.invalid("password-same", field: "password", "新口令与当前口令相同", en: "The new password is the present one")
        }
        try await setPassword(of: user, to: new, mustChange: false)
        return try await visitors.beginSession(for: id, insteadOf: nil)
    }

    /// Sets the password of a user and ends their sessions.
    ///
    /// - Parameter actor: who does it; the engine asks whether they may.
    func setPassword(of user: Row<User>, to password: String, mustChange: Bool, by actor: Actor = .system) async throws {
        if let problem = PasswordRules.problem(password, account: user.account, name: user.name) { throw Refusal.invalid([problem]) }
        var draft = Draft<User>()
        draft.passwordHash = .some(try await hash(password))
        draft.mustChangePassword = mustChange
        draft.failures = 0
        draft.lockedUntil = .some(nil)
        _ = try await engine.desk(for: actor).set(user.id, draft.submission)
        try await visitors.endSessions(of: user.id)
    }

    func hash(_ password: String) async throws -> String {
        let cost = configuration.passwordCost
        return try await work.run { try Password.hash(password, cost: cost) }
    }

    // MARK: one-time codes

    private static let pendingPurpose = Array("sign-in pending code".utf8)
    private static let secretPurpose = Array("totp secret".utf8)

    private func pendingUser(_ pending: String, _ key: SealingKey) async throws -> Row<User>? {
        guard pending.utf8.count < 400, let sealed = try? Base64.decode(pending, .url, padded: false),
            let content = try? key.open(sealed, purpose: Entrance.pendingPurpose)
        else { return nil }
        let text = String(decoding: content, as: UTF8.self)
        guard let id = RecordID(text.prefix(26)), let expires = Int64(text.dropFirst(26)), expires > now.milliseconds else { return nil }
        return try? await system.row(Reference<User>(id))
    }

    private func accepts(_ code: String, _ user: Row<User>, _ key: SealingKey) throws -> Bool {
        guard let sealed = user.totpSecret, let bytes = try? Base64.decode(sealed), let secret = try? key.open(bytes, purpose: Entrance.secretPurpose) else {
            return false
        }
        let last = memory.withLock { $0.usedCodes[user.id] }
        guard let step = try TimedCode(secret: secret).match(code, at: Int(now.milliseconds / 1000), lastUsed: last) else { return false }
        memory.withLock { $0.usedCodes[user.id] = step }
        return true
    }

    /// A new secret for one-time codes, to be shown once and confirmed by a code.
    func newCodeSecret(for user: Row<User>, issuer: String) throws -> (secret: String, address: String) {
        let code = try TimedCode.generate()
        return (Base32.encode(code.secret), code.address(issuer: issuer, account: user.account))
    }

    /// From now on the user needs codes of this secret.
    func enableCodes(for user: Row<User>, secret: String, code: String) async throws {
        guard let key = configuration.sealingKey else { throw WebFailure.unavailable("未启用动态口令", en: "One-time codes are not set up here") }
        guard let bytes = try? Base32.decode(secret), (10...64).contains(bytes.count),
            let step = try TimedCode(secret: bytes).match(code, at: Int(now.milliseconds / 1000))
        else { throw WebFailure.invalid("code-wrong", field: "code", "验证码不正确", en: "The code is wrong") }
        var draft = Draft<User>()
        draft.totpSecret = .some(Base64.encode(try key.seal(bytes, purpose: Entrance.secretPurpose)))
        _ = try await system.set(user.id, draft.submission)
        memory.withLock { $0.usedCodes[user.id] = step }
    }

    /// The `otpauth` address of a secret that was shown before; nil for what is no secret.
    func codeAddress(of secret: String, for user: Row<User>, issuer: String) -> String? {
        guard let bytes = try? Base32.decode(secret), (10...64).contains(bytes.count), let code = try? TimedCode(secret: bytes) else { return nil }
        return code.address(issuer: issuer, account: user.account)
    }

    /// From now on the password alone is enough.
    ///
    /// - Parameters:
    ///   - password: the user's own; nil where an administrator does it for them.
    ///   - actor: who does it; the engine asks whether they may.
    func disableCodes(for user: Row<User>, password: String? = nil, by actor: Actor = .system) async throws {
        if let password, !(try await verify(password, user.passwordHash)) {
            throw WebFailure.invalid("password-wrong", field: "password", "当前口令不正确", en: "The present password is wrong")
        }
        var draft = Draft<User>()
        draft.totpSecret = .some(nil)
        _ = try await engine.desk(for: actor).set(user.id, draft.submission)
    }

    // MARK: the first user

    /// The path of the page that makes the first administrator; nil where there are users already.
    func firstPath() async throws -> String? {
        guard try await system.count(User.self) == 0 else { return nil }
        let token = try Secret.make()
        memory.withLock { $0.firstToken = token }
        return "/first/" + token
    }

    func isFirst(_ token: String) -> Bool {
        guard let expected = memory.withLock({ $0.firstToken }) else { return false }
        return constantTimeEqual(Array(token.utf8), Array(expected.utf8))
    }

    /// Makes the first administrator; the link works once.
    func makeFirst(token: String, account: String, name: String, password: String) async throws -> String {
        guard isFirst(token) else { throw WebFailure.noSuchAddress }
        let account = account.lowercased().filter { !$0.isWhitespace }
        if let problem = PasswordRules.problem(password, account: account, name: name) { throw Refusal.invalid([problem]) }
        guard try await system.count(User.self) == 0 else { throw WebFailure.noSuchAddress }
        let hash = try await hash(password)
        guard
            memory.withLock({ memory in
                defer { memory.firstToken = nil }
                return memory.firstToken == token
            })
        else { throw WebFailure.noSuchAddress }
        var draft = Draft<User>()
        draft.submission["account"] = .typed(account)
        draft.submission["name"] = .typed(name)
        draft.roles = .some([Role.administrator.code])
        draft.passwordHash = .some(hash)
        draft.mustChangePassword = false
        do {
            let record = try await system.make(draft.submission, region: configuration.region)
            return try await visitors.beginSession(for: record.meta.id, insteadOf: nil)
        } catch {
            memory.withLock { $0.firstToken = token }
            throw error
        }
    }
}
