/// 三次产业结构为10:42:47: shares of one whole that do not make a hundred.
enum Ratios {
    static func run(_ evidence: Evidence) -> [Finding] {
        evidence.sentences.flatMap { sentence -> [Finding] in
            guard sentence.has([.digit, .unit]), evidence.matches(words, sentence.range) else { return [] }
            return ratios(evidence.characters, sentence.range).compactMap { ratio in
                let sum = ratio.values.reduce(Number.zero, +)
                guard ratio.values.count == 3, sum.isWithin(8, percentOf: Number(100)), !sum.isNear(Number(100), within: Number(2, scale: 1)) else {
                    return nil
                }
                return Finding(
                    TableSums.rule, .error, "“\(evidence.quote(ratio.range))”三项之和为\(sum)，不是100。", why: "各部分占比之和应为100%。", remedy: "核对三项占比。",
                    at: [evidence.span(ratio.range)])
            }
        }
    }

    private static func ratios(_ characters: [Character16], _ range: Range<Int>) -> [(values: [Number], range: Range<Int>)] {
        var found: [(values: [Number], range: Range<Int>)] = []
        var index = range.lowerBound
        while index < range.upperBound {
            guard characters[index].isDigit, var numeral = Numerals.read(characters, at: index, limit: range.upperBound) else {
                index += 1
                continue
            }
            var values = [numeral.number]
            while numeral.end + 1 < range.upperBound, characters[numeral.end] == 0x3A,
                let next = Numerals.read(characters, at: numeral.end + 1, limit: range.upperBound), !next.isHan
            {
                values.append(next.number)
                numeral = next
            }
            if values.count >= 3 { found.append((values, index..<numeral.end)) }
            index = max(index + 1, numeral.end)
        }
        return found
    }

    private static let words = Phrases<Bool>("产业结构 产业比 产业占比 三次产业 三产结构 产业增加值比", true)
}
