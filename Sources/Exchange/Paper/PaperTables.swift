import Documents
import Kernel

/// Tables and facts.
extension PaperWriter {
    mutating func write(_ table: Kernel.Table) {
        let columns = Self.columns(of: table)
        let heads = columns.map { PaperText.clean($0.label[language]).trimmed }
        var rows = table.rows.map { row in cells(of: row, columns: columns) }
        let fit = PaperTableFit(heads: heads, weights: columns.map(\.weight), rows: rows.map { $0.map { $0.runs.map(\.text).joined() } })
        if rows.isEmpty {
            rows = [[WordTable.Cell(PaperText.clean(table.empty[language]), columnSpan: columns.count, alignment: .centre)]]
        }
        let title = PaperText.line(table.title[language])
        let word = WordTable(
            caption: title.isEmpty ? nil : title,
            columns: zip(columns, zip(heads, fit.widths)).map { column, place in
                WordTable.Column(place.0, width: .millimetres(place.1), alignment: column.isNumber ? .right : .left)
            }, rows: rows, notes: notes(table.note?[language]), size: fit.size)
        if fit.isAcross { appendAcross(.table(word)) } else { append(.table(word)) }
    }

    /// The columns, and nameless ones where rows have more cells than there are columns.
    private static func columns(of table: Kernel.Table) -> [Kernel.Table.Column] {
        let most = max(1, table.rows.map(\.cells.count).max() ?? 0)
        // Word draws at most 63 columns.
        let missing = max(0, min(most, 63) - table.columns.count)
        return table.columns.prefix(63) + Array(repeating: Kernel.Table.Column(Label("", en: "")), count: missing)
    }

    private mutating func cells(of row: Kernel.Table.Row, columns: [Kernel.Table.Column]) -> [WordTable.Cell] {
        let isSaid = row.cells.contains { $0.phrases.contains { $0.tone == row.tone } }
        var result: [WordTable.Cell] = []
        for (index, cell) in row.cells.prefix(columns.count).enumerated() {
            var runs = self.runs(of: cell)
            if index == 0, !isSaid, !row.tone.sign.isEmpty {
                hasSigns = true
                runs.insert(WordRun(row.tone.sign), at: 0)
            }
            if row.isEmphasised { for place in runs.indices { runs[place].isBold = true } }
            result.append(WordTable.Cell(runs, isShaded: row.isEmphasised))
        }
        while row.isEmphasised, result.count < columns.count { result.append(WordTable.Cell([], isShaded: true)) }
        return result
    }

    /// Words; a bar is a percentage and a line its first and last value, below the words unless those say so already.
    private mutating func runs(of cell: Kernel.Table.Cell) -> [WordRun] {
        var runs = self.runs(cell.phrases)
        let text = runs.map(\.text).joined()
        if let share = cell.share, !text.contains("%") {
            let percent = PaperText.percent(share)
            runs.append(WordRun(text.isEmpty ? percent : "\n" + percent))
        }
        if let first = cell.trend.first, let last = cell.trend.last, cell.trend.count > 1 {
            let course = PaperText.number(first) + "→" + PaperText.number(last)
            runs.append(WordRun(runs.isEmpty ? course : "\n" + course))
        }
        return runs
    }

    mutating func write(_ facts: [Fact]) {
        guard !facts.isEmpty else { return }
        let rows = facts.map { fact in
            if fact.isSimulated { hasSimulated = true }
            let name = PaperText.line(fact.label[language]) + (fact.isSimulated ? words.simulated : "")
            let number =
                fact.value.map { PaperText.line($0) + (language == .english && !fact.unit.isEmpty ? " " : "") + PaperText.line(fact.unit) } ?? words.none
            var note = fact.note.map { runs([$0]) } ?? []
            if let share = fact.share { note.append(WordRun(note.isEmpty ? PaperText.percent(share) : words.bracketed(PaperText.percent(share)))) }
            return [
                WordTable.Cell(name), WordTable.Cell([WordRun(toned(number, fact.tone), isBold: true)], alignment: .right), WordTable.Cell(note),
            ]
        }
        let hasNotes = rows.contains { !$0[2].runs.isEmpty }
        var columns = [words.indicator, words.value, words.remark].map { WordTable.Column($0[language], width: .share(3), alignment: .left) }
        columns[1].width = .share(2)
        append(
            .table(
                WordTable(
                    columns: hasNotes ? columns : Array(columns.prefix(2)), rows: hasNotes ? rows : rows.map { Array($0.prefix(2)) }, notes: notes(nil),
                    size: .small)))
    }
}

