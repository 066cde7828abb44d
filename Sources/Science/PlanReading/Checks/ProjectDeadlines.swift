/// “石门水库2024年建成” against the years that the project list gives.
enum ProjectDeadlines {
    static func run(_ evidence: Evidence) -> [Finding] {
        let projects = evidence.reading.projects.prefix(Overlaps.bound).filter { $0.to != nil && $0.name.count >= 5 }
        guard !projects.isEmpty else { return [] }
        let names = projects.map { folded($0.name) }
        var byHead: [UInt64: [Int]] = [:]
        for (index, name) in names.enumerated() { byHead[FactKey.hash(name.prefix(3)), default: []].append(index) }
        var firsts = BitMap()
        for name in names { firsts.insert(name[0]) }
        return evidence.sentences.flatMap { sentence -> [Finding] in
            guard sentence.has([.time, .digit]), evidence.matches(completion, sentence.range) else { return [] }
            var findings: [Finding] = []
            for index in sentence.range where firsts.contains(evidence.characters[index]) && index + 5 <= sentence.range.upperBound {
                for candidate in (byHead[FactKey.hash(evidence.characters[index..<index + 3])] ?? []).prefix(4) {
                    let end = index + names[candidate].count
                    guard end <= sentence.range.upperBound, evidence.characters[index..<end].elementsEqual(names[candidate]) else { continue }
                    findings += check(evidence, Array(projects)[candidate], index..<end, sentence.range)
                }
            }
            return findings
        }
    }

    /// The year stands with the word of completion, in the clause of the name or the next.
    private static func check(_ evidence: Evidence, _ project: Project, _ name: Range<Int>, _ sentence: Range<Int>) -> [Finding] {
        let window = max(sentence.lowerBound, name.lowerBound - 12)..<min(sentence.upperBound, name.upperBound + 26)
        let times = Times.all(in: evidence.characters, window).filter { $0.kind == .at && !$0.isFiveYearPlan && $0.to > 0 }
        guard let word = completion.first(in: evidence.characters, name.upperBound..<window.upperBound),
            let time = times.last(where: { $0.range.upperBound <= word.range.lowerBound }),
            word.range.lowerBound - time.range.upperBound <= 10, let to = project.to, let from = project.from, let period = project.periodSpan, time.to != to,
            time.to >= from,
            !(min(time.range.upperBound, name.upperBound)..<word.range.lowerBound).contains(where: { [0x3001, 0x3B].contains(evidence.characters[$0]) }),
            !evidence.matches(partial, window)
        else { return [] }
        let place = evidence.span(time.range.lowerBound..<word.range.upperBound)
        guard !project.span.contains(place) else { return [] }
        return [
            Finding(
                Values.tableRule, .warning, "“\(project.name)”正文称\(evidence.quote(place))，项目表的建设期到\(to)年。", why: "同一项目两处完成时间不同。", remedy: "核实完成时间，统一正文与项目表。",
                at: [evidence.span(name), place, period])
        ]
    }

    private static let completion = Phrases<Bool>("建成 完工 竣工 投用 投运 建成投用 建成投产 投产 完成建设 全面完成 建成运行", true)
    private static let partial = Phrases<Bool>("一期 二期 三期 主体 部分 首批 试运行 开工 前期 启动", true)
}
