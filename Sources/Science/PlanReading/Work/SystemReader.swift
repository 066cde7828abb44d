/// Finds the digital systems and platforms that a plan commissions: a noun that ends in 平台, 系统, 一张图 …, has something digital in it,
/// and stands behind a verb of making.
struct SystemReader {
    private let layout: Layout
    private let structure: Structure
    private var found: [Reading.System] = []
    private var index: [[Character16]: Int] = [:]

    static func read(_ layout: Layout, _ structure: Structure, _ survey: TableSurvey, _ projects: [Project]) -> [Reading.System] {
        var reader = SystemReader(layout: layout, structure: structure)
        for element in layout.elements.indices { reader.readElement(element) }
        return reader.funded(by: projects)
    }

    private mutating func readElement(_ index: Int) {
        let element = layout.elements[index]
        guard structure.sectionOf[index] != .past else { return }
        if case .table(let grid) = element.content {
            // Project rows commission systems too, in their names and contents.
            for cell in layout.grids[grid].rows.joined() where cell.range.count >= 8 { scan(cell.range) }
            return
        }
        switch element.role {
        case .body, .heading: scan(element.range)
        default: return
        }
    }

    private mutating func scan(_ range: Range<Int>) {
        let characters = layout.stream.characters
        var rest = range
        var floor = range.lowerBound
        while let head = SystemReader.heads.first(in: characters, rest) {
            let index = head.range.lowerBound
            let end = head.range.upperBound
            guard !SystemReader.goesOn(characters, end, range) else {
                rest = index + 1..<range.upperBound
                continue
            }
            // What is joined to the system before begins behind it: 监测网络和|质量追溯系统.
            let joined = floor < index && SystemReader.joins.contains(characters[floor])
            if let name = name(
                endingAt: end, (joined ? floor + 1 : range.lowerBound)..<range.upperBound, isDigital: head.value, isJoined: joined)
            {
                add(name)
                floor = end
            }
            rest = end..<range.upperBound
        }
    }

    /// The value tells whether the word alone is digital.
    private static let heads = Phrases<Bool>([
        ("平台 系统 中心 网络 数据库 资源库 信息库 终端", false),
        (
            "一张图 “一张图” 一张网 “一张网” APP App 小程序 城市大脑 产业大脑 数字大脑 智慧大脑 “大脑” 数据大脑 经济大脑 驾驶舱 信息平台 信息系统 数据库 大数据中心 云平台 数据平台 物联网平台 数字孪生 一网统管 一网通办 数据资源池 监测网络 监测网 数据湖 管理终端 智慧平台",
            true
        ),
    ])

    /// 平台体系, 系统性: the word goes on and is another.
    private static func goesOn(_ characters: [Character16], _ index: Int, _ range: Range<Int>) -> Bool {
        index < range.upperBound && continuations.match(characters, at: index, limit: range.upperBound) != nil
    }

    private static let continuations = Phrases<Bool>("性 化 型 级 式 体系 类 工程技术 层 商 经济 企业 科技 研发 集成 城市 论", true)
    private static let digital = Phrases<Bool>(
        """
        智慧 智能 数字 数据 信息 云 互联网 物联网 网络 在线 线上 追溯 溯源 监测 监控 预警 GIS 电子 远程 5G 区块链 人工智能 可视化 感知 调度 指挥 一体化 虚拟 三维 遥感 北斗 大数据 数智 自动化 信息化 网上 移动 感应 视频 算力 管控 共享服务 交易撮合 IOC 孪生
        """, true)
    private static let makers = Phrases<Bool>(
        """
        建设 搭建 打造 构建 建立 开发 建成 推进 完善 升级 新建 部署 上线 研发 组建 开通 健全 整合 推广 建 建好 筹建 创建 实施 改造 拓展 形成 集成 提升 布局 优化 加快 引进 改建 设立 开展 发展 推动 扩建 支持 统筹 深化 建立健全 构筑 推行 普及 实现
        """, true)
    private static let notCommissioned = Phrases<Bool>("依托 利用 对接 用好 借助 运用 通过 发挥 接入 现有 基于 融入 按照 依靠", true)

