import Documents
import Kernel
import Testing

@testable import Exchange

/// What applications say, as Word documents read back by our own reader.
@Suite struct PaperTests {
    private static let title = Label("年度报告", en: "Annual report")

    /// Every picture is the same white dot, so that no test waits for a program.
    private static let dot: [UInt8] = [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 0x3A, 0x7E, 0x9B, 0x55,
        0, 0, 0, 0x0A, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9C, 0x63, 0xF8, 0x0F, 0, 1, 1, 1, 0, 0x1B, 0xB6, 0xEE, 0x56, 0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE,
        0x42, 0x60, 0x82,
    ]

    private func paper(_ blocks: [Kernel.Block], _ language: Language = .chinese, isSimulated: Bool = false, hasProgram: Bool = true) -> Paper {
        var paper = Paper(Self.title, blocks, language, isSimulated: isSimulated)
        paper.draw = { orders throws(DocumentError) in
            guard hasProgram else { throw .missingProgram(program: "rsvg-convert", purpose: Remark("", ""), installation: Remark("", "")) }
            return orders.map { _ in Self.dot }
        }
        return paper
    }

    private func read(_ paper: Paper) throws -> (lines: [String], headings: [String], tables: [[[String]]]) {
        let document = try DocumentReader().read(paper.word(), name: "报告.docx")
        var lines: [String] = [], headings: [String] = [], tables: [[[String]]] = []
        for block in document.blocks {
            switch block {
            case .paragraph(let paragraph):
                let text = document.text(in: paragraph.range)
                lines.append(text)
                if let level = paragraph.headingLevel { headings.append("\(level) \(text)") }
            case .table(let table):
                tables.append(table.rows.map { $0.map { document.text(in: $0.range).split(separator: "\n").joined(separator: "|") } })
            }
        }
        return (lines, headings, tables)
    }

    // MARK: What is said is on the paper

    @Test func everyBlockIsOnThePaperInChinese() throws {
        let (lines, headings, tables) = try read(paper(PaperSamples.everything))
        #expect(headings == ["1 一、总体情况", "2 （一）指标", "3 1.项目", "4 （1）问题"])
        for line in [
            "云岭县科学技术局文件", "云科发〔2025〕3号", "关于2025年度规划实施情况的报告", "县人民政府：", "本年度共33个项目在建，■进度滞后的有4个。", "▲提醒：以下数据截至2025年12月31日。", "当前视图：2025年",
            "表1　主要指标完成情况", "注：目标值取自规划文本。", "图1　财政科技投入", "图5　投资来源", "■项目延期【资金】", "配套资金未到位。", "责任单位：县财政局", "左栏文字。", "右栏文字。",
            "到2025年，高新技术企业〔1〕达到60家。", "〔1〕指标名称", "云岭县科学技术局", "2026年1月8日",
        ] { #expect(lines.contains(line), "missing: \(line)") }
        #expect(tables[0] == [["指标", "数值", "说明"], ["在建项目", "●33个", "较上年增加5个"], ["完成投资（模拟）", "1,234万元", "35%"], ["专利", "暂无数据", ""]])
        #expect(
            tables[1] == [
                ["指标", "2025年目标", "实际", "状态"], ["研发经费投入强度（%）", "2.5", "2.1", "■滞后"], ["高新技术企业数（家）", "60", "46|76.7%", "▲关注"],
                ["技术合同成交额（万元）", "12,000", "13,400|8000→13,400", "★完成"], ["合计", "", "3 项", ""],
            ])
        #expect(tables[2][1][0].contains("高新技术企业数（家）|●正常|按近三年走势，2025年为54—66家，达标概率63%。") && tables[2][1][2] == "46|2023年" && tables[2][1][3] == "60|2025年")
        #expect(tables[2][2][0].contains("（模拟）") && tables[2][2][2] == "暂无数据")
        #expect(tables[3][2].contains("■地质灾害监测预警平台") && tables[3][1].contains("2022-05-01 ★主体完工|2023-06-30 ★验收") && tables[3][2].contains("投资 2,000 万元"))
        #expect(!lines.contains { $0.contains("打开") }, "buttons are not for paper")
    }

