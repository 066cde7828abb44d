/// Finds boxes (专栏): a title, and what belongs to it up to where the running text goes on.
struct BoxReader {
    private let layout: Layout

    static func read(_ layout: inout Layout) -> [BoxExtent] {
        let reader = BoxReader(layout: layout)
        var boxes: [BoxExtent] = []
        var index = 0
        while index < reader.layout.elements.count {
            if let extent = reader.box(at: index) {
                for element in extent.elements.prefix(extent.titleElements) { layout.elements[element].role = .boxTitle(boxes.count) }
                if let grid = extent.grid { layout.grids[grid].box = boxes.count }
                boxes.append(extent)
                index = extent.elements.upperBound
            } else {
                index += 1
            }
        }
        return boxes
    }

    /// For each element the box that it stands in.
    static func assign(_ boxes: [BoxExtent], count: Int) -> [Int?] {
        var result = [Int?](repeating: nil, count: count)
        for (index, extent) in boxes.enumerated() {
            for element in extent.elements where element < count { result[element] = index }
        }
        return result
    }

    // MARK: Title

    private func box(at index: Int) -> BoxExtent? {
        let element = layout.elements[index]
        guard !element.isTable, element.role == .body, var title = BoxTitle.read(layout.stream.characters, element.range),
            title.title.count <= 60, !endsSentence(title.title), !isReference(title.title)
        else { return nil }
        var first = index + 1
        if title.title.isEmpty, first < layout.elements.count, isTitleLine(layout.elements[first]) {
            title.title = layout.elements[first].range
            first += 1
        }
        if isCaption(first) { first += 1 }
        var end = contentEnd(first, titleFrame: element.frame)
        let grid = (first..<end).compactMap { gridIndex($0) }.first
        end = withNote(end, after: grid != nil)
        let items = grid == nil ? items(first..<end) : (first..<end).flatMap { rows(gridIndex($0)) }
        let lastSpan = layout.elements[max(index, end - 1)].span
        let box = Box(
            number: title.number, title: clean(title.title), span: element.span.joined(with: lastSpan), items: items,
            confidence: end > first ? 0.97 : 0.7)
        return BoxExtent(box: box, elements: index..<end, titleElements: first - index, grid: grid)
    }

    /// 单位：亿元 between the title and the table.
    private func isCaption(_ index: Int) -> Bool {
        guard index + 1 < layout.elements.count, !layout.elements[index].isTable, layout.elements[index + 1].isTable else { return false }
        return layout.elements[index].range.count <= 24 && Numbering.read(layout.stream.characters, layout.elements[index].range) == nil
    }

    private func clean(_ range: Range<Int>) -> String {
        var range = range
        while let last = range.last, last > range.lowerBound, [0x3A, 0x3002, 0x3011].contains(layout.stream[last]) { range = range.lowerBound..<last }
        return layout.printed(range)
    }

    private func isTitleLine(_ element: Element) -> Bool {
        !element.isTable && element.range.count <= 40 && !endsSentence(element.range)
            && Numbering.read(layout.stream.characters, element.range) == nil
    }

    private func endsSentence(_ range: Range<Int>) -> Bool {
        range.contains { layout.stream[$0] == 0x3002 } || range.last.map { layout.stream[$0] == 0x3B } ?? false
    }

    /// “专栏3所列项目……”, “专栏1、专栏2”: a sentence that speaks of a box.
    private func isReference(_ range: Range<Int>) -> Bool {
        BoxReader.references.match(layout.stream.characters, at: range.lowerBound, limit: range.upperBound) != nil
            || range.contains { layout.stream[$0] == 0x2C } && range.count > 30
    }

    private static let references = Phrases<Bool>("所列 中 所示 和 与 列出 明确", true)

    private func gridIndex(_ element: Int) -> Int? {
        if case .table(let grid) = layout.elements[element].content { grid } else { nil }
    }

    // MARK: Extent

    private func contentEnd(_ first: Int, titleFrame: Int?) -> Int {
        guard first < layout.elements.count else { return first }
        if let frame = titleFrame, layout.elements[first].frame == frame { return frameEnd(first, frame) }
        if gridIndex(first) != nil { return continuedTables(first) }
        if let frame = layout.elements[first].frame, titleFrame == nil {
            let end = frameEnd(first, frame)
            return continuedItems(from: first, end)
        }
        return paragraphsEnd(first)
    }

    /// A table, and the tables on the pages behind it that repeat its head.
    private func continuedTables(_ first: Int) -> Int {
        guard let grid = gridIndex(first) else { return first }
        var end = first + 1
        while let next = (end..<min(layout.elements.count, end + 4)).first(where: { gridIndex($0) != nil }), let other = gridIndex(next),
            (end..<next).allSatisfy({ layout.elements[$0].range.count <= 40 && Numbering.read(layout.stream.characters, layout.elements[$0].range) == nil }),
            headWords(other) == headWords(grid)
        { end = next + 1 }
        return end
    }

