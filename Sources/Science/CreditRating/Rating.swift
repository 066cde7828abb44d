/// What a firm is worth a loan, with the way to every point.
public struct Rating: Sendable, Hashable {
    public struct ItemResult: Sendable, Hashable {
        public let item: RatingModel.Item
        /// In hundredths; nil where a figure is missing.
        public let points: Int?
        /// The most it could bring.
        public let most: Int
        /// The figure, the band that holds, and what the next better band asks for.
        public let reason: RatingWords
    }

    public struct GroupResult: Sendable, Hashable {
        public let group: RatingModel.Group
        public let items: [ItemResult]
        /// In hundredths, what is missing counted as 0, not above the group's most and not below 0.
        public let points: Int
        /// With the best that missing figures could bring.
        public let possible: Int
        public let reason: RatingWords
    }

    public let model: RatingModel
    public let groups: [GroupResult]
    /// In hundredths of a point.
    public let score: Int
    /// The score if every missing figure turned out best.
    public let possibleScore: Int
    /// nil below the last grade, or where the firm is excluded.
    public let grade: RatingModel.Grade?
    /// The grade by the score alone, before uplift and exclusion.
    public let gradeByScore: RatingModel.Grade?
    /// Why the grade is what it is, in order: arithmetic, uplifts, exclusions, what is missing; first of all that the model is an example.
    public let reasons: [RatingWords]

    /// The recommended limit in fen; 0 without a grade.
    public var limit: Int64 { grade?.limit ?? 0 }

    /// What of an amount asked for may be granted, in fen: no more than the limit less what is owed already.
    public func grantable(_ asked: Int64, owed: Int64 = 0) -> Int64 { max(0, min(asked, limit - max(0, owed))) }
}

extension RatingModel {
    /// Rates a firm by its figures; `flags` are those of uplifts and exclusions that hold for it.
    ///
    /// 0 is a figure; only what is not there is missing, and a ratio over 0 is missing too. Points are whole hundredths, so nothing is rounded.
    public func rate(_ figures: [String: Int64], flags: Set<String> = []) -> Rating {
        let results = groups.map { rate($0, figures) }
        let (score, possible) = (results.reduce(0) { $0 + $1.points }, results.reduce(0) { $0 + $1.possible })
        var reasons: [RatingWords] = []
        if isExample { reasons.append(RatingWords("示例模型，权重非官方发布", "Example model; its weights are no authority's")) }
        let sum = results.map { Self.points($0.points) }.joined(separator: " + ")
        let byScore = grades.first { score >= $0.least }
        reasons.append(
            RatingWords(
                "\(sum) = \(Self.points(score)) 分，\(Self.name(byScore).chinese)", "\(sum) = \(Self.points(score)) points, \(Self.name(byScore).english)"))
        if possible > score {
            let best = Self.name(grades.first { possible >= $0.least })
            reasons.append(
                RatingWords(
                    "有缺失数据按 0 分计；补齐后最多 \(Self.points(possible)) 分，\(best.chinese)",
                    "Missing figures count 0; with them at most \(Self.points(possible)) points, \(best.english)"))
        }
        let lifted = lift(byScore, flags, &reasons)
        let excluded = exclusions.filter { flags.contains($0.key) }.sorted { $0.key < $1.key }.map(\.value)
        for ground in excluded { reasons.append(RatingWords("负面清单：\(ground.chinese)，不予评级", "Negative list: \(ground.english), so no grade")) }
        return Rating(
            model: self, groups: results, score: score, possibleScore: possible, grade: excluded.isEmpty ? lifted : nil, gradeByScore: byScore, reasons: reasons
        )
    }

