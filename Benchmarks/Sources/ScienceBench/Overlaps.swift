import Foundation
import TextOverlap

/// A county's archive of generated applications, new ones that are disguised copies of some of them, and new ones that are none.
///
/// Texts are made again from their numbers when a candidate is to be compared, so that memory shows the index and not the texts.
enum Overlaps {
    private static let texts = GeneratedTexts(seed: 2026)

    private static func draft(_ number: Int) -> GeneratedTexts.Draft {
        var random = SplitMix(state: UInt64(number) &* 0x2545_F491_4F6C_DD1D)
        return texts.draft(&random)
    }

    private static func text(_ number: Int) throws -> FoldedText {
        var random = SplitMix(state: 0)
        return try FoldedText(texts.text(draft(number), &random))
    }

    static func measure(texts count: Int) throws {
        print("Duplicate check: \(count) texts of about 3,000 characters")
        let empty = peakMegabytes
        var (index, scalars, adding) = (OverlapIndex<Int>(), 0, 0.0)
        for number in 0..<count {
            let text = try text(number)
            scalars += text.count
            adding += try timed { try index.add(number, text) }.seconds
        }
        adding += timed { index.settle() }.seconds
        print("  taken in: \(shown(adding, 1)) CPU s, \(shown(adding / Double(count) * 1e3, 3)) ms a text; folded scalars a text: \(scalars / count)")
        print("  index \(shown(Double(index.bytes) / 1e6, 0)) MB; peak of the process less the start \(shown(peakMegabytes - empty, 0)) MB")
        let frozen = index
        var seconds: [Double] = []

        /// The candidates' texts are read beforehand: making them is not part of the work.
        func found(_ new: FoldedText, limits: OverlapLimits = .convention) throws -> [(id: Int, overlap: Overlap)] {
            var read: [Int: FoldedText] = [:]
            for candidate in frozen.candidates(for: new) { read[candidate.id] = try text(candidate.id) }
            let (result, time) = timed { frozen.overlaps(of: new, limits: limits) { read[$0] } }
            seconds.append(time)
            return result
        }

        var random = SplitMix(state: 77)
        var (copies, hits) = (0, 0)
        for disguise in Disguise.allCases {
            var (own, shares) = (0, [Double]())
            for _ in 0..<200 {
                let original = Int.random(in: 0..<count, using: &random)
                let result = try found(FoldedText(disguise.copy(of: draft(original), texts, &random)))
                if let hit = result.first(where: { $0.id == original }) {
                    own += 1
                    shares.append(hit.overlap.share)
                }
            }
            (copies, hits) = (copies + 200, hits + own)
            print("  \(own) of 200, mean share \(shown(shares.reduce(0, +) / Double(max(1, shares.count)))): \(disguise.rawValue)")
        }
        print("  recall \(shown(Double(hits) / Double(copies), 4))")
        var (alarms, largest) = (0, 0.0)
        for number in 0..<1000 {
            let result = try found(text(count + number), limits: OverlapLimits(shown: 0, stopped: 1))
            largest = max(largest, result.first?.overlap.share ?? 0)
            if result.contains(where: { OverlapLimits.convention.verdict(on: $0.overlap) > .clear }) { alarms += 1 }
        }
        print("  false alarms: \(alarms) of 1000 new texts; the largest share of one: \(shown(largest, 3))")
        seconds.sort()
        print(
            "  a question with exact comparison of 20 candidates: median \(shown(seconds[seconds.count / 2] * 1e3)), 99 % \(shown(seconds[seconds.count * 99 / 100] * 1e3)), largest \(shown((seconds.last ?? 0) * 1e3)) CPU ms"
        )
    }
}
