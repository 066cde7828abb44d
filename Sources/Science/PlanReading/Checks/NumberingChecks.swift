/// Gaps, repetitions and wrong order in numbered headings, items, boxes and project lists.
enum NumberingChecks {
    static let gap = "numbering-gap"
    static let repeated = "numbering-repeated"
    static let order = "numbering-order"

    static func run(_ evidence: Evidence) -> [Finding] {
        flow(evidence) + boxItems(evidence) + boxNumbers(evidence) + projectNumbers(evidence) + inline(evidence)
    }

    // MARK: Headings and items of the running text

    struct Step {
        var style: Numbering.Style
        var value: Int
        var parts: [Int]
        var element: Int
        /// The number and the first words behind it.
        var place: Range<Int>
        var isHeading: Bool
    }

    private static func flow(_ evidence: Evidence) -> [Finding] {
        var walk = Walk(evidence)
        for index in evidence.layout.elements.indices {
            let element = evidence.layout.elements[index]
            guard !element.isTable, evidence.structure.boxOf[index] == nil, element.isRead else { continue }
            if isAnnex(evidence, element.range) { walk.reset() } else if let step = step(evidence, index) { walk.take(step) }
        }
        return walk.findings
    }

    private static func isAnnex(_ evidence: Evidence, _ range: Range<Int>) -> Bool {
        range.count <= 60 && annexes.match(evidence.characters, at: range.lowerBound, limit: range.upperBound) != nil
    }

    private static let annexes = Phrases<Bool>("附件 附录 附表", true)

    static func step(_ evidence: Evidence, _ index: Int) -> Step? {
        let range = evidence.layout.elements[index].range
        guard let number = Numbering.read(evidence.characters, range) else { return nil }
        var isHeading = false
        if case .heading = evidence.layout.elements[index].role { isHeading = true }
        return Step(
            style: number.style, value: number.value, parts: number.parts, element: index, place: range.lowerBound..<min(range.upperBound, number.end + 14),
            isHeading: isHeading)
    }

    /// Goes through numbers in order and remembers the last of each rank.
    private struct Walk {
        let evidence: Evidence
        var findings: [Finding] = []
        private var open: [Numbering.Style: Step] = [:]
        /// The last number of a rank anywhere: some documents number on through all chapters.
        private var last: [Numbering.Style: Step] = [:]

        init(_ evidence: Evidence) { self.evidence = evidence }

        mutating func reset() {
            open = [:]
            last = [:]
        }

        mutating func take(_ step: Step) {
            if let before = open[step.style], before.parts.dropLast() == step.parts.dropLast() || !step.style.isDecimal {
                compare(step, before)
            } else if step.value > 1 {
                start(step)
            }
            for style in open.keys where style > step.style { open[style] = nil }
            open[step.style] = step
            last[step.style] = step
        }

        private mutating func compare(_ step: Step, _ before: Step) {
            if step.value == before.value + 1 || step.value == 1 { return }
            // Where text runs between, a lower number opens another list.
            if step.value == before.value {
                report(NumberingChecks.repeated, step, before, "编号“\(label(step))”出现两次", "重复编号使引用无法确定所指。", "改正后一处编号，并顺改其后各项。")
            } else if step.value > before.value, step.value - before.value <= 6 {
                report(
                    NumberingChecks.gap, step, before, "编号由“\(label(before))”跳到“\(label(step))”", "中间缺号，可能漏排了内容。", "补上缺少的部分，或顺改编号。")
            } else if step.isHeading, before.isHeading, before.value - step.value <= 6 {
                report(NumberingChecks.order, step, before, "编号“\(label(step))”排在“\(label(before))”之后", "编号次序颠倒。", "按次序重排或改正编号。")
            }
        }

        /// The first of its rank here is not 1: it goes on from the chapter before, from a number of another style, or its beginning is missing.
        private mutating func start(_ step: Step) {
            if step.style.isDecimal { return }
            if let before = last[step.style], before.value + 1 == step.value { return }
            if let sibling = sibling(step) {
                findings.append(NumberingStyles.mixed(evidence, sibling, step))
                return
            }
            guard step.isHeading, step.value <= 3, step.style <= .hanParenthesis else { return }
            report(NumberingChecks.gap, step, step, "编号从“\(label(step))”开始，前面没有相应的编号", "缺少前面的部分。", "补上缺少的部分，或从一编起。")
        }

