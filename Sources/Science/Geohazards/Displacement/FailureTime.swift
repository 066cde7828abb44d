/// When a slope will fail, from how it sped up.
public struct FailureTime: Sendable, Hashable {
    /// Days, on the same clock as the readings.
    public let time: Double
    /// The standard deviation of the time, days, from the scatter of the readings about the line.
    public let deviation: Double
    /// How well the line fits, from 0 to 1.
    public let determination: Double

    /// The inverse velocity falls along a line that meets 0 at failure (Fukuzono 1985, with α = 2).
    ///
    /// - Returns: nil with fewer than three velocities above 0, or where the inverse velocity does not fall, or the line explains less than
    ///   `leastDetermination` of it.
    public init?(inverse velocities: [Velocity], leastDetermination: Double = 0.8) {
        let points = velocities.filter { $0.rate > 0 }.map { (x: $0.time, y: 1 / $0.rate) }
        let count = Double(points.count)
        guard points.count >= 3 else { return nil }
        let (x, y) = (points.map(\.x).reduce(0, +) / count, points.map(\.y).reduce(0, +) / count)
        let spread = points.reduce(0) { $0 + ($1.x - x) * ($1.x - x) }
        let total = points.reduce(0) { $0 + ($1.y - y) * ($1.y - y) }
        guard spread > 0, total > 0 else { return nil }
        let slope = points.reduce(0) { $0 + ($1.x - x) * ($1.y - y) } / spread
        let start = y - slope * x
        let left = points.reduce(0) { $0 + ($1.y - start - slope * $1.x) * ($1.y - start - slope * $1.x) }
        determination = 1 - left / total
        guard slope < 0, determination >= leastDetermination else { return nil }
        let failure = -start / slope
        // The delta method: the variance of where a fitted line meets 0.
        let variance = left / Swift.max(1, count - 2)
        deviation = (variance * (1 / count + (failure - x) * (failure - x) / spread)).squareRoot() / -slope
        time = failure
    }

    /// From three moments between which the point moved the same distance (Saito 1969).
    ///
    /// - Returns: nil unless the second step took less time than the first.
    public static func saito(_ first: Double, _ second: Double, _ third: Double) -> Double? {
        guard second > first, third > second, third - second < second - first else { return nil }
        return first + 0.5 * (second - first) * (second - first) / (second - first - 0.5 * (third - first))
    }
}
