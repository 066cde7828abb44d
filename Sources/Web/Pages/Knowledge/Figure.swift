public import Kernel

/// One number as it is shown: large, with its unit and period, where it is going, and the way to the records behind it.
public struct Figure: Sendable {
    public let code: String
    public let label: Label
    /// As text: 1,234; nil where there is no value yet.
    public let value: String?
    public let unit: Unit
    public let period: Label
    /// The change against an earlier period.
    public let change: Shift?
    /// Earlier values and this one, oldest first: drawn as a line.
    public let trend: [Double]
    public let target: String?
    /// How much of the target is reached, 0 to 1.
    public let share: Double?
    public let isSimulated: Bool

    public struct Shift: Sendable {
        /// +12.5%
        public let text: String
        public let isGood: Bool?
        public let against: String
        public init(text: String, isGood: Bool?, against: String) {
            self.text = text
            self.isGood = isGood
            self.against = against
        }
    }

    public init(
        code: String, label: Label, value: String?, unit: Unit = "", period: Label = "", change: Shift? = nil, trend: [Double] = [], target: String? = nil,
        share: Double? = nil, isSimulated: Bool = false
    ) {
        self.code = code
        self.label = label
        self.value = value
        self.unit = unit
        self.period = period
        self.change = change
        self.trend = trend
        self.target = target
        self.share = share
        self.isSimulated = isSimulated
    }

    func write(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.element("a", .class("figure card"), .href(.indicator(code: code)), .title(words.drillDown)) { html in
            html.element("span", class: "label") { html in
                html.text(visit.say(label))
                if isSimulated { html.simulatedMark(visit) }
            }
            html.element("span", class: "value") { html in
                if let value {
                    html.element("strong", text: value)
                    html.element("span", class: "unit", text: visit.say(unit.label))
                } else {
                    html.element("span", class: "nothing", text: words.noValue)
                }
            }
            Sparkline.write(trend, to: &html)
            if let share { html.meter(share, visit.say(label)) }
            html.element("span", class: "notes") { html in
                if let change {
                    html.element("span", .class("change"), .data("tone", change.isGood.map { $0 ? "good" : "bad" } ?? "calm"), text: change.text)
                    html.element("span", text: words.comparedWith(change.against))
                }
                if let target { html.element("span", text: words.ofTarget(target)) }
                if !period.chinese.isEmpty { html.element("span", class: "period", text: visit.say(period)) }
            }
        }
    }
}

/// A small line without axes.
enum Sparkline {
    static func write(_ values: [Double], to html: inout HTML) {
        guard values.count > 1, let low = values.min(), let high = values.max() else { return }
        let span = high == low ? 1 : high - low
        let points = values.enumerated().map { index, value in
            let x = 2 + Double(index) / Double(values.count - 1) * 96
            let y = high == low ? 12 : 22 - (value - low) / span * 20
            return "\((x * 10).rounded() / 10),\((y * 10).rounded() / 10)"
        }
        html.element(
            "svg", .class("spark"), .named("viewBox", "0 0 100 24"), .named("preserveAspectRatio", "none"), .aria("hidden", "true"),
            .named("focusable", "false")
        ) { html in
            html.element("polyline", .named("points", points.joined(separator: " ")), .named("vector-effect", "non-scaling-stroke"), text: "")
        }
    }
}

/// Values by groups: drawn by ECharts from the attribute `data-chart`, and as a table for those without scripts, for screen readers and for print.
public struct ChartFigure: Sendable {
    public let title: Label
    public let shape: Page.Chart.Shape
    public let unit: Unit
    public let categories: [Category]
    /// What the values are called.
    public let measure: Label

    public struct Category: Sendable {
        public let label: String
        public let value: Double
        /// The records behind the value.
        public let address: Address?
        public init(label: String, value: Double, address: Address? = nil) {
            self.label = label
            self.value = value
            self.address = address
        }
    }

    public init(title: Label, shape: Page.Chart.Shape, unit: Unit = "", measure: Label = Label("数量", en: "Count"), categories: [Category]) {
        self.title = title
        self.shape = shape
        self.unit = unit
        self.measure = measure
        self.categories = categories
    }

    func write(to html: inout HTML, _ visit: Visit) {
        let unit = visit.say(unit.label)
        html.element("section", class: "card panel chart-panel") { html in
            html.element("h2") { html in
                html.text(visit.say(title))
                if !unit.isEmpty { html.element("small", text: unit) }
            }
            block(visit).drawing(to: &html, visit)
        }
    }

    /// Lying bars where the names are many or long; time goes from left to right.
    private func block(_ visit: Visit) -> ChartBlock {
        let isTime = categories.allSatisfy { $0.label.count <= 7 && $0.label.prefix(4).allSatisfy(\.isNumber) }
        let isLong = !isTime && (categories.count > 6 || categories.contains { $0.label.count > 5 })
        let drawn: Drawing.Shape =
            switch shape {
            case .bars: isLong ? .horizontalBars : .bars
            case .line: .lines
            case .pie: .pie
            }
        return ChartBlock(
            title: visit.say(title), shape: drawn, unit: visit.say(unit.label), categories: categories.map(\.label), addresses: categories.map(\.address),
            series: [ChartBlock.Series(name: visit.say(measure), values: categories.map(\.value))])
    }
}

extension Words {
    /// 1,234.5
    func decimal(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e15 else { return "—" }
        let scaled = Int((abs(value) * 100).rounded())
        let fraction = scaled % 100
        let tail = fraction == 0 ? "" : fraction % 10 == 0 ? ".\(fraction / 10)" : "." + (fraction < 10 ? "0" : "") + "\(fraction)"
        return (value < 0 && scaled > 0 ? "-" : "") + number(scaled / 100) + tail
    }
}
