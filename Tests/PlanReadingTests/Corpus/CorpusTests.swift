import Foundation
import Testing

@testable import PlanReading

@Suite("Twenty-nine invented plans of every kind are read as a careful reader reads them")
struct CorpusTests {
    static let plans: [URL] = {
        let folder = Files.fixtures.appending(path: "corpus")
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return files.filter { ["txt", "md"].contains($0.pathExtension) }.sorted { $0.path < $1.path }
    }()

    static func score(_ plans: [URL]) throws -> Score {
        var score = Score()
        for plan in plans {
            let gold: Gold = try Files.json(plan.deletingPathExtension().appendingPathExtension("json"))
            score.add(gold, Reading.of(try Files.text(plan)), name: plan.lastPathComponent)
        }
        return score
    }

    @Test("All plans together: targets, their fields, projects, boxes, headings and particulars")
    func all() throws {
        #expect(Self.plans.count == 29)
        let score = try Self.score(Self.plans)
        #expect(score.precision >= 0.95, "\(score.report)")
        #expect(score.recall >= 0.95, "\(score.report)")
        #expect(score.fieldAccuracy >= 0.95, "\(score.report)")
        #expect(score.projects.exact >= 0.95, "\(score.report)")
        #expect(score.boxes.exact >= 0.95, "\(score.report)")
        #expect(score.outline.exact >= 0.95, "\(score.report)")
        #expect(score.facts.exact >= 0.95, "\(score.report)")
        if ProcessInfo.processInfo.environment["SHANHE_CORPUS_REPORT"] != nil { print(score.report) }
    }

    @Test("No single plan is read badly", arguments: plans)
    func each(_ plan: URL) throws {
        let score = try Self.score([plan])
        #expect(score.precision >= 0.85, "\(score.report)")
        #expect(score.recall >= 0.85, "\(score.report)")
    }
}
