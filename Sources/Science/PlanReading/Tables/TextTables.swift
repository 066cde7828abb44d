/// Tables that lost their lines on the way into a plain text, in the shapes in which they arrive:
///
///     | a | b |          pipes
///     a⇥b⇥c              a row a line, cells apart by tabs
///     ⇥a ⏎ ⇥b ⏎          a cell a line, with a tab before each
///     a ⏎ b ⏎ c          a cell a line, nothing else
///     a    b    c        columns of a printed page
///     a b c              a row a line, cells apart by single blanks
enum TextTables {
    struct Found {
        var rows: [[GridCell]]
        var span: Span
        /// The first line after the table.
        var nextLine: Int
    }

    static func read(_ lines: [Line], at index: Int, _ text: Text) -> Found? {
        let line = lines[index]
        if let found = PipeTable.read(lines, at: index, text) { return found }
        if hasInnerTab(line, text) {
            if let found = TabTable.read(lines, at: index, text) { return found }
        } else if line.startsWithTab, let found = TabbedCells.read(lines, at: index, text) {
            return found
        }
        guard mayBeHead(line, text) else { return nil }
        if SpacedTable.isSingleSpaced(lines, at: index, text), let found = SpacedTable.read(lines, at: index, text) { return found }
        return FlatTable.read(lines, at: index, text) ?? AlignedTable.read(lines, at: index, text) ?? SpacedTable.read(lines, at: index, text)
    }

    /// Whether a table, and so no continuation of a paragraph, stands at this line.
    static func begins(_ lines: [Line], at index: Int, _ text: Text) -> Bool {
        let line = lines[index]
        if line.startsWithTab || PipeTable.isRow(line, text) { return true }
        return mayBeHead(line, text) && read(lines, at: index, text) != nil
    }

    /// A cheap look before the dear ones: heads are short and have no sentence in them.
    private static func mayBeHead(_ line: Line, _ text: Text) -> Bool {
        guard line.span.length <= 160 else { return false }
        var rest = line.span.range
        while let position = breaks.first(in: text.folded, rest) {
            // Only a comma in a number, or at the end of a line, breaks no head.
            guard text.folded[position] == 0x2C, position + 1 == line.span.end || text.folded[position + 1].isDigit else { return false }
            rest = position + 1..<line.span.end
        }
        return true
    }

    private static let breaks = BitMap("。；《，")

    static func hasInnerTab(_ line: Line, _ text: Text) -> Bool {
        text.folded.first(Fold.tab, in: line.span.range) != nil
    }

    static func cell(_ span: Span) -> GridCell { GridCell(span) }

    static func trimmed(_ text: Text, _ span: Span) -> Span {
        var (start, end) = (span.start, span.end)
        while start < end, text.folded[start].isBlank { start += 1 }
        while end > start, text.folded[end - 1].isBlank { end -= 1 }
        return Span(start, end)
    }

    static func squeezed(_ text: Text, _ span: Span) -> [Character16] { PageFurniture.squeezed(text, span) }

    static func isHead(_ text: Text, _ span: Span) -> Bool {
        guard span.length <= 40 else { return false }
        let words = squeezed(text, span)
        return TableHeader.isHead(words, 0..<words.count)
    }

    /// The ordinal that a cell consists of: 3, ３, 03, 三, (3).
    static func ordinal(_ text: Text, _ span: Span) -> Int? {
        guard span.length <= 8 else { return nil }
        var words = squeezed(text, span)
        if let last = words.last, last == 0x2E || last == 0x3001 { words.removeLast() }
        if words.first == 0x28, words.last == 0x29 { words = Array(words.dropFirst().dropLast()) }
        guard !words.isEmpty, words.count <= 6, words.allSatisfy(\.isDigit) else { return nil }
        // 2025 over a column is a year.
        return Times.year(words, at: 0, limit: words.count) != nil ? nil : words.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}

/// Rows between pipes, as in Markdown.
enum PipeTable {
    static func isRow(_ line: Line, _ text: Text) -> Bool {
        guard line.span.length >= 3, let pipe = text.folded.first(0x7C, in: line.span.range) else { return false }
        return text.folded.first(0x7C, in: pipe + 1..<line.span.end) != nil || isRule(line, text)
    }

