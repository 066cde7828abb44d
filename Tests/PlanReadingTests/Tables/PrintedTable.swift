import Testing

/// A small table, and the shapes in which such tables arrive in plain text.
struct PrintedTable: Sendable {
    var head: [String]
    var rows: [[String]]

    /// Cells apart by " | ".
    init(_ head: String, _ rows: [String]) {
        self.head = Self.cells(head)
        self.rows = rows.map(Self.cells)
    }

    private static func cells(_ line: String) -> [String] {
        line.split(separator: "|", omittingEmptySubsequences: false).map { String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
    }

    private var lines: [[String]] { [head] + rows }

    enum Shape: String, CaseIterable, Sendable, CustomTestStringConvertible {
        case pipes = "pipes"
        case barePipes = "pipes without rule and edges"
        case tabs = "a row a line, tabs between"
        case tabbedCells = "a cell a line behind a tab"
        case tabbedCellsApart = "a cell a line behind a tab, a blank line between rows"
        case tabbedCellsWide = "a cell a line behind a tab, a blank line after each"
        case cells = "a cell a line and nothing else"
        case aligned = "columns aligned with blanks"
        case alignedWide = "columns aligned with full-width blanks"
        case wrapped = "aligned columns with wrapped names"
        case wrappedCentred = "aligned columns with wrapped names, the other cells in the middle"
        case spaced = "a row a line, single blanks between"
        case spacedWrapped = "single blanks, rows broken over lines"

        var testDescription: String { rawValue }
    }

    func printed(_ shape: Shape) -> String {
        switch shape {
        case .pipes: pipes
        case .barePipes: lines.map { $0.joined(separator: " | ") }.joined(separator: "\n")
        case .tabs: lines.map { $0.joined(separator: "\t") }.joined(separator: "\n")
        case .tabbedCells: lines.flatMap { $0.map { "\t" + $0 } }.joined(separator: "\n")
        case .tabbedCellsApart: lines.map { $0.map { "\t" + $0 }.joined(separator: "\n") }.joined(separator: "\n\n")
        case .tabbedCellsWide: lines.flatMap { $0.map { "\t" + $0 } }.joined(separator: "\n\n")
        case .cells: lines.flatMap { $0 }.joined(separator: "\n")
        case .aligned: aligned(lines, gap: 3, blank: " ")
        case .alignedWide: aligned(lines, gap: 4, blank: "　")
        case .wrapped: aligned(lines.flatMap { Self.wrapped($0, width: 7, centred: false) }, gap: 3, blank: " ")
        case .wrappedCentred: aligned(lines.flatMap { Self.wrapped($0, width: 7, centred: true) }, gap: 3, blank: " ")
        case .spaced: lines.map { $0.joined(separator: " ") }.joined(separator: "\n")
        case .spacedWrapped: ([head.joined(separator: " ")] + rows.flatMap(Self.broken)).joined(separator: "\n")
        }
    }

    private var pipes: String {
        let rule = "|" + head.map { _ in "---|" }.joined()
        return (["| " + head.joined(separator: " | ") + " |", rule] + rows.map { "| " + $0.joined(separator: " | ") + " |" }).joined(separator: "\n")
    }

    private static func columns(_ words: String) -> Int { words.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 ? 2 : 1) } }

    private func aligned(_ lines: [[String]], gap: Int, blank: String) -> String {
        let widths = head.indices.map { column in (lines.map { Self.columns($0[column]) }.max() ?? 0) + gap }
        return lines.map { line in
            var result = ""
            for (cell, width) in zip(line, widths) {
                result += cell
                let pad = width - Self.columns(cell)
                result += blank == " " ? String(repeating: " ", count: pad) : String(repeating: "　", count: pad / 2) + (pad % 2 == 1 ? " " : "")
            }
            while result.last == " " || result.last == "　" { result.removeLast() }
            return result
        }.joined(separator: "\n")
    }

    /// Cells longer than `width` go on in lines of their own.
    private static func wrapped(_ row: [String], width: Int, centred: Bool) -> [[String]] {
        let parts = row.map { cell -> [String] in
            let characters = Array(cell)
            return stride(from: 0, to: max(1, characters.count), by: width).map { String(characters[$0..<min(characters.count, $0 + width)]) }
        }
        let height = parts.map(\.count).max() ?? 1
        return (0..<height).map { line in
            parts.map { part in
                let offset = centred ? (height - part.count) / 2 : 0
                return part.indices.contains(line - offset) ? part[line - offset] : ""
            }
        }
    }

    /// The last cells of a row on a line of their own.
    private static func broken(_ row: [String]) -> [String] {
        guard row.count > 3 else { return [row.joined(separator: " ")] }
        return [row.dropLast(2).joined(separator: " "), row.suffix(2).joined(separator: " ")]
    }
}
