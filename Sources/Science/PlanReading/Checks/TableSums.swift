/// Printed totals and subtotals of tables against the rows that they sum up.
enum TableSums {
    static let rule = "sum-against-total"

    static func run(_ evidence: Evidence) -> [Finding] {
        ProjectList.chains(evidence.layout, evidence.survey).flatMap { table -> [Finding] in
            // A page that was read with other columns cannot be summed with the rest.
            guard let first = table.first, table.allSatisfy({ $0.reader.roles.count == first.reader.roles.count }) else { return [] }
            return columns(evidence, table).flatMap { Column(evidence, table, $0).findings() }
        }
    }

    /// The columns that can be summed: money, and others under which a total row prints a number.
    private static func columns(_ evidence: Evidence, _ table: [TableSurvey.Entry]) -> [Int] {
        guard let reader = table.first?.reader, table.contains(where: { hasTotals(evidence, $0.reader) }) else { return [] }
        return reader.roles.indices.filter { column in
            switch reader.roles[column] {
            case .budget: true
            case .extra, .target, .baseline, .unknown:
                table.contains { entry in
                    entry.reader.bodyRows.contains { row in
                        entry.reader.kind(of: row) == .total && column < entry.reader.matrix[row].count
                            && entry.reader.matrix[row][column].range.first.map { evidence.characters[$0].isDigit } ?? false
                    }
                }
            default: false
            }
        }
    }

    private static func hasTotals(_ evidence: Evidence, _ reader: TableReader) -> Bool {
        reader.bodyRows.contains { row in
            switch reader.kind(of: row) {
            case .total: true
            case .group: reader.matrix[row].contains { !$0.range.isEmpty && MoneyColumn.money(in: evidence.characters, $0.range) != nil }
            default: false
            }
        }
    }
}

/// One column from top to bottom.
private struct Column {
    private struct Stated {
        var label: Range<Int>
        var amount: Amount
        var isHeader: Bool
    }

    private let evidence: Evidence
    private let table: [TableSurvey.Entry]
    private let column: Int
    private let isMain: Bool
    private let tens: Int
    private var sinceGroup: [Amount] = []
    private var sinceTotal: [Amount] = []
    private var all: [Amount] = []
    private var subtotals: [Amount] = []
    private var hasGaps = false
    private var header: Stated?
    private var grand: Stated?
    private var result: [Finding] = []

    init(_ evidence: Evidence, _ table: [TableSurvey.Entry], _ column: Int) {
        self.evidence = evidence
        self.table = table
        self.column = column
        let reader = table[0].reader
        isMain = MoneyColumn.main(reader) == column
        tens = reader.roles[column] == .budget ? MoneyColumn.tens(evidence.layout, table[0], column) : 0
    }

    func findings() -> [Finding] {
        var copy = self
        copy.walk()
        return copy.result
    }

    private mutating func walk() {
        for entry in table {
            let reader = entry.reader
            for row in reader.bodyRows {
                switch reader.kind(of: row) {
                case .group: openGroup(reader, row)
                case .data: addRow(reader, row)
                case .total: addTotal(reader, row)
                case .repeatedHead, .empty: break
                }
            }
        }
        closeHeader()
        if let grand { compareGrand(grand) }
    }

    // MARK: Rows

    private mutating func openGroup(_ reader: TableReader, _ row: Int) {
        closeHeader()
        sinceGroup = []
        guard isMain, let cell = reader.matrix[row].first(where: { !$0.range.isEmpty }), let amount = MoneyColumn.money(in: evidence.characters, cell.range)
        else { return }
        header = Stated(label: cell.range, amount: amount, isHeader: true)
    }

    private mutating func addRow(_ reader: TableReader, _ row: Int) {
        guard column < reader.matrix[row].count else { return hasGaps = true }
        let cell = reader.matrix[row][column]
        if cell.isRepeat { return }
        guard let amount = Amount.first(in: evidence.characters, cell.range, tens: tens) else {
            if cell.range.isEmpty || cell.range.contains(where: { evidence.characters[$0].isHan }) { hasGaps = true }
            return
        }
        sinceGroup.append(amount)
        sinceTotal.append(amount)
        all.append(amount)
    }

