/// Reads spreadsheets row by row: Excel, WPS, OpenDocument, CSV and TSV.
///
/// What a file is, its encoding and its delimiter are judged by its content; the name only serves messages.
/// Excel (.xlsx, .xlsm) and text are read directly; .xls, .et and .ods are first converted by LibreOffice, which
/// takes seconds.
///
///     for sheet in try SpreadsheetReader.open(path: "企业名单.xlsx").sheets {
///         try sheet.forEachRow { number, cells in
///             print(number, cells.map(\.text))
///             return .next
///         }
///     }
public enum SpreadsheetReader {
    /// Opens the file at `path`.
    ///
    /// - Throws: `DocumentError`, whose description says what is wrong and what to do.
    /// - Complexity: linear in the size of the file; of a workbook only the texts that its cells share are unpacked.
    public static func open(path: String, limits: Limits = .default) throws(DocumentError) -> Spreadsheet {
        let bytes = try FileAccess.read(path, limit: limits.maximumFileBytes)
        return try open(bytes: bytes, name: FileAccess.lastComponent(of: path), limits: limits)
    }

    /// Opens a spreadsheet in memory; `name` is used in messages only.
    ///
    /// - Throws: `DocumentError`, whose description says what is wrong and what to do.
    /// - Complexity: as `open(path:)`.
    public static func open(bytes: [UInt8], name: String, limits: Limits = .default) throws(DocumentError) -> Spreadsheet {
        guard !bytes.isEmpty else { throw .empty(name: name) }
        guard bytes.count <= limits.maximumFileBytes else {
            throw .tooLarge(name: name, bytes: bytes.count, limit: limits.maximumFileBytes)
        }
        switch Signature(of: bytes) {
        case .zip:
            let archive = ZipArchive(bytes: bytes, name: name, limits: limits)
            if let type = try archive.content(of: "mimetype"), type.starts(with: Array("application/vnd.oasis.opendocument.spreadsheet".utf8)) {
                return try convert(bytes, name: name, fileExtension: "ods", format: .openDocument, limits: limits)
            }
            return Spreadsheet(try WorkbookPackage(bytes: bytes, name: name, limits: limits), format: .workbook)
        case .compound:
            switch CompoundFile.kind(of: bytes) {
            case .workbook: return try convert(bytes, name: name, fileExtension: "xls", format: .legacyWorkbook, limits: limits)
            case .encrypted: throw .protected(name: name)
            case .word: throw .notSpreadsheet(name: name, kind: Remark("Word 文档", "a Word document"))
            case .other(let kind): throw .notSpreadsheet(name: name, kind: kind)
            }
        case .pdf: throw .notSpreadsheet(name: name, kind: Remark("PDF 文档", "a PDF document"))
        case .richText: throw .notSpreadsheet(name: name, kind: Remark("RTF 文档", "an RTF document"))
        case .other(let kind): throw .notSpreadsheet(name: name, kind: kind)
        case .text:
            return Spreadsheet(try DelimitedText(bytes: bytes, name: name, limits: limits))
        }
    }

    private static func convert(
        _ bytes: [UInt8], name: String, fileExtension: String, format: Spreadsheet.Format, limits: Limits
    ) throws(DocumentError) -> Spreadsheet {
        let title = format == .openDocument ? "OpenDocument" : "Excel 97–2003 or WPS"
        let converted = try LibreOffice(limits: limits).convert(
            bytes, name: name, from: fileExtension, to: "xlsx", title: title, package: "libreoffice-calc-nogui")
        return Spreadsheet(try WorkbookPackage(bytes: converted, name: name, limits: limits), format: format)
    }
}

/// An open spreadsheet.
public struct Spreadsheet: Sendable {
    /// The kinds of spreadsheet that can be read.
    public enum Format: String, Sendable, CaseIterable {
        /// Excel 2007 and later: .xlsx, .xlsm.
        case workbook
        /// CSV, TSV and their like: one sheet whose cells are all text.
        case delimitedText
        /// Excel 97–2003 and WPS (.xls, .et); converted by LibreOffice.
        case legacyWorkbook
        /// OpenDocument (.ods); converted by LibreOffice.
        case openDocument
    }

