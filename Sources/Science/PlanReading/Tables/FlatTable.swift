/// A cell a line and nothing else: recognised by its head, put into rows by its ordinals.
enum FlatTable {
    static func read(_ lines: [Line], at index: Int, _ text: Text) -> TextTables.Found? {
        guard index + 5 < lines.count, isStart(lines[index], text), TextTables.isHead(text, lines[index + 1].span),
            TextTables.isHead(text, lines[index + 2].span) || CellLine.isShort(lines[index + 2]), lines[index + 1].blanksBefore <= 2
        else { return nil }
        var next = index
        var ordinals = 0
        while next < lines.count, continues(lines, next, from: index, ordinals, text) {
            if TextTables.ordinal(text, lines[next].span) == ordinals + 1 { ordinals += 1 }
            next += 1
        }
        let cells = lines[index..<next].map { TextTables.cell($0.span) }
        guard cells.count >= 6, let found = CellAssembler.assemble(cells, text), found.rows.count >= 2 else { return nil }
        next = index + found.taken
        return TextTables.Found(rows: found.rows, span: lines[index].span.joined(with: lines[next - 1].span), nextLine: next)
    }

    private static func isStart(_ line: Line, _ text: Text) -> Bool {
        let words = TextTables.squeezed(text, line.span)
        guard words.count <= 10 else { return false }
        switch TableHeader.role(words, 0..<words.count) {
        case .ordinal, .name, .category: return true
        default: return false
        }
    }

    /// Short lines go on; a long one only as the content of a project between its ordinals.
    private static func continues(_ lines: [Line], _ index: Int, from start: Int, _ ordinals: Int, _ text: Text) -> Bool {
        let line = lines[index]
        guard index > start else { return true }
        let words = PageFurniture.squeezed(text, Span(line.span.start, min(line.span.end, line.span.start + 16)))
        if words.first == 0x6CE8, words.count > 1, words[1] == 0x3A || words[1] == 0x28 { return false }  // 注：
        if BoxTitle.read(words, 0..<words.count) != nil || line.span.length > 600 { return false }
        if line.blanksBefore > 2 { return false }
        if let number = Numbering.read(words, 0..<words.count), number.style <= .section || number.style == .hanParenthesis { return false }
        if CellLine.isShort(line) { return true }
        // A sentence: the table goes on if its next ordinal still comes.
        return (index + 1..<min(lines.count, index + 14)).contains { TextTables.ordinal(text, lines[$0].span) == ordinals + 1 }
            || line.blanksBefore == 0 && ordinals > 0 && line.span.length < 200 && index + 1 < lines.count && CellLine.isShort(lines[index + 1])
    }
}

enum CellLine {
    static func isShort(_ line: Line) -> Bool { line.span.length <= 36 }
}
