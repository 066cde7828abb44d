import Documents
import Testing

@testable import PlanDesk
@testable import PlanReading

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite struct WorkbookTests {
    private let sample = Sample()

    private func rows(_ sheet: String, _ language: Language = .chinese) -> [[Workbook.Value]] {
        sample.report(sample.reading).workbook(language).sheets.first { $0.name == sheet }?.rows ?? []
    }

    @Test func hasItsSheets() {
        let report = sample.report(sample.reading)
        #expect(report.workbook(.chinese).sheets.map(\.name) == ["指标", "任务", "项目", "问题"])
        #expect(report.workbook(.english).sheets.map(\.name) == ["Indicators", "Tasks", "Projects", "Findings"])
        for sheet in report.workbook(.chinese).sheets {
            #expect(sheet.rows.allSatisfy { $0.count == sheet.columns.count })
        }
    }

    @Test func valuesAreNumbersWhereTheyCanBe() {
        let row = rows("指标")[0]
        #expect(row.contains(.number(37)) && row.contains(.number(80)) && row.contains(.text("2025")))
        #expect(row.suffix(3) == [.number(3), .text("高新技术企业达到80家以上"), .number(0.9876)])
    }

    @Test func anIndicatorIsPrintedAsOneReadsIt() {
        #expect(rows("指标")[0].prefix(6) == [.text("高新技术企业"), .text("家"), .text("37（2020年）"), .text("≥80（2025年）"), .text("预期性"), .text("第3行 第一章")])
        #expect(rows("Indicators", .english)[0].prefix(5) == [.text("高新技术企业"), .text("家"), .text("37 (2020)"), .text("≥80 (2025)"), .text("expected")])
    }

    /// 146 digits of the usual font stand in one line of A4 across; what is wider would be printed smaller.
    @Test func whatIsPrintedFillsAPageAcross() {
        for sheet in sample.report(sample.reading).workbook(.chinese).sheets {
            let printed = sheet.columns.prefix(sheet.printedColumns ?? sheet.columns.count).reduce(0) { $0 + $1.width }
            #expect((100...146).contains(printed), "\(sheet.name): \(printed)")
        }
        #expect(rows("项目")[0].prefix(5).contains(.text("县农业农村局、县大数据局")))
    }

    @Test func unitsAreKeptApartByRole() {
        let row = rows("项目")[0]
        #expect(row.contains(.number(3000)) && row.contains(.text("县农业农村局、县大数据局")) && row.contains(.text("县农投公司")))
    }

    @Test func findingsComeGravestFirst() {
        #expect(rows("问题").map { $0[0] } == [.text("错误"), .text("提示")])
        #expect(rows("问题")[0].contains(.text("3、5")))
    }

    @Test func theFileIsAContainer() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "plan-desk-\(UInt64.random(in: 0 ... .max)).xlsx").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try sample.report(sample.reading).writeWorkbook(to: path)
        let bytes = try #require(FileManager.default.contents(atPath: path))
        #expect(bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]))
    }
}
