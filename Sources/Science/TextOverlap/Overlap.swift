/// How far a new text agrees with an old one, and where.
public struct Overlap: Sendable, Hashable {
    /// A stretch of both texts that agrees, word by word or nearly.
    public struct Passage: Sendable, Hashable {
        /// Where it stands in the new text and in the old one, in Unicode scalars from 0.
        public let new: Range<Int>
        public let old: Range<Int>
        /// The share of its shingles that are the same in both, 0…1: 1 is word by word.
        public let agreement: Double
        /// Wording that stands in many texts; it is shown but does not count.
        public let isCommonWording: Bool
    }

    /// In the order of the new text. Where a stretch agrees with several, the longest ones.
    public let passages: [Passage]
    /// How many scalars stand in passages that count, and how many there are, without white space and punctuation, a number as one.
    public let agreeingInNew: Int
    public let agreeingInOld: Int
    public let countOfNew: Int
    public let countOfOld: Int

    init(passages: [Passage], agreeingInNew: Int, agreeingInOld: Int, countOfNew: Int, countOfOld: Int) {
        self.passages = passages
        (self.agreeingInNew, self.agreeingInOld) = (agreeingInNew, agreeingInOld)
        (self.countOfNew, self.countOfOld) = (countOfNew, countOfOld)
    }

    /// So many scalars of a new text agree with an old one of the same length; no passages.
    public init(agreeing: Int, of count: Int) {
        self.init(passages: [], agreeingInNew: agreeing, agreeingInOld: agreeing, countOfNew: count, countOfOld: count)
    }

    /// The share of the new text that agrees, 0…1.
    public var shareOfNew: Double { countOfNew == 0 ? 0 : Double(agreeingInNew) / Double(countOfNew) }
    /// The share of the old text that comes again, 0…1: high where the copy was padded.
    public var shareOfOld: Double { countOfOld == 0 ? 0 : Double(agreeingInOld) / Double(countOfOld) }
    /// The larger of both.
    public var share: Double { max(shareOfNew, shareOfOld) }
}

/// From which share on a reviewer sees an overlap, and from which someone has to decide before the application goes on.
///
/// No binding limit is known; 30 % and 50 % are convention (policy rules §7.5), so a county may set its own.
public struct OverlapLimits: Sendable, Hashable {
    public enum Verdict: Sendable, Hashable, Comparable { case clear, shown, stopped }

    public let shown: Double
    public let stopped: Double
    /// Fewer agreeing scalars are never more than clear: a paragraph or two.
    public let leastScalars: Int

    public static let convention = OverlapLimits(shown: 0.3, stopped: 0.5)

    /// Shares 0…1; where `stopped` is below `shown`, `shown` counts for both.
    public init(shown: Double, stopped: Double, leastScalars: Int = 100) {
        self.shown = shown
        self.stopped = max(shown, stopped)
        self.leastScalars = leastScalars
    }

    public func verdict(on overlap: Overlap) -> Verdict {
        guard max(overlap.agreeingInNew, overlap.agreeingInOld) >= leastScalars, overlap.share >= shown else { return .clear }
        return overlap.share >= stopped ? .stopped : .shown
    }
}
