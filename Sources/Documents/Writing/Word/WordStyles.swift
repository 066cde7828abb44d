/// Writes the styles, fonts, numbers and settings of a document.
struct WordStyles {
    let fonts: WordFonts
    var language = WritingLanguage.chinese

    private static let main = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""

    // MARK: styles.xml

    var styles: String {
        let defaults =
            "<w:docDefaults><w:rPrDefault><w:rPr>\(face(fonts.body))<w:kern w:val=\"2\"/><w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/>"
            + "<w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        return WordNamespaces.declaration + "<w:styles \(Self.main)>" + defaults + texts + headings + tables + "</w:styles>"
    }

    private var texts: String {
        paragraph(
            "Normal", "Normal", isDefault: true, "<w:spacing w:line=\"\(WordLayout.line)\" w:lineRule=\"exact\"/><w:jc w:val=\"both\"/>",
            run: WordLayout.characterSpacing)
            + paragraph("BodyText", "Body Text", "\(indent)")
            + paragraph(
                "Title", "Title", next: "BodyText",
                "<w:keepNext/><w:spacing w:before=\"\(WordLayout.line * 2)\" w:after=\"\(WordLayout.line)\" w:line=\"700\" w:lineRule=\"exact\"/><w:ind w:firstLine=\"0\"/><w:jc w:val=\"center\"/>",
                run: "\(face(fonts.title))<w:sz w:val=\"44\"/><w:szCs w:val=\"44\"/>")
            + paragraph(
                "Mark", "Issuing Body", "<w:keepNext/><w:snapToGrid w:val=\"0\"/><w:spacing w:line=\"240\" w:lineRule=\"auto\"/><w:jc w:val=\"center\"/>",
                run: "\(face(fonts.title))<w:color w:val=\"\(WordLayout.red)\"/>")
            + paragraph(
                "DocumentNumber", "Document Number",
                "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"12\" w:space=\"11\" w:color=\"\(WordLayout.red)\"/></w:pBdr><w:jc w:val=\"center\"/>")
            + paragraph("Addressee", "Salutation", next: "BodyText", "<w:jc w:val=\"left\"/>")
            + paragraph("ListParagraph", "List Paragraph", "\(indent)")
            + paragraph(
                "Caption", "caption",
                "<w:keepLines/><w:snapToGrid w:val=\"0\"/><w:spacing w:before=\"120\" w:after=\"60\" w:line=\"240\" w:lineRule=\"auto\"/><w:jc w:val=\"center\"/>",
                run: "\(face(fonts.heading))<w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/>")
            + paragraph(
                "Picture", "Picture",
                "<w:keepLines/><w:snapToGrid w:val=\"0\"/><w:spacing w:before=\"120\" w:line=\"240\" w:lineRule=\"auto\"/><w:jc w:val=\"center\"/>")
            + paragraph(
                "ContentsTitle", "TOC Heading", next: "BodyText",
                "<w:keepNext/><w:spacing w:after=\"240\" w:line=\"700\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/>",
                run: "\(face(fonts.heading))<w:sz w:val=\"36\"/><w:szCs w:val=\"36\"/>")
            + (1...3).map { level in
                paragraph(
                    "TOC\(level)", "toc \(level)",
                    "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"\(WordLayout.twips(WordLayout.textWidth))\"/></w:tabs><w:ind w:left=\"\((level - 1) * WordLayout.character)\"/><w:jc w:val=\"left\"/>"
                )
            }.joined()
            + paragraph(
                "Header", "header", "<w:snapToGrid w:val=\"0\"/><w:spacing w:line=\"240\" w:lineRule=\"auto\"/><w:jc w:val=\"center\"/>",
                run: "<w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>")
            + paragraph(
                "Footer", "footer", "<w:snapToGrid w:val=\"0\"/><w:spacing w:line=\"240\" w:lineRule=\"auto\"/>",
                run:
                    "<w:rFonts w:ascii=\"\(name(fonts.pageNumber))\" w:hAnsi=\"\(name(fonts.pageNumber))\" w:eastAsia=\"\(name(fonts.pageNumber))\" w:cs=\"\(name(fonts.pageNumber))\"/><w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/>"
            )
            + "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/><w:uiPriority w:val=\"1\"/><w:semiHidden/></w:style>"
            + "<w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/><w:rPr><w:color w:val=\"0B5CAD\"/><w:u w:val=\"single\"/></w:rPr></w:style>"
    }

