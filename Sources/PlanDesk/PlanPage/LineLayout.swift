import PlanReading

/// Sees paragraphs and tables in the lines of a plain text, as far as showing it needs: what they mean is the reader's matter.
struct LineLayout {
    private let positions: SourcePositions
    private let clauses: [Span]
    /// Where headings and boxes start: such a line is never part of a table or of the paragraph before it.
    private let landmarks: [Int]
    private var lines: [Line] = []
    /// Up to here no table was found, so that none is looked for again.
    private var searched = 0

    init(_ report: PlanReport) {
        positions = report.positions
        clauses = report.reading.clauses.map(\.span).sorted()
        landmarks = (report.reading.outline.map(\.span.start) + report.reading.boxes.map(\.span.start)).sorted()
    }

    /// What shows in a line without knowing what it says.
    struct Line {
        var span: Span
        /// Columns of blanks before the first word.
        var indent = 0
        var isBlank = true
        var startsWithTab = false
        /// Bars that part the cells of a Markdown table.
        var isPiped = false
        /// Only dashes between the bars.
        var isRule = true
        var tabs = 0
        /// Places where two or more blanks part words.
        var gaps = 0
        /// Has a row of dots.
        var hasLeader = false
        /// Columns from the margin to the last word.
        var width = 0
        /// Ends with a mark that ends a sentence.
        var isEnded = false

        /// Words with wide blanks between them, as in a table without lines.
        var isAligned: Bool { gaps > 1 && !hasLeader }
    }

    mutating func blocks(in span: Span) -> [PageBlock] {
        lines = positions.lineSpans(in: span).map(positions.line)
        searched = 0
        var blocks: [PageBlock] = []
        var index = 0
        while index < lines.count {
            let (block, next) = block(at: index)
            if let block { blocks.append(block) }
            index = max(next, index + 1)
        }
        return blocks
    }

    private mutating func block(at index: Int) -> (PageBlock?, Int) {
        let line = lines[index]
        if line.startsWithTab, index >= searched, let found = cellPerLine(from: index) { return found }
        if line.isBlank { return (nil, index + 1) }
        if line.isPiped, let found = rowPerLine(from: index, where: \.isPiped, separator: "|") { return found }
        if line.tabs > 0, let found = rowPerLine(from: index, where: { $0.tabs > 0 }, separator: "\t") { return found }
        if line.isAligned, let end = endOfAligned(from: index) {
            return (.aligned(Span(line.span.start, lines[end - 1].span.end)), end)
        }
        return paragraph(from: index)
    }

    /// Where lines of columns end: with the last of them, and what is short may stand between two. Nil for a single one.
    private func endOfAligned(from index: Int) -> Int? {
        var end = index + 1
        var next = end
        while next < lines.count && next < end + 4 {
            let line = lines[next]
            next += 1
            if isLandmark(line) { break }
            if line.isAligned { end = next } else if line.gaps == 0 && line.width - line.indent > 48 { break }
        }
        return end > index + 1 ? end : nil
    }

    /// A line, and those after it that it is wrapped into.
    private func paragraph(from index: Int) -> (PageBlock?, Int) {
        var end = index
        while end + 1 < lines.count && isWrapped(lines[end], lines[end + 1], from: lines[index]) { end += 1 }
        let span = positions.trimmed(Span(lines[index].span.start, lines[end].span.end))
        let isRight = end == index && lines[index].indent >= 16 && span.length < 40
        return (
            .paragraph(.init(span: span, isRight: isRight, isContents: lines[index].hasLeader)), end + 1
        )
    }

    /// Whether a line goes on in the next: a sentence runs over the line end, or a full line breaks off and the next stands further out
    /// than the first of the paragraph.
    private func isWrapped(_ line: Line, _ next: Line, from first: Line) -> Bool {
        if next.isBlank || line.hasLeader || next.hasLeader || isLandmark(next) { return false }
        if isInsideClause(line.span.end) { return true }
        return next.indent < first.indent && !line.isEnded && line.width > 40 && !next.isAligned
    }

    private func isLandmark(_ line: Line) -> Bool {
        let next = landmarks.partition { $0 >= line.span.start }
        return next < landmarks.count && landmarks[next] < line.span.end
    }

    private func isInsideClause(_ position: Int) -> Bool {
        let next = clauses.partition { $0.start >= position }
        return next > 0 && clauses[next - 1].end > position + 1
    }

