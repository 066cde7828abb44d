/// The number before a heading or an item: 第三章, 二、, （二）, 3., （3）, 1.2.1, ①, 01.
struct Numbering {
    /// From the highest rank to the lowest, as GB/T 9704 and the custom of long plans order them.
    enum Style: Int, Comparable, Sendable {
        case part, chapter, section, article, han, hanParenthesis, decimal2, decimal3, decimal4, arabic, arabicParenthesis, arabicHalfParenthesis, circled

        static func < (left: Style, right: Style) -> Bool { left.rawValue < right.rawValue }

        var isDecimal: Bool { self == .decimal2 || self == .decimal3 || self == .decimal4 }
    }

    var style: Style
    var value: Int
    /// The parts of a decimal number: 1.2.1 → [1, 2, 1].
    var parts: [Int] = []
    /// The number as it is quoted: 第三章, 二, （二）, 3.
    var label: Range<Int>
    /// Where the title begins.
    var end: Int
    /// The mark after the number: 、 . or none.
    var mark: Character16 = 0

    static func read(_ characters: [Character16], _ range: Range<Int>) -> Numbering? {
        guard let first = range.first else { return nil }
        let character = characters[first]
        if character == 0x7B2C { return readChapter(characters, range) }  // 第
        if character == 0x28 { return readParenthesis(characters, range) }
        if character.isDigit { return readArabic(characters, range) }
        if (0x2460...0x2473).contains(character) {
            return Numbering(style: .circled, value: Int(character) - 0x245F, label: first..<first + 1, end: first + 1)
        }
        if Numerals.digit(character) != nil || Numerals.power(character) != nil { return readHan(characters, range) }
        return nil
    }

    private static let ranks = Phrases<Style>([
        ("篇 编 部分", .part), ("章", .chapter), ("节", .section), ("条", .article),
    ])

    private static func readChapter(_ characters: [Character16], _ range: Range<Int>) -> Numbering? {
        let start = range.lowerBound + 1
        guard let numeral = Numerals.read(characters, at: start, limit: min(range.upperBound, start + 5)),
            let rank = ranks.match(characters, at: numeral.end, limit: range.upperBound), numeral.number.scale == 0
        else { return nil }
        let end = numeral.end + rank.length
        return Numbering(
            style: rank.value, value: Int(numeral.number.digits), label: range.lowerBound..<end, end: skipMarks(characters, end, range.upperBound))
    }

    /// （一） (1)
    private static func readParenthesis(_ characters: [Character16], _ range: Range<Int>) -> Numbering? {
        let start = range.lowerBound + 1
        guard let numeral = Numerals.read(characters, at: start, limit: min(range.upperBound, start + 4)), numeral.number.scale == 0,
            numeral.number.digits < 200, numeral.end < range.upperBound, characters[numeral.end] == 0x29
        else { return nil }
        let end = numeral.end + 1
        return Numbering(
            style: numeral.isHan ? .hanParenthesis : .arabicParenthesis, value: Int(numeral.number.digits), label: range.lowerBound..<end,
            end: skipMarks(characters, end, range.upperBound))
    }

    /// 一、 or, in some texts, 一. or 一．
    private static func readHan(_ characters: [Character16], _ range: Range<Int>) -> Numbering? {
        guard let numeral = Numerals.read(characters, at: range.lowerBound, limit: min(range.upperBound, range.lowerBound + 4)), numeral.isHan,
            numeral.end < range.upperBound, numeral.number.digits < 100
        else { return nil }
        let mark = characters[numeral.end]
        guard mark == 0x3001 || mark == 0x2E || mark == 0x29 else { return nil }
        return Numbering(
            style: mark == 0x29 ? .hanParenthesis : .han, value: Int(numeral.number.digits), label: range.lowerBound..<numeral.end, end: numeral.end + 1,
            mark: mark)
    }

