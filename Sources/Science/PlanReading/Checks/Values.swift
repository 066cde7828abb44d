/// One quantity with two values: text against text, table against text, table against table.
enum Values {
    static let rule = "same-quantity-two-values"
    static let tableRule = "table-against-text"

    static func run(_ evidence: Evidence) -> [Finding] {
        var findings: [Finding] = []
        for key in evidence.facts.byKey.keys {
            let facts = evidence.facts.facts(key)
            guard facts.count > 1 else { continue }
            // 用水总量 is short once its filler is gone: then the names must be the same as printed.
            let groups =
                key.isSpecific
                ? Array(Dictionary(grouping: facts, by: { $0.measure }).values)
                : Array(Dictionary(grouping: facts.filter { $0.name.count >= 4 }, by: { $0.name }).values)
            for same in groups where same.count > 1 && !Values.isEmpty(same[0]) && same.allSatisfy({ $0.measure == same[0].measure }) {
                findings += levels(evidence, same.filter { $0.isTarget && ($0.nature == .level || $0.nature == .built) })
                findings += history(evidence, same.filter { !$0.isTarget && $0.nature != .change && $0.nature != .share && $0.nature != .yearly })
                findings += gains(evidence, same.filter { $0.isTarget && ($0.nature == .built || $0.nature == .added) && $0.isText })
            }
        }
        return findings
    }

    private static func isEmpty(_ fact: Fact) -> Bool { fact.measure.isEmpty && fact.name.count < 4 }

    // MARK: Targets

    /// Targets of one year. What the table says is the reference.
    private static func levels(_ evidence: Evidence, _ facts: [Fact]) -> [Finding] {
        let end = evidence.reading.document.to
        let general = facts.filter { !$0.isLocal && !$0.isStretch }
        var findings: [Finding] = []
        for same in Dictionary(grouping: general, by: { $0.year ?? end }).values where same.count > 1 {
            let ordered = same.sorted { ($0.isText ? 1 : 0, $0.valueSpan) < ($1.isText ? 1 : 0, $1.valueSpan) }
            guard let reference = ordered.first(where: { !$0.isCumulative && $0.nature == .level }) ?? ordered.first else { continue }
            for other in ordered where other.valueSpan != reference.valueSpan && differ(evidence, reference, other) {
                findings.append(finding(evidence, reference, other))
            }
        }
        return findings
    }

    private static func differ(_ evidence: Evidence, _ reference: Fact, _ other: Fact) -> Bool {
        guard !reference.agrees(with: other), reference.isCumulative == other.isCumulative,
            reference.table == nil || other.table == nil || reference.table != other.table
        else { return false }
        // 建成20家 may be what comes on top: then it need not equal the level.
        if other.nature == .built || reference.nature == .built {
            guard other.value.isComparable(with: reference.value), other.hasOwnTime || reference.nature == .built && other.sentence == reference.sentence else {
                return false
            }
            return !explains(evidence, reference, other)
        }
        if other.year == nil, reference.isText, other.element == reference.element { return false }
        return true
    }

    /// The gain is what lies between baseline and target.
    private static func explains(_ evidence: Evidence, _ reference: Fact, _ other: Fact) -> Bool {
        evidence.facts.facts(reference.key).contains {
            !$0.isTarget && $0.measure == reference.measure && ($0.value + other.value == reference.value || $0.value + reference.value == other.value)
        }
    }

    // MARK: The past

    /// What is reported for one year, in the table of baselines and in the text.
    private static func history(_ evidence: Evidence, _ facts: [Fact]) -> [Finding] {
        let before = evidence.reading.document.from.map { $0 - 1 }
        var findings: [Finding] = []
        let general = facts.filter { !$0.isLocal && $0.nature != .added }
        for same in Dictionary(grouping: general, by: { $0.year ?? before }).values where same.count > 1 {
            let ordered = same.sorted { ($0.isText ? 1 : 0, $0.valueSpan) < ($1.isText ? 1 : 0, $1.valueSpan) }
            guard let reference = ordered.first else { continue }
            for other in ordered.dropFirst()
            where !reference.agrees(with: other) && other.value.isComparable(with: reference.value) && reference.isCumulative == other.isCumulative {
                guard reference.table == nil || reference.table != other.table, other.name.count >= 4,
                    reference.nature == other.nature || !reference.isText || other.key.count >= 4 && reference.year != nil && other.year != nil
                else { continue }
                guard other.year != nil || !reference.isText, other.sentence == nil || other.sentence != reference.sentence else { continue }
                findings.append(finding(evidence, reference, other))
            }
        }
        return findings
    }

    // MARK: Gains

    /// 建设旅游厕所24座 and 新建旅游厕所30座 over the same years, both said of the whole plan.
    private static func gains(_ evidence: Evidence, _ facts: [Fact]) -> [Finding] {
        let general = facts.filter { fact in !fact.isLocal && fact.key.count >= 4 && isOfPeriod(evidence, fact) }
        guard let reference = general.first else { return [] }
        return general.dropFirst().compactMap { other in
            guard (other.year ?? evidence.reading.document.to) == (reference.year ?? evidence.reading.document.to), !reference.agrees(with: other),
                other.value.isComparable(with: reference.value),
                other.element != reference.element
            else { return nil }
            return finding(evidence, reference, other)
        }
    }

    private static func isOfPeriod(_ evidence: Evidence, _ fact: Fact) -> Bool {
        guard let sentence = fact.sentence, let core = fact.core else { return false }
        return fact.isCumulative || evidence.matches(periods, max(sentence.lowerBound, core.lowerBound - 24)..<core.lowerBound)
    }

    private static let periods = Phrases<Bool>("三年 五年 四年 累计 期间 规划期", true)

    // MARK: Result

    static func finding(_ evidence: Evidence, _ reference: Fact, _ other: Fact) -> Finding {
        let (first, second) = reference.valueSpan < other.valueSpan ? (reference, other) : (other, reference)
        let isMixed = reference.isText != other.isText
        let year = other.isTarget ? (other.year ?? reference.year).map { "\($0)年目标" } ?? "目标" : "现状"
        return Finding(
            isMixed ? tableRule : rule, .error,
            "“\(reference.name)”\(year)前后不一：\(evidence.quote(first.valueSpan))（\(first.isText ? "正文" : "表格")）与\(evidence.quote(second.valueSpan))（\(second.isText ? "正文" : "表格")）。",
            why: isMixed ? "正文与指标表对同一指标给出两个数，考核时无所适从。" : "同一指标在两处取值不同，考核时无所适从。",
            remedy: "以经审定的数据为准，把两处改为同一数值；若口径不同，在名称中写明口径。", at: [first.span, second.span])
    }
}
