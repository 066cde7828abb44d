/// A facility under two names: 江口港多式联运中心 and 江口港多式联运物流中心, 观测装置 and 观测设施.
enum ProperNames {
    static func run(_ evidence: Evidence) -> [Finding] { inserted(evidence) + tails(evidence) }

    // MARK: A word more or less than in the project list

    private static func inserted(_ evidence: Evidence) -> [Finding] {
        let projects = evidence.reading.projects.prefix(Overlaps.bound)
        var byHead: [UInt64: [Int]] = [:]
        let names = projects.map { folded($0.name) }
        let known = Set(names + evidence.reading.boxes.prefix(200).flatMap { $0.items.prefix(100).map { folded($0.title) } })
        let own = ownTexts(evidence, Array(projects), names)
        for (index, name) in names.enumerated() where name.count >= 7 && facilities.match(name, before: name.count, floor: 0) != nil && isProper(name) {
            byHead[hash(name[0..<3]), default: []].append(index)
        }
        guard !byHead.isEmpty else { return [] }
        var firsts = BitMap()
        var seconds = BitMap()
        for index in byHead.values.joined() {
            firsts.insert(names[index][0])
            seconds.insert(names[index][1])
        }
        var findings: [Finding] = []
        var seen: Set<[Character16]> = []
        let characters = evidence.characters
        for passage in evidence.passages where passage.range.count >= 6 {
            var rest = passage.range.lowerBound..<passage.range.upperBound - 3
            while let index = firsts.first(in: characters, rest) {
                rest = index + 1..<rest.upperBound
                guard seconds.contains(characters[index + 1]), let candidates = byHead[hash(characters[index..<index + 3])] else { continue }
                for candidate in candidates.prefix(8) {
                    guard let end = variant(characters, index, passage.range.upperBound, names[candidate]), !known.contains(Array(characters[index..<end])),
                        !own[candidate].contains(where: { $0.contains(evidence.span(index..<end)) }), seen.insert(Array(characters[index..<end])).inserted
                    else { continue }
                    findings.append(finding(evidence, evidence.span(index..<end), projects[candidate].nameSpan))
                }
            }
        }
        return findings
    }

    /// What a project's own row and the box item of its name say describes it and does not name it.
    private static func ownTexts(_ evidence: Evidence, _ projects: [Project], _ names: [[Character16]]) -> [[Span]] {
        var items: [[Character16]: [Span]] = [:]
        for item in evidence.reading.boxes.prefix(200).flatMap({ $0.items.prefix(100) }) { items[folded(item.title), default: []].append(item.span) }
        return projects.indices.map { [projects[$0].span] + (projects[$0].contentSpan.map { [$0] } ?? []) + (items[names[$0]] ?? []) }
    }

    /// Where a name that begins at `index` ends, when it differs from the known one by two to four characters in the middle.
    private static func variant(_ characters: [Character16], _ index: Int, _ limit: Int, _ name: [Character16]) -> Int? {
        var common = 0
        while common < name.count, index + common < limit, characters[index + common] == name[common] { common += 1 }
        guard common >= 4, common < name.count - 1 else { return nil }
        for extra in 1...4 {
            let rest = index + common + extra
            let tail = name.count - common
            // One character more or less is a slip only in a long name.
            guard extra > 1 || name.count >= 8 else { continue }
            if tail >= 2, rest + tail <= limit, characters[rest..<rest + tail].elementsEqual(name[common...]), isWord(characters[index + common..<rest]),
                endsName(characters, rest + tail, limit)
            {
                return rest + tail
            }
            let left = name.count - common - extra
            let end = index + common + left
            if left >= 2, common + left >= 7, end <= limit, characters[index + common..<end].elementsEqual(name[(common + extra)...]),
                isWord(name[common..<common + extra]), endsName(characters, end, limit)
            {
                return end
            }
        }
        return nil
    }

    private static func isWord(_ characters: ArraySlice<Character16>) -> Bool {
        let words = Array(characters)
        return words.allSatisfy { $0.isHan && !particles.contains($0) && Numerals.digit($0) == nil } && verbs.match(words, at: 0, limit: words.count) == nil
    }

    private static func endsName(_ characters: [Character16], _ end: Int, _ limit: Int) -> Bool {
        end >= limit || !characters[end].isHan || following.contains(characters[end])
    }

    // MARK: One head, two tails

    private static func tails(_ evidence: Evidence) -> [Finding] {
        var heads: [UInt64: (family: Int, tail: Range<Int>)] = [:]
        var findings: [Finding] = []
        var seen: Set<UInt64> = []
        let characters = evidence.characters
        for passage in evidence.passages where passage.range.count >= head + 2 {
            var rest = passage.range.lowerBound + head..<passage.range.upperBound
            while let tail = families.first(in: characters, rest) {
                let range = tail.range
                let index = range.lowerBound
                rest = index + 1..<passage.range.upperBound
                guard characters[index - head..<index].allSatisfy({ $0.isHan || $0 == 0x28 || $0 == 0x29 }) else { continue }
                let key = hash(characters[index - head..<index]) &* 31 &+ UInt64(tail.value)
                guard let before = heads[key] else {
                    heads[key] = (tail.value, range)
                    continue
                }
                guard !characters[before.tail].elementsEqual(characters[range]), !seen.contains(key) else { continue }
                let start = extent(characters, before.tail.lowerBound, index, passage.range.lowerBound)
                guard start >= head else { continue }
                guard isProper(Array(characters[index - start..<index])) else { continue }
                seen.insert(key)
                findings.append(
                    finding(evidence, evidence.span(before.tail.lowerBound - start..<before.tail.upperBound), evidence.span(index - start..<range.upperBound)))
            }
        }
        return findings
    }

