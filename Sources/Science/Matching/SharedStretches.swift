/// The stretches of terms that a text has in common with another, as long as they go, from the left.
struct SharedStretches {
    struct Stretch {
        let phrase: String
        let terms: [String]
        /// Which of the texts has it.
        let part: Int
    }

    private(set) var all: [Stretch] = []

    /// Time in the terms of the question times how often each stands in the texts.
    init(of question: Terms, in texts: [Terms]) {
        let places = texts.map { text in Dictionary(grouping: text.all.indices) { text.all[$0].term } }
        var first = 0
        while first < question.all.count {
            var best: (part: Int, count: Int)?
            for (part, text) in texts.enumerated() {
                for place in places[part][question.all[first].term] ?? [] {
                    let count = Self.run(question, first, text, place)
                    if count > best?.count ?? 0 { best = (part, count) }
                }
            }
            guard let best else {
                first += 1
                continue
            }
            let terms = question.all[first..<first + best.count]
            let range = question.all[first].range.lowerBound..<question.all[first + best.count - 1].range.upperBound
            all.append(Stretch(phrase: Terms.string(question.scalars[range]), terms: terms.map(\.term), part: best.part))
            first += best.count
        }
    }

    /// How many terms from here on are the same and as far from one another in both, with no more than one sign in between.
    private static func run(_ one: Terms, _ first: Int, _ other: Terms, _ place: Int) -> Int {
        var count = 1
        while first + count < one.all.count, place + count < other.all.count {
            let (before, here) = (one.all[first + count - 1].range, one.all[first + count])
            let step = here.range.lowerBound - before.lowerBound
            let isAlike = other.all[place + count].term == here.term
            guard isAlike, step <= before.count + 1, other.all[place + count].range.lowerBound - other.all[place + count - 1].range.lowerBound == step else {
                break
            }
            count += 1
        }
        return count
    }
}
