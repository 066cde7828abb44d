/// Projects that stand in running text instead of a table: a numbered item that states its money and who answers for it or how long it takes,
/// “1.滨江书院。……，总投资1.2亿元，建设期限2023—2024年，责任单位：县文旅局”, or lines of labels, “项目名称：滨江书院”.
struct ProjectPassages {
    private let layout: Layout
    private let structure: Structure
    private var projects: [Project] = []
    private var list: Int

    /// The projects of the text; their list has the number behind those of the tables.
    static func read(_ layout: Layout, _ structure: Structure, lists: Int) -> [Project] {
        var reader = ProjectPassages(layout: layout, structure: structure, list: lists)
        var index = 0
        while index < layout.elements.count {
            let end = reader.passageEnd(index)
            if let end, let project = reader.project(index..<end) { reader.projects.append(project) }
            index = max(index + 1, end ?? 0)
        }
        return reader.projects
    }

    private init(layout: Layout, structure: Structure, list: Int) {
        self.layout = layout
        self.structure = structure
        self.list = list
    }

    private var characters: [Character16] { layout.stream.characters }

    // MARK: Passages

    /// The element after the last of the passage that begins at `index`; nil where none does.
    private func passageEnd(_ index: Int) -> Int? {
        guard isText(index) else { return nil }
        let range = layout.elements[index].range
        let labelled = Self.names.match(characters, at: range.lowerBound, limit: range.upperBound) != nil
        guard labelled || number(index).map({ $0.style >= .arabic }) ?? false else { return nil }
        var end = index + 1
        while end < layout.elements.count, end - index < 12, isText(end), number(end) == nil, !opensAnother(end, labelled), labelled == isLabelled(end) {
            end += 1
        }
        return end
    }

    private func isText(_ index: Int) -> Bool {
        guard !layout.elements[index].isTable, BoxTitle.read(characters, layout.elements[index].range) == nil else { return false }
        switch layout.elements[index].role {
        case .body, .heading: return true
        default: return false
        }
    }

    private func number(_ index: Int) -> Numbering? { Numbering.read(characters, layout.elements[index].range) }

    /// The next block of labels begins as this one did.
    private func opensAnother(_ index: Int, _ labelled: Bool) -> Bool {
        let range = layout.elements[index].range
        guard labelled, let name = Self.names.match(characters, at: range.lowerBound, limit: range.upperBound) else { return false }
        return name.value == .ordinal || index > 0 && !isOrdinal(index - 1)
    }

    private func isOrdinal(_ index: Int) -> Bool {
        let range = layout.elements[index].range
        return Self.names.match(characters, at: range.lowerBound, limit: range.upperBound)?.value == .ordinal
    }

    private func isLabelled(_ index: Int) -> Bool { layout.elements[index].range.prefix(12).contains { characters[$0] == 0x3A } }

    // MARK: A project

    private func project(_ elements: Range<Int>) -> Project? {
        // Most items speak of no money: their sentences know.
        guard elements.contains(where: { structure.sentences.of($0).contains { $0.has(.money) && $0.mayCount } }) else { return nil }
        let ranges = elements.map { layout.elements[$0].range }
        guard let money = first(Self.money, ranges), let budget = ProjectTables.money(characters, clause(money), .wan),
            let name = name(elements)
        else { return nil }
        let period = first(Self.periods, ranges).map { clause($0) }
        let units = ranges.flatMap(units)
        guard period != nil || !units.isEmpty else { return nil }
        let place = elements.lowerBound
        var project = Project(
            number: name.number, name: ProjectTables.withoutEndMark(layout.printed(name.range)), kind: kind(ranges), period: nil, budget: budget,
            units: units, content: nil, group: group(place), span: layout.elements[place].span.joined(with: layout.elements[elements.upperBound - 1].span),
            nameSpan: layout.stream.span(name.range), list: list, confidence: 0.85)
        project.budgetSpan = layout.stream.span(clause(money))
        project.budgetAsPrinted = layout.printed(clause(money))
        if let period { readPeriod(period, &project) }
        if let content = first(Self.contents, ranges).map({ sentence($0, ranges) }) {
            project.content = layout.printed(content)
            project.contentSpan = layout.stream.span(content)
        }
        return project
    }

