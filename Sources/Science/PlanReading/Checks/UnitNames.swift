/// One office under two names: 市数据资源管理局 and 市数据管理局. Abbreviations are no variants.
enum UnitNames {
    static func run(_ evidence: Evidence) -> [Finding] {
        let units = units(evidence)
        return dropped(evidence, units) + crossed(evidence, units)
    }

    private typealias Names = [[Character16]: Span]

    /// Names of units in project lists and behind 牵头单位： in the text, with the first place of each.
    private static func units(_ evidence: Evidence) -> Names {
        var names: Names = [:]
        for entry in evidence.survey.entries where entry.reader.roles.contains(where: isResponsible) {
            for row in entry.reader.bodyRows {
                for (column, role) in entry.reader.roles.enumerated() where isResponsible(role) && column < entry.reader.matrix[row].count {
                    add(evidence, entry.reader.matrix[row][column].range, &names)
                }
            }
        }
        for sentence in evidence.sentences where sentence.has(.unit) {
            var index = sentence.range.lowerBound
            while let label = labels.first(in: evidence.characters, index..<sentence.range.upperBound) {
                var end = label.range.upperBound
                while end < sentence.range.upperBound, ![0x29, 0x3B, 0x3002].contains(evidence.characters[end]) { end += 1 }
                add(evidence, label.range.upperBound..<end, &names)
                index = end
            }
        }
        return names
    }

    private static func isResponsible(_ role: ColumnRole) -> Bool { if case .responsible = role { true } else { false } }

    private static func add(_ evidence: Evidence, _ range: Range<Int>, _ names: inout Names) {
        var start = range.lowerBound
        for index in range.lowerBound...range.upperBound {
            guard index == range.upperBound || separators.contains(evidence.characters[index]) else { continue }
            if index - start >= 4, index - start <= 20 {
                let name = Array(evidence.characters[start..<index])
                if names[name] == nil { names[name] = evidence.span(start..<index) }
            }
            start = index + 1
        }
    }

    // MARK: A word left out

    private static func dropped(_ evidence: Evidence, _ names: Names) -> [Finding] {
        names.flatMap { name, place -> [Finding] in
            guard name.count >= 6, name.count <= 16 else { return [] }
            return (2..<name.count - 3).compactMap { start -> Finding? in
                guard let word = soft.match(name, at: start, limit: name.count - 1) else { return nil }
                let short = Array(name[..<start] + name[(start + word.length)...])
                guard short.count >= 5, let other = names[short] else { return nil }
                return finding(evidence, name, place, short, other)
            }
        }
    }

    private static func finding(_ evidence: Evidence, _ name: [Character16], _ place: Span, _ other: [Character16], _ otherPlace: Span) -> Finding {
        Finding(
            ItemNames.rule, .warning, "“\(string(name))”与“\(string(other))”看来是同一单位。", why: "责任单位名称前后不一，任务落实到谁不明确。", remedy: "按机构编制批准的名称统一。",
            at: [place, otherPlace].sorted())
    }

    // MARK: Shortened in different places

    /// 南屏经济开发区管委会 and 南屏经开区管理委员会: neither is the short form of the other.
    private static func crossed(_ evidence: Evidence, _ names: Names) -> [Finding] {
        var byShort: [[Character16]: (name: [Character16], place: Span)] = [:]
        for (name, place) in names where boards.occurs(in: name, 0..<name.count) { byShort[short(name)] = (name, place) }
        guard !byShort.isEmpty else { return [] }
        var findings: [Finding] = []
        var seen: Set<[Character16]> = []
        for passage in evidence.passages {
            var index = passage.range.lowerBound
            while let tail = boards.first(in: evidence.characters, index..<passage.range.upperBound) {
                index = tail.range.upperBound
                let window = max(passage.range.lowerBound, index - 24)..<index
                guard let found = match(evidence, window, byShort), seen.insert(Array(evidence.characters[found.range])).inserted else { continue }
                findings.append(finding(evidence, found.name, found.place, Array(evidence.characters[found.range]), evidence.span(found.range)))
            }
        }
        return findings
    }

    private static func match(_ evidence: Evidence, _ window: Range<Int>, _ byShort: [[Character16]: (name: [Character16], place: Span)]) -> (
        name: [Character16], place: Span, range: Range<Int>
    )? {
        for start in window where window.upperBound - start >= 6 {
            let words = Array(evidence.characters[start..<window.upperBound])
            guard let known = byShort[short(words)], known.name != words, !isShortened(words, of: known.name), !isShortened(known.name, of: words) else {
                continue
            }
            return (known.name, known.place, start..<window.upperBound)
        }
        return nil
    }

    private static func short(_ name: [Character16]) -> [Character16] {
        var result: [Character16] = []
        var index = 0
        while index < name.count {
            if let word = abbreviations.match(name, at: index, limit: name.count) {
                result += word.value
                index += word.length
            } else {
                result.append(name[index])
                index += 1
            }
        }
        return result
    }

    /// The characters of the one stand in order in the other.
    private static func isShortened(_ short: [Character16], of long: [Character16]) -> Bool {
        var next = 0
        for character in long where next < short.count && character == short[next] { next += 1 }
        return next == short.count
    }

    private static func string(_ characters: [Character16]) -> String { String(String.UnicodeScalarView(characters.compactMap { Unicode.Scalar($0) })) }

    private static let labels = Phrases<Bool>("牵头单位: 责任单位: 配合单位: 牵头部门: 责任部门: 配合部门: 牵头: 配合: 实施主体: 实施单位:", true)
    private static let separators = BitMap("、，；。（）/：")
    private static let soft = Phrases<Bool>("资源 保护 信息 技术 服务 管理 发展 事务 监督 综合 规划 广电 体育 社会 信息化", true)
    private static let boards = Phrases<Bool>("管委会 管理委员会", true)
    private static let abbreviations = Phrases<[Character16]>([
        ("管理委员会", folded("管委会")), ("经济技术开发区 经济开发区", folded("经开区")), ("高新技术产业开发区 高新技术开发区 高新技术产业园区", folded("高新区")), ("工业园区", folded("园区")),
    ])
}
