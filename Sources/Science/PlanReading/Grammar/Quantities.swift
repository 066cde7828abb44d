/// A number with its unit, and the words beside it that say how exactly it is meant.
struct Quantity: Sendable {
    var value: Value
    /// As printed; nil where a bare number stands.
    var unit: Range<Int>?
    var strength: Units.Strength
    var isPercent: Bool
    /// 以上, 左右 … after the unit, or ≥ before the number.
    var comparison: Comparison?
    /// 余, 多: a little more than printed.
    var isRoughlyMore: Bool
    /// Written in Chinese numerals.
    var isHan: Bool
    /// From the first digit to the end of the unit.
    var core: Range<Int>
    /// With the marks and words of comparison around it.
    var range: Range<Int>
}

enum Quantities {
    /// All quantities of the range, in order; dates, book titles, ranks and names with digits in them left out.
    static func all(in characters: [Character16], _ range: Range<Int>, times: [TimeReference]) -> [Quantity] {
        var result: [Quantity] = []
        var from = range.lowerBound
        var nextTime = 0
        while var index = starts.first(in: characters, min(from, range.upperBound)..<range.upperBound) {
            defer { from = index }
            while nextTime < times.count, times[nextTime].range.upperBound <= index { nextTime += 1 }
            if nextTime < times.count, times[nextTime].range.contains(index) {
                index = times[nextTime].range.upperBound
                continue
            }
            let character = characters[index]
            if character == 0x300A {  // 《
                index = skipTitle(characters, index, range.upperBound)
                continue
            }
            if startsNumber(characters, index, range), let quantity = read(characters, at: index, range), !runsOn(characters, quantity, range) {
                result.append(quantity)
                index = max(index + 1, quantity.range.upperBound)
            } else if character.isAlphanumeric {
                index += 1
                while index < range.upperBound, characters[index].isAlphanumeric || characters[index] == 0x2E { index += 1 }
            } else {
                index += 1
            }
        }
        return result
    }

    /// One quantity that begins at `index`: for cells of a table, where a bare number is a quantity too.
    static func read(_ characters: [Character16], at index: Int, _ range: Range<Int>) -> Quantity? {
        let limit = range.upperBound
        guard var first = number(characters, index, limit) else { return nil }
        var high: Parsed?
        if first.unit == nil || first.unit != nil, let second = upperEnd(characters, first, limit) {
            high = second
            if first.unit == nil { first.unit = second.unit }
        }
        let last = high ?? first
        var end = last.end
        var comparison: Comparison?
        if let suffix = suffixes.match(characters, at: end, limit: limit) {
            comparison = suffix.value
            end += suffix.length
        }
        var start = index
        if start > range.lowerBound, openings.contains(characters[start - 1]) { start -= 1 }
        if let prefix = signs.match(characters, before: start, floor: range.lowerBound) {
            comparison = comparison ?? prefix.value
            start -= prefix.length
        }
        let value: Value = high.map { .range(first.number, $0.number) } ?? .number(first.number)
        return Quantity(
            value: value, unit: last.unit.map { $0.range }, strength: last.unit?.strength ?? .weak, isPercent: last.unit?.isPercent ?? false,
            comparison: comparison, isRoughlyMore: first.isRoughlyMore || last.isRoughlyMore, isHan: first.isHan,
            core: index..<last.end, range: start..<end)
    }

    private struct Unit {
        var range: Range<Int>
        var strength: Units.Strength
        var isPercent: Bool
    }

    private struct Parsed {
        var number: Number
        var unit: Unit?
        var end: Int
        var isRoughlyMore: Bool
        var isHan: Bool
    }

    private static func number(_ characters: [Character16], _ index: Int, _ limit: Int) -> Parsed? {
        if let percent = hundredths(characters, index, limit) { return percent }
        guard var numeral = Numerals.read(characters, at: index, limit: limit) else { return nil }
        if numeral.isHan { numeral = withoutMultiplier(characters, index, numeral) }
        var end = numeral.end
        // [260]公里, 【210】家: the bracket is a mark.
        if end < limit, index > 0, closings.contains(characters[end]), openings.contains(characters[index - 1]) { end += 1 }
        var isRoughlyMore = false
        if end < limit, roughly.contains(characters[end]) {
            isRoughlyMore = true
            end += 1
        }
        var unit: Unit?
        if let found = Units.read(characters, at: end, limit: limit) {
            unit = Unit(range: end..<found.end, strength: found.strength, isPercent: found.isPercent)
            end = found.end
            if end < limit, characters[end] == 0x4F59, !isRoughlyMore {  // 2亿元余
                isRoughlyMore = true
                end += 1
            }
        } else if isRoughlyMore {
            end -= 1
            isRoughlyMore = false
        }
        // 七成 is 70 per cent.
        if let tenths = unit, tenths.range.count == 1, characters[tenths.range.lowerBound] == 0x6210 {
            guard numeral.number < Number(10), let percent = numeral.number.shifted(by: 1), end >= limit || !afterTenths.contains(characters[end]) else {
                return nil
            }
            numeral.number = percent
            unit?.isPercent = true
        }
        return Parsed(number: numeral.number, unit: unit, end: end, isRoughlyMore: isRoughlyMore, isHan: numeral.isHan)
    }

