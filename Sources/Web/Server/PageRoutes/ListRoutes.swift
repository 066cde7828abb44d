import HTTPTypes
import Kernel

/// Lists of records.
///
/// | method | address | what |
/// |---|---|---|
/// | GET | `/a/{kind}` | a list, or its results for htmx |
/// | POST | `/a/{kind}` | make a record (``RecordPageRoutes``) |
/// | GET | `/a/{kind}/board` | by states of the flow |
/// | GET | `/a/{kind}/suggest`, `/regions/suggest` | what fits what was typed |
/// | POST | `/a/{kind}/views` | keep the filters under a name |
/// | POST | `/a/{kind}/delete` | delete what was selected |
/// | GET | `/a/{kind}/export.…` | the list as a file |
struct ListRoutes: Sendable {
    let pages: PageCore
    private static let pageSize = 50
    private static let countLimit = 10_000

    func add(to routes: inout Routes) {
        routes.on(.get, "/a/{kind}", .page, list)
        routes.on(.get, "/a/{kind}/board", .page, board)
        routes.on(.get, "/a/{kind}/suggest", .page, suggest)
        routes.on(.get, "/regions/suggest", .page, suggestRegion)
        routes.on(.post, "/a/{kind}/views", .page, saveView)
        routes.on(.post, "/a/{kind}/delete", .page, deleteSelected)
        for format in RecordExporter.Format.allCases {
            routes.on(.get, "/a/{kind}/export\(format.rawValue)", .page) { [pages] in try await Self.export($0, format, pages) }
        }
    }

    /// The filters of a list. Personal columns can be searched only by those who see them, or a filter would tell what a mask hides.
    private static func state(_ call: Call, _ schema: Schema) throws -> (state: ListState, condition: Condition) {
        var state = ListState(call.query.items.map { ($0.name, $0.value) }, schema)
        let condition = try state.condition(schema)
        if !call.actor.may(.readPersonal, schema) {
            for name in condition.columns { if let column = schema[name], column.isPersonal { throw Self.personal(column) } }
        }
        for name in condition.columns { if let column = schema[name], column.isSecret { throw Self.personal(column) } }
        if let order = state.sort, let column = schema[order.column], column.isPersonal { state.sort = nil }
        return (state, condition)
    }

    private static func personal(_ column: Column) -> Refusal {
        .invalid([
            Problem(
                "personal-field", field: column.name, "不能按个人信息“\(column.label.chinese)”筛选", en: "Personal data (“\(column.label.english)”) cannot be searched")
        ])
    }

    @Sendable private func list(_ call: Call) async throws -> Answer {
        let desk = try pages.desk(call)
        let schema = try pages.schema(call, desk)
        var problems: [Problem] = []
        var (state, condition): (ListState, Condition) = (ListState(call.query.items.map { ($0.name, $0.value) }, schema), .never)
        do { (state, condition) = try Self.state(call, schema) } catch { problems = WebFailure(error).problems }
        var order = state.sort ?? .newestFirst
        let isBackwards = state.before != nil && state.after == nil
        if isBackwards { order = Query.Order(order.column, isDescending: !order.isDescending) }
        let cursor = isBackwards ? state.before : state.after
        let fits = cursor.map { Self.fits($0, order, schema) } ?? true
        let query = Query(schema.name, where: condition, order: order, after: fits ? cursor : nil, limit: Self.pageSize + 1)
        let (found, count) = problems.isEmpty ? try await desk.page(query, countLimit: Self.countLimit + 1) : ([], 0)
        let isMore = found.count > Self.pageSize
        var records = Array(found.prefix(Self.pageSize))
        if isBackwards { records.reverse() }
        let forwards = Query(schema.name, order: state.sort ?? .newestFirst)
        let hasBefore = isBackwards ? isMore : cursor != nil && fits
        let hasAfter = isBackwards ? true : isMore
        let view = ListView(
            schema: schema, flow: pages.flow(schema), records: records, state: state, names: try await pages.names(records, schema, call.actor),
            count: ListView.Count(min(count, Self.countLimit), isMore: count > Self.countLimit),
            previous: hasBefore ? records.first.map { ListRequest.cursor(after: $0, forwards, schema) } : nil,
            next: hasAfter ? records.last.map { ListRequest.cursor(after: $0, forwards, schema) } : nil,
            views: try await SavedViews(pages: pages).of(schema, call.actor), problems: problems, applicationLabel: pages.applicationLabel(schema))
        if call.isPartial { return .html(view.results(pages.visit(call)), status: problems.isEmpty ? 200 : 422) }
        return await pages.page(view, call, current: .list(kind: schema.name), status: problems.isEmpty ? 200 : 422)
    }

