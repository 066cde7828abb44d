import PlanReading

extension PlanReport {
    /// What `plan check` shows: every finding with the passages it is about, why it is a problem and what would resolve it.
    public func findingsText(_ options: TerminalOptions = TerminalOptions()) -> String {
        var terminal = Terminal(options)
        header(&terminal)
        guard !reading.findings.isEmpty else {
            terminal.line()
            terminal.line(terminal(.noFindings))
            return terminal.text
        }
        for (severity, count) in findingCounts where count > 0 {
            terminal.heading(terminal.painted(terminal(severity.label), severity.ink) + " \(count)")
            for finding in reading.findings where finding.severity == severity { write(finding, &terminal) }
        }
        terminal.line()
        terminal.line(total(terminal))
        return terminal.text
    }

    private func write(_ finding: Finding, _ terminal: inout Terminal) {
        terminal.line()
        terminal.paragraph(finding.message, indent: 4, firstIndent: "  " + terminal.painted("■", finding.severity.ink) + " ")
        terminal.line("    " + terminal.painted(finding.rule, .faint))
        for passage in finding.passages {
            let position = positions.position(of: passage.start)
            let place = "\(position.line):\(position.column)"
            let margin = "    " + terminal.painted(place, .bold)
            let indent = 4 + max(8, place.count + 1)
            let space = String(repeating: " ", count: indent - 4 - place.count)
            terminal.paragraph("“" + positions.quote(passage, limit: 90) + "”", indent: indent, firstIndent: margin + space)
        }
        property(.why, finding.why, &terminal)
        property(.remedy, finding.remedy, &terminal)
    }

    private func property(_ label: Label, _ words: String, _ terminal: inout Terminal) {
        guard !words.isEmpty else { return }
        let name = terminal(label)
        let indent = 4 + max(8, Terminal.width(name) + 1)
        let space = String(repeating: " ", count: indent - 4 - Terminal.width(name))
        terminal.paragraph(words, indent: indent, firstIndent: "    " + terminal.painted(name, .faint) + space)
    }

    /// 共 12 个问题：错误 2，警告 7，提示 3
    private func total(_ terminal: Terminal) -> String {
        let isEnglish = terminal.options.language == .english
        let parts = findingCounts.map { terminal($0.severity.label) + " \($0.count)" }
        let count = reading.findings.count
        return isEnglish
            ? "\(count) findings: " + parts.joined(separator: ", ")
            : "共 \(count) 个问题：" + parts.joined(separator: "，")
    }
}
