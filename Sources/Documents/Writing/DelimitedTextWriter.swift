/// Writes CSV (RFC 4180) row by row: UTF-8, lines ended by CR LF, quotes only where they are needed.
///
/// Spreadsheet programs take text that begins with `=`, `+`, `-`, `@`, a tab or a carriage return for a formula, which
/// can reach out to the network when the file is opened. By default such text gets a leading apostrophe (`'=1+1`), as
/// OWASP advises under “CSV Injection”; the apostrophe is visible in Excel and must be removed when such a file is
/// read back. Numbers, days and truth values are never changed: `-5` given as a number stays `-5`.
public struct DelimitedTextWriter: Sendable {
    /// What a field holds.
    public enum Field: Sendable, Equatable {
        case empty
        /// Text, guarded against being taken for a formula.
        case text(String)
        /// Digits of an exact decimal, such as `-1234.50`, written as they are if they are a number, else as text.
        case decimal(String)
        case integer(Int)
        /// A finite number in its shortest exact form; empty if it is not finite.
        case number(Double)
        /// `TRUE` or `FALSE`, as Excel shows it.
        case boolean(Bool)
        /// `2026-01-31`, or `2026-01-31 08:30:00` with a time.
        case date(SpreadsheetDate)
    }

    /// What stands between two fields.
    public enum Delimiter: UInt8, Sendable {
        case comma = 0x2C
        case semicolon = 0x3B
        case tab = 0x09
    }

    private let delimiter: UInt8
    private let guardsFormulas: Bool
    private var bytes: [UInt8] = []

    /// A writer of nothing yet.
    ///
    /// - Parameters:
    ///   - byteOrderMark: whether the file begins with a mark, without which Excel misreads Chinese.
    ///   - guardsFormulas: whether text that could be a formula gets an apostrophe. Switch it off only for programs
    ///     that are no spreadsheets.
    public init(delimiter: Delimiter = .comma, byteOrderMark: Bool = true, guardsFormulas: Bool = true) {
        self.delimiter = delimiter.rawValue
        self.guardsFormulas = guardsFormulas
        if byteOrderMark { bytes = [0xEF, 0xBB, 0xBF] }
    }

    /// How many bytes wait to be taken.
    public var count: Int { bytes.count }

    /// Adds a row. A row that holds one empty field is written as `""`, because an empty line would be no row.
    ///
    /// Linear in the length of its texts.
    public mutating func append(_ row: some Sequence<Field>) {
        let start = bytes.count
        var isFirst = true
        for field in row {
            if !isFirst { bytes.append(delimiter) }
            isFirst = false
            append(field)
        }
        if bytes.count == start { bytes.append(contentsOf: [0x22, 0x22]) }
        bytes.append(0x0D)
        bytes.append(0x0A)
    }

    /// Adds a row of texts, such as the titles of the columns.
    public mutating func append(texts: some Sequence<String>) {
        append(texts.lazy.map(Field.text))
    }

    /// What has been written since the last call, so that a long list need not be kept in memory.
    public mutating func take() -> [UInt8] {
        var taken: [UInt8] = []
        swap(&taken, &bytes)
        return taken
    }

    private mutating func append(_ field: Field) {
        switch field {
        case .empty: break
        case .text(let text): append(text: text)
        case .decimal(let digits): if DecimalDigits.value(Array(digits.utf8)) != nil { append(plain: digits) } else { append(text: digits) }
        case .integer(let number): append(plain: String(number))
        case .number(let number): if number.isFinite { append(plain: Self.shortest(number)) }
        case .boolean(let truth): append(plain: truth ? "TRUE" : "FALSE")
        case .date(let date): append(plain: date.description)
        }
    }

    private mutating func append(plain: String) {
        bytes.append(contentsOf: plain.utf8)
    }

    private mutating func append(text: String) {
        guard let first = text.utf8.first else { return }
        let isGuarded = guardsFormulas && Self.beginsFormula(text, first)
        let needsQuotes = text.utf8.contains { $0 == 0x22 || $0 == delimiter || $0 == 0x0A || $0 == 0x0D } || first <= 0x20 || text.utf8.last == 0x20
        guard needsQuotes else {
            if isGuarded { bytes.append(0x27) }
            bytes.append(contentsOf: text.utf8)
            return
        }
        bytes.append(0x22)
        if isGuarded { bytes.append(0x27) }
        for byte in text.utf8 {
            if byte == 0x22 { bytes.append(0x22) }
            bytes.append(byte)
        }
        bytes.append(0x22)
    }

    /// Full-width signs too: spreadsheets in Chinese take `＝` for `=`. So do blanks before a sign.
    private static func beginsFormula(_ text: String, _ first: UInt8) -> Bool {
        if first == 0x09 || first == 0x0D { return true }
        for scalar in text.unicodeScalars {
            switch scalar {
            case " ", "\n", "\u{3000}", "\u{A0}", "\u{FEFF}": continue
            case "=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠": return true
            default: return false
            }
        }
        return false
    }

    /// Whole numbers without `.0`.
    private static func shortest(_ number: Double) -> String {
        if number == number.rounded(), number.magnitude < 1e15 { return String(Int(number)) }
        return number.description
    }
}
