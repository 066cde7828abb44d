/// “石门水库总投资6.2亿元” in the text against the row of that project.
enum ProjectValues {
    static func run(_ evidence: Evidence) -> [Finding] {
        let projects = evidence.reading.projects
        guard !projects.isEmpty else { return [] }
        var byHead: [[Character16]: [Int]] = [:]
        for (index, project) in projects.enumerated() where project.budget != nil {
            let name = folded(project.name)
            if name.count >= 4, name[0] != 0x5176 { byHead[Array(name.prefix(4)), default: []].append(index) }
        }
        var findings: [Finding] = []
        for sentence in evidence.sentences {
            guard sentence.has([.money, .digit]), let word = money.first(in: evidence.characters, sentence.range),
                ProjectCounts.counts(evidence, sentence.range).isEmpty
            else { continue }
            let paragraph = evidence.layout.elements[sentence.element].range.lowerBound..<word.range.lowerBound
            guard let project = named(evidence, projects, byHead, paragraph.count > 400 ? paragraph.upperBound - 400..<paragraph.upperBound : paragraph) else {
                continue
            }
            findings += compare(evidence, projects[project.index], project.place, word.range, sentence.range)
        }
        return findings
    }

    /// The one project that the paragraph names before the amount.
    private static func named(_ evidence: Evidence, _ projects: [Project], _ byHead: [[Character16]: [Int]], _ range: Range<Int>) -> (
        index: Int, place: Range<Int>
    )? {
        var found: (index: Int, place: Range<Int>)?
        guard range.count >= 4 else { return nil }
        for place in range.lowerBound..<range.upperBound - 3 {
            for index in (byHead[Array(evidence.characters[place..<place + 4])] ?? []).prefix(8) {
                let name = folded(projects[index].name)
                guard place + name.count <= range.upperBound, evidence.characters[place..<place + name.count].elementsEqual(name) else { continue }
                if let found, found.index != index { return nil }
                found = (index, place..<place + name.count)
            }
        }
        return found
    }

    private static func compare(_ evidence: Evidence, _ project: Project, _ place: Range<Int>, _ word: Range<Int>, _ sentence: Range<Int>) -> [Finding] {
        let after = word.upperBound..<min(sentence.upperBound, word.upperBound + 16)
        guard let amount = Amount.first(in: evidence.characters, after, tens: 0), amount.isMoney, amount.range.lowerBound - word.upperBound <= 3,
            let budget = project.budget?.shifted(by: 4),
            let span = project.budgetSpan, !span.contains(evidence.span(amount.range)), !ProseTotals.fits(amount, budget, .zero)
        else { return [] }
        return [
            Finding(
                Values.tableRule, .error, "“\(project.name)”总投资正文为\(evidence.quote(amount.range))，项目表为\(evidence.quote(span))。", why: "同一项目两处投资额不同。",
                remedy: "核实该项目投资，统一正文与项目表。", at: [evidence.span(place), evidence.span(word.lowerBound..<amount.range.upperBound), span])
        ]
    }

    private static let money = Phrases<Bool>("总投资 投资总额 计划总投资 概算总投资", true)
}
