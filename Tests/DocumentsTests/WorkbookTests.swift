import Documents
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

@Suite("Writing Excel workbooks")
struct WorkbookTests {
    /// Writes to a file of its own and returns its bytes.
    private func write(_ workbook: Workbook) throws -> [UInt8] {
        let path = "/tmp/shanhe-workbook-\(getpid())-\(UInt32.random(in: 0 ... .max)).xlsx"
        defer { unlink(path) }
        try workbook.write(to: path)
        var bytes: [UInt8] = []
        let file = try #require(fopen(path, "rb"))
        defer { fclose(file) }
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let got = fread(&buffer, 1, buffer.count, file)
            if got == 0 { return bytes }
            bytes += buffer.prefix(got)
        }
    }

    private let columns: [Workbook.Column] = [
        .init("名称", width: 30, wraps: true), .init("数量", kind: .integer), .init("金额（万元）", kind: .money),
        .init("日期", kind: .date), .init("占比", kind: .percent),
    ]

    @Test func valuesTitlesAndPage() throws {
        let sheet = Workbook.Sheet(
            name: "项目", columns: columns,
            rows: [
                [.text("=SUM(A1)"), .number(3), .number(1234.5), .day(year: 2026, month: 1, day: 31), .number(0.125)],
                [.text("换行\n\u{1}控制<&>"), .empty, .text("未填")],
                [.text("_x000D_")],
            ])
        let bytes = try write(Workbook(sheets: [sheet]))
        let page = try #require(Zip.unpack(bytes, "xl/worksheets/sheet1.xml"))
        #expect(!page.contains("<f>"))
        #expect(page.contains("<v>46053</v>"))
        #expect(page.contains("state=\"frozen\""))
        #expect(page.contains("<autoFilter ref=\"A1:E4\"/>"))
        #expect(page.contains("orientation=\"landscape\"") && page.contains("paperSize=\"9\"") && page.contains("fitToHeight=\"0\""))
        let strings = try #require(Zip.unpack(bytes, "xl/sharedStrings.xml"))
        #expect(strings.contains("<t>=SUM(A1)</t>"))
        #expect(strings.contains("<t>_x005F_x000D_</t>"))
        #expect(strings.contains("换行\n控制&lt;&amp;&gt;"))
        let book = try #require(Zip.unpack(bytes, "xl/workbook.xml"))
        #expect(book.contains("_xlnm.Print_Titles") && book.contains("项目"))
        let styles = try #require(Zip.unpack(bytes, "xl/styles.xml"))
        #expect(styles.contains("等线") && styles.contains("yyyy\\-mm\\-dd") || styles.contains("yyyy-mm-dd"))
    }

    @Test func onlyTheFirstColumnsArePrinted() throws {
        let sheet = Workbook.Sheet(name: "指标", columns: columns, rows: [[.text("甲")], [.text("乙")]], printedColumns: 2)
        let book = try #require(Zip.unpack(try write(Workbook(sheets: [sheet])), "xl/workbook.xml"))
        #expect(book.contains("_xlnm.Print_Area") && book.contains("$A$1:$B$3"))
    }

    @Test func longTextIsCutVisibly() throws {
        let text = String(repeating: "规", count: 40_000)
        let bytes = try write(Workbook(sheets: [.init(name: "a", columns: [.init("x")], rows: [[.text(text)]])]))
        let strings = try #require(Zip.unpack(bytes, "xl/sharedStrings.xml"))
        #expect(strings.contains(String(repeating: "规", count: 32_766) + "…<"))
        // Exactly the limit is kept whole, counted as Excel counts.
        let wide = String(repeating: "𠮷", count: 16_383) + "a"
        let whole = try write(Workbook(sheets: [.init(name: "a", columns: [.init("x")], rows: [[.text(wide)]])]))
        #expect(try #require(Zip.unpack(whole, "xl/sharedStrings.xml")).contains(wide + "<"))
    }

    @Test func sheetNamesAreMadeFit() throws {
        let names = ["项目[1]/2", "项目[1]/2", "", "'引'", String(repeating: "长", count: 40), "History"]
        let book = try write(Workbook(sheets: names.map { .init(name: $0, columns: [.init("x")]) }))
        let list = try #require(Zip.unpack(book, "xl/workbook.xml"))
        #expect(list.contains("name=\"项目 1  2\"") && list.contains("name=\"项目 1  2 (2)\"") && list.contains("name=\"引\""))
        #expect(list.contains("name=\"\(String(repeating: "长", count: 31))\""))
    }

    @Test func manyRowsAreStreamed() throws {
        let rows = (0..<50_001).map { [Workbook.Value.text("企业\($0)"), .number(Double($0)), .empty, .empty, .empty] }
        let bytes = try write(Workbook(sheets: [.init(name: "a", columns: columns, rows: rows)]))
        let page = try #require(Zip.unpack(bytes, "xl/worksheets/sheet1.xml"))
        #expect(page.contains("企业50000") && page.contains("<v>50000</v>"))
    }

    @Test func mistakesAreNamedAndNothingIsLeftBehind() {
        let nan = Workbook(sheets: [.init(name: "表", columns: [.init("值", kind: .decimal)], rows: [[.number(1)], [.number(.nan)]])])
        #expect(throws: WorkbookError.notANumber(sheet: "表", row: 2, column: "值")) { try nan.write(to: "/tmp/never.xlsx") }
        #expect(throws: WorkbookError.nothingToWrite(sheet: nil)) { try Workbook(sheets: []).write(to: "/tmp/never.xlsx") }
        #expect(throws: WorkbookError.rowTooLong(sheet: "a", row: 1)) {
            try Workbook(sheets: [.init(name: "a", columns: [.init("x")], rows: [[.empty, .empty]])]).write(to: "/tmp/never.xlsx")
        }
        #expect(access("/tmp/never.xlsx", F_OK) != 0)
        #expect(throws: WorkbookError.self) { try Workbook(sheets: [.init(name: "a", columns: [.init("x")])]).write(to: "/nowhere/x.xlsx") }
    }

    @Test func days() {
        #expect(Workbook.Value.day(year: 1900, month: 3, day: 1) == .number(61))
        #expect(Workbook.Value.day(year: 2000, month: 2, day: 29) == .number(36_585))
        #expect(Workbook.Value.day(year: 2026, month: 1, day: 1) == .number(46_023))
        #expect(Workbook.Value.day(year: 1900, month: 1, day: 1) == .empty)
    }

    @Test("A row is as high as its longest wrapped cell, so that nothing is cut in print")
    func rowHeights() throws {
        let long = String(repeating: "建设", count: 30)  // 120 widths in a column of 40: four lines
        let sheet = Workbook.Sheet(
            name: "表", columns: [.init("内容", width: 40, wraps: true), .init("说明", width: 10)], rows: [[.text("短"), .text(long)], [.text(long), .empty]])
        let page = try #require(Zip.unpack(try write(Workbook(sheets: [sheet])), "xl/worksheets/sheet1.xml"))
        #expect(!page.contains("<row r=\"2\" spans=\"1:2\" ht="))
        #expect(page.contains("<row r=\"3\" spans=\"1:2\" ht=\"60\" customHeight=\"1\""))
    }
}