    private func lift(_ grade: Grade?, _ flags: Set<String>, _ reasons: inout [RatingWords]) -> Grade? {
        guard var grade, let place = grades.firstIndex(of: grade) else { return nil }
        // One status lifts, not several: the one that lifts most.
        if let uplift = uplifts.filter({ flags.contains($0.flag) }).max(by: { $0.grades < $1.grades }), uplift.grades > 0, place > 0 {
            let lifted = grades[max(0, place - uplift.grades)]
            reasons.append(
                RatingWords(
                    "\(uplift.name.chinese)：由 \(grade.code) 级上调为 \(lifted.code) 级", "\(uplift.name.english): lifted from grade \(grade.code) to \(lifted.code)")
            )
            grade = lifted
        }
        return grade
    }

    private func rate(_ group: Group, _ figures: [String: Int64]) -> Rating.GroupResult {
        let items = group.items.map { rate($0, figures, most: group.most) }
        let sum = items.reduce(0) { $0 + ($1.points ?? 0) }
        let possible = items.reduce(0) { $0 + ($1.points ?? $1.most) }
        let points = min(max(0, sum), group.most)
        let (shown, cap) = (Self.points(sum), Self.points(group.most))
        let reason =
            sum > group.most
            ? RatingWords("各项合计 \(shown)，以 \(cap) 分为限", "items add up to \(shown), limited to \(cap)")
            : RatingWords("各项合计 \(shown)，满分 \(cap)", "items add up to \(shown) of \(cap)")
        return Rating.GroupResult(group: group, items: items, points: points, possible: min(max(points, possible), group.most), reason: reason)
    }

    private func rate(_ item: Item, _ figures: [String: Int64], most: Int) -> Rating.ItemResult {
        let best = item.bands.map(\.points).max() ?? most
        func missing(_ chinese: String, _ english: String) -> Rating.ItemResult {
            Rating.ItemResult(item: item, points: nil, most: min(best, most), reason: RatingWords(chinese, english))
        }
        let value: Value
        switch item.source {
        case .points(let key):
            guard let given = figures[key] else { return missing("未打分", "not scored") }
            guard (0...Int64(most)).contains(given) else {
                return missing("打分超出 0 至 \(Self.points(most))", "points are not between 0 and \(Self.points(most))")
            }
            let points = Self.points(Int(given))
            return Rating.ItemResult(item: item, points: Int(given), most: most, reason: RatingWords("评定 \(points) 分", "\(points) points given"))
        case .figure(let key):
            guard let figure = figures[key] else { return missing("缺数据：\(key)", "no figure: \(key)") }
            value = Value(numerator: figure, denominator: nil)
        case .ratio(let upper, let lower):
            guard let numerator = figures[upper] else { return missing("缺数据：\(upper)", "no figure: \(upper)") }
            guard let denominator = figures[lower] else { return missing("缺数据：\(lower)", "no figure: \(lower)") }
            guard denominator > 0 else { return missing("\(lower) 为 0，无法计算比值", "\(lower) is 0, so there is no ratio") }
            value = Value(numerator: numerator, denominator: denominator)
        }
        let held = item.bands.firstIndex { value.holds($0.bound) }
        let points = held.map { item.bands[$0].points } ?? 0
        var (chinese, english) = ("\(value.text)，", "\(value.text), ")
        if let held {
            let band = value.text(of: item.bands[held].bound)
            chinese += "达到 \(band)，得 \(Self.points(points)) 分"
            english += "within \(band): \(Self.points(points)) points"
        } else {
            chinese += "未达到任何档次，得 0 分"
            english += "in no band: 0 points"
        }
        if let next = item.bands[..<(held ?? item.bands.count)].last {
            chinese += "；下一档 \(value.text(of: next.bound)) 得 \(Self.points(next.points)) 分"
            english += "; from \(value.text(of: next.bound)) on, \(Self.points(next.points))"
        }
        return Rating.ItemResult(item: item, points: points, most: best, reason: RatingWords(chinese, english))
    }

    private static func name(_ grade: Grade?) -> RatingWords {
        grade.map { RatingWords("\($0.code) 级", "grade \($0.code)") } ?? RatingWords("不入级", "no grade")
    }

    /// 12.5, from hundredths.
    static func points(_ hundredths: Int) -> String { Value.decimal(Int64(hundredths), 100) }
}
