/// Values of series: whoever may change a record may add values to it, whoever may read it may read them. They are kept in the archive of the engine,
/// where it has one, and else in its store.
extension Desk {
    /// As many values as are taken or given at once.
    public static let measurementLimit = 5000

    /// Adds values to a series of a record, and holds the rules over it against them. The first value of a moment stays: one that is sent again is passed
    /// over, another one is named.
    ///
    /// - Throws: ``Refusal/invalid(_:)`` for more than ``measurementLimit`` values, for one that is no number, or lies a day or more ahead.
    /// - Complexity: O(values); in the store also 500 old ones that are not kept any longer.
    @discardableResult
    public func append(_ values: [Measurement], to series: String, of record: RecordID, in kind: String) async throws(Refusal) -> SeriesReceipt {
        let now = engine.context.now()
        guard values.count <= Desk.measurementLimit else {
            throw .invalid([Problem("too-many", "一次最多 \(Desk.measurementLimit) 个测值", en: "At most \(Desk.measurementLimit) values at once")])
        }
        guard values.allSatisfy({ $0.value.isFinite && $0.at < now.adding(seconds: 86_400) }) else {
            throw .invalid([Problem("bad-value", field: "value", "测值应为数，时间不晚于现在", en: "Values are numbers, and not of the future")])
        }
        guard let archive = engine.series else { return try await change { try $0.append(values, to: series, of: record, in: kind) } }
        let (declaration, declared, stored) = try await declared(series, record, kind)
        guard actor.may(.update, declaration.schema, stored) else { throw actor.isNobody ? .unknown : .forbidden(.update, kind: kind) }
        let receipt = try await refusing {
            try await archive.append(values, to: declared.stream(of: record), keptFrom: now.adding(seconds: -86_400 * declared.keptDays))
        }
        if receipt.stored > 0 { try await judge(declared, of: record, in: kind, archive) }
        return receipt
    }

    /// The values of a series in a time: the latest of them, the latest first; or the earliest, the earliest first.
    public func measurements(
        of series: String, of record: RecordID, in kind: String, from: Instant, to: Instant, limit: Int = 1000, earliestFirst: Bool = false
    ) async throws(Refusal) -> [Measurement] {
        let stream = try await stream(series, record, kind)
        let limit = min(max(limit, 1), Desk.measurementLimit)
        if let archive = engine.series {
            return try await refusing {
                if earliestFirst { return try archive.earliest(of: stream, from: from, to: to, limit: limit) }
                return try archive.measurements(of: stream, from: from, to: to, limit: limit).reversed()
            }
        }
        let query = Query(
            RecordName.of(Reading.self), where: Reading.of(stream, from: from, to: to), order: Query.Order("at", isDescending: !earliestFirst), limit: limit)
        return try await refusing { try await engine.store.read { try $0.records(query) } }.map { Row<Reading>($0).measurement }
    }

    /// How many values of a series there are in a time.
    public func measurementCount(of series: String, of record: RecordID, in kind: String, from: Instant, to: Instant) async throws(Refusal) -> Int {
        let stream = try await stream(series, record, kind)
        if let archive = engine.series { return try await refusing { try archive.count(of: stream, from: from, to: to) } }
        return try await refusing {
            try await engine.store.read { try $0.count(RecordName.of(Reading.self), where: Reading.of(stream, from: from, to: to), limit: .max) }
        }
    }

    /// What the values of a series come to by hour, day or month, the earliest first; the latest of them, where there are more.
    ///
    /// - Parameters:
    ///   - from: `2025-03-09T08`, `2025-03-09`, `2025-03`; empty for the beginning.
    public func rollUp(
        of series: String, of record: RecordID, in kind: String, by span: RolledUp.Span, from: String = "", limit: Int = 1000
    ) async throws(Refusal) -> [RolledUp] {
        let stream = try await stream(series, record, kind)
        let limit = min(max(limit, 1), Desk.measurementLimit)
        if let archive = engine.series {
            return try await refusing { try archive.rollUp(of: stream, by: span).filter { $0.start >= from }.suffix(limit) }
        }
        let columns = Columns<ReadingSummary>()
        let query = Query(
            RecordName.of(ReadingSummary.self), where: columns.stream == stream && columns.span == span && columns.start >= from,
            order: Query.Order("start", isDescending: true), limit: limit)
        return try await refusing { try await engine.store.read { try $0.records(query) } }.reversed().map { Row<ReadingSummary>($0).rolledUp }
    }

