extension Transaction {
    /// Adds what a change means to the running numbers of every indicator that counts records of its kind, or asks about them. Same transaction, so
    /// they are right at the moment the change is.
    ///
    /// - Complexity: O(parts of indicators over this kind), without looking at other records; where other records are counted by what they refer to,
    ///   one question over those that refer to this one, and only if what is asked about it changed.
    mutating func tally(_ schema: Schema, before: StoredRecord?, after: StoredRecord?) throws {
        let (parts, dependent) = (catalog.parts[schema.name] ?? [], catalog.dependentParts[schema.name] ?? [])
        if parts.isEmpty, dependent.isEmpty { return }
        let month = now.day.month
        for counted in parts {
            func contribution(_ record: StoredRecord) throws -> Contribution? {
                try counted.part.contribution(of: record, schema, in: month, counted.condition(on: day)) { kind, id, condition in
                    guard let schema = catalog.schema(kind), let record = try writer.record(kind, id) else { return false }
                    return condition.holds { record.value(of: $0, in: schema) ?? .null }
                }
            }
            let (old, new) = (try before.flatMap(contribution), try after.flatMap(contribution))
            if old == new { continue }
            for one in [old, new].compactMap(\.self) where !one.isSimulated { touch(counted, in: one.region) }
            if let old, let new, old.region == new.region, old.period == new.period, old.isSimulated == new.isSimulated {
                try writer.add(0, new.amount - old.amount, to: new.key(counted))
                continue
            }
            if let old { try writer.add(-1, -old.amount, to: old.key(counted)) }
            if let new { try writer.add(1, new.amount, to: new.key(counted)) }
        }
        guard let id = after?.meta.id else { return }
        for counted in dependent { try recount(counted, in: month, referringTo: id, schema, before, after) }
    }

    private mutating func touch(_ counted: CountedPart, in region: String) {
        if catalog.rules["indicator"] != nil { touched.insert(Touched(indicator: counted.indicator.code, county: String(region.prefix(6)))) }
    }

    /// Records that refer to one that is another now may count, or count no more.
    private mutating func recount(
        _ counted: CountedPart, in month: String, referringTo id: RecordID, _ schema: Schema, _ before: StoredRecord?, _ after: StoredRecord?
    ) throws {
        guard let reference = counted.references.first(where: { $0.kind == schema.name }) else { return }
        let asked = reference.condition.on(day)
        func holds(_ record: StoredRecord?) -> Bool { record.map { record in asked.holds { record.value(of: $0, in: schema) ?? .null } } ?? false }
        let (was, isNow) = (holds(before), holds(after))
        if was == isNow { return }
        let referring = Condition.compare(reference.column, .equal, .text(id.text))
        for (answer, sign) in [(was, -1), (isNow, 1)] {
            let condition = counted.part.condition.on(day).mapped { condition in
                if case .referenced(_, schema.name, _) = condition { answer ? .always : .never } else { condition }
            }
            for key in try writer.add(sign, counted, where: referring && condition, in: month) where !key.indicator.hasSuffix(Indicator.simulatedMark) {
                touch(counted, in: key.region)
            }
        }
    }
}

/// One part of an indicator, with what has to be known of its condition at every change.
struct CountedPart: Sendable {
    let indicator: Indicator
    let place: Int
    let part: Indicator.Part
    let followsToday: Bool
    let references: [(column: String, kind: String, condition: Condition)]

    init(_ indicator: Indicator, place: Int) {
        (self.indicator, self.place, part) = (indicator, place, indicator.parts[place])
        followsToday = part.condition.followsToday
        references = part.condition.references
    }

    func condition(on day: Day) -> Condition { followsToday ? part.condition.on(day) : part.condition }
}

/// What one record adds to one running number.
struct Contribution: Equatable {
    let region: String
    /// A month: of the record's day, or the one in which the change happens.
    let period: String
    let amount: Double
    let isSimulated: Bool

    /// Simulated records are counted apart: they never add to an indicator of a real plan.
    func key(_ counted: CountedPart) -> Tally.Key {
        let code = counted.indicator.code
        return Tally.Key(indicator: isSimulated ? code + Indicator.simulatedMark : code, part: counted.place, region: region, period: period)
    }
}

extension Indicator {
    /// Behind the code of an indicator: its running numbers over simulated records.
    public static let simulatedMark = "~"
}

