import Documents
import Testing

@Suite("Web pages")
struct PageTests {
    private func read(_ page: String) throws -> Document {
        let document = try DocumentReader().read(Array(page.utf8), name: "x")
        #expect(document.format == .html)
        document.checkRanges()
        return document
    }

    @Test func paragraphsHeadingsAndBlanks() throws {
        let document = try read(
            """
            <!DOCTYPE html><html><head><title>题</title><style>p{}</style></head><body><nav>导航</nav><script>var x = "<p>";</script>
            <h1>规划</h1><p>坚持
               创新,<b>加快</b> R&amp;D
            investment&nbsp;2.5&#37;<br>换行</p><div>块<p>内<p>未闭合<div style="display: none">隐<div>藏</div></div><span hidden>x</span>
            <h2><b>一、目标</b></h2>尾
            """)
        #expect(document.text == "规划\n坚持创新,加快 R&D investment\u{A0}2.5%\n换行\n块\n内\n未闭合\n一、目标\n尾\n")
        #expect(document.paragraphs.map(\.headingLevel) == [1, nil, nil, nil, nil, 2, nil])
        #expect(document.paragraphs.map(\.isBold) == [false, false, false, false, false, true, false])
    }

    @Test func lists() throws {
        let document = try read("<html><ol start=3><li>甲<li>乙<ul><li>内</ul><li value=9>丙</ol><ol type=a><li><p>一</p><p>续</p></ol>")
        #expect(document.text == "3. 甲\n4. 乙\n● 内\n9. 丙\na. 一\n续\n")
    }

    @Test func tablesWithSpansAndBrokenMarkup() throws {
        let document = try read(
            """
            <table><caption>表1</caption><tr><th rowspan=2>指标<th colspan="2">年份</tr><tr><td>2025<td>2030</tr>
            <tr><td rowspan=9>R&amp;D</td><td><p>1</p><p>2</p></td><td><table><tr><td>内</table></td></table>
            """)
        #expect(document.text == "表1\n指标\t年份\n2025\t2030\nR&D\t1\n2\t内\n")
        let table = try #require(document.tables.first)
        #expect(table.rows.map { $0.map(\.rowSpan) } == [[2, 1], [1, 1], [1, 1, 1]])
        #expect(table.rows.first?.last?.columnSpan == 2)
    }

    @Test func fragmentsWithoutAHead() throws {
        #expect(try read("正文<br>一<p>二</p><p>三</p>").text.hasSuffix("二\n三\n"))
        #expect(try read("  <p class='x'>段</p>").text == "段\n")
    }

    @Test(arguments: [
        ("gb2312", "GB18030", "GB18030"), ("utf-8", "UTF-8", "UTF-8"), ("big5", "BIG5", "BIG5-HKSCS"), ("gbk", "UTF-8", "UTF-8"),
        ("utf-8", "GB18030", "GB18030"),
    ])
    func declaredEncodings(declared: String, actual: String, expected: String) throws {
        let text = actual == "BIG5" ? "科技創新規劃" : "坚持科技创新，规划发展目标"
        let page = "<html><head><meta http-equiv=Content-Type content=\"text/html; charset=\(declared)\"></head><p>\(text)</p></html>"
        let document = try DocumentReader().read(TextTests.encode(page, actual), name: "x")
        #expect(document.encoding == expected)
        #expect(document.text == text + "\n")
        #expect(document.warnings.isEmpty == (TextTests.encode("科", actual) == TextTests.encode("科", declared)))
    }

    @Test func wideEncodings() throws {
        let page = "<html><body><p>宽字符</p></body></html>"
        #expect(try DocumentReader().read(TextTests.encode(page, "UTF-16LE"), name: "x").text == "宽字符\n")
        #expect(try DocumentReader().read(TextTests.encode("\u{FEFF}" + page, "UTF-16BE"), name: "x").text == "宽字符\n")
    }

    @Test func savedAsOneFile() throws {
        let archive = """
            From: <Saved by Word>\r
            MIME-Version: 1.0\r
            Content-Type: multipart/related;\r
            \tboundary="----=_Part"; type="text/html"\r
            \r
            ------=_Part\r
            Content-Type: text/html; charset="gb2312"\r
            Content-Transfer-Encoding: quoted-printable\r
            \r
            <html><p>=BF=C6=BC=BC=\r
            =B4=B4=D0=C2</p></html>\r
            ------=_Part\r
            Content-Type: image/png\r
            Content-Transfer-Encoding: base64\r
            \r
            iVBORw0KGgo=\r
            ------=_Part--\r

            """
        let document = try DocumentReader().read(Array(archive.utf8), name: "x.doc")
        #expect(document.format == .html)
        #expect(document.text == "科技创新\n")
    }

    @Test func hostileNestingIsSurvived() throws {
        let tables = String(repeating: "<table><tr><td>", count: 150)
        let document = try read("<html>" + tables + "底")
        #expect(document.text.contains("底"))
        #expect(document.warnings.count == 1)
        #expect(try read("<html>" + String(repeating: "<div><b><ul><li>", count: 150) + "底").text.hasSuffix("底\n"))
        let deep = "<html>" + String(repeating: "<div>", count: 20_000) + String(repeating: "</x>", count: 20_000)
        let isHostile = if case .hostile? = failure(of: Array(deep.utf8)) { true } else { false }
        #expect(isHostile)
    }
}
