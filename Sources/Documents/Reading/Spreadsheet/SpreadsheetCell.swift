/// What a cell of a spreadsheet holds, as its author sees it.
public enum SpreadsheetCell: Sendable, Equatable {
    /// Nothing, or nothing but formatting.
    case empty
    /// Text; every cell of CSV and TSV that is not empty; and errors such as `#DIV/0!`, as they are shown.
    case text(String)
    case number(SpreadsheetNumber)
    case boolean(Bool)
    /// A number that its format shows as a day, a time of day, or both.
    case date(SpreadsheetDate)

    /// The text of the cell: numbers as they are stored (a share as `0.125`, not as a percentage), truth as
    /// `TRUE` and `FALSE` as Excel shows it, dates as `2026-01-31` or `2026-01-31 08:30:00`.
    public var text: String {
        switch self {
        case .empty: ""
        case .text(let text): text
        case .number(let number): number.decimal
        case .boolean(let truth): truth ? "TRUE" : "FALSE"
        case .date(let date): date.description
        }
    }
}

/// A number with the digits that the file keeps.
public struct SpreadsheetNumber: Sendable, Equatable {
    /// The number; a percentage is a share of 1, so that 12.5% is 0.125.
    public var value: Double
    /// The number as the file writes it, from which an exact decimal can be made: `1234.5`, `1E-3`.
    public var decimal: String
    /// Whether the format of the cell shows it as a percentage.
    public var isPercentage: Bool

    /// A number made of its parts.
    public init(value: Double, decimal: String, isPercentage: Bool = false) {
        self.value = value
        self.decimal = decimal
        self.isPercentage = isPercentage
    }
}

/// A day and time of the Gregorian calendar, without a zone, as spreadsheets keep them.
public struct SpreadsheetDate: Sendable, Equatable, CustomStringConvertible {
    /// Year, month and day; all 0 for a time of day without a day.
    public var year: Int
    public var month: Int
    public var day: Int
    public var hour: Int
    public var minute: Int
    /// Rounded to whole seconds.
    public var second: Int

    /// A date made of its parts, which are not checked.
    public init(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
    }

    /// `2026-01-31`, `08:30:00` or `2026-01-31 08:30:00`.
    public var description: String {
        let date = "\(pad(year, 4))-\(pad(month, 2))-\(pad(day, 2))"
        let time = "\(pad(hour, 2)):\(pad(minute, 2)):\(pad(second, 2))"
        if year == 0 { return time }
        return hour == 0 && minute == 0 && second == 0 ? date : date + " " + time
    }

    private func pad(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

/// Whether to go on after a row.
public enum SpreadsheetStep: Sendable {
    /// Deliver the next row.
    case next
    /// End here; the rest of the file is not read.
    case stop
}

/// A rectangle of cells that are shown as one. Rows and columns count from 1, both ends included.
public struct SpreadsheetRange: Sendable, Equatable {
    public var rows: ClosedRange<Int>
    public var columns: ClosedRange<Int>

    /// A rectangle made of its sides.
    public init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
        self.rows = rows
        self.columns = columns
    }
}
