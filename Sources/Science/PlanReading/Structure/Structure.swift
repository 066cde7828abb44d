/// The document's order: headings, boxes, and for each element the heading and the box it stands under.
struct Structure {
    var headings: [Heading] = []
    var headingStyles: [Numbering.Style?] = []
    var boxes: [BoxExtent] = []
    /// For each element, the index of its heading and of its box.
    var headingOf: [Int?] = []
    var boxOf: [Int?] = []
    /// Element of each heading.
    var headingElements: [Int] = []
    /// Where the body text of an element begins, behind its number and run-in title.
    var bodyStart: [Int] = []

    /// What a section is about, as far as the tense of its figures goes.
    enum Section { case past, target, other }
    var sectionOf: [Section] = []
    /// Of all paragraphs, from where their body begins.
    private(set) var sentences = Sentences()
    var headingKinds: [Section] = []

    static func read(_ layout: inout Layout) -> Structure {
        var structure = Structure()
        structure.boxes = BoxReader.read(&layout)
        structure.boxOf = BoxReader.assign(structure.boxes, count: layout.elements.count)
        OutlineReader.read(&layout, into: &structure)
        structure.classifySections(layout)
        structure.sentences = Sentences(layout) { structure.boxOf[$0] != nil ? layout.elements[$0].range.lowerBound : structure.bodyStart[$0] }
        return structure
    }

    /// A section tells of the past when its heading, or one above it, says so.
    private mutating func classifySections(_ layout: Layout) {
        var kinds: [Section] = []
        var stack: [(level: Int, kind: Section)] = []
        for (index, heading) in headings.enumerated() {
            while let top = stack.last, top.level >= heading.level { stack.removeLast() }
            let words = folded(heading.title)
            let own = Structure.kind(words)
            let kind = own != .other ? own : stack.last?.kind ?? .other
            stack.append((heading.level, kind))
            kinds.append(kind)
            _ = index
        }
        headingKinds = kinds
        sectionOf = headingOf.map { $0.map { kinds[$0] } ?? .other }
    }

    private static func kind(_ words: [Character16]) -> Section {
        let all = 0..<words.count
        if targetWords.occurs(in: words, all) { return .target }
        // 夯实发展基础 and 补齐短板 are things to do.
        if deeds.match(words, at: 0, limit: words.count) != nil { return .other }
        if pastWords.occurs(in: words, all) { return .past }
        return all.contains { index in
            guard let found = stateWords.match(words, at: index, limit: words.count) else { return false }
            let next = index + found.length
            return next == words.count || closers.contains(words[next])
        } ? .past : .other
    }

    private static let targetWords = Phrases<Bool>("目标 指标 预期", true)
    private static let pastWords = Phrases<Bool>(
        """
        现状 回顾 成效 成就 形势 背景 环境分析 机遇 挑战 成绩 发展情况 工作进展 取得的 不足 现有条件 存在 面临 发展历程 完成情况 实施情况 发展基础
        """, true)
    /// The same where the heading, or a part of it, ends with them: 发展基础和优势, but not 基础设施.
    private static let stateWords = Phrases<Bool>("基础 问题 优势 短板 条件", true)
    private static let closers = BitMap("、和与及())")
    private static let deeds = Phrases<Bool>(
        "夯实 筑牢 加强 强化 完善 健全 改善 补齐 补强 发挥 解决 应对 抢抓 巩固 提升 推进 推动 加快 优化 构建 建设 打牢 厚植 打造 创新 营造 破解 聚焦 突破 实施 抓住 培育 立足 着力 深化", true)
}

/// A box and the elements that it is made of.
struct BoxExtent {
    var box: Box
    /// Title element and content elements.
    var elements: Range<Int>
    var titleElements: Int
    var grid: Int?
}