    private func name(endingAt end: Int, _ range: Range<Int>, isDigital: Bool, isJoined: Bool) -> Range<Int>? {
        let characters = layout.stream.characters
        var start = end
        var quoted = false
        while start > range.lowerBound, end - start < 40 {
            let character = characters[start - 1]
            if character == 0x201D { quoted = true }
            if character == 0x201C { quoted = false }
            if !quoted, SystemReader.stops.contains(character) { break }
            start -= 1
        }
        // The last verb of making in the clause is where the name begins.
        var place = start
        var begin: Int?
        var reference = false
        while place < end - 2 {
            if let verb = SystemReader.makers.match(characters, at: place, limit: end - 2), verb.length >= 2 {
                if !SystemReader.inside(characters, place + verb.length, end) { begin = place + verb.length }
                place += verb.length
            } else if SystemReader.notCommissioned.match(characters, at: place, limit: end) != nil {
                reference = true
                place += 1
            } else {
                place += 1
            }
        }
        let listed = isJoined && start == range.lowerBound || start > range.lowerBound && characters[start - 1] == 0x3001
        guard let from = begin ?? (listed && (isJoined || makesBefore(start, range)) ? start : nil), !reference else { return nil }
        let name = withLevels(clean(from..<end), range.lowerBound)
        guard !isBare(name), characters[name.lowerBound] != 0x4EE5 || characters[name].contains(0x201C) else { return nil }
        guard name.count >= (isDigital ? 3 : 4), name.count <= 32, isDigital || SystemReader.digital.occurs(in: characters, name) else { return nil }
        if !isDigital, SystemReader.weak.match(characters, before: name.upperBound, floor: name.lowerBound) != nil,
            !SystemReader.strong.occurs(in: characters, name)
        {
            return nil
        }
        return name
    }

    /// 县、乡、村三级物流信息网络: the levels are one name, though 、 parts them.
    private func withLevels(_ name: Range<Int>, _ floor: Int) -> Range<Int> {
        let characters = layout.stream.characters
        guard name.count > 3, SystemReader.levels.contains(characters[name.lowerBound]), Numerals.digit(characters[name.lowerBound + 1]) != nil,
            characters[name.lowerBound + 2] == 0x7EA7
        else { return name }
        var start = name.lowerBound
        while start - 2 >= floor, characters[start - 1] == 0x3001, SystemReader.levels.contains(characters[start - 2]) { start -= 2 }
        return start..<name.upperBound
    }

    /// 云平台, 监测网络: a kind of system, and none in particular.
    private func isBare(_ name: Range<Int>) -> Bool {
        SystemReader.kinds.match(layout.stream.characters, at: name.lowerBound, limit: name.upperBound)?.length == name.count
    }

    private static let kinds = Phrases<Bool>(
        "云平台 数据平台 信息平台 信息系统 物联网平台 监测网络 监测网 管理终端 智慧平台 数据湖 数据库 服务平台 管理平台 管理系统 信息网络 监测系统 监控系统 信息化平台 信息化系统 数字化平台 数字平台 共享平台 预警系统 监测平台 数字孪生 预警平台 指挥平台 应用平台 交易平台 网络平台 线上网络平台 线上平台 数据中心 信息中心 感知系统",
        true)

    private static let levels: BitMap = {
        var map = BitMap()
        for character in folded("省市县区乡镇村组户") { map.insert(character) }
        return map
    }()

    /// 中心, 网络, 终端 are systems only with a word that is digital beyond doubt.
    private static let weak = Phrases<Bool>("中心 网络 终端", true)
    private static let strong = Phrases<Bool>("智慧 大数据 数据 云计算 物联网 监测网络 信息 预警 追溯 溯源 指挥 调度 算力 手机", true)

    private static let joins: BitMap = {
        var map = BitMap()
        for character in folded("和及与、") { map.insert(character) }
        return map
    }()

    private static let stops: BitMap = {
        var map = BitMap()
        for character in folded("，。；：、（）！？《》()") { map.insert(character) }
        return map
    }()

    /// 建设 in 建设项目管理系统: what follows at once ends the name's first word.
    private static func inside(_ characters: [Character16], _ index: Int, _ end: Int) -> Bool {
        end - index < 4 || nouns.match(characters, at: index, limit: end) != nil
    }

    private static let nouns = Phrases<Bool>("项目 工程 用地 服务平台 服务体系 管理系统 管理平台 的", true)

    private func makesBefore(_ start: Int, _ range: Range<Int>) -> Bool {
        var from = start - 1
        while from > range.lowerBound, start - from < 60, ![0x2C, 0x3002, 0x3B].contains(layout.stream[from - 1]) { from -= 1 }
        return (from..<start).contains { SystemReader.makers.match(layout.stream.characters, at: $0, limit: start)?.length ?? 0 >= 2 }
    }

