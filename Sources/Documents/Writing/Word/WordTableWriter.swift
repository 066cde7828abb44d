extension WordBodyWriter {
    /// Writes a table with its caption above and its notes below.
    mutating func writeTable(_ table: WordTable) throws(WordError) {
        tables += 1
        guard !table.columns.isEmpty else { throw .noColumns(table: tables) }
        if let caption = table.caption {
            captionedTables += 1
            writeCaption(document.language.table, number: captionedTables, caption, keepsNext: true)
        }
        let widths = WordTableGrid.widths(table.columns, total: WordLayout.twips(width))
        let hasTitles = table.columns.contains { !$0.title.isEmpty }
        let head = table.head.isEmpty && hasTitles ? [table.columns.map { WordTable.Cell($0.title) }] : table.head
        let style = table.hasBorders ? "TableGrid" : "TableNormal"
        append(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"\(style)\"/><w:tblW w:w=\"\(widths.reduce(0, +))\" w:type=\"dxa\"/><w:jc w:val=\"center\"/>"
                + "<w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"04A0\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/></w:tblPr>"
                + "<w:tblGrid>" + widths.map { "<w:gridCol w:w=\"\($0)\"/>" }.joined() + "</w:tblGrid>")
        var grid = WordTableGrid(columns: table.columns.count)
        for (index, row) in (head + table.rows).enumerated() {
            guard let places = grid.place(row) else { throw .rowTooLong(table: tables, row: index + 1, columns: table.columns.count) }
            let isHead = index < head.count
            // A row that may be higher than a page must be parted, or its end would be cut.
            let isShort = isHead || row.allSatisfy { $0.runs.lazy.map(\.text.utf8.count).reduce(0, +) < 600 }
            append("<w:tr><w:trPr>" + (isShort ? "<w:cantSplit/>" : "") + (isHead ? "<w:tblHeader/>" : "") + "</w:trPr>")
            for place in places { try writeCell(place, table: table, widths: widths, isHead: isHead) }
            append("</w:tr>")
        }
        // Word needs one row at least.
        if head.isEmpty && table.rows.isEmpty {
            append("<w:tr>" + widths.map { "<w:tc><w:tcPr><w:tcW w:w=\"\($0)\" w:type=\"dxa\"/></w:tcPr><w:p/></w:tc>" }.joined() + "</w:tr>")
        }
        append("</w:tbl>")
        for note in table.notes { append(paragraph("TableNote", document.language.note + note)) }
        // Two tables without a paragraph between them would become one.
        if table.notes.isEmpty {
            append("<w:p><w:pPr><w:snapToGrid w:val=\"0\"/><w:spacing w:line=\"120\" w:lineRule=\"exact\"/></w:pPr></w:p>")
        }
    }

    private mutating func writeCell(_ place: WordTableGrid.Place, table: WordTable, widths: [Int], isHead: Bool) throws(WordError) {
        let width = widths[place.columns].reduce(0, +)
        var properties = "<w:tcW w:w=\"\(width)\" w:type=\"dxa\"/>"
        if place.columns.count > 1 { properties += "<w:gridSpan w:val=\"\(place.columns.count)\"/>" }
        if place.continuesAbove {
            properties += "<w:vMerge/>"
        } else if (place.cell?.rowSpan ?? 1) > 1 {
            properties += "<w:vMerge w:val=\"restart\"/>"
        }
        if isHead || place.cell?.isShaded == true { properties += "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F2F2F2\"/>" }
        properties += "<w:vAlign w:val=\"center\"/>"
        let size = table.size == .ordinary ? "" : "\(table.size.rawValue)"
        let style = "<w:pStyle w:val=\"\(isHead ? "TableHead" : "TableText")\(size)\"/>"
        var content = ""
        if let picture = place.cell?.picture {
            // 85 twentieths of a point stay free on either side.
            let room = max(1, Double(width - 170) * 25.4 / 1_440)
            content += "<w:p><w:pPr>\(style)<w:jc w:val=\"center\"/></w:pPr>\(try drawing(of: picture, room: (room, 100)))</w:p>"
            if place.cell?.runs.isEmpty == true { return append("<w:tc><w:tcPr>\(properties)</w:tcPr>\(content)</w:tc>") }
        }
        content += "<w:p><w:pPr>\(style)"
        if let cell = place.cell {
            let alignment = cell.alignment ?? (isHead ? .centre : table.columns[place.columns.lowerBound].alignment)
            content += Self.alignment(alignment, of: cell) + "</w:pPr>" + runs(cell.runs) + "</w:p>"
        } else {
            content += "</w:pPr></w:p>"
        }
        append("<w:tc><w:tcPr>\(properties)</w:tcPr>\(content)</w:tc>")
    }

    private static func alignment(_ alignment: WordTable.Alignment, of cell: WordTable.Cell) -> String {
        switch alignment {
        case .automatic: WordTableGrid.isNumber(cell.runs) ? "<w:jc w:val=\"right\"/>" : "<w:jc w:val=\"left\"/>"
        case .left: "<w:jc w:val=\"left\"/>"
        case .centre: "<w:jc w:val=\"center\"/>"
        case .right: "<w:jc w:val=\"right\"/>"
        }
    }
}

