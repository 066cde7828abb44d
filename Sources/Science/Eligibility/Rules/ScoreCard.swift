/// A table of points.
public struct ScoreCard: Sendable {
    public let items: [Item]
    public let groups: [Group]
    public internal(set) var passing: Passing

    public enum Passing: Sendable, Hashable {
        case atLeast(Int)
        case moreThan(Int)
        /// The first total that passes.
        public var least: Int {
            switch self {
            case .atLeast(let points): points
            case .moreThan(let points): points + 1
            }
        }
    }

    /// Items that are added up together, up to a most, and that need a least of their own.
    public struct Group: Sendable {
        public let text: Wording
        public let items: Range<Int>
        public let most: Int
        public let least: Int
        public init(_ chinese: String, en english: String, _ items: Range<Int>, most: Int, least: Int = 0) {
            text = Wording(chinese, en: english)
            self.items = items
            self.most = most
            self.least = least
        }
    }

    public init(_ items: [Item], groups: [Group] = [], passing: Passing) {
        self.items = items
        self.groups = groups.isEmpty ? [Group("合计", en: "Total", 0..<items.count, most: items.reduce(0) { $0 + $1.most })] : groups
        self.passing = passing
    }

    /// One item: the best of its tables counts, where a firm may choose.
    public struct Item: Sendable {
        public let code: String
        public let text: Wording
        public let most: Int
        public let tables: [Table]
        public let isVerified: Bool
        /// Whether a person gives the points within what the tables allow.
        let isJudged: Bool
        /// What that person gave, where it is known.
        let given: (@Sendable (Case) -> Int?)?

        public init(
            _ code: String, _ chinese: String, en english: String, most: Int, isVerified: Bool = true, _ tables: Table...,
            given: (@Sendable (Case) -> Int?)? = nil
        ) {
            self.code = code
            text = Wording(chinese, en: english)
            self.most = most
            self.tables = tables
            self.isVerified = isVerified
            self.given = given
            isJudged = given != nil
        }

        func judge(_ look: Case) -> Finding {
            var best = Finding(isJudged ? .review : .unknown, high: most)
            if !tables.isEmpty {
                var (low, high, isMissing) = (-1, -1, false)
                for (place, table) in tables.enumerated() {
                    switch table.read(look) {
                    case .known(let exact):
                        let band = table.band(of: exact)
                        let points = band.map { table.bands[$0] }
                        if points?.high ?? 0 > high {
                            (low, high) = (points?.low ?? 0, points?.high ?? 0)
                            best = Finding(
                                low < high ? .review : high > 0 ? .met : band == nil ? .unmet : .review, Figure(exact),
                                needed: band.map { Figure(table.bands[$0].limit) }, low: low,
                                high: high, table: place)
                        }
                    case .missing: isMissing = true
                    case .undefined, .unconcerned, .no, .yes: continue
                    }
                }
                if isMissing {
                    // What is not known might bring as much as the item has.
                    if high < most { best = Finding(.unknown, best.figure, needed: best.needed, low: max(0, low), high: most, table: Int(best.table)) }
                } else if high < 0 {
                    best = Finding(.unmet)
                }
            }
            guard let given = given?(look) else { return best }
            let points = min(max(0, given), most)
            return Finding(points == 0 ? .unmet : .met, best.figure, needed: best.needed, low: points, high: points, table: Int(best.table))
        }
    }

    /// From a figure to points.
    public struct Table: Sendable {
        public let text: Wording
        public let measure: Measure
        public let share: Requirement.Share?
        /// The best first.
        public let bands: [Band]
        let read: @Sendable (Case) -> Reading

        public struct Band: Sendable {
            public let limit: Fraction
            public let comparison: Comparison
            public let low: Int
            public let high: Int
        }
        public enum Comparison: Sendable, Hashable { case atLeast, atMost, moreThan }

        public init(
            _ chinese: String, en english: String, in measure: Measure = .count, share: Requirement.Share? = nil, by comparison: Comparison = .atLeast,
            _ bands: [(limit: Fraction, points: ClosedRange<Int>)], last: (Comparison, Fraction, ClosedRange<Int>)? = nil,
            _ read: @escaping @Sendable (Case) -> Reading
        ) {
            text = Wording(chinese, en: english)
            self.measure = share == nil ? measure : .share
            self.share = share
            var list = bands.map { Band(limit: $0.limit, comparison: comparison, low: $0.points.lowerBound, high: $0.points.upperBound) }
            if let last { list.append(Band(limit: last.1, comparison: last.0, low: last.2.lowerBound, high: last.2.upperBound)) }
            self.bands = list
            self.read = read
        }

        /// The first band that a figure reaches.
        func band(of exact: Fraction) -> Int? {
            for (place, band) in bands.enumerated() {
                switch band.comparison {
                case .atLeast where exact >= band.limit, .atMost where exact <= band.limit, .moreThan where exact > band.limit: return place
                default: continue
                }
            }
            return nil
        }
    }

    /// Points from … to.
    public struct Total: Sendable, Hashable {
        public var low: Int
        public var high: Int
    }

    /// The sum of each group, within its most.
    func totals(_ findings: some RandomAccessCollection<Finding>) -> [Total] {
        groups.map { group in
            var total = Total(low: 0, high: 0)
            for place in group.items {
                let finding = findings[findings.index(findings.startIndex, offsetBy: place)]
                total.low += Int(finding.low)
                total.high += Int(finding.high)
            }
            return Total(low: min(total.low, group.most), high: min(total.high, group.most))
        }
    }

    /// Whether a firm passes, and with how many points.
    func judge(_ findings: some RandomAccessCollection<Finding>) -> (outcome: Outcome, total: Total) {
        var (total, isFailing, isOpen) = (Total(low: 0, high: 0), false, false)
        for group in groups {
            var (low, high) = (0, 0)
            for place in group.items {
                let finding = findings[findings.index(findings.startIndex, offsetBy: place)]
                low += Int(finding.low)
                high += Int(finding.high)
            }
            (low, high) = (min(low, group.most), min(high, group.most))
            total.low += low
            total.high += high
            if high < group.least { isFailing = true } else if low < group.least { isOpen = true }
        }
        if total.high < passing.least || isFailing { return (.unmet, total) }
        if total.low >= passing.least && !isOpen { return (.met, total) }
        // Where nothing is missing but a person's judgement, it is for that person; otherwise data are.
        return (findings.contains { $0.outcome == .unknown } ? .unknown : .review, total)
    }
}
