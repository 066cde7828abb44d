/// An indicator as it was known at an earlier moment.
public struct PastValue: Sendable, Hashable {
    public let value: Double?
    /// How many entries of the ledger were known then.
    public let entries: Int64
    /// Records of which personal data were erased since: what they counted for then is not known any more, and they are left out.
    public let unknown: Int
}

extension Desk {
    /// The value of a computed indicator as it was known at a moment, derived from the ledger alone: what a report said then can be checked now,
    /// whatever was changed, moved or deleted since.
    ///
    /// - Parameters:
    ///   - period: a year; empty for a stock.
    ///   - moment: entries up to it count.
    /// - Complexity: O(entries up to the moment); the records of the kinds that it counts in memory.
    public func value(
        of indicator: Indicator, in region: Region, period: String = "", isSimulated: Bool = false, knownAt moment: Instant
    ) async throws(Refusal) -> PastValue {
        try check(indicator, region)
        let parts = indicator.parts.indices.map { CountedPart(indicator, place: $0) }
        let kinds = Set(parts.flatMap { [$0.part.kind] + $0.references.map(\.kind) })
        var (records, index, isOver): ([RecordID: (kind: String, record: LoggedRecord)], Int64, Bool) = ([:], 0, false)
        while !isOver {
            let from = index
            let page = try await refusing { try await engine.store.read { try $0.changes(from: from, limit: 2000) } }
            for logged in page {
                if logged.change.at > moment {
                    isOver = true
                    break
                }
                index = logged.index + 1
                let (change, id) = (logged.change, logged.change.record)
                guard kinds.contains(change.kind) else { continue }
                if records[id] == nil {
                    if let first = LoggedRecord(logged) { records[id] = (change.kind, first) }
                } else {
                    records[id]?.record.take(logged)
                }
                if records[id]?.record.isDeleted == true { records[id] = nil }
            }
            if page.isEmpty { break }
        }
        var numbers = [Double](repeating: 0, count: indicator.parts.count)
        let months = Months(of: period)
        for (kind, record) in records.values where !record.isIncomplete {
            guard let schema = catalog.schema(kind) else { continue }
            let stored = record.record(schema)
            for counted in parts where counted.part.kind == kind {
                let (place, part) = (counted.place, counted.part)
                let one = part.contribution(of: stored, schema, in: "", counted.condition(on: moment.day)) { kind, id, condition in
                    guard let schema = catalog.schema(kind), let other = records[id]?.record.record(schema) else { return false }
                    return condition.holds { other.value(of: $0, in: schema) ?? .null }
                }
                guard let one, one.isSimulated == isSimulated, region.contains(Region(one.region)),
                    one.period.isEmpty || (months.first...months.last).contains(one.period)
                else { continue }
                numbers[place] += part.sum == nil ? 1 : one.amount
            }
        }
        for (place, part) in indicator.parts.enumerated() { numbers[place] /= part.sumUnit(indicator.unit, catalog) }
        return PastValue(value: indicator.value(of: numbers), entries: index, unknown: records.values.filter(\.record.isIncomplete).count)
    }
}
