/// What a page has beside its text: page numbers, running heads, the table of contents. Such lines are marked as noise.
enum PageFurniture {
    static func mark(_ lines: inout [Line], _ text: Text) {
        markPageNumbers(&lines, text)
        markRunningHeads(&lines, text)
        markContents(&lines, text)
    }

    // MARK: Page numbers

    private static func markPageNumbers(_ lines: inout [Line], _ text: Text) {
        let hasPages = lines.contains(where: \.startsPage)
        for index in lines.indices where lines[index].span.length <= 16 && opensPageNumber(text.folded[lines[index].span.start]) {
            let words = squeezed(text, lines[index].span)
            if isPageNumber(words) {
                lines[index].isNoise = true
            } else if hasPages, words.allSatisfy(\.isDigit), words.count <= 3 {
                // A bare number is a page number where a page ends or begins, and not a cell of a table.
                let endsPage = index + 1 >= lines.count || lines[index + 1].startsPage
                lines[index].isNoise = endsPage || lines[index].startsPage
            } else if words.allSatisfy(\.isDigit), words.count <= 3, lines[index].blanksBefore > 0, lines[index].indent >= 20 {
                lines[index].isNoise = true
            }
        }
    }

    private static func opensPageNumber(_ character: Character16) -> Bool { character.isDigit || character == 0x2D || character == 0x7B2C }

    /// - 3 -, — 3 —, 第3页, 第3页共40页, 3/40
    private static func isPageNumber(_ words: [Character16]) -> Bool {
        guard let first = words.first, let last = words.last, words.count >= 3 else { return false }
        let inner = words.dropFirst().dropLast()
        if first.isDigit, last.isDigit, inner.filter({ $0 == 0x2F }).count == 1, words.count <= 7, words.allSatisfy({ $0.isDigit || $0 == 0x2F }) {
            return true
        }
        if first == 0x2D, last == 0x2D {
            let digits = words.drop(while: { $0 == 0x2D }).prefix(while: \.isDigit)
            return !digits.isEmpty && digits.count <= 4 && words.allSatisfy { $0.isDigit || $0 == 0x2D }
        }
        if first == 0x7B2C, last == 0x9875 {  // 第 页
            return inner.allSatisfy { $0.isDigit || $0 == 0x9875 || $0 == 0x5171 || $0 == 0x2F || $0 == 0x2C }
        }
        if first == 0x7B2C, words.contains(0x9875), words.contains(0x5171) { return true }  // 第3页（共40页）
        return false
    }

    // MARK: Running heads

    /// The same short line at the top of three pages or more.
    private static func markRunningHeads(_ lines: inout [Line], _ text: Text) {
        var counts: [[Character16]: Int] = [:]
        for line in lines where line.startsPage && line.span.length <= 40 {
            counts[squeezed(text, line.span), default: 0] += 1
        }
        guard counts.values.contains(where: { $0 >= 3 }) else { return }
        var seen: Set<[Character16]> = []
        for index in lines.indices where lines[index].startsPage && lines[index].span.length <= 40 {
            let words = squeezed(text, lines[index].span)
            guard counts[words, default: 0] >= 3 else { continue }
            if lines[index].startsPage, seen.insert(words).inserted, index == 0 { continue }
            lines[index].isNoise = true
            if index + 1 < lines.count { lines[index + 1].startsPage = true }
        }
    }

    // MARK: Contents

    /// Lines with dot leaders, and what stands between 目录 and the first line that is repeated as a heading.
    private static func markContents(_ lines: inout [Line], _ text: Text) {
        for index in lines.indices where hasLeader(text, lines[index].span) { lines[index].isNoise = true }
        for index in lines.indices.prefix(200) where lines[index].span.length <= 6 {
            let words = squeezed(text, lines[index].span)
            guard words == folded("目录") || words == folded("目次") || words == folded("CONTENTS") else { continue }
            lines[index].isNoise = true
            markEntries(&lines, after: index, text)
        }
    }

    /// Entries without leaders: short lines, until the first of them comes again.
    private static func markEntries(_ lines: inout [Line], after contents: Int, _ text: Text) {
        guard contents + 1 < lines.count else { return }
        var entries: [[Character16]] = []
        var index = contents + 1
        while index < lines.count, index - contents < 400, lines[index].span.length <= 60 {
            let words = withoutPageNumber(squeezed(text, lines[index].span))
            if let first = entries.first, words == first, entries.count >= 2 { break }
            entries.append(words)
            index += 1
        }
        guard index < lines.count else { return }
        let repeats = entries.first.map { withoutPageNumber(squeezed(text, lines[index].span)) == $0 } ?? false
        guard repeats else { return }
        for entry in contents + 1..<index { lines[entry].isNoise = true }
    }

    private static func withoutPageNumber(_ words: [Character16]) -> [Character16] {
        var words = words
        while let last = words.last, last.isDigit { words.removeLast() }
        return words
    }

    /// An entry of the table of contents in a Word file: a title, a tab or leader, a page number; or the word 目录 itself.
    static func isContentsEntry(_ text: Text, _ span: Span) -> Bool {
        guard span.length <= 100 else { return false }
        if hasLeader(text, span) { return true }
        var end = span.end
        while end > span.start, text.folded[end - 1].isDigit { end -= 1 }
        if end < span.end, span.end - end <= 3, end > span.start, text.folded[end - 1] == Fold.tab, end - span.start > 3 { return true }
        return span.length <= 4 && squeezed(text, span) == folded("目录")
    }

    /// ……… 12 at the end of the line.
    private static func hasLeader(_ text: Text, _ span: Span) -> Bool {
        guard span.length >= 6, span.length < 160 else { return false }
        var index = span.end - 1
        var digits = 0
        while index > span.start, text.folded[index].isDigit || text.folded[index].isBlank || text.folded[index] == 0x2D {
            digits += text.folded[index].isDigit ? 1 : 0
            index -= 1
        }
        guard digits > 0, digits <= 4 else { return false }
        var dots = 0
        while index > span.start, isDot(text.folded[index]) || text.folded[index].isBlank {
            dots += isDot(text.folded[index]) ? (text.folded[index] == 0x2026 ? 3 : 1) : 0
            index -= 1
        }
        return dots >= 3
    }

    private static func isDot(_ character: Character16) -> Bool {
        character == 0x2E || character == 0x2026 || character == 0xB7 || character == 0x2022 || character == 0x22EF || character == 0x30FB || character == 0x5F
    }

    static func squeezed(_ text: Text, _ span: Span) -> [Character16] {
        var characters: [Character16] = []
        characters.reserveCapacity(span.length)
        for character in text.folded[span.range] where character > Fold.space { characters.append(character) }
        return characters
    }
}
