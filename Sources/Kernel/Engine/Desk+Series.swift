/// Values of series: whoever may change a record may add values to it, whoever may read it may read them.
extension Desk {
    /// As many values as are taken or given at once.
    public static let measurementLimit = 5000

    /// Adds values to a series of a record. One that is sent again for the same moment is passed over; the first one stays.
    ///
    /// - Returns: how many were new.
    /// - Throws: ``Refusal/invalid(_:)`` for more than ``measurementLimit`` values, for one that is no number, or lies a day or more ahead.
    /// - Complexity: O(values), and 500 old ones that are not kept any longer.
    @discardableResult
    public func append(_ values: [Measurement], to series: String, of record: RecordID, in kind: String) async throws(Refusal) -> Int {
        let horizon = engine.context.now().adding(seconds: 86_400)
        guard values.count <= Desk.measurementLimit else {
            throw .invalid([Problem("too-many", "一次最多 \(Desk.measurementLimit) 个测值", en: "At most \(Desk.measurementLimit) values at once")])
        }
        guard values.allSatisfy({ $0.value.isFinite && $0.at < horizon }) else {
            throw .invalid([Problem("bad-value", field: "value", "测值应为数，时间不晚于现在", en: "Values are numbers, and not of the future")])
        }
        return try await change { try $0.append(values, to: series, of: record, in: kind) }
    }

    /// The values of a series in a time, the latest first.
    public func measurements(
        of series: String, of record: RecordID, in kind: String, from: Instant, to: Instant, limit: Int = 1000
    ) async throws(Refusal) -> [Measurement] {
        let stream = try await stream(series, record, kind)
        let columns = Columns<Reading>()
        let query = Query(
            RecordName.of(Reading.self), where: columns.stream == stream && columns.at >= from && columns.at < to,
            order: Query.Order("at", isDescending: true), limit: min(max(limit, 1), Desk.measurementLimit))
        return try await refusing { try await engine.store.read { try $0.records(query) } }.map { Row<Reading>($0).measurement }
    }

    /// What the values of a series come to by hour, day or month, the earliest first; the latest of them, where there are more.
    ///
    /// - Parameters:
    ///   - from: `2025-03-09T08`, `2025-03-09`, `2025-03`; empty for the beginning.
    public func rollUp(
        of series: String, of record: RecordID, in kind: String, by span: RolledUp.Span, from: String = "", limit: Int = 1000
    ) async throws(Refusal) -> [RolledUp] {
        let stream = try await stream(series, record, kind)
        let columns = Columns<ReadingSummary>()
        let query = Query(
            RecordName.of(ReadingSummary.self), where: columns.stream == stream && columns.span == span && columns.start >= from,
            order: Query.Order("start", isDescending: true), limit: min(max(limit, 1), Desk.measurementLimit))
        return try await refusing { try await engine.store.read { try $0.records(query) } }.reversed().map { Row<ReadingSummary>($0).rolledUp }
    }

    private func stream(_ code: String, _ id: RecordID, _ kind: String) async throws(Refusal) -> String {
        _ = try await record(id, in: kind)
        guard let series = catalog.kinds[kind]?.series.first(where: { $0.code == code }) else { throw .notFound(kind: "series") }
        return series.stream(of: id)
    }
}

extension Row<Reading> {
    fileprivate var measurement: Measurement { Measurement(at: self.at, self.value, self.quality) }
}

