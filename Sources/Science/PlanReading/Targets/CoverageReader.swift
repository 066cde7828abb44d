/// Targets whose number is a word: 全覆盖 is 100 per cent, 为零 is 0.
enum CoverageReader {
    static func read(_ characters: [Character16], _ sentence: Range<Int>, element: Int, year: Int?, hasOwnTime: Bool, isExpected: Bool, isPast: Bool)
        -> [Statement]
    {
        guard !isPast else { return [] }
        var statements: [Statement] = []
        var floor = sentence.lowerBound
        var index = sentence.lowerBound
        while index < sentence.upperBound {
            if [0x2C, 0x3B, 0x3A].contains(characters[index]) { floor = index + 1 }
            guard let found = words.match(characters, at: index, limit: sentence.upperBound) else {
                index += 1
                continue
            }
            let length = found.value == 100 ? 3 : 1
            let core = index + found.length - length..<index + found.length
            if found.value == 0 || isExpected, let name = name(characters, floor, index), closes(characters, core.upperBound, sentence) {
                statements.append(statement(found.value, name, core, sentence, element, year, hasOwnTime))
            }
            index = core.upperBound
        }
        return statements
    }

    private static let words = Phrases<Int>([
        ("实现全覆盖 达到全覆盖 基本实现全覆盖 全覆盖", 100), ("为零 保持为零 控制为零 保持零", 0),
    ])

    /// The words end the clause: 全覆盖体系 is a name.
    private static func closes(_ characters: [Character16], _ index: Int, _ sentence: Range<Int>) -> Bool {
        index >= sentence.upperBound || [0x2C, 0x3B, 0x3002, 0x3001, 0x29].contains(characters[index])
    }

    private static func name(_ characters: [Character16], _ floor: Int, _ end: Int) -> Range<Int>? {
        var range = floor..<end
        for time in Times.all(in: characters, range) { range = min(time.range.upperBound, end)..<end }
        var changed = true
        while changed, !range.isEmpty {
            changed = false
            if let lead = leads.match(characters, at: range.lowerBound, limit: range.upperBound), lead.length < range.count {
                range = range.lowerBound + lead.length..<range.upperBound
                changed = true
            }
            if let trail = trails.match(characters, before: range.upperBound, floor: range.lowerBound), trail.length < range.count {
                range = range.lowerBound..<range.upperBound - trail.length
                changed = true
            }
        }
        if beginnings.match(characters, at: range.lowerBound, limit: range.upperBound) != nil { return nil }
        return range.count >= 4 && range.count <= 30 ? range : nil
    }

    /// 加快5G网络全覆盖 says what is done and not how far.
    private static let beginnings = Phrases<Bool>("加快 推进 持续推进 加速 扩大", true)
    private static let leads = Phrases<Bool>("全区 全县 全市 全省 我区 我县 我市 我省 确保 力争 推动 实现 争取 逐步 年 并 使", true)
    private static let trails = Phrases<Bool>("基本 逐步 实现 达到 全部 力争 均 的", true)

    private static func statement(
        _ value: Int, _ name: Range<Int>, _ core: Range<Int>, _ sentence: Range<Int>, _ element: Int, _ year: Int?, _ hasOwnTime: Bool
    ) -> Statement {
        let quantity = Quantity(
            value: .number(Number(value)), unit: nil, strength: .strong, isPercent: value == 100, comparison: nil, isRoughlyMore: false,
            isHan: true, core: core, range: core)
        return Statement(
            name: "", nameRange: name, quantity: quantity, comparison: .equal, form: .level, isPast: false, isCumulative: false, isYearly: false,
            isStretch: false, year: year, from: nil, fromYear: nil, hasOwnTime: hasOwnTime, element: element, sentence: sentence, confidence: 0.75)
    }
}
