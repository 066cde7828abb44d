import Testing

@testable import Documents

/// What LibreOffice makes of our files, and we of its; skipped where it is not installed.
@Suite("Spreadsheets and letters through LibreOffice", .serialized)
struct OfficeProgramTests {
    private func convert(_ bytes: [UInt8], from kind: String, to target: String) throws -> [UInt8] {
        let program = try #require(LibreOffice.program)
        let folder = try TemporaryFolder()
        let source = folder.file("file." + kind)
        try FileAccess.write(bytes, to: source)
        _ = try program.run(
            [
                "-env:UserInstallation=file://\(folder.path)/profile", "--headless", "--convert-to", target, "--outdir", folder.file("result"), source,
            ],
            folder: folder, timeout: 120)
        return try FileAccess.read(folder.file("result/file." + target), limit: 1 << 26)
    }

    @Test(.enabled(if: LibreOffice.program != nil, "LibreOffice is not installed"), arguments: [("xls", "legacyWorkbook"), ("ods", "openDocument")])
    func olderSpreadsheets(kind: String, format: String) throws {
        let sheet = Workbook.Sheet(
            name: "企业", columns: [.init("名称"), .init("占比", kind: .percent), .init("日期", kind: .date)],
            rows: [[.text("甲公司"), .number(0.125), .day(year: 2026, month: 1, day: 31)]])
        let bytes = try convert(Workbook(sheets: [sheet]).bytes(), from: "xlsx", to: kind)
        let book = try SpreadsheetReader.open(bytes: bytes, name: "企业." + kind)
        #expect(book.format.rawValue == format && book.sheets.map(\.name) == ["企业"])
        var rows: [[SpreadsheetCell]] = []
        try book.sheet(named: "企业").forEachRow { _, cells in
            rows.append(cells)
            return .next
        }
        #expect(rows.count == 2 && rows[1][0] == .text("甲公司") && rows[1][2] == .date(SpreadsheetDate(year: 2026, month: 1, day: 31)))
        guard case .number(let share)? = rows[1].dropFirst().first else {
            Issue.record("\(rows)")
            return
        }
        #expect(share.value == 0.125 && share.isPercentage)
    }

    @Test(.enabled(if: LibreOffice.program != nil && PortableDocument.program != nil, "LibreOffice or pdftotext is not installed"))
    func lettersBecomePages() throws {
        let letter = WordDocument(
            title: "关于报送指标的通知",
            blocks: [.contents(title: "目录", isField: false), .pageBreak, .heading(1, "总体要求"), .text("正文。"), .landscape([.text("横页")])],
            letterhead: WordLetterhead(mark: "云岭县科学技术局文件", documentNumber: "云科发〔2026〕3号"), addressee: "各乡镇人民政府",
            signature: WordSignature(issuers: ["云岭县科学技术局"], date: "2026年3月6日"), imprint: WordImprint(printer: "县科技局办公室", date: "2026年3月6日"), fonts: .free)
        let pdf = try DocumentReader().read(convert(letter.bytes(), from: "docx", to: "pdf"), name: "通知.pdf")
        let pages = pdf.text.split(separator: "\u{C}").map { $0.filter { !$0.isWhitespace } }
        #expect(pages.count == 4)
        for (number, page) in pages.enumerated() { #expect(page.contains("—\(number + 1)—"), "page \(number + 1)") }
        #expect(pages[0].contains("云科发〔2026〕3号") && pages[0].contains("总体要求") && pages[0].contains("2—1—"))
        #expect(pages[3].hasSuffix("县科技局办公室2026年3月6日印发—4—"))
    }
}
