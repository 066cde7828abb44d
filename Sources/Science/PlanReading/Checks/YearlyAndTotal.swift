/// So much a year over so many years against the sum that is stated.
enum YearlyAndTotal {
    static let rule = "yearly-against-total"

    private struct Yearly {
        var value: Number
        var measure: Measure
        var isAtLeast: Bool
        var isRough: Bool
        var key: FactKey
        var range: Range<Int>
        var sentence: Range<Int>
    }

    private struct Total {
        var value: Number
        var isAtLeast: Bool
        var isRough: Bool
        var years: Int?
        var range: Range<Int>
    }

    static func run(_ evidence: Evidence) -> [Finding] {
        evidence.sentences.flatMap { sentence -> [Finding] in
            guard !sentence.triggers.isDisjoint(with: .yearly), sentence.has(.time), let word = words.first(in: evidence.characters, sentence.range) else {
                return []
            }
            let times = Times.all(in: evidence.characters, sentence.range)
            let quantities = Quantities.all(in: evidence.characters, sentence.range, times: times)
            guard let yearly = yearly(evidence, sentence.range, word.range, quantities) else { return [] }
            if let total = near(evidence, yearly, quantities) { return finding(evidence, yearly, total, nil, isNear: true) }
            return far(evidence, yearly)
        }
    }

    // MARK: 每年新增智能工厂15家

    private static func yearly(_ evidence: Evidence, _ sentence: Range<Int>, _ word: Range<Int>, _ quantities: [Quantity]) -> Yearly? {
        let characters = evidence.characters
        guard let quantity = quantities.first(where: { $0.core.lowerBound >= word.upperBound }), quantity.core.lowerBound - word.upperBound <= 24,
            let unit = quantity.unit, !quantity.isPercent,
            case .number(let number) = quantity.value, !(word.upperBound..<quantity.core.lowerBound).contains(where: { breaks.contains(characters[$0]) })
        else { return nil }
        let measure = Measure(Array(characters[unit]))
        guard let value = number.shifted(by: measure.tens), value > .zero, !Measure.base(of: measure).isEmpty, measure.base != folded("百分点") else { return nil }
        return Yearly(
            value: value, measure: Measure.base(of: measure), isAtLeast: isAtLeast(quantity), isRough: quantity.comparison == .about || quantity.isRoughlyMore,
            key: name(evidence, sentence, word.upperBound..<max(word.upperBound, quantity.range.lowerBound), quantity.range.upperBound),
            range: word.lowerBound..<quantity.range.upperBound, sentence: sentence)
    }

    /// The name between the word and the number, or behind the number.
    private static func name(_ evidence: Evidence, _ sentence: Range<Int>, _ left: Range<Int>, _ after: Int) -> FactKey {
        let own = stripped(evidence, left)
        if own.count >= 2 { return FactKey(evidence.layout.printed(own)) }
        var end = after
        while end < sentence.upperBound, end - after < 20, evidence.characters[end].isHan,
            suffixes.match(evidence.characters, at: end, limit: sentence.upperBound) == nil
        { end += 1 }
        return FactKey(evidence.layout.printed(after..<end))
    }

    private static func stripped(_ evidence: Evidence, _ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        while let verb = verbs.match(evidence.characters, at: start, limit: range.upperBound) { start += verb.length }
        return start..<range.upperBound
    }

    private static func isAtLeast(_ quantity: Quantity) -> Bool { quantity.comparison == .atLeast || quantity.comparison == .over }

    // MARK: The total in the same sentence

