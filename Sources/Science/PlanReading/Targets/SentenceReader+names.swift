/// How a statement gets its name.
extension SentenceReader {
    mutating func statements(_ quantity: Quantity, _ left: LeftSide) -> [Statement] {
        let region = left.region
        if left.change != nil, let found = change(quantity, left) { return [found] }
        if left.hasPredicate {
            let names = levelNames(left)
            // 组织不少于200场展会: what is counted stands behind.
            if names.isEmpty, let verb = lastVerb(region), verb.range.upperBound == region.upperBound, let found = right(quantity, left, verb.range) {
                return [found]
            }
            if names.isEmpty { return again(quantity, left) ?? [] }
            var found: [Statement] = []
            for name in names {
                let full = names.count > 1 ? (name, sharedTail(name, names)) : composed(name, quantity, left)
                if let statement = statement(quantity, left, full, form: .level) { found.append(statement) }
            }
            return found
        }
        if !closesList(quantity, region), let verb = lastVerb(region) {
            let name = afterVerb(verb.range.upperBound..<region.upperBound)
            if name.isEmpty || isEmptyName(name) { return atVerb(quantity, left, verb.range) }
            var gain = left
            gain.isCumulative = left.isCumulative || isCumulativeVerb(verb.range)
            return [statement(quantity, gain, composed(name, quantity, left), form: .gain)].compactMap { $0 }
        }
        // 建设危化、水上等6支救援队: 等 closes a list, and what is counted stands behind.
        if closesList(quantity, region) {
            return lastVerb(region).flatMap { right(quantity, left, $0.range) }.map { [$0] } ?? []
        }
        let name = trimmedName(region)
        if isEmptyName(name) {
            if let share = share(quantity, left) { return [share] }
            if follows(quantity) || left.isExisting || left.isCumulative, let found = right(quantity, left, nil) { return [found] }
            return again(quantity, left) ?? []
        }
        if TargetWords.isReference(characters, region) { return [] }
        return [statement(quantity, left, (listTail(name), ""), form: last?.form == .gain ? .gain : .level, isBare: true)].compactMap { $0 }
    }

    /// 等 stands between the list and the number.
    private func closesList(_ quantity: Quantity, _ region: Range<Int>) -> Bool {
        region.upperBound < quantity.core.lowerBound && characters[region.upperBound..<quantity.core.lowerBound].contains(0x7B49)
            && region.contains { characters[$0] == 0x3001 }
    }

    /// The verb stands next to the number: the name is behind the number, or before the verb, or was said before.
    private mutating func atVerb(_ quantity: Quantity, _ left: LeftSide, _ verb: Range<Int>) -> [Statement] {
        // 完成户厕改造420座: the verb at the end belongs to the name.
        if let first = lastVerb(left.region.lowerBound..<verb.lowerBound), first.range.upperBound < verb.lowerBound {
            let name = afterVerb(first.range.upperBound..<verb.upperBound)
            if name.count >= 4 { return [statement(quantity, left, (name, ""), form: .gain)].compactMap { $0 } }
        }
        if let found = right(quantity, left, verb) { return [found] }
        let before = trimmedName(left.region.lowerBound..<verb.lowerBound)
        var level = left
        level.isCumulative = left.isCumulative || isCumulativeVerb(verb)
        if before.count >= 4, !isEmptyName(before) { return [statement(quantity, level, (before, ""), form: .level)].compactMap { $0 } }
        if let same = sameWork(verb, left) { return [statement(quantity, level, (same, ""), form: .gain)].compactMap { $0 } }
        return again(quantity, level) ?? []
    }

    /// 实施住宅适老化改造，五年改造3000户: what the clause before does, counted.
    private func sameWork(_ verb: Range<Int>, _ left: LeftSide) -> Range<Int>? {
        var end = left.clause - 1
        if left.clause == spanEnd { end = (max(sentence.lowerBound, end - 5)...max(sentence.lowerBound, end)).last { characters[$0] == 0x2C } ?? end }
        guard end > sentence.lowerBound, characters[end] == 0x2C, end - verb.count > sentence.lowerBound,
            characters[end - verb.count..<end].elementsEqual(characters[verb])
        else { return nil }
        var start = end - verb.count
        while start > sentence.lowerBound, ![0x2C, 0x3B, 0x3A].contains(characters[start - 1]) { start -= 1 }
        guard !quantities.contains(where: { $0.core.overlaps(start..<end) }) else { return nil }
        let opening = lastVerb(start..<end - verb.count)?.range.upperBound ?? start
        let name = trimmedName(opening..<end)
        return (4...24).contains(name.count) ? name : nil
    }

    // MARK: Levels

