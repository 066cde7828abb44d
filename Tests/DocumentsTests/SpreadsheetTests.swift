import Documents
import Testing

/// A workbook from the XML of its parts.
struct SheetFixture {
    var rows: String
    var strings = ""
    var styles = ""
    var workbook = "<sheets><sheet name=\"表一\" sheetId=\"1\" r:id=\"rId1\"/></sheets>"
    var afterRows = ""

    var parts: [(name: String, content: [UInt8])] {
        let main =
            "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let package = "http://schemas.openxmlformats.org/package/2006/relationships"
        func part(_ name: String, _ text: String) -> (name: String, content: [UInt8]) {
            (name, Array(("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + text).utf8))
        }
        var parts = [
            part(
                "_rels/.rels",
                "<Relationships xmlns=\"\(package)\"><Relationship Id=\"rId1\" Type=\"\(office)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
            part("xl/workbook.xml", "<workbook \(main)>\(workbook)</workbook>"),
            part(
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"\(package)\"><Relationship Id=\"rId1\" Type=\"\(office)/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
            part("xl/worksheets/sheet1.xml", "<worksheet \(main)><sheetData>\(rows)</sheetData>\(afterRows)</worksheet>"),
        ]
        if !strings.isEmpty { parts.append(part("xl/sharedStrings.xml", "<sst \(main)>\(strings)</sst>")) }
        if !styles.isEmpty { parts.append(part("xl/styles.xml", "<styleSheet \(main)>\(styles)</styleSheet>")) }
        return parts
    }

    var bytes: [UInt8] { Zip.pack(parts) }

    func read(limits: Limits = .default) throws -> [(Int, [SpreadsheetCell])] { try rowsOf(bytes, limits: limits) }
}

/// All rows of the first sheet.
func rowsOf(_ bytes: [UInt8], limits: Limits = .default) throws -> [(Int, [SpreadsheetCell])] {
    var rows: [(Int, [SpreadsheetCell])] = []
    try SpreadsheetReader.open(bytes: bytes, name: "表.xlsx", limits: limits).sheet(at: 0).forEachRow { number, cells in
        rows.append((number, cells))
        return .next
    }
    return rows
}

func number(_ value: Double, _ decimal: String, percent: Bool = false) -> SpreadsheetCell {
    .number(SpreadsheetNumber(value: value, decimal: decimal, isPercentage: percent))
}

@Suite("Reading Excel workbooks")
struct SpreadsheetTests {
    @Test func everyKindOfCell() throws {
        let fixture = SheetFixture(
            rows: """
                <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>内 &lt;联&gt;</t></is></c></row>
                <row r="3"><c r="B3"><v>1234.50</v></c><c r="D3" t="b"><v>1</v></c><c r="E3" t="e"><v>#DIV/0!</v></c><c r="F3" t="str"><f>A1&amp;B1</f><v>甲&#10;乙</v></c><c r="G3" s="1"><v>0.125</v></c></row>
                <row r="4"><c r="A4" s="2"><v>46053</v></c><c r="B4" s="3"><v>46053.354166666664</v></c><c r="C4" s="2"><v>0.75</v></c><c r="D4" t="d"><v>2026-01-31T08:30:00</v></c><c r="E4" s="5"/></row>
                <row r="9" spans="1:3"><c r="A9" s="1"/><c r="B9"/></row>
                <row><c><v>1E-3</v></c><c><v>-7</v></c><c s="4"><v>1.5</v></c></row>
                """,
            strings:
                "<si><t>名称</t></si><si><r><rPr><b/></rPr><t>富</t></r><r><t xml:space=\"preserve\"> 文_x000D_</t></r><rPh sb=\"0\" eb=\"1\"><t>ふ</t></rPh></si>",
            styles:
                "<numFmts><numFmt numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot; h:mm\"/><numFmt numFmtId=\"177\" formatCode=\"[h]:mm\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"10\"/><xf numFmtId=\"31\"/><xf numFmtId=\"176\"/><xf numFmtId=\"177\"/></cellXfs>"
        )
        let rows = try fixture.read()
        #expect(rows.map(\.0) == [1, 3, 4, 10])
        #expect(rows[0].1 == [.text("名称"), .text("富 文\r"), .text("内 <联>")])
        #expect(
            rows[1].1 == [.empty, number(1234.5, "1234.50"), .empty, .boolean(true), .text("#DIV/0!"), .text("甲\n乙"), number(0.125, "0.125", percent: true)])
        #expect(
            rows[2].1 == [
                .date(SpreadsheetDate(year: 2026, month: 1, day: 31)), .date(SpreadsheetDate(year: 2026, month: 1, day: 31, hour: 8, minute: 30)),
                .date(SpreadsheetDate(year: 0, month: 0, day: 0, hour: 18)), .date(SpreadsheetDate(year: 2026, month: 1, day: 31, hour: 8, minute: 30)),
            ])
        #expect(rows[3].1 == [number(0.001, "1E-3"), number(-7, "-7"), number(1.5, "1.5")])
        #expect(rows[2].1.map(\.text) == ["2026-01-31", "2026-01-31 08:30:00", "18:00:00", "2026-01-31 08:30:00"])
    }

    @Test(arguments: [
        ("0.00%", "percentage"), ("#,##0.00", "number"), ("yyyy-mm-dd", "date"), ("[$-804]yyyy\"年\"m\"月\";@", "date"), ("[红色]0.00", "number"),
        ("General", "number"), ("\"日\"0", "number"), ("上午/下午h\"时\"", "date"), ("[h]:mm:ss", "number"), ("0\\d", "number"), ("m/d", "date"), ("@", "number"),
        ("_-* #,##0.00_-", "number"), ("G/通用格式", "number"),
    ])
    func formats(pattern: String, meaning: String) throws {
        let escaped = pattern.replacing("\"", with: "&quot;")
        let fixture = SheetFixture(
            rows: "<row><c s=\"0\"><v>46053</v></c></row>",
            styles: "<numFmts><numFmt numFmtId=\"200\" formatCode=\"\(escaped)\"/></numFmts><cellXfs><xf numFmtId=\"200\"/></cellXfs>")
        let cell = try #require(try fixture.read().first?.1.first)
        let found =
            switch cell {
            case .date: "date";
            case .number(let number): number.isPercentage ? "percentage" : "number";
            default: "other"
            }
        #expect(found == meaning)
    }

    @Test func countingFrom1904And1900() throws {
        let rows = "<row>" + ["0", "1", "59", "60", "61", "2958465", "-1", "2958466"].map { "<c s=\"0\"><v>\($0)</v></c>" }.joined() + "</row>"
        let styles = "<cellXfs><xf numFmtId=\"14\"/></cellXfs>"
        let normal = try SheetFixture(rows: rows, styles: styles).read()[0].1.map(\.text)
        #expect(normal == ["00:00:00", "1900-01-01", "1900-02-28", "60", "1900-03-01", "9999-12-31", "-1", "2958466"])
        var old = SheetFixture(rows: rows, styles: styles)
        old.workbook = "<workbookPr date1904=\"1\"/>" + old.workbook
        #expect(try old.read()[0].1.prefix(2).map(\.text) == ["1904-01-01", "1904-01-02"])
    }

    @Test func sheetsByNameAndPlaceMergesAndStop() throws {
        var fixture = SheetFixture(rows: "<row r=\"1\"><c><v>1</v></c></row><row r=\"2\"><c><v>2</v></c></row>")
        fixture.workbook = "<sheets><sheet name=\"Data\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"暗\" sheetId=\"2\" state=\"hidden\" r:id=\"rId9\"/></sheets>"
        fixture.afterRows = "<mergeCells count=\"2\"><mergeCell ref=\"A1:C2\"/><mergeCell ref=\"AA10:AB10\"/><mergeCell ref=\"zz\"/></mergeCells>"
        let book = try SpreadsheetReader.open(bytes: fixture.bytes, name: "表.xlsx")
        #expect(book.format == .workbook && book.sheets.map(\.name) == ["Data", "暗"] && book.sheets.map(\.isHidden) == [false, true])
        let sheet = try book.sheet(named: "data")
        #expect(try sheet.mergedCells() == [SpreadsheetRange(rows: 1...2, columns: 1...3), SpreadsheetRange(rows: 10...10, columns: 27...28)])
        var seen = 0
        try sheet.forEachRow { _, _ in
            seen += 1
            return .stop
        }
        #expect(seen == 1)
        #expect(throws: DocumentError.noSuchSheet(name: "表.xlsx", sheet: "无", available: ["Data", "暗"])) { try book.sheet(named: "无") }
        #expect(throws: DocumentError.self) { try book.sheet(at: 1).forEachRow { _, _ in .next } }
        struct Own: Error {}
        #expect(throws: Own.self) { try sheet.forEachRow { _, _ in throw Own() } }
    }

    @Test func limitsAndHostileSheets() throws {
        let wide = SheetFixture(rows: "<row r=\"1\"><c r=\"ZZZZZZZZZZZZ1\"><v>1</v></c></row>")
        #expect(throws: DocumentError.tooMany(name: "表.xlsx", items: Remark("列", "columns"), limit: 16_384)) { try wide.read() }
        let deep = SheetFixture(rows: "<row r=\"1048577\"><c><v>1</v></c></row>")
        #expect(throws: DocumentError.tooMany(name: "表.xlsx", items: Remark("行", "rows"), limit: 1_048_576)) { try deep.read() }
        let sparse = SheetFixture(rows: (1...100).map { "<row r=\"\($0)\"><c r=\"XFD\($0)\"><v>1</v></c></row>" }.joined())
        #expect(try sparse.read().count == 100)
        #expect(throws: DocumentError.self) { try sparse.read(limits: Limits(maximumCells: 1_000_000)) }
        let strings = SheetFixture(rows: "", strings: "<si><t>a</t></si><si><t>b</t></si>")
        #expect(throws: DocumentError.self) { try strings.read(limits: Limits(maximumSharedStrings: 1)) }
        #expect(throws: DocumentError.self) { try SheetFixture(rows: "<row><c t=\"s\"><v>5</v></c></row>").read() }
        #expect(throws: DocumentError.self) { try SheetFixture(rows: "<row><c><v>1</v></c>").read() }
        #expect(throws: DocumentError.self) { try SheetFixture(rows: "</sheetData></worksheet><!DOCTYPE x [<!ENTITY a \"b\">]><x>").read() }
        // Namespace prefixes, comments, CDATA, and attributes with a `>` are all well-formed.
        let odd = SheetFixture(rows: "<!-- > --><x:row x:r='2' b='>'><c t=\"str\"><v><![CDATA[<&>]]></v></c></x:row>")
        #expect(try odd.read().first?.1 == [.text("<&>")])
    }

    @Test func otherFilesAreNamed() throws {
        #expect(throws: DocumentError.notSpreadsheet(name: "a", kind: Remark("Word 文档", "a Word document"))) {
            try SpreadsheetReader.open(bytes: WordFixture("<w:p/>").bytes, name: "a")
        }
        #expect(throws: DocumentError.notSpreadsheet(name: "a", kind: Remark("PDF 文档", "a PDF document"))) {
            try SpreadsheetReader.open(bytes: Array("%PDF-1.7 x".utf8), name: "a")
        }
        #expect(throws: DocumentError.empty(name: "a")) { try SpreadsheetReader.open(bytes: [], name: "a") }
        for error in [
            DocumentError.notSpreadsheet(name: "规划", kind: Remark("图片", "x")), .noSuchSheet(name: "规划", sheet: "a", available: ["b"]),
            .tooMany(name: "规划", items: Remark("行", "rows"), limit: 3),
        ] {
            #expect(error.description.contains("规划") && error.description.hasSuffix("."))
        }
    }

    @Test func whatIsWrittenIsRead() throws {
        let sheet = Workbook.Sheet(
            name: "项目",
            columns: [
                .init("名称", note: "全称"), .init("金额", kind: .money), .init("占比", kind: .percent), .init("日期", kind: .date), .init("是否", choices: ["是", "否"]),
            ], rows: [[.text("甲 & 乙\n丙"), .number(1234.5), .number(0.125), .day(year: 2026, month: 1, day: 31), .boolean(true)], [.empty, .number(2)]],
            problems: [.init(row: 2, column: 0, message: "名称必填")])
        let book = Workbook(sheets: [sheet, .instructions(title: "说明", lines: ["一", "二"])], properties: .init(title: "表", created: 1_700_000_000))
        let bytes = try book.bytes()
        #expect(try book.bytes() == bytes)
        let rows = try rowsOf(bytes)
        #expect(
            rows[1].1 == [
                .text("甲 & 乙\n丙"), number(1234.5, "1234.5"), number(0.125, "0.125", percent: true), .date(SpreadsheetDate(year: 2026, month: 1, day: 31)),
                .boolean(true),
            ])
        #expect(rows[2].1 == [.empty, number(2, "2")])
        #expect(try SpreadsheetReader.open(bytes: bytes, name: "x").sheets.map(\.name) == ["项目", "填写说明"])
        let page = try #require(Zip.unpack(bytes, "xl/worksheets/sheet1.xml"))
        #expect(page.contains("<dataValidation type=\"list\"") && page.contains("\"是,否\""))
        let comments = try #require(Zip.unpack(bytes, "xl/comments1.xml"))
        #expect(comments.contains("全称") && comments.contains("名称必填"))
        #expect(throws: WorkbookError.misplacedProblem(sheet: "项目", row: 0, column: 0)) {
            var wrong = sheet
            wrong.problems = [.init(row: 0, column: 0, message: "x")]
            _ = try Workbook(sheets: [wrong]).bytes()
        }
    }

    @Test func streamsOfRows() throws {
        let choices = (1...60).map { "第\($0)项,含逗号" }
        var stream = try WorkbookStream(
            Workbook.Sheet(
                name: "a", columns: [.init("x", choices: choices), .init("y", kind: .integer)],
                problems: [.init(row: 1, column: 1, message: "错"), .init(row: 5_000, column: 0, message: "缺")]),
            followedBy: [.instructions(title: "说明", lines: ["一"])])
        for index in 1...3_000 { try stream.append([.text("企业\(index)"), .number(Double(index))]) }
        #expect(throws: WorkbookError.rowTooLong(sheet: "a", row: 3_001)) { try stream.append([.empty, .empty, .empty]) }
        let bytes = try stream.finish()
        let rows = try rowsOf(bytes)
        #expect(rows.count == 3_001 && rows[3_000].1 == [.text("企业3000"), number(3_000, "3000")])
        let book = try SpreadsheetReader.open(bytes: bytes, name: "x")
        #expect(book.sheets.map(\.name) == ["a", "填写说明", "选项"] && book.sheets[2].isHidden)
    }

    /// Whatever is changed in a file, reading ends with rows or an error.
    @Test func mutations() {
        let fixture = SheetFixture(
            rows:
                "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>46053.5</v></c></row><row r=\"5\"><c r=\"AB5\" t=\"inlineStr\"><is><t>a&amp;b</t></is></c></row>",
            strings: "<si><t>名称</t></si>",
            styles: "<numFmts><numFmt numFmtId=\"176\" formatCode=\"yyyy-mm\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"176\"/></cellXfs>")
        var random = SplitMix(state: 20_260_202)
        var read = 0
        for round in 0..<2_000 {
            var parts = fixture.parts
            var bytes = fixture.bytes
            if round.isMultiple(of: 2) {
                bytes = breakBytes(bytes, &random)
            } else {
                let part = Int(random.next() % UInt64(parts.count))
                parts[part].content = breakBytes(parts[part].content, &random)
                bytes = Zip.pack(parts, compressed: false)
            }
            guard let book = try? SpreadsheetReader.open(bytes: bytes, name: "x") else { continue }
            for sheet in book.sheets {
                if (try? sheet.forEachRow { _, _ in .next }) != nil { read += 1 }
                _ = try? sheet.mergedCells()
            }
        }
        #expect(read > 50)
    }
}

/// A copy with some bytes changed, removed, doubled or cut off.
func breakBytes(_ bytes: [UInt8], _ random: inout SplitMix) -> [UInt8] {
    var bytes = bytes
    for _ in 0...random.next() % 4 where !bytes.isEmpty {
        let place = Int(random.next() % UInt64(bytes.count))
        switch random.next() % 4 {
        case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + Int(random.next() % 40))], at: place)
        default: if random.next() % 4 == 0 { bytes.removeLast(bytes.count - place) } else { bytes[place] = Array("<>\"&/=0".utf8)[Int(random.next() % 7)] }
        }
    }
    return bytes
}
