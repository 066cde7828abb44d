/// Quotation marks, brackets and title marks that open and do not close, or close and never opened.
enum Balance {
    static let rule = "unbalanced-quote"

    static func run(_ evidence: Evidence) -> [Finding] {
        var findings: [Finding] = []
        var pending: (element: Int, faults: [Fault])?
        var cells: (element: Int, faults: [Fault])?
        // More than anyone will read is not put into words.
        for passage in evidence.passages where findings.count < 200 {
            var faults = faults(evidence, passage)
            if let table = cells, !passage.isCell || table.element != passage.element {
                findings += paired(table.faults).prefix(200).map { finding(evidence, $0) }
                cells = nil
            }
            if passage.isCell {
                if !faults.isEmpty { cells = (passage.element, (cells?.faults ?? []) + faults) }
                continue
            }
            if faults.isEmpty && pending == nil { continue }
            if let before = pending {
                pending = nil
                var open = before.faults
                if passage.element == before.element + 1 {
                    // A paragraph that was broken in two: the mark closes in the next.
                    for fault in faults where !fault.isOpen {
                        guard let mate = open.firstIndex(where: { $0.isOpen && $0.kind == fault.kind }) else { continue }
                        open.remove(at: mate)
                        faults.removeAll { $0.index == fault.index }
                    }
                }
                findings += open.prefix(200).map { finding(evidence, $0) }
            }
            if faults.contains(where: \.isOpen) {
                findings += faults.filter { !$0.isOpen }.prefix(200).map { finding(evidence, $0) }
                pending = (passage.element, faults.filter(\.isOpen))
            } else {
                findings += faults.prefix(200).map { finding(evidence, $0) }
            }
        }
        return findings + (pending?.faults.prefix(200).map { finding(evidence, $0) } ?? [])
            + paired(cells?.faults ?? []).prefix(200).map { finding(evidence, $0) }
    }

    /// Without the marks that open in one cell and close in another: the lines of one head, read as cells.
    private static func paired(_ faults: [Fault]) -> [Fault] {
        var left: [Fault] = []
        for fault in faults {
            if !fault.isOpen, let mate = left.lastIndex(where: { $0.isOpen && $0.kind == fault.kind }) { left.remove(at: mate) } else { left.append(fault) }
        }
        return left
    }

    private struct Fault {
        var kind: Int
        var index: Int
        var isOpen: Bool
        var range: Range<Int>
    }

    private static func faults(_ evidence: Evidence, _ passage: Evidence.Passage) -> [Fault] {
        let characters = evidence.characters
        let range = passage.range
        if passage.points.isEmpty { return [] }
        var open: [[Int]] = [[], [], [], [], []]
        var faults: [Fault] = []
        for index in evidence.marks(of: passage) where marks.contains(characters[index]) {
            guard let mark = mark(characters[index]) else { continue }
            if mark.opens {
                // Within “” Chinese uses ‘’: a second “ means that the first was never closed.
                if mark.kind == 0, let first = open[0].popLast() { faults.append(fault(characters, 0, first, range, isOpen: true)) }
                open[mark.kind].append(index)
            } else if open[mark.kind].popLast() == nil, !isNumber(characters, index, range) {
                faults.append(fault(characters, mark.kind, index, range, isOpen: false))
            }
        }
        if faults.isEmpty, open.allSatisfy({ $0.isEmpty }) { return [] }
        for kind in open.indices { faults += open[kind].map { fault(characters, kind, $0, range, isOpen: true) } }
        return faults.sorted { $0.index < $1.index }
    }

    private static func mark(_ character: Character16) -> (kind: Int, opens: Bool)? {
        switch character {
        case 0x201C: (0, true)
        case 0x201D: (0, false)
        case 0x300A: (1, true)
        case 0x300B: (1, false)
        case 0x28: (2, true)
        case 0x29: (2, false)
        case 0x3010: (3, true)
        case 0x3011: (3, false)
        case 0x300C: (4, true)
        case 0x300D: (4, false)
        default: nil
        }
    }

    /// 1) and a) number a list.
    private static func isNumber(_ characters: [Character16], _ index: Int, _ range: Range<Int>) -> Bool {
        guard characters[index] == 0x29, index > range.lowerBound else { return false }
        let before = characters[index - 1]
        return before.isAlphanumeric || index - range.lowerBound <= 3 && (Numerals.digit(before) != nil || Numerals.power(before) != nil)
    }

    private static func fault(_ characters: [Character16], _ kind: Int, _ index: Int, _ range: Range<Int>, isOpen: Bool) -> Fault {
        var start = isOpen ? index : max(range.lowerBound, index - 10)
        if isOpen { start = max(range.lowerBound, index - 2) }
        var end = index + 1
        while isOpen, end < range.upperBound, end - index < 18 {
            end += 1
            if [0x2C, 0x3B, 0x3002].contains(characters[end - 1]) { break }
        }
        return Fault(kind: kind, index: index, isOpen: isOpen, range: start..<max(end, start + 1))
    }

    private static func finding(_ evidence: Evidence, _ fault: Fault) -> Finding {
        let names = ["引号", "书名号", "括号", "方括号", "引号"]
        return Finding(
            rule, .warning, "\(names[fault.kind])\(fault.isOpen ? "有开无合" : "有合无开")：“\(evidence.quote(fault.range))”。", why: "标点不成对，引用或说明的范围不清。",
            remedy: fault.isOpen ? "在引用结束处补上另一半。" : "在引用开始处补上另一半，或删去多余的一半。",
            at: [evidence.span(fault.range)])
    }

    private static let marks = BitMap("“”《》（）【】「」")
}
