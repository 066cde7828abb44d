/// Everything that was ever applied for, so that a new application can be asked whether it was here before.
///
/// Of each text the index keeps those shingles whose hash falls into a fixed sixteenth of all hashes (FracMinHash; Irber et al. 2022, Hera, Pierce-Ward and
/// Koslicki 2023). The same shingle is kept or left out in every text, so the share of the kept ones that two texts have in common is an unbiased estimate
/// of the containment of one in the other, of whatever lengths they are. MinHash signatures with banding (Broder 1997) estimate the resemblance instead,
/// which is small where a copy was shortened or padded; so they would miss just those. Candidates are then compared exactly, passage by passage.
///
/// The index holds no text: whoever asks reads the candidates' texts from where they are kept.
///
/// Memory: 8 bytes for every 16 scalars of text, 8 MB for common wording, about 20 bytes and the id for each text; 100,000 texts of 3,000 scalars take
/// 131 MB, and for a moment twice that while long runs are merged.
public struct OverlapIndex<ID: Hashable & Sendable>: Sendable {
    /// A text that may agree with the new one, and how much by estimate.
    public struct Candidate: Sendable, Hashable {
        public let id: ID
        /// The larger of both containments of kept shingles, 0…1.
        public let estimate: Double
    }

    private var sketches = SketchIndex()
    private var ids: [ID?] = []
    private var numbers: [ID: Int] = [:]

    public init() {}

    /// How many texts can be found.
    public var count: Int { numbers.count }

    /// Bytes of shingles, counters and lengths, ids not counted.
    public var bytes: Int { sketches.bytes }

    /// Takes in a text. n log n in its length, and now and then the merging of runs, which comes to O(log m) moves for each of m kept shingles in all.
    public mutating func add(_ id: ID, _ text: FoldedText) throws(OverlapProblem) {
        guard numbers[id] == nil else { throw .alreadyThere }
        guard ids.count < Postings.mostTexts else { throw .indexFull(limit: Postings.mostTexts) }
        numbers[id] = ids.count
        ids.append(id)
        sketches.add(text)
    }

    /// A text is found no more. Its place is not used again; what was counted of its wording stays counted.
    public mutating func withdraw(_ id: ID) {
        guard let number = numbers.removeValue(forKey: id) else { return }
        ids[number] = nil
    }

    /// Call after many additions: the next question is then as quick as can be.
    public mutating func settle() { sketches.settle() }

    /// The texts that a new one may agree with, the likeliest first, at most `limit`; itself left out.
    public func candidates(for text: FoldedText, except own: ID? = nil, limit: Int = 20) -> [Candidate] {
        sketches.candidates(for: text, limit: limit) { number in ids[number].map { $0 != own } ?? false }.compactMap { found in
            ids[found.number].map { Candidate(id: $0, estimate: found.estimate) }
        }
    }

    /// Compares two texts exactly; wording that is common in the index does not count.
    public func overlap(of new: FoldedText, with old: FoldedText) -> Overlap { PassageFinder(new, common: sketches.common).overlap(with: old) }

    /// Compares a new text with all its candidates, whose texts `read` fetches (nil where it is gone); those that are not clear, the largest share first.
    public func overlaps<Failure: Error>(
        of new: FoldedText, except own: ID? = nil, limit: Int = 20, limits: OverlapLimits = .convention, reading read: (ID) throws(Failure) -> FoldedText?
    ) throws(Failure) -> [(id: ID, overlap: Overlap)] {
        let finder = PassageFinder(new, common: sketches.common)
        var found: [(id: ID, overlap: Overlap)] = []
        for candidate in candidates(for: new, except: own, limit: limit) {
            guard let old = try read(candidate.id) else { continue }
            let overlap = finder.overlap(with: old)
            if limits.verdict(on: overlap) > .clear { found.append((candidate.id, overlap)) }
        }
        return found.sorted { $0.overlap.share > $1.overlap.share }
    }
}

/// The index by number, without ids.
struct SketchIndex: Sendable {
    private var postings = Postings()
    private(set) var common = CommonWording()
    /// How many shingles were kept of each text.
    private var kept: [UInt16] = []

    var bytes: Int { postings.bytes + CommonWording.bytes + kept.capacity * 2 }

    mutating func add(_ text: FoldedText) {
        let counted = Self.distinct(text.shingles) { CommonWording.isCounted($0) }
        common.add(counted)
        let sketch = counted.filter(Self.isKept)
        postings.add(sketch, of: kept.count)
        kept.append(UInt16(clamping: sketch.count))
    }

    mutating func settle() { postings.settle() }

    /// Counts the kept shingles that each text shares with the new one, common wording left out.
    func candidates(for text: FoldedText, limit: Int, where isWanted: (Int) -> Bool) -> [(number: Int, estimate: Double)] {
        let sketch = Self.distinct(text.shingles, where: Self.isKept).filter { !common.isCommon($0) }
        guard !sketch.isEmpty else { return [] }
        var hits = [UInt16](repeating: 0, count: kept.count)
        hits.withUnsafeMutableBufferPointer { hits in
            for hash in sketch { postings.forEachText(with: hash, atMost: 2 * common.least) { if hits[$0] < .max { hits[$0] += 1 } } }
        }
        var found: [(number: Int, estimate: Double)] = []
        for (number, count) in hits.enumerated() where count >= Self.leastHits {
            let estimate = Double(count) / Double(min(sketch.count, Int(max(kept[number], 1))))
            if estimate >= Self.leastEstimate, isWanted(number) { found.append((number, min(1, estimate))) }
        }
        return Array(found.sorted { $0.estimate == $1.estimate ? $0.number < $1.number : $0.estimate > $1.estimate }.prefix(max(0, limit)))
    }

    /// One shingle of sixteen; a subset of those that are counted, so that each kept one is known to be common or not.
    private static func isKept(_ hash: UInt64) -> Bool { hash >> 60 == 0 }
    private static let leastHits: UInt16 = 3
    /// Three sigma below what a copy of 30 % with a third of its words changed leaves.
    private static let leastEstimate = 0.03

    private static func distinct(_ hashes: [UInt64], where isWanted: (UInt64) -> Bool) -> [UInt64] {
        var sorted = hashes.filter(isWanted)
        sorted.sort()
        var distinct: [UInt64] = []
        distinct.reserveCapacity(sorted.count)
        for hash in sorted where hash != distinct.last { distinct.append(hash) }
        return distinct
    }
}
