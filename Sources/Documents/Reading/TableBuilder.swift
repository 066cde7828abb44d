/// How a cell covers the grid of its table.
struct CellShape {
    enum Merge {
        /// A cell of its own.
        case none
        /// The first of several that are merged.
        case start
        /// Part of the cell above (vertically) or before (horizontally).
        case continued
    }

    var columnSpan = 1
    var rowSpan = 1
    var vertical = Merge.none
    var horizontal = Merge.none

    /// No office program makes wider tables; more would only serve to overflow.
    static let widest = 1_000
}

/// A table under construction: cells come row by row, merged cells are counted into their first.
struct OpenTable {
    struct OpenCell {
        /// The end of the text before the separator of this cell.
        let mark: TextBuilder.Mark
        let start: Int
        var shape: CellShape
    }

    let start: Int
    private(set) var rows: [[Cell]] = []
    private(set) var row: [Cell] = []
    private(set) var isRowOpen = false
    var cell: OpenCell?
    /// The grid column at which the next cell begins.
    var column = 0

    private var rowMark: TextBuilder.Mark?
    /// Where the cell that reaches down into a grid column began.
    private var reaching: [Int: (row: Int, index: Int)] = [:]
    /// The same before the open row, in case it is dropped.
    private var reachingBefore: [Int: (row: Int, index: Int)] = [:]

    init(start: Int) {
        self.start = start
    }

    mutating func beginRow(at mark: TextBuilder.Mark) {
        isRowOpen = true
        rowMark = mark
        reachingBefore = reaching
        row = []
        column = 0
    }

    /// Ends the row; returns the mark to cut the text back to if the row is dropped.
    mutating func endRow(dropped: Bool) -> TextBuilder.Mark? {
        guard isRowOpen else { return nil }
        isRowOpen = false
        if dropped {
            reaching = reachingBefore
            return rowMark
        }
        rows.append(row)
        row = []
        return nil
    }

    /// Ends the cell; returns the mark to cut the text back to if it is part of another.
    mutating func endCell(at end: Int, blocks: [Block]) -> TextBuilder.Mark? {
        guard let open = cell else { return nil }
        cell = nil
        let shape = open.shape
        defer { column += shape.columnSpan }

        if shape.horizontal == .continued, let last = row.indices.last {
            row[last].columnSpan += shape.columnSpan
            return open.mark
        }
        if shape.vertical == .continued, let origin = reaching[column], rows.indices.contains(origin.row),
            rows[origin.row].indices.contains(origin.index)
        {
            rows[origin.row][origin.index].rowSpan += 1
            return open.mark
        }
        // A continuation of nothing is content that nobody else holds: it becomes a cell.
        reaching[column] = shape.vertical == .none ? nil : (rows.count, row.count)
        row.append(
            Cell(
                range: open.start..<end, rowSpan: shape.rowSpan, columnSpan: shape.columnSpan, blocks: blocks))
        return nil
    }

    /// The rows, with spans that end where the table ends.
    func settledRows() -> [[Cell]] {
        rows.enumerated().map { index, row in
            row.map { cell in
                var cell = cell
                let left = rows.count - index
                cell.rowSpan = cell.rowSpan == 0 ? left : min(cell.rowSpan, left)
                return cell
            }
        }
    }
}
