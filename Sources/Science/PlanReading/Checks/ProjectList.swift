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
        guard first.roles.count == second.roles.count, let start = ordinals(layout, second).first, start > 1, let end = ordinals(layout, first).last else {
            return false
        }
        return start == end + 1
    }

    static func ordinals(_ layout: Layout, _ reader: TableReader) -> [Int] {
        reader.bodyRows.compactMap { row in
            guard let cell = reader.cell(row, .ordinal), !cell.isRepeat, !cell.range.isEmpty, cell.range.count <= 4,
                cell.range.allSatisfy({ layout.stream[$0].isDigit })
            else { return nil }
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
