/// One condition of a rule set, as code: what it reads of a firm, and what it asks of that.
public struct Requirement: Sendable {
    /// As the text of the rules is cited here: `HTE-4`.
    public let code: String
    public let text: Wording
    /// Where it stands, as far as that is known.
    public let clause: String
    /// Whether the figure was read in a source; what was not is shown as such.
    public let isVerified: Bool
    public internal(set) var limit: Limit
    public let measure: Measure
    /// What a share is of what, so that what is lacking can be said as an amount.
    public let share: Share?
    /// What closes the gap, where the figures do not say it.
    public let remedy: Wording?
    let read: @Sendable (Case) -> Reading

    /// What is asked of the figure.
    public enum Limit: Sendable {
        case atLeast(Fraction)
        case atMost(Fraction)
        case moreThan(Fraction)
        /// At least what follows from the firm: the band of its revenue. nil where that is not known.
        case banded(@Sendable (Case) -> Fraction?)
        /// Yes or no is asked, and yes is right.
        case yes
        /// Yes or no is asked, and no is right.
        case no
        /// No rule decides it: an expert, an audit or an official platform does.
        case judged
    }

    /// The parts of a share.
    public struct Share: Sendable {
        public let part: Wording
        public let whole: Wording
        public let measure: Measure
        public init(_ part: Wording, of whole: Wording, _ measure: Measure = .money) {
            self.part = part
            self.whole = whole
            self.measure = measure
        }
    }

    public init(
        _ code: String, _ chinese: String, en english: String, at clause: String = "", isVerified: Bool = true, _ limit: Limit, in measure: Measure = .count,
        share: Share? = nil, remedy: Wording? = nil, _ read: @escaping @Sendable (Case) -> Reading
    ) {
        self.code = code
        text = Wording(chinese, en: english)
        self.clause = clause
        self.isVerified = isVerified
        self.limit = limit
        self.measure = share == nil ? measure : .share
        self.share = share
        self.remedy = remedy
        self.read = read
    }

    /// What no rule decides.
    public static func judged(_ code: String, _ chinese: String, en english: String, at clause: String = "", isVerified: Bool = true, remedy: Wording? = nil)
        -> Requirement
    {
        Requirement(code, chinese, en: english, at: clause, isVerified: isVerified, .judged, remedy: remedy) { _ in .missing }
    }

    func judge(_ look: Case) -> Finding {
        if case .judged = limit { return Finding(.review) }
        let reading = read(look)
        switch reading {
        case .unconcerned: return Finding(.notApplicable)
        case .missing: return Finding(.unknown, needed: plainLimit.map(Figure.init))
        case .undefined: return Finding(.unmet, needed: plainLimit.map(Figure.init))
        case .yes: return Finding(asksForNo ? .unmet : .met)
        case .no: return Finding(asksForNo ? .met : .unmet)
        case .known(let exact):
            switch limit {
            case .atLeast(let least): return Finding(exact >= least ? .met : .unmet, Figure(exact), needed: Figure(least))
            case .atMost(let most): return Finding(exact <= most ? .met : .unmet, Figure(exact), needed: Figure(most))
            case .moreThan(let bound): return Finding(exact > bound ? .met : .unmet, Figure(exact), needed: Figure(bound))
            case .banded(let band):
                guard let least = band(look) else { return Finding(.unknown, Figure(exact)) }
                return Finding(exact >= least ? .met : .unmet, Figure(exact), needed: Figure(least))
            case .yes, .no, .judged: return Finding(.review, Figure(exact))
            }
        }
    }

    /// The limit, where it is one number for all.
    public var plainLimit: Fraction? {
        switch limit {
        case .atLeast(let bound), .atMost(let bound), .moreThan(let bound): bound
        case .banded, .yes, .no, .judged: nil
        }
    }

    private var asksForNo: Bool { if case .no = limit { true } else { false } }
}

/// What came of a requirement or of an item of a score.
public struct Finding: Sendable, Hashable {
    public let outcome: Outcome
    /// The points of an item, from … to; 0 for a requirement.
    public let low: Int8
    public let high: Int8
    /// Which of the tables of an item counted.
    public let table: Int8
    /// The figure that was used.
    public let figure: Figure?
    /// What it was held against.
    public let needed: Figure?

    init(_ outcome: Outcome, _ figure: Figure? = nil, needed: Figure? = nil, low: Int = 0, high: Int = 0, table: Int = 0) {
        self.outcome = outcome
        self.figure = figure
        self.needed = needed
        self.low = Int8(clamping: low)
        self.high = Int8(clamping: high)
        self.table = Int8(clamping: table)
    }
}

/// What a requirement comes to.
public enum Outcome: UInt8, Sendable, Hashable, CaseIterable {
    case met, unmet
    /// Data are missing or are of another period.
    case unknown
    /// An expert, an audit or an official platform decides.
    case review
    case notApplicable

    public var name: Wording {
        switch self {
        case .met: Wording("符合", en: "met")
        case .unmet: Wording("不符合", en: "not met")
        case .unknown: Wording("数据不足", en: "unknown")
        case .review: Wording("需人工认定", en: "needs a person")
        case .notApplicable: Wording("不适用", en: "does not apply")
        }
    }

    /// Whether nothing stands in the way here.
    var isFine: Bool { self == .met || self == .notApplicable }

    /// Of several that all have to hold.
    static func all(_ outcomes: some Sequence<Outcome>) -> Outcome {
        var (isUnknown, isReview) = (false, false)
        for outcome in outcomes {
            switch outcome {
            case .unmet: return .unmet
            case .unknown: isUnknown = true
            case .review: isReview = true
            case .met, .notApplicable: continue
            }
        }
        return isUnknown ? .unknown : isReview ? .review : .met
    }

    /// Of several of which one is enough.
    static func any(_ outcomes: some Sequence<Outcome>) -> Outcome {
        var (isUnknown, isReview, isConcerned) = (false, false, false)
        for outcome in outcomes {
            switch outcome {
            case .met: return .met
            case .unknown: isUnknown = true
            case .review: isReview = true
            case .unmet: isConcerned = true
            case .notApplicable: continue
            }
        }
        if isUnknown { return .unknown }
        if isReview { return .review }
        return isConcerned ? .unmet : .notApplicable
    }
}