extension Transaction {
    mutating func append(_ values: [Measurement], to code: String, of id: RecordID, in kind: String) throws -> Int {
        let declaration = try declaration(kind)
        let record = try visible(id, declaration.schema)
        guard let series = declaration.series.first(where: { $0.code == code }) else { throw Refusal.notFound(kind: "series") }
        guard actor.may(.update, declaration.schema, record) else { throw refusal(.update, declaration.schema) }
        let stream = series.stream(of: id)
        var new: [Measurement] = []
        for value in values where try writer.records(Query(Self.reading, where: Self.of(stream) && Columns<Reading>().at == value.at, limit: 1)).isEmpty {
            var draft = Draft<Reading>()
            (draft.stream, draft.at, draft.value, draft.quality) = (stream, value.at, value.value, value.quality)
            try insert(Self.reading, draft.submission, Reading.kind.declared, about: record)
            new.append(value)
        }
        if new.isEmpty { return 0 }
        for span in RolledUp.Span.allCases {
            let groups = Dictionary(grouping: new.filter { $0.quality != .bad }) { String($0.at.description.prefix(span.length)) }
            for (start, values) in groups.sorted(by: { $0.key < $1.key }) { try rollUp(values.map(\.value), span, start, stream, about: record) }
        }
        try forget(series, stream)
        if let latest = try newest(stream) { try judge(latest.value, of: series, about: record, declaration.schema) }
        return new.count
    }

    private static let reading = RecordName.of(Reading.self)
    private static func of(_ stream: String) -> Condition { Columns<Reading>().stream == stream }

    /// The newest value that counts.
    private func newest(_ stream: String) throws -> Measurement? {
        let counts = Self.of(stream) && Columns<Reading>().quality != .bad
        return try writer.records(Query(Self.reading, where: counts, order: Query.Order("at", isDescending: true), limit: 1)).first.map {
            Row<Reading>($0).measurement
        }
    }

    private func rollUp(_ values: [Double], _ span: RolledUp.Span, _ start: String, _ stream: String, about record: StoredRecord) throws {
        let (kind, columns) = (RecordName.of(ReadingSummary.self), Columns<ReadingSummary>())
        let question = Query(kind, where: columns.stream == stream && columns.span == span && columns.start == start, limit: 1)
        let found = try writer.records(question).first
        let old = found.map { Row<ReadingSummary>($0).rolledUp }
        let all = values + [old?.least, old?.most].compactMap(\.self)
        var draft = Draft<ReadingSummary>()
        (draft.stream, draft.span, draft.start) = (stream, span, start)
        (draft.count, draft.sum) = ((old?.count ?? 0) + values.count, values.reduce(old?.sum ?? 0, +))
        (draft.least, draft.most) = (all.min() ?? 0, all.max() ?? 0)
        guard let found else { return try insert(kind, draft.submission, ReadingSummary.kind.declared, about: record) }
        let after = try draft.submission.values(for: ReadingSummary.kind.declared, over: found.values)
        try writer.update(kind, StoredRecord(meta: next(found.meta), values: after))
    }

    /// Written straight to the store: it belongs to its record, so nobody else has to be asked.
    private func insert(_ kind: String, _ submission: Submission, _ schema: Schema, about record: StoredRecord) throws {
        let meta = RecordMeta(
            id: context.newID(), region: record.meta.region, organisation: record.meta.organisation, department: record.meta.department, createdAt: now,
            createdBy: actor.id, isSimulated: record.meta.isSimulated)
        try writer.insert(kind, StoredRecord(meta: meta, values: try submission.values(for: schema, over: nil)))
    }

    /// Removes values that are older than is kept, a few at a time.
    private func forget(_ series: Series, _ stream: String) throws {
        let past = now.adding(seconds: -86_400 * series.keptDays)
        let old = Query(Self.reading, where: Self.of(stream) && Columns<Reading>().at < past, order: Query.Order("at"), limit: 500)
        for reading in try writer.records(old) { try writer.delete(Self.reading, reading.meta.id, version: reading.meta.version) }
    }

    /// With a record go its values.
    func removeSeries(of id: RecordID, _ declaration: KindDeclaration) throws {
        for series in declaration.series {
            for kind in [Self.reading, RecordName.of(ReadingSummary.self)] {
                let query = Query(kind, where: .compare("stream", .equal, .text(series.stream(of: id))), limit: 1000)
                while case let found = try writer.records(query), !found.isEmpty {
                    for reading in found { try writer.delete(kind, reading.meta.id, version: reading.meta.version) }
                }
            }
        }
    }
}
