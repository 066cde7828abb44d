/// Draws bars from left to right, one row of them for each category.
struct ChartRows {
    let chart: Chart

    func draw(on canvas: inout ChartCanvas) {
        var top = chart.title.isEmpty ? 8.0 : 40.0
        if !chart.title.isEmpty { canvas.text(chart.title, x: canvas.width / 2, y: 24, size: 16, anchor: .middle, isBold: true) }
        let widest = chart.categories.map { ChartText.width($0, size: 12) }.max() ?? 0
        let left = 16 + min(canvas.width * 0.4, widest + 8)
        let unit = chart.unit.isEmpty ? "" : chart.language.unit + chart.unit
        canvas.text(unit, x: canvas.width - 16, y: top + 12, anchor: .end, fill: ChartCanvas.quiet)
        let legend =
            chart.needsLegend
            ? canvas.legend(chart.series, x: 16, top: top, width: max(120, canvas.width - 48 - ChartText.width(unit, size: 12)), areLines: false) : 0
        top += max(legend, unit.isEmpty ? 0 : 20) + 8
        let rows = chart.categories.map { ChartText.lines($0, size: 12, width: left - 24, atMost: 3) }
        let isStacked = chart.kind == .horizontalStackedBars
        let bars = Double(isStacked ? 1 : max(1, chart.series.count)) * 15
        let heights = rows.map { max(bars + 9, Double($0.count) * 15 + 6) }
        let bottom = top + max(24, heights.reduce(0, +))
        canvas.height = bottom + 30
        let scale = ChartScale(values: chart.plotted, startsAtZero: true)
        let plot = ChartPlot(left: left, right: canvas.width - 40, top: top, bottom: bottom, scale: scale)
        for mark in scale.marks {
            let x = plot.x(mark)
            canvas.line(from: (x, top), to: (x, bottom), stroke: mark == 0 ? ChartCanvas.quiet : ChartCanvas.grid)
            canvas.text(ChartText.number(mark), x: x, y: bottom + 17, anchor: .middle, fill: ChartCanvas.quiet)
        }
        var y = top
        for (index, lines) in rows.enumerated() {
            let middle = y + heights[index] / 2
            for (row, line) in lines.enumerated() {
                canvas.text(line, x: left - 8, y: middle + 4 + (Double(row) - Double(lines.count - 1) / 2) * 15, anchor: .end)
            }
            if isStacked { drawStack(index, on: &canvas, plot, middle) } else { drawBars(index, on: &canvas, plot, middle - bars / 2) }
            y += heights[index]
        }
    }

    private func drawBars(_ index: Int, on canvas: inout ChartCanvas, _ plot: ChartPlot, _ top: Double) {
        for (number, series) in chart.series.enumerated() {
            guard series.values.indices.contains(index), let value = series.values[index], value.isFinite else { continue }
            let (from, to) = (min(plot.x(0), plot.x(value)), max(plot.x(0), plot.x(value)))
            let y = top + Double(number) * 15 + 1
            canvas.bar(
                number, x: from, y: y, width: to - from, height: 13, fill: ChartCanvas.colour(number, series), radius: 2, opacity: series.isTarget ? 0.45 : 1)
            canvas.text(ChartText.number(value), x: value < 0 ? from - 4 : to + 4, y: y + 10, size: 11, anchor: value < 0 ? .end : .start)
        }
    }

    private func drawStack(_ index: Int, on canvas: inout ChartCanvas, _ plot: ChartPlot, _ middle: Double) {
        let parts = chart.stack(index)
        for part in parts {
            let (from, to) = (min(plot.x(part.from), plot.x(part.to)), max(plot.x(part.from), plot.x(part.to)))
            let series = chart.series[part.series]
            canvas.bar(
                part.series, x: from, y: middle - 8, width: to - from, height: 16, fill: ChartCanvas.colour(part.series, series),
                opacity: series.isTarget ? 0.45 : 1)
            canvas.label(ChartText.number(part.to - part.from), x: (from + to) / 2, y: middle, within: (to - from, 16))
        }
        guard let end = parts.map({ max($0.from, $0.to) }).max(), chart.series.count > 1 else { return }
        let sum = parts.reduce(0) { $0 + $1.to - $1.from }
        canvas.text(ChartText.number(sum), x: plot.x(end) + 4, y: middle + 4, size: 11, isBold: true)
    }
}
