/// Columns of a printed page: cells stand under each other, apart by two blanks or more, and long cells are wrapped.
struct AlignedTable {
    private struct Segment {
        var span: Span
        var from: Int
        var to: Int
    }

    private let text: Text
    private var lines: [[Segment]] = []
    private var columns: [(from: Int, to: Int)] = []

    static func read(_ lines: [Line], at index: Int, _ text: Text) -> TextTables.Found? {
        guard lines[index].span.length < 200 else { return nil }
        var table = AlignedTable(text: text)
        let head = table.segments(lines[index])
        guard head.count >= 2, table.headCount(head) >= 2, table.headCount(head) * 2 >= head.count else { return nil }
        var next = index
        while next < lines.count, next == index || table.continues(lines, next, head.count) {
            table.lines.append(table.segments(lines[next]))
            next += 1
        }
        table.dropRepeatedHeads()
        guard table.lines.count >= 2 else { return nil }
        table.findColumns(head.count)
        guard table.columns.count >= 2 else { return nil }
        let rows = table.rows()
        guard rows.count >= 2 else { return nil }
        return TextTables.Found(rows: rows, span: lines[index].span.joined(with: lines[next - 1].span), nextLine: next)
    }

    private init(text: Text) { self.text = text }

    // MARK: Lines

    private func segments(_ line: Line) -> [Segment] {
        var result: [Segment] = []
        var column = line.indent
        var start: Int?
        var startColumn = 0
        var gap = 0
        var end = 0
        var endColumn = 0
        for position in line.span.start..<line.span.end {
            let wide = Lines.columns(text, position)
            if text.folded[position].isBlank {
                gap += wide
                if gap >= 2, let from = start {
                    result.append(Segment(span: Span(from, end), from: startColumn, to: endColumn))
                    start = nil
                }
            } else {
                if start == nil { (start, startColumn) = (position, column) }
                gap = 0
                end = position + 1
                endColumn = column + wide
            }
            column += wide
        }
        if let from = start { result.append(Segment(span: Span(from, end), from: startColumn, to: endColumn)) }
        return result
    }

    private func headCount(_ segments: [Segment]) -> Int {
        segments.filter { TextTables.isHead(text, $0.span) }.count
    }

    private func continues(_ all: [Line], _ index: Int, _ heads: Int) -> Bool {
        let line = all[index]
        if line.blanksBefore > (line.startsPage ? 6 : 2) { return false }
        let parts = segments(line)
        let words = PageFurniture.squeezed(text, Span(line.span.start, min(line.span.end, line.span.start + 16)))
        if BoxTitle.read(words, 0..<words.count) != nil { return false }
        if words.first == 0x6CE8, words.count > 1, words[1] == 0x3A { return false }  // 注：
        let number = Numbering.read(words, 0..<words.count)
        if let number, number.style <= .section { return false }
        if parts.count >= 2 { return true }
        guard let only = parts.first else { return false }
        if let number {
            // A group head stands between rows; a heading is followed by text.
            if number.style <= .hanParenthesis {
                return index + 1 < all.count && segments(all[index + 1]).count >= min(3, heads) && only.span.length <= 30
            }
        }
        let last = text.folded[line.span.end - 1]
        if only.span.length > 30, last == 0x3002 || line.indent <= 6 { return hasOrdinalAhead(all, index, heads) && only.span.length < 60 }
        // A wrapped cell: something must still come, or it lies inside the table.
        return line.blanksBefore == 0 || hasOrdinalAhead(all, index, heads)
    }

    private func hasOrdinalAhead(_ all: [Line], _ index: Int, _ heads: Int) -> Bool {
        for next in index + 1..<min(all.count, index + 6) where all[next].blanksBefore <= 2 {
            if segments(all[next]).count >= min(3, heads) { return true }
        }
        return false
    }

    /// A head that a new page repeats.
    private mutating func dropRepeatedHeads() {
        guard let first = lines.first else { return }
        let words = first.map { TextTables.squeezed(text, $0.span) }
        var kept = [first]
        for line in lines.dropFirst() where line.map({ TextTables.squeezed(text, $0.span) }) != words && !isContinuation(line) { kept.append(line) }
        lines = kept
    }

    /// 续表, alone on its line.
    private func isContinuation(_ line: [Segment]) -> Bool {
        guard line.count == 1, let only = line.first else { return false }
        let words = TextTables.squeezed(text, only.span)
        return words == folded("续表") || words == folded("(续表)") || words == folded("(续)")
    }

    // MARK: Columns

    /// A column is what some cell covers and no gap between two columns crosses, over all lines that have most of the cells.
    private mutating func findColumns(_ heads: Int) {
        let most = lines.map(\.count).max() ?? 0
        let floor = max(2, min(heads, most) - 1)
        var intervals: [(from: Int, to: Int)] = []
        for segment in lines.filter({ $0.count >= floor }).joined() { intervals.append((segment.from, segment.to)) }
        intervals.sort { $0.from < $1.from }
        for interval in intervals {
            if let last = columns.last, interval.from < last.to {
                columns[columns.count - 1].to = max(last.to, interval.to)
            } else {
                columns.append(interval)
            }
        }
        if columns.count < heads { columnsFromHead() }
    }

