/// Words printed twice: 公司公司, 推动动, 开展进行; never 天天, 户户 or 重点产业产业链.
enum DoubledWords {
    static let rule = "doubled-word"

    static func run(_ evidence: Evidence) -> [Finding] {
        var findings: [Finding] = []
        for passage in evidence.passages {
            let suspects = suspects(evidence.characters, passage.range)
            for index in suspects.repeats { repeats(evidence, index, passage.range, &findings) }
            for index in suspects.singles { if let found = single(evidence, index, passage.range) { findings.append(found) } }
            for index in suspects.joins { if let found = joined(evidence, index, passage.range) { findings.append(found) } }
            for index in suspects.stops { if let found = leftover(evidence, index, passage.range) { findings.append(found) } }
            findings += verbs(evidence, passage.range)
        }
        return findings
    }

    private struct Suspects {
        var repeats: [Int] = []
        var singles: [Int] = []
        var joins: [Int] = []
        var stops: [Int] = []
    }

    /// Places where a character comes again soon: one pass, nothing copied.
    private static func suspects(_ characters: [Character16], _ range: Range<Int>) -> Suspects {
        var found = Suspects()
        characters.withUnsafeBufferPointer { characters in
            let end = range.upperBound
            for index in range {
                let character = characters[index]
                guard character.isHan else {
                    if character == 0x3002, index - range.lowerBound >= 2, end - index > 5, characters[index - 1] == characters[index + 2] {
                        found.stops.append(index)
                    }
                    continue
                }
                if index + 1 < end, characters[index + 1] == character { found.singles.append(index) }
                // None of the next six is the same: nothing comes twice.
                if index + 7 <= characters.count {
                    let second = characters[index + 2] != character && characters[index + 3] != character
                    guard !(second && characters[index + 4] != character && characters[index + 5] != character && characters[index + 6] != character) else {
                        continue
                    }
                }
                for length in 2...6
                where index + 2 * length <= end && characters[index + length] == character && characters[index + length + 1] == characters[index + 1] {
                    found.repeats.append(index)
                    break
                }
                if index + 7 < end, characters[index + 5] == character, characters[index + 6] == characters[index + 1] { found.joins.append(index) }
            }
        }
        return found
    }

    // MARK: 公司公司

    private static func repeats(_ evidence: Evidence, _ index: Int, _ range: Range<Int>, _ findings: inout [Finding]) {
        guard let length = repeated(evidence.characters, index, range.upperBound) else { return }
        let place = evidence.span(index..<index + 2 * length)
        // 公司公司公司 is told once.
        if let last = findings.last, let end = last.passages.last, end.end > place.start, last.passages[0].start <= place.start { return }
        findings.append(finding(evidence, index..<index + 2 * length, length))
    }

    private static func repeated(_ characters: [Character16], _ index: Int, _ limit: Int) -> Int? {
        for length in 2...6 where index + 2 * length <= limit && characters[index] == characters[index + length] {
            let first = characters[index..<index + length]
            guard first.elementsEqual(characters[index + length..<index + 2 * length]), first.allSatisfy(\.isHan), isMistake(characters, index, length, limit)
            else { continue }
            return length
        }
        return nil
    }

    private static func isMistake(_ characters: [Character16], _ index: Int, _ length: Int, _ limit: Int) -> Bool {
        let word = Array(characters[index..<index + length])
        if word[0] == word[1] || word.last == 0x6BCF || counting.contains(word[0]) || twice.match(word, at: 0, limit: length)?.length == length { return false }
        // 产业 + 产业链, 企业 + 企业家, 大学 + 大学生
        let next = index + 2 * length
        return length > 2 || next >= limit || !derived.contains(characters[next])
    }

    private static func finding(_ evidence: Evidence, _ range: Range<Int>, _ length: Int) -> Finding {
        Finding(
            rule, .warning, "“\(evidence.quote(range))”重复。", why: "同一词语连写两遍，应是编辑遗留。",
            remedy: "删去一个“\(evidence.quote(range.lowerBound..<range.lowerBound + length))”。",
            at: [evidence.span(range.lowerBound..<range.lowerBound + length), evidence.span(range.lowerBound + length..<range.upperBound)])
    }

    private static let counting = BitMap("一二三四五六七八九十百千万亿每")
    private static let twice = Phrases<Bool>("研究 讨论 商量 考虑 比较 宣传 锻炼 学习 认识 了解", true)
    private static let derived = BitMap("链家生业化库园区者员性型群集部局厅委院所站品商界网")

    // MARK: 推动动

    /// The last character of a word twice, where no word begins with it.
    private static func single(_ evidence: Evidence, _ index: Int, _ range: Range<Int>) -> Finding? {
        let characters = evidence.characters
        guard index > range.lowerBound, let begins = ends[characters[index]], words.match(characters, before: index + 1, floor: range.lowerBound) != nil else {
            return nil
        }
        // 为目的的, 有的的: the first belongs to the noun.
        // 主要要…, 需要要…: the first ends another word.
        if characters[index] == 0x8981, needs.contains(characters[index - 1]) { return nil }
        if characters[index] == 0x7684, nouns.contains(characters[index - 1]) { return nil }
        let next = index + 2 < range.upperBound ? characters[index + 2] : 0
        guard !begins.contains(next) else { return nil }
        return Finding(
            rule, .warning, "“\(evidence.quote(index - 1..<min(range.upperBound, index + 4)))”中“\(evidence.quote(index..<index + 1))”重复。", why: "多打了一个字。",
            remedy: "删去一个“\(evidence.quote(index..<index + 1))”。",
            at: [evidence.span(index - 1..<index + 2)])
    }

