import CommonAlerting
public import Kernel
import Synchronization

/// Tells receivers of what warns, and goes on until they have taken it: every message for every receiver is a stored delivery, made from what is
/// committed, tried with growing pauses, and given up before the administrators' eyes.
///
/// Several programs on one database share the work: a delivery is claimed in a transaction before it is sent. A receiver may still get one twice (an answer
/// can be lost), always with the same `webhook-id`.
public final class Webhooks: Sendable {
    /// What is sent, and to which of the addresses of its host.
    public struct Request: Sendable {
        public let address: String
        /// One that was looked up and may be reached. Where TLS has the host prove its name, a sender may look it up anew.
        public let host: NetworkAddress
        public let fields: [(name: String, value: String)]
        public let body: [UInt8]
    }
    /// Sends by POST without following redirects, bounded in time and in what it reads.
    public typealias Send = @Sendable (Request) async throws -> (status: Int, answer: [UInt8])
    /// The addresses of a host.
    public typealias Resolve = @Sendable (_ host: String) async throws -> [NetworkAddress]

    private let engine: Engine
    private let writer: AlertWriter
    private let allowed: [NetworkAddress.Network]
    private let resolve: Resolve
    private let transmit: Send
    private let isNews = Mutex(true)

    /// Seconds until the next attempt after each one; after the last it is given up, some ten hours after the first.
    static let pauses = [30, 60, 300, 900, 3600, 10_800, 21_600]
    /// A claim that came to nothing, because the program died, is taken over after so many seconds.
    private static let claim = 120
    /// What is older is told to nobody any more, hours.
    static let freshness = 24
    private static let atOnce = 8

    /// - Parameter allowed: private networks whose addresses may be reached.
    public init(_ engine: Engine, sender: String, allowed: [NetworkAddress.Network], resolve: @escaping Resolve, send: @escaping Send) {
        (self.engine, self.writer, self.allowed) = (engine, AlertWriter(sender: sender), allowed)
        (self.resolve, transmit) = (resolve, send)
        let kinds = Set(engine.catalog.bulletins.map(\.kind) + [RecordName.of(WebhookReceiver.self)])
        engine.listen { [weak self] committed in
            guard let self, committed.contains(where: { kinds.contains($0.kind) }) else { return }
            self.isNews.withLock { $0 = true }
        }
    }

    /// Makes the deliveries that are missing and sends those that are due. Runs by schedule, and as often as wanted.
    ///
    /// - Parameter all: also when this program has changed nothing that warns: another one may have.
    public func run(all: Bool = false) async throws {
        let hasNews = isNews.withLock { news in
            defer { news = false }; return news
        }
        do { if hasNews || all { try await announce() } } catch {
            isNews.withLock { $0 = true }
            throw error
        }
        try await deliver()
    }

    // MARK: what has to be told to whom

    private func announce() async throws {
        let desk = engine.desk(for: .system)
        let receivers = try await desk.all(WebhookReceiver.self, bound: 1000) { $0.isActive == true }
        if receivers.isEmpty { return }
        let oldest = engine.context.now().adding(seconds: -Self.freshness * 3600)
        for (kind, source) in desk.catalog.bulletins {
            for record in try await desk.records(Query(kind, where: source.told, order: .newestFirst, limit: 500)) where record.meta.updatedAt >= oldest {
                guard let bulletin = try await source.bulletin(record, desk), let moment = bulletin.moments.last, moment >= oldest else { continue }
                for receiver in receivers where moment >= receiver.meta.createdAt && receiver.wants(bulletin.level, kind, record.meta) {
                    try await queue(bulletin, record.meta, kind, moment, for: receiver, desk)
                }
            }
        }
    }

