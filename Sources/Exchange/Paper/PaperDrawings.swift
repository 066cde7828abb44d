import Documents
import Kernel

/// Charts, trajectories and schedules: pictures that can be read in grey, or tables where pictures cannot be made.
extension PaperWriter {
    private var written: WritingLanguage { language == .english ? .english : .chinese }

    // MARK: Charts

    mutating func write(_ drawing: Drawing) {
        let title = PaperText.line(drawing.title[language])
        let charts = Self.charts(of: drawing, language, written)
        for (index, chart) in charts.enumerated() {
            let caption = title + (index > 0 ? words.continued : "")
            let picture = picture(chart.svg(height: 320), width: 150, pixels: 1_500, caption: caption.isEmpty ? nil : caption, description: chart.summary)
            guard let picture else { return write(Self.table(of: drawing, words, from: index)) }
            append(.picture(picture))
        }
        if charts.isEmpty { write(Self.table(of: drawing, words, from: 0)) }
    }

    /// Mostly one chart; names that do not fit below upright bars make them lie down, and those may need more than a page.
    private static func charts(of drawing: Drawing, _ language: Language, _ written: WritingLanguage) -> [Chart] {
        let categories = drawing.categories.map { PaperText.line($0[language]) }
        guard !categories.isEmpty, !drawing.series.isEmpty else { return [] }
        let series = drawing.series.map { Chart.Series(PaperText.line($0.label[language]), $0.values, isTarget: $0.isDashed, colour: $0.tone.colour) }
        var chart = Chart(.bars, unit: PaperText.line(drawing.unit), categories: categories, series: series, language: written)
        switch drawing.shape {
        case .lines: chart.kind = .lines
        case .bars: chart.kind = chart.fitsUpright ? .bars : .horizontalBars
        case .stackedBars: chart.kind = chart.fitsUpright ? .stackedBars : .horizontalStackedBars
        case .horizontalBars: chart.kind = .horizontalBars
        case .pie: chart.kind = categories.count > 10 ? .horizontalBars : .pie
        }
        return chart.parts
    }

    /// The values of a drawing as words.
    private static func table(of drawing: Drawing, _ words: PaperWords, from part: Int) -> Kernel.Table {
        Kernel.Table(
            drawing.title, columns: [Kernel.Table.Column(Label("", en: ""))] + drawing.series.map { Kernel.Table.Column($0.label, isNumber: true) },
            rows: drawing.categories.enumerated().map { index, category in
                Kernel.Table.Row(
                    [Kernel.Table.Cell(Phrase(category))]
                        + drawing.series.map { series in
                            let value = series.values.indices.contains(index) ? series.values[index] : nil
                            return Kernel.Table.Cell(Phrase(value.map(PaperText.number) ?? "—"))
                        })
            }, note: drawing.unit.isEmpty ? nil : Label(words.unit(drawing.unit), en: words.unit(drawing.unit)))
    }

    // MARK: Trajectories

    /// A table with a small picture in each row: names, values and sentences stay text that can be read aloud, searched and copied.
    mutating func write(_ trajectories: [Trajectory]) {
        guard !trajectories.isEmpty else { return }
        var rows: [[WordTable.Cell]] = []
        var hasPictures = false
        for trajectory in trajectories {
            let picture = picture(Self.small(trajectory).svg(), width: 50, pixels: 560, description: PaperText.line(trajectory.label[language]))
            if picture != nil { hasPictures = true }
            if trajectory.isSimulated { hasSimulated = true }
            rows.append([
                WordTable.Cell(name(of: trajectory)), WordTable.Cell([], picture: picture, alignment: .centre), point(trajectory.actual.last),
                point(trajectory.target ?? trajectory.path.last),
            ])
        }
        let heads = [words.indicator, words.trend, words.newest, words.target].map { $0[language] }
        let widths: [WordTable.Width] = [.share(1), .millimetres(54), .millimetres(22), .millimetres(22)]
        var columns = zip(heads, widths).map { WordTable.Column($0, width: $1, alignment: .left) }
        if !hasPictures {
            columns.remove(at: 1)
            for row in rows.indices { rows[row].remove(at: 1) }
        }
        append(.table(WordTable(columns: columns, rows: rows, notes: notes(hasPictures ? words.trajectoryLegend : nil), size: .small)))
    }

