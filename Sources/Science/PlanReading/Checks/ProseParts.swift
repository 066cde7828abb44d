/// “专任教师5860人，其中小学、初中……分别为”, “一期80万千瓦、二期70万千瓦，合计150万千瓦”: parts of a sentence against its whole.
enum ProseParts {
    static func run(_ evidence: Evidence) -> [Finding] {
        var findings: [Finding] = []
        for sentence in evidence.sentences {
            guard sentence.has(.digit), !sentence.triggers.isDisjoint(with: [.part, .sum]) else { continue }
            if let place = of.first(in: evidence.characters, sentence.range) { findings += parts(evidence, sentence.range, place.range) }
            if let place = sums.first(in: evidence.characters, sentence.range) { findings += sum(evidence, sentence.range, place.range) }
        }
        return findings
    }

    // MARK: 其中

    private struct Part {
        var amount: Amount
        var unit: [Character16]
        var range: Range<Int>
    }

    private static func parts(_ evidence: Evidence, _ sentence: Range<Int>, _ place: Range<Int>) -> [Finding] {
        let characters = evidence.characters
        let times = Times.all(in: characters, sentence)
        guard let whole = quantities(evidence, sentence.lowerBound..<place.lowerBound, times).last, place.lowerBound - whole.amount.range.upperBound <= 3,
            !whole.unit.isEmpty
        else { return [] }
        let list = list(evidence, place.upperBound..<sentence.upperBound, whole, times)
        guard list.parts.count >= 2 else { return [] }
        let sum = list.parts.reduce(Number.zero) { $0 + $1.amount.value }
        let rounding = list.parts.reduce(whole.amount.rounding) { $0 + $1.amount.rounding }
        if sum.isNear(whole.amount.value, within: rounding) { return [] }
        let isOver = whole.amount.value < sum
        guard isWhole(list, whole, sum, isOver: isOver) else { return [] }
        let shown = MoneyText.like(sum, evidence, whole.amount, 0)
        return [
            Finding(
                TableParts.rule, .error, "“\(evidence.quote(named(evidence, whole.amount.range)))”的“其中”各项相加为\(shown)，与总数不符。",
                why: isOver ? "分项之和超过总数，至少有一个数字有误。" : "列举的分项看来是全部，其和却与总数不等。", remedy: "核对总数和各分项，使分项之和等于总数；分项不是全部时写明“等”或“其他”。",
                at: [named(evidence, whole.amount.range)] + list.parts.prefix(8).map { evidence.span($0.range) })
        ]
    }

    /// The parts may be overlapping properties of people, or examples: only what looks complete is added up.
    private static func isWhole(_ list: (parts: [Part], isClosed: Bool), _ whole: Part, _ sum: Number, isOver: Bool) -> Bool {
        if list.isClosed { return true }
        if Measure(whole.unit).isPeople, isOver { return list.parts.count >= 3 && sum.isWithin(10, percentOf: whole.amount.value) }
        if isOver { return Measure(whole.unit).isMoney || list.parts.count >= 2 && sum.isComparable(with: whole.amount.value) }
        guard list.parts.count >= 3 || Measure(whole.unit).isMoney else { return false }
        return sum.isWithin(list.parts.count >= 3 ? 20 : 12, percentOf: whole.amount.value)
    }

    /// Amounts in the unit of the whole, one after the other, up to another 其中, a semicolon or a figure of another kind.
    private static func list(_ evidence: Evidence, _ range: Range<Int>, _ whole: Part, _ times: [TimeReference]) -> (parts: [Part], isClosed: Bool) {
        var end = range.lowerBound
        while end < range.upperBound, evidence.characters[end] != 0x3B,
            !(end > range.lowerBound + 1 && of.match(evidence.characters, at: end, limit: range.upperBound) != nil)
        { end += 1 }
        var parts: [Part] = []
        var last = range.lowerBound
        for part in quantities(evidence, range.lowerBound..<end, times) {
            let between = min(last, part.amount.range.lowerBound)..<part.amount.range.lowerBound
            if between.contains(where: { evidence.characters[$0] == 0x2C }), !parts.isEmpty, between.count > 24 || evidence.matches(stops, between) { break }
            guard part.unit == whole.unit || Measure(part.unit).base == Measure(whole.unit).base else { break }
            if evidence.matches(stops, between) { break }
            // 12家、18个: the second counts something else.
            if let first = parts.first, part.unit != first.unit, Measure(part.unit).tens == Measure(first.unit).tens { break }
            parts.append(part)
            last = part.amount.range.upperBound
        }
        let all = range.lowerBound..<max(range.lowerBound, last)
        return (parts, evidence.matches(closing, all))
    }

