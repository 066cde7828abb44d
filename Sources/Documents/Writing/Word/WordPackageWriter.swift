/// Puts the parts of a Word file together (ECMA-376, parts 1 and 2).
struct WordPackageWriter {
    let document: WordDocument

    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    private static let word = "application/vnd.openxmlformats-officedocument.wordprocessingml."

    /// The parts that every document has: identifier, purpose, file, type of content.
    private static let fixed = [
        ("rId1", "styles", "styles.xml", "styles"), ("rId2", "numbering", "numbering.xml", "numbering"),
        ("rId3", "fontTable", "fontTable.xml", "fontTable"), ("rId4", "settings", "settings.xml", "settings"),
    ]

    func bytes() throws(WordError) -> [UInt8] {
        let margins = marginParts
        let references = margins.map { "<w:\($0.kind)Reference w:type=\"\($0.pages)\" r:id=\"\($0.id)\"/>" }.joined()
        var body = WordBodyWriter(document: document, headers: references)
        let content = try body.write()
        let styles = WordStyles(fonts: document.fonts, language: document.language)
        var parts: [(name: String, content: [UInt8])] = []
        func add(_ name: String, _ text: String) { parts.append((name, Array(text.utf8))) }
        add("[Content_Types].xml", contentTypes(margins))
        add("_rels/.rels", packageRelationships)
        add("docProps/core.xml", coreProperties)
        add(
            "docProps/app.xml",
            WordNamespaces.declaration
                + "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>Shanhe</Application></Properties>"
        )
        add("word/document.xml", WordNamespaces.declaration + "<w:document \(WordNamespaces.text)><w:body>\(content)</w:body></w:document>")
        add("word/styles.xml", styles.styles)
        add("word/numbering.xml", styles.numbering(lists: body.lists))
        add("word/fontTable.xml", styles.fontTable)
        add("word/settings.xml", styles.settings)
        for margin in margins { add("word/" + margin.file, margin.markup) }
        add("word/_rels/document.xml.rels", documentRelationships(margins, body.relationships))
        for picture in body.media { parts.append(("word/media/" + picture.name, picture.content)) }
        guard let bytes = PackageWriter.pack(parts) else { throw .tooLarge }
        return bytes
    }

    // MARK: Headers and footers

    private struct Margin {
        var id: String
        /// `header` or `footer`.
        var kind: String
        /// `default` stands for the odd pages.
        var pages: String
        var file: String
        var markup: String
    }

    private var marginParts: [Margin] {
        var parts: [Margin] = []
        if let header = document.header, !header.isEmpty {
            let markup = "<w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr><w:r><w:t xml:space=\"preserve\">\(MarkupText.escape(header))</w:t></w:r></w:p>"
            parts.append(Margin(id: "rId5", kind: "header", pages: "default", file: "header1.xml", markup: wrap("hdr", markup)))
            parts.append(Margin(id: "rId6", kind: "header", pages: "even", file: "header2.xml", markup: wrap("hdr", markup)))
        }
        if document.hasPageNumbers {
            parts.append(Margin(id: "rId7", kind: "footer", pages: "default", file: "footer1.xml", markup: wrap("ftr", pageNumber("right"))))
            parts.append(Margin(id: "rId8", kind: "footer", pages: "even", file: "footer2.xml", markup: wrap("ftr", pageNumber("left"))))
        }
        return parts
    }

    /// “— 1 —”, a character from the outer edge.
    private func pageNumber(_ side: String) -> String {
        "<w:p><w:pPr><w:pStyle w:val=\"Footer\"/><w:ind w:left=\"280\" w:right=\"280\"/><w:jc w:val=\"\(side)\"/></w:pPr>"
            + "<w:r><w:t xml:space=\"preserve\">— </w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>"
            + "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t xml:space=\"preserve\"> —</w:t></w:r></w:p>"
    }

    private func wrap(_ element: String, _ markup: String) -> String {
        WordNamespaces.declaration + "<w:\(element) \(WordNamespaces.text)>\(markup)</w:\(element)>"
    }

    // MARK: The package

    private func contentTypes(_ margins: [Margin]) -> String {
        var list =
            "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + "<Default Extension=\"png\" ContentType=\"image/png\"/><Default Extension=\"svg\" ContentType=\"image/svg+xml\"/>"
            + "<Override PartName=\"/word/document.xml\" ContentType=\"\(Self.word)document.main+xml\"/>"
            + "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
            + "<Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/>"
        for (_, _, file, type) in Self.fixed { list += "<Override PartName=\"/word/\(file)\" ContentType=\"\(Self.word)\(type)+xml\"/>" }
        for margin in margins { list += "<Override PartName=\"/word/\(margin.file)\" ContentType=\"\(Self.word)\(margin.kind)+xml\"/>" }
        return WordNamespaces.declaration + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\(list)</Types>"
    }

    private var packageRelationships: String {
        relationships(
            "<Relationship Id=\"rId1\" Type=\"\(Self.office)officeDocument\" Target=\"word/document.xml\"/>"
                + "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>"
                + "<Relationship Id=\"rId3\" Type=\"\(Self.office)extended-properties\" Target=\"docProps/app.xml\"/>")
    }

    private func documentRelationships(_ margins: [Margin], _ others: [WordBodyWriter.Relationship]) -> String {
        var list = Self.fixed.map { "<Relationship Id=\"\($0.0)\" Type=\"\(Self.office)\($0.1)\" Target=\"\($0.2)\"/>" }.joined()
        list += margins.map { "<Relationship Id=\"\($0.id)\" Type=\"\(Self.office)\($0.kind)\" Target=\"\($0.file)\"/>" }.joined()
        for (index, other) in others.enumerated() {
            list +=
                "<Relationship Id=\"rId\(index + WordBodyWriter.firstRelationship)\" Type=\"\(Self.office)\(other.type)\" "
                + "Target=\"\(MarkupText.escape(other.target))\"\(other.isExternal ? " TargetMode=\"External\"" : "")/>"
        }
        return relationships(list)
    }

    private func relationships(_ list: String) -> String {
        WordNamespaces.declaration + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\(list)</Relationships>"
    }

    private var coreProperties: String {
        let properties = document.properties
        var list = ""
        func add(_ name: String, _ value: String) { if !value.isEmpty { list += "<\(name)>\(MarkupText.escape(value))</\(name)>" } }
        add("dc:title", properties.title.isEmpty ? String(document.title.map { $0 == "\n" ? " " : $0 }) : properties.title)
        add("dc:subject", properties.subject)
        add("dc:creator", properties.author)
        add("cp:keywords", properties.keywords.joined(separator: "；"))
        if let created = properties.created {
            for name in ["created", "modified"] { list += "<dcterms:\(name) xsi:type=\"dcterms:W3CDTF\">\(MarkupText.escape(created))</dcterms:\(name)>" }
        }
        return WordNamespaces.declaration + "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
            + "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\(list)</cp:coreProperties>"
    }
}
