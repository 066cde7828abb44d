import HTTPTypes
import Kernel
import Operations

/// What needs me, and how are we doing.
///
/// | method | address | what |
/// |---|---|---|
/// | GET | `/`, `/?front=APPLICATION.PAGE` | work, the front page of an application, changes, applications |
/// | GET | `/inbox` | everything that waits, or its list for htmx |
/// | GET | `/search` | over everything that may be read |
/// | GET | `/applications`, `/p/{application}` | applications |
/// | GET | `/jobs`, `/jobs/{id}`; POST `/jobs/{id}/cancel` | work in the background |
struct WorkRoutes: Sendable {
    let pages: PageCore

    func add(to routes: inout Routes) {
        routes.on(.get, "/", .page, home)
        routes.on(.get, "/inbox", .page, inbox)
        routes.on(.get, "/search", .page, search)
        routes.on(.get, "/applications", .page, applications)
        routes.on(.get, "/jobs", .page, jobs)
        routes.on(.get, "/jobs/{id}", .page, job)
        routes.on(.post, "/jobs/{id}/cancel", .page, cancel)
    }

    @Sendable private func home(_ call: Call) async throws -> Answer {
        let desk = try pages.desk(call)
        let items = try await items(desk)
        if call.isPartial, call.fields[.htmxTarget] == "inbox" { return .html(InboxView(items: items).list(pages.visit(call))) }
        let (front, chosen) = try await front(desk, call)
        let codes = front == nil ? Array(pages.core.catalog.indicators.keys.sorted().prefix(12)) : []
        let figures = try await Figures(pages: pages).figures(codes, desk)
        let changes = try await desk.recentChanges().flatMap { schema, record, change in
            pages.items([change], schema, title: RecordTitles.title(of: record, schema, call.language))
        }
        let view = HomeView(
            items: items, waiting: try await desk.inboxCount(), front: front, figures: Array(figures.prefix(6)), changes: changes,
            names: try await pages.names([], Job.kind.declared, call.actor, users: Set(changes.map(\.actor))), applications: tiles(call, items))
        var answer = await pages.page(view, call, current: .home)
        if let chosen, chosen == call.query["front"] { answer.remember("front", chosen) }
        return answer
    }

    /// What one application wants to be seen first: the one that was chosen, now or the last time, or the first that has something to say.
    private func front(_ desk: Desk, _ call: Call) async throws -> (HomeView.Front?, chosen: String?) {
        let catalog = pages.core.catalog
        let all = catalog.applications.flatMap { application in
            application.pages.filter { $0.isFront && $0.isOpen(to: call.actor, catalog) }.map { (name: "\(application.name).\($0.code)", page: $0) }
        }
        let wanted = call.query["front"] ?? call.cookie("front")
        for (name, page) in all.filter({ $0.name == wanted }) + all.filter({ $0.name != wanted }) {
            guard let blocks = try await page.blocks(Page.Question(desk: desk)), !blocks.isEmpty else { continue }
            let tabs = all.map { HomeView.Front.Tab(label: $0.page.label, address: .front($0.name), isChosen: $0.name == name) }
            return (HomeView.Front(view: try await pages.drawn(blocks, call), tabs: tabs), name)
        }
        return (nil, nil)
    }

    private func tiles(_ call: Call, _ items: [InboxItem]) -> [HomeView.ApplicationTile] {
        pages.core.catalog.applications.map { PageFrame.Section($0, for: call.actor, pages.core.catalog) }.filter { !$0.kinds.isEmpty }.map { section in
            HomeView.ApplicationTile(
                name: section.name, label: section.label, kinds: section.kinds, waiting: items.count { $0.application == section.name })
        }
    }

    @Sendable private func applications(_ call: Call) async throws -> Answer {
        let desk = try pages.desk(call)
        return await pages.page(ApplicationsView(applications: tiles(call, try await items(desk))), call, current: .applications)
    }

    @Sendable private func inbox(_ call: Call) async throws -> Answer {
        let desk = try pages.desk(call)
        let all = try await items(desk)
        let application = call.query["application"]
        let shown = application.map { name in all.filter { $0.application == name } } ?? all
        let counts = Dictionary(grouping: all, by: \.application)
        let tabs = counts.keys.sorted().map { name in
            (name: name, label: pages.core.catalog.application(name)?.label ?? Label(name), count: counts[name]?.count ?? 0)
        }
        let waiting = application == nil ? try await desk.inboxCount() : shown.count
        let view = InboxView(items: shown, applications: tabs, application: application, waiting: waiting)
        if call.isPartial { return .html(view.list(pages.visit(call))) }
        return await pages.page(view, call, current: .inbox(application: nil))
    }

    private func items(_ desk: Desk) async throws -> [InboxItem] {
        let catalog = desk.catalog
        let deputy = try await Deputy(desk, pages)
        return try await desk.inbox(limit: 200).compactMap { item in
            guard let schema = catalog.schema(item.recordKind), let id = RecordID(item.subject) else { return nil }
            let state = catalog.kinds[schema.name]?.flow?.states.first { $0.code == item.state }?.label ?? Label(item.state)
            return InboxItem(
                kind: schema.label, application: schema.application, address: .record(kind: schema.name, id), title: item.title, task: state,
                since: Instant(startOf: item.since), due: item.due,
                reason: deputy.reason(of: item), isSimulated: item.meta.isSimulated)
        }
    }

    /// Tells what waits for someone's own role or name from what waits for whom they stand in for.
    private struct Deputy {
        private var own: Set<String> = []
        private var givers: [(id: String, name: String, roles: Set<String>)] = []
        private let me: String

