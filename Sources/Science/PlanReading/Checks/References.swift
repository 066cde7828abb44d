/// References to boxes, figures, tables, annexes and chapters that the document does not have.
enum References {
    static let rule = "missing-reference"

    struct Place {
        var range: Range<Int>
        var sentence: Range<Int>
        var element: Int
    }

    static func run(_ evidence: Evidence) -> [Finding] {
        let all = evidence.sentences.filter { $0.has(.reference) && !$0.triggers.isDisjoint(with: [.digit, .numeral]) }.flatMap { targets(evidence, $0) }
        guard !all.isEmpty else { return [] }
        let present = Present(evidence)
        return all.compactMap { check(evidence, $0, present) }
    }

    private enum Kind { case box, figure, table, annex, chapter }

    private struct Target {
        var kind: Kind
        var number: Int
        var range: Range<Int>
        var element: Int
    }

    // MARK: Places that refer

    /// 见专栏8, （见附图2）, 详见附件3.
    private static func targets(_ evidence: Evidence, _ sentence: Evidence.Sentence) -> [Target] {
        let characters = evidence.characters
        var targets: [Target] = []
        var index = sentence.range.lowerBound
        while index < sentence.range.upperBound {
            guard let word = words.match(characters, at: index, limit: sentence.range.upperBound),
                let numeral = Numerals.read(characters, at: index + word.length, limit: min(sentence.range.upperBound, index + word.length + 4)),
                numeral.number.scale == 0, numeral.number.digits < 100
            else {
                index += 1
                continue
            }
            let end = numeral.end
            let isDecimal = end + 1 < sentence.range.upperBound && [0x2D, 0x2E].contains(characters[end]) && characters[end + 1].isDigit
            if !isDecimal, refers(characters, index, end, sentence.range, word.value) {
                let start = sees.match(characters, before: index, floor: sentence.range.lowerBound).map { index - $0.length } ?? index
                targets.append(Target(kind: word.value, number: Int(numeral.number.digits), range: start..<end, element: sentence.element))
            }
            index = end
        }
        return targets
    }

    /// Not the caption itself, nor the annex of another document.
    private static func refers(_ characters: [Character16], _ index: Int, _ end: Int, _ sentence: Range<Int>, _ kind: Kind) -> Bool {
        guard index > sentence.lowerBound else { return false }
        if characters[index - 1] == 0x300B || index > sentence.lowerBound + 1 && characters[index - 2] == 0x300B { return false }
        if kind == .chapter {
            return sees.match(characters, before: index, floor: sentence.lowerBound) != nil && end < sentence.upperBound && [0x7AE0].contains(characters[end])
        }
        if sees.match(characters, before: index, floor: sentence.lowerBound) != nil { return true }
        guard kind != .table || characters[index - 1] == 0x28 else { return false }
        return characters[index - 1] == 0x28 && end < sentence.upperBound && characters[end] == 0x29 || kind == .box
    }

    /// Where each box is referred to.
    static func places(_ evidence: Evidence) -> [String: [Place]] {
        var places: [String: [Place]] = [:]
        for sentence in evidence.sentences where sentence.has(.reference) && evidence.matches(boxWord, sentence.range) {
            for target in targets(evidence, sentence) where target.kind == .box {
                places[String(target.number), default: []].append(Place(range: target.range, sentence: sentence.range, element: sentence.element))
            }
        }
        return places
    }

    // MARK: What there is

    /// The numbers of what the document has.
    private struct Present {
        var boxes: Set<String> = []
        var boxList: [String] = []
        var figures: Set<Int> = []
        var tables: Set<Int> = []
        var annexes: Set<Int> = []
        var chapters: Set<Int> = []
        var lastBox: Span?
        var lastAnnex: Span?
        var lastChapter: Span?

        init(_ evidence: Evidence) {
            for box in evidence.reading.boxes where !box.number.isEmpty {
                boxes.insert(box.number)
                // 专栏3-1 and 专栏3-2 make up 专栏3.
                if let dash = box.number.firstIndex(of: "-") { boxes.insert(String(box.number[..<dash])) }
                if boxList.count < 40 { boxList.append(box.number) }
                lastBox = box.span
            }
            readCaptions(evidence)
            readAnnexes(evidence)
            for (index, heading) in evidence.structure.headings.enumerated() where evidence.structure.headingStyles[index] == .chapter {
                guard let number = References.number(heading.number) else { continue }
                chapters.insert(number)
                lastChapter = heading.span
            }
        }

