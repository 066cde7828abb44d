import Kernel
import PlanMonitoring

/// 评分: points for every target of an evaluation, each with the report it rests on and the way it was computed.
enum Scoring {
    /// Scores are made anew, but what was corrected by hand stays corrected.
    @Sendable static func carryOut(_ round: Row<Round>, _ changes: inout Changes) throws {
        let plan = try changes.row(round.plan)
        let targets = try changes.rows(Target.self) { $0.plan == plan.reference }.filter { round.scope?.contains($0.nature) ?? true }
        guard !targets.isEmpty else { throw changes.refuse("评估范围内没有指标", en: "no target is within the scope of the evaluation") }
        guard let rules = StatusRules(green: round.green, yellow: round.yellow) else {
            throw changes.refuse("黄灯阈值须大于 0 且不高于绿灯阈值", en: "yellow has to begin above 0 and not above green")
        }
        let earlier = Dictionary(
            try changes.rows(Score.self) { $0.round == round.reference }.map { ($0.target, $0) }, uniquingKeysWith: { first, _ in first })
        var left = earlier
        let total = targets.map(\.weight).reduce(0, +)
        for target in targets {
            left[target.reference] = nil
            let report = try report(for: target, round, changes)
            let draft = draft(target, report, round, plan, rules, weight: total > 0 ? target.weight / total * 100 : 100 / Double(targets.count))
            if let known = earlier[target.reference] {
                try changes.update(known.reference) { $0 = draft }
            } else {
                try changes.create(
                    draft, region: round.meta.region, organisation: target.lead?.id.text,
                    isSimulated: round.meta.isSimulated || report?.meta.isSimulated ?? false)
            }
        }
        for score in left.values { try changes.delete(score.reference) }
    }

    /// The newest verified value up to the day of the evaluation. An evaluation that is not simulated rests on nothing that is.
    private static func report(for target: Row<Target>, _ round: Row<Round>, _ changes: Changes) throws -> Row<Report>? {
        try changes.rows(Report.self) { $0.target == target.reference && $0.unit == Report.whole && $0.state == .verified && $0.asOf <= round.asOf }
            .filter { $0.value != nil && (round.meta.isSimulated || !$0.meta.isSimulated) }.max { $0.asOf < $1.asOf }
    }

    private static func draft(
        _ target: Row<Target>, _ report: Row<Report>?, _ round: Row<Round>, _ plan: Row<Plan>, _ rules: StatusRules, weight: Double
    ) -> Draft<Score> {
        let assessment = target.assessment(of: report?.value, on: report?.asOf ?? round.asOf, plan, rules)
        var points = 0.0
        var (reason, english) = (assessment?.reason.statement.chinese ?? "", assessment?.reason.statement.english ?? "")
        let isReached = assessment?.light == .blue || assessment?.light == .green
        if let ratio = assessment?.scheduleRatio ?? (isReached ? 1 : nil) {
            points = weight * min(1, max(0, ratio))
            let formula = "\(Shown.number(weight, decimals: 2)) × min(1, \(Shown.number(ratio))) = \(Shown.number(points, decimals: 2))"
            reason += "得分 \(formula)。"
            english += " Points: \(formula)."
        } else {
            // What was reported and cannot be judged, for lack of a base or before its day, is nobody's fault; what was not reported follows the setting.
            let (isReported, isZero) = (report?.value != nil, round.missing == .zero)
            reason += isReported ? "现在不能评定，不计入总分。" : isZero ? "没有核实数据，计零分。" : "没有核实数据，不计入总分。"
            english +=
                isReported
                ? " It cannot be judged now: it is left out of the total."
                : isZero ? " There is no verified value: no points." : " There is no verified value: it is left out of the total."
        }
        var draft = Draft<Score>()
        draft.round = round.reference
        draft.target = target.reference
        draft.name = target.name
        draft.lead = .some(target.lead)
        draft.actual = .some(report?.value)
        draft.asOf = .some(report?.asOf)
        draft.report = .some(report?.reference)
        draft.progress = .some(assessment?.progress)
        draft.attainment = .some(assessment?.attainment)
        draft.pace = .some(assessment?.scheduleRatio)
        draft.status = assessment.map(Target.Status.init) ?? .unknown
        draft.weight = weight
        draft.automatic = points
        draft.reason = String(reason.prefix(2000))
        draft.reasonInEnglish = .some(String(english.drop { $0 == " " }.prefix(4000)))
        return draft
    }
}

/// What an evaluation came to, for the whole and for each unit.
struct RoundResult: Sendable {
    let round: Row<Round>
    let scores: [Row<Score>]
    let total: Line
    let units: [Line]
    let found: Found<Score>
    let targets: Found<Target>
    let outsiders: Found<ThirdPartyScore>

