/// Finds the passages in which two texts agree, word by word or nearly: seeds, chains, filter, as the text alignment of plagiarism detection does it
/// (Potthast et al. 2014, Overview of the 6th International Competition on Plagiarism Detection; Sanchez-Perez, Sidorov and Gelbukh 2014).
struct PassageFinder {
    /// From one agreeing shingle to the next there may be so many scalars in either text: up to four words in a row may have been changed.
    private static let gap = 12
    /// A passage has at least so many scalars in both texts.
    private static let least = 16
    /// Of the shingles of a passage, at least this share agrees.
    private static let density = 0.2
    /// A shingle that stands more often in a text is no seed: too many pairs, too little said.
    private static let mostRepeats = 8

    private let new: FoldedText
    private let hashes: [UInt64]
    private let sorted: [Place]
    private let common: CommonWording

    private struct Place { let hash: UInt64, place: Int32 }
    private struct Seed { let new: Int32, old: Int32 }
    private struct Chain {
        let new: Int32, old: Int32
        var lastNew: Int32, lastOld: Int32, seeds: Int
    }

    init(_ new: FoldedText, common: CommonWording) {
        self.new = new
        self.common = common
        hashes = new.shingles
        sorted = Self.sorted(hashes)
    }

    /// Time in the sum of both lengths times its logarithm, and in the number of seeds, of which a shingle gives at most 64.
    func overlap(with old: FoldedText) -> Overlap {
        let chains = Self.chains(of: seeds(with: old))
        var coveredNew = [Bool](repeating: false, count: new.count)
        var coveredOld = [Bool](repeating: false, count: old.count)
        var passages: [Overlap.Passage] = []
        for chain in chains.sorted(by: { $0.seeds == $1.seeds ? $0.new < $1.new : $0.seeds > $1.seeds }) {
            let inNew = Int(chain.new)..<Int(chain.lastNew) + FoldedText.shingle
            let inOld = Int(chain.old)..<Int(chain.lastOld) + FoldedText.shingle
            // What a longer passage has shown already is not shown again.
            guard Self.uncovered(inNew, coveredNew) * 2 > inNew.count || Self.uncovered(inOld, coveredOld) * 2 > inOld.count else { continue }
            let isCommon = isCommon(inNew)
            if !isCommon {
                for place in inNew { coveredNew[place] = true }
                for place in inOld { coveredOld[place] = true }
            }
            passages.append(
                Overlap.Passage(
                    new: new.place(of: inNew), old: old.place(of: inOld),
                    agreement: min(1, Double(chain.seeds) / Double(max(inNew.count, inOld.count) - FoldedText.shingle + 1)), isCommonWording: isCommon))
        }
        return Overlap(
            passages: passages.sorted {
                $0.new.lowerBound == $1.new.lowerBound ? $0.old.lowerBound < $1.old.lowerBound : $0.new.lowerBound < $1.new.lowerBound
            },
            agreeingInNew: coveredNew.count { $0 }, agreeingInOld: coveredOld.count { $0 }, countOfNew: new.count, countOfOld: old.count)
    }

    /// Every pair of places with the same shingle.
    private func seeds(with old: FoldedText) -> [Seed] {
        let theirs = Self.sorted(old.shingles)
        var seeds: [Seed] = []
        var (i, j) = (0, 0)
        while i < sorted.count && j < theirs.count {
            let hash = sorted[i].hash
            if hash < theirs[j].hash {
                i += 1
            } else if hash > theirs[j].hash {
                j += 1
            } else {
                let (firstI, firstJ) = (i, j)
                while i < sorted.count, sorted[i].hash == hash { i += 1 }
                while j < theirs.count, theirs[j].hash == hash { j += 1 }
                guard i - firstI <= Self.mostRepeats, j - firstJ <= Self.mostRepeats else { continue }
                for mine in firstI..<i { for other in firstJ..<j { seeds.append(Seed(new: sorted[mine].place, old: theirs[other].place)) } }
            }
        }
        return seeds.sorted { $0.new == $1.new ? $0.old < $1.old : $0.new < $1.new }
    }

    /// Joins seeds that follow one another in both texts, with the straightest one first.
    private static func chains(of seeds: [Seed]) -> [Chain] {
        var done: [Chain] = []
        var open: [Chain] = []
        for seed in seeds {
            var best: (chain: Int, shift: Int32)?
            var kept = 0
            for chain in open.indices {
                let candidate = open[chain]
                let (stepNew, stepOld) = (seed.new - candidate.lastNew, seed.old - candidate.lastOld)
                guard stepNew <= Int32(gap) else {
                    done.append(candidate)
                    continue
                }
                open[kept] = candidate
                if stepNew > 0, stepOld > 0, stepOld <= Int32(gap) {
                    let shift = abs(stepNew - stepOld)
                    if best.map({ shift < $0.shift }) ?? true { best = (kept, shift) }
                }
                kept += 1
            }
            open.removeLast(open.count - kept)
            if let best {
                open[best.chain].lastNew = seed.new
                open[best.chain].lastOld = seed.old
                open[best.chain].seeds += 1
            } else {
                open.append(Chain(new: seed.new, old: seed.old, lastNew: seed.new, lastOld: seed.old, seeds: 1))
            }
        }
        return (done + open).filter { chain in
            let length = Int(max(chain.lastNew - chain.new, chain.lastOld - chain.old)) + FoldedText.shingle
            let shorter = Int(min(chain.lastNew - chain.new, chain.lastOld - chain.old)) + FoldedText.shingle
            return shorter >= least && Double(chain.seeds) >= density * Double(length)
        }
    }

    /// Whether at least half of what was counted of a passage stands in many texts.
    private func isCommon(_ passage: Range<Int>) -> Bool {
        var (counted, common) = (0, 0)
        for place in passage.lowerBound...passage.upperBound - FoldedText.shingle where CommonWording.isCounted(hashes[place]) {
            counted += 1
            if self.common.isCommon(hashes[place]) { common += 1 }
        }
        return counted > 0 && common * 2 >= counted
    }

    private static func sorted(_ hashes: [UInt64]) -> [Place] {
        hashes.enumerated().map { Place(hash: $0.element, place: Int32($0.offset)) }.sorted {
            $0.hash == $1.hash ? $0.place < $1.place : $0.hash < $1.hash
        }
    }

    private static func uncovered(_ range: Range<Int>, _ covered: [Bool]) -> Int { range.count { !covered[$0] } }
}
