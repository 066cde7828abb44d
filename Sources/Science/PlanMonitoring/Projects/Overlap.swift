/// A project by its words.
public struct ProjectText<ID: Sendable & Hashable>: Sendable, Hashable {
    public let id: ID
    public let title: String
    /// 建设内容; empty where nobody wrote any.
    public let content: String

    public init(id: ID, title: String, content: String = "") {
        self.id = id
        self.title = title
        self.content = content
    }
}

/// Two projects that may be the same, or do the same.
public struct OverlappingPair<ID: Sendable & Hashable>: Sendable, Hashable {
    /// In the order in which they were given.
    public let first: ID
    public let second: ID
    /// 0…1.
    public let similarity: Double
    public let titleSimilarity: Double
    /// nil where either has no content.
    public let contentSimilarity: Double?
    /// The longest phrases that both have, as the first prints them.
    public let sharedPhrases: [String]

    public var reason: Reason {
        var reason = Reason()
        reason.note(Quantity("D", Statement("相似度", "similarity"), share: similarity))
        reason.note(Quantity("Dₜ", Statement("名称相似度", "similarity of titles"), share: titleSimilarity))
        if let contentSimilarity { reason.note(Quantity("Dₛ", Statement("内容相似度", "similarity of contents"), share: contentSimilarity)) }
        let (title, all) = (NumberText.percent(titleSimilarity, decimals: 0), NumberText.percent(similarity, decimals: 0))
        if let contentSimilarity {
            let content = NumberText.percent(contentSimilarity, decimals: 0)
            reason.note("名称相似 \(title)，内容相似 \(content)，综合 \(all)", "titles are \(title) alike, contents \(content), together \(all)")
        } else {
            reason.note("名称相似 \(title)", "titles are \(title) alike")
        }
        if !sharedPhrases.isEmpty {
            let (chinese, english) = (sharedPhrases.map { "“\($0)”" }.joined(), sharedPhrases.map { "“\($0)”" }.joined(separator: ", "))
            reason.note("共同表述：\(chinese)", "both say \(english)")
        }
        return reason
    }
}

/// Finds projects that overlap.
///
/// Titles and contents are sets of character pairs; each pair of characters weighs ln(1 + N / n), N texts, n of them with it, so that 项目建设, which all
/// have, tells little. Similarity is the weighted Dice coefficient 2 W(A ∩ B) / (W(A) + W(B)) (Dice 1945; weights after Spärck Jones 1972), of titles and
/// contents mixed by `titleShare`.
///
/// Only projects that share rare pairs of characters are compared (``PairIndex``); nothing is missed by it. The time follows how often texts share a rare
/// pair: far below comparing all with all, but for texts that are all alike it takes its square.
public struct OverlapFinder: Sendable, Hashable {
    /// Pairs below are not told: 0.5.
    public let threshold: Double
    /// What the titles count for where both have contents: 0.5.
    public let titleShare: Double
    /// At most so many pairs, the most similar: 1,000.
    public let limit: Int

    public static let standard = OverlapFinder(checkedThreshold: 0.5, titleShare: 0.5, limit: 1000)

    /// Of a title and of a content, so many characters are read.
    public static let longestTitle = 200, longestContent = 2000

    /// nil unless 0.1 ≤ threshold ≤ 1, 0 ≤ titleShare ≤ 1 and limit is 1…100,000.
    public init?(threshold: Double = 0.5, titleShare: Double = 0.5, limit: Int = 1000) {
        guard (0.1...1).contains(threshold), (0...1).contains(titleShare), (1...100_000).contains(limit) else { return nil }
        self.init(checkedThreshold: threshold, titleShare: titleShare, limit: limit)
    }

    private init(checkedThreshold threshold: Double, titleShare: Double, limit: Int) {
        self.threshold = threshold
        self.titleShare = titleShare
        self.limit = limit
    }

    /// All pairs at or above the threshold, the most similar first.
    public func pairs<ID>(among projects: [ProjectText<ID>]) -> [OverlappingPair<ID>] {
        let titles = projects.map { ComparedText($0.title, limit: Self.longestTitle) }
        let contents = projects.map { ComparedText($0.content, limit: Self.longestContent) }
        let titleIndex = PairIndex(titles, threshold: threshold)
        let contentIndex = PairIndex(contents, threshold: threshold)
        var scratch = [Double](repeating: 0, count: projects.count)
        var found: [Match] = []
        // The mean of two numbers reaches the threshold only if one of them does: whoever is like in neither is never compared.
        for second in projects.indices {
            let near = titleIndex.candidates(before: second, scratch: &scratch) + contentIndex.candidates(before: second, scratch: &scratch)
            for first in Set(near) {
                let match = compare(first, second, titleIndex, contentIndex)
                if Tolerance.reaches(match.similarity, threshold) { found.append(match) }
            }
            if found.count > 4 * limit { found = best(of: found) }
        }
        return best(of: found).map { match in
            OverlappingPair(
                first: projects[match.first].id, second: projects[match.second].id, similarity: match.similarity, titleSimilarity: match.title,
                contentSimilarity: match.content, sharedPhrases: phrases(match, titles, contents))
        }
    }

    private struct Match {
        let first: Int
        let second: Int
        let title: Double
        let content: Double?
        let similarity: Double
    }

    private func compare(_ first: Int, _ second: Int, _ titles: PairIndex, _ contents: PairIndex) -> Match {
        let title = titles.similarity(first, second)
        guard contents.hasPairs(first), contents.hasPairs(second) else {
            return Match(first: first, second: second, title: title, content: nil, similarity: title)
        }
        let content = contents.similarity(first, second)
        return Match(first: first, second: second, title: title, content: content, similarity: titleShare * title + (1 - titleShare) * content)
    }

    private func best(of matches: [Match]) -> [Match] {
        Array(matches.sorted { ($1.similarity, $0.first, $0.second) < ($0.similarity, $1.first, $1.second) }.prefix(limit))
    }

    private func phrases(_ match: Match, _ titles: [ComparedText], _ contents: [ComparedText]) -> [String] {
        let ofTitle = titles[match.first].phrases(sharedWith: titles[match.second], least: 2, count: 2)
        let ofContent = contents[match.first].phrases(sharedWith: contents[match.second], least: 4, count: 4)
        return ofTitle + ofContent.filter { phrase in !ofTitle.contains { $0.contains(phrase) } }
    }
}
