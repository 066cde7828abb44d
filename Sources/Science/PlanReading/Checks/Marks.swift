/// Brackets and stars in tables: one mark should mean one thing, and be explained.
enum Marks {
    static let rule = "mark-with-two-meanings"
    static let unexplained = "mark-not-explained"

    static func run(_ evidence: Evidence) -> [Finding] {
        let definitions = definitions(evidence)
        return twice(evidence, definitions) + missing(evidence, definitions)
    }

    struct Definition {
        var mark: Character16
        var meaning: Meaning
        /// The mark and its explanation.
        var range: Range<Int>
    }

    enum Meaning: Hashable {
        /// Summed up over the years, new over the years, points gained over the years, an estimate, something else.
        case sum, points, estimate, target, current
        case other([Character16])
    }

    // MARK: Explanations

    /// 【】为指标预估值, [ ]内为五年累计数, 带*的为约束性指标.
    private static func definitions(_ evidence: Evidence) -> [Definition] {
        var definitions: [Definition] = []
        let characters = evidence.characters
        for element in evidence.layout.elements where element.role != .noise {
            var rest = element.range
            while let index = TableMarks.openings.first(in: characters, rest) {
                rest = index + 1..<element.range.upperBound
                guard let verb = explains(characters, index, element.range.upperBound) else { continue }
                var end = verb
                while end < element.range.upperBound, ![0x2C, 0x3B, 0x3002].contains(characters[end]) { end += 1 }
                if end > verb, end - verb <= 60 {
                    definitions.append(Definition(mark: characters[index], meaning: meaning(characters, verb..<end), range: index..<end))
                }
                rest = end..<element.range.upperBound
            }
        }
        return definitions
    }

    /// Where the explanation of the mark at `index` begins.
    private static func explains(_ characters: [Character16], _ index: Int, _ limit: Int) -> Int? {
        var next = index + 1
        if let close = closing(characters[index]) {
            guard next < limit, characters[next] == close else { return nil }
            next += 1
        }
        if let fill = fillers.match(characters, at: next, limit: limit) { next += fill.length }
        guard let verb = verbs.match(characters, at: next, limit: limit) else { return nil }
        return next + verb.length
    }

    private static func closing(_ mark: Character16) -> Character16? {
        switch mark {
        case 0x3010: 0x3011
        case 0x5B: 0x5D
        default: nil
        }
    }

    private static func meaning(_ characters: [Character16], _ range: Range<Int>) -> Meaning {
        if points.occurs(in: characters, range) { return .points }
        if estimates.occurs(in: characters, range) { return .estimate }
        if sums.occurs(in: characters, range) { return .sum }
        if targets.occurs(in: characters, range) { return .target }
        if currents.occurs(in: characters, range) { return .current }
        return .other(Array(characters[range]))
    }

    // MARK: Two meanings

    private static func twice(_ evidence: Evidence, _ definitions: [Definition]) -> [Finding] {
        Dictionary(grouping: definitions, by: \.mark).values.compactMap { same in
            let ordered = same.sorted { $0.range.lowerBound < $1.range.lowerBound }
            guard let first = ordered.first, let second = ordered.first(where: { $0.meaning != first.meaning }) else { return nil }
            return Finding(
                rule, .warning, "同一标记在两处含义不同：“\(evidence.quote(first.range, 30))”与“\(evidence.quote(second.range, 30))”。",
                why: "读者会按前一处的含义理解后一处的数，把累计数当成当年数或预计数。",
                remedy: "两处改用不同的标记，或统一含义后改正表中的数。", at: [evidence.span(first.range), evidence.span(second.range)])
        }
    }

    // MARK: No meaning

    private static func missing(_ evidence: Evidence, _ definitions: [Definition]) -> [Finding] {
        let explained = Set(definitions.map(\.mark)).union(evidence.survey.entries.flatMap { $0.marks.marks.map(\.character) })
        var findings: [Character16: Finding] = [:]
        for row in evidence.rows {
            for point in row.points {
                guard let mark = point.value.mark, !explained.contains(mark), findings[mark] == nil, !mentions(evidence, mark) else { continue }
                let value = Span(max(0, point.span.start - 1), min(evidence.layout.text.count, point.span.end + 1))
                findings[mark] = Finding(
                    unexplained, .warning, "“\(row.printedName)”的数值\(evidence.quote(value))带有标记，全文没有说明标记的含义。", why: "不知是累计数、预计数还是其他口径，目标无法核算。",
                    remedy: "在表下加注，写明标记的含义。", at: [evidence.span(row.name.range), value])
            }
        }
        return Array(findings.values)
    }

    /// A note speaks of the mark in other words.
    private static func mentions(_ evidence: Evidence, _ mark: Character16) -> Bool {
        evidence.layout.elements.contains { element in
            !element.isTable && TableNote.isNote(evidence.characters, element.range) && element.range.contains { evidence.characters[$0] == mark }
        }
    }

    private static let fillers = Phrases<Bool>("内 内数 内数值 内数据 内数字 内的数 内的数值 中 中数 中数值 号 的 的数值 的指标 指标 数据 数值 标注的 标记的 内的 内指标 者", true)
    private static let verbs = Phrases<Bool>("为 表示 是 指 系 代表 均为 代表的是 表示的是", true)
    private static let points = Phrases<Bool>("百分点", true)
    private static let estimates = Phrases<Bool>("预估 预计 估算 预测 初步 快报 估计", true)
    private static let sums = Phrases<Bool>("累计 新增 合计 总计 五年 三年 四年 增加", true)
    private static let targets = Phrases<Bool>("目标 规划值", true)
    private static let currents = Phrases<Bool>("当年 现状 实际", true)
}
