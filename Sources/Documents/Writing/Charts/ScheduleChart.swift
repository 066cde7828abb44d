/// Bars over time with what is done of each, milestones and today: a Gantt chart, one row for each bar.
///
/// A bar is an outline, filled as far as it is done; milestones are diamonds, filled where they are reached. Nothing is
/// told by colour alone. Times are in years: 2023.5 is the middle of 2023.
public struct ScheduleChart: Sendable, Equatable {
    public struct Milestone: Sendable, Equatable {
        public var time: Double
        public var isReached: Bool
        public init(_ time: Double, isReached: Bool) {
            self.time = time
            self.isReached = isReached
        }
    }

    public struct Bar: Sendable, Equatable {
        /// At the left, in two lines at most.
        public var name: String
        public var from: Double
        public var to: Double
        /// How much is done, from 0 to 1.
        public var share: Double?
        public var milestones: [Milestone]
        public init(_ name: String, from: Double, to: Double, share: Double? = nil, milestones: [Milestone] = []) {
            self.name = name
            self.from = from
            self.to = to
            self.share = share
            self.milestones = milestones
        }
    }

    public var from: Double
    public var to: Double
    public var today: Double
    public var bars: [Bar]
    public var language: WritingLanguage

    /// A schedule made of its parts.
    public init(from: Double, to: Double, today: Double, bars: [Bar], language: WritingLanguage = .chinese) {
        self.from = from
        self.to = to
        self.today = today
        self.bars = bars
        self.language = language
    }

    private static let head = 38.0
    private static let row = 32.0

    /// The schedule as SVG, as high as its bars need; equal schedules give equal text.
    public func svg(width: Double = 660) -> String {
        var canvas = ChartCanvas(width: width, height: Self.head + Double(max(1, bars.count)) * Self.row + 8)
        guard from.isFinite, to.isFinite, from.magnitude < 1e5, to.magnitude < 1e5, from < to else { return canvas.svg(title: "", description: summary) }
        let names = min(width * 0.36, (bars.map { ChartText.width($0.name, size: 12) }.max() ?? 0) + 12)
        let plot = ChartPlot(left: 8 + names, right: width - 46, top: Self.head, bottom: canvas.height - 8, scale: ChartScale(from: from, to: to))
        drawTimes(on: &canvas, plot)
        for (index, bar) in bars.enumerated() {
            draw(bar, on: &canvas, plot, top: Self.head + Double(index) * Self.row)
        }
        if (from...to).contains(today) {
            let x = plot.x(today)
            canvas.line(from: (x, Self.head - 6), to: (x, plot.bottom), stroke: ChartCanvas.ink, width: 1.6, isDashed: true)
            canvas.text(language.today, x: x, y: Self.head - 24, size: 11, anchor: .middle, isBold: true)
        }
        return canvas.svg(title: "", description: summary)
    }

    /// Years, or quarters where there are few of them.
    private func drawTimes(on canvas: inout ChartCanvas, _ plot: ChartPlot) {
        let hasQuarters = to - from <= 2.5
        let parts = hasQuarters ? 4.0 : 1
        let every = max(1, ((to - from) * parts / 12).rounded(.up))
        var tick = (from * parts).rounded(.down)
        while tick < to * parts {
            let start = max(plot.left, plot.x(tick / parts))
            let end = min(plot.right, plot.x((tick + every) / parts))
            canvas.line(from: (start, Self.head - 4), to: (start, plot.bottom), stroke: ChartCanvas.grid)
            let year = (tick / parts).rounded(.down)
            let quarter = Int(tick - year * parts) + 1
            let label = "\(Int(year))" + (hasQuarters ? (language == .chinese ? "年" : " ") + language.quarter(quarter) : language.year)
            let short = hasQuarters ? "\(Int(year))Q\(quarter)" : "\(Int(year))"
            for text in [label, short] where ChartText.width(text, size: 11) <= end - start {
                canvas.text(text, x: (start + end) / 2, y: Self.head - 9, size: 11, anchor: .middle, fill: ChartCanvas.quiet)
                break
            }
            tick += every
        }
        canvas.line(from: (8, Self.head - 4), to: (canvas.width - 8, Self.head - 4), stroke: ChartCanvas.quiet)
    }

    private func draw(_ bar: Bar, on canvas: inout ChartCanvas, _ plot: ChartPlot, top: Double) {
        let middle = top + Self.row / 2
        let lines = ChartText.lines(bar.name, size: 12, width: plot.left - 20, atMost: 2)
        for (row, line) in lines.enumerated() { canvas.text(line, x: 8, y: middle + 4 + (Double(row) - Double(lines.count - 1) / 2) * 14) }
        canvas.line(from: (8, top + Self.row), to: (canvas.width - 8, top + Self.row), stroke: ChartCanvas.grid)
        guard bar.from.isFinite, bar.to.isFinite, bar.to >= from, bar.from <= to else { return }
        let start = plot.x(max(from, bar.from))
        let width = max(3, plot.x(min(to, bar.to)) - start)
        canvas.polygon(
            [(start, middle - 6), (start + width, middle - 6), (start + width, middle + 6), (start, middle + 6)], fill: "#FFFFFF", stroke: ChartCanvas.ink,
            width: 1)
        if let share = bar.share, share.isFinite {
            canvas.rectangle(x: start, y: middle - 6, width: width * min(max(share, 0), 1), height: 12, fill: ChartCanvas.colour(0))
            canvas.text(ChartText.decimal(min(max(share, 0), 9.99) * 100, places: 0) + "%", x: canvas.width - 8, y: middle + 4, size: 11, anchor: .end)
        }
        for milestone in bar.milestones where (from...to).contains(milestone.time) {
            canvas.mark(
                3, x: plot.x(milestone.time), y: middle, radius: 5, fill: milestone.isReached ? ChartCanvas.ink : "#FFFFFF",
                stroke: milestone.isReached ? "#FFFFFF" : ChartCanvas.ink)
        }
    }

    private var summary: String { bars.map(\.name).joined(separator: language.separator) }
}

extension ChartScale {
    /// An axis that begins and ends just there.
    init(from: Double, to: Double) {
        lowest = from
        highest = to
        marks = []
    }
}
