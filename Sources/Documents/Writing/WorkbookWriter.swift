import CXlsx

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Writes one workbook through libxlsxwriter, into a file beside the target that then takes its place.
struct WorkbookWriter {
    let workbook: Workbook
    let path: String

    /// Above this many cells the library writes rows as they come instead of gathering all texts.
    private static let manyCells = 200_000
    private static let mostRows = 1_048_575
    private static let mostColumns = 16_384

    func write() throws(WorkbookError) {
        try check()
        let draft = path + ".draft-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        // The library would report a folder that is missing or locked on standard error only.
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .notWritable(path: path, reason: FileAccess.systemReason()) }
        close(descriptor)
        // Gone already if it took its place.
        defer { unlink(draft) }
        try write(to: draft)
        guard rename(draft, path) == 0 else {
            throw .notWritable(path: path, reason: FileAccess.systemReason())
        }
    }

    /// All that can be wrong with the content is found before the first byte is written.
    private func check() throws(WorkbookError) {
        guard !workbook.sheets.isEmpty else { throw .nothingToWrite(sheet: nil) }
        for sheet in workbook.sheets {
            guard !sheet.columns.isEmpty else { throw .nothingToWrite(sheet: sheet.name) }
            guard sheet.rows.count <= Self.mostRows, sheet.columns.count <= Self.mostColumns else {
                throw .tooManyCells(sheet: sheet.name, rows: sheet.rows.count + 1, columns: sheet.columns.count)
            }
            for (index, row) in sheet.rows.enumerated() {
                guard row.count <= sheet.columns.count else { throw .rowTooLong(sheet: sheet.name, row: index + 1) }
                for (value, column) in zip(row, sheet.columns) {
                    if case .number(let number) = value, !number.isFinite {
                        throw .notANumber(sheet: sheet.name, row: index + 1, column: column.title)
                    }
                }
            }
        }
    }

    private func write(to draft: String) throws(WorkbookError) {
        let cells = workbook.sheets.reduce(0) { $0 + $1.rows.count * $1.columns.count }
        var options = lxw_workbook_options()
        options.constant_memory = cells > Self.manyCells ? 1 : 0
        guard let book = workbook_new_opt(draft, &options) else {
            throw .notWritable(path: path, reason: FileAccess.systemReason())
        }
        var taken: Set<String> = []
        let styles = Styles(book: book, font: workbook.font)
        for sheet in workbook.sheets {
            let name = CellText.sheetName(sheet.name, taken: taken)
            taken.insert(name.lowercased())
            guard let page = workbook_add_worksheet(book, name) else {
                workbook_close(book)
                throw .notWritable(path: path, reason: "the sheet “\(name)” could not be made")
            }
            layOut(sheet, on: page, styles: styles)
            fill(page, with: sheet, styles: styles)
        }
        let outcome = workbook_close(book)
        guard outcome == LXW_NO_ERROR else {
            throw .notWritable(path: path, reason: String(cString: lxw_strerror(outcome)))
        }
    }

    /// Columns, frozen titles, filter and page.
    private func layOut(_ sheet: Workbook.Sheet, on page: UnsafeMutablePointer<lxw_worksheet>, styles: Styles) {
        for (index, column) in sheet.columns.enumerated() {
            let place = lxw_col_t(index)
            worksheet_set_column(page, place, place, min(max(column.width, 1), 255), styles.format(of: column))
        }
        let lastColumn = lxw_col_t(sheet.columns.count - 1)
        worksheet_freeze_panes(page, 1, 0)
        worksheet_autofilter(page, 0, 0, lxw_row_t(max(sheet.rows.count, 1)), lastColumn)
        worksheet_repeat_rows(page, 0, 0)
        worksheet_set_landscape(page)
        worksheet_set_paper(page, 9)  // A4
        worksheet_fit_to_pages(page, 1, 0)
        if let printed = sheet.printedColumns, printed > 0, printed < sheet.columns.count {
            worksheet_print_area(page, 0, 0, lxw_row_t(sheet.rows.count), lxw_col_t(printed - 1))
        }
        worksheet_set_margins(page, 0.5, 0.5, 0.6, 0.6)
        worksheet_set_footer(page, "&C&P / &N")
    }

    private func fill(
        _ page: UnsafeMutablePointer<lxw_worksheet>, with sheet: Workbook.Sheet, styles: Styles
    ) {
        for (index, column) in sheet.columns.enumerated() {
            worksheet_write_string(page, 0, lxw_col_t(index), CellText.fit(column.title), styles.header)
        }
        let formats = sheet.columns.map(styles.format(of:))
        for (rowIndex, row) in sheet.rows.enumerated() {
            let line = lxw_row_t(rowIndex + 1)
            for (index, value) in row.enumerated() {
                let place = lxw_col_t(index)
                switch value {
                case .text(let text): worksheet_write_string(page, line, place, CellText.fit(text), formats[index])
                case .number(let number): worksheet_write_number(page, line, place, number, formats[index])
                case .empty: break
                }
            }
        }
    }
}

/// The formats of a workbook, one for each kind of column, made once.
private struct Styles {
    typealias Format = UnsafeMutablePointer<lxw_format>

    let header: Format?
    private let plain: [Workbook.Kind: Format]
    private let wrapped: [Workbook.Kind: Format]

    init(book: UnsafeMutablePointer<lxw_workbook>, font: String) {
        func make(_ change: (Format) -> Void) -> Format? {
            guard let format = workbook_add_format(book) else { return nil }
            format_set_font_name(format, font)
            format_set_font_size(format, 11)
            change(format)
            return format
        }
        header = make { format in
            format_set_bold(format)
            format_set_text_wrap(format)
            format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
            format_set_bg_color(format, 0xE7EEF5)
            format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
        }
        var plain: [Workbook.Kind: Format] = [:]
        var wrapped: [Workbook.Kind: Format] = [:]
        for kind in Workbook.Kind.allCases {
            plain[kind] = make { format_set_num_format($0, kind.pattern) }
            wrapped[kind] = make { format in
                format_set_num_format(format, kind.pattern)
                format_set_text_wrap(format)
                format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
            }
        }
        self.plain = plain
        self.wrapped = wrapped
    }

    func format(of column: Workbook.Column) -> Format? {
        column.wraps ? wrapped[column.kind] : plain[column.kind]
    }
}

extension Workbook.Kind {
    /// Excel's pattern for the kind.
    fileprivate var pattern: String {
        switch self {
        case .text: "@"
        case .integer: "#,##0"
        case .decimal: "General"
        case .money: "#,##0.00"
        case .date: "yyyy-mm-dd"
        case .percent: "0.0%"
        }
    }
}