    /// The name before a predicate; several with 均.
    /// “……，总数达到400家” speaks of what was named before.
    private static let sums = Phrases<Bool>("总数 总量 总计 累计 数量 总规模数 存量", true)

    private func levelNames(_ left: LeftSide) -> [Range<Int>] {
        let region = trimmedName(withoutLeadingVerb(left.region))
        guard !isEmptyName(region), Self.sums.match(characters, at: region.lowerBound, limit: region.upperBound)?.length != region.count else { return [] }
        if left.isEvenly, !left.isDistributive {
            return split(region).filter { !isEmptyName($0) }
        }
        return [region]
    }

    /// 设立总规模不少于100亿元的专项基金: the bearer of the measure stands behind it.
    private mutating func composed(_ name: Range<Int>, _ quantity: Quantity, _ left: LeftSide) -> (Range<Int>, String) {
        let end = quantity.range.upperBound
        guard name.count <= 4, end < sentence.upperBound, characters[end] == 0x7684,
            Self.measures.match(characters, before: name.upperBound, floor: name.lowerBound) != nil
        else { return (name, "") }
        let noun = rightNoun(end + 1)
        guard noun.count >= 2 else { return (name, "") }
        consume(to: noun.upperBound)
        return (noun, text(name))
    }

    /// “……，力争达到100家”, “2023年达到50家”: the name was said before.
    private mutating func again(_ quantity: Quantity, _ left: LeftSide) -> [Statement]? {
        guard let before = lastName else { return nil }
        // 占比提高5个百分点，达到62%: first how much it changes, then where it gets.
        if before.form == .change, quantity.isPercent, left.hasPredicate {
            return statement(quantity, left, (before.range, ""), form: .level).map { [$0] }
        }
        guard sameUnit(before.quantity, quantity) else { return nil }
        var copy = statement(quantity, left, (before.range, before.suffix), form: .level)
        copy?.isStretch = left.isStretch || stretchBefore(quantity)
        return copy.map { [$0] }
    }

    private func stretchBefore(_ quantity: Quantity) -> Bool {
        let start = max(sentence.lowerBound, quantity.core.lowerBound - 8)
        return stretchWords.occurs(in: characters, start..<quantity.core.lowerBound)
    }

    private var stretchWords: Phrases<Bool> { Self.stretches }
    private static let stretches = Phrases<Bool>("力争 争取 冲刺", true)

    private func sameUnit(_ left: Quantity, _ right: Quantity) -> Bool {
        guard let a = left.unit, let b = right.unit else { return left.unit == nil && right.unit == nil }
        return characters[a].drop(while: { Numerals.power($0) ?? 0 >= 4 }).elementsEqual(characters[b].drop(while: { Numerals.power($0) ?? 0 >= 4 }))
    }

    private static let measures = Phrases<Bool>("规模 产值 收入 营收 投资 面积 容量 能力 总额 主营业务收入", true)

    // MARK: Changes

    /// 年均增长10%以上; 增加50家 is a gain.
    private mutating func change(_ quantity: Quantity, _ left: LeftSide) -> Statement? {
        guard let change = left.change else { return nil }
        let isRate =
            quantity.isPercent || quantity.unit.map { unit in Self.rateUnits.match(characters, at: unit.lowerBound, limit: unit.upperBound) != nil } ?? false
        var name = trimmedName(withoutLeadingVerb(left.region))
        let word = plainChange(change.range)
        if !isRate {
            guard !isEmptyName(name) else { return nil }
            var gain = left
            gain.isCumulative = true
            return statement(quantity, gain, (name, ""), form: .gain)
        }
        if isEmptyName(name) {
            guard let before = lastName, before.form != .change else { return nil }
            name = before.range
        }
        if let bearer = bearer(of: name) { return statement(quantity, left, (bearer, text(name) + word), form: .change) }
        return statement(quantity, left, (name, word), form: .change)
    }

    /// 单位地区生产总值 of “单位地区生产总值能耗下降14%、用水量下降18%”: what the first is measured by, the second is too.
    private func bearer(of name: Range<Int>) -> Range<Int>? {
        guard name.lowerBound > sentence.lowerBound, [0x3001, 0x548C].contains(characters[name.lowerBound - 1]), let before = lastName, before.form == .change,
            Self.consumptions.match(characters, at: name.lowerBound, limit: name.upperBound)?.length == name.count,
            let bearer = Self.bearers.match(characters, at: before.range.lowerBound, limit: before.range.upperBound), bearer.length < before.range.count
        else { return nil }
        return before.range.lowerBound..<before.range.lowerBound + bearer.length
    }

