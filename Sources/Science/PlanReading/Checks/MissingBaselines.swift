/// “年均增长10%” of a quantity that the plan states nowhere.
enum MissingBaselines {
    static let rule = "missing-baseline"

    static func run(_ evidence: Evidence) -> [Finding] {
        // A plan for one year grows upon the year before, which its report states.
        if let from = evidence.reading.document.from, from == evidence.reading.document.to { return [] }
        return evidence.statements.compactMap { statement in
            guard !statement.isPast, statement.form == .change, statement.quantity.isPercent, statement.from == nil, let change = growth(evidence, statement)
            else { return nil }
            let key = FactKey(String(statement.name.prefix(max(0, statement.name.count - change))), region: evidence.reading.document.region.map(folded) ?? [])
            guard key.isSpecific, !isKnown(evidence, key, statement) else { return nil }
            let start = min(statement.nameRange.lowerBound, statement.quantity.range.lowerBound)
            let near = evidence.facts.beginningLike(key).first { $0.isText && $0.measure.isPercent && !$0.isTarget && key.count >= 4 }
            return Finding(
                rule, .warning, "“\(evidence.quote(start..<statement.quantity.range.upperBound, 40))”没有给出基数。", why: "只有增速没有基期数，期末无法算出应达到多少。",
                remedy: "补充基期年份的数额，或直接写明期末目标值。",
                at: [evidence.span(start..<statement.quantity.range.upperBound)] + (near.map { [$0.span] } ?? []))
        }
    }

    /// Length of the word of growth at the end of the name; nil for a fall.
    private static func growth(_ evidence: Evidence, _ statement: Statement) -> Int? {
        let name = folded(statement.name)
        return words.match(name, before: name.count, floor: 0)?.length
    }

    private static func isKnown(_ evidence: Evidence, _ key: FactKey, _ statement: Statement) -> Bool {
        if !evidence.facts.facts(key).filter({ !$0.measure.isPercent && $0.nature != .change }).isEmpty { return true }
        // 年均增长10%以上，到2025年达到8000万元: the end is given.
        let rest = statement.quantity.range.upperBound..<max(statement.quantity.range.upperBound, statement.sentence.upperBound)
        if Quantities.all(in: evidence.characters, rest, times: Times.all(in: evidence.characters, rest)).first.map({
            !$0.isPercent && $0.strength == .strong && $0.core.lowerBound - rest.lowerBound <= 14
        }) ?? false {
            return true
        }
        if statement.sentence.contains(where: { evidence.characters[$0] == 0x57FA || evidence.characters[$0] == 0x8D77 }),
            evidence.matches(bases, statement.sentence)
        {
            return true
        }
        let related =
            evidence.facts.endingLike(key).filter { $0.key.ends(with: key) || key.ends(with: $0.key) && $0.key.count >= 4 }
            + evidence.facts.beginningLike(key).filter { $0.key.characters.starts(with: key.characters) }
        return related.contains { !$0.measure.isPercent && $0.nature != .change }
    }

    private static let words = Phrases<Bool>("年均增长 年均递增 年均增速 年均增幅 年均提高 年增长 增长 增速 增幅 年均增加 递增 年均提升", true)
    private static let bases = Phrases<Bool>("起步 为基数 基础上", true)
}
