/// Columns of a printed page: cells stand under each other, apart by two blanks or more, and long cells are wrapped.
struct AlignedTable {
    private let text: Text
    private var lines: [[PageCell]] = []
    private var columns = PageColumns()

    static func read(_ lines: [Line], at index: Int, _ text: Text) -> TextTables.Found? {
        guard lines[index].span.length < 200 else { return nil }
        var table = AlignedTable(text: text)
        let head = PageCell.cells(of: lines[index], text)
        guard head.count >= 2, table.headCount(head) >= 2, table.headCount(head) * 2 >= head.count else { return nil }
        var used: [Int] = []
        var next = index
        while next < lines.count, next == index || table.continues(lines, next, head.count) {
            let cells = PageCell.cells(of: lines[next], text)
            // A new page repeats the head: its columns may stand elsewhere, so it is a table of its own that continues this one.
            if next > index, table.words(cells) == table.words(head) { break }
            if !table.isContinuationMark(cells) {
                table.lines.append(cells)
                used.append(next)
            }
            next += 1
        }
        guard table.lines.count >= 2 else { return nil }
        let bodyStart = table.firstRow()
        table.fitColumns(used.map { lines[$0] }, bodyStart)
        guard table.columns.count >= 2 else { return nil }
        let rows = table.rows(from: bodyStart)
        guard rows.count >= 2 else { return nil }
        return TextTables.Found(rows: rows, span: lines[index].span.joined(with: lines[next - 1].span), nextLine: next)
    }

    private init(text: Text) { self.text = text }

    /// Takes the width of a Han character in which the cells stand under each other.
    private mutating func fitColumns(_ lines: [Line], _ bodyStart: Int) {
        let narrow = lines.map { PageCell.cells(of: $0, text, hanWidth: 1) }
        let isNarrow = PageColumns.whiteness(narrow) > 1.5 * PageColumns.whiteness(self.lines)
        if isNarrow { self.lines = narrow }
        columns = PageColumns(self.lines, headLines: self.lines[..<bodyStart], hanWidth: isNarrow ? 1 : 2)
    }

    // MARK: Lines

    private func words(_ cells: [PageCell]) -> [[Character16]] { cells.map { TextTables.squeezed(text, $0.span) } }

    private func headCount(_ cells: [PageCell]) -> Int { cells.filter { TextTables.isHead(text, $0.span) }.count }

    private func continues(_ all: [Line], _ index: Int, _ heads: Int) -> Bool {
        let line = all[index]
        if line.blanksBefore > (line.startsPage ? 6 : 2) { return false }
        let parts = PageCell.cells(of: line, text)
        let words = PageFurniture.squeezed(text, Span(line.span.start, min(line.span.end, line.span.start + 16)))
        if BoxTitle.read(words, 0..<words.count) != nil || TableNote.isNote(words, 0..<words.count) { return false }
        let number = Numbering.read(words, 0..<words.count)
        if let number, number.style <= .section { return false }
        if parts.count >= 2 { return true }
        guard let only = parts.first else { return false }
        if let number, number.style <= .hanParenthesis {
            // A group head stands between rows; a heading is followed by text.
            return index + 1 < all.count && rowAhead(all, index, heads) && only.span.length <= 30
        }
        let last = text.folded[line.span.end - 1]
        if only.span.length > 30, last == 0x3002 || line.indent <= 6 { return rowAhead(all, index, heads) && only.span.length < 60 }
        // A wrapped cell: it stands close, or something must still come.
        return line.blanksBefore == 0 || rowAhead(all, index, heads)
    }

    private func rowAhead(_ all: [Line], _ index: Int, _ heads: Int) -> Bool {
        for next in index + 1..<max(index + 1, min(all.count, index + 6)) where all[next].blanksBefore <= 2 {
            if PageCell.cells(of: all[next], text).count >= min(3, heads) { return true }
        }
        return false
    }

    /// 续表, alone on its line.
    private func isContinuationMark(_ cells: [PageCell]) -> Bool {
        guard cells.count == 1, let only = cells.first, only.span.length <= 8 else { return false }
        let words = TextTables.squeezed(text, only.span)
        return ["续表", "(续表)", "(续)"].contains { words == folded($0) }
    }

    // MARK: Kinds of lines

    /// The head ends before the first line with an ordinal, with a value that is no year, or with a group of rows.
    private func firstRow() -> Int {
        for (index, line) in lines.enumerated().dropFirst() {
            if isGroup(line) { return index }
            if let first = line.first, TextTables.ordinal(text, first.span) != nil, line.count >= 2 { return min(index, firstFragment(before: index)) }
            if line.count >= 2, headCount(line) == 0, line.contains(where: isValue) { return index }
        }
        return 1
    }

    /// Lines between the head and the first ordinal that hold no head belong to the first row.
    private func firstFragment(before index: Int) -> Int {
        var start = index
        while start > 1, headCount(lines[start - 1]) == 0, !lines[start - 1].allSatisfy(isUnit) { start -= 1 }
        return start
    }

    /// （家） below the words of a head.
    private func isUnit(_ cell: PageCell) -> Bool {
        let words = TextTables.squeezed(text, cell.span)
        return words.count > 2 && words[0] == 0x28 && words[words.count - 1] == 0x29 && Units.isUnit(words, 1..<words.count - 1)
    }

    private var hasOrdinals: Bool {
        lines.dropFirst().filter { line in line.first.map { TextTables.ordinal(text, $0.span) != nil } ?? false }.count >= 2
    }