        private mutating func readCaptions(_ evidence: Evidence) {
            for element in evidence.layout.elements where element.role != .noise {
                let start = element.range.first.map { [0x28, 0x3010, 0x2A].contains(evidence.characters[$0]) ? $0 + 1 : $0 } ?? element.range.lowerBound
                guard let word = captions.match(evidence.characters, at: start, limit: element.range.upperBound),
                    let numeral = Numerals.read(evidence.characters, at: start + word.length, limit: min(element.range.upperBound, start + word.length + 4))
                else { continue }
                let number = Int(clamping: numeral.number.digits)
                if word.value == .figure { figures.insert(number) } else { tables.insert(number) }
            }
        }

        /// 附件2 as a heading, or item 2 of the list of annexes.
        private mutating func readAnnexes(_ evidence: Evidence) {
            var isListing = false
            for element in evidence.layout.elements where !element.isTable {
                let range = element.range
                if range.count <= 60, let word = annexWords.match(evidence.characters, at: range.lowerBound, limit: range.upperBound) {
                    var index = range.lowerBound + word.length
                    if let numeral = Numerals.read(evidence.characters, at: index, limit: min(range.upperBound, index + 3)) {
                        annexes.insert(Int(clamping: numeral.number.digits))
                    }
                    if index < range.upperBound, evidence.characters[index] == 0x3A { index += 1 }
                    if let item = Numbering.read(evidence.characters, index..<max(index, range.upperBound)) { annexes.insert(item.value) }
                    lastAnnex = element.span
                    isListing = true
                } else if isListing, range.count <= 60, let item = Numbering.read(evidence.characters, range) {
                    annexes.insert(item.value)
                } else {
                    isListing = false
                }
            }
        }
    }

    private static func check(_ evidence: Evidence, _ target: Target, _ present: Present) -> Finding? {
        switch target.kind {
        case .box:
            guard !present.boxes.contains(String(target.number)) else { return nil }
            let list = present.boxList.joined(separator: "、")
            return finding(evidence, target, list.isEmpty ? "文中没有编号的专栏" : "文中专栏编号为\(list)", last: present.lastBox)
        case .figure: return present.figures.contains(target.number) ? nil : finding(evidence, target, "文中没有这张图", last: nil)
        case .table: return present.tables.contains(target.number) ? nil : finding(evidence, target, "文中没有这张表", last: nil)
        case .annex: return present.annexes.contains(target.number) ? nil : finding(evidence, target, "文后没有这个附件", last: present.lastAnnex)
        case .chapter:
            guard !present.chapters.isEmpty, !present.chapters.contains(target.number) else { return nil }
            return finding(evidence, target, "全文只有\(present.chapters.count)章", last: present.lastChapter)
        }
    }

    private static func number(_ label: String) -> Int? {
        let words = folded(label)
        guard words.count > 1 else { return nil }
        return Numerals.read(words, at: 1, limit: words.count).map { Int(clamping: $0.number.digits) }
    }

    private static func finding(_ evidence: Evidence, _ target: Target, _ what: String, last: Span?) -> Finding {
        Finding(
            rule, .error, "“\(evidence.quote(target.range))”无处可见：\(what)。", why: "引用的内容不存在，读者找不到依据。", remedy: "补上所引内容，或改正编号。",
            at: [evidence.span(target.range)] + (last.map { [Span($0.start, min($0.end, $0.start + 24))] } ?? []))
    }

    private static let boxWord = Phrases<Bool>("专栏", true)
    private static let words = Phrases<Kind>([("专栏", .box), ("图 附图", .figure), ("表 附表", .table), ("附件 附录", .annex), ("第", .chapter)])
    private static let sees = Phrases<Bool>("见 详见 参见 具体见 如 参照 按照 按 列于 见于 见本规划 本规划 根据", true)
    private static let captions = Phrases<Kind>([("图 附图", .figure), ("表 附表 续表", .table)])
    private static let annexWords = Phrases<Bool>("附件 附录 附表", true)
}
