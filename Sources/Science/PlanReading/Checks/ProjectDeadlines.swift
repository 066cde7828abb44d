/// “石门水库2024年建成” against the years that the project list gives.
enum ProjectDeadlines {
    static func run(_ evidence: Evidence) -> [Finding] {
        let projects = evidence.reading.projects.prefix(Overlaps.bound).filter { $0.to != nil && $0.name.count >= 5 }
        guard !projects.isEmpty else { return [] }
        let names = projects.map { folded($0.name) }
        var byHead: [UInt64: [Int]] = [:]
        for (index, name) in names.enumerated() { byHead[FactKey.hash(name.prefix(3)), default: []].append(index) }
        var firsts = BitMap()
        for name in names { firsts.insert(name[0]) }
        return evidence.sentences.flatMap { sentence -> [Finding] in
            guard sentence.has([.time, .digit]), evidence.matches(completion, sentence.range) else { return [] }
            var findings: [Finding] = []
            for index in sentence.range where firsts.contains(evidence.characters[index]) && index + 5 <= sentence.range.upperBound {
                for candidate in (byHead[FactKey.hash(evidence.characters[index..<index + 3])] ?? []).prefix(4) {
                    let end = index + names[candidate].count
                    guard end <= sentence.range.upperBound, evidence.characters[index..<end].elementsEqual(names[candidate]) else { continue }
                    findings += check(evidence, Array(projects)[candidate], index..<end, sentence.range)
                }
            }
            return findings
        }
    }

    /// The year stands with the word of completion, in the clause of the name or the next.
    private static func check(_ evidence: Evidence, _ project: Project, _ name: Range<Int>, _ sentence: Range<Int>) -> [Finding] {
        let window = max(sentence.lowerBound, name.lowerBound - 12)..<min(sentence.upperBound, name.upperBound + 26)
        let times = Times.all(in: evidence.characters, window).filter { $0.kind == .at && !$0.isFiveYearPlan && $0.to > 0 }
        guard let word = completion.first(in: evidence.characters, name.upperBound..<window.upperBound), let time = times.last(where: { $0.range.upperBound <= word.range.lowerBound }),
            word.range.lowerBound - time.range.upperBound <= 10, let to = project.to, let from = project.from, let period = project.periodSpan, time.to != to, time.to >= from,
            !(min(time.range.upperBound, name.upperBound)..<word.range.lowerBound).contains(where: { [0x3001, 0x3B].contains(evidence.characters[$0]) }), !evidence.matches(partial, window)
        else { return [] }
        let place = evidence.span(time.range.lowerBound..<word.range.upperBound)
        guard !project.span.contains(place) else { return [] }
        return [
            Finding(
                Values.tableRule, .warning, "“\(project.name)”正文称\(evidence.quote(place))，项目表的建设期到\(to)年。", why: "同一项目两处完成时间不同。", remedy: "核实完成时间，统一正文与项目表。",
                at: [evidence.span(name), place, period])
        ]
    }

    private static let completion = Phrases<Bool>("建成 完工 竣工 投用 投运 建成投用 建成投产 投产 完成建设 全面完成 建成运行", true)
    private static let partial = Phrases<Bool>("一期 二期 三期 主体 部分 首批 试运行 开工 前期 启动", true)
}

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
            guard let fact = facts.first(where: { !$0.isLocal }) ?? (stated.owner.isEmpty ? nil : facts.first), !facts.contains(where: { $0.admits(stated.value) }), stated.value.isWithin(25, percentOf: fact.value) else { return nil }
            return Finding(
                fact.isText ? Values.rule : Values.tableRule, .warning, "“\(stated.name)”一处为\(evidence.quote(fact.valueSpan))，一处为\(evidence.quote(stated.span))。", why: "正文与专栏或项目内容对同一数量给出两个数。",
                remedy: "核实后统一；口径不同的，在名称中写明。", at: [fact.span, stated.span].sorted())
        }
    }

    /// Targets of the same name; for a project also of a longer one, where its own name says the rest: 周转宿舍 in 乡村教师周转宿舍.
    private static func matching(_ evidence: Evidence, _ stated: Stated) -> [Fact] {
        var facts = stated.key.count >= 4 ? evidence.facts.facts(stated.key) : stated.isAdded ? evidence.facts.facts(stated.key).filter { $0.nature == .added } : []
        if !stated.owner.isEmpty, stated.key.count >= 3 {
            facts += evidence.facts.endingLike(stated.key).filter { $0.key.ends(with: stated.key) && holds(stated.owner, $0.key.characters.dropLast(stated.key.count)) }
        }
        return facts.filter { fact in
            fact.isTarget && fact.measure == stated.measure && fact.nature != .yearly && fact.nature != .change && fact.nature != .share && !fact.isStretch && fact.high == nil && fact.valueSpan != stated.span
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
                column < entry.reader.matrix[row].count ? stated(evidence, entry.reader.matrix[row][column].range, folded(entry.reader.text(row, .name) ?? "")) : []
            }
        }
    }

    /// Local facts of boxes, which no other rule compares.
    private static func boxItems(_ evidence: Evidence) -> [Stated] {
        evidence.facts.all.compactMap { fact in
            guard fact.isText, fact.isLocal, fact.isTarget, fact.key.count >= 4 || fact.nature == .added, fact.high == nil, !fact.isRough, fact.nature == .built || fact.nature == .added, let element = fact.element, evidence.structure.boxOf[element] != nil,
                let sentence = fact.sentence, fact.comparison == .equal, sentence.count <= 60
            else { return nil }
            return Stated(key: fact.key, value: fact.value, measure: fact.measure, span: fact.valueSpan, name: fact.name, isAdded: fact.nature == .added, owner: [])
        }
    }

    /// Verb, name, number, unit: 建设周转宿舍240套.
    private static func stated(_ evidence: Evidence, _ range: Range<Int>, _ owner: [Character16]) -> [Stated] {
        let characters = evidence.characters
        return Quantities.all(in: characters, range, times: []).compactMap { quantity in
            guard let unit = quantity.unit, quantity.strength == .strong, !quantity.isPercent, quantity.comparison == nil, !quantity.isRoughlyMore, case .number(let number) = quantity.value else { return nil }
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
            return Stated(key: key, value: value, measure: Measure.base(of: measure), span: evidence.span(quantity.core), name: words, isAdded: false, owner: owner)
        }
    }

    private static let verbs = Phrases<Bool>("新建 建设 改造 扩建 新增 治理 加固 改扩建 新改建 建成 购置 配备 培育 引进 打造 实施 完成 改造提升 升级 修复 推广", true)
}
