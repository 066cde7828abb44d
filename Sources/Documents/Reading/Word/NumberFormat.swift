/// Writes numbers as lists show them. What a format has no sign for is written in digits, as Word does.
enum NumberFormat {
    /// `value` in the format that Word calls `name`; `sample` is that of a format of the writer's own.
    static func write(_ value: Int, as name: String, sample: String? = nil) -> String {
        switch name {
        case "none": ""
        case "bullet": "●"
        case "decimalZero": value < 10 ? "0\(value)" : "\(value)"
        case "decimalFullWidth", "decimalFullWidth2": fullWidth(value)
        case "numberInDash": "- \(value) -"
        case "upperRoman": roman(value)
        case "lowerRoman": roman(value).lowercased()
        case "upperLetter": letters(value)
        case "lowerLetter": letters(value).lowercased()
        case "ordinal": "\(value)\(ordinalEnding(value))"
        case "decimalEnclosedCircle", "decimalEnclosedCircleChinese": series(value, from: 0x2460, count: 20)
        case "decimalEnclosedParen": series(value, from: 0x2474, count: 20)
        case "decimalEnclosedFullstop": series(value, from: 0x2488, count: 20)
        case "ideographEnclosedCircle": series(value, from: 0x3280, count: 10)
        case "ideographParenthesized": series(value, from: 0x3220, count: 10)
        case "ideographTraditional": sign(value, of: "甲乙丙丁戊己庚辛壬癸")
        case "ideographZodiac": sign(value, of: "子丑寅卯辰巳午未申酉戌亥")
        case "chineseCounting", "taiwaneseCounting", "ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand",
            "koreanDigital2":
            value < 100 && name.hasSuffix("Counting") ? ChineseNumerals.plain.write(value) : chineseDigits(value)
        case "chineseCountingThousand", "taiwaneseCountingThousand": ChineseNumerals.plain.write(value)
        case "japaneseCounting": ChineseNumerals.japanese.write(value)
        case "chineseLegalSimplified": ChineseNumerals.legalSimplified.write(value)
        case "ideographLegalTraditional": ChineseNumerals.legalTraditional.write(value)
        case "japaneseLegal": ChineseNumerals.legalJapanese.write(value)
        case "custom": padded(value, like: sample)
        default: "\(value)"
        }
    }

    private static func fullWidth(_ value: Int) -> String {
        let digits = "\(value)".unicodeScalars.map { Unicode.Scalar($0.value + 0xFEE0) ?? $0 }
        return String(String.UnicodeScalarView(digits))
    }

    private static func chineseDigits(_ value: Int) -> String {
        let digits = Array("〇一二三四五六七八九")
        return String("\(value)".compactMap { $0.wholeNumberValue.map { digits[$0] } })
    }

    private static func roman(_ value: Int) -> String {
        guard (1...4999).contains(value) else { return "\(value)" }
        let signs = [
            (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
            (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
        ]
        var rest = value
        var result = ""
        for (worth, sign) in signs {
            while rest >= worth {
                result += sign
                rest -= worth
            }
        }
        return result
    }

    /// A … Z, AA, BB …: the same letter repeated.
    private static func letters(_ value: Int) -> String {
        guard (1...780).contains(value), let letter = Unicode.Scalar(UInt32(0x41 + (value - 1) % 26)) else {
            return "\(value)"
        }
        return String(repeating: String(letter), count: (value - 1) / 26 + 1)
    }

    private static func ordinalEnding(_ value: Int) -> String {
        if (11...13).contains(value % 100) { return "th" }
        return switch value % 10 {
        case 1: "st"
        case 2: "nd"
        case 3: "rd"
        default: "th"
        }
    }

    /// One of `count` signs that follow one another in Unicode.
    private static func series(_ value: Int, from first: UInt32, count: Int) -> String {
        guard (1...count).contains(value), let sign = Unicode.Scalar(first + UInt32(value - 1)) else { return "\(value)" }
        return String(sign)
    }

    private static func sign(_ value: Int, of signs: String) -> String {
        guard (1...signs.count).contains(value) else { return "\(value)" }
        return String(Array(signs)[value - 1])
    }

    /// `001, 002, 003` asks for three digits.
    private static func padded(_ value: Int, like sample: String?) -> String {
        let width = min(sample?.prefix { $0.isNumber }.count ?? 1, 12)
        let digits = "\(value)"
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

/// Numbers in Chinese characters, in everyday or in forgery-proof writing.
struct ChineseNumerals {
    private let digits: [Character]
    private let units: [Character]
    private let groups: [Character]
    /// Whether 一 is left out before ten only (十一), before every unit (百十一), or never (壹拾壹).
    private let omission: Omission

    private enum Omission {
        case leadingTen, everyUnit, never
    }

    private init(_ digits: String, _ units: String, _ groups: String, _ omission: Omission) {
        self.digits = Array(digits)
        self.units = Array(units)
        self.groups = Array(groups)
        self.omission = omission
    }

    static let plain = ChineseNumerals("零一二三四五六七八九", "十百千", "万亿", .leadingTen)
    static let japanese = ChineseNumerals("〇一二三四五六七八九", "十百千", "万億", .everyUnit)
    static let legalSimplified = ChineseNumerals("零壹贰叁肆伍陆柒捌玖", "拾佰仟", "万亿", .never)
    static let legalJapanese = ChineseNumerals("零壱弐参四伍六七八九", "拾百阡", "萬億", .never)
    static let legalTraditional = ChineseNumerals("零壹貳參肆伍陸柒捌玖", "拾佰仟", "萬億", .never)

    /// `value` from 0 up to a trillion; beyond, and below zero, in digits.
    func write(_ value: Int) -> String {
        guard (0..<1_000_000_000_000).contains(value) else { return "\(value)" }
        if value == 0 { return String(digits[0]) }
        var result = ""
        var needsZero = false
        for (worth, group) in [(100_000_000, 1), (10_000, 0), (1, -1)] {
            let part = value / worth % 10_000
            if part == 0 {
                needsZero = !result.isEmpty
                continue
            }
            if omission != .everyUnit, needsZero || (!result.isEmpty && part < 1000) { result.append(digits[0]) }
            needsZero = false
            result += writeGroup(part, isFirst: result.isEmpty)
            if group >= 0 { result.append(groups[group]) }
        }
        return result
    }

    /// A number below ten thousand.
    private func writeGroup(_ value: Int, isFirst: Bool) -> String {
        var result = ""
        var needsZero = false
        for (worth, unit) in [(1000, 2), (100, 1), (10, 0), (1, -1)] {
            let digit = value / worth % 10
            if digit == 0 {
                needsZero = !result.isEmpty
                continue
            }
            if needsZero, omission != .everyUnit { result.append(digits[0]) }
            needsZero = false
            let isLeadingTen = unit == 0 && result.isEmpty && isFirst
            let isOmitted = digit == 1 && unit >= 0 && (omission == .everyUnit || omission == .leadingTen && isLeadingTen)
            if !isOmitted { result.append(digits[digit]) }
            if unit >= 0 { result.append(units[unit]) }
        }
        return result
    }
}