        init(_ desk: Desk, _ pages: PageCore) async throws {
            me = desk.actor.id
            if desk.actor.standsInFor.isEmpty { return }
            let system = pages.engine.desk(for: .system)
            let ids = desk.actor.people.sorted().map { Stored.text($0) }
            for user in try await system.records(Query(RecordName.of(User.self), where: .among("id", ids), limit: 100)).map(Row<User>.init) {
                if user.id.text == me { own = Set(user.roles ?? []) } else { givers.append((user.id.text, user.name, Set(user.roles ?? []))) }
            }
        }

        func reason(of item: Row<WorkItem>) -> InboxItem.Reason {
            if item.assignee == me || own.contains(item.role) { return .assigned }
            let giver = givers.first { giver in item.assignee.map { $0 == giver.id } ?? giver.roles.contains(item.role) }
            return giver.map { .delegated(by: $0.name) } ?? .assigned
        }
    }

    @Sendable private func search(_ call: Call) async throws -> Answer {
        let desk = try pages.desk(call)
        let words = String((call.query["q"] ?? "").prefix(200).filter { $0 != "\0" })
        var groups: [SearchView.Group] = []
        var count = 0
        if !words.filter({ !$0.isWhitespace }).isEmpty {
            let found = try await desk.search(words, limit: 60)
            count = found.count
            for (kind, hits) in Dictionary(grouping: found, by: { $0.schema.name }).sorted(by: { $0.key < $1.key }) {
                guard let schema = hits.first?.schema else { continue }
                let flow = pages.flow(schema)
                groups.append(
                    SearchView.Group(
                        kind: kind, label: schema.label,
                        hits: hits.map { _, record in
                            let state = flow.flatMap { record.value(of: $0.column, in: schema)?.text } ?? ""
                            return SearchView.Hit(
                                id: record.meta.id, title: RecordTitles.title(of: record, schema, call.language), passage: passage(record, schema, words),
                                state: flow?.states.first { $0.code == state }?.label[call.language] ?? "", isSimulated: record.meta.isSimulated)
                        },
                        count: ListView.Count(hits.count)))
            }
        }
        let view = SearchView(words: words, groups: groups, count: ListView.Count(count, isMore: count == 60))
        if call.isPartial { return .html(view.results(pages.visit(call))) }
        return await pages.page(view, call)
    }

    /// Where the words stand, out of what search looks at: never out of personal data.
    private func passage(_ record: StoredRecord, _ schema: Schema, _ words: String) -> String {
        // The title stands above already.
        let title = schema.title(of: record)
        let text = schema.searchText(of: record.values).split(separator: "\n").filter { $0 != title }.joined(separator: " · ")
        guard let found = text.range(of: words) else { return String(text.prefix(80)) }
        let start = text.index(found.lowerBound, offsetBy: -20, limitedBy: text.startIndex) ?? text.startIndex
        return String(text[start...].prefix(80))
    }

    // MARK: jobs

    private var jobKind: String { RecordName.of(Job.self) }
    private func runner() throws -> JobRunner {
        guard let jobs = pages.core.services.jobs else { throw WebFailure.unavailable("未启用后台任务", en: "Jobs are not set up here") }
        return jobs
    }

    @Sendable private func jobs(_ call: Call) async throws -> Answer {
        _ = try pages.desk(call)
        let rows = try await runner().jobs(of: call.actor, limit: 100)
        let names = try await pages.names(rows.map(\.record), Job.kind.declared, call.actor, users: Set(rows.map(\.owner)))
        return await pages.page(JobsView(jobs: rows.map(state), names: names), call, current: .jobs)
    }

    /// One job of whoever asks; an administrator may look at all.
    @Sendable private func job(_ call: Call) async throws -> Answer {
        _ = try pages.desk(call)
        _ = try runner()
        let row = Row<Job>(try await pages.engine.desk(for: .system).record(try call.recordID(0, of: jobKind), in: jobKind))
        guard row.owner == call.actor.id || call.actor.roles.contains(Role.administrator.code) else { throw Refusal.notFound(kind: jobKind) }
        let view = JobView(job: state(row), back: call.query["return"].map { Returns.safe($0) })
        if call.isPartial { return .html(view.progress(pages.visit(call))) }
        return await pages.page(view, call, current: .jobs)
    }

    private func state(_ job: Row<Job>) -> JobState {
        let isOver = job.state != .held && job.state != .waiting && job.state != .running
        return JobState(
            id: job.id.text, label: job.label, phase: JobState.Phase(rawValue: job.state.code) ?? .waiting, done: job.done,
            total: job.total, startedAt: job.meta.createdAt, finishedAt: isOver ? job.meta.updatedAt : nil, startedBy: job.owner,
            message: job.outcome, result: job.result.map { .file($0.id) }, next: job.destination.map { Address($0) })
    }

    @Sendable private func cancel(_ call: Call) async throws -> Answer {
        _ = try await Form.read(call, limit: 4096)
        _ = try pages.desk(call)
        try await runner().cancel(try call.recordID(0, of: jobKind), for: call.actor)
        return .redirect(Address.jobs.text)
    }
}

extension StringProtocol {
    /// The first place of some words; letters must agree.
    fileprivate func range(of words: String) -> Range<Index>? {
        guard !words.isEmpty else { return nil }
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(words) { return start..<(index(start, offsetBy: words.count, limitedBy: endIndex) ?? endIndex) }
            start = index(after: start)
        }
        return nil
    }
}
