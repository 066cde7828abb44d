/// Minimum-cost flow from applications to reviewers by successive shortest paths with potentials (Edmonds and Karp 1972; Ahuja, Magnanti and Orlin 1993,
/// Network Flows, §9.7). Whole numbers throughout, so the result is optimal, not nearly so; the potentials prove it (`bound`).
///
/// Each search begins at an application that still needs reviewers and ends at the nearest reviewer with room; nodes farther than that are not touched, so a
/// search is short unless room is scarce. Worst case: demand × (pairs + nodes) × log.
struct FlowSolver {
    private let problem: ReviewProblem
    /// A reviewer counts as so many units, and a pair takes at most `cap` of them: fractions of an assignment in whole numbers.
    private let units: Int
    private let cap: Int32

    private(set) var flow: [Int32]
    private var missing: [Int]
    private var room: [Int]
    /// Pairs with flow, by reviewer: the ways back.
    private var used: [[Int32]]
    private var rowOf: [Int32]
    private var potentials: [Int64]
    private let costs: [Int32]

    // One search: distance, the pair it came by, and in which search that was.
    private var distance: [Int64]
    private var arrival: [Int32]
    private var searched: [Int32]
    private var search: Int32 = 0
    private var queue = DistanceQueue()
    private var settled: [Int32] = []

    init(_ problem: ReviewProblem, units: Int, cap: Int) {
        self.problem = problem
        self.units = units
        self.cap = Int32(cap)
        let (rows, pairs) = (problem.demands.count, problem.reviewers.count)
        flow = [Int32](repeating: 0, count: pairs)
        missing = problem.demands.map { $0 * units }
        room = problem.limits.map { $0 * units }
        used = [[Int32]](repeating: [], count: problem.limits.count)
        rowOf = [Int32](repeating: 0, count: pairs)
        for row in 0..<rows { for arc in problem.arcs(of: row) { rowOf[arc] = Int32(row) } }
        costs = problem.matches.map { Int32(ReviewProblem.unit) - $0 }
        let nodes = rows + problem.limits.count
        potentials = [Int64](repeating: 0, count: nodes)
        distance = [Int64](repeating: 0, count: nodes)
        arrival = [Int32](repeating: -1, count: nodes)
        searched = [Int32](repeating: -1, count: nodes)
    }

    /// Units that each application still lacks: there is no way to give it more without taking from another.
    var shortages: [Int] { missing }

    mutating func solve() {
        for application in problem.demands.indices {
            while missing[application] > 0, let end = nearestRoom(from: application) { push(from: application, to: end) }
        }
    }

    /// What no assignment can exceed, in millionths of a match and units: the value of the dual program at the potentials. Its terms are worked out here
    /// from the pairs alone, so it holds whatever the search did. Only where nothing is missing.
    var bound: Int64 {
        let rows = problem.demands.count
        var bound: Int64 = 0
        for reviewer in problem.limits.indices { bound += Int64(problem.limits[reviewer] * units) * max(0, -potentials[rows + reviewer]) }
        for row in 0..<rows {
            let worth = Int64(ReviewProblem.unit) + potentials[row]
            bound += Int64(problem.demands[row] * units) * worth
            for arc in problem.arcs(of: row) {
                bound += Int64(cap) * max(0, Int64(problem.matches[arc]) - worth - max(0, -potentials[rows + Int(problem.reviewers[arc])]))
            }
        }
        return bound
    }

    /// In the same measure as `bound`.
    var value: Int64 { zip(flow, problem.matches).reduce(0) { $0 + Int64($1.0) * Int64($1.1) } }

    /// The reviewer with room that is nearest by reduced cost; nil where no way leads to one.
    private mutating func nearestRoom(from start: Int) -> Int? {
        let rows = problem.demands.count
        search += 1
        queue.removeAll()
        settled.removeAll(keepingCapacity: true)
        reach(start, at: 0, by: -1)
        // Farther than the best end found so far nothing needs to be looked at.
        var nearest = Int64.max
        while let (at, node) = queue.popNearest() {
            guard at == distance[node] else { continue }
            settled.append(Int32(node))
            if node >= rows {
                let reviewer = node - rows
                if room[reviewer] > 0 {
                    finish(at: at)
                    return reviewer
                }
                for arc in used[reviewer] {
                    let application = Int(rowOf[Int(arc)])
                    reach(application, at: at - Int64(costs[Int(arc)]) + potentials[node] - potentials[application], by: arc)
                }
            } else {
                for arc in problem.arcs(of: node) where flow[arc] < cap {
                    let next = rows + Int(problem.reviewers[arc])
                    let length = at + Int64(costs[arc]) + potentials[node] - potentials[next]
                    guard length < nearest else { continue }
                    reach(next, at: length, by: Int32(arc))
                    if room[next - rows] > 0 { nearest = min(nearest, length + 1) }
                }
            }
        }
        return nil
    }

    private mutating func reach(_ node: Int, at length: Int64, by arc: Int32) {
        guard searched[node] != search || length < distance[node] else { return }
        searched[node] = search
        distance[node] = length
        arrival[node] = arc
        queue.push(length, node)
    }

    private mutating func finish(at end: Int64) { for node in settled { potentials[Int(node)] += distance[Int(node)] - end } }

    /// Sends as many units along the way that was found as it carries.
    private mutating func push(from start: Int, to reviewer: Int) {
        let amount = Int32(clamping: min(missing[start], room[reviewer], carried(from: start, to: reviewer)))
        let rows = problem.demands.count
        var node = rows + reviewer
        while node != start {
            let arc = Int(arrival[node])
            let other = Int(problem.reviewers[arc])
            if node >= rows {
                if flow[arc] == 0 { used[other].append(Int32(arc)) }
                flow[arc] += amount
                node = Int(rowOf[arc])
            } else {
                flow[arc] -= amount
                if flow[arc] == 0, let place = used[other].firstIndex(of: Int32(arc)) { used[other].remove(at: place) }
                node = rows + other
            }
        }
        missing[start] -= Int(amount)
        room[reviewer] -= Int(amount)
    }

    private func carried(from start: Int, to reviewer: Int) -> Int {
        let rows = problem.demands.count
        var (node, least) = (rows + reviewer, Int.max)
        while node != start {
            let arc = Int(arrival[node])
            least = min(least, Int(node >= rows ? cap - flow[arc] : flow[arc]))
            node = node >= rows ? Int(rowOf[arc]) : rows + Int(problem.reviewers[arc])
        }
        return least
    }
}

/// A binary heap of nodes by distance; a node may be in it several times.
struct DistanceQueue {
    private var heap: [(at: Int64, node: Int32)] = []

    mutating func removeAll() { heap.removeAll(keepingCapacity: true) }

    mutating func push(_ at: Int64, _ node: Int) {
        heap.append((at, Int32(node)))
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[child].at < heap[parent].at else { break }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    mutating func popNearest() -> (at: Int64, node: Int)? {
        guard let first = heap.first else { return nil }
        let last = heap.removeLast()
        if !heap.isEmpty {
            var parent = 0
            heap[0] = last
            while true {
                var least = parent
                let (left, right) = (2 * parent + 1, 2 * parent + 2)
                if left < heap.count, heap[left].at < heap[least].at { least = left }
                if right < heap.count, heap[right].at < heap[least].at { least = right }
                guard least != parent else { break }
                heap.swapAt(least, parent)
                parent = least
            }
        }
        return (first.at, Int(first.node))
    }
}
