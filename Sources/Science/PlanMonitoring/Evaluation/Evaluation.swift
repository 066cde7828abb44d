/// The score and grade of a unit or of a plan, with reasons.
public struct Evaluation: Sendable, Hashable {
    /// The points of one item.
    public struct Points: Sendable, Hashable {
        public let item: ScoreItem
        /// Its weight of 100 after scaling; 0 where it was left out.
        public let share: Double
        /// 0…share; nil where it was left out because its value is missing.
        public let points: Double?
        public let reason: Reason
    }

    public let items: [Points]
    /// The sum of the items' points, 0…100; nil where every value is missing.
    public let ownScore: Double?
    /// The weighted mean of third parties; nil without any.
    public let thirdPartyScore: Double?
    /// 0…100, two decimals; nil where nothing is known.
    public let total: Double?
    /// After the cap for binding indicators in red.
    public let grade: Grade?
    public let reason: Reason
}

extension ScoringRules {
    /// Scores items: points = weight × min(1, s), not below 0; weights are scaled to 100 (policy rules §8.2).
    ///
    /// Total = (1 − share) × own score + share × mean of third parties + corrections, between 0 and 100. Where third parties are foreseen and none has
    /// scored, `missing` decides as it does for items: their share goes to the own score, or counts as 0.
    public func evaluate(_ items: [ScoreItem], thirdParties: [ThirdPartyScore] = [], corrections: [Correction] = []) throws(EvaluationProblem) -> Evaluation {
        try check(items, thirdParties, corrections)
        var reason = Reason()
        let points = score(items, corrections)
        let known = points.compactMap(\.points)
        let own = known.isEmpty ? nil : known.reduce(0, +)
        note(own: own, points: points, in: &reason)
        let third = mean(of: thirdParties, in: &reason)
        guard let mixed = mix(own: own, third: third, in: &reason) else {
            return Evaluation(items: points, ownScore: own, thirdPartyScore: third, total: nil, grade: nil, reason: reason)
        }
        let total = Self.printed(correct(mixed, by: corrections.filter { $0.item == nil }, in: &reason))
        reason.note(Quantity("Σ", Statement("总分", "total"), total))
        return Evaluation(
            items: points, ownScore: own, thirdPartyScore: third, total: total, grade: grade(of: total, items: items, in: &reason), reason: reason)
    }

    private func check(_ items: [ScoreItem], _ thirdParties: [ThirdPartyScore], _ corrections: [Correction]) throws(EvaluationProblem) {
        guard !items.isEmpty else { throw .noItems }
        var ids: Set<String> = []
        for item in items {
            guard item.weight > 0, item.weight <= 1e9 else { throw .badWeight(of: item.id) }
            guard ids.insert(item.id).inserted else { throw .repeatedItem(item.id) }
        }
        for party in thirdParties {
            guard (0...100).contains(party.score), party.weight > 0, party.weight <= 1e9 else { throw .badThirdPartyScore(party.name) }
        }
        for correction in corrections {
            if let id = correction.item {
                guard let item = items.first(where: { $0.id == id }) else { throw .unknownItem(id) }
                if item.scheduleRatio == nil, missing == .renormalise { throw .correctionOfMissing(id) }
            }
            guard correction.reason.contains(where: { !$0.isWhitespace }) else { throw .correctionWithoutReason }
            guard abs(correction.points) <= 100 else { throw .badCorrection }
        }
    }

    private func score(_ items: [ScoreItem], _ corrections: [Correction]) -> [Evaluation.Points] {
        let counted = items.filter { $0.scheduleRatio != nil || missing == .zeroPoints }
        let weights = counted.reduce(0) { $0 + $1.weight }
        return items.map { item in
            var reason = Reason()
            guard let ratio = item.scheduleRatio ?? (missing == .zeroPoints ? 0 : nil) else {
                reason.note("无数据，不计分", "no data, so it is left out")
                return Evaluation.Points(item: item, share: 0, points: nil, reason: reason)
            }
            let share = item.weight / weights * 100
            let capped = min(max(ratio, 0), 1)
            let (shareText, pointsText) = (NumberText.plain(share, decimals: 2), NumberText.plain(share * capped, decimals: 2))
            reason.note(Quantity("w", Statement("权重", "weight"), share))
            reason.note(Quantity("s", Statement("序时进度比", "schedule ratio"), ratio))
            if item.scheduleRatio == nil {
                reason.note("无数据，计零分", "no data, so no points")
            } else {
                let formula = "\(shareText) × min(1, \(NumberText.plain(ratio))) = \(pointsText)"
                reason.note("得分 = 权重 × min(1, s) = \(formula)", "points = weight × min(1, s) = \(formula)")
            }
            var points = share * capped
            for correction in corrections where correction.item == item.id {
                points = min(max(points + correction.points, 0), share)
                note(correction, now: points, in: &reason)
            }
            return Evaluation.Points(item: item, share: share, points: points, reason: reason)
        }
    }

