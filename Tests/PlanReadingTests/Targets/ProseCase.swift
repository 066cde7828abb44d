@testable import PlanReading

/// A sentence of our own invention and the targets that an attentive reader takes from it.
struct ProseCase: Sendable, CustomStringConvertible {
    var sentence: String
    var targets: [String]

    init(_ sentence: String, _ targets: String...) {
        self.sentence = sentence
        self.targets = targets
    }

    var description: String { sentence }

    /// The sentence in the third chapter of a plan from 2021 to 2025.
    static func read(_ sentence: String, chapter: String = "重点任务") -> [String] {
        let text = "云岭县科技创新“十四五”规划\n\n第一章 \(chapter)\n\n\(sentence)\n\n第二章 保障措施\n\n加强组织领导，完善工作机制。\n"
        return Reading.of(text).indicators.map(\.statement)
    }
}

extension Indicator {
    /// Name, comparison, value and unit, year; then what else is said of it.
    var statement: String {
        var words = "\(name) \(comparison == .equal ? "" : comparison.rawValue)\(target?.description ?? "-")\(unit ?? "")"
        words += targetYear.map { " \($0)" } ?? ""
        words += baseline.map { " from \($0)\(baselineYear.map { " in \($0)" } ?? "")" } ?? ""
        words += path.map { " \($0.year): \($0.value)" }.joined()
        words += isCumulative ? " cumulative" : ""
        words += isYearly ? " yearly" : ""
        words += isGrowth ? " growth" : ""
        words += stretch.map { " stretch \($0)" } ?? ""
        return words
    }
}
