import Synchronization

/// Carries out changes and answers questions: the one road between the web and the store.
public final class Engine: Sendable {
    public let store: any Store
    public let context: Context
    /// Where values of series are kept, if not in the store.
    public let series: (any SeriesArchive)?
    /// The newest catalog: declared kinds and what the county added. Replaced as a whole.
    private let current: Mutex<Catalog>
    /// The calendar of working days, reread when a holiday changes.
    private let calendar = Mutex(WorkingDays())
    private let listeners = Mutex<[@Sendable ([Committed]) -> Void]>([])

    public init(_ applications: [Application], store: any Store, context: Context, series: (any SeriesArchive)? = nil) throws(DeclarationError) {
        self.store = store
        self.series = series
        self.context = context
        current = Mutex(try Catalog(applications + [.system]))
    }

    /// What is declared, and what the county added until now.
    public var catalog: Catalog { current.withLock { $0 } }
    /// Which days are worked.
    public var workingDays: WorkingDays { calendar.withLock { $0 } }

    /// Prepares the store, takes in the county's own fields and its calendar, and brings computed indicators up to date.
    public func start(steps: [MigrationStep] = []) async throws {
        try await store.prepare(catalog.schemas, steps: steps)
        try await takeInCustomFields()
        try await takeInHolidays()
        try await recomputeChangedIndicators()
        try await noteApplications()
        await hearOthers()
    }

    /// Changes that other programs on the same database commit are heard like our own.
    private func hearOthers() async {
        let (stream, continuation) = AsyncStream<[Committed]?>.makeStream()
        await store.listen { continuation.yield($0) }
        // One after the other, in their order.
        Task { [weak self] in
            for await changes in stream {
                guard let self else { return }
                await self.publish(changes ?? Engine.anything)
            }
        }
    }

    /// What is published where nobody knows what changed: enough for everything that remembers to forget.
    private static let anything = [Holiday.kind.declared, CustomField.kind.declared, User.kind.declared, Session.kind.declared].map {
        Committed(kind: $0.name, id: RecordID(stored: ""), action: .update, region: Region(""), index: nil)
    }

    /// Lets each application bring in what it cannot be without, once in the life of the store. What was interrupted begins again, so an application
    /// gives such records ids that follow from what they are about.
    public func found() async throws {
        for application in catalog.applications {
            guard let founding = application.founding else { continue }
            let name = "founded." + application.name
            if try await store.read({ try $0.setting(name) }) != nil { continue }
            try await founding(desk(for: .system))
            try await store.write { try $0.set(name, "1") }
        }
    }

    /// What one actor may do.
    public func desk(for actor: Actor) -> Desk { Desk(engine: self, actor: actor) }

    /// Called after every transaction, outside of it, with its changes in their order; of two that end together, either may come first. Must return at once.
    public func listen(_ listener: @escaping @Sendable ([Committed]) -> Void) { listeners.withLock { $0.append(listener) } }

    func publish(_ committed: [Committed]) async {
        if committed.isEmpty { return }
        for listener in listeners.withLock({ $0 }) { listener(committed) }
        await removeSeries(committed)
        if committed.contains(where: { $0.kind == RecordName.of(Holiday.self) }) { try? await takeInHolidays() }
        if committed.contains(where: { $0.kind == RecordName.of(CustomField.self) }) { try? await takeInCustomFields() }
    }

    /// With a record go the values of its series. An archive that fails keeps what nobody can reach any more.
    private func removeSeries(_ committed: [Committed]) async {
        guard let series else { return }
        let streams = committed.filter { $0.action == .delete }.flatMap { change in
            catalog.kinds[change.kind]?.series.map { $0.stream(of: change.id) } ?? []
        }
        if !streams.isEmpty { try? await series.remove(streams) }
    }

    private func takeInHolidays() async throws {
        let records = try await store.read { try $0.records(Query(RecordName.of(Holiday.self), order: .oldestFirst, limit: 5000)) }
        var days = WorkingDays()
        for row in records.map(Row<Holiday>.init) {
            if row.isWorked { days.workedWeekends.insert(row.day) } else { days.holidays.insert(row.day) }
        }
        calendar.withLock { $0 = days }
    }

    private func takeInCustomFields() async throws {
        let records = try await store.read { try $0.records(Query(RecordName.of(CustomField.self), order: .oldestFirst, limit: 5000)) }
        var (columns, revisions): ([String: [Column]], [String: Int]) = ([:], [:])
        for row in records.map(Row<CustomField>.init) {
            revisions[row.recordKind, default: 1] += 1
            columns[row.recordKind, default: []].append(row.column(since: revisions[row.recordKind, default: 1]))
        }
        if columns.isEmpty { return }
        // The tables first: from the moment the catalog has a field, records are written with it.
        try await store.prepare(catalog.adding(columns, revisions: revisions).schemas, steps: [])
        current.withLock { $0 = $0.adding(columns, revisions: revisions) }
    }
}

/// A change that is durable.
public struct Committed: Sendable, Hashable {
    public let kind: String
    public let id: RecordID
    public let action: Change.Action
    public let region: Region
    /// Its place in the ledger; nil for kinds that are not logged.
    public let index: Int64?

    public init(kind: String, id: RecordID, action: Change.Action, region: Region, index: Int64?) {
        self.kind = kind
        self.id = id
        self.action = action
        self.region = region
        self.index = index
    }
}