    private func note(own: Double?, points: [Evaluation.Points], in reason: inout Reason) {
        let absent = points.filter { $0.item.scheduleRatio == nil }.count
        if absent > 0 { reason.note("\(absent) 项缺数据（\(missing.name.chinese)）", "\(absent) without data (\(missing.name.english))") }
        guard let own else { return reason.note("各项均无数据", "there is no data at all") }
        reason.note(Quantity("O", Statement("指标得分", "points of the items"), own))
        reason.note(
            "\(points.count - absent) 项得分合计 \(NumberText.plain(own, decimals: 2))",
            "\(points.count - absent) items add up to \(NumberText.plain(own, decimals: 2))")
    }

    private func mean(of parties: [ThirdPartyScore], in reason: inout Reason) -> Double? {
        guard !parties.isEmpty else { return nil }
        let mean = parties.reduce(0) { $0 + $1.score * $1.weight } / parties.reduce(0) { $0 + $1.weight }
        reason.note(Quantity("E", Statement("第三方评分", "third parties"), mean))
        return mean
    }

    private func mix(own: Double?, third: Double?, in reason: inout Reason) -> Double? {
        guard let own else { return nil }
        guard thirdPartyShare > 0 else { return own }
        guard let third = third ?? (missing == .zeroPoints ? 0 : nil) else {
            reason.note("尚无第三方评分，按指标得分计", "third parties have not scored yet, so the items alone count")
            return own
        }
        let total = (1 - thirdPartyShare) * own + thirdPartyShare * third
        let share = NumberText.percent(thirdPartyShare)
        let formula =
            "\(NumberText.percent(1 - thirdPartyShare)) × \(NumberText.plain(own, decimals: 2)) + \(share) × \(NumberText.plain(third, decimals: 2)) = \(NumberText.plain(total, decimals: 2))"
        reason.note("第三方评分占 \(share)：\(formula)", "third parties count for \(share): \(formula)")
        return total
    }

    private func correct(_ score: Double, by corrections: [Correction], in reason: inout Reason) -> Double {
        corrections.reduce(score) { score, correction in
            let corrected = min(max(score + correction.points, 0), 100)
            note(correction, now: corrected, in: &reason)
            return corrected
        }
    }

    private func note(_ correction: Correction, now points: Double, in reason: inout Reason) {
        let change = (correction.points < 0 ? "" : "+") + NumberText.plain(correction.points, decimals: 2)
        let result = NumberText.plain(points, decimals: 2)
        reason.note("人工更正 \(change) 分（\(correction.reason)），得 \(result)", "corrected by hand by \(change) (\(correction.reason)) to \(result)")
    }

    private func grade(of total: Double, items: [ScoreItem], in reason: inout Reason) -> Grade {
        let earned = grade(of: total)
        let inRed = items.filter { $0.isBinding && $0.light == .red }
        let score = NumberText.plain(total, decimals: 2)
        guard let cap = capOfBindingInRed, !inRed.isEmpty, cap < earned else {
            reason.note("总分 \(score)，等次为\(earned.name.chinese)", "total \(score), grade \(earned.name.english)")
            return earned
        }
        let (chinese, english) = (inRed.map(\.name.chinese).joined(separator: "、"), inRed.map(\.name.english).joined(separator: ", "))
        reason.note(
            "总分 \(score)，按分数为\(earned.name.chinese)；约束性指标“\(chinese)”为红灯，等次不高于\(cap.name.chinese)",
            "total \(score) would be \(earned.name.english); the binding “\(english)” is in red, so the grade is at most \(cap.name.english)")
        return cap
    }
}
