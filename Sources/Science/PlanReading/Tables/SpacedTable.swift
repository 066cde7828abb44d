/// A row a line, cells apart by single blanks: “3 高新技术企业 家 37 80 预期性”. The head gives the number of cells; wrapped rows are put together.
enum SpacedTable {
    static func read(_ lines: [Line], at index: Int, _ text: Text) -> TextTables.Found? {
        var head = tokens([lines[index].span], text)
        guard head.count >= 3, head.count <= 14, head.allSatisfy({ TextTables.isHead(text, $0) }) else { return nil }
        // The head may be broken over lines as its rows are.
        var next = index + 1
        while next < lines.count, lines[next].blanksBefore == 0, case let more = tokens([lines[next].span], text), head.count + more.count <= 14,
            more.allSatisfy({ TextTables.isHead(text, $0) && TextTables.ordinal(text, $0) == nil })
        {
            head += more
            next += 1
        }
        let roles = head.map { span in
            let words = TextTables.squeezed(text, span)
            return TableHeader.role(words, 0..<words.count)
        }
        guard let name = roles.firstIndex(of: .name) ?? roles.firstIndex(of: .category) else { return nil }
        let hasOrdinal = roles.first == .ordinal
        var rows = [head.map(TextTables.cell)]
        var nextOrdinal = 1
        var pending: [Span] = []
        var end = next
        while next < lines.count, lines[next].blanksBefore <= 1, lines[next].span.length <= 200 {
            let first = tokens([lines[next].span], text)
            guard let opening = first.first, !endsTable(lines[next], text) else { break }
            let startsRow = hasOrdinal ? TextTables.ordinal(text, opening) == nextOrdinal : pending.isEmpty || isComplete(pending, roles, text)
            if startsRow {
                nextOrdinal += 1
                flush(&pending, &rows, roles, name, text)
            } else if pending.isEmpty || isComplete(pending, roles, text) {
                break
            }
            pending.append(lines[next].span)
            next += 1
            end = next
        }
        flush(&pending, &rows, roles, name, text)
        guard rows.count >= 2 else { return nil }
        return TextTables.Found(rows: rows, span: lines[index].span.joined(with: lines[end - 1].span), nextLine: end)
    }

    /// Head and first row have the same number of cells, and one blank between any two.
    static func isSingleSpaced(_ lines: [Line], at index: Int, _ text: Text) -> Bool {
        guard index + 1 < lines.count, let head = singleSpaced(lines[index], text), head >= 3 else { return false }
        return singleSpaced(lines[index + 1], text) == head
    }

    private static func singleSpaced(_ line: Line, _ text: Text) -> Int? {
        var cells = 1
        for position in line.span.start..<line.span.end where text.folded[position].isBlank {
            if position > line.span.start, text.folded[position - 1].isBlank { return nil }
            cells += 1
        }
        return cells
    }

    private static func endsTable(_ line: Line, _ text: Text) -> Bool {
        text.folded[line.span.start..<line.span.end].contains(0x3002)
    }

    private static func flush(_ pending: inout [Span], _ rows: inout [[GridCell]], _ roles: [ColumnRole], _ name: Int, _ text: Text) {
        guard !pending.isEmpty else { return }
        rows.append(row(tokens(pending, text), roles, name))
        pending = []
    }

    private static func isComplete(_ spans: [Span], _ roles: [ColumnRole], _ text: Text) -> Bool { tokens(spans, text).count >= roles.count }

    /// What is too much belongs to the name, which alone may have blanks in it.
    private static func row(_ tokens: [Span], _ roles: [ColumnRole], _ name: Int) -> [GridCell] {
        var cells = tokens.map(TextTables.cell)
        while cells.count > roles.count, name + 1 < cells.count {
            cells[name].fragments += cells[name + 1].fragments
            cells.remove(at: name + 1)
        }
        return cells
    }

    private static func tokens(_ spans: [Span], _ text: Text) -> [Span] {
        var result: [Span] = []
        for span in spans {
            var start = span.start
            for position in span.start...span.end where position == span.end || text.folded[position].isBlank {
                if position > start { result.append(Span(start, position)) }
                start = position + 1
            }
        }
        return result
    }
}