    /// 1. 1、 1．1.2.1 1) 01
    private static func readArabic(_ characters: [Character16], _ range: Range<Int>) -> Numbering? {
        var parts: [Int] = []
        var position = range.lowerBound
        var value = 0
        var digits = 0
        let start = position
        while position < range.upperBound, position - start < 14 {
            let character = characters[position]
            if character.isDigit {
                value = value * 10 + Int(character - 0x30)
                digits += 1
                if digits > 3 { return nil }
            } else if character == 0x2E, digits > 0, position + 1 < range.upperBound, characters[position + 1].isDigit, parts.count < 3 {
                parts.append(value)
                (value, digits) = (0, 0)
            } else {
                break
            }
            position += 1
        }
        guard digits > 0 else { return nil }
        let label = start..<position
        let mark: Character16 = position < range.upperBound ? characters[position] : 0
        if !parts.isEmpty { return decimal(characters, range, parts + [value], label, position) }
        guard mark == 0x2E || mark == 0x3001 || mark == 0x29 else { return bare(characters, range, value, label, position) }
        return Numbering(
            style: mark == 0x29 ? .arabicHalfParenthesis : .arabic, value: value, label: label, end: skipMarks(characters, position + 1, range.upperBound),
            mark: mark)
    }

    private static func decimal(
        _ characters: [Character16], _ range: Range<Int>, _ parts: [Int], _ label: Range<Int>, _ position: Int
    ) -> Numbering? {
        guard position < range.upperBound, parts.allSatisfy({ $0 > 0 && $0 < 100 }) else { return nil }
        var end = position
        if characters[end] == 0x2E || characters[end] == 0x3001 { end += 1 }
        // 1.5亿元, 2.0版 are not numbers of headings.
        guard end < range.upperBound, characters[end].isHan || Times.isQuote(characters[end]) || characters[end].isLatin,
            end > position || decimalUnits.match(characters, at: end, limit: range.upperBound) == nil
        else { return nil }
        let style: Style = parts.count == 2 ? .decimal2 : parts.count == 3 ? .decimal3 : .decimal4
        return Numbering(style: style, value: parts.last ?? 0, parts: parts, label: label, end: end)
    }

    /// What follows a value and never a number of a heading.
    private static let decimalUnits = Phrases<Bool>("亿 万 元 % 倍 个 公里 平方 米 吨 ‰ 版 千 百 人 家 级 件", true)

    /// 01 title: two digits with a leading zero.
    private static func bare(
        _ characters: [Character16], _ range: Range<Int>, _ value: Int, _ label: Range<Int>, _ position: Int
    ) -> Numbering? {
        guard label.count == 2, characters[label.lowerBound] == 0x30, position < range.upperBound,
            characters[position].isHan || Times.isQuote(characters[position])
        else { return nil }
        return Numbering(style: .arabic, value: value, label: label, end: position)
    }

    private static func skipMarks(_ characters: [Character16], _ index: Int, _ limit: Int) -> Int {
        var index = index
        while index < limit, characters[index] == 0x3001 || characters[index] == 0x2E || characters[index] == 0x3A || characters[index] == Fold.space {
            index += 1
        }
        return index
    }
}

/// The title line of a box: 专栏1, 专栏一：, 【专栏2】.
struct BoxTitle {
    var number: String
    var title: Range<Int>

    static func read(_ characters: [Character16], _ range: Range<Int>) -> BoxTitle? {
        var index = range.lowerBound
        if index < range.upperBound, characters[index] == 0x3010 || characters[index] == 0x5B { index += 1 }
        guard let word = words.match(characters, at: index, limit: range.upperBound) else { return nil }
        index += word.length
        let start = index
        var number = ""
        if let numeral = Numerals.read(characters, at: index, limit: min(range.upperBound, index + 4)), numeral.number.scale == 0 {
            number = String(numeral.number.digits)
            index = numeral.end
            // 专栏3-1
            while index + 1 < range.upperBound, characters[index] == 0x2D, characters[index + 1].isDigit {
                number += "-"
                index += 1
                while index < range.upperBound, characters[index].isDigit {
                    number.unicodeScalars.append(Unicode.Scalar(UInt8(characters[index])))
                    index += 1
                }
            }
        }
        guard index > start || (index < range.upperBound && (characters[index] == 0x3A || characters[index] == 0x3011)) else { return nil }
        while index < range.upperBound, closers.contains(characters[index]) { index += 1 }
        return BoxTitle(number: number, title: index..<range.upperBound)
    }

    private static let words = Phrases<Bool>("专栏 专栏表 专 栏", true)
    private static let closers: BitMap = {
        var map = BitMap()
        for character in folded("】]:：、.·-") { map.insert(character) }
        return map
    }()
}
