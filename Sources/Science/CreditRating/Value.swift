/// A figure or a ratio of two, compared exactly.
struct Value {
    let numerator: Int64
    /// Above 0; nil for a plain figure.
    let denominator: Int64?

    func holds(_ bound: RatingModel.Band.Bound) -> Bool {
        switch bound {
        case .atLeast(let least): !isBelow(least)
        case .atMost(let most): !isAbove(most)
        }
    }

    private func isBelow(_ bound: Int64) -> Bool { compared(with: bound) < 0 }
    private func isAbove(_ bound: Int64) -> Bool { compared(with: bound) > 0 }

    /// −1, 0 or 1. numerator / denominator against bound / 1,000,000, by products of full width.
    private func compared(with bound: Int64) -> Int {
        guard let denominator else { return numerator < bound ? -1 : numerator > bound ? 1 : 0 }
        let (left, right) = (numerator.multipliedFullWidth(by: 1_000_000), bound.multipliedFullWidth(by: denominator))
        if left.high != right.high { return left.high < right.high ? -1 : 1 }
        return left.low < right.low ? -1 : left.low > right.low ? 1 : 0
    }

    /// 5 or 6.75%.
    var text: String {
        guard let denominator else { return "\(numerator)" }
        // Shown only: hundredths of a per cent, cut off towards 0 so that what fails a bound is never shown as reaching it from below.
        let product = numerator.magnitude.multipliedFullWidth(by: 10_000)
        guard product.high < denominator.magnitude else { return "—" }
        let hundredths = denominator.magnitude.dividingFullWidth(product).quotient
        return (numerator < 0 ? "-" : "") + Self.decimal(Int64(clamping: hundredths), 100) + "%"
    }

    /// ≥ 5% or ≤ 3.
    func text(of bound: RatingModel.Band.Bound) -> String {
        func number(_ bound: Int64) -> String { denominator == nil ? "\(bound)" : Self.decimal(bound, 10_000) + "%" }
        return switch bound {
        case .atLeast(let least): "≥ \(number(least))"
        case .atMost(let most): "≤ \(number(most))"
        }
    }

    /// A whole number of parts, `scale` (a power of ten) to the unit, without zeros at the end.
    static func decimal(_ parts: Int64, _ scale: Int64) -> String {
        let (whole, rest) = parts.magnitude.quotientAndRemainder(dividingBy: scale.magnitude)
        var digits = String(rest)
        digits = String(repeating: "0", count: String(scale).count - 1 - digits.count) + digits
        while digits.last == "0" { digits.removeLast() }
        return (parts < 0 ? "-" : "") + "\(whole)" + (digits.isEmpty ? "" : ".\(digits)")
    }
}
