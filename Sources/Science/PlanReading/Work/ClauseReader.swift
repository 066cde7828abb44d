/// Parts the running text into sentences with ids of their own.
enum ClauseReader {
    static func read(_ layout: Layout, _ structure: Structure) -> [Clause] {
        var clauses: [Clause] = []
        var seen: [UInt64: Int] = [:]
        for index in layout.elements.indices {
            let element = layout.elements[index]
            guard !element.isTable, element.role != .noise, element.role != .front, element.role != .title else { continue }
            let start = structure.boxOf[index] != nil ? element.range.lowerBound : structure.bodyStart[index]
            for sentence in Sentences.split(layout.stream.characters, start..<max(start, element.range.upperBound)) where sentence.count > 1 {
                let hash = hash(layout.stream.characters, sentence)
                let repetition = seen[hash, default: 0]
                seen[hash] = repetition + 1
                clauses.append(
                    Clause(
                        id: id(hash, repetition), span: layout.stream.span(sentence), heading: structure.headingOf[index], box: structure.boxOf[index]))
            }
        }
        return clauses
    }

    /// FNV-1a over the folded characters: the same words have the same id wherever they stand.
    private static func hash(_ characters: [Character16], _ range: Range<Int>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for index in range { hash = (hash ^ UInt64(characters[index])) &* 0x0000_0100_0000_01b3 }
        return hash
    }

    private static func id(_ hash: UInt64, _ repetition: Int) -> String {
        let digits = String(hash, radix: 36)
        let short = "c" + digits.suffix(9)
        return repetition == 0 ? short : short + "-\(repetition + 1)"
    }
}
