/// An amount as a cell or a sentence prints it, in the unit without its multiplier (元 for 万元), and how finely it is printed.
struct Amount {
    var value: Number
    /// What rounding to the printed places can hide.
    var rounding: Number
    /// The same for one item of a table, where 2亿元 and 1.5亿元 are meant exactly.
    var itemRounding: Number
    var isRough: Bool
    var hasUnit: Bool
    var isMoney: Bool
    var range: Range<Int>

    /// The first amount in a cell. `tens` is the multiplier that the head of the column gives to bare numbers.
    static func first(in characters: [Character16], _ range: Range<Int>, tens: Int) -> Amount? {
        for index in range where characters[index].isDigit || Numerals.digit(characters[index]) != nil {
            guard let quantity = Quantities.read(characters, at: index, range) else { continue }
            if !characters[index].isDigit, quantity.unit == nil { continue }
            return Amount(quantity, characters, tens: tens)
        }
        return nil
    }

    init?(_ quantity: Quantity, _ characters: [Character16], tens: Int = 0) {
        guard case .number(let number) = quantity.value else { return nil }
        let measure = quantity.unit.map { Measure(Array(characters[$0])) }
        let power = measure.map { $0.isEmpty && $0.tens == 0 ? tens : $0.tens } ?? tens
        guard let value = number.shifted(by: power), let rounding = number.rounding.shifted(by: power) else { return nil }
        self.value = value
        self.rounding = number.scale == 0 && power <= 4 ? .zero : rounding
        isRough = quantity.comparison == .about || quantity.isRoughlyMore
        hasUnit = measure != nil
        isMoney = measure?.isMoney ?? false
        range = quantity.core
        if isRough { self.rounding = rounding }
        itemRounding = isRough || number.scale >= 2 ? rounding : .zero
    }
}

/// The column of a project table that holds the money.
enum MoneyColumn {
    /// The total, where the table splits the money by year or source.
    static func main(_ reader: TableReader) -> Int? {
        let columns = reader.roles.indices.filter { reader.roles[$0] == .budget }
        return columns.first { wholes.occurs(in: reader.labels[$0], 0..<reader.labels[$0].count) } ?? columns.first
    }

    /// The multiplier of bare numbers: from the head, the title or the line above the table; 万元 where nothing says.
    static func tens(_ layout: Layout, _ entry: TableSurvey.Entry, _ column: Int?) -> Int {
        let label = column.map { entry.reader.labels[$0] } ?? []
        let caption = layout.grids[entry.grid].captionUnit.map { Array(layout.stream.characters[$0]) } ?? []
        for words in [label, caption] {
            if let found = scales.first(in: words, 0..<words.count) { return found.value }
        }
        return 4
    }

    /// The amount of a total row: under the money column, or, where the row has fewer cells, the last amount in it.
    static func total(_ reader: TableReader, _ row: Int, _ column: Int?, _ characters: [Character16], _ tens: Int) -> Amount? {
        let cells = reader.matrix[row]
        if let column, column < cells.count, !cells[column].isRepeat, let amount = Amount.first(in: characters, cells[column].range, tens: tens) {
            return amount
        }
        let filled = cells.filter { !$0.isRepeat && !$0.range.isEmpty }
        guard filled.count <= 2 else { return nil }
        for cell in filled.reversed() {
            if let amount = money(in: characters, cell.range) { return amount }
            if cell.range.allSatisfy({ !characters[$0].isHan }), let amount = Amount.first(in: characters, cell.range, tens: tens) { return amount }
        }
        return nil
    }

    /// The last amount with 元 in the range.
    static func money(in characters: [Character16], _ range: Range<Int>) -> Amount? {
        Quantities.all(in: characters, range, times: []).reversed().lazy.compactMap { Amount($0, characters) }.first { $0.isMoney }
    }

    private static let wholes = Phrases<Bool>("总投资 投资总额 总额 合计 投资规模 概算 估算 总预算", true)
    private static let scales = Phrases<Int>([("亿元 亿", 8), ("万元 万", 4), ("元", 0)])
}

extension Totals {
    /// 总计, 合计 over the whole, as against 小计.
    static func isGrand(_ reader: TableReader, _ row: Int, _ characters: [Character16]) -> Bool {
        let cells = reader.matrix[row].filter { !$0.isRepeat && !$0.range.isEmpty }
        guard !cells.contains(where: { subtotal.occurs(in: characters, $0.range) }) else { return false }
        if cells.contains(where: { grand.occurs(in: characters, $0.range) }) { return true }
        return row == reader.bodyRows.last { reader.kind(of: $0) == .total }
    }

    private static let subtotal = Phrases<Bool>("小计", true)
    private static let grand = Phrases<Bool>("总计 共计", true)
}
