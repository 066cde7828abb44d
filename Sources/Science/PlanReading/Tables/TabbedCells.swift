/// A cell a line, a tab before each: the way Word's own text export flattens a table. A line without a tab goes on in the cell above it,
/// and a blank line ends a row.
enum TabbedCells {
    static func read(_ lines: [Line], at index: Int, _ text: Text) -> TextTables.Found? {
        var rows: [[GridCell]] = [[]]
        var next = index
        while next < lines.count {
            let line = lines[next]
            if line.startsWithTab {
                // A blank cell is a line of a lone tab: it counts as a blank line, and is made up for below.
                if line.blanksBefore > 0, rows.last?.isEmpty == false, !lonelyTabs(lines, next, text, &rows) { rows.append([]) }
                rows[rows.count - 1].append(TextTables.cell(line.span))
            } else if next > index, continues(lines, next, rows, text) {
                let last = rows.count - 1
                rows[last][rows[last].count - 1].append(line.span)
            } else {
                break
            }
            next += 1
        }
        rows.removeAll(where: \.isEmpty)
        guard !rows.isEmpty else { return nil }
        if rows.count == 1, rows[0].count >= 6, let assembled = CellAssembler.assemble(rows[0], text) { rows = assembled.rows }
        if rows.count >= 6, rows.allSatisfy({ $0.count == 1 }), let assembled = CellAssembler.assemble(rows.map { $0[0] }, text) { rows = assembled.rows }
        if rows.count == 1, rows[0].count > 1, !TextTables.isHead(text, rows[0][0].span) { rows = rows[0].map { [$0] } }
        mendHead(&rows, text)
        return TextTables.Found(rows: rows, span: lines[index].span.joined(with: lines[next - 1].span), nextLine: next)
    }

    /// A head broken over cells of its own: 2025年 and 目标值 stand over one column.
    private static func mendHead(_ rows: inout [[GridCell]], _ text: Text) {
        guard rows.count >= 3 else { return }
        var counts: [Int: Int] = [:]
        for row in rows.dropFirst() where row.count >= 3 { counts[row.count, default: 0] += 1 }
        guard let columns = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) })?.key, rows[0].count > columns else { return }
        rows[0] = CellAssembler.mergeHead(rows[0], to: columns, text)
    }

    /// A line of a tab alone is an empty cell: the row is padded and not ended by it, unless a line without a tab stands there too.
    private static func lonelyTabs(_ lines: [Line], _ index: Int, _ text: Text, _ rows: inout [[GridCell]]) -> Bool {
        var position = lines[index].span.start - 1
        var tabLines = 0
        var emptyLines = 0
        var sawTab = false
        var newlines = 0
        while position >= 0, text.folded[position] <= Fold.space {
            if text.folded[position] == Fold.newline {
                if newlines > 0 { if sawTab { tabLines += 1 } else { emptyLines += 1 } }
                newlines += 1
                sawTab = false
            } else if text.folded[position] == Fold.tab {
                sawTab = true
            }
            position -= 1
        }
        let place = lines[index].span.start
        for _ in 0..<min(tabLines, 12) { rows[rows.count - 1].append(TextTables.cell(Span(place, place))) }
        return emptyLines == 0
    }

    /// A line without a tab belongs to the cell above it when no blank line parts them, or when it mends a head that was broken.
    private static func continues(_ lines: [Line], _ index: Int, _ rows: [[GridCell]], _ text: Text) -> Bool {
        let line = lines[index]
        guard let row = rows.last, !row.isEmpty else { return false }
        let characters = PageFurniture.squeezed(text, Span(line.span.start, min(line.span.end, line.span.start + 12)))
        if BoxTitle.read(characters, 0..<characters.count) != nil || TableNote.isNote(characters, 0..<characters.count) { return false }
        if line.blanksBefore == 0 { return !isOuterHeading(characters, rows) }
        guard rows.count == 1, row.count >= 3, line.span.length <= 10, index + 1 < lines.count else { return false }
        return lines[index + 1].startsWithTab && lines[index + 1].blanksBefore == 0
    }

    /// 第X章 and 一、 end a box that has lost the blank line after it.
    private static func isOuterHeading(_ characters: [Character16], _ rows: [[GridCell]]) -> Bool {
        guard rows.count == 1, !rows[0].isEmpty, let number = Numbering.read(characters, 0..<characters.count) else { return false }
        return number.style <= .hanParenthesis
    }
}