    /// |---|:--:| and the frames of drawn tables.
    private static func isRule(_ line: Line, _ text: Text) -> Bool {
        for position in line.span.start..<line.span.end {
            let character = text.folded[position]
            let isFrame =
                (0x2500...0x257F).contains(character) || character == 0x2D || character == 0x7C || character == 0x3A || character == 0x3D || character == 0x2B
            if !isFrame && !character.isBlank { return false }
        }
        return true
    }

    static func read(_ lines: [Line], at index: Int, _ text: Text) -> TextTables.Found? {
        // A frame may open the table, but a row must follow it: lines that are only rules are looked at once.
        guard isRow(lines[index], text) || lines[index].span.length > 4 && isRule(lines[index], text),
            (index..<min(lines.count, index + 3)).contains(where: { isRow(lines[$0], text) && !isRule(lines[$0], text) })
        else { return nil }
        var rows: [[GridCell]] = []
        var next = index
        while next < lines.count, next == index || lines[next].blanksBefore == 0, isRow(lines[next], text) || isRule(lines[next], text) {
            if !isRule(lines[next], text) { rows.append(cells(lines[next], text)) }
            next += 1
        }
        guard rows.count >= 2, rows.contains(where: { $0.count >= 2 }) else { return nil }
        return TextTables.Found(rows: rows, span: lines[index].span.joined(with: lines[next - 1].span), nextLine: next)
    }

    private static func cells(_ line: Line, _ text: Text) -> [GridCell] {
        var cells: [GridCell] = []
        var start = line.span.start
        if text.folded[start] == 0x7C { start += 1 }
        var position = start
        while position <= line.span.end {
            if position == line.span.end {
                if position > start { cells.append(TextTables.cell(TextTables.trimmed(text, Span(start, position)))) }
            } else if text.folded[position] == 0x7C {
                cells.append(TextTables.cell(TextTables.trimmed(text, Span(start, position))))
                start = position + 1
            }
            position += 1
        }
        return cells
    }
}

/// A row a line, cells apart by tabs.
enum TabTable {
    static func read(_ lines: [Line], at index: Int, _ text: Text) -> TextTables.Found? {
        var rows: [[GridCell]] = []
        var next = index
        while next < lines.count, next == index || lines[next].blanksBefore <= 1 {
            let line = lines[next]
            if TextTables.hasInnerTab(line, text) {
                rows.append(cells(line, text))
            } else if next > index, isLoneCell(lines, next, text) {
                rows.append([TextTables.cell(line.span)])
            } else {
                break
            }
            next += 1
        }
        guard rows.filter({ $0.count >= 2 }).count >= 2 || (rows.first.map { $0.count >= 3 } ?? false) else { return nil }
        return TextTables.Found(rows: rows, span: lines[index].span.joined(with: lines[next - 1].span), nextLine: next)
    }

    /// A short line between rows: a group of rows, or a cell that was wrapped.
    private static func isLoneCell(_ lines: [Line], _ index: Int, _ text: Text) -> Bool {
        guard lines[index].span.length <= 40, index + 1 < lines.count, lines[index + 1].blanksBefore <= 1 else { return false }
        return TextTables.hasInnerTab(lines[index + 1], text)
    }

    private static func cells(_ line: Line, _ text: Text) -> [GridCell] {
        // Tabs before the words are empty cells.
        var lineStart = line.span.start
        while lineStart > 0, text.folded[lineStart - 1] == Fold.tab { lineStart -= 1 }
        var cells: [GridCell] = []
        cells.reserveCapacity((lineStart..<line.span.end).reduce(1) { $0 + (text.folded[$1] == Fold.tab ? 1 : 0) })
        var start = lineStart
        for position in lineStart...line.span.end where position == line.span.end || text.folded[position] == Fold.tab {
            cells.append(TextTables.cell(TextTables.trimmed(text, Span(start, position))))
            start = position + 1
        }
        return cells
    }
}