/// How a table is set so that nothing of it is cut: its type, whether it lies across, the widths of its columns.
struct PaperTableFit {
    let size: WordTable.Size
    let isAcross: Bool
    /// In millimetres.
    let widths: [Double]

    /// In the order in which they are tried: upright pages with ever smaller type, then pages that lie across.
    private static let ways: [(size: WordTable.Size, isAcross: Bool)] = [
        (.ordinary, false), (.small, false), (.smaller, false), (.small, true), (.smaller, true), (.tiny, true),
    ]
    /// Left and right of the text of a cell.
    private static let padding = 3.4

    init(heads: [String], weights: [Double], rows: [[String]]) {
        let measures = heads.indices.map { column in Measure(([heads[column]] + rows.compactMap { column < $0.count ? $0[column] : nil })) }
        // An application that gives no weights leaves it to the words.
        let isSilent = Set(weights).count <= 1
        let shares = zip(weights, measures).map { isSilent ? min(max($1.longest, 3), 22) : max($0.isFinite ? $0 : 1, 0.05) }
        for way in Self.ways {
            let total = way.isAcross ? 225.0 : 156
            let least = measures.map { $0.least * way.size.character + Self.padding }
            let widths = Self.spread(total, least: least, shares: shares)
            let fits = least.reduce(0, +) <= total
            let isLast = way == Self.ways[Self.ways.count - 1]
            // Pages across are worth it where rows would else be towers of short lines.
            let lines = zip(widths, measures).map { $1.typical * way.size.character / max(1, $0 - Self.padding) }.max() ?? 0
            guard isLast || fits && (lines <= 9 || way.isAcross || heads.count < 5) else { continue }
            (size, isAcross, self.widths) = (way.size, way.isAcross, widths)
            return
        }
        (size, isAcross, widths) = (.tiny, true, Self.spread(225, least: heads.map { _ in 1 }, shares: shares))
    }

    /// The room by shares, but at least what each column needs.
    private static func spread(_ total: Double, least: [Double], shares: [Double]) -> [Double] {
        guard least.reduce(0, +) < total else { return least.map { $0 * total / least.reduce(0, +) } }
        var isFixed = least.map { _ in false }
        while true {
            let room = total - zip(least, isFixed).reduce(0) { $0 + ($1.1 ? $1.0 : 0) }
            let sum = zip(shares, isFixed).reduce(0) { $0 + ($1.1 ? 0 : $1.0) }
            guard let short = shares.indices.first(where: { !isFixed[$0] && room * shares[$0] / sum < least[$0] }) else {
                return shares.indices.map { isFixed[$0] ? least[$0] : room * shares[$0] / sum }
            }
            isFixed[short] = true
        }
    }

    /// The words of a column, in characters as wide as they are high.
    private struct Measure {
        /// Below which words would be broken.
        var least = 2.0
        /// The longest cell.
        var longest = 0.0
        /// What a cell holds on average, the head left out.
        var typical = 0.0

        init(_ texts: [String]) {
            var sum = 0.0
            for (index, text) in texts.enumerated() {
                var line = 0.0
                var word = 0.0
                var whole = 0.0
                for scalar in text.unicodeScalars {
                    let isNarrow = scalar.value < 0x2E80
                    let width = isNarrow ? 0.55 : 1
                    line = scalar == "\n" ? 0 : line + width
                    whole += width
                    word = isNarrow && scalar != " " && scalar != "\n" ? word + width : 0
                    // Words longer than that are broken wherever they stand.
                    least = max(least, min(word, 11))
                    longest = max(longest, line)
                }
                least = max(least, min(longest, 3.1))
                if index > 0 { sum += whole }
            }
            typical = sum / Double(max(1, texts.count - 1))
        }
    }
}