    private func name(_ elements: Range<Int>) -> (number: String?, range: Range<Int>)? {
        let range = layout.elements[elements.lowerBound].range
        if Self.names.match(characters, at: range.lowerBound, limit: range.upperBound) != nil {
            let ranges = elements.map { layout.elements[$0].range }
            guard let name = first(Self.titles, ranges) else { return nil }
            return (first(Self.ordinals, ranges).map { layout.printed(clause($0)) }, clause(name))
        }
        guard let number = Numbering.read(characters, range) else { return nil }
        var end = number.end
        while end < range.upperBound, end - number.end <= 40, ![0x3002, 0x3A, 0x2C, 0x3B].contains(characters[end]) { end += 1 }
        guard end < range.upperBound || elements.count > 1, (3...40).contains(end - number.end) else { return nil }
        return (layout.printed(number.label), number.end..<end)
    }

    /// The group that the items stand under.
    private func group(_ element: Int) -> String? {
        guard let heading = structure.headingOf[element] else { return nil }
        if structure.headingElements[heading] != element { return structure.headings[heading].title }
        return structure.headings[..<heading].last { $0.level < structure.headings[heading].level }?.title
    }

    private func kind(_ ranges: [Range<Int>]) -> String? { first(Self.kinds, ranges).map { layout.printed(clause($0)) } }

    private func readPeriod(_ range: Range<Int>, _ project: inout Project) {
        let years = range.compactMap { index in
            index > range.lowerBound && characters[index - 1].isDigit ? nil : Times.year(characters, at: index, limit: range.upperBound)
        }
        guard let first = years.first else { return }
        project.period = ProjectTables.period(layout.printed(range))
        project.periodSpan = layout.stream.span(range)
        project.from = first
        project.to = years.last
    }

    private func units(_ range: Range<Int>) -> [Responsibility] {
        guard let label = Responsibilities.labels.first(in: characters, range) else { return [] }
        var end = label.range.upperBound
        while end < range.upperBound, ![0x3002, 0x29].contains(characters[end]) { end += 1 }
        return Responsibilities.read(layout, label.range.lowerBound..<end, default: .responsible)
    }

    // MARK: Labels

    /// The first label with a value behind it, and where its value begins.
    private func first(_ labels: Phrases<Bool>, _ ranges: [Range<Int>]) -> Range<Int>? {
        for range in ranges {
            guard let found = labels.first(in: characters, range) else { continue }
            var start = found.range.upperBound
            while start < range.upperBound, [0x3A, 0x4E3A, 0x7EA6].contains(characters[start]) { start += 1 }  // ：为约
            if start < range.upperBound { return start..<range.upperBound }
        }
        return nil
    }

    /// Up to the end of the clause.
    private func clause(_ range: Range<Int>) -> Range<Int> {
        range.lowerBound..<(range.first { [0x2C, 0x3B, 0x3002, 0x29].contains(characters[$0]) } ?? range.upperBound)
    }

    private func sentence(_ range: Range<Int>, _ ranges: [Range<Int>]) -> Range<Int> {
        range.lowerBound..<(range.first { [0x3B, 0x3002].contains(characters[$0]) } ?? range.upperBound)
    }

    /// “建设内容：……”: what a project builds is no target.
    static func isContent(_ characters: [Character16], _ range: Range<Int>) -> Bool {
        contents.match(characters, at: range.lowerBound, limit: range.upperBound) != nil
    }

    private enum Opening: Sendable { case ordinal, title }
    private static let names = Phrases<Opening>([("项目编号: 项目序号: 编号: 序号:", .ordinal), ("项目名称: 工程名称:", .title)])
    private static let ordinals = Phrases<Bool>("项目编号: 项目序号: 编号: 序号:", true)
    private static let titles = Phrases<Bool>("项目名称: 工程名称:", true)
    private static let money = Phrases<Bool>("总投资 计划投资 计划总投资 估算投资 投资估算 估算总投资 概算投资 投资总额 投资规模 投资额:", true)
    private static let periods = Phrases<Bool>("建设期限 建设年限 起止年限 建设周期 实施期限 实施年限 建设时间 建设起止年限 实施时间 建设工期 项目周期 起止时间", true)
    private static let kinds = Phrases<Bool>("建设性质: 项目性质: 建设性质为", true)
    private static let contents = Phrases<Bool>("建设内容及规模: 主要建设内容: 建设内容: 建设规模:", true)
}
