/// Applications that nobody wrote, and copies of them, for the evaluation of the duplicate check: known originals, known copies, known strangers.
///
/// Words are two or three Chinese characters drawn at random; how often a word comes follows Zipf's law. A text has a topic with words and phrases of its own
/// (two of the same topic are the hard strangers: most of their content words are the same), about one sentence in eight is taken from a stock that all texts
/// share, as forms and offices have it, and figures stand everywhere. Every word has one synonym that is used nowhere else.
struct GeneratedTexts {
    typealias Word = Int
    enum Token { case word(Word), number(Int), mark(String) }
    typealias Sentence = [Token]
    typealias Draft = [Sentence]

    private let general: [Word]
    private let phrases: [[Word]]
    private let stock: [Sentence]
    private let topics: [(words: [Word], phrases: [[Word]])]
    private var spellings: [String] = []
    private var synonyms: [String] = []

    init(seed: UInt64, words: Int = 12_000, topics: Int = 400) {
        var random = SplitMix(state: seed)
        // How often a character comes in words follows a power law too.
        func character() -> Character {
            let rank = Int(2500 * Double.random(in: 0..<1, using: &random) * Double.random(in: 0..<1, using: &random))
            return Character(Unicode.Scalar(UInt32(0x4E00 + rank * 7)) ?? "一")
        }
        func spelling() -> String { String((0..<(Int.random(in: 0..<5, using: &random) == 0 ? 3 : 2)).map { _ in character() }) }
        for _ in 0..<words {
            spellings.append(spelling())
            synonyms.append(spelling())
        }
        func phrase(of words: [Word]) -> [Word] { (0..<Int.random(in: 2...5, using: &random)).map { _ in Self.drawn(words, &random) } }
        let general = Array(0..<words)
        self.general = general
        phrases = (0..<2000).map { _ in phrase(of: general) }
        let topicWords = (0..<topics).map { _ in (0..<150).map { _ in Int.random(in: 0..<words, using: &random) } }
        self.topics = topicWords.map { own in (own, (0..<40).map { _ in phrase(of: own) }) }
        stock = (0..<120).map { _ in (0..<Int.random(in: 8...20, using: &random)).map { _ in .word(Self.drawn(general, &random)) } + [.mark("。")] }
    }

    /// The more frequent words stand first: a rank drawn log-uniformly, which is Zipf's law.
    private static func drawn<Item>(_ items: [Item], _ random: inout SplitMix) -> Item {
        let rank = Double(items.count).squareRoot().squareRoot()
        let share = Double.random(in: 0..<1, using: &random)
        // count^share without the C library: by its fourth root, interpolated.
        var value = 1.0
        var rest = share * 4
        while rest >= 1 { (value, rest) = (value * rank, rest - 1) }
        return items[min(items.count - 1, Int(value * (1 + (rank - 1) * rest)) - 1)]
    }

    /// About `length` characters on one topic.
    func draft(_ random: inout SplitMix, length: Int = 3000) -> Draft {
        let topic = topics[Int.random(in: 0..<topics.count, using: &random)]
        var draft: Draft = []
        var characters = 0
        while characters < length {
            let sentence = Int.random(in: 0..<8, using: &random) == 0 ? stock[Int.random(in: 0..<stock.count, using: &random)] : sentence(on: topic, &random)
            characters += sentence.count * 2
            draft.append(sentence)
        }
        return draft
    }

    private func sentence(on topic: (words: [Word], phrases: [[Word]]), _ random: inout SplitMix) -> Sentence {
        var sentence: Sentence = []
        let length = Int.random(in: 8...30, using: &random)
        while sentence.count < length {
            switch Int.random(in: 0..<20, using: &random) {
            case 0: sentence.append(.number(Int.random(in: 1...9999, using: &random)))
            case 1: sentence.append(.mark("，"))
            case 2, 3: sentence += Self.drawn(phrases, &random).map { .word($0) }
            case 4, 5, 6: sentence += topic.phrases[Int.random(in: 0..<topic.phrases.count, using: &random)].map { .word($0) }
            case 7..<13: sentence.append(.word(topic.words[Int.random(in: 0..<topic.words.count, using: &random)]))
            default: sentence.append(.word(Self.drawn(general, &random)))
            }
        }
        return sentence + [.mark("。")]
    }

    /// The draft as text; a share of its words, drawn anew for each, is replaced by their synonyms.
    func text(_ draft: Draft, changing share: Double = 0, _ random: inout SplitMix) -> String {
        var text = ""
        for token in draft.joined() {
            switch token {
            case .word(let word):
                let isChanged = share > 0 && Double.random(in: 0..<1, using: &random) < share
                text += isChanged ? synonyms[word] : spellings[word]
            case .number(let number): text += String(number)
            case .mark(let mark): text += mark
            }
        }
        return text
    }
}

/// How a copyist hides where a text comes from.
enum Disguise: String, CaseIterable {
    case synonyms = "30 % of the words replaced by synonyms"
    case reordered = "all sentences in another order"
    case numbers = "all figures changed, 10 % synonyms"
    case inserted = "as many foreign sentences in between"
    case shortened = "only 40 % of the sentences kept"
    case partial = "half of it new, half copied with 10 % synonyms"
    case together = "20 % synonyms, other order, other figures, a quarter foreign, 30 % left out"

    func copy(of original: GeneratedTexts.Draft, _ texts: GeneratedTexts, _ random: inout SplitMix) -> String {
        func kept(_ share: Double) -> GeneratedTexts.Draft { Array(original.shuffled(using: &random).prefix(Int(Double(original.count) * share))) }
        func thinned(_ share: Double) -> GeneratedTexts.Draft { original.filter { _ in Double.random(in: 0..<1, using: &random) < share } }
        func foreign(_ share: Double) -> GeneratedTexts.Draft { texts.draft(&random, length: Int(Double(original.reduce(0) { $0 + $1.count } * 2) * share)) }
        switch self {
        case .synonyms: return texts.text(original, changing: 0.3, &random)
        case .reordered: return texts.text(original.shuffled(using: &random), &random)
        case .numbers: return texts.text(Self.withOtherFigures(original, &random), changing: 0.1, &random)
        case .inserted:
            let strange = foreign(1)
            let mixed = original.indices.flatMap { $0 < strange.count ? [original[$0], strange[$0]] : [original[$0]] }
            return texts.text(mixed, &random)
        case .shortened: return texts.text(thinned(0.4), &random)
        case .partial: return texts.text(Array(original.prefix(original.count / 2)) + foreign(0.5), changing: 0.1, &random)
        case .together:
            let rest = Self.withOtherFigures(kept(0.7), &random)
            return texts.text((rest + foreign(0.25)).shuffled(using: &random), changing: 0.2, &random)
        }
    }

    private static func withOtherFigures(_ draft: GeneratedTexts.Draft, _ random: inout SplitMix) -> GeneratedTexts.Draft {
        draft.map { sentence in
            sentence.map { token in
                if case .number = token { .number(Int.random(in: 1...9999, using: &random)) } else { token }
            }
        }
    }
}

/// The same numbers on every run: SplitMix64 (Steele, Lea and Flood 2014).
struct SplitMix: RandomNumberGenerator, Sendable {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