    private func queue(_ bulletin: Bulletin, _ meta: RecordMeta, _ kind: String, _ moment: Instant, for receiver: Row<WebhookReceiver>, _ desk: Desk)
        async throws
    {
        try await desk.together { changes in
            let subject = meta.id.text
            let known = try changes.rows(WebhookDelivery.self, limit: 1) {
                $0.subject == subject && $0.receiver == receiver.reference && $0.moment == moment
            }
            guard known.isEmpty else { return }
            var draft = Draft<WebhookDelivery>()
            (draft.receiver, draft.title, draft.recordKind, draft.subject) = (receiver.reference, String(bulletin.headline.chinese.prefix(300)), kind, subject)
            (draft.moment, draft.nextAt, draft.state) = (moment, changes.now, .waiting)
            try changes.create(draft, region: meta.region, isSimulated: meta.isSimulated)
        }
    }

    // MARK: sending

    private func deliver() async throws {
        let desk = engine.desk(for: .system)
        let now = engine.context.now()
        let due = try await desk.rows(WebhookDelivery.self, order: .oldestFirst, limit: 200) { $0.state == .waiting && $0.nextAt <= now }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, delivery) in due.enumerated() {
                if number >= Self.atOnce { _ = try await group.next() }
                group.addTask { try await self.attempt(delivery.reference, desk) }
            }
            try await group.waitForAll()
        }
    }

    /// How an attempt ended.
    private struct Outcome {
        /// nil where there was no answer.
        var status: Int?
        var answer: String
        /// Trying again is no use.
        var isFinal = false
        /// A newer message of the same record takes its place.
        var isSuperseded = false
    }

    private func attempt(_ reference: Reference<WebhookDelivery>, _ desk: Desk) async throws {
        let claimed = try await desk.together { changes -> Row<WebhookDelivery>? in
            let row = try changes.row(reference)
            guard row.state == .waiting, row.nextAt <= changes.now else { return nil }
            let (attempts, next) = (row.attempts + 1, changes.now.adding(seconds: Self.claim))
            return try changes.update(reference) { ($0.attempts, $0.nextAt) = (attempts, next) }
        }
        guard let claimed else { return }
        let outcome: Outcome
        do { outcome = try await send(claimed, desk) } catch let refusal as Refusal {
            outcome = Outcome(answer: "记录已不存在或不可读：\(refusal.message.chinese)", isFinal: true)
        } catch { outcome = Outcome(answer: "\(error)") }
        try await note(outcome, claimed, desk)
    }

    private func send(_ delivery: Row<WebhookDelivery>, _ desk: Desk) async throws -> Outcome {
        let receiver = try await desk.row(delivery.receiver)
        guard receiver.isActive else { return Outcome(answer: "接收方已停用", isFinal: true) }
        guard let secret = receiver.secret else { return Outcome(answer: "接收方没有签名密钥，请填写后重新发送", isFinal: true) }
        guard let id = RecordID(delivery.subject) else { return Outcome(answer: "没有这条记录", isFinal: true) }
        let record = try await desk.record(id, in: delivery.recordKind)
        guard let message = try await writer.message(of: record, in: delivery.recordKind, desk) else { return Outcome(answer: "预警已撤回", isFinal: true) }
        guard message.sent == delivery.moment.alertTime else { return Outcome(answer: "同一预警已有更新的消息", isSuperseded: true) }
        guard let host = WebhookAddress(receiver.address)?.host else { return Outcome(answer: "接收地址有误", isFinal: true) }
        let found = try await resolve(host)
        guard let place = found.first else { return Outcome(answer: "找不到主机 \(host)") }
        // One address of a host inside is enough: whoever named it that way can have it changed.
        if let inside = found.first(where: { address in !address.isGlobal && !allowed.contains { $0.contains(address) } }) {
            return Outcome(answer: "拒绝发往内网地址 \(inside)；如确需，请在配置 webhook-networks 中放行", isFinal: true)
        }
        let body = Array(message.xml.utf8)
        let seconds = engine.context.now().milliseconds / 1000
        let signed = WebhookSignature.fields(id: delivery.id.text, seconds: seconds, body: body, secret: secret)
        let fields = [(name: "content-type", value: AlertMessage.mediaType + "; charset=utf-8")] + signed
        let (status, answer) = try await transmit(Request(address: receiver.address, host: place, fields: fields, body: body))
        let words = String(decoding: answer.prefix(500), as: UTF8.self).filter { !$0.isNewline && $0 != "\0" }
        if (300..<400).contains(status) { return Outcome(status: status, answer: "不跟随重定向：\(words)", isFinal: true) }
        // 410 Gone: the receiver wants nothing any more (Standard Webhooks).
        return Outcome(status: status, answer: words, isFinal: status == 410)
    }

    private func note(_ outcome: Outcome, _ delivery: Row<WebhookDelivery>, _ desk: Desk) async throws {
        let (status, answer, attempts) = (outcome.status, String(outcome.answer.prefix(600)), delivery.attempts)
        let isDone = (status ?? 0) / 100 == 2
        let isGivenUp = !isDone && !outcome.isSuperseded && (outcome.isFinal || attempts > Self.pauses.count)
        let pause = isDone || isGivenUp ? 0 : Self.pauses[min(max(attempts, 1), Self.pauses.count) - 1]
        try await desk.together { changes in
            let next = changes.now.adding(seconds: pause)
            try changes.update(delivery.reference) { ($0.status, $0.answer, $0.nextAt, $0.isGivenUp) = (.some(status), .some(answer), next, isGivenUp) }
            if outcome.isSuperseded { try changes.move(delivery.reference, step: "drop", remark: answer) }
            if isDone { try changes.move(delivery.reference, step: "deliver") }
            if isGivenUp { try changes.move(delivery.reference, step: "fail") }
        }
    }
}

