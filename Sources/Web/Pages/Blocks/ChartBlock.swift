import Kernel

/// Values with axes: drawn by ECharts from the attribute `data-chart`, and as a table for those without scripts, for screen readers and for print.
struct ChartBlock {
    let title: String
    let shape: Drawing.Shape
    let unit: String
    let categories: [String]
    /// The records behind each category; empty or as many as there are categories.
    let addresses: [Address?]
    let series: [Series]

    struct Series {
        let name: String
        let values: [Double?]
        var tone = Tone.calm
        var isDashed = false
    }

    init(title: String, shape: Drawing.Shape, unit: String, categories: [String], addresses: [Address?], series: [Series]) {
        self.title = title
        self.shape = shape
        self.unit = unit
        self.categories = categories
        self.addresses = addresses
        self.series = series
    }

    init(_ drawing: Drawing, _ visit: Visit) {
        self.init(
            title: visit.say(drawing.title), shape: drawing.shape, unit: visit.say(Unit(drawing.unit).label), categories: drawing.categories.map(visit.say),
            addresses: drawing.links.map { $0.map { Address($0) } },
            series: drawing.series.map { series in
                Series(
                    name: visit.say(series.label), values: series.values.map { $0.flatMap { $0.isFinite ? $0 : nil } }, tone: series.tone,
                    isDashed: series.isDashed)
            })
    }

    private var isEmpty: Bool { categories.isEmpty || series.allSatisfy { $0.values.allSatisfy { $0 == nil } } }

    func write(to html: inout HTML, _ visit: Visit) {
        html.element("section", class: "chart-panel") { html in
            if !title.isEmpty {
                html.element("h3", class: "caption") { html in
                    html.text(title)
                    if !unit.isEmpty { html.element("small", text: unit) }
                }
            }
            drawing(to: &html, visit)
        }
    }

    /// The drawing and its table, without a title.
    func drawing(to html: inout HTML, _ visit: Visit) {
        if isEmpty { return html.element("p", class: "nothing", text: visit.words.noValue) }
        let rows = shape == .horizontalBars ? min(40, categories.count * max(1, series.count)) : 0
        html.element(
            "div", .class("chart"), .data("chart", json: data), .data("rows", rows > 9 ? rows > 18 ? "many" : "more" : "few"), .role("img"),
            .aria("label", title), text: "")
        html.element("details", class: "table") { html in
            html.element("summary", text: visit.words.asTable)
            html.element("div", class: "scroll") { table(to: &$0, visit) }
        }
    }

    private var data: JSON {
        let list = series.map { series in
            JSON.object(
                ("name", .string(series.name)), ("values", .array(series.values.map { $0.map { .number($0) } ?? .null })),
                ("tone", .string(series.tone.rawValue)), ("dashed", .bool(series.isDashed)))
        }
        return .object(
            ("shape", .string(shape.rawValue)), ("unit", .string(unit)), ("labels", .array(categories.map { .string($0) })),
            ("links", .array(addresses.map { $0.map { .string($0.text) } ?? .null })), ("series", .array(list)))
    }

    private func table(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.element("table", class: "plain") { html in
            html.element("thead") { html in
                html.element("tr") { html in
                    html.element("th", .named("scope", "col"), text: words.item)
                    for entry in series { html.element("th", .named("scope", "col"), .class("number"), text: entry.name) }
                }
            }
            html.element("tbody") { html in
                for (place, category) in categories.enumerated() {
                    html.element("tr") { html in
                        html.element("th", .named("scope", "row")) { html in
                            if place < addresses.count, let address = addresses[place] {
                                html.element("a", .href(address), text: category)
                            } else {
                                html.text(category)
                            }
                        }
                        for entry in series {
                            let value = place < entry.values.count ? entry.values[place] : nil
                            html.element("td", class: "number", text: value.map { words.decimal($0) + (unit.isEmpty ? "" : " " + unit) } ?? "—")
                        }
                    }
                }
            }
        }
    }
}
