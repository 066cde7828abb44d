/// Targets that nothing can measure: 大幅提升, 取得实质性进展.
enum Measurable {
    static let rule = "unmeasurable-target"

    static func run(_ evidence: Evidence) -> [Finding] {
        guard let end = evidence.reading.document.to else { return [] }
        return evidence.sentences.compactMap { sentence in
            guard sentence.has(.time), evidence.matches(vague, sentence.range), let time = time(evidence, sentence, end),
                let word = vague.first(in: evidence.characters, time.range.upperBound..<sentence.range.upperBound), !isMeasured(evidence, sentence),
                !introduces(evidence, sentence)
            else { return nil }
            let clause = clause(evidence.characters, sentence.range, word.range)
            return Finding(
                rule, .note, "“\(evidence.quote(clause, 40))”作为\(end)年的目标无法衡量。", why: "没有数量、标准或可核查的结果，期末无法判断是否完成。", remedy: "改为可以核查的结果，如数量、比例、名单或完成的节点。",
                at: [evidence.span(clause)])
        }
    }

    /// A year that the plan answers for: its own end, or one before; visions of later years are visions.
    private static func time(_ evidence: Evidence, _ sentence: Evidence.Sentence, _ end: Int) -> TimeReference? {
        Times.all(in: evidence.characters, sentence.range).first { time in
            guard time.isLeadIn, time.kind == .at else { return false }
            let year = time.to == 0 ? end : time.to
            return year <= end && year >= (evidence.reading.document.from ?? year)
        }
    }

    private static func isMeasured(_ evidence: Evidence, _ sentence: Evidence.Sentence) -> Bool {
        let times = Times.all(in: evidence.characters, sentence.range)
        return Quantities.all(in: evidence.characters, sentence.range, times: times).contains { $0.unit != nil && $0.strength == .strong || $0.isPercent }
    }

    /// “……，主要目标是：”, or figures of the same year follow: they bear out what the sentence says.
    private static func introduces(_ evidence: Evidence, _ sentence: Evidence.Sentence) -> Bool {
        guard let last = sentence.range.last else { return true }
        if evidence.characters[last] == 0x3A { return true }
        var count = 0
        // In a section of targets figures follow in the next paragraphs; elsewhere a paragraph stands for itself.
        let reach = evidence.structure.sectionOf[sentence.element] == .target && evidence.structure.boxOf[sentence.element] == nil ? 5 : 1
        for element in sentence.element..<min(evidence.layout.elements.count, sentence.element + reach) where !evidence.layout.elements[element].isTable {
            let range = evidence.layout.elements[element].range
            let start = element == sentence.element ? sentence.range.upperBound : range.lowerBound
            guard start < range.upperBound else { continue }
            let times = Times.all(in: evidence.characters, start..<range.upperBound)
            let other = times.first { $0.isStatus || $0.isLeadIn && $0.kind == .at && $0.to != evidence.reading.document.to || $0.kind == .since }
            let end = other.map { max(start, $0.range.lowerBound) } ?? range.upperBound
            count += Quantities.all(in: evidence.characters, start..<end, times: times).filter { $0.strength == .strong }.count
            if count >= 3 { return true }
            if other != nil { return false }
        }
        return false
    }

    private static func clause(_ characters: [Character16], _ sentence: Range<Int>, _ word: Range<Int>) -> Range<Int> {
        var start = word.lowerBound
        while start > sentence.lowerBound, ![0x2C, 0x3B].contains(characters[start - 1]) { start -= 1 }
        var end = word.upperBound
        while end < sentence.upperBound, ![0x2C, 0x3B, 0x3002].contains(characters[end]) { end += 1 }
        return start..<end
    }

    private static let vague = Phrases<Bool>(
        """
        大幅提升 大幅提高 显著提升 显著提高 显著增强 显著改善 明显提升 明显提高 明显增强 明显改善 取得实质性进展 取得重大进展 取得重要进展 取得明显成效 取得显著成效 取得积极进展 不断提高 不断提升 不断增强 进一步提升 进一步提高 进一步增强 进一步优化 更加突出 更加完善 更加优化
        稳步提升 稳步提高 持续优化 持续提升 持续改善 逐年增加 逐步提高 取得突破性进展 大幅增强 大幅改善 全面提升 有较大提升 有新提升 明显优化 得到提升 初见成效
        """, true)
}
