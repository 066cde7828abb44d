/// Words in both languages.
public struct Wording: Sendable, Hashable {
    public let chinese: String
    public let english: String
    public init(_ chinese: String, en english: String) { (self.chinese, self.english) = (chinese, english) }
}

/// What a clause may speak of: the figures and facts of a firm, by the names that the office writes.
public struct Vocabulary: Sendable {
    /// What kind of number it is: money can be compared with money only.
    public enum Measure: Sendable, Hashable {
        /// Fen.
        case money
        /// People, pieces, shares of 1.
        case plain
        /// Yes or no.
        case truth
    }

    /// One figure or fact.
    public struct Term: Sendable, Hashable {
        /// As programs know it.
        public let code: String
        public let name: Wording
        public let measure: Measure
        /// Whether it is of a year: then 上年 and 前年 may stand before it.
        public let isYearly: Bool
        public init(_ code: String, _ chinese: String, en english: String, _ measure: Measure, isYearly: Bool = false) {
            (self.code, self.name, self.measure, self.isYearly) = (code, Wording(chinese, en: english), measure, isYearly)
        }
    }

    public let terms: [Term]
    private let byName: [String: Term]

    /// Of two terms with one name the first counts.
    public init(_ terms: [Term]) {
        self.terms = terms
        byName = Dictionary(terms.map { ($0.name.chinese, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The figure of a name such as 研发费用, 上年研发费用.
    func figure(_ name: String) -> Figure? {
        if let term = byName[name] { return Figure(term, yearsBack: 0) }
        for (word, back) in Figure.pasts where name.hasPrefix(word) {
            if let term = byName[String(name.dropFirst(word.count))], term.isYearly { return Figure(term, yearsBack: back) }
        }
        return nil
    }

    /// Names that share characters with one that is not known, the likeliest one.
    func like(_ name: String) -> [String] {
        let wanted = Set(name)
        let shared = terms.map { term in (name: term.name.chinese, count: wanted.intersection(term.name.chinese).count) }
        let near = shared.filter { word in word.count > 0 && word.count * 2 >= min(wanted.count, word.name.count) }
        return near.sorted { $0.count > $1.count }.prefix(1).map(\.name)
    }
}

/// A figure of a firm in a year: that of the claim, the one before, or the one before that.
public struct Figure: Sendable, Hashable {
    public let term: Vocabulary.Term
    public let yearsBack: Int
    public init(_ term: Vocabulary.Term, yearsBack: Int) { (self.term, self.yearsBack) = (term, yearsBack) }

    static let pasts = [("上年", 1), ("前年", 2)]

    public var name: Wording {
        switch yearsBack {
        case 1: Wording("上年\(term.name.chinese)", en: "\(term.name.english) of the year before")
        case 2: Wording("前年\(term.name.chinese)", en: "\(term.name.english) two years before")
        default: term.name
        }
    }
}

/// What is known of a firm, for one claim year. What is missing is unknown and never 0.
public struct Facts: Sendable {
    public struct Fact: Sendable, Hashable {
        /// Money in fen; yes is 1 and no is 0.
        public let value: Exact
        /// Whether the office has checked it.
        public let isVerified: Bool
        public init(_ value: Exact, isVerified: Bool = true) { (self.value, self.isVerified) = (value, isVerified) }
    }

    private var facts: [Key: Fact] = [:]
    private struct Key: Hashable { let code: String, back: Int }

    public init() {}

    public subscript(code: String, yearsBack back: Int = 0) -> Fact? {
        get { facts[Key(code: code, back: back)] }
        set { facts[Key(code: code, back: back)] = newValue }
    }
    subscript(figure: Figure) -> Fact? { facts[Key(code: figure.term.code, back: figure.yearsBack)] }
}
