import Documents
import Testing

@Suite("Writing Word documents and charts")
struct WordWritingTests {
    /// A white picture of one pixel.
    private let pixel: [UInt8] = [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 0x3A, 0x7E, 0x9B, 0x55,
        0, 0, 0, 0x0A, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9C, 0x63, 0xF8, 0x0F, 0, 1, 1, 1, 0, 0x1B, 0xB6, 0xEE, 0x56, 0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE,
        0x42, 0x60, 0x82,
    ]

    private func read(_ document: WordDocument) throws -> Document { try DocumentReader().read(document.bytes(), name: "函.docx") }

    private func part(_ document: WordDocument, _ name: String) throws -> String { try #require(Zip.unpack(document.bytes(), name)) }

    private var notice: WordDocument {
        let head: [[WordTable.Cell]] = [[.init("项目", rowSpan: 2), .init("投资", columnSpan: 2)], [.init("总额"), .init("本年")]]
        let table = WordTable(
            caption: "投资", columns: [.init(""), .init("", width: .millimetres(30)), .init("", width: .millimetres(30))], head: head,
            rows: [[.init("甲", rowSpan: 2), .init("1,234.50"), .init("80%")], [.init("—", columnSpan: 2)], [.init("乙")]], notes: ["万元"])
        return WordDocument(
            title: "关于报送\n指标的通知",
            blocks: [
                .contents(title: "目录"), .heading(1, "总体要求"), .text("正文 <1> & 2"), .heading(2, "目标"), .heading(3, "数量"), .heading(4, "细目"), .heading(2, "措施"),
                .heading(1, "附则"),
                .heading(1, "无号", isNumbered: false), .list([WordParagraph("甲"), WordParagraph("乙")], isNumbered: true),
                .list([WordParagraph("丙")], isNumbered: true), .table(table),
                .paragraph(WordParagraph([WordRun("重", isBold: true), WordRun("红", colour: 0xC00000), WordRun("链", link: "https://a.cn/?a=1&b=2")])),
                .picture(WordPicture(png: pixel, svg: "<svg/>", width: 999, caption: "图样")), .landscape([.text("横")]), .pageBreak,
            ],
            letterhead: WordLetterhead(mark: "云岭县科学技术局文件", documentNumber: "云科发〔2026〕3号", signers: ["张明华"], urgency: "加急"), addressee: "各乡镇人民政府",
            enclosures: ["表一", "表二"], signature: WordSignature(issuers: ["云岭县科学技术局"], date: "2026年3月6日"), annotation: "联系人：李明",
            imprint: WordImprint(copies: "县委办公室", printer: "县科技局办公室", date: "2026年3月6日"), header: "页眉",
            properties: .init(author: "科技局", created: "2026-03-06T00:00:00Z"))
    }

    @Test func headingsAndTextAreReadBack() throws {
        let document = try read(notice)
        document.checkRanges()
        let headings = document.paragraphs.compactMap { paragraph in paragraph.headingLevel.map { "\($0) " + document.text(in: paragraph.range) } }
        #expect(headings == ["1 一、总体要求", "2 （一）目标", "3 1.数量", "4 （1）细目", "2 （二）措施", "1 二、附则", "1 无号"])
        let lines = document.paragraphs.map { document.text(in: $0.range) }
        for line in [
            "加急", "云岭县科学技术局文件", "　云科发〔2026〕3号\t签发人：张明华", "关于报送\n指标的通知", "各乡镇人民政府：", "正文 <1> & 2", "1.甲", "2.乙", "1.丙", "表1　投资", "注：万元", "重红链",
            "图1　图样", "横", "附件：1.表一", "2.表二", "云岭县科学技术局", "2026年3月6日", "（联系人：李明）",
        ] { #expect(lines.contains(line), "\(line)") }
    }

    @Test func tablesAreReadBack() throws {
        let document = try read(notice)
        let table = try #require(document.tables.first)
        #expect(document.tables.last.map(document.cells) == [["抄送：县委办公室。"], ["县科技局办公室\t2026年3月6日印发"]])
        #expect(document.cells(table) == [["项目", "投资"], ["总额", "本年"], ["甲", "1,234.50", "80%"], ["—"], ["乙", "", ""]])
        #expect(table.rows[0].map(\.rowSpan) == [2, 1] && table.rows[0].map(\.columnSpan) == [1, 2] && table.rows[2][0].rowSpan == 2)
        let xml = try part(notice, "word/document.xml")
        #expect(xml.components("<w:tblHeader/>") == 2 && xml.contains("<w:jc w:val=\"right\"/>"))
        #expect(xml.contains("<w:gridCol w:w=\"1701\"/>"))
    }

    @Test func pagesFollowTheStandard() throws {
        let xml = try part(notice, "word/document.xml")
        #expect(xml.contains("<w:pgSz w:w=\"11906\" w:h=\"16838\"/>") && xml.contains("w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1587\""))
        #expect(xml.components("w:orient=\"landscape\"") == 1 && xml.components("<w:sectPr>") == 3)
        #expect(xml.contains("w:linePitch=\"579\""))
        #expect(try part(notice, "word/settings.xml").contains("<w:evenAndOddHeaders/>"))
        #expect(try part(notice, "word/footer1.xml").contains("w:val=\"right\"") && part(notice, "word/footer2.xml").contains("w:val=\"left\""))
        let fonts = try part(notice, "word/fontTable.xml")
        #expect(fonts.contains("仿宋_GB2312") && fonts.contains("FangSong") && fonts.contains("方正小标宋简体"))
        #expect(try part(notice, "word/_rels/document.xml.rels").contains("Target=\"https://a.cn/?a=1&amp;b=2\" TargetMode=\"External\""))
        #expect(try part(notice, "docProps/core.xml").contains("<dc:title>关于报送 指标的通知</dc:title>"))
    }

    @Test func equalDocumentsAreEqualBytes() throws {
        #expect(try notice.bytes() == notice.bytes())
        let plain = try read(WordDocument())
        #expect(!plain.text.contains { !$0.isWhitespace })
        // Characters that XML forbids are left out.
        #expect(try read(WordDocument(blocks: [.text("甲\u{1}\u{FFFE}乙\t丙")])).text == "甲乙\t丙\n")
    }

    @Test func acrossOnlyNeedsNoEmptyPage() throws {
        let xml = try part(WordDocument(blocks: [.landscape([.text("横")])]), "word/document.xml")
        #expect(xml.components("<w:sectPr>") == 1 && xml.contains("w:orient=\"landscape\""))
    }

    @Test func mistakesAreNamed() {
        #expect(throws: WordError.notPicture(number: 1)) { try WordDocument(blocks: [.picture(WordPicture(png: [1, 2]))]).bytes() }
        #expect(throws: WordError.noColumns(table: 1)) { try WordDocument(blocks: [.table(WordTable(columns: [], rows: []))]).bytes() }
        #expect(throws: WordError.rowTooLong(table: 1, row: 2, columns: 1)) {
            try WordDocument(blocks: [.table(WordTable(columns: [.init("a")], texts: [["1", "2"]]))]).bytes()
        }
        for error in [WordError.notPicture(number: 1), .noColumns(table: 1), .rowTooLong(table: 1, row: 2, columns: 1), .tooLarge] {
            #expect(error.description.hasSuffix("."))
        }
    }

    // MARK: Charts

    @Test(arguments: [Chart.Kind.bars, .stackedBars, .horizontalBars, .horizontalStackedBars, .lines, .pie, .progress, .gauge])
    func chartsAreDrawnWhateverTheValues(_ kind: Chart.Kind) throws {
        for values in [[1, 2, nil], [], [0, 0, 0], [-5, 3, 1e9], [.nan, .infinity, 2], [1e-9, 2e-9, 1e13], [1e300, -1e300, 1], [2.5, 2.5, 2.5]] as [[Double?]] {
            let chart = Chart(
                kind, title: "增长 <&>", unit: "亿元", categories: ["甲", "乙", "丙"], series: [.init("实际", values), .init("目标", [2, 3, 0], isTarget: true)])
            let svg = chart.svg()
            #expect(svg == chart.svg() && svg.hasPrefix("<svg") && !svg.contains("nan") && !svg.contains("inf"))
            #expect(svg.contains(">增长 &lt;&amp;&gt;<") && svg.components("<text ") == svg.components("</text>"))
        }
        #expect(!Chart(kind, categories: [], series: []).svg().isEmpty)
        #expect(Chart(.bars, categories: ["甲"], series: [.init("实际", [nil])]).summary == "实际：甲 —")
    }

    @Test func chartsBecomePictures() throws {
        let chart = Chart(.bars, categories: ["甲"], series: [.init("实际", [1])])
        do {
            let picture = try chart.picture(caption: "图")
            #expect(picture.png.starts(with: [0x89, 0x50, 0x4E, 0x47]) && picture.svg == chart.svg())
        } catch DocumentError.missingProgram(let program, _, _) {
            #expect(program == "rsvg-convert")
        }
    }
}

extension String {
    /// How often `part` occurs.
    fileprivate func components(_ part: String) -> Int { ranges(of: part).count }
}
