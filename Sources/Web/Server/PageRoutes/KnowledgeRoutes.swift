import HTTPTypes
import Kernel

/// Applications, indicators and proofs.
///
/// | method | address | what |
/// |---|---|---|
/// | GET | `/p/{application}` | an application: its first page or list |
/// | GET | `/i/{code}` | an indicator with the records behind it |
/// | GET | `/a/{kind}/{id}/proof/{index}`, `/proof/{index}.txt` | the proof of a change, as a page and as text |
/// | GET | `/checkpoint` | the newest signed checkpoint; open to everyone |
struct KnowledgeRoutes: Sendable {
    let pages: PageCore

    func add(to routes: inout Routes) {
        routes.on(.get, "/p/{application}", .page, application)
        routes.on(.get, "/i/{code}", .page, indicator)
        routes.on(.get, "/a/{kind}/{id}/proof/{index}", .page, proof)
        routes.on(.get, "/proof/{file}", .page, proofFile)
        routes.on(.get, "/checkpoint", .page, checkpoint)
    }

    @Sendable private func application(_ call: Call) async throws -> Answer {
        _ = try pages.desk(call)
        guard let application = pages.core.catalog.application(call.value(0)) else { throw WebFailure.noSuchAddress }
        let section = PageFrame.Section(application, for: call.actor)
        guard let first = section.kinds.first else { throw Refusal.notFound(kind: application.name) }
        return .redirect((section.pages.first ?? first).address.text)
    }

    @Sendable private func indicator(_ call: Call) async throws -> Answer {
        let desk = try pages.desk(call)
        guard let indicator = pages.core.catalog.indicators[call.value(0)], Figures.mayRead(indicator, desk) else { throw Refusal.notFound(kind: "indicator") }
        let period = call.query["period"].flatMap { $0.utf8.count <= 10 && $0.utf8.allSatisfy { (45...57).contains($0) } ? $0 : nil }
        let figures = Figures(pages: pages)
        let figure = try await figures.figure(indicator, desk, period: period ?? "", call.language)
        var panels: [PageView.Records] = []
        for (place, part) in indicator.parts.enumerated() {
            guard let schema = pages.core.catalog.schema(part.kind) else { continue }
            let condition = indicator.condition(place, in: call.actor.region, period: period ?? "", isSimulated: figure.isSimulated)
            let (records, count) = try await desk.page(Query(part.kind, where: condition, limit: 20), countLimit: 1001)
            panels.append(
                PageView.Records(
                    title: schema.label, schema: schema, flow: pages.flow(schema), columns: [], records: records,
                    names: try await pages.names(records, schema, call.actor),
                    count: ListView.Count(min(count, 1000), isMore: count > 1000), address: .list(kind: part.kind)))
        }
        let year = pages.core.now.day.year
        let view = IndicatorView(
            indicator: indicator, figure: figure, definition: indicator.label, formula: "", knownAsOf: pages.core.now,
            periods: indicator.parts.contains { $0.day != nil } ? (0..<6).map { String(year - $0) } : [], period: period, records: panels)
        return await pages.page(view, call)
    }

    // MARK: proofs

