import Documents
import PlanReading

// The two modules do not know one another; PlanDesk joins them for the command, and this for the measurements.

extension Source {
    init(_ document: Document) { self.init(text: document.text, blocks: document.blocks.map(Source.block)) }

    private static func block(_ block: Documents.Block) -> Block {
        switch block {
        case .paragraph(let paragraph):
            .paragraph(Paragraph(span: span(paragraph.range), headingLevel: paragraph.headingLevel, isNote: paragraph.isNote))
        case .table(let table):
            .table(Table(span: span(table.range), rows: table.rows.map { $0.map(cell) }))
        }
    }

    private static func cell(_ cell: Documents.Cell) -> Cell {
        Cell(span: span(cell.range), rowSpan: cell.rowSpan, columnSpan: cell.columnSpan, blocks: cell.blocks.map(block))
    }

    private static func span(_ range: Range<Int>) -> Span { Span(range.lowerBound, range.upperBound) }
}

extension Reading {
    /// A number that depends on the work done.
    var size: Int { indicators.count + tasks.count + projects.count + clauses.count + findings.count }
}
