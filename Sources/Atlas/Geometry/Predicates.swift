/// How geometries lie to one another, in the plane of longitude and latitude: edges are straight there, and an edge belongs to its area.
extension PackedGeometry {
    enum Side { case inside, edge, outside }

    /// Where a position lies to a ring.
    func position(_ x: Double, _ y: Double, in ring: Range<Int>) -> Side {
        var isInside = false
        for place in ring.dropLast() {
            let (x1, y1) = self[place]
            let (x2, y2) = self[place + 1]
            if min(y1, y2) > y || max(y1, y2) < y || max(x1, x2) < x { continue }
            let segment = Segment(x1, y1, x2, y2)
            if segment.contains(x, y) { return .edge }
            // Half-open in the height, so that a corner counts once.
            guard (y1 > y) != (y2 > y) else { continue }
            let side = segment.side(x, y)
            if y2 > y1 ? side > 0 : side < 0 { isInside.toggle() }
        }
        return isInside ? .inside : .outside
    }

    /// Where a position lies to the areas together.
    func position(_ x: Double, _ y: Double) -> Side {
        guard bounds.contains(x, y) else { return .outside }
        for rings in areas {
            guard let outer = rings.first else { continue }
            switch position(x, y, in: outer) {
            case .outside: continue
            case .edge: return .edge
            case .inside: break
            }
            let holes = rings.dropFirst().map { position(x, y, in: $0) }
            if holes.contains(.edge) { return .edge }
            if !holes.contains(.inside) { return .inside }
        }
        return .outside
    }

    /// Whether a position lies in it: in an area or on its edge, on a line, or at a point.
    public func contains(longitude x: Double, latitude y: Double) -> Bool {
        guard bounds.contains(x, y) else { return false }
        switch form {
        case .points: return (0..<count).contains { self[$0] == (x, y) }
        case .lines: return segments.contains { $0.contains(x, y) }
        case .areas: return position(x, y) != .outside
        }
    }

    /// Whether the two have a position in common.
    ///
    /// - Complexity: O((n + m) log n) for stretches of like size, O(n × m) where all boxes meet.
    public func intersects(_ other: PackedGeometry) -> Bool {
        guard bounds.intersects(other.bounds) else { return false }
        // One of them has a position in the other, or their edges meet.
        if other.starts.contains(where: { contains(longitude: $0.longitude, latitude: $0.latitude) }) { return true }
        if starts.contains(where: { other.contains(longitude: $0.longitude, latitude: $0.latitude) }) { return true }
        return edgesMeet(other) { $0.meets($1) }
    }

    /// Whether all of it lies within areas, edges included; holes that lie in it and overlapping areas are minded, neighbouring areas that only together
    /// cover it are not.
    public func isWithin(_ other: PackedGeometry) -> Bool {
        guard other.form == .areas, other.bounds.contains(bounds) else { return false }
        for place in 0..<count where other.position(self[place].longitude, self[place].latitude) == .outside { return false }
        if form == .points { return true }
        if edgesMeet(other, { $0.crosses($1) }) { return false }
        // An edge may leave through a corner, so its middle between any two meetings is looked at.
        let index = BoxIndex(other.segments.map(\.bounds))
        let edges = other.segments
        for segment in segments where !other.covers(segment, index, edges) { return false }
        // A hole of the other one may lie inside without touching an edge.
        guard form == .areas else { return true }
        return !other.areas.flatMap { $0.dropFirst() }.contains { hole in
            let middle = other.interior(of: hole)
            return position(middle.longitude, middle.latitude) == .inside || hole.contains { position(other[$0].longitude, other[$0].latitude) == .inside }
        }
    }

    /// A position inside a ring: half-way along the longest stretch of it at a height between two of its positions.
    private func interior(of ring: Range<Int>) -> (longitude: Double, latitude: Double) {
        let heights = Set(ring.map { self[$0].latitude }).sorted()
        guard heights.count > 1 else { return self[ring.lowerBound] }
        let y = (heights[heights.count / 2 - 1] + heights[heights.count / 2]) / 2
        let crossings = ring.dropLast().compactMap { place -> Double? in
            let (from, to) = (self[place], self[place + 1])
            guard (from.latitude > y) != (to.latitude > y) else { return nil }
            return from.longitude + (y - from.latitude) / (to.latitude - from.latitude) * (to.longitude - from.longitude)
        }.sorted()
        let stretches = stride(from: 0, to: crossings.count - 1, by: 2).map { (crossings[$0], crossings[$0 + 1]) }
        guard let longest = stretches.max(by: { $0.1 - $0.0 < $1.1 - $1.0 }) else { return self[ring.lowerBound] }
        return ((longest.0 + longest.1) / 2, y)
    }

    private func covers(_ segment: Segment, _ index: BoxIndex, _ edges: [Segment]) -> Bool {
        var shares = [0.0, 1.0]
        index.search(segment.bounds) { place in
            guard segment.meets(edges[place]) else { return }
            let meeting = segment.meeting(edges[place])
            let (dx, dy) = (segment.x2 - segment.x1, segment.y2 - segment.y1)
            shares.append(abs(dx) >= abs(dy) ? (dx == 0 ? 0 : (meeting.x - segment.x1) / dx) : (meeting.y - segment.y1) / dy)
        }
        shares.sort()
        return zip(shares, shares.dropFirst()).allSatisfy { from, to in
            if to - from < 1e-9 { return true }
            let share = (from + to) / 2
            let (x, y) = (segment.x1 + share * (segment.x2 - segment.x1), segment.y1 + share * (segment.y2 - segment.y1))
            if position(x, y) != .outside { return true }
            // The middle of a stretch that runs along an edge is off it by what rounding makes.
            return edges.contains { edge in
                let near = edge.nearest(x, y, scale: 1)
                return abs(near.x - x) + abs(near.y - y) < 1e-12
            }
        }
    }

    /// A position of each connected part.
    private var starts: [(longitude: Double, latitude: Double)] {
        form == .points ? (0..<count).map { self[$0] } : paths.map { self[$0.lowerBound] }
    }

    private func edgesMeet(_ other: PackedGeometry, _ condition: (Segment, Segment) -> Bool) -> Bool {
        let (mine, others) = (segments, other.segments)
        guard !mine.isEmpty, !others.isEmpty else { return false }
        let index = BoxIndex(mine.map(\.bounds))
        for segment in others where segment.bounds.intersects(bounds) {
            var isFound = false
            index.search(segment.bounds) { place in isFound = isFound || condition(mine[place], segment) }
            if isFound { return true }
        }
        return false
    }
}
