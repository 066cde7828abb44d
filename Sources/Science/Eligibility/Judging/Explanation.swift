/// One reason of a judgement, for people: the figure that was used, what was asked, what is lacking and what closes it.
public struct Explanation: Sendable, Hashable {
    public let code: String
    public let text: Wording
    public let clause: String
    public let isVerified: Bool
    public let outcome: Outcome
    public let figure: Wording?
    public let needed: Wording?
    /// 还差 60 万元
    public let gap: Wording?
    /// 研发费用再增加 60 万元
    public let remedy: Wording?
    /// Where several stand together and one is enough: the number of the group.
    public let group: Int
}

/// One line of a score.
public struct ScoreLine: Sendable, Hashable {
    public let code: String
    public let text: Wording
    public let most: Int
    public let low: Int
    public let high: Int
    public let outcome: Outcome
    public let isVerified: Bool
    /// 研发费用占销售收入 5.2% ≥ 5%
    public let reason: Wording
    /// What the next band takes, and how many points more it brings.
    public let next: Wording?
}

extension RuleSet {
    /// The requirements of a judgement of these rules, as sentences.
    public func explain(_ judgement: Judgement) -> [Explanation] {
        var explanations: [Explanation] = []
        var place = 0
        for (group, clause) in (clauses + usual + (instead.isEmpty ? [] : [instead])).enumerated() {
            for requirement in clause where judgement.findings.indices.contains(place) {
                explanations.append(requirement.explain(judgement.findings[place], group: group))
                place += 1
            }
        }
        return explanations
    }

    /// How many of the requirements of ``explain(_:)`` always have to hold; those after them fall away where a score or direct confirmation stands for them.
    public var firm: Int { clauses.reduce(0) { $0 + $1.count } }

    /// The lines of the score of a judgement.
    public func score(_ judgement: Judgement) -> [ScoreLine] {
        guard let card else { return [] }
        return zip(card.items, judgement.findings.suffix(card.items.count)).map { $0.line($1) }
    }

    /// 12 + 40 + 12 = 64，要求 60
    public func arithmetic(_ judgement: Judgement) -> Wording? {
        guard let card, let total = judgement.total else { return nil }
        let findings = judgement.findings.suffix(card.items.count)
        let parts = zip(card.groups, card.totals(findings)).map { group, sum in
            let items = findings[(findings.startIndex + group.items.lowerBound)..<(findings.startIndex + group.items.upperBound)]
            let list = items.map { $0.low == $0.high ? "\($0.low)" : "\($0.low)–\($0.high)" }.joined(separator: " + ")
            let isCapped = items.reduce(0) { $0 + Int($1.high) } > group.most
            return card.groups.count == 1 && !isCapped
                ? list : "(\(list)\(isCapped ? " → \(sum.low == sum.high ? "\(sum.high)" : "\(sum.low)–\(sum.high)")" : ""))"
        }
        let sum = total.low == total.high ? "\(total.low)" : "\(total.low)–\(total.high)"
        let line = "\(parts.joined(separator: " + ")) = \(sum)"
        let lacking = max(0, card.passing.least - total.high)
        var end = lacking > 0 ? Wording("，还差 \(lacking) 分", en: ", \(lacking) short") : Wording("", en: "")
        // A floor that is missed turns the firm away whatever the total.
        for (group, sum) in zip(card.groups, card.totals(findings)) where sum.high < group.least {
            end = Wording(
                "\(end.chinese)；“\(group.text.chinese)”只有 \(sum.high) 分", en: "\(end.english); only \(sum.high) for “\(group.text.english)”")
        }
        return Wording("\(line)，须达到 \(card.passing.least) 分\(end.chinese)", en: "\(line), \(card.passing.least) are needed\(end.english)")
    }
}

extension Requirement {
    func explain(_ finding: Finding, group: Int) -> Explanation {
        let lacking = finding.outcome == .unmet ? gap(finding) : nil
        let closes: Wording? =
            switch finding.outcome {
            case .unmet: lacking?.remedy ?? remedy
            case .unknown: Wording("请补充数据", en: "enter the missing figures")
            case .met, .review, .notApplicable: nil
            }
        return Explanation(
            code: code, text: text, clause: clause, isVerified: isVerified, outcome: finding.outcome, figure: finding.figure.map(measure.text),
            needed: finding.needed.map { bound in sign(measure.text(bound)) }, gap: lacking?.text, remedy: closes, group: group)
    }

    private func sign(_ bound: Wording) -> Wording {
        let sign =
            switch limit {
            case .atMost: "≤"
            case .moreThan: ">"
            case .atLeast, .banded, .yes, .no, .judged: "≥"
            }
        return Wording("\(sign) \(bound.chinese)", en: "\(sign) \(bound.english)")
    }