    private func headWords(_ grid: Int) -> [[Character16]] {
        layout.grids[grid].rows.first.map { row in row.map { cell in cell.range.map { layout.stream[$0] } } } ?? []
    }

    private func frameEnd(_ first: Int, _ frame: Int) -> Int {
        var end = first
        while end < layout.elements.count, layout.elements[end].frame == frame,
            end == first || BoxTitle.read(layout.stream.characters, layout.elements[end].range) == nil
        { end += 1 }
        return end
    }

    /// Items that fell out of the frame: 2., 3. … after a frame that holds 1. or an unnumbered first item.
    private func continuedItems(from first: Int, _ end: Int) -> Int {
        var end = end
        var value = 1
        var style: Numbering.Style?
        for index in first..<end {
            if let number = itemNumber(index) { (value, style) = (number.value, number.style) }
        }
        while end < layout.elements.count, let next = nextItem(from: end, style: style, after: value) {
            (value, style) = (next.value, next.style)
            end = next.end
        }
        return end
    }

    private func paragraphsEnd(_ first: Int) -> Int {
        if let end = hanItemsEnd(first) { return end }
        guard !opensHeading(first) else { return first }
        if let number = itemNumber(first), number.style >= .arabic || layout.elements[first].frame != nil {
            return numberedEnd(first, number)
        }
        if isBullet(first) { return bulletEnd(first) }
        if let next = nextItem(from: first + 1, style: nil, after: 1), next.value == 2 {
            return continuedItems(from: first, first + 1)
        }
        return plainEnd(first)
    }

    /// 一、……。…… 二、……。…… below a box in a text whose headings are chapters and sections: its items, each with its text behind its name.
    private func hanItemsEnd(_ first: Int) -> Int? {
        guard itemNumber(first).map({ $0.style == .han && $0.value == 1 }) ?? false, layout.elements[first].headingLevel == nil else { return nil }
        var above = first - 1
        while above >= 0, first - above < 200, !(itemNumber(above).map { $0.style <= .han } ?? false) { above -= 1 }
        guard above >= 0, let heading = itemNumber(above), heading.style <= .section else { return nil }
        var end = first
        while end < layout.elements.count, let number = itemNumber(end), number.style == .han, number.value == end - first + 1, runInName(end) != nil {
            end += 1
        }
        return end - first >= 2 ? end : nil
    }

    private func numberedEnd(_ first: Int, _ number: Numbering) -> Int {
        var end = first + 1
        var value = number.value
        var bodies = Int.max
        while end < layout.elements.count, let next = nextItem(from: end, style: number.style, after: value) {
            bodies = min(bodies, next.end - 1 - end)
            value = next.value
            end = next.end
        }
        // Where every item has its text in a paragraph of its own, the last one has too.
        guard bodies != Int.max else { return end }
        var left = bodies
        while left > 0, end < layout.elements.count, !layout.elements[end].isTable, itemNumber(end) == nil, !opensHeading(end) {
            end += 1
            left -= 1
        }
        return end
    }

    /// The next numbered item at `index`, or after up to three paragraphs that belong to the item before.
    private func nextItem(from index: Int, style: Numbering.Style?, after value: Int) -> (value: Int, style: Numbering.Style, end: Int)? {
        for place in index..<min(layout.elements.count, index + 4) {
            if opensHeading(place, inItemsOf: style) { return nil }
            guard let number = itemNumber(place) else {
                if layout.elements[place].isTable { return nil }
                continue
            }
            if let style, number.style != style { continue }
            guard number.style >= .arabic || style == number.style, number.value > value, number.value <= value + 2 else { return nil }
            return (number.value, number.style, place + 1)
        }
        return nil
    }

    private func bulletEnd(_ first: Int) -> Int {
        var end = first + 1
        while end < layout.elements.count, !layout.elements[end].isTable {
            if isBullet(end) { end += 1; continue }
            guard end + 1 < layout.elements.count, isBullet(end + 1), !opensHeading(end) else { break }
            end += 1
        }
        return end
    }

    /// A box without item marks: paragraphs of the same make as the first, up to a wider gap or a heading.
    private func plainEnd(_ first: Int) -> Int {
        let named = runInName(first)
        let gap = layout.elements[first].blanksBefore
        var end = first + 1
        while end < layout.elements.count, !layout.elements[end].isTable, !opensHeading(end), named != nil,
            runInName(end) != nil, layout.elements[end].blanksBefore <= max(gap, 1), end - first < 40
        { end += 1 }
        return end
    }

