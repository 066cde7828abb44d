import PlanReading

/// Writes the index beside the text: a tab for each kind of thing, and in it an entry for each thing that leads to its place.
struct IndexPane {
    let report: PlanReport
    var html = HTML()

    init(_ report: PlanReport) { self.report = report }

    /// The tabs, in the order of the page.
    enum Tab: String, CaseIterable {
        case outline, indicators, tasks, projects, systems, findings

        var label: Label {
            switch self {
            case .outline: .outline
            case .indicators: .indicators
            case .tasks: .tasks
            case .projects: .projects
            case .systems: .systems
            case .findings: .findings
            }
        }
    }

    /// The index as HTML.
    mutating func render() -> HTML {
        let opened: Tab = report.reading.findings.isEmpty ? .outline : .findings
        html.open("div", .class("tabs"), .text("role", "tablist"))
        for tab in Tab.allCases { button(tab, isOpen: tab == opened) }
        html.close("div")
        html.open("div", .class("sheet"))
        filter()
        for tab in Tab.allCases { panel(tab, isOpen: tab == opened) }
        html.close("div")
        return html
    }

    private func count(_ tab: Tab) -> Int {
        switch tab {
        case .outline: report.reading.outline.count
        case .indicators: report.reading.indicators.count
        case .tasks: report.reading.tasks.count
        case .projects: report.reading.projects.count
        case .systems: report.reading.systems.count
        case .findings: report.reading.findings.count
        }
    }

    private mutating func button(_ tab: Tab, isOpen: Bool) {
        html.open(
            "button", .text("role", "tab"), .id("tab-" + tab.rawValue), .text("aria-controls", "panel-" + tab.rawValue),
            .text("aria-selected", isOpen ? "true" : "false"), .text("tabindex", isOpen ? "0" : "-1"))
        html.label(tab.label)
        html.element("b", text: String(count(tab)))
        html.close("button")
    }

    private mutating func filter() {
        html.open("div", .class("filter"))
        html.open(
            "input", .text("type", "search"), .id("filter"), .text("autocomplete", "off"),
            .text("data-zh", Label.filter.zh), .text("data-en", Label.filter.en),
            .text("placeholder", Label.filter.zh), .text("aria-label", Label.filter.zh))
        html.open("button", .class("close"), .id("close"))
        html.label(.close)
        html.close("button")
        html.close("div")
    }

    private mutating func panel(_ tab: Tab, isOpen: Bool) {
        var attributes: [HTML.Attribute] = [
            .text("role", "tabpanel"), .id("panel-" + tab.rawValue), .class("panel"),
            .text("aria-labelledby", "tab-" + tab.rawValue),
        ]
        if !isOpen { attributes.append(.flag("hidden")) }
        html.open("div", attributes)
        html.open("h2", .class("printed"))
        html.label(tab.label)
        html.close("h2")
        html.open("ol")
        switch tab {
        case .outline: outline()
        case .indicators: indicators()
        case .tasks: tasks()
        case .projects: projects()
        case .systems: systems()
        case .findings: findings()
        }
        html.close("ol")
        let isEmpty = count(tab) == 0
        html.open("p", isEmpty ? [.class("nothing")] : [.class("nothing"), .flag("hidden")])
        html.label(isEmpty ? (tab == .findings ? .noFindings : .nothing) : .noMatch)
        html.close("p")
        html.close("div")
    }
}

/// What entries are made of.
extension IndexPane {
    mutating func open(_ target: Mark.Target, _ classes: String) {
        html.open("li", .class(classes), .id("e-" + target.name))
        html.open("a", .class("go"), .text("href", "#" + target.name))
    }

    mutating func close() {
        html.close("a")
        html.close("li")
    }

    /// Ends an entry with links to the other places that state the same.
    mutating func close(mentions: [Span], of letter: Mark.Target.Letter, _ index: Int) {
        html.close("a")
        if !mentions.isEmpty {
            html.open("span", .class("also"))
            for (part, mention) in mentions.enumerated() {
                let target = Mark.Target(letter: letter, number: index + 1, part: part + 1)
                html.open("a", .text("href", "#" + target.name))
                line(mention)
                html.close("a")
            }
            html.close("span")
        }
        html.close("li")
    }

    mutating func group(_ label: Label, _ count: Int) {
        html.open("li", .class("group"))
        html.label(label)
        html.element("b", text: String(count))
        html.close("li")
    }

    mutating func tag(_ label: Label) {
        html.open("span", .class("tag"))
        html.label(label)
        html.close("span")
    }

    mutating func place(_ span: Span, _ place: String?, _ confidence: Double) {
        if let place { html.element("span", .class("place"), text: place) }
        line(span)
        guard confidence < 0.75 else { return }
        html.open("span", .class("tag doubt"))
        html.label(.uncertain)
        html.text(" " + String(Int((confidence * 100).rounded())) + "%")
        html.close("span")
    }

    mutating func line(_ span: Span) {
        html.open("span", .class("line"))
        html.label(.line(report.positions.line(of: span)))
        html.close("span")
    }

    mutating func paragraph(_ label: Label, _ words: String) {
        guard !words.isEmpty else { return }
        html.open("p", .class("reason"))
        html.open("b")
        html.label(label)
        html.close("b")
        html.text(words)
        html.close("p")
    }
}

extension HTML {
    /// A label in both languages; the style sheet shows one.
    mutating func label(_ label: Label) {
        guard label.zh != label.en else { return text(label.zh) }
        element("span", .class("zh"), text: label.zh)
        element("span", .class("en"), .text("lang", "en"), text: label.en)
    }
}
