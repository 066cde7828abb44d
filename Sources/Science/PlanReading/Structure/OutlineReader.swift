/// Finds the headings and puts them in order.
struct OutlineReader {
    private let layout: Layout

    private struct Candidate {
        var element: Int
        var number: Numbering?
        var title: Range<Int>
        var isRunIn: Bool
        var fileLevel: Int?
    }

    static func read(_ layout: inout Layout, into structure: inout Structure) {
        let reader = OutlineReader(layout: layout)
        var candidates: [Candidate] = []
        for index in layout.elements.indices where structure.boxOf[index] == nil {
            if let candidate = reader.candidate(index) { candidates.append(candidate) }
        }
        reader.appendixHeadings(&candidates, structure)
        let levels = reader.levels(candidates)
        reader.fill(&structure, candidates, levels)
        for (index, candidate) in candidates.enumerated() { layout.elements[candidate.element].role = .heading(index) }
    }

    // MARK: Candidates

    private func candidate(_ index: Int) -> Candidate? {
        let element = layout.elements[index]
        guard !element.isTable, element.role == .body, element.frame == nil, !element.isNote else { return nil }
        let number = number(element)
        let start = number?.end ?? element.range.lowerBound
        let (title, isRunIn) = titleRange(start, element.range.upperBound)
        if element.headingLevel != nil {
            guard !title.isEmpty || number != nil, title.count <= 80 else { return nil }
            return Candidate(element: index, number: number, title: title, isRunIn: isRunIn, fileLevel: element.headingLevel)
        }
        guard let number, isHeading(number, title, isRunIn, index) else { return nil }
        return Candidate(element: index, number: number, title: title, isRunIn: isRunIn, fileLevel: nil)
    }

    private func number(_ element: Element) -> Numbering? {
        if let number = Numbering.read(layout.stream.characters, element.range) { return number }
        // “1 总体要求” as a heading by its style.
        guard element.headingLevel != nil, let first = element.range.first, layout.stream[first].isDigit else { return nil }
        let end = element.range.first { !layout.stream[$0].isDigit } ?? element.range.upperBound
        guard end - first <= 2, end < element.range.upperBound, layout.stream[end].isHan else { return nil }
        return Numbering(style: .arabic, value: 0, label: first..<end, end: end)
    }

    /// The title ends with the first sentence; what follows is run in.
    private func titleRange(_ start: Int, _ limit: Int) -> (Range<Int>, Bool) {
        var end = start
        while end < limit, ![0x3002, 0x3B, 0x21, 0x3F].contains(layout.stream[end]) { end += 1 }
        var isRunIn = end + 1 < limit
        // “责任单位：” and other colons part a title from its text too, when the title is short.
        if let colon = (start..<min(end, start + 30)).first(where: { layout.stream[$0] == 0x3A }), colon + 1 < limit, end - start > 30 {
            end = colon
            isRunIn = true
        }
        while end > start, [0x3A, 0x2C, 0x3001].contains(layout.stream[end - 1]) { end -= 1 }
        return (start..<max(start, end), isRunIn)
    }

    private func isHeading(_ number: Numbering, _ title: Range<Int>, _ isRunIn: Bool, _ index: Int) -> Bool {
        guard !title.isEmpty || number.style <= .section else { return false }
        switch number.style {
        case .part, .chapter, .section: return title.count <= 50
        case .article, .circled: return false
        case .han, .hanParenthesis: return title.count <= 50 && !endsList(index)
        case .decimal2, .decimal3, .decimal4: return title.count <= 45
        case .arabic, .arabicParenthesis, .arabicHalfParenthesis:
            guard title.count <= 40, title.count >= 2, !endsList(index) else { return false }
            if isRunIn { return title.count <= 34 && !title.contains { layout.stream[$0] == 0x2C && title.count > 24 } }
            return title.count <= 34 && !title.contains { layout.stream[$0] == 0x2C } && !isListItem(index, number)
        }
    }

    /// Items of a list end with a semicolon.
    private func endsList(_ index: Int) -> Bool {
        layout.elements[index].range.last.map { layout.stream[$0] == 0x3B } ?? false
    }

    /// A line between others of its kind, with no text of its own, is an item and no heading.
    private func isListItem(_ index: Int, _ number: Numbering) -> Bool {
        let next = index + 1 < layout.elements.count ? Numbering.read(layout.stream.characters, layout.elements[index + 1].range) : nil
        let before = index > 0 ? Numbering.read(layout.stream.characters, layout.elements[index - 1].range) : nil
        if let next, next.style == number.style, next.value == number.value + 1, !layout.elements[index + 1].isTable { return true }
        if let before, before.style == number.style, before.value == number.value - 1, isBareItem(index - 1) { return true }
        return false
    }

    private func isBareItem(_ index: Int) -> Bool {
        let range = layout.elements[index].range
        return range.dropLast().allSatisfy { layout.stream[$0] != 0x3002 } && range.count <= 44
    }

