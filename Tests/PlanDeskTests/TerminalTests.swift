import Testing

@testable import PlanDesk
@testable import PlanReading

@Suite struct TerminalTests {
    @Test(arguments: [("高新技术企业", 12), ("R&D投入", 7), ("“十四五”", 8), ("e\u{301}", 1), ("（%）", 5), ("", 0)])
    func width(text: String, columns: Int) { #expect(Terminal.width(text) == columns) }

    @Test func cutsToColumns() {
        #expect(Terminal.truncated("高新技术企业", to: 12) == "高新技术企业")
        #expect(Terminal.truncated("高新技术企业", to: 8) == "高新技…")
        #expect(Terminal.width(Terminal.truncated("a高b新c技", to: 6)) <= 6)
    }

    @Test func wrapsWithoutLosingWords() {
        let text = "到2025年，全社会研发投入占地区生产总值比重达到2%以上，high-tech enterprises达到80家。"
        let lines = Terminal.wrapped(text, to: 24)
        #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
        // A closing mark may hang over.
        #expect(lines.allSatisfy { Terminal.width($0) <= 26 })
        #expect(!lines.contains { $0.hasPrefix("，") || $0.hasPrefix("。") })
    }

    @Test func columnsLineUp() {
        var terminal = Terminal(TerminalOptions())
        var table = TerminalTable(columns: [.init(title: "名称"), .init(title: "值", isRight: true), .init(title: "行")])
        table.rows = [["高新技术企业", "80", "1"], ["R&D", "1,234.5", "22"]]
        table.print(to: &terminal)
        let lines = terminal.text.split(separator: "\n").map(String.init)
        // The last column starts at the same place in all lines.
        #expect(lines.map { Terminal.width(String($0.dropLast($0.hasSuffix("22") ? 2 : 1))) } == [25, 25, 25])
    }
}

@Suite struct SummaryTests {
    private let sample = Sample()

    @Test func showsWhatWasRead() {
        let text = sample.report(sample.reading).summary()
        for words in ["青溪县数字经济“十四五”规划", "2021–2025", "纯文本 UTF-8", "≥80", "3,000", "县农业农村局", "5:10"] {
            #expect(text.contains(words))
        }
        #expect(!text.contains("\u{1B}"))
    }

    @Test func speaksEnglish() {
        let text = sample.report(sample.reading).summary(TerminalOptions(language: .english))
        #expect(text.contains("Indicators") && text.contains("Plain text UTF-8") && !text.contains("基期值"))
    }

    @Test func coloursOnlyWhenAsked() {
        #expect(sample.report(sample.reading).summary(TerminalOptions(isColored: true)).contains("\u{1B}[31m错误"))
    }

    @Test func checkGroupsBySeverityAndCounts() {
        let text = sample.report(sample.reading).findingsText()
        let error = text.firstRange(of: "错误 1")?.lowerBound
        let note = text.firstRange(of: "提示 1")?.lowerBound
        #expect(error != nil && note != nil && (error ?? text.endIndex) < (note ?? text.startIndex))
        #expect(text.contains("sample-rule") && text.contains("理由") && text.contains("建议"))
        #expect(text.contains("3:8     “高新技术企业达到80家以上”") && text.contains("5:10    “2020年为37家”"))
        #expect(text.hasSuffix("共 2 个问题：错误 1，警告 0，提示 1\n"))
    }

    @Test func aPlanWithoutFindingsSaysSo() {
        #expect(sample.report(Reading()).findingsText().hasSuffix("未发现问题。\n"))
        #expect(sample.report(Reading()).findingsText(TerminalOptions(language: .english)).hasSuffix("No findings.\n"))
    }

    @Test(arguments: [("37", "37"), ("1000", "1,000"), ("829700", "829,700"), ("-1234567", "-1,234,567"), ("999", "999")])
    func thousands(digits: String, grouped: String) {
        #expect(Number(Int64(digits) ?? 0).grouped == grouped)
    }

    @Test func thousandsOfFractions() { #expect(Number(Int64(12345678), scale: 2).grouped == "123,456.78") }
}
