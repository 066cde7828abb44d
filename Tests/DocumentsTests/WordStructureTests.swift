import Documents
import Testing

@Suite("Word: tables, text boxes and notes")
struct WordStructureTests {
    private func cell(_ text: String, _ properties: String = "") -> String {
        "<w:tc><w:tcPr>\(properties)</w:tcPr>\(WordFixture.paragraph(text))</w:tc>"
    }

    private func table(_ rows: [String]) -> String {
        "<w:tbl><w:tblPr/><w:tblGrid/>" + rows.map { "<w:tr>\($0)</w:tr>" }.joined() + "</w:tbl>"
    }

    @Test func cellsAndRows() throws {
        let document = try WordFixture(
            WordFixture.paragraph("前") + table([cell("甲") + cell("乙"), cell("丙") + cell("丁")]) + WordFixture.paragraph("后")
        ).read()
        #expect(document.text == "前\n甲\t乙\n丙\t丁\n后\n")
        document.checkRanges()
        let first = try #require(document.tables.first)
        #expect(document.cells(first) == [["甲", "乙"], ["丙", "丁"]])
        #expect(first.range == 2..<9)
        #expect(!first.isFrame)
    }

    @Test func mergedCellsStandOnce() throws {
        let document = try WordFixture(
            table([
                cell("领域", "<w:vMerge w:val=\"restart\"/>") + cell("指标", "<w:gridSpan w:val=\"2\"/>"),
                cell("", "<w:vMerge/>") + cell("2025") + cell("2030", "<w:vMerge w:val=\"restart\"/>"),
                cell("", "<w:vMerge w:val=\"continue\"/>") + cell("单位") + cell("隐", "<w:vMerge/>"),
            ])
        ).read()
        document.checkRanges()
        let table = try #require(document.tables.first)
        #expect(document.cells(table) == [["领域", "指标"], ["2025", "2030"], ["单位"]])
        #expect(table.rows.map { $0.map(\.rowSpan) } == [[3, 1], [1, 2], [1]])
        #expect(table.rows.first?.last?.columnSpan == 2)
        #expect(document.text == "领域\t指标\n2025\t2030\n单位\n")
    }

    @Test func continuationOfNothingIsKept() throws {
        let document = try WordFixture(table([cell("孤", "<w:vMerge/>") + cell("横", "<w:hMerge w:val=\"restart\"/>") + cell("", "<w:hMerge/>")])).read()
        let table = try #require(document.tables.first)
        #expect(document.cells(table) == [["孤", "横"]])
        #expect(table.rows.first?.last?.columnSpan == 2)
    }

    @Test func rowsWithLeadingGapAndDeletedRows() throws {
        let document = try WordFixture(
            "<w:tbl><w:tr>\(cell("甲"))\(cell("乙", "<w:vMerge w:val=\"restart\"/>"))</w:tr>"
                + "<w:tr><w:trPr><w:del w:id=\"1\"/></w:trPr>\(cell("删"))\(cell("删"))</w:tr>"
                + "<w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>\(cell("", "<w:vMerge/>"))</w:tr></w:tbl>"
        ).read()
        let table = try #require(document.tables.first)
        #expect(document.cells(table) == [["甲", "乙"], []])
        #expect(table.rows.first?.last?.rowSpan == 2)
    }

    @Test func nestedTablesAndSeveralParagraphs() throws {
        let inner = table([cell("内一") + cell("内二")])
        let document = try WordFixture(
            table(["<w:tc>\(WordFixture.paragraph("上"))\(WordFixture.paragraph("下"))\(inner)</w:tc>" + cell("旁")])
        ).read()
        document.checkRanges()
        #expect(document.text == "上\n下\n内一\t内二\t旁\n")
        let outer = try #require(document.tables.first)
        #expect(outer.rows.first?.count == 2)
        guard case .table(let nested)? = outer.rows.first?.first?.blocks.last else {
            Issue.record("no nested table")
            return
        }
        #expect(document.cells(nested) == [["内一", "内二"]])
    }

    @Test func contentControlsAroundRowsAndCells() throws {
        let document = try WordFixture(
            "<w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent>\(cell("控"))</w:sdtContent></w:sdt>\(cell("件"))</w:tr></w:sdtContent></w:sdt></w:tbl>"
        ).read()
        #expect(document.tables.map { document.cells($0) } == [[["控", "件"]]])
    }

    @Test func textBoxFollowsItsParagraphAndIsNotDoubled() throws {
        let box = "<w:txbxContent>\(WordFixture.paragraph("专栏1"))\(table([cell("甲") + cell("乙")]))</w:txbxContent>"
        let document = try WordFixture(
            """
            <w:p><w:r><w:t>锚</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>\(box)</wps:txbx></w:drawing></mc:Choice>\
            <mc:Fallback><w:pict><v:textbox>\(box)</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>段落</w:t></w:r></w:p>\
            <w:p><w:r><w:pict><v:textbox><w:txbxContent>\(WordFixture.paragraph("旧式"))</w:txbxContent></v:textbox></w:pict></w:r></w:p>
            """
        ).read()
        document.checkRanges()
        #expect(document.text == "锚段落\n专栏1\n甲\t乙\n\n旧式\n")
        #expect(document.tables.map(\.isFrame) == [true, true])
        #expect(document.tables.first?.rows.first?.first?.blocks.count == 2)
        #expect(document.tables.last.map { document.text(in: $0.range) } == "旧式")
    }

    @Test func onlyAFallbackIsTaken() throws {
        let body = "<w:p><mc:AlternateContent><mc:Fallback><w:r><w:t>备</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>"
        #expect(try WordFixture.text(body) == "备\n")
    }

    @Test func notesGoToTheEndAndTheirMarksOut() throws {
        let body = """
            <w:p><w:r><w:t>增长8</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>%</w:t></w:r>\
            <w:r><w:endnoteReference w:id="1"/></w:r><w:r><w:footnoteReference w:customMarkFollows="1" w:id="3"/><w:t>*</w:t></w:r></w:p>
            """
        let separator = "<w:footnote w:type=\"separator\" w:id=\"0\"><w:p><w:r><w:t>线</w:t></w:r></w:p></w:footnote>"
        func note(_ id: Int, _ text: String) -> String {
            "<w:footnote w:id=\"\(id)\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space=\"preserve\"> \(text)</w:t></w:r></w:p></w:footnote>"
        }
        let document = try WordFixture(
            body, footnotes: separator + note(3, "其三") + note(2, "其二") + note(9, "无人引用"),
            endnotes: "<w:endnote w:id=\"1\">\(WordFixture.paragraph("尾注"))</w:endnote>"
        ).read()
        document.checkRanges()
        #expect(document.text == "增长8%\n其二\n其三\n尾注\n")
        #expect(document.paragraphs.map(\.isNote) == [false, true, true, true])
    }

    @Test func deepNestingIsFlattened() throws {
        var inner = WordFixture.paragraph("底")
        for _ in 0..<40 { inner = table(["<w:tc>\(inner)</w:tc>"]) }
        let document = try WordFixture(inner).read()
        #expect(document.text.contains("底"))
        #expect(document.warnings.count == 1)
        document.checkRanges()
    }
}
