/// Lays out a source: from the blocks of its file where it has any, else from its lines.
struct LayoutBuilder {
    private var layout: Layout
    private var frames = 0

    static func build(_ source: Source) -> Layout {
        var text = Text(source.text)
        Residue.blank(&text)
        var builder = LayoutBuilder(text)
        if source.blocks.isEmpty {
            builder.addLines()
        } else {
            builder.add(source.blocks, frame: nil, depth: 0)
        }
        return builder.layout
    }

    private init(_ text: Text) {
        layout = Layout(script: Script(text: text, stream: Stream(capacity: text.count)))
    }

    // MARK: From blocks

    private mutating func add(_ blocks: [Source.Block], frame: Int?, depth: Int) {
        for block in blocks {
            switch block {
            case .paragraph(let paragraph): add(paragraph, frame: frame)
            case .table(let table): add(table, frame: frame, depth: depth)
            }
        }
    }

    private mutating func add(_ paragraph: Source.Paragraph, frame: Int?) {
        // Line breaks inside a paragraph of a file part it, as a reader sees it.
        var start = paragraph.span.start
        var level = paragraph.headingLevel
        while start < paragraph.span.end {
            var end = start
            while end < paragraph.span.end, layout.text.folded[end] != Fold.newline || level != nil { end += 1 }
            addParagraph([Span(start, end)], blanks: 0, indent: 0, frame: frame, level: level, isNote: paragraph.isNote)
            level = nil
            start = end + 1
        }
    }

    private mutating func add(_ table: Source.Table, frame: Int?, depth: Int) {
        // Old web pages put the whole document into a table: that is no frame.
        if table.span.length * 2 > layout.text.count, depth < 16, table.rows.joined().contains(where: { $0.span.length * 2 > layout.text.count }) {
            for cell in table.rows.joined() { add(cell.blocks, frame: frame, depth: depth + 1) }
            return
        }
        let isFrame = table.rows.allSatisfy { $0.count == 1 } && (table.rows.count == 1 || !TableHeader.looksTabular(table, layout.text))
        guard depth < 16 else { return }
        if isFrame {
            frames += 1
            let own = frames
            for cell in table.rows.joined() { add(cell.blocks, frame: own, depth: depth + 1) }
            return
        }
        // A box drawn as a table: a title row over a cell of text, or a table within.
        if let nested = nestedTable(table) {
            frames += 1
            let own = frames
            for cell in table.rows.joined() { add(cell.blocks, frame: own, depth: depth + 1) }
            _ = nested
            return
        }
        let rows = table.rows.map { row in
            row.map { cell in
                GridCell(fragments: [cell.span], range: 0..<0, rowSpan: cell.rowSpan, columnSpan: cell.columnSpan)
            }
        }
        addGrid(rows, span: table.span, frame: frame)
    }

    private func nestedTable(_ table: Source.Table) -> Source.Table? {
        guard table.rows.count <= 3 else { return nil }
        for cell in table.rows.joined() {
            for case .table(let inner) in cell.blocks where inner.rows.count > 1 { return inner }
        }
        return nil
    }

    // MARK: From lines

    private mutating func addLines() {
        var lines = Lines(layout.text).all
        PageFurniture.mark(&lines, layout.text)
        lines.removeAll(where: \.isNoise)
        let paragraphs = ParagraphJoiner(lines, layout.text)
        var index = 0
        while index < lines.count {
            if var table = TextTables.read(lines, at: index, layout.text) {
                if table.rows.allSatisfy({ $0.count <= 1 }) {
                    addFrame(table)
                } else {
                    // Given away, not shared: a table of many rows is not copied.
                    let rows = table.rows
                    table.rows = []
                    addGrid(rows, span: table.span, frame: nil, blanks: lines[index].blanksBefore)
                }
                index = max(index + 1, table.nextLine)
                continue
            }
            let end = paragraphs.end(from: index) { TextTables.begins(lines, at: $0, layout.text) }
            addParagraph(
                lines[index..<end].map(\.span), blanks: lines[index].blanksBefore, indent: lines[index].indent, frame: nil,
                level: nil, isNote: false)
            index = end
        }
    }

    private mutating func addFrame(_ table: TextTables.Found) {
        frames += 1
        for cell in table.rows.joined() {
            for fragment in cell.fragments {
                addParagraph([fragment], blanks: 0, indent: 0, frame: frames, level: nil, isNote: false)
            }
        }
    }

    // MARK: Elements

    private mutating func addParagraph(_ spans: [Span], blanks: Int, indent: Int, frame: Int?, level: Int?, isNote: Bool) {
        guard let first = spans.first, let last = spans.last else { return }
        var spans = spans
        var marked: Int?
        if let hashes = Self.markdownLevel(layout.text, first) {
            marked = hashes
            spans[0].start += hashes
        }
        let range = layout.stream.append(layout.text, spans)
        guard !range.isEmpty else { return }
        let isEntry = PageFurniture.isContentsEntry(layout.text, Span(first.start, last.end))
        var element = Element(content: .paragraph, span: Span(first.start, last.end), range: range)
        element.span = layout.stream.span(range)
        element.headingLevel = level ?? marked
        element.isMarkedHeading = marked != nil
        element.frame = frame
        element.blanksBefore = blanks
        element.indent = indent
        element.isNote = isNote
        if isEntry { element.role = .noise }
        layout.elements.append(element)
    }

    private mutating func addGrid(_ rows: consuming [[GridCell]], span: Span, frame: Int?, blanks: Int = 0) {
        let start = layout.stream.characters.count
        for row in rows.indices {
            for column in rows[row].indices {
                let cell = rows[row][column]
                rows[row][column].range = cell.isWrapped ? layout.stream.append(layout.text, cell.fragments) : layout.stream.append(layout.text, cell.span)
            }
        }
        var element = Element(content: .table(layout.grids.count), span: span, range: start..<layout.stream.characters.count)
        element.frame = frame
        element.blanksBefore = blanks
        layout.grids.append(Grid(rows: rows, span: span))
        layout.elements.append(element)
    }

    /// The number of # before a markdown heading.
    private static func markdownLevel(_ text: Text, _ span: Span) -> Int? {
        var hashes = 0
        while span.start + hashes < span.end, hashes < 7, text.folded[span.start + hashes] == 0x23 { hashes += 1 }
        guard hashes > 0, hashes < 7, span.start + hashes < span.end, text.folded[span.start + hashes] != 0x23 else { return nil }
        return hashes
    }
}
