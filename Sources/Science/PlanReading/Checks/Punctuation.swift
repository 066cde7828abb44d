/// Punctuation that cannot stand as it does: “，，”, “。，”, “、和”, “以及.”, a mark just after an opening bracket.
enum Punctuation {
    static let rule = "punctuation"

    static func run(_ evidence: Evidence) -> [Finding] {
        evidence.passages.flatMap { passage -> [Finding] in
            var findings: [Finding] = []
            for index in evidence.marks(of: passage) where suspects.contains(evidence.characters[index]) {
                if let slip = slip(evidence, index, passage.range) { findings.append(finding(evidence, slip, passage.range)) }
            }
            return findings
        } + quoteLists(evidence)
    }

    private struct Slip {
        var range: Range<Int>
        var what: String
        var remedy: String
        var severity = Finding.Severity.note
    }

    private static func slip(_ evidence: Evidence, _ index: Int, _ range: Range<Int>) -> Slip? {
        let characters = evidence.characters
        let character = characters[index]
        let before = index > range.lowerBound ? characters[index - 1] : 0
        let next = index + 1 < range.upperBound ? characters[index + 1] : 0
        if character == 0x2E { return stop(evidence, index, before, next, range) }
        if character == 0x5C { return before.isAlphanumeric || before.isHan ? Slip(range: index..<index + 1, what: "用反斜杠分隔", remedy: "改为“/”或顿号。") : nil }
        let isPoint = points.contains(character)
        if isPoint, !next.isHan, points.contains(next) || next == 0x2E && !before.isAlphanumeric {
            // Latin commas and colons of time or code.
            return Slip(range: index..<index + 2, what: "标点连用", remedy: "删去多余的标点。", severity: .warning)
        }
        if isPoint, !before.isHan, opening.contains(before) { return Slip(range: index - 1..<index + 1, what: "括号后紧跟标点", remedy: "删去标点。") }
        if character == 0x3001 || character == 0x2C, next == 0x29 || next == 0x300B { return Slip(range: index..<index + 2, what: "括号前多出标点", remedy: "删去标点。") }
        if character == 0x3001 { return comma(evidence, index, before, next, range) }
        if character == 0x2C || character == 0x3002, and.match(characters, before: index, floor: range.lowerBound) != nil {
            return Slip(range: index - 2..<index + 1, what: "连词后断句", remedy: "删去标点，或补上后面的内容。", severity: .warning)
        }
        return nil
    }

    /// 、和, 如、
    private static func comma(_ evidence: Evidence, _ index: Int, _ before: Character16, _ next: Character16, _ range: Range<Int>) -> Slip? {
        let characters = evidence.characters
        if next == 0x548C || next == 0x4E0E, conjunctions.match(characters, at: index + 1, limit: range.upperBound)?.value != false {
            return Slip(range: index..<min(range.upperBound, index + 2), what: "顿号与连词连用", remedy: "删去顿号或连词。")
        }
        if before == 0x5982, index - 1 == range.lowerBound || !characters[index - 2].isHan {
            return Slip(range: index - 1..<index + 1, what: "“如”后多出顿号", remedy: "删去顿号。")
        }
        return nil
    }

    /// A Latin full stop among Han characters: 以及.采后.
    private static func stop(_ evidence: Evidence, _ index: Int, _ before: Character16, _ next: Character16, _ range: Range<Int>) -> Slip? {
        guard evidence.printed(index) == 0x2E, before.isHan, next.isHan, index - range.lowerBound > 3, !evidence.followsBlank(index + 1) else { return nil }
        let severity: Finding.Severity = and.match(evidence.characters, before: index, floor: range.lowerBound) != nil ? .warning : .note
        return Slip(range: index..<index + 1, what: "句中多出半角句点", remedy: "删去句点，或改为应有的标点。", severity: severity)
    }

    private static func finding(_ evidence: Evidence, _ slip: Slip, _ range: Range<Int>) -> Finding {
        let shown = max(range.lowerBound, slip.range.lowerBound - 4)..<min(range.upperBound, slip.range.upperBound + 4)
        return Finding(rule, slip.severity, "\(slip.what)：“\(evidence.quote(shown))”。", why: "标点有误，句读不清。", remedy: slip.remedy, at: [evidence.span(slip.range)])
    }

    // MARK: Quoted terms side by side

    /// “甲”“乙”、“丙”: one list, two ways of joining.
    private static func quoteLists(_ evidence: Evidence) -> [Finding] {
        evidence.sentences.compactMap { sentence in
            guard sentence.has(.quote) else { return nil }
            var bare: Int?
            var marked: Int?
            let characters = evidence.characters
            for index in sentence.range where characters[index] == 0x201D && index + 2 < sentence.range.upperBound {
                if characters[index + 1] == 0x201C {
                    bare = index
                } else if characters[index + 1] == 0x3001, characters[index + 2] == 0x201C {
                    marked = index
                } else {
                    (bare, marked) = (nil, nil)
                }
                if let bare, let marked {
                    let (first, second) = (min(bare, marked), max(bare, marked))
                    return Finding(
                        rule, .note, "并列引号之间有的加顿号，有的不加。", why: "同一列举标点不一（GB/T 15834：引号之间通常不用顿号）。", remedy: "统一去掉引号之间的顿号。",
                        at: [evidence.span(first..<first + 3), evidence.span(second..<second + 3)])
                }
            }
            return nil
        }
    }

    private static let suspects = BitMap("，。；：、.\\")
    private static let points = BitMap("，。；：、")
    private static let opening = BitMap("（《【“")
    private static let and = Phrases<Bool>("以及 或者", true)
    /// False where the character begins a word.
    private static let conjunctions = Phrases<Bool>([("和 与", true), ("和谐 和平 和睦 和美 和善 与会 与时俱进 和解 和气", false)])
}
