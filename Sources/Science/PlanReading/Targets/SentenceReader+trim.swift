/// Trimming a stretch of text to a name, and the verdict on the statement that results.
extension SentenceReader {
    func text(_ range: Range<Int>) -> String {
        String(String.UnicodeScalarView(range.compactMap { Unicode.Scalar(characters[$0]) }))
    }

    /// The words behind a verb, as a name.
    func afterVerb(_ range: Range<Int>) -> Range<Int> { listTail(trimmedName(range)) }

    /// Of a list without numbers the whole is the name while it is short, and what follows 等 where it sums up.
    func listTail(_ range: Range<Int>) -> Range<Int> {
        if let etc = range.last(where: { characters[$0] == 0x7B49 }), range.upperBound - etc > 2, Self.etcetera(characters, etc) {
            return trimmedName(etc + 1..<range.upperBound)
        }
        guard range.count > 30, let comma = range.last(where: { characters[$0] == 0x3001 }), range.upperBound - comma > 3 else { return range }
        return comma + 1..<range.upperBound
    }

    /// 等 that closes a list, not the one in 中等, 高等, 等级.
    private static func etcetera(_ characters: [Character16], _ index: Int) -> Bool {
        guard index > 0, index + 1 < characters.count else { return false }
        return ![0x4E2D, 0x9AD8, 0x521D, 0x5E73, 0x540C, 0x4E0A, 0x4E0B].contains(characters[index - 1])
            && ![0x7EA7, 0x6B21, 0x5019].contains(characters[index + 1])
    }

    /// Drops the parts between a name and its number that belong to neither.
    func trimmedName(_ range: Range<Int>) -> Range<Int> {
        var range = range
        range = afterTimes(range)
        var changed = true
        while changed, !range.isEmpty {
            changed = false
            if let lead = TargetWords.leads.match(characters, at: range.lowerBound, limit: range.upperBound), lead.length < range.count,
                keepsName(range, lead.length)
            {
                range = range.lowerBound + lead.length..<range.upperBound
                changed = true
            } else if let first = range.first, [0x3001, 0x2C, 0x201D, 0x29, 0x3A, 0x3B, 0x2D, 0x3002, 0x300B].contains(characters[first]) {
                range = first + 1..<range.upperBound
                changed = true
            } else if let trail = TargetWords.trails.match(characters, before: range.upperBound, floor: range.lowerBound), trail.length < range.count,
                keepsName(range, trail.length)
            {
                range = range.lowerBound..<range.upperBound - trail.length
                changed = true
            } else if let last = range.last, [0x3001, 0x2C, 0x3A, 0x28, 0x7531, 0x4ECE].contains(characters[last]) {
                range = range.lowerBound..<last
                changed = true
            }
        }
        return withoutModifier(withoutBracket(range))
    }

    private func keepsName(_ range: Range<Int>, _ length: Int) -> Bool {
        guard range.count - length >= 2 else { return range.count - length == 0 }
        // A lead is none where a longer word begins with it: 县域内就诊率, 和谐社区.
        return !Self.words.contains(where: { $0.match(characters, at: range.lowerBound, limit: range.upperBound)?.length ?? 0 > length })
    }

    /// Words whose first or last character would be taken for a particle.
    static let words: [Phrases<Bool>] = [
        Phrases(
            "并购 并网 将军 使用 让利 约束 共享 共建 共性 共同 共青团 和谐 及时 及格 以工 以旧 在校 在线 在职 在建 在册 在岗 在外 在园 在地 在役 年度 年产 年末 年均 年轻 年货 年加工 年接待 年处理 内河 内资 内科 内陆 内设 内涵 前沿 前置 前端 再生 再制造 再就业 要素 要件 即时 为民 为农 是否 到户 到位 到岗 至善 总产 总投 总量 总部 总规模 总额 总人口 总体规划 总装机 总库容 总里程 新型 新能源 新材料 新兴 新生 新产品 新品种 新技术 新农村 新药 新业态 新媒体 新一代 新质 新增长 新基建 新鲜 新开 新市民 新农人 新就业 新房 新城 新闻 新药品 新办 新登记 各类人才 同级 通用 近海 近岸 近视 近零 再生水 底线 时空 内部 期刊 以县城 县域经济 县域医共体 县域内 市内 全面小康 重点实验室 重点企业 重点项目 重点人群 重点产业 重点领域 重点行业 有效发明 有效灌溉 有效投资 平均寿命 平均预期 平均受教育 规划建设用地 服务业 服务站 服务机构 服务点 服务中心 服务人次 服务平台 保护区 保护地 发展中 研发投入 研发经费 研发机构 研发人员 研发平台 研发中心 研发支出 研发费用 研发活动 开发区 开发项目 转化率 突破性 改造率 覆盖率 建设用地 建设项目 建成区 培训基地 培训机构 培养基地 引进人才 提升工程 增强型 推广面积 推广应用 实施方案 组织机构 引导基金 支持项目 健全率 优化率 建立健全 降低率 保持率 计划生育 规划面积 完成率 实现率 主要农作物 主要污染物 主要粮食 在校生 在园 共有产权 基本农田 基本公共 基本养老 基本医疗 基本建成 总体满意度 立项 全面深化 和美乡村 地区生产总值 区域创新 区域综合 区域创新综合能力 全社会 总装机容量 到课率 广泛性 深入 切实 主动 每年度 有序 年末总人口 年用水 年径流 新改 县域流通 县域就诊 区域医疗 区域性 区域协同 区域合作 区域品牌 区域公用品牌 区域中心",
            true)
    ]

