/// Writes the running text of a document and gathers what it refers to.
struct WordBodyWriter {
    /// A part or address that the text refers to.
    struct Relationship {
        var type: String
        var target: String
        var isExternal = false
    }

    let document: WordDocument
    private(set) var xml = ""
    /// From `rId10` on; the package has the smaller ones.
    private(set) var relationships: [Relationship] = []
    private(set) var media: [(name: String, content: [UInt8])] = []
    /// For each list whether it is numbered.
    private(set) var lists: [Bool] = []
    var tables = 0
    private var pictures = 0
    /// Pictures with a caption.
    private var figures = 0
    /// Tables with a caption.
    var captionedTables = 0
    private var headings = 0
    private var links: [String: String] = [:]
    private(set) var isLandscape = false
    /// What stands at the head and foot of every section.
    let headers: String

    static let firstRelationship = 10

    init(document: WordDocument, headers: String) {
        self.document = document
        self.headers = headers
    }

    /// The width of the text in millimetres.
    var width: Double { isLandscape ? WordLayout.textHeight : WordLayout.textWidth }

    /// The content of `w:body`.
    mutating func write() throws(WordError) -> String {
        writeHead()
        let before = xml
        try write(document.blocks)
        // A document that begins or ends across needs no empty page before or after.
        if case .landscape? = document.blocks.first, before.isEmpty { xml.removeFirst(endOfSection(isLandscape: false, isContinued: false).count) }
        let end = xml.count
        writeTail()
        if case .landscape? = document.blocks.last, xml.count == end {
            xml.removeLast(endOfSection(isLandscape: true, isContinued: true).count)
            return xml + WordLayout.section(isLandscape: true, headers: headers, isContinued: true)
        }
        return xml + WordLayout.section(isLandscape: false, headers: headers, isContinued: true)
    }

    mutating func append(_ markup: String) { xml += markup }

    private mutating func write(_ blocks: [WordBlock]) throws(WordError) {
        for block in blocks {
            switch block {
            case .heading(let level, let text, let isNumbered): writeHeading(level, text, isNumbered)
            case .paragraph(let paragraph): xml += paragraphMarkup(paragraph)
            case .list(let points, let isNumbered):
                lists.append(isNumbered)
                let number = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"\(lists.count + 1)\"/></w:numPr>"
                for point in points { xml += "<w:p><w:pPr><w:pStyle w:val=\"ListParagraph\"/>\(number)</w:pPr>\(runs(point.runs))</w:p>" }
            case .table(let table): try writeTable(table)
            case .picture(let picture): try writePicture(picture)
            case .pageBreak: xml += "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>"
            case .contents(let title, let isField): writeContents(title, isField)
            case .landscape(let inner): try writeLandscape(inner)
            }
        }
    }

    private mutating func writeLandscape(_ blocks: [WordBlock]) throws(WordError) {
        guard !isLandscape else { return try write(blocks) }
        xml += endOfSection(isLandscape: false, isContinued: false)
        isLandscape = true
        try write(blocks)
        isLandscape = false
        xml += endOfSection(isLandscape: true, isContinued: true)
    }

    /// A paragraph that needs no height and ends a section.
    private func endOfSection(isLandscape: Bool, isContinued: Bool) -> String {
        "<w:p><w:pPr><w:snapToGrid w:val=\"0\"/><w:spacing w:line=\"20\" w:lineRule=\"exact\"/>"
            + WordLayout.section(isLandscape: isLandscape, headers: headers, isContinued: isContinued) + "</w:pPr></w:p>"
    }

    // MARK: Paragraphs

    mutating func paragraphMarkup(_ paragraph: WordParagraph) -> String {
        let style = paragraph.alignment == .body ? "BodyText" : "Normal"
        let alignment =
            switch paragraph.alignment {
            case .body, .justified: ""
            case .left: "<w:jc w:val=\"left\"/>"
            case .centre: "<w:jc w:val=\"center\"/>"
            case .right: "<w:jc w:val=\"right\"/>"
            }
        return "<w:p><w:pPr><w:pStyle w:val=\"\(style)\"/>\(alignment)</w:pPr>\(runs(paragraph.runs))</w:p>"
    }

    func paragraph(_ style: String, _ text: String, properties: String = "") -> String {
        "<w:p><w:pPr><w:pStyle w:val=\"\(style)\"/>\(properties)</w:pPr>\(run(WordRun(text)))</w:p>"
    }

