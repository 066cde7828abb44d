/// The name of an indicator made comparable: abbreviations of the trade written out alike, scope words and filler left out.
struct NameKey: Hashable {
    let characters: [Character16]

    init(_ name: String) {
        let words = NameKey.withoutBrackets(folded(name).filter { $0 > Fold.space && !NameKey.dropped.contains($0) })
        var result: [Character16] = []
        result.reserveCapacity(words.count)
        var index = 0
        while index < words.count {
            if let same = NameKey.synonyms.match(words, at: index, limit: words.count) {
                result += same.value
                index += same.length
            } else {
                result.append(words[index])
                index += 1
            }
        }
        characters = result
    }

    /// From 0 to 1: twice the shared pairs of characters over all pairs (Dice 1945). Linear in the names' length.
    func similarity(to other: NameKey) -> Double {
        if characters == other.characters { return 1 }
        guard characters.count >= 2, other.characters.count >= 2 else { return 0 }
        let sum = characters.count + other.characters.count - 2
        if max(characters.count, other.characters.count) <= 64 { return Double(2 * sharedPairs(with: other)) / Double(sum) }
        var pairs: [UInt32: Int] = [:]
        for pair in zip(characters, characters.dropFirst()) { pairs[UInt32(pair.0) << 16 | UInt32(pair.1), default: 0] += 1 }
        var shared = 0
        for pair in zip(other.characters, other.characters.dropFirst()) {
            let key = UInt32(pair.0) << 16 | UInt32(pair.1)
            if let left = pairs[key], left > 0 {
                pairs[key] = left - 1
                shared += 1
            }
        }
        return Double(2 * shared) / Double(sum)
    }

    /// Short names are compared pair by pair: a bit for each pair of this one that is taken.
    private func sharedPairs(with other: NameKey) -> Int {
        characters.withUnsafeBufferPointer { own in
            other.characters.withUnsafeBufferPointer { others in
                var taken: UInt64 = 0
                var shared = 0
                for right in 1..<others.count {
                    for left in 1..<own.count where own[left] == others[right] && own[left - 1] == others[right - 1] && taken & (1 << UInt64(left)) == 0 {
                        taken |= 1 << UInt64(left)
                        shared += 1
                        break
                    }
                }
                return shared
            }
        }
    }

    /// Which pairs of characters the name has, by a hash of 6 bits.
    var signature: UInt64 {
        zip(characters, characters.dropFirst()).reduce(0) { $0 | 1 << UInt64(((UInt32($1.0) << 16 | UInt32($1.1)) &* 0x9E37_79B1) >> 26) }
    }

    /// One name is the other with words before it (高新技术企业 in 国家高新技术企业).
    func ends(with other: NameKey) -> Bool {
        characters.count > other.characters.count && characters.suffix(other.characters.count).elementsEqual(other.characters)
    }

    private static func withoutBrackets(_ words: [Character16]) -> [Character16] {
        guard words.contains(where: { $0 == 0x28 || $0 == 0x29 }) else { return words }
        var result: [Character16] = []
        var depth = 0
        for character in words {
            if character == 0x28 { depth += 1 } else if character == 0x29 { depth = max(0, depth - 1) } else if depth == 0 { result.append(character) }
        }
        return result.count >= 2 ? result : words
    }

    private static let dropped: BitMap = {
        var map = BitMap()
        for character in folded("“”\"《》的之[]【】·、") { map.insert(character) }
        return map
    }()

    private static let synonyms: Phrases<[Character16]> = Phrases([
        (
            "研究与试验发展经费投入 研究与试验发展经费支出 研究与试验发展经费 全社会研发经费投入 全社会研发投入 研发经费投入 研发经费支出 研发投入 研发支出 研发经费 全社会研究与试验发展经费支出 全社会研究与试验发展经费投入 全社会研究与试验发展 R&D经费投入 R&D经费支出 R&D经费 R&D投入",
            folded("研发经费")
        ),
        ("地区生产总值 国内生产总值 生产总值 GDP", folded("GDP")), ("规模以上", folded("规上")), ("科学技术", folded("科技")),
        ("每万人口 每万人 万人口 万人", folded("万人")), ("高新技术企业 高企", folded("高企")), ("比重 之比 比例 比率 占比", folded("比")), ("拥有量 拥有数 保有量", []), ("有效", []),
        ("总数 数量 总量 总额 数 个数 家数", []), ("登记数", folded("登记")), ("全区 全县 全市 全省 我区 我县 我市 我省 全社会", []),
        ("达到 累计 新增", []), ("科技进步对经济增长贡献率 科技进步对经济增长的贡献率 科技进步贡献率", folded("科技进步贡献率")), ("智能化工厂", folded("智能工厂")), ("细颗粒物 PM2.5", folded("PM2.5")),
        ("可吸入颗粒物 PM10", folded("PM10")), ("下降 降低", folded("下降")),
        ("常住人口城镇化率 城镇化率", folded("城镇化率")), ("占", folded("占")), ("城镇登记失业率", folded("失业率")), ("居民人均可支配收入", folded("人均可支配收入")),
    ])
}
