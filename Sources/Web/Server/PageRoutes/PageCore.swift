import HTTPTypes
import Kernel

/// What every page route works with: who looks, in which language, and how a view becomes an answer.
struct PageCore: Sendable {
    let core: WebCore

    var engine: Engine { core.engine }

    func visit(_ call: Call) -> Visit {
        Visit(
            actor: call.actor, language: call.language, theme: call.cookie("theme").flatMap(Visit.Theme.init(rawValue:)) ?? .system, now: core.now,
            formToken: call.visitor.session?.formToken ?? "", assets: core.services.assets.versions, path: PageCore.path(of: call),
            hasMap: !core.maps.schemas(for: call.actor).isEmpty, isInField: !call.visitor.mustChangePassword && !KeptForField(core.catalog, call.actor).isEmpty,
            message: message(call))
    }

    /// The address of a page, for coming back to it.
    static func path(of call: Call) -> String {
        let query = call.query.items.map { Percent.encoded($0.name) + "=" + Percent.encoded($0.value) }.joined(separator: "&")
        return query.isEmpty ? call.path : call.path + "?" + query
    }

    /// The desk of whoever is signed in.
    ///
    /// - Throws: ``Refusal/unknown`` for nobody, who is then led to the sign-in.
    func desk(_ call: Call) throws(Refusal) -> Desk {
        if call.actor.isNobody { throw .unknown }
        return core.desk(call)
    }

    /// A whole page with its frame.
    func page(_ view: some View, _ call: Call, current: Address? = nil, status: Int = 200) async -> Answer {
        let frame = await frame(call, current: current)
        var answer = Answer.html(frame.page(view, visit(call)), status: status)
        if call.cookie("message") != nil, !call.isToBeKept { forgetMessage(&answer) }
        return answer
    }

    private func frame(_ call: Call, current: Address?) async -> PageFrame {
        let catalog = core.catalog
        let sections = catalog.applications.map { PageFrame.Section($0, for: call.actor, catalog) }.filter { !$0.kinds.isEmpty }
        let waiting = (try? await core.desk(call).inboxCount()) ?? 0
        let mayConfigure = catalog.schema(RecordName.of(User.self)).map { call.actor.may(.configure, $0) } ?? false
        return PageFrame(
            county: core.configuration.title, navigation: sections, waiting: waiting, current: current, mayConfigure: mayConfigure,
            guide: GuideShelf(catalog, call.actor).place(of: current))
    }

    /// The schema of a kind that has pages.
    func schema(_ call: Call, _ desk: Desk, _ action: Action = .read) throws(Refusal) -> Schema {
        let schema = try desk.schema(call.value(0), action)
        if schema.isHidden { throw .notFound(kind: schema.name) }
        return schema
    }

    func flow(_ schema: Schema) -> FlowTable? { core.catalog.kinds[schema.name]?.flow }

    func applicationLabel(_ schema: Schema) -> Label { core.catalog.application(schema.application)?.label ?? Label(schema.application) }

    // MARK: names

