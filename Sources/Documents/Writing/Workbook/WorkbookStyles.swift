import CXlsx

/// The formats of a workbook, one for each kind of column, made once.
struct WorkbookStyles {
    typealias Format = UnsafeMutablePointer<lxw_format>

    let header: Format?
    private let plain: [Workbook.Kind: Format]
    private let wrapped: [Workbook.Kind: Format]
    private let wrong: [Workbook.Kind: Format]

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
        var wrong: [Workbook.Kind: Format] = [:]
        for kind in Workbook.Kind.allCases {
            plain[kind] = make { format in
                format_set_num_format(format, kind.pattern)
                // Beside a cell of several lines, the first line is where one looks.
                format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
            }
            wrapped[kind] = make { format in
                format_set_num_format(format, kind.pattern)
                format_set_text_wrap(format)
                format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
            }
            wrong[kind] = make { format in
                format_set_num_format(format, kind.pattern)
                format_set_text_wrap(format)
                format_set_bg_color(format, 0xFFC7CE)
                format_set_font_color(format, 0x9C0006)
            }
        }
        self.plain = plain
        self.wrapped = wrapped
        self.wrong = wrong
    }

    func format(of column: Workbook.Column, isWrong: Bool = false) -> Format? {
        isWrong ? wrong[column.kind] : column.wraps ? wrapped[column.kind] : plain[column.kind]
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
        case .dateTime: "yyyy-mm-dd hh:mm"
        case .percent: "0.0%"
        }
    }
}
