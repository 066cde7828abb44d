/// What a value cell says: 80, ≥95, 3-5, [50], 1.2万, 全覆盖, 年均增长8%.
struct CellValue {
    var value: Value
    var comparison: Comparison?
    var unit: Range<Int>?
    var isGrowth = false
    /// 下降15%
    var isFall = false
    var isCumulative = false
    var mark: Character16?
    var range: Range<Int>

    static func read(_ characters: [Character16], _ cell: Range<Int>) -> CellValue? {
        var range = cell
        var mark: Character16?
        while let first = range.first, skipped.contains(characters[first]) {
            if TableMarks.openings.contains(characters[first]) { mark = characters[first] }
            range = first + 1..<range.upperBound
        }
        guard !range.isEmpty, !isEmpty(characters, range) else { return nil }
        var start = range.lowerBound
        // A sign or words before the number.
        while start < range.upperBound, !startsValue(characters, start, range) { start += 1 }
        guard start < range.upperBound, start - range.lowerBound <= 12, let quantity = Quantities.read(characters, at: start, range) else {
            return words(characters, range, mark)
        }
        let before = range.lowerBound..<start
        // 每个街道至少1所 is no number of the column.
        if each.match(characters, at: before.lowerBound, limit: before.upperBound) != nil { return words(characters, range, mark) }
        let rest = quantity.range.upperBound..<range.upperBound
        if rest.count > 8, !rest.contains(where: { TableMarks.openings.contains(characters[$0]) || closing.contains(characters[$0]) }) {
            return words(characters, range, mark)
        }
        for index in rest where TableMarks.openings.contains(characters[index]) { mark = characters[index] }
        var result = CellValue(value: quantity.value, comparison: quantity.comparison, unit: quantity.unit, mark: mark, range: quantity.core)
        result.isGrowth = growth.occurs(in: characters, before)
        result.isFall = falls.occurs(in: characters, before)
        result.isCumulative = cumulative.occurs(in: characters, before)
        if let sign = Quantities.signs.match(characters, before: start, floor: range.lowerBound) { result.comparison = result.comparison ?? sign.value }
        if let multiplied = result.multiplied(characters) { result = multiplied }
        return result
    }

    private static func startsValue(_ characters: [Character16], _ index: Int, _ range: Range<Int>) -> Bool {
        if characters[index].isDigit { return true }
        guard Numerals.digit(characters[index]) != nil || Numerals.power(characters[index]) != nil,
            let numeral = Numerals.read(characters, at: index, limit: range.upperBound)
        else { return false }
        // 全市一体化 is no number; 四百 and 三家 are.
        return numeral.end == range.upperBound || Units.read(characters, at: numeral.end, limit: range.upperBound) != nil
    }

    /// 1.2万 in a column of 家 is 12000.
    private func multiplied(_ characters: [Character16]) -> CellValue? {
        guard let unit, unit.count == 1, let tens = Numerals.power(characters[unit.lowerBound]), case .number(let number) = value,
            let product = number.shifted(by: tens)
        else { return nil }
        var copy = self
        copy.value = .number(product)
        copy.unit = nil
        return copy
    }

    private static func words(_ characters: [Character16], _ range: Range<Int>, _ mark: Character16?) -> CellValue? {
        guard range.count <= 40, range.contains(where: { characters[$0].isHan }) else { return nil }
        let text = String(String.UnicodeScalarView(range.compactMap { Unicode.Scalar(characters[$0]) }))
        return CellValue(value: .words(text), comparison: nil, unit: nil, mark: mark, range: range)
    }

    /// —, /, …, 无, 空
    private static func isEmpty(_ characters: [Character16], _ range: Range<Int>) -> Bool {
        range.allSatisfy { [0x2D, 0x2F, 0x2026, 0x5C, 0x2E].contains(characters[$0]) }
            || (range.count <= 3 && none.match(characters, at: range.lowerBound, limit: range.upperBound)?.length == range.count)
    }

    private static let none = Phrases<Bool>("无 暂无 未统计 N/A NA 空 缺", true)
    private static let growth = Phrases<Bool>("增长 增速 下降 降低 提高 减少 年均", true)
    private static let falls = Phrases<Bool>("下降 降低 减少", true)
    private static let each = Phrases<Bool>("每 各", true)
    private static let cumulative = Phrases<Bool>("累计 新增", true)
    private static let skipped: BitMap = set("【[*★※]】 ")
    private static let closing: BitMap = set("]】*★※")

    private static func set(_ characters: String) -> BitMap {
        var map = BitMap()
        for character in folded(characters) { map.insert(character) }
        return map
    }
}
