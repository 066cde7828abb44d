/// “共9个重大项目” against the rows of the project list; counts in group heads and total rows against the rows below or above them.
enum ProjectCounts {
    static let rule = "count-against-list"

    struct Count {
        var value: Int
        var range: Range<Int>
        /// Of some of the projects only: 亿元以上项目5个.
        var isPart: Bool
    }

    static func run(_ evidence: Evidence) -> [Finding] {
        let lists = evidence.lists
        guard !lists.isEmpty else { return [] }
        return prose(evidence, lists)
            + lists.flatMap { list in
                groups(evidence, evidence.survey.entries.filter { list.tables.contains($0.table) && $0.reader.kind == .projects }.map(\.reader))
            }
    }

    // MARK: In sentences

    private static func prose(_ evidence: Evidence, _ lists: [ProjectList]) -> [Finding] {
        evidence.sentences.compactMap { sentence -> Finding? in
            guard sentence.has(.project), !sentence.triggers.isDisjoint(with: [.digit, .numeral]), evidence.matches(words, sentence.range) else { return nil }
            let counts = counts(evidence, sentence.range)
            guard let count = counts.first(where: { !$0.isPart }), announces(evidence, sentence, lists), let list = list(for: sentence, lists), list.rows > 1
            else { return nil }
            let known = Set(lists.flatMap { [$0.rows, $0.rows - $0.otherRows] } + [lists.reduce(0) { $0 + $1.rows }])
            if counts.contains(where: { known.contains($0.value) }) || known.contains(counts.reduce(0) { $0 + $1.value }) { return nil }
            let rows = evidence.reading.projects.filter { list.tables.contains($0.list) }
            let place = list.caption.map(evidence.span) ?? title(evidence, list) ?? rows.first?.nameSpan ?? evidence.layout.elements[list.element].span
            return Finding(
                rule, .error, "正文称“\(evidence.quote(count.range))”，项目表列出\(list.rows)个项目。", why: "项目数量与所附清单不符，不知是漏列项目还是数字有误。",
                remedy: "补列缺少的项目，或把正文的数量改为\(list.rows)个。", at: [evidence.span(count.range), place] + (rows.last.map { [$0.nameSpan] } ?? []))
        }
    }

    /// The title of the list: the short paragraph just above it.
    private static func title(_ evidence: Evidence, _ list: ProjectList) -> Span? {
        guard list.element > 0 else { return nil }
        let above = evidence.layout.elements[list.element - 1]
        return !above.isTable && above.range.count <= 40 ? above.span : nil
    }

    /// The sentence is about the list: it points to it, names the sum, or stands just above it.
    private static func announces(_ evidence: Evidence, _ sentence: Evidence.Sentence, _ lists: [ProjectList]) -> Bool {
        if evidence.matches(pointers, sentence.range) { return true }
        if evidence.matches(money, sentence.range), !evidence.matches(rates, sentence.range) { return true }
        return lists.contains { sentence.element < $0.element && $0.element - sentence.element <= 3 }
    }

    /// The only list, or the next below the sentence.
    static func list(for sentence: Evidence.Sentence, _ lists: [ProjectList]) -> ProjectList? {
        lists.count == 1 ? lists.first : lists.first { $0.element > sentence.element } ?? lists.last
    }

    /// Counts of projects in the range: 7个重点项目, 能源重点项目10个, 6项重大工程.
    static func counts(_ evidence: Evidence, _ range: Range<Int>) -> [Count] {
        guard evidence.matches(words, range) else { return [] }
        let characters = evidence.characters
        return Quantities.all(in: characters, range, times: []).compactMap { quantity in
            guard let unit = quantity.unit, unit.count == 1, classifiers.contains(characters[unit.lowerBound]), quantity.comparison == nil,
                !quantity.isRoughlyMore,
                case .number(let number) = quantity.value, number.scale == 0, (2...2000).contains(number.digits)
            else { return nil }
            let before = clause(characters, range.lowerBound, quantity.core.lowerBound)
            if evidence.matches(frequent, before..<quantity.core.lowerBound) { return nil }
            if let noun = noun(characters, quantity.core.upperBound, range.upperBound) {
                return Count(value: Int(number.digits), range: quantity.core.lowerBound..<noun, isPart: evidence.matches(partial, before..<noun))
            }
            guard let word = words.match(characters, before: trimmed(characters, quantity.core.lowerBound, before), floor: before) else { return nil }
            let start = trimmed(characters, quantity.core.lowerBound, before) - word.length
            return Count(
                value: Int(number.digits), range: max(before, start - 8)..<quantity.core.upperBound,
                isPart: evidence.matches(partial, before..<quantity.core.upperBound))
        }
    }