    private func withNote(_ end: Int, after isTable: Bool) -> Int {
        guard isTable, end < layout.elements.count, !layout.elements[end].isTable else { return end }
        return TableNote.isNote(layout.stream.characters, layout.elements[end].range) ? end + 1 : end
    }

    // MARK: Kinds of paragraphs

    private func itemNumber(_ index: Int) -> Numbering? {
        guard index < layout.elements.count, !layout.elements[index].isTable else { return nil }
        return Numbering.read(layout.stream.characters, layout.elements[index].range)
    }

    private func isBullet(_ index: Int) -> Bool {
        let element = layout.elements[index]
        guard !element.isTable, let first = element.range.first else { return false }
        if Bullets.isBullet(layout.stream[first]) || layout.stream[first] == 0x2D { return true }
        // 一是……；二是……
        return Numerals.digit(layout.stream[first]) != nil && element.range.count > 2 && layout.stream[first + 1] == 0x662F
    }

    /// A heading of the running text ends a box.
    private func opensHeading(_ index: Int, inItemsOf style: Numbering.Style? = nil) -> Bool {
        guard index < layout.elements.count else { return true }
        let element = layout.elements[index]
        if element.headingLevel != nil { return true }
        if BoxTitle.read(layout.stream.characters, element.range) != nil, !element.isTable { return true }
        guard let number = itemNumber(index), number.style != style || style == nil else { return false }
        return number.style <= .hanParenthesis || number.style.isDecimal
    }

    /// The name that opens an item: “济南高新区。重点……”.
    private func runInName(_ index: Int) -> Range<Int>? {
        let range = layout.elements[index].range
        for place in range.prefix(25) where layout.stream[place] == 0x3002 || layout.stream[place] == 0x3A {
            return place + 1 < range.upperBound ? range.lowerBound..<place : nil
        }
        return nil
    }

    // MARK: Items

    private func items(_ elements: Range<Int>) -> [Box.Item] {
        var items: [Box.Item] = []
        let numbered = elements.filter { itemNumber($0) != nil }.count
        let bulleted = elements.filter { itemNumber($0) == nil && isBullet($0) }.count
        let named = elements.filter { runInName($0) != nil }.count
        let style = elements.compactMap { itemNumber($0)?.style }.first
        for index in elements {
            let element = layout.elements[index]
            if numbered > 0 {
                if let number = itemNumber(index), number.style == style {
                    items.append(item(element, label: layout.printed(number.label), from: number.end))
                } else if index == elements.lowerBound, firstIsMissing(elements) {
                    items.append(item(element, label: nil, from: element.range.lowerBound))
                } else if !items.isEmpty {
                    items[items.count - 1].span = items[items.count - 1].span.joined(with: element.span)
                }
            } else if bulleted > 0 {
                if isBullet(index) {
                    let start = element.range.lowerBound
                    items.append(item(element, label: layout.printed(start..<start + 1), from: start + 1))
                }
            } else if named > 1, runInName(index) != nil {
                items.append(item(element, label: nil, from: element.range.lowerBound))
            }
        }
        return items
    }

    /// The first paragraph lost its number when the second carries 2.
    private func firstIsMissing(_ elements: Range<Int>) -> Bool {
        elements.dropFirst().compactMap { itemNumber($0)?.value }.first == 2
    }

    private func item(_ element: Element, label: String?, from start: Int) -> Box.Item {
        var end = start
        while end < element.range.upperBound, end - start < 40, ![0x3002, 0x3A, 0x3B].contains(layout.stream[end]) { end += 1 }
        return Box.Item(number: label, title: layout.printed(start..<end), span: element.span)
    }

    /// The rows of a table in a box.
    private func rows(_ grid: Int?) -> [Box.Item] {
        guard let grid else { return [] }
        let table = TableReader(layout.grids[grid], layout)
        return table.dataRows.map { row in
            Box.Item(number: table.text(row, .ordinal), title: table.text(row, .name) ?? "", span: table.span(row))
        }
    }
}

enum TableNote {
    /// 注：, ※备注：, 说明：
    static func isNote(_ characters: [Character16], _ range: Range<Int>) -> Bool {
        var start = range.lowerBound
        while start < range.upperBound, marks.contains(characters[start]) { start += 1 }
        guard let word = words.match(characters, at: start, limit: range.upperBound) else { return false }
        let next = start + word.length
        return next < range.upperBound && (characters[next] == 0x3A || characters[next].isDigit || marks.contains(characters[next]) || characters[next] == 0x31)
    }

    private static let words = Phrases<Bool>("注 备注 说明 注释 附注", true)
    private static let marks: BitMap = {
        var map = BitMap()
        for character in folded("※*★[]【】()①②③") { map.insert(character) }
        return map
    }()
}
