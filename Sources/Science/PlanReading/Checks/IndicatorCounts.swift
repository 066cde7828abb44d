/// “主要指标共20项，其中约束性指标8项” against the rows of the table of indicators.
enum IndicatorCounts {
    static func run(_ evidence: Evidence) -> [Finding] {
        let rows = evidence.rows
        guard rows.count >= 3 else { return [] }
        // Rows of 其中 may be counted or not.
        let tables = Dictionary(grouping: rows, by: { evidence.survey.entries[$0.entry].table })
        guard tables.count == 1, let all = tables.values.first else { return [] }
        return evidence.sentences.flatMap { sentence -> [Finding] in
            guard sentence.has(.project), !sentence.triggers.isDisjoint(with: [.digit, .numeral]), evidence.matches(word, sentence.range),
                !evidence.matches(others, sentence.range)
            else { return [] }
            return counts(evidence, sentence.range).compactMap { check(evidence, $0, all) }
        }
    }

    private struct Count {
        var kind: Kind
        var value: Int
        var range: Range<Int>
    }

    private enum Kind { case all, binding, expected }

    /// 20项主要指标, 约束性指标8项.
    private static func counts(_ evidence: Evidence, _ range: Range<Int>) -> [Count] {
        let characters = evidence.characters
        return Quantities.all(in: characters, range, times: []).compactMap { quantity in
            guard let number = quantity.value.number, number.scale == 0, (3...200).contains(number.digits), quantity.comparison == nil,
                let unit = quantity.unit, [0x9879, 0x4E2A].contains(characters[unit.lowerBound]), unit.count == 1
            else { return nil }
            var start = quantity.core.lowerBound
            while start > range.lowerBound, quantity.core.lowerBound - start < 14, ![0x2C, 0x3B, 0x3001, 0x3002, 0x28].contains(characters[start - 1]) {
                start -= 1
            }
            let after = quantity.core.upperBound..<min(range.upperBound, quantity.core.upperBound + 8)
            let left = start..<quantity.core.lowerBound
            guard evidence.matches(word, left) || opens(evidence, after) else { return nil }
            let both = left.lowerBound..<after.upperBound
            let own = evidence.matches(word, left) ? left : both
            let kind: Kind = evidence.matches(binding, own) ? .binding : evidence.matches(expected, own) ? .expected : .all
            return Count(kind: kind, value: Int(number.digits), range: start..<quantity.core.upperBound)
        }
    }

    /// 主要指标, 约束性指标 just behind the number.
    private static func opens(_ evidence: Evidence, _ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        while let filler = fillers.match(evidence.characters, at: index, limit: range.upperBound) { index += filler.length }
        return word.match(evidence.characters, at: index, limit: range.upperBound) != nil
    }

    private static func check(_ evidence: Evidence, _ count: Count, _ rows: [IndicatorTables.Row]) -> Finding? {
        let found: [IndicatorTables.Row]
        switch count.kind {
        case .all: found = rows
        case .binding: found = rows.filter { $0.attribute?.contains("约束") ?? false }
        case .expected: found = rows.filter { $0.attribute?.contains("预期") ?? false }
        }
        let parts = found.filter {
            evidence.layout.text.string(Span(max(0, evidence.span($0.name.range).start - 3), evidence.span($0.name.range).start)).contains("中")
        }.count
        guard !found.isEmpty, count.value != found.count, count.value != found.count - parts, abs(count.value - found.count) <= max(3, found.count / 3),
            let first = found.first, let last = found.last
        else { return nil }
        return Finding(
            ProjectCounts.rule, .error, "称“\(evidence.quote(count.range))”，指标表中有\(found.count)项。", why: "说明的指标数量与指标表不符。", remedy: "补列指标，或把数量改为\(found.count)。",
            at: [evidence.span(count.range), evidence.span(first.name.range), evidence.span(last.name.range)])
    }

    private static let word = Phrases<Bool>("指标", true)
    private static let fillers = Phrases<Bool>("主要 约束性 预期性 核心 量化 具体 发展 规划 监测 的", true)
    private static let binding = Phrases<Bool>("约束性", true)
    private static let expected = Phrases<Bool>("预期性", true)
    private static let others = Phrases<Bool>("完成了 十三五 已完成 超额 二级指标 三级指标 考核指标体系", true)
}
