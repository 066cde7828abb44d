/// The text of a document and the stream of its characters, which do not change once the layout is made.
struct Script {
    var text: Text
    var stream: Stream

    /// The text of a range of the stream, as printed; what stands between the fragments of a wrapped cell is left out.
    func printed(_ range: Range<Int>) -> String {
        let range = range.clamped(to: 0..<stream.origins.count)
        return stream.characters.withUnsafeBufferPointer { characters in
            stream.origins.withUnsafeBufferPointer { origins in
                // A blank of the stream stands for any white space of the text.
                func scalar(_ index: Int) -> UInt32 { characters[index] == Fold.space ? 0x20 : text.scalars[Int(origins[index])] }
                // Given its exact length, a short string needs no storage of its own.
                let length = range.reduce(0) { $0 + UTF8Encoder.length(scalar($1)) }
                return String(unsafeUninitializedCapacity: length) { bytes in
                    range.reduce(0) { UTF8Encoder.append(scalar($1), to: bytes, at: $0) }
                }
            }
        }
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

/// A cell. A wrapped cell of a printed page has several fragments. Tables can have a million of them, so places are kept in 32 bits.
struct GridCell {
    /// Where it stands; -1 for a cell that stands nowhere.
    private var start: Int32
    private var end: Int32
    /// The further fragments of a wrapped cell.
    private var others: [Span] = []
    private var lower: Int32
    private var upper: Int32
    private var rows: UInt16
    private var columns: UInt16
    /// This place is covered by a cell that stands elsewhere.
    var isRepeat = false

    init(fragments: [Span], range: Range<Int>, rowSpan: Int = 1, columnSpan: Int = 1) {
        (start, end) = GridCell.narrow(fragments.first)
        others = Array(fragments.dropFirst())
        lower = Int32(clamping: range.lowerBound)
        upper = Int32(clamping: range.upperBound)
        rows = UInt16(clamping: rowSpan)
        columns = UInt16(clamping: columnSpan)
    }

    /// A cell of one fragment, which is nearly every one, needs no storage of its own.
    init(_ span: Span) {
        (start, end) = GridCell.narrow(span)
        (lower, upper) = (0, 0)
        (rows, columns) = (1, 1)
    }

    private static func narrow(_ span: Span?) -> (Int32, Int32) { span.map { (Int32(clamping: $0.start), Int32(clamping: $0.end)) } ?? (-1, -1) }

    private var first: Span? { start < 0 ? nil : Span(Int(start), Int(end)) }

    /// Of the stream.
    var range: Range<Int> {
        get { Int(lower)..<Int(upper) }
        set {
            lower = Int32(clamping: newValue.lowerBound)
            upper = Int32(clamping: newValue.upperBound)
        }
    }

    var rowSpan: Int { Int(rows) }
    var columnSpan: Int { Int(columns) }

    var fragments: [Span] {
        get { first.map { [$0] + others } ?? [] }
        set {
            (start, end) = GridCell.narrow(newValue.first)
            others = Array(newValue.dropFirst())
        }
    }

    var span: Span {
        guard let first else { return Span(0, 0) }
        return others.reduce(first) { $0.joined(with: $1) }
    }

    var isWrapped: Bool { !others.isEmpty }
    /// It stands nowhere.
    var isEmpty: Bool { start < 0 }

    /// One more fragment, below the others.
    mutating func append(_ span: Span) {
        if start < 0 { (start, end) = GridCell.narrow(span) } else { others.append(span) }
    }
}
