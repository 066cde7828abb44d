/// Student's t distribution with `degrees` degrees of freedom.
///
/// P(T > t) = ½ I_x(ν/2, ½) with x = ν / (ν + t²) (Abramowitz and Stegun 26.7.1, 26.5.27), by the continued fraction of the incomplete beta function
/// (DLMF 8.17.22). Tails keep their relative precision.
public struct StudentT: Sendable, Hashable {
    public let degrees: Double

    /// nil unless `degrees` is above 0.
    public init?(degrees: Double) {
        guard degrees > 0, degrees.isFinite else { return nil }
        self.degrees = degrees
    }

    /// P(T ≤ t). About a hundred additions.
    public func probability(below t: Double) -> Double { t < 0 ? tail(-t) : 1 - tail(t) }

    /// P(T > t).
    public func probability(above t: Double) -> Double { t < 0 ? 1 - tail(-t) : tail(t) }

    /// The t below which a share of `probability` lies; infinite at 0 and 1, nil outside.
    public func quantile(_ probability: Double) -> Double? {
        guard probability >= 0, probability <= 1 else { return nil }
        return probability < 0.5 ? -upperQuantile(probability) : upperQuantile(1 - probability)
    }

    /// P(T > t) for t ≥ 0.
    private func tail(_ t: Double) -> Double {
        guard t < .infinity else { return t.isNaN ? .nan : 0 }
        let square = t * t
        let x = square.isInfinite ? 0 : degrees / (degrees + square)
        return IncompleteBeta.regularized(x, complement: square.isInfinite ? 1 : square / (degrees + square), degrees / 2, 0.5) / 2
    }

    /// The t with P(T > t) = `share` ≤ ½. Newton's method in ln t and ln P, where the tail is nearly straight, kept in an interval by halving.
    private func upperQuantile(_ share: Double) -> Double {
        if share >= 0.5 { return 0 }
        if share <= 0 { return .infinity }
        let goal = naturalLogarithm(share)
        let constant = logGamma((degrees + 1) / 2) - logGamma(degrees / 2) - naturalLogarithm(degrees * Double.pi) / 2
        var (low, high) = (-45.0, 350.0)
        var place = 0.0
        for _ in 0..<200 {
            let t = exponential(place)
            let share = tail(t)
            let error = naturalLogarithm(share) - goal
            if error > 0 { low = place } else { high = place }
            let density = exponential(constant - (degrees + 1) / 2 * logarithmOfOnePlus(t / degrees * t))
            var next = place + error * share / (density * t)
            if !(next > low && next < high) { next = (low + high) / 2 }
            if abs(next - place) < 1e-15 * max(1, abs(place)) { return exponential(next) }
            place = next
        }
        return exponential(place)
    }
}

/// The regularized incomplete beta function.
enum IncompleteBeta {
    /// I_x(a, b) for a, b > 0. `complement` is 1 − x, given apart because it may be too small to be seen in x.
    static func regularized(_ x: Double, complement: Double, _ a: Double, _ b: Double) -> Double {
        if x <= 0 { return 0 }
        if complement <= 0 { return 1 }
        let front = exponential(logGamma(a + b) - logGamma(a) - logGamma(b) + a * logarithm(of: x, from: complement) + b * logarithm(of: complement, from: x))
        // The fraction converges fast on this side of the mean, and I_x(a, b) = 1 − I_{1−x}(b, a).
        return x < (a + 1) / (a + b + 2) ? front * fraction(x, a, b) / a : 1 - front * fraction(complement, b, a) / b
    }

    /// ln of a share from the smaller of it and the rest, so that neither is rounded away near 1.
    private static func logarithm(of share: Double, from rest: Double) -> Double { rest < 0.5 ? logarithmOfOnePlus(-rest) : naturalLogarithm(share) }

    /// The continued fraction by Lentz's method (Thompson and Barnett 1986).
    private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
        let tiny = 1e-300
        func safe(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
        var c = 1.0
        var d = 1 / safe(1 - (a + b) * x / (a + 1))
        var result = d
        for m in 1...10_000 {
            let m = Double(m)
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            d = 1 / safe(1 + even * d)
            c = safe(1 + even / c)
            result *= d * c
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            d = 1 / safe(1 + odd * d)
            c = safe(1 + odd / c)
            result *= d * c
            if abs(d * c - 1) < 1e-16 { break }
        }
        return result
    }
}