    private static let bearers = Phrases<Bool>("单位地区生产总值 单位生产总值 单位GDP 万元地区生产总值 万元GDP 万元国内生产总值 单位工业增加值 万元工业增加值 单位规模以上工业增加值 规模以上工业单位增加值", true)
    private static let consumptions = Phrases<Bool>("能耗 用水量 水耗 电耗 用电量 取水量 能源消耗 建设用地使用面积 二氧化碳排放 二氧化碳排放量 碳排放 碳排放量", true)

    /// 年均增长不低于 → 年均增长
    private func plainChange(_ range: Range<Int>) -> String {
        Self.changeWords.match(characters, at: range.lowerBound, limit: range.upperBound).map { text(range.lowerBound..<range.lowerBound + $0.length) }
            ?? text(range)
    }

    private static let rateUnits = Phrases<Bool>("个百分点 百分点 倍 ‰", true)
    private static let changeWords = Phrases<Bool>(
        "年均增长 年均递增 年均增加 年均增速 年均增幅 年均提高 年均下降 年均降低 年均减少 累计下降 累计降低 累计增长 增长 增速 增幅 提高 提升 增加 下降 降低 减少 压减 压缩 缩短 削减 节约 扩大 上升 递增 降幅 年均提升 年均扩大 累计提高 累计减少 同比增长 年增长", true)

    // MARK: Values before names

    /// 70%以上的企业建立研发机构
    private mutating func share(_ quantity: Quantity, _ left: LeftSide) -> Statement? {
        let end = quantity.range.upperBound
        guard quantity.isPercent, end < sentence.upperBound, characters[end] == 0x7684 else { return nil }
        var stop = end + 1
        while stop < sentence.upperBound, ![0x2C, 0x3B, 0x3002, 0x3A].contains(characters[stop]), stop - end < 30, !opensNext(stop) { stop += 1 }
        guard stop - end > 3 else { return nil }
        consume(to: stop)
        return statement(quantity, left, (end + 1..<stop, ""), form: .share)
    }

    /// A comma of a list with the next quantity behind it.
    private func opensNext(_ index: Int) -> Bool {
        characters[index] == 0x3001 && quantities.contains { $0.range.lowerBound == index + 1 }
    }

    /// 建成1个科技园: the name stands behind the quantity.
    private mutating func right(_ quantity: Quantity, _ left: LeftSide, _ verb: Range<Int>?) -> Statement? {
        let between = (verb?.upperBound ?? left.region.lowerBound)..<left.region.upperBound
        guard left.isExisting || !TargetWords.isReference(characters, between) else { return nil }
        let noun = rightNoun(quantity.range.upperBound)
        // 治理36条420公里: another number is no name.
        guard noun.count >= 2, !quantities.contains(where: { $0.core.lowerBound == noun.lowerBound }) else { return nil }
        consume(to: noun.upperBound)
        var gain = left
        if let verb { gain.isCumulative = left.isCumulative || isCumulativeVerb(verb) }
        return statement(quantity, gain, (noun, ""), form: .gain)
    }

    /// The noun phrase that begins at `start`.
    func rightNoun(_ start: Int) -> Range<Int> {
        var begin = start
        while begin < sentence.upperBound, [0x7684, Fold.space].contains(characters[begin]) { begin += 1 }
        var end = begin
        while end < sentence.upperBound, end - begin < 60, !endsNoun(end) { end += 1 }
        // What stands before the last 的 describes.
        if let particle = (begin..<end).last(where: { characters[$0] == 0x7684 }), end - particle > 2 { begin = particle + 1 }
        if let predicate = (begin..<end).first(where: { index in
            index > begin + 1 && (Self.nounStops.match(characters, at: index, limit: end) != nil)
        }) {
            end = predicate
        }
        while end > begin, [0x7B49, 0x201D, 0x29].contains(characters[end - 1]),
            !(begin..<end).contains(where: { characters[$0] == 0x28 || characters[$0] == 0x201C })
        { end -= 1 }
        return begin..<min(end, begin + 36)
    }

    private static let nounStops = Phrases<Bool>("达到 超过 不低于 不少于 力争 实现 成为 打造 形成 确保 开展 参加 用于 落户 入驻 建成 投产 投用 进行", true)

    private func endsNoun(_ index: Int) -> Bool {
        let character = characters[index]
        if [0x2C, 0x3B, 0x3002, 0x3A, 0x21, 0x28].contains(character) || Self.basis.match(characters, at: index, limit: sentence.upperBound) != nil {
            return true
        }
        guard [0x3001, 0x548C, 0x53CA, 0x4E0E].contains(character) || Self.joins.match(characters, at: index, limit: sentence.upperBound) != nil else {
            return false
        }
        // A list goes on when a number follows; else the sign belongs to the name.
        let next = index + (Self.joins.match(characters, at: index, limit: sentence.upperBound)?.length ?? 1)
        return quantities.contains { $0.core.lowerBound >= next && $0.range.lowerBound <= next + 6 && isListStep(next..<$0.range.lowerBound) }
            || quantities.contains { $0.core.lowerBound > next && $0.core.lowerBound <= next + 16 && !hasBreak(next..<$0.core.lowerBound) }
    }