    private static func fits(_ cursor: Query.Cursor, _ order: Query.Order, _ schema: Schema) -> Bool {
        switch (cursor.value, Filter.type(of: order.column, schema)) {
        case (.null, _), (.integer, .integer), (.real, .real), (.integer, .real), (.text, .text): true
        default: false
        }
    }

    // MARK: board

    @Sendable private func board(_ call: Call) async throws -> Answer {
        let desk = try pages.desk(call)
        let schema = try pages.schema(call, desk)
        guard let view = try await boardView(call, schema, desk) else { throw Refusal.notFound(kind: schema.name) }
        if call.isPartial { return .html(view.board(pages.visit(call))) }
        return await pages.page(view, call, current: .list(kind: schema.name))
    }

    func boardView(_ call: Call, _ schema: Schema, _ desk: Desk) async throws -> BoardView? {
        guard let flow = pages.flow(schema) else { return nil }
        let (state, condition) = try Self.state(call, schema)
        var columns: [BoardView.Column] = []
        var all: [StoredRecord] = []
        for option in flow.states {
            let inState = condition && .compare(flow.column, .equal, .text(option.code))
            let (records, count) = try await desk.page(Query(schema.name, where: inState, limit: 30), countLimit: 1001)
            all += records
            let due = try await deadlines(of: records)
            let cards = records.map { BoardView.Card(record: $0, due: due[$0.meta.id.text], moves: Moves(flow, $0, schema, for: call.actor)) }
            columns.append(BoardView.Column(state: option.code, cards: cards, count: ListView.Count(min(count, 1000), isMore: count > 1000)))
        }
        return BoardView(schema: schema, flow: flow, columns: columns, names: try await pages.names(all, schema, call.actor), state: state)
    }

    /// When what waits with some records is due. Who may see a record may see its deadline.
    private func deadlines(of records: [StoredRecord]) async throws -> [String: Day] {
        if records.isEmpty { return [:] }
        let subjects = Condition.among("subject", records.map { .text($0.meta.id.text) })
        let items = try await pages.engine.desk(for: .system).records(Query(RecordName.of(WorkItem.self), where: subjects, limit: 1000)).map(Row<WorkItem>.init)
        return Dictionary(items.compactMap { item in item.due.map { (item.subject, $0) } }, uniquingKeysWith: min)
    }

    // MARK: suggestions

    @Sendable private func suggest(_ call: Call) async throws -> Answer {
        let desk = try pages.desk(call)
        let schema = try pages.schema(call, desk)
        let words = call.typedWords
        var condition: Condition = .always
        if let title = schema.title, let column = schema[title], !words.isEmpty {
            // By a name finds who may read names; the others are told.
            if column.isPersonal, !call.actor.may(.readPersonal, schema) { throw Self.personal(column) }
            condition = .contains(title, words)
        }
        let records = try await desk.records(Query(schema.name, where: condition, limit: 12))
        let names = try await pages.names(records, schema, call.actor)
        // A masked name tells nobody apart: beside it stands what else is known of them.
        let other = schema.title.flatMap { schema[$0] }?.isPersonal == true ? schema.columns.first { $0.options.isSearchable && !$0.isPersonal } : nil
        let options = records.map { record in
            let detail = other.flatMap { record.value(of: $0.name, in: schema)?.text } ?? names.region(record.meta.region.code)
            return (value: record.meta.id.text, text: RecordTitles.title(of: record, schema, call.language), detail: detail)
        }
        return .html(SuggestionsView(options: options).part(pages.visit(call)))
    }

