import Documents
import PlanReading

// How values are written, the same in the terminal, in the workbook and on the page.

extension PlanReport {
    /// Where something stands: the headings above it, and the box.
    func place(heading: Int?, box: Int?) -> String? {
        var parts: [String] = []
        if let heading, reading.outline.indices.contains(heading) { parts.append(reading.outline[heading].path) }
        if let box, reading.boxes.indices.contains(box) { parts.append("专栏" + reading.boxes[box].number) }
        return parts.isEmpty ? nil : parts.joined(separator: "/")
    }

    func name(ofProject index: Int) -> String? {
        reading.projects.indices.contains(index) ? reading.projects[index].name : nil
    }

    /// 文号 and the like, in the order in which a title page has them; what the document does not say is left out.
    func facts(_ language: Language) -> [(label: Label, value: String)] {
        let facts = reading.document
        var region = facts.region
        if let code = facts.regionCode { region = (region ?? "") + "（" + code + "）" }
        let all: [(Label, String?)] = [
            (.region, region), (.level, facts.level?.label.text(language)), (.period, facts.period),
            (.issuer, facts.issuer), (.documentNumber, facts.number), (.date, facts.date),
        ]
        return all.compactMap { label, value in value.map { (label, $0) } }
    }

    /// Word, UTF-8 text and the like.
    func formatName(_ language: Language) -> String {
        let format = document.format.label.text(language)
        return document.encoding.map { format + " " + $0 } ?? format
    }

    /// How many findings there are of each severity, the gravest first.
    var findingCounts: [(severity: Finding.Severity, count: Int)] {
        [Finding.Severity.error, .warning, .note].map { severity in
            (severity, reading.findings.count { $0.severity == severity })
        }
    }
}

extension DocumentFacts {
    /// 2021–2025
    var period: String? {
        guard from != nil || to != nil else { return nil }
        return (from.map(String.init) ?? "") + "–" + (to.map(String.init) ?? "")
    }
}

extension Comparison {
    /// The sign before a value; nothing for a plain one.
    var sign: String {
        switch self {
        case .equal: ""
        case .atLeast: "≥"
        case .over: ">"
        case .atMost: "≤"
        case .under: "<"
        case .about: "≈"
        }
    }
}

extension Value {
    /// With thousands apart: 829,700.
    var grouped: String {
        switch self {
        case .number(let number): number.grouped
        case .range(let low, let high): low.grouped + "–" + high.grouped
        case .words(let words): words
        }
    }
}

extension Number {
    /// With thousands apart: 829,700.
    var grouped: String {
        let parts = description.split(separator: ".", maxSplits: 1)
        guard let whole = parts.first, whole.count > 3 else { return description }
        var result = ""
        for (index, digit) in whole.reversed().enumerated() {
            if index > 0 && index % 3 == 0 && digit != "-" { result.append(",") }
            result.append(digit)
        }
        return String(result.reversed()) + (parts.count > 1 ? "." + parts[1] : "")
    }
}

extension Indicator {
    /// ≥80
    var targetText: String? { target.map { comparison.sign + $0.grouped } }

    /// 约束性 or 预期性, and what sets the value apart from a plain stock at the end of the period.
    var qualifiers: [Label] {
        let attribute: Label? =
            switch attribute {
            case "约束性": .binding
            case "预期性": .expected
            default: nil
            }
        return (attribute.map { [$0] } ?? []) + meanings
    }

    /// What sets the value apart from a plain stock at the end of the period.
    var meanings: [Label] {
        var labels: [Label] = []
        if isCumulative { labels.append(.cumulative) }
        if isYearly { labels.append(.yearly) }
        if isGrowth { labels.append(.growth) }
        return labels
    }
}

extension Direction {
    var label: Label { self == .up ? .up : .down }
}

extension Indicator.Origin {
    var label: Label { self == .table ? .table : .prose }
}

extension Project {
    /// Who answers for the project, as one text: those in the lead, else those responsible, else whoever carries it out.
    var answerableUnit: String? {
        for role in [Responsibility.Role.lead, .responsible, .implementer] {
            let names = units.filter { $0.role == role }.map(\.name)
            if !names.isEmpty { return names.joined(separator: "、") }
        }
        return nil
    }

    /// The period as printed, or what was read from it.
    var periodText: String? {
        if let period { return period }
        guard let from, let to else { return nil }
        return from == to ? String(from) : String(from) + "-" + String(to)
    }
}

extension Reading.Task {
    /// Who answers for the task, as one text.
    var unitText: String? { units.isEmpty ? nil : units.map(\.name).joined(separator: "、") }
}

extension Responsibility.Role {
    var label: Label {
        switch self {
        case .lead: .lead
        case .support: .support
        case .responsible: .responsible
        case .implementer: .implementer
        case .supervisor: .supervisor
        }
    }
}

extension DocumentFacts.Level {
    var label: Label {
        switch self {
        case .county: .county
        case .city: .city
        case .province: .province
        case .nation: .nation
        }
    }
}

extension Finding.Severity {
    var label: Label {
        switch self {
        case .error: .error
        case .warning: .warning
        case .note: .note
        }
    }
}

extension Documents.Format {
    var label: Label {
        switch self {
        case .text: .plainText
        case .markdown: .markdown
        case .html: .webPage
        case .word: .word
        case .pdf: .pdf
        case .legacyWord: .legacyWord
        case .richText: .richText
        case .openDocument: .openDocument
        }
    }
}
