/// The chance of a slide as a function of several factors: p = 1 / (1 + e^−(β₀ + Σ βₖxₖ)).
///
/// Fitted by iteratively reweighted least squares (Newton's method on the likelihood; McCullagh and Nelder 1989, 2.5), over columns that are centred
/// and scaled first, so that metres and ratios stand side by side without loss of digits.
public struct LogisticRegression: Sendable {
    /// β₀, then one coefficient a factor, in the factors' own units.
    public let coefficients: [Double]
    /// The standard error of each coefficient, from the inverse of the information matrix.
    public let standardErrors: [Double]
    /// −2 ln L of the model.
    public let deviance: Double
    /// −2 ln L of the model that knows no factor.
    public let nullDeviance: Double
    /// Akaike's criterion: deviance + 2 × the number of coefficients.
    public var akaike: Double { deviance + 2 * Double(coefficients.count) }

    /// Why no model was fitted.
    public enum Failure: Error, Sendable, Hashable {
        /// Rows of different lengths, or not as many outcomes as rows.
        case uneven
        /// Fewer rows than coefficients, or only slides, or none.
        case tooFew
        /// A factor is constant or follows from the others.
        case dependent
        /// The factors separate slides from the rest completely, so that the coefficients have no bound.
        case separated
    }

    /// - Parameters:
    ///   - rows: the factors of each place, one value a factor.
    ///   - slid: whether it slid there.
    /// - Complexity: O(rows × factors²) an iteration, some 5 to 8 of them.
    public init(_ rows: [[Double]], slid: [Bool]) throws(Failure) {
        let width = rows.first?.count ?? 0
        guard rows.count == slid.count, rows.allSatisfy({ $0.count == width }) else { throw .uneven }
        let slides = slid.count { $0 }
        guard rows.count > width + 1, slides > 0, slides < rows.count else { throw .tooFew }
        let scale = try Scale(rows, width: width)
        var fit = Fit(width: width + 1)
        let design = rows.map { [1] + scale.apply($0) }
        try fit.run(design, slid)
        (coefficients, standardErrors) = scale.undo(fit.coefficients, fit.covariance)
        deviance = fit.deviance
        let share = Double(slides) / Double(rows.count)
        nullDeviance = -2 * (Double(slides) * naturalLogarithm(share) + Double(rows.count - slides) * logarithmOfOnePlus(-share))
    }

    /// The chance at a place, from 0 to 1. The row has one value a factor.
    public func probability(_ row: [Double]) -> Double {
        precondition(row.count == coefficients.count - 1, "one value a factor")
        return Self.chance(zip(coefficients.dropFirst(), row).reduce(coefficients[0]) { $0 + $1.0 * $1.1 })
    }

    fileprivate static func chance(_ linear: Double) -> Double { 1 / (1 + exponential(-linear)) }
}

/// Centres and scales columns, and takes coefficients back to their own units.
private struct Scale {
    var means: [Double]
    var deviations: [Double]

    init(_ rows: [[Double]], width: Int) throws(LogisticRegression.Failure) {
        means = Array(repeating: 0, count: width)
        deviations = means
        let count = Double(rows.count)
        for row in rows { for column in 0..<width { means[column] += row[column] / count } }
        for row in rows { for column in 0..<width { deviations[column] += (row[column] - means[column]) * (row[column] - means[column]) / count } }
        deviations = deviations.map { $0.squareRoot() }
        for column in 0..<width where !(deviations[column] > 1e-12 * max(1, means[column].magnitude)) { throw .dependent }
    }

    func apply(_ row: [Double]) -> [Double] { row.indices.map { (row[$0] - means[$0]) / deviations[$0] } }

