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
            let groups = key.isSpecific ? Array(Dictionary(grouping: facts, by: { $0.measure }).values) : Array(Dictionary(grouping: facts.filter { $0.name.count >= 4 }, by: { $0.name }).values)
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
        guard !reference.agrees(with: other), reference.isCumulative == other.isCumulative, reference.table == nil || other.table == nil || reference.table != other.table else { return false }
        // 建成20家 may be what comes on top: then it need not equal the level.
        if other.nature == .built || reference.nature == .built {
            guard other.value.isComparable(with: reference.value), other.hasOwnTime || reference.nature == .built && other.sentence == reference.sentence else { return false }
            return !explains(evidence, reference, other)
        }
        if other.year == nil, reference.isText, other.element == reference.element { return false }
        return true
    }

    /// The gain is what lies between baseline and target.
    private static func explains(_ evidence: Evidence, _ reference: Fact, _ other: Fact) -> Bool {
        evidence.facts.facts(reference.key).contains { !$0.isTarget && $0.measure == reference.measure && ($0.value + other.value == reference.value || $0.value + reference.value == other.value) }
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
            for other in ordered.dropFirst() where !reference.agrees(with: other) && other.value.isComparable(with: reference.value) && reference.isCumulative == other.isCumulative {
                guard reference.table == nil || reference.table != other.table, other.name.count >= 4, reference.nature == other.nature || !reference.isText || other.key.count >= 4 && reference.year != nil && other.year != nil else { continue }
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
            guard (other.year ?? evidence.reading.document.to) == (reference.year ?? evidence.reading.document.to), !reference.agrees(with: other), other.value.isComparable(with: reference.value),
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

/// The same quantity under a name that only says less: 空气质量优良天数比率 and 地级及以上城市空气质量优良天数比率.
enum LooseValues {
    static func run(_ evidence: Evidence) -> [Finding] { suffixes(evidence) + bare(evidence) }

    // MARK: Names that end alike

    private static func suffixes(_ evidence: Evidence) -> [Finding] {
        var byTail: [UInt64: [Fact]] = [:]
        for fact in evidence.facts.all where !fact.isText && fact.key.count > tail && !fact.isCumulative { byTail[FactKey.hash(fact.key.characters.suffix(tail)), default: []].append(fact) }
        guard !byTail.isEmpty else { return [] }
        var findings: [Finding] = []
        for fact in evidence.facts.all where fact.isText && fact.key.count >= tail && !fact.isLocal && fact.nature == .level && !fact.isCumulative && !fact.isStretch {
            guard !evidence.facts.facts(fact.key).contains(where: { !$0.isText }), let candidates = byTail[FactKey.hash(fact.key.characters.suffix(tail))], candidates.count <= 16 else { continue }
            let year = fact.year ?? (fact.isTarget ? evidence.reading.document.to : nil)
            let same = candidates.filter { $0.year == year && $0.measure == fact.measure && isHarmless($0.key, fact.key) }
            guard let row = same.first, same.allSatisfy({ $0.key == row.key }), !fact.agrees(with: row), fact.value.isWithin(40, percentOf: row.value) else { continue }
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
            for index in sentence.range.dropFirst(5) where characters[index].isDigit && characters[index - 1].isHan && characters[index - 2].isHan && characters[index - 3].isHan {
                guard !known.contains(index), let quantity = Quantities.read(characters, at: index, sentence.range), quantity.strength == .strong, let finding = bare(evidence, sentence, quantity) else { continue }
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
            first.isText ? Values.rule : Values.tableRule, .error, "“\(evidence.quote(name))”此处为\(evidence.quote(quantity.range))，另一处为\(evidence.quote(first.valueSpan))。",
            why: "同一数量前后两个数，且没有写明年份可以解释差别。", remedy: "核实后统一；若是不同年份或口径，写明年份和口径。", at: [first.span, own].sorted())
    }
}

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
            guard sentence.has([.money, .digit]), let word = money.first(in: evidence.characters, sentence.range), ProjectCounts.counts(evidence, sentence.range).isEmpty else { continue }
            let paragraph = evidence.layout.elements[sentence.element].range.lowerBound..<word.range.lowerBound
            guard let project = named(evidence, projects, byHead, paragraph.count > 400 ? paragraph.upperBound - 400..<paragraph.upperBound : paragraph) else { continue }
            findings += compare(evidence, projects[project.index], project.place, word.range, sentence.range)
        }
        return findings
    }

    /// The one project that the paragraph names before the amount.
    private static func named(_ evidence: Evidence, _ projects: [Project], _ byHead: [[Character16]: [Int]], _ range: Range<Int>) -> (index: Int, place: Range<Int>)? {
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
        guard let amount = Amount.first(in: evidence.characters, after, tens: 0), amount.isMoney, amount.range.lowerBound - word.upperBound <= 3, let budget = project.budget?.shifted(by: 4),
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
