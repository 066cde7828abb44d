import PlanReading

/// Writes the text of the plan with everything that was read from it marked in place.
struct TextPane {
    private let report: PlanReport
    private let positions: SourcePositions
    private let map: MarkMap
    private let headings: [Heading]
    private let boxes: [(index: Int, span: Span)]
    private let residue: [Span]
    private var html = HTML()
    /// Places that a link can lead to already; an id stands in a page once.
    private var anchored: Set<Mark.Target> = []

    init(_ report: PlanReport) {
        self.report = report
        positions = report.positions
        residue = report.positions.residue
        let hidden = residue.map { Mark(span: $0, kind: .residue, target: .init(letter: .none, number: 0)) }
        map = MarkMap(report.marks + hidden, in: report.positions)
        headings = report.reading.outline.sorted { $0.span < $1.span }
        boxes = report.reading.boxes.enumerated().map { ($0.offset, $0.element.span) }.sorted { $0.1 < $1.1 }
    }

    /// The text as HTML.
    mutating func render() -> HTML {
        html.reserve(positions.bytes.count * 3)
        write(report.pageBlocks, inside: nil)
        return html
    }

    // MARK: Blocks

    private mutating func write(_ blocks: [PageBlock], inside outer: Int?) {
        var open: Int?
        for block in blocks {
            let box = block.start.flatMap(box)
            let wanted = box == outer ? nil : box
            if wanted != open {
                if open != nil { html.close("section") }
                if let wanted { openBox(wanted) }
                open = wanted
            }
            write(block, inside: open ?? outer)
        }
        if open != nil { html.close("section") }
    }

    private mutating func openBox(_ index: Int) {
        let target = Mark.Target(letter: .box, number: index + 1)
        anchored.insert(target)
        html.open("section", .class("box"), .id(target.name), .text("data-m", target.name))
    }

    private mutating func write(_ block: PageBlock, inside box: Int?) {
        switch block {
        case .paragraph(let paragraph): write(paragraph, inside: box)
        case .table(let rows): write(rows, inside: box)
        case .frame(let blocks):
            html.open("div", .class("frame"))
            write(blocks, inside: box)
            html.close("div")
        case .aligned(let span):
            html.open("pre", .class("aligned"))
            inline(span, lineEnd: "\n")
            html.close("pre")
        }
    }

    private mutating func write(_ rows: [[PageBlock.Cell]], inside box: Int?) {
        let columns = rows.map { $0.reduce(0) { $0 + $1.columnSpan } }.max() ?? 0
        html.open("div", .class(columns > 6 ? "wide broad" : "wide"))
        html.open("table")
        let heads = headRows(rows)
        for (index, row) in rows.enumerated() {
            html.open("tr")
            for cell in row { write(cell, as: index < heads ? "th" : "td", inside: box) }
            html.close("tr")
        }
        html.close("table")
        html.close("div")
    }

    /// How many rows the head of a table takes: as many as its tallest cell, unless that would leave too little of a table.
    private func headRows(_ rows: [[PageBlock.Cell]]) -> Int {
        let tallest = rows.first?.map(\.rowSpan).max() ?? 1
        return tallest * 2 <= rows.count ? min(tallest, 3) : min(1, rows.count - 1)
    }

    private mutating func write(_ cell: PageBlock.Cell, as tag: StaticString, inside box: Int?) {
        var attributes: [HTML.Attribute] = []
        if cell.rowSpan > 1 { attributes.append(.number("rowspan", min(cell.rowSpan, 65534))) }
        if cell.columnSpan > 1 { attributes.append(.number("colspan", min(cell.columnSpan, 1000))) }
        attributes.append(.class(cell.span.length < 6 ? "short" : cell.span.length < 19 ? "middle" : "long"))
        html.open(tag, attributes)
        if cell.blocks.count == 1, case .paragraph(let paragraph) = cell.blocks[0] {
            inline(visible(paragraph.span), lineEnd: "<br>")
        } else {
            write(cell.blocks, inside: box)
        }
        html.close(tag)
    }

    private mutating func write(_ paragraph: PageBlock.Paragraph, inside box: Int?) {
        let span = visible(paragraph.span)
        guard !span.isEmpty else { return }
        let lineEnd: StaticString = paragraph.keepsLines ? "<br>" : ""
        if let title = report.reading.document.titleSpan, covers(title, span) {
            return element("h2", "title", span, lineEnd)
        }
        if let heading = heading(covering: span) {
            switch heading.level {
            case ...1: return element("h3", "l1", span, lineEnd)
            case 2: return element("h4", "l2", span, lineEnd)
            case 3: return element("h5", "l3", span, lineEnd)
            default: return element("h6", "l4", span, lineEnd)
            }
        }
        element("p", name(of: paragraph, at: span, inside: box), span, lineEnd)
    }