    @Test func everyBlockIsOnThePaperInEnglish() throws {
        let (lines, headings, tables) = try read(paper(PaperSamples.everything, .english))
        #expect(headings == ["1 1. Overview", "2 1.1 Targets", "3 1.1.1 Projects", "4 (1) Problems"])
        for line in [
            "Report on the plan in 2025", "Table 1　Main targets", "Note: Targets as in the plan.", "Figure 1　Public spending on science", "8 January 2026",
            "▲ Attention: Data as of 31 December 2025.",
        ] {
            #expect(lines.contains(line), "missing: \(line)")
        }
        #expect(tables[0][0] == ["Indicator", "Value", "Remark"] && tables[1][4][0] == "Total")
        let own = lines.filter { $0.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } }
        #expect(own.allSatisfy { ["云岭县科学技术局", "云科发〔2025〕3号", "县人民政府: ", "县人民政府:"].contains($0) || $0.contains("高新技术") }, "\(own)")
    }

    @Test func firstSignsAreExplainedOnce() throws {
        let lines = try read(paper([.table(PaperSamples.table), .table(PaperSamples.table)])).lines
        #expect(lines.count { $0.hasPrefix("注：标识含义：●正常、▲关注、■滞后") } == 1)
    }

    @Test func madeUpDataSaySoOnEveryPage() throws {
        #expect(try paper(PaperSamples.everything, isSimulated: true).document().header == "模拟数据")
        #expect(try paper(PaperSamples.everything, .english).document().header == "Contains simulated data")
        #expect(try paper([.table(PaperSamples.table)]).document().header == nil)
    }

    @Test func withoutItsProgramTablesStandInForPictures() throws {
        let (lines, _, tables) = try read(paper(PaperSamples.everything, hasProgram: false))
        #expect(lines.count { $0.contains("rsvg-convert") } == 1)
        #expect(tables.contains { $0.contains(["2025年", "2100", "1300", "2400"]) } && tables.contains { $0.contains(["银行", "100"]) })
        #expect(tables.contains { $0[0] == ["指标", "最新值", "目标值"] } && tables.contains { $0[0].first == "项目" })
        #expect(!lines.contains { $0.hasPrefix("图1") })
    }

    // MARK: Headings

    @Test func headingsStandWhereTheyBelong() throws {
        let blocks: [Kernel.Block] = [
            .heading("甲", en: "A"), .group(Label("乙", en: "B"), [.heading("丙", en: "C", level: 2), .heading("丁", en: "D", level: 3)]),
            .group(Label("戊", en: "E"), []),
            .heading("己", en: "F"),
        ]
        #expect(try read(paper(blocks)).headings == ["1 一、甲", "2 （一）乙", "3 1.丙", "4 （1）丁", "2 （二）戊", "1 二、己"])
        let own: [Kernel.Block] = [.heading("一、总则", en: "1. General"), .heading("附则", en: "Rest")]
        #expect(try read(paper(own)).headings == ["1 一、总则", "1 附则"], "numbers of its own stay alone")
    }

    @Test(arguments: [
        ("一、总则", true), ("（二）目标", true), ("(3)细目", true), ("3.任务", true), ("3.1 任务", true), ("第十二章 附则", true), ("①甲", true), ("II. Aims", true),
        ("2025年指标", false), ("1.5倍增长", false),
        ("3D打印", false), ("一批项目", false), ("第一产业", false), ("VI设计", false), ("", false),
    ]) func headingsWithNumbersOfTheirOwn(heading: String, hasNumber: Bool) { #expect(PaperOutline.hasNumber(heading) == hasNumber) }

    // MARK: Tables

    @Test func wideTablesAreSetAcross() throws {
        func table(_ columns: Int) -> Kernel.Table {
            Kernel.Table(
                Label("表", en: "T"), columns: (1...columns).map { .init(Label("第\($0)栏目", en: "C")) },
                rows: [.init((1...columns).map { .init(Phrase("单元格内容\($0)")) })])
        }
        func isAcross(_ columns: Int) throws -> Bool {
            try paper([.heading("前", en: "H"), .table(table(columns))]).document().blocks.contains { if case .landscape = $0 { true } else { false } }
        }
        #expect(try !isAcross(6) && isAcross(14))
        // The heading goes along, and two tables share their pages.
        let blocks = try paper([.heading("前", en: "H"), .table(table(14)), .pageBreak, .heading("后", en: "H"), .table(table(14))]).document().blocks
        guard blocks.count == 1, case .landscape(let inner) = blocks[0] else {
            Issue.record("\(blocks.count) blocks")
            return
        }
        #expect(inner.count == 4)
        for columns in [1, 5, 14, 60] {
            let fit = PaperTableFit(
                heads: Array(repeating: "栏目", count: columns), weights: Array(repeating: 1, count: columns), rows: [Array(repeating: "内容", count: columns)])
            #expect(fit.widths.reduce(0, +) <= (fit.isAcross ? 225.1 : 156.1) && fit.widths.allSatisfy { $0 > 3 })
        }
    }

    @Test func longTablesKeepTheirRows() throws {
        let rows = (1...2_000).map { Kernel.Table.Row([.init(Phrase("\($0)")), .init(Phrase("企业\($0)")), "12.5"]) }
        let table = Kernel.Table(
            Label("名录", en: "List"), columns: [.init(Label("序号", en: "No")), .init(Label("名称", en: "Name")), .init(Label("值", en: "Value"), isNumber: true)],
            rows: rows)
        let cells = try read(paper([.table(table)])).tables[0]
        #expect(cells.count == 2_001 && cells[2_000] == ["2000", "企业2000", "12.5"])
    }

    @Test func oddTablesLoseNothing() throws {
        let column = Kernel.Table.Column(Label("甲", en: "A"))
        let empty = try read(paper([.table(Kernel.Table(Label("空", en: "E"), columns: [column, column], rows: []))])).tables[0]
        #expect(empty == [["甲", "甲"], ["暂无"]])
        let ragged = try read(paper([.table(Kernel.Table(Label("长", en: "L"), columns: [column], rows: [.init(["1", "2", "3"]), .init([])]))])).tables[0]
        #expect(ragged[1] == ["1", "2", "3"] && ragged[2].allSatisfy(\.isEmpty))
        #expect(try read(paper([.table(Kernel.Table(Label("无", en: "N"), columns: [], rows: []))])).tables[0].joined().contains("暂无"))
    }

    // MARK: Hostile

    @Test func hostileTextIsHarmless() throws {
        let evil = "甲\u{0}\u{1}乙\u{202E}丙\r\n丁\u{FFFE}<w:p>&amp;\u{7F}"
        let word = String(repeating: "Wxyz", count: 3_000)
        let label = Label(evil, en: evil)
        let numbers: [Double?] = [.nan, .infinity, -.infinity, 1e300, -1e300, nil, 0]
        let categories = numbers.map { _ in label }
        var blocks: [Kernel.Block] = [
            .masthead(Masthead(issuer: evil, number: evil, recipients: evil)), .heading(label, level: Int.min), .heading(label, level: Int.max),
            .paragraph([Phrase(label), Phrase(word)]),
            .facts([Fact(label, evil, unit: evil, share: .nan)]), .cards([Card(Phrase(label), fields: [(label, Phrase(label))])]),
            .list([[Phrase(label)], []]),
            .table(
                Kernel.Table(
                    label, columns: [.init(label, weight: .nan), .init(label, weight: -1)],
                    rows: [.init([.init(Phrase(word)), .init(Phrase(label), share: .infinity, trend: [.nan, 1])])])),
            .source(SourceText(label, text: evil, marks: [.init(-3..<900, label, anchor: ""), .init(2..<3, label, anchor: "")])),
            .trajectories([
                Trajectory(label, unit: evil, path: [.init(.nan, 1)], actual: [.init(1e300, .infinity)], forecast: (.nan, .nan, 1), status: Phrase(label))
            ]),
            .schedule(
                Schedule(
                    label, from: Day(number: 9), to: Day(number: 3), today: Day(number: 0),
                    bars: [.init(label, from: Day(number: 5), to: Day(number: -5), share: .nan)])),
            .schedule(
                Schedule(
                    label, from: Day(number: 0), to: Day(number: 900), today: Day(number: 0),
                    bars: [.init(label, from: Day(number: 5), to: Day(number: -5), share: .nan)])),
        ]
        for shape in [Drawing.Shape.lines, .bars, .stackedBars, .horizontalBars, .pie] {
            blocks += [
                .chart(Drawing(label, shape, unit: evil, categories: categories, series: [.init(label, numbers), .init(label, [1])])),
                .chart(Drawing(label, shape, categories: [], series: [])), .chart(Drawing(label, shape, categories: [label], series: [.init(label, [])])),
            ]
        }
        for language in Language.allCases {
            let (lines, _, tables) = try read(paper(blocks, language))
            #expect(
                lines.contains { $0.contains("甲乙丙 丁<w:p>&amp;") } && lines.contains { $0.contains(word) }
                    && tables.joined().joined().contains { $0.contains(word) })
        }
    }

    @Test func picturesHaveALimit() throws {
        let drawing = PaperSamples.drawing(.lines)
        let document = try paper(Array(repeating: .chart(drawing), count: PaperWriter.mostPictures + 3)).document()
        let pictures = document.blocks.count { if case .picture = $0 { true } else { false } }
        #expect(pictures == PaperWriter.mostPictures && document.blocks.count { if case .table = $0 { true } else { false } } == 3)
    }

    @Test func longChartsContinueOnTheNextPage() throws {
        let categories = (1...70).map { Label("第\($0)个乡镇", en: "Township \($0)") }
        let drawing = Drawing(
            Label("企业数", en: "Enterprises"), .bars, unit: "家", categories: categories,
            series: [.init(Label("企业", en: "E"), categories.indices.map(Double.init))])
        let lines = try read(paper([.chart(drawing)])).lines
        #expect(lines.contains("图1　企业数") && lines.contains("图2　企业数（续）"))
    }

    // MARK: Bytes

    @Test func equalPapersAreEqualBytes() throws {
        #expect(try paper(PaperSamples.everything).word() == paper(PaperSamples.everything).word())
        #expect(try paper([]).word() == paper([]).word())
    }
}
