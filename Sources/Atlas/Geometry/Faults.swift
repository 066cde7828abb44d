/// What is wrong with a geometry, and where: the rules of simple features (OGC 06-103r4, section 6.1).
public struct GeometryFault: Sendable, Hashable {
    public enum Reason: String, Sendable, Hashable {
        /// A line of fewer than two positions that differ.
        case tooShort
        /// A ring of fewer than four positions.
        case tooFewPositions
        /// A ring that does not end where it begins.
        case notClosed
        /// A ring that encloses nothing.
        case noArea
        /// A ring that crosses or touches itself.
        case crossesItself
        /// Two rings of an area that cross, or share a stretch.
        case ringsCross
        /// A hole outside its area, or inside another hole.
        case holeOutside
    }

    public let reason: Reason
    /// The path that it is about, from 0.
    public let path: Int
    public let longitude: Double
    public let latitude: Double
}

extension PackedGeometry {
    /// What is wrong, each with its place; empty for a good geometry. Areas of one geometry are not compared with each other.
    ///
    /// - Complexity: about O(n log n) for n positions: only stretches whose boxes meet are compared.
    public func faults(limit: Int = 10) -> [GeometryFault] {
        var found: [GeometryFault] = []
        for (place, path) in paths.enumerated() where form != .points {
            guard let reason = pathFault(path) else { continue }
            found.append(GeometryFault(reason: reason, path: place, longitude: self[path.lowerBound].longitude, latitude: self[path.lowerBound].latitude))
            if found.count >= limit { return found }
        }
        // What crosses what is asked of whole rings only.
        if form == .areas, found.isEmpty { addCrossings(&found, limit) }
        if form == .areas, found.isEmpty { addStrayHoles(&found, limit) }
        return found
    }

    private func pathFault(_ path: Range<Int>) -> GeometryFault.Reason? {
        let (first, last) = (self[path.lowerBound], self[path.upperBound - 1])
        if form == .lines { return path.count < 2 || path.allSatisfy({ self[$0] == first }) ? .tooShort : nil }
        if first != last { return .notClosed }
        if path.count < 4 { return .tooFewPositions }
        return liesOnOneLine(path) ? .noArea : nil
    }

    private func liesOnOneLine(_ ring: Range<Int>) -> Bool {
        let first = self[ring.lowerBound]
        guard let other = ring.first(where: { self[$0] != first }) else { return true }
        let line = Segment(first.longitude, first.latitude, self[other].longitude, self[other].latitude)
        return ring.allSatisfy { line.side(self[$0].longitude, self[$0].latitude) == 0 }
    }

    /// A stretch of a ring, with its number among those of the ring that have a length.
    private struct Edge {
        let segment: Segment
        let ring: Int
        let number: Int
    }

    private func stretches(of ring: Int, _ path: Range<Int>) -> [Edge] {
        path.dropLast().filter { self[$0] != self[$0 + 1] }.enumerated().map { number, place in
            let (from, to) = (self[place], self[place + 1])
            return Edge(segment: Segment(from.longitude, from.latitude, to.longitude, to.latitude), ring: ring, number: number)
        }
    }

    private func addCrossings(_ found: inout [GeometryFault], _ limit: Int) {
        let paths = paths
        for area in PackedGeometry.ranges(areaEnds) {
            let rings = area.map { stretches(of: $0, paths[$0]) }
            let counts = Dictionary(uniqueKeysWithValues: zip(area, rings.map(\.count)))
            let edges = rings.flatMap(\.self)
            let index = BoxIndex(edges.map(\.segment.bounds))
            for (number, edge) in edges.enumerated() {
                index.search(edge.segment.bounds) { other in
                    guard other > number, found.count < limit, let fault = fault(edge, edges[other], ofRing: counts[edge.ring] ?? 0) else { return }
                    found.append(fault)
                }
            }
        }
    }

    private func fault(_ one: Edge, _ two: Edge, ofRing count: Int) -> GeometryFault? {
        guard one.segment.meets(two.segment) else { return nil }
        let isOneRing = one.ring == two.ring
        if !one.segment.runsAlong(two.segment) {
            // Neighbours meet at their common end, and different rings may touch at single positions.
            let apart = two.number - one.number
            if isOneRing ? apart == 1 || apart == count - 1 : !one.segment.crosses(two.segment) { return nil }
        }
        let place = one.segment.meeting(two.segment)
        return GeometryFault(reason: isOneRing ? .crossesItself : .ringsCross, path: one.ring, longitude: place.x, latitude: place.y)
    }

    private func addStrayHoles(_ found: inout [GeometryFault], _ limit: Int) {
        for rings in areas where rings.count > 1 {
            for (place, hole) in rings.enumerated().dropFirst() {
                let isInside = liesInside(hole, ring: rings[0])
                let isInHole = rings.enumerated().contains { $0.offset > 0 && $0.offset != place && liesInside(hole, ring: $0.element) }
                if isInside && !isInHole || found.count >= limit { continue }
                let path = paths.firstIndex(of: hole) ?? 0
                found.append(
                    GeometryFault(reason: .holeOutside, path: path, longitude: self[hole.lowerBound].longitude, latitude: self[hole.lowerBound].latitude))
            }
        }
    }

    /// Whether the first position of a path that is not on the edge of a ring lies inside it.
    private func liesInside(_ path: Range<Int>, ring: Range<Int>) -> Bool {
        for place in path {
            switch position(self[place].longitude, self[place].latitude, in: ring) {
            case .inside: return true
            case .outside: return false
            case .edge: continue
            }
        }
        return true
    }
}

extension Segment {
    /// Whether the two lie on one line and have more than one position in common.
    func runsAlong(_ other: Segment) -> Bool {
        guard side(other.x1, other.y1) == 0, side(other.x2, other.y2) == 0 else { return false }
        let (mine, others) = abs(x2 - x1) >= abs(y2 - y1) ? ((x1, x2), (other.x1, other.x2)) : ((y1, y2), (other.y1, other.y2))
        return min(max(mine.0, mine.1), max(others.0, others.1)) > max(min(mine.0, mine.1), min(others.0, others.1))
    }
}
