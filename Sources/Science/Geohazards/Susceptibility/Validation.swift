/// How well an index of susceptibility tells the places that slid from the others.
public struct Validation: Sendable {
    /// Pairs of index and outcome, the highest index first.
    private let sorted: [(index: Double, slid: Bool)]
    private let slides: Int

    /// - Returns: nil unless there are places that slid and places that did not, and every index is a number.
    /// - Complexity: O(n log n).
    public init?(_ index: [Double], slid: [Bool]) {
        guard index.count == slid.count, !index.contains(where: \.isNaN) else { return nil }
        slides = slid.count { $0 }
        guard slides > 0, slides < slid.count else { return nil }
        sorted = zip(index, slid).map { (index: $0, slid: $1) }.sorted { $0.index > $1.index }
    }

    /// The area under the receiver operating characteristic: the chance that a place that slid has a higher index than one that did not. Equal
    /// indices count half (Mann and Whitney 1947; Fawcett 2006).
    public var areaUnderCurve: Double {
        var (sum, place) = (0.0, 0)
        // Ranks from below, equal values sharing the middle of theirs.
        while place < sorted.count {
            var end = place
            var slid = 0
            while end < sorted.count, sorted[end].index == sorted[place].index {
                slid += sorted[end].slid ? 1 : 0
                end += 1
            }
            let rank = Double(sorted.count - place) - Double(end - place - 1) / 2
            sum += rank * Double(slid)
            place = end
        }
        let (positive, negative) = (Double(slides), Double(sorted.count - slides))
        return (sum - positive * (positive + 1) / 2) / (positive * negative)
    }

    /// 成功率曲线: which share of the slides lies in the most susceptible `shares` of the ground.
    ///
    /// - Parameter shares: from 0 to 1, of all places, the most susceptible first.
    public func successRate(at shares: [Double]) -> [Double] {
        var found = [0]
        found.reserveCapacity(sorted.count + 1)
        for place in sorted { found.append(found[found.count - 1] + (place.slid ? 1 : 0)) }
        return shares.map { share in
            let exact = min(max(share, 0), 1) * Double(sorted.count)
            let below = Int(exact)
            let next = min(below + 1, sorted.count)
            let value = Double(found[below]) + (exact - Double(below)) * Double(found[next] - found[below])
            return value / Double(slides)
        }
    }
}
