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

    func write() throws(WorkbookError) {
        try check()
        let draft = path + ".draft-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        // The library would report a folder that is missing or locked on standard error only.
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .notWritable(path: path, reason: FileAccess.systemReason()) }
        close(descriptor)
        // Gone already if it took its place.
        defer { unlink(draft) }
        let cells = workbook.sheets.reduce(0) { $0 + $1.rows.count * $1.columns.count }
        let sink = try WorkbookSink(path: draft, font: workbook.font, properties: workbook.properties, isStreaming: cells > Self.manyCells)
        for sheet in workbook.sheets { try sink.write(sheet) }
        try sink.close()
        guard rename(draft, path) == 0 else {
            throw .notWritable(path: path, reason: FileAccess.systemReason())
        }
    }

    /// All that can be wrong with the content is found before the first byte is written.
    private func check() throws(WorkbookError) {
        guard !workbook.sheets.isEmpty else { throw .nothingToWrite(sheet: nil) }
        for sheet in workbook.sheets {
            try WorkbookSink.check(sheet)
            for (index, row) in sheet.rows.enumerated() { try WorkbookSink.check(row, number: index + 1, of: sheet) }
        }
    }
}

/// Lets a writer of files write into memory.
enum WorkbookBytes {
    static func gather(_ write: (String) throws(WorkbookError) -> Void) throws(WorkbookError) -> [UInt8] {
        let folder = try folder()
        let path = folder.file("book.xlsx")
        try write(path)
        return try read(path)
    }

    static func folder() throws(WorkbookError) -> TemporaryFolder {
        do {
            return try TemporaryFolder()
        } catch {
            throw .notWritable(path: "the temporary folder", reason: error.description)
        }
    }

    static func read(_ path: String) throws(WorkbookError) -> [UInt8] {
        do {
            return try FileAccess.read(path, limit: .max)
        } catch {
            throw .notWritable(path: path, reason: error.description)
        }
    }
}

/// A workbook whose first sheet grows row by row, for lists too long to keep in memory.
///
///     var stream = try WorkbookStream(Workbook.Sheet(name: "企业", columns: columns))
///     for enterprise in enterprises { try stream.append(enterprise.values) }
///     let file = try stream.finish()
///
/// Rows wait in a temporary file; 100,000 rows need no more memory than one.
public struct WorkbookStream: ~Copyable {
    private let sink: WorkbookSink
    private let folder: TemporaryFolder
    private let others: [Workbook.Sheet]

    /// Begins with `sheet` and the rows it already has; `others` follow it at the end, instructions for example.
    ///
    /// - Throws: `WorkbookError` if a sheet has no columns or there is no room for temporary files.
    public init(
        _ sheet: Workbook.Sheet, followedBy others: [Workbook.Sheet] = [], font: String = "等线",
        properties: Workbook.Properties = Workbook.Properties()
    ) throws(WorkbookError) {
        for sheet in [sheet] + others { try WorkbookSink.check(sheet) }
        let folder = try WorkbookBytes.folder()
        let sink = try WorkbookSink(path: folder.file("book.xlsx"), font: font, properties: properties, isStreaming: true)
        try sink.begin(sheet)
        for row in sheet.rows { try sink.append(row) }
        self.others = others
        self.folder = folder
        self.sink = sink
    }

    /// Adds a row to the first sheet.
    ///
    /// - Throws: `WorkbookError` if the row is longer than the columns, holds what is no number, or is one too many.
    public mutating func append(_ row: [Workbook.Value]) throws(WorkbookError) {
        try sink.append(row)
    }

    /// Ends the workbook and returns its file.
    ///
    /// - Throws: `WorkbookError` if it cannot be written.
    public consuming func finish() throws(WorkbookError) -> [UInt8] {
        sink.end()
        for sheet in others { try sink.write(sheet) }
        try sink.close()
        return try WorkbookBytes.read(folder.file("book.xlsx"))
    }
}
