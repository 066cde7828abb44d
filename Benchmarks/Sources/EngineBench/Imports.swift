import Documents
import Exchange
import Foundation
import Kernel
import Store

/// A workbook of enterprises: read, checked, stored, in the ledger.
enum Imports {
    static func measure(_ folder: String, rows: Int) async throws {
        let bench = try Bench(folder, [Firm.self])
        try await bench.engine.start()
        let columns = Firm.kind.declared.columns
        let cells = (0..<rows).map { number in
            zip(columns, Bench.firm(number)).map { column, value in Workbook.Value.text(column.kind.edit(value)) }
        }
        let bytes = try Workbook(sheets: [.init(name: "企业", columns: columns.map { .init($0.label.chinese) }, rows: cells)]).bytes()
        let desk = bench.desk
        let check = try await Use.of {
            let report = try await RecordImport(desk, "firm").check(try RecordImport.sheet(bytes, named: "企业.xlsx"))
            guard report.good == rows else { throw Missing(stored: report.good, rows: rows, problems: report.bad.first?.problems.map(\.message.english) ?? []) }
        }
        let (seconds, processor) = (Report.short(check.seconds), Report.short(check.processor))
        print("\(rows) enterprises of .xlsx (\(bytes.count / 1_000_000) MB) checked only: \(seconds) s, \(processor) s of the processor")
        let use = try await Use.of {
            let report = try await RecordImport(desk, "firm").store(try RecordImport.sheet(bytes, named: "企业.xlsx"), seed: desk.engine.context.newID())
            guard report.stored == rows else { throw Missing(stored: report.stored, rows: rows, problems: []) }
        }
        let size = try await bench.store.read { try $0.ledgerSize() }
        guard size == rows else { throw Missing(stored: Int(size), rows: rows, problems: ["ledger"]) }
        Report.time("\(rows) enterprises of .xlsx checked, stored, in the ledger", use.seconds, goal: 5, "; \(Report.short(use.processor)) s of the processor")
        await bench.store.close()
    }

    struct Missing: Error {
        let stored: Int
        let rows: Int
        let problems: [String]
    }
}
