/// Figures in box items and project contents against the same figures of the text: 周转宿舍240套 and 260套.
enum ContentValues {
    private struct Stated {
        var key: FactKey
        var value: Number
        var measure: Measure
        var span: Span
        var name: String
        var isAdded: Bool
        /// The project or the box item that says so.
        var owner: [Character16]
    }

    static func run(_ evidence: Evidence) -> [Finding] {
        let items = boxItems(evidence)
        return (contents(evidence) + items).prefix(5_000).compactMap { stated in
            let facts = matching(evidence, stated)
            guard let fact = facts.first(where: { !$0.isLocal }) ?? (stated.owner.isEmpty ? nil : facts.first),
                !facts.contains(where: { $0.admits(stated.value) }), stated.value.isWithin(25, percentOf: fact.value)
            else { return nil }
            return Finding(
                fact.isText ? Values.rule : Values.tableRule, .warning,
                "“\(stated.name)”一处为\(evidence.quote(fact.valueSpan))，一处为\(evidence.quote(stated.span))。", why: "正文与专栏或项目内容对同一数量给出两个数。",
                remedy: "核实后统一；口径不同的，在名称中写明。", at: [fact.span, stated.span].sorted())
        }
    }

    /// Targets of the same name; for a project also of a longer one, where its own name says the rest: 周转宿舍 in 乡村教师周转宿舍.
    private static func matching(_ evidence: Evidence, _ stated: Stated) -> [Fact] {
        var facts =
            stated.key.count >= 4 ? evidence.facts.facts(stated.key) : stated.isAdded ? evidence.facts.facts(stated.key).filter { $0.nature == .added } : []
        if !stated.owner.isEmpty, stated.key.count >= 3 {
            facts += evidence.facts.endingLike(stated.key).filter {
                $0.key.ends(with: stated.key) && holds(stated.owner, $0.key.characters.dropLast(stated.key.count))
            }
        }
        return facts.filter { fact in
            fact.isTarget && fact.measure == stated.measure && fact.nature != .yearly && fact.nature != .change && fact.nature != .share && !fact.isStretch
                && fact.high == nil && fact.valueSpan != stated.span
                && !stated.span.overlaps(fact.span)
        }
    }

    private static func holds(_ owner: [Character16], _ words: ArraySlice<Character16>) -> Bool {
        guard words.count >= 2, owner.count >= words.count else { return false }
        return (0...owner.count - words.count).contains { owner[$0..<$0 + words.count].elementsEqual(words) }
    }

    private static func contents(_ evidence: Evidence) -> [Stated] {
        evidence.survey.entries.flatMap { entry -> [Stated] in
            guard entry.reader.kind == .projects, let column = entry.reader.roles.firstIndex(of: .content) else { return [] }
            return entry.reader.dataRows.prefix(Overlaps.bound).flatMap { row in
                column < entry.reader.matrix[row].count
                    ? stated(evidence, entry.reader.matrix[row][column].range, folded(entry.reader.text(row, .name) ?? "")) : []
            }
        }
    }

    /// Local facts of boxes, which no other rule compares.
    private static func boxItems(_ evidence: Evidence) -> [Stated] {
        evidence.facts.all.compactMap { fact in
            guard fact.isText, fact.isLocal, fact.isTarget, fact.key.count >= 4 || fact.nature == .added, fact.high == nil, !fact.isRough,
                fact.nature == .built || fact.nature == .added, let element = fact.element, evidence.structure.boxOf[element] != nil,
                let sentence = fact.sentence, fact.comparison == .equal, sentence.count <= 60
            else { return nil }
            return Stated(
                key: fact.key, value: fact.value, measure: fact.measure, span: fact.valueSpan, name: fact.name, isAdded: fact.nature == .added, owner: [])
        }
    }

    /// Verb, name, number, unit: 建设周转宿舍240套.
    private static func stated(_ evidence: Evidence, _ range: Range<Int>, _ owner: [Character16]) -> [Stated] {
        let characters = evidence.characters
        return Quantities.all(in: characters, range, times: []).compactMap { quantity in
            guard let unit = quantity.unit, quantity.strength == .strong, !quantity.isPercent, quantity.comparison == nil, !quantity.isRoughlyMore,
                case .number(let number) = quantity.value
            else { return nil }
            let measure = Measure(Array(characters[unit]))
            guard let value = number.shifted(by: measure.tens), !Measure.base(of: measure).isEmpty else { return nil }
            var start = quantity.range.lowerBound
            while start > range.lowerBound, quantity.range.lowerBound - start < 20, characters[start - 1].isHan { start -= 1 }
            var name = start..<quantity.range.lowerBound
            while let verb = verbs.match(characters, at: name.lowerBound, limit: name.upperBound) { name = name.lowerBound + verb.length..<name.upperBound }
            guard name.count >= 3 else { return nil }
            let words = evidence.layout.printed(name)
            let key = FactKey(words)
            guard key.count >= 3 else { return nil }
            return Stated(
                key: key, value: value, measure: Measure.base(of: measure), span: evidence.span(quantity.core), name: words, isAdded: false, owner: owner)
        }
    }

    private static let verbs = Phrases<Bool>("新建 建设 改造 扩建 新增 治理 加固 改扩建 新改建 建成 购置 配备 培育 引进 打造 实施 完成 改造提升 升级 修复 推广", true)
}
