/// Finds for a demand the offers that say the same in like words, or for an offer the demands, and says which words those are.
///
/// BM25 over pairs of characters (Robertson and Zaragoza 2009, k₁ = 1.2, b = 0.75), a term of the title counted three times (as BM25F does with fields). It
/// knows words, not meanings: “养蚕” does not find “桑蚕饲养” by its meaning, only by the characters they share.
public struct MatchIndex<ID: Hashable & Sendable>: Sendable {
    public struct Match: Sendable, Hashable {
        public let id: ID
        public let score: Double
        /// How much of the question the text has, rare terms counting more: 0 nothing, 1 every term.
        public let share: Double
        /// The phrases that both have in common, those that brought most first.
        public let reasons: [Reason]
    }

    public struct Reason: Sendable, Hashable {
        /// As in both texts, letters folded.
        public let phrase: String
        /// What its terms brought to the score.
        public let points: Double
        /// Whether it stands in the title of what was found.
        public let isInTitle: Bool
    }

    private struct Document {
        let title: Terms
        let body: Terms
        let weights: [String: Double]
        let length: Double
        let number: Int
    }

    private var documents: [ID: Document] = [:]
    /// By term, who has it.
    private var owners: [String: Set<ID>] = [:]
    private var totalLength = 0.0
    private var added = 0

    public init() {}

    public var count: Int { documents.count }

    /// Adds a text or replaces the one of this id. Linear in its first 10,000 scalars.
    public mutating func add(_ id: ID, title: String, body: String = "") {
        remove(id)
        let (title, body) = (Terms(title), Terms(body))
        var weights = body.counts.mapValues(Double.init)
        for (term, count) in title.counts { weights[term, default: 0] += Self.titleWeight * Double(count) }
        let length = Double(body.all.count) + Self.titleWeight * Double(title.all.count)
        for term in weights.keys { owners[term, default: []].insert(id) }
        documents[id] = Document(title: title, body: body, weights: weights, length: length, number: added)
        added += 1
        totalLength += length
    }

    public mutating func remove(_ id: ID) {
        guard let document = documents.removeValue(forKey: id) else { return }
        totalLength -= document.length
        for term in document.weights.keys {
            owners[term]?.remove(id)
            if owners[term]?.isEmpty == true { owners[term] = nil }
        }
    }

    /// The best matches for a text, at most `limit`; only those `isWanted`. Time in the sum of the owners of its terms.
    public func matches(title: String, body: String = "", limit: Int = 10, where isWanted: (ID) -> Bool = { _ in true }) -> [Match] {
        let question = [Terms(title), Terms(body)]
        let terms = Set(question.flatMap { $0.all.map(\.term) })
        var found: [ID: (score: Double, covered: Double)] = [:]
        var whole = 0.0
        // In a fixed order, so that sums are the same on every run.
        for term in terms.sorted() {
            let rarity = rarity(of: term)
            whole += rarity
            for id in owners[term] ?? [] where isWanted(id) {
                found[id, default: (0, 0)].score += points(of: term, in: id, rarity)
                found[id]?.covered += rarity
            }
        }
        let ranked = found.sorted { $0.value.score == $1.value.score ? number(of: $0.key) < number(of: $1.key) : $0.value.score > $1.value.score }
        return ranked.prefix(max(0, limit)).map { id, sums in
            Match(id: id, score: sums.score, share: min(1, sums.covered / whole), reasons: reasons(question, id))
        }
    }

    /// Among equals, what came first.
    private func number(of id: ID) -> Int { documents[id]?.number ?? .max }

    private static var titleWeight: Double { 3 }
    private static var saturation: Double { 1.2 }
    private static var lengthShare: Double { 0.75 }

    /// ln(1 + (N − n + ½) / (n + ½)): never negative.
    private func rarity(of term: String) -> Double {
        let owned = Double(owners[term]?.count ?? 0)
        return naturalLogarithm(1 + (Double(documents.count) - owned + 0.5) / (owned + 0.5))
    }

    private func points(of term: String, in id: ID, _ rarity: Double) -> Double {
        guard let document = documents[id], let weight = document.weights[term] else { return 0 }
        let mean = max(1, totalLength / Double(documents.count))
        let norm = Self.saturation * (1 - Self.lengthShare + Self.lengthShare * document.length / mean)
        return rarity * weight * (Self.saturation + 1) / (weight + norm)
    }

    /// The longest stretches of the question that stand in the text as they are; each term counts for the first stretch that has it.
    private func reasons(_ question: [Terms], _ id: ID) -> [Reason] {
        guard let document = documents[id] else { return [] }
        var counted: Set<String> = []
        var reasons: [Reason] = []
        for part in question {
            for stretch in SharedStretches(of: part, in: [document.title, document.body]).all {
                let own = stretch.terms.filter { counted.insert($0).inserted }
                let points = own.reduce(0) { $0 + self.points(of: $1, in: id, rarity(of: $1)) }
                if points > 0 { reasons.append(Reason(phrase: stretch.phrase, points: points, isInTitle: stretch.part == 0)) }
            }
        }
        return reasons.sorted { $0.points == $1.points ? $0.phrase < $1.phrase : $0.points > $1.points }
    }
}
