/// The rectangle between the axes.
struct ChartPlot {
    var left: Double
    var right: Double
    var top: Double
    var bottom: Double
    var scale: ChartScale

    func y(_ value: Double) -> Double {
        Self.bounded(bottom - (value - scale.lowest) / (scale.highest - scale.lowest) * (bottom - top))
    }

    /// The same from left to right.
    func x(_ value: Double) -> Double {
        Self.bounded(left + (value - scale.lowest) / (scale.highest - scale.lowest) * (right - left))
    }

    /// Values beyond all measure end far outside the picture.
    private static func bounded(_ place: Double) -> Double { min(max(place, -5_000), 5_000) }

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

extension Chart {
    /// Every value that the axis must reach: those of the series, or their sums where they are stacked.
    var plotted: [Double] {
        let ends = reach.map { [$0.lowerBound, $0.upperBound] } ?? []
        guard kind == .stackedBars || kind == .horizontalStackedBars else {
            return ends + series.flatMap { $0.values.prefix(categories.count).compactMap { $0 } }
        }
        return ends + categories.indices.flatMap { stack($0).flatMap { [$0.from, $0.to] } }
    }

    /// The parts of a stacked bar, each from where the one before it ends.
    func stack(_ category: Int) -> [(series: Int, from: Double, to: Double)] {
        var (above, below) = (0.0, 0.0)
        var parts: [(series: Int, from: Double, to: Double)] = []
        for (index, series) in series.enumerated() {
            guard series.values.indices.contains(category), let value = series.values[category], value.isFinite, value.magnitude < 1e14 else { continue }
            parts.append((index, value < 0 ? below : above, (value < 0 ? below : above) + value))
            if value < 0 { below += value } else { above += value }
        }
        return parts
    }

    /// Whether the names of all categories and bars wide enough to be seen fit below upright bars of the ordinary width.
    public var fitsUpright: Bool {
        let room = 560 / Double(max(1, categories.count))
        let perBar = kind == .stackedBars ? room : room / Double(max(1, series.count))
        return perBar > 10 && room >= 26
            && categories.allSatisfy { ChartText.lines($0, size: 12, width: room - 4, atMost: 9).count <= 3 }
    }

    /// The chart, or where its rows need more than a page, several whose axes are the same.
    public var parts: [Chart] {
        guard kind == .horizontalBars || kind == .horizontalStackedBars else { return [self] }
        let row = Double(kind == .horizontalBars ? max(1, series.count) : 1) * 15 + 9
        // 800 high is a page; names of three lines need 51.
        let most = max(2, Int(800 / max(row, categories.contains { ChartText.width($0, size: 12) > 440 } ? 51 : 36)))
        guard categories.count > most else { return [self] }
        let ends = plotted.filter(\.isFinite)
        return stride(from: 0, to: categories.count, by: most).map { start in
            var part = self
            part.categories = Array(categories[start..<min(start + most, categories.count)])
            part.series = series.map { series in
                var cut = series
                cut.values = Array(series.values.dropFirst(start).prefix(part.categories.count))
                return cut
            }
            if let low = ends.min(), let high = ends.max() { part.reach = low...high }
            return part
        }
    }

    /// A value as charts write it: 1,234,500 or 12.5.
    public static func text(of value: Double) -> String { value.isFinite ? ChartText.number(value) : "—" }

    var needsLegend: Bool { series.count > 1 || series.first?.isTarget == true }

    /// The names of the categories in at most three lines; one line where even so they do not fit side by side.
    func categoryLines(width: Double) -> [[String]] {
        let lines = categories.map { ChartText.lines($0, size: 12, width: width, atMost: 3) }
        return width >= 30 && kind != .lines || lines.allSatisfy { $0.count < 2 } ? lines : categories.map { [$0] }
    }
}

extension ChartCanvas {
    /// A value inside a bar, on a ground of its own so that it can be read, where there is room for it.
    mutating func label(_ text: String, x: Double, y: Double, within room: (width: Double, height: Double)) {
        let width = ChartText.width(text, size: 11) + 6
        guard width <= room.width, room.height >= 15 else { return }
        rectangle(x: x - width / 2, y: y - 7, width: width, height: 14, fill: "#FFFFFF", radius: 2, opacity: 0.9)
        self.text(text, x: x, y: y + 4, size: 11, anchor: .middle)
    }
}
