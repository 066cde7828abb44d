#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Draws the first series as the parts of a circle, clockwise from the top, with a list of them beside it; numbers tie the two together, so
/// that colours are not needed.
struct ChartPie {
    let chart: Chart

    func draw(on canvas: inout ChartCanvas) {
        let top = chart.title.isEmpty ? 10.0 : 40.0
        if !chart.title.isEmpty { canvas.text(chart.title, x: canvas.width / 2, y: 24, size: 16, anchor: .middle, isBold: true) }
        let parts = self.parts
        let sum = parts.reduce(0) { $0 + $1.value }
        canvas.height = max(canvas.height, top + Double(parts.count) * 22 + 40)
        let radius = max(40, min(canvas.width * 0.24, (canvas.height - top - 20) / 2 - 8))
        let centre = (x: 24 + radius, y: top + (canvas.height - top - 10) / 2)
        guard sum > 0 else {
            canvas.text(chart.language.noData, x: centre.x, y: centre.y, size: 16, anchor: .middle, fill: ChartCanvas.quiet)
            return
        }
        func point(_ share: Double, _ distance: Double) -> (x: Double, y: Double) {
            (centre.x + distance * sin(share * 2 * .pi), centre.y - distance * cos(share * 2 * .pi))
        }
        var done = 0.0
        var y = centre.y - Double(parts.count) * 11 + 4
        let list = centre.x + radius + 36
        if !chart.unit.isEmpty { canvas.text(chart.language.unit + chart.unit, x: list, y: y - 8, fill: ChartCanvas.quiet) }
        for (index, part) in parts.enumerated() {
            let share = part.value / sum
            let colour = ChartCanvas.colour(index)
            if share > 0.9999 {
                canvas.dot(x: centre.x, y: centre.y, radius: radius, fill: colour)
            } else if share > 0 {
                let (from, to) = (point(done, radius), point(done + share, radius))
                let corners = [centre, from, to].map { "\(canvas.round($0.x)) \(canvas.round($0.y))" }
                let size = canvas.round(radius)
                canvas.area("M\(corners[0])L\(corners[1])A\(size) \(size) 0 \(share > 0.5 ? 1 : 0) 1 \(corners[2])Z", fill: colour)
            }
            if share > 0.02 {
                let place = share > 0.9999 ? centre : point(done + share / 2, radius * (share > 0.06 ? 0.7 : 0.9))
                canvas.dot(x: place.x, y: place.y, radius: 9, fill: "#FFFFFF")
                canvas.text("\(index + 1)", x: place.x, y: place.y + 4, size: 11, anchor: .middle, isBold: true)
            }
            done += share
            y += 22
            canvas.rectangle(x: list, y: y - 11, width: 14, height: 14, fill: colour, radius: 2)
            let value = ChartText.number(part.value) + chart.language.annotation(ChartText.decimal(share * 100, places: 1) + "%")
            let room = canvas.width - list - 24 - ChartText.width(value, size: 12) - 20
            canvas.text(ChartText.fit("\(index + 1). \(part.name)", size: 12, width: room), x: list + 22, y: y)
            canvas.text(value, x: canvas.width - 16, y: y, anchor: .end)
        }
    }

    /// What is positive; nothing else is a part of a whole.
    private var parts: [(name: String, value: Double)] {
        zip(chart.categories, chart.series.first?.values ?? []).compactMap { name, value in
            guard let value, value.isFinite, value > 0, value < 1e14 else { return nil }
            return (name, value)
        }
    }
}