extension Indicator.Part {
    /// nil where the record does not count.
    ///
    /// - Parameters:
    ///   - month: the present one, in which what has no day of its own counts.
    ///   - condition: that of the part on the day that counts; its own where it does not follow the day.
    ///   - referenced: answers what it asks of other records.
    func contribution<Failure: Error>(
        of record: StoredRecord, _ schema: Schema, in month: String, _ condition: Condition, referenced: (String, RecordID, Condition) throws(Failure) -> Bool
    ) throws(Failure) -> Contribution? {
        guard try condition.holds({ record.value(of: $0, in: schema) ?? .null }, referenced: referenced) else { return nil }
        var period = month
        if let day {
            guard let text = record.value(of: day, in: schema)?.text else { return nil }
            period = String(text.prefix(7))
        }
        return Contribution(region: record.meta.region.code, period: period, amount: amount(in: record, schema), isSimulated: record.meta.isSimulated)
    }

    /// The same of a part whose condition nothing else decides on.
    func contribution(of record: StoredRecord, _ schema: Schema, in month: String) -> Contribution? {
        contribution(of: record, schema, in: month, condition) { _, _, _ in false }
    }

    /// The value that is summed, as it is stored; 0 for nothing. Money stays in whole fen, so that adding and taking away leave no remainder.
    private func amount(in record: StoredRecord, _ schema: Schema) -> Double { sum.flatMap { record.value(of: $0, in: schema)?.real } ?? 0 }

    /// What its running number is divided by: money is kept in fen and told in the unit of the indicator.
    func sumUnit(_ unit: Unit, _ catalog: Catalog) -> Double {
        guard let sum, catalog.schema(kind)?[sum]?.kind is MoneyKind else { return 1 }
        return Double(MoneyKind.fen(in: unit))
    }
}

extension StoreReader {
    /// What the records that fulfil a condition add to the running numbers of a part.
    func totals(_ counted: CountedPart, where condition: Condition, in month: String) throws -> [(key: Tally.Key, count: Int64, sum: Double)] {
        let part = counted.part
        let measures: [Summary.Measure] = [.count] + (part.sum.map { [.sum($0)] } ?? [])
        return try summary(Summary(part.kind, where: condition, by: part.groups, measures)).compactMap { line in
            guard let contribution = Contribution(line, of: part, in: month) else { return nil }
            return (contribution.key(counted), line.measures[0].integer ?? 0, line.measures.count > 1 ? line.measures[1].real ?? 0 : 0)
        }
    }

    /// The same of all records for several parts that count one kind by one day, in one pass.
    func totals(_ parts: [CountedPart], on day: Day, in month: String) throws -> [(key: Tally.Key, count: Int64, sum: Double)] {
        guard let first = parts.first?.part else { return [] }
        let measures = parts.flatMap { counted -> [Summary.Measure] in
            let condition = counted.condition(on: day)
            return [.within(condition, .count)] + (counted.part.sum.map { [.within(condition, .sum($0))] } ?? [])
        }
        return try summary(Summary(first.kind, by: first.groups, measures)).flatMap { line -> [(key: Tally.Key, count: Int64, sum: Double)] in
            guard let contribution = Contribution(line, of: first, in: month) else { return [] }
            var numbers = line.measures[...]
            return parts.compactMap { counted in
                let count = numbers.popFirst()?.integer ?? 0
                let sum = counted.part.sum == nil ? 0 : numbers.popFirst()?.real ?? 0
                return count == 0 && sum == 0 ? nil : (contribution.key(counted), count, sum)
            }
        }
    }
}

extension Indicator.Part {
    /// What its running numbers are kept by.
    fileprivate var groups: [Summary.Group] { [.column("region"), .column("isSimulated")] + (day.map { [.prefix($0, 7)] } ?? []) }
}

extension Contribution {
    /// Of records that were counted together; nil for those without the day that they would count on.
    fileprivate init?(_ line: Summary.Line, of part: Indicator.Part, in month: String) {
        if part.day != nil, line.groups[2].isNull { return nil }
        self.init(
            region: line.groups[0].text ?? "", period: part.day == nil ? month : line.groups[2].text ?? "", amount: 0,
            isSimulated: line.groups[1] == .integer(1))
    }
}

