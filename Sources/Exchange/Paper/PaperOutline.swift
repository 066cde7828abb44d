import Kernel

/// How deep headings stand and who numbers them.
///
/// Word numbers headings 一、（一）1.（1） (in English 1. 1.1 1.1.1 (1)), so that moving one renumbers the others. Where an application has
/// numbered one heading itself, all headings of the paper keep their own words: two ways of counting would contradict each other.
///
/// The depth of a heading follows from its place, not from its bare level, because pages begin with level 2 or put headings into groups: a
/// heading stands one below the nearest heading before it of a higher rank, and whatever is in a group stands below the title of the group.
struct PaperOutline {
    let isNumbered: Bool
    /// The headings that what comes next stands below; groups are above all levels of what is in them.
    private var open: [(group: Int, level: Int)] = []
    private var group = 0

    init(_ blocks: [Block], _ language: Language) {
        isNumbered = !Self.titles(blocks, language).contains(where: Self.hasNumber)
    }

    /// The depth of a heading, from 1 to 4, the deepest of official documents.
    mutating func enter(level: Int) -> Int {
        while let last = open.last, last.group == group, last.level >= level { open.removeLast() }
        open.append((group, level))
        return min(open.count, 4)
    }

    /// The depth of the title of a group, which lasts until ``leaveGroup()``.
    mutating func enterGroup() -> Int {
        open.append((group, Int.max))
        group += 1
        return min(open.count, 4)
    }

    mutating func leaveGroup() {
        group -= 1
        while let last = open.popLast(), last.group > group || last.level < Int.max {}
    }

    private static func titles(_ blocks: [Block], _ language: Language) -> [String] {
        blocks.flatMap { block -> [String] in
            switch block {
            case .heading(let label, _, _): [label[language]]
            case .group(let label, let inner, _): [label[language]] + titles(inner, language)
            case .beside(let first, let second): titles(first, language) + titles(second, language)
            default: []
            }
        }
    }

    /// Whether a heading begins with a number of its own: 一、 （二） 3. 3.1 （4） 第五章 ① I.
    static func hasNumber(_ heading: String) -> Bool {
        var rest = Substring(heading.trimmed)
        let opens = rest.first.map { "（(".contains($0) } ?? false
        if opens { rest.removeFirst() }
        guard let first = rest.first else { return false }
        if "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳".contains(first) { return true }
        let chinese = "一二三四五六七八九十百零〇"
        if first == "第" {
            let after = rest.dropFirst().drop { chinese.contains($0) || $0.isASCII && $0.isNumber }
            return after.startIndex > rest.index(after: rest.startIndex) && after.first.map { "章节部分条篇".contains($0) } == true
        }
        let isRoman = "IVX".contains(first)
        let number = rest.prefix { chinese.contains(first) ? chinese.contains($0) : isRoman ? "IVX".contains($0) : $0.isASCII && ($0.isNumber || $0 == ".") }
        rest = rest.dropFirst(number.count)
        guard !number.isEmpty else { return false }
        if opens { return rest.first.map { "）)".contains($0) } ?? false }
        if let next = rest.first, "、．".contains(next) { return true }
        if isRoman { return rest.hasPrefix(". ") }
        // 3. and 3.1, but not 1.5倍.
        return number.last == "." || number.contains(".") && (rest.first?.isWhitespace ?? false)
    }
}