extension Row<WebhookReceiver> {
    /// Whether it is to be told: at this level, of this kind, within its region, and of what is made up only where it takes exercises.
    fileprivate func wants(_ level: Alert.Level, _ kind: String, _ meta: RecordMeta) -> Bool {
        let levels = Alert.Level.allCases
        guard (levels.firstIndex(of: level) ?? 0) >= (levels.firstIndex(of: self.level) ?? 0), !meta.isSimulated || self.takesExercises else { return false }
        return (self.kinds?.contains(kind) ?? true) && self.meta.region.contains(meta.region)
    }
}

/// The parts of an address of the web that decide where a request goes.
public struct WebhookAddress: Sendable, Hashable {
    public let isSecure: Bool
    /// Without the brackets of an IPv6 address.
    public let host: String
    /// As it stands in the field Host: with the port where one is named.
    public let authority: String
    /// Path and query; `/` where there are none.
    public let target: String

    /// - Returns: nil for what is not `http://host[:port][/path]` or the same with https.
    public init?(_ text: String) {
        guard let scheme = ["https://", "http://"].first(where: { text.hasPrefix($0) }) else { return nil }
        isSecure = scheme == "https://"
        let rest = text.dropFirst(scheme.count)
        let authority = rest.prefix { !"/?#".contains($0) }
        let target = rest.dropFirst(authority.count).prefix { $0 != "#" }
        self.target = target.hasPrefix("/") ? String(target) : "/" + target
        self.authority = String(authority)
        let port: Substring
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            (host, port) = (String(authority[authority.index(after: authority.startIndex)..<end]), authority[authority.index(after: end)...])
        } else {
            let name = authority.prefix { $0 != ":" }
            (host, port) = (String(name), authority.dropFirst(name.count))
        }
        guard !host.isEmpty, !authority.contains("@"), port.isEmpty || port.hasPrefix(":") && UInt16(port.dropFirst()) != nil else { return nil }
    }

    /// The same address with a place in the network instead of the name.
    public func at(_ place: NetworkAddress) -> String {
        let port = authority.hasPrefix("[") ? authority.drop { $0 != "]" }.dropFirst() : authority.drop { $0 != ":" }
        return (isSecure ? "https://" : "http://") + place.inURL + port + target
    }
}
