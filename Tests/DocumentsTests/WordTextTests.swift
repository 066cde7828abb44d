import Documents
import Testing

@Suite("Word: running text")
struct WordTextTests {
    @Test func paragraphsEndInLineEnds() throws {
        let document = try WordFixture(WordFixture.paragraph("一") + "<w:p/>" + WordFixture.paragraph("三")).read()
        #expect(document.format == .word)
        #expect(document.encoding == nil)
        #expect(document.text == "一\n\n三\n")
        #expect(document.blocks.map(\.range) == [0..<1, 2..<2, 3..<4])
    }

    @Test func offsetsCountScalarsBeyondTheBasicPlane() throws {
        let document = try WordFixture(WordFixture.paragraph("𠮷野") + WordFixture.paragraph("e\u{301}")).read()
        #expect(document.blocks.map(\.range) == [0..<2, 3..<5])
        #expect(document.text(in: 3..<5) == "e\u{301}")
    }

    @Test func strictVocabulary() throws {
        var fixture = WordFixture(WordFixture.paragraph("严格"))
        fixture.isStrict = true
        #expect(try fixture.read().text == "严格\n")
    }

    @Test func mainPartIsFoundByItsRelationship() throws {
        var parts = WordFixture(WordFixture.paragraph("别名")).parts
        parts[1].content = Array(String(decoding: parts[1].content, as: UTF8.self).replacing("word/document.xml", with: "/word/document2.xml").utf8)
        parts[2].name = "word/document2.xml"
        #expect(try DocumentReader().read(Zip.pack(parts), name: "x").text == "别名\n")
    }

    @Test func blanksTabsAndBreaks() throws {
        let text = try WordFixture.text(
            """
            <w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr>
              <w:r><w:t>
                 甲
              </w:t></w:r><w:r><w:tab/><w:t xml:space="preserve"> 乙 </w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/><w:t>软\u{AD}连</w:t><w:softHyphen/></w:r>
              <w:r><w:br w:type="page"/></w:r></w:p>
            """)
        #expect(text == "甲\t 乙 \n丙-软连\n\n")
        #expect(try WordFixture.text("<w:p><w:r><w:br w:type=\"page\"/><w:t>新页</w:t></w:r></w:p>") == "新页\n")
    }

    @Test func deletedTextIsOutAndInsertedTextIn() throws {
        let text = try WordFixture.text(
            """
            <w:p><w:r><w:t>投入</w:t></w:r><w:del w:id="1"><w:r><w:delText>2.5</w:delText><w:tab/></w:r></w:del>\
            <w:ins w:id="2"><w:r><w:t>3.0</w:t></w:r></w:ins><w:moveFrom w:id="3"><w:r><w:t>旧</w:t></w:r></w:moveFrom>\
            <w:moveTo w:id="4"><w:r><w:t>%</w:t></w:r></w:moveTo></w:p>
            """)
        #expect(text == "投入3.0%\n")
    }

    @Test func deletedParagraphEndJoinsParagraphs() throws {
        let document = try WordFixture(
            """
            <w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>前</w:t></w:r></w:p>\(WordFixture.paragraph("后"))\
            <w:p><w:pPr><w:rPr><w:del w:id="2"/></w:rPr></w:pPr><w:r><w:t>末</w:t></w:r></w:p>
            """
        ).read()
        #expect(document.text == "前后\n末\n")
        #expect(document.blocks.count == 2)
    }

    @Test func wrappersAreTransparent() throws {
        let text = try WordFixture.text(
            """
            <w:sdt><w:sdtPr><w:alias w:val="名"/></w:sdtPr><w:sdtContent><w:p><w:smartTag><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink></w:smartTag>\
            <w:sdt><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt></w:p></w:sdtContent></w:sdt>
            """)
        #expect(text == "链接控件\n")
    }