/// Puts a run of cells back into rows, by the head's words and the rows' ordinals.
enum CellAssembler {
    /// The rows, and how many of the cells they took.
    static func assemble(_ cells: [GridCell], _ text: Text) -> (rows: [[GridCell]], taken: Int)? {
        let heads = headCount(cells, text)
        guard heads >= 2 else { return nil }
        let hasOrdinal = isOrdinalHead(cells[0], text)
        let body = Array(cells[heads...])
        guard !body.isEmpty else { return nil }
        if hasOrdinal, let rows = byOrdinals(body, heads: heads, text) {
            return ([mergeHead(Array(cells[..<heads]), to: rows.columns, text)] + rows.rows, heads + rows.taken)
        }
        let columns = widthWithoutOrdinals(Array(cells[..<heads]), body, text)
        guard columns >= 2 else { return nil }
        var rows = [mergeHead(Array(cells[..<heads]), to: columns, text)]
        var row: [GridCell] = []
        var taken = heads
        for (index, cell) in body.enumerated() {
            if row.isEmpty, isGroup(cell, text) {
                rows.append([cell])
                continue
            }
            row.append(cell)
            if row.count == columns {
                rows.append(row)
                row = []
                taken = heads + index + 1
            }
        }
        return (rows, taken)
    }

    /// How many cells from the first on are heads; a head broken over lines counts once for each line.
    private static func headCount(_ cells: [GridCell], _ text: Text) -> Int {
        var count = 0
        var misses = 0
        while count < cells.count, count < 24 {
            let cell = cells[count]
            if TextTables.ordinal(text, cell.span) != nil { break }
            if TextTables.isHead(text, cell.span) || isHeadFragment(cell, text) {
                misses = 0
            } else {
                misses += 1
                if misses > 0 { break }
            }
            count += 1
        }
        return count
    }

    private static let fragments = Phrases<Bool>("指标值 目标值 名称 属性 单位 部门 (家) (万元) (亿元) (%) (万元) 性质 年限 内容 规模 主体 期限 周期 实际值 完成值 (年) 及规模 基期值 现状值 预期值", true)

    private static func isHeadFragment(_ cell: GridCell, _ text: Text) -> Bool {
        let words = TextTables.squeezed(text, cell.span)
        return fragments.match(words, at: 0, limit: words.count)?.length == words.count
    }

    private static func isOrdinalHead(_ cell: GridCell, _ text: Text) -> Bool {
        let words = TextTables.squeezed(text, cell.span)
        return TableHeader.role(words, 0..<words.count) == .ordinal
    }

    private static func isGroup(_ cell: GridCell, _ text: Text) -> Bool {
        let words = TextTables.squeezed(text, cell.span)
        guard words.count <= 40 else { return false }
        if let number = Numbering.read(words, 0..<words.count) { return number.style == .han || number.style == .hanParenthesis }
        return false
    }

    /// Rows begin at 1, 2, 3 …; what else stands in between are group heads and totals.
    private static func byOrdinals(_ body: [GridCell], heads: Int, _ text: Text) -> (rows: [[GridCell]], columns: Int, taken: Int)? {
        var starts: [Int] = []
        var expected = 1
        for (index, cell) in body.enumerated() where TextTables.ordinal(text, cell.span) == expected {
            if let last = starts.last, index - last < 2 { continue }
            starts.append(index)
            expected += 1
        }
        guard let first = starts.first, starts.count >= 1 else { return nil }
        var distances: [Int: Int] = [:]
        for (start, next) in zip(starts, starts.dropFirst()) { distances[next - start, default: 0] += 1 }
        let common = distances.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
        let columns = min(heads, max(2, common ?? min(heads, body.count - first)))
        var rows: [[GridCell]] = body[..<first].map { [$0] }
        var taken = 0
        for (place, start) in starts.enumerated() {
            let end = place + 1 < starts.count ? starts[place + 1] : min(body.count, start + columns)
            rows += split(Array(body[start..<end]), columns: columns, text)
            taken = end
        }
        if taken < body.count, isTotal(body[taken], text) {
            let end = body[(taken + 1)...].prefix(columns - 1).prefix { isValue($0, text) }.endIndex
            rows.append(Array(body[taken..<end]))
            taken = end
        }
        return (rows, columns, taken)
    }

