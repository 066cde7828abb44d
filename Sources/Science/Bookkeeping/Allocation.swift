/// Divides an amount into parts that add up to it exactly.
public enum Allocation {
    /// By weights, with the largest remainder (Hamilton's method; Balinski and Young 1982, Fair Representation): every part is its exact share rounded down
    /// or up, and the fen left over go to the parts that lost most, among equals to the first.
    ///
    /// A negative amount is divided as its opposite. n log n.
    public static func divide(_ amount: Fen, by weights: [Int64]) throws(MoneyProblem) -> [Fen] {
        var total: UInt64 = 0
        for weight in weights {
            guard weight >= 0 else { throw .badWeights }
            let (sum, isTooLarge) = total.addingReportingOverflow(weight.magnitude)
            guard !isTooLarge else { throw .overflow }
            total = sum
        }
        guard total > 0 else { throw .badWeights }
        var parts: [UInt64] = []
        var rests: [(rest: UInt64, place: Int)] = []
        for (place, weight) in weights.enumerated() {
            // A weight is at most the total, so the quotient is at most the amount.
            let (quotient, rest) = total.dividingFullWidth(amount.count.magnitude.multipliedFullWidth(by: weight.magnitude))
            parts.append(quotient)
            rests.append((rest, place))
        }
        let left = amount.count.magnitude - parts.reduce(0, +)
        for (_, place) in rests.sorted(by: { $0.rest == $1.rest ? $0.place < $1.place : $0.rest > $1.rest }).prefix(Int(left)) { parts[place] += 1 }
        var fen: [Fen] = []
        for part in parts {
            guard part <= UInt64(Int64.max) else { throw .overflow }
            fen.append(Fen(amount.count < 0 ? -Int64(part) : Int64(part)))
        }
        return fen
    }
}
