import Cryptography
public import Kernel

/// Users as actors: who someone is, what their roles and delegations let them do today.
public struct People: Sendable {
    private let desk: Desk
    /// Where users act for whom no region is set.
    private let region: Region

    public init(_ engine: Engine, region: Region) {
        desk = engine.desk(for: .system)
        self.region = region
    }

    /// The user with their own roles and those of whoever made them their deputy today; nil where there is none or they are locked out.
    public func actor(_ id: String) async throws(Refusal) -> Actor? {
        guard let id = RecordID(id), let user = try? await desk.row(Reference<User>(id)), !user.isLocked else { return nil }
        return try await actor(of: user)
    }

    public func actor(of user: Row<User>) async throws(Refusal) -> Actor {
        let (today, catalog) = (desk.engine.context.now().day, desk.catalog)
        var lent: [String] = []
        var givers: Set<String> = []
        for delegation in try await desk.rows(Delegation.self, limit: 200, where: { $0.taker == user.reference }) where delegation.period.contains(today) {
            // Asked again, since either may have got another region or organisation after the delegation was made.
            guard let giver = try? await desk.row(delegation.giver), !giver.isLocked, catalog.mayStandIn(user, for: giver) else { continue }
            lent += giver.roles ?? []
            givers.insert(giver.id.text)
        }
        let own = user.roles ?? []
        var seen = Set(own)
        return Actor(
            id: user.id.text, name: user.name, region: user.actsWithin.code.isEmpty ? region : user.actsWithin, organisation: user.unit?.id.text ?? "",
            department: user.section?.id.text ?? "", roles: own.compactMap { catalog.roles[$0] },
            lent: lent.filter { seen.insert($0).inserted }.compactMap { catalog.roles[$0] }, standsInFor: givers)
    }

    /// The user of an account, made with one role where there is none. They cannot sign in until a password is set.
    public func user(account: String, role: String) async throws(Refusal) -> Row<User> {
        if let known = try await desk.rows(User.self, limit: 1, where: { $0.account == account }).first { return known }
        var draft = Draft<User>()
        draft.account = account
        draft.name = account
        draft.roles = .some([role])
        return Row(try await desk.make(draft.submission, region: region))
    }

    /// A token by which a program acts as a user. Shown once; only its hash is kept.
    ///
    /// - Parameter actor: who makes it. For themselves anyone may; for others the engine asks for permission.
    public func makeToken(
        for user: Reference<User>, name: String, expires: Day, by actor: Actor = .system
    ) async throws(Refusal) -> (record: StoredRecord, secret: String) {
        let desk = actor.id == user.id.text ? desk : desk.engine.desk(for: actor)
        let secret: String
        do { secret = Secret.tokenMark + (try Secret.make()) } catch { throw .failed("\(error)") }
        var draft = Draft<Token>()
        draft.name = name
        draft.tokenHash = Secret.hash(secret)
        draft.user = user
        draft.expires = expires
        return (try await desk.make(draft.submission, region: actor.region.contains(region) ? region : nil), secret)
    }
}

/// Random words that nobody can guess.
public enum Secret {
    /// Tokens begin with it, so that one that leaks into a repository is found.
    public static let tokenMark = "shanhe_"

    /// 256 bits.
    public static func make() throws -> String { Base64.encode(try SecureRandom.bytes(32), .url, padded: false) }
    public static func hash(_ secret: String) -> String { SHA256.hash(Array(secret.utf8)).hex }
}
