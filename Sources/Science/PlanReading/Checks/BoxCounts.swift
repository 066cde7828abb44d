/// “建设六大数字产业园区” against the items of the box that follows; the number in a box's own title.
enum BoxCounts {
    static func run(_ evidence: Evidence) -> [Finding] {
        guard !evidence.structure.boxes.isEmpty else { return [] }
        let places = References.places(evidence)
        return evidence.structure.boxes.indices.compactMap { titled(evidence, $0) ?? announced(evidence, $0, places) }
    }

    // MARK: Announced above

    private static func announced(_ evidence: Evidence, _ index: Int, _ places: [String: [References.Place]]) -> Finding? {
        let items = items(evidence, index)
        guard items.count >= 2 else { return nil }
        let extent = evidence.structure.boxes[index]
        let title = extent.elements.lowerBound
        var above = title - 1
        while above >= 0, title - above <= 2, evidence.structure.boxOf[above] == nil {
            let element = evidence.layout.elements[above]
            guard !element.isTable, element.isRead else { break }
            let numbers = ListCounts.numbers(evidence.characters, element.range).filter { announces(evidence, $0, index, above == title - 1) }
            if let number = numbers.last {
                return number.value == items.count ? nil : finding(evidence, number, index, items)
            }
            above -= 1
        }
        return referred(evidence, index, items, places)
    }

    /// “10大科技惠民工程（见专栏5）” anywhere in the text.
    private static func referred(_ evidence: Evidence, _ index: Int, _ items: [Range<Int>], _ places: [String: [References.Place]]) -> Finding? {
        let number = evidence.reading.boxes[index].number
        guard !number.isEmpty, let places = places[number] else { return nil }
        for place in places.prefix(8) where evidence.structure.boxOf[place.element] != index {
            let sentence = place.sentence.lowerBound..<place.range.lowerBound
            guard let announced = ListCounts.numbers(evidence.characters, sentence).last, place.range.lowerBound - announced.range.upperBound <= 6,
                fits(evidence, announced, index)
            else { continue }
            return announced.value == items.count ? nil : finding(evidence, announced, index, items)
        }
        return nil
    }

    /// The noun counted is in the title; a count of something else does not speak of this box.
    private static func announces(_ evidence: Evidence, _ number: ListCounts.Announced, _ index: Int, _ isNext: Bool) -> Bool {
        guard fits(evidence, number, index) else { return false }
        if isNext { return true }
        return evidence.matches(pointers, number.range.upperBound..<min(evidence.characters.count, number.range.upperBound + 12))
    }

    private static func fits(_ evidence: Evidence, _ number: ListCounts.Announced, _ index: Int) -> Bool {
        let title = folded(evidence.reading.boxes[index].title)
        let noun = noun(evidence, number)
        guard noun.count >= 2, title.count >= 2 else { return false }
        let tail = Array(noun.suffix(2))
        return zip(title, title.dropFirst()).contains { $0 == tail[0] && $1 == tail[1] }
    }

    /// 六大数字产业园区 → 数字产业园区, cut at the first word that is no noun.
    private static func noun(_ evidence: Evidence, _ number: ListCounts.Announced) -> [Character16] {
        let words = Array(evidence.characters[number.range])
        let start = (Numerals.read(words, at: 0, limit: words.count)?.end ?? 0) + 1
        guard start < words.count else { return [] }
        var end = start
        while end < words.count, words[end] != 0x201D, ends.match(words, at: end, limit: words.count) == nil { end += 1 }
        return Array(words[start..<end])
    }

    // MARK: In the title

    private static func titled(_ evidence: Evidence, _ index: Int) -> Finding? {
        let extent = evidence.structure.boxes[index]
        let items = items(evidence, index)
        guard items.count >= 2, extent.elements.lowerBound < evidence.layout.elements.count else { return nil }
        let title = evidence.layout.elements[extent.elements.lowerBound].range
        guard
            let number = ListCounts.numbers(evidence.characters, title).first(where: { evidence.characters[$0.range.lowerBound].isDigit || isBig(evidence, $0) }
            ), number.value != items.count, number.range.lowerBound > title.lowerBound + 3
        else { return nil }
        return finding(evidence, number, index, items)
    }

    private static func isBig(_ evidence: Evidence, _ number: ListCounts.Announced) -> Bool {
        let end = Numerals.read(evidence.characters, at: number.range.lowerBound, limit: number.range.upperBound)?.end ?? 0
        return [0x5927, 0x9879, 0x4E2A].contains(evidence.characters[end])  // 大 项 个
    }

    // MARK: Items

    /// The items as the box lists them: numbered, marked, or 一是, 二是.
    private static func items(_ evidence: Evidence, _ index: Int) -> [Range<Int>] {
        let extent = evidence.structure.boxes[index]
        if extent.grid != nil { return evidence.reading.boxes[index].items.map { _ in 0..<0 } }
        let elements = extent.elements.dropFirst(extent.titleElements).filter {
            evidence.layout.elements[$0].role != .noise && !TableNote.isNote(evidence.characters, evidence.layout.elements[$0].range)
        }
        let ordinal = elements.filter { element in
            let range = evidence.layout.elements[element].range
            return range.count > 2 && Numerals.digit(evidence.characters[range.lowerBound]) != nil && evidence.characters[range.lowerBound + 1] == 0x662F
        }
        if ordinal.count >= 2 { return ordinal.map { evidence.layout.elements[$0].range } }
        let items = evidence.reading.boxes[index].items
        return items.map { _ in 0..<0 }
    }

    private static func finding(_ evidence: Evidence, _ number: ListCounts.Announced, _ index: Int, _ items: [Range<Int>]) -> Finding {
        let box = evidence.reading.boxes[index]
        let title = evidence.layout.elements[evidence.structure.boxes[index].elements.lowerBound].span
        return Finding(
            ProjectCounts.rule, .error, "称“\(evidence.quote(number.range))”，“\(box.title)”列出\(items.count)项。", why: "说明的数量与专栏所列不符，不知漏列了哪一项。",
            remedy: "补列缺少的内容，或把数量改为\(items.count)。",
            at: [evidence.span(number.range), title] + (box.items.last.map { [Span($0.span.start, min($0.span.end, $0.span.start + 20))] } ?? []))
    }

    private static let pointers = Phrases<Bool>("如下 见专栏 (见", true)
    private static let ends = Phrases<Bool>("推动 实现 形成 建设 打造 带动 培育 构建 提升 促进 以 为 的 和 与 具体 及 等 并", true)
}
