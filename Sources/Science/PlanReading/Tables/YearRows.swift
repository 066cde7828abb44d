/// A table with a year in each row and an indicator in each column:
///
///     年度      接待游客（万人次）   旅游收入（亿元）
///     2023年    900                  80
///     2024年    1050                 98
enum YearRows {
    struct Column {
        var head: GridCell
        var cells: [(year: Int, value: CellValue)]
    }

    static func read(_ reader: TableReader, _ layout: Layout, _ body: (Column) -> Void) {
        // No word of such a head need be known.
        let rows = max(1, reader.headRows)..<max(1, reader.headRows, reader.matrix.count)
        guard rows.count >= 2, reader.matrix[rows.lowerBound - 1].count >= 2 else { return }
        let head = reader.matrix[rows.lowerBound - 1]
        let characters = layout.stream.characters
        let years = rows.compactMap { row -> (row: Int, year: Int)? in
            guard let cell = reader.matrix[row].first, let first = cell.range.first, cell.range.count <= 8 else { return nil }
            return Times.year(characters, at: first, limit: cell.range.upperBound).map { (row, $0) }
        }
        // Sums may stand below the years.
        guard years.count >= 2, rows.count - years.count <= 1 else { return }
        for column in 1..<head.count where !head[column].range.isEmpty && !head[column].isRepeat {
            let cells = years.compactMap { row, year in
                column < reader.matrix[row].count ? CellValue.read(characters, reader.matrix[row][column].range).map { (year: year, value: $0) } : nil
            }
            if cells.count == years.count, cells.allSatisfy({ $0.value.value.number != nil }) { body(Column(head: head[column], cells: cells)) }
        }
    }
}
