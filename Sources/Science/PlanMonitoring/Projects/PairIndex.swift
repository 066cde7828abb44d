/// The character pairs of a set of texts, with their weights and where they occur, to find texts whose weighted Dice coefficient D reaches a threshold θ.
///
/// All texts order their pairs alike, the rarest first. D ≥ θ asks for a shared weight of at least θ (W(A) + W(B)) / 2, and so of at least θ / (2 − θ) of
/// either text. The common pairs at the end that together weigh less can be left out of the index (prefix filter: Chaudhuri, Ganti and Kaushik 2006; Bayardo,
/// Ma and Srikant 2007); and two texts that meet so late that what is left of either is too light are given up (positional filter: Xiao, Wang, Lin and Yu
/// 2008).
struct PairIndex {
    /// Per text its pairs as numbers, the rarest first; a smaller number is rarer.
    private let pairs: [[Int]]
    /// Per text the weight of all its pairs.
    private let totals: [Double]
    /// Per pair ln(1 + N / n).
    private let weights: [Double]
    /// Per pair the texts in whose beginning it stands, in their order.
    private var postings: [[Posting]]
    private let threshold: Double

    private struct Posting {
        let text: Int
        /// The weight of this pair and those after it in the text.
        let left: Double
    }

    /// - Parameter threshold: θ, above 0.
    init(_ texts: [ComparedText], threshold: Double) {
        let bigrams = texts.map(\.bigrams)
        var counts: [UInt64: Int] = [:]
        for bigram in bigrams.joined() { counts[bigram, default: 0] += 1 }
        let rarestFirst = counts.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
        let numbers = Dictionary(uniqueKeysWithValues: rarestFirst.enumerated().map { ($1.key, $0) })
        let weights = rarestFirst.map { logarithmOfOnePlus(Double(texts.count) / Double($0.value)) }
        pairs = bigrams.map { $0.compactMap { numbers[$0] }.sorted() }
        totals = pairs.map { $0.reduce(0) { $0 + weights[$1] } }
        postings = Array(repeating: [], count: weights.count)
        self.weights = weights
        self.threshold = threshold
        for text in texts.indices {
            var left = totals[text]
            for pair in pairs[text] {
                if left < least(of: text) { break }
                postings[pair].append(Posting(text: text, left: left))
                left -= weights[pair]
            }
        }
    }

    func hasPairs(_ text: Int) -> Bool { !pairs[text].isEmpty }

    /// Weighted Dice, 0 where either has no pairs.
    func similarity(_ first: Int, _ second: Int) -> Double {
        guard totals[first] + totals[second] > 0 else { return 0 }
        var shared = 0.0
        var (i, j) = (0, 0)
        let (left, right) = (pairs[first], pairs[second])
        while i < left.count, j < right.count {
            if left[i] == right[j] { shared += weights[left[i]] }
            let isBehind = left[i] <= right[j]
            if left[i] >= right[j] { j += 1 }
            if isBehind { i += 1 }
        }
        return min(1, 2 * shared / (totals[first] + totals[second]))
    }

    /// Earlier texts that may reach the threshold.
    /// - Parameter scratch: a 0 for each text, and so given back; what was shared so far while it works, negative for those given up.
    func candidates(before text: Int, scratch: inout [Double]) -> [Int] {
        var met: [Int] = []
        var left = totals[text]
        for pair in pairs[text] {
            if left < least(of: text) { break }
            for posting in postings[pair] {
                if posting.text >= text { break }
                let shared = scratch[posting.text]
                if shared == 0 { met.append(posting.text) }
                if shared < 0 { continue }
                let needed = threshold / 2 * (totals[text] + totals[posting.text]) * Self.slack
                scratch[posting.text] = shared + min(left, posting.left) < needed ? -1 : shared + weights[pair]
            }
            left -= weights[pair]
        }
        let found = met.filter { scratch[$0] > 0 }
        for other in met { scratch[other] = 0 }
        return found
    }

    /// What a text must at least share with a similar one.
    private func least(of text: Int) -> Double { threshold / (2 - threshold) * totals[text] * Self.slack }

    /// So that sums that were added in another order do not lose a pair.
    private static let slack = 1 - 1e-9
}