    /// What the file was, judged by its content and never by its name.
    public let format: Format
    /// The sheets in their order, hidden ones too; at least one.
    public let sheets: [SpreadsheetSheet]
    /// The encoding of CSV and TSV (`"UTF-8"`, `"GB18030"` …); `nil` for other formats.
    public let encoding: String?
    /// What a reader should know about fidelity, as whole English sentences without a full stop.
    public let warnings: [Remark]
    private let name: String

    init(_ package: WorkbookPackage, format: Format) {
        self.format = format
        sheets = package.entries.enumerated().map { index, entry in
            SpreadsheetSheet(name: entry.name, index: index, isHidden: entry.isHidden, source: .workbook(package, entry))
        }
        encoding = nil
        warnings = []
        name = package.name
    }

    init(_ text: DelimitedText) {
        format = .delimitedText
        sheets = [SpreadsheetSheet(name: text.name, index: 0, isHidden: false, source: .text(text))]
        encoding = text.encoding
        warnings = text.warnings
        name = text.name
    }

    /// The sheet of this name, upper and lower case being the same as in Excel.
    ///
    /// - Throws: `DocumentError.noSuchSheet`, which names the sheets there are.
    public func sheet(named wanted: String) throws(DocumentError) -> SpreadsheetSheet {
        guard let sheet = sheets.first(where: { $0.name.lowercased() == wanted.lowercased() }) else {
            throw .noSuchSheet(name: name, sheet: wanted, available: sheets.map(\.name))
        }
        return sheet
    }

    /// The sheet at a place, counted from 0.
    ///
    /// - Throws: `DocumentError.noSuchSheet`, which names the sheets there are.
    public func sheet(at index: Int) throws(DocumentError) -> SpreadsheetSheet {
        guard sheets.indices.contains(index) else {
            throw .noSuchSheet(name: name, sheet: "\(index + 1)", available: sheets.map(\.name))
        }
        return sheets[index]
    }
}

/// One sheet of an open spreadsheet.
public struct SpreadsheetSheet: Sendable {
    enum Source: Sendable {
        case workbook(WorkbookPackage, WorkbookPackage.Entry)
        case text(DelimitedText)
    }

    /// Its name; of CSV and TSV the name of the file.
    public let name: String
    /// Its place among the sheets, from 0.
    public let index: Int
    /// Whether Excel does not show it.
    public let isHidden: Bool
    let source: Source

    /// Visits the rows that hold anything, from the top.
    ///
    /// Each comes with its number as spreadsheets count it (from 1; of CSV and TSV the records are counted) and with
    /// its cells from the first column to the last filled one. Empty rows are left out, so numbers may jump. Nothing
    /// is kept: memory is needed for one row, however many there are.
    ///
    /// - Throws: `DocumentError` if the file is damaged or exceeds its limits, and whatever `body` throws. Rows before
    ///   a damaged place have been delivered by then.
    /// - Complexity: linear in the size of the unpacked sheet; 100,000 rows of 12 cells take less than a second.
    public func forEachRow(_ body: (_ number: Int, _ cells: [SpreadsheetCell]) throws -> SpreadsheetStep) throws {
        var failure: (any Error)?
        func take(_ number: Int, _ cells: [SpreadsheetCell]) -> SpreadsheetStep {
            do {
                return try body(number, cells)
            } catch {
                failure = error
                return .stop
            }
        }
        try withoutActuallyEscaping(take) { take in
            switch source {
            case .workbook(let package, let entry): _ = try package.scan(entry, take: take)
            case .text(let text): try text.forEachRow(take)
            }
        }
        if let failure { throw failure }
    }

    /// The cells that are shown as one; empty for CSV and TSV. The value of such a range is in its first cell.
    ///
    /// - Throws: `DocumentError` if the file is damaged.
    /// - Complexity: linear in the size of the unpacked sheet.
    public func mergedCells() throws(DocumentError) -> [SpreadsheetRange] {
        switch source {
        case .workbook(let package, let entry): try package.scan(entry, take: nil)
        case .text: []
        }
    }
}
