extension Transaction {
    /// Adds what a change means to the running numbers of every indicator that counts records of its kind. Same transaction, so they are
    /// right at the moment the change is.
    ///
    /// - Complexity: O(parts of indicators over this kind), without looking at other records.
    func tally(_ schema: Schema, before: StoredRecord?, after: StoredRecord?) throws {
        guard let parts = catalog.parts[schema.name] else { return }
        let month = now.day.month
        for (indicator, place, part) in parts {
            let old = before.flatMap { part.contribution(of: $0, schema, in: month) }
            let new = after.flatMap { part.contribution(of: $0, schema, in: month) }
            if old == new { continue }
            if let old, let new, old.region == new.region, old.period == new.period, old.isSimulated == new.isSimulated {
                try writer.add(0, new.amount - old.amount, to: new.key(indicator, place))
                continue
            }
            if let old { try writer.add(-1, -old.amount, to: old.key(indicator, place)) }
            if let new { try writer.add(1, new.amount, to: new.key(indicator, place)) }
        }
    }
}

/// What one record adds to one running number.
struct Contribution: Equatable {
    let region: String
    /// A month: of the record's day, or the one in which the change happens.
    let period: String
    let amount: Double
    let isSimulated: Bool

    /// Simulated records are counted apart: they never add to an indicator of a real plan.
    func key(_ indicator: Indicator, _ place: Int) -> Tally.Key {
        Tally.Key(indicator: isSimulated ? indicator.code + Indicator.simulatedMark : indicator.code, part: place, region: region, period: period)
    }
}

extension Indicator {
    /// Behind the code of an indicator: its running numbers over simulated records.
    public static let simulatedMark = "~"
}

extension Indicator.Part {
    /// nil where the record does not count.
    ///
    /// - Parameter month: the present one, in which what has no day of its own counts.
    func contribution(of record: StoredRecord, _ schema: Schema, in month: String) -> Contribution? {
        guard condition.holds({ record.value(of: $0, in: schema) ?? .null }) else { return nil }
        var period = month
        if let day {
            guard let text = record.value(of: day, in: schema)?.text else { return nil }
            period = String(text.prefix(7))
        }
        return Contribution(region: record.meta.region.code, period: period, amount: amount(in: record, schema), isSimulated: record.meta.isSimulated)
    }

    /// The value that is summed, as it is stored; 0 for nothing. Money stays in whole fen, so that adding and taking away leave no remainder.
    private func amount(in record: StoredRecord, _ schema: Schema) -> Double { sum.flatMap { record.value(of: $0, in: schema)?.real } ?? 0 }

    /// Whether its running number is an amount of money, in fen.
    func isMoney(_ catalog: Catalog) -> Bool { sum.flatMap { catalog.schema(kind)?[$0]?.kind is MoneyKind } ?? false }
}

extension Engine {
    /// Counts anew what was declared differently since the last start: an indicator whose definition changed, or a new one.
    func recomputeChangedIndicators() async throws {
        let indicators = catalog.indicators.values.filter { !$0.parts.isEmpty }.sorted { $0.code < $1.code }
        let known = try await store.read { reader in
            try indicators.map { try reader.setting(IndicatorDefinition.name(of: $0)).flatMap(IndicatorDefinition.init(stored:)) }
        }
        let changed = zip(indicators, known).filter { "\($0.parts)" != $1?.text }
        if changed.isEmpty { return }
        try await recompute(changed.map(\.0), isNew: true)
        let today = context.now().day
        try await store.write { writer in
            for (indicator, known) in changed {
                let definition = IndicatorDefinition(version: (known?.version ?? 0) + 1, since: today, text: "\(indicator.parts)")
                try writer.set(IndicatorDefinition.name(of: indicator), definition.stored)
            }
        }
    }

    /// Counts an indicator from all records. The running numbers are the same afterwards unless someone altered them.
    public func recompute(_ indicator: Indicator) async throws { try await recompute([indicator], isNew: false) }

    /// Counts indicators from all records, in one transaction and with one pass over the records of a kind for 200 numbers.
    ///
    /// - Parameter isNew: their definitions are others than before, so that what was counted month by month no longer holds.
    private func recompute(_ indicators: [Indicator], isNew: Bool) async throws {
        let month = context.now().day.month
        try await store.write { writer in
            var open: [Tally.Key: (count: Int64, sum: Double)] = [:]
            for indicator in indicators {
                for code in [indicator.code, indicator.code + Indicator.simulatedMark] {
                    let kept = isNew ? [] : try writer.tallies(of: code).filter { indicator.parts.indices.contains($0.key.part) && indicator.parts[$0.key.part].day == nil }
                    try writer.removeTallies(of: code)
                    // Records do not tell in which month they began to count: the months stay as they were kept, and what is amiss counts in the present one.
                    for tally in kept where tally.count != 0 || tally.sum != 0 {
                        try writer.add(tally.count, tally.sum, to: tally.key)
                        let key = Tally.Key(indicator: code, part: tally.key.part, region: tally.key.region, period: month)
                        open[key] = ((open[key]?.count ?? 0) - tally.count, (open[key]?.sum ?? 0) - tally.sum)
                    }
                }
            }
            let parts = indicators.flatMap { indicator in indicator.parts.enumerated().map { (indicator: indicator, place: $0, part: $1) } }
            for (question, parts) in Dictionary(grouping: parts, by: { [$0.part.kind, $0.part.day ?? ""] }) {
                for start in stride(from: 0, to: parts.count, by: 200) {
                    let some = parts[start..<min(start + 200, parts.count)]
                    try Engine.count(some.map(\.part), of: question[0], by: some.first?.part.day, writer) { place, region, period, isSimulated, count, sum in
                        let (indicator, number, _) = some[start + place]
                        let contribution = Contribution(region: region, period: period ?? month, amount: 0, isSimulated: isSimulated)
                        let key = contribution.key(indicator, number)
                        open[key] = ((open[key]?.count ?? 0) + count, (open[key]?.sum ?? 0) + sum)
                    }
                }
            }
            for (key, number) in open where number.count != 0 || number.sum != 0 { try writer.add(number.count, number.sum, to: key) }
        }
    }

    /// Counts several parts over all records of their kind in one pass.
    ///
    /// - Parameters:
    ///   - day: the day column that all of them go by, if any.
    ///   - found: told of each number: of which part, for which region and month, over simulated records or not.
    private static func count(
        _ parts: [Indicator.Part], of kind: String, by day: String?, _ reader: any StoreReader,
        _ found: (_ part: Int, _ region: String, _ period: String?, _ isSimulated: Bool, _ count: Int64, _ sum: Double) -> Void
    ) throws {
        let groups: [Summary.Group] = [.column("region"), .column("isSimulated")] + (day.map { [.prefix($0, 7)] } ?? [])
        let measures = parts.flatMap { part -> [Summary.Measure] in
            [.within(part.condition, .count)] + (part.sum.map { [.within(part.condition, .sum($0))] } ?? [])
        }
        for line in try reader.summary(Summary(kind, by: groups, measures)) {
            if day != nil, line.groups[2].isNull { continue }
            var numbers = line.measures[...]
            for (place, part) in parts.enumerated() {
                let count = numbers.popFirst()?.integer ?? 0
                let sum = part.sum == nil ? 0 : numbers.popFirst()?.real ?? 0
                if count == 0, sum == 0 { continue }
                found(place, line.groups[0].text ?? "", day == nil ? nil : line.groups[2].text ?? "", line.groups[1] == .integer(1), count, sum)
            }
        }
    }
}
