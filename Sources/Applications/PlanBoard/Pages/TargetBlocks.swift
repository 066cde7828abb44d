import Kernel
import PlanMonitoring

extension TargetStanding {
    /// The small drawing of a target: its path, its values, where it is likely to end.
    var trajectory: Trajectory {
        let first = plan.from - 1
        var path: [Trajectory.Point] = []
        // A sum begins at nothing, whatever there was before.
        if let point = Trajectory.Point(Double(target.pattern == .sum ? first : target.baseYear ?? first), target.said { $0.pattern == .sum ? 0 : $0.base }) {
            path.append(point)
        }
        for year in plan.from...max(plan.from, target.year) {
            if let point = Trajectory.Point(Double(year), planned(year)) { path.append(point) }
        }
        let actual = values.compactMap { report in Trajectory.Point(TargetStanding.time(report.asOf), report.said { $0.value }) }
        var band: (time: Double, low: Double, high: Double)?
        var sentence: Label?
        switch forecast {
        case .success(let forecast):
            band = (Double(forecast.year), forecast.lower, forecast.upper)
            sentence = Label(forecast.statement)
        case .failure(.notAhead), .failure(.noTrend): sentence = nil
        case .failure(let reason): sentence = values.isEmpty ? nil : Label(reason.statement)
        }
        // Of growth amounts are drawn, so its end is the amount to which the growth leads.
        let isGrowth = target.pattern == .growth
        let goal = Trajectory.Point(Double(target.year), isGrowth ? planned(target.year) : target.said { $0.value })
        return Trajectory(
            Label(target.name, en: target.name), unit: isGrowth ? "" : target.unit, link: .to(target), path: path, actual: actual, forecast: band,
            target: goal, status: Said.status(status), sentence: sentence, isSimulated: isSimulated)
    }

    /// In years; the end of December 2022 is 2022.0.
    static func time(_ day: Day) -> Double {
        let (year, month, date) = day.parts
        return Double(year - 1) + (Double(month - 1) + Double(date) / 31) / 12
    }

    /// The row of the target in tables of a plan.
    func row(_ units: UnitNames) -> Table.Row {
        return Table.Row(
            [
                Table.Cell(Phrase(target.name, link: .to(target)), Phrase(Label("（\(target.nature.rawValue)）", en: " (\(target.nature.label.english))"))),
                Table.Cell(Phrase(target.said { $0.base })), Table.Cell(Phrase(target.said { $0.value }), Phrase(Unit(target.unit).label)),
                Table.Cell(
                    [latest.map { Phrase($0.said { $0.value }) } ?? Phrase(Said.none)] + (isSimulated ? [Phrase(Said.simulated, tone: .missing)] : [])),
                Table.Cell(Phrase(Said.day(latest?.asOf))),
                Table.Cell(Phrase(number(.percent) { $0.assessment?.progress }, link: sheet), share: assessment?.cappedProgress),
                Table.Cell(Phrase(number(.hundredths) { $0.assessment?.scheduleRatio }, link: sheet)), Table.Cell(Said.status(status)),
                Table.Cell(units[target.lead]),
            ])
    }

    /// Where it is said how it was judged.
    private var sheet: Link { .page(application: "planBoard", code: "sheet", record: target.id) }

    static let columns: [Table.Column] = [
        Table.Column(Said.target, weight: 3), Table.Column(Label("基期", en: "Base"), isNumber: true),
        Table.Column(Label("目标", en: "Target"), isNumber: true, weight: 1.4),
        Table.Column(Label("实际", en: "Actual"), isNumber: true, weight: 1.2), Table.Column(Label("截至", en: "As of"), weight: 1.2),
        Table.Column(Label("进度", en: "Progress"), isNumber: true, weight: 1.2), Table.Column(Label("序时比", en: "Pace"), isNumber: true),
        Table.Column(Said.status, weight: 1.2), Table.Column(Said.responsible, weight: 1.6),
    ]
}

extension PlanStanding {
    /// How many stand how, as large numbers that open to their targets.
    func facts() -> Block {
        .facts(
            [Target.Status.behind, .lagging, .onTrack, .done, .unjudged, .unknown].map { status in
                Fact(
                    status.label, howMany(status), unit: "项", tone: (counts[status] ?? 0) == 0 ? .calm : status.tone,
                    link: .page(application: "planBoard", code: "monitoring", [Choices.plan: plan.id.text, "status": status.code]),
                    isSimulated: isSimulated && status != .unknown)
            })
    }

    func table(_ title: Label, _ targets: [TargetStanding], _ units: UnitNames) -> Block {
        .table(
            Table(
                title, columns: TargetStanding.columns, rows: targets.map { $0.row(units) },
                note: Label(
                    "进度 =（实际 − 基期）÷（目标 − 基期）；序时比 = 进度 ÷ 时间进度。点开数值可看依据。",
                    en: "Progress = (actual − base) ÷ (target − base); pace = progress ÷ share of time. Open a value to see what it rests on."),
                empty: Label("没有符合条件的指标", en: "No target of this kind")))
    }
}
