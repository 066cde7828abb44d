/// The same quantity under a name that only says less: 空气质量优良天数比率 and 地级及以上城市空气质量优良天数比率.
enum LooseValues {
    static func run(_ evidence: Evidence) -> [Finding] { suffixes(evidence) + bare(evidence) }

    // MARK: Names that end alike

    private static func suffixes(_ evidence: Evidence) -> [Finding] {
        var byTail: [UInt64: [Fact]] = [:]
        for fact in evidence.facts.all where !fact.isText && fact.key.count > tail && !fact.isCumulative {
            byTail[FactKey.hash(fact.key.characters.suffix(tail)), default: []].append(fact)
        }
        guard !byTail.isEmpty else { return [] }
        var findings: [Finding] = []
        for fact in evidence.facts.all
        where fact.isText && fact.key.count >= tail && !fact.isLocal && fact.nature == .level && !fact.isCumulative && !fact.isStretch {
            guard !evidence.facts.facts(fact.key).contains(where: { !$0.isText }), let candidates = byTail[FactKey.hash(fact.key.characters.suffix(tail))],
                candidates.count <= 16
            else { continue }
            let year = fact.year ?? (fact.isTarget ? evidence.reading.document.to : nil)
            let same = candidates.filter { $0.year == year && $0.measure == fact.measure && isHarmless($0.key, fact.key) }
            guard let row = same.first, same.allSatisfy({ $0.key == row.key }), !fact.agrees(with: row), fact.value.isWithin(40, percentOf: row.value) else {
                continue
            }
            findings.append(Values.finding(evidence, row, fact))
        }
        return findings
    }

    private static let tail = 6

    /// What the longer name has in front does not make it another quantity.
    private static func isHarmless(_ long: FactKey, _ short: FactKey) -> Bool {
        guard long.ends(with: short) else { return false }
        let extra = Array(long.characters.dropLast(short.count))
        var index = 0
        while index < extra.count {
            guard let word = harmless.match(extra, at: index, limit: extra.count) else { return false }
            index += word.length
        }
        return true
    }

    private static let harmless = Phrases<Bool>("城市 地级 及以上 以上 县级 万人 千人 区域 年 全年 常住 本地 辖区 全部 总体 综合 平均 主要 各类", true)

    // MARK: Figures that nothing dates

    /// “生态保护红线面积4.2万平方公里”, said without a year, agrees neither with what is reported nor with what is aimed at.
    private static func bare(_ evidence: Evidence) -> [Finding] {
        let known = Set(evidence.statements.map(\.quantity.core.lowerBound))
        let characters = evidence.characters
        var findings: [Finding] = []
        for sentence in evidence.sentences where sentence.has(.digit) && evidence.structure.boxOf[sentence.element] == nil {
            for index in sentence.range.dropFirst(5)
            where characters[index].isDigit && characters[index - 1].isHan && characters[index - 2].isHan && characters[index - 3].isHan {
                guard !known.contains(index), let quantity = Quantities.read(characters, at: index, sentence.range), quantity.strength == .strong,
                    let finding = bare(evidence, sentence, quantity)
                else { continue }
                findings.append(finding)
            }
        }
        return findings
    }

    private static func bare(_ evidence: Evidence, _ sentence: Evidence.Sentence, _ quantity: Quantity) -> Finding? {
        let characters = evidence.characters
        guard let unit = quantity.unit, case .number(let number) = quantity.value, quantity.comparison == nil, !quantity.isHan else { return nil }
        var start = quantity.range.lowerBound
        while start > sentence.range.lowerBound, quantity.range.lowerBound - start < 16, characters[start - 1].isHan { start -= 1 }
        let name = start..<quantity.range.lowerBound
        guard name.count >= 5, start == sentence.range.lowerBound || [0x2C, 0x3B, 0x3002].contains(characters[start - 1]) else { return nil }
        let measure = Measure(quantity.isPercent ? [0x25] : Array(characters[unit]))
        guard let value = number.shifted(by: measure.tens) else { return nil }
        let facts = evidence.facts.facts(FactKey(evidence.layout.printed(name), region: evidence.reading.document.region.map(folded) ?? []))
            .filter { $0.measure == Measure.base(of: measure) && !$0.isLocal && ($0.nature == .level || $0.nature == .built) && $0.sentence != sentence.range }
        guard let first = facts.first, facts.allSatisfy({ !$0.admits(value) && $0.value.isComparable(with: value) }) else { return nil }
        let own = evidence.span(start..<quantity.range.upperBound)
        return Finding(
            first.isText ? Values.rule : Values.tableRule, .error,
            "“\(evidence.quote(name))”此处为\(evidence.quote(quantity.range))，另一处为\(evidence.quote(first.valueSpan))。",
            why: "同一数量前后两个数，且没有写明年份可以解释差别。", remedy: "核实后统一；若是不同年份或口径，写明年份和口径。", at: [first.span, own].sorted())
    }
}