/// Where the cells of a table stand, row after row.
struct WordTableGrid {
    /// A cell of one row: one that begins there, one that is covered from above, or an empty one.
    struct Place {
        var columns: Range<Int>
        /// `nil` for covered and empty cells.
        var cell: WordTable.Cell?
        var continuesAbove: Bool
    }

    private struct Covered {
        var columns: Range<Int>
        var rows: Int
    }

    private let columns: Int
    private var covered: [Covered] = []

    init(columns: Int) {
        self.columns = columns
    }

    /// The places of a row, or `nil` if its cells need more columns than there are.
    mutating func place(_ row: [WordTable.Cell]) -> [Place]? {
        var places: [Place] = []
        var next = row[...]
        var column = 0
        var stillCovered: [Covered] = []
        while column < columns {
            if let above = covered.first(where: { $0.columns.lowerBound == column }) {
                places.append(Place(columns: above.columns, cell: nil, continuesAbove: true))
                if above.rows > 1 { stillCovered.append(Covered(columns: above.columns, rows: above.rows - 1)) }
                column = above.columns.upperBound
                continue
            }
            guard let cell = next.popFirst() else {
                places.append(Place(columns: column..<column + 1, cell: nil, continuesAbove: false))
                column += 1
                continue
            }
            // A cell that reaches into one from above is refused like one that reaches out of the table.
            let span = column..<column + min(max(1, cell.columnSpan), 16_384)
            guard span.upperBound <= columns, !covered.contains(where: { $0.columns.overlaps(span) }) else { return nil }
            places.append(Place(columns: span, cell: cell, continuesAbove: false))
            if cell.rowSpan > 1 { stillCovered.append(Covered(columns: span, rows: cell.rowSpan - 1)) }
            column = span.upperBound
        }
        covered = stillCovered
        return next.isEmpty ? places : nil
    }

    /// The widths of the columns, which together are at most `total`.
    static func widths(_ columns: [WordTable.Column], total: Int) -> [Int] {
        var fixed = 0
        var shares = 0.0
        for column in columns {
            switch column.width {
            case .millimetres(let width): fixed += WordLayout.twips(min(max(width, 1), 1_000))
            case .share(let share): shares += min(max(share, 0.01), 1_000)
            }
        }
        let sharers = columns.count { if case .share = $0.width { true } else { false } }
        // Every sharing column gets some room, even beside columns that want it all.
        let rest = max(total - fixed, sharers * min(400, total / max(1, columns.count)))
        let shrink = min(1, Double(total - (sharers > 0 ? rest : 0)) / Double(max(1, fixed)))
        return columns.map { column in
            switch column.width {
            case .millimetres(let width): max(1, Int(Double(WordLayout.twips(min(max(width, 1), 1_000))) * shrink))
            case .share(let share): max(1, Int(Double(rest) * min(max(share, 0.01), 1_000) / shares))
            }
        }
    }

    /// Whether the text is a number, perhaps with a sign, separators, a percent sign or a dash for none.
    static func isNumber(_ runs: [WordRun]) -> Bool {
        var digits = 0
        for scalar in runs.lazy.map(\.text).joined().unicodeScalars {
            switch scalar {
            case "0"..."9": digits += 1
            case ".", ",", "-", "+", "−", "%", " ", "±", "↑", "↓", "¥", "—", "–": continue
            default: return false
            }
        }
        return digits > 0
    }
}
