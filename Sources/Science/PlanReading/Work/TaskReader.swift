/// Reads what is to be done: clauses that begin with a verb of action, with the unit that answers for them and the time by which.
struct TaskReader {
    private let layout: Layout
    private let structure: Structure
    private let facts: DocumentFacts
    /// For each heading whether its chapter sets no tasks.
    private let isGeneral: [Bool]
    private var tasks: [Reading.Task] = []

    static func read(_ layout: Layout, _ structure: Structure, _ survey: TableSurvey, _ facts: DocumentFacts) -> [Reading.Task] {
        var reader = TaskReader(layout: layout, structure: structure, facts: facts, isGeneral: structure.headings.map(isGeneral))
        for index in layout.elements.indices { reader.readElement(index) }
        for entry in survey.entries where entry.reader.kind == .tasks { reader.readTable(entry) }
        return reader.tasks.sorted { $0.span < $1.span }
    }

    // MARK: Running text

    private mutating func readElement(_ index: Int) {
        let element = layout.elements[index]
        guard !element.isTable, !element.isNote, structure.sectionOf[index] == .other, let heading = structure.headingOf[index], !isGeneral[heading] else {
            return
        }
        switch element.role {
        case .body, .heading: break
        default: return
        }
        // “（责任单位：……）” or a line of its own below the paragraph.
        let units = responsible(element.range) ?? unitsBelow(index)
        for sentence in structure.sentences.of(index) { readSentence(sentence, index, units ?? []) }
    }

    /// Chapters on thought, principles and requirements set no tasks.
    private static func isGeneral(_ heading: Heading) -> Bool {
        let words = folded(heading.title)
        return general.occurs(in: words, 0..<words.count)
    }

    private static let general = Phrases<Bool>("指导思想 基本原则 总体要求 总体思路 发展思路 基本思路 总体考虑 战略定位 发展定位 工作思路 编制依据 主要原则 总则", true)

    private mutating func readSentence(_ whole: Sentence, _ element: Int, _ units: [Responsibility]) {
        let sentence = whole.range
        let characters = layout.stream.characters
        var times: [TimeReference] = []
        if whole.mayTime, TaskReader.yearly.first(in: characters, sentence) != nil { times = Times.all(in: characters, sentence) }
        var start = afterNumber(sentence)
        let tasksBefore = tasks.count
        while start < sentence.upperBound, tasks.count - tasksBefore < 12 {
            let end = clauseEnd(start, sentence)
            if let task = task(start..<end, sentence, element, units, times) { tasks.append(task) }
            start = end + 1
        }
    }

    /// 年, and the 五 of five-year plans.
    private static let yearly = BitMap("年五")

    private func afterNumber(_ sentence: Range<Int>) -> Int {
        Numbering.read(layout.stream.characters, sentence)?.end ?? sentence.lowerBound
    }

    private func clauseEnd(_ start: Int, _ sentence: Range<Int>) -> Int {
        let characters = layout.stream.characters
        var depth = 0
        var rest = start..<sentence.upperBound
        while let index = TaskReader.marks.first(in: characters, rest) {
            switch characters[index] {
            case 0x28, 0x201C, 0x300A: depth += 1
            case 0x29, 0x201D, 0x300B: depth = max(0, depth - 1)
            default: if depth == 0 { return index }
            }
            rest = index + 1..<sentence.upperBound
        }
        return sentence.upperBound
    }

    /// What opens, closes or parts clauses.
    private static let marks = BitMap("（）“”《》，；。")

    /// A clause that begins with a verb, adverbs before it left out: 加快|建设|全县智能农业监测网络.
    private func task(_ clause: Range<Int>, _ sentence: Range<Int>, _ element: Int, _ units: [Responsibility], _ times: [TimeReference]) -> Reading.Task? {
        let characters = layout.stream.characters
        var start = clause.lowerBound
        if let time = times.first(where: { $0.range.lowerBound <= start + 1 && $0.range.upperBound > start && $0.range.upperBound < clause.upperBound }) {
            start = time.range.upperBound
        }
        var skipped = true
        while skipped, start < clause.upperBound {
            skipped = false
            if let adverb = TaskReader.adverbs.match(characters, at: start, limit: clause.upperBound) {
                start += adverb.length
                skipped = true
            }
        }
        guard let verbEnd = verbEnd(start, clause) else { return nil }
        let object = verbEnd..<clause.upperBound
        guard object.count >= 3, object.count <= 90, characters[object.lowerBound] != 0x7684,
            TaskReader.labels.match(characters, at: object.lowerBound, limit: object.upperBound) == nil
        else { return nil }
        let due = times.last { $0.range.upperBound <= clause.upperBound && $0.kind == .at }?.to
        return Reading.Task(
            verb: layout.printed(start..<verbEnd), object: layout.printed(trimmed(object)), units: units,
            year: due.flatMap { year in facts.from.map { year >= $0 } ?? true ? (year == 0 ? facts.to : year) : nil }, span: layout.stream.span(clause),
            heading: structure.headingOf[element], box: structure.boxOf[element], confidence: start == clause.lowerBound ? 0.85 : 0.75)
    }

