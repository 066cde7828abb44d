/// Draws upright bars and lines between two axes.
struct ChartAxes {
    let chart: Chart

    func draw(on canvas: inout ChartCanvas) {
        let top = chart.title.isEmpty ? 12.0 : 40.0
        if !chart.title.isEmpty { canvas.text(chart.title, x: canvas.width / 2, y: 24, size: 16, anchor: .middle, isBold: true) }
        let scale = ChartScale(values: chart.plotted, startsAtZero: chart.kind != .lines)
        let labels = scale.marks.map(ChartText.number)
        let left = 16 + (labels.map { ChartText.width($0, size: 12) }.max() ?? 0) + 8
        let unit = chart.unit.isEmpty ? "" : chart.language.unit + chart.unit
        let unitWidth = ChartText.width(unit, size: 12)
        canvas.text(unit, x: canvas.width - 16, y: top + 12, anchor: .end, fill: ChartCanvas.quiet)
        let legend =
            chart.needsLegend
            ? canvas.legend(
                chart.series, x: left, top: top, width: max(120, canvas.width - left - 32 - unitWidth), areLines: chart.kind == .lines) : 0
        let names = chart.categoryLines(width: (canvas.width - left - 16) / Double(max(1, chart.categories.count)) - 4)
        let nameHeight = Double(names.map(\.count).max() ?? 1) * 15
        let plot = ChartPlot(
            left: left, right: canvas.width - 16, top: top + max(legend, unit.isEmpty ? 0 : 24) + 14, bottom: canvas.height - 17 - nameHeight, scale: scale)
        for (mark, label) in zip(scale.marks, labels) {
            let y = plot.y(mark)
            canvas.line(from: (plot.left, y), to: (plot.right, y), stroke: mark == 0 ? ChartCanvas.quiet : ChartCanvas.grid)
            canvas.text(label, x: plot.left - 8, y: y + 4, anchor: .end, fill: ChartCanvas.quiet)
        }
        drawCategories(names, on: &canvas, plot)
        switch chart.kind {
        case .lines: drawLines(on: &canvas, plot)
        case .stackedBars: drawStacks(on: &canvas, plot)
        default: drawBars(on: &canvas, plot)
        }
    }

    /// As many names as there is room for.
    private func drawCategories(_ names: [[String]], on canvas: inout ChartCanvas, _ plot: ChartPlot) {
        let room = plot.step(of: names.count)
        let widest = names.joined().map { ChartText.width($0, size: 12) }.max() ?? 0
        let every = max(1, Int((min(widest, 64) + 4) / max(room, 1) + 0.999))
        for (index, lines) in names.enumerated() where index.isMultiple(of: every) {
            for (row, line) in lines.enumerated() {
                let text = ChartText.fit(line, size: 12, width: room * Double(every) - 2)
                canvas.text(text, x: plot.middle(index, of: names.count), y: plot.bottom + 18 + Double(row) * 15, anchor: .middle)
            }
        }
    }

    private func drawBars(on canvas: inout ChartCanvas, _ plot: ChartPlot) {
        let step = plot.step(of: chart.categories.count)
        let group = min(step * 0.7, 64 * Double(chart.series.count))
        let width = group / Double(max(1, chart.series.count))
        for (seriesIndex, series) in chart.series.enumerated() {
            for (index, value) in series.values.prefix(chart.categories.count).enumerated() {
                guard let value, value.isFinite else { continue }
                let x = plot.middle(index, of: chart.categories.count) - group / 2 + Double(seriesIndex) * width
                let (y, zero) = (plot.y(value), plot.y(0))
                canvas.bar(
                    seriesIndex, x: x + width * 0.04, y: min(y, zero), width: width * 0.92, height: abs(zero - y),
                    fill: ChartCanvas.colour(seriesIndex, series), radius: min(2, width / 4), opacity: series.isTarget ? 0.45 : 1)
                let label = ChartText.number(value)
                if ChartText.width(label, size: 11) <= width + 6 {
                    canvas.text(label, x: x + width / 2, y: value < 0 ? y + 14 : y - 5, size: 11, anchor: .middle)
                }
            }
        }
    }

