/// Reads statements of quantities out of running text, sentence by sentence, and tells targets from what has been reached.
struct ProseReader {
    private let layout: Layout
    private let structure: Structure
    private let facts: DocumentFacts
    private var statements: [Statement] = []
    private(set) var milestones: [Milestone] = []

    /// The last time that a lead-in set, for the section it was set in.
    private var leadYear: (year: Int, heading: Int?, box: Int?, element: Int)?

    static func read(_ layout: Layout, _ structure: Structure, _ facts: DocumentFacts) -> (statements: [Statement], milestones: [Milestone]) {
        var reader = ProseReader(layout: layout, structure: structure, facts: facts)
        for index in layout.elements.indices { reader.readElement(index) }
        return (reader.statements, reader.milestones)
    }

    private init(layout: Layout, structure: Structure, facts: DocumentFacts) {
        self.layout = layout
        self.structure = structure
        self.facts = facts
    }

    // MARK: Sentences

    private mutating func readElement(_ index: Int) {
        let element = layout.elements[index]
        guard !element.isTable, !element.isNote, !ProjectPassages.isContent(layout.stream.characters, element.range) else { return }
        switch element.role {
        case .body, .heading: break
        default: return
        }
        // The years between which a plan runs are named in its headings too, but nothing else is.
        for sentence in structure.sentences.of(index) { readSentence(sentence, index) }
    }

    private mutating func readSentence(_ whole: Sentence, _ element: Int) {
        let sentence = whole.range
        guard whole.mayTime || whole.has(.coverage) else { return }
        let characters = layout.stream.characters
        let times = whole.mayTime ? Times.all(in: characters, sentence).map(resolved) : []
        var quantities = whole.mayCount ? Quantities.all(in: characters, sentence, times: times) : []
        quantities.removeAll { isQuoted($0, sentence) || isPlainNumber($0) }
        // What is announced at a sentence's end does not hold for its beginning.
        defer { setLead(times, element) }
        let time = times.last { $0.kind != .since }
        let isFutureTime = time.map { isFuture($0.to) && !$0.isStatus }
        let isExpected = isFutureTime ?? (inheritedYear(element) != nil || structure.sectionOf[element] == .target)
        for statement in CoverageReader.read(
            characters, sentence, element: element, year: time.map(\.to) ?? inheritedYear(element), hasOwnTime: time != nil,
            isExpected: isExpected, isPast: isPastSection(element) || isFutureTime == false)
        { statements.append(named(statement)) }
        guard !quantities.isEmpty else {
            if let milestone = Milestones.read(layout, sentence, times, facts, isPast: isPastSection(element)) { milestones.append(milestone) }
            return
        }
        var reader = SentenceReader(
            characters: characters, sentence: sentence, times: times, quantities: quantities, planEnd: facts.to, planStart: facts.from,
            isPastSection: isPastSection(element), isTargetSection: structure.sectionOf[element] == .target,
            inheritedYear: inheritedYear(element), element: element, heading: headingTitle(element))
        for statement in reader.read() { statements.append(named(statement)) }
    }

    private func named(_ statement: Statement) -> Statement {
        var statement = statement
        statement.name = layout.printed(statement.nameRange) + statement.name
        return statement
    }

    /// 规划期末 stands for the plan's last year.
    private func resolved(_ time: TimeReference) -> TimeReference {
        guard time.to == 0, let to = facts.to else { return time }
        var time = time
        time.to = to
        time.from = time.kind == .at ? to : facts.from ?? to
        return time
    }

    // MARK: Context

    /// What the heading above says, without its number.
    private func headingTitle(_ element: Int) -> Range<Int>? {
        guard let heading = structure.headingOf[element], structure.boxOf[element] == nil else { return nil }
        let above = structure.headingElements[heading]
        let range = layout.elements[above].range
        let start = Numbering.read(layout.stream.characters, range)?.end ?? range.lowerBound
        let end = structure.headings[heading].isRunIn ? structure.bodyStart[above] - 1 : range.upperBound
        return start < end ? start..<end : nil
    }