    private var headings: String {
        let looks = [face(fonts.heading), face(fonts.subheading), "<w:b/><w:bCs/>", ""]
        return (0..<4).map { level in
            paragraph(
                "Heading\(level + 1)", "heading \(level + 1)", next: "BodyText",
                "<w:keepNext/><w:numPr><w:ilvl w:val=\"\(level)\"/><w:numId w:val=\"1\"/></w:numPr>\(indent)<w:outlineLvl w:val=\"\(level)\"/>",
                run: looks[level])
        }.joined()
    }

    private var tables: String {
        let line = { (side: String) in "<w:\(side) w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>" }
        let margins = "<w:tblCellMar><w:left w:w=\"85\" w:type=\"dxa\"/><w:right w:w=\"85\" w:type=\"dxa\"/></w:tblCellMar>"
        return paragraph(
            "TableText", "Table Text",
            "<w:snapToGrid w:val=\"0\"/><w:spacing w:before=\"40\" w:after=\"40\" w:line=\"240\" w:lineRule=\"auto\"/><w:jc w:val=\"left\"/>",
            run: "<w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/>")
            + paragraph("TableHead", "Table Head", base: "TableText", "<w:keepNext/><w:jc w:val=\"center\"/>", run: face(fonts.heading))
            + WordTable.Size.allCases.dropFirst().map { size in
                let run = "<w:sz w:val=\"\(size.rawValue)\"/><w:szCs w:val=\"\(size.rawValue)\"/>"
                return paragraph("TableText\(size.rawValue)", "Table Text \(size.name)", base: "TableText", "", run: run)
                    + paragraph("TableHead\(size.rawValue)", "Table Head \(size.name)", base: "TableHead", "", run: run)
            }.joined()
            + paragraph(
                "TableNote", "Table Note", base: "TableText", "<w:spacing w:before=\"60\" w:after=\"0\"/>", run: "<w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/>")
            + paragraph(
                "Imprint", "Imprint", "<w:snapToGrid w:val=\"0\"/><w:spacing w:line=\"460\" w:lineRule=\"exact\"/>",
                run: "<w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/>")
            + "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:uiPriority w:val=\"99\"/><w:semiHidden/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/>\(margins)</w:tblPr></w:style>"
            + "<w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/><w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>\(["top", "left", "bottom", "right", "insideH", "insideV"].map(line).joined())</w:tblBorders></w:tblPr></w:style>"
    }

    /// Two characters, whatever their size.
    private var indent: String { "<w:ind w:firstLineChars=\"200\" w:firstLine=\"\(WordLayout.character * 2)\"/>" }

