/// A cited policy whose own years end before the plan begins.
enum Policies {
    static let rule = "expired-policy"

    static func run(_ evidence: Evidence) -> [Finding] {
        let issued = evidence.reading.document.date.flatMap { Times.year(folded($0), at: 0, limit: folded($0).count) }
        guard let start = evidence.reading.document.from ?? issued ?? evidence.reading.document.to.map({ $0 - 4 }) else { return [] }
        var seen: Set<[Character16]> = []
        return sentences(evidence).flatMap { sentence -> [Finding] in
            titles(evidence.characters, sentence.range).compactMap { title in
                guard let end = lastYear(evidence.characters, title), end < start, isInForce(evidence, sentence, title),
                    seen.insert(Array(evidence.characters[title])).inserted
                else { return nil }
                return Finding(
                    rule, .warning, "所引\(evidence.quote(title, 40))到\(end)年已期满，本规划从\(start)年开始。", why: "以过期文件为依据，相关要求和政策可能已经失效。",
                    remedy: "改引现行有效的接续文件；确需引用的，说明是历史沿革。",
                    at: [evidence.span(title)])
            }
        }
    }

    /// The preamble, where the basis of a plan is named, may stand among the front matter.
    private static func sentences(_ evidence: Evidence) -> [Evidence.Sentence] {
        evidence.passages.filter { !$0.isCell && Triggers.of(evidence.characters, $0.range).contains(.title) }.flatMap { passage in
            Sentences.split(evidence.characters, passage.range, element: passage.element)
        }
    }

    private static func titles(_ characters: [Character16], _ range: Range<Int>) -> [Range<Int>] {
        var titles: [Range<Int>] = []
        var open: Int?
        for index in range {
            if characters[index] == 0x300A {
                open = open ?? index
            } else if characters[index] == 0x300B, let start = open, index + 1 >= range.upperBound || characters[index + 1] != 0x300B {
                titles.append(start..<index + 1)
                open = nil
            }
        }
        return titles
    }

    /// Of 2016—2018年, of “十二五”规划; the years in force, not the year of issue.
    private static func lastYear(_ characters: [Character16], _ title: Range<Int>) -> Int? {
        let times = Times.all(in: characters, title)
        if let during = times.last(where: { $0.kind == .during && !$0.isFiveYearPlan && $0.to > $0.from }) { return during.to }
        if let plan = times.last(where: { $0.isFiveYearPlan && $0.to > 0 }) { return plan.to }
        return ordinalPlan(characters, title)
    }

    /// 第十三个五年规划
    private static func ordinalPlan(_ characters: [Character16], _ title: Range<Int>) -> Int? {
        for index in title where characters[index] == 0x7B2C {
            guard let numeral = Numerals.read(characters, at: index + 1, limit: title.upperBound),
                fiveYears.match(characters, at: numeral.end, limit: title.upperBound) != nil, (5...20).contains(numeral.number.digits)
            else { continue }
            return 1955 + 5 * Int(numeral.number.digits)
        }
        return nil
    }

    /// Cited as a basis, not told as history.
    private static func isInForce(_ evidence: Evidence, _ sentence: Evidence.Sentence, _ title: Range<Int>) -> Bool {
        guard evidence.structure.sectionOf[sentence.element] != .past else { return false }
        let before = sentence.range.lowerBound..<title.lowerBound
        let after = title.upperBound..<min(sentence.range.upperBound, title.upperBound + 16)
        guard evidence.matches(basis, before) || evidence.matches(basis, after) else { return false }
        return !evidence.matches(history, before) && !evidence.matches(history, after)
    }

    private static let basis = Phrases<Bool>("根据 依据 按照 落实 贯彻 执行 依照 衔接 结合 为指引 遵循 遵照 对照 对接 深入实施 要求 标准 参照 为依据 申报 给予 兑现 精神", true)
    private static let history = Phrases<Bool>("完成 总结 评估 回顾 印发了 出台了 制定了 实施了 收官 期满 圆满 终期 先后 以来 已 废止 修订 替代 接续 历史", true)
    private static let fiveYears = Phrases<Bool>("个五年规划 个五年计划 个五年", true)
}