        /// （3） just after 2．
        private func sibling(_ step: Step) -> Step? {
            open.values.first { before in
                before.style != step.style && before.style >= .arabic && step.style >= .arabic && before.value + 1 == step.value
                    && step.element - before.element <= 4
            }
        }

        private func label(_ step: Step) -> String {
            Numbering.read(evidence.characters, step.place).map { evidence.layout.printed($0.label) } ?? String(step.value)
        }

        private mutating func report(_ rule: String, _ step: Step, _ before: Step, _ what: String, _ why: String, _ remedy: String) {
            let severity: Finding.Severity = step.isHeading || before.isHeading ? .warning : .note
            findings.append(
                Finding(
                    rule, severity, "\(what)：“\(evidence.quote(step.place, 18))”。", why: why, remedy: remedy,
                    at: before.element == step.element ? [evidence.span(step.place)] : [evidence.span(before.place), evidence.span(step.place)]))
        }
    }

    // MARK: Items of boxes

    private static func boxItems(_ evidence: Evidence) -> [Finding] {
        evidence.structure.boxes.indices.flatMap { index -> [Finding] in
            let extent = evidence.structure.boxes[index]
            guard extent.grid == nil else { return [] }
            var steps: [Step] = []
            for element in extent.elements.dropFirst(extent.titleElements) where !evidence.layout.elements[element].isTable {
                if let step = step(evidence, element), steps.isEmpty || step.style == steps[0].style { steps.append(step) }
            }
            guard let first = steps.first, steps.count >= 2 || first.value == 2 else { return [] }
            var findings: [Finding] = []
            if first.value == 2, let opening = opening(evidence, extent, first) {
                findings.append(
                    Finding(
                        gap, .warning, "专栏首项“\(evidence.quote(opening, 16))”缺编号1，下一项为“\(evidence.quote(first.place, 14))”。", why: "各项都有编号，第一项没有。",
                        remedy: "给第一项补上编号。",
                        at: [evidence.span(opening), evidence.span(first.place)]))
            }
            for (before, step) in zip(steps, steps.dropFirst()) where step.value != before.value + 1 && step.value != 1 {
                let isRepeat = step.value == before.value
                findings.append(
                    Finding(
                        isRepeat ? repeated : step.value > before.value ? gap : order, .warning,
                        "专栏内编号由\(before.value)\(isRepeat ? "重复" : "到\(step.value)")：“\(evidence.quote(step.place, 16))”。", why: "专栏各项编号不连续。",
                        remedy: "补上缺少的项或改正编号。", at: [evidence.span(before.place), evidence.span(step.place)]))
            }
            return findings
        }
    }

    /// The paragraph between the title and the item 2.
    private static func opening(_ evidence: Evidence, _ extent: BoxExtent, _ first: Step) -> Range<Int>? {
        let element = extent.elements.lowerBound + extent.titleElements
        guard element < first.element else { return nil }
        let range = evidence.layout.elements[element].range
        return range.lowerBound..<min(range.upperBound, range.lowerBound + 16)
    }

    // MARK: Numbers of boxes

