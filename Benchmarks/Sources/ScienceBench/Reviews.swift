import Assignment
import Foundation

/// 500 applications that need 5 reviewers each, of 2,000 experts: as counties have them, and two harder ones.
enum Reviews {
    struct Case {
        let name: String
        let demands: [Int]
        let limits: [Int]
        let pairs: [ReviewProblem.Pair]
    }

    /// Experts and applications with topics of their disciplines, units and ties; whoever has to avoid an application is no pair.
    private static func county(limit: Int) -> Case {
        var random = SplitMix(state: 5)
        func topics(_ count: ClosedRange<Int>) -> [String: Double] {
            let discipline = Int.random(in: 0..<62, using: &random)
            var topics: [String: Double] = ["d\(discipline)": 1]
            for _ in 0..<Int.random(in: count, using: &random) {
                let own = Int.random(in: 0..<4, using: &random) > 0 ? discipline : Int.random(in: 0..<62, using: &random)
                topics["t\(own)-\(Int.random(in: 0..<12, using: &random))"] = Double.random(in: 0.3...1, using: &random)
            }
            return topics
        }
        let experts = (0..<2000).map { _ in topics(4...8) }
        let applications = (0..<500).map { _ in topics(3...6) }
        func unit() -> String { "u\(Int.random(in: 0..<200, using: &random))" }
        let batch = (0..<500).map { AppliedBy(units: [unit()], people: ["p\($0)", "q\($0)"], unwanted: ["e\(Int.random(in: 0..<2000, using: &random))"]) }
        let ties = (0..<2000).map { number in
            ReviewerTies(
                person: "e\(number)", units: [unit()],
                ties: (0..<3).map { _ in
                    Tie(.workedTogether, with: "p\(Int.random(in: 0..<500, using: &random))", lastYear: Int.random(in: 2020...2026, using: &random))
                })
        }
        let avoided = AvoidanceRules.convention.avoided(by: ties, in: batch, year: 2026)
        let pairs = Expertise.pairs(applications: applications, reviewers: experts, avoiding: avoided)
        return Case(
            name: "county, limit \(limit)", demands: [Int](repeating: 5, count: 500), limits: [Int](repeating: limit, count: 2000), pairs: pairs)
    }

    /// Every expert may review everything, with a random match; `reviewers` × `limit` places for 2,500.
    private static func dense(reviewers: Int, limit: Int) -> Case {
        var random = SplitMix(state: 6)
        let pairs = (0..<500).flatMap { application in
            (0..<reviewers).map { ReviewProblem.Pair(application: application, reviewer: $0, match: Double.random(in: 0...1, using: &random)) }
        }
        return Case(
            name: "all pairs, \(reviewers) × \(limit) places", demands: [Int](repeating: 5, count: 500), limits: [Int](repeating: limit, count: reviewers),
            pairs: pairs)
    }

    static func measure(python: String) throws {
        print("Reviewers: 500 applications × 5")
        for question in [county(limit: 3), county(limit: 2), dense(reviewers: 2000, limit: 3), dense(reviewers: 1250, limit: 2)] {
            let problem = try ReviewProblem(demands: question.demands, limits: question.limits, pairs: question.pairs)
            let (best, seconds) = timed { Assigner.assign(problem) }
            let open = best.shortages.reduce(0, +)
            print("  \(question.name): \(question.pairs.count) pairs")
            print(
                "    best: \(shown(seconds, 3)) CPU s, sum \(shown(best.total, 4)), bound \(best.bound.map { shown($0, 4) } ?? "–"), gap \(best.gap.map { shown($0 * 100, 6) + " %" } ?? "–"), open places \(open)"
            )
            let report = best.fairness
            print(
                "    mean match \(shown(report.mean, 3)), by lot \(shown(report.meanByLot, 3)), worst application \(shown(report.shares.first?.mean ?? 0, 3)), worst tenth \(shown(report.meanOfWorstTenth, 3))"
            )
            var random = SplitMix(state: 9)
            for cap in [50, 30] {
                let (drawn, time) = try timed { try Assigner.draw(problem, percent: cap, using: &random) }
                print(
                    "    drawn with cap \(cap) %: \(shown(time, 3)) CPU s, expected \(shown(drawn.expected, 2)) (\(shown(drawn.expected / best.total * 100, 2)) % of the best), this draw \(shown(drawn.total, 2)), largest probability \(shown(drawn.fairness.largestProbability ?? 0))"
                )
            }
            try peers(question, python)
        }
    }

    /// The scripts of peers/ on the same pairs, in millionths.
    private static func peers(_ question: Case, _ python: String) throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("reviews-\(ProcessInfo.processInfo.processIdentifier).csv")
        defer { try? FileManager.default.removeItem(at: file) }
        var text = "\(question.demands.count),\(question.limits.count),\(question.limits.first ?? 0)\n"
        for pair in question.pairs { text += "\(pair.application),\(pair.reviewer),\(Int((pair.match * 1e6).rounded()))\n" }
        try Data(text.utf8).write(to: file)
        let scripts = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent().appendingPathComponent("../../peers").standardized
        for script in ["assignment_ortools.py", "assignment_scipy.py"] {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = [python, scripts.appendingPathComponent(script).path, file.path]
            let output = Pipe()
            process.standardOutput = output
            process.standardError = FileHandle.nullDevice
            try process.run()
            let said = String(data: output.fileHandleForReading.readDataToEndOfFile(), encoding: .utf8) ?? ""
            process.waitUntilExit()
            print("    " + (said.isEmpty ? "\(script): not available" : said.trimmingCharacters(in: .newlines)))
        }
    }
}
