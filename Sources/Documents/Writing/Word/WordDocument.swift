/// A document to be written for Word: an official letter or notice, or a report, laid out as GB/T 9704—2012
/// (党政机关公文格式) demands.
///
/// Pages are A4 with a text area of 156 × 225 mm, 22 lines of 28 characters in 16 pt 仿宋. Only what is given is
/// written: a report needs no letterhead, a letter no imprint. Equal documents give equal bytes.
public struct WordDocument: Sendable, Equatable {
    /// What Word shows under “Info”.
    public struct Properties: Sendable, Equatable {
        public var title: String
        public var author: String
        public var subject: String
        public var keywords: [String]
        /// When the document was made, for example `2026-01-31T08:30:00Z`; `nil` leaves it out.
        public var created: String?

        /// Properties; all may be left out.
        public init(title: String = "", author: String = "", subject: String = "", keywords: [String] = [], created: String? = nil) {
            self.title = title
            self.author = author
            self.subject = subject
            self.keywords = keywords
            self.created = created
        }
    }

    public var properties: Properties
    /// 版头: what stands above the red rule of the first page.
    public var letterhead: WordLetterhead?
    /// 标题, 22 pt, centred; a line feed breaks the line. Empty for none.
    public var title: String
    /// 主送机关, without its colon.
    public var addressee: String?
    /// 正文.
    public var blocks: [WordBlock]
    /// 附件说明: the names of what is enclosed.
    public var enclosures: [String]
    /// 发文机关署名 and 成文日期.
    public var signature: WordSignature?
    /// 附注, without its brackets: for example `联系人：李明，电话：0728-0000000`.
    public var annotation: String?
    /// 版记: who gets copies, who printed it and when; at the foot of the last page.
    public var imprint: WordImprint?
    /// A line at the head of every page; official documents have none.
    public var header: String?
    /// Whether pages are numbered “— 1 —” at their outer edge.
    public var hasPageNumbers: Bool
    public var fonts: WordFonts
    /// Of captions, notes and the numbers of headings.
    public var language: WritingLanguage

    /// A document made of its parts.
    public init(
        title: String = "", blocks: [WordBlock] = [], letterhead: WordLetterhead? = nil, addressee: String? = nil,
        enclosures: [String] = [], signature: WordSignature? = nil, annotation: String? = nil, imprint: WordImprint? = nil,
        header: String? = nil, hasPageNumbers: Bool = true, fonts: WordFonts = .official, language: WritingLanguage = .chinese,
        properties: Properties = Properties()
    ) {
        self.title = title
        self.blocks = blocks
        self.letterhead = letterhead
        self.addressee = addressee
        self.enclosures = enclosures
        self.signature = signature
        self.annotation = annotation
        self.imprint = imprint
        self.header = header
        self.hasPageNumbers = hasPageNumbers
        self.fonts = fonts
        self.language = language
        self.properties = properties
    }

    /// The document as a .docx file.
    ///
    /// - Throws: `WordError` if a picture or table cannot be written.
    /// - Complexity: linear in the size of the texts and pictures.
    public func bytes() throws(WordError) -> [UInt8] {
        try WordPackageWriter(document: self).bytes()
    }
}

/// A piece of the running text of a `WordDocument`.
public indirect enum WordBlock: Sendable, Equatable {
    /// A heading of level 1 to 4, numbered by Word: 一、 （一） 1. （1）, in English 1. 1.1 1.1.1 (1). Without a number it keeps its own words only.
    case heading(Int, String, isNumbered: Bool = true)
    case paragraph(WordParagraph)
    /// Points, numbered 1. 2. 3. by Word or marked with a dot; every list begins anew.
    case list([WordParagraph], isNumbered: Bool)
    case table(WordTable)
    case picture(WordPicture)
    /// What follows begins on a new page.
    case pageBreak
    /// The table of contents of the headings of levels 1 to 3.
    ///
    /// As a field it can be updated with new headings; Word fills in its page numbers when it opens the document. Not as
    /// a field its entries are fixed and only their page numbers follow, in LibreOffice (and PDF made by it) too.
    case contents(title: String, isField: Bool = true)
    /// Blocks on pages of their own that lie across, for wide tables. One within another changes nothing.
    case landscape([WordBlock])

    /// A paragraph of plain text.
    public static func text(_ text: String) -> WordBlock { .paragraph(WordParagraph(text)) }
}

/// A paragraph of runs.
public struct WordParagraph: Sendable, Equatable {
    /// How its lines stand between the margins.
    public enum Alignment: Sendable, Equatable {
        /// Even on both sides, the first line indented by two characters.
        case body
        /// As `body` without the indent.
        case justified
        case left
        case centre
        case right
    }

    public var runs: [WordRun]
    public var alignment: Alignment

    /// A paragraph of runs.
    public init(_ runs: [WordRun], alignment: Alignment = .body) {
        self.runs = runs
        self.alignment = alignment
    }

    /// A paragraph of plain text.
    public init(_ text: String, alignment: Alignment = .body) {
        self.init([WordRun(text)], alignment: alignment)
    }
}

/// Characters of one look. A line feed breaks the line.
public struct WordRun: Sendable, Equatable {
    public var text: String
    public var isBold: Bool
    public var isItalic: Bool
    /// Red, green and blue as `0xRRGGBB`; `nil` for black.
    public var colour: UInt32?
    /// Where a click leads, for example `https://www.gov.cn`.
    public var link: String?

    /// A run made of its parts.
    public init(_ text: String, isBold: Bool = false, isItalic: Bool = false, colour: UInt32? = nil, link: String? = nil) {
        self.text = text
        self.isBold = isBold
        self.isItalic = isItalic
        self.colour = colour
        self.link = link
    }
}

/// A picture on a line of its own.
public struct WordPicture: Sendable, Equatable {
    /// The picture as PNG, which every program shows.
    public var png: [UInt8]
    /// The same as SVG, which newer programs prefer because it stays sharp.
    public var svg: String?
    /// In millimetres; what does not fit between the margins is made smaller.
    public var width: Double
    /// In millimetres; `nil` keeps the proportions of the PNG.
    public var height: Double?
    /// What stands below it behind “图1”, which is counted automatically.
    public var caption: String?
    /// What it shows, for readers who cannot see it.
    public var description: String

    /// A picture made of its parts.
    public init(png: [UInt8], svg: String? = nil, width: Double = 140, height: Double? = nil, caption: String? = nil, description: String = "") {
        self.png = png
        self.svg = svg
        self.width = width
        self.height = height
        self.caption = caption
        self.description = description
    }
}

/// Why a document could not be written.
public enum WordError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The bytes of a picture are no PNG; pictures count from 1.
    case notPicture(number: Int)
    /// A row has cells beyond the columns of its table. Tables and rows count from 1, titles included.
    case rowTooLong(table: Int, row: Int, columns: Int)
    /// A table has no columns. Tables count from 1.
    case noColumns(table: Int)
    /// There is not enough memory to pack the document.
    case tooLarge

    public var description: String {
        switch self {
        case .notPicture(let number):
            "Picture \(number) is not a PNG image. Convert it to PNG first."
        case .rowTooLong(let table, let row, let columns):
            "Row \(row) of table \(table) has cells beyond its \(columns) columns. Add columns or shorten the row."
        case .noColumns(let table):
            "Table \(table) has no columns. Give it at least one."
        case .tooLarge:
            "The document is too large for the memory at hand. Use smaller pictures or split it."
        }
    }
}
