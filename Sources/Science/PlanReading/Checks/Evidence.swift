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
    /// Where the passages have neither a Han character nor a letter nor a digit.
    let points: [Int32]
    /// The folded characters of everything that is read.
    let characters: [Character16]

    typealias Sentence = PlanReading.Sentence

    /// A paragraph, or a cell of a table. Tables can have a million of them, so places are kept in 32 bits.
    struct Passage {
        private let lower: Int32
        private let upper: Int32
        private let firstPoint: Int32
        private let lastPoint: Int32
        private let index: Int32
        let isCell: Bool

        init(range: Range<Int>, element: Int, isCell: Bool, points: Range<Int>) {
            (lower, upper) = (Int32(clamping: range.lowerBound), Int32(clamping: range.upperBound))
            (firstPoint, lastPoint) = (Int32(clamping: points.lowerBound), Int32(clamping: points.upperBound))
            index = Int32(clamping: element)
            self.isCell = isCell
        }

        var range: Range<Int> { Int(lower)..<Int(upper) }
        var element: Int { Int(index) }
        /// Which of the points stand in it.
        var points: Range<Int> { Int(firstPoint)..<Int(lastPoint) }
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
        characters = layout.stream.characters
        sentences = Evidence.sentences(layout, structure)
        (passages, points) = Evidence.passages(layout)
    }

    func span(_ range: Range<Int>) -> Span { layout.stream.span(range) }

    func matches(_ phrases: Phrases<Bool>, _ range: Range<Int>) -> Bool { phrases.occurs(in: characters, range) }

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

    /// Points of a passage, as indices of its characters.
    func marks(of passage: Passage) -> some Sequence<Int> { points[passage.points].lazy.map { Int($0) } }

    private static func sentences(_ layout: Layout, _ structure: Structure) -> [Sentence] {
        var sentences: [Sentence] = []
        sentences.reserveCapacity(structure.sentences.all.count)
        for (index, element) in layout.elements.enumerated() where !element.isTable && element.isRead {
            // Headings with a text of their own are read as a whole here.
            let isWhole = structure.boxOf[index] != nil || structure.bodyStart[index] == element.range.lowerBound
            sentences += isWhole ? structure.sentences.of(index) : Sentences.split(layout.stream.characters, element.range, element: index)[...]
        }
        return sentences
    }

    private static func passages(_ layout: Layout) -> ([Passage], [Int32]) {
        var passages: [Passage] = []
        var points: [Int32] = []
        points.reserveCapacity(layout.stream.characters.count / 8)
        // Tables can have a million cells: growing would take the space twice.
        passages.reserveCapacity(layout.elements.count + layout.grids.reduce(0) { $0 + $1.rows.reduce(0) { $0 + $1.count } })
        func add(_ range: Range<Int>, _ element: Int, isCell: Bool) {
            let start = points.count
            layout.stream.characters.withUnsafeBufferPointer { characters in
                for index in range where !characters[index].isHan && !characters[index].isAlphanumeric { points.append(Int32(truncatingIfNeeded: index)) }
            }
            passages.append(Passage(range: range, element: element, isCell: isCell, points: start..<points.count))
        }
        for (index, element) in layout.elements.enumerated() {
            switch element.content {
            case .paragraph where element.role != .noise: add(element.range, index, isCell: false)
            case .table(let grid):
                for row in layout.grids[grid].rows {
                    for cell in row where !cell.range.isEmpty { add(cell.range, index, isCell: true) }
                }
            default: break
            }
        }
        return (passages, points)
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

extension Number {
    static func - (left: Number, right: Number) -> Number { left + Number(-right.digits, scale: right.scale) }

    var magnitude: Number { digits < 0 ? Number(-digits, scale: scale) : self }

    /// The two differ by no more than what rounding to the printed places explains.
    func isNear(_ other: Number, within tolerance: Number) -> Bool { !(tolerance < (self - other).magnitude) }

    /// Half of the last printed place: what rounding can take away.
    var rounding: Number { Number(5, scale: scale + 1) }
}
