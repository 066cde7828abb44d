/// What there is and what comes on top against what there is to be: 88 + 新增50 is not 100.
enum StockAndNew {
    static let rule = "stock-plus-new"

    static func run(_ evidence: Evidence) -> [Finding] {
        let bySentence = Dictionary(grouping: evidence.facts.all.filter { $0.isText }, by: { $0.sentence?.lowerBound ?? -1 })
        return (evidence.facts.all + unread(evidence)).compactMap { gain in
            guard gain.nature == .added, gain.isTarget, !gain.isStretch, !gain.measure.isPercent, !gain.measure.isEmpty, gain.value > .zero, gain.high == nil,
                !gain.isLocal || gain.isText
            else { return nil }
            let neighbours = gain.sentence.flatMap { bySentence[$0.lowerBound] } ?? []
            return check(evidence, gain, neighbours)
        }
    }

    /// “新增旅游民宿25家” where the reader of targets found no year for it.
    private static func unread(_ evidence: Evidence) -> [Fact] {
        let known = Set(evidence.facts.all.compactMap { $0.core?.lowerBound })
        return evidence.sentences.compactMap { sentence in
            guard sentence.has([.added, .digit]), let word = more.first(in: evidence.characters, sentence.range) else { return nil }
            let times = Times.all(in: evidence.characters, sentence.range)
            guard let quantity = Quantities.all(in: evidence.characters, word.range.upperBound..<sentence.range.upperBound, times: times).first,
                let unit = quantity.unit, case .number(let number) = quantity.value,
                quantity.core.lowerBound - word.range.upperBound <= 20, !known.contains(quantity.core.lowerBound)
            else { return nil }
            let name = word.range.upperBound..<max(word.range.upperBound, quantity.range.lowerBound)
            let measure = Measure(Array(evidence.characters[unit]))
            guard name.count >= 2, name.allSatisfy({ evidence.characters[$0].isHan }), let value = number.shifted(by: measure.tens) else { return nil }
            let words = evidence.layout.printed(name)
            return Fact(
                name: words, key: FactKey(words), value: value, high: nil, measure: Measure.base(of: measure), comparison: quantity.comparison ?? .equal,
                isRough: quantity.comparison == .about,
                nature: .added, isPast: false, isCumulative: true, year: nil, hasOwnTime: false, isLocal: false, table: nil, isTarget: true,
                span: evidence.span(word.range.lowerBound..<quantity.range.upperBound), valueSpan: evidence.span(quantity.core), element: sentence.element,
                sentence: sentence.range, core: quantity.core)
        }
    }

    private static func check(_ evidence: Evidence, _ gain: Fact, _ neighbours: [Fact]) -> Finding? {
        let own = neighbours.first { isTotal($0, of: gain, evidence) }
        let total =
            own
            ?? evidence.facts.facts(gain.key).first {
                $0.isTarget && $0.nature == .level && !$0.isText && !$0.isCumulative && $0.measure == gain.measure
                    && ($0.year ?? 0) == (evidence.reading.document.to ?? 0)
            }
        guard let total, gain.value < total.value || own != nil, own != nil || isOfPeriod(evidence, gain) else { return nil }
        let bases = bases(evidence, gain, total, neighbours, isNear: own != nil)
        guard !bases.isEmpty, bases.allSatisfy({ !fits($0.value, gain, total) }), let base = bases.first else { return nil }
        let sum = base.value + gain.value
        // A wrong reading gives sums that are far off.
        guard sum.isComparable(with: total.value) || own != nil && sum.double < 4 * total.value.double else { return nil }
        let tens = bases.first.map { _ in 0 } ?? 0
        return Finding(
            rule, total.comparison == .equal ? .error : .warning,
            "“\(total.name)”现有“\(evidence.quote(base.span))”，新增\(evidence.quote(gain.valueSpan))，合计应为\(text(sum, gain, evidence, tens))，却写作\(evidence.quote(total.valueSpan))。",
            why: "存量加新增不等于期末总数，三个数中至少有一个有误，或“新增”与“总数”口径不同。", remedy: "核对基数、新增数和总数，使之相符；若新增不计入该总数或有退出因素，应写明。",
            at: [base.span, gain.span, total.span])
    }

    private static func text(_ sum: Number, _ gain: Fact, _ evidence: Evidence, _ tens: Int) -> String {
        guard let core = gain.core, let quantity = Quantities.read(evidence.characters, at: core.lowerBound, core), let unit = quantity.unit else {
            return sum.description
        }
        let power = Measure(Array(evidence.characters[unit])).tens
        return (sum.shifted(by: -power) ?? sum).description + evidence.layout.printed(unit)
    }

    // MARK: The three figures

