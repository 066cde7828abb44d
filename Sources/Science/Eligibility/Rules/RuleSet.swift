/// The rules of one rung as they were in force for a time. A rule set is never edited: what changes is a new one with another date.
public struct RuleSet: Sendable {
    public let rung: Rung
    /// `2026-2`
    public let version: String
    /// 工信部企业〔2026〕2号 附件1
    public let document: String
    /// The first day on which it is in force.
    public let from: CivilDay
    /// The last one; nil while nothing has replaced it.
    public let until: CivilDay?
    /// Whether its conditions and dates were read in a source; some may lack theirs nevertheless (``Requirement/isVerified``).
    public let isVerified: Bool
    /// What to know before relying on it.
    public let note: Wording?
    /// What always has to hold. Of those that stand together one is enough.
    public internal(set) var clauses: [[Requirement]]
    /// What has to hold beside them, unless one of `instead` does.
    public internal(set) var usual: [[Requirement]]
    public internal(set) var card: ScoreCard?
    /// Any of these stands for the score and for `usual`: direct confirmation.
    public internal(set) var instead: [Requirement]

    public init(
        _ rung: Rung, _ version: String, _ document: String, from: CivilDay, until: CivilDay? = nil, isVerified: Bool = true, note: Wording? = nil,
        _ clauses: [[Requirement]], usual: [[Requirement]] = [], card: ScoreCard? = nil, instead: [Requirement] = []
    ) {
        self.rung = rung
        self.version = version
        self.document = document
        self.from = from
        self.until = until
        self.isVerified = isVerified
        self.note = note
        self.clauses = clauses
        self.usual = usual
        self.card = card
        self.instead = instead
    }

    public func isInForce(on day: CivilDay) -> Bool { from <= day && (until.map { day <= $0 } ?? true) }

    /// All requirements in the order of the findings of a judgement; the items of the score follow them.
    public var requirements: [Requirement] { clauses.flatMap(\.self) + usual.flatMap(\.self) + instead }

    /// Judges a firm, and keeps every reason.
    ///
    /// - Complexity: O(requirements), some 200 ns each.
    public func judge(_ look: Case) -> Judgement {
        var findings: [Finding] = []
        findings.reserveCapacity(count)
        var (always, rest) = (Verdict(), Verdict())
        for clause in clauses { always.add(RuleSet.judge(clause, look, &findings)) }
        for clause in usual { rest.add(RuleSet.judge(clause, look, &findings)) }
        var direct = Outcome.notApplicable
        if !instead.isEmpty { direct = RuleSet.judge(instead, look, &findings) }
        var total: ScoreCard.Total?
        if let card {
            let first = findings.count
            for item in card.items { findings.append(item.judge(look)) }
            let score = card.judge(findings[first...])
            rest.add(score.outcome)
            total = score.total
        }
        let main: Outcome
        switch (rest.outcome, direct) {
        case (_, .met): main = .met
        case (.met, _): main = .met
        case (let rest, .notApplicable), (let rest, .unmet): main = rest
        case (.unmet, let direct): main = direct
        case (let rest, let direct): main = rest == .unknown || direct == .unknown ? .unknown : .review
        }
        always.add(main)
        return Judgement(rung: rung, outcome: always.outcome, isDirect: direct == .met, total: total, findings: findings)
    }

    private static func judge(_ clause: [Requirement], _ look: Case, _ findings: inout [Finding]) -> Outcome {
        if clause.count == 1 {
            let finding = clause[0].judge(look)
            findings.append(finding)
            return finding.outcome
        }
        let first = findings.count
        for requirement in clause { findings.append(requirement.judge(look)) }
        return Outcome.any(findings[first...].lazy.map(\.outcome))
    }

    private var count: Int {
        clauses.reduce(0) { $0 + $1.count } + usual.reduce(0) { $0 + $1.count } + instead.count + (card?.items.count ?? 0)
    }

    /// Outcomes that all have to be fine.
    private struct Verdict {
        private var isUnmet = false, isUnknown = false, isReview = false
        mutating func add(_ outcome: Outcome) {
            switch outcome {
            case .unmet: isUnmet = true
            case .unknown: isUnknown = true
            case .review: isReview = true
            case .met, .notApplicable: break
            }
        }
        var outcome: Outcome { isUnmet ? .unmet : isUnknown ? .unknown : isReview ? .review : .met }
    }
}

/// What came of a rule set for a firm: the outcome and every reason, in the order of ``RuleSet/requirements`` and then of the items of the score.
public struct Judgement: Sendable, Hashable {
    public let rung: Rung
    /// `review` where all that can be computed is fine and a person decides the rest.
    public let outcome: Outcome
    /// Confirmed directly, whatever the score.
    public let isDirect: Bool
    public let total: ScoreCard.Total?
    public let findings: [Finding]
}

/// A rung of the ladder from a traditional firm upwards.
public enum Rung: String, Sendable, Hashable, CaseIterable {
    case scienceSME, municipalScience, innovative, specialised, littleGiant, highTech, highGrowth, aboveScale, board

    public var name: Wording {
        switch self {
        case .scienceSME: Wording("科技型中小企业", en: "Science SME")
        case .municipalScience: Wording("市级科技型企业", en: "Municipal S&T enterprise")
        case .innovative: Wording("创新型中小企业", en: "Innovative SME")
        case .specialised: Wording("专精特新中小企业", en: "Specialised SME")
        case .littleGiant: Wording("专精特新“小巨人”", en: "Little giant")
        case .highTech: Wording("高新技术企业", en: "High-tech enterprise")
        case .highGrowth: Wording("高成长性科技企业", en: "High-growth enterprise")
        case .aboveScale: Wording("规模以上工业企业", en: "Above-scale industrial enterprise")
        case .board: Wording("区域股权市场挂牌", en: "Regional equity board")
        }
    }
}
