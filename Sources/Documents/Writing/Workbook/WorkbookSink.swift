import CXlsx

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Hands sheets over to libxlsxwriter row by row.
///
/// A class, because the library's workbook must be freed exactly once.
final class WorkbookSink {
    private static let mostRows = 1_048_575
    private static let mostColumns = 16_384

    private let path: String
    private var book: UnsafeMutablePointer<lxw_workbook>?
    private let styles: WorkbookStyles
    private var taken: Set<String> = []
    private var page: UnsafeMutablePointer<lxw_worksheet>?
    private var sheet = Workbook.Sheet(name: "", columns: [])
    private var formats: [WorkbookStyles.Format?] = []
    private var problems: [Int: [Int: String]] = [:]
    private var row = 0
    /// Choices that are too long for a cell's own list, a column of a hidden sheet each.
    private var longChoices: [[String]] = []
    private static let choicesName = "选项"

    init(path: String, font: String, properties: Workbook.Properties, isStreaming: Bool) throws(WorkbookError) {
        var options = lxw_workbook_options()
        options.constant_memory = isStreaming ? 1 : 0
        guard let book = workbook_new_opt(path, &options) else {
            throw .notWritable(path: path, reason: FileAccess.systemReason())
        }
        self.path = path
        self.book = book
        styles = WorkbookStyles(book: book, font: font)
        Self.set(properties, of: book)
        // The hidden sheet of choices keeps its name for itself.
        taken.insert(Self.choicesName)
    }

    deinit {
        if let book { lxw_workbook_free(book) }
    }

    // MARK: Checks

    static func check(_ sheet: Workbook.Sheet) throws(WorkbookError) {
        guard !sheet.columns.isEmpty else { throw .nothingToWrite(sheet: sheet.name) }
        guard sheet.rows.count <= mostRows, sheet.columns.count <= mostColumns else {
            throw .tooManyCells(sheet: sheet.name, rows: sheet.rows.count + 1, columns: sheet.columns.count)
        }
        for problem in sheet.problems
        where !(1...mostRows).contains(problem.row) || !sheet.columns.indices.contains(problem.column) {
            throw .misplacedProblem(sheet: sheet.name, row: problem.row, column: problem.column)
        }
    }

    static func check(_ row: [Workbook.Value], number: Int, of sheet: Workbook.Sheet) throws(WorkbookError) {
        guard row.count <= sheet.columns.count else { throw .rowTooLong(sheet: sheet.name, row: number) }
        for (value, column) in zip(row, sheet.columns) {
            if case .number(let value) = value, !value.isFinite {
                throw .notANumber(sheet: sheet.name, row: number, column: column.title)
            }
        }
    }

    // MARK: Sheets

    /// Writes a whole sheet.
    func write(_ sheet: Workbook.Sheet) throws(WorkbookError) {
        try begin(sheet)
        for row in sheet.rows { try append(row) }
        end()
    }

    /// Begins a sheet with its titles; its rows are appended by the caller.
    func begin(_ sheet: Workbook.Sheet) throws(WorkbookError) {
        let name = CellText.sheetName(sheet.name, taken: taken)
        taken.insert(name.lowercased())
        guard let page = workbook_add_worksheet(book, name) else {
            throw .notWritable(path: path, reason: "the sheet “\(name)” could not be made")
        }
        self.page = page
        self.sheet = sheet
        row = 0
        formats = sheet.columns.map { styles.format(of: $0) }
        problems = [:]
        for problem in sheet.problems {
            problems[problem.row, default: [:]].merge([problem.column: problem.message]) { $0 + "\n" + $1 }
        }
        layOut(sheet, on: page)
        for (index, column) in sheet.columns.enumerated() {
            let place = lxw_col_t(index)
            worksheet_write_string(page, 0, place, CellText.fit(column.title), styles.header)
            if let note = column.note, !note.isEmpty { comment(note, on: page, row: 0, column: place) }
            if !column.choices.isEmpty { offer(column.choices, on: page, column: place) }
        }
    }

    func append(_ values: [Workbook.Value]) throws(WorkbookError) {
        guard row < Self.mostRows else { throw .tooManyCells(sheet: sheet.name, rows: row + 2, columns: sheet.columns.count) }
        try Self.check(values, number: row + 1, of: sheet)
        row += 1
        write(values)
    }

    /// Ends the sheet: problems below its last row, and the filter.
    func end() {
        guard let page else { return }
        let filled = row
        if let printed = sheet.printedColumns, printed > 0, printed < sheet.columns.count {
            worksheet_print_area(page, 0, 0, lxw_row_t(filled), lxw_col_t(printed - 1))
        }
        for number in problems.keys.sorted() where number > filled {
            row = number
            write([])
        }
        if sheet.layout == .table {
            worksheet_autofilter(page, 0, 0, lxw_row_t(max(filled, 1)), lxw_col_t(sheet.columns.count - 1))
        }
        self.page = nil
    }

    /// Writes the file.
    func close() throws(WorkbookError) {
        writeChoices()
        guard let book else { return }
        // Closing frees the workbook, whatever comes of it.
        self.book = nil
        let outcome = workbook_close(book)
        guard outcome == LXW_NO_ERROR else {
            throw .notWritable(path: path, reason: String(cString: lxw_strerror(outcome)))
        }
    }

    // MARK: Rows

