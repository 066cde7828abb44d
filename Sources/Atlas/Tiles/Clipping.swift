/// A position in units of a tile, y downward.
struct TilePoint: Sendable, Hashable {
    var x: Int32
    var y: Int32
}

/// Cuts paths at the edges of a tile and its buffer.
enum Clipping {
    static let low = Int32(-TileAddress.buffer)
    static let high = Int32(TileAddress.extent + TileAddress.buffer)

    /// A ring within the box (Sutherland and Hodgman 1974), not closed by a repeated position, as it came.
    static func ring(_ ring: [TilePoint]) -> [TilePoint] {
        var points = ring
        for side in 0..<4 {
            if points.isEmpty { return points }
            points = cut(points, side)
        }
        return points
    }

    private static func cut(_ points: [TilePoint], _ side: Int) -> [TilePoint] {
        var kept: [TilePoint] = []
        kept.reserveCapacity(points.count + 4)
        var before = points[points.count - 1]
        var wasInside = isInside(before, side)
        for point in points {
            let isInside = isInside(point, side)
            if isInside != wasInside { kept.append(crossing(before, point, side)) }
            if isInside { kept.append(point) }
            (before, wasInside) = (point, isInside)
        }
        return kept
    }

    @inline(__always) private static func isInside(_ point: TilePoint, _ side: Int) -> Bool {
        switch side {
        case 0: point.x >= low
        case 1: point.x <= high
        case 2: point.y >= low
        default: point.y <= high
        }
    }

    private static func crossing(_ one: TilePoint, _ two: TilePoint, _ side: Int) -> TilePoint {
        let bound = side.isMultiple(of: 2) ? low : high
        if side < 2 {
            let share = Double(bound - one.x) / Double(two.x - one.x)
            return TilePoint(x: bound, y: one.y + Int32((share * Double(two.y - one.y)).rounded()))
        }
        let share = Double(bound - one.y) / Double(two.y - one.y)
        return TilePoint(x: one.x + Int32((share * Double(two.x - one.x)).rounded()), y: bound)
    }

    /// The stretches of a line within the box (Liang and Barsky 1984).
    static func line(_ line: [TilePoint]) -> [[TilePoint]] {
        var (found, current): ([[TilePoint]], [TilePoint]) = ([], [])
        for (from, to) in zip(line, line.dropFirst()) {
            guard let (start, end) = stretch(from, to) else {
                if current.count > 1 { found.append(current) }
                current = []
                continue
            }
            if current.last != start {
                if current.count > 1 { found.append(current) }
                current = [start]
            }
            if end != start { current.append(end) }
        }
        if current.count > 1 { found.append(current) }
        return found
    }

    private static func stretch(_ from: TilePoint, _ to: TilePoint) -> (TilePoint, TilePoint)? {
        var (first, last) = (0.0, 1.0)
        let (dx, dy) = (Double(to.x) - Double(from.x), Double(to.y) - Double(from.y))
        for (change, room) in [
            (-dx, Double(from.x) - Double(low)), (dx, Double(high) - Double(from.x)), (-dy, Double(from.y) - Double(low)), (dy, Double(high) - Double(from.y)),
        ] {
            if change == 0 {
                if room < 0 { return nil }
                continue
            }
            let share = room / change
            if change < 0 { first = max(first, share) } else { last = min(last, share) }
            if first > last { return nil }
        }
        func point(_ share: Double) -> TilePoint {
            TilePoint(x: Int32((Double(from.x) + share * dx).rounded()), y: Int32((Double(from.y) + share * dy).rounded()))
        }
        return (first == 0 ? from : point(first), last == 1 ? to : point(last))
    }
}
