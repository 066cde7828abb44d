/// “实施7个重点项目，总投资4.8亿元” against the project list that the sentence announces.
enum ProseTotals {
    static func run(_ evidence: Evidence) -> [Finding] {
        let lists = evidence.lists
        guard !lists.isEmpty else { return [] }
        var findings: [Finding] = []
        for sentence in evidence.sentences where announces(evidence, sentence) {
            guard let list = ProjectCounts.list(for: sentence, lists), list.rows > 1 else { continue }
            for total in totals(evidence, sentence.range) { findings += compare(evidence, total, list, lists) }
            findings += groups(evidence, sentence, list)
        }
        return findings
    }

    /// The sentence counts projects, or points to the list.
    private static func announces(_ evidence: Evidence, _ sentence: Evidence.Sentence) -> Bool {
        guard sentence.has([.money, .digit]), sentence.has(.project), evidence.matches(money, sentence.range) else { return false }
        return !ProjectCounts.counts(evidence, sentence.range).isEmpty
            || evidence.matches(pointers, sentence.range) && evidence.matches(projects, sentence.range)
    }

    /// Amounts that the words call a total, not a part of one.
    private static func totals(_ evidence: Evidence, _ range: Range<Int>) -> [Amount] {
        Quantities.all(in: evidence.characters, range, times: Times.all(in: evidence.characters, range)).compactMap { quantity in
            let start = max(range.lowerBound, quantity.range.lowerBound - 12)
            var clause = quantity.range.lowerBound
            while clause > start, !breaks.contains(evidence.characters[clause - 1]) { clause -= 1 }
            guard let amount = Amount(quantity, evidence.characters), amount.isMoney, evidence.matches(money, clause..<quantity.range.lowerBound),
                !evidence.matches(parts, max(range.lowerBound, clause - 3)..<quantity.range.lowerBound)
            else { return nil }
            return amount
        }.prefix(1).map { $0 }
    }

    private static func compare(_ evidence: Evidence, _ total: Amount, _ list: ProjectList, _ lists: [ProjectList]) -> [Finding] {
        if let stated = list.stated {
            if fits(total, stated.value, .zero)
                || lists.count > 1 && fits(total, lists.reduce(Number.zero) { $0 + ($1.stated?.value ?? $1.sum) }, list.rounding)
            {
                return []
            }
            return [finding(evidence, total, evidence.span(stated.range), MoneyText.like(stated.value, evidence, total, 0), "表中合计")]
        }
        guard list.isComplete, list.sum > .zero, !fits(total, list.sum, list.rounding),
            lists.count == 1 || !fits(total, lists.reduce(Number.zero) { $0 + $1.sum }, lists.reduce(Number.zero) { $0 + $1.rounding })
        else { return [] }
        let place = evidence.layout.elements[list.element].span
        let budgets = evidence.reading.projects.filter { list.tables.contains($0.list) }.compactMap(\.budgetSpan)
        return [finding(evidence, total, budgets.first ?? place, MoneyText.like(list.sum, evidence, total, 0), "项目表各行之和", Array(budgets.dropFirst().prefix(7)))]
    }

    /// The sum, rounded to the places that the sentence prints; 约 gives two percent.
    static func fits(_ total: Amount, _ sum: Number, _ rounding: Number) -> Bool {
        sum.isNear(total.value, within: total.rounding + rounding) || total.isRough && total.value.isWithin(2, percentOf: sum)
    }

    private static func finding(_ evidence: Evidence, _ total: Amount, _ place: Span, _ other: String, _ source: String, _ more: [Span] = []) -> Finding {
        Finding(
            TableSums.rule, .error, "正文称总投资\(evidence.quote(evidence.span(total.range)))，\(source)为\(other)。",
            why: "正文与项目表的投资总额不一致，资金盘子无法认定。", remedy: "核对项目表各行投资，把正文与表中的总额改为同一数。",
            at: [withName(evidence, total.range), place] + more)
    }

    /// 总投资32300万元
    private static func withName(_ evidence: Evidence, _ range: Range<Int>) -> Span {
        var start = range.lowerBound
        while start > 0, range.lowerBound - start < 8, evidence.characters[start - 1].isHan { start -= 1 }
        return evidence.span(start..<range.upperBound)
    }

    // MARK: Groups

    /// “防洪排涝工程5.32亿元” against the group of that name.
    private static func groups(_ evidence: Evidence, _ sentence: Evidence.Sentence, _ list: ProjectList) -> [Finding] {
        guard list.isComplete, (2...20).contains(list.groups.count) else { return [] }
        let paragraph = sentence.range.lowerBound..<evidence.layout.elements[sentence.element].range.upperBound
        return list.groups.compactMap { group in
            let name = title(evidence, group.name)
            guard name.count >= 4, group.sum > .zero else { return nil }
            guard
                let place = paragraph.first(where: { $0 + name.count < paragraph.upperBound && evidence.characters[$0..<$0 + name.count].elementsEqual(name) })
            else { return nil }
            let after = place + name.count..<min(paragraph.upperBound, place + name.count + 16)
            guard let amount = Amount.first(in: evidence.characters, after, tens: 0), amount.isMoney, amount.range.lowerBound - after.lowerBound <= 4,
                !fits(amount, group.sum, group.rounding)
            else { return nil }
            return Finding(
                TableSums.rule, .error,
                "正文称“\(evidence.quote(place..<place + name.count))”投资\(evidence.quote(amount.range))，表中该组各项目之和为\(MoneyText.like(group.sum, evidence, amount, 0))。",
                why: "正文分类投资与项目表分组不一致。", remedy: "核对该组项目的投资额，统一正文与表中的数字。",
                at: [evidence.span(place..<amount.range.upperBound), evidence.span(group.name)])
        }
    }

    /// The name without its number and what stands in brackets behind it.
    private static func title(_ evidence: Evidence, _ range: Range<Int>) -> [Character16] {
        let start = Numbering.read(evidence.characters, range)?.end ?? range.lowerBound
        guard start < range.upperBound else { return [] }
        return Array(evidence.characters[start..<range.upperBound].prefix { $0 != 0x28 })
    }

    private static let money = Phrases<Bool>("总投资 投资总额 总概算 投资概算 概算总投资 估算总投资 总预算 计划投资 计划总投资 规划总投资 投资规模 投资估算 估算投资 投资约 投资", true)
    private static let parts = Phrases<Bool>("其中 年均 年度 当年 期间 年计划 资金 已完成 财政 社会 债券 自筹 完成投资", true)
    private static let pointers = Phrases<Bool>("如下 附件 附表 下表 见表 清单 项目表 一览表 见专栏", true)
    private static let projects = Phrases<Bool>("项目 工程", true)
    private static let breaks = BitMap("，；：。、（")
}