    private static func near(_ evidence: Evidence, _ yearly: Yearly, _ quantities: [Quantity]) -> Total? {
        for quantity in quantities where !quantity.core.overlaps(yearly.range) {
            guard let unit = quantity.unit, case .number(let number) = quantity.value else { continue }
            let measure = Measure(Array(evidence.characters[unit]))
            guard Measure.base(of: measure) == yearly.measure, let value = number.shifted(by: measure.tens) else { continue }
            var start = quantity.range.lowerBound
            while start > yearly.sentence.lowerBound, !breaks.contains(evidence.characters[start - 1]) { start -= 1 }
            let clause = start..<quantity.range.lowerBound
            guard let mark = cumulative.first(in: evidence.characters, clause) else { continue }
            let name = FactKey(evidence.layout.printed(stripped(evidence, mark.range.upperBound..<max(mark.range.upperBound, quantity.range.lowerBound))))
            let isSame =
                name.count < 2 || yearly.key.count < 2 || name == yearly.key || name.ends(with: yearly.key) || yearly.key.ends(with: name)
                || yearly.key.characters.starts(with: name.characters) || generic.match(name.characters, at: 0, limit: name.count)?.length == name.count
            guard isSame else { continue }
            let years = years(evidence, clause) ?? span(evidence, yearly.sentence)
            return Total(
                value: value, isAtLeast: isAtLeast(quantity), isRough: quantity.comparison == .about || quantity.isRoughlyMore, years: years,
                range: clause.lowerBound..<quantity.range.upperBound)
        }
        return nil
    }

    /// 四年累计, 五年共.
    private static func years(_ evidence: Evidence, _ range: Range<Int>) -> Int? {
        for index in range where evidence.characters[index] == 0x5E74 && index > range.lowerBound {
            guard let numeral = Numerals.read(evidence.characters, at: index - 1, limit: index), numeral.number.scale == 0,
                (2...10).contains(numeral.number.digits),
                index < 2 || !evidence.characters[index - 2].isDigit
            else { continue }
            return Int(numeral.number.digits)
        }
        return nil
    }

    /// 从2022年起……到2025年
    private static func span(_ evidence: Evidence, _ sentence: Range<Int>) -> Int? {
        let times = Times.all(in: evidence.characters, sentence)
        if let during = times.first(where: { $0.kind == .during && $0.to > 0 }) { return during.to - during.from + 1 }
        guard let start = times.first(where: { $0.kind == .since }), let end = times.first(where: { $0.to > start.from })?.to ?? evidence.reading.document.to
        else { return nil }
        return end - start.from + 1
    }

    // MARK: The total elsewhere

    private static func far(_ evidence: Evidence, _ yearly: Yearly) -> [Finding] {
        guard yearly.key.isSpecific else { return [] }
        let facts = evidence.facts.facts(yearly.key).filter { $0.measure == yearly.measure && $0.high == nil && !$0.isLocal && !$0.isStretch }
        let end = evidence.reading.document.to
        for fact in facts where fact.isTarget && (fact.year ?? end) == end && fact.nature != .yearly && fact.nature != .change && fact.nature != .share {
            let isSum = fact.isCumulative || fact.nature == .added
            guard isSum || fact.nature == .level || fact.hasOwnTime && fact.nature == .built else { continue }
            let total = Total(
                value: fact.value, isAtLeast: fact.comparison == .atLeast || fact.comparison == .over, isRough: fact.isRough,
                years: fact.sentence.flatMap { years(evidence, $0.lowerBound..<(fact.core?.lowerBound ?? $0.upperBound)) }, range: 0..<0)
            if isSum { return finding(evidence, yearly, total, nil, isNear: false, at: fact.span) }
            let past = facts.filter { !$0.isTarget && $0.nature != .added }
            if let base = past.first { return finding(evidence, yearly, total, base, isNear: false, at: fact.span) }
            return atLeast(evidence, yearly, total, fact)
        }
        return []
    }

    /// Only a part of the stock is known (省级智能工厂21家 of 智能工厂): the sum is at least so much.
    private static func atLeast(_ evidence: Evidence, _ yearly: Yearly, _ total: Total, _ fact: Fact) -> [Finding] {
        let parts = evidence.facts.endingLike(yearly.key).filter {
            !$0.isTarget && $0.measure == yearly.measure && $0.key.ends(with: yearly.key) && !$0.isLocal && $0.nature != .added
        }
        let base = parts.max { $0.value < $1.value }
        let least = base?.value ?? .zero
        guard let count = counts(evidence, total).min(), let product = yearly.value * Number(count), total.value < product + least,
            !total.isAtLeast || base != nil
        else { return [] }
        return [report(evidence, yearly, product, count, fact.span, base, total)]
    }