    /// 成为, 成立, 成果: no tenths.
    private static let afterTenths = BitMap("为立本果员功分交就品长效熟套型")

    /// 百分之三十五
    private static func hundredths(_ characters: [Character16], _ index: Int, _ limit: Int) -> Parsed? {
        guard index + 3 < limit, characters[index] == 0x767E, characters[index + 1] == 0x5206, characters[index + 2] == 0x4E4B,
            let numeral = Numerals.read(characters, at: index + 3, limit: limit)
        else { return nil }
        let unit = Unit(range: index..<index + 3, strength: .strong, isPercent: true)
        return Parsed(number: numeral.number, unit: unit, end: numeral.end, isRoughlyMore: false, isHan: true)
    }

    /// 百亿 is 100 in the unit 亿: the last 万 or 亿 of a Chinese numeral belongs to the unit, as it does after digits.
    private static func withoutMultiplier(_ characters: [Character16], _ index: Int, _ numeral: Numerals.Reading) -> Numerals.Reading {
        guard numeral.end - index >= 2, let tens = Numerals.power(characters[numeral.end - 1]), tens >= 4,
            let shorter = Numerals.read(characters, at: index, limit: numeral.end - 1), shorter.end == numeral.end - 1
        else { return numeral }
        return shorter
    }

    /// The upper end of 3-5家, 3家至5家.
    private static func upperEnd(_ characters: [Character16], _ first: Parsed, _ limit: Int) -> Parsed? {
        var position = first.end
        guard position < limit, Times.isDash(characters[position]) || characters[position] == 0x5230 else { return nil }  // 到
        while position < limit, Times.isDash(characters[position]) || characters[position] == 0x5230 { position += 1 }
        guard position < limit, let second = number(characters, position, limit), second.isHan == first.isHan, first.number < second.number
        else { return nil }
        if let a = first.unit, let b = second.unit {
            return characters[a.range].elementsEqual(characters[b.range]) ? second : nil
        }
        return first.unit == nil ? second : nil
    }

    /// A number may begin here: not inside a name such as 5G, RV2 or 第三.
    private static func startsNumber(_ characters: [Character16], _ index: Int, _ range: Range<Int>) -> Bool {
        let character = characters[index]
        guard character.isDigit || Numerals.digit(character) != nil || Numerals.power(character) != nil else { return false }
        // 零部件 and 亿元以上 begin with no count.
        if character == 0x96F6 || character == 0x4E07 || character == 0x4EBF { return false }
        guard index > range.lowerBound else { return true }
        let before = characters[index - 1]
        if character.isDigit {
            if before.isAlphanumeric || before == 0x2E || before == 0x2B { return false }
        } else if Numerals.digit(before) != nil || Numerals.power(before) != nil || vague.contains(before) {
            return false
        }
        return before != 0x7B2C  // 第
    }

    /// 5G, 5A级: a number that goes on in letters is a name.
    private static func runsOn(_ characters: [Character16], _ quantity: Quantity, _ range: Range<Int>) -> Bool {
        guard quantity.core.upperBound < range.upperBound else { return false }
        // 四位一体
        if quantity.isHan, characters[quantity.core.upperBound] == 0x4E00, characters[quantity.core.upperBound - 1] == 0x4F4D { return true }
        // 10EB级, 8档: a rank.
        if [0x7EA7, 0x6863].contains(characters[quantity.core.upperBound]) { return true }
        guard quantity.unit == nil else { return false }
        return characters[quantity.core.upperBound].isLatin || characters[quantity.core.upperBound] == 0x2B
    }

    private static func skipTitle(_ characters: [Character16], _ index: Int, _ limit: Int) -> Int {
        var position = index + 1
        while position < limit, position - index < 120 {
            if characters[position] == 0x300B { return position + 1 }
            position += 1
        }
        return index + 1
    }

    /// What a quantity, a name with digits in it or a title begins with.
    private static let starts: BitMap = {
        var map = Numerals.starts
        map.insert(0x300A)
        for letter in UInt16(0x41)...0x5A { map.insert(letter) }
        for letter in UInt16(0x61)...0x7A { map.insert(letter) }
        return map
    }()

    private static let openings = BitMap("[【")
    private static let closings = BitMap("]】")
    private static let roughly = BitMap("余多来")
    /// Before a Chinese numeral these make it no number: 数百, 几十, 统一, 唯一.
    private static let vague = BitMap("数几第统唯单同专万周逐合划归之其另某每")

    static let suffixes = Phrases<Comparison>([
        ("以上 及以上 或以上 (含)以上 以上(含) 及其以上", .atLeast), ("以下 及以下 以内 之内 以内(含) (含)以下", .atMost), ("左右 上下 上下浮动 (左右)", .about),
    ])
    static let signs = Phrases<Comparison>([
        ("≥ >= ≧ ⩾ ＞=", .atLeast), ("> ＞ 〉", .over), ("≤ <= =<", .atMost), ("< ＜ 〈", .under), ("≈ 约 大约 约为 大概", .about), ("近 接近", .about),
        ("至少 不低于 不少于 不小于 不低 不少 最低", .atLeast), ("超过 超 逾 突破 高于 大于 多于 过 上", .over), ("不超过 不高于 不大于 不多于 至多 最多", .atMost),
        ("低于 少于 小于", .under),
    ])
}
