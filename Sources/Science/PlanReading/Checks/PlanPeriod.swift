/// 规划期为2021—2026年 against the years of the title.
enum PlanPeriod {
    static func run(_ evidence: Evidence) -> [Finding] {
        guard let title = evidence.reading.document.title, let place = evidence.reading.document.titleSpan, let years = years(folded(title)) else { return [] }
        return evidence.passages.filter { !$0.isCell }.compactMap { passage in
            guard let word = words.first(in: evidence.characters, passage.range) else { return nil }
            let after = word.range.upperBound..<min(passage.range.upperBound, word.range.upperBound + 16)
            guard let time = Times.all(in: evidence.characters, after).first(where: { $0.kind == .during && !$0.isFiveYearPlan }),
                time.range.lowerBound - after.lowerBound <= 3, time.from != years.from || time.to != years.to
            else { return nil }
            return Finding(
                Periods.planRule, .error, "正文的规划期\(evidence.quote(time.range))与标题（\(years.from)—\(years.to)年）不符。", why: "规划期前后不一，目标年份和项目起止都失去依据。",
                remedy: "统一规划期。",
                at: [place, evidence.span(word.range.lowerBound..<time.range.upperBound)])
        }
    }

    private static func years(_ title: [Character16]) -> (from: Int, to: Int)? {
        let times = Times.all(in: title, 0..<title.count)
        if let span = times.first(where: { $0.kind == .during && !$0.isFiveYearPlan && $0.to > $0.from }) { return (span.from, span.to) }
        for index in title.indices {
            var end = index
            if let plan = Times.fiveYearPlan(title, &end, title.count) { return (1951 + 5 * plan, 1955 + 5 * plan) }
        }
        return nil
    }

    private static let words = Phrases<Bool>("规划期限为 规划期为 规划期: 规划期限: 规划期 规划期限 实施期限为 规划时限为", true)
}
