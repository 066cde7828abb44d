/// Projects that overlap so much that they may be supported twice.
enum Overlaps {
    static let rule = "overlapping-projects"

    /// No plan lists more projects than this; what comes after is not compared.
    static let bound = 1_000

    static func run(_ evidence: Evidence) -> [Finding] {
        let projects = Array(evidence.reading.projects.prefix(bound))
        guard projects.count > 1 else { return [] }
        let contents = evidence.contents
        let names = projects.map { Shingles(folded($0.name)) }
        var index = ShingleIndex(contents)
        var findings: [Finding] = []
        for first in projects.indices where contents[first].count >= 6 {
            let candidates = index.candidates(contents[first]) { second, shared in
                second > first && shared * 3 >= min(contents[first].count, contents[second].count)
            }
            for (second, _) in candidates {
                guard overlap(projects[first], projects[second], contents[first], contents[second], names[first], names[second]) else { continue }
                findings.append(finding(evidence, projects[first], projects[second], contents[first].containment(in: contents[second])))
            }
        }
        return findings
    }

    private static func overlap(_ first: Project, _ second: Project, _ a: Shingles, _ b: Shingles, _ nameA: Shingles, _ nameB: Shingles) -> Bool {
        let least = min(a.count, b.count)
        let share = a.containment(in: b)
        let names = nameA.similarity(to: nameB)
        if first.name == second.name {
            return first.list == second.list && first.units == second.units && first.nameSpan != second.nameSpan && share >= 0.5 && a.count >= 6
        }
        guard !differsByPlaceOrPart(first.name, second.name) else { return false }
        if least >= 20 { return share >= 0.6 && a.shared(with: b) >= 16 || share >= 0.5 && names >= 0.5 }
        return least >= 6 && share >= 0.75 && names >= 0.3 && names < 1
    }

    /// 白沙镇卫生院 and 龙潭镇卫生院, 一期 and 二期, 第一 and 第二: work of one kind in several places.
    static func differsByPlaceOrPart(_ left: String, _ right: String) -> Bool {
        let a = folded(left), b = folded(right)
        let head = zip(a, b).prefix { $0 == $1 }.count
        let tail = zip(a.reversed(), b.reversed()).prefix { $0 == $1 }.count
        let restA = a.dropFirst(head).dropLast(min(tail, a.count - head)), restB = b.dropFirst(head).dropLast(min(tail, b.count - head))
        guard head + tail >= 3 else { return false }
        if restA.isEmpty && restB.isEmpty { return true }
        let isPart = { (rest: ArraySlice<Character16>) in
            !rest.isEmpty && rest.allSatisfy { Numerals.digit($0) != nil || Numerals.power($0) != nil || $0.isDigit || parts.contains($0) }
        }
        if isPart(restA) && (isPart(restB) || restB.isEmpty) || isPart(restB) && restA.isEmpty { return true }
        // The place may have lost its last character to the common tail: 白沙(镇…), 龙潭(镇…).
        let next = a.dropFirst(a.count - tail).first
        let endsPlace = { (rest: ArraySlice<Character16>) in rest.last.map(places.contains) ?? false }
        return head == 0 && restA.count <= 5 && restB.count <= 5 && (next.map(places.contains) ?? false || endsPlace(restA) && endsPlace(restB))
    }

    private static func finding(_ evidence: Evidence, _ first: Project, _ second: Project, _ share: Double) -> Finding {
        let places = [first.contentSpan ?? first.nameSpan, second.contentSpan ?? second.nameSpan]
        return Finding(
            rule, .warning, "“\(first.name)”与“\(second.name)”建设内容重合约\(Int(share * 100 + 0.5))%。", why: "内容高度重合，可能就同一事项重复立项、重复安排资金。",
            remedy: "合并两个项目，或写明各自的范围和分工，分别核定投资。", at: [first.nameSpan, second.nameSpan] + places)
    }

    private static let parts = BitMap("期第标段批阶")
    private static let places = BitMap("镇乡县区村街市州旗港河路江")
}
