import Kernel
import Matching

/// 供需匹配: which offers say what a demand says, or the other way round, in like words; with the phrases they share.
struct NoticeMatches: Sendable {
    struct Found: Sendable {
        let notice: Row<MarketNotice>
        /// How much of the question its text has: 0 to 1.
        let share: Double
        /// The phrases in common, those that brought most first.
        let phrases: [String]
    }

    let best: [Found]

    /// Below this share texts have no more in common than any two texts have.
    static let least = 0.02

    /// - Complexity: linear in the texts of `others`.
    init(for notice: Row<MarketNotice>, among others: [Row<MarketNotice>], limit: Int = 8) {
        var index = MatchIndex<RecordID>()
        for other in others where other.id != notice.id { index.add(other.id, title: other.title, body: other.body) }
        let rows = Dictionary(others.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        best = index.matches(title: notice.title, body: notice.body, limit: limit).compactMap { match in
            guard match.share >= Self.least, let row = rows[match.id] else { return nil }
            let phrases = match.reasons.map(\.phrase).filter { $0.count >= 2 }
            return phrases.isEmpty ? nil : Found(notice: row, share: match.share, phrases: Array(phrases.prefix(8)))
        }
    }
}

extension MarketNotice.Category {
    /// What answers it; nil where nothing is matched.
    var counterpart: MarketNotice.Category? {
        switch self {
        case .demand: .offer
        case .offer: .demand
        default: nil
        }
    }
}
