/// Values that are decimals with few digits, as almost all that sensors send, are whole numbers of a power of ten, exactly: 12.34 is 1234 · 10⁻².
/// The idea is that of ALP (Afroozeh, Kuffó and Boncz, “ALP: Adaptive lossless floating-point compression”, SIGMOD 2023).
enum Decimal {
    static let mostDigits = 9
    private static let powers: [Double] = (0...mostDigits).map { (0..<$0).reduce(1) { power, _ in power * 10 } }
    /// Whole numbers up to here are exact as Double.
    private static let largest = Double(1 << 53)

    /// The whole number, where it gives the value back bit by bit.
    @inline(__always) static func whole(_ value: Double, _ digits: Int) -> Int64? {
        let number = (value * powers[digits]).rounded()
        guard abs(number) < largest else { return nil }
        let whole = Int64(number)
        // By way of the whole number, because there is no −0 among them.
        return (Double(whole) / powers[digits]).bitPattern == value.bitPattern ? whole : nil
    }

    static func power(_ digits: Int) -> Double { powers[digits] }

    @inline(__always) static func value(_ whole: Int64, _ digits: Int) -> Double { Double(whole) / powers[digits] }

    /// How many digits all of the values need; nil where one is no such decimal.
    static func digits(_ values: some Sequence<Double>) -> Int? {
        var digits = 0
        for value in values {
            while whole(value, digits) == nil {
                digits += 1
                if digits > mostDigits { return nil }
            }
        }
        return digits
    }

    /// The whole number nearest to a sum of decimals: what adding them as Double lost is rounded away. Nil where it is further off than that.
    static func nearest(_ sum: Double, _ digits: Int) -> Int64? {
        let number = (sum * powers[digits]).rounded()
        guard abs(number) < largest, abs(number / powers[digits] - sum) <= abs(sum) * 1e-12 + 1e-15 else { return nil }
        return Int64(number)
    }
}