    /// The result of one unit, or of all.
    struct Line: Sendable {
        let unit: Reference<Organisation>?
        let name: Label
        let scores: [Row<Score>]
        /// Of 100, from the targets.
        let own: Double?
        let thirdParty: Double?
        /// Of 100.
        let total: Double?
        let grade: Grade?
        /// 约束性指标滞后，等次最高为中
        let isCapped: Bool
        var rank: Int?
    }

    init(_ round: Row<Round>, desk: Desk) async throws {
        let scores = try await desk.find(Score.self) { $0.round == round.reference }
        self.init(
            round, scores, try await desk.find(Target.self) { $0.plan == round.plan },
            try await desk.find(ThirdPartyScore.self) { $0.round == round.reference }, names: try await UnitNames(scores.map(\.lead), desk))
    }

    /// The same from records that are at hand.
    init(
        _ round: Row<Round>, _ found: Found<Score>, _ targets: Found<Target>, _ outsiders: Found<ThirdPartyScore>,
        names: UnitNames? = nil
    ) {
        (self.found, self.targets, self.outsiders) = (found, targets, outsiders)
        let scores = found.rows
        let binding = Set(targets.filter { $0.nature == .binding }.map(\.reference))
        let outside = Dictionary(grouping: outsiders, by: \.unit)
        func line(_ unit: Reference<Organisation>?, _ scores: [Row<Score>], _ outside: [Row<ThirdPartyScore>]) -> Line {
            let counted = scores.filter { $0.isCounted(by: round) }
            let weight = counted.map(\.weight).reduce(0, +)
            let own = weight > 0 ? counted.map(\.points).reduce(0, +) / weight * 100 : nil
            let thirdParty = outside.isEmpty ? nil : outside.map(\.points).reduce(0, +) / Double(outside.count)
            let share = thirdParty == nil ? 0 : round.thirdPartyShare / 100
            let total = own.map { $0 * (1 - share) + (thirdParty ?? 0) * share }
            let isCapped = scores.contains { binding.contains($0.target) && $0.status == .behind }
            let rules = ScoringRules(excellent: round.excellent, good: round.good, medium: round.medium) ?? .standard
            let grade = total.map { rules.grade(of: $0) }.map { isCapped ? min($0, .medium) : $0 }
            return Line(
                unit: unit, name: unit.flatMap { names?.name($0) }.map { Label($0, en: $0) } ?? Label("未明确责任单位", en: "no responsible unit"),
                scores: scores, own: own,
                thirdParty: thirdParty, total: total, grade: grade,
                isCapped: isCapped)
        }
        self.round = round
        self.scores = scores.sorted { $0.id < $1.id }
        total = line(nil, scores, [])
        let lines = Dictionary(grouping: scores, by: \.lead).map { unit, scores in line(unit, scores, unit.flatMap { outside[$0] } ?? []) }
        let ranked = Ranking.competition(lines.filter { $0.unit != nil }.map { (id: $0.unit, score: $0.total) })
        let ranks = Dictionary(ranked.map { ($0.id, $0.rank) }, uniquingKeysWith: { first, _ in first })
        units = lines.map { line in
            var line = line
            line.rank = ranks[line.unit] ?? nil
            return line
        }.sorted { ($0.rank ?? .max, $0.name.chinese) < ($1.rank ?? .max, $1.name.chinese) }
    }
}

extension RoundResult {
    /// Something that the evaluation came to, which can be worked out again from its scores.
    ///
    /// - Parameter scores: those that it is about, where it is not about all.
    func derived(of scores: Found<Score>? = nil, _ read: @escaping @Sendable (RoundResult) -> Derived.Outcome) -> Derived {
        Derived(scores ?? found, round.found, targets, outsiders) { scores, rounds, targets, outsiders in
            guard let round = rounds.first else { return Derived.Outcome(Said.none) }
            return read(RoundResult(round, Found(scores), Found(targets), Found(outsiders)))
        }
    }

    func number(_ numeral: Numeral = .hundredths, of scores: Found<Score>? = nil, _ read: @escaping @Sendable (RoundResult) -> Double?) -> Derived {
        derived(of: scores) { Derived.Outcome(read($0), numeral) }
    }

    /// The scores of a unit.
    func scores(of unit: Reference<Organisation>?) -> Found<Score> { found.narrowed { $0.lead == unit } }
}

extension Row<Score> {
    /// As corrected by hand, or as computed.
    var points: Double { self.corrected ?? self.automatic }

    /// Whether it counts in the total. What cannot be judged never does, unless somebody settled its points; what was not reported does where the
    /// evaluation says that it gets no points.
    func isCounted(by round: Row<Round>) -> Bool {
        self.corrected != nil || self.status != .unjudged && (self.status != .unknown || round.missing == .zero)
    }
}
