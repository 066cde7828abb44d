/// What became of a policy, measured afterwards: firms that were paid against like firms that were not (difference in differences over matched pairs).
///
/// O. Ashenfelter, D. Card, Using the longitudinal structure of earnings to estimate the effect of training programs, Review of Economics and
/// Statistics 67 (1985); J. Heckman, H. Ichimura, P. Todd, Matching as an econometric evaluation estimator, Review of Economic Studies 64 (1997). Growth
/// is measured against the mean of both years, so that it is defined from 0 on and no single firm can be beyond ±2 (S. Davis, J. Haltiwanger,
/// S. Schuh, Job Creation and Destruction, 1996).
public struct EffectStudy: Sendable, Hashable {
    /// A firm with a figure by years.
    public struct Subject: Sendable, Hashable {
        public let id: String
        /// Only firms of one group are compared: an industry, a sector.
        public let group: String
        public let values: [Int: Double]
        public init(_ id: String, group: String, _ values: [Int: Double]) { (self.id, self.group, self.values) = (id, group, values) }
    }

    public struct Pair: Sendable, Hashable {
        public let supported: String
        public let comparable: String
        /// Growth of the supported firm less that of the other one.
        public let difference: Double
        /// The same in the figure's own unit.
        public let amount: Double
        /// The same difference one year earlier, before anything was paid; nil where the figures are missing.
        public let earlier: Double?
    }

    /// A mean with the interval in which it lies with 95 % (Student).
    public struct Estimate: Sendable, Hashable {
        public let mean: Double
        public let low: Double
        public let high: Double
        public let count: Int
        public var isClear: Bool { low > 0 || high < 0 }
    }

    public enum Conclusion: Sendable, Hashable {
        /// Fewer pairs than `least`: no number is given.
        case tooFew(pairs: Int, least: Int)
        /// The pairs went apart already before the payment, so what is found says nothing of the policy.
        case unlike
        case noClearEffect, positive, negative
    }

    public let pairs: [Pair]
    /// Supported firms without a like one, or without figures.
    public let unmatched: [String]
    /// nil where there are too few pairs.
    public let effect: Estimate?
    public let amount: Estimate?
    public let before: Estimate?
    public let conclusion: Conclusion

    /// - Parameters:
    ///   - before: the last year before the payment.
    ///   - after: the year that is looked at.
    ///   - least: with fewer pairs nothing is concluded.
    /// - Complexity: O(supported × others).
    public init(supported: [Subject], others: [Subject], before year: Int, after: Int, least: Int = 5) {
        var free = others.filter { $0.values[year] != nil && $0.values[after] != nil }
        var (pairs, unmatched): ([Pair], [String]) = ([], [])
        // The largest first: they have the fewest like ones.
        for firm in supported.sorted(by: { ($0.values[year] ?? -1, $1.id) > ($1.values[year] ?? -1, $0.id) }) {
            guard let start = firm.values[year], let end = firm.values[after], let place = EffectStudy.nearest(firm, start, free, year) else {
                unmatched.append(firm.id)
                continue
            }
            let other = free.remove(at: place)
            guard let otherStart = other.values[year], let otherEnd = other.values[after] else { continue }
            let earlier = firm.values[year - 1].flatMap { own in
                other.values[year - 1].map { EffectStudy.growth(own, start) - EffectStudy.growth($0, otherStart) }
            }
            pairs.append(
                Pair(
                    supported: firm.id, comparable: other.id, difference: EffectStudy.growth(start, end) - EffectStudy.growth(otherStart, otherEnd),
                    amount: (end - start) - (otherEnd - otherStart), earlier: earlier))
        }
        self.pairs = pairs
        self.unmatched = unmatched
        let isEnough = pairs.count >= max(2, least)
        effect = isEnough ? Estimate(pairs.map(\.difference)) : nil
        amount = isEnough ? Estimate(pairs.map(\.amount)) : nil
        let past = pairs.compactMap(\.earlier)
        before = isEnough && past.count >= max(2, least) ? Estimate(past) : nil
        guard let effect else {
            conclusion = .tooFew(pairs: pairs.count, least: max(2, least))
            return
        }
        conclusion = before?.isClear == true ? .unlike : !effect.isClear ? .noClearEffect : effect.mean > 0 ? .positive : .negative
    }

    /// (b − a) ÷ ((a + b) ÷ 2); 0 where both are 0.
    static func growth(_ from: Double, _ to: Double) -> Double {
        let size = abs(from) + abs(to)
        return size == 0 ? 0 : 2 * (to - from) / size
    }

    /// The firm of the same group that is most like it in the year before, in size and in growth; none that is more than twice or less than half as large.
    private static func nearest(_ firm: Subject, _ start: Double, _ free: [Subject], _ year: Int) -> Int? {
        let own = firm.values[year - 1].map { growth($0, start) }
        return free.indices.compactMap { place -> (place: Int, distance: Double)? in
            let other = free[place]
            guard other.group == firm.group, let size = other.values[year] else { return nil }
            let apart = abs(growth(start, size))
            guard apart <= 2.0 / 3 else { return nil }
            let trend = own.flatMap { own in other.values[year - 1].map { abs(growth($0, size) - own) } } ?? 0.5
            return (place, apart + trend)
        }.min { ($0.distance, free[$0.place].id) < ($1.distance, free[$1.place].id) }?.place
    }
}

extension EffectStudy.Estimate {
    /// - Parameter values: two or more.
    init(_ values: [Double]) {
        count = values.count
        mean = values.reduce(0, +) / Double(max(1, values.count))
        let centre = mean
        let spread = values.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / Double(max(1, values.count - 1))
        let error = (spread / Double(max(1, values.count))).squareRoot() * Self.quantile(freedom: values.count - 1)
        (low, high) = (mean - error, mean + error)
    }

    /// The 97.5 % point of Student's distribution (any statistical table; between the lines of the table the larger one).
    static func quantile(freedom: Int) -> Double {
        let table = [
            12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080,
            2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
        ]
        if freedom < 1 { return .infinity }
        if freedom <= table.count { return table[freedom - 1] }
        return freedom < 40 ? 2.042 : freedom < 60 ? 2.021 : freedom < 120 ? 2.000 : 1.980
    }
}