    /// Names of regions are no secret: everyone who is signed in may choose one.
    @Sendable private func suggestRegion(_ call: Call) async throws -> Answer {
        _ = try pages.desk(call)
        let words = call.typedWords
        let condition: Condition =
            words.isEmpty ? .always : words.utf8.allSatisfy { (48...57).contains($0) } ? .hasPrefix("code", words) : .contains("name", words)
        let rows = try await pages.engine.desk(for: .system).records(
            Query(RecordName.of(RegionName.self), where: condition, order: Query.Order("code"), limit: 12))
        let options = rows.map(Row<RegionName>.init).map { (value: $0.code.code, text: $0.name, detail: $0.code.code) }
        return .html(SuggestionsView(options: options).part(pages.visit(call)))
    }

    // MARK: changes

    @Sendable private func saveView(_ call: Call) async throws -> Answer {
        let desk = try pages.desk(call)
        let schema = try pages.schema(call, desk)
        let form = try await Form.read(call, limit: 16_384)
        let state = ListState(Parameters(parsing: form["parameters"]).items.map { ($0.name, $0.value) }, schema)
        try await SavedViews(pages: pages).keep(form["name"], state, schema, call.actor)
        let filters = state.firstPage.parameters.filter { $0.name != "view" }
        return .redirect(Address.list(kind: schema.name, [Address.Parameter("view", form["name"])] + filters).text)
    }

    @Sendable private func deleteSelected(_ call: Call) async throws -> Answer {
        let desk = try pages.desk(call)
        let schema = try pages.schema(call, desk)
        let form = try await Form.read(call, limit: 65_536)
        guard call.actor.may(.delete, schema) else { throw Refusal.forbidden(.delete, kind: schema.name) }
        for id in form.texts.all("id").prefix(500).compactMap({ RecordID($0) }) { try await desk.delete(id, version: nil, in: schema.name) }
        return .redirect(Address.list(kind: schema.name).text)
    }

    private static func export(_ call: Call, _ format: RecordExporter.Format, _ pages: PageCore) async throws -> Answer {
        let desk = try pages.desk(call)
        let schema = try pages.schema(call, desk)
        var (state, condition) = try state(call, schema)
        let ids = call.query.all("id").prefix(500).compactMap { RecordID($0) }
        if !ids.isEmpty { condition = condition && .among("id", ids.map { .text($0.text) }) }
        state.sort = state.sort ?? .newestFirst
        return try await RecordExporter(core: pages.core).answer(
            call, kind: schema.name, format, query: Query(schema.name, where: condition, order: state.sort ?? .newestFirst))
    }
}

/// Lists under a name, each user's own.
struct SavedViews: Sendable {
    let pages: PageCore
    private var kind: String { RecordName.of(SavedView.self) }

    /// The user, who may keep views whatever else they may do.
    private func desk(_ actor: Actor) -> Desk {
        let role = Role("saved-views", "保存的视图", Grant([.read, .create, .update, .delete], of: kind, reach: .own))
        return pages.engine.desk(for: Actor(id: actor.id, name: actor.name, region: actor.region, roles: [role]))
    }

    func of(_ schema: Schema, _ actor: Actor) async throws -> [ListView.SavedView] {
        let records = try await desk(actor).records(Query(kind, where: .compare("recordKind", .equal, .text(schema.name)), limit: 30))
        return records.map(Row<SavedView>.init).map { row in
            // The name goes along, so that the list knows which of its tabs it stands on.
            let filters = Parameters(parsing: row.filters).items.filter { $0.name != "view" }.map { Address.Parameter($0.name, $0.value) }
            return ListView.SavedView(name: row.name, parameters: [Address.Parameter("view", row.name)] + filters)
        }
    }

    func keep(_ name: String, _ state: ListState, _ schema: Schema, _ actor: Actor) async throws {
        var draft = Draft<SavedView>()
        draft.submission["name"] = .typed(name)
        draft.recordKind = schema.name
        draft.filters = state.firstPage.parameters.filter { $0.name != "view" }.map { Percent.encoded($0.name) + "=" + Percent.encoded($0.value) }.joined(
            separator: "&")
        if draft.filters?.isEmpty ?? true { draft.filters = "sort=-id" }
        _ = try await desk(actor).create(draft)
    }
}
