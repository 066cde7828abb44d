/// The straight stretch between two positions, in the plane of longitude and latitude.
struct Segment: Sendable, Hashable {
    var x1: Double, y1: Double, x2: Double, y2: Double

    init(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) {
        (self.x1, self.y1, self.x2, self.y2) = (x1, y1, x2, y2)
    }

    var bounds: Bounds { Bounds(west: min(x1, x2), south: min(y1, y2), east: max(x1, x2), north: max(y1, y2)) }

    /// On which side of the stretch a position lies: positive at the left, negative at the right, 0 on its line.
    ///
    /// Exact where the difference is larger than what rounding can make of it, and worked out with twice the digits where it is not (Shewchuk 1997,
    /// the first stage of orient2d).
    func side(_ x: Double, _ y: Double) -> Double {
        let (left, right) = ((x2 - x1) * (y - y1), (y2 - y1) * (x - x1))
        let difference = left - right
        if abs(difference) > 3.3306690738754716e-16 * (abs(left) + abs(right)) { return difference }
        // What rounding took from each product.
        let (leftRest, rightRest) = ((-left).addingProduct(x2 - x1, y - y1), (-right).addingProduct(y2 - y1, x - x1))
        return difference + (leftRest - rightRest)
    }

    /// Whether a position lies on it.
    func contains(_ x: Double, _ y: Double) -> Bool { bounds.contains(x, y) && side(x, y) == 0 }

    /// Whether the two have a position in common.
    func meets(_ other: Segment) -> Bool {
        guard bounds.intersects(other.bounds) else { return false }
        let (a, b) = (side(other.x1, other.y1), side(other.x2, other.y2))
        if a > 0 && b > 0 || a < 0 && b < 0 { return false }
        let (c, d) = (other.side(x1, y1), other.side(x2, y2))
        return !(c > 0 && d > 0 || c < 0 && d < 0)
    }

    /// Whether they cross at a position inside both.
    func crosses(_ other: Segment) -> Bool {
        let (a, b) = (side(other.x1, other.y1), side(other.x2, other.y2))
        let (c, d) = (other.side(x1, y1), other.side(x2, y2))
        return (a > 0 && b < 0 || a < 0 && b > 0) && (c > 0 && d < 0 || c < 0 && d > 0)
    }

    /// Where the two meet: where they cross, or an end of one on the other.
    func meeting(_ other: Segment) -> (x: Double, y: Double) {
        let (a, b) = (other.side(x1, y1), other.side(x2, y2))
        if a != b {
            let share = a / (a - b)
            return (x1 + share * (x2 - x1), y1 + share * (y2 - y1))
        }
        if contains(other.x1, other.y1) { return (other.x1, other.y1) }
        if contains(other.x2, other.y2) { return (other.x2, other.y2) }
        return (x1, y1)
    }

    /// The position on it that is nearest to another one, where a degree of longitude is `scale` degrees of latitude long.
    func nearest(_ x: Double, _ y: Double, scale: Double) -> (x: Double, y: Double) {
        let (dx, dy) = ((x2 - x1) * scale, y2 - y1)
        let length = dx * dx + dy * dy
        if length == 0 { return (x1, y1) }
        let share = min(1, max(0, ((x - x1) * scale * dx + (y - y1) * dy) / length))
        return (x1 + share * (x2 - x1), y1 + share * (y2 - y1))
    }
}
