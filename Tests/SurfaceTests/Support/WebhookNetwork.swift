import Cryptography
@testable import Kernel
@testable import Operations
import Synchronization

/// The network of tests of webhooks: what is looked up, who is away, how the others answer, and what they were sent.
final class WebhookNetwork: Sendable {
    struct State {
        var answers: [Int?] = []
        var addresses = ["receiver.example": ["93.184.216.34"]]
        var away: Set<String> = []
        var sent: [Webhooks.Request] = []
    }
    let state = Mutex(State())
    var sent: [Webhooks.Request] { state.withLock { $0.sent } }
    /// How often a host was tried.
    func attempts(_ host: String) -> Int { sent.count { $0.address.hasPrefix("https://\(host)/") } }
    /// nil for a receiver that is not there.
    func answer(_ statuses: Int?...) { state.withLock { $0.answers = statuses } }

    struct Away: Error {}

    func webhooks(_ world: World, allowed: [String] = [], key: SealingKey? = nil) -> Webhooks { webhooks(world.engine, allowed: allowed, key: key) }

    func webhooks(_ engine: Engine, allowed: [String] = [], key: SealingKey? = nil) -> Webhooks {
        Webhooks(
            engine, sender: "county.example/log", key: key, allowed: allowed.compactMap { NetworkAddress.Network($0) },
            resolve: { host in
                if let address = NetworkAddress(host) { return [address] }
                return self.state.withLock { ($0.addresses[host] ?? []).compactMap { NetworkAddress($0) } }
            },
            send: { request in
                let status: Int? = self.state.withLock { state in
                    state.sent.append(request)
                    if state.away.contains(where: { request.address.hasPrefix("https://\($0)/") }) { return nil }
                    return state.answers.isEmpty ? 200 : state.answers.removeFirst()
                }
                guard let status else { throw Away() }
                return (status, Array("说 \(status)".utf8))
            })
    }

    static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
}

extension World {
    @discardableResult
    func receiver(_ address: String = "https://receiver.example/in", _ change: (inout Draft<WebhookReceiver>) -> Void = { _ in }) async throws -> Row<
        WebhookReceiver
    > {
        var draft = Draft<WebhookReceiver>()
        (draft.name, draft.address, draft.secret) = ("市平台", address, .some(WebhookNetwork.secret))
        change(&draft)
        return try await admin.create(draft)
    }

    @discardableResult
    func alert(_ level: Alert.Level = .orange, isSimulated: Bool = false) async throws -> Row<Alert> {
        try await alerts(1, level, isSimulated: isSimulated)[0]
    }

    func alerts(_ count: Int, _ level: Alert.Level = .orange, isSimulated: Bool = false) async throws -> [Row<Alert>] {
        try await program.together { changes in
            try (1...count).map { number in
                var draft = Draft<Alert>()
                (draft.rule, draft.level, draft.role, draft.recordKind, draft.subject) = ("R-x", level, "administrator", "note", "\(number)")
                (draft.subjectTitle, draft.reason, draft.reasonInEnglish, draft.value, draft.threshold) = ("北坡", "位移超限", "moves", 21.5, 20)
                return try changes.create(draft, isSimulated: isSimulated)
            }
        }
    }

    /// The value came back.
    func end(_ alert: Row<Alert>) async throws {
        let now = engine.context.now()
        _ = try await program.together { changes in try changes.update(alert.reference) { $0.endedAt = .some(now) } }
    }

    func deliveries() async throws -> [Row<WebhookDelivery>] { try await admin.all(WebhookDelivery.self) }
}
