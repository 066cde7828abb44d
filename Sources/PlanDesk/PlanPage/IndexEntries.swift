import PlanReading

/// An entry of the index for each thing that was read.
extension IndexPane {
    /// Headings and boxes, as they follow one another.
    mutating func outline() {
        let headings = report.reading.outline
        let boxes = report.reading.boxes
        var box = 0
        var level = 0
        for (index, heading) in headings.enumerated() {
            while box < boxes.count && boxes[box].span.start < heading.span.start {
                entry(boxes[box], at: box, below: level)
                box += 1
            }
            level = min(max(heading.level, 1), 6)
            open(.init(letter: .outline, number: index + 1), "e level\(level)")
            html.element("span", .class("number"), text: heading.number)
            html.element("span", .class("name"), text: heading.title)
            close()
        }
        for index in box..<boxes.count { entry(boxes[index], at: index, below: level) }
    }

    private mutating func entry(_ box: Box, at index: Int, below level: Int) {
        open(.init(letter: .box, number: index + 1), "e boxed level\(min(level + 1, 6))")
        html.element("span", .class("number"), text: "专栏" + box.number)
        html.element("span", .class("name"), text: box.title)
        html.open("span", .class("count"))
        html.number(box.items.count)
        html.markup(" ")
        html.label(.item)
        html.close("span")
        close()
    }

    mutating func indicators() {
        for (index, indicator) in report.reading.indicators.enumerated() {
            open(.init(letter: .indicator, number: index + 1), "e")
            html.element("span", .class("name"), text: indicator.name)
            values(of: indicator)
            html.open("span", .class("detail"))
            years(of: indicator)
            for qualifier in indicator.qualifiers { tag(qualifier) }
            html.open("span")
            html.label(indicator.origin.label)
            html.close("span")
            place(indicator.span, report.place(heading: indicator.heading, box: indicator.box), indicator.confidence)
            html.close("span")
            close(mentions: indicator.mentions, of: .indicator, index)
        }
        milestones()
        achievements()
    }

    private mutating func values(of indicator: Indicator) {
        html.open("span", .class("value"))
        if let baseline = indicator.baseline {
            html.element("span", .class("from"), text: baseline.grouped)
            html.markup(" → ")
        }
        html.element("b", text: indicator.targetText ?? "—")
        if let unit = indicator.unit {
            html.markup(" ")
            html.element("span", .class("unit"), text: unit)
        }
        html.close("span")
    }

    private mutating func years(of indicator: Indicator) {
        let years = [indicator.baselineYear, indicator.targetYear].compactMap { $0 }.map(String.init)
        if !years.isEmpty { html.element("span", text: years.joined(separator: " → ")) }
        if let stretch = indicator.stretch {
            html.open("span")
            html.label(.stretch)
            html.text(" " + stretch.grouped)
            html.close("span")
        }
    }

    private mutating func milestones() {
        guard !report.reading.milestones.isEmpty else { return }
        group(.milestones, report.reading.milestones.count)
        for (index, milestone) in report.reading.milestones.enumerated() {
            open(.init(letter: .milestone, number: index + 1), "e")
            html.element("span", .class("name"), text: milestone.name)
            html.element("span", .class("value"), text: String(milestone.year))
            html.open("span", .class("detail"))
            place(milestone.span, nil, milestone.confidence)
            html.close("span")
            close()
        }
    }

    private mutating func achievements() {
        guard !report.reading.achievements.isEmpty else { return }
        group(.achievements, report.reading.achievements.count)
        for (index, past) in report.reading.achievements.enumerated() {
            open(.init(letter: .achievement, number: index + 1), "e")
            html.element("span", .class("name"), text: past.name)
            html.element("span", .class("value"), text: past.value.grouped + (past.unit.map { " " + $0 } ?? ""))
            html.open("span", .class("detail"))
            if let year = past.year { html.element("span", text: String(year)) }
            place(past.span, nil, past.confidence)
            html.close("span")
            close()
        }
    }

    /// Under the headings that they stand under.
    mutating func tasks() {
        var heading: Int?
        for (index, task) in report.reading.tasks.enumerated() {
            if let own = task.heading, own != heading, report.reading.outline.indices.contains(own) {
                let words = report.reading.outline[own]
                html.element("li", .class("group"), text: words.path + "　" + words.title)
                heading = own
            }
            open(.init(letter: .task, number: index + 1), "e")
            html.open("span", .class("name"))
            html.element("b", text: task.verb)
            html.text(task.object)
            html.close("span")
            html.open("span", .class("detail"))
            if let units = task.unitText { html.element("span", .class("who"), text: units) }
            if let year = task.year { html.element("span", text: String(year)) }
            place(task.span, report.place(heading: nil, box: task.box), task.confidence)
            html.close("span")
            close()
        }
    }

    mutating func projects() {
        for (index, project) in report.reading.projects.enumerated() {
            open(.init(letter: .project, number: index + 1), "e")
            if let number = project.number { html.element("span", .class("number"), text: number) }
            html.element("span", .class("name"), text: project.name)
            if let budget = project.budget {
                html.open("span", .class("value"))
                html.element("b", text: budget.grouped)
                html.markup(" ")
                html.open("span", .class("unit"))
                html.label(.tenThousandYuan)
                html.close("span")
                html.close("span")
            }
            html.open("span", .class("detail"))
            if let period = project.periodText { html.element("span", text: period) }
            if let units = project.answerableUnit { html.element("span", .class("who"), text: units) }
            if let kind = project.kind { html.element("span", .class("tag"), text: kind) }
            place(project.span, project.group, project.confidence)
            html.close("span")
            close()
        }
    }

    mutating func systems() {
        for (index, system) in report.reading.systems.enumerated() {
            open(.init(letter: .system, number: index + 1), "e")
            html.element("span", .class("name"), text: system.name)
            html.open("span", .class("detail"))
            if let project = system.project.flatMap({ report.name(ofProject: $0) }) {
                html.open("span", .class("who"))
                html.label(.commissionedBy)
                html.text(" " + project)
                html.close("span")
            } else if !report.reading.projects.isEmpty {
                tag(.unfunded)
            }
            place(system.span, nil, system.confidence)
            html.close("span")
            close(mentions: system.mentions, of: .system, index)
        }
    }

    mutating func findings() {
        for (index, finding) in report.orderedFindings.enumerated() {
            html.open("li", .class("e finding " + finding.severity.mark.severityName), .id("e-f\(index + 1)"))
            html.open("p", .class("message"))
            html.element("span", .class("badge " + finding.severity.mark.severityName), text: String(index + 1))
            html.open("span", .class("severity"))
            html.label(finding.severity.label)
            html.close("span")
            html.text(finding.message)
            html.close("p")
            for (part, passage) in finding.passages.enumerated() {
                passageLink(passage, .init(letter: .finding, number: index + 1, part: part + 1), of: finding)
            }
            paragraph(.why, finding.why)
            paragraph(.remedy, finding.remedy)
            html.element("p", .class("rule"), text: finding.rule)
            html.close("li")
        }
    }

    private mutating func passageLink(_ passage: Span, _ target: Mark.Target, of finding: Finding) {
        html.open("a", .class("passage"), .text("href", "#" + target.name))
        html.element(
            "span", .class("badge " + finding.severity.mark.severityName),
            text: target.badge(of: finding.passages.count))
        html.element("q", text: report.positions.quote(passage, limit: 72))
        line(passage)
        html.close("a")
    }
}