    /// Long cells ran together: the middles between the head's cells part the columns.
    private mutating func columnsFromHead() {
        guard let head = lines.first(where: { headCount($0) >= 2 }) else { return }
        columns = head.enumerated().map { index, segment in
            let from = index == 0 ? 0 : (head[index - 1].to + segment.from) / 2
            let to = index + 1 < head.count ? (segment.to + head[index + 1].from) / 2 : 400
            return (from, to)
        }
    }

    private func column(_ segment: Segment) -> Int {
        var best = (column: 0, overlap: Int.min)
        for (index, column) in columns.enumerated() {
            let overlap = min(segment.to, column.to) - max(segment.from, column.from)
            if overlap > best.overlap { best = (index, overlap) }
        }
        return best.column
    }

    // MARK: Rows

    private func rows() -> [[GridCell]] {
        let bodyStart = firstRow()
        var result = [merge(Array(lines[..<bodyStart]))]
        let body = Array(lines[bodyStart...])
        let anchors = body.indices.filter { isAnchor(body[$0]) }
        guard !anchors.isEmpty else { return body.isEmpty ? result : result + body.map { merge([$0]) } }
        var taken = 0
        var above = anchors[0]
        for (place, anchor) in anchors.enumerated() {
            let nextAnchor = place + 1 < anchors.count ? anchors[place + 1] : body.count
            let between = nextAnchor - anchor - 1
            // Cells centred over several lines have as much of them above the row's middle as below it.
            let below = place + 1 < anchors.count ? min(between, above > 0 ? above : between) : between
            var rowLines: [[Segment]] = []
            for line in body[taken...min(body.count - 1, anchor + below)] {
                if isGroup(line) {
                    if !rowLines.isEmpty { result.append(merge(rowLines)) }
                    result.append(merge([line]))
                    rowLines = []
                } else {
                    rowLines.append(line)
                }
            }
            if !rowLines.isEmpty { result.append(merge(rowLines)) }
            taken = anchor + below + 1
            above = between - below
        }
        return result
    }

    /// The head ends before the first line with an ordinal, or with a value that is no year.
    private func firstRow() -> Int {
        for (index, line) in lines.enumerated().dropFirst() {
            if isGroup(line) { return index }
            if let first = line.first, TextTables.ordinal(text, first.span) != nil, line.count >= 2 { return index }
            if line.count >= 2, headCount(line) == 0, line.contains(where: { isValue($0) }) { return index }
        }
        return 1
    }

    private var hasOrdinals: Bool {
        lines.dropFirst().filter { line in line.first.map { TextTables.ordinal(text, $0.span) != nil } ?? false }.count >= 2
    }

    private func isAnchor(_ line: [Segment]) -> Bool {
        guard let first = line.first else { return false }
        if hasOrdinals { return TextTables.ordinal(text, first.span) != nil || isTotal(line) }
        return line.count >= max(2, columns.count - 2) || line.count >= 2 && isValue(line[line.count - 1])
    }

    private func isTotal(_ line: [Segment]) -> Bool {
        line.first.map { segment in
            let words = TextTables.squeezed(text, segment.span)
            return Totals.words.match(words, at: 0, limit: words.count) != nil
        } ?? false
    }

    private func isGroup(_ line: [Segment]) -> Bool {
        guard line.count == 1, let only = line.first, only.span.length <= 30 else { return false }
        let words = TextTables.squeezed(text, only.span)
        guard let number = Numbering.read(words, 0..<words.count) else { return false }
        return number.style == .han || number.style == .hanParenthesis
    }

    private func isValue(_ segment: Segment) -> Bool {
        text.folded[segment.span.start..<min(segment.span.end, segment.span.start + 2)].contains(where: \.isDigit)
    }

    private func merge(_ parts: [[Segment]]) -> [GridCell] {
        let place = parts.first?.first?.span.start ?? 0
        if parts.count == 1, parts[0].count == 1, isGroup(parts[0]) { return [TextTables.cell(parts[0][0].span)] }
        var row = [GridCell](repeating: GridCell(fragments: [], range: 0..<0), count: columns.count)
        for line in parts {
            // A full line is read in order: columns set with wide blanks drift.
            for (place, segment) in line.enumerated() { row[line.count == columns.count ? place : column(segment)].fragments.append(segment.span) }
        }
        for index in row.indices where row[index].fragments.isEmpty { row[index].fragments = [Span(place, place)] }
        return row
    }
}

enum Totals {
    static let words = Phrases<Bool>("合计 总计 小计 共计 总投资合计", true)
}
