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
        let catalog = catalog
        for indicator in catalog.indicators.values.sorted(by: { $0.code < $1.code }) where !indicator.parts.isEmpty {
            let (text, name) = ("\(indicator.parts)", IndicatorDefinition.name(of: indicator))
            let known = try await store.read { try $0.setting(name) }.flatMap(IndicatorDefinition.init(stored:))
            if known?.text == text { continue }
            try await recompute(indicator, isNew: true)
            let definition = IndicatorDefinition(version: (known?.version ?? 0) + 1, since: context.now().day, text: text)
            try await store.write { try $0.set(name, definition.stored) }
        }
    }

    /// Counts an indicator from all records, in one transaction. The running numbers are the same afterwards unless someone altered them.
    ///
    /// - Parameter isNew: its definition is another than before, so that what was counted month by month no longer holds.
    public func recompute(_ indicator: Indicator, isNew: Bool = false) async throws {
        let month = context.now().day.month
        try await store.write { writer in
            var open: [Tally.Key: (count: Int64, sum: Double)] = [:]
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
            for (place, part) in indicator.parts.enumerated() {
                var groups: [Summary.Group] = [.column("region"), .column("isSimulated")]
                if let day = part.day { groups.append(.prefix(day, 7)) }
                let measures: [Summary.Measure] = [.count] + (part.sum.map { [.sum($0)] } ?? [])
                for line in try writer.summary(Summary(part.kind, where: part.condition, by: groups, measures)) {
                    if part.day != nil, line.groups[2].isNull { continue }
                    let sum = line.measures.count > 1 ? line.measures[1].real ?? 0 : 0
                    let contribution = Contribution(
                        region: line.groups[0].text ?? "", period: part.day == nil ? month : line.groups[2].text ?? "", amount: 0,
                        isSimulated: line.groups[1] == .integer(1))
                    let key = contribution.key(indicator, place)
                    open[key] = ((open[key]?.count ?? 0) + (line.measures[0].integer ?? 0), (open[key]?.sum ?? 0) + sum)
                }
            }
            for (key, number) in open where number.count != 0 || number.sum != 0 { try writer.add(number.count, number.sum, to: key) }
        }
    }
}
