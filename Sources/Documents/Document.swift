/// A document as readable text with the structure that its file carried.
///
/// Every range in it counts Unicode scalars from the start of `text`, so that a number read from
/// the document can always be shown in its place. Line ends stay as the file had them.
public struct Document: Sendable {
    /// What the file was, judged by its content and never by its name.
    public var format: Format
    /// The encoding of the bytes (`"UTF-8"`, `"GB18030"`, `"UTF-16LE"` …) of plain text, Markdown and
    /// HTML; `nil` for formats that fix their own.
    public var encoding: String?
    /// Everything readable, in reading order. Blocks that follow one another are separated by `\n`,
    /// rows of a table too, cells of a row by `\t`; foot- and endnotes stand at the end.
    public var text: String
    /// The structure in reading order. Empty for plain text, Markdown and PDF, whose structure is in
    /// the lines themselves.
    public var blocks: [Block]
    /// What a reader should know about the fidelity of `text`, as whole sentences without a
    /// full stop: for example "3 undecodable bytes were replaced".
    public var warnings: [Remark]

    /// A document made of its parts.
    public init(
        format: Format, encoding: String? = nil, text: String, blocks: [Block] = [], warnings: [Remark] = []
    ) {
        self.format = format
        self.encoding = encoding
        self.text = text
        self.blocks = blocks
        self.warnings = warnings
    }

    /// The part of `text` that `range` covers; the range is clamped to the text.
    ///
    /// Linear in the end of the range.
    public func text(in range: Range<Int>) -> String {
        let scalars = text.unicodeScalars
        let end = scalars.endIndex
        let from = scalars.index(scalars.startIndex, offsetBy: max(0, range.lowerBound), limitedBy: end) ?? end
        let to = scalars.index(from, offsetBy: max(0, range.upperBound - max(0, range.lowerBound)), limitedBy: end) ?? end
        return String(scalars[from..<to])
    }
}

/// The kinds of document that can be read.
public enum Format: String, Sendable, CaseIterable {
    /// Lines of text.
    case text
    /// Text with `#` headings or `|` tables.
    case markdown
    /// A web page, or one saved as a single file (MHTML).
    case html
    /// Word 2007 and later: .docx, .docm, .dotx, strict or transitional.
    case word
    /// Portable Document Format with a text layer.
    case pdf
    /// Word 97–2003 and WPS (.doc, .wps), and Word 2003 XML; converted by LibreOffice.
    case legacyWord
    /// Rich Text Format; converted by LibreOffice.
    case richText
    /// OpenDocument text (.odt); converted by LibreOffice.
    case openDocument
}

/// One piece of a document's structure.
public indirect enum Block: Sendable, Equatable {
    case paragraph(Paragraph)
    case table(Table)

    /// Where the block stands in the text of its document, without the separator that follows it.
    public var range: Range<Int> {
        switch self {
        case .paragraph(let paragraph): paragraph.range
        case .table(let table): table.range
        }
    }
}

/// A paragraph, heading or list item; automatic numbers are part of its text.
public struct Paragraph: Sendable, Equatable {
    /// Its text, without the line end that follows. Line breaks inside a paragraph are `\n`.
    public var range: Range<Int>
    /// 1 for the highest heading; `nil` for body text.
    public var headingLevel: Int?
    /// Whether this is the text of a foot- or endnote.
    public var isNote: Bool
    /// Whether all of its own text is bold; `false` if it has none.
    public var isBold: Bool

    /// A paragraph made of its parts.
    public init(range: Range<Int>, headingLevel: Int? = nil, isNote: Bool = false, isBold: Bool = false) {
        self.range = range
        self.headingLevel = headingLevel
        self.isNote = isNote
        self.isBold = isBold
    }
}

/// A table. A merged cell stands once, in the row where it begins.
public struct Table: Sendable, Equatable {
    /// From the first cell to the last.
    public var range: Range<Int>
    /// The cells that begin in each row; a row that is covered by merged cells from above is empty.
    public var rows: [[Cell]]
    /// Whether this is a text box of Word, delivered as a table of one cell.
    public var isFrame: Bool

    /// A table made of its parts.
    public init(range: Range<Int>, rows: [[Cell]], isFrame: Bool = false) {
        self.range = range
        self.rows = rows
        self.isFrame = isFrame
    }
}

/// A cell of a table.
public struct Cell: Sendable, Equatable {
    /// Its text; its own blocks are separated by `\n`.
    public var range: Range<Int>
    /// How many rows it covers, at least 1.
    public var rowSpan: Int
    /// How many columns it covers, at least 1.
    public var columnSpan: Int
    /// Its paragraphs and nested tables.
    public var blocks: [Block]

    /// A cell made of its parts.
    public init(range: Range<Int>, rowSpan: Int = 1, columnSpan: Int = 1, blocks: [Block] = []) {
        self.range = range
        self.rowSpan = rowSpan
        self.columnSpan = columnSpan
        self.blocks = blocks
    }
}
