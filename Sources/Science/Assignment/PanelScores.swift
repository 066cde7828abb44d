/// Scores of a panel made comparable: some reviewers are strict, some are mild, and not everyone judged the same applications.
///
/// score = mean + quality of the application + mildness of the reviewer + chance, fitted by least squares with the mildness drawn towards 0: a reviewer
/// with few scores is corrected little. It is the best linear unbiased prediction of a mixed model with random reviewers (Henderson 1975; for conferences
/// Ge, Welling and Ghahramani 2013).
public struct PanelScores: Sendable {
    public struct Score: Sendable, Hashable {
        public let application: Int
        public let reviewer: Int
        public let points: Double

        public init(application: Int, reviewer: Int, points: Double) { (self.application, self.reviewer, self.points) = (application, reviewer, points) }
    }

    /// The mean of the applications' comparable scores.
    public let mean: Double
    /// By application: the score as a reviewer of average mildness would have given it.
    public let comparable: [Int: Double]
    /// By reviewer: points by which they are milder (+) or stricter (−) than the others.
    public let mildness: [Int: Double]

    /// Fits the model to scores.
    ///
    /// `prior` says how strongly mildness is drawn to 0, as a number of scores: the variance of chance over that of mildness. With 0, reviewers of parts of
    /// the panel that no application joins cannot be compared; a little above 0 they are taken for equal on average. nil where a number is not finite,
    /// `prior` is negative, or there is no score.
    public init?(_ scores: [Score], prior: Double = 2) {
        guard !scores.isEmpty, prior >= 0, prior.isFinite, scores.allSatisfy({ $0.points.isFinite && abs($0.points) <= 1e9 }) else { return nil }
        let byApplication = Self.grouped(scores, by: \.application)
        let byReviewer = Self.grouped(scores, by: \.reviewer)
        var qualities: [Int: Double] = [:]
        var mildness: [Int: Double] = [:]
        // Gauss–Seidel on the normal equations, which are positive definite: every sweep lowers the sum of squares.
        for _ in 0..<Self.mostSweeps {
            for (application, own) in byApplication {
                qualities[application] = own.reduce(0) { $0 + $1.points - (mildness[$1.reviewer] ?? 0) } / Double(own.count)
            }
            var change = 0.0
            for (reviewer, own) in byReviewer {
                let next = own.reduce(0) { $0 + $1.points - (qualities[$1.application] ?? 0) } / (Double(own.count) + max(prior, 1e-6))
                change = max(change, abs(next - (mildness[reviewer] ?? 0)))
                mildness[reviewer] = next
            }
            if change < 1e-10 { break }
        }
        mean = byApplication.reduce(0) { $0 + (qualities[$1.0] ?? 0) } / Double(byApplication.count)
        comparable = qualities
        self.mildness = mildness
    }

    /// In the order of the numbers, so that rounding is the same on every run.
    private static func grouped(_ scores: [Score], by key: KeyPath<Score, Int>) -> [(Int, [Score])] {
        Dictionary(grouping: scores) { $0[keyPath: key] }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private static let mostSweeps = 2000

    /// The mean without the highest and the lowest score where there are five or more, else the plain mean (去掉最高最低分; convention, policy rules §7.1).
    /// nil without a score.
    public static func trimmedMean(_ points: [Double]) -> Double? {
        guard !points.isEmpty else { return nil }
        let counted = points.count >= 5 ? Array(points.sorted().dropFirst().dropLast()) : points
        return counted.reduce(0, +) / Double(counted.count)
    }
}
