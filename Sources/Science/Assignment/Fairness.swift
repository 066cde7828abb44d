/// How evenly an assignment treats applications and reviewers, so that the best sum is not bought with a few neglected ones (Stelmakh, Shah and Singh 2021,
/// PeerReview4All, look at the worst-off application).
public struct FairnessReport: Sendable {
    /// An application's reviewers against what it could have had.
    public struct Share: Sendable, Hashable {
        public let application: Int
        /// The mean match of its reviewers, 0…1.
        public let mean: Double
        /// The mean match of its best reviewers if it were the only one.
        public let alone: Double
    }

    /// The mean match over all filled places.
    public let mean: Double
    /// What a drawing of lots among all who may would bring on average.
    public let meanByLot: Double
    /// The applications from the worst off to the best.
    public let shares: [Share]
    /// Applications with an open place.
    public let short: [Int]
    /// How many reviewers have 0, 1, 2, … applications.
    public let loads: [Int]
    /// Reviewers at their limit: a higher one would help there first.
    public let full: [Int]
    /// The largest probability of any pair; nil where nothing was drawn.
    public let largestProbability: Double?

    /// The mean of the worst tenth of the applications, rounded up.
    public var meanOfWorstTenth: Double {
        let worst = shares.prefix((shares.count + 9) / 10)
        return worst.isEmpty ? 0 : worst.reduce(0) { $0 + $1.mean } / Double(worst.count)
    }
}

extension Assignments {
    /// Time in the number of pairs, times a logarithm.
    public var fairness: FairnessReport {
        var counts = [Int](repeating: 0, count: problem.limits.count)
        for reviewer in reviewers.joined() { counts[reviewer] += 1 }
        var loads = [Int](repeating: 0, count: (counts.max() ?? 0) + 1)
        for count in counts { loads[count] += 1 }
        var shares: [FairnessReport.Share] = []
        var byLot = 0.0
        for row in problem.demands.indices where problem.demands[row] > 0 {
            let matches = problem.arcs(of: row).map { Double(problem.matches[$0]) / ReviewProblem.unit }
            let best = matches.sorted(by: >).prefix(problem.demands[row])
            shares.append(FairnessReport.Share(application: row, mean: mean(row), alone: Self.mean(Array(best))))
            byLot += Self.mean(matches) * Double(min(problem.demands[row], matches.count))
        }
        let places = reviewers.reduce(0) { $0 + $1.count }
        let couldBeFilled = problem.demands.indices.reduce(0) { $0 + min(problem.demands[$1], problem.arcs(of: $1).count) }
        return FairnessReport(
            mean: places == 0 ? 0 : total / Double(places), meanByLot: couldBeFilled == 0 ? 0 : byLot / Double(couldBeFilled),
            shares: shares.sorted { $0.mean == $1.mean ? $0.application < $1.application : $0.mean < $1.mean },
            short: shortages.indices.filter { shortages[$0] > 0 }, loads: counts.isEmpty ? [] : loads,
            full: counts.indices.filter { problem.limits[$0] > 0 && counts[$0] == problem.limits[$0] },
            largestProbability: probabilities.joined().map(\.probability).max())
    }

    private func mean(_ application: Int) -> Double {
        let own = Set(reviewers[application].map(Int32.init))
        return Self.mean(problem.arcs(of: application).filter { own.contains(problem.reviewers[$0]) }.map { Double(problem.matches[$0]) / ReviewProblem.unit })
    }

    private static func mean(_ values: [Double]) -> Double { values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count) }
}