    private static func boxNumbers(_ evidence: Evidence) -> [Finding] {
        let boxes = evidence.reading.boxes.enumerated().compactMap { index, box in Int(box.number).map { (index: index, value: $0) } }
        guard let first = boxes.first, boxes.count >= 2 else { return [] }
        func place(_ index: Int) -> Span { evidence.layout.elements[evidence.structure.boxes[index].elements.lowerBound].span }
        let values = Set(boxes.map(\.value))
        var findings: [Finding] = []
        if first.value == 2 || first.value == 3, !boxes.contains(where: { $0.value < first.value }) {
            findings.append(Finding(gap, .warning, "专栏从专栏\(first.value)开始，没有专栏1。", why: "专栏编号不连续。", remedy: "补上专栏1或重新编号。", at: [place(first.index)]))
        }
        for (before, next) in zip(boxes, boxes.dropFirst()) where next.value != before.value + 1 {
            if next.value == before.value {
                findings.append(
                    Finding(
                        repeated, .warning, "有两个专栏\(next.value)。", why: "引用专栏\(next.value)时无法确定所指。", remedy: "改正后一个专栏的编号，并顺改其后各专栏。",
                        at: [place(before.index), place(next.index)]))
            } else if next.value < before.value {
                // 专栏1 again opens the boxes of another part.
                guard next.value != 1 else { continue }
                findings.append(
                    Finding(
                        order, .warning, "专栏\(next.value)排在专栏\(before.value)之后。", why: "专栏次序颠倒。", remedy: "按次序重排或改正编号。",
                        at: [place(before.index), place(next.index)]))
            } else if !(before.value + 1..<next.value).allSatisfy(values.contains) {
                findings.append(
                    Finding(
                        gap, .warning, "专栏由\(before.value)跳到\(next.value)。", why: "缺少中间的专栏。", remedy: "补上缺少的专栏或顺改编号。",
                        at: [place(before.index), place(next.index)]))
            }
        }
        return findings
    }

    // MARK: Project lists

    private static func projectNumbers(_ evidence: Evidence) -> [Finding] {
        ProjectList.chains(evidence.layout, evidence.survey).flatMap { chain -> [Finding] in
            guard chain.first?.reader.kind == .projects else { return [] }
            var findings: [Finding] = []
            var before: (value: Int, span: Span)?
            for entry in chain {
                for row in entry.reader.bodyRows where entry.reader.kind(of: row) == .data {
                    guard let cell = entry.reader.cell(row, .ordinal), !cell.isRepeat, !cell.range.isEmpty, cell.range.count <= 4,
                        cell.range.allSatisfy({ evidence.characters[$0].isDigit })
                    else { continue }
                    let value = cell.range.reduce(0) { $0 * 10 + Int(evidence.characters[$1] - 0x30) }
                    let name = entry.reader.cell(row, .name)?.span ?? cell.span
                    let place = cell.span.joined(with: name)
                    if let before, value != before.value + 1, value != 1 {
                        findings.append(
                            Finding(
                                value == before.value ? repeated : gap, .warning, "项目序号由\(before.value)\(value == before.value ? "重复" : "到\(value)")。",
                                why: "序号不连续，项目数量难以核对。", remedy: "改正序号，或补上漏列的项目。",
                                at: [before.span, place]))
                    }
                    before = (value, place)
                }
            }
            return findings
        }
    }

    // MARK: 一是, 三是

    private static func inline(_ evidence: Evidence) -> [Finding] {
        let characters = evidence.characters
        return evidence.layout.elements.flatMap { element -> [Finding] in
            guard !element.isTable, element.isRead else { return [] }
            var findings: [Finding] = []
            var before: (value: Int, index: Int)?
            var rest = min(element.range.lowerBound + 1, element.range.upperBound)..<element.range.upperBound
            while let verb = characters.first(0x662F, in: rest) {
                rest = verb + 1..<element.range.upperBound
                let index = verb - 1
                guard let value = Numerals.digit(characters[index]), value > 0,
                    index == element.range.lowerBound || [0x3002, 0x3B, 0x3A, 0x2C].contains(characters[index - 1])
                else { continue }
                if let before, value > before.value + 1, value - before.value <= 3 {
                    findings.append(
                        Finding(
                            gap, .note, "由“\(evidence.quote(before.index..<before.index + 2))”跳到“\(evidence.quote(index..<index + 2))”。", why: "列举缺了中间一项。",
                            remedy: "补上缺少的一项或改正次序。",
                            at: [
                                evidence.span(before.index..<min(element.range.upperBound, before.index + 8)),
                                evidence.span(index..<min(element.range.upperBound, index + 8)),
                            ]))
                }
                before = (value, index)
            }
            return findings
        }
    }
}
