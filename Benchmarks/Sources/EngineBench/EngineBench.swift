import Foundation
import Kernel
import Store

/// Measures the engine on a store in one SQLite file: what applications ask of it, permission, checks, ledger and indicators included.
///
///     EngineBench [--records 1000000] [--rows 100000] [WORK …]     works: moves appends indicators relation import
///     EngineBench prepare FOLDER [--records 1000000]                the database on which Benchmarks/server/goals.py runs the server
///     EngineBench prepare-plan FOLDER [--records 1000000]           the same for the overview of the plan board
///
/// Indicators are measured over five times as many records.
@main
struct EngineBench {
    static func main() async throws {
        var (records, rows, words) = (1_000_000, 100_000, [String]())
        var arguments = CommandLine.arguments.dropFirst()
        while let argument = arguments.popFirst() {
            switch argument {
            case "--records": records = arguments.popFirst().flatMap { Int($0) } ?? records
            case "--rows": rows = arguments.popFirst().flatMap { Int($0) } ?? rows
            default: words.append(argument)
            }
        }
        if words.first == "prepare", words.count == 2 { return try await Prepared.make(in: words[1], records: records) }
        if words.first == "prepare-plan", words.count == 2 { return try await PreparedPlan.make(in: words[1], records: records) }
        let (many, sheet) = (records, rows)
        let works: [(name: String, run: @Sendable (String) async throws -> Void)] = [
            ("moves", { try await Moves.measure($0) }), ("appends", { try await Appends.measure($0) }),
            ("indicators", { try await Indicators.measure($0, records: many * 5) }), ("relation", { try await Relation.measure($0, records: many) }),
            ("import", { try await Imports.measure($0, rows: sheet) }),
        ]
        var load = [0.0]
        getloadavg(&load, 1)
        print("\(ProcessInfo.processInfo.activeProcessorCount) cores, load \(Report.short(load[0])); every change is on the disk before it is answered")
        for work in works where words.isEmpty || words.contains(work.name) {
            try await inFolder(work.run)
            // What was measured is said at once, also where it is written to a file.
            fflush(nil)
        }
    }

    /// Runs a work in a folder of its own, which is removed afterwards.
    private static func inFolder(_ body: @Sendable (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("engine-bench-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await body(folder)
    }
}

/// Lines of what was measured, each with its goal and the ratio to it: 1 is the goal, more is better.
enum Report {
    /// How much was done in a second.
    static func rate(_ name: String, _ count: Int, _ use: Use, goal: Double) {
        let rate = Double(count) / use.seconds
        let perProcessor = Int(Double(count) / use.processor)
        print("\(name): \(Int(rate)) a second (goal \(Int(goal)), ratio \(short(rate / goal))); \(perProcessor) a second of the processor")
    }

    /// How long it took.
    static func time(_ name: String, _ seconds: Double, goal: Double, _ more: String = "") {
        print("\(name): \(short(seconds)) s (goal \(short(goal)), ratio \(short(goal / seconds)))\(more)")
    }

    /// How long the one in a hundred that took longest took, in milliseconds.
    static func tail(_ name: String, _ milliseconds: [Double], goal: Double) {
        let sorted = milliseconds.sorted()
        guard let middle = sorted.dropFirst(sorted.count / 2).first, let last = sorted.dropFirst(sorted.count * 99 / 100).first else { return }
        print("\(name): p50 \(short(middle)) ms, p99 \(short(last)) ms (goal \(short(goal)), ratio \(short(goal / last))), \(sorted.count) times")
    }

    static func short(_ value: Double) -> String { String(format: value < 10 ? "%.2f" : "%.0f", value) }
}

/// Time by the clock and by the processor.
struct Use {
    let seconds: Double
    /// Of all threads of this process.
    let processor: Double

    static func of(_ work: () async throws -> Void) async rethrows -> Use {
        let (start, used) = (ContinuousClock.now, clock())
        try await work()
        return Use(seconds: milliseconds(since: start) / 1000, processor: Double(clock() - used) / Double(CLOCKS_PER_SEC))
    }

    static func milliseconds(since start: ContinuousClock.Instant) -> Double {
        let passed = (ContinuousClock.now - start).components
        return Double(passed.seconds) * 1000 + Double(passed.attoseconds) / 1e15
    }
}

/// Works that many do at once, for some seconds.
///
/// - Returns: how many times it was done, and the milliseconds of each.
func together(_ workers: Int, seconds: Double, _ work: @escaping @Sendable (_ worker: Int) async throws -> Void) async throws -> [Double] {
    let end = ContinuousClock.now + .seconds(seconds)
    return try await withThrowingTaskGroup(of: [Double].self) { group in
        for worker in 0..<workers {
            group.addTask {
                var times: [Double] = []
                while ContinuousClock.now < end {
                    let start = ContinuousClock.now
                    try await work(worker)
                    times.append(Use.milliseconds(since: start))
                }
                return times
            }
        }
        return try await group.reduce(into: []) { $0 += $1 }
    }
}
