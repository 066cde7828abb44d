/// Gives every application its reviewers so that the sum of matches is as large as the limits allow.
public enum Assigner {
    /// The best assignment, and what no assignment can exceed.
    ///
    /// Where not every application can get its number, as many places as possible are filled, and `shortages` says which are not.
    public static func assign(_ problem: ReviewProblem) -> Assignments {
        var solver = FlowSolver(problem, units: 1, cap: 1)
        solver.solve()
        return Assignments(problem, solver, units: 1, probabilities: nil, chosen: solver.flow.map { $0 > 0 })
    }

    /// A random assignment in which no pair comes together with more than `percent` per cent probability, with the largest expected sum of matches
    /// under that cap (Jecmen, Zhang, Liu, Shah, Conitzer and Fang 2020, Mitigating Manipulation in Peer Review via Randomized Reviewer Assignments).
    ///
    /// First the linear program over probabilities, as a flow in hundredths; then one draw with exactly these probabilities, in which every application
    /// still gets its full number and nobody more than their limit. Chance comes in with `random`; the same seed gives the same draw.
    ///
    /// Where the cap leaves too few reviewers, places stay open (`shortages`): at 20 per cent an application that needs five has to have 25 who may.
    public static func draw(_ problem: ReviewProblem, percent: Int, using random: inout some RandomNumberGenerator) throws(ReviewProblemError) -> Assignments {
        guard (1...100).contains(percent) else { throw .badCap(percent: percent) }
        var solver = FlowSolver(problem, units: 100, cap: percent)
        solver.solve()
        var rounding = FlowRounding(problem, flow: solver.flow, units: 100)
        rounding.run(using: &random)
        return Assignments(problem, solver, units: 100, probabilities: solver.flow.map { Double($0) / 100 }, chosen: rounding.flow.map { $0 > 0 })
    }
}

/// Who reviews what, how good that is, and how fair.
public struct Assignments: Sendable {
    /// By application: its reviewers, the best match first.
    public let reviewers: [[Int]]
    /// By application: how many places could not be filled.
    public let shortages: [Int]
    /// The sum of the matches of those assigned.
    public let total: Double
    /// The largest sum that is possible: for a draw, the expected one under the cap. nil where places stay open.
    public let bound: Double?
    /// The value that was optimised: `total`, or for a draw its expectation.
    public let expected: Double
    /// By application: who could have been drawn and how likely, the likeliest first; empty where nothing was drawn.
    public let probabilities: [[(reviewer: Int, probability: Double)]]
    let problem: ReviewProblem

    /// The share of the bound that is missed, 0 where it is reached; nil where places stay open.
    public var gap: Double? { bound.map { $0 > 0 ? max(0, 1 - expected / $0) : 0 } }

    init(_ problem: ReviewProblem, _ solver: FlowSolver, units: Int, probabilities: [Double]?, chosen: [Bool]) {
        let scale = ReviewProblem.unit * Double(units)
        self.problem = problem
        var total: Int64 = 0
        var reviewers: [[Int]] = []
        var drawn: [[(reviewer: Int, probability: Double)]] = []
        for row in problem.demands.indices {
            let arcs = problem.arcs(of: row)
            let own = arcs.filter { chosen[$0] }.sorted { problem.matches[$0] == problem.matches[$1] ? $0 < $1 : problem.matches[$0] > problem.matches[$1] }
            total += own.reduce(0) { $0 + Int64(problem.matches[$1]) }
            reviewers.append(own.map { Int(problem.reviewers[$0]) })
            guard let probabilities else { continue }
            let likely = arcs.filter { probabilities[$0] > 0 }.map { (reviewer: Int(problem.reviewers[$0]), probability: probabilities[$0]) }
            drawn.append(likely.sorted { $0.probability == $1.probability ? $0.reviewer < $1.reviewer : $0.probability > $1.probability })
        }
        self.reviewers = reviewers
        self.probabilities = drawn
        self.total = Double(total) / ReviewProblem.unit
        expected = Double(solver.value) / scale
        shortages = zip(problem.demands, reviewers).map { $0 - $1.count }
        bound = solver.shortages.allSatisfy { $0 == 0 } ? Double(solver.bound) / scale : nil
    }
}
