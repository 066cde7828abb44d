/// Targets on the wrong side of where things stand.
enum Directions {
    static let rule = "target-on-wrong-side"

    static func run(_ evidence: Evidence) -> [Finding] {
        let worded = verbs(evidence)
        let known = Set(worded.compactMap(\.passages.first))
        return worded + indicators(evidence).filter { !known.contains($0.passages[0]) } + summed(evidence) + paths(evidence)
    }

    // MARK: Baseline and target

    private static func indicators(_ evidence: Evidence) -> [Finding] {
        let levels = Set(evidence.facts.all.filter { $0.isText && $0.nature == .level && !$0.isLocal }.map(\.valueSpan.start))
        return evidence.reading.indicators.compactMap { indicator in
            // 治理8条河流 is a part of what there is, not less of it.
            guard indicator.origin == .table || levels.contains(indicator.valueSpan.start) else { return nil }
            guard let place = indicator.baselineSpan, case .number(let from)? = indicator.baseline, let to = indicator.target?.number, from != to,
                !indicator.isGrowth, !indicator.isYearly
            else { return nil }
            let aim = Aim(indicator.name)
            let base = mark(evidence, place)
            if indicator.isCumulative || mark(evidence, indicator.valueSpan) != nil {
                // Both columns sum up over plans of five years, or what is added starts from nothing: nothing to compare.
                guard base == nil, indicator.origin == .table, aim == .up, to < from, counts(indicator), !indicator.name.hasPrefix("新增") else { return nil }
                return finding(evidence, indicator, place, .warning, "规划期累计目标\(to)低于基期的\(from)")
            }
            if indicator.comparison == .atMost || indicator.comparison == .under {
                guard aim == .down, from < to else { return nil }
                return finding(evidence, indicator, place, .warning, "上限\(to)高于基期的\(from)，指标名称要求下降")
            }
            switch aim {
            case .up where to < from: return finding(evidence, indicator, place, .error, "目标\(to)低于基期的\(from)")
            case .down where from < to: return finding(evidence, indicator, place, .warning, "目标\(to)高于基期的\(from)，而该指标越低越好")
            default: return nil
            }
        }
    }

    private static func counts(_ indicator: Indicator) -> Bool { indicator.unit.map { !Measure(folded($0)).isPercent } ?? false }

    /// The bracket before a value: [14.2].
    private static func mark(_ evidence: Evidence, _ span: Span) -> Character16? {
        var index = span.start - 1
        while index >= 0, evidence.layout.text.folded[index].isBlank { index -= 1 }
        guard index >= 0 else { return nil }
        return TableMarks.openings.contains(evidence.layout.text.folded[index]) ? evidence.layout.text.folded[index] : nil
    }

    private static func finding(_ evidence: Evidence, _ indicator: Indicator, _ base: Span, _ severity: Finding.Severity, _ what: String) -> Finding {
        let together = indicator.span.joined(with: indicator.valueSpan)
        return Finding(
            rule, severity, "“\(indicator.name)”\(what)。", why: "目标比现状还差，或两个数的口径不同，任务失去意义。",
            remedy: "核对基期值和目标值；若确需下调或口径不同（如一为累计、一为当年），在表注中说明。", at: [base, together.length <= 120 ? together : indicator.valueSpan])
    }

    // MARK: 由510个提高到420个

    private static func verbs(_ evidence: Evidence) -> [Finding] {
        evidence.statements.compactMap { statement in
            guard let from = statement.from, let to = statement.quantity.value.number, let start = from.value.number else { return nil }
            let between = from.core.upperBound..<max(from.core.upperBound, statement.quantity.core.lowerBound)
            let measure = unit(evidence, statement.quantity), base = unit(evidence, from)
            guard base == nil || measure == nil || base?.base == measure?.base, let a = start.shifted(by: base?.tens ?? measure?.tens ?? 0),
                let b = to.shifted(by: measure?.tens ?? base?.tens ?? 0)
            else { return nil }
            let isWrong = evidence.matches(ups, between) && b < a || evidence.matches(downs, between) && a < b
            guard isWrong else { return nil }
            let place = min(statement.nameRange.lowerBound, from.core.lowerBound)..<statement.quantity.range.upperBound
            return Finding(
                rule, .error, "“\(evidence.quote(place, 40))”：用词与数字的增减方向相反。", why: "文字说的方向与前后两个数不符，两数之一有误。", remedy: "核对基期值与目标值，或改正“提高”“下降”等用词。",
                at: [evidence.span(from.core), evidence.span(place)])
        }
    }