    /// After a time in the range, or before it when nothing follows.
    private func afterTimes(_ range: Range<Int>) -> Range<Int> {
        var range = range
        for time in times where time.range.overlaps(range) {
            let after = min(max(time.range.upperBound, range.lowerBound), range.upperBound)..<range.upperBound
            if after.count >= 2 { range = after } else if time.range.lowerBound > range.lowerBound { range = range.lowerBound..<time.range.lowerBound }
        }
        return range
    }

    /// 全社会研发投入（R&D）: a bracket at the end explains the name.
    private func withoutBracket(_ range: Range<Int>) -> Range<Int> {
        guard let last = range.last, characters[last] == 0x29, let open = range.last(where: { characters[$0] == 0x28 }), open > range.lowerBound + 1 else {
            return range
        }
        return range.lowerBound..<open
    }

    /// 适合黔江发展的新品种 → 新品种; 投入占地区生产总值的比重 stays.
    private func withoutModifier(_ range: Range<Int>) -> Range<Int> {
        guard let particle = range.last(where: { characters[$0] == 0x7684 }), range.upperBound - particle > 2 else { return range }
        let tail = particle + 1..<range.upperBound
        // 有出口实绩的企业: the word alone would count nothing.
        if particle > range.lowerBound + 1, Self.noCounts.match(characters, at: tail.lowerBound, limit: tail.upperBound)?.length == tail.count { return range }
        if TargetWords.genericHeads.match(characters, at: tail.lowerBound, limit: tail.upperBound) != nil { return range }
        return tail
    }

    /// 实现技术合同成交额…达到, 推动…达到: a verb before the name of a level.
    func withoutLeadingVerb(_ range: Range<Int>) -> Range<Int> {
        guard let verb = lastVerb(range),
            verb.isStrict
                || verb.range.lowerBound == range.lowerBound
                    && Self.softVerbs.match(characters, at: verb.range.lowerBound, limit: verb.range.upperBound) != nil,
            verb.range.lowerBound - range.lowerBound <= 6 || range.upperBound - verb.range.upperBound >= 4
        else { return range }
        let rest = verb.range.upperBound..<range.upperBound
        if Self.totals.match(characters, at: rest.lowerBound, limit: rest.upperBound)?.length == rest.count { return rest }
        // 基础设施建设投资: the verb is inside the name when no boundary stands before it.
        guard verb.range.lowerBound == range.lowerBound || Self.isBoundary(characters, verb.range.lowerBound, range) else { return range }
        return rest.count >= 2 ? rest : range
    }

    private static let softVerbs = Phrases<Bool>("筹集 盘活 引导 带动 惠及 归集 汇聚 征集 补充 储备 配备 吸纳 更换 铺设 发放 安置", true)
    private static let totals = Phrases<Bool>("总规模 规模 总额 总投资规模", true)

    private static func isBoundary(_ characters: [Character16], _ index: Int, _ range: Range<Int>) -> Bool {
        var position = range.lowerBound
        while position < index {
            guard let lead = TargetWords.leads.match(characters, at: position, limit: index) else {
                return [0x3001, 0x2C].contains(characters[index - 1]) || characters[range.lowerBound..<index].contains(0x7B49)
            }
            position += lead.length
        }
        return true
    }

    func isEmptyName(_ range: Range<Int>) -> Bool {
        guard range.count >= 2 else { return true }
        if TargetWords.leads.match(characters, at: range.lowerBound, limit: range.upperBound)?.length == range.count,
            Self.words.allSatisfy({ $0.match(characters, at: range.lowerBound, limit: range.upperBound)?.length != range.count })
        {
            return true
        }
        return !range.contains { characters[$0].isHan || characters[$0].isLatin }
    }