    /// What references, regions, users and files in some records are called, as far as the actor may know.
    func names(_ records: [StoredRecord], _ schema: Schema, _ actor: Actor, users: Set<String> = [], regions: Set<String> = []) async throws -> Names {
        var (references, files, regions, users) = (Set<Pair>(), Set<String>(), regions, users)
        for record in records {
            users.formUnion([record.meta.createdBy, record.meta.updatedBy])
            if !record.meta.region.code.isEmpty { regions.insert(record.meta.region.code) }
            for (column, value) in zip(schema.columns, record.values) {
                guard let text = value.text else { continue }
                for (kind, id) in column.references(in: value) {
                    if kind == RecordName.of(FileInfo.self) { files.insert(id.text) } else { references.insert(Pair(kind: kind, id: id.text)) }
                }
                if column.kind.control == .region { regions.insert(text) }
            }
        }
        let (wanted, people, papers, places, catalog) = (references, users, files, regions, core.catalog)
        return try await engine.store.read { reader in
            var names = Names()
            for pair in wanted {
                guard let target = catalog.schema(pair.kind), let id = RecordID(pair.id), let record = try reader.record(pair.kind, id),
                    actor.may(.read, target, record)
                else { continue }
                names.records[pair.id] = RecordTitles.title(of: record, target, .chinese)
            }
            for text in people {
                if let id = RecordID(text), let record = try reader.record(RecordName.of(User.self), id) { names.users[text] = Row<User>(record).name }
            }
            for text in papers {
                guard let id = RecordID(text), let record = try reader.record(RecordName.of(FileInfo.self), id) else { continue }
                names.files[text] = Names.FileName(name: Row<FileInfo>(record).name, bytes: Int64(Row<FileInfo>(record).size))
            }
            if !places.isEmpty {
                let query = Query(RecordName.of(RegionName.self), where: .among("code", places.sorted().prefix(200).map { .text($0) }), limit: 200)
                for record in try reader.records(query) { names.regions[Row<RegionName>(record).code.code] = Row<RegionName>(record).name }
            }
            names.users[Actor.system.id] = Actor.system.name
            return names
        }
    }

    private struct Pair: Hashable { let kind: String, id: String }

    // MARK: changes

    /// Entries of the ledger as views show them: without secrets, personal values as the views mask them.
    func items(_ changes: [LoggedChange], _ schema: Schema, title: String = "") -> [ChangeItem] {
        let flow = flow(schema)
        return changes.map { logged in
            let change = logged.change
            let payload = (try? JSON(parsing: change.payload)) ?? .object([])
            let (before, after) = (payload["before"], payload["after"])
            let fields: [ChangeItem.FieldChange] = schema.columns.filter { !$0.isSecret }.compactMap { column in
                let (old, new) = (before?[column.name], after?[column.name])
                if old == nil, new == nil { return nil }
                return ChangeItem.FieldChange(
                    column: column.name, before: old.flatMap { try? column.read($0) } ?? .null, after: new.flatMap { try? column.read($0) } ?? .null)
            }
            let code = payload["step"]?.string ?? payload["signed"]?.string
            return ChangeItem(
                index: logged.index, at: change.at, actor: change.actor, action: change.action, kind: change.kind, record: change.record, fields: fields,
                step: payload["operation"]?.string.map { core.catalog.operations[$0]?.label ?? Label($0, en: $0) }
                    ?? code.map { code in flow?.steps.first { $0.code == code }?.label ?? Label(code) }, remark: payload["remark"]?.string ?? "",
                isErased: logged.isErased, recordTitle: title)
        }
    }
}

/// A failure that no view of its own is for: what happened and what to do.
struct MessageView: View {
    let failure: WebFailure
    let request: String

    func title(_ visit: Visit) -> String { visit.say(failure.message) }

    func write(to html: inout HTML, _ visit: Visit) {
        html.element("div", class: "fault") { html in
            html.element("p", class: "status", text: String(failure.status))
            html.element("h1", text: visit.say(failure.message))
            if !failure.problems.isEmpty {
                html.element("ul") { html in for problem in failure.problems { html.element("li", text: visit.say(problem.message)) } }
            }
            html.element("div", class: "buttons") { $0.button(visit.words.toHome, .home, .home, isMain: true) }
            html.element("p", class: "hint") { html in
                html.text(visit.words.requestNumber + " ")
                html.element("code", text: request)
            }
        }
    }

    func alone(_ visit: Visit) -> [UInt8] {
        var html = HTML()
        Document.write(to: &html, title: title(visit), visit) { html in html.element("main", .class("alone"), .id("main")) { write(to: &$0, visit) } }
        return html.bytes
    }

    func line(_ visit: Visit) -> [UInt8] {
        var html = HTML(reserving: 256)
        html.text(([failure.message] + failure.problems.map(\.message)).map(visit.say).joined(separator: "。"))
        return html.bytes
    }
}
