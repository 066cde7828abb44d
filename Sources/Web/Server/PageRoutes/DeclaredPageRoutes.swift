import HTTPTypes
import Kernel

/// Pages that applications declare.
///
/// | method | address | what |
/// |---|---|---|
/// | GET | `/p/{application}/{code}` | a page, or its panels for htmx; `record` names what it is about, all else in the query are choices of the reader |
/// | GET | `/p/{application}/{code}.docx` | the same as a Word document, where it is a report |
/// | GET | `/p/{application}/{code}/print` | the same as a sheet of paper, where it is a report |
struct DeclaredPageRoutes: Sendable {
    let pages: PageCore

    func add(to routes: inout Routes) {
        routes.on(.get, "/p/{application}/{code}", .page, page)
        routes.on(.get, "/p/{application}/{code}/print", .page, paper)
    }

    /// A page that was asked for, with who asks and what they chose.
    private struct Asked {
        let application: Application
        let page: Page
        let question: Page.Question
        let choices: [Address.Parameter]
    }

    private func asked(_ call: Call, code: String) throws -> Asked {
        let desk = try pages.desk(call)
        guard let application = pages.core.catalog.application(call.value(0)), let page = application.pages.first(where: { $0.code == code }),
            page.isOpen(to: call.actor, pages.core.catalog)
        else {
            throw WebFailure.noSuchAddress
        }
        var record: RecordID?
        if let text = call.query["record"] {
            guard let id = RecordID(text) else { throw WebFailure.noSuchAddress }
            record = id
        }
        if page.subject != nil, record == nil { throw WebFailure.noSuchAddress }
        let choices = DeclaredPageRoutes.choices(call.query)
        return Asked(
            application: application, page: page, question: Page.Question(desk: desk, record: record, choices: choices),
            choices: choices.sorted { $0.key < $1.key }.map { Address.Parameter($0.key, $0.value) })
    }