    private static let head = 6

    /// How far back the words before both tails are the same.
    private static func extent(_ characters: [Character16], _ first: Int, _ second: Int, _ floor: Int) -> Int {
        var length = 0
        while second - length > floor, first - length > 0, length < 24, characters[first - length - 1] == characters[second - length - 1],
            characters[second - length - 1].isHan || [0x28, 0x29].contains(characters[second - length - 1])
        { length += 1 }
        // 争取……观测装置: the verb is no part of the name.
        while let verb = verbs.match(characters, at: second - length, limit: second) { length -= verb.length }
        return length
    }

    // MARK: Names of one's own

    /// After the words of the trade are taken away something is left that names one place or one thing.
    static func isProper(_ name: [Character16]) -> Bool {
        var index = 0
        var left = 0
        while index < name.count {
            if let word = generic.match(name, at: index, limit: name.count) {
                index += word.length
            } else {
                if name[index].isHan { left += 1 }
                index += 1
            }
        }
        return left >= 2
    }

    private static func finding(_ evidence: Evidence, _ first: Span, _ second: Span) -> Finding {
        let places = [first, second].sorted()
        return Finding(
            ItemNames.rule, .warning, "“\(evidence.quote(places[0], 30))”与“\(evidence.quote(places[1], 30))”看来是同一事物。", why: "同一设施名称前后不一，难以对应，也影响统计。",
            remedy: "核实后统一名称。", at: places)
    }

    private static func hash(_ characters: ArraySlice<Character16>) -> UInt64 {
        characters.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
    }

    private static let particles = BitMap("的和与及、等在为是以对向从到将或并")
    private static let following = BitMap("的和与及等在为是以对向从到将或并建项工等，、。由已需可应")
    private static let verbs = Phrases<Bool>("实施 开展 进行 完成 推进 加强 建成 启动 全面 新建 扩建 改建 争取 依托 支持 推动 打造 引进 建设", true)
    private static let facilities = Phrases<Bool>("中心 园 园区 基地 平台 站 院 所 馆 厂 港 库 城 公司 学校 系统 实验室 医院 电站 场 区 街区 公园 大厦 枢纽 市场 仓", true)
    private static let families = Phrases<Int>([
        ("科技园 产业园 工业园 科创园", 1), ("装置 设施 设备", 2), ("研究院 研究所 研究中心", 3), ("科学城 科技城 科创城", 4), ("纪念馆 博物馆 展览馆 陈列馆", 5), ("水厂 净水厂", 6),
    ])
    private static let generic = Phrases<Bool>(
        """
        国家 国家级 省级 市级 县级 区级 全国 全省 全市 全县 全区 区域 区域性 工程 技术 研究 企业 科技 创新 产业 公共 服务 信息 数据 大数据 综合 重点 新型 研发 高新 高新技术 农业 工业 现代 智慧 智能 数字 数字化 信息化 绿色 生态 环境 保护
        建设 提升 改造 项目 平台 中心 基地 系统 体系 管理 监测 预警 应急 救援 物资 储备 教育 医疗 卫生 健康 文化 旅游 体育 交通 物流 水利 水务 供水 污水 垃圾 处理 治理 能源 新能源 电力 材料 新材料 装备 制造 加工 产品 农产品 种植 养殖 特色 优质
        标准 标准化 示范 试点 培训 人才 实训 孵化 孵化器 众创 空间 实验室 检验 检测 成果 转化 转移 推广 应用 开发 利用 合作 共享 网络 互联网 物联网 云 服务业 制造业 园区 工业园 科技园 产业园 乡镇 农村 城市 城乡 县域 社区 街道 基础 设施 设备 装置
        等 和 与 的 及 一批 各类 推进 加强 实施 开展 加快 完善 建成 打造 支持 鼓励 推动 组织 引导 依托 围绕 全面 积极 大力 加大 优化 强化 健全 建立 形成 实现 促进 发展 生产 经营 设计 试验 中试 提供 研究院 研究所 重大 科研 科学 观测 大型 仪器 大 小 新 高 型 化
        高标准 农田 公路 道路 客运 货运 铁路 港口 机场 中小 中小型 大中型 水库 灌区 河流 河道 流域 森林 草原 防火 防汛 抗旱 防洪 地质 灾害 气象 安全 消防 救助 养老 托育 学校 幼儿园 医院 卫生院 图书馆 文化馆 公园 广场 停车 充电 公共服务 便民 民生
        """, true)
}