    private static func clause(_ characters: [Character16], _ floor: Int, _ index: Int) -> Int {
        var start = index
        while start > floor, index - start < 30, !breaks.contains(characters[start - 1]) { start -= 1 }
        return start
    }

    /// 项目共10个: without the 共.
    private static func trimmed(_ characters: [Character16], _ index: Int, _ floor: Int) -> Int {
        var index = index
        while let word = fillers.match(characters, before: index, floor: floor) { index -= word.length }
        return index
    }

    /// End of 重点项目 after the classifier; only words that make no other thing of it may stand between.
    private static func noun(_ characters: [Character16], _ start: Int, _ limit: Int) -> Int? {
        var index = start
        while index < limit, index - start <= 8 {
            if let word = words.match(characters, at: index, limit: limit) {
                let end = index + word.length
                return end < limit && derived.contains(characters[end]) ? nil : end
            }
            guard let word = modifiers.match(characters, at: index, limit: limit) else { return nil }
            index += word.length
        }
        return nil
    }

    private static let words = Phrases<Bool>("项目 工程", true)
    private static let modifiers = Phrases<Bool>("重点 重大 科技 建设 支撑 标志性 投资 骨干 规划 能源 水利 教育 农业 工业 文旅 交通 物流 卫生 健康 应急 数字化 信息化 产业 生态 环保 具体 大 示范 储备 的 、", true)
    private static let fillers = Phrases<Bool>("共 共计 总计 合计 总数 数量 达 约 有 为 ： :", true)
    private static let pointers = Phrases<Bool>("如下 附件 附表 下表 见表 项目清单 清单如下 见清单 项目表 一览表", true)
    private static let money = Phrases<Bool>("总投资 投资总额 计划投资 估算投资 总概算 总预算 投资规模", true)
    private static let rates = Phrases<Bool>("以上项目", true)
    private static let frequent = Phrases<Bool>("每年 每个 各 年均 已 累计 其中 另有 现有", true)
    private static let partial = Phrases<Bool>("以上 以下 其中 新建项目 续建项目 储备", true)
    private static let classifiers = BitMap("个项大")
    private static let breaks = BitMap("，；：。、（）")
    private static let derived = BitMap("化师组库部管团院学技")

    // MARK: In the list

    /// （3个，77000万元） in a group head, 合计（12个项目） in a total row.
    private static func groups(_ evidence: Evidence, _ readers: [TableReader]) -> [Finding] {
        var findings: [Finding] = []
        var header: (count: Int, range: Range<Int>)?
        var sinceGroup = 0
        var all = 0
        func check(_ stated: (count: Int, range: Range<Int>), _ rows: Int) {
            guard rows > 0, stated.count != rows else { return }
            findings.append(
                Finding(
                    rule, .error, "“\(evidence.quote(stated.range, 30))”标明\(stated.count)个，所列为\(rows)个。", why: "分组标明的项目数与所列行数不符。",
                    remedy: "补列项目或改正标明的数量。", at: [evidence.span(stated.range)]))
        }
        for reader in readers {
            for row in reader.bodyRows {
                switch reader.kind(of: row) {
                case .group:
                    if let header { check(header, sinceGroup) }
                    sinceGroup = 0
                    header = stated(evidence, reader, row)
                case .data where !(reader.cell(row, .name)?.isRepeat ?? true):
                    sinceGroup += 1
                    all += 1
                case .total:
                    guard let stated = stated(evidence, reader, row) else { continue }
                    if Totals.isGrand(reader, row, evidence.characters) { check(stated, all) } else { check(stated, sinceGroup) }
                default: break
                }
            }
        }
        if let header { check(header, sinceGroup) }
        return findings
    }

    private static func stated(_ evidence: Evidence, _ reader: TableReader, _ row: Int) -> (count: Int, range: Range<Int>)? {
        guard let cell = reader.matrix[row].first(where: { !$0.isRepeat && !$0.range.isEmpty }) else { return nil }
        for quantity in Quantities.all(in: evidence.characters, cell.range, times: []) {
            guard let unit = quantity.unit, unit.count == 1, [0x4E2A, 0x9879].contains(evidence.characters[unit.lowerBound]),
                let number = quantity.value.number, number.scale == 0
            else { continue }
            return (Int(clamping: number.digits), cell.range)
        }
        return nil
    }
}