    /// A row's own cells, and the group head that stands before the next row.
    private static func split(_ cells: [GridCell], columns: Int, _ text: Text) -> [[GridCell]] {
        guard cells.count > columns else {
            // A missing last cell does not move a group head into the row.
            if let last = cells.last, cells.count > 2, isGroup(last, text) { return [Array(cells.dropLast()), [last]] }
            return [cells]
        }
        let extra = Array(cells[columns...])
        if extra.allSatisfy({ isGroup($0, text) }) { return [Array(cells[..<columns])] + extra.map { [$0] } }
        if extra.count <= 3, isTotal(extra[0], text) { return [Array(cells[..<columns]), extra] }
        // A cell of several lines: the longest takes what is too much.
        var row = cells
        while row.count > columns, let longest = row.indices.dropLast().max(by: { row[$0].span.length < row[$1].span.length }) {
            row[longest].fragments += row[longest + 1].fragments
            row.remove(at: longest + 1)
        }
        return [row]
    }

    private static let totals = Phrases<Bool>("合计 总计 小计 共计", true)

    private static func isTotal(_ cell: GridCell, _ text: Text) -> Bool {
        let words = TextTables.squeezed(text, cell.span)
        return totals.match(words, at: 0, limit: words.count) != nil
    }

    /// Without ordinals: the width at which each row's last cells look like values again and again.
    private static func widthWithoutOrdinals(_ heads: [GridCell], _ body: [GridCell], _ text: Text) -> Int {
        let merged = mergeHead(heads, to: 2, text).count
        let candidates = [heads.count, merged] + Array(2...max(2, heads.count))
        return candidates.first { columns in
            columns >= 2 && body.count % columns == 0
                && stride(from: 0, to: body.count, by: columns).allSatisfy { start in
                    !isValue(body[start], text) && isValue(body[start + columns - 1], text) == isValue(body[columns - 1], text)
                }
        } ?? heads.count
    }

    private static func isValue(_ cell: GridCell, _ text: Text) -> Bool {
        text.folded[cell.span.start..<min(cell.span.end, cell.span.start + 3)].contains(where: \.isDigit)
    }

    /// Joins broken heads until `columns` are left: 2025年 + 目标值, 指标 + 属性.
    static func mergeHead(_ heads: [GridCell], to columns: Int, _ text: Text) -> [GridCell] {
        var result = heads
        var index = 1
        while result.count > columns, index < result.count {
            if isHeadFragment(result[index], text), !completesAlone(result[index - 1], result[index], text) {
                result[index - 1].fragments += result[index].fragments
                result.remove(at: index)
            } else {
                index += 1
            }
        }
        index = 1
        while result.count > columns, index < result.count {
            // 2021年 over 计划投资
            if isYear(result[index - 1], text), !isYear(result[index], text), !standsAlone(result[index], text) {
                result[index - 1].fragments += result[index].fragments
                result.remove(at: index)
            } else {
                index += 1
            }
        }
        while result.count > columns, result.count > 1 {
            let last = result.removeLast()
            result[result.count - 1].fragments += last.fragments
        }
        return result
    }

    private static func isYear(_ cell: GridCell, _ text: Text) -> Bool {
        let words = TextTables.squeezed(text, cell.span)
        return words.count <= 6 && Times.year(words, at: 0, limit: words.count) != nil
    }

    private static func standsAlone(_ cell: GridCell, _ text: Text) -> Bool {
        let words = TextTables.squeezed(text, cell.span)
        switch TableHeader.role(words, 0..<words.count) {
        case .ordinal, .name, .unit, .attribute, .kind, .period, .responsible, .note: return true
        default: return false
        }
    }

    /// 指标 | 单位 are two heads although 单位 could end a broken one.
    private static func completesAlone(_ before: GridCell, _ cell: GridCell, _ text: Text) -> Bool {
        let words = TextTables.squeezed(text, cell.span)
        let head = TextTables.squeezed(text, before.span)
        let joined = head + words
        guard TableHeader.role(words, 0..<words.count) != .unknown, !isYear(before, text), !TableHeader.isExact(joined) else { return false }
        return TableHeader.role(head, 0..<head.count) != .unknown || TableHeader.role(joined, 0..<joined.count) == .unknown
    }
}
