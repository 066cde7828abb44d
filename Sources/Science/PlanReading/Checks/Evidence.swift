/// Everything that the checks may look at, with what several of them need worked out once.
struct Evidence {
    let layout: Layout
    let structure: Structure
    let survey: TableSurvey
    /// Rows of all indicator tables, baselines and targets alike.
    let rows: [IndicatorTables.Row]
    /// Every quantity that the running text states, past and future.
    let statements: [Statement]
    let reading: Reading
    /// Stated quantities of text and tables in one form, so that they can be compared.
    let facts: FactBook
    /// Project lists with their money.
    let lists: [ProjectList]
    /// What each of the first projects says it builds, by its pairs of characters.
    let contents: [Shingles]
    /// Sentences of the running text, in order.
    let sentences: [Sentence]
    /// Paragraphs and cells, in order.
    let passages: [Passage]

    /// A sentence and the element it stands in.
    struct Sentence {
        var range: Range<Int>
        var element: Int
        var triggers: Triggers

        func has(_ triggers: Triggers) -> Bool { self.triggers.isSuperset(of: triggers) }
    }

    /// A paragraph, or a cell of a table.
    struct Passage {
        var range: Range<Int>
        var element: Int
        var isCell: Bool
    }

    init(layout: Layout, structure: Structure, survey: TableSurvey, rows: [IndicatorTables.Row], statements: [Statement], reading: Reading) {
        self.layout = layout
        self.structure = structure
        self.survey = survey
        self.rows = rows
        self.statements = statements
        self.reading = reading
        facts = FactBook(layout, structure, rows, statements, reading)
        lists = ProjectList.all(layout, survey)
        contents = reading.projects.prefix(Overlaps.bound).map { Shingles(folded($0.content ?? "")) }
        sentences = Evidence.sentences(layout)
        passages = Evidence.passages(layout)
    }

    var characters: [Character16] { layout.stream.characters }

    func span(_ range: Range<Int>) -> Span { layout.stream.span(range) }

    func matches(_ phrases: Phrases<Bool>, _ range: Range<Int>) -> Bool { phrases.occurs(in: layout.stream.characters, range) }

    /// The words at a place, shortened for a message.
    func quote(_ span: Span, _ limit: Int = 24) -> String {
        var end = span.end
        let words = layout.text.tidy(Span(span.start, min(end, span.start + 4 * limit)))
        end = words.count
        return end > limit ? String(words.prefix(limit)) + "…" : words
    }

    func quote(_ range: Range<Int>, _ limit: Int = 24) -> String { quote(span(range), limit) }

    /// The character as printed, not folded.
    @inline(__always)
    func printed(_ index: Int) -> UInt32 { layout.text.scalars[Int(layout.stream.origins[index])] }

    /// White space stands between this character and the one before.
    func followsBlank(_ index: Int) -> Bool {
        index > 0 && Int(layout.stream.origins[index]) - Int(layout.stream.origins[index - 1]) > 1
    }

    private static func sentences(_ layout: Layout) -> [Sentence] {
        var sentences: [Sentence] = []
        for (index, element) in layout.elements.enumerated() where !element.isTable && element.isRead {
            for range in Sentences.split(layout.stream.characters, element.range) {
                sentences.append(Sentence(range: range, element: index, triggers: Triggers.of(layout.stream.characters, range)))
            }
        }
        return sentences
    }

    private static func passages(_ layout: Layout) -> [Passage] {
        var passages: [Passage] = []
        for (index, element) in layout.elements.enumerated() {
            switch element.content {
            case .paragraph where element.role != .noise: passages.append(Passage(range: element.range, element: index, isCell: false))
            case .table(let grid):
                for cell in layout.grids[grid].rows.joined() where !cell.range.isEmpty {
                    passages.append(Passage(range: cell.range, element: index, isCell: true))
                }
            default: break
            }
        }
        return passages
    }
}

extension Element {
    /// The plan's own words.
    var isRead: Bool {
        switch role {
        case .body, .heading: !isNote
        default: false
        }
    }
}

extension BitMap {
    /// The characters of a literal, folded.
    init(_ characters: String) {
        self.init()
        for character in folded(characters) { insert(character) }
    }
}

extension Number {
    static func - (left: Number, right: Number) -> Number { left + Number(-right.digits, scale: right.scale) }

    var magnitude: Number { digits < 0 ? Number(-digits, scale: scale) : self }

    /// The two differ by no more than what rounding to the printed places explains.
    func isNear(_ other: Number, within tolerance: Number) -> Bool { !(tolerance < (self - other).magnitude) }

    /// Half of the last printed place: what rounding can take away.
    var rounding: Number { Number(5, scale: scale + 1) }
}
