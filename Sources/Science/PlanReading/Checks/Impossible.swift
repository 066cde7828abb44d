/// Shares of more than a hundred percent.
enum Impossible {
    static let rule = "impossible-value"

    static func run(_ evidence: Evidence) -> [Finding] {
        evidence.facts.all.compactMap { fact in
            guard fact.measure.isPercent, fact.nature == .level || fact.nature == .built || fact.nature == .share, fact.value > Number(100) else { return nil }
            let words = folded(fact.name)
            guard fact.nature == .share || shares.match(words, before: words.count, floor: 0) != nil, !open.occurs(in: words, 0..<words.count) else {
                return nil
            }
            return Finding(
                rule, .error, "“\(fact.name)”为\(evidence.quote(fact.valueSpan))，超过100%。", why: "这一比率不可能超过100%。", remedy: "核对数值。", at: [fact.span])
        }
    }

    private static let shares = Phrases<Bool>(
        "覆盖率 普及率 合格率 达标率 处理率 通达率 入学率 入园率 巩固率 参保率 建成率 知晓率 满意度 满意率 占比 利用率 建有率 办结率 森林覆盖率 机械化率 城镇化率 使用率 治理率 到位率 优良率 建档率 气化率", true)
    private static let open = Phrases<Bool>("毛入学率 毛入园率 增长 产能 拨备 偿付", true)
}
