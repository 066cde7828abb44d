import Kernel
import PlanMonitoring

/// How a plan stands: each target with its path, its verified values, its assessment and its forecast.
struct PlanStanding: Sendable {
    let plan: Row<Plan>
    let targets: [TargetStanding]
    let rows: Found<Target>
    let parts: Found<YearTarget>
    let reports: Found<Report>
    let today: Day
    let rules: StatusRules

    /// - Complexity: three questions to the store, whatever the number of targets.
    init(_ plan: Row<Plan>, desk: Desk, rules: StatusRules = .standard) async throws {
        let now = desk.engine.context.now().day
        self.init(
            plan, try await desk.find(Target.self) { $0.plan == plan.reference },
            parts: try await desk.find(YearTarget.self) { $0.target.where { (target: Columns<Target>) in target.plan == plan.reference } && $0.unit == "*" },
            reports: try await desk.find(Report.self) { $0.target.where { (target: Columns<Target>) in target.plan == plan.reference } && $0.unit == "*" }, today: now,
            rules)
    }

    /// The same from records that are at hand.
    init(_ plan: Row<Plan>, _ rows: Found<Target>, parts: Found<YearTarget>, reports: Found<Report>, today: Day, _ rules: StatusRules) {
        (self.plan, self.rows, self.parts, self.reports, self.today, self.rules) = (plan, rows, parts, reports, today, rules)
        let (byTarget, values) = (Dictionary(grouping: parts, by: \.target), Dictionary(grouping: reports, by: \.target))
        targets = rows.sorted { ($0.nature == .binding ? 0 : 1, $0.id) < ($1.nature == .binding ? 0 : 1, $1.id) }.map { target in
            TargetStanding(target, plan, parts: byTarget[target.reference] ?? [], reports: values[target.reference] ?? [], today: today, rules)
        }
    }

    /// A part of another one.
    init(_ whole: PlanStanding, rows: Found<Target>, _ targets: [TargetStanding]) {
        (plan, parts, reports, today, rules) = (whole.plan, whole.parts, whole.reports, whole.today, whole.rules)
        (self.rows, self.targets) = (rows, targets)
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
    /// All that was asked for and reported.
    let reports: [Row<Report>]
    /// Verified values, oldest first: the real ones, or where there are none those that a demonstration made up.
    let values: [Row<Report>]
    /// What is still outstanding.
    let open: [Row<Report>]
    let assessment: Assessment?
    let forecast: Result<Forecast, NoForecast>
    let today: Day
    let rules: StatusRules

    init(_ target: Row<Target>, _ plan: Row<Plan>, parts: [Row<YearTarget>], reports: [Row<Report>], today: Day, _ rules: StatusRules = .standard) {
        self.target = target
        self.plan = plan
        self.reports = reports
        (self.today, self.rules) = (today, rules)
        self.parts = parts.sorted { $0.year < $1.year }
        let verified = reports.filter { $0.state == .verified && $0.value != nil }.sorted { $0.asOf < $1.asOf }
        let real = verified.filter { !$0.meta.isSimulated }
        values = real.isEmpty ? verified : real
        open = reports.filter { $0.state != .verified }.sorted { $0.due < $1.due }
        assessment = values.last.flatMap { report in target.assessment(of: report.value, on: report.asOf, plan, rules) }
        forecast = TargetStanding.forecast(target, plan, values)
    }

    var status: Target.Status { assessment.map(Target.Status.init) ?? .unknown }
    var latest: Row<Report>? { values.last }
    var isSimulated: Bool { latest?.meta.isSimulated ?? target.meta.isSimulated }

    private static func forecast(_ target: Row<Target>, _ plan: Row<Plan>, _ values: [Row<Report>]) -> Result<Forecast, NoForecast> {
        var observations = values.compactMap { report in
            report.value.flatMap { value in YearMonth(report.asOf.parts.year, report.asOf.parts.month).map { Observation($0, value) } }
        }
        let isLevel = target.pattern == .levelUp || target.pattern == .levelDown || target.pattern == .hold || target.pattern == .flow
        if isLevel, let year = target.baseYear, let base = target.base, !observations.contains(where: { $0.time <= YearMonth(endOf: year) }) {
            observations.insert(Observation(year: year, base), at: 0)
        }
        guard target.pattern != .yesNo, target.pattern != .growth else { return .failure(.noTrend) }
        let question = ForecastQuestion(
            observations, year: target.year, goal: target.value, lowerIsBetter: target.pattern == .levelDown, unit: target.unit,
            decimals: target.decimals, bounds: target.unit.hasPrefix("%") ? .percentage : .nonNegative)
        do throws(NoForecast) { return .success(try Forecaster.standard.forecast(question)) } catch { return .failure(error) }
    }
}

extension Row<Target> {
    /// Whole numbers are shown as whole ones.
    var decimals: Int {
        let base = self.base ?? 0
        return self.value == self.value.rounded() && base == base.rounded() ? 0 : 2
    }

    /// What the plan asks for at the end of a year: as agreed, or along the straight way.
    func expected(at year: Int, _ plan: Row<Plan>, _ parts: [Row<YearTarget>]) -> Double? {
        parts.first { $0.year == year }?.value ?? measured(plan)?.expected(at: YearMonth(endOf: year))
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