    /// How much is lacking, and of a share how much more of its part would do.
    private func gap(_ finding: Finding) -> (text: Wording, remedy: Wording?)? {
        guard let figure = finding.figure, let needed = finding.needed else { return nil }
        let isOver = if case .atMost = limit { true } else { false }
        if let share {
            // The part that the whole asks for, up to the next unit that can be counted.
            let asked = (needed.exact.top * Int128(figure.bottom) + (isOver ? 0 : needed.exact.bottom - 1)) / needed.exact.bottom
            let amount = Figure(Fraction(isOver ? Int128(figure.top) - asked : asked - Int128(figure.top), over: 1) ?? Fraction(0))
            let points = Figure(
                Fraction(
                    abs(needed.exact.top * Int128(figure.bottom) - Int128(figure.top) * needed.exact.bottom), over: needed.exact.bottom * Int128(figure.bottom))
                    ?? Fraction(0))
            let (lack, more) = (measure.text(points), share.measure.text(amount))
            return (
                isOver ? Wording("超出 \(lack.chinese)", en: "\(lack.english) too much") : Wording("还差 \(lack.chinese)", en: "\(lack.english) short"),
                isOver
                    ? Wording("\(share.part.chinese)减少 \(more.chinese)", en: "\(share.part.english): \(more.english) less")
                    : Wording(
                        "\(share.part.chinese)再增加 \(more.chinese)（\(share.whole.chinese)不变）",
                        en: "\(share.part.english): \(more.english) more, at the same \(share.whole.english)")
            )
        }
        switch measure {
        case .growthOverTwoYears, .growthOverThreeYears:
            let lack = Wording("增速低于要求", en: "it grows too slowly")
            return (lack, Wording("须保持更高的收入增速", en: "revenue has to grow faster"))
        case .share:
            return (Wording("未达到要求", en: "below what is asked"), remedy)
        case .money, .people, .count, .points, .years, .days:
            let difference = Fraction(
                abs(needed.exact.top * Int128(figure.bottom) - Int128(figure.top) * needed.exact.bottom), over: needed.exact.bottom * Int128(figure.bottom))
            let lack = measure.text(Figure(difference ?? Fraction(0)))
            return (isOver ? Wording("超出 \(lack.chinese)", en: "\(lack.english) too much") : Wording("还差 \(lack.chinese)", en: "\(lack.english) short"), remedy)
        }
    }
}

extension ScoreCard.Item {
    func line(_ finding: Finding) -> ScoreLine {
        let table = tables.indices.contains(Int(finding.table)) ? tables[Int(finding.table)] : nil
        var reason = Wording("由专家评价", en: "judged by experts")
        if let table, let figure = finding.figure {
            let shown = table.measure.text(figure)
            reason = Wording("\(table.text.chinese) \(shown.chinese)", en: "\(table.text.english) \(shown.english)")
        } else if finding.outcome == .unknown {
            reason = Wording("缺少数据", en: "figures are missing")
        } else if !tables.isEmpty, finding.outcome == .unmet {
            reason = Wording("没有可计分的数据", en: "nothing that counts")
        }
        return ScoreLine(
            code: code, text: text, most: most, low: Int(finding.low), high: Int(finding.high), outcome: finding.outcome, isVerified: isVerified,
            reason: reason,
            next: table.flatMap { next($0, finding) })
    }

    private func next(_ table: ScoreCard.Table, _ finding: Finding) -> Wording? {
        guard let figure = finding.figure else { return nil }
        let now = table.band(of: figure.exact) ?? table.bands.count
        guard now > 0 else { return nil }
        let better = table.bands[now - 1]
        let more = better.high - Int(finding.high)
        guard more > 0 else { return nil }
        let bound = table.measure.text(Figure(better.limit))
        let sign = better.comparison == .atMost ? "≤" : better.comparison == .moreThan ? ">" : "≥"
        var closing = Wording("", en: "")
        if let share = table.share {
            let asked = (better.limit.top * Int128(figure.bottom) + better.limit.bottom - 1) / better.limit.bottom
            let amount = share.measure.text(Figure(Fraction(abs(asked - Int128(figure.top)), over: 1) ?? Fraction(0)))
            closing =
                better.comparison == .atMost
                ? Wording("（\(share.part.chinese)减少 \(amount.chinese)）", en: " (\(share.part.english): \(amount.english) less)")
                : Wording("（\(share.part.chinese)再增加 \(amount.chinese)）", en: " (\(share.part.english): \(amount.english) more)")
        }
        return Wording("\(sign) \(bound.chinese)\(closing.chinese)可加 \(more) 分", en: "\(sign) \(bound.english)\(closing.english) brings \(more) points more")
    }
}
