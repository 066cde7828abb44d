/// When a firm is likely to qualify, if it goes on as in the last years.
public struct Forecast: Sendable, Hashable {
    /// The first day on which nothing that can be computed stands in the way; nil where that is beyond the horizon.
    public let day: CivilDay?
    /// Whether it does so on the very day that was asked about.
    public let isNow: Bool
    /// What still lacks at the end of the horizon, or now where the day is known: codes of requirements.
    public let lacking: [String]
    /// Growth a year that was assumed for amounts, of 1.
    public let growth: Double
    public let reason: Wording
}

extension Ladder {
    /// Looks at the firm today, then at the beginning of each following year, with its amounts grown on by the mean of its last years, at least −30 %
    /// and at most +50 % a year; staff, rights and whatever is not an amount stay as they are, time passes.
    ///
    /// - Parameter years: how far to look ahead, at most ten.
    public func forecast(_ firm: Firm, _ rung: Rung, from day: CivilDay, years: Int = 3) -> Forecast? {
        guard let rules = rules(of: rung, on: day) else { return nil }
        let today = rules.judge(Case(firm, on: day))
        let growth = firm.growth(before: day.year)
        let lacking = rules.lacking(today)
        if today.outcome.isOpen {
            return Forecast(
                day: day, isNow: true, lacking: [], growth: growth, reason: Wording("可计算的条件现在都已符合", en: "all that can be computed is met now"))
        }
        // Data that are missing do not come by waiting.
        var ahead = firm
        var (left, outcome) = (lacking, today.outcome)
        for step in 1...min(max(years, 1), 10) {
            let next = CivilDay(day.year + step, 1, 1)
            ahead.grow(into: next.year - 1, by: growth)
            guard let rules = self.rules(of: rung, on: next) else { break }
            let judgement = rules.judge(Case(ahead, on: next))
            (left, outcome) = (rules.lacking(judgement), judgement.outcome)
            guard judgement.outcome.isOpen else { continue }
            let rate = Measure.share.text(Figure(Fraction(Int128((growth * 10_000).rounded()), over: 10_000) ?? Fraction(0)))
            return Forecast(
                day: next, isNow: false, lacking: lacking, growth: growth,
                reason: Wording(
                    "按近年平均增速 \(rate.chinese) 推算，\(next.year) 年初达到", en: "at the growth of the last years (\(rate.english)) at the beginning of \(next.year)"))
        }
        return Forecast(
            day: nil, isNow: false, lacking: left, growth: growth,
            reason: outcome == .unknown
                ? Wording("数据不足，无法推算", en: "figures are missing, so nothing can be said")
                : Wording("照目前走势，\(years) 年内不能达到", en: "not within \(years) years as things go"))
    }
}

extension RuleSet {
    /// The codes of what stands in the way; of requirements of which one is enough all, as long as none is met.
    public func lacking(_ judgement: Judgement) -> [String] {
        var (codes, place): ([String], Int) = ([], 0)
        for clause in clauses + (judgement.isDirect ? [] : usual) {
            let outcomes = judgement.findings[place..<(place + clause.count)].map(\.outcome)
            place += clause.count
            if [.unmet, .unknown].contains(Outcome.any(outcomes)) { codes += zip(clause, outcomes).filter { !$1.isFine }.map(\.0.code) }
        }
        if let card, !judgement.isDirect, [.unmet, .unknown].contains(card.judge(judgement.findings.suffix(card.items.count)).outcome) {
            codes.append("score")
        }
        return codes
    }
}

extension Firm {
    /// The mean growth of revenue over the years known before `year`, within −30 % and +50 %; 0 where fewer than two are known.
    func growth(before year: Int) -> Double {
        let known = years.filter { $0.year < year && ($0.revenue ?? 0) > 0 }.sorted { $0.year < $1.year }.suffix(4)
        guard let first = known.first, let last = known.last, last.year > first.year, let from = first.revenue, let to = last.revenue else { return 0 }
        // The root by halving: it has no need of a library.
        let (ratio, span) = (Double(to) / Double(from), last.year - first.year)
        var (low, high) = (0.0, max(2, ratio + 1))
        for _ in 0..<80 {
            let middle = (low + high) / 2
            if (0..<span).reduce(1.0, { power, _ in power * middle }) < ratio { low = middle } else { high = middle }
        }
        return min(max(low - 1, -0.3), 0.5)
    }

    /// Adds the figures of a year that has not been, from the last one known.
    mutating func grow(into year: Int, by growth: Double) {
        guard !years.contains(where: { $0.year == year }), var figures = years.filter({ $0.year < year }).max(by: { $0.year < $1.year }) else { return }
        let factor = (0..<max(1, year - figures.year)).reduce(1.0) { power, _ in power * (1 + growth) }
        func grown(_ amount: Int64?) -> Int64? { amount.flatMap { Int64(exactly: (Double($0) * factor).rounded()) } }
        figures.year = year
        figures.revenue = grown(figures.revenue)
        figures.mainRevenue = grown(figures.mainRevenue)
        figures.totalIncome = grown(figures.totalIncome)
        figures.highTechIncome = grown(figures.highTechIncome)
        figures.costs = grown(figures.costs)
        figures.research = grown(figures.research)
        figures.researchInChina = grown(figures.researchInChina)
        figures.profit = grown(figures.profit)
        years.append(figures)
    }
}
