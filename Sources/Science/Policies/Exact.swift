/// A number without a rounding error: a fraction of whole numbers in lowest terms. Money is in fen, a share of 5 % is 1/20.
public struct Exact: Sendable, Hashable, Comparable {
    public let top: Int128
    /// Above 0.
    public let bottom: Int128

    public static let zero = Exact(0)
    public static let one = Exact(1)

    public init(_ whole: Int64) { (top, bottom) = (Int128(whole), 1) }

    /// nil where `bottom` is 0.
    public init?(_ top: Int128, over bottom: Int128) {
        guard bottom != 0, top != .min, bottom != .min else { return nil }
        let divisor = Exact.divisor(top.magnitude, bottom.magnitude)
        let sign: Int128 = bottom < 0 ? -1 : 1
        self.top = sign * top / divisor
        self.bottom = sign * bottom / divisor
    }

    /// So many hundredths.
    public static func percent(_ points: Int64) -> Exact { Exact(Int128(points), over: 100) ?? .zero }
    /// So many 万元, in fen.
    public static func wan(_ amount: Int64) -> Exact { Exact(Int128(amount) * 1_000_000, over: 1) ?? .zero }

    // Each is nil where the result does not fit into 128 bits, or divides by 0.
    func plus(_ other: Exact) -> Exact? {
        guard let left = Exact.times(top, other.bottom), let right = Exact.times(other.top, bottom), let bottom = Exact.times(bottom, other.bottom) else {
            return nil
        }
        let (sum, isTooLarge) = left.addingReportingOverflow(right)
        return isTooLarge ? nil : Exact(sum, over: bottom)
    }
    func minus(_ other: Exact) -> Exact? { Exact(-other.top, over: other.bottom).flatMap(plus) }
    func times(_ other: Exact) -> Exact? {
        guard let top = Exact.times(top, other.top), let bottom = Exact.times(bottom, other.bottom) else { return nil }
        return Exact(top, over: bottom)
    }
    func over(_ other: Exact) -> Exact? { Exact(other.bottom, over: other.top).flatMap(times) }

    public static func < (left: Exact, right: Exact) -> Bool {
        let (wide, other) = (left.top.multipliedFullWidth(by: right.bottom), right.top.multipliedFullWidth(by: left.bottom))
        return wide.high == other.high ? wide.low < other.low : wide.high < other.high
    }

    /// The nearest multiple of `unit`, half away from zero: amounts are paid in whole hundreds of yuan. nil beyond Int64.
    public func rounded(to unit: Int64 = 1) -> Int64? {
        guard unit > 0, let double = Exact.times(bottom, Int128(unit) * 2), let shifted = Exact.times(Int128(top.magnitude), 2),
            let half = Exact.times(bottom, Int128(unit))
        else { return nil }
        let (sum, isTooLarge) = shifted.addingReportingOverflow(half)
        guard !isTooLarge, let size = Exact.times(sum / double, Int128(unit)) else { return nil }
        return Int64(exactly: top < 0 ? -size : size)
    }

    public var value: Double { Double(top) / Double(bottom) }

    private static func times(_ left: Int128, _ right: Int128) -> Int128? {
        let (product, isTooLarge) = left.multipliedReportingOverflow(by: right)
        return isTooLarge || product == .min ? nil : product
    }

    private static func divisor(_ left: UInt128, _ right: UInt128) -> Int128 {
        var (a, b) = (left, right)
        while b != 0 { (a, b) = (b, a % b) }
        return max(1, Int128(truncatingIfNeeded: a))
    }
}
