import Testing
import TextOverlap

@Suite("Finding copies among many texts")
struct DetectionTests {
    /// 160 texts of two or three pages, the same on every run.
    private struct County {
        let texts = GeneratedTexts(seed: 1, words: 4000, topics: 30)
        var drafts: [GeneratedTexts.Draft] = []
        var folded: [FoldedText] = []
        var index = OverlapIndex<Int>()

        static let founded = Result { try County() }

        init() throws {
            var random = SplitMix(state: 2)
            for number in 0..<160 {
                drafts.append(texts.draft(&random, length: 1500))
                let text = try FoldedText(texts.text(drafts[number], &random))
                folded.append(text)
                try index.add(number, text)
            }
            index.settle()
        }

        func found(_ text: FoldedText, except own: Int? = nil) -> [Int] { index.overlaps(of: text, except: own) { folded[$0] }.map(\.id) }
    }

    @Test("At least 98 of 100 disguised copies are found, and hardly a stranger is called one")
    func recall() throws {
        let county = try County.founded.get()
        var random = SplitMix(state: 3)
        var missed: [String] = []
        var copies = 0
        for disguise in Disguise.allCases {
            for original in stride(from: 0, to: 160, by: 16) {
                copies += 1
                let copy = try FoldedText(disguise.copy(of: county.drafts[original], county.texts, &random))
                if county.found(copy).first != original { missed.append("\(original), \(disguise.rawValue)") }
            }
        }
        #expect(missed.count * 50 <= copies, "of \(copies) copies, these were not found: \(missed)")
        let strangers = try (0..<50).filter { _ in
            let stranger = try FoldedText(county.texts.text(county.texts.draft(&random, length: 1500), &random))
            return !county.found(stranger).isEmpty
        }
        #expect(strangers.isEmpty, "\(strangers.count) of 50 new texts were taken for copies")
    }

    @Test("A text does not find itself, and what was withdrawn is not found")
    func withdrawn() throws {
        var county = try County.founded.get()
        #expect(county.found(county.folded[7]).first == 7)
        #expect(county.found(county.folded[7], except: 7).isEmpty)
        county.index.withdraw(7)
        #expect(county.found(county.folded[7]).isEmpty)
        #expect(county.index.count == 159)
        try county.index.add(7, county.folded[7])
        #expect(county.found(county.folded[7]).first == 7)
    }

    @Test("A text is found from the moment it is added, also before the index has settled")
    func incremental() throws {
        let county = try County.founded.get()
        var (one, other) = (OverlapIndex<Int>(), OverlapIndex<Int>())
        for (number, text) in county.folded.enumerated() {
            try one.add(number, text)
            try other.add(number, text)
            if number % 3 == 0 { other.settle() }
            if number % 40 == 0 {
                #expect(one.candidates(for: text).first?.id == number)
                #expect(one.candidates(for: text) == other.candidates(for: text))
            }
        }
    }

    @Test("An id is taken once; a text that is too long is refused")
    func refusals() throws {
        var index = OverlapIndex<String>()
        try index.add("甲", try FoldedText("同一段文字"))
        #expect(throws: OverlapProblem.alreadyThere) { try index.add("甲", try FoldedText("另一段文字")) }
        #expect(throws: OverlapProblem.tooLong(limit: FoldedText.longest)) { try FoldedText(String(repeating: "字", count: FoldedText.longest + 1)) }
        #expect(index.candidates(for: try FoldedText("")).isEmpty)
    }

    @Test("Memory: eight bytes for every sixteen characters")
    func memory() throws {
        let county = try County.founded.get()
        let scalars = county.folded.reduce(0) { $0 + $1.count }
        let grown = county.index.bytes - OverlapIndex<Int>().bytes
        // And up to 1 MB for pairs that wait to be sorted.
        #expect(grown < scalars * 8 / 16 * 5 / 4 + 1_048_576, "\(grown) bytes for \(scalars) characters")
    }
}