    /// 总数达到400家, 累计达到100家以上, 院前急救站点达到40个 in the same sentence.
    private static func isTotal(_ fact: Fact, of gain: Fact, _ evidence: Evidence) -> Bool {
        guard fact.valueSpan != gain.valueSpan, fact.isTarget, !fact.isStretch, fact.measure == gain.measure,
            fact.nature == .level || fact.nature == .built && fact.key == gain.key, gain.value < fact.value,
            let from = gain.core, let to = fact.core, !from.overlaps(to)
        else { return false }
        let between = from.upperBound <= to.lowerBound ? from.upperBound..<to.lowerBound : to.upperBound..<from.lowerBound
        guard between.count <= 40, !evidence.matches(others, between) else { return false }
        return related(fact.key, gain.key)
            || generic.match(fact.key.characters, at: 0, limit: fact.key.count)?.length == fact.key.count && from.upperBound <= to.lowerBound
    }

    private static func related(_ total: FactKey, _ gain: FactKey) -> Bool {
        if total == gain || total.ends(with: gain) || gain.ends(with: total) { return true }
        return total.characters.filter { $0 != 0x603B } == gain.characters  // 总
    }

    private struct Base {
        var value: Number
        var span: Span
    }

    private static func bases(_ evidence: Evidence, _ gain: Fact, _ total: Fact, _ neighbours: [Fact], isNear: Bool) -> [Base] {
        if let here = existing(evidence, gain) { return [here] }
        if let from = neighbours.first(where: { !$0.isTarget && $0.measure == gain.measure && related($0.key, gain.key) }) {
            return [Base(value: from.value, span: from.span)]
        }
        let before = evidence.reading.document.from.map { $0 - 1 }
        func past(_ key: FactKey) -> [Fact] {
            evidence.facts.facts(key).filter { fact in
                !fact.isTarget && fact.measure == gain.measure && (fact.nature == .level || fact.nature == .built) && !fact.isLocal
                    && (fact.year == nil || before == nil || fact.year == before)
            }
        }
        let exact = (past(total.key) + past(gain.key)).map { Base(value: $0.value, span: $0.span) }
        if !exact.isEmpty || !isNear { return exact }
        // 专业研发机构、科技服务机构 in the table for 研发机构、科技服务机构 in the text.
        let longer = (evidence.facts.endingLike(gain.key) + evidence.facts.beginningLike(gain.key)).filter {
            !$0.isText && !$0.isTarget && $0.measure == gain.measure && $0.key.count <= gain.key.count + 4 && gain.key.count >= 4
                && ($0.key.ends(with: gain.key) || $0.key.characters.starts(with: gain.key.characters)) && (before == nil || $0.year == before)
        }
        return Set(longer.map(\.valueSpan)).count == 1 ? longer.prefix(1).map { Base(value: $0.value, span: $0.span) } : []
    }

    /// 现有260家, 在现有50家……基础上, 依托现有11家 in the same sentence.
    private static func existing(_ evidence: Evidence, _ gain: Fact) -> Base? {
        guard let sentence = gain.sentence, let core = gain.core else { return nil }
        let characters = evidence.characters
        for quantity in Quantities.all(in: characters, sentence.lowerBound..<core.lowerBound, times: Times.all(in: characters, sentence)).reversed() {
            guard let unit = quantity.unit, case .number(let number) = quantity.value else { continue }
            let measure = Measure(Array(characters[unit]))
            guard Measure.base(of: measure) == gain.measure, let value = number.shifted(by: measure.tens) else { continue }
            var start = quantity.range.lowerBound
            while start > sentence.lowerBound, quantity.range.lowerBound - start < 20, ![0x2C, 0x3B, 0x3A].contains(characters[start - 1]) { start -= 1 }
            let tail = quantity.range.upperBound..<min(core.lowerBound, quantity.range.upperBound + 20)
            guard evidence.matches(present, start..<quantity.range.lowerBound) || evidence.matches(basis, tail) else { continue }
            let end = basis.first(in: characters, tail)?.range.upperBound ?? quantity.range.upperBound
            return Base(value: value, span: evidence.span(start..<end))
        }
        return nil
    }

    private static func fits(_ base: Number, _ gain: Fact, _ total: Fact) -> Bool {
        let sum = base + gain.value
        if sum == total.value { return true }
        if gain.isRough || total.isRough { return sum.isWithin(10, percentOf: total.value) }
        if gain.comparison == .atLeast || gain.comparison == .over { return sum < total.value }
        if total.comparison == .over { return total.value < sum && sum.isWithin(10, percentOf: total.value) }
        return false
    }

    private static func isOfPeriod(_ evidence: Evidence, _ gain: Fact) -> Bool {
        guard let sentence = gain.sentence, let core = gain.core else { return gain.table != nil }
        return evidence.matches(periods, max(sentence.lowerBound, core.lowerBound - 30)..<core.lowerBound)
    }

    private static let more = Phrases<Bool>("新增 净增 再增加", true)
    private static let periods = Phrases<Bool>("五年 三年 四年 期间 累计", true)
    private static let present = Phrases<Bool>("现有 已有 原有 目前有 已建成 基础", true)
    private static let basis = Phrases<Bool>("基础上 的基础上", true)
    private static let others = Phrases<Bool>("其中 改善 每年", true)
    private static let generic = Phrases<Bool>("总数 总量 总面积 总规模 总装机 装机 总数量 规模 面积 总人数 人数 总里程 里程 总家数 总长", true)
}