    private static let nouns = BitMap("目标有端")
    private static let needs = BitMap("主需重必首纲摘概提简")

    /// Verbs of the trade, and for their last characters what makes a second one the beginning of a word.
    private static let words = Phrases<Bool>(
        """
        推动 带动 联动 驱动 拉动 启动 建设 开设 铺设 加强 增强 做强 实施 措施 提升 推进 促进 引进 改进 发展 开展 拓展 形成 完成 建成 完善 改善 强化 优化 深化 转化 加快 尽快 进行 实行 推行 履行 建立 设立 成立 树立 扩大 加大 做大 壮大 提高 支持 坚持 保持 维持 鼓励 激励
        引导 指导 督导 打造 改造 营造 创造 培育 抚育 集聚 凝聚 培养 落实 充实 夯实 健全 保障 统筹 聚焦 围绕 巩固 探索 依托 构建 搭建 组建 新建 达到 得到 取得 实现 的 将 被 并 要
        """, true)
    private static let ends: [Character16: BitMap] = {
        var map: [Character16: BitMap] = [:]
        for entry in [
            "动力能态漫物植员作车画机向感脉手用工迁产土", "设施备计立置想定防区点岗站法", "强化度国县市省军企校区劲力势制链弱项村镇基优科教农身", "施工策肥政行药救教用展", "升级值降学温",
            "进一步行入程展出口度城村校厂企军位驻修而社园乡户博货取", "展示会览现望开演品馆厅陈销", "成果立本为就效员功都渝长熟套片品绩人交分渠林", "善后治于良款", "化解工学肥石纤妆合验债", "快速递捷车办检",
            "行动业政为程径人长情车驶使李道", "立足项法体德案即交场", "大力型数学会中量气宗家豆众赛院区厅桥户厦修米棚规额奖道件健多幅批小师", "高新质校水端技标层素铁效原速考中等级峰性产值度精山龄血压位空职寒", "持续有证久股卡平",
            "励志", "导向师航致入弹游购医", "造成就林船纸价型血福", "育人才种苗婴儿肥秧雏", "聚焦集力居合能", "养老殖护猪生成牛羊蜂蚕鱼禽", "实施现际体效验训物事践名干用行战绩", "全面市县省国区民域力过程体新球社产流链媒员年镇乡村州覆",
            "障碍", "筹集备资建划", "焦点化虑", "绕城", "固定体废本化", "索引道", "托育管底", "建设筑材成立制档议强言", "到位期岗", "的确", "将", "被", "并", "得到出以分力", "现代有场实行状金存货役", "要素求点件闻塞道地害务领紧义旨览冲事强么是",
        ] {
            let characters = folded(entry)
            var followers = BitMap()
            for character in characters.dropFirst() { followers.insert(character) }
            map[characters[0]] = followers
        }
        return map
    }()

    // MARK: 开展进行

    private static func verbs(_ evidence: Evidence, _ range: Range<Int>) -> [Finding] {
        guard let found = pairs.first(in: evidence.characters, range) else { return [] }
        return [
            Finding(rule, .warning, "“\(evidence.quote(found.range))”两个动词意思重复。", why: "两个动词连用，删改时留下了一个。", remedy: "保留其中一个动词。", at: [evidence.span(found.range)])
        ]
    }

    private static let pairs = Phrases<Bool>("开展进行 进行开展 实施进行 进行实施 开展实施 加强强化 强化加强 推进推动 推动推进 提升提高 提高提升 目的是为了", true)

    // MARK: 产品技术和产品

    /// “人工智能产品技术和产品在……”: the second word says nothing new.
    private static func joined(_ evidence: Evidence, _ index: Int, _ range: Range<Int>) -> Finding? {
        let characters = evidence.characters
        guard joins.contains(characters[index + 4]), closers.contains(characters[index + 7]),
            characters[index..<index + 4].allSatisfy({ $0.isHan && !particles.contains($0) })
        else { return nil }
        return Finding(
            rule, .note, "“\(evidence.quote(index..<index + 7))”中“\(evidence.quote(index..<index + 2))”重复。", why: "并列的两项重复同一词，后一项没有新的意思。", remedy: "删去或改正其中一个。",
            at: [evidence.span(index..<index + 2), evidence.span(index + 5..<index + 7)])
    }

    private static let joins = BitMap("和与及")
    private static let closers = BitMap("在，。；")
    private static let particles = BitMap("的和与及、在为是")

    // MARK: Left behind

    /// “……全程透明可溯。追溯探索……”: the sentence opens with a piece of the last one.
    private static func leftover(_ evidence: Evidence, _ index: Int, _ range: Range<Int>) -> Finding? {
        guard evidence.characters[index - 1].isHan, openers.match(evidence.characters, at: index + 3, limit: range.upperBound) != nil else { return nil }
        return Finding(
            rule, .note, "句首“\(evidence.quote(index + 1..<index + 3))”看来是上一句的遗留。", why: "与上一句末尾重复，放在这里不成句。",
            remedy: "删去“\(evidence.quote(index + 1..<index + 3))”或并入上一句。",
            at: [evidence.span(index - 2..<index + 3)])
    }

    private static let openers = Phrases<Bool>("探索 推进 加强 建立 完善 实施 开展 推动 加快 健全 强化 促进 提升 构建", true)
}
