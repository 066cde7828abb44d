import Documents
import PlanReading

extension PlanReport {
    /// What `plan read` shows: the facts of the document, its figures, and the findings that matter most.
    public func summary(_ options: TerminalOptions = TerminalOptions()) -> String {
        var terminal = Terminal(options)
        header(&terminal)
        counts(&terminal)
        indicatorTable(&terminal)
        projectTable(&terminal)
        boxTable(&terminal)
        topFindings(&terminal)
        return terminal.text
    }

    /// Title, facts, file: also the head of `plan check`.
    func header(_ terminal: inout Terminal) {
        let language = terminal.options.language
        terminal.line(terminal.painted(title, .bold))
        let facts = facts(language).map(\.value)
        if !facts.isEmpty { terminal.paragraph(facts.joined(separator: " · "), indent: 0) }
        let size = Value.number(Number(positions.count)).grouped + " " + terminal(.characters)
        let source = [file, formatName(language), size]
        terminal.paragraph(source.joined(separator: " · "), indent: 0, ink: .faint)
        for warning in document.warnings {
            terminal.paragraph("! " + warning.text(language == .english ? .english : .chinese), indent: 2, firstIndent: "", ink: .yellow)
        }
    }

    private func counts(_ terminal: inout Terminal) {
        let counts: [(Label, Int)] = [
            (.outline, reading.outline.count), (.indicators, reading.indicators.count),
            (.tasks, reading.tasks.count), (.projects, reading.projects.count),
            (.systems, reading.systems.count), (.boxes, reading.boxes.count),
            (.findings, reading.findings.count),
        ]
        terminal.line()
        let parts = counts.map { label, count in terminal(label) + " " + terminal.painted(String(count), .bold) }
        terminal.line(parts.joined(separator: "   "))
    }

    private func indicatorTable(_ terminal: inout Terminal) {
        guard !reading.indicators.isEmpty else { return }
        terminal.heading(terminal(.indicators))
        var table = TerminalTable(columns: [
            .init(title: terminal(.name)), .init(title: terminal(.unit), limit: 14),
            .init(title: terminal(.baseline), limit: 16, isRight: true), .init(title: terminal(.baselineYear)),
            .init(title: terminal(.target), limit: 18, isRight: true), .init(title: terminal(.targetYear)),
            .init(title: terminal(.meaning), limit: 20), .init(title: terminal(.source)),
            .init(title: terminal(.lineNumber)),
        ])
        for indicator in reading.indicators.prefix(Self.shownIndicators) {
            table.rows.append([
                indicator.name, indicator.unit ?? "", indicator.baseline?.grouped ?? "",
                indicator.baselineYear.map(String.init) ?? "", indicator.targetText ?? "",
                indicator.targetYear.map(String.init) ?? "",
                indicator.qualifiers.map { terminal($0) }.joined(separator: " "), terminal(indicator.origin.label),
                String(positions.line(of: indicator.span)),
            ])
        }
        table.print(to: &terminal)
        terminal.more(reading.indicators.count - Self.shownIndicators)
    }

    private func projectTable(_ terminal: inout Terminal) {
        guard !reading.projects.isEmpty else { return }
        let budgets = reading.projects.compactMap(\.budget)
        var heading = terminal(.projects)
        if !budgets.isEmpty {
            heading += "  Σ " + budgets.reduce(.zero, +).grouped + " " + terminal(.tenThousandYuan)
        }
        terminal.heading(heading)
        var table = TerminalTable(columns: [
            .init(title: terminal(.number), isRight: true), .init(title: terminal(.name)),
            .init(title: terminal(.budget), isRight: true), .init(title: terminal(.period), limit: 16),
            .init(title: terminal(.units), limit: 36), .init(title: terminal(.lineNumber)),
        ])
        for project in reading.projects.prefix(Self.shownProjects) {
            table.rows.append([
                project.number ?? "", project.name, project.budget?.grouped ?? "", project.periodText ?? "",
                project.answerableUnit ?? "", String(positions.line(of: project.span)),
            ])
        }
        table.print(to: &terminal)
        terminal.more(reading.projects.count - Self.shownProjects)
    }

    private func boxTable(_ terminal: inout Terminal) {
        guard !reading.boxes.isEmpty else { return }
        terminal.heading(terminal(.boxes))
        var table = TerminalTable(columns: [
            .init(title: terminal(.number), isRight: true), .init(title: terminal(.name), limit: 64),
            .init(title: terminal(.item), isRight: true), .init(title: terminal(.lineNumber)),
        ])
        for box in reading.boxes.prefix(Self.shownProjects) {
            table.rows.append([
                box.number, box.title, String(box.items.count), String(positions.line(of: box.span)),
            ])
        }
        table.print(to: &terminal)
        terminal.more(reading.boxes.count - Self.shownProjects)
    }

    private func topFindings(_ terminal: inout Terminal) {
        terminal.heading(terminal(.findings))
        guard !reading.findings.isEmpty else {
            terminal.line("  " + terminal(.noFindings))
            return
        }
        for finding in orderedFindings.prefix(Self.shownFindings) {
            brief(finding, &terminal)
        }
        terminal.more(reading.findings.count - Self.shownFindings)
        if reading.findings.count > Self.shownFindings { terminal.line("  shanhe plan check " + file) }
    }

    private func brief(_ finding: Finding, _ terminal: inout Terminal) {
        let mark = terminal(finding.severity.label)
        let indent = 4 + Terminal.width(mark)
        terminal.paragraph(
            finding.message, indent: indent, firstIndent: "  " + terminal.painted(mark, finding.severity.ink) + "  ")
        for passage in finding.passages.prefix(2) {
            let position = positions.position(of: passage.start)
            let place = "\(position.line):\(position.column)"
            let margin = String(repeating: " ", count: indent)
            let quote = Terminal.truncated(positions.quote(passage), to: max(20, terminal.options.width - indent - 12))
            terminal.line(margin + terminal.painted(place, .faint) + " “" + quote + "”")
        }
    }

    // A summary is read on one or two screens; everything is in the other forms.
    private static let shownIndicators = 60
    private static let shownProjects = 40
    private static let shownFindings = 5
}

extension Terminal {
    /// “另有 12 项”
    mutating func more(_ count: Int) {
        guard count > 0 else { return }
        line(painted("  … " + self(.more) + " \(count) " + self(.item), .faint))
    }
}

extension Finding.Severity {
    var ink: Terminal.Ink {
        switch self {
        case .error: .red
        case .warning: .yellow
        case .note: .blue
        }
    }
}
