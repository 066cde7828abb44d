/// What is read: a document's text, and the structure that its file carried where it carried any.
///
/// All ranges are Unicode-scalar offsets into `text`. A plain text has no blocks: its structure is found in its lines.
public struct Source: Sendable {
    public var text: String
    public var blocks: [Block]

    public init(text: String, blocks: [Block] = []) {
        self.text = text
        self.blocks = blocks
    }

    public indirect enum Block: Sendable {
        case paragraph(Paragraph)
        case table(Table)
    }

    public struct Paragraph: Sendable {
        public var span: Span
        /// 1 for a chapter, from the style or the outline level; nil for body text.
        public var headingLevel: Int?
        /// A foot- or endnote.
        public var isNote: Bool

        public init(span: Span, headingLevel: Int? = nil, isNote: Bool = false) {
            self.span = span
            self.headingLevel = headingLevel
            self.isNote = isNote
        }
    }

    public struct Table: Sendable {
        public var span: Span
        public var rows: [[Cell]]

        public init(span: Span, rows: [[Cell]]) {
            self.span = span
            self.rows = rows
        }
    }

    public struct Cell: Sendable {
        public var span: Span
        public var rowSpan: Int
        public var columnSpan: Int
        public var blocks: [Block]

        public init(span: Span, rowSpan: Int = 1, columnSpan: Int = 1, blocks: [Block] = []) {
            self.span = span
            self.rowSpan = rowSpan
            self.columnSpan = columnSpan
            self.blocks = blocks
        }
    }
}
