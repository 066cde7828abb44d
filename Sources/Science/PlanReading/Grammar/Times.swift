/// When something is said to be: a year, a span of years, or a five-year plan.
struct TimeReference: Sendable {
    enum Kind: Sendable {
        /// At the end of a year (2025年, 2025年底, “十四五”末).
        case at
        /// During a span (2021—2025年, “十四五”期间).
        case during
        /// From a year on (“十三五”以来).
        case since
    }

    var kind: Kind
    var from: Int
    var to: Int
    var range: Range<Int>
    /// A target is announced: 到2025年, 力争2025年.
    var isLeadIn: Bool
    /// 截至2020年底: how things stand.
    var isStatus: Bool
    var isFiveYearPlan: Bool
}

/// Reads years and five-year plans.
enum Times {
    /// All references to time in the range, in order.
    static func all(in characters: [Character16], _ range: Range<Int>) -> [TimeReference] {
        var result: [TimeReference] = []
        var rest = range
        while let index = starts.first(in: characters, rest) {
            let found = read(characters, at: index, range)
            if let found { result.append(found) }
            rest = min(range.upperBound, max(index + 1, found?.range.upperBound ?? 0))..<range.upperBound
        }
        return result
    }

    /// 2025, 1949, 二〇二五, 十四五, 九五, 规划期, 期末
    private static let starts = BitMap("12二十九规期")

    static func read(_ characters: [Character16], at index: Int, _ range: Range<Int>) -> TimeReference? {
        let character = characters[index]
        if character == 0x32 || character == 0x4E8C || character == 0x31 { return readYear(characters, at: index, range) }
        if character == 0x5341 || character == 0x4E5D { return readFiveYearPlan(characters, at: index, range) }  // 十 九
        if character == 0x89C4 || character == 0x671F { return readPeriodEnd(characters, at: index, range) }  // 规 期
        return nil
    }

    /// A four-digit year from 1949 to 2099 that begins at `index`, Arabic or Chinese.
    static func year(_ characters: [Character16], at index: Int, limit: Int) -> Int? {
        guard index + 4 <= limit else { return nil }
        var value = 0
        for offset in 0..<4 {
            let character = characters[index + offset]
            if character.isDigit {
                value = value * 10 + Int(character - 0x30)
            } else if let digit = Numerals.digit(character), character != 0x4E24 {
                value = value * 10 + digit
            } else {
                return nil
            }
        }
        if index + 4 < limit, characters[index + 4].isDigit { return nil }
        return (1949...2099).contains(value) ? value : nil
    }

    private static func readYear(_ characters: [Character16], at index: Int, _ range: Range<Int>) -> TimeReference? {
        let limit = range.upperBound
        if index > range.lowerBound, characters[index - 1].isDigit || characters[index - 1] == 0x2E { return nil }
        guard let first = year(characters, at: index, limit: limit) else { return nil }
        var end = index + 4
        if end < limit, characters[end] == 0x5E74 { end += 1 }  // 年
        var from = first
        var to = first
        var kind = TimeReference.Kind.at
        var second = end
        if second < limit, isDash(characters[second]) {
            while second < limit, isDash(characters[second]) { second += 1 }
            if let last = year(characters, at: second, limit: limit) {
                end = second + 4
                to = last
                kind = .during
                if end < limit, characters[end] == 0x5E74 { end += 1 }
            }
        }
        let named = end > index + 4 && characters[end - 1] == 0x5E74
        guard named || kind == .during else { return nil }
        if kind == .during, to < from { from = to }
        end = skip(endWords, characters, end, limit)
        // 2025年初步建成: 初 belongs to 初步.
        if end < limit, characters[end - 1] == 0x521D, characters[end] == 0x6B65 { end -= 1 }
        if let since = sinceWords.match(characters, at: end, limit: limit) {
            end += since.length
            kind = .since
        }
        return finish(kind, from, to, index..<end, characters, range, isFiveYearPlan: false)
    }

