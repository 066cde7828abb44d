/// A workbook to be written for Excel: sheets of typed columns, ready to filter and to print on A4.
///
/// The first row of every sheet holds the titles of its columns: bold, frozen, with a filter, and
/// repeated on every printed page. Pages are A4 across, as wide as the printed columns and as many as needed.
public struct Workbook: Sendable {
    /// What a cell holds.
    public enum Value: Sendable, Equatable {
        /// Text; never taken for a formula, even if it begins with `=`.
        case text(String)
        /// A finite number. In a percent column 0.5 is shown as 50%; in a date column it counts days as Excel does.
        case number(Double)
        case empty

        /// A day of the Gregorian calendar from 1900-03-01 on, for date columns; `.empty` for days before.
        public static func day(year: Int, month: Int, day: Int) -> Value {
            guard (1900...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return .empty }
            // Days since 1 March of year 0, after which leap days fall at the end of a year.
            let shiftedYear = month > 2 ? year : year - 1
            let shiftedMonth = month > 2 ? month - 3 : month + 9
            let days =
                shiftedYear * 365 + shiftedYear / 4 - shiftedYear / 100 + shiftedYear / 400
                + (shiftedMonth * 153 + 2) / 5 + day - 1
            let serial = days - 693_899
            return serial >= 61 ? .number(Double(serial)) : .empty
        }
    }

    /// How the values of a column are shown.
    public enum Kind: Sendable, CaseIterable {
        /// As written; digits stay text, so that codes keep their zeros.
        case text
        /// `1,234`
        case integer
        /// `1,234.50` to `1,234.5678`: two to four decimal places.
        case decimal
        /// `1,234.50`
        case money
        /// `2026-01-31`
        case date
        /// `12.5%`
        case percent
    }

    /// A column of a sheet.
    public struct Column: Sendable {
        public var title: String
        /// In widths of a digit; a Chinese character takes two.
        public var width: Double
        public var kind: Kind
        /// Whether long text goes on in the next line of its cell.
        public var wraps: Bool

        /// A column; the width is clamped to Excel's 255.
        public init(_ title: String, width: Double = 16, kind: Kind = .text, wraps: Bool = false) {
            self.title = title
            self.width = width
            self.kind = kind
            self.wraps = wraps
        }
    }

    /// A sheet: columns, and rows of values in the order of the columns.
    public struct Sheet: Sendable {
        /// Excel allows 31 characters and none of `[]:*?/\`; a name that breaks this is adapted.
        public var name: String
        public var columns: [Column]
        /// A row may be shorter than the columns; what is longer is an error.
        public var rows: [[Value]]
        /// How many of the columns, from the first on, are printed; nil for all.
        public var printedColumns: Int?

        /// A sheet made of its parts.
        public init(name: String, columns: [Column], rows: [[Value]] = [], printedColumns: Int? = nil) {
            self.name = name
            self.columns = columns
            self.rows = rows
            self.printedColumns = printedColumns
        }
    }

    /// At least one.
    public var sheets: [Sheet]
    /// A font that has Chinese characters.
    public var font: String

    /// A workbook of the given sheets.
    public init(sheets: [Sheet], font: String = "等线") {
        self.sheets = sheets
        self.font = font
    }

    /// Writes the workbook to `path`, replacing the file that is there only when all is written.
    ///
    /// - Throws: `WorkbookError` if a value or the folder does not allow it; nothing is left behind.
    /// - Complexity: linear in the number of cells.
    public func write(to path: String) throws(WorkbookError) {
        try WorkbookWriter(workbook: self, path: path).write()
    }
}

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
        case .notWritable(let path, let reason):
            "“\(path)” cannot be written: \(reason). Check the folder, its permissions and the free space."
        }
    }
}
