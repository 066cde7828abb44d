/// The text of a document and the stream of its characters, which do not change once the layout is made.
struct Script {
    var text: Text
    var stream: Stream

    /// The text of a range of the stream, as printed; what stands between the fragments of a wrapped cell is left out.
    func printed(_ range: Range<Int>) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.count * 3)
        for index in range where index < stream.origins.count {
            if stream[index] == Fold.space {
                bytes.append(0x20)
            } else {
                UTF8Encoder.append(text.scalars[Int(stream.origins[index])], to: &bytes)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// A document laid out for reading: its paragraphs and tables in order, and the script that they refer to.
struct Layout {
    var script: Script
    var elements: [Element] = []
    var grids: [Grid] = []

    var text: Text { script.text }
    var stream: Stream {
        _read { yield script.stream }
        _modify { yield &script.stream }
    }

    func printed(_ range: Range<Int>) -> String { script.printed(range) }
}

/// A paragraph or a table, in reading order.
struct Element {
    enum Content {
        case paragraph
        /// Index of the grid.
        case table(Int)
    }

    var content: Content
    var span: Span
    /// Of the stream; for a table, of all its cells.
    var range: Range<Int>
    /// From the file's styles.
    var headingLevel: Int?
    /// Set for markdown headings.
    var isMarkedHeading = false
    /// Which frame (a one-cell table or a text box) it stands in.
    var frame: Int?
    var blanksBefore = 0
    var indent = 0
    var isNote = false
    var role = Role.body

    enum Role: Equatable {
        case body
        /// Not the plan's own words: contents, repeated heads, page numbers.
        case noise
        /// The notice that hands the plan out, and the block of particulars above it.
        case front
        case title
        /// Index of the heading.
        case heading(Int)
        /// Index of the box.
        case boxTitle(Int)
        case caption
    }

    var isTable: Bool {
        if case .table = content { true } else { false }
    }
}

/// A table as rows of cells. Merged cells stand once, with their extent.
struct Grid {
    var rows: [[GridCell]]
    var span: Span
    /// 单位：万元, from the line above the table.
    var captionUnit: Range<Int>?
    /// The title line above the table.
    var caption: Range<Int>?
    /// The table goes on from the grid before it (续表).
    var continues = false
    /// 注： below the table.
    var note: Range<Int>?
    /// The box that it stands in, once boxes are known.
    var box: Int?
    var heading: Int?

    /// The cells as a full rectangle: a merged cell stands in each place that it covers.
    func matrix() -> [[GridCell]] {
        guard rows.contains(where: { $0.contains { $0.rowSpan > 1 || $0.columnSpan > 1 } }) else { return rows }
        var matrix: [[GridCell?]] = rows.map { _ in [] }
        for (rowIndex, row) in rows.enumerated() {
            var column = 0
            for cell in row {
                while column < matrix[rowIndex].count, matrix[rowIndex][column] != nil { column += 1 }
                for down in 0..<max(1, min(cell.rowSpan, rows.count - rowIndex)) {
                    for across in 0..<max(1, min(cell.columnSpan, 200)) {
                        var copy = cell
                        copy.isRepeat = down > 0 || across > 0
                        Grid.put(copy, into: &matrix[rowIndex + down], at: column + across)
                    }
                }
                column += max(1, min(cell.columnSpan, 200))
            }
        }
        return matrix.map { row in row.map { $0 ?? GridCell(fragments: [], range: 0..<0) } }
    }

    private static func put(_ cell: GridCell, into row: inout [GridCell?], at column: Int) {
        while row.count <= column { row.append(nil) }
        if row[column] == nil { row[column] = cell }
    }
}

/// A cell. A wrapped cell of a printed page has several fragments.
struct GridCell {
    /// Where it stands, and the further fragments of a wrapped cell.
    private var first: Span?
    private var others: [Span] = []
    /// Of the stream.
    var range: Range<Int>
    var rowSpan = 1
    var columnSpan = 1
    /// This place is covered by a cell that stands elsewhere.
    var isRepeat = false

    init(fragments: [Span], range: Range<Int>, rowSpan: Int = 1, columnSpan: Int = 1) {
        first = fragments.first
        others = Array(fragments.dropFirst())
        self.range = range
        self.rowSpan = rowSpan
        self.columnSpan = columnSpan
    }

    /// A cell of one fragment, which is nearly every one, needs no storage of its own.
    init(_ span: Span) {
        first = span
        range = 0..<0
    }

    var fragments: [Span] {
        get { first.map { [$0] + others } ?? [] }
        set {
            first = newValue.first
            others = Array(newValue.dropFirst())
        }
    }

    var span: Span {
        guard let first else { return Span(0, 0) }
        return others.reduce(first) { $0.joined(with: $1) }
    }

    var isWrapped: Bool { !others.isEmpty }
}