    @Test func fieldResultsStayAndCodesGo() throws {
        let field = """
            <w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="x"/></w:ffData></w:fldChar></w:r><w:r><w:instrText>PAGEREF _Toc1</w:instrText></w:r>\
            <w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>藏</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>\
            <w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>12</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>
            """
        #expect(try WordFixture.text("<w:p><w:r><w:t>第</w:t></w:r>\(field)<w:r><w:t>页</w:t></w:r></w:p>") == "第12页\n")
        #expect(try WordFixture.text("<w:p><w:fldSimple w:instr=\"DATE\"><w:r><w:t>今日</w:t></w:r></w:fldSimple></w:p>") == "今日\n")
        let enclosed =
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> eq \\o\\ac(</w:instrText></w:r><w:r><w:instrText>○,3</w:instrText></w:r><w:r><w:instrText>)</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
        #expect(try WordFixture.text("<w:p>\(enclosed)<w:r><w:t>项</w:t></w:r></w:p>") == "③项\n")
        // A code that never ends must not hide the rest.
        let broken = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:t>藏</w:t></w:r></w:p>" + WordFixture.paragraph("在")
        #expect(try WordFixture.text(broken) == "\n在\n")
    }

    @Test func hiddenRunsAndRubyAreOut() throws {
        let text = try WordFixture.text(
            """
            <w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>显</w:t></w:r>\
            <w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>qí</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>綦</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>
            """)
        #expect(text == "显綦\n")
    }

    @Test func symbolsAndFormulas() throws {
        let text = try WordFixture.text(
            """
            <w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Wingdings" w:char="F0A8"/><w:sym w:font="宋体" w:char="2460"/></w:r>\
            <m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>\
            <m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath></w:p>
            """)
        #expect(text == "☑□①1/2x^2\n")
    }

    @Test func headingLevels() throws {
        let styles = """
            <w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>\
            <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>\
            <w:style w:type="paragraph" w:styleId="章"><w:name w:val="章"/><w:basedOn w:val="1"/></w:style>\
            <w:style w:type="paragraph" w:styleId="x2"><w:name w:val="标题 2"/></w:style>\
            <w:style w:type="paragraph" w:styleId="loop"><w:name w:val="loop"/><w:basedOn w:val="loop2"/></w:style>\
            <w:style w:type="paragraph" w:styleId="loop2"><w:name w:val="loop2"/><w:basedOn w:val="loop"/></w:style>
            """
        func styled(_ style: String) -> String { WordFixture.paragraph("文", "<w:pStyle w:val=\"\(style)\"/>") }
        let body =
            styled("1") + styled("章") + styled("x2") + styled("loop") + styled("nothing")
            + WordFixture.paragraph("文", "<w:outlineLvl w:val=\"2\"/>")
            + WordFixture.paragraph("文", "<w:pStyle w:val=\"1\"/><w:outlineLvl w:val=\"9\"/>")
            + WordFixture.paragraph("文", "<w:pPrChange><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:pPrChange>")
        let document = try WordFixture(body, styles: styles).read()
        #expect(document.paragraphs.map(\.headingLevel) == [1, 1, 2, nil, nil, 3, nil, nil])
        #expect(document.paragraphs.map(\.isBold) == [true, true, false, false, false, false, true, false])
    }

    @Test func contentsOfTheTableOfContentsStay() throws {
        let body =
            "<w:sdt><w:sdtPr><w:docPartObj/></w:sdtPr><w:sdtContent>"
            + "<w:p><w:pPr><w:pStyle w:val=\"TOC1\"/></w:pPr><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>第一章</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>3</w:t></w:r></w:p>"
            + "<w:p><w:r><w:t>第二章</w:t></w:r><w:r><w:tab/><w:t>9</w:t></w:r></w:p><w:p><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p></w:sdtContent></w:sdt>"
        #expect(try WordFixture.text(body) == "第一章\t3\n第二章\t9\n\n")
    }

    @Test func partsInUTF16() throws {
        var parts = WordFixture(WordFixture.paragraph("宽字符")).parts
        let text = String(decoding: parts[2].content, as: UTF8.self).replacing("encoding=\"UTF-8\"", with: "encoding=\"UTF-16\"")
        parts[2].content = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(try DocumentReader().read(Zip.pack(parts), name: "x").text == "宽字符\n")
    }
}