    // MARK: Comparison

    private static func counts(_ evidence: Evidence, _ total: Total) -> [Int] {
        if let years = total.years { return [years] }
        guard let to = evidence.reading.document.to else { return [] }
        let issued = evidence.reading.document.date.flatMap { Times.year(folded($0), at: 0, limit: folded($0).count) }
        if let from = evidence.reading.document.from { return Array(Set([to - from + 1] + (issued.map { $0 > from ? [to - $0 + 1] : [] } ?? []))).sorted() }
        return issued.map { [to - $0 + 1, to - $0] } ?? []
    }

    private static func finding(_ evidence: Evidence, _ yearly: Yearly, _ total: Total, _ base: Fact?, isNear: Bool, at span: Span? = nil) -> [Finding] {
        let counts = counts(evidence, total).filter { (2...30).contains($0) }
        guard let first = counts.first else { return [] }
        for count in counts {
            guard let product = yearly.value * Number(count) else { return [] }
            if fits(product + (base?.value ?? .zero), yearly, total, isNear: isNear) || base != nil && product == total.value { return [] }
        }
        guard let product = yearly.value * Number(first), (product + (base?.value ?? .zero)).double < 5 * total.value.double,
            product.double * 8 > total.value.double
        else { return [] }
        return [report(evidence, yearly, product, first, span ?? evidence.span(total.range), base, total)]
    }

    private static func fits(_ sum: Number, _ yearly: Yearly, _ total: Total, isNear: Bool) -> Bool {
        if sum == total.value { return true }
        if yearly.isRough || total.isRough { return sum.isWithin(10, percentOf: total.value) }
        if yearly.isAtLeast { return sum < total.value && (!isNear || sum.isWithin(25, percentOf: total.value)) || total.isAtLeast && total.value < sum }
        return total.isAtLeast && total.value < sum
    }

    private static func report(_ evidence: Evidence, _ yearly: Yearly, _ product: Number, _ count: Int, _ total: Span, _ base: Fact?, _ figures: Total)
        -> Finding
    {
        let unit = Quantities.all(in: evidence.characters, yearly.range, times: []).last?.unit
        func text(_ number: Number) -> String {
            guard let unit else { return number.description }
            return (number.shifted(by: -Measure(Array(evidence.characters[unit])).tens) ?? number).description + evidence.layout.printed(unit)
        }
        let stock = base.map { "，加上现有\(evidence.quote($0.valueSpan))为\(text($0.value + product))" } ?? ""
        return Finding(
            rule, .error, "“\(evidence.quote(yearly.range))”，\(count)年合计\(text(product))\(stock)，与“\(evidence.quote(total))”不符。",
            why: "年度任务与期末总数对不上，分解年度计划时会出现缺口或超额。",
            remedy: "核对每年数量、年数和总数，使三者相符。", at: [evidence.span(yearly.range), total] + (base.map { [$0.span] } ?? []))
    }

    private static let words = Phrases<Bool>("每年 年均 平均每年 每年度", true)
    private static let cumulative = Phrases<Bool>("累计 共 期间 总计 合计 总数 五年 四年 三年", true)
    private static let verbs = Phrases<Bool>(
        "累计 新增 新建 培育 引进 完成 组织 开展 实施 举办 培训 不少于 至少 不低于 新培育 新引进 新认定 认定 建设 建成 选派 改造 投入 安排 吸引 柔性引进 计划 约 达到 达 推广 转化 共 五年 四年 三年 为 各类 超过 筹集 发放 到 引育 培养 支持 发展 新发展", true)
    private static let suffixes = Phrases<Bool>("以上 左右 以内 及以上", true)
    private static let generic = Phrases<Bool>("投资 资金 培训 总数 总量", true)
    private static let breaks = BitMap("，；：。")
}