    /// Names joined by 、 和 与 及, the shared tail given to each: 国家级、市级研发平台.
    func split(_ range: Range<Int>) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = range.lowerBound
        for index in range {
            let character = characters[index]
            let isJoin =
                character == 0x3001 || ([0x548C, 0x4E0E, 0x53CA].contains(character) && index > start + 1 && !Self.joinInside(characters, index, range))
            guard isJoin else { continue }
            if index > start { parts.append(start..<index) }
            start = index + 1
        }
        if start < range.upperBound { parts.append(start..<range.upperBound) }
        return parts.map(trimmedName).filter { !$0.isEmpty }
    }

    private static func joinInside(_ characters: [Character16], _ index: Int, _ range: Range<Int>) -> Bool {
        let inside =
            insideWords.match(characters, at: index, limit: range.upperBound) != nil
            || (index > range.lowerBound && insideWords.match(characters, at: index - 1, limit: range.upperBound) != nil)
        return inside || insideLong.match(characters, at: max(range.lowerBound, index - 2), limit: range.upperBound) != nil
    }

    private static let insideWords = Phrases<Bool>("和谐 和平 和美 与会 及时 普及 以及 共和 饱和 参与 和睦", true)
    private static let insideLong = Phrases<Bool>("研究与试验 科学与技术 养老与 教育和科", true)

    // MARK: Verdict

    mutating func statement(
        _ quantity: Quantity, _ left: LeftSide, _ name: (range: Range<Int>, suffix: String), form: Statement.Form, isBare: Bool = false
    ) -> Statement? {
        guard name.range.count >= 2, name.range.count <= 44, !isEmptyName(name.range) else { return nil }
        let name = withSubject(name, clause: left.clause)
        remember(name.range, name.suffix, quantity, form)
        let time = governing(quantity.core.lowerBound)
        let clause = clauseRange(left.clause, quantity)
        let isPast = left.isExisting || isPast(time, clause)
        if !isPast, !isAcceptable(quantity, left, name, form, clause, time, isBare: isBare) { return nil }
        var comparison = left.comparison ?? .equal
        if left.isLimit, comparison == .equal { comparison = .atMost }
        if comparison == .equal, Self.leasts.occurs(in: characters, left.clause..<quantity.core.lowerBound) { comparison = .atLeast }
        if quantity.isRoughlyMore, comparison == .equal { comparison = .about }
        let yearly = TargetWords.yearly.occurs(in: characters, left.clause..<quantity.core.lowerBound) || form == .change && name.suffix.hasPrefix("年均")
        let isDuring = time?.kind == .during && (form == .gain || form == .change)
        return Statement(
            name: name.suffix, nameRange: name.range, quantity: quantity, comparison: comparison, form: form, isPast: isPast,
            isCumulative: left.isCumulative || isDuring || saysCumulative(left, quantity, ofList: form == .gain), isYearly: yearly, isStretch: false,
            year: time.map(\.to) ?? (isPast ? nil : inheritedYear), from: pendingBaseline?.quantity, fromYear: pendingBaseline?.year,
            hasOwnTime: time != nil, element: element, sentence: sentence, confidence: confidence(left, form, time, isBare: isBare))
    }

    private static let leasts = Phrases<Bool>("至少", true)

    private func saysCumulative(_ left: LeftSide, _ quantity: Quantity, ofList: Bool) -> Bool {
        if left.clause == spanEnd || Self.cumulativeWords.occurs(in: characters, left.clause..<quantity.core.lowerBound) { return true }
        // 五年引进人才50名，培养医生120名: the years hold for the list.
        guard ofList, let last, last.isCumulative, last.form == .gain, sentence.contains(last.quantity.core.lowerBound) else { return false }
        // 累计培育平台10个、企业20家: one verb for the list.
        if characters[left.clause..<quantity.core.lowerBound].first == 0x3001 { return true }
        return Self.spans.occurs(in: characters, sentence.lowerBound..<left.clause)
    }

    private static let spans = Phrases<Bool>("五年 三年 五年内 三年内", true)

    private static let cumulativeWords = Phrases<Bool>("累计 新增 五年 四年 三年", true)

    private func clauseRange(_ start: Int, _ quantity: Quantity) -> Range<Int> {
        var end = quantity.range.upperBound
        while end < sentence.upperBound, ![0x2C, 0x3B, 0x3002].contains(characters[end]) { end += 1 }
        return start..<end
    }

    private func isPast(_ time: TimeReference?, _ clause: Range<Int>) -> Bool {
        if let time {
            if !isFuture(time) { return true }
            if time.isLeadIn || time.kind == .during { return false }
        }
        if isPastSection { return true }
        if clause.contains(where: { characters[$0] == 0x4E86 && $0 + 1 < clause.upperBound && !Self.finalParticle.contains(characters[$0 + 1]) }) {
            return true
        }
        if Self.looksBack.match(characters, at: sentence.lowerBound, limit: sentence.upperBound) != nil { return true }
        return time == nil && TargetWords.past.occurs(in: characters, clause)
    }

    private static let looksBack = Phrases<Bool>("五年来 近年来 近五年 近三年 过去五年 五年间 几年来 多年来 近几年", true)

    /// 了 in 了解, 为了.
    private static let finalParticle: BitMap = {
        var map = BitMap()
        for character in folded("解望如然") { map.insert(character) }
        return map
    }()

    private func isAcceptable(
        _ quantity: Quantity, _ left: LeftSide, _ full: (range: Range<Int>, suffix: String), _ form: Statement.Form, _ clause: Range<Int>,
        _ time: TimeReference?, isBare: Bool
    ) -> Bool {
        let name = full.range
        if TargetWords.rules.occurs(in: characters, clause) { return false }
        if TargetWords.noNames.match(characters, at: name.lowerBound, limit: name.upperBound)?.length == name.count { return false }
        if characters[name.upperBound - 1] == 0x524D || characters[name.upperBound - 1] == 0x7B2C { return false }  // 前 第
        if isDuration(quantity), !left.hasPredicate, left.change == nil { return false }
        // 开展演练20次 states a number; 4批, 3组 hardly ever do.
        if quantity.strength == .weak, !left.hasPredicate, left.change == nil,
            isBare || quantity.isHan || quantity.unit.map({ characters[$0.lowerBound] != 0x6B21 }) ?? true
        {
            return false
        }
        if quantity.unit == nil, !left.hasPredicate, left.change == nil { return false }
        if quantity.strength == .weak, isDuration(quantity), time == nil, inheritedYear == nil, !isTargetSection, pendingBaseline == nil,
            Self.terms.match(characters, before: name.upperBound, floor: name.lowerBound) == nil, !full.suffix.hasSuffix("时间")
        {
            return false
        }
        if isBare, isPartOfLength(quantity, name) { return false }

        if Self.noCounts.match(characters, at: name.lowerBound, limit: name.upperBound)?.length == name.count { return false }
        if Self.projects.match(characters, before: name.upperBound, floor: name.lowerBound) != nil, !TargetWords.yearly.occurs(in: characters, clause),
            !Self.signings.occurs(in: characters, sentence.lowerBound..<quantity.core.lowerBound)
        {
            return false
        }
        if isBare, isMoney(quantity), time?.isLeadIn != true || time.map({ $0.range.lowerBound < left.clause }) ?? true,
            last.map({ !isMoney($0.quantity) || $0.isPast }) ?? true, Self.takings.match(characters, before: name.upperBound, floor: name.lowerBound) == nil
        {
            return false
        }
        if isMoney(quantity), Self.investments.occurs(in: characters, sentence.lowerBound..<quantity.core.lowerBound), !left.hasPredicate { return false }
        if quantity.isHan, quantity.value == .number(Number(1)), time?.isLeadIn != true { return false }
        // 教室配备率100%: a rate is a target wherever it stands.
        if isBare, quantity.isPercent, Self.rates.match(characters, before: name.upperBound, floor: name.lowerBound) != nil { return true }
        if isBare {
            return time != nil || isTargetSection || inheritedYear != nil
                || last.map { !$0.isPast && $0.element == element && sentence.contains($0.quantity.core.lowerBound) } ?? false
        }
        if form == .share { return true }
        return true
    }

    /// 其中干流32公里、其他河流54公里: what a length is made of is no target of its own.
    private func isPartOfLength(_ quantity: Quantity, _ name: Range<Int>) -> Bool {
        guard let unit = quantity.unit, Self.lengths.match(characters, at: unit.lowerBound, limit: unit.upperBound)?.length == unit.count else { return false }
        return Self.parts.match(characters, before: name.lowerBound, floor: sentence.lowerBound) != nil
            || Self.others.match(characters, at: name.lowerBound, limit: name.upperBound) != nil
    }

    private static let lengths = Phrases<Bool>("公里 千米 米", true)
    private static let parts = Phrases<Bool>("其中 其中:", true)
    private static let others = Phrases<Bool>("其他 其它 其余", true)

    func isDuration(_ quantity: Quantity) -> Bool {
        quantity.unit.map { [0x5E74, 0x5929, 0x65E5, 0x5C0F, 0x6708, 0x5206, 0x5468].contains(characters[$0.lowerBound]) } ?? false
    }

    private func isMoney(_ quantity: Quantity) -> Bool {
        quantity.unit.map { characters[$0].contains(0x5143) } ?? false
    }

    private static let rates = Phrases<Bool>("率 比例 占比 比重", true)
    /// 通关时间压缩至32小时 needs no year.
    private static let terms = Phrases<Bool>("时间 时长 周期 提前量", true)
    /// Money that a plan steers by, whatever stands before it.
    private static let takings = Phrases<Bool>("到位资金 外资 收入 产值 增加值 销售额 交易额 成交额 零售额 税收 贷款余额 进出口总额 技改投资", true)
    private static let noCounts = Phrases<Bool>("每次 每人 每户 每家 每项 每个 每村 每镇 项目 企业 工程 重点工程 重大工程 服务 任务 重点任务 方面 措施", true)
    private static let projects = Phrases<Bool>("重点项目 重大项目 重大科技项目 重点工程 重大工程 物流项目 规划项目 工程项目 支撑项目 储备项目 以上项目 以下项目", true)
    /// Projects that are got from others are counted as targets; those that a plan lists are not.
    private static let signings = Phrases<Bool>("引进 签约 招引 引入 落地", true)
    private static let investments = Phrases<Bool>("总投资 计划投资 估算投资 概算 投资规模 匡算", true)

    private func confidence(_ left: LeftSide, _ form: Statement.Form, _ time: TimeReference?, isBare: Bool) -> Double {
        var value = 0.7
        if left.hasPredicate || left.change != nil { value += 0.1 }
        if time?.isLeadIn ?? false { value += 0.12 } else if time != nil || inheritedYear != nil { value += 0.07 }
        if isTargetSection { value += 0.05 }
        return isBare ? value - 0.1 : min(0.97, value)
    }

    // MARK: 分别

    /// A和B分别达到3家和5家. Returns how many quantities were used, or nil when names and values do not pair.
    mutating func readDistributive(_ left: LeftSide, at index: Int) -> Int? {
        var values = [quantities[index]]
        var next = index + 1
        while next < quantities.count, isListGap(quantities[next - 1].range.upperBound..<quantities[next].core.lowerBound) {
            values.append(quantities[next])
            next += 1
        }
        guard values.count >= 2 else { return nil }
        var names = split(trimmedName(left.region))
        if names.count > values.count { names = Array(names.suffix(values.count)) }
        guard names.count == values.count else { return nil }
        for (name, value) in zip(names, values) {
            var own = left
            own.comparison = value.comparison ?? values.last?.comparison ?? left.comparison
            let tail = sharedTail(name, names)
            let change = left.change.map { text($0.range) } ?? ""
            if let statement = statement(value, own, (name, tail + change), form: left.change == nil ? .level : .change) { append(statement) }
        }
        if let last = values.last { consume(to: last.range.upperBound) }
        return values.count
    }

    private static let measureEnds = Phrases<Bool>("率 比重 比例 占比 数 量 收入 面积 产值 总数", true)

    private func isListGap(_ gap: Range<Int>) -> Bool {
        gap.count <= 5
            && gap.allSatisfy {
                [0x3001, 0x548C, 0x4E0E, 0x53CA, 0x2C, 0x4EE5, 0x7EA6, 0x8D85, 0x8FC7, 0x2265, 0x3E, 0x4E0D, 0x4F4E, 0x4E8E].contains(characters[$0])
            }
    }

    /// 国家级、市级研发平台: 国家级 takes 研发平台 from the last.
    func sharedTail(_ name: Range<Int>, _ names: [Range<Int>]) -> String {
        guard let last = names.last, name != last, let end = name.last else { return "" }
        // 肉类和果蔬冷链流通率: what is longer than the first name is shared.
        let lacksMeasure = Self.measureEnds.match(characters, before: name.upperBound, floor: name.lowerBound) == nil
        if lacksMeasure, Self.measureEnds.match(characters, before: last.upperBound, floor: last.lowerBound) != nil, last.count >= name.count + 3 {
            let longest = names.dropLast().map(\.count).max() ?? name.count
            if longest <= 6, last.count > longest + 2 { return text(last.lowerBound + longest..<last.upperBound) }
        }
        guard name.count <= 5, let place = last.first(where: { characters[$0] == characters[end] }), last.upperBound - place > 2, place - last.lowerBound <= 5
        else { return "" }
        return text(place + 1..<last.upperBound)
    }
}
