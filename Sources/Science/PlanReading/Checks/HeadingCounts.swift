/// “实施五大行动” against the headings below that carry the word.
enum HeadingCounts {
    static func run(_ evidence: Evidence) -> [Finding] {
        let headings = evidence.reading.outline
        var findings: [Finding] = []
        for (index, heading) in headings.enumerated() {
            let children = children(headings, index)
            guard children.count >= 2, index < evidence.structure.headingElements.count else { continue }
            let first = evidence.structure.headingElements[index]
            let end = children.first.map { evidence.structure.headingElements[$0] } ?? first + 1
            for element in first..<min(max(end, first + 1), first + 4)
            where !evidence.layout.elements[element].isTable && evidence.structure.boxOf[element] == nil {
                guard let found = check(evidence, evidence.layout.elements[element].range, children.map { headings[$0] }) else { continue }
                findings.append(found)
                break
            }
            _ = heading
        }
        return findings
    }

    /// The headings one level below.
    private static func children(_ headings: [Heading], _ index: Int) -> [Int] {
        var children: [Int] = []
        var next = index + 1
        var level: Int?
        while next < headings.count, headings[next].level > headings[index].level {
            level = level ?? headings[next].level
            if headings[next].level == level { children.append(next) }
            next += 1
        }
        return children
    }

    private static func check(_ evidence: Evidence, _ range: Range<Int>, _ children: [Heading]) -> Finding? {
        for number in ListCounts.numbers(evidence.characters, range) {
            let isQuoted = number.range.lowerBound > range.lowerBound && evidence.characters[number.range.lowerBound - 1] == 0x201C
            let words = Array(evidence.characters[number.range])
            guard !isQuoted, let noun = nouns.first(in: words, 0..<words.count), number.value >= 3 else { continue }
            let word = Array(words[noun.range])
            let carrying = children.filter { contains(folded($0.title), word) }
            guard carrying.count >= 3, carrying.count == children.count, carrying.count != number.value, abs(carrying.count - number.value) <= 3 else {
                continue
            }
            return Finding(
                ProjectCounts.rule, .error, "称“\(evidence.quote(number.range))”，下面的标题列出\(carrying.count)个。", why: "说明的数量与分列的标题不符。",
                remedy: "补上缺少的部分，或把数量改为\(carrying.count)。", at: [evidence.span(number.range), carrying[0].span, carrying[carrying.count - 1].span])
        }
        return nil
    }

    private static func contains(_ title: [Character16], _ word: [Character16]) -> Bool {
        title.indices.contains { title[$0...].starts(with: word) }
    }

    private static let nouns = Phrases<Bool>("行动 工程 任务 计划 举措 平台 基地 中心 体系 产业", true)
}
