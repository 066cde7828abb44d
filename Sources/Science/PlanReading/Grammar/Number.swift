/// An exact decimal number as printed in a plan: 2.12, 829700, 0.35. Sums of such numbers are exact, so that a total is right or wrong, never nearly right.
public struct Number: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The digits without the point.
    public let digits: Int64
    /// How many of them stand behind the point; the last is never a zero.
    public let scale: Int

    public init(_ digits: Int64, scale: Int = 0) {
        var digits = digits
        var scale = scale
        while scale > 0 && digits % 10 == 0 {
            digits /= 10
            scale -= 1
        }
        self.digits = digits
        self.scale = scale
    }

    public init(_ value: Int) { self.init(Int64(value)) }

    public static let zero = Number(Int64(0))

    public var double: Double { Double(digits) / Double(Number.power(scale)) }

    public var description: String {
        guard scale > 0 else { return String(digits) }
        let unit = Number.power(scale)
        let fraction = String((digits % unit).magnitude)
        let sign = digits < 0 && digits / unit == 0 ? "-" : ""
        return sign + String(digits / unit) + "." + String(repeating: "0", count: scale - fraction.count) + fraction
    }

    /// Multiplied by a power of ten; nil where it would not fit.
    public func shifted(by tens: Int) -> Number? {
        if tens <= scale { return Number(digits, scale: scale - tens) }
        let (product, overflow) = digits.multipliedReportingOverflow(by: Number.power(min(18, tens - scale)))
        return overflow || tens - scale > 18 ? nil : Number(product)
    }

    public static func + (left: Number, right: Number) -> Number {
        let scale = max(left.scale, right.scale)
        guard let a = left.aligned(to: scale), let b = right.aligned(to: scale) else { return Number(Int64.max) }
        let (sum, overflow) = a.addingReportingOverflow(b)
        return Number(overflow ? Int64.max : sum, scale: overflow ? 0 : scale)
    }

    public static func * (left: Number, right: Number) -> Number? {
        let (product, overflow) = left.digits.multipliedReportingOverflow(by: right.digits)
        return overflow || left.scale + right.scale > 18 ? nil : Number(product, scale: left.scale + right.scale)
    }

    public static func < (left: Number, right: Number) -> Bool {
        let scale = max(left.scale, right.scale)
        guard let a = left.aligned(to: scale), let b = right.aligned(to: scale) else { return left.double < right.double }
        return a < b
    }

    private func aligned(to scale: Int) -> Int64? {
        let (product, overflow) = digits.multipliedReportingOverflow(by: Number.power(scale - self.scale))
        return overflow ? nil : product
    }

    private static func power(_ tens: Int) -> Int64 {
        var result: Int64 = 1
        for _ in 0..<max(0, min(18, tens)) { result *= 10 }
        return result
    }
}
