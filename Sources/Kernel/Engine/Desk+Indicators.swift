/// What is known of indicators: their values now and earlier, the records behind them, and the version of the definition that they follow.
extension Desk {
    /// Whether the actor may know an indicator. An operation knows all that it needs.
    public func mayKnow(_ indicator: Indicator) -> Bool { isTrusted || actor.mayKnow(indicator, catalog) }

    /// The indicators that the actor may know, by their codes.
    public var indicators: [Indicator] { catalog.indicators.values.filter(mayKnow).sorted { $0.code < $1.code } }

    /// One of them.
    ///
    /// - Throws: ``Refusal/notFound(kind:)`` also where it exists but may not be known.
    public func indicator(_ code: String) throws(Refusal) -> Indicator {
        if actor.isNobody { throw .unknown }
        guard let indicator = catalog.indicators[code], mayKnow(indicator) else { throw .notFound(kind: "indicator") }
        return indicator
    }

    /// The value of a computed indicator for a region and everything below it, over real records unless `isSimulated`.
    ///
    /// - Parameter period: a year, quarter or month (``RunningNumbers``); empty for all that is known.
    public func value(of indicator: Indicator, in region: Region, period: String = "", isSimulated: Bool = false) async throws(Refusal) -> Double? {
        try await numbers(of: indicator, in: region, isSimulated: isSimulated).value(in: period)
    }

    /// The running numbers of a computed indicator for a region and everything below it.
    ///
    /// - Throws: ``Refusal/notFound(kind:)`` where the actor may not know it, or not of that region.
    /// - Complexity: O(regions × months) of its running numbers, whatever the number of records.
    public func numbers(of indicator: Indicator, in region: Region, isSimulated: Bool = false) async throws(Refusal) -> RunningNumbers {
        try check(indicator, region)
        let code = isSimulated ? indicator.code + Indicator.simulatedMark : indicator.code
        let (catalog, today) = (catalog, engine.context.now().day)
        let (found, isBehind) = try await refusing { try await engine.store.read { (try $0.tallies(of: code), try catalog.isBehind(indicator, today, $0)) } }
        var tallies = found
        // The first who asks on a new day takes the days into the numbers that have passed.
        if isBehind {
            tallies = try await refusing {
                try await engine.store.write { writer in
                    _ = try catalog.countUntil(today, writer)
                    return try writer.tallies(of: code)
                }
            }
        }
        return RunningNumbers(
            indicator, tallies.filter { region.contains(Region($0.key.region)) }, units: indicator.parts.map { $0.sumUnit(indicator.unit, catalog) })
    }

    /// The values of a reported indicator in a region that the actor may read, the earliest first; the latest of them, where there are more.
    public func reported(_ indicator: Indicator, in region: Region, period: String? = nil, limit: Int = 60) async throws(Refusal) -> [Row<IndicatorValue>] {
        let columns = Columns<IndicatorValue>()
        var condition = columns.indicator == indicator.code && columns.place == region
        if let period { condition = condition && columns.period == period }
        let query = Query(RecordName.of(IndicatorValue.self), where: condition, order: Query.Order("period", isDescending: true), limit: limit)
        return try await records(query).reversed().map(Row.init)
    }

    func check(_ indicator: Indicator, _ region: Region) throws(Refusal) {
        guard mayKnow(indicator), actor.region.contains(region) else { throw actor.isNobody ? .unknown : .notFound(kind: "indicator") }
    }

    /// Which version of its definition a computed indicator follows; nil before it was ever counted.
    public func definition(of indicator: Indicator) async throws(Refusal) -> IndicatorDefinition? {
        let name = IndicatorDefinition.name(of: indicator)
        return try await refusing { try await engine.store.read { try $0.setting(name) } }.flatMap(IndicatorDefinition.init(stored:))
    }

    /// The records behind one part of a computed indicator.
    public func drillDown(_ indicator: Indicator, part: Int = 0, in region: Region, period: String = "", after: Query.Cursor? = nil, limit: Int = 50)
        async throws(Refusal) -> [StoredRecord]
    {
        guard indicator.parts.indices.contains(part) else { return [] }
        return try await records(Query(indicator.parts[part].kind, where: indicator.condition(part, in: region, period: period), after: after, limit: limit))
    }
}

extension Actor {
    /// A number tells about its records, those that one may not read too: whoever may not read them all within their region does not get it. Where it
    /// is made of personal data, it takes the permission to read these. Reported values are records of their own, of which everyone gets those that
    /// they may read.
    public func mayKnow(_ indicator: Indicator, _ catalog: Catalog) -> Bool {
        if indicator.parts.isEmpty { return catalog.schema(RecordName.of(IndicatorValue.self)).map { may(.read, $0) } ?? false }
        return indicator.parts.allSatisfy { part in
            let others = part.condition.references.map { ($0.kind, $0.condition.columns) }
            return ([(part.kind, part.condition.columns.union([part.sum, part.day].compactMap(\.self)))] + others).allSatisfy { kind, columns in
                guard let schema = catalog.schema(kind), reach(.read, schema) == .all else { return false }
                return schema.personalColumns.isDisjoint(with: columns) || reach(.readPersonal, schema) == .all
            }
        }
    }
}

extension Indicator {
    /// The condition that the records behind one of its parts fulfil.
    public func condition(_ part: Int, in region: Region, period: String, isSimulated: Bool = false) -> Condition {
        let part = parts[part]
        var condition = part.condition && .compare("isSimulated", .equal, .integer(isSimulated ? 1 : 0))
        if !region.code.isEmpty { condition = condition && .hasPrefix("region", region.code) }
        guard let day = part.day, !period.isEmpty else { return condition }
        let months = Months(of: period)
        return condition && .compare(day, .greaterOrEqual, .text(months.first)) && .compare(day, .less, .text(months.last + "-99"))
    }
}
