/// Draws bars and lines between two axes.
struct ChartAxes {
    let chart: Chart

    func draw(on canvas: inout ChartCanvas) {
        let top = chart.title.isEmpty ? 12.0 : 40.0
        if !chart.title.isEmpty { canvas.text(chart.title, x: canvas.width / 2, y: 24, size: 16, anchor: .middle, isBold: true) }
        let scale = ChartScale(values: chart.series.flatMap { $0.values.compactMap { $0 } }, startsAtZero: chart.kind == .bars)
        let labels = scale.marks.map(ChartText.number)
        let left = 16 + (labels.map { ChartText.width($0, size: 12) }.max() ?? 0) + 8
        let needsLegend = chart.series.count > 1 || chart.series.first?.isTarget == true
        let legendHeight = needsLegend ? 24.0 : 0
        canvas.text(chart.unit.isEmpty ? "" : chart.language.unit + chart.unit, x: canvas.width - 16, y: top + 12, anchor: .end, fill: ChartCanvas.quiet)
        if needsLegend { canvas.legend(chart.series, x: left, y: top + 12, areLines: chart.kind == .lines) }
        let plot = ChartPlot(
            left: left, right: canvas.width - 16, top: top + (needsLegend || !chart.unit.isEmpty ? max(legendHeight, 24) : 0) + 14,
            bottom: canvas.height - 32, scale: scale)
        for (mark, label) in zip(scale.marks, labels) {
            let y = plot.y(mark)
            canvas.line(from: (plot.left, y), to: (plot.right, y), stroke: mark == 0 ? ChartCanvas.quiet : ChartCanvas.grid)
            canvas.text(label, x: plot.left - 8, y: y + 4, anchor: .end, fill: ChartCanvas.quiet)
        }
        drawCategories(on: &canvas, plot)
        if chart.kind == .bars { drawBars(on: &canvas, plot) } else { drawLines(on: &canvas, plot) }
    }

    /// As many names as there is room for.
    private func drawCategories(on canvas: inout ChartCanvas, _ plot: ChartPlot) {
        let room = plot.step(of: chart.categories.count)
        let widest = chart.categories.map { ChartText.width($0, size: 12) }.max() ?? 0
        let every = max(1, Int((min(widest, 64) + 8) / max(room, 1) + 0.999))
        for (index, category) in chart.categories.enumerated() where index.isMultiple(of: every) {
            let text = ChartText.fit(category, size: 12, width: room * Double(every) - 4)
            canvas.text(text, x: plot.middle(index, of: chart.categories.count), y: plot.bottom + 20, anchor: .middle)
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
                canvas.rectangle(
                    x: x + width * 0.04, y: min(y, zero), width: width * 0.92, height: abs(zero - y), fill: ChartCanvas.colour(seriesIndex),
                    radius: min(2, width / 4),
                    opacity: series.isTarget ? 0.45 : 1)
                let label = ChartText.number(value)
                if ChartText.width(label, size: 11) <= width + 6 {
                    canvas.text(label, x: x + width / 2, y: value < 0 ? y + 14 : y - 5, size: 11, anchor: .middle)
                }
            }
        }
    }

    private func drawLines(on canvas: inout ChartCanvas, _ plot: ChartPlot) {
        let count = chart.categories.count
        let hasLabels = plot.step(of: count) > 34
        for (seriesIndex, series) in chart.series.enumerated() {
            let colour = ChartCanvas.colour(seriesIndex)
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
                canvas.dot(
                    x: point.x, y: point.y, radius: series.isTarget ? 3 : 4, fill: series.isTarget ? "#FFFFFF" : colour,
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

/// The rectangle between the axes.
struct ChartPlot {
    var left: Double
    var right: Double
    var top: Double
    var bottom: Double
    var scale: ChartScale

    func y(_ value: Double) -> Double {
        bottom - (value - scale.lowest) / (scale.highest - scale.lowest) * (bottom - top)
    }

    func step(of count: Int) -> Double { (right - left) / Double(max(1, count)) }

    func middle(_ index: Int, of count: Int) -> Double { left + (Double(index) + 0.5) * step(of: count) }
}

/// An axis with round marks.
struct ChartScale {
    let lowest: Double
    let highest: Double
    let marks: [Double]

    /// About five marks around all values. Bars start at zero, since their lengths are compared; lines do unless all
    /// values lie close together far from it.
    init(values: [Double], startsAtZero: Bool) {
        let finite = values.filter { $0.isFinite && $0.magnitude < 1e14 }
        var low = finite.min() ?? 0
        var high = finite.max() ?? 1
        if startsAtZero || low > 0 && low < high * 0.6 || low == high { low = min(low, 0) }
        if high < 0 { high = 0 }
        if low == high { high = low + 1 }
        let step = Self.roundStep((high - low) / 4.5)
        let first = startsAtZero || low <= 0 ? (low / step).rounded(.down) : (low / step - 0.2).rounded(.down)
        // Room for the label of the highest value.
        let last = (high / step + (startsAtZero ? 0.25 : 0.15)).rounded(.up)
        lowest = first * step
        highest = max(last, first + 1) * step
        marks = stride(from: first, through: max(last, first + 1), by: 1).map { $0 * step }
    }

    /// 1, 2 or 5 times a power of ten.
    private static func roundStep(_ rough: Double) -> Double {
        var power = 1.0
        while power * 10 <= rough { power *= 10 }
        while power > rough { power /= 10 }
        let part = rough / power
        return power * (part <= 1 ? 1 : part <= 2 ? 2 : part <= 5 ? 5 : 10)
    }
}
