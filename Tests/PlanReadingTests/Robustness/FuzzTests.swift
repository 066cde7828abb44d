import Foundation
import Testing

@testable import PlanReading

@Suite("Damaged plans are read without harm")
struct FuzzTests {
    /// About two seconds in the tests; SHANHE_FUZZ_SECONDS for longer (`make fuzz`).
    static let budget = ProcessInfo.processInfo.environment["SHANHE_FUZZ_SECONDS"].flatMap(Double.init) ?? 2

    /// Each run of the longer mode goes on from another seed.
    static let firstSeed = ProcessInfo.processInfo.environment["SHANHE_FUZZ_SEED"].flatMap(UInt64.init) ?? 1

    static func texts() throws -> [(name: String, text: String)] {
        var urls = CorpusTests.plans
        if Files.hasPlans {
            urls += ["qianjiang.txt", "wuxi.txt", "more/shandong-135-sti.txt", "more/shandong-nextgen-it.txt"].map { Files.plans.appending(path: $0) }
        }
        return try urls.map { ($0.lastPathComponent, try Files.text($0)) }
    }

    @Test("Every span lies inside the text, whatever the text has suffered")
    func damaged() throws {
        let texts = try Self.texts()
        let clock = ContinuousClock()
        let start = clock.now
        var seed = Self.firstSeed
        var slowest = (seconds: 0.0, seed: seed)
        while clock.now - start < .seconds(Self.budget) {
            let plan = texts[Int(seed % UInt64(texts.count))]
            var corruption = Corruption(plan.text, seed: seed)
            corruption.damage()
            let text = corruption.text
            // Before the reading, so that a crash leaves the seed behind.
            if Self.budget > 2 { Self.note("\(plan.name) seed \(seed)") }
            let before = clock.now
            let reading = Reading.of(text)
            let seconds = Double((clock.now - before).components.attoseconds) / 1e18 + Double((clock.now - before).components.seconds)
            if seconds > slowest.seconds { slowest = (seconds, seed) }
            let count = text.unicodeScalars.count
            #expect(reading.spansOutside(0..<count) == [], "\(plan.name), seed \(seed)")
            #expect(reading.danglingIndexes == [], "\(plan.name), seed \(seed)")
            seed += 1
        }
        print("fuzz: \(seed - Self.firstSeed) texts, slowest \(slowest.seconds) s with seed \(slowest.seed)")
    }

    private static func note(_ line: String) {
        let file = FileManager.default.temporaryDirectory.appending(path: "shanhe-fuzz-last-seed")
        try? Data(line.utf8).write(to: file)
    }

    @Test("Every beginning and every end of a plan can be read alone")
    func truncated() throws {
        let plans = try Self.texts()
        for (index, plan) in plans.enumerated() {
            let scalars = Array(plan.text.unicodeScalars)
            var random = SeededGenerator(seed: UInt64(index))
            for _ in 0..<3 {
                let cut = Int.random(in: 0...scalars.count, using: &random)
                for part in [scalars[..<cut], scalars[cut...]] {
                    let reading = Reading.of(String(String.UnicodeScalarView(part)))
                    #expect(reading.spansOutside(0..<part.count) == [], "\(plan.name) cut at \(cut)")
                    #expect(reading.danglingIndexes == [], "\(plan.name) cut at \(cut)")
                }
            }
        }
    }

    @Test("The same text gives the same reading", arguments: CorpusTests.plans)
    func deterministic(_ plan: URL) throws {
        let text = try Files.text(plan)
        #expect(String(describing: Reading.of(text)) == String(describing: Reading.of(text)))
    }
}
