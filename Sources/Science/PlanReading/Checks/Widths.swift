/// Half-width marks in Chinese text, full-width digits among half-width ones, ％ beside % in one table.
enum Widths {
    static let rule = "width"

    static func run(_ evidence: Evidence) -> [Finding] { marks(evidence) + digits(evidence) + percents(evidence) }

    // MARK: Marks

    /// , ; : ? ! ( ) between Chinese characters.
    private static func marks(_ evidence: Evidence) -> [Finding] {
        var places: [UInt32: [Range<Int>]] = [:]
        for passage in evidence.passages {
            for index in passage.range where half.contains(evidence.characters[index]) {
                let printed = evidence.printed(index)
                guard printed < 0x80, index > passage.range.lowerBound, let place = place(evidence, index, passage.range) else { continue }
                places[printed, default: []].append(place)
            }
        }
        let all = places.values.joined().sorted { $0.lowerBound < $1.lowerBound }
        if all.count > 10 { return [habit(evidence, places.keys.sorted(), all)] }
        return places.sorted { $0.key < $1.key }.flatMap { findings(evidence, $0.key, $0.value) }
    }

    private static func place(_ evidence: Evidence, _ index: Int, _ range: Range<Int>) -> Range<Int>? {
        let characters = evidence.characters
        let before = characters[index - 1]
        if characters[index] == 0x28 {
            guard before.isHan, index + 1 < range.upperBound, characters[index + 1].isHan, let close = (index..<min(range.upperBound, index + 24)).first(where: { characters[$0] == 0x29 }) else { return nil }
            return index..<close + 1
        }
        guard index + 1 < range.upperBound, !evidence.followsBlank(index + 1) || characters[index + 1].isHan else { return nil }
        let next = characters[index + 1]
        return (before.isHan || closing.contains(before)) && (next.isHan || opening.contains(next)) ? index..<index + 1 : nil
    }

    private static let why = "中文正文应使用全角标点（GB/T 15834）。"

    /// A few are shown one by one.
    private static func findings(_ evidence: Evidence, _ mark: UInt32, _ places: [Range<Int>]) -> [Finding] {
        places.map { Finding(rule, .note, "中文里用了半角“\(printed(mark))”：“\(context(evidence, $0))”。", why: why, remedy: "改为全角标点。", at: [evidence.span($0)]) }
    }

    /// Where half-width marks are the habit of the document it is said once.
    private static func habit(_ evidence: Evidence, _ marks: [UInt32], _ places: [Range<Int>]) -> Finding {
        let list = marks.map { "“\(printed($0))”" }.joined()
        return Finding(rule, .note, "中文里有\(places.count)处用了半角标点\(list)。", why: why, remedy: "全文统一改为全角标点。", at: places.prefix(8).map(evidence.span))
    }

    private static func printed(_ mark: UInt32) -> String { mark == 0x28 ? "()" : Unicode.Scalar(mark).map { String(Character($0)) } ?? "" }

    private static func context(_ evidence: Evidence, _ place: Range<Int>) -> String {
        evidence.quote(max(0, place.lowerBound - 4)..<min(evidence.characters.count, place.upperBound + 4))
    }

    // MARK: Digits

    /// ５０ where all other numbers are printed 50.
    private static func digits(_ evidence: Evidence) -> [Finding] {
        var wide: [Range<Int>] = []
        var narrow = 0
        for passage in evidence.passages {
            var index = passage.range.lowerBound
            while index < passage.range.upperBound {
                guard evidence.characters[index].isDigit else {
                    index += 1
                    continue
                }
                var end = index
                while end < passage.range.upperBound, evidence.characters[end].isDigit || evidence.characters[end] == 0x2E { end += 1 }
                if evidence.printed(index) > 0xFF { if wide.count < 64 { wide.append(index..<end) } } else { narrow += 1 }
                index = end
            }
        }
        guard let first = wide.first, narrow > 4 * wide.count else { return [] }
        return [
            Finding(
                rule, .note, "个别数字用了全角，如“\(evidence.quote(first))”。", why: "全角数字与其他数字不一致，表格软件不能识别为数值。", remedy: "改为半角数字。", at: wide.prefix(8).map(evidence.span))
        ]
    }

    // MARK: ％ and %

    private static func percents(_ evidence: Evidence) -> [Finding] {
        evidence.survey.entries.compactMap { entry in
            var first: [Bool: Int] = [:]
            for row in entry.reader.matrix {
                for cell in row where !cell.isRepeat {
                    for index in cell.range where evidence.characters[index] == 0x25 {
                        let isWide = evidence.printed(index) > 0xFF
                        if first[isWide] == nil { first[isWide] = index }
                    }
                }
            }
            guard let wide = first[true], let narrow = first[false] else { return nil }
            return Finding(
                rule, .note, "同一张表里％与%混用。", why: "全角与半角混用，排版不统一。", remedy: "统一为“%”。", at: [evidence.span(wide..<wide + 1), evidence.span(narrow..<narrow + 1)].sorted())
        }
    }

    private static let half = BitMap(",;?!:(")
    private static let closing = BitMap("”》）")
    private static let opening = BitMap("“《（")
}

/// Paragraphs and cells without a full stop among those that have one.
enum Endings {
    static func run(_ evidence: Evidence) -> [Finding] { paragraphs(evidence) + cells(evidence) }

    // MARK: Paragraphs

    private static func paragraphs(_ evidence: Evidence) -> [Finding] {
        var open: [Int] = []
        var closed = 0
        for (index, element) in evidence.layout.elements.enumerated() where !element.isTable && element.role == .body && element.range.count >= 30 {
            guard let last = element.range.last, element.range.contains(where: { evidence.characters[$0] == 0x2C }) else { continue }
            if terminal.contains(evidence.characters[last]) { closed += 1 } else if evidence.characters[last].isHan, isSentence(evidence, element.range), index + 1 >= evidence.layout.elements.count || !evidence.layout.elements[index + 1].isTable, !TableNote.isNote(evidence.characters, element.range) { open.append(index) }
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
                if evidence.characters[last] == 0x3002 { closed += 1 } else if evidence.characters[last].isHan || evidence.characters[last] == 0x29 || [0x3B, 0x2C, 0x3001].contains(evidence.characters[last]) { open.append(range) }
            }
            guard closed >= 2 * open.count, closed > 2 else { return [] }
            return open.map { range in
                let last = evidence.characters[range.upperBound - 1]
                return finding(evidence, range.upperBound - min(8, range.count)..<range.upperBound, [0x3B, 0x2C, 0x3001].contains(last) ? "结尾用了“\(evidence.quote(range.upperBound - 1..<range.upperBound))”" : "结尾没有句号")
            }
        }
    }

    private static func finding(_ evidence: Evidence, _ range: Range<Int>, _ what: String) -> Finding {
        Finding(
            Punctuation.rule, .note, "\(what)：“…\(evidence.quote(range))”。", why: "其他各段（行）都以句号结束，此处可能漏了标点或内容。", remedy: "补上句号；内容不全的补齐。", at: [evidence.span(range)])
    }

    private static let terminal = BitMap("。！？；：”）…")
}