    @Sendable private func proof(_ call: Call) async throws -> Answer {
        let desk = try pages.desk(call)
        let schema = try pages.schema(call, desk)
        let id = try call.recordID(1, of: schema.name)
        let record = try await desk.record(id, in: schema.name)
        guard let index = Int64(call.value(2)), let logged = try await desk.history(of: id, in: schema.name, limit: 1000).first(where: { $0.index == index }) else {
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

    @Sendable private func checkpoint(_ call: Call) async throws -> Answer {
        guard let proofs = pages.core.services.proofs else { throw WebFailure.unavailable("未启用存证", en: "Proofs are not set up here") }
        return .text(String(decoding: try await proofs.checkpoint(), as: UTF8.self))
    }
}

/// Numbers for pages.
struct Figures: Sendable {
    let pages: PageCore

    static func mayRead(_ indicator: Indicator, _ desk: Desk) -> Bool {
        let kinds = indicator.parts.isEmpty ? [RecordName.of(IndicatorValue.self)] : indicator.parts.map(\.kind)
        return kinds.allSatisfy { desk.catalog.schema($0).map { desk.actor.reach(.read, $0) == .all } ?? false }
    }

    func figures(_ codes: [String], _ desk: Desk, _ language: Language) async throws -> [Figure] {
        var figures: [Figure] = []
        for code in codes {
            guard let indicator = desk.catalog.indicators[code], Figures.mayRead(indicator, desk) else { continue }
            figures.append(try await figure(indicator, desk, period: "", language))
        }
        return figures
    }

    func figure(_ indicator: Indicator, _ desk: Desk, period: String, _ language: Language) async throws -> Figure {
        var (value, isSimulated): (Double?, Bool) = (nil, false)
        if indicator.parts.isEmpty {
            var condition = Condition.compare("indicator", .equal, .text(indicator.code)) && .compare("place", .equal, .text(desk.actor.region.code))
            if !period.isEmpty { condition = condition && .compare("period", .equal, .text(period)) }
            let query = Query(RecordName.of(IndicatorValue.self), where: condition, order: Query.Order("period", isDescending: true), limit: 1)
            value = try await desk.records(query).first.map { Row<IndicatorValue>($0).value }
        } else {
            value = try await desk.value(of: indicator, in: desk.actor.region, period: period)
            // A demonstration shows what it made up, and says so; a single real record puts an end to it.
            if (value ?? 0) == 0, let shown = try await desk.value(of: indicator, in: desk.actor.region, period: period, isSimulated: true), shown != 0 {
                (value, isSimulated) = (shown, true)
            }
        }
        return Figure(
            code: indicator.code, label: indicator.label, value: value.map(Figures.text), unit: indicator.unit,
            period: period.isEmpty ? "" : Label(period, en: period),
            isSimulated: isSimulated)
    }

    /// 1,234.5: two decimals at most.
    private static func text(_ value: Double) -> String {
        let column = Column(name: "value", label: "", kind: Double.kind(FieldOptions([.digits(2)])), isRequired: false, options: FieldOptions())
        return column.kind.show(.real((value * 100).rounded() / 100), in: .chinese)
    }

    /// Choices stand in the order in which they were declared, all of them, those that nothing has too.
    private static func inOrder(_ lines: [Summary.Line], _ column: Column?) -> [Summary.Line] {
        guard let column, case .choice(let options) = column.kind.control, options.count <= 12 else { return lines }
        let known = Set(options.map(\.code))
        let found = Dictionary(lines.compactMap { line in line.groups.first?.text.map { ($0, line) } }, uniquingKeysWith: { first, _ in first })
        let declared = options.map { found[$0.code] ?? Summary.Line(groups: [.text($0.code)], measures: [.real(0)]) }
        return declared + lines.filter { line in !(line.groups.first?.text.map(known.contains) ?? false) }
    }

    static func chart(_ chart: Page.Chart, _ lines: [Summary.Line], _ schema: Schema, _ language: Language) -> ChartFigure {
        let column: Column? =
            switch chart.summary.groups.first {
            case .column(let name): schema[name]
            default: nil
            }
        let categories = inOrder(lines, column).map { line in
            let value = line.groups.first ?? .null
            let label = value.isNull ? "—" : column?.show(value, in: language, masked: true) ?? value.text ?? ""
            let address: Address? = column.flatMap { column in
                column.isChoice ? .list(kind: schema.name, [Address.Parameter(column.name, value.text ?? "")]) : nil
            }
            return ChartFigure.Category(label: label, value: line.measures.first?.real ?? 0, address: address)
        }
        return ChartFigure(title: chart.title, shape: chart.shape, categories: categories)
    }
}
