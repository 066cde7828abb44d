/// A Word file: the parts that hold its text, styles, numbers and notes.
struct WordPackage {
    /// What a zip container holds.
    enum Kind {
        case word(mainPart: String)
        case openDocument
        /// Something else, named with its article.
        case other(Remark)
    }

    let archive: ZipArchive
    let mainPart: String
    let limits: Limits

    /// What the container holds, judged by its entries.
    static func kind(of archive: ZipArchive) throws(DocumentError) -> Kind {
        let entries = Set(try archive.entries())
        let main = try Relationships(of: "", in: archive).target("officeDocument") ?? "word/document.xml"
        if entries.contains(main), main.hasPrefix("word/") || !main.contains("/") { return .word(mainPart: main) }
        if entries.contains("word/document.xml") { return .word(mainPart: "word/document.xml") }
        if entries.contains("mimetype"), let type = try archive.content(of: "mimetype") {
            if type.starts(with: Array("application/vnd.oasis.opendocument.text".utf8)) { return .openDocument }
            if type.starts(with: Array("application/epub".utf8)) { return .other(Remark("EPUB 电子书", "an EPUB book")) }
            if type.starts(with: Array("application/vnd.oasis".utf8)) {
                return .other(Remark("不含正文的 OpenDocument 文件（表格、绘图或演示文稿）", "an OpenDocument file without running text (a table, drawing or presentation)"))
            }
        }
        if entries.contains(where: { $0.hasPrefix("xl/") }) { return .other(Remark("Excel 工作簿", "an Excel workbook")) }
        if entries.contains(where: { $0.hasPrefix("ppt/") }) { return .other(Remark("PowerPoint 演示文稿", "a PowerPoint presentation")) }
        if entries.contains("OFD.xml") { return .other(Remark("OFD 文档，请先导出为 PDF 或 Word", "an OFD document; export it as PDF or Word first")) }
        if entries.contains("META-INF/MANIFEST.MF") { return .other(Remark("Java 程序包", "a Java archive")) }
        return .other(Remark("不含 Word 文档的 zip 压缩包", "a zip archive without a Word document in it"))
    }

    /// Reads the document.
    func read() throws(DocumentError) -> Document {
        let relationships = try Relationships(of: mainPart, in: archive)
        let styles = StyleSheet()
        try readPart(relationships.target("styles") ?? "word/styles.xml", handler: styles)
        let numbering = NumberingPart()
        try readPart(relationships.target("numbering") ?? "word/numbering.xml", handler: numbering)
        let lists = NumberingLists(numbering, styles: styles)

        let body = BodyReader(styles: styles, lists: lists, limits: limits)
        guard try readPart(mainPart, handler: body) else {
            throw .damaged(name: archive.name, detail: Remark("缺少“\(mainPart)”", "“\(mainPart)” is missing"))
        }
        var builder = body.finish()
        try appendNotes(
            body.references, to: &builder,
            parts: [
                .footnote: relationships.target("footnotes") ?? "word/footnotes.xml",
                .endnote: relationships.target("endnotes") ?? "word/endnotes.xml",
            ], styles: styles, lists: body.lists)
        let blocks = builder.finish()
        builder.terminate()
        return Document(format: .word, text: builder.text.string, blocks: blocks, warnings: warnings(body, blocks))
    }

    @discardableResult
    private func readPart(_ part: String, handler: any MarkupHandler) throws(DocumentError) -> Bool {
        let reader = XMLReader(file: archive.name, part: part, handler: handler)
        let found = try archive.stream(part) { (piece) throws(DocumentError) in try reader.feed(piece) }
        if found { try reader.finish() }
        return found
    }

    /// Notes follow the text in the order in which it refers to them, footnotes before endnotes.
    private func appendNotes(
        _ references: [NoteReference], to builder: inout BlockBuilder, parts: [NoteReference.Kind: String],
        styles: StyleSheet, lists: NumberingLists
    ) throws(DocumentError) {
        _ = builder.finish()
        for kind in [NoteReference.Kind.footnote, .endnote] {
            let wanted = references.filter { $0.kind == kind }
            guard !wanted.isEmpty, let part = parts[kind] else { continue }
            let reader = BodyReader(styles: styles, lists: lists, limits: limits)
            try readPart(part, handler: reader)
            _ = reader.finish()
            for reference in wanted {
                if let note = reader.notes.removeValue(forKey: reference.id) { builder.appendBlocks(of: note) }
            }
        }
    }

    private func warnings(_ body: BodyReader, _ blocks: [Block]) -> [Remark] {
        var warnings: [Remark] = []
        if body.foreignParts > 0 {
            warnings.append(
                Remark(
                    "\(body.foreignParts)个嵌入的文档（altChunk）没有读取；请在 Word 中保存一次，使其并入正文",
                    "\(body.foreignParts) embedded documents (altChunk) were left out; save the document in Word to merge them"))
        }
        if body.flattened > 0 {
            warnings.append(
                Remark(
                    "\(body.flattened)个表格或文本框嵌套超过\(limits.maximumDepth)层，按段落读取",
                    "\(body.flattened) tables or text boxes were nested deeper than \(limits.maximumDepth) levels and were read as plain paragraphs"))
        }
        if blocks.isEmpty { warnings.append(Remark("文档没有文字", "The document has no text")) }
        return warnings
    }
}