    /// A time of a series in at most so many parts, each with the values by which a line through all of them looks the same; bad values and parts without a
    /// value are left out.
    ///
    /// - Complexity: one pass over the values in an archive; the latest ``measurementLimit`` values in the store.
    public func chart(
        of series: String, of record: RecordID, in kind: String, from: Instant, to: Instant, parts: Int = 500
    ) async throws(Refusal) -> [ChartPart] {
        let parts = min(max(parts, 1), 2000)
        if let archive = engine.series {
            let stream = try await stream(series, record, kind)
            return try await refusing { try archive.chart(of: stream, from: from, to: to, parts: parts) }
        }
        let values = try await measurements(of: series, of: record, in: kind, from: from, to: to, limit: Desk.measurementLimit)
        return ChartPart.parts(of: values.reversed().filter { $0.quality != .bad }, from: from, to: to, count: parts)
    }

    /// What a rule over a series would have done with the values of a time.
    ///
    /// - Throws: ``Refusal/notFound(kind:)`` for a rule that does not look at a series of this kind of record.
    /// - Complexity: as ``Measure`` says; at most ``replayLimit`` values of each series.
    public func replay(_ rule: String, of record: RecordID, in kind: String, from: Instant, to: Instant) async throws(Refusal) -> [Rule.Episode] {
        guard let rule = catalog.rules[kind]?.first(where: { $0.code == rule && !$0.parts.isEmpty }) else { throw .notFound(kind: "rule") }
        var values: [String: [Measurement]] = [:]
        for part in rule.parts {
            let stream = try await stream(part.series, record, kind)
            if let archive = engine.series {
                values[part.series] = try await refusing { try archive.measurements(of: stream, from: from, to: to, limit: Desk.replayLimit) }
            } else {
                values[part.series] = try await measurements(of: part.series, of: record, in: kind, from: from, to: to, limit: Desk.measurementLimit).reversed()
            }
        }
        return rule.replay(values)
    }

    /// As many values of a series as a rule is replayed over: two years of minutes.
    public static let replayLimit = 1_100_000

    private func stream(_ code: String, _ id: RecordID, _ kind: String) async throws(Refusal) -> String {
        try await declared(code, id, kind).series.stream(of: id)
    }

    private func declared(
        _ code: String, _ id: RecordID, _ kind: String
    ) async throws(Refusal) -> (declaration: KindDeclaration, series: Series, record: StoredRecord) {
        let record = try await record(id, in: kind)
        guard let declaration = catalog.kinds[kind], let series = declaration.series.first(where: { $0.code == code }) else {
            throw .notFound(kind: "series")
        }
        return (declaration, series, record)
    }

    /// Holds the rules against what an archive has now. Most values change nothing; only where an alert begins or ends, there is something to write.
    private func judge(_ series: Series, of id: RecordID, in kind: String, _ archive: any SeriesArchive) async throws(Refusal) {
        let rules = catalog.rules(over: series.code, of: kind)
        if rules.isEmpty { return }
        let matters = try await refusing {
            try await engine.store.read { reader in
                try rules.contains { rule in
                    let evaluation = try rule.evaluate { try archive.newest(of: "\(id.text)/\($0)", seconds: $1, until: $2) }
                    if evaluation.isCrossed(rule) == false, evaluation.isOver(rule) == false { return false }
                    let isInForce = try reader.count(RecordName.of(Alert.self), where: Alert.inForce(about: id.text, rule.code), limit: 1) > 0
                    return isInForce ? evaluation.isOver(rule) : evaluation.isCrossed(rule)
                }
            }
        }
        guard matters else { return }
        try await change { transaction in
            let declaration = try transaction.declaration(kind)
            guard let record = try transaction.writer.record(kind, id) else { return }
            try transaction.judge(series, about: record, declaration) { try archive.newest(of: "\(id.text)/\($0)", seconds: $1, until: $2) }
        }
    }
}

