/// Which lines make one paragraph. In most texts a line is a paragraph; a page that was laid out breaks its paragraphs into lines of one width.
struct ParagraphJoiner {
    private let lines: [Line]
    private let text: Text
    /// Paragraphs begin with blanks.
    private let isIndented: Bool
    /// The width at which lines were broken; nil where a line is a paragraph.
    private let wrapWidth: Int?

    init(_ lines: [Line], _ text: Text) {
        self.lines = lines
        self.text = text
        wrapWidth = ParagraphJoiner.wrapWidth(lines, text)
        isIndented = lines.filter { $0.indent >= 2 }.count * 6 >= lines.count
    }

    /// The line after the last of the paragraph that begins at `index`.
    func end(from index: Int, isTable: (Int) -> Bool) -> Int {
        var end = index + 1
        while end < lines.count, end - index < 400, continues(end), !isTable(end) { end += 1 }
        return end
    }

    private func continues(_ index: Int) -> Bool {
        let line = lines[index]
        let before = lines[index - 1]
        guard !startsItem(line), !line.startsWithTab else { return false }
        let isOpen = !endsSentence(before)
        if let wrapWidth {
            if line.blanksBefore > 0 { return line.startsPage && isOpen && before.width >= wrapWidth - Self.slack && line.indent < before.indent + 4 }
            // A line at the very edge goes on with an open one, though digits made that one short.
            if isOpen, isIndented, line.indent == 0, before.width * 4 >= wrapWidth * 3 { return true }
            return before.width >= wrapWidth - Self.slack && line.indent <= indentOfBody + 1
        }
        // A stray break inside a long sentence.
        return line.blanksBefore == 0 && isOpen && before.span.length >= 40 && line.indent == 0 && line.span.length >= 2
            && !startsItem(before, asTitle: true)
    }

    private var indentOfBody: Int { 3 }
    /// Columns by which full lines differ: digits and brackets are narrower than Han characters.
    private static let slack = 8

    private func endsSentence(_ line: Line) -> Bool {
        let last = text.folded[line.span.end - 1]
        return ParagraphJoiner.closers.contains(last)
    }

    /// The line opens an item or heading of its own.
    private func startsItem(_ line: Line, asTitle: Bool = false) -> Bool {
        let beginning = line.span.start..<min(line.span.end, line.span.start + 12)
        if beginning.allSatisfy({ text.folded[$0] > Fold.space }) { return startsItem(text.folded, beginning, asTitle) }
        let characters = text.folded[beginning].filter { $0 > Fold.space }
        return startsItem(characters, characters.indices, asTitle)
    }

    private func startsItem(_ characters: [Character16], _ range: Range<Int>, _ asTitle: Bool) -> Bool {
        guard let first = range.first.map({ characters[$0] }) else { return false }
        if asTitle { return BoxTitle.read(characters, range) != nil }
        return Bullets.isBullet(first) || first == 0x23 || Numbering.read(characters, range) != nil || BoxTitle.read(characters, range) != nil
    }

    private static let closers: BitMap = {
        var map = BitMap()
        for character in folded("。；：！？:;!?)]】》|") { map.insert(character) }
        return map
    }()

    /// Lines were broken by a page when many of them end inside a sentence, all at about the same width.
    private static func wrapWidth(_ lines: [Line], _ text: Text) -> Int? {
        var widths = [Int](repeating: 0, count: 201)
        var open = 0
        var long = 0
        for line in lines where line.span.length >= 16 {
            long += 1
            guard !closers.contains(text.folded[line.span.end - 1]) else { continue }
            open += 1
            widths[min(200, line.width)] += 1
        }
        guard long >= 8, open * 10 >= long * 4 else { return nil }
        // The widest bundle of widths that most open lines fall into.
        var best = (width: 0, count: 0)
        for width in 20...196 {
            let count = widths[max(0, width - slack + 1)...width].reduce(0, +)
            if count >= best.count { best = (width, count) }
        }
        return best.count * 10 >= open * 4 && best.width < 196 ? best.width : nil
    }
}

enum Bullets {
    static func isBullet(_ character: Character16) -> Bool { map.contains(character) }

    private static let map: BitMap = {
        var map = BitMap()
        for character in folded("●○◆◇■□▲△★☆•·▪►➢✓§◎※") { map.insert(character) }
        for circled in Character16(0x2460)...Character16(0x2473) { map.insert(circled) }
        return map
    }()
}
