/// A box item and a project of the same content under different names.
enum ItemNames {
    static let rule = "name-variant"

    private struct Item {
        var name: String
        var key: [Character16]
        /// The title with what stands in its brackets.
        var full: Shingles
        var words: Shingles
        var place: Span
    }

    static func run(_ evidence: Evidence) -> [Finding] {
        let projects = Array(evidence.reading.projects.prefix(Overlaps.bound))
        let items = items(evidence)
        guard !projects.isEmpty, !items.isEmpty else { return [] }
        let contents = evidence.contents
        var index = ShingleIndex(items.map(\.words))
        var matches: [Int: [Int]] = [:]
        for project in projects.indices where contents[project].count >= 14 {
            let best = index.candidates(contents[project]) { $1 >= 4 }.map {
                (item: $0.text, share: items[$0.text].words.containment(in: contents[project]))
            }.max { ($0.share, $1.item) < ($1.share, $0.item) }
            guard let best, isSame(items[best.item], projects[project], contents[project], best.share) else { continue }
            matches[best.item, default: []].append(project)
        }
        return matches.sorted { $0.key < $1.key }.flatMap { item, found in check(evidence, items[item], found.map { projects[$0] }, found.map { contents[$0] })
        }
    }

    private static func items(_ evidence: Evidence) -> [Item] {
        evidence.reading.boxes.prefix(200).flatMap { box in
            box.items.prefix(100).map { item in
                let title = item.title.unicodeScalars.count < 40 ? item.title : String(item.title.unicodeScalars.prefix(20))
                let words = folded(title)
                let start = numberEnd(evidence, item, words)
                return Item(
                    name: title, key: bare(words), full: Shingles(words),
                    words: Shingles(evidence.layout.text.folded[item.span.start..<item.span.end]),
                    place: Span(start, min(item.span.end, start + max(2, title.unicodeScalars.count))))
            }
        }
    }

    /// Where the title begins, behind its number.
    private static func numberEnd(_ evidence: Evidence, _ item: Box.Item, _ title: [Character16]) -> Int {
        guard let first = title.first else { return item.span.start }
        return evidence.layout.text.folded.first(first, in: item.span.start..<min(item.span.end, item.span.start + 12)) ?? item.span.start
    }

    private static func isSame(_ item: Item, _ project: Project, _ content: Shingles, _ share: Double) -> Bool {
        guard item.words.shared(with: content) >= 12 else { return false }
        return share >= 0.65 || share >= 0.4 && names(item, project) >= 0.5
    }

    private static func check(_ evidence: Evidence, _ item: Item, _ projects: [Project], _ contents: [Shingles]) -> [Finding] {
        if projects.count > 1, projects.allSatisfy({ names(item, $0) >= 0.5 }) { return [split(evidence, item, projects)] }
        let scores = projects.indices.map { (item.words.containment(in: contents[$0]), names(item, projects[$0])) }
        guard let best = projects.indices.max(by: { scores[$0] < scores[$1] }) else { return [] }
        let project = projects[best]
        let key = bare(folded(project.name))
        guard key != item.key, !contains(key, item.key), !contains(item.key, key) else { return [] }
        return [
            Finding(
                rule, .warning, "专栏中的“\(item.name)”与项目表中的“\(project.name)”内容相同，名称不同。", why: "同一事项两个名称，立项、拨款和考核时难以对应。", remedy: "统一为一个名称。",
                at: [item.place, project.nameSpan])
        ]
    }

    private static func names(_ item: Item, _ project: Project) -> Double {
        let name = Shingles(bare(folded(project.name)))
        return max(Shingles(item.key).similarity(to: name), item.full.similarity(to: name))
    }

    private static func split(_ evidence: Evidence, _ item: Item, _ projects: [Project]) -> Finding {
        let list = projects.map { "“\($0.name)”" }.joined(separator: "、")
        return Finding(
            rule, .warning, "专栏中的“\(item.name)”在项目表中成为\(list)。", why: "一个事项对应\(projects.count)个项目，名称不能一一对应，数量统计会出入。", remedy: "在专栏中分列，或在项目表中合并，使名称一致。",
            at: [item.place] + projects.map(\.nameSpan))
    }

    /// The name without brackets, quotes and the words that close project names.
    static func bare(_ name: [Character16]) -> [Character16] {
        var result: [Character16] = []
        var depth = 0
        for character in name {
            if character == 0x28 {
                depth += 1
            } else if character == 0x29 {
                depth = max(0, depth - 1)
            } else if depth == 0, character.isHan || character.isAlphanumeric {
                result.append(character)
            }
        }
        while let tail = tails.match(result, before: result.count, floor: 2) { result.removeLast(tail.length) }
        return result
    }

    private static func contains(_ long: [Character16], _ short: [Character16]) -> Bool {
        guard short.count >= 4, long.count > short.count else { return false }
        return (0...long.count - short.count).contains { long[$0...].starts(with: short) }
    }

    private static let tails = Phrases<Bool>("工程 项目 建设 行动 计划 建设项目 建设工程", true)
}
