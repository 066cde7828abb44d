/// A straight line through points by ordinary least squares, with what its predictions need (Draper and Smith, Applied Regression Analysis, §1.4, §3.1).
struct Line: Sendable {
    let count: Int
    let meanTime: Double
    let meanValue: Double
    let slope: Double
    /// Σ (t − t̄)².
    let spread: Double
    /// s²: residual sum of squares over n − 2.
    let variance: Double
    /// What each point would miss the line through the others by: e / (1 − h).
    let leftOutErrors: [Double]

    /// - Parameter points: at least three, at different times.
    /// - Parameter leastVariance: s² is never below it, because values are printed with so many digits only.
    init(_ points: [(time: Double, value: Double)], leastVariance: Double) {
        let count = Double(points.count)
        let meanTime = points.reduce(0) { $0 + $1.time } / count
        let meanValue = points.reduce(0) { $0 + $1.value } / count
        let spread = points.reduce(0) { $0 + ($1.time - meanTime) * ($1.time - meanTime) }
        let slope = points.reduce(0) { $0 + ($1.time - meanTime) * ($1.value - meanValue) } / spread
        let residuals = points.map { $0.value - meanValue - slope * ($0.time - meanTime) }
        self.count = points.count
        self.meanTime = meanTime
        self.meanValue = meanValue
        self.slope = slope
        self.spread = spread
        variance = max(residuals.reduce(0) { $0 + $1 * $1 } / (count - 2), leastVariance)
        leftOutErrors = zip(points, residuals).map { point, residual in
            let leverage = 1 / count + (point.time - meanTime) * (point.time - meanTime) / spread
            return residual / max(1 - leverage, 1e-12)
        }
    }

    var degrees: Int { count - 2 }

    func value(at time: Double) -> Double { meanValue + slope * (time - meanTime) }

    /// The standard error of the sum of new values at `times`: s √(m + m²/n + (Σ(t − t̄))²/Sxx); for one time the usual s √(1 + 1/n + (t − t̄)²/Sxx).
    func error(ofSumAt times: [Double]) -> Double {
        let number = Double(times.count)
        let lever = times.reduce(0) { $0 + $1 - meanTime }
        return (variance * (number + number * number / Double(count) + lever * lever / spread)).squareRoot()
    }
}