    /// Name and unit, status, sentence, each on a line of its own.
    private mutating func name(of trajectory: Trajectory) -> [WordRun] {
        let unit = PaperText.line(trajectory.unit)
        let name = PaperText.line(trajectory.label[language]) + (unit.isEmpty ? "" : words.bracketed(unit)) + (trajectory.isSimulated ? words.simulated : "")
        var runs = [WordRun(name, isBold: true)] + self.runs([trajectory.status]).map { WordRun("\n" + $0.text) }
        if let sentence = trajectory.sentence { runs.append(WordRun("\n" + PaperText.clean(sentence[language]))) }
        return runs
    }

    private func point(_ point: Trajectory.Point?) -> WordTable.Cell {
        guard let point, point.value.isFinite else { return WordTable.Cell(words.none, alignment: .centre) }
        return WordTable.Cell([WordRun(PaperText.number(point.value), isBold: true), WordRun("\n" + words.time(point.time))], alignment: .right)
    }

    private static func small(_ trajectory: Trajectory) -> TrajectoryChart {
        func point(_ point: Trajectory.Point) -> TrajectoryChart.Point { TrajectoryChart.Point(point.time, point.value) }
        return TrajectoryChart(
            path: trajectory.path.map(point), actual: trajectory.actual.map(point),
            forecast: trajectory.forecast.map { (TrajectoryChart.Point($0.time, $0.low), TrajectoryChart.Point($0.time, $0.high)) },
            target: trajectory.target.map(point))
    }

    // MARK: Schedules

    /// A picture of bars, and a table of what a picture has no room for.
    mutating func write(_ schedule: Schedule) {
        let title = PaperText.line(schedule.title[language])
        guard !schedule.bars.isEmpty, schedule.from < schedule.to else { return write(table(of: schedule)) }
        // What fits on a page.
        let most = 23
        for start in stride(from: 0, to: schedule.bars.count, by: most) {
            let chart = chart(of: schedule, Array(schedule.bars[start..<min(start + most, schedule.bars.count)]))
            let caption = title + (start > 0 ? words.continued : words.scheduleLegend)
            guard let picture = picture(chart.svg(), width: 156, pixels: 1_560, caption: caption, description: title) else { return write(table(of: schedule)) }
            append(.picture(picture))
        }
        if schedule.bars.contains(where: { !$0.note.isEmpty || !$0.milestones.isEmpty }) { write(table(of: schedule)) }
    }

    private mutating func chart(of schedule: Schedule, _ bars: [Schedule.Bar]) -> ScheduleChart {
        ScheduleChart(
            from: schedule.from.inYears, to: schedule.to.adding(days: 1).inYears, today: schedule.today.inYears,
            bars: bars.map { bar in
                ScheduleChart.Bar(
                    name(of: bar), from: bar.from.inYears, to: bar.to.adding(days: 1).inYears, share: bar.share,
                    milestones: bar.milestones.map { ScheduleChart.Milestone($0.day.inYears, isReached: $0.tone == .good || $0.tone == .done) })
            }, language: written)
    }

    private mutating func name(of bar: Schedule.Bar) -> String {
        if bar.isSimulated { hasSimulated = true }
        return toned(PaperText.line(bar.label[language]), bar.tone) + (bar.isSimulated ? words.simulated : "")
    }

    private mutating func table(of schedule: Schedule) -> Kernel.Table {
        let rows = schedule.bars.map { bar in
            let milestones = bar.milestones.map { Phrase("\($0.day) \(toned(PaperText.line($0.label[language]), $0.tone))") }
            let lines = milestones.enumerated().map { index, phrase in index == 0 ? phrase : Phrase("\n" + phrase.label.chinese) }
            return Kernel.Table.Row([
                Kernel.Table.Cell(Phrase(name(of: bar))), Kernel.Table.Cell(Phrase("\(bar.from)\n\(bar.to)")),
                Kernel.Table.Cell(Phrase(bar.share.map(PaperText.percent) ?? "—")), Kernel.Table.Cell(lines), Kernel.Table.Cell(Phrase(bar.note)),
            ])
        }
        return Kernel.Table(
            schedule.title,
            columns: [
                Kernel.Table.Column(words.item, weight: 3), Kernel.Table.Column(words.period, weight: 2),
                Kernel.Table.Column(words.progress, isNumber: true), Kernel.Table.Column(words.milestones, weight: 4),
                Kernel.Table.Column(words.notes, weight: 2),
            ], rows: rows)
    }
}

extension Day {
    /// 2023.5 is the middle of 2023.
    var inYears: Double {
        let year = self.year
        guard let first = Day(year, 1, 1), let next = Day(year + 1, 1, 1) else { return Double(year) }
        return Double(year) + Double(number - first.number) / Double(next.number - first.number)
    }
}