extension StoreWriter {
    /// Adds the records that fulfil a condition to the running numbers of a part, or takes them away.
    ///
    /// - Returns: the running numbers that are others now.
    @discardableResult
    func add(_ sign: Int, _ counted: CountedPart, where condition: Condition, in month: String) throws -> [Tally.Key] {
        let totals = try totals(counted, where: condition, in: month)
        for total in totals { try add(Int64(sign) * total.count, Double(sign) * total.sum, to: total.key) }
        return totals.map(\.key)
    }
}

// MARK: days

extension Catalog {
    private static let countedDay = "indicators.day"

    /// Takes the days that have passed into the running numbers that follow the present day; the day that they hold for afterwards. Before anything
    /// else is changed: it asks the records as they are.
    ///
    /// - Complexity: one question an indicator and month, over the records whose day was passed.
    func countUntil(_ today: Day, _ writer: any StoreWriter) throws -> Day {
        guard followsToday else { return today }
        guard let counted = try writer.setting(Catalog.countedDay).flatMap({ Day($0) }) else {
            try writer.set(Catalog.countedDay, today.description)
            return today
        }
        // Another program on the same database may have a clock that is ahead.
        if counted >= today { return counted }
        var from = counted
        while from < today {
            // Month by month, so that each month has what changed in it.
            let end = Day("\(from.adding(months: 1).month)-01")?.adding(days: -1) ?? today
            let to = from.month == today.month ? today : from < end ? end : from.adding(days: 1)
            for counted in parts.values.joined() where counted.followsToday {
                let crossed = counted.part.condition.crossed(from: from, to: to)
                for (day, sign) in [(from, -1), (to, 1)] { try writer.add(sign, counted, where: crossed && counted.condition(on: day), in: to.month) }
            }
            from = to
        }
        try writer.set(Catalog.countedDay, today.description)
        return today
    }

    /// Whether running numbers hold for another day than today.
    func isBehind(_ indicator: Indicator, _ today: Day, _ reader: any StoreReader) throws -> Bool {
        guard indicator.parts.contains(where: \.condition.followsToday), let counted = try reader.setting(Catalog.countedDay).flatMap({ Day($0) }) else {
            return false
        }
        return counted < today
    }
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
        let (today, catalog) = (context.now().day, catalog)
        try await store.write { writer in
            let day = try catalog.countUntil(today, writer)
            var open: [Tally.Key: (count: Int64, sum: Double)] = [:]
            for indicator in indicators { try Engine.clear(indicator, isNew: isNew, in: today.month, writer, &open) }
            let parts = indicators.flatMap { indicator in indicator.parts.indices.map { CountedPart(indicator, place: $0) } }
            for (_, parts) in Dictionary(grouping: parts, by: { [$0.part.kind, $0.part.day ?? ""] }) {
                for start in stride(from: 0, to: parts.count, by: 200) {
                    for total in try writer.totals(Array(parts[start..<min(start + 200, parts.count)]), on: day, in: today.month) {
                        open[total.key] = ((open[total.key]?.count ?? 0) + total.count, (open[total.key]?.sum ?? 0) + total.sum)
                    }
                }
            }
            for (key, number) in open where number.count != 0 || number.sum != 0 { try writer.add(number.count, number.sum, to: key) }
        }
    }

    /// Takes the running numbers of an indicator away. Records do not tell in which month they began to count: the months stay as they were kept, and
    /// what is amiss counts in the present one, so what is kept is owed to it.
    private static func clear(
        _ indicator: Indicator, isNew: Bool, in month: String, _ writer: any StoreWriter, _ open: inout [Tally.Key: (count: Int64, sum: Double)]
    ) throws {
        for code in [indicator.code, indicator.code + Indicator.simulatedMark] {
            let kept =
                isNew ? [] : try writer.tallies(of: code).filter { indicator.parts.indices.contains($0.key.part) && indicator.parts[$0.key.part].day == nil }
            try writer.removeTallies(of: code)
            for tally in kept where tally.count != 0 || tally.sum != 0 {
                try writer.add(tally.count, tally.sum, to: tally.key)
                let key = Tally.Key(indicator: code, part: tally.key.part, region: tally.key.region, period: month)
                open[key] = ((open[key]?.count ?? 0) - tally.count, (open[key]?.sum ?? 0) - tally.sum)
            }
        }
    }
}
