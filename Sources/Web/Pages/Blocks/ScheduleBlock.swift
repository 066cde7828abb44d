import Kernel

/// Bars over time: a line for each, its name beside it where there is room and above it on a phone.
struct ScheduleBlock {
    let schedule: Schedule

    /// Where a day stands, in per cent of the width.
    private func place(_ day: Day) -> Double {
        let span = Double(max(1, schedule.to.number - schedule.from.number))
        return min(100, max(0, Double(day.number - schedule.from.number) / span * 100))
    }

    private func percent(_ value: Double) -> String { ((value * 100).rounded() / 100).coordinateText + "%" }

    /// The first days of the years within.
    private var years: [(year: Int, place: Double)] {
        let (first, last) = (schedule.from.year, min(schedule.to.year, schedule.from.year + 40))
        guard first <= last else { return [] }
        return (first...last).compactMap { year in
            guard let day = Day(year, 1, 1) else { return nil }
            let start = max(day, schedule.from)
            return start < schedule.to ? (year, place(start)) : nil
        }
    }

    private var hasToday: Bool { schedule.from <= schedule.today && schedule.today <= schedule.to }

    func write(to html: inout HTML, _ visit: Visit) {
        let title = visit.say(schedule.title)
        html.element("section", class: "schedule") { html in
            if !title.isEmpty { html.element("h3", class: "caption", text: title) }
            if schedule.bars.isEmpty { return html.element("p", class: "nothing", text: visit.words.noValue) }
            html.element("div", .class("axis"), .aria("hidden", "true")) { axis(to: &$0, visit) }
            html.element("ol") { html in for bar in schedule.bars { line(bar, to: &html, visit) } }
        }
    }

    private func axis(to html: inout HTML, _ visit: Visit) {
        html.element("span", class: "name", text: "")
        html.element("svg", .named("width", "100%"), .named("height", "31"), .named("focusable", "false")) { html in
            for (year, place) in years {
                html.element("svg", .named("x", percent(place)), .named("overflow", "visible")) {
                    $0.element("text", .named("x", "4"), .named("y", "25"), text: String(year))
                }
            }
            guard hasToday else { return }
            let today = place(schedule.today)
            html.element(
                "text", .class("today"), .named("x", percent(today)), .named("y", "11"),
                .named("text-anchor", today > 90 ? "end" : today < 10 ? "start" : "middle"),
                text: visit.words.groupToday)
        }
    }

    private func line(_ bar: Schedule.Bar, to html: inout HTML, _ visit: Visit) {
        let label = visit.say(bar.label)
        html.element("li", .data("tone", bar.tone.rawValue)) { html in
            html.element("div", class: "name") { html in
                html.element("p", .title(label)) { html in
                    html.mark(bar.tone, visit)
                    html.phrase(Phrase(bar.label, link: bar.link), visit)
                    if bar.isSimulated { html.simulatedMark(visit) }
                }
                let share = bar.share.flatMap { $0.isFinite ? "\(Int((min(1, max(0, $0)) * 100).rounded()))%" : nil }
                let notes = [share, bar.note.isEmpty ? nil : bar.note].compactMap(\.self)
                if !notes.isEmpty { html.element("small", text: notes.joined(separator: " · ")) }
            }
            html.element(
                "svg", .class("lane"), .named("width", "100%"), .named("height", "30"), .role("img"), .aria("label", description(bar, visit))
            ) { drawing(bar, label, to: &$0, visit) }
        }
    }

    private func drawing(_ bar: Schedule.Bar, _ label: String, to html: inout HTML, _ visit: Visit) {
        for (_, place) in years { upright("grid", place, to: &html) }
        let (start, end) = (place(bar.from), place(max(bar.to.adding(days: 1), bar.from)))
        html.element(
            "rect", .class("bar"), .named("x", percent(start)), .named("width", percent(max(0.4, end - start))), .named("y", "9"), .named("height", "12"),
            .named("rx", "3")
        ) { $0.element("title", text: "\(label) \(bar.from) – \(bar.to)") }
        if let share = bar.share, share.isFinite, share > 0 {
            html.element(
                "rect", .class("part"), .named("x", percent(start)), .named("width", percent(max(0.4, (end - start) * min(1, share)))), .named("y", "9"),
                .named("height", "12"), .named("rx", "3"), text: "")
        }
        if hasToday { upright("today", place(schedule.today), to: &html) }
        for milestone in bar.milestones {
            html.element("svg", .named("x", percent(place(milestone.day))), .named("y", "15"), .named("overflow", "visible")) { html in
                html.element("path", .class("milestone"), .data("tone", milestone.tone.rawValue), .named("d", "M0-6 6 0 0 6-6 0z")) {
                    $0.element("title", text: "\(milestone.day) \(visit.say(milestone.label))")
                }
            }
        }
    }

    private func upright(_ kind: StaticString, _ place: Double, to html: inout HTML) {
        html.element("line", .class(kind), .named("x1", percent(place)), .named("x2", percent(place)), .named("y1", "0"), .named("y2", "100%"), text: "")
    }

    private func description(_ bar: Schedule.Bar, _ visit: Visit) -> String {
        let milestones = bar.milestones.map { "\($0.day) \(visit.say($0.label))" }
        return (["\(bar.from) – \(bar.to)"] + milestones).joined(separator: "；")
    }
}

extension Double {
    /// With two decimals at most.
    fileprivate var coordinateText: String {
        let text = "\(self)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