    /// What the reader chose: a few short words; anything else in the address is passed over.
    static func choices(_ query: Parameters) -> [String: String] {
        let usable = query.items.lazy.filter { item in
            item.name != "record" && (1...40).contains(item.name.utf8.count) && item.name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
                && item.value.unicodeScalars.count <= 200 && !item.value.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
        }
        return Dictionary(usable.prefix(20).map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    @Sendable private func page(_ call: Call) async throws -> Answer {
        let code = call.value(1)
        if code.hasSuffix(".docx") { return try await word(call, String(code.dropLast(5))) }
        let asked = try asked(call, code: code)
        var panels: [PageView.Panel] = []
        for part in asked.page.parts { if let panel = try await panel(part, asked.question, call) { panels.append(panel) } }
        // A page of which nothing may be seen is not there.
        if panels.isEmpty, !asked.page.parts.isEmpty { throw Refusal.notFound(kind: asked.application.name) }
        let (name, record) = (asked.application.name, asked.question.record)
        let view = PageView(
            application: name, applicationLabel: asked.application.label, code: code, label: asked.page.label, panels: panels,
            address: .page(application: name, code: code, record: record, asked.choices), tabs: try await tabs(asked, call),
            paper: asked.page.isReport ? .paper(application: name, code: code, record: record, asked.choices) : nil,
            word: asked.page.isReport && pages.core.services.papers != nil ? .word(application: name, code: code, record: record, asked.choices) : nil)
        if call.isPartial, call.fields[.htmxTarget] == "panels" { return .html(view.panels(pages.visit(call))) }
        let current = asked.page.subject.map { Address.list(kind: $0) } ?? .page(application: name, code: code)
        return await pages.page(view, call, current: current)
    }

    private func tabs(_ asked: Asked, _ call: Call) async throws -> RecordTabs? {
        guard let kind = asked.page.subject, let id = asked.question.record else { return nil }
        let schema = try asked.question.desk.schema(kind)
        let record = try await asked.question.desk.record(id, in: kind)
        return pages.tabs(record, schema, call, current: asked.page.code)
    }

    // MARK: paper

    /// A report without the frame, as it comes out of the printer.
    @Sendable private func paper(_ call: Call) async throws -> Answer {
        let asked = try asked(call, code: call.value(1))
        guard asked.page.isReport else { throw WebFailure.noSuchAddress }
        let (name, code, record) = (asked.application.name, asked.page.code, asked.question.record)
        let view = PaperView(
            label: asked.page.label, blocks: try await blocks(asked), page: .page(application: name, code: code, record: record, asked.choices),
            word: pages.core.services.papers == nil ? nil : .word(application: name, code: code, record: record, asked.choices))
        return .html(view.alone(pages.visit(call)))
    }

    private func word(_ call: Call, _ code: String) async throws -> Answer {
        let asked = try asked(call, code: code)
        guard asked.page.isReport else { throw WebFailure.noSuchAddress }
        return try await PaperAnswer(pages: pages).word(asked.page.label, try await blocks(asked), call)
    }

    private func blocks(_ asked: Asked) async throws -> [Block] {
        var blocks: [Block] = []
        for case .content(let content) in asked.page.parts { blocks += try await content(asked.question) }
        return blocks
    }

    // MARK: panels

    /// One panel; nil where the actor may not see what it shows.
    private func panel(_ part: Page.Part, _ question: Page.Question, _ call: Call) async throws -> PageView.Panel? {
        let desk = question.desk
        switch part {
        case .content(let content): return .content(try await pages.drawn(try await content(question), call))
        case .figures(let codes):
            let figures = try await Figures(pages: pages).figures(codes, desk)
            return figures.isEmpty ? nil : .figures(figures)
        case .records(let kind, let condition, let columns, let title):
            guard let schema = try? desk.schema(kind) else { return nil }
            let (records, count) = try await desk.page(Query(kind, where: condition, limit: 20), countLimit: 1001)
            return .records(
                PageView.Records(
                    title: title, schema: schema, flow: pages.flow(schema), columns: columns, records: records,
                    names: try await pages.names(records, schema, call.actor),
                    count: ListView.Count(min(count, 1000), isMore: count > 1000), address: .list(kind: kind)))
        case .chart(let chart):
            guard let schema = try? desk.schema(chart.summary.kind) else { return nil }
            return .chart(Figures.chart(chart, try await desk.summary(chart.summary), schema, call.language))
        case .timeline(let kind):
            guard let schema = try? desk.schema(kind) else { return nil }
            let records = try await desk.records(Query(kind, order: Query.Order("updatedAt", isDescending: true), limit: 12))
            var items: [ChangeItem] = []
            for record in records {
                let changes = try await desk.history(of: record.meta.id, in: kind, limit: 1)
                items += pages.items(changes, schema, title: RecordTitles.title(of: record, schema, call.language))
            }
            return .timeline(title: schema.label, items, try await pages.names(records, schema, call.actor))
        }
    }
}

extension PageCore {
    /// What an application says, with what its reader may do.
    func drawn(_ blocks: [Block], _ call: Call) async throws -> BlockView {
        BlockView(blocks, deeds: try await deeds(blocks.deeds, call.actor))
    }

    /// What someone may do of some deeds; one read, whatever their number.
    func deeds(_ deeds: [Deed], _ actor: Actor) async throws -> DeedBook {
        let catalog = core.catalog
        let subjects = DeedBook.subjects(deeds, catalog)
        var records: [RecordID: StoredRecord] = [:]
        if !subjects.isEmpty {
            records = try await engine.store.read { reader in
                var found: [RecordID: StoredRecord] = [:]
                for (kind, id) in subjects where found[id] == nil {
                    guard let schema = catalog.schema(kind), let record = try reader.record(kind, id), actor.may(.read, schema, record) else { continue }
                    found[id] = record
                }
                return found
            }
        }
        return DeedBook(catalog: catalog, actor: actor, records: records)
    }

    /// A record and the pages that are about it; nil where there are none.
    func tabs(_ record: StoredRecord, _ schema: Schema, _ call: Call, current: String?) -> RecordTabs? {
        let catalog = core.catalog
        let about = catalog.applications.flatMap { application in
            application.pages.filter { $0.subject == schema.name && $0.isOpen(to: call.actor, catalog) }.map { page in
                RecordTabs.Tab(
                    label: page.label, address: .page(application: application.name, code: page.code, record: record.meta.id), isChosen: page.code == current)
            }
        }
        guard !about.isEmpty else { return nil }
        return RecordTabs(
            kind: schema.name, kindLabel: schema.label, id: record.meta.id, title: RecordTitles.title(of: record, schema, call.language), pages: about)
    }
}

/// What is said on a page as a Word document to keep.
struct PaperAnswer: Sendable {
    let pages: PageCore

    func word(_ label: Label, _ blocks: [Block], _ call: Call) async throws -> Answer {
        let words = Wording.all.noPapers
        guard let papers = pages.core.services.papers else { throw WebFailure.unavailable(words.chinese, en: words.english) }
        let bytes = try await papers.word(label, blocks, call.language, isSimulated: blocks.isSimulated)
        var answer = Answer(fields: SecurityFields.apiWithoutBody, body: .bytes(bytes))
        answer.fields[.contentType] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        let title = blocks.masthead?.title ?? label
        answer.fields[.contentDisposition] = "attachment; filename*=UTF-8''\(Percent.encoded(Files.tidy(title[call.language])))\u{2E}docx"
        return answer
    }
}