    private func isPastSection(_ element: Int) -> Bool { structure.sectionOf[element] == .past }

    /// “到2025年，……” at the head of a section holds for the section.
    private mutating func setLead(_ times: [TimeReference], _ element: Int) {
        guard let lead = times.last(where: { $0.isLeadIn && $0.kind == .at }) ?? times.last(where: { $0.kind == .at && $0.isFiveYearPlan }), isFuture(lead.to)
        else { return }
        leadYear = (lead.to, structure.headingOf[element], structure.boxOf[element], element)
    }

    private func isFuture(_ year: Int) -> Bool { facts.from.map { year >= $0 } ?? (year >= (facts.to ?? year)) }

    private func inheritedYear(_ element: Int) -> Int? {
        // All that a plan for one year states is for that year.
        if let year = facts.to, facts.from == year, structure.sectionOf[element] != .past { return year }
        guard let leadYear, leadYear.box == structure.boxOf[element] else { return nil }
        // In the same paragraph always; from paragraph to paragraph where targets are listed.
        if leadYear.element == element { return leadYear.year }
        guard structure.sectionOf[element] == .target else { return nil }
        if leadYear.heading == structure.headingOf[element] { return leadYear.year }
        // From a heading on to those of the same chapter on targets.
        guard let from = leadYear.heading, let to = structure.headingOf[element], from < to,
            structure.headingKinds[from...to].allSatisfy({ $0 == .target })
        else { return nil }
        return leadYear.year
    }

    // MARK: What is no quantity of its own

    /// “681”计划, “两个基地”: short quoted words are names.
    private func isQuoted(_ quantity: Quantity, _ sentence: Range<Int>) -> Bool {
        var open = quantity.core.lowerBound - 1
        while open >= sentence.lowerBound, quantity.core.lowerBound - open <= 8 {
            if layout.stream[open] == 0x201D { return false }
            if layout.stream[open] == 0x201C || layout.stream[open] == 0x300C {
                let close = (quantity.core.lowerBound..<min(sentence.upperBound, quantity.core.upperBound + 8)).first {
                    layout.stream[$0] == 0x201D || layout.stream[$0] == 0x300D
                }
                return close != nil
            }
            open -= 1
        }
        return false
    }

    /// A number without a unit that nothing states.
    private func isPlainNumber(_ quantity: Quantity) -> Bool {
        guard quantity.unit == nil else { return false }
        if quantity.isHan { return true }
        return layout.stream.characters[..<quantity.core.lowerBound].last.map { !$0.isHan } ?? true
    }
}

/// Dated events without a number.
enum Milestones {
    static func read(_ layout: Layout, _ sentence: Range<Int>, _ times: [TimeReference], _ facts: DocumentFacts, isPast: Bool) -> Milestone? {
        guard !isPast, let time = times.first(where: { $0.isLeadIn && $0.kind == .at && $0.to >= (facts.from ?? $0.to) }) else { return nil }
        let characters = layout.stream.characters
        var start = time.range.upperBound
        while start < sentence.upperBound, [0x2C, 0x3A].contains(characters[start]) { start += 1 }
        guard let event = events.first(in: characters, start..<sentence.upperBound) else { return nil }
        var end = event.range.upperBound
        while end < sentence.upperBound, ![0x2C, 0x3B, 0x3002].contains(characters[end]) { end += 1 }
        var from = event.range.lowerBound
        while from > start, ![0x2C, 0x3B].contains(characters[from - 1]) { from -= 1 }
        guard end - from >= 4, end - from <= 60 else { return nil }
        return Milestone(name: layout.printed(from..<end), year: time.to, span: layout.stream.span(from..<end), confidence: 0.7)
    }

    private static let events = Phrases<Bool>("建成 创建 建设 达到 取得实质性进展 具备 通过 获批 投用 投产 完成 形成 实现 建立 成为 竣工 启动 引进 打造", true)
}
