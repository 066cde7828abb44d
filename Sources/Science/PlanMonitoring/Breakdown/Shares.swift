/// Parts of a whole that add up to it exactly: a target over the units that answer for it.
public enum Shares {
    /// Parts whole numbers by weights, after the method of largest remainders (Hamilton 1792; Balinski and Young, Fair Representation, 1982): each gets the whole
    /// part of its quota, and what is left goes, one each, to the largest remainders; of equal ones to the larger weight, then to the earlier.
    ///
    /// - Parameter total: at most 10¹⁵ either way; a negative total is parted like a positive one.
    /// - Parameter weights: not negative, one of them above 0; a weight of 0 gets nothing.
    public static func whole(_ total: Int, weights: [Double]) throws(BreakdownProblem) -> [Int] {
        guard !weights.isEmpty, weights.allSatisfy({ $0.isFinite && $0 >= 0 }), let largest = weights.max(), largest > 0 else { throw .badWeights }
        guard abs(Double(total)) <= 1e15 else { throw .tooLarge }
        // Weights of at most 1, so that their sum stays a number.
        let weights = weights.map { $0 / largest }
        let sum = weights.reduce(0, +)
        let amount = abs(total)
        let quotas = weights.map { Double(amount) * ($0 / sum) }
        var parts = quotas.map { Int($0 + 1e-9) }
        let order = weights.indices.filter { weights[$0] > 0 }.sorted { left, right in
            let (first, second) = (quotas[left] - Double(parts[left]), quotas[right] - Double(parts[right]))
            if abs(first - second) > 1e-9 { return first > second }
            return weights[left] == weights[right] ? left < right : weights[left] > weights[right]
        }
        var rest = amount - parts.reduce(0, +)
        // More than one round only where quotas near 10¹⁵ were cut by the precision of the arithmetic.
        while rest != 0 {
            for index in order where rest > 0 {
                parts[index] += 1
                rest -= 1
            }
            for index in order.reversed() where rest < 0 && parts[index] > 0 {
                parts[index] -= 1
                rest += 1
            }
        }
        return total < 0 ? parts.map { -$0 } : parts
    }

    /// Parts a number by weights into parts of `decimals` digits (0…6), which add up to `total` rounded to as many.
    public static func split(_ total: Double, weights: [Double], decimals: Int) throws(BreakdownProblem) -> [Double] {
        let scale = power(10, Double(min(max(decimals, 0), 6)))
        guard total.isFinite else { throw .notANumber }
        guard abs(total * scale) <= 1e15 else { throw .tooLarge }
        return try whole(Int((total * scale).rounded()), weights: weights).map { Double($0) / scale }
    }

    /// nil where parts entered by hand add up to the total, else by how much they pass it (positive) or fall short of it (negative).
    public static func difference(of parts: [Double], from total: Double) -> Double? {
        let sum = parts.reduce(0, +)
        return Tolerance.equal(sum, total) ? nil : sum - total
    }
}
