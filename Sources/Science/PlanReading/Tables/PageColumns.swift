/// Words of a printed line that stand together, and the columns of the page that they cover.
struct PageCell {
    var span: Span
    var from: Int
    var to: Int

    /// The parts of a line that two columns of white space or more hold apart.
    /// 指  标: two characters set apart to fill their cell are one word.
    private static func spacedWords(_ cells: [PageCell], _ text: Text) -> [PageCell] {
        var result: [PageCell] = []
        for cell in cells {
            if let last = result.last, last.span.length == 1, cell.span.length == 1, cell.from - last.to <= 4, text.folded[last.span.start].isHan,
                text.folded[cell.span.start].isHan
            {
                result[result.count - 1] = PageCell(span: last.span.joined(with: cell.span), from: last.from, to: cell.to)
            } else {
                result.append(cell)
            }
        }
        return result
    }

    /// A Han character is two columns wide on a page set in a monospaced font, and one column wide in what pdftotext prints.
    static func cells(of line: Line, _ text: Text, hanWidth: Int = 2) -> [PageCell] {
        var result: [PageCell] = []
        var column = line.indent
        var start: Int?
        var startColumn = 0
        var gap = 0
        var end = 0
        var endColumn = 0
        for position in line.span.start..<line.span.end {
            let isBlank = text.folded[position].isBlank
            let width = Lines.columns(text, position) == 1 ? 1 : isBlank ? 2 : hanWidth
            if isBlank {
                gap += width
                if gap >= 2, let from = start {
                    result.append(PageCell(span: Span(from, end), from: startColumn, to: endColumn))
                    start = nil
                }
            } else {
                if start == nil { (start, startColumn) = (position, column) }
                gap = 0
                end = position + 1
                endColumn = column + width
            }
            column += width
        }
        if let from = start { result.append(PageCell(span: Span(from, end), from: startColumn, to: endColumn)) }
        return spacedWords(result, text)
    }
}

/// The columns of a table on a printed page: where most lines have words, apart by where nearly none has.
struct PageColumns {
    private var bounds: [(from: Int, to: Int)] = []
    private let hanWidth: Int

    var count: Int { bounds.count }

    init() { hanWidth = 2 }

    /// The cells of the head, line by line; one that stands over several others heads none of its own.
    init(_ lines: [[PageCell]], headLines: ArraySlice<[PageCell]>, hanWidth: Int) {
        let head = PageColumns.lowest(Array(headLines.joined()))
        self.hanWidth = hanWidth
        let dense = lines.filter { $0.count >= 2 }
        let coverage = PageColumns.coverage(dense)
        // A cell here and there may reach into the gap between two columns.
        let floor = dense.count / 10
        var start: Int?
        for column in 0...401 {
            if coverage[column] > floor {
                if start == nil { start = column }
            } else if let from = start {
                bounds.append((from, column))
                start = nil
            }
        }
        addHeadOnly(head)
        if bounds.count < head.count { fromHead(head) }
    }

    /// The share of the table's width that hardly any line has words in: wide gutters show that the cells stand under each other.
    static func whiteness(_ lines: [[PageCell]]) -> Double {
        let lines = lines.filter { $0.count >= 2 }
        let coverage = coverage(lines)
        guard let first = coverage.firstIndex(where: { $0 > 0 }), let last = coverage.lastIndex(where: { $0 > 0 }) else { return 0 }
        let white = coverage[first...last].filter { $0 <= lines.count / 10 }.count
        return Double(white) / Double(last - first + 1)
    }

    private static func coverage(_ lines: [[PageCell]]) -> [Int] {
        var coverage = [Int](repeating: 0, count: 402)
        for cell in lines.joined() {
            for column in min(400, cell.from)..<min(401, max(cell.from + 1, cell.to)) { coverage[column] += 1 }
        }
        return coverage
    }

    private func touched(_ cell: PageCell) -> [Int] {
        bounds.indices.filter { min(cell.to, bounds[$0].to) - max(cell.from, bounds[$0].from) >= 2 }
    }

    /// The head's cells, those above each other joined, those that span others left out.
    private static func lowest(_ cells: [PageCell]) -> [PageCell] {
        let own = cells.filter { cell in cells.filter { $0.span != cell.span && $0.from < cell.to && cell.from < $0.to }.count <= 1 }
        var joined: [PageCell] = []
        for cell in own.sorted(by: { $0.from < $1.from }) {
            if let last = joined.last, cell.from < last.to {
                joined[joined.count - 1].to = max(last.to, cell.to)
            } else {
                joined.append(cell)
            }
        }
        return joined
    }

    /// A column that hardly any row fills is known by its head.
    private mutating func addHeadOnly(_ head: [PageCell]) {
        for cell in head where !bounds.contains(where: { $0.from < cell.to && cell.from < $0.to }) { bounds.append((cell.from, cell.to)) }
        bounds.sort { $0.from < $1.from }
    }

    /// Cells ran together everywhere: the middles between the head's cells part the columns.
    private mutating func fromHead(_ head: [PageCell]) {
        bounds = head.enumerated().map { index, cell in
            let from = index == 0 ? 0 : (head[index - 1].to + cell.from) / 2
            let to = index + 1 < head.count ? (cell.to + head[index + 1].from) / 2 : 400
            return (from, to)
        }
    }

    func width(_ column: Int) -> Int { bounds[column].to - bounds[column].from }

    /// Which column each part of a line belongs to. A line with a cell for every column is read in order: columns set with wide blanks drift.
    func place(_ line: [PageCell], _ text: Text) -> [(column: Int, span: Span)] {
        if line.count == count { return line.enumerated().map { ($0.offset, $0.element.span) } }
        return line.flatMap { parts($0, text) }
    }

    /// A cell that reaches over the gap between two columns is parted at a blank near the gap, if it has one there.
    private func parts(_ cell: PageCell, _ text: Text) -> [(column: Int, span: Span)] {
        let touched = touched(cell)
        guard let first = touched.first, let last = touched.last, first != last, let blank = blank(in: cell, near: bounds[last].from, text) else {
            return [(best(cell), cell.span)]
        }
        let left = PageCell(span: Span(cell.span.start, blank.position), from: cell.from, to: blank.column)
        return parts(left, text) + [(last, Span(blank.position + 1, cell.span.end))]
    }

    private func blank(in cell: PageCell, near target: Int, _ text: Text) -> (position: Int, column: Int)? {
        var best: (position: Int, column: Int)?
        var column = cell.from
        for position in cell.span.start..<cell.span.end {
            if text.folded[position].isBlank, position > cell.span.start, abs(column - target) < abs((best?.column ?? 999) - target) {
                best = (position, column)
            }
            column += Lines.columns(text, position) == 1 ? 1 : hanWidth
        }
        return best.flatMap { abs($0.column - target) <= 6 ? $0 : nil }
    }

    private func best(_ cell: PageCell) -> Int {
        var best = (column: 0, overlap: Int.min)
        for (index, bound) in bounds.enumerated() {
            let overlap = min(cell.to, bound.to) - max(cell.from, bound.from)
            if overlap > best.overlap { best = (index, overlap) }
        }
        return best.column
    }
}