    private func isAnchor(_ line: [PageCell], _ hasOrdinals: Bool) -> Bool {
        guard let first = line.first else { return false }
        if isTotal(line) { return true }
        if hasOrdinals { return TextTables.ordinal(text, first.span) != nil }
        return line.count >= max(2, columns.count - 2) || line.count >= 2 && isValue(line[line.count - 1])
    }

    private func isTotal(_ line: [PageCell]) -> Bool {
        line.prefix(2).contains { cell in
            let words = TextTables.squeezed(text, cell.span)
            return Totals.words.match(words, at: 0, limit: words.count) != nil
        }
    }

    private func isGroup(_ line: [PageCell]) -> Bool {
        guard line.count == 1, let only = line.first, only.span.length <= 40 else { return false }
        let words = TextTables.squeezed(text, only.span)
        guard let number = Numbering.read(words, 0..<words.count) else { return false }
        return number.style == .han || number.style == .hanParenthesis
    }

    private func isValue(_ cell: PageCell) -> Bool {
        text.folded[cell.span.start..<min(cell.span.end, cell.span.start + 2)].contains(where: \.isDigit)
    }

    // MARK: Rows

    private func rows(from bodyStart: Int) -> [[GridCell]] {
        var result = [merge(Array(lines[..<bodyStart]))]
        let hasOrdinals = hasOrdinals
        var section: [[PageCell]] = []
        let isCentred = isCentred(bodyStart, hasOrdinals)
        for line in lines[bodyStart...] {
            if isGroup(line) {
                result += rows(of: section, isCentred, hasOrdinals)
                result.append([TextTables.cell(line[0].span)])
                section = []
            } else {
                section.append(line)
            }
        }
        return result + rows(of: section, isCentred, hasOrdinals)
    }

    /// Cells are centred over their lines when the line with the ordinal lacks the name.
    private func isCentred(_ bodyStart: Int, _ hasOrdinals: Bool) -> Bool {
        guard hasOrdinals else { return false }
        let name = nameColumn(bodyStart)
        return lines[bodyStart...].contains { line in
            isAnchor(line, true) && !isTotal(line) && !columns.place(line, text).contains { $0.column == name }
        }
    }

    private func nameColumn(_ bodyStart: Int) -> Int {
        // 指标 over 属性 is no name: of several, the widest column is.
        let names = lines[..<bodyStart].joined().filter { cell in
            let words = TextTables.squeezed(text, cell.span)
            return TableHeader.role(words, 0..<words.count) == .name
        }
        return names.compactMap { columns.place([$0], text).first?.column }.max { columns.width($0) < columns.width($1) } ?? 1
    }

    /// The rows of a stretch without group heads. What stands between two anchors is shared between their rows.
    private func rows(of section: [[PageCell]], _ isCentred: Bool, _ hasOrdinals: Bool) -> [[GridCell]] {
        let anchors = section.indices.filter { isAnchor(section[$0], hasOrdinals) }
        guard let first = anchors.first else { return section.isEmpty ? [] : section.map { merge([$0]) } }
        var result: [[GridCell]] = []
        var taken = 0
        var above = first
        // Below a head that a new page repeats, what stands before 3 is the rest of 2.
        if first > 0, hasOrdinals, !isCentred, let opening = section[first].first, let ordinal = TextTables.ordinal(text, opening.span), ordinal > 1 {
            result.append(merge(Array(section[..<first])))
            taken = first
        }
        for (place, anchor) in anchors.enumerated() {
            let next = place + 1 < anchors.count ? anchors[place + 1] : section.count
            let between = next - anchor - 1
            var below = between
            if isCentred, place + 1 < anchors.count, !isTotal(section[next]) { below = share(section, anchor, between, like: above) }
            // 3.…… wrapped before its values: the lines from its number on are the next row's.
            if !isCentred, !hasOrdinals, let opening = (0..<between).first(where: { opensRow(section[anchor + 1 + $0]) }) { below = opening }
            if isTotal(section[anchor]) { below = 0 }
            result.append(merge(Array(section[taken...anchor + below])))
            taken = anchor + below + 1
            above = between - below
        }
        return result
    }

    private func opensRow(_ line: [PageCell]) -> Bool {
        guard line.count == 1 else { return false }
        let words = TextTables.squeezed(text, line[0].span)
        return Numbering.read(words, 0..<words.count).map { $0.style == .arabic } ?? false
    }

    /// How many of the lines after an anchor are its own: as many as stand above it, or one more or less where a sentence ends there.
    private func share(_ section: [[PageCell]], _ anchor: Int, _ between: Int, like above: Int) -> Int {
        let expected = min(between, above)
        for candidate in [expected, expected + 1, expected - 1] where candidate >= 0 && candidate <= between {
            if section[anchor + candidate].contains(where: { text.folded[$0.span.end - 1] == 0x3002 }) { return candidate }
        }
        return expected
    }

    private func merge(_ parts: [[PageCell]]) -> [GridCell] {
        let place = parts.first?.first?.span.start ?? 0
        var row = [GridCell](repeating: GridCell(fragments: [], range: 0..<0), count: columns.count)
        for line in parts {
            for (column, span) in columns.place(line, text) { row[column].append(span) }
        }
        for index in row.indices where row[index].isEmpty { row[index].fragments = [Span(place, place)] }
        return row
    }
}

enum Totals {
    static let words = Phrases<Bool>("合计 总计 小计 共计 总投资合计", true)
}