    mutating func runs(_ runs: [WordRun]) -> String {
        var markup = ""
        for run in runs {
            guard let link = run.link, !link.isEmpty else {
                markup += self.run(run)
                continue
            }
            let id = links[link] ?? relate("hyperlink", link, isExternal: true)
            links[link] = id
            markup += "<w:hyperlink r:id=\"\(id)\" w:history=\"1\">\(self.run(run, style: "Hyperlink"))</w:hyperlink>"
        }
        return markup
    }

    func run(_ run: WordRun, style: String? = nil, properties: String = "") -> String {
        guard !run.text.isEmpty else { return "" }
        var look = style.map { "<w:rStyle w:val=\"\($0)\"/>" } ?? ""
        look += properties
        if run.isBold { look += "<w:b/><w:bCs/>" }
        if run.isItalic { look += "<w:i/><w:iCs/>" }
        if let colour = run.colour { look += "<w:color w:val=\"\(Self.hexadecimal(colour))\"/>" }
        let lines = run.text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map { piece in
                piece.isEmpty ? "" : "<w:t xml:space=\"preserve\">\(MarkupText.escape(String(piece)))</w:t>"
            }.joined(separator: "<w:tab/>")
        }
        return "<w:r>" + (look.isEmpty ? "" : "<w:rPr>\(look)</w:rPr>") + lines.joined(separator: "<w:br/>") + "</w:r>"
    }

    private static func hexadecimal(_ colour: UInt32) -> String {
        let digits = String(colour & 0xFFFFFF, radix: 16, uppercase: true)
        return String(repeating: "0", count: 6 - digits.count) + digits
    }

    mutating func relate(_ type: String, _ target: String, isExternal: Bool = false) -> String {
        relationships.append(Relationship(type: type, target: target, isExternal: isExternal))
        return "rId\(relationships.count - 1 + Self.firstRelationship)"
    }

    // MARK: Headings and contents

    private mutating func writeHeading(_ level: Int, _ text: String, _ isNumbered: Bool) {
        headings += 1
        let level = min(max(level, 1), 4)
        let number = isNumbered ? "" : "<w:numPr><w:numId w:val=\"0\"/></w:numPr>"
        xml +=
            "<w:p><w:pPr><w:pStyle w:val=\"Heading\(level)\"/>\(number)</w:pPr><w:bookmarkStart w:id=\"\(headings)\" w:name=\"_Toc\(headings)\"/>"
            + run(WordRun(text)) + "<w:bookmarkEnd w:id=\"\(headings)\"/></w:p>"
    }

    private mutating func writeContents(_ title: String, _ isField: Bool) {
        if !title.isEmpty { xml += paragraph("ContentsTitle", title) }
        let entries = WordContents.entries(of: document.blocks, document.language)
        let begin =
            !isField
            ? ""
            : "<w:r><w:fldChar w:fldCharType=\"begin\" w:dirty=\"true\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"1-3\" \\h \\z \\u </w:instrText></w:r>"
                + "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
        let end = isField ? "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>" : ""
        if entries.isEmpty { xml += "<w:p>\(begin)\(end)</w:p>" }
        for (index, entry) in entries.enumerated() {
            let mark = "_Toc\(entry.bookmark)"
            xml +=
                "<w:p><w:pPr><w:pStyle w:val=\"TOC\(entry.level)\"/></w:pPr>" + (index == 0 ? begin : "")
                + "<w:hyperlink w:anchor=\"\(mark)\" w:history=\"1\">" + run(WordRun(entry.text)) + "<w:r><w:tab/></w:r>"
                + "<w:r><w:fldChar w:fldCharType=\"begin\" w:dirty=\"true\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> PAGEREF \(mark) \\h </w:instrText></w:r>"
                + "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:hyperlink>"
                + (index == entries.count - 1 ? end : "") + "</w:p>"
        }
    }

    // MARK: Pictures

    private mutating func writePicture(_ picture: WordPicture) throws(WordError) {
        let room = isLandscape ? WordLayout.textWidth : WordLayout.textHeight
        let drawing = try drawing(of: picture, room: (width, room - 20))
        xml += "<w:p><w:pPr><w:pStyle w:val=\"Picture\"/>\(picture.caption == nil ? "" : "<w:keepNext/>")</w:pPr>\(drawing)</w:p>"
        guard let caption = picture.caption else { return }
        figures += 1
        writeCaption(document.language.figure, number: figures, caption)
    }

    /// A run that holds the picture, no larger than its room in millimetres.
    mutating func drawing(of picture: WordPicture, room: (width: Double, height: Double)) throws(WordError) -> String {
        pictures += 1
        guard let pixels = PictureSize(png: picture.png) else { throw .notPicture(number: pictures) }
        var width = max(1, picture.width)
        var height = max(1, picture.height ?? width * Double(pixels.height) / Double(pixels.width))
        let shrink = min(1, room.width / width, room.height / height)
        width *= shrink
        height *= shrink
        media.append(("picture\(pictures).png", picture.png))
        let image = relate("image", "media/picture\(pictures).png")
        var sharp = ""
        if let svg = picture.svg {
            media.append(("picture\(pictures).svg", Array(svg.utf8)))
            let id = relate("image", "media/picture\(pictures).svg")
            sharp =
                "<a:extLst><a:ext uri=\"{96DAC541-7B7A-43D3-8B79-37D633B846F1}\"><asvg:svgBlip "
                + "xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\" r:embed=\"\(id)\"/></a:ext></a:extLst>"
        }
        let size = "cx=\"\(WordLayout.emu(width))\" cy=\"\(WordLayout.emu(height))\""
        let name = "name=\"Picture \(pictures)\" descr=\"\(MarkupText.escape(picture.description.isEmpty ? picture.caption ?? "" : picture.description))\""
        return "<w:r><w:drawing>"
            + "<wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent \(size)/><wp:docPr id=\"\(pictures)\" \(name)/>"
            + "<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/></wp:cNvGraphicFramePr>"
            + "<a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>"
            + "<pic:nvPicPr><pic:cNvPr id=\"\(pictures)\" \(name)/><pic:cNvPicPr/></pic:nvPicPr>"
            + "<pic:blipFill><a:blip r:embed=\"\(image)\">\(sharp)</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
            + "<pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext \(size)/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr>"
            + "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    }

    /// “图1  …”, whose number Word counts.
    mutating func writeCaption(_ kind: String, number: Int, _ text: String, keepsNext: Bool = false) {
        xml +=
            "<w:p><w:pPr><w:pStyle w:val=\"Caption\"/>\(keepsNext ? "<w:keepNext/>" : "")</w:pPr>" + run(WordRun(kind))
            + "<w:fldSimple w:instr=\" SEQ \(kind.prefix { $0 != " " }) \\* ARABIC \">\(run(WordRun("\(number)")))</w:fldSimple>"
            + run(WordRun("\u{3000}" + text)) + "</w:p>"
    }
}

