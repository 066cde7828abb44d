import Kernel

/// A value on its way to a target, small enough to stand among many: how far it is, where it should be, where it is likely to end.
struct TrajectoryBlock {
    let trajectory: Trajectory
    private let plot: TrajectoryPlot

    init(_ trajectory: Trajectory) {
        self.trajectory = trajectory
        plot = TrajectoryPlot(trajectory)
    }

    func write(to html: inout HTML, _ visit: Visit) {
        html.element("article", .class("trajectory card"), .data("tone", (trajectory.status.tone ?? .calm).rawValue)) { html in
            html.element("header") { html in
                html.element("h3") { html in
                    html.phrase(Phrase(trajectory.label, link: trajectory.link), visit)
                    if trajectory.isSimulated { html.simulatedMark(visit) }
                }
                html.element("span", .class("status"), .data("tone", (trajectory.status.tone ?? .calm).rawValue)) { html in
                    html.mark(trajectory.status.tone ?? .calm)
                    html.phrase(Phrase(trajectory.status.label, link: trajectory.status.link), visit)
                }
            }
            values(to: &html, visit)
            if plot.hasSomething { plot.write(to: &html, visit, unit: visit.say(Unit(trajectory.unit).label), name: visit.say(trajectory.label)) }
            if let sentence = trajectory.sentence { html.element("p", class: "hint", text: visit.say(sentence)) }
        }
    }

    /// The last value and the target, with their years.
    private func values(to html: inout HTML, _ visit: Visit) {
        let words = visit.words
        html.element("p", class: "reached") { html in
            if let last = plot.actual.last {
                html.element("span") { html in
                    amount(last.value, "strong", to: &html, visit)
                    html.element("small", text: words.yearOf(last.time))
                }
            } else {
                html.element("span", class: "nothing", text: words.notReported)
            }
            if let target = plot.target {
                html.element("span", class: "aim") { html in
                    html.element("small", text: "\(words.target) \(words.yearOf(target.time))")
                    amount(target.value, "b", to: &html, visit)
                }
            }
        }
    }

    private func amount(_ value: Double, _ tag: StaticString, to html: inout HTML, _ visit: Visit) {
        html.element(tag) { html in
            html.text(visit.words.decimal(value))
            if !trajectory.unit.isEmpty { html.element("span", class: "unit", text: " " + visit.say(Unit(trajectory.unit).label)) }
        }
    }
}

/// The drawing of a trajectory: years from left to right, values from below.
struct TrajectoryPlot {
    let path: [Trajectory.Point]
    let actual: [Trajectory.Point]
    let target: Trajectory.Point?
    let forecast: (time: Double, low: Double, high: Double)?
    private let times: ClosedRange<Double>
    private let values: ClosedRange<Double>

    private static let (width, height, left, right, top, bottom) = (300.0, 104.0, 8.0, 292.0, 10.0, 84.0)

    init(_ trajectory: Trajectory) {
        func finite(_ points: [Trajectory.Point]) -> [Trajectory.Point] { points.filter { $0.time.isFinite && $0.value.isFinite } }
        path = finite(trajectory.path)
        actual = finite(trajectory.actual)
        target = trajectory.target.flatMap { finite([$0]).first }
        forecast = trajectory.forecast.flatMap { $0.time.isFinite && $0.low.isFinite && $0.high.isFinite ? $0 : nil }
        let points = path + actual + (target.map { [$0] } ?? [])
        let times = points.map(\.time) + (forecast.map { [$0.time] } ?? [])
        let values = points.map(\.value) + (forecast.map { [$0.low, $0.high] } ?? [])
        self.times = (times.min() ?? 0)...(times.max() ?? 0)
        self.values = (values.min() ?? 0)...(values.max() ?? 0)
    }

    var hasSomething: Bool { !path.isEmpty || !actual.isEmpty || target != nil }

    private func x(_ time: Double) -> Double {
        let span = times.upperBound - times.lowerBound
        return span > 0 ? Self.left + (time - times.lowerBound) / span * (Self.right - Self.left) : (Self.left + Self.right) / 2
    }

    private func y(_ value: Double) -> Double {
        let span = values.upperBound - values.lowerBound
        return span > 0 ? Self.bottom - (value - values.lowerBound) / span * (Self.bottom - Self.top) : (Self.top + Self.bottom) / 2
    }