    private mutating func addTotal(_ reader: TableReader, _ row: Int) {
        guard let stated = stated(reader, row) else { return }
        let isGrand = Totals.isGrand(reader, row, evidence.characters)
        if all.isEmpty && isGrand && grand == nil || isGrandAbove(reader, row) {
            grand = Stated(label: stated.label, amount: stated.amount, isHeader: true)
        } else if isGrand {
            closeHeader()
            compareGrand(stated)
        } else if sinceTotal.isEmpty {
            header = Stated(label: stated.label, amount: stated.amount, isHeader: true)
        } else {
            closeHeader()
            compare(stated, [sinceTotal, sinceGroup])
            subtotals.append(stated.amount)
            (sinceTotal, sinceGroup) = ([], [])
        }
    }

    /// 合计 as the first row of the body sums up what follows.
    private func isGrandAbove(_ reader: TableReader, _ row: Int) -> Bool {
        all.isEmpty && row == reader.bodyRows.lowerBound && grand == nil && header == nil && reader.bodyRows.count > 2
            && !reader.bodyRows.dropFirst().contains { reader.kind(of: $0) == .total }
    }

    private func stated(_ reader: TableReader, _ row: Int) -> Stated? {
        let cells = reader.matrix[row].filter { !$0.isRepeat && !$0.range.isEmpty }
        guard let label = cells.first else { return nil }
        let own =
            column < reader.matrix[row].count && !reader.matrix[row][column].isRepeat
            ? Amount.first(in: evidence.characters, reader.matrix[row][column].range, tens: tens) : nil
        guard let amount = own ?? (isMain ? MoneyColumn.total(reader, row, column, evidence.characters, tens) : nil) else { return nil }
        return Stated(label: label.range, amount: amount, isHeader: false)
    }

    private mutating func closeHeader() {
        guard let header else { return }
        self.header = nil
        compare(header, [sinceGroup.isEmpty ? sinceTotal : sinceGroup])
        subtotals.append(header.amount)
        (sinceTotal, sinceGroup) = ([], [])
    }

    // MARK: Comparison

    private mutating func compareGrand(_ stated: Stated) { compare(stated, [all, subtotals]) }

    private mutating func compare(_ stated: Stated, _ candidates: [[Amount]]) {
        guard let items = candidates.first(where: { $0.count > 1 }) ?? candidates.first, !items.isEmpty else { return }
        for candidate in candidates where !candidate.isEmpty && fits(stated.amount, candidate) { return }
        let sum = items.reduce(Number.zero) { $0 + $1.value }
        // Cells that could not be read may hold what is missing.
        if hasGaps, sum < stated.amount.value { return }
        report(stated, items, sum)
    }

    private func fits(_ stated: Amount, _ items: [Amount]) -> Bool {
        let sum = items.reduce(Number.zero) { $0 + $1.value }
        let rounding = items.reduce(stated.rounding) { $0 + $1.itemRounding }
        return sum.isNear(stated.value, within: rounding)
    }

    private mutating func report(_ stated: Stated, _ items: [Amount], _ sum: Number) {
        let label = evidence.span(stated.label)
        let value = evidence.span(stated.amount.range)
        let whole = label.joined(with: value)
        let printed = evidence.quote(value)
        let computed = MoneyText.like(sum, evidence, stated.amount, tens)
        result.append(
            Finding(
                TableSums.rule, .error, "“\(evidence.quote(label, 30))”列为\(printed)，所列\(items.count)项相加为\(computed)。",
                why: "合计数与明细之和不符，投资规模无法确认，资金安排和后续考核会以错误的总数为准。",
                remedy: "核对该合计项下各行数额：明细无误则把合计改为\(computed)，否则改正明细并同步修改正文中的总数。",
                at: [whole.length <= 80 ? whole : value] + items.prefix(8).map { evidence.span($0.range) }))
    }
}

/// Amounts for messages.
enum MoneyText {
    /// The number in the unit that the other amount is printed in.
    static func like(_ number: Number, _ evidence: Evidence, _ amount: Amount, _ tens: Int) -> String {
        let quantity = Quantities.read(evidence.characters, at: amount.range.lowerBound, amount.range)
        let unit = quantity?.unit
        let power = unit.map { Measure(Array(evidence.characters[$0])).tens } ?? tens
        let value = number.shifted(by: -power) ?? number
        return value.description + (unit.map { evidence.layout.printed($0) } ?? "")
    }
}
