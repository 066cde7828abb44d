/// Reads a web page as a reader sees it: paragraphs, headings, lists and tables, without scripts,
/// navigation and what is hidden.
final class PageReader: PageHandler {
    private struct List {
        /// The number of the next item; `nil` for bullets.
        var next: Int?
        var format: String
    }

    private var builder = BlockBuilder()
    private var text = PageText()
    private let limits: Limits
    /// How many open elements are left out, the outermost with its name.
    private var skipping: (element: String, depth: Int)?
    private var headings: [Int] = []
    private var lists: [List] = []
    /// The number or bullet that the next paragraph begins with.
    private var marker: String?
    private var boldDepth = 0
    private var preformattedDepth = 0
    /// Tables deeper than the limit are read as plain paragraphs.
    private var flattened = 0
    private var ignoredTables = 0
    /// Whether the innermost table has begun but none of its rows: what comes before them, its caption
    /// in particular, is placed before the table.
    private var awaitsRows = false

    private init(limits: Limits) {
        self.limits = limits
    }

    /// Reads a page that has been decoded.
    static func read(_ page: String, name: String, limits: Limits) throws(DocumentError) -> Document {
        let reader = PageReader(limits: limits)
        let parser = HTMLParser(handler: reader)
        guard parser.parse(page) else { throw .damaged(name: name, detail: Remark("内存不足，无法读取", "there is no memory to read it")) }
        if let refusal = parser.refusal { throw .hostile(name: name, detail: refusal) }
        reader.closeParagraph()
        let blocks = reader.builder.finish()
        reader.builder.terminate()
        var warnings: [Remark] = []
        if reader.flattened > 0 {
            warnings.append(
                Remark(
                    "\(reader.flattened)个表格嵌套超过\(limits.maximumDepth)层，按段落读取",
                    "\(reader.flattened) tables were nested deeper than \(limits.maximumDepth) levels and were read as plain paragraphs"))
        }
        if blocks.isEmpty { warnings.append(Remark("文档没有文字", "The document has no text")) }
        return Document(format: .html, text: reader.builder.text.string, blocks: blocks, warnings: warnings)
    }

    // MARK: Elements

    func open(_ element: String, _ attributes: PageAttributes) {
        if let open = skipping {
            if open.element == element { skipping = (element, open.depth + 1) }
            return
        }
        if PageVocabulary.isLeftOut(element) || isHidden(attributes) {
            // Elements without an end cannot hide what follows them.
            if !PageVocabulary.isVoid(element) { skipping = (element, 1) }
            return
        }
        switch element {
        case "br": lineBreak()
        case "hr": closeParagraph()
        case "b", "strong": boldDepth += 1
        case "ul", "ol", "menu", "dir": openList(element, attributes)
        case "li": openItem(attributes)
        case "table": openTable()
        case "tr": inTable { $0.beginRow() }
        case "td", "th": openCell(attributes, isHeader: element == "th")
        case "pre", "textarea":
            closeParagraph()
            preformattedDepth += 1
        case "h1", "h2", "h3", "h4", "h5", "h6":
            closeParagraph()
            headings.append(Int(element.utf8.last ?? 0x31) - 0x30)
        default:
            if PageVocabulary.isBlock(element) { closeParagraph() }
        }
    }

    func close(_ element: String) {
        if let open = skipping {
            if open.element == element { skipping = open.depth > 1 ? (element, open.depth - 1) : nil }
            return
        }
        switch element {
        case "b", "strong": boldDepth = max(0, boldDepth - 1)
        case "ul", "ol", "menu", "dir":
            closeParagraph()
            _ = lists.popLast()
            marker = nil
        case "li":
            closeParagraph()
            marker = nil
        case "table": closeTable()
        case "tr": inTable { $0.endRow() }
        case "td", "th": closeCell(element)
        case "pre", "textarea":
            closeParagraph()
            preformattedDepth = max(0, preformattedDepth - 1)
        case "h1", "h2", "h3", "h4", "h5", "h6":
            closeParagraph()
            _ = headings.popLast()
        default:
            if PageVocabulary.isBlock(element) { closeParagraph() }
        }
    }