    /// A table whose every cell is a line of its own that begins with a tab, and whose rows end with an empty line: how Word tables come out as text.
    private mutating func cellPerLine(from first: Int) -> (PageBlock?, Int)? {
        var rows: [[Span]] = []
        var row: [Span] = []
        var index = first
        while index < lines.count {
            let line = lines[index]
            if line.startsWithTab {
                row.append(Span(line.span.start + 1, line.span.end))
            } else if !line.isBlank {
                row[row.count - 1].end = line.span.end
            } else if isCellContinued(after: index) {
                row[row.count - 1].end = lines[index + 1].span.end
                index += 1
            } else {
                rows.append(row)
                row = []
                guard index + 1 < lines.count, lines[index + 1].startsWithTab else { break }
            }
            index += 1
        }
        if !row.isEmpty { rows.append(row) }
        searched = index
        return table(of: rows).map { ($0, index) }
    }

    /// Whether the empty line stands within a cell: a short line follows, and right after it the next cell.
    private func isCellContinued(after index: Int) -> Bool {
        guard index + 2 < lines.count else { return false }
        let next = lines[index + 1]
        return !next.startsWithTab && !next.isBlank && next.span.length < 20 && lines[index + 2].startsWithTab
    }

    /// Rows as a table, if most have the same number of cells. A row of a single cell is a heading that goes over all columns.
    private func table(of rows: [[Span]]) -> PageBlock? {
        var counts: [Int: Int] = [:]
        for row in rows where row.count > 1 { counts[row.count, default: 0] += 1 }
        let full = counts.values.reduce(0, +)
        guard rows.count > 1, let usual = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }),
            usual.value * 5 >= full * 3
        else { return nil }
        return .table(
            rows.map { row in
                row.map { span in
                    var cell = PageBlock.Cell(positions.trimmed(span))
                    if row.count == 1 { cell.columnSpan = usual.key }
                    return cell
                }
            })
    }

    /// A table whose every row is a line.
    private func rowPerLine(
        from first: Int, where belongs: (Line) -> Bool, separator: Unicode.Scalar
    ) -> (PageBlock?, Int)? {
        let end = lines[first...].firstIndex { !belongs($0) } ?? lines.count
        guard end - first > 1 else { return nil }
        let rows = lines[first..<end]
            .filter { !($0.isPiped && $0.isRule) }
            .map { line in positions.parts(of: line.span, at: separator).map { PageBlock.Cell($0) } }
        return (.table(rows), end)
    }
}

extension SourcePositions {
    /// The lines of a span, without their ends.
    func lineSpans(in span: Span) -> [Span] {
        var spans: [Span] = []
        var start = span.start
        var scalar = span.start
        for byte in utf8(span) where byte & 0xC0 != 0x80 {
            if byte == 0x0A || byte == 0x0C {
                spans.append(Span(start, scalar))
                start = scalar + 1
            }
            scalar += 1
        }
        if start < span.end { spans.append(Span(start, span.end)) }
        return spans
    }

    /// What shows in a line.
    func line(_ span: Span) -> LineLayout.Line {
        var line = LineLayout.Line(span: span)
        let text = String(decoding: utf8(span), as: UTF8.self).unicodeScalars
        var blanks = 0
        var dots = 0
        line.startsWithTab = text.first == "\t"
        for scalar in text {
            let isDot = scalar == "." || scalar == "…" || scalar == "·" || scalar == "．"
            dots = isDot ? dots + (scalar == "…" ? 3 : 1) : 0
            if dots >= 6 { line.hasLeader = true }
            if scalar.isLayoutBlank {
                blanks += scalar == "\u{3000}" ? 2 : 1
                if scalar == "\t" && !line.isBlank { line.tabs += 1 }
                continue
            }
            if line.isBlank {
                line.indent = blanks
                line.isPiped = scalar == "|"
            } else if blanks > 1 {
                line.gaps += 1
            }
            if !"|-: ".unicodeScalars.contains(scalar) { line.isRule = false }
            line.width += blanks + Terminal.width(scalar)
            line.isEnded = "。！？；：.!?;:".unicodeScalars.contains(scalar)
            line.isBlank = false
            blanks = 0
        }
        return line
    }

    /// The parts of a line between separators, without those at its ends.
    func parts(of span: Span, at separator: Unicode.Scalar) -> [Span] {
        let line = trimmed(span)
        var parts: [Span] = []
        var start = line.start
        for (offset, scalar) in String(decoding: utf8(line), as: UTF8.self).unicodeScalars.enumerated()
        where scalar == separator {
            if offset > 0 { parts.append(trimmed(Span(start, line.start + offset))) }
            start = line.start + offset + 1
        }
        if start < line.end { parts.append(trimmed(Span(start, line.end))) }
        return parts
    }
}

extension Unicode.Scalar {
    fileprivate var isLayoutBlank: Bool { value <= 0x20 || value == 0x3000 || value == 0xA0 }
}