    private func isListStep(_ range: Range<Int>) -> Bool { range.isEmpty || lastVerb(range) != nil }
    private func hasBreak(_ range: Range<Int>) -> Bool { range.contains { [0x2C, 0x3B, 0x3001, 0x7684].contains(characters[$0]) } }

    private static let joins = Phrases<Bool>("以及 并 及", true)

    // MARK: Verbs

    /// The last verb of getting in the range that leaves a name behind it, or stands at its end.
    func lastVerb(_ region: Range<Int>) -> (range: Range<Int>, isStrict: Bool)? {
        var best: (range: Range<Int>, isStrict: Bool)?
        var index = region.lowerBound
        var atStart = true
        while index < region.upperBound {
            if atStart, let lead = Self.adverbs.match(characters, at: index, limit: region.upperBound) {
                index += lead.length
                continue
            }
            // 研发投入, 服务业: a word that begins like a verb.
            if Self.areas.match(characters, at: index, limit: region.upperBound) == nil,
                let word = Self.words.lazy.compactMap({ $0.match(characters, at: index, limit: region.upperBound) }).first, word.length >= 3
            {
                index += word.length
                atStart = false
                continue
            }
            let strict = Self.strictVerbs.match(characters, at: index, limit: region.upperBound)
            let any = atStart ? TargetWords.goals.match(characters, at: index, limit: region.upperBound) : nil
            if let found = strict ?? any {
                let range = index..<index + max(found.length, any?.length ?? 0)
                if isVerb(range, region) { best = (range, strict != nil) }
                index = range.upperBound
                atStart = true
                continue
            }
            atStart = [0x3001, 0x548C].contains(characters[index])
            index += 1
        }
        return best
    }

    /// 建成区域性中心 has no 建成区 in it.
    private static let areas = Phrases<Bool>("建成区域", true)

    /// 建设 in 项目建设 is no verb: what is left behind it must be a name, or nothing.
    private func isVerb(_ verb: Range<Int>, _ region: Range<Int>) -> Bool {
        let rest = verb.upperBound..<region.upperBound
        if rest.isEmpty { return true }
        if Self.nounRests.match(characters, at: rest.lowerBound, limit: rest.upperBound)?.length == rest.count, verb.lowerBound > region.lowerBound {
            return false
        }
        return characters[rest.lowerBound] != 0x7684
    }

    private static let nounRests = Phrases<Bool>("项目 工程 任务 中心 基地 面积 资金 投资 用地 规模 标准 水平 指数 进度 平台 机构 能力 企业 人员 单位 成本 体系 率 数 量 总量 数量 点 主体 人才", true)
    private static let strictVerbs = Phrases<Bool>(
        """
        培育 建设 建成 新增 新建 引进 打造 创建 认定 推广 选育 引育 新培育 累计培育 选派 招引 组建 设立 新认定 新引进 培育认定 争创 创成 建立 改造 完成 实现 新改建 改扩建 新改扩建 累计建成 累计建设 累计引进 累计完成 累计新增 累计培训 举办 制定 制订 培养 遴选 孵化 形成 实施 发展 扶持 支持 建设改造 建设开通 选聘 评选 转化 推出 创办 配套 选树 落实 布局 搭建 获批 聚集 集聚 吸引 新创建 新打造 新招引 新发展 增设 新设 开通 新开工 入驻 布设 建有 新签约 签约 设置 新增设 新安装
        """, true)
    private static let adverbs = Phrases<Bool>(
        """
        力争 确保 争取 努力 预计 计划 并 将 要 到 每年 全年 年均 加密 升级 全区 全县 全市 全省 全州 全域 我区 我县 我市 我省 重点 累计 至少 共 再 平均每年 积极 加快 大力 推动 着力 持续 逐步 分批 统筹 全面 每年至少 各 在 于 总计 共计 三年 五年 四年 两年 共 进一步 优先 首批 稳步 同步 集中 年内 期间 和 以及 及 与 并且 、 ，
        """, true)

    func isCumulativeVerb(_ verb: Range<Int>) -> Bool {
        Self.cumulativeVerbs.occurs(in: characters, max(sentence.lowerBound, verb.lowerBound - 2)..<verb.upperBound)
    }
    private static let cumulativeVerbs = Phrases<Bool>("新增 累计", true)

    private func follows(_ quantity: Quantity) -> Bool {
        guard let last, last.element == element else { return false }
        return last.form == .gain
    }
}
