/// What a project shall spend in each year, in fen (1/100 yuan) so that sums are exact.
public struct SpendingPlan: Sendable, Hashable {
    /// Fen by year.
    public let yearly: [Int: Int]
    /// When the project runs; nil spreads each year over its twelve months.
    public let term: PlanTerm?

    /// Amounts of 0…10¹⁷ fen for the years 1…9999; nil otherwise, or with more than a hundred years.
    public init?(yearly: [Int: Int], term: PlanTerm? = nil) {
        guard yearly.count <= 100, yearly.allSatisfy({ (1...9999).contains($0.key) && (0...Self.most).contains($0.value) }) else { return nil }
        self.yearly = yearly
        self.term = term
    }

    /// A total spread over the months of a term, exact to the fen.
    public init?(total: Int, over term: PlanTerm) {
        guard (0...Self.most).contains(total), term.years.count <= 100 else { return nil }
        var yearly: [Int: Int] = [:]
        var before = 0
        for year in term.years {
            let byEnd = Self.part(total, term.elapsed(at: YearMonth(endOf: year)), of: term.months)
            yearly[year] = byEnd - before
            before = byEnd
        }
        self.yearly = yearly
        self.term = term
    }

    public var total: Int { yearly.values.reduce(0, +) }

    /// What should be spent by the end of a month: past years in full, the current one by its months in which the project runs.
    public func planned(by date: YearMonth) -> Int {
        yearly.reduce(0) { sum, entry in
            if entry.key != date.year { return entry.key < date.year ? sum + entry.value : sum }
            let from = max(term?.first.count ?? 0, (date.year - 1) * 12 + 1)
            let through = min(term?.last.count ?? .max, date.year * 12)
            // A year in which the project does not run has no months to spread over: its amount is due at once.
            guard from <= through else { return sum + entry.value }
            let months = through - from + 1
            return sum + Self.part(entry.value, min(max(date.count - from + 1, 0), months), of: months)
        }
    }

    /// Compares what was paid by the end of a month with the plan.
    public func compare(paid: Int, at date: YearMonth, rules: StatusRules = .standard) -> SpendingStatus {
        SpendingStatus(planned: planned(by: date), paid: min(max(paid, -Self.most), Self.most), total: total, date: date, rules: rules)
    }

    private static let most = 100_000_000_000_000_000

    /// amount × months / all, rounded down, without overflow.
    private static func part(_ amount: Int, _ months: Int, of all: Int) -> Int {
        let (high, low) = amount.multipliedFullWidth(by: months)
        return all.dividingFullWidth((high, low)).quotient
    }
}

/// How spending stands against its plan at a date; amounts in fen.
public struct SpendingStatus: Sendable, Hashable {
    /// What should be spent by now.
    public let planned: Int
    public let paid: Int
    /// The whole plan.
    public let total: Int
    public let date: YearMonth
    public let rules: StatusRules

    /// Paid less planned: negative where spending is behind.
    public var variance: Int { paid - planned }
    /// 序时执行率: paid over what should be spent by now; nil before anything should be.
    public var scheduleRate: Double? { planned > 0 ? Double(paid) / Double(planned) : nil }
    /// 预算执行率: paid over the whole plan; nil without one.
    public var budgetRate: Double? { total > 0 ? Double(paid) / Double(total) : nil }
    /// More was paid than the whole plan has.
    public var isOverBudget: Bool { paid > total }

    /// Red over budget, else as for targets (see ``StatusRules``); nil before anything should be spent.
    public var light: Light? { isOverBudget ? .red : scheduleRate.map { rules.light(ofScheduleRatio: $0) } }

    public var reason: Reason {
        var reason = Reason()
        let (plannedText, paidText) = (NumberText.tenThousandYuan(fen: planned), NumberText.tenThousandYuan(fen: paid))
        reason.note(Quantity("P", Statement("应支出", "planned by now"), Double(planned) / 1_000_000, unit: "万元"))
        reason.note(Quantity("A", Statement("已支出", "paid"), Double(paid) / 1_000_000, unit: "万元"))
        reason.note(Quantity("T", Statement("计划总额", "whole plan"), Double(total) / 1_000_000, unit: "万元"))
        reason.note("截至 \(date)，应支出 \(plannedText) 万元，已支出 \(paidText) 万元", "by \(date), \(plannedText) 万元 (10,000 yuan) should be paid and \(paidText) are")
        if isOverBudget {
            let excess = NumberText.tenThousandYuan(fen: paid - total)
            reason.note("超出计划总额 \(excess) 万元", "\(excess) 万元 more than the whole plan")
        } else if let rate = scheduleRate {
            let (rateText, gap) = (NumberText.percent(rate), NumberText.tenThousandYuan(fen: abs(variance)))
            let isBehind = variance < 0
            reason.note(
                "序时执行率 \(rateText)" + (variance == 0 ? "" : "，\(isBehind ? "少" : "多")支 \(gap) 万元"),
                "\(rateText) of schedule" + (variance == 0 ? "" : ", \(gap) 万元 \(isBehind ? "behind" : "ahead")"))
        }
        return reason
    }
}