    private func points(_ list: [Trajectory.Point]) -> String { list.map { "\(x($0.time).coordinate),\(y($0.value).coordinate)" }.joined(separator: " ") }

    func write(to html: inout HTML, _ visit: Visit, unit: String, name: String) {
        html.element(
            "svg", .class("plot"), .named("viewBox", "0 0 \(Int(Self.width)) \(Int(Self.height))"), .role("img"), .aria("label", description(visit, unit, name))
        ) { html in
            years(to: &html)
            band(to: &html)
            if path.count > 1 { html.element("polyline", .class("path"), .named("points", points(path)), text: "") }
            if let target { circle("aim", target, 4.5, visit, unit, to: &html) }
            if actual.count > 1 { html.element("polyline", .class("line"), .named("points", points(actual)), text: "") }
            for (place, point) in actual.enumerated() { circle("point", point, place == actual.count - 1 ? 3.6 : 2.4, visit, unit, to: &html) }
        }
    }

    /// A line for the ground, with the first and the last year and the years between as ticks.
    private func years(to html: inout HTML) {
        html.element(
            "line", .class("ground"), .named("x1", "0"), .named("x2", Self.width.coordinate), .named("y1", (Self.bottom + 6).coordinate),
            .named("y2", (Self.bottom + 6).coordinate), text: "")
        let (first, last) = (times.lowerBound.rounded(.up), times.upperBound.rounded(.down))
        guard first >= 1, last <= 9999, last - first <= 60 else { return }
        for year in stride(from: first, through: last, by: 1) {
            html.element(
                "line", .class("ground"), .named("x1", x(year).coordinate), .named("x2", x(year).coordinate), .named("y1", (Self.bottom + 6).coordinate),
                .named("y2", (Self.bottom + 9).coordinate), text: "")
            guard year == first || year == last else { continue }
            let anchor = first == last ? "middle" : year == first ? "start" : "end"
            html.element(
                "text", .named("x", x(year).coordinate), .named("y", Self.height.coordinate), .named("text-anchor", anchor), text: String(Int(year)))
        }
    }

    /// Where it is likely to end: a cone from the last value, and a whisker with its ends.
    private func band(to html: inout HTML) {
        guard let forecast else { return }
        let (at, low, high) = (x(forecast.time), y(forecast.low), y(forecast.high))
        if let last = actual.last, last.time < forecast.time {
            let corners = "\(x(last.time).coordinate),\(y(last.value).coordinate) \(at.coordinate),\(high.coordinate) \(at.coordinate),\(low.coordinate)"
            html.element("polygon", .class("band"), .named("points", corners), text: "")
        }
        let (a, b) = ((at - 4).coordinate, (at + 4).coordinate)
        let whisker = "M\(at.coordinate) \(low.coordinate)V\(high.coordinate)M\(a) \(low.coordinate)H\(b)M\(a) \(high.coordinate)H\(b)"
        html.element("path", .class("whisker"), .named("d", whisker), text: "")
    }

    private func circle(_ kind: StaticString, _ point: Trajectory.Point, _ radius: Double, _ visit: Visit, _ unit: String, to html: inout HTML) {
        html.element(
            "circle", .class(kind), .named("cx", x(point.time).coordinate), .named("cy", y(point.value).coordinate), .named("r", radius.coordinate)
        ) { $0.element("title", text: "\(visit.words.yearOf(point.time)) \(visit.words.decimal(point.value)) \(unit)") }
    }

    /// The drawing in words.
    private func description(_ visit: Visit, _ unit: String, _ name: String) -> String {
        let words = visit.words
        func said(_ list: [Trajectory.Point]) -> String { list.map { "\(words.yearOf($0.time)) \(words.decimal($0.value))" }.joined(separator: "，") }
        var parts = ["\(name)（\(unit)）"]
        if !actual.isEmpty { parts.append("\(words.actualValues) \(said(actual))") }
        if !path.isEmpty { parts.append("\(words.plannedValues) \(said(path))") }
        if let forecast { parts.append("\(words.forecast) \(words.yearOf(forecast.time)) \(words.decimal(forecast.low))–\(words.decimal(forecast.high))") }
        return parts.joined(separator: "；")
    }
}
