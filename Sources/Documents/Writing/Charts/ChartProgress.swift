#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Draws how far each category has come.
struct ChartProgress {
    let chart: Chart
    private static let row = 30.0

    func draw(on canvas: inout ChartCanvas) {
        let top = chart.title.isEmpty ? 10.0 : 40.0
        if !chart.title.isEmpty { canvas.text(chart.title, x: canvas.width / 2, y: 24, size: 16, anchor: .middle, isBold: true) }
        canvas.height = top + Double(max(1, chart.categories.count)) * Self.row + 10
        let names = min(canvas.width * 0.36, (chart.categories.map { ChartText.width($0, size: 13) }.max() ?? 0) + 8)
        let left = 16 + names
        let right = canvas.width - 150
        for (index, category) in chart.categories.enumerated() {
            let y = top + Double(index) * Self.row
            let middle = y + Self.row / 2
            canvas.text(ChartText.fit(category, size: 13, width: names - 4), x: left - 8, y: middle + 5, size: 13, anchor: .end)
            canvas.rectangle(x: left, y: middle - 7, width: right - left, height: 14, fill: ChartCanvas.track, radius: 7)
            guard let part = chart.share(index) else {
                canvas.text(chart.language.noData, x: right + 10, y: middle + 4, fill: ChartCanvas.quiet)
                continue
            }
            let filled = min(max(part.share, 0), 1) * (right - left)
            let colour = part.share >= 1 ? ChartCanvas.colour(2) : ChartCanvas.colour(0)
            if filled > 0 { canvas.rectangle(x: left, y: middle - 7, width: max(filled, 14), height: 14, fill: colour, radius: 7) }
            canvas.text(ChartText.decimal(part.share * 100, places: 1) + "%", x: right + 10, y: middle + 5, size: 13, fill: colour, isBold: true)
            if let aim = part.aim {
                canvas.text(
                    "\(ChartText.number(part.value))/\(ChartText.number(aim))\(chart.unit)", x: right + 66, y: middle + 4, size: 11, fill: ChartCanvas.quiet)
            }
        }
    }
}

/// Draws one share as a half circle.
struct ChartGauge {
    let chart: Chart

    func draw(on canvas: inout ChartCanvas) {
        let top = chart.title.isEmpty ? 10.0 : 40.0
        if !chart.title.isEmpty { canvas.text(chart.title, x: canvas.width / 2, y: 24, size: 16, anchor: .middle, isBold: true) }
        let thickness = 22.0
        let radius = max(20, min((canvas.width - 40) / 2, canvas.height - top - 40) - thickness / 2)
        let centre = (x: canvas.width / 2, y: top + radius + thickness / 2 + 4)
        canvas.path(arc(canvas, centre, radius, to: 1), stroke: ChartCanvas.track, width: thickness)
        guard let part = chart.share(0) else {
            canvas.text(chart.language.noData, x: centre.x, y: centre.y - 6, size: 16, anchor: .middle, fill: ChartCanvas.quiet)
            return
        }
        let share = min(max(part.share, 0), 1)
        let colour = share >= 1 ? ChartCanvas.colour(2) : ChartCanvas.colour(0)
        if share > 0 { canvas.path(arc(canvas, centre, radius, to: share), stroke: colour, width: thickness) }
        canvas.text(ChartText.decimal(part.share * 100, places: 1) + "%", x: centre.x, y: centre.y - 8, size: radius * 0.34, anchor: .middle, isBold: true)
        var below = chart.categories.first ?? ""
        if let aim = part.aim { below += (below.isEmpty ? "" : "\u{3000}") + "\(ChartText.number(part.value))/\(ChartText.number(aim))\(chart.unit)" }
        canvas.text(below, x: centre.x, y: centre.y + 20, size: 13, anchor: .middle, fill: ChartCanvas.quiet)
    }

    private func arc(_ canvas: ChartCanvas, _ centre: (x: Double, y: Double), _ radius: Double, to share: Double) -> String {
        let angle = Double.pi * (1 - share)
        let end = (centre.x + radius * cos(angle), centre.y - radius * sin(angle))
        return
            "M\(canvas.round(centre.x - radius)) \(canvas.round(centre.y))A\(canvas.round(radius)) \(canvas.round(radius)) 0 0 1 \(canvas.round(end.0)) \(canvas.round(end.1))"
    }
}

extension Chart {
    /// How much of its aim a category has reached: of the second series, or of 100 without one.
    func share(_ index: Int) -> (value: Double, aim: Double?, share: Double)? {
        guard let values = series.first?.values, values.indices.contains(index), let value = values[index], value.isFinite else { return nil }
        guard series.count > 1 else { return (value, nil, value / 100) }
        guard series[1].values.indices.contains(index), let aim = series[1].values[index], aim.isFinite, aim != 0 else { return nil }
        return (value, aim, value / aim)
    }
}
