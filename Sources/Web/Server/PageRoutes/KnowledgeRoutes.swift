import HTTPTypes
import Kernel

/// Applications, indicators and proofs.
///
/// | method | address | what |
/// |---|---|---|
/// | GET | `/p/{application}` | an application: its first page or list |
/// | GET | `/i/{code}` | an indicator with the records behind it |
/// | GET | `/a/{kind}/{id}/proof/{index}`, `/proof/{index}.txt` | the proof of a change, as a page and as text |
/// | GET | `/checkpoint`, `/checkpoint/witnessed` | the newest signed checkpoint, and the newest that witnesses cosigned; open to everyone |
struct KnowledgeRoutes: Sendable {
    let pages: PageCore

    func add(to routes: inout Routes) {
        routes.on(.get, "/p/{application}", .page, application)
        routes.on(.get, "/i/{code}", .page, indicator)
        routes.on(.get, "/a/{kind}/{id}/proof/{index}", .page, proof)
        routes.on(.get, "/proof/{file}", .page, proofFile)
        routes.on(.get, "/checkpoint", .page, checkpoint)
        routes.on(.get, "/checkpoint/witnessed", .page, witnessed)
    }

    @Sendable private func application(_ call: Call) async throws -> Answer {
        _ = try pages.desk(call)
        guard let application = pages.core.catalog.application(call.value(0)) else { throw WebFailure.noSuchAddress }
        let section = PageFrame.Section(application, for: call.actor, pages.core.catalog)
        guard let first = section.kinds.first else { throw Refusal.notFound(kind: application.name) }
        return .redirect((section.pages.first ?? first).address.text)
    }

    @Sendable private func indicator(_ call: Call) async throws -> Answer {
        let desk = try pages.desk(call)
        let indicator = try desk.indicator(call.value(0))
        let period = call.query["period"].flatMap { $0.utf8.count <= 10 && $0.utf8.allSatisfy { (45...57).contains($0) || $0 == UInt8(ascii: "Q") } ? $0 : nil }
        let figures = Figures(pages: pages)
        let known = try await figures.known(indicator, desk)
        var panels: [PageView.Records] = []
        for (place, part) in indicator.parts.enumerated() {
            guard let schema = pages.core.catalog.schema(part.kind) else { continue }
            let condition = indicator.condition(place, in: call.actor.region, period: period ?? "", isSimulated: known.isSimulated)
            let (records, count) = try await desk.page(Query(part.kind, where: condition, limit: 20), countLimit: 1001)
            panels.append(
                PageView.Records(
                    title: schema.label.plural, schema: schema, flow: pages.flow(schema), columns: [], records: records,
                    names: try await pages.names(records, schema, call.actor),
                    count: ListView.Count(min(count, 1000), isMore: count > 1000), address: .list(kind: part.kind)))
        }
        let view = IndicatorView(
            indicator: indicator, figure: known.figure(in: period ?? ""), definition: DefinitionText(catalog: pages.core.catalog).label(of: indicator),
            formula: known.formula(in: period ?? ""), version: try await desk.definition(of: indicator), knownAsOf: pages.core.now,
            history: known.chart(call.language), periods: known.years, period: period, records: panels)
        return await pages.page(view, call)
    }

    // MARK: proofs

    @Sendable private func proof(_ call: Call) async throws -> Answer {
        let desk = try pages.desk(call)
        let schema = try pages.schema(call, desk)
        let id = try call.recordID(1, of: schema.name)
        let record = try await desk.record(id, in: schema.name)
        guard let index = Int64(call.value(2)), let logged = try await desk.history(of: id, in: schema.name, limit: 1000).first(where: { $0.index == index })
        else {
            throw Refusal.notFound(kind: schema.name)
        }
        guard let proofs = pages.core.services.proofs else { throw WebFailure.unavailable("未启用存证", en: "Proofs are not set up here") }
        let evidence = try await proofs.evidence(of: index)
        guard let item = pages.items([logged], schema).first else { throw Refusal.notFound(kind: schema.name) }
        let view = ProofView(
            kind: schema.label, recordTitle: RecordTitles.title(of: record, schema, call.language), change: item, schema: schema,
            names: try await pages.names([record], schema, call.actor, users: [item.actor]), leafHash: evidence.leafHash,
            path: evidence.path.map { ProofView.PathNode(hash: $0.hash, isLeft: $0.isLeft) }, rootHash: evidence.rootHash, treeSize: evidence.treeSize,
            checkpoint: evidence.checkpoint, holds: evidence.holds)
        return await pages.page(view, call, current: .list(kind: schema.name))
    }

    /// A proof gives away hashes and one entry: whoever asks has to be able to read the record that it is about.
    @Sendable private func proofFile(_ call: Call) async throws -> Answer {
        let desk = try pages.desk(call)
        let file = call.value(0)
        guard file.hasSuffix(".txt"), let index = Int64(file.dropLast(4)), index >= 0 else { throw WebFailure.noSuchAddress }
        guard let logged = try await pages.engine.store.read({ try $0.changes(from: index, limit: 1) }).first, logged.index == index else {
            throw WebFailure.noSuchAddress
        }
        _ = try await desk.record(logged.change.record, in: logged.change.kind)
        guard let proofs = pages.core.services.proofs else { throw WebFailure.unavailable("未启用存证", en: "Proofs are not set up here") }
        return .text(String(decoding: try await proofs.proof(of: index), as: UTF8.self))
    }

    @Sendable private func witnessed(_ call: Call) async throws -> Answer {
        guard let proofs = pages.core.services.proofs else { throw WebFailure.unavailable("未启用存证", en: "Proofs are not set up here") }
        return .text(String(decoding: try await proofs.witnessed(), as: UTF8.self))
    }

    @Sendable private func checkpoint(_ call: Call) async throws -> Answer {
        guard let proofs = pages.core.services.proofs else { throw WebFailure.unavailable("未启用存证", en: "Proofs are not set up here") }
        return .text(String(decoding: try await proofs.checkpoint(), as: UTF8.self))
    }
}