    /// One verb, or several in a row: 改造提升, 引进和培育.
    private func verbEnd(_ start: Int, _ clause: Range<Int>) -> Int? {
        let characters = layout.stream.characters
        guard let first = TaskReader.verbs.match(characters, at: start, limit: clause.upperBound) else { return nil }
        var end = start + first.length
        while end < clause.upperBound {
            let join = [0x548C, 0x5E76, 0x3001, 0x4E0E].contains(characters[end]) ? 1 : 0
            guard let next = TaskReader.verbs.match(characters, at: end + join, limit: clause.upperBound), end + join + next.length + 2 < clause.upperBound,
                characters[end + join + next.length] != 0x7684
            else { break }
            end += join + next.length
        }
        return end
    }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        // The unit in brackets at the end is no part of the object.
        guard let last = range.last, layout.stream[last] == 0x29, let open = range.last(where: { layout.stream[$0] == 0x28 }),
            Responsibilities.labels.match(layout.stream.characters, at: open + 1, limit: range.upperBound) != nil
        else { return range }
        return range.lowerBound..<open
    }

    /// 建设期限2023—2025年 is a label with its value.
    private static let labels = Phrases<Bool>("期限 年限 起止 周期 工期 地点 性质 内容: 规模: 单位: 时间:", true)

    private static let adverbs = Phrases<Bool>(
        "加快 大力 积极 着力 持续 全面 深入 进一步 稳步 有序 切实 努力 不断 继续 充分 重点 统筹 加速 扎实 协同 主动 要 将 并 应 力争 争取 确保 严格 科学 合理 逐步 广泛 优先 鼓励和 支持和 高标准 高质量 高水平 分类 分批 强力 到 探索 聚力 有效 同步 依法 率先 精准 纵深 坚决 认真 及时 共同 加强 创新 合力 牢固 系统 定期 组织 每年",
        true)

    private static let verbs = Phrases<Bool>(
        """
        建设 建立 建成 打造 搭建 构建 培育 培养 引进 引育 推进 推动 推广 实施 开展 完善 健全 优化 提升 提高 强化 加强 深化 拓展 支持 鼓励 引导 扶持 组建 设立 制定 出台 落实 发展 壮大 改造 升级 实现 促进 创建 创新 发挥 整合
        聚焦 布局 规划 开发 研发 突破 攻克 研究 探索 推行 试点 建好 筹建 新建 扩建 改建 增设 配备 举办 承办 组织 开放 共享 对接 争取 争创 申报 认定 加大 加快 扩大 增强 改善 保护 治理 修复 防范 化解 监测 监管 规范 简化 压减 降低 减少 淘汰 严控 控制 保障 确保 做好 做强 做优 做大 抓好 用好 发布
        编制 修订 梳理 排查 整治 查处 宣传 普及 培训 选派 选聘 奖励 激励 激发 营造 弘扬 延伸 补齐 夯实 巩固 盘活 转化 转移 应用 采用 运用 融入 参与 参加 成立 签订 引入 吸引 招引 推介 宣介 丰富 繁荣 传承 挖掘 改革 改进 转变 转型 评估 考核 督导 检查 调度 跟踪 落地 完成 设置 统计 划定 开通 打通 畅通 贯通 联通 覆盖 启动 建设完善 更新
        """, true)

    // MARK: Units

    /// （牵头单位：……；责任单位：……） anywhere in the paragraph.
    private func responsible(_ range: Range<Int>) -> [Responsibility]? {
        let characters = layout.stream.characters
        guard range.count < 4000 else { return nil }
        var bracket = characters.first(0x28, in: range)
        while let open = bracket, Responsibilities.labels.match(characters, at: open + 1, limit: range.upperBound) == nil {
            bracket = characters.first(0x28, in: open + 1..<range.upperBound)
        }
        guard let open = bracket else { return nil }
        let close = (open..<range.upperBound).first { layout.stream[$0] == 0x29 && closes($0, range) } ?? range.upperBound
        let units = Responsibilities.read(layout, open + 1..<close, default: .responsible)
        return units.isEmpty ? nil : units
    }

    /// A bracket inside a name (市、区） does not end the list.
    private func closes(_ index: Int, _ range: Range<Int>) -> Bool {
        index + 1 >= range.upperBound || [0x3002, 0x3B, 0x2C].contains(layout.stream[index + 1]) || index + 1 == range.upperBound
    }

    private func unitsBelow(_ index: Int) -> [Responsibility]? {
        for below in index + 1..<max(index + 1, min(layout.elements.count, index + 3)) {
            let element = layout.elements[below]
            guard !element.isTable, element.role == .body, structure.headingOf[below] == structure.headingOf[index] else { return nil }
            var start = element.range.lowerBound
            if start < element.range.upperBound, [0x28, 0x3010, 0x5B].contains(layout.stream[start]) { start += 1 }
            if Responsibilities.labels.match(layout.stream.characters, at: start, limit: element.range.upperBound) != nil {
                var end = element.range.upperBound
                while end > start, [0x29, 0x3011, 0x5D, 0x3002].contains(layout.stream[end - 1]) { end -= 1 }
                return Responsibilities.read(layout, start..<end, default: .responsible)
            }
        }
        return nil
    }

    // MARK: Tables of duties

    private mutating func readTable(_ entry: TableSurvey.Entry) {
        let reader = entry.reader
        for row in reader.dataRows {
            guard let cell = reader.cell(row, .name), !cell.range.isEmpty else { continue }
            var units: [Responsibility] = []
            for (column, role) in reader.roles.enumerated() {
                if case .responsible(let kind) = role, column < reader.matrix[row].count {
                    units += Responsibilities.read(layout, reader.matrix[row][column].range, default: kind)
                }
            }
            let start = Numbering.read(layout.stream.characters, cell.range)?.end ?? cell.range.lowerBound
            let verb = TaskReader.verbs.match(layout.stream.characters, at: start, limit: cell.range.upperBound)?.length ?? 0
            let due = reader.cell(row, .period).flatMap { cell in Times.all(in: layout.stream.characters, cell.range).last?.to }
            tasks.append(
                Reading.Task(
                    verb: layout.printed(start..<start + verb), object: layout.printed(start + verb..<cell.range.upperBound), units: units, year: due,
                    span: reader.span(row), heading: layout.grids[entry.grid].heading, box: layout.grids[entry.grid].box, confidence: 0.9))
        }
    }
}