    private func clean(_ range: Range<Int>) -> Range<Int> {
        let characters = layout.stream.characters
        var range = range
        var changed = true
        while changed, let first = range.first {
            changed = false
            if let lead = SystemReader.leads.match(characters, at: first, limit: range.upperBound), lead.length < range.count - 2 {
                range = first + lead.length..<range.upperBound
                changed = true
            } else if let numeral = Numerals.read(characters, at: first, limit: range.upperBound),
                let unit = Units.read(characters, at: numeral.end, limit: range.upperBound), unit.end < range.upperBound
            {
                range = unit.end..<range.upperBound
                changed = true
            } else if [0x3001, 0x2C, 0x7684, 0x548C].contains(characters[first])
                || characters[first] == 0x201C && !range.contains(where: { characters[$0] == 0x201D })
            {
                range = first + 1..<range.upperBound
                changed = true
            }
        }
        if let particle = range.last(where: { characters[$0] == 0x7684 }), range.upperBound - particle > 4 { range = particle + 1..<range.upperBound }
        if characters[range.upperBound - 1] != 0x201D, range.filter({ characters[$0] == 0x201C }).count < range.filter({ characters[$0] == 0x201D }).count,
            range.lowerBound > 0, characters[range.lowerBound - 1] == 0x201C
        {
            range = range.lowerBound - 1..<range.upperBound
        }
        return range
    }

    private static let leads = Phrases<Bool>("一批 全县 全区 全市 全省 完善 统一的 统一 和 及 了 一个 面向 基于 集 符合 涵盖 覆盖 建设 搭建 若干 各类", true)

    // MARK: Result

    private mutating func add(_ range: Range<Int>) {
        let span = layout.stream.span(range)
        let key = layout.stream.characters[range].filter { !SystemReader.dropped.contains($0) }
        if let known = index[key] {
            found[known].mentions.append(span)
        } else {
            index[key] = found.count
            found.append(Reading.System(name: layout.printed(range), span: span, clause: nil, project: nil, mentions: [], confidence: 0.75))
        }
    }

    /// What two mentions of one system may differ by.
    private static let dropped: BitMap = {
        var map = BitMap()
        for character in folded("“”\"全县区市") { map.insert(character) }
        return map
    }()

    /// A project funds a system when it names it, or the system's name and the project's share most of their words.
    private func funded(by projects: [Project]) -> [Reading.System] {
        guard !projects.isEmpty else { return found }
        let candidates = ProjectNames(projects.prefix(1000))
        var systems = found
        for place in systems.indices.prefix(400) { systems[place].project = candidates.first(for: systems[place].name) }
        return systems
    }
}

/// Names and contents of projects, in a form in which most are told apart from a system's name without comparing the words.
private struct ProjectNames {
    private var keys: [NameKey] = []
    private var signatures: [UInt64] = []
    private var contents: [[Character16]] = []
    private var pairs: [PairMap] = []

    init(_ projects: some Collection<Project>) {
        for project in projects {
            let key = NameKey(project.name)
            keys.append(key)
            signatures.append(key.signature)
            let content = folded(project.name + (project.content ?? "")).filter { $0 > Fold.space }
            var map = PairMap()
            for index in content.indices.dropLast() { map.insert(content[index], content[index + 1]) }
            contents.append(content)
            pairs.append(map)
        }
    }

    func first(for name: String) -> Int? {
        let key = NameKey(name)
        let signature = key.signature
        let words = folded(name)
        return keys.indices.first { contains($0, words) || isNear(key, signature, $0) }
    }

    /// At least six pairs in ten are shared; pairs whose bits the other lacks are not.
    private func isNear(_ key: NameKey, _ signature: UInt64, _ index: Int) -> Bool {
        let missing = (signature & ~signatures[index]).nonzeroBitCount
        let pairs = max(0, key.characters.count - 1)
        guard 20 * (pairs - missing) >= 6 * (pairs + max(0, keys[index].characters.count - 1)) else { return false }
        return key.similarity(to: keys[index]) >= 0.6
    }

    private func contains(_ index: Int, _ words: [Character16]) -> Bool {
        let text = contents[index]
        guard let first = words.first, text.count >= words.count else { return false }
        for place in words.indices.dropLast() where !pairs[index].mayContain(words[place], words[place + 1]) { return false }
        return text.indices.dropLast(words.count - 1).contains { text[$0] == first && text[$0..<$0 + words.count].elementsEqual(words) }
    }
}