    /// 附件： with its title in the same or in the next line.
    private func appendixHeadings(_ candidates: inout [Candidate], _ structure: Structure) {
        guard let firstHeading = candidates.first?.element else { return }
        for index in layout.elements.indices where index > firstHeading && structure.boxOf[index] == nil {
            let element = layout.elements[index]
            guard !element.isTable, element.range.count <= 60, let number = Appendix.number(layout.stream.characters, element.range) else { continue }
            var title = number.end..<element.range.upperBound
            if title.isEmpty, index + 1 < layout.elements.count, !layout.elements[index + 1].isTable, layout.elements[index + 1].range.count <= 60 {
                title = layout.elements[index + 1].range
            }
            candidates.removeAll { $0.element == index }
            candidates.append(Candidate(element: index, number: number, title: title, isRunIn: false, fileLevel: element.headingLevel))
        }
        candidates.sort { $0.element < $1.element }
    }

    // MARK: Levels

    /// 1 for the highest rank that the document uses, and so on down without gaps.
    private func levels(_ candidates: [Candidate]) -> [Int] {
        let styled = candidates.filter { $0.fileLevel != nil }
        let fileLevels = Array(Set(styled.compactMap(\.fileLevel))).sorted()
        let plain = candidates.filter { $0.fileLevel == nil && !isAppendix($0) }
        var styles = Array(Set(plain.compactMap { $0.number?.style })).sorted()
        if let arabic = styles.firstIndex(of: .arabic), let decimal = styles.firstIndex(where: \.isDecimal), arabicLeads(candidates) {
            styles.remove(at: arabic)
            styles.insert(.arabic, at: min(decimal, styles.count))
        }
        // A few plain headings of a rank that the styled ones use too stand on the same level.
        var styleLevels: [Numbering.Style: Int] = [:]
        for candidate in styled {
            guard let style = candidate.number?.style, let level = candidate.fileLevel, let rank = fileLevels.firstIndex(of: level) else { continue }
            if styleLevels[style] == nil { styleLevels[style] = rank + 1 }
        }
        var next = fileLevels.count
        for style in styles where styleLevels[style] == nil {
            next += 1
            styleLevels[style] = next
        }
        return candidates.map { candidate in
            if isAppendix(candidate) { return 1 }
            if let level = candidate.fileLevel, let rank = fileLevels.firstIndex(of: level) { return rank + 1 }
            return candidate.number.flatMap { styleLevels[$0.style] } ?? 1
        }
    }

    private func isAppendix(_ candidate: Candidate) -> Bool {
        candidate.number.map { layout.stream[$0.label.lowerBound] == 0x9644 } ?? false
    }

    private func arabicLeads(_ candidates: [Candidate]) -> Bool {
        let arabic = candidates.firstIndex { $0.number?.style == .arabic }
        let decimal = candidates.firstIndex { $0.number?.style.isDecimal ?? false }
        guard let arabic, let decimal else { return false }
        return arabic < decimal
    }

    // MARK: Result

    private func fill(_ structure: inout Structure, _ candidates: [Candidate], _ levels: [Int]) {
        var path: [(level: Int, label: String)] = []
        structure.headingOf = [Int?](repeating: nil, count: layout.elements.count)
        structure.bodyStart = layout.elements.map(\.range.lowerBound)
        for (index, candidate) in candidates.enumerated() {
            let element = layout.elements[candidate.element]
            let label = candidate.number.map { layout.printed($0.label) } ?? ""
            while let last = path.last, last.level >= levels[index] { path.removeLast() }
            let title = layout.printed(candidate.title)
            path.append((levels[index], label.isEmpty ? title : label))
            let end = candidate.isRunIn ? candidate.title.upperBound : element.range.upperBound
            structure.headings.append(
                Heading(
                    level: levels[index], number: label, title: title, span: layout.stream.span(element.range.lowerBound..<max(end, element.range.lowerBound + 1)),
                    path: path.map(\.label).joined(separator: "/"), isRunIn: candidate.isRunIn,
                    confidence: confidence(candidate)))
            structure.headingStyles.append(candidate.number?.style)
            structure.headingElements.append(candidate.element)
            structure.bodyStart[candidate.element] = candidate.isRunIn ? candidate.title.upperBound + 1 : element.range.upperBound
        }
        var current: Int?
        var next = 0
        for index in layout.elements.indices {
            while next < candidates.count, candidates[next].element <= index {
                current = next
                next += 1
            }
            structure.headingOf[index] = current
        }
    }

    private func confidence(_ candidate: Candidate) -> Double {
        if candidate.fileLevel != nil { return 0.99 }
        guard let style = candidate.number?.style else { return 0.8 }
        return style <= .hanParenthesis ? 0.97 : candidate.isRunIn ? 0.85 : 0.9
    }
}

enum Appendix {
    /// 附件, 附件1：, 附表2
    static func number(_ characters: [Character16], _ range: Range<Int>) -> Numbering? {
        guard let word = words.match(characters, at: range.lowerBound, limit: range.upperBound) else { return nil }
        var end = range.lowerBound + word.length
        if let numeral = Numerals.read(characters, at: end, limit: min(range.upperBound, end + 3)) { end = numeral.end }
        let label = range.lowerBound..<end
        guard end == range.upperBound || characters[end] == 0x3A || characters[end] == 0x3001 || characters[end] == 0x2E || end - range.lowerBound > word.length
        else { return nil }
        while end < range.upperBound, [0x3A, 0x3001, 0x2E].contains(characters[end]) { end += 1 }
        return Numbering(style: .chapter, value: 0, label: label, end: end)
    }

    private static let words = Phrases<Bool>("附件 附录", true)
}
