/// A line of the source: where its words are, how it is indented, what stood above it.
struct Line: Sendable {
    /// The words, without the white space around them; empty for a blank line.
    var span: Span
    /// Columns of white space before the words; a Han character is two columns wide.
    var indent: Int
    /// Columns from the margin to the end of the words.
    var width: Int
    var startsWithTab: Bool
    /// Blank lines just above.
    var blanksBefore: Int
    /// A page of a PDF begins with this line.
    var startsPage: Bool
    /// Set for lines that are not the plan's own words: page numbers, running heads, the table of contents.
    var isNoise = false

    var isBlank: Bool { span.isEmpty }
}

/// The text as lines. Blank lines are counted, not kept.
struct Lines {
    private(set) var all: [Line] = []

    init(_ text: Text) {
        all.reserveCapacity(text.count / 24)
        var start = 0
        var blanks = 0
        var startsPage = false
        while start <= text.count {
            let end = text.folded.first(Fold.newline, in: start..<text.count) ?? text.count
            var line = Lines.line(text, start, end)
            startsPage = startsPage || line.startsPage
            if line.isBlank {
                blanks += 1
            } else {
                line.blanksBefore = blanks
                line.startsPage = startsPage
                all.append(line)
                blanks = 0
                startsPage = false
            }
            start = end + 1
        }
    }

    private static func line(_ text: Text, _ start: Int, _ end: Int) -> Line {
        var first = start
        var indent = 0
        var startsWithTab = false
        var startsPage = false
        while first < end {
            let character = text.folded[first]
            if character == Fold.tab {
                startsWithTab = true
                indent += 4
            } else if character == Fold.space {
                indent += text.scalars[first] == 0x3000 ? 2 : 1
            } else if character == 0x0C {
                startsPage = true
            } else {
                break
            }
            first += 1
        }
        var last = end
        while last > first && (text.folded[last - 1].isBlank || text.folded[last - 1] == 0x0C) { last -= 1 }
        let wide = text.scalars.withUnsafeBufferPointer { scalars in
            var wide = 0
            for index in first..<last { wide &+= scalars[index] >= 0x1100 ? 1 : 0 }
            return wide
        }
        return Line(
            span: Span(first, last), indent: indent, width: indent + last - first + wide, startsWithTab: startsWithTab && first < last || startsWithTab,
            blanksBefore: 0, startsPage: startsPage)
    }

    /// Columns that a character takes in a monospaced layout.
    @inline(__always)
    static func columns(_ text: Text, _ index: Int) -> Int {
        text.scalars[index] >= 0x1100 ? 2 : 1
    }
}