    /// Positive parts upwards from zero, negative ones downwards; the sum stands above.
    private func drawStacks(on canvas: inout ChartCanvas, _ plot: ChartPlot) {
        let step = plot.step(of: chart.categories.count)
        let width = min(step * 0.6, 72)
        for index in chart.categories.indices {
            let x = plot.middle(index, of: chart.categories.count) - width / 2
            for part in chart.stack(index) {
                let (from, to) = (plot.y(part.from), plot.y(part.to))
                let series = chart.series[part.series]
                canvas.bar(
                    part.series, x: x, y: min(from, to), width: width, height: abs(from - to), fill: ChartCanvas.colour(part.series, series),
                    opacity: series.isTarget ? 0.45 : 1)
                canvas.label(ChartText.number(part.to - part.from), x: x + width / 2, y: (from + to) / 2, within: (width, abs(from - to)))
            }
            let above = chart.stack(index).map(\.to).filter { $0 > 0 }.max() ?? 0
            let sum = chart.stack(index).reduce(0) { $0 + $1.to - $1.from }
            guard chart.series.count > 1, !chart.stack(index).isEmpty else { continue }
            canvas.text(ChartText.number(sum), x: x + width / 2, y: plot.y(above) - 5, size: 11, anchor: .middle, isBold: true)
        }
    }

    private func drawLines(on canvas: inout ChartCanvas, _ plot: ChartPlot) {
        let count = chart.categories.count
        let hasLabels = plot.step(of: count) > 34
        for (seriesIndex, series) in chart.series.enumerated() {
            let colour = ChartCanvas.colour(seriesIndex, series)
            var path = ""
            var isOpen = false
            var points: [(x: Double, y: Double, value: Double, category: Int)] = []
            for (index, value) in series.values.prefix(count).enumerated() {
                guard let value, value.isFinite else {
                    // The aims of a few years are joined; a gap in what was measured stays a gap.
                    if !series.isTarget { isOpen = false }
                    continue
                }
                let (x, y) = (plot.middle(index, of: count), plot.y(value))
                path += "\(isOpen ? "L" : "M")\(canvas.round(x)) \(canvas.round(y))"
                isOpen = true
                points.append((x, y, value, index))
            }
            if !path.isEmpty { canvas.path(path, stroke: colour, width: 2.5, isDashed: series.isTarget, isRound: !series.isTarget) }
            for (index, point) in points.enumerated() {
                canvas.mark(
                    seriesIndex, x: point.x, y: point.y, radius: series.isTarget ? 3 : 4, fill: series.isTarget ? "#FFFFFF" : colour,
                    stroke: series.isTarget ? colour : "#FFFFFF")
                guard hasLabels || index == points.count - 1, let isAbove = labelIsAbove(seriesIndex, point.category) else { continue }
                let y = isAbove ? point.y - 9 : point.y + 18
                canvas.text(ChartText.number(point.value), x: point.x, y: min(y, plot.bottom - 3), size: 11, anchor: .middle, fill: colour)
            }
        }
    }

    /// The highest value of a category is written above its point, the lowest below, those between them nowhere.
    private func labelIsAbove(_ seriesIndex: Int, _ category: Int) -> Bool? {
        let values = chart.series.map { $0.values.indices.contains(category) ? $0.values[category] : nil }
        guard let own = values[seriesIndex] else { return nil }
        let others = values.enumerated().compactMap { index, value in index == seriesIndex ? nil : value.map { (index, $0) } }
        if others.allSatisfy({ $0.1 < own || $0.1 == own && $0.0 > seriesIndex }) { return true }
        if others.allSatisfy({ $0.1 > own }) { return false }
        return nil
    }
}
