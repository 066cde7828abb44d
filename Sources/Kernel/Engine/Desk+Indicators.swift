/// What is known of indicators: their values now and earlier, the records behind them, and the version of the definition that they follow.
extension Desk {
    /// The value of a computed indicator for a region and everything below it, over real records unless `isSimulated`.
    ///
    /// - Parameter period: a year, quarter or month (``RunningNumbers``); empty for all that is known.
    public func value(of indicator: Indicator, in region: Region, period: String = "", isSimulated: Bool = false) async throws(Refusal) -> Double? {
        try await numbers(of: indicator, in: region, isSimulated: isSimulated).value(in: period)
    }

    /// The running numbers of a computed indicator for a region and everything below it.
    ///
    /// - Complexity: O(regions × months) of its running numbers, whatever the number of records.
    public func numbers(of indicator: Indicator, in region: Region, isSimulated: Bool = false) async throws(Refusal) -> RunningNumbers {
        let code = isSimulated ? indicator.code + Indicator.simulatedMark : indicator.code
        let tallies = try await refusing { try await engine.store.read { try $0.tallies(of: code) } }
        return RunningNumbers(indicator, tallies.filter { region.contains(Region($0.key.region)) }, isMoney: indicator.parts.map { $0.isMoney(catalog) })
    }

    /// Which version of its definition a computed indicator follows; nil before it was ever counted.
    public func definition(of indicator: Indicator) async throws(Refusal) -> IndicatorDefinition? {
        let name = IndicatorDefinition.name(of: indicator)
        return try await refusing { try await engine.store.read { try $0.setting(name) } }.flatMap(IndicatorDefinition.init(stored:))
    }

    /// The records behind one part of a computed indicator.
    public func drillDown(_ indicator: Indicator, part: Int = 0, in region: Region, period: String = "", after: Query.Cursor? = nil, limit: Int = 50) async throws(Refusal) -> [StoredRecord] {
        guard indicator.parts.indices.contains(part) else { return [] }
        return try await records(Query(indicator.parts[part].kind, where: indicator.condition(part, in: region, period: period), after: after, limit: limit))
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