/// The size of a PNG in pixels.
struct PictureSize {
    var width: Int
    var height: Int

    /// Reads the header; `nil` if it is none.
    init?(png: [UInt8]) {
        guard png.count > 24, png.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), png[12..<16].elementsEqual("IHDR".utf8) else { return nil }
        width = png[16..<20].reduce(0) { $0 << 8 | Int($1) }
        height = png[20..<24].reduce(0) { $0 << 8 | Int($1) }
        guard width > 0, height > 0 else { return nil }
    }
}

/// The headings of a document as its table of contents shows them.
struct WordContents {
    struct Entry: Equatable {
        var level: Int
        var text: String
        /// The number of the heading among all of them, from 1.
        var bookmark: Int
    }

    static func entries(of blocks: [WordBlock], _ language: WritingLanguage) -> [Entry] {
        var contents = WordContents(language: language)
        contents.read(blocks)
        return contents.entries
    }

    private let language: WritingLanguage
    private var entries: [Entry] = []
    private var counts = [0, 0, 0, 0]
    private var bookmark = 0

    private init(language: WritingLanguage) {
        self.language = language
    }

    private mutating func read(_ blocks: [WordBlock]) {
        for block in blocks {
            if case .landscape(let inner) = block { read(inner) }
            guard case .heading(let stated, let text, let isNumbered) = block else { continue }
            bookmark += 1
            let level = min(max(stated, 1), 4)
            if isNumbered {
                counts[level - 1] += 1
                for deeper in level..<4 { counts[deeper] = 0 }
            }
            if level < 4 { entries.append(Entry(level: level, text: (isNumbered ? number(level) : "") + text, bookmark: bookmark)) }
        }
    }

    /// The number as Word will write it.
    private func number(_ level: Int) -> String {
        var text = language.headingNumbers[level - 1].text
        for (index, count) in counts.enumerated() {
            text = text.replacing("%\(index + 1)", with: NumberFormat.write(count, as: language.headingNumbers[index].format))
        }
        return text
    }
}
