/// Words in both languages.
public struct Wording: Sendable, Hashable {
    public let chinese: String
    public let english: String
    public init(_ chinese: String, en english: String) {
        self.chinese = chinese
        self.english = english
    }
}

/// What a number measures, and so how it is written.
public enum Measure: Sendable, Hashable {
    /// In fen.
    case money
    case people, count, points, years, days
    /// Of 1.
    case share
    /// What it grew to, of 1, over two or three years; written as growth per year.
    case growthOverTwoYears, growthOverThreeYears

    /// 5,000 万元, 12.5%, 3 件
    public func text(_ figure: Figure) -> Wording {
        switch self {
        case .money:
            let wan = Numerals.text(figure.exact, shiftedBy: 1_000_000, decimals: 2)
            return Wording("\(wan) 万元", en: "\(Numerals.text(figure.exact, shiftedBy: 100, decimals: 2)) yuan")
        case .people: return counted(figure, "人", "people")
        case .count: return counted(figure, "件", "items")
        case .points: return counted(figure, "分", "points")
        case .years: return counted(figure, "年", "years")
        case .days: return counted(figure, "天", "days")
        case .share: return percent(figure.value, exact: Numerals.text(figure.exact, times: 100, decimals: 2))
        case .growthOverTwoYears: return percent(figure.value.squareRoot() - 1)
        case .growthOverThreeYears: return percent(Numerals.cubeRoot(figure.value) - 1)
        }
    }

    private func counted(_ figure: Figure, _ chinese: String, _ english: String) -> Wording {
        let number = Numerals.text(figure.exact, decimals: 2)
        return Wording("\(number) \(chinese)", en: "\(number) \(english)")
    }

    private func percent(_ value: Double, exact: String? = nil) -> Wording {
        guard value.isFinite, abs(value) < 1e12 else { return Wording("—", en: "—") }
        let text = (exact ?? Numerals.text(Fraction(Int128((value * 1e6).rounded()), over: 1_000_000) ?? Fraction(0), times: 100, decimals: 2)) + "%"
        return Wording(text, en: text)
    }
}

enum Numerals {
    /// 1,234.5: the fraction times `times` over `shiftedBy`, half up, with as many decimals as it needs.
    static func text(_ fraction: Fraction, times: Int128 = 1, shiftedBy: Int128 = 1, decimals: Int) -> String {
        let scale: Int128 = (0..<decimals).reduce(1) { scale, _ in scale * 10 }
        let bottom = fraction.bottom * shiftedBy
        let isNegative = fraction.top < 0
        let scaled = ((isNegative ? -fraction.top : fraction.top) * times * scale * 2 + bottom) / (bottom * 2)
        let (whole, rest) = (scaled / scale, scaled % scale)
        var digits = String(rest)
        digits = String(repeating: "0", count: max(0, decimals - digits.count)) + digits
        while digits.hasSuffix("0") { digits.removeLast() }
        let sign = isNegative && scaled > 0 ? "−" : ""
        return sign + grouped(String(whole)) + (decimals == 0 || digits.isEmpty ? "" : "." + digits)
    }

    /// Newton's method; the value is a growth over three years, near 1.
    static func cubeRoot(_ value: Double) -> Double {
        guard value > 0, value.isFinite else { return 0 }
        var root = max(1, value / 3)
        for _ in 0..<200 {
            let next = (2 * root + value / (root * root)) / 3
            if abs(next - root) <= 1e-15 * root { return next }
            root = next
        }
        return root
    }

    private static func grouped(_ digits: String) -> String {
        var text = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return text
    }
}
