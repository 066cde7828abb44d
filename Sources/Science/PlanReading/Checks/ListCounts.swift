/// “新材料、中药材、装备制造三大主导产业”, “五大行动：……”, “一是……二是……”: how many are named against how many are said.
enum ListCounts {
    static func run(_ evidence: Evidence) -> [Finding] {
        var findings: [Finding] = []
        for sentence in evidence.sentences where sentence.has(.classifier) && !sentence.triggers.isDisjoint(with: [.digit, .numeral]) {
            for number in numbers(evidence.characters, sentence.range) {
                findings += before(evidence, sentence.range, number) ?? after(evidence, sentence.range, number) ?? []
            }
        }
        for range in cells(evidence) {
            for number in numbers(evidence.characters, range) { findings += before(evidence, range, number) ?? [] }
        }
        return findings + evidence.layout.elements.indices.flatMap { ordinals(evidence, $0) }
    }

    /// What project lists say of the contents.
    private static func cells(_ evidence: Evidence) -> [Range<Int>] {
        evidence.survey.entries.flatMap { entry -> [Range<Int>] in
            guard let column = entry.reader.roles.firstIndex(of: .content) else { return [] }
            return entry.reader.dataRows.compactMap { row in
                guard column < entry.reader.matrix[row].count, !entry.reader.matrix[row][column].isRepeat, entry.reader.matrix[row][column].range.count >= 12
                else { return nil }
                return entry.reader.matrix[row][column].range
            }
        }
    }

    /// A small number with 大, 类, 种, 项 … and the noun behind it.
    struct Announced {
        var value: Int
        var range: Range<Int>
    }

    static func numbers(_ characters: [Character16], _ range: Range<Int>) -> [Announced] {
        var found: [Announced] = []
        var rest = range
        while let index = Numerals.starts.first(in: characters, rest) {
            let isInside = index > range.lowerBound && (characters[index - 1].isAlphanumeric || stops.contains(characters[index - 1]))
            guard let numeral = Numerals.read(characters, at: index, limit: range.upperBound), !isInside, numeral.number.scale == 0,
                (2...40).contains(numeral.number.digits),
                numeral.end < range.upperBound, let classifier = classifiers.match(characters, at: numeral.end, limit: range.upperBound)
            else {
                // A run of digits is passed as a whole.
                var next = index + 1
                while next < range.upperBound, characters[next].isDigit { next += 1 }
                rest = next..<range.upperBound
                continue
            }
            var end = numeral.end + classifier.length
            while end < range.upperBound, end - numeral.end < 12, characters[end].isHan || characters[end] == 0x201C || characters[end] == 0x201D { end += 1 }
            if end > index, characters[end - 1] == 0x201D, !characters[index..<end].contains(0x201C) { end -= 1 }
            if end > numeral.end + classifier.length { found.append(Announced(value: Int(numeral.number.digits), range: index..<end)) }
            rest = numeral.end + classifier.length..<range.upperBound
        }
        return found
    }

    // MARK: The list stands before

    private static func before(_ evidence: Evidence, _ sentence: Range<Int>, _ number: Announced) -> [Finding]? {
        let characters = evidence.characters
        let classifier = classifierEnd(characters, number) - 1
        let isPlaces = places.contains(characters[classifier])
        guard number.range.lowerBound > sentence.lowerBound, isPlaces || summing.match(characters, at: classifier, limit: number.range.upperBound) != nil else {
            return nil
        }
        let end = number.range.lowerBound
        if openEnds.match(characters, before: end, floor: sentence.lowerBound) != nil { return nil }
        var start = end
        while start > sentence.lowerBound, end - start < 160, !breaks.contains(characters[start - 1]) { start -= 1 }
        let items = items(characters, start..<end)
        // 龙潭、白沙、大坪、高桥4座: short names of places; longer items may be things of other kinds.
        if isPlaces, !isShort(characters, start..<end) { return nil }
        // A list of figures or a number in quotes sums nothing up.
        guard !(start..<end).contains(where: { characters[$0].isDigit || characters[$0] == 0x28 }), characters[end - 1] != 0x201C else { return nil }
        guard items.low >= 3, !evidence.matches(open, start..<end), number.value < items.low || number.value > items.high, number.value <= items.high + 3 else {
            return nil
        }
        return [finding(evidence, number, start..<end, items.high)]
    }

    private static func isShort(_ characters: [Character16], _ range: Range<Int>) -> Bool {
        characters[range].split(separator: 0x3001).dropFirst().allSatisfy { (2...4).contains($0.count) }
    }

    private static func classifierEnd(_ characters: [Character16], _ number: Announced) -> Int {
        let end = Numerals.read(characters, at: number.range.lowerBound, limit: number.range.upperBound)?.end ?? number.range.lowerBound
        return end + (classifiers.match(characters, at: end, limit: number.range.upperBound)?.length ?? 0)
    }

    // MARK: The list stands behind

