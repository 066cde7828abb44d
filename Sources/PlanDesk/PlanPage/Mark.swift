import PlanReading

/// Something to be marked in the text, and the entry of the index that it belongs to.
struct Mark {
    let span: Span
    let kind: Kind
    let target: Target

    enum Kind: Int, CaseIterable {
        case heading, boxItem, task, project, indicator, value, baseline, achievement, milestone, system
        case error, warning, note
        /// What an office program left behind, which is not shown.
        case residue

        /// The class of the marked text; the style sheet gives each its look, so that several can lie over one another.
        var name: StaticString {
            switch self {
            case .heading: "h"
            case .boxItem: "x"
            case .task: "t"
            case .project: "p"
            case .indicator: "i"
            case .value: "v"
            case .baseline: "b"
            case .achievement: "a"
            case .milestone: "d"
            case .system: "s"
            case .error: "f fe"
            case .warning: "f fw"
            case .note: "f fn"
            case .residue: "z"
            }
        }

        var isFinding: Bool { self == .error || self == .warning || self == .note }
    }

    /// “i5”, “f3.2”: the entry, and which of its places this is.
    struct Target: Hashable {
        let letter: Letter
        /// From one.
        let number: Int
        /// From one; 0 where the entry has a single place.
        var part = 0

        enum Letter: String {
            case outline = "o", box = "b", indicator = "i", milestone = "m", achievement = "a", task = "t"
            case project = "p", system = "s", finding = "f", none = "z"
        }

        var name: String {
            part == 0 ? letter.rawValue + String(number) : letter.rawValue + String(number) + "." + String(part)
        }
    }
}

extension PlanReport {
    /// Everything to be marked, in no order. Entries are numbered as the index numbers them.
    var marks: [Mark] {
        var marks: [Mark] = []
        func add(_ span: Span?, _ kind: Mark.Kind, _ letter: Mark.Target.Letter, _ index: Int, part: Int = 0) {
            guard let span else { return }
            marks.append(Mark(span: span, kind: kind, target: .init(letter: letter, number: index + 1, part: part)))
        }
        for (index, heading) in reading.outline.enumerated() { add(heading.span, .heading, .outline, index) }
        for (index, box) in reading.boxes.enumerated() {
            for item in box.items { add(positions.start(of: item.title, in: item.span), .boxItem, .box, index) }
        }
        for (index, indicator) in reading.indicators.enumerated() {
            add(indicator.span, .indicator, .indicator, index)
            add(indicator.valueSpan, .value, .indicator, index)
            add(indicator.baselineSpan, .baseline, .indicator, index)
            for (part, mention) in indicator.mentions.enumerated() {
                add(mention, .indicator, .indicator, index, part: part + 1)
            }
        }
        for (index, milestone) in reading.milestones.enumerated() { add(milestone.span, .milestone, .milestone, index) }
        for (index, past) in reading.achievements.enumerated() { add(past.valueSpan, .achievement, .achievement, index) }
        for (index, task) in reading.tasks.enumerated() { add(task.span, .task, .task, index) }
        for (index, project) in reading.projects.enumerated() {
            add(project.nameSpan, .project, .project, index)
            add(project.budgetSpan, .project, .project, index)
            add(project.periodSpan, .project, .project, index)
        }
        for (index, system) in reading.systems.enumerated() {
            add(system.span, .system, .system, index)
            for (part, mention) in system.mentions.enumerated() { add(mention, .system, .system, index, part: part + 1) }
        }
        for (index, finding) in orderedFindings.enumerated() {
            for (part, passage) in finding.passages.enumerated() {
                add(positions.visible(passage), finding.severity.mark, .finding, index, part: part + 1)
            }
        }
        return marks
    }
}

extension Finding.Severity {
    var mark: Mark.Kind {
        switch self {
        case .error: .error
        case .warning: .warning
        case .note: .note
        }
    }
}

extension SourcePositions {
    /// The span where there is something to see in it, else the nearest character: what is missing is shown where it is missing.
    func visible(_ span: Span) -> Span {
        let own = trimmed(span)
        if !own.isEmpty { return own }
        // As far as white space is likely to reach.
        for distance in 1...200 {
            for near in [Span(own.start - distance, own.start - distance + 1), Span(own.start + distance - 1, own.start + distance)] {
                let character = trimmed(near)
                if !character.isEmpty { return character }
            }
        }
        return own
    }

    /// Where a title stands at the beginning of its passage, after a number or bullet; nil where it was not printed like that.
    func start(of title: String, in span: Span) -> Span? {
        let title = Array(title.unicodeScalars)
        guard let first = title.first else { return nil }
        let end = min(span.end, span.start + title.count + 12)
        let passage = Array(String(decoding: utf8(Span(span.start, end)), as: UTF8.self).unicodeScalars)
        for offset in passage.indices where passage[offset] == first && passage[offset...].starts(with: title) {
            return Span(span.start + offset, span.start + offset + title.count)
        }
        return nil
    }
}
