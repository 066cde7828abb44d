import Documents
import Exchange
import Kernel
import Web

/// Workbooks for the web: exports, row by row, and templates.
struct Spreadsheets: SpreadsheetService {
    let catalog: @Sendable () -> Catalog

    func workbook(_ export: RecordExport, to sink: Answer.Sink) async throws {
        let columns = RecordWorkbook.exportColumns(export.schema, export.language)
        var rows: [[Workbook.Value]] = []
        while case let records = try await export.next(), !records.isEmpty {
            rows += records.map { RecordWorkbook.row($0, export.schema, export.language, masked: !export.showsPersonal) }
        }
        // The library writes from one thread without waiting, so the rows are gathered first.
        var stream = try WorkbookStream(Workbook.Sheet(name: export.schema.label[export.language], columns: columns))
        for row in rows { try stream.append(row) }
        try await sink.write(try stream.finish())
    }

    func template(_ schema: Schema, _ language: Language) async throws -> [UInt8] {
        try RecordWorkbook.template(schema, language, catalog: catalog()).bytes()
    }
}
