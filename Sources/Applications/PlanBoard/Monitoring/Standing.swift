import Kernel
import PlanMonitoring

/// How a plan stands: each target with its path, its verified values, its assessment and its forecast.
struct PlanStanding: Sendable {
    let plan: Row<Plan>
    let targets: [TargetStanding]
    let rows: Found<Target>
    let parts: Found<YearTarget>
    /// The verified values of the county: one a target and day, however many units report their shares.
    let reports: Found<Report>
    /// What was asked for and is not verified yet, of the county and of its units.
    let open: Found<Report>

    /// - Complexity: four questions to the store, whatever the number of targets; none of them meets what units reported of their shares before.
    init(_ plan: Row<Plan>, desk: Desk) async throws {
        func isOfPlan(_ target: Operand<Reference<Target>>) -> Condition { target.where { (target: Columns<Target>) in target.plan == plan.reference } }
        self.init(
            plan, try await desk.find(Target.self) { $0.plan == plan.reference },
            parts: try await desk.find(YearTarget.self) { isOfPlan($0.target) && $0.unit == Report.whole },
            reports: try await desk.find(Report.self) { isOfPlan($0.target) && $0.unit == Report.whole && $0.state == .verified },
            open: try await desk.find(Report.self) { isOfPlan($0.target) && $0.state.isIn([.requested, .submitted, .returned]) })
    }

    /// The same from records that are at hand.
    init(_ plan: Row<Plan>, _ rows: Found<Target>, parts: Found<YearTarget>, reports: Found<Report>, open: Found<Report> = Found([])) {
        (self.plan, self.rows, self.parts, self.reports, self.open) = (plan, rows, parts, reports, open)
        let (byTarget, values) = (Dictionary(grouping: parts, by: \.target), Dictionary(grouping: reports, by: \.target))
        targets = rows.sorted { ($0.nature == .binding ? 0 : 1, $0.id) < ($1.nature == .binding ? 0 : 1, $1.id) }.map { target in
            TargetStanding(target, plan, parts: byTarget[target.reference] ?? [], reports: values[target.reference] ?? [])
        }
    }

    /// A part of another one.
    init(_ whole: PlanStanding, rows: Found<Target>, _ targets: [TargetStanding]) {
        (plan, parts, reports, open) = (whole.plan, whole.parts, whole.reports, whole.open)
        (self.rows, self.targets) = (rows, targets)
    }

    /// The reports that are past their day and still with the units that owe them.
    func late(on today: Day) -> Found<Report> { open.narrowed { $0.due < today && $0.state.isIn([.requested, .returned]) } }

    /// Those of them that one unit owes.
    func late(on today: Day, of unit: Reference<Organisation>?) -> Found<Report> {
        late(on: today).narrowed { _ in .compare("organisation", .equal, .text(unit?.id.text ?? "")) }
    }

    /// How many targets have each status.
    var counts: [Target.Status: Int] { Dictionary(grouping: targets, by: \.status).mapValues(\.count) }
    var isSimulated: Bool { targets.contains(where: \.isSimulated) }
}

/// One target on its way.
struct TargetStanding: Sendable {
    let target: Row<Target>
    let plan: Row<Plan>
    /// The levels by year that were agreed; empty where nothing was broken down.
    let parts: [Row<YearTarget>]
    /// What was reported of it.
    let reports: [Row<Report>]
    /// Verified values of the county, oldest first: the real ones, or where there are none those that a demonstration made up.
    let values: [Row<Report>]
    let assessment: Assessment?
    let forecast: Result<Forecast, NoForecast>

    init(_ target: Row<Target>, _ plan: Row<Plan>, parts: [Row<YearTarget>], reports: [Row<Report>]) {
        self.target = target
        self.plan = plan
        self.reports = reports
        self.parts = parts.sorted { $0.year < $1.year }
        let verified = reports.filter { $0.unit == Report.whole && $0.state == .verified && $0.value != nil }.sorted { $0.asOf < $1.asOf }
        let real = verified.filter { !$0.meta.isSimulated }
        values = real.isEmpty ? verified : real
        assessment = values.last.flatMap { report in target.assessment(of: report.value, on: report.asOf, plan, plan.rules) }
        forecast = TargetStanding.forecast(target, plan, values)
    }

