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

/// A list of projects with its money: what the rows add up to, and what the list itself says they do.
struct ProjectList {
    struct Group {
        var name: Range<Int>
        var sum: Number
        var rounding: Number
    }

    /// Its tables: several where it goes on over pages.
    var tables: Set<Int>
    /// The element of its first table.
    var element: Int
    var rows = 0
    /// Rows such as 其他项目 that stand for several.
    var otherRows = 0
    var sum = Number.zero
    var rounding = Number.zero
    var isComplete = true
    /// The total that the list prints.
    var stated: (value: Number, range: Range<Int>)?
    var groups: [Group] = []
    var caption: Range<Int>?

    static func all(_ layout: Layout, _ survey: TableSurvey) -> [ProjectList] {
        chains(layout, survey).compactMap { chain -> ProjectList? in
            guard let first = chain.first, first.reader.kind == .projects else { return nil }
            var list = ProjectList(tables: Set(chain.map(\.table)), element: first.element, caption: layout.grids[first.grid].caption)
            for entry in chain { list.add(layout, entry, MoneyColumn.main(first.reader)) }
            return list
        }
    }

    /// Tables with those that go on from them: of the same number, or with ordinals that run on.
    static func chains(_ layout: Layout, _ survey: TableSurvey) -> [[TableSurvey.Entry]] {
        var chains: [[TableSurvey.Entry]] = []
        for entry in survey.entries {
            if let last = chains.last?.last, last.table == entry.table || runsOn(layout, last.reader, entry.reader) {
                chains[chains.count - 1].append(entry)
            } else {
                chains.append([entry])
            }
        }
        return chains
    }

    private static func runsOn(_ layout: Layout, _ first: TableReader, _ second: TableReader) -> Bool {
        guard first.roles.count == second.roles.count, let start = ordinals(layout, second).first, start > 1, let end = ordinals(layout, first).last else { return false }
        return start == end + 1
    }

    static func ordinals(_ layout: Layout, _ reader: TableReader) -> [Int] {
        reader.bodyRows.compactMap { row in
            guard let cell = reader.cell(row, .ordinal), !cell.isRepeat, !cell.range.isEmpty, cell.range.count <= 4, cell.range.allSatisfy({ layout.stream[$0].isDigit }) else { return nil }
            return cell.range.reduce(0) { $0 * 10 + Int(layout.stream[$1] - 0x30) }
        }
    }

    private mutating func add(_ layout: Layout, _ entry: TableSurvey.Entry, _ column: Int?) {
        let reader = entry.reader
        let tens = MoneyColumn.tens(layout, entry, column)
        let characters = layout.stream.characters
        for row in reader.bodyRows {
            switch reader.kind(of: row) {
            case .group:
                guard let cell = reader.matrix[row].first(where: { !$0.range.isEmpty }) else { continue }
                groups.append(Group(name: cell.range, sum: .zero, rounding: .zero))
            case .data:
                guard let name = reader.cell(row, .name), !name.range.isEmpty, !name.isRepeat else { continue }
                rows += 1
                if ProjectList.others.match(characters, at: name.range.lowerBound, limit: name.range.upperBound) != nil { otherRows += 1 }
                addMoney(column.flatMap { $0 < reader.matrix[row].count ? reader.matrix[row][$0] : nil }, characters, tens)
            case .total:
                guard let total = MoneyColumn.total(reader, row, column, characters, tens), Totals.isGrand(reader, row, characters) else { continue }
                stated = (total.value, total.range)
            case .repeatedHead, .empty: break
            }
        }
    }

    private mutating func addMoney(_ cell: GridCell?, _ characters: [Character16], _ tens: Int) {
        guard let cell, !cell.isRepeat else { return }
        guard let amount = Amount.first(in: characters, cell.range, tens: tens) else {
            if cell.range.contains(where: { characters[$0].isHan }) || cell.range.isEmpty { isComplete = false }
            return
        }
        sum = sum + amount.value
        rounding = rounding + amount.itemRounding
        if !groups.isEmpty {
            groups[groups.count - 1].sum = groups[groups.count - 1].sum + amount.value
            groups[groups.count - 1].rounding = groups[groups.count - 1].rounding + amount.itemRounding
        }
    }

    private static let others = Phrases<Bool>("其他 其它 其余", true)
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
        if let column, column < cells.count, !cells[column].isRepeat, let amount = Amount.first(in: characters, cells[column].range, tens: tens) { return amount }
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