    private func paragraph(
        _ id: String, _ title: String, base: String = "Normal", isDefault: Bool = false, next: String? = nil, _ properties: String, run: String = ""
    ) -> String {
        "<w:style w:type=\"paragraph\"\(isDefault ? " w:default=\"1\"" : "") w:styleId=\"\(id)\"><w:name w:val=\"\(title)\"/>"
            + (isDefault ? "" : "<w:basedOn w:val=\"\(base)\"/>") + (next.map { "<w:next w:val=\"\($0)\"/>" } ?? "") + "<w:qFormat/>"
            + "<w:pPr>\(properties)</w:pPr>" + (run.isEmpty ? "" : "<w:rPr>\(run)</w:rPr>") + "</w:style>"
    }

    /// A Chinese font, with the Latin one beside it.
    func face(_ font: String) -> String {
        let latin = name(fonts.latin)
        return "<w:rFonts w:ascii=\"\(latin)\" w:hAnsi=\"\(latin)\" w:eastAsia=\"\(name(font))\" w:cs=\"\(latin)\"/>"
    }

    private func name(_ font: String) -> String { MarkupText.escape(font) }

    // MARK: fontTable.xml

    var fontTable: String {
        let roles: [(font: String, replacements: [String], family: String)] = [
            (fonts.title, ["FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "华文中宋", "Noto Serif CJK SC"], "roman"),
            (fonts.heading, ["SimHei", "Noto Sans CJK SC"], "swiss"),
            (fonts.subheading, ["楷体", "KaiTi", "STKaiti", "Noto Serif CJK SC"], "roman"),
            (fonts.body, ["仿宋", "FangSong", "STFangsong", "Noto Serif CJK SC"], "roman"),
            (fonts.pageNumber, ["SimSun", "Noto Serif CJK SC"], "roman"),
        ]
        var known: Set<String> = []
        var list = ""
        for (font, replacements, family) in roles where known.insert(font).inserted {
            let others = replacements.filter { $0 != font }.joined(separator: ",")
            list +=
                "<w:font w:name=\"\(name(font))\"><w:altName w:val=\"\(others)\"/><w:charset w:val=\"86\"/>"
                + "<w:family w:val=\"\(family)\"/><w:pitch w:val=\"variable\"/></w:font>"
        }
        if known.insert(fonts.latin).inserted {
            list += "<w:font w:name=\"\(name(fonts.latin))\"><w:charset w:val=\"00\"/><w:family w:val=\"roman\"/><w:pitch w:val=\"variable\"/></w:font>"
        }
        return WordNamespaces.declaration + "<w:fonts \(Self.main)>\(list)</w:fonts>"
    }

    // MARK: numbering.xml

    /// List 1 numbers the headings; the others, from 2, are the lists of the text in their order.
    func numbering(lists: [Bool]) -> String {
        let looks = [face(fonts.heading), face(fonts.subheading), face(fonts.body), face(fonts.body)]
        var definitions = "<w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"multilevel\"/>"
        for (level, (format, text)) in language.headingNumbers.enumerated() {
            definitions +=
                "<w:lvl w:ilvl=\"\(level)\"><w:start w:val=\"1\"/><w:numFmt w:val=\"\(format)\"/><w:pStyle w:val=\"Heading\(level + 1)\"/>"
                + "<w:suff w:val=\"nothing\"/><w:lvlText w:val=\"\(text)\"/><w:lvlJc w:val=\"left\"/><w:pPr>\(indent)</w:pPr><w:rPr>\(looks[level])</w:rPr></w:lvl>"
        }
        definitions += "</w:abstractNum>"
        var instances = "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
        for (index, isNumbered) in lists.enumerated() {
            let format = isNumbered ? "decimal" : "bullet"
            definitions +=
                "<w:abstractNum w:abstractNumId=\"\(index + 1)\"><w:multiLevelType w:val=\"singleLevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>"
                + "<w:numFmt w:val=\"\(format)\"/><w:suff w:val=\"\(isNumbered ? "nothing" : "space")\"/><w:lvlText w:val=\"\(isNumbered ? "%1." : "•")\"/>"
                + "<w:lvlJc w:val=\"left\"/><w:pPr>\(indent)</w:pPr></w:lvl></w:abstractNum>"
            instances += "<w:num w:numId=\"\(index + 2)\"><w:abstractNumId w:val=\"\(index + 1)\"/></w:num>"
        }
        return WordNamespaces.declaration + "<w:numbering \(Self.main)>\(definitions)\(instances)</w:numbering>"
    }

    // MARK: settings.xml

    var settings: String {
        WordNamespaces.declaration + "<w:settings \(Self.main)><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"\(WordLayout.character * 2)\"/>"
            + "<w:evenAndOddHeaders/><w:drawingGridHorizontalSpacing w:val=\"158\"/><w:drawingGridVerticalSpacing w:val=\"\(WordLayout.line)\"/>"
            + "<w:characterSpacingControl w:val=\"compressPunctuation\"/><w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/>"
            + "<w:doNotLeaveBackslashAlone/><w:ulTrailSpace/><w:adjustLineHeightInTable/><w:useFELayout/>"
            + "<w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
            + "<w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:settings>"
    }
}