    /// β = scaled β / deviation; β₀ loses what the means took. The covariance follows by the same linear map.
    func undo(_ scaled: [Double], _ covariance: [[Double]]) -> (coefficients: [Double], errors: [Double]) {
        let ratios = means.indices.map { means[$0] / deviations[$0] }
        let first = scaled[0] - zip(ratios, scaled.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
        let map = [1] + ratios.map(-)
        var variance = 0.0
        for row in map.indices { for column in map.indices { variance += map[row] * map[column] * covariance[row][column] } }
        let others = deviations.indices.map { scaled[$0 + 1] / deviations[$0] }
        let errors = deviations.indices.map { covariance[$0 + 1][$0 + 1].squareRoot() / deviations[$0] }
        return ([first] + others, [variance.squareRoot()] + errors)
    }
}

/// Newton's steps, and where they stand.
private struct Fit {
    var coefficients: [Double]
    var covariance: [[Double]] = []
    var deviance = Double.infinity
    private static let mostSteps = 40

    init(width: Int) { coefficients = Array(repeating: 0, count: width) }

    mutating func run(_ design: [[Double]], _ slid: [Bool]) throws(LogisticRegression.Failure) {
        for _ in 0..<Self.mostSteps {
            let (information, gradient) = derivatives(design, slid)
            guard let factor = Cholesky(information) else { throw coefficients.contains { $0.magnitude > 15 } ? .separated : .dependent }
            let step = factor.solve(gradient)
            for index in step.indices { coefficients[index] += step[index] }
            // Beyond some thirty standard deviations of chance the likelihood only creeps on: the classes are separated.
            guard coefficients.allSatisfy({ $0.magnitude < 30 }) else { throw .separated }
            if step.allSatisfy({ $0.magnitude < 1e-10 }) {
                covariance = factor.inverse
                deviance = self.deviance(design, slid)
                return
            }
        }
        throw .separated
    }

    private func linear(_ row: [Double]) -> Double { zip(row, coefficients).reduce(0) { $0 + $1.0 * $1.1 } }

    private func derivatives(_ design: [[Double]], _ slid: [Bool]) -> (information: [[Double]], gradient: [Double]) {
        let width = coefficients.count
        var information = Array(repeating: Array(repeating: 0.0, count: width), count: width)
        var gradient = Array(repeating: 0.0, count: width)
        for (row, happened) in zip(design, slid) {
            let chance = LogisticRegression.chance(linear(row))
            let weight = chance * (1 - chance)
            for first in 0..<width {
                gradient[first] += row[first] * ((happened ? 1 : 0) - chance)
                for second in 0...first { information[first][second] += weight * row[first] * row[second] }
            }
        }
        for first in 0..<width { for second in 0..<first { information[second][first] = information[first][second] } }
        return (information, gradient)
    }

    /// −2 Σ ln of the chance of what happened, without overflow.
    private func deviance(_ design: [[Double]], _ slid: [Bool]) -> Double {
        zip(design, slid).reduce(0) { sum, each in
            let toward = each.1 ? linear(each.0) : -linear(each.0)
            return sum + 2 * (toward > 0 ? logarithmOfOnePlus(exponential(-toward)) : logarithmOfOnePlus(exponential(toward)) - toward)
        }
    }
}

/// A symmetric positive matrix as L·Lᵀ.
private struct Cholesky {
    private let lower: [[Double]]

    /// nil where the matrix is not positive: a column follows from others.
    init?(_ matrix: [[Double]]) {
        let width = matrix.count
        var lower = Array(repeating: Array(repeating: 0.0, count: width), count: width)
        for row in 0..<width {
            for column in 0...row {
                var sum = matrix[row][column]
                for index in 0..<column { sum -= lower[row][index] * lower[column][index] }
                if row == column {
                    guard sum > 1e-12 * matrix[row][row] else { return nil }
                    lower[row][row] = sum.squareRoot()
                } else {
                    lower[row][column] = sum / lower[column][column]
                }
            }
        }
        self.lower = lower
    }

    func solve(_ right: [Double]) -> [Double] {
        var values = right
        for row in lower.indices {
            for column in 0..<row { values[row] -= lower[row][column] * values[column] }
            values[row] /= lower[row][row]
        }
        for row in lower.indices.reversed() {
            for below in row + 1..<max(row + 1, lower.count) { values[row] -= lower[below][row] * values[below] }
            values[row] /= lower[row][row]
        }
        return values
    }

    var inverse: [[Double]] {
        lower.indices.map { index in solve(lower.indices.map { $0 == index ? 1 : 0 }) }
    }
}
