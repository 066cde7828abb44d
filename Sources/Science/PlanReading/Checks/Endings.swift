/// Paragraphs and cells without a full stop among those that have one.
enum Endings {
    static func run(_ evidence: Evidence) -> [Finding] { paragraphs(evidence) + cells(evidence) }

    // MARK: Paragraphs

    private static func paragraphs(_ evidence: Evidence) -> [Finding] {
        var open: [Int] = []
        var closed = 0
        for (index, element) in evidence.layout.elements.enumerated() where !element.isTable && element.role == .body && element.range.count >= 30 {
            guard let last = element.range.last, element.range.contains(where: { evidence.characters[$0] == 0x2C }) else { continue }
            if terminal.contains(evidence.characters[last]) {
                closed += 1
            } else if evidence.characters[last].isHan, isSentence(evidence, element.range),
                index + 1 >= evidence.layout.elements.count || !evidence.layout.elements[index + 1].isTable,
                !TableNote.isNote(evidence.characters, element.range)
            {
                open.append(index)
            }
        }
        guard closed >= 4 * open.count, closed > 3 else { return [] }
        return open.map { index in
            let range = evidence.layout.elements[index].range
            return finding(evidence, range.upperBound - min(8, range.count)..<range.upperBound, "段末没有句号")
        }
    }

    /// What follows the last full stop is more than a title that was joined to the paragraph.
    private static func isSentence(_ evidence: Evidence, _ range: Range<Int>) -> Bool {
        let start = range.last { evidence.characters[$0] == 0x3002 }.map { $0 + 1 } ?? range.lowerBound
        return range.upperBound - start >= 16 && (start..<range.upperBound).contains { evidence.characters[$0] == 0x2C || evidence.characters[$0] == 0x3001 }
    }

    // MARK: Cells

    /// In the column of contents, where most rows end with a full stop.
    private static func cells(_ evidence: Evidence) -> [Finding] {
        evidence.survey.entries.flatMap { entry -> [Finding] in
            guard let column = entry.reader.roles.firstIndex(of: .content) else { return [] }
            var open: [Range<Int>] = []
            var closed = 0
            for row in entry.reader.dataRows where column < entry.reader.matrix[row].count {
                let range = entry.reader.matrix[row][column].range
                guard range.count >= 12, let last = range.last else { continue }
                if evidence.characters[last] == 0x3002 {
                    closed += 1
                } else if evidence.characters[last].isHan || evidence.characters[last] == 0x29 || [0x3B, 0x2C, 0x3001].contains(evidence.characters[last]) {
                    open.append(range)
                }
            }
            guard closed >= 2 * open.count, closed > 2 else { return [] }
            return open.map { range in
                let last = evidence.characters[range.upperBound - 1]
                return finding(
                    evidence, range.upperBound - min(8, range.count)..<range.upperBound,
                    [0x3B, 0x2C, 0x3001].contains(last) ? "结尾用了“\(evidence.quote(range.upperBound - 1..<range.upperBound))”" : "结尾没有句号")
            }
        }
    }

    private static func finding(_ evidence: Evidence, _ range: Range<Int>, _ what: String) -> Finding {
        Finding(
            Punctuation.rule, .note, "\(what)：“…\(evidence.quote(range))”。", why: "其他各段（行）都以句号结束，此处可能漏了标点或内容。", remedy: "补上句号；内容不全的补齐。",
            at: [evidence.span(range)])
    }

    private static let terminal = BitMap("。！？；：”）…")
}
