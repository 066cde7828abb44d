/// Who could review what, how well, and how much: the question that `Assigner` answers. Applications and reviewers go by their places in lists, from 0.
public struct ReviewProblem: Sendable {
    /// A reviewer who may review an application, and how well it fits, 0…1. A pair that is not listed is not assigned: no expertise, or avoidance.
    public struct Pair: Sendable, Hashable {
        public let application: Int
        public let reviewer: Int
        public let match: Double

        public init(application: Int, reviewer: Int, match: Double) {
            (self.application, self.reviewer, self.match) = (application, reviewer, match)
        }
    }

    /// How many reviewers each application needs.
    public let demands: [Int]
    /// How many applications each reviewer takes at most.
    public let limits: [Int]

    /// Matches in millionths, which is how fine the optimum is; pairs by application (compressed rows).
    let rowStarts: [Int]
    let reviewers: [Int32]
    let matches: [Int32]

    static let unit: Double = 1_000_000
    static let mostPairs = 20_000_000

    /// Throws what is wrong with the question: a place beyond a list, a number out of range, a pair named twice.
    public init(demands: [Int], limits: [Int], pairs: [Pair]) throws(ReviewProblemError) {
        guard pairs.count <= Self.mostPairs else { throw .tooManyPairs(limit: Self.mostPairs) }
        for (application, demand) in demands.enumerated() where !(0...1000).contains(demand) { throw .badDemand(application: application) }
        for (reviewer, limit) in limits.enumerated() where !(0...100_000).contains(limit) { throw .badLimit(reviewer: reviewer) }
        var starts = [Int](repeating: 0, count: demands.count + 1)
        for pair in pairs {
            guard demands.indices.contains(pair.application), limits.indices.contains(pair.reviewer) else { throw .noSuchPlace(pair) }
            guard (0...1).contains(pair.match) else { throw .badMatch(pair) }
            starts[pair.application + 1] += 1
        }
        for row in demands.indices { starts[row + 1] += starts[row] }
        var next = starts
        var reviewers = [Int32](repeating: 0, count: pairs.count)
        var matches = [Int32](repeating: 0, count: pairs.count)
        for pair in pairs {
            reviewers[next[pair.application]] = Int32(pair.reviewer)
            matches[next[pair.application]] = Int32((pair.match * Self.unit).rounded())
            next[pair.application] += 1
        }
        var lastRow = [Int](repeating: -1, count: limits.count)
        for row in demands.indices {
            for arc in starts[row]..<starts[row + 1] {
                guard lastRow[Int(reviewers[arc])] != row else { throw .repeatedPair(application: row, reviewer: Int(reviewers[arc])) }
                lastRow[Int(reviewers[arc])] = row
            }
        }
        (self.demands, self.limits, rowStarts, self.reviewers, self.matches) = (demands, limits, starts, reviewers, matches)
    }

    func arcs(of application: Int) -> Range<Int> { rowStarts[application]..<rowStarts[application + 1] }
}

/// What is wrong with a question.
public enum ReviewProblemError: Error, Hashable, Sendable {
    case badDemand(application: Int)
    case badLimit(reviewer: Int)
    /// The pair names an application or a reviewer beyond the list.
    case noSuchPlace(ReviewProblem.Pair)
    /// A match is 0…1.
    case badMatch(ReviewProblem.Pair)
    case repeatedPair(application: Int, reviewer: Int)
    case tooManyPairs(limit: Int)
    /// The largest probability of a pair is 1…100 per cent.
    case badCap(percent: Int)
}
