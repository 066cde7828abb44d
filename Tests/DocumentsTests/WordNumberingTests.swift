import Documents
import Testing

@testable import Documents

@Suite("Word: automatic numbers")
struct WordNumberingTests {
    private func level(_ index: Int, _ format: String, _ text: String, _ extra: String = "", start: Int = 1) -> String {
        "<w:lvl w:ilvl=\"\(index)\"><w:start w:val=\"\(start)\"/><w:numFmt w:val=\"\(format)\"/>\(extra)<w:lvlText w:val=\"\(text)\"/></w:lvl>"
    }

    private func list(_ id: Int, _ levels: String) -> String {
        "<w:abstractNum w:abstractNumId=\"\(id)\">\(levels)</w:abstractNum>"
    }

    private func num(_ id: Int, _ definition: Int, _ overrides: String = "") -> String {
        "<w:num w:numId=\"\(id)\"><w:abstractNumId w:val=\"\(definition)\"/>\(overrides)</w:num>"
    }

    private func item(_ list: Int, _ level: Int, _ text: String = "文") -> String {
        WordFixture.paragraph(text, "<w:numPr><w:ilvl w:val=\"\(level)\"/><w:numId w:val=\"\(list)\"/></w:numPr>")
    }

    private func lines(_ body: String, _ numbering: String, styles: String = "") throws -> [String] {
        try WordFixture(body, styles: styles, numbering: numbering).read().text.split(separator: "\n").map(String.init)
    }

