import CommonAlerting
import HTTPTypes
import Kernel
import Operations

/// What warns, as messages of the Common Alerting Protocol (OASIS CAP 1.2, 2010-07-01; ITU-T X.1303 bis), in Chinese and English.
///
/// | method | address | what |
/// |---|---|---|
/// | GET | `/cap` | a feed (Atom, RFC 4287) of the newest hundred messages that the reader may see, whenever their records were made |
/// | GET | `/cap/{kind}/{id}` | the newest message of one record: `Alert`, `Update` when it was renewed, `Cancel` when it is over |
///
/// Simulated records are exercises. All are for those who have to act (`Restricted`): what the public hears is for people to decide.
struct AlertRoutes: Sendable {
    let core: WebCore
    private let news: AlertNews

    /// As many messages as a feed has.
    private static let limit = 100
    /// As many records of a kind are looked at because they were changed within the last day, however old they are.
    private static let newsLimit = 500

    init(core: WebCore) { (self.core, news) = (core, AlertNews(core.engine)) }

    func add(to routes: inout Routes) {
        routes.on(.get, "/cap", .api, feed)
        routes.on(.get, "/cap/{kind}/{id}", .api, one)
    }

    private var writer: AlertWriter { AlertWriter(sender: core.configuration.origin) }

    @Sendable private func one(_ call: Call) async throws -> Answer {
        let desk = core.desk(call)
        let kind = try desk.schema(call.value(0)).name
        let record = try await desk.record(try call.recordID(1, of: kind), in: kind)
        guard let message = try await writer.message(of: record, in: kind, desk) else { throw Refusal.notFound(kind: kind) }
        return answer(message.xml, AlertMessage.mediaType)
    }

    @Sendable private func feed(_ call: Call) async throws -> Answer {
        let desk = core.desk(call)
        var records: [(kind: String, record: StoredRecord)] = []
        var mayReadAny = false
        let changed = Dictionary(grouping: try await news.changes().map(\.subject), by: \.kind)
        for (kind, source) in core.catalog.bulletins {
            guard let schema = core.catalog.schema(kind), call.actor.may(.read, schema) else { continue }
            mayReadAny = true
            let ids = Set((changed[kind] ?? []).suffix(Self.newsLimit).map(\.id.text))
            let late = Condition.among("id", ids.map { .text($0) })
            let made = try await desk.records(Query(kind, where: source.told, order: .newestFirst, limit: Self.limit))
            let renewed = try await desk.records(Query(kind, where: source.told && late, order: .newestFirst, limit: Self.newsLimit))
            records += (made.filter { !ids.contains($0.meta.id.text) } + renewed).map { (kind, $0) }
        }
        guard mayReadAny else { throw call.actor.isNobody ? Refusal.unknown : .forbidden(.read, kind: RecordName.of(Alert.self)) }
        var entries: [(message: AlertMessage, entry: AlertFeed.Entry)] = []
        for (kind, record) in records.sorted(by: { $0.record.meta.updatedAt > $1.record.meta.updatedAt }).prefix(Self.limit) {
            guard let message = try await writer.message(of: record, in: kind, desk) else { continue }
            entries.append((message, AlertFeed.Entry(message, at: "/cap/\(kind)/\(record.meta.id.text)")))
        }
        let newest = entries.sorted { $0.message.sent > $1.message.sent }.map(\.entry)
        let title = core.configuration.title[call.language]
        let feed = AlertFeed(title, id: "urn:shanhe:cap:\(core.configuration.origin)", at: "/cap", newest)
        return answer(feed.xml(now: core.now.alertTime), AlertFeed.mediaType)
    }

    private func answer(_ text: String, _ mediaType: String) -> Answer {
        var answer = Answer(fields: SecurityFields.apiWithoutBody, body: .bytes(Array(text.utf8)))
        answer.fields[.contentType] = mediaType + "; charset=utf-8"
        return answer
    }
}