    private func isHidden(_ attributes: PageAttributes) -> Bool {
        guard attributes.pointers != nil else { return false }
        if attributes["hidden"] != nil { return true }
        guard let style = attributes["style"] else { return false }
        let plain = style.lowercased().filter { !$0.isWhitespace }
        return plain.contains("display:none") || plain.contains("mso-hide:all")
    }

    // MARK: Text

    func characters(_ utf8: UnsafeBufferPointer<UInt8>) {
        guard skipping == nil else { return }
        if preformattedDepth > 0 {
            guard !utf8.isEmpty else { return }
            openParagraph()
            builder.append(utf8)
            return
        }
        var index = 0
        let isBold = boldDepth > 0
        while let (word, gap) = text.nextWord(in: utf8, from: &index) {
            let needsGap = gap && builder.paragraphHasText
            openParagraph()
            if needsGap { builder.append(" ") }
            builder.append(word)
            builder.withParagraph { if isBold { $0.hasBold = true } else { $0.hasPlain = true } }
        }
    }

    private func lineBreak() {
        text.forget()
        if builder.paragraph != nil { builder.append("\n") }
    }

    private func openParagraph() {
        guard builder.paragraph == nil else { return }
        // Text between the cells of a table has no place but a cell of its own.
        if !builder.acceptsText { builder.beginCell() }
        builder.beginParagraph()
        let level = headings.last
        builder.withParagraph { $0.headingLevel = level }
        if let marker {
            self.marker = nil
            builder.append(marker)
        }
    }

    private func closeParagraph() {
        text.forget()
        builder.endParagraph()
    }

    // MARK: Lists and tables

    private func openList(_ element: String, _ attributes: PageAttributes) {
        closeParagraph()
        let formats = ["a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"]
        let format = attributes["type"].flatMap { formats[$0] } ?? "decimal"
        let first = element == "ol" ? attributes.integer("start") ?? 1 : nil
        // Deeper lists than the limit count on in the innermost.
        if lists.count < 512 { lists.append(List(next: first, format: format)) }
    }

    private func openItem(_ attributes: PageAttributes) {
        closeParagraph()
        guard let last = lists.indices.last, let next = lists[last].next else {
            marker = "● "
            return
        }
        let number = attributes.integer("value") ?? next
        marker = NumberFormat.write(number, as: lists[last].format) + ". "
        lists[last].next = number < Int(Int32.max) ? number + 1 : number
    }

    private func inTable(_ change: (inout BlockBuilder) -> Void) {
        closeParagraph()
        beginAwaitedTable()
        if ignoredTables == 0 { change(&builder) }
    }

    private func openTable() {
        closeParagraph()
        if ignoredTables > 0 || builder.depth >= limits.maximumDepth {
            ignoredTables += 1
            flattened += 1
            return
        }
        beginAwaitedTable()
        if !builder.acceptsText { builder.beginCell() }
        awaitsRows = true
    }

    private func beginAwaitedTable() {
        guard awaitsRows else { return }
        awaitsRows = false
        builder.beginTable()
    }

    private func closeTable() {
        closeParagraph()
        if ignoredTables > 0 {
            ignoredTables -= 1
        } else if awaitsRows {
            awaitsRows = false
        } else {
            builder.endTable()
        }
    }

    private func openCell(_ attributes: PageAttributes, isHeader: Bool) {
        if isHeader { boldDepth += 1 }
        let shape = CellShape(
            columnSpan: min(max(1, attributes.integer("colspan") ?? 1), CellShape.widest),
            rowSpan: min(max(0, attributes.integer("rowspan") ?? 1), 65_534))
        inTable { $0.beginCell(shape) }
    }

    private func closeCell(_ element: String) {
        if element == "th" { boldDepth = max(0, boldDepth - 1) }
        inTable { $0.endCell() }
    }
}
