/// A table with ruled lines, whose head is repeated on every page.
public struct WordTable: Sendable, Equatable {
    /// A column.
    public struct Column: Sendable, Equatable {
        public var title: String
        public var width: Width
        public var alignment: Alignment

        /// A column; without a width it shares what the others leave.
        public init(_ title: String, width: Width = .share(1), alignment: Alignment = .automatic) {
            self.title = title
            self.width = width
            self.alignment = alignment
        }
    }

    /// How wide a column is.
    public enum Width: Sendable, Equatable {
        case millimetres(Double)
        /// A part of what the columns in millimetres leave, in proportion to the other shares.
        case share(Double)
    }

    /// How the text of a cell stands.
    public enum Alignment: Sendable, Equatable {
        /// Numbers to the right, all else to the left.
        case automatic
        case left
        case centre
        case right
    }

    /// How large its characters are, in half points.
    public enum Size: Int, Sendable, Equatable, CaseIterable {
        /// 小四, 12 pt.
        case ordinary = 24
        /// 五号, 10.5 pt.
        case small = 21
        /// 小五, 9 pt.
        case smaller = 18
        /// 六号, 7.5 pt: for tables that are too wide even across.
        case tiny = 15

        var name: String { "\(rawValue / 2)" + (rawValue % 2 == 0 ? "" : ".5") }

        /// In millimetres.
        public var character: Double { Double(rawValue) / 2 / 72 * 25.4 }
    }

    /// A cell.
    public struct Cell: Sendable, Equatable {
        public var runs: [WordRun]
        /// Stands above the runs, no wider than the cell; its caption is left out.
        public var picture: WordPicture?
        /// Whether it has a grey ground, as sums have.
        public var isShaded: Bool
        /// How many rows and columns it covers, at least 1.
        public var rowSpan: Int
        public var columnSpan: Int
        /// `nil` follows the column.
        public var alignment: Alignment?

        /// A cell of runs.
        public init(
            _ runs: [WordRun], picture: WordPicture? = nil, isShaded: Bool = false, rowSpan: Int = 1, columnSpan: Int = 1, alignment: Alignment? = nil
        ) {
            self.runs = runs
            self.picture = picture
            self.isShaded = isShaded
            self.rowSpan = rowSpan
            self.columnSpan = columnSpan
            self.alignment = alignment
        }

        /// A cell of plain text.
        public init(_ text: String, rowSpan: Int = 1, columnSpan: Int = 1, alignment: Alignment? = nil) {
            self.init([WordRun(text)], rowSpan: rowSpan, columnSpan: columnSpan, alignment: alignment)
        }
    }

    /// What stands above it behind “表1”, which is counted automatically.
    public var caption: String?
    public var columns: [Column]
    /// Rows of titles instead of the titles of the columns, where some are merged.
    public var head: [[Cell]]
    /// A merged cell stands once, in the row where it begins; shorter rows are filled with empty cells.
    public var rows: [[Cell]]
    /// Lines below it, each behind “注：”.
    public var notes: [String]
    /// Whether lines are drawn.
    public var hasBorders: Bool
    public var size: Size

    /// A table made of its parts.
    public init(
        caption: String? = nil, columns: [Column], head: [[Cell]] = [], rows: [[Cell]], notes: [String] = [], hasBorders: Bool = true,
        size: Size = .ordinary
    ) {
        self.caption = caption
        self.columns = columns
        self.head = head
        self.rows = rows
        self.notes = notes
        self.hasBorders = hasBorders
        self.size = size
    }

    /// A table of plain text.
    public init(caption: String? = nil, columns: [Column], texts: [[String]], notes: [String] = []) {
        self.init(caption: caption, columns: columns, rows: texts.map { $0.map { Cell($0) } }, notes: notes)
    }
}
