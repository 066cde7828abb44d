import Foundation

@testable import PlanReading

/// Damages a plan the way that conversions, copying and malice do, the same for the same seed.
struct Corruption {
    private var random: SeededGenerator
    private var scalars: [Unicode.Scalar]

    /// Three times in four a part of the text, so that more of them are read in the same time.
    init(_ text: String, seed: UInt64) {
        random = SeededGenerator(seed: seed)
        scalars = Array(text.unicodeScalars)
        if seed % 4 != 0 { scalars = Array(scalars[span(4000)]) }
    }

    var text: String { String(String.UnicodeScalarView(scalars)) }

    /// Applies one to eight damages.
    mutating func damage() {
        for _ in 0..<Int.random(in: 1...8, using: &random) { damageOnce() }
    }

    private mutating func damageOnce() {
        guard !scalars.isEmpty else { return insert() }
        switch Int.random(in: 0..<10, using: &random) {
        case 0: scalars.removeSubrange(span(200))
        case 1:
            let copied = Array(scalars[span(400)])
            scalars.insert(contentsOf: copied, at: place())
        case 2: swap()
        case 3: scalars.removeSubrange(place()..<scalars.count)
        case 4: scalars.removeSubrange(0..<place())
        case 5: replaceBreaks()
        case 6: dropBlanks()
        default: insert()
        }
    }

    private mutating func place() -> Int { Int.random(in: 0...scalars.count, using: &random) }

    private mutating func span(_ longest: Int) -> Range<Int> {
        let start = Int.random(in: 0..<scalars.count, using: &random)
        return start..<min(scalars.count, start + Int.random(in: 1...longest, using: &random))
    }

    private mutating func swap() {
        let (first, second) = (span(100), span(100))
        guard first.upperBound <= second.lowerBound else { return }
        let moved = Array(scalars[first])
        scalars.insert(contentsOf: moved, at: second.upperBound)
        scalars.removeSubrange(first)
    }

    /// Line ends become something else, or something else becomes a line end.
    private mutating func replaceBreaks() {
        let range = span(2000)
        let other = Corruption.blanks.randomElement(using: &random) ?? " "
        let isBreaking = Bool.random(using: &random)
        for index in range where isBreaking ? scalars[index] == "，" || scalars[index] == " " : scalars[index] == "\n" {
            scalars[index] = isBreaking ? "\n" : other
        }
    }

    private mutating func dropBlanks() {
        let range = span(2000)
        scalars.replaceSubrange(range, with: scalars[range].filter { !$0.properties.isWhitespace })
    }

    private mutating func insert() {
        let count = Int.random(in: 1...40, using: &random)
        let repeated = Bool.random(using: &random)
        var added: [Unicode.Scalar] = []
        let kind = Int.random(in: 0..<4, using: &random)
        while added.count < count {
            added.append(repeated && !added.isEmpty ? added[0] : scalar(kind))
        }
        scalars.insert(contentsOf: added, at: place())
    }

    private mutating func scalar(_ kind: Int) -> Unicode.Scalar {
        switch kind {
        case 0: Corruption.significant.randomElement(using: &random) ?? "1"
        case 1: Corruption.blanks.randomElement(using: &random) ?? " "
        case 2: Unicode.Scalar(UInt32.random(in: 0..<0xD800, using: &random)) ?? " "
        default: Unicode.Scalar(UInt32.random(in: 0xE000...0x10FFFF, using: &random)) ?? " "
        }
    }

    /// What rules ask for.
    private static let significant = Array(
        "0123456789０９.,，。；：、（）()[]【】〔〕《》“”|│-—~至≥≤<>%％‰*★※注第章节篇条一二三十百千万亿〇两零年月日元家个余约近以上下内到达为力争累计新增均分别每专栏表续序号指标单位属性合计小计项目".unicodeScalars)
    private static let blanks: [Unicode.Scalar] = [
        "\t", "\n", "\r", "\u{0C}", "\u{0B}", " ", "\u{3000}", "\u{A0}", "\u{200B}", "\u{FEFF}", "\u{2028}", "\u{85}", "\u{0}",
    ]
}
