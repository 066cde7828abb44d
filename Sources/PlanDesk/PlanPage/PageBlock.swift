import Documents
import PlanReading

/// A piece of the text as the page shows it.
indirect enum PageBlock {
    case paragraph(Paragraph)
    case table([[Cell]])
    /// A text box: a frame around blocks.
    case frame([PageBlock])
    /// Lines whose columns are lined up with blanks, shown as they stand.
    case aligned(Span)

    struct Paragraph {
        var span: Span
        var headingLevel: Int?
        var isNote = false
        /// Set far to the right, as a signature and its date are.
        var isRight = false
        /// A line of a table of contents, with its row of dots.
        var isContents = false
        /// Its line ends are part of it; otherwise they only wrap it.
        var keepsLines = false
    }

    struct Cell {
        var span: Span
        var rowSpan = 1
        var columnSpan = 1
        var blocks: [PageBlock]
    }

    /// Where it begins.
    var start: Int? {
        switch self {
        case .paragraph(let paragraph): paragraph.span.start
        case .table(let rows): rows.lazy.flatMap { $0 }.first?.span.start
        case .frame(let blocks): blocks.first?.start
        case .aligned(let span): span.start
        }
    }
}

extension PageBlock {
    /// A block as the document delivered it.
    init(_ block: Documents.Block) {
        switch block {
        case .paragraph(let paragraph):
            let span = Span(paragraph.range.lowerBound, paragraph.range.upperBound)
            self = .paragraph(
                Paragraph(
                    span: span, headingLevel: paragraph.headingLevel, isNote: paragraph.isNote, keepsLines: true))
        case .table(let table) where table.isFrame || table.rows.count == 1 && table.rows[0].count == 1:
            self = .frame(table.rows.flatMap { $0.flatMap { $0.blocks.map(PageBlock.init) } })
        case .table(let table):
            self = .table(table.rows.map { $0.map(Cell.init) })
        }
    }
}

extension PageBlock.Cell {
    init(_ cell: Documents.Cell) {
        span = Span(cell.range.lowerBound, cell.range.upperBound)
        rowSpan = cell.rowSpan
        columnSpan = cell.columnSpan
        blocks = cell.blocks.map(PageBlock.init)
    }

    /// A cell of plain text, in which every line is a paragraph of its own.
    init(_ span: Span) {
        self.span = span
        blocks = [.paragraph(.init(span: span, keepsLines: true))]
    }
}

extension PlanReport {
    /// The text in blocks: those that the file had, and for all that lies outside them those that can be seen in the lines.
    var pageBlocks: [PageBlock] {
        var blocks: [PageBlock] = []
        var layout = LineLayout(self)
        var position = 0
        for block in document.blocks {
            if block.range.lowerBound > position {
                blocks += layout.blocks(in: Span(position, block.range.lowerBound))
            }
            blocks.append(PageBlock(block))
            position = max(position, block.range.upperBound)
        }
        return blocks + layout.blocks(in: Span(position, positions.count))
    }
}