    private static func unit(_ evidence: Evidence, _ quantity: Quantity) -> Measure? { quantity.unit.map { Measure(Array(evidence.characters[$0])) } }

    private static let ups = Phrases<Bool>("提高 提升 增加 增长 上升 扩大 壮大 发展 拓展 延长 增至 升至 升到", true)
    private static let downs = Phrases<Bool>("下降 降低 减少 压减 压缩 缩短 降至 降到 减至 缩减 压降", true)

    // MARK: Kinds that add up to more

    /// “打造1家……平台、1个……平台、5个……平台，共计6类科技平台” is fifteen; a target of ten is less.
    private static func summed(_ evidence: Evidence) -> [Finding] {
        evidence.sentences.flatMap { sentence -> [Finding] in
            guard sentence.has([.sum, .digit]), let word = together.first(in: evidence.characters, sentence.range) else { return [] }
            let all = Quantities.all(in: evidence.characters, sentence.range, times: Times.all(in: evidence.characters, sentence.range))
            let parts = all.filter { $0.core.upperBound <= word.range.lowerBound && isCount(evidence, $0) && sentence.range.lowerBound < $0.core.lowerBound }
            guard let kinds = all.first(where: { $0.core.lowerBound >= word.range.upperBound }), let classifier = classifier(evidence, kinds, sentence.range),
                let kindCount = kinds.value.number, kindCount == Number(parts.count), parts.count >= 2, let first = parts.first
            else { return [] }
            var end = classifier
            while end < sentence.range.upperBound, end - classifier < 16, evidence.characters[end].isHan { end += 1 }
            let key = FactKey(evidence.layout.printed(classifier..<end))
            let sum = parts.reduce(Number.zero) { $0 + ($1.value.number ?? .zero) }
            let targets = evidence.facts.like(key).filter {
                $0.isTarget && ($0.key == key || key.isWithin($0.key)) && $0.value < sum && $0.nature != .added && $0.nature != .yearly && $0.nature != .change
                    && !$0.measure.isPercent
            }
            return targets.prefix(1).map { target in
                Finding(
                    rule, .warning, "现有各类“\(evidence.quote(classifier..<end))”相加已有\(sum)个，“\(target.name)”的目标却是\(evidence.quote(target.valueSpan))。",
                    why: "目标低于已有数量，或两处所指范围不同。", remedy: "核对现有数量与目标的口径；累计目标应高于现有数量。",
                    at: [evidence.span(first.core.lowerBound..<end), target.span])
            }
        }
    }

    /// Behind 类 or 种.
    private static func classifier(_ evidence: Evidence, _ quantity: Quantity, _ sentence: Range<Int>) -> Int? {
        let index = quantity.unit?.lowerBound ?? quantity.core.upperBound
        return index < sentence.upperBound && [0x7C7B, 0x79CD].contains(evidence.characters[index]) ? index + 1 : nil
    }

    private static func isCount(_ evidence: Evidence, _ quantity: Quantity) -> Bool {
        guard let unit = quantity.unit, case .number(let number) = quantity.value, number.scale == 0 else { return false }
        return Measure(Array(evidence.characters[unit])).base == [0x4E2A]
    }

    private static let together = Phrases<Bool>("共计 合计 总计 共", true)

    // MARK: Years between

    /// A year on the way lies beyond the target.
    private static func paths(_ evidence: Evidence) -> [Finding] {
        evidence.reading.indicators.compactMap { indicator -> Finding? in
            guard let target = indicator.target?.number, let year = indicator.targetYear, !indicator.isCumulative, !indicator.isGrowth,
                let from = indicator.baseline?.number
            else { return nil }
            let aim = Aim(indicator.name)
            let beyond = indicator.path.first { point in
                let isBetween = (indicator.baselineYear ?? 0) < point.year && point.year < year
                guard isBetween, case .number(let value) = point.value else { return false }
                return aim == .up && from < target && target < value || aim == .down && target < from && value < target
            }
            guard let beyond else { return nil }
            return Finding(
                rule, .warning, "“\(indicator.name)”\(beyond.year)年为\(beyond.value)，已超过\(year)年的目标\(target)。", why: "中期目标超过终期目标，逐年安排前后矛盾。",
                remedy: "核对各年度目标值。", at: [beyond.span, indicator.valueSpan])
        }
    }
}
