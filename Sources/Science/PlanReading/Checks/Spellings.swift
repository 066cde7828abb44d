/// Two spellings of one word in one document.
enum Spellings {
    static func run(_ evidence: Evidence) -> [Finding] {
        var first: [Int: [Bool: Range<Int>]] = [:]
        for passage in evidence.passages {
            var index = passage.range.lowerBound
            while let found = words.first(in: evidence.characters, index..<passage.range.upperBound) {
                if first[found.value.pair]?[found.value.isFirst] == nil { first[found.value.pair, default: [:]][found.value.isFirst] = found.range }
                index = found.range.upperBound
            }
        }
        return first.sorted { $0.key < $1.key }.compactMap { _, places in
            guard let one = places[true], let other = places[false] else { return nil }
            return Finding(
                ItemNames.rule, .note, "同一词语两种写法：“\(evidence.quote(one))”与“\(evidence.quote(other))”。", why: "用词不统一，检索和统计会漏掉其中一种。", remedy: "全文统一为一种写法。",
                at: [evidence.span(one), evidence.span(other)].sorted())
        }
    }

    private struct Spelling: Sendable {
        var pair: Int
        var isFirst: Bool
    }

    private static let words: Phrases<Spelling> = {
        let pairs = [
            "智能工厂 智能化工厂", "柑橘 柑桔", "账号 帐号", "部署 布署", "唯一 惟一", "撤销 撤消", "蔬菜大棚 蔬菜大篷", "碳达峰 碳达锋", "账户 帐户", "账单 帐单", "树立 竖立", "图像 图象", "身份证 身分证", "水蜜桃 水密桃",
            "马铃薯 马玲薯", "猕猴桃 弥猴桃",
        ]
        return Phrases(
            pairs.enumerated().flatMap { index, pair -> [(words: String, value: Spelling)] in
                let forms = pair.split(separator: " ").map(String.init)
                return [(forms[0], Spelling(pair: index, isFirst: true)), (forms[1], Spelling(pair: index, isFirst: false))]
            })
    }()
}