    /// 五大行动（A、B、C）, 四大板块：A、B、C、D。
    private static func after(_ evidence: Evidence, _ sentence: Range<Int>, _ number: Announced) -> [Finding]? {
        let characters = evidence.characters
        var start = number.range.upperBound
        while start < sentence.upperBound, characters[start] == 0x201D { start += 1 }
        if start < sentence.upperBound, characters[start] == 0x2C {
            guard exact.match(characters, at: start + 1, limit: sentence.upperBound) != nil else { return named(evidence, sentence, number, start + 1) }
            start += 1
        }
        guard start < sentence.upperBound,
            characters[start] == 0x28 || characters[start] == 0x3A || exact.match(characters, at: start, limit: sentence.upperBound) != nil
        else { return nil }
        let isBracket = characters[start] == 0x28
        start += exact.match(characters, at: start, limit: sentence.upperBound)?.length ?? 1
        var end = start
        while end < sentence.upperBound, end - start < 200, isBracket ? characters[end] != 0x29 : ![0x3002, 0x3B, 0x2C].contains(characters[end]) { end += 1 }
        guard end < sentence.upperBound, !evidence.matches(open, start..<end),
            !(start..<end).contains(where: { characters[$0].isDigit || characters[$0] == 0x3A })
        else { return nil }
        let items = items(characters, start..<end)
        guard items.low >= 2, number.value < items.low || number.value > items.high, number.value <= items.high + 3 else { return nil }
        return [finding(evidence, number, start..<end, items.high)]
    }

    /// “六大行动”，统筹推进强基行动、育才行动……: names that all end with the word that was counted.
    private static func named(_ evidence: Evidence, _ sentence: Range<Int>, _ number: Announced, _ start: Int) -> [Finding]? {
        let characters = evidence.characters
        var noun = Array(characters[classifierEnd(characters, number)..<number.range.upperBound])
        noun.removeAll { $0 == 0x201D }
        guard noun.count >= 2, noun.count <= 4 else { return nil }
        let end = characters[start..<sentence.upperBound].firstIndex { [0x2C, 0x3002, 0x3B].contains($0) } ?? sentence.upperBound
        guard end - start < 200, !evidence.matches(open, start..<end) else { return nil }
        let names = characters[start..<end].split { [0x3001, 0x548C, 0x53CA, 0x4E0E].contains($0) }
        guard names.count >= 3, names.count != number.value, number.value <= names.count + 3,
            names.allSatisfy({ $0.count > noun.count && $0.suffix(noun.count).elementsEqual(noun) })
        else { return nil }
        return [finding(evidence, number, start..<end, names.count)]
    }

    /// Names joined by 、 and quotes side by side; 和 may join two names or stand inside one.
    private static func items(_ characters: [Character16], _ range: Range<Int>) -> (low: Int, high: Int) {
        var marks = 0
        var joins = 0
        var depth = 0
        for index in range {
            switch characters[index] {
            case 0x28: depth += 1
            case 0x29: depth -= 1
            case 0x3001 where depth == 0: marks += 1
            case 0x201C where depth == 0 && index > range.lowerBound && characters[index - 1] == 0x201D: marks += 1
            case 0x548C where depth == 0, 0x53CA where depth == 0, 0x4E0E where depth == 0: joins += 1
            default: break
            }
        }
        return marks == 0 ? (0, 0) : (marks + 1, marks + 1 + joins)
    }

    private static func finding(_ evidence: Evidence, _ number: Announced, _ list: Range<Int>, _ count: Int) -> Finding {
        Finding(
            ProjectCounts.rule, .warning, "称“\(evidence.quote(number.range))”，列出的是\(count)个。", why: "说明的数量与列举的个数不符。",
            remedy: "补上缺少的名称，或把数量改为\(count)。", at: [evidence.span(number.range), evidence.span(list)])
    }

    // MARK: 一是, 二是

    private static func ordinals(_ evidence: Evidence, _ element: Int) -> [Finding] {
        let paragraph = evidence.layout.elements[element]
        guard !paragraph.isTable, paragraph.isRead else { return [] }
        let characters = evidence.characters
        var count = 0
        var first: Int?
        var last = paragraph.range.lowerBound
        var rest = min(paragraph.range.lowerBound + 1, paragraph.range.upperBound)..<paragraph.range.upperBound
        while let index = characters.first(0x662F, in: rest) {
            rest = index + 1..<paragraph.range.upperBound
            guard let digit = Numerals.digit(characters[index - 1]), digit == count + 1,
                index - 1 == paragraph.range.lowerBound || starts.contains(characters[index - 2])
            else { continue }
            count = digit
            first = first ?? index - 1
            last = index
        }
        guard count >= 2, let first, first > paragraph.range.lowerBound else { return [] }
        var start = first - 1
        while start > paragraph.range.lowerBound, characters[start - 1] != 0x3002 { start -= 1 }
        guard let number = numbers(characters, start..<first).last(where: { evidence.matches(aspects, $0.range) }), number.value != count else { return [] }
        return [finding(evidence, number, first..<last + 1, count)]
    }

    private static let classifiers = Phrases<Bool>("大 类 种 项 个 条 级 张 方面 座 处 家 所", true)
    private static let summing = Phrases<Bool>("大 类 种 项 个 级", true)
    private static let places = BitMap("座处家所镇乡村")
    private static let exact = Phrases<Bool>("即 分别是 分别为", true)
    private static let open = Phrases<Bool>("等 为主 以及其他 包括", true)
    private static let openEnds = Phrases<Bool>("等 的 共 前 第 这 为 达", true)
    private static let aspects = Phrases<Bool>("方面 问题 短板 重点 任务 措施 挑战 机遇 举措 不足 工作", true)
    private static let stops = BitMap("第.-点十百千万亿每近约前其之")
    private static let breaks = BitMap("，；：。《》")
    private static let starts = BitMap("，；：。")
}
