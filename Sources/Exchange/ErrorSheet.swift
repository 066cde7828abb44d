import Documents
import Kernel

/// The rows that could not be taken in, as they were, with what is wrong in a column of its own: mended, it can be imported as it is.
struct ErrorSheet {
    private let schema: Schema
    /// The heads of the sheet, with the fields that they name.
    var head: [(text: String, column: Column?)] = []
    private var rows: [[Workbook.Value]] = []
    /// More bad rows than this point to a wrong file rather than to slips.
    private let limit = 20_000

    init(_ schema: Schema) { self.schema = schema }

    mutating func add(_ row: RecordImport.BadRow, _ cells: [SpreadsheetCell]) {
        guard rows.count < limit else { return }
        // As a person would type it: 12.5% must not come back as 0.125.
        var values = zip(head.indices, head).map { place, head in
            let cell = place < cells.count ? cells[place] : .empty
            return Workbook.Value.text(head.column.map { ImportHead.typed(cell, for: $0) } ?? cell.text)
        }
        values.append(.text(row.problems.map(\.message.chinese).joined(separator: "；")))
        values.append(.number(Double(row.number)))
        rows.append(values)
    }

    var workbook: Workbook {
        let columns =
            head.map { Workbook.Column($0.text) } + [Workbook.Column("问题", width: 60, wraps: true), Workbook.Column("原行号", width: 10, kind: .integer)]
        return Workbook(sheets: [Workbook.Sheet(name: "待修改", columns: columns, rows: rows)])
    }
}
