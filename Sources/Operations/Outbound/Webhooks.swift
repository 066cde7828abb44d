import CommonAlerting
public import Cryptography
public import Kernel
import Synchronization

/// Tells receivers of what warns, and goes on until they have taken it: every message for every receiver is a stored delivery, made from what is
/// committed (``AlertNews``), tried with growing pauses, and given up before the administrators' eyes.
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
    private let news: AlertNews
    private let secrets: WebhookSecrets
    private let allowed: [NetworkAddress.Network]
    private let resolve: Resolve
    private let transmit: Send
    /// Who was told of what: the receivers with their versions, and the place in the ledger up to which.
    private let told = Mutex((versions: [RecordID: Int](), place: Int64(0)))

    /// Seconds until the next attempt after each one; after the last it is given up, some ten hours after the first.
    static let pauses = [30, 60, 300, 900, 3600, 10_800, 21_600]
    /// A claim that came to nothing, because the program died, is taken over after so many seconds.
    private static let claim = 120
    /// As many receivers are served side by side, each one message after the other and so long at a time, so that one that is slow or away keeps nobody
    /// else waiting.
    private static let atOnce = 8
    private static let turn = 10  // seconds

    /// - Parameters:
    ///   - key: seals the secrets of receivers; without one they stay as they were entered.
    ///   - allowed: private networks whose addresses may be reached.
    public init(
        _ engine: Engine, sender: String, key: SealingKey?, allowed: [NetworkAddress.Network], resolve: @escaping Resolve, send: @escaping Send
    ) {
        (self.engine, self.writer, self.allowed) = (engine, AlertWriter(sender: sender), allowed)
        (news, secrets) = (AlertNews(engine), WebhookSecrets(key: key))
        (self.resolve, transmit) = (resolve, send)
    }

    /// Makes the deliveries that are missing and sends those that are due. Runs by schedule, and as often as wanted.
    public func run() async throws {
        let desk = engine.desk(for: .system)
        let receivers = try await desk.all(WebhookReceiver.self, bound: 1000)
        await seal(receivers, desk)
        // What cannot be announced now must not keep back what waits already.
        var failure: (any Error)?
        do { try await announce(to: receivers.filter { $0.isActive }, desk) } catch { failure = error }
        try await deliver(to: receivers.map(\.reference), desk)
        if let failure { throw failure }
    }

    private func seal(_ receivers: [Row<WebhookReceiver>], _ desk: Desk) async {
        for receiver in receivers {
            guard let secret = receiver.secret, let sealed = secrets.seal(secret, of: receiver.id) else { continue }
            // What fails now is tried again with the next run.
            try? await desk.together { changes in
                guard try changes.row(receiver.reference).secret == secret else { return }
                try changes.update(receiver.reference) { $0.secret = .some(sealed) }
            }
        }
    }

    // MARK: what has to be told to whom

    private func announce(to receivers: [Row<WebhookReceiver>], _ desk: Desk) async throws {
        if receivers.isEmpty { return }
        let versions = Dictionary(uniqueKeysWithValues: receivers.map { ($0.id, $0.meta.version) })
        // A receiver that was changed may want what it did not want before.
        var place = told.withLock { $0.versions == versions ? $0.place : 0 }
        var failure: (any Error)?
        for change in try await news.changes(from: place) {
            do { try await announce(change.subject, to: receivers, desk) } catch { failure = failure ?? error }
            // What failed is read again, with all that came after it.
            if failure == nil { place = change.index + 1 }
        }
        let end = place
        told.withLock { $0 = (versions, end) }
        if let failure { throw failure }
    }

    private func announce(_ subject: AlertNews.Subject, to receivers: [Row<WebhookReceiver>], _ desk: Desk) async throws {
        // None, where it was deleted since.
        let found = try await desk.records(Query(subject.kind, where: .among("id", [.text(subject.id.text)]), limit: 1))
        guard let record = found.first, let source = desk.catalog.bulletins.first(where: { $0.kind == subject.kind })?.source else { return }
        let oldest = engine.context.now().adding(seconds: -AlertNews.freshness * 3600)
        guard let bulletin = try await source.bulletin(record, desk), let moment = bulletin.moments.last, moment >= oldest else { return }
        for receiver in receivers where moment >= receiver.meta.createdAt && receiver.wants(bulletin.level, subject.kind, record.meta) {
            try await queue(bulletin, record.meta, subject.kind, moment, for: receiver, desk)
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

    private func deliver(to receivers: [Reference<WebhookReceiver>], _ desk: Desk) async throws {
        let failure = await withTaskGroup(of: (any Error)?.self) { group in
            var failure: (any Error)?
            for (number, receiver) in receivers.enumerated() {
                if number >= Self.atOnce, let ended = await group.next() { failure = failure ?? ended }
                group.addTask {
                    do { try await self.deliver(to: receiver, desk) } catch { return error }
                    return nil
                }
            }
            for await ended in group { failure = failure ?? ended }
            return failure
        }
        if let failure { throw failure }
    }

    /// The turn of one receiver: what is due, the oldest first, until its time is up. Where it is not there, the rest waits for its next turn.
    private func deliver(to receiver: Reference<WebhookReceiver>, _ desk: Desk) async throws {
        let now = engine.context.now()
        let end = now.adding(seconds: Self.turn)
        let due = try await desk.rows(WebhookDelivery.self, order: .oldestFirst, limit: 200) {
            $0.receiver == receiver && $0.state == .waiting && $0.nextAt <= now
        }
        for delivery in due {
            guard try await attempt(delivery.reference, desk), engine.context.now() < end else { return }
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
        /// Nobody answered; what comes next for the same receiver would fare alike.
        var isAway: Bool { status == nil && !isFinal && !isSuperseded }
    }

    /// - Returns: whether the next one is worth an attempt.
    private func attempt(_ reference: Reference<WebhookDelivery>, _ desk: Desk) async throws -> Bool {
        let claimed = try await desk.together { changes -> Row<WebhookDelivery>? in
            let row = try changes.row(reference)
            guard row.state == .waiting, row.nextAt <= changes.now else { return nil }
            let (attempts, next) = (row.attempts + 1, changes.now.adding(seconds: Self.claim))
            return try changes.update(reference) { ($0.attempts, $0.nextAt) = (attempts, next) }
        }
        guard let claimed else { return true }
        let outcome: Outcome
        do { outcome = try await send(claimed, desk) } catch let refusal as Refusal {
            outcome = Outcome(answer: refusal.isLasting ? "记录已不存在或不可读" : "暂时读不出记录：\(refusal.message.chinese)", isFinal: refusal.isLasting)
        } catch { outcome = Outcome(answer: "\(error)") }
        try await note(outcome, claimed, desk)
        return !outcome.isAway
    }

    private func send(_ delivery: Row<WebhookDelivery>, _ desk: Desk) async throws -> Outcome {
        let receiver = try await desk.row(delivery.receiver)
        guard receiver.isActive else { return Outcome(answer: "接收方已停用", isFinal: true) }
        guard let stored = receiver.secret else { return Outcome(answer: "接收方没有签名密钥，请填写后重新发送", isFinal: true) }
        guard let secret = secrets.open(stored, of: receiver.id) else {
            return Outcome(answer: "签名密钥解不开（封存密钥已更换），请重新填写后再发送", isFinal: true)
        }
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

extension Refusal {
    /// Whether what was asked for is gone or was never to be read, so that asking again is no use.
    fileprivate var isLasting: Bool {
        switch self {
        case .notFound, .forbidden: true
        default: false
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

extension WebhookAddress {
    /// The same address with a place in the network instead of the name.
    public func at(_ place: NetworkAddress) -> String {
        let port = authority.hasPrefix("[") ? authority.drop { $0 != "]" }.dropFirst() : authority.drop { $0 != ":" }
        return (isSecure ? "https://" : "http://") + place.inURL + port + target
    }
}
