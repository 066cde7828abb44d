/// Draws a whole assignment from a fractional one so that each pair comes with exactly its probability.
///
/// Push along a cycle of fractional pairs, one way or the other by lot, until a pair becomes whole; repeat until all are. Sums at every node stay what they
/// are (Budish, Che, Kojima and Milgrom 2013; the sampling of Jecmen et al. 2020; dependent rounding, Gandhi et al. 2006). What a node lacks to a whole
/// number goes to an extra node of the other side, and what these two lack, between them: so every node has a whole sum, a fractional pair at a node is
/// never the only one, and every walk comes back to where it was. Each cycle makes at least one pair whole: at most as many rounds as fractional pairs.
struct FlowRounding {
    private let units: Int32
    private(set) var flow: [Int32]
    private let pairs: Int
    /// The two nodes of each pair, rests at the end. Nodes: applications, reviewers, the extra application, the extra reviewer.
    private var ends: [(Int32, Int32)] = []
    /// Fractional pairs at each node.
    private var open: [[Int32]]

    init(_ problem: ReviewProblem, flow: [Int32], units: Int) {
        self.units = Int32(units)
        self.flow = flow
        pairs = flow.count
        let rows = problem.demands.count
        let extraApplication = rows + problem.limits.count
        let extraReviewer = extraApplication + 1
        open = [[Int32]](repeating: [], count: extraReviewer + 1)
        ends.reserveCapacity(pairs + problem.limits.count)
        var loads = [Int](repeating: 0, count: problem.limits.count)
        var applicationSums = [Int](repeating: 0, count: rows)
        for row in 0..<rows {
            for arc in problem.arcs(of: row) {
                ends.append((Int32(row), Int32(rows) + problem.reviewers[arc]))
                loads[Int(problem.reviewers[arc])] += Int(flow[arc])
                applicationSums[row] += Int(flow[arc])
            }
        }
        for (reviewer, load) in loads.enumerated() { addPair(rows + reviewer, extraApplication, -load) }
        for (row, sum) in applicationSums.enumerated() { addPair(row, extraReviewer, -sum) }
        addPair(extraApplication, extraReviewer, loads.reduce(0, +))
        for arc in ends.indices where isFractional(arc) {
            open[Int(ends[arc].0)].append(Int32(arc))
            open[Int(ends[arc].1)].append(Int32(arc))
        }
    }

    /// A pair that takes `sum` beyond whole reviewers; none where it is whole.
    private mutating func addPair(_ node: Int, _ extra: Int, _ sum: Int) {
        let rest = (sum % Int(units) + Int(units)) % Int(units)
        guard rest > 0 else { return }
        ends.append((Int32(node), Int32(extra)))
        flow.append(Int32(rest))
    }

    mutating func run(using random: inout some RandomNumberGenerator) {
        for start in open.indices { while !open[start].isEmpty { roundOneCycle(from: start, using: &random) } }
        flow.removeLast(flow.count - pairs)
    }

    private func isFractional(_ arc: Int) -> Bool { flow[arc] % units != 0 }

    /// Walks along fractional pairs until a node comes again, then pushes around the cycle.
    private mutating func roundOneCycle(from start: Int, using random: inout some RandomNumberGenerator) {
        var seen: [Int: Int] = [start: 0]
        var way: [Int] = []
        var node = start
        while true {
            guard let arc = open[node].last(where: { Int($0) != way.last }).map(Int.init) else { preconditionFailure("a node without a whole sum") }
            way.append(arc)
            node = Int(ends[arc].0) == node ? Int(ends[arc].1) : Int(ends[arc].0)
            if let first = seen[node] {
                push(along: Array(way[first...]), using: &random)
                return
            }
            seen[node] = way.count
        }
    }

    /// Every other pair of the cycle gets more, the others less; both sides have as many.
    private mutating func push(along cycle: [Int], using random: inout some RandomNumberGenerator) {
        var (up, down) = (units, units)
        for (place, arc) in cycle.enumerated() {
            let part = flow[arc] % units
            (up, down) = place % 2 == 0 ? (min(up, units - part), min(down, part)) : (min(up, part), min(down, units - part))
        }
        // Up with probability down / (up + down): on average nothing changes.
        let step = Int32.random(in: 0..<up + down, using: &random) < down ? up : -down
        for (place, arc) in cycle.enumerated() {
            flow[arc] += place % 2 == 0 ? step : -step
            guard !isFractional(arc) else { continue }
            open[Int(ends[arc].0)].removeAll { Int($0) == arc }
            open[Int(ends[arc].1)].removeAll { Int($0) == arc }
        }
    }
}
