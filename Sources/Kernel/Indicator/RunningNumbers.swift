/// The running numbers of an indicator for one region, month by month: what all its values, now and earlier, follow from.
///
/// A part with a day (`by:`) has in each month what falls into it; its value for a period is the sum over the months of the period. A part without
/// one has in each month by how much it changed; its value for a period is what it had come to by the end of the period.
///
/// Periods are written `2025`, `2025-Q3` or `2025-03`; an empty one means everything.
public struct RunningNumbers: Sendable {
    public let indicator: Indicator
    /// By part: amounts by month, the earliest first.
    private let parts: [[(month: String, amount: Double)]]

    init(_ indicator: Indicator, _ tallies: [Tally], units: [Double]) {
        self.indicator = indicator
        parts = indicator.parts.enumerated().map { place, part in
            var months: [String: Double] = [:]
            for tally in tallies where tally.key.part == place {
                months[tally.key.period, default: 0] += part.sum == nil ? Double(tally.count) : tally.sum / units[place]
            }
            return months.sorted { $0.key < $1.key }.map { (month: $0.key, amount: $0.value) }
        }
    }

    /// The number of each part.
    public func numbers(in period: String = "") -> [Double] {
        let months = Months(of: period)
        return zip(indicator.parts, parts).map { part, amounts in
            amounts.reduce(0) { sum, entry in (part.day == nil ? entry.month <= months.last : months.contains(entry.month)) ? sum + entry.amount : sum }
        }
    }

    /// The value; nil where it is not known: a ratio of nothing, or a time before anything was counted.
    public func value(in period: String = "") -> Double? {
        let last = Months(of: period).last
        let isKnown = period.isEmpty || zip(indicator.parts, parts).contains { part, amounts in part.day != nil || amounts.contains { $0.month <= last } }
        return isKnown ? indicator.value(of: numbers(in: period)) : nil
    }

    /// The value of every period until today, the earliest first: by month where they are few, otherwise by year.
    ///
    /// - Returns: at most `limit` periods, the latest; none where nothing was counted.
    public func history(until today: Day, limit: Int = 36) -> [(period: String, value: Double)] {
        let months = parts.flatMap { $0 }.filter { $0.amount != 0 }.map(\.month)
        guard let first = months.min(), let latest = months.max() else { return [] }
        let last = indicator.parts.allSatisfy { $0.day != nil } ? latest : max(latest, today.month)
        guard let from = Day("\(first)-01"), let to = Day("\(last)-01") else { return [] }
        let isByMonth = from.adding(months: limit) > to
        var (periods, day): ([String], Day) = ([], from)
        while day <= to || (!isByMonth && day.year == to.year) {
            periods.append(isByMonth ? day.month : String(day.month.prefix(4)))
            day = day.adding(months: isByMonth ? 1 : 12)
        }
        return periods.suffix(limit).compactMap { period in value(in: period).map { (period: period, value: $0) } }
    }
}

/// The months of a period.
struct Months {
    let first: String
    let last: String

    /// Of `2025`, `2025-Q3`, `2025-03`; all months for anything else.
    init(of period: String) {
        let parts = period.split(separator: "-").map(String.init)
        guard let year = parts.first, year.count == 4 else {
            (first, last) = ("", "9999-12")
            return
        }
        guard parts.count == 2 else {
            (first, last) = ("\(year)-01", "\(year)-12")
            return
        }
        let quarters = ["Q1": ("01", "03"), "Q2": ("04", "06"), "Q3": ("07", "09"), "Q4": ("10", "12")]
        let ends = quarters[parts[1]] ?? (parts[1], parts[1])
        (first, last) = ("\(year)-\(ends.0)", "\(year)-\(ends.1)")
    }

    func contains(_ month: String) -> Bool { first <= month && month <= last }
}

/// Which version of its definition an indicator follows, and since when. A new version is counted anew from the records, so earlier months are
/// known again only as far as the records have a day.
public struct IndicatorDefinition: Sendable, Hashable {
    public let version: Int
    public let since: Day
    /// The definition itself, for noticing that it changed.
    let text: String

    static func name(of indicator: Indicator) -> String { "indicator \(indicator.code)" }

    public init(version: Int, since: Day, text: String = "") {
        self.version = version
        self.since = since
        self.text = text
    }

    /// From what ``stored`` wrote; nil for anything else.
    init?(stored: String) {
        let parts = stored.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let version = Int(parts[0]), let since = Day(parts[1]) else { return nil }
        self.init(version: version, since: since, text: String(parts[2]))
    }

    var stored: String { "\(version)\n\(since)\n\(text)" }
}
