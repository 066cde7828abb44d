/// Builds the text of a document and its blocks together, in one pass and in reading order.
///
/// It accepts any order of calls: what is left open is closed when something outside of it begins,
/// and what was never opened is not closed, so that broken markup still yields a sound document.
struct BlockBuilder {
    struct OpenParagraph {
        fileprivate var start: Int
        var headingLevel: Int?
        /// How much of its own text was bold, and how much was not.
        var hasBold = false
        var hasPlain = false
    }

    private(set) var text = TextBuilder()
    private(set) var paragraph: OpenParagraph?
    /// The blocks of the document, then of every open cell.
    private var levels: [[Block]] = [[]]
    private var tables: [OpenTable] = []
    private let isNote: Bool

    init(isNote: Bool = false) {
        self.isNote = isNote
    }

    /// How many tables are open.
    var depth: Int { tables.count }
    /// Whether text at this place belongs to a cell, or to no table at all.
    var acceptsText: Bool { tables.last.map { $0.cell != nil } ?? true }
    /// Whether the innermost table has an open row.
    var hasOpenRow: Bool { tables.last?.isRowOpen ?? false }

    // MARK: Paragraphs

    mutating func beginParagraph() {
        endParagraph()
        separate()
        paragraph = OpenParagraph(start: text.count)
    }

    mutating func endParagraph() {
        guard let open = paragraph else { return }
        paragraph = nil
        add(
            .paragraph(
                Paragraph(
                    range: open.start..<text.count, headingLevel: open.headingLevel, isNote: isNote,
                    isBold: open.hasBold && !open.hasPlain)))
    }

    /// Changes what is known of the open paragraph.
    mutating func withParagraph(_ change: (inout OpenParagraph) -> Void) {
        if var open = paragraph {
            change(&open)
            paragraph = open
        }
    }

    /// Whether the open paragraph has text yet.
    var paragraphHasText: Bool { paragraph.map { text.count > $0.start } ?? false }

    mutating func append(_ utf8: UnsafeBufferPointer<UInt8>) { text.append(utf8) }
    mutating func append(_ string: String) { text.append(string) }

    // MARK: Tables

    mutating func beginTable() {
        endParagraph()
        separate()
        tables.append(OpenTable(start: text.count))
    }

    mutating func endTable() {
        endRow()
        guard let table = tables.popLast() else { return }
        add(.table(Table(range: table.start..<text.count, rows: table.settledRows())))
    }

    mutating func beginRow() {
        guard !tables.isEmpty else { return }
        endRow()
        withTable { table, text in
            let mark = text.mark
            if !table.rows.isEmpty { text.append("\n") }
            table.beginRow(at: mark)
        }
    }

    /// Ends the row; `dropped` takes it out again, as for a row whose deletion is tracked.
    mutating func endRow(dropped: Bool = false) {
        endCell()
        withTable { table, text in
            guard let mark = table.endRow(dropped: dropped) else { return }
            text.cut(to: mark)
        }
    }

    /// Begins a cell, in a row of its own if none is open; ignored outside of a table.
    mutating func beginCell(_ shape: CellShape = CellShape()) {
        guard !tables.isEmpty else { return }
        if !hasOpenRow { beginRow() }
        endCell()
        withTable { table, text in
            let mark = text.mark
            if !table.row.isEmpty { text.append("\t") }
            table.cell = OpenTable.OpenCell(mark: mark, start: text.count, shape: shape)
        }
        levels.append([])
    }

    /// Changes the spans of the open cell: Word states them inside of it.
    mutating func shapeCell(_ change: (inout CellShape) -> Void) {
        withTable { table, _ in
            if var cell = table.cell {
                change(&cell.shape)
                table.cell = cell
            }
        }
    }

    /// Leaves out columns at the start of a row.
    mutating func skipColumns(_ count: Int) {
        withTable { table, _ in table.column += count }
    }

    mutating func endCell() {
        guard tables.last?.cell != nil else { return }
        endParagraph()
        let blocks = levels.popLast() ?? []
        withTable { table, text in
            if let mark = table.endCell(at: text.count, blocks: blocks) { text.cut(to: mark) }
        }
    }

    // MARK: The whole

    /// Appends what was built apart, as a frame: a table of one cell.
    mutating func appendFrame(_ frame: BlockBuilder) {
        var frame = frame
        let blocks = frame.finish()
        guard !blocks.isEmpty else { return }
        separate()
        let start = text.count
        text.append(frame.text)
        let range = start..<text.count
        let cell = Cell(range: range, blocks: blocks.map { $0.moved(by: start) })
        add(.table(Table(range: range, rows: [[cell]], isFrame: true)))
    }

    /// Appends what was built apart, as blocks of this level.
    mutating func appendBlocks(of other: BlockBuilder) {
        var other = other
        let blocks = other.finish()
        guard !blocks.isEmpty else { return }
        separate()
        let start = text.count
        text.append(other.text)
        for block in blocks { add(block.moved(by: start)) }
    }

    /// Closes all that is open and returns the blocks.
    mutating func finish() -> [Block] {
        while !tables.isEmpty { endTable() }
        endParagraph()
        return levels.first ?? []
    }

    /// Ends the text with a line end, as every line before it has one.
    mutating func terminate() {
        if text.count > 0 { text.append("\n") }
    }

    private mutating func add(_ block: Block) {
        levels[levels.count - 1].append(block)
    }

    /// Blocks that follow one another are separated by a line end.
    private mutating func separate() {
        if let last = levels.last, !last.isEmpty { text.append("\n") }
    }

    private mutating func withTable(_ change: (inout OpenTable, inout TextBuilder) -> Void) {
        guard var table = tables.popLast() else { return }
        change(&table, &text)
        tables.append(table)
    }
}

extension Block {
    /// The same block in a text that has `offset` more scalars before it. Recursive; builders cap the depth.
    func moved(by offset: Int) -> Block {
        switch self {
        case .paragraph(var paragraph):
            paragraph.range = paragraph.range.moved(by: offset)
            return .paragraph(paragraph)
        case .table(var table):
            table.range = table.range.moved(by: offset)
            table.rows = table.rows.map { row in
                row.map { cell in
                    var cell = cell
                    cell.range = cell.range.moved(by: offset)
                    cell.blocks = cell.blocks.map { $0.moved(by: offset) }
                    return cell
                }
            }
            return .table(table)
        }
    }
}

extension Range<Int> {
    fileprivate func moved(by offset: Int) -> Range<Int> {
        lowerBound + offset..<upperBound + offset
    }
}
