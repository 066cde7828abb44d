/// Finds the headings and puts them in order.
struct OutlineReader {
    private let layout: Layout
    /// Some headings are numbered 1.1.
    private let usesDecimals: Bool

    private init(_ layout: Layout) {
        self.layout = layout
        usesDecimals = layout.elements.contains {
            !$0.isTable && $0.range.count <= 60 && Numbering.read(layout.stream.characters, $0.range)?.style == .decimal2
        }
    }

    private struct Candidate {
        var element: Int
        var number: Numbering?
        var title: Range<Int>
        var isRunIn: Bool
        var fileLevel: Int?
    }

    static func read(_ layout: inout Layout, into structure: inout Structure) {
        let reader = OutlineReader(layout)
        var candidates: [Candidate] = []
        for index in layout.elements.indices where structure.boxOf[index] == nil {
            if let candidate = reader.candidate(index) { candidates.append(candidate) }
        }
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
            // Headings of the web site around the document.
            if number == nil, OutlineReader.siteWords.match(layout.stream.characters, at: title.lowerBound, limit: title.upperBound)?.length == title.count {
                return nil
            }
            guard !title.isEmpty || number != nil, title.count <= 80 else { return nil }
            return Candidate(element: index, number: number, title: title, isRunIn: isRunIn, fileLevel: element.headingLevel)
        }
        guard let number, isHeading(number, title, isRunIn, index) else { return nil }
        return Candidate(element: index, number: number, title: title, isRunIn: isRunIn, fileLevel: nil)
    }

    private static let siteWords = Phrases<Bool>("相关解读 相关链接 相关文件 相关阅读 政策解读 扫一扫 附件下载 上一篇 下一篇 分享 网站地图 打印 图解 解读 热门推荐 最新文件", true)

    private func number(_ element: Element) -> Numbering? {
        if let number = Numbering.read(layout.stream.characters, element.range) { return number }
        // “1 总体要求”: a heading by its style, or a short line with a blank after the number, in a text that goes on with 1.1.
        guard let first = element.range.first, layout.stream[first].isDigit else { return nil }
        let end = element.range.first { !layout.stream[$0].isDigit } ?? element.range.upperBound
        guard end - first <= 2, end < element.range.upperBound, layout.stream[end].isHan else { return nil }
        let isApart = layout.stream.origins[end] - layout.stream.origins[end - 1] > 1
        guard element.headingLevel != nil || isApart && usesDecimals && element.range.count <= 24 && !hasPunctuation(end..<element.range.upperBound) else {
            return nil
        }
        let value = Numerals.read(layout.stream.characters, at: first, limit: end)?.number.digits ?? 0
        return Numbering(style: .arabic, value: Int(value), label: first..<end, end: end)
    }

    private func hasPunctuation(_ range: Range<Int>) -> Bool { range.contains { [0x2C, 0x3002, 0x3B, 0x3A].contains(layout.stream[$0]) } }

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

    // MARK: Levels

    /// By rank: the order of the numbering styles, or the level that the file gives.
    private func levels(_ candidates: [Candidate]) -> [Int] {
        let styled = candidates.filter { $0.fileLevel != nil }
        let fileLevels = Array(Set(styled.compactMap(\.fileLevel))).sorted()
        let plain = candidates.filter { $0.fileLevel == nil }
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
        let ranks = candidates.map { candidate in
            if let level = candidate.fileLevel, let rank = fileLevels.firstIndex(of: level) { return rank + 1 }
            return candidate.number.flatMap { styleLevels[$0.style] } ?? 1
        }
        return OutlineReader.depths(ranks)
    }

    /// A heading's level is the number of headings that it stands under, and one.
    private static func depths(_ ranks: [Int]) -> [Int] {
        var open: [Int] = []
        return ranks.map { rank in
            while let last = open.last, last >= rank { open.removeLast() }
            open.append(rank)
            return open.count
        }
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
                    level: levels[index], number: label, title: title,
                    span: layout.stream.span(element.range.lowerBound..<max(end, element.range.lowerBound + 1)),
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
