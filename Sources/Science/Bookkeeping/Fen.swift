/// An amount of money in whole fen; 100 fen are 1 yuan. Exact: what goes beyond Int64 is refused, never wrapped or rounded away.
public struct Fen: Sendable, Hashable, Comparable, CustomStringConvertible {
    public let count: Int64

    public static let zero = Fen(0)

    public init(_ count: Int64) { self.count = count }

    /// So many 万元 and yuan; nil beyond Int64.
    public init?(wanYuan: Int64, yuan: Int64 = 0) {
        let (wan, first) = wanYuan.multipliedReportingOverflow(by: 1_000_000)
        let (rest, second) = yuan.multipliedReportingOverflow(by: 100)
        let (sum, third) = wan.addingReportingOverflow(rest)
        guard !first, !second, !third else { return nil }
        count = sum
    }

    public static func < (left: Fen, right: Fen) -> Bool { left.count < right.count }

    public static func + (left: Fen, right: Fen) throws(MoneyProblem) -> Fen {
        let (sum, isTooLarge) = left.count.addingReportingOverflow(right.count)
        guard !isTooLarge else { throw .overflow }
        return Fen(sum)
    }

    public static func - (left: Fen, right: Fen) throws(MoneyProblem) -> Fen {
        let (difference, isTooLarge) = left.count.subtractingReportingOverflow(right.count)
        guard !isTooLarge else { throw .overflow }
        return Fen(difference)
    }

    /// The sum of amounts.
    public static func sum(_ amounts: some Sequence<Fen>) throws(MoneyProblem) -> Fen {
        var sum = Fen.zero
        for amount in amounts { sum = try sum + amount }
        return sum
    }

    /// A part of the amount, to the nearest fen, half away from zero: 80/100 of it.
    public func part(_ numerator: Int64, of denominator: Int64) throws(MoneyProblem) -> Fen {
        guard denominator > 0, numerator >= 0 else { throw .badRatio }
        let product = count.magnitude.multipliedFullWidth(by: numerator.magnitude)
        guard product.high < denominator.magnitude else { throw .overflow }
        let (quotient, rest) = denominator.magnitude.dividingFullWidth(product)
        let rounded = rest >= denominator.magnitude - rest ? quotient + 1 : quotient
        guard rounded <= UInt64(Int64.max) else { throw .overflow }
        return Fen(count < 0 ? -Int64(rounded) : Int64(rounded))
    }

    /// 1234.56, in yuan.
    public var description: String {
        let (yuan, fen) = count.magnitude.quotientAndRemainder(dividingBy: 100)
        return "\(count < 0 ? "-" : "")\(yuan).\(fen < 10 ? "0" : "")\(fen)"
    }
}

public enum MoneyProblem: Error, Hashable, Sendable {
    /// The amount is beyond 92 quadrillion yuan.
    case overflow
    /// A part needs a positive whole and no negative numerator.
    case badRatio
    /// Shares need at least one positive weight and none below 0.
    case badWeights
}