    @Test func chaptersSectionsAndItems() throws {
        let numbering =
            list(
                0,
                level(0, "chineseCountingThousand", "第%1章") + level(1, "chineseCounting", "%2、", "<w:suff w:val=\"nothing\"/>")
                    + level(2, "decimal", "%3.") + level(3, "decimalEnclosedCircle", "%4", "<w:suff w:val=\"space\"/>")) + num(1, 0)
        let body = item(1, 0) + item(1, 1) + item(1, 2) + item(1, 2) + item(1, 3) + item(1, 1) + item(1, 2) + item(1, 0) + item(1, 1)
        #expect(
            try lines(body, numbering) == [
                "第一章 文", "一、文", "1. 文", "2. 文", "① 文", "二、文", "1. 文", "第二章 文", "一、文",
            ])
    }

    @Test func composedNumbersAndLegalStyle() throws {
        let numbering =
            list(
                0,
                level(0, "upperRoman", "%1") + level(1, "decimal", "%1.%2") + level(2, "decimal", "%1.%2.%3", "<w:isLgl/>")) + num(1, 0)
        let body = item(1, 0) + item(1, 0) + item(1, 1) + item(1, 2)
        #expect(try lines(body, numbering) == ["I 文", "II 文", "II.1 文", "2.1.1 文"])
    }

    @Test func listsOfOneDefinitionCountOnAndOverridesRestart() throws {
        let numbering =
            list(0, level(0, "decimal", "%1.")) + num(1, 0) + num(2, 0)
            + num(3, 0, "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride>")
            + num(4, 0, "<w:lvlOverride w:ilvl=\"0\">\(level(0, "lowerLetter", "%1)"))</w:lvlOverride>")
        let body = item(1, 0) + item(2, 0) + item(3, 0) + item(3, 0) + item(1, 0) + item(4, 0)
        #expect(try lines(body, numbering) == ["1. 文", "2. 文", "5. 文", "6. 文", "7. 文", "h) 文"])
    }

    @Test func restartRules() throws {
        let numbering =
            list(
                0,
                level(0, "decimal", "%1") + level(1, "decimal", "%2", "<w:lvlRestart w:val=\"0\"/>")
                    + level(2, "decimal", "%3", "<w:lvlRestart w:val=\"1\"/>")) + num(1, 0)
        let body = item(1, 0) + item(1, 1) + item(1, 2) + item(1, 1) + item(1, 2) + item(1, 0) + item(1, 1) + item(1, 2)
        #expect(try lines(body, numbering).map { $0.dropLast(2) } == ["1", "1", "1", "2", "2", "2", "3", "1"])
    }

    @Test func numbersFromStylesAndNumberingStyles() throws {
        let styles = """
            <w:style w:type="paragraph" w:styleId="h1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>\
            <w:style w:type="paragraph" w:styleId="h2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>\
            <w:style w:type="numbering" w:styleId="list"><w:name w:val="list"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
            """
        let numbering =
            list(
                0,
                level(0, "decimal", "%1", "<w:pStyle w:val=\"h1\"/>") + level(1, "decimal", "%1.%2", "<w:pStyle w:val=\"h2\"/>"))
            + "<w:abstractNum w:abstractNumId=\"7\"><w:numStyleLink w:val=\"list\"/></w:abstractNum>" + num(1, 0) + num(2, 7)
        func styled(_ style: String, _ extra: String = "") -> String {
            WordFixture.paragraph("文", "<w:pStyle w:val=\"\(style)\"/>\(extra)")
        }
        let body = styled("h1") + styled("h2") + styled("h1", "<w:numPr><w:numId w:val=\"0\"/></w:numPr>") + item(2, 0)
        #expect(try lines(body, numbering, styles: styles) == ["1 文", "1.1 文", "文", "2 文"])
    }

    @Test func bulletsAndNothing() throws {
        let numbering = list(0, level(0, "bullet", "\u{F0B7}") + level(1, "none", "") + level(2, "none", "附：")) + num(1, 0)
        #expect(try lines(item(1, 0) + item(1, 1) + item(1, 2) + item(8, 0), numbering) == ["● 文", "文", "附： 文", "文"])
    }

    @Test func deletedParagraphsDoNotCount() throws {
        let numbering = list(0, level(0, "decimal", "%1.")) + num(1, 0)
        let deleted =
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr><w:del w:id=\"2\"><w:r><w:delText>删</w:delText></w:r></w:del></w:p>"
        #expect(try lines(item(1, 0) + deleted + item(1, 0), numbering) == ["1. 文", "2. 文"])
    }

    @Test func hostileNumbersStaySmall() throws {
        let numbering = list(0, level(0, "upperLetter", String(repeating: "%1", count: 4000), start: 2_000_000_000)) + num(1, 0)
        #expect(try WordFixture(item(1, 0), numbering: numbering).read().text.utf8.count < 3000)
    }

    @Test(arguments: [
        ("chineseCounting", 10, "十"), ("chineseCounting", 11, "十一"), ("chineseCounting", 20, "二十"),
        ("chineseCountingThousand", 101, "一百零一"), ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 1010, "一千零一十"), ("chineseCountingThousand", 12_345, "一万二千三百四十五"),
        ("chineseCountingThousand", 10_005, "一万零五"), ("chineseCountingThousand", 100_000_001, "一亿零一"),
        ("japaneseCounting", 111, "百十一"), ("chineseLegalSimplified", 10, "壹拾"), ("chineseLegalSimplified", 25, "贰拾伍"),
        ("ideographTraditional", 3, "丙"), ("ideographTraditional", 11, "11"), ("ideographZodiac", 12, "亥"),
        ("decimalEnclosedCircle", 20, "⑳"), ("decimalEnclosedCircleChinese", 21, "21"), ("decimalFullWidth", 12, "１２"),
        ("decimalZero", 7, "07"), ("upperRoman", 1994, "MCMXCIV"), ("lowerRoman", 4, "iv"), ("upperLetter", 28, "BB"),
        ("lowerLetter", 26, "z"), ("ordinal", 12, "12th"), ("ideographDigital", 10, "一〇"), ("unheardOf", 5, "5"),
        ("decimalEnclosedParen", 2, "⑵"), ("upperRoman", 0, "0"),
    ])
    func format(name: String, value: Int, expected: String) {
        #expect(NumberFormat.write(value, as: name) == expected)
    }

    @Test func ownFormat() {
        #expect(NumberFormat.write(7, as: "custom", sample: "001, 002, 003, ...") == "007")
    }
}