    private func write(_ values: [Workbook.Value]) {
        guard let page else { return }
        let line = lxw_row_t(row)
        let wrong = problems.isEmpty ? nil : problems[row]
        // Some programs open rows at the height of one line, and print them so, unless told how high they are.
        let lines = CellText.lines(values, sheet.columns)
        if lines > 1 { worksheet_set_row(page, line, Double(min(lines, CellText.mostLines)) * CellText.lineHeight, nil) }
        for (index, value) in values.enumerated() {
            let place = lxw_col_t(index)
            let format = wrong?[index] == nil ? formats[index] : styles.format(of: sheet.columns[index], isWrong: true)
            switch value {
            case .text(let text): worksheet_write_string(page, line, place, CellText.fit(text), format)
            case .number(let number): worksheet_write_number(page, line, place, number, format)
            case .boolean(let truth): worksheet_write_boolean(page, line, place, truth ? 1 : 0, format)
            case .empty: if wrong?[index] != nil { worksheet_write_blank(page, line, place, format) }
            }
        }
        guard let wrong else { return }
        for (index, message) in wrong.sorted(by: { $0.key < $1.key }) {
            if index >= values.count {
                worksheet_write_blank(page, line, lxw_col_t(index), styles.format(of: sheet.columns[index], isWrong: true))
            }
            comment(message, on: page, row: line, column: lxw_col_t(index))
        }
    }

    // MARK: Looks

    /// Columns, frozen titles and page.
    private func layOut(_ sheet: Workbook.Sheet, on page: UnsafeMutablePointer<lxw_worksheet>) {
        for (index, column) in sheet.columns.enumerated() {
            let place = lxw_col_t(index)
            worksheet_set_column(page, place, place, min(max(column.width, 1), 255), formats[index])
        }
        worksheet_set_paper(page, 9)  // A4
        worksheet_fit_to_pages(page, 1, 0)
        worksheet_set_margins(page, 0.5, 0.5, 0.6, 0.6)
        worksheet_set_footer(page, "&C&P / &N")
        guard sheet.layout == .table else { return }
        worksheet_freeze_panes(page, 1, 0)
        worksheet_repeat_rows(page, 0, 0)
        worksheet_set_landscape(page)
    }

    private func comment(_ text: String, on page: UnsafeMutablePointer<lxw_worksheet>, row: lxw_row_t, column: lxw_col_t) {
        var options = lxw_comment_options()
        options.width = 240
        options.height = UInt16(min(40 + 20 * (text.utf16.count / 18 + text.split(separator: "\n").count), 400))
        worksheet_write_comment_opt(page, row, column, CellText.fit(text), &options)
    }

    /// A drop-down list for all rows below the titles. Excel keeps up to 255 characters with the rule itself.
    private func offer(_ choices: [String], on page: UnsafeMutablePointer<lxw_worksheet>, column: lxw_col_t) {
        var rule = lxw_data_validation()
        rule.error_type = UInt8(LXW_VALIDATION_ERROR_TYPE_STOP.rawValue)
        var words: [UnsafeMutablePointer<CChar>?] = []
        defer { for word in words { free(word) } }
        func add(_ word: String) -> UnsafeMutablePointer<CChar>? {
            words.append(strdup(word))
            return words.last ?? nil
        }
        rule.error_title = add("不在选项之中 Not a choice")
        rule.error_message = add("请从下拉列表中选择。Please choose from the list.")
        let last = lxw_row_t(Self.mostRows)
        let isShort = choices.joined(separator: ",").utf16.count <= 255 && !choices.contains { $0.contains(",") || $0.isEmpty }
        if isShort {
            var list = choices.map { add(CellText.fit($0)) } + [nil]
            rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
            list.withUnsafeMutableBufferPointer { buffer in
                rule.value_list = buffer.baseAddress
                worksheet_data_validation_range(page, 1, column, last, column, &rule)
            }
        } else {
            longChoices.append(choices)
            let letters = Self.letters(longChoices.count)
            rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
            rule.value_formula = add("='\(Self.choicesName)'!$\(letters)$1:$\(letters)$\(choices.count)")
            worksheet_data_validation_range(page, 1, column, last, column, &rule)
        }
    }

    private func writeChoices() {
        guard !longChoices.isEmpty, let page = workbook_add_worksheet(book, Self.choicesName) else { return }
        for row in 0..<min(longChoices.map(\.count).max() ?? 0, Self.mostRows) {
            for (column, choices) in longChoices.enumerated() where row < choices.count {
                worksheet_write_string(page, lxw_row_t(row), lxw_col_t(column), CellText.fit(choices[row]), nil)
            }
        }
        worksheet_hide(page)
    }

    /// The letters of a column that counts from 1.
    private static func letters(_ column: Int) -> String {
        var rest = column
        var letters = ""
        while rest > 0 {
            letters = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + letters
            rest = (rest - 1) / 26
        }
        return letters
    }

    private static func set(_ properties: Workbook.Properties, of book: UnsafeMutablePointer<lxw_workbook>) {
        let words = [properties.title, properties.author, properties.organisation].map { strdup(CellText.fit($0)) }
        defer { for word in words { free(word) } }
        var list = lxw_doc_properties()
        list.title = words[0]
        list.author = words[1]
        list.company = words[2]
        list.created = time_t(properties.created)
        workbook_set_properties(book, &list)
    }
}
