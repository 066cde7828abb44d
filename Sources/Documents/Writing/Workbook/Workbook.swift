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
        case boolean(Bool)
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
        /// `2026-01-31 08:30`
        case dateTime
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
        /// What may be entered, offered as a drop-down list; empty for anything.
        public var choices: [String]
        /// What is shown beside the title when the mouse rests on it.
        public var note: String?

        /// A column; the width is clamped to Excel's 255.
        public init(
            _ title: String, width: Double = 16, kind: Kind = .text, wraps: Bool = false, choices: [String] = [], note: String? = nil
        ) {
            self.title = title
            self.width = width
            self.kind = kind
            self.wraps = wraps
            self.choices = choices
            self.note = note
        }
    }

    /// A value that is wrong: its cell is red, and a note says why.
    public struct Problem: Sendable, Equatable {
        /// From 1, below the titles.
        public var row: Int
        /// From 0.
        public var column: Int
        public var message: String

        /// A problem made of its parts.
        public init(row: Int, column: Int, message: String) {
            self.row = row
            self.column = column
            self.message = message
        }
    }

    /// What Excel shows under “Info”.
    public struct Properties: Sendable, Equatable {
        public var title: String
        public var author: String
        public var organisation: String
        /// When it was made, in seconds since 1970; 0 takes the time of writing.
        public var created: Int

        /// Properties; all may be left out.
        public init(title: String = "", author: String = "", organisation: String = "", created: Int = 0) {
            self.title = title
            self.author = author
            self.organisation = organisation
            self.created = created
        }
    }

    /// What a sheet is for.
    public enum Layout: Sendable {
        /// Rows to filter: frozen titles, A4 across.
        case table
        /// Lines to read, such as instructions: no filter, A4 upright.
        case text
    }

    /// A sheet: columns, and rows of values in the order of the columns.
    public struct Sheet: Sendable {
        /// Excel allows 31 characters and none of `[]:*?/\`; a name that breaks this is adapted.
        public var name: String
        public var columns: [Column]
        /// A row may be shorter than the columns; what is longer is an error.
        public var rows: [[Value]]
        /// Wrong values, at any place in the columns, filled or empty.
        public var problems: [Problem]
        public var layout: Layout
        /// How many of the columns, from the first on, are printed; nil for all.
        public var printedColumns: Int?

        /// A sheet made of its parts.
        public init(
            name: String, columns: [Column], rows: [[Value]] = [], problems: [Problem] = [], layout: Layout = .table, printedColumns: Int? = nil
        ) {
            self.name = name
            self.columns = columns
            self.rows = rows
            self.problems = problems
            self.layout = layout
            self.printedColumns = printedColumns
        }

        /// A sheet of lines to read, for example how a form is to be filled in.
        public static func instructions(name: String = "填写说明", title: String, lines: [String]) -> Sheet {
            Sheet(name: name, columns: [Column(title, width: 90, wraps: true)], rows: lines.map { [.text($0)] }, layout: .text)
        }
    }

    /// At least one.
    public var sheets: [Sheet]
    /// A font that has Chinese characters.
    public var font: String
    public var properties: Properties

    /// A workbook of the given sheets.
    public init(sheets: [Sheet], font: String = "等线", properties: Properties = Properties()) {
        self.sheets = sheets
        self.font = font
        self.properties = properties
    }

    /// Writes the workbook to `path`, replacing the file that is there only when all is written.
    ///
    /// - Throws: `WorkbookError` if a value or the folder does not allow it; nothing is left behind.
    /// - Complexity: linear in the number of cells.
    public func write(to path: String) throws(WorkbookError) {
        try WorkbookWriter(workbook: self, path: path).write()
    }

    /// The workbook as an .xlsx file in memory. Workbooks of equal content and stated time of making are equal bytes.
    ///
    /// - Throws: as `write(to:)`.
    /// - Complexity: linear in the number of cells; a temporary folder is needed meanwhile.
    public func bytes() throws(WorkbookError) -> [UInt8] {
        try WorkbookBytes.gather { (path) throws(WorkbookError) in try write(to: path) }
    }
}