    private static func quantities(_ evidence: Evidence, _ range: Range<Int>, _ times: [TimeReference]) -> [Part] {
        Quantities.all(in: evidence.characters, range, times: times.filter { $0.range.overlaps(range) }).compactMap { quantity in
            guard let unit = quantity.unit, !quantity.isPercent, quantity.strength == .strong, let amount = Amount(quantity, evidence.characters) else {
                return nil
            }
            return Part(amount: amount, unit: Array(evidence.characters[unit]), range: nameAndValue(evidence, quantity.core, range.lowerBound))
        }
    }

    private static func nameAndValue(_ evidence: Evidence, _ core: Range<Int>, _ floor: Int) -> Range<Int> {
        var start = core.lowerBound
        while start > floor, core.lowerBound - start < 16, !breaks.contains(evidence.characters[start - 1]) { start -= 1 }
        return start..<core.upperBound
    }

    private static func named(_ evidence: Evidence, _ range: Range<Int>) -> Span { evidence.span(nameAndValue(evidence, range, max(0, range.lowerBound - 16))) }

    // MARK: 合计

    /// Amounts of one unit in a list, and what the sentence says they add up to.
    private static func sum(_ evidence: Evidence, _ sentence: Range<Int>, _ place: Range<Int>) -> [Finding] {
        let characters = evidence.characters
        let times = Times.all(in: characters, sentence)
        let limit = min(sentence.upperBound, place.upperBound + 14)
        guard place.lowerBound > sentence.lowerBound, let total = quantities(evidence, place.upperBound..<limit, times).first,
            !(place.upperBound..<total.amount.range.lowerBound).contains(where: { breaks.contains(characters[$0]) })
        else { return [] }
        var parts: [Part] = []
        var edge = place.lowerBound
        for part in quantities(evidence, sentence.lowerBound..<place.lowerBound, times).reversed() {
            let gap = part.amount.range.upperBound..<max(part.amount.range.upperBound, edge)
            guard part.unit == total.unit || Measure(part.unit) == Measure(total.unit), gap.count <= 20,
                !gap.contains(where: { [0x3B, 0x3002, 0x3A].contains(characters[$0]) }),
                !evidence.matches(stops, gap)
            else { break }
            parts.append(part)
            edge = part.range.lowerBound
        }
        let sum = parts.reduce(Number.zero) { $0 + $1.amount.value }
        guard parts.count >= 2, !sum.isNear(total.amount.value, within: parts.reduce(total.amount.rounding) { $0 + $1.amount.rounding }),
            sum.isComparable(with: total.amount.value)
        else { return [] }
        return [
            Finding(
                TableSums.rule, .error,
                "“\(evidence.quote(place.lowerBound..<total.amount.range.upperBound))”与所列各数之和\(MoneyText.like(sum, evidence, total.amount, 0))不符。",
                why: "同一句话里的合计与分项不相等。", remedy: "核对分项，改正合计或分项。",
                at: [evidence.span(place.lowerBound..<total.amount.range.upperBound)] + parts.reversed().map { evidence.span($0.range) })
        ]
    }

    private static let of = Phrases<Bool>("其中 其中: 其中,", true)
    private static let sums = Phrases<Bool>("合计 共计 总计", true)
    /// After these the figures are of another kind.
    private static let stops = Phrases<Bool>("年均 平均 占 比上年 同比 增长 提高 下降 累计 达到 完成投资 期间 每年 达标 超过 年度 计划投资", true)
    /// Words that close a list of parts.
    private static let closing = Phrases<Bool>("分别为 分别是 其他 其余 及其他 其它", true)
    private static let breaks = BitMap("，；：。、（）")
}
