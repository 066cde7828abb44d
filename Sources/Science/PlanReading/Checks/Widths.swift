/// Half-width marks in Chinese text, full-width digits among half-width ones, ％ beside % in one table.
enum Widths {
    static let rule = "width"

    static func run(_ evidence: Evidence) -> [Finding] { marks(evidence) + digits(evidence) + percents(evidence) }

    // MARK: Marks

    /// , ; : ? ! ( ) between Chinese characters.
    private static func marks(_ evidence: Evidence) -> [Finding] {
        var places: [UInt32: [Range<Int>]] = [:]
        for passage in evidence.passages {
            for index in evidence.marks(of: passage) where half.contains(evidence.characters[index]) {
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
            guard before.isHan, index + 1 < range.upperBound, characters[index + 1].isHan,
                let close = (index..<min(range.upperBound, index + 24)).first(where: { characters[$0] == 0x29 })
            else { return nil }
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
        guard hasWideDigits(evidence) else { return [] }
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
                rule, .note, "个别数字用了全角，如“\(evidence.quote(first))”。", why: "全角数字与其他数字不一致，表格软件不能识别为数值。", remedy: "改为半角数字。", at: wide.prefix(8).map(evidence.span)
            )
        ]
    }

    /// Most texts have none, and no more is asked of them.
    private static func hasWideDigits(_ evidence: Evidence) -> Bool {
        evidence.layout.text.scalars.withUnsafeBufferPointer { scalars in
            var found = false
            for scalar in scalars { found = found || scalar &- 0xFF10 < 10 }
            return found
        }
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
                rule, .note, "同一张表里％与%混用。", why: "全角与半角混用，排版不统一。", remedy: "统一为“%”。",
                at: [evidence.span(wide..<wide + 1), evidence.span(narrow..<narrow + 1)].sorted())
        }
    }

    private static let half = BitMap(",;?!:(")
    private static let closing = BitMap("”》）")
    private static let opening = BitMap("“《（")
}