    var status: Target.Status { assessment.map(Target.Status.init) ?? .unknown }
    var latest: Row<Report>? { values.last }
    var isSimulated: Bool { latest?.meta.isSimulated ?? target.meta.isSimulated }

    private static func forecast(_ target: Row<Target>, _ plan: Row<Plan>, _ values: [Row<Report>]) -> Result<Forecast, NoForecast> {
        guard let measured = target.measured(plan) else { return .failure(.noTrend) }
        let observations = target.pattern == .sum ? amounts(plan, values) : levels(target, values)
        let isShare = target.pattern != .growth && target.unit.hasPrefix("%")
        do throws(NoForecast) {
            return .success(try measured.forecast(from: observations, decimals: target.decimals, bounds: isShare ? .percentage : .nonNegative))
        } catch { return .failure(error) }
    }

    /// The values as they were reported, with the base before them.
    private static func levels(_ target: Row<Target>, _ values: [Row<Report>]) -> [Observation] {
        var observations = values.compactMap { report in
            report.value.flatMap { value in YearMonth(report.asOf.parts.year, report.asOf.parts.month).map { Observation($0, value) } }
        }
        if let year = target.baseYear, let base = target.base, !observations.contains(where: { $0.time <= YearMonth(endOf: year) }) {
            observations.insert(Observation(year: year, base), at: 0)
        }
        return observations
    }

    /// What each year added to a sum: the difference of the sums at the ends of two years that follow one another.
    private static func amounts(_ plan: Row<Plan>, _ values: [Row<Report>]) -> [Observation] {
        var sums: [Int: Double] = [plan.from - 1: 0]
        for report in values where report.asOf.parts.month == 12 { if let value = report.value { sums[report.asOf.year] = value } }
        return sums.keys.sorted().compactMap { year in
            guard let sum = sums[year], let before = sums[year - 1] else { return nil }
            return Observation(year: year, sum - before)
        }
    }
}

extension Row<Report> {
    /// Whether it waits for the unit that has to report.
    var isOwed: Bool { self.state == .requested || self.state == .returned }
}

extension Row<Target> {
    /// Whole numbers are shown as whole ones.
    var decimals: Int {
        let base = self.base ?? 0
        return self.value == self.value.rounded() && base == base.rounded() ? 0 : 2
    }

    /// A value with as many decimals as its own: there is no half enterprise.
    func rounded(_ value: Double) -> Double { self.decimals == 0 ? value.rounded() : (value * 100).rounded() / 100 }

    /// What the plan asks for at the end of a year: as agreed, or along the straight way.
    func expected(at year: Int, _ plan: Row<Plan>, _ parts: [Row<YearTarget>]) -> Double? {
        let way = parts.first { $0.year == year }?.value ?? measured(plan)?.expected(at: YearMonth(endOf: year)).map(rounded)
        // Without a base nothing is known of the way, but where it ends.
        return way ?? (year >= self.year && self.pattern != .growth ? self.value : nil)
    }
}

/// Numbers as pages show them.
enum Shown {
    /// 1,234.5: with as many decimals as it needs, four at most.
    static func number(_ value: Double, decimals: Int = 4) -> String { Numeral(decimals: decimals).text(value) }

    static func percent(_ share: Double) -> String { Numeral.percent.text(share) }

    /// 12,345.6 万元
    static func money(_ amount: Money) -> String { Numeral.tenths.text(amount.wan) + " 万元" }

    static func amount(_ amount: Money) -> String { Numeral.tenths.text(amount.wan) }
}

extension Numeral {
    /// For money in 万元.
    static let tenths = Numeral(decimals: 1)
    /// For points and paces.
    static let hundredths = Numeral(decimals: 2)
}
