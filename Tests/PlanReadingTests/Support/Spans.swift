@testable import PlanReading

extension Reading {
    /// All spans of a reading, each with what it belongs to.
    var spans: [(label: String, span: Span)] {
        var all: [(label: String, span: Span)] = []
        func add(_ label: String, _ spans: [Span?]) { all += spans.compactMap { $0 }.map { (label, $0) } }
        add("title", [document.titleSpan])
        for item in outline { add("heading", [item.span]) }
        for item in clauses { add("clause", [item.span]) }
        for item in boxes { add("box", [item.span] + item.items.map(\.span)) }
        for item in indicators {
            add("indicator", [item.span, item.valueSpan, item.baselineSpan] + item.mentions + item.path.map(\.span))
        }
        for item in milestones { add("milestone", [item.span]) }
        for item in achievements { add("achievement", [item.span, item.valueSpan]) }
        for item in tasks { add("task", [item.span]) }
        for item in projects { add("project", [item.span, item.nameSpan, item.contentSpan, item.budgetSpan, item.periodSpan]) }
        for item in projectTotals { add("total", [item.span]) }
        for item in systems { add("system", [item.span] + item.mentions) }
        for item in findings { add("finding \(item.rule)", item.passages) }
        return all
    }

    /// Spans that are no passages of a text of that extent.
    func spansOutside(_ text: Range<Int>) -> [String] {
        spans.filter { $0.span.start > $0.span.end || $0.span.start < text.lowerBound || $0.span.end > text.upperBound }
            .map { "\($0.label) \($0.span.start)–\($0.span.end)" }
    }

    /// Indexes that point at nothing.
    var danglingIndexes: [String] {
        var wrong: [String] = []
        func check(_ label: String, _ index: Int?, _ count: Int) {
            if let index, !(0..<count).contains(index) { wrong.append("\(label) \(index) of \(count)") }
        }
        for item in clauses {
            check("clause's heading", item.heading, outline.count)
            check("clause's box", item.box, boxes.count)
        }
        for item in indicators {
            check("indicator's heading", item.heading, outline.count)
            check("indicator's box", item.box, boxes.count)
        }
        for item in tasks {
            check("task's heading", item.heading, outline.count)
            check("task's box", item.box, boxes.count)
        }
        for item in systems {
            check("system's clause", item.clause, clauses.count)
            check("system's project", item.project, projects.count)
        }
        for item in projectTotals { check("total's place", item.before, projects.count + 1) }
        return wrong
    }
}