    private func name(of paragraph: PageBlock.Paragraph, at span: Span, inside box: Int?) -> String? {
        if let box, isTitle(span, of: box) { return "caption" }
        if paragraph.isNote { return "note" }
        if paragraph.isContents { return "contents" }
        return paragraph.isRight ? "right" : nil
    }

    private mutating func element(_ tag: StaticString, _ name: String?, _ span: Span, _ lineEnd: StaticString) {
        html.open(tag, name.map { [.class($0)] } ?? [])
        inline(span, lineEnd: lineEnd)
        html.close(tag)
    }

    // MARK: Words

    private mutating func inline(_ span: Span, lineEnd: StaticString) {
        var position = span.start
        for stretch in map.stretches(in: span) {
            words(Span(position, stretch.span.start), lineEnd)
            position = stretch.span.end
            marked(stretch, lineEnd)
        }
        words(Span(position, span.end), lineEnd)
    }

    private mutating func marked(_ stretch: MarkMap.Stretch, _ lineEnd: StaticString) {
        let marks = stretch.marks.map { map.marks[$0] }
        guard !marks.contains(where: { $0.kind == .residue }) else { return }
        var names: [UInt8] = []
        var targets: [UInt8] = []
        var anchors: [Mark.Target] = []
        var kinds: Set<Mark.Kind> = []
        var seen: Set<Mark.Target> = []
        for mark in marks {
            if kinds.insert(mark.kind).inserted {
                if !names.isEmpty { names.append(0x20) }
                mark.kind.name.withUTF8Buffer { names.append(contentsOf: $0) }
            }
            // A baseline may stand far above the target that the entry is about.
            if mark.kind != .baseline && anchored.insert(mark.target).inserted { anchors.append(mark.target) }
            guard seen.insert(mark.target).inserted else { continue }
            if !targets.isEmpty { targets.append(0x20) }
            targets.append(contentsOf: mark.target.name.utf8)
        }
        for anchor in anchors.dropFirst() { html.element("a", .id(anchor.name)) { _ in } }
        var attributes: [HTML.Attribute] = [.bytes("class", names), .bytes("data-m", targets)]
        if let anchor = anchors.first { attributes.append(.id(anchor.name)) }
        html.open("span", attributes)
        words(stretch.span, lineEnd)
        html.close("span")
        for mark in marks where mark.kind.isFinding && mark.span.end == stretch.span.end { badge(mark) }
    }

    /// The number of a finding, at the end of each of its passages; it leads to its entry in the index.
    private mutating func badge(_ mark: Mark) {
        let count = report.orderedFindings[mark.target.number - 1].passages.count
        html.element(
            "a", .class("badge " + mark.kind.severityName), .text("href", "#e-f\(mark.target.number)"),
            text: mark.target.badge(of: count))
    }

    private mutating func words(_ span: Span, _ lineEnd: StaticString) {
        guard !span.isEmpty else { return }
        let parts = positions.utf8(span).split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if index > 0 { html.markup(lineEnd) }
            html.text(part.last == 0x0D ? part.dropLast() : part)
        }
    }

    // MARK: What stands where

    /// The part of a span in which there is something to see.
    private func visible(_ span: Span) -> Span {
        var span = positions.trimmed(span)
        var index = residue.partition { $0.start >= span.start }
        while index < residue.count, residue[index].start == span.start {
            span = positions.trimmed(Span(min(span.end, residue[index].end), span.end))
            index += 1
        }
        return span
    }

    private func box(at position: Int) -> Int? {
        let next = boxes.partition { $0.span.start > position }
        guard next > 0, boxes[next - 1].span.end > position else { return nil }
        return boxes[next - 1].index
    }

    private func isTitle(_ span: Span, of box: Int) -> Bool {
        let start = positions.trimmed(report.reading.boxes[box].span).start
        return span.start <= start && start < span.end && span.length < 60
    }

    /// The heading that this paragraph is, or is a line of.
    private func heading(covering span: Span) -> Heading? {
        let next = headings.partition { $0.span.start >= span.end }
        guard next > 0, !headings[next - 1].isRunIn, covers(headings[next - 1].span, span) else { return nil }
        return headings[next - 1]
    }

    /// Whether nearly all of the paragraph lies in the span.
    private func covers(_ span: Span, _ paragraph: Span) -> Bool {
        let shared = min(span.end, paragraph.end) - max(span.start, paragraph.start)
        return shared * 10 >= paragraph.length * 7
    }
}

extension Mark.Target {
    /// “3”, or “3-1” where the finding is about several passages.
    func badge(of count: Int) -> String {
        count > 1 ? String(number) + "-" + String(part) : String(number)
    }
}

extension Mark.Kind {
    var severityName: String {
        switch self {
        case .error: "fe"
        case .warning: "fw"
        default: "fn"
        }
    }
}
