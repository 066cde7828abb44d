/// Targets for which nothing says by when.
enum MissingYears {
    static let rule = "missing-year"

    static func run(_ evidence: Evidence) -> [Finding] {
        evidence.statements.compactMap { statement in
            guard !statement.isPast, statement.year == nil, !statement.hasOwnTime, statement.form == .level, !statement.isYearly, statement.confidence >= 0.75,
                evidence.structure.sectionOf[statement.element] == .target, evidence.structure.boxOf[statement.element] == nil, statement.quantity.unit != nil,
                !saysYear(evidence, statement.element)
            else { return nil }
            let start = min(statement.nameRange.lowerBound, statement.quantity.range.lowerBound)
            let place = start..<max(statement.quantity.range.upperBound, start + 1)
            return Finding(
                rule, .note, "“\(evidence.quote(place))”没有写明完成年份。", why: "没有期限的目标无法考核。",
                remedy: "写明年份，如“到\(evidence.reading.document.to.map(String.init) ?? "20××")年”。", at: [evidence.span(place)])
        }
    }

    /// The section names a year somewhere: 以上目标均为2025年数.
    private static func saysYear(_ evidence: Evidence, _ element: Int) -> Bool {
        guard let heading = evidence.structure.headingOf[element], let to = evidence.reading.document.to else { return true }
        let digits = folded(String(to))
        var index = element
        while index > 0, evidence.structure.headingOf[index - 1].map({ $0 >= heading - 6 }) ?? false, element - index < 30 { index -= 1 }
        while index < evidence.layout.elements.count, evidence.structure.headingOf[index].map({ $0 <= heading + 4 }) ?? true, index - element < 30 {
            if !evidence.layout.elements[index].isTable, Periods.holds(evidence.characters, evidence.layout.elements[index].range, digits) { return true }
            index += 1
        }
        return false
    }
}
