/// Numbers as people read them. The module does without Foundation, so it prints them itself.
enum NumberText {
    /// Up to `decimals` digits after the point, zeros at the end left out; half is rounded away from zero.
    ///
    /// A number that is a hair below half only because binary fractions are (0.285) is rounded as its decimal digits say.
    static func plain(_ value: Double, decimals: Int = 4) -> String {
        let scale = (0..<max(0, decimals)).reduce(1) { scale, _ in scale * 10 }
        let scaled = (abs(value) * Double(scale) * (1 + 1e-12)).rounded()
        guard scaled.isFinite, scaled < 1e18 else { return value.isFinite ? "\(value)" : "—" }
        let whole = Int(scaled) / scale
        var digits = String(Int(scaled) % scale)
        digits = String(repeating: "0", count: max(0, decimals - digits.count)) + digits
        while digits.last == "0" { digits.removeLast() }
        let sign = value < 0 && scaled > 0 ? "-" : ""
        return digits.isEmpty ? "\(sign)\(whole)" : "\(sign)\(whole).\(digits)"
    }

    /// 55 家, 2.5%: a space before a unit, none before a sign.
    static func measured(_ value: Double, unit: String, decimals: Int = 4) -> String { joined(plain(value, decimals: decimals), unit) }

    /// 0.4186 is 41.86%.
    static func percent(_ share: Double, decimals: Int = 2) -> String { plain(share * 100, decimals: decimals) + "%" }

    /// 71–84 家; one number where both ends print alike.
    static func range(_ low: Double, _ high: Double, unit: String, decimals: Int) -> String {
        let (first, last) = (plain(low, decimals: decimals), plain(high, decimals: decimals))
        return joined(first == last ? first : low < 0 ? "\(first)～\(last)" : "\(first)–\(last)", unit)
    }

    /// An amount in fen as 万元.
    static func tenThousandYuan(fen: Int) -> String { plain(Double(fen) / 1_000_000, decimals: 2) }

    /// 三 for 3; digits from eleven on.
    static func chinese(_ number: Int) -> String {
        let names = ["零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十"]
        return names.indices.contains(number) ? names[number] : "\(number)"
    }

    private static func joined(_ number: String, _ unit: String) -> String {
        unit.isEmpty || unit == "%" || unit == "％" || unit == "‰" ? number + unit : "\(number) \(unit)"
    }
}