extension SeriesArchive {
    /// The values that end with the newest one at or before a moment and reach so many seconds back from it.
    func newest(of stream: String, seconds: Int, until: Instant?) throws(StoreError) -> [Measurement] {
        guard let newest = newest(of: stream)?.at else { return [] }
        let last = min(until ?? newest, newest)
        // From the given moment back, where there is one: what fell silent before that time says nothing.
        let begin = (until ?? newest).adding(seconds: -seconds)
        return try measurements(of: stream, from: begin, to: Instant(milliseconds: last.milliseconds + 1), limit: 200_000)
    }
}

extension ChartPart {
    /// Values in order of time, in so many parts of a time.
    static func parts(of values: [Measurement], from: Instant, to: Instant, count: Int) -> [ChartPart] {
        guard from < to else { return [] }
        let width = max(1, (to.milliseconds - from.milliseconds + Int64(count) - 1) / Int64(count))
        let groups = Dictionary(grouping: values) { Int(($0.at.milliseconds - from.milliseconds) / width) }
        return groups.sorted { $0.key < $1.key }.compactMap { index, values in
            guard let first = values.first, let last = values.last, let least = values.min(by: { $0.value < $1.value }),
                let most = values.max(by: { $0.value < $1.value })
            else { return nil }
            return ChartPart(index: index, count: values.count, first: first, least: least, most: most, last: last)
        }
    }
}

extension Row<Reading> {
    fileprivate var measurement: Measurement { Measurement(at: self.at, self.value, self.quality) }
}

extension Transaction {
    mutating func append(_ values: [Measurement], to code: String, of id: RecordID, in kind: String) throws -> SeriesReceipt {
        let declaration = try declaration(kind)
        let record = try visible(id, declaration.schema)
        guard let series = declaration.series.first(where: { $0.code == code }) else { throw Refusal.notFound(kind: "series") }
        guard actor.may(.update, declaration.schema, record) else { throw refusal(.update, declaration.schema) }
        let stream = series.stream(of: id)
        let before = try newest(stream, seconds: 0, until: nil).last
        var receipt = SeriesReceipt()
        var new: [Measurement] = []
        for value in values {
            let same = Query(Self.reading, where: Self.of(stream) && Columns<Reading>().at == value.at, limit: 1)
            if let there = try writer.records(same).first.map({ Row<Reading>($0).measurement }) {
                if there.value == value.value { receipt.known += 1 } else { receipt.differing.append(value.at) }
                continue
            }
            if let before, value.at < before.at { receipt.late += 1 }
            var draft = Draft<Reading>()
            (draft.stream, draft.at, draft.value, draft.quality) = (stream, value.at, value.value, value.quality)
            try insert(Self.reading, draft.submission, Reading.kind.declared, about: record)
            new.append(value)
        }
        receipt.stored = new.count
        if new.isEmpty { return receipt }
        for span in RolledUp.Span.allCases {
            let groups = Dictionary(grouping: new.filter { $0.quality != .bad }) { String($0.at.description.prefix(span.length)) }
            for (start, values) in groups.sorted(by: { $0.key < $1.key }) { try rollUp(values.map(\.value), span, start, stream, about: record) }
        }
        try forget(series, stream)
        let reader = self
        try judge(series, about: record, declaration) { try reader.newest("\(id.text)/\($0)", seconds: $1, until: $2) }
        return receipt
    }

    private static let reading = RecordName.of(Reading.self)
    private static func of(_ stream: String) -> Condition { Columns<Reading>().stream == stream }

    /// The values that count and end with the newest one at or before a moment, and reach so many seconds back from it; at most 5000.
    private func newest(_ stream: String, seconds: Int, until: Instant?) throws -> [Measurement] {
        let columns = Columns<Reading>()
        var counts = Self.of(stream) && columns.quality != .bad
        if let until { counts = counts && columns.at <= until }
        func latest(_ condition: Condition, _ limit: Int) throws -> [Measurement] {
            let query = Query(Self.reading, where: condition, order: Query.Order("at", isDescending: true), limit: limit)
            return try writer.records(query).map { Row<Reading>($0).measurement }
        }
        guard let newest = try latest(counts, 1).first else { return [] }
        if seconds == 0 { return [newest] }
        return try latest(counts && columns.at >= (until ?? newest.at).adding(seconds: -seconds), Desk.measurementLimit).reversed()
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