    /// “十四五”期间, 十四五末. The quotes belong to it.
    private static func readFiveYearPlan(_ characters: [Character16], at index: Int, _ range: Range<Int>) -> TimeReference? {
        let limit = range.upperBound
        var position = index
        guard let plan = fiveYearPlan(characters, &position, limit) else { return nil }
        var start = index
        if position < limit, isQuote(characters[position]) { position += 1 }
        if start > range.lowerBound, isQuote(characters[start - 1]) { start -= 1 }
        let from = 1951 + 5 * plan
        var kind = TimeReference.Kind.during
        if let end = planEnds.match(characters, at: position, limit: limit) {
            position += end.length
            kind = end.value
        } else if start == index {
            return nil
        }
        return finish(kind, kind == .at ? from + 4 : from, from + 4, start..<position, characters, range, isFiveYearPlan: true)
    }

    /// The number of a five-year plan: 十四五 → 14.
    static func fiveYearPlan(_ characters: [Character16], _ position: inout Int, _ limit: Int) -> Int? {
        guard position + 2 < limit + 1 else { return nil }
        if characters[position] == 0x5341, position + 1 < limit, characters[position + 1] == 0x4E94 {  // 十五
            if position + 2 < limit, characters[position + 2] == 0x4E94 {  // 十五五
                position += 3
                return 15
            }
            return nil
        }
        guard position + 2 < limit, characters[position] == 0x5341, let unit = Numerals.digit(characters[position + 1]), (1...9).contains(unit),
            characters[position + 2] == 0x4E94
        else { return nil }
        position += 3
        return 10 + unit
    }

    private static func readPeriodEnd(_ characters: [Character16], at index: Int, _ range: Range<Int>) -> TimeReference? {
        guard let end = periodEnds.match(characters, at: index, limit: range.upperBound) else { return nil }
        // 0 stands for the plan's own end; the caller puts it in.
        return finish(end.value, 0, 0, index..<index + end.length, characters, range, isFiveYearPlan: true)
    }

    private static func finish(
        _ kind: TimeReference.Kind, _ from: Int, _ to: Int, _ found: Range<Int>, _ characters: [Character16], _ range: Range<Int>,
        isFiveYearPlan: Bool
    ) -> TimeReference {
        let before = leadIns.match(characters, before: found.lowerBound, floor: range.lowerBound)
        let start = found.lowerBound - (before?.length ?? 0)
        return TimeReference(
            kind: kind, from: from, to: to, range: start..<found.upperBound, isLeadIn: before?.value == .target,
            isStatus: before?.value == .status, isFiveYearPlan: isFiveYearPlan)
    }

    private enum LeadIn: Sendable { case target, status }

    private static let leadIns = Phrases<LeadIn>([
        ("到 至 力争到 争取到 确保到 力争在 力争于 争取在 力争 争取 预计到 计划到 在 于", .target),
        ("截至 截止 截至到 截止到", .status),
    ])
    private static let endWords = Phrases<Bool>("年底 年末 底 末 初 年初 前 以前 底前 末前 年底前 年终 上半年 下半年", true)
    private static let sinceWords = Phrases<Bool>("以来 起", true)
    private static let planEnds = Phrases<TimeReference.Kind>([
        ("末 期末 末期 规划期末 时期末 末年", .at), ("期间 时期 规划期 规划期间 期内 规划期内", .during), ("以来", .since),
    ])
    private static let periodEnds = Phrases<TimeReference.Kind>([
        ("规划期末 规划末期 期末", .at), ("规划期内 规划期间", .during),
    ])

    private static func skip(_ words: Phrases<Bool>, _ characters: [Character16], _ index: Int, _ limit: Int) -> Int {
        index + (words.match(characters, at: index, limit: limit)?.length ?? 0)
    }

    static func isDash(_ character: Character16) -> Bool { character == 0x2D || character == 0x7E || character == 0x81F3 }  // - ~ 至
    static func isQuote(_ character: Character16) -> Bool {
        character == 0x201C || character == 0x201D || character == 0x22 || character == 0x300C || character == 0x300D
    }
}
