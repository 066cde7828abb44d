/// A small picture of a value on its way to a target, for a cell of a table: no title, no grid, black enough for grey print.
///
/// The planned path is dashed, what was measured is a line with dots, where it is likely to end is a bar with two
/// ends, the target is a diamond. Times are in years: 2023.5 is the middle of 2023.
public struct TrajectoryChart: Sendable, Equatable {
    /// A value at a moment.
    public struct Point: Sendable, Equatable {
        public var time: Double
        public var value: Double

        /// A point made of its parts.
        public init(_ time: Double, _ value: Double) {
            self.time = time
            self.value = value
        }

        var isFinite: Bool { time.isFinite && value.isFinite && time.magnitude < 1e5 && value.magnitude < 1e14 }
    }

    public var path: [Point]
    public var actual: [Point]
    /// From the lowest to the highest likely value, at the moment of the first.
    public var forecast: (low: Point, high: Point)? {
        get { likely.count == 2 ? (likely[0], likely[1]) : nil }
        set { likely = newValue.map { [$0.low, $0.high] } ?? [] }
    }
    public var target: Point?
    private var likely: [Point]

    /// A picture made of its parts; points that are no numbers are left out.
    public init(path: [Point], actual: [Point], forecast: (low: Point, high: Point)? = nil, target: Point? = nil) {
        self.path = path.filter(\.isFinite)
        self.actual = actual.filter(\.isFinite)
        self.target = target.flatMap { $0.isFinite ? $0 : nil }
        likely = forecast.map { [$0.low, $0.high] }?.filter(\.isFinite) ?? []
    }

    /// The picture as SVG; equal values give equal text. Sizes are in pixels of 1/96 inch.
    public func svg(width: Double = 240, height: Double = 84) -> String {
        var canvas = ChartCanvas(width: width, height: height)
        let all = path + actual + likely + (target.map { [$0] } ?? [])
        guard let first = all.map(\.time).min(), let last = all.map(\.time).max() else {
            canvas.text("—", x: width / 2, y: height / 2, anchor: .middle, fill: ChartCanvas.quiet)
            return canvas.svg(title: "", description: "")
        }
        let values = all.map(\.value)
        let (low, high) = (values.min() ?? 0, values.max() ?? 1)
        let sides = (left: 10.0, right: 14.0, top: 16.0, bottom: 18.0)
        func place(_ point: Point) -> (x: Double, y: Double) {
            let across = last > first ? (point.time - first) / (last - first) : 0.5
            let up = high > low ? (point.value - low) / (high - low) : 0.5
            return (sides.left + across * (width - sides.left - sides.right), height - sides.bottom - up * (height - sides.top - sides.bottom))
        }
        func line(_ points: [Point]) -> String {
            points.enumerated().map { "\($0.offset == 0 ? "M" : "L")\(canvas.round(place($0.element).x)) \(canvas.round(place($0.element).y))" }.joined()
        }
        let ink = ChartCanvas.ink
        canvas.line(from: (sides.left, height - 14), to: (width - sides.right, height - 14), stroke: ChartCanvas.quiet, width: 0.8)
        for (time, anchor) in first < last ? [(first, ChartCanvas.Anchor.start), (last, .end)] : [(first, .middle)] {
            let x = anchor == .start ? sides.left : anchor == .end ? width - sides.right : width / 2
            canvas.text(ChartText.decimal(time.rounded(.down), places: 0), x: x, y: height - 2, size: 11, anchor: anchor, fill: ink)
        }
        if path.count > 1 { canvas.path(line(path), stroke: ChartCanvas.quiet, width: 1.4, isDashed: true) }
        if let forecast {
            let (lowest, highest) = (place(forecast.low), place(forecast.high))
            canvas.line(from: lowest, to: highest, stroke: ink, width: 1.4)
            for end in [lowest, highest] { canvas.line(from: (end.x - 4, end.y), to: (end.x + 4, end.y), stroke: ink, width: 1.4) }
        }
        if actual.count > 1 { canvas.path(line(actual), stroke: ink, width: 2, isRound: true) }
        for point in actual { canvas.dot(x: place(point).x, y: place(point).y, radius: 3, fill: ink) }
        if let target { canvas.mark(3, x: place(target).x, y: place(target).y, radius: 4, fill: "#FFFFFF", stroke: ink) }
        if let newest = actual.last {
            let spot = place(newest)
            let anchor: ChartCanvas.Anchor = spot.x < 40 ? .start : spot.x > width - 40 ? .end : .middle
            canvas.text(ChartText.number(newest.value), x: spot.x, y: max(11, spot.y - 7), size: 11, anchor: anchor, isBold: true)
        }
        return canvas.svg(title: "", description: "")
    }
}
