/// Why a workbook could not be written.
public enum WorkbookError: Error, Sendable, Equatable, CustomStringConvertible {
    /// There is no sheet, or a sheet without columns.
    case nothingToWrite(sheet: String?)
    /// Excel ends at 1,048,576 rows and 16,384 columns.
    case tooManyCells(sheet: String, rows: Int, columns: Int)
    /// A row (from 1, below the titles) holds more values than there are columns.
    case rowTooLong(sheet: String, row: Int)
    /// A value that is infinite or not a number. Rows count from 1 below the titles.
    case notANumber(sheet: String, row: Int, column: String)
    /// A problem outside of the columns or of Excel's rows. Rows count from 1 below the titles.
    case misplacedProblem(sheet: String, row: Int, column: Int)
    /// The file could not be written; `reason` is the system's.
    case notWritable(path: String, reason: String)

    public var description: String {
        switch self {
        case .nothingToWrite(let sheet):
            sheet.map { "The sheet “\($0)” has no columns. Give it at least one." }
                ?? "A workbook needs at least one sheet."
        case .tooManyCells(let sheet, let rows, let columns):
            "The sheet “\(sheet)” has \(rows) rows and \(columns) columns; Excel ends at 1,048,576 and 16,384. "
                + "Filter the list or write several sheets."
        case .rowTooLong(let sheet, let row):
            "Row \(row) of the sheet “\(sheet)” has more values than the sheet has columns."
        case .notANumber(let sheet, let row, let column):
            "Row \(row), column “\(column)” of the sheet “\(sheet)” is not a finite number. "
                + "Correct its source, or leave the cell empty."
        case .misplacedProblem(let sheet, let row, let column):
            "A problem stands at row \(row), column \(column + 1) of the sheet “\(sheet)”, which has no such cell."
        case .notWritable(let path, let reason):
            "“\(path)” cannot be written: \(reason). Check the folder, its permissions and the free space."
        }
    }
}
